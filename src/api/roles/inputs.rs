//! Nested inputs of the role operations.

use crate::api::common::PrincipalType;
use crate::macros::inputs;

inputs! {
    /// A role identified by its code and permission group.
    RoleCodeAndNamespace {
        required {
            /// Code of the role, unique within its permission group.
            code: String,
            /// Code of the permission group, such as `system`.
            namespace: String,
        }
        optional {}
    }

    /// A role identified by its code and, optionally, its permission group.
    RoleCode {
        required {
            /// Code of the role, unique within its permission group.
            code: String,
        }
        optional {
            /// Code of the permission group.
            namespace: String,
        }
    }

    /// A role to create in a batch.
    RoleListItem {
        required {
            /// Code of the role, unique within its permission group and made up of letters, digits, `-` and `_`.
            code: String,
        }
        optional {
            /// Name of the role.
            name: String,
            /// Description of the role.
            description: String,
            /// Code of the permission group. Defaults to `default`.
            namespace: String,
        }
    }

    /// A target that a role is assigned to or revoked from.
    Target {
        required {
            /// Type of the target.
            target_type: PrincipalType,
            /// ID of the user or department, or code of the role or group, depending on `target_type`.
            target_identifier: String,
        }
        optional {}
    }
}
