//! Data permissions: decisions.

use super::{
    AuthEnvParams, CheckExternalUserPermissionData, CheckPermissionData, CheckUserSameLevelPermissionData,
    GetExternalUserResourceStructData, GetUserPermissionListData, GetUserResourcePermissionListData,
    GetUserResourceStructData, ListPermissionViewPaginatedResp, ListResourceTargetsData,
};
use crate::macros::operations;

operations! {
    /// # Data permissions: decisions
    "data_permissions"

    /// Gets the data permissions of several users.
    ///
    /// Permissions on a tree are returned as the paths of its nodes.
    read Post "/api/v3/get-user-permission-list"
    fn get_user_permission_list(GetUserPermissionList) -> GetUserPermissionListData {
        required {
            /// IDs of the users.
            user_ids: Vec<String> [Items(1..)],
        }
        optional {
            /// Only permissions in the permission spaces with these codes.
            namespace_codes: Vec<String>,
        }
    }

    /// Checks whether a user may perform an action on data resources.
    ///
    /// A missing permission is not an error. The response has one entry for each path, with `enabled` set to `true` or
    /// `false`.
    ///
    /// If data policies have environment conditions, set `judge_condition_enabled` to `true` and describe the
    /// environment in `auth_env_params`; otherwise these data policies have no effect.
    read Post "/api/v3/check-permission"
    fn check_permission(CheckPermission) -> CheckPermissionData, decides {
        required {
            /// Paths of the data resources: the resource code for a string or a list, or the full path of a node for a
            /// tree, such as `treeCode/nodeCode/childCode`. The permission space is not part of the path. The official
            /// OpenAPI document limits each path to 50 characters, but the documented example is longer.
            resources: Vec<String> [Items(1..)],
            /// Action to check, such as `read`.
            action: String [Length(1..)],
            /// ID of the user.
            user_id: String [Length(1..)],
            /// Code of the permission space that contains the data resources.
            namespace_code: String [Length(1..)],
        }
        optional {
            /// Whether to evaluate the environment conditions of data policies. A data policy with such conditions has
            /// no effect if this is `false`. Defaults to `false`.
            judge_condition_enabled: bool,
            /// Environment of the access, used only if `judge_condition_enabled` is `true`.
            auth_env_params: AuthEnvParams,
        }
    }

    /// Checks whether an external user may perform an action on data resources.
    ///
    /// The operation is like `check_permission`, but the user is identified by an external ID, and
    /// `judge_condition_enabled` defaults to `true`.
    read Post "/api/v3/check-external-user-permission"
    fn check_external_user_permission(CheckExternalUserPermission) -> CheckExternalUserPermissionData, decides {
        required {
            /// Paths of the data resources: the resource code for a string or a list, or the full path of a node for a
            /// tree, such as `treeCode/nodeCode/childCode`. The permission space is not part of the path. The official
            /// OpenAPI document limits each path to 50 characters, but the documented example is longer.
            resources: Vec<String>,
            /// Action to check, such as `read`.
            action: String,
            /// External ID of the user.
            external_id: String,
            /// Code of the permission space that contains the data resources.
            namespace_code: String,
        }
        optional {
            /// Whether to evaluate the environment conditions of data policies. A data policy with such conditions has
            /// no effect if this is `false`. Defaults to `true`.
            judge_condition_enabled: bool,
            /// Environment of the access, used only if `judge_condition_enabled` is `true`.
            auth_env_params: AuthEnvParams,
        }
    }

    /// Lists the actions that a user may perform on each of the given data resources.
    ///
    /// The official documentation recommends this operation for its performance.
    read Post "/api/v3/get-user-resource-permission-list"
    fn get_user_resource_permission_list(GetUserResourcePermissionListRequest) -> GetUserResourcePermissionListData {
        required {
            /// Paths of the data resources: the resource code for a string or a list, or the full path of a node for a
            /// tree, such as `treeCode/nodeCode/childCode`. The permission space is not part of the path. The official
            /// OpenAPI document limits each path to 50 characters, but the documented example is longer.
            resources: Vec<String> [Items(1..)],
            /// ID of the user.
            user_id: String [Length(1..)],
            /// Code of the permission space that contains the data resources.
            namespace_code: String [Length(1..)],
        }
        optional {}
    }

    /// Lists the users who may perform certain actions on certain data resources.
    read Post "/api/v3/list-resource-targets"
    fn list_resource_targets(ListResourceTargets) -> ListResourceTargetsData {
        required {
            /// Paths of the data resources: the resource code for a string or a list, or the full path of a node for a
            /// tree, such as `treeCode/nodeCode/childCode`. The permission space is not part of the path.
            resources: Vec<String> [Items(1..=50)] as whole,
            /// Actions to list the users for, such as `get`.
            actions: Vec<String> [Items(1..=50)] as whole,
            /// Code of the permission space that contains the data resources.
            namespace_code: String [Length(1..)],
        }
        optional {}
    }

    /// Gets the structure of a data resource with the actions that a user may perform on it.
    ///
    /// The result is in `str_resource_auth_action`, `arr_resource_auth_action` or `tree_resource_auth_action`,
    /// depending on the type of the data resource. Trees are returned as trees of nodes, whereas other operations
    /// return the paths of the nodes.
    read Post "/api/v3/get-user-resource-struct"
    fn get_user_resource_struct(GetUserResourceStruct) -> GetUserResourceStructData {
        required {
            /// Code of the data resource.
            resource_code: String,
            /// ID of the user.
            user_id: String,
            /// Code of the permission space that contains the data resource.
            namespace_code: String,
        }
        optional {}
    }

    /// Gets the structure of a data resource with the actions that an external user may perform on it.
    ///
    /// The result is in `str_resource_auth_action`, `arr_resource_auth_action` or `tree_resource_auth_action`,
    /// depending on the type of the data resource.
    read Post "/api/v3/get-external-user-resource-struct"
    fn get_external_user_resource_struct(GetExternalUserResourceStruct) -> GetExternalUserResourceStructData {
        required {
            /// Code of the data resource.
            resource_code: String,
            /// External ID of the user.
            external_id: String,
            /// Code of the permission space that contains the data resource.
            namespace_code: String,
        }
        optional {}
    }

    /// Checks whether a user may perform an action on nodes at the same level of a tree data resource.
    ///
    /// `resource` selects the level, and `resource_node_codes` selects the nodes at this level.
    read Post "/api/v3/check-user-same-level-permission"
    fn check_user_same_level_permission(CheckUserSameLevelPermission) -> CheckUserSameLevelPermissionData, decides {
        required {
            /// Path of the parent of the nodes: `treeCode` for the top level, `treeCode/nodeCode` and so on for deeper
            /// levels.
            resource: String [Length(1..)],
            /// Action to check, such as `read`.
            action: String [Length(1..)],
            /// ID of the user.
            user_id: String [Length(1..)],
            /// Code of the permission space that contains the data resource.
            namespace_code: String [Length(1..)],
        }
        optional {
            /// Codes of the nodes to check, all of them children of `resource`. The official OpenAPI document limits
            /// each code to 50 characters.
            resource_node_codes: Vec<String> as unenforced,
            /// Whether to evaluate the environment conditions of data policies. A data policy with such conditions has
            /// no effect if this is `false`. Defaults to `false`.
            judge_condition_enabled: bool,
            /// Environment of the access, used only if `judge_condition_enabled` is `true`.
            auth_env_params: AuthEnvParams,
        }
    }

    /// Lists the permissions of all users on all data resources, page by page.
    ///
    /// Returns the data of the permission view in the console.
    read Post "/api/v3/list-permission-view/data"
    fn list_permission_view(ListPermissionView) -> ListPermissionViewPaginatedResp {
        required {}
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Search keyword for the username.
            keyword: String,
        }
    }
}
