//! What these calls take.

use crate::api::common::{PrincipalType, ResourceType};
use crate::table::inputs;

inputs! {
    /// One grant: subjects of one kind, and what they may do on which resources.
    AuthorizeResourceItem {
        required {
            /// Kind of subjects that `targetIdentifiers` name.
            target_type: PrincipalType,
            /// Subjects that get the grant, each a user ID, the code of a role or group, or the ID of a department.
            target_identifiers: Vec<String> [Items(0..=100)],
            /// Resources granted, each with its actions.
            resources: Vec<ResourceItem>,
        }
        optional {}
    }

    /// A permission group to create, as one of several.
    CreateNamespacesBatchItem {
        required {
            /// Code that identifies the permission group.
            code: String,
        }
        optional {
            /// Name of the permission group, as people see it.
            name: String,
            /// Free text about the permission group.
            description: String,
        }
    }

    /// A resource to create, as one of several.
    CreateResourceBatchItem {
        required {
            /// Code of the resource, unique in its permission group.
            code: String,
            /// Kind of the resource.
            r#type: ResourceType,
        }
        optional {
            /// Free text about the resource.
            description: String,
            /// Name of the resource, as people see it.
            name: String,
            /// Actions that can be allowed on the resource, such as `ecs:Start`.
            actions: Vec<ResourceAction> [Items(0..=100)],
            /// URL that identifies the API; for resources of type `API`.
            api_identifier: String,
        }
    }

    /// An action that can be allowed on a resource.
    ResourceAction {
        required {
            /// Name of the action, usually with the resource in front, such as `ecs:Start`.
            name: String,
            /// Free text about what the action does.
            description: String,
        }
        optional {}
    }

    /// A resource in a grant, with the actions to allow.
    ResourceItem {
        required {
            /// Code of the resource to grant.
            code: String,
            /// Actions to allow on the resource, such as `ecs:Start`.
            actions: Vec<String> [Items(0..=50)],
            /// Kind of the resource.
            resource_type: ResourceType,
        }
        optional {}
    }
}
