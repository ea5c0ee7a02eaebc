//! Data permissions: decisions.

use super::{
    AuthEnvParams, CheckExternalUserPermissionData, CheckPermissionData, CheckUserSameLevelPermissionData,
    GetExternalUserResourceStructData, GetUserPermissionListData, GetUserResourcePermissionListData,
    GetUserResourceStructData, ListPermissionViewPaginatedResp, ListResourceTargetsData,
};
use crate::table::operations;

operations! {
    /// # Data permissions: decisions
    "data_permissions"

    /// Gets all data permissions of some users, in all or in some permission groups.
    read Post "/api/v3/get-user-permission-list"
    fn get_user_permission_list(GetUserPermissionList) -> GetUserPermissionListData {
        required {
            /// IDs of the users.
            user_ids: Vec<String> [Items(1..=usize::MAX)],
        }
        optional {
            /// Codes of the permission groups to look in; absence means all.
            namespace_codes: Vec<String>,
        }
    }

    /// Checks whether a user may do one action on some data resources.
    ///
    /// A user without the permission is no error: the answer has an entry for each path, with `enabled` true or
    /// false.
    read Post "/api/v3/check-permission"
    fn check_permission(CheckPermission) -> CheckPermissionData {
        required {
            /// Paths of the data resources: the code alone, or for a tree `treeCode/nodeCode/childCode`, down to
            /// the node meant.
            resources: Vec<String> [Items(1..=usize::MAX)],
            /// Action in question, one of those of the data resource, such as `read`.
            action: String [Length(1..=usize::MAX)],
            /// ID of the user in question.
            user_id: String [Length(1..=usize::MAX)],
            /// Code of the permission group the data resources are in.
            namespace_code: String [Length(1..=usize::MAX)],
        }
        optional {
            /// Whether the conditions of the data policies are judged too, against `authEnvParams`; absence means
            /// no.
            judge_condition_enabled: bool,
            /// Circumstances of the access that conditions are judged against; only used when conditions are
            /// judged.
            auth_env_params: AuthEnvParams,
        }
    }

    /// Checks whether a user, named by external ID, may do one action on some data resources.
    ///
    /// For users known by their ID in your own system; otherwise as for users of the user pool, except that
    /// conditions are judged unless `judgeConditionEnabled` is false.
    read Post "/api/v3/check-external-user-permission"
    fn check_external_user_permission(CheckExternalUserPermission) -> CheckExternalUserPermissionData {
        required {
            /// Paths of the data resources: the code alone, or for a tree `treeCode/nodeCode/childCode`, down to
            /// the node meant.
            resources: Vec<String>,
            /// Action in question, one of those of the data resource, such as `read`.
            action: String,
            /// ID the user has in the external system.
            external_id: String,
            /// Code of the permission group the data resources are in.
            namespace_code: String,
        }
        optional {
            /// Whether the data policies' conditions are judged too; upstream says absence means yes, unlike
            /// elsewhere.
            judge_condition_enabled: bool,
            /// Circumstances of the access that conditions are judged against; only used when conditions are
            /// judged.
            auth_env_params: AuthEnvParams,
        }
    }

    /// Lists the actions a user may do on each of some data resources.
    read Post "/api/v3/get-user-resource-permission-list"
    fn get_user_resource_permission_list(GetUserResourcePermissionListRequest) -> GetUserResourcePermissionListData {
        required {
            /// Paths of the data resources: the code alone, or for a tree `treeCode/nodeCode/childCode`, down to
            /// the node meant.
            resources: Vec<String> [Items(1..=usize::MAX)],
            /// ID of the user whose permissions are wanted.
            user_id: String [Length(1..=usize::MAX)],
            /// Code of the permission group the data resources are in.
            namespace_code: String [Length(1..=usize::MAX)],
        }
        optional {}
    }

    /// Lists the users who may do certain actions on certain data resources.
    read Post "/api/v3/list-resource-targets"
    fn list_resource_targets(ListResourceTargets) -> ListResourceTargetsData {
        required {
            /// Paths of the data resources: the code alone, or for a node of a tree `treeCode/nodeCode/childCode`.
            resources: Vec<String> [Items(1..=50), Whole],
            /// Actions to look up the users for, such as `get`.
            actions: Vec<String> [Items(1..=50), Whole],
            /// Code of the permission group the data resources are in.
            namespace_code: String [Length(1..=usize::MAX)],
        }
        optional {}
    }

    /// Gets the part of a data resource that a user has permissions on, with the actions.
    ///
    /// Which field of the answer is filled depends on the resource's type: `strResourceAuthAction`,
    /// `arrResourceAuthAction` or `treeResourceAuthAction`.
    read Post "/api/v3/get-user-resource-struct"
    fn get_user_resource_struct(GetUserResourceStruct) -> GetUserResourceStructData {
        required {
            /// Code of the data resource, unique in its permission group.
            resource_code: String,
            /// ID of the user whose permissions are wanted.
            user_id: String,
            /// Code of the permission group the data resource is in.
            namespace_code: String,
        }
        optional {}
    }

    /// Gets the part of a data resource that a user, named by external ID, has permissions on.
    ///
    /// Which field of the answer is filled depends on the resource's type: `strResourceAuthAction`,
    /// `arrResourceAuthAction` or `treeResourceAuthAction`.
    read Post "/api/v3/get-external-user-resource-struct"
    fn get_external_user_resource_struct(GetExternalUserResourceStruct) -> GetExternalUserResourceStructData {
        required {
            /// Code of the data resource, unique in its permission group.
            resource_code: String,
            /// ID the user has in the external system.
            external_id: String,
            /// Code of the permission group the data resource is in.
            namespace_code: String,
        }
        optional {}
    }

    /// Checks whether a user may do one action on some sibling nodes of a tree data resource.
    ///
    /// Shorter than the general check where all nodes have the same parent: the parent's path is given once.
    read Post "/api/v3/check-user-same-level-permission"
    fn check_user_same_level_permission(CheckUserSameLevelPermission) -> CheckUserSameLevelPermissionData {
        required {
            /// Codes of the nodes in question, all direct children of what `resource` names.
            resource_node_codes: Vec<String>,
            /// Path of the common parent: `treeCode` for the topmost level, `treeCode/nodeCode` and so on for
            /// deeper ones.
            resource: String [Length(1..=usize::MAX)],
            /// Action in question, one of those of the data resource, such as `read`.
            action: String [Length(1..=usize::MAX)],
            /// ID of the user in question.
            user_id: String [Length(1..=usize::MAX)],
            /// Code of the permission group the tree data resource is in.
            namespace_code: String [Length(1..=usize::MAX)],
        }
        optional {
            /// Whether the conditions of the data policies are judged too, against `authEnvParams`; absence means
            /// no.
            judge_condition_enabled: bool,
            /// Circumstances of the access that conditions are judged against; only used when conditions are
            /// judged.
            auth_env_params: AuthEnvParams,
        }
    }

    /// Lists all users' permissions on all data resources, page by page.
    ///
    /// This is the content of the console's permission view: an entry for each user and data resource, with where
    /// the permission comes from.
    read Post "/api/v3/list-permission-view/data"
    fn list_permission_view(ListPermissionView) -> ListPermissionViewPaginatedResp {
        required {}
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Search word for the username; absence means all.
            keyword: String,
        }
    }
}
