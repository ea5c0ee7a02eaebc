//! Enums of the role operations.

use crate::macros::enums;

enums! {
    /// Type of target in the list of role assignments.
    RoleAssignmentTargetType {
        User = "USER",
        /// A department, which is called `DEPARTMENT` when a role is assigned.
        Org = "ORG",
    }
}
