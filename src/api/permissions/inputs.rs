//! Nested inputs of the permission operations.

use crate::api::common::{PrincipalType, ResourceType};
use crate::macros::inputs;

inputs! {
    /// A grant of resources to targets of one type.
    AuthorizeResourceItem {
        required {
            /// Type of the targets.
            target_type: PrincipalType,
            /// IDs of the users or departments, or codes of the roles or groups, depending on `target_type`.
            target_identifiers: Vec<String> [Items(..=100)],
            /// Resources to grant, each with its actions.
            resources: Vec<ResourceItem>,
        }
        optional {}
    }

    /// A permission group to create in a batch.
    CreateNamespacesBatchItem {
        required {
            /// Unique code of the permission group.
            code: String,
        }
        optional {
            /// Name of the permission group.
            name: String,
            /// Description of the permission group.
            description: String,
        }
    }

    /// A resource to create in a batch.
    CreateResourceBatchItem {
        required {
            /// Unique code of the resource, such as `ecs`.
            code: String,
            /// Type of the resource.
            r#type: ResourceType,
        }
        optional {
            /// Description of the resource.
            description: String,
            /// Name of the resource.
            name: String,
            /// Actions that can be allowed on the resource, such as `ecs:Start`.
            actions: Vec<ResourceAction> [Items(..=100)],
            /// URL that identifies the API, for resources of type `API`.
            api_identifier: String,
        }
    }

    /// An action defined by a resource.
    ResourceAction {
        required {
            /// Name of the action, such as `ecs:Start`.
            name: String,
            /// Description of the action.
            description: String as text,
        }
        optional {}
    }

    /// A resource to grant, with its actions.
    ResourceItem {
        required {
            /// Code of the resource, such as `ecs`.
            code: String,
            /// Actions to allow on the resource, such as `ecs:Start`.
            actions: Vec<String> [Items(..=50)],
            /// Type of the resource.
            resource_type: ResourceType,
        }
        optional {}
    }
}
