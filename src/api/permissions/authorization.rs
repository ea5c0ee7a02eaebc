//! Permissions: authorization.

use super::{AuthorizeResourceItem, GetResourceAuthorizedTargetData, IsActionAllowedData};
use crate::api::common::{AuthorizedResourcePaging, IsSuccess, PrincipalType, ResourceType};
use crate::macros::operations;

operations! {
    /// # Permissions: authorization
    "permissions"

    /// Authorizes users, roles, groups or departments to perform actions on resources.
    ///
    /// Fails with status 404 if the permission group does not exist.
    write Post "/api/v3/authorize-resources"
    fn authorize_resources(AuthorizeResources) -> IsSuccess {
        required {
            /// Grants to make. Each can allow different actions.
            list: Vec<AuthorizeResourceItem> [Items(1..=10)],
        }
        optional {
            /// Code of the permission group.
            namespace: String,
        }
    }

    /// Lists the resources that a user, role, group or department is authorized to use.
    ///
    /// Fails with status 404 if the target is a group that does not exist.
    read Get "/api/v3/get-authorized-resources"
    fn get_authorized_resources(GetAuthorizedResources) -> AuthorizedResourcePaging {
        required {
            /// Type of the target.
            target_type: PrincipalType,
            /// ID of the user or department, or code of the role or group, depending on `target_type`.
            target_identifier: String,
        }
        optional {
            /// Code of the permission group.
            namespace: String,
            /// Only resources of this type.
            resource_type: ResourceType,
            /// Restricts the result to these resources. An entry matches by prefix, with an optional trailing `*`:
            /// `books:*` matches `books:123`, and `books:fictions_` matches `books:fictions_123`.
            resource_list: Vec<String> [Items(1..=50)] as whole,
            /// Whether to include denied resources in the response. Defaults to `false`.
            with_denied: bool,
        }
    }

    /// Checks whether a user may perform an action on a resource.
    read Post "/api/v3/is-action-allowed"
    fn is_action_allowed(IsActionAllowed) -> IsActionAllowedData, decides {
        required {
            /// ID of the user.
            user_id: String,
            /// Action on the resource, such as `ecs:Start`.
            action: String,
            /// Identifier of the resource, such as `ecs:1`.
            resource: String,
        }
        optional {
            /// Code of the permission group.
            namespace: String,
        }
    }

    /// Lists the users, roles, groups and departments that are authorized to use a resource, page by page.
    read Post "/api/v3/get-resource-authorized-targets"
    fn get_resource_authorized_targets(GetResourceAuthorizedTargets) -> GetResourceAuthorizedTargetData {
        required {
            /// Identifier of the resource, such as `ecs:1`.
            resource: String,
        }
        optional {
            /// Code of the permission group. Defaults to `default`.
            namespace: String,
            /// Only targets of this type.
            target_type: PrincipalType,
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
        }
    }
}
