//! Values of tenant fields.

use crate::macros::enums;

enums! {
    /// Status of the enterprise certification of a tenant.
    EnterpriseCertificationStatus {
        NotSubmit = "not_submit",
        Reviewing = "reviewing",
        Pass = "pass",
        Minus1 = "-1",
    }
}
