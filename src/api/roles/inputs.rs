//! What these calls take.

use crate::api::common::PrincipalType;
use crate::table::inputs;

inputs! {
    /// Names a role by its code and permission group.
    RoleCodeAndNamespace {
        required {
            /// Code of the role, unique in its permission group.
            code: String,
            /// Code of the permission group the role is in.
            namespace: String,
        }
        optional {}
    }

    /// Names a role by its code and, where needed, its permission group.
    RoleCode {
        required {
            /// Code of the role, unique in its permission group.
            code: String,
        }
        optional {
            /// Code of the permission group the role is in.
            namespace: String,
        }
    }

    /// One role to create in a batch.
    RoleListItem {
        required {
            /// Code of the new role, unique in its permission group.
            code: String,
        }
        optional {
            /// Name of the role to show, within its permission group.
            name: String,
            /// Words on what the role is for.
            description: String,
            /// Code of the permission group to create the role in; absent means the default one.
            namespace: String,
        }
    }

    /// Somebody or something a role or a grant is meant for.
    Target {
        required {
            /// Kind of the target, which also decides what `targetIdentifier` holds.
            target_type: PrincipalType,
            /// ID of a user or department, or code of a role or group.
            target_identifier: String,
        }
        optional {}
    }
}
