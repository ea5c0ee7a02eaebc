//! Permissions: authorization.

use super::{AuthorizeResourceItem, GetResourceAuthorizedTargetData, IsActionAllowedData};
use crate::api::common::{AuthorizedResourcePaging, IsSuccess, PrincipalType, ResourceType};
use crate::table::operations;

operations! {
    /// # Permissions: authorization
    "permissions"

    /// Allows users, roles, groups or departments chosen actions on resources.
    ///
    /// A permission group that does not exist is answered with 404.
    write Post "/api/v3/authorize-resources"
    fn authorize_resources(AuthorizeResources) -> IsSuccess {
        required {
            /// Grants to make: who may do what on which resources.
            list: Vec<AuthorizeResourceItem> [Items(1..=10)],
        }
        optional {
            /// Code of the permission group to work in; absence means the default permission group.
            namespace: String,
        }
    }

    /// Lists the resources that a user, role, group or department may use.
    ///
    /// A group that does not exist is answered with 404.
    read Get "/api/v3/get-authorized-resources"
    fn get_authorized_resources(GetAuthorizedResources) -> AuthorizedResourcePaging {
        required {
            /// Kind of subject that `targetIdentifier` names.
            target_type: PrincipalType,
            /// Subject to look up: a user ID, the code of a role or group, or the ID of a department.
            target_identifier: String,
        }
        optional {
            /// Code of the permission group to work in; absence means the default permission group.
            namespace: String,
            /// Kind of resources to list. Absence means every kind.
            resource_type: ResourceType,
            /// Resources to look for; a trailing `*` matches by prefix, so `books:*` finds `books:123`. Absence
            /// means all.
            resource_list: Vec<String> [Items(1..=50), Whole],
            /// Whether to list resources denied to the subject as well. The server takes absence as `false`.
            with_denied: bool,
        }
    }

    /// Tells whether a user may perform an action on a resource.
    read Post "/api/v3/is-action-allowed"
    fn is_action_allowed(IsActionAllowed) -> IsActionAllowedData {
        required {
            /// ID of the user to check.
            user_id: String,
            /// Action the user wants to perform, such as `ecs:Start`.
            action: String,
            /// Resource to act on: its code, or one instance of it such as `ecs:1`.
            resource: String,
        }
        optional {
            /// Code of the permission group to work in; absence means the default permission group.
            namespace: String,
        }
    }

    /// Lists the users, roles, groups and departments that may use a resource, page by page.
    read Post "/api/v3/get-resource-authorized-targets"
    fn get_resource_authorized_targets(GetResourceAuthorizedTargets) -> GetResourceAuthorizedTargetData {
        required {
            /// Resource to look up: its code, or one instance of it such as `ecs:1`.
            resource: String,
        }
        optional {
            /// Code of the permission group the resource belongs to. The server takes absence as `default`.
            namespace: String,
            /// Kind of subjects to list. Absence means every kind.
            target_type: PrincipalType,
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
        }
    }
}
