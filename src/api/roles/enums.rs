//! The sets of values.

use crate::table::enums;

enums! {
    /// What a role is assigned to.
    RoleAssignmentTargetType {
        User = "USER",
        Org = "ORG",
    }
}
