//! Data permissions: machine-to-machine clients.

use serde_json::Value;

use crate::macros::operations;

operations! {
    /// # Data permissions: machine-to-machine clients
    "data_permissions"

    /// Checks whether a machine-to-machine client may perform an action on data resources.
    ///
    /// `check_permission` is the operation for a user.
    read Post "/api/v3/check-m2m-permission"
    fn check_m2m_permission(CheckM2mPermission) -> Value, path_only, decides {
        required {}
        optional {}
    }

    /// Checks the permissions of a machine-to-machine client on sibling nodes of a tree.
    ///
    /// `check_user_same_level_permission` is the operation for a user.
    read Post "/api/v3/check-m2m-same-level-permission"
    fn check_m2m_same_level_permission(CheckM2mSameLevelPermission) -> Value, path_only, decides {
        required {}
        optional {}
    }

    /// Gets the data permissions of machine-to-machine clients.
    ///
    /// `get_user_permission_list` is the operation for users.
    read Post "/api/v3/get-m2m-permission-list"
    fn get_m2m_permission_list(GetM2mPermissionList) -> Value, path_only {
        required {}
        optional {}
    }

    /// Gets the permissions of a machine-to-machine client on data resources.
    ///
    /// `get_user_resource_permission_list` is the operation for a user.
    read Post "/api/v3/get-m2m-resource-permission-list"
    fn get_m2m_resource_permission_list(GetM2mResourcePermissionList) -> Value, path_only {
        required {}
        optional {}
    }

    /// Gets a data resource with the permissions that a machine-to-machine client has on it.
    ///
    /// `get_user_resource_struct` is the operation for a user.
    read Post "/api/v3/get-m2m-resource-struct"
    fn get_m2m_resource_struct(GetM2mResourceStruct) -> Value, path_only {
        required {}
        optional {}
    }
}
