//! The sets of values.

use crate::table::enums;

enums! {
    /// How far a certification is.
    EnterpriseCertificationStatus {
        NotSubmit = "not_submit",
        Reviewing = "reviewing",
        Pass = "pass",
        Minus1 = "-1",
    }
}
