//! Data permissions: permission spaces.

use super::{
    CheckPermissionNamespaceExistsResp, CreatePermissionNamespaceResp, CreatePermissionNamespacesBatchItem,
    GetPermissionNamespaceResp, PermissionNamespaceListPaging, PermissionNamespaceRolesListPaging,
    UpdatePermissionNamespaceResp,
};
use crate::api::common::IsSuccess;
use crate::macros::operations;

operations! {
    /// # Data permissions: permission spaces
    "data_permissions"

    /// Creates a permission space.
    ///
    /// Seen on Authing: a new permission space contains no roles, resources or data resources, and no data policy is
    /// created with it.
    ///
    /// Fails with status 403 if `code` is `default` or `system`, and with 400 if it is malformed.
    write Post "/api/v3/create-permission-namespace"
    fn create_permission_namespace(CreatePermissionNamespace) -> CreatePermissionNamespaceResp {
        required {
            /// Display name of the permission space.
            name: String [Length(1..=255)],
            /// Code of the permission space, unique in the user pool; `default` and `system` are reserved.
            code: String [Length(1..=50)],
        }
        optional {
            /// Description of the permission space.
            description: String [Length(..=200)],
        }
    }

    /// Creates several permission spaces.
    ///
    /// Fails with status 409 if a code is `default` or `system`, and with 400 if a code is malformed.
    write Post "/api/v3/create-permission-namespaces-batch"
    fn create_permission_namespaces_batch(CreatePermissionNamespacesBatch) -> IsSuccess {
        required {
            /// Permission spaces to create.
            list: Vec<CreatePermissionNamespacesBatchItem> [Items(1..=50)],
        }
        optional {}
    }

    /// Gets a permission space by its code.
    ///
    /// Fails with status 404 if the permission space does not exist.
    read Get "/api/v3/get-permission-namespace"
    fn get_permission_namespace(GetPermissionNamespace) -> GetPermissionNamespaceResp {
        required {
            /// Code of the permission space.
            code: String [Length(1..)],
        }
        optional {}
    }

    /// Gets several permission spaces by their codes.
    ///
    /// Fails with status 404 if any of them does not exist.
    read Get "/api/v3/get-permission-namespaces-batch"
    fn get_permission_namespaces_batch(GetPermissionNamespacesBatch) -> Vec<GetPermissionNamespaceResp> {
        required {
            /// Codes of the permission spaces.
            codes: Vec<String> [Items(..=50)],
        }
        optional {}
    }

    /// Lists the permission spaces, page by page.
    ///
    /// Fails with status 400 if `limit` is above 50.
    read Get "/api/v3/list-permission-namespaces"
    fn list_permission_namespaces(ListPermissionNamespaces) -> PermissionNamespaceListPaging {
        required {}
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Name of the permission space to search for.
            query: String,
        }
    }

    /// Changes the name, description or code of a permission space.
    ///
    /// Fails with status 404 if the permission space does not exist, and with 409 if `new_code` is taken.
    write Post "/api/v3/update-permission-namespace"
    fn update_permission_namespace(UpdatePermissionNamespace) -> UpdatePermissionNamespaceResp {
        required {
            /// Current code of the permission space.
            code: String [Length(1..=50)],
        }
        optional {
            /// New display name of the permission space.
            name: String [Length(..=255)],
            /// New code of the permission space, unique in the user pool.
            new_code: String [Length(..=50)],
            /// New description of the permission space.
            description: String [Length(..=200)],
        }
    }

    /// Deletes a permission space.
    ///
    /// Documented: the contents of the permission space are deleted with it, and no parameter prevents that. Seen on
    /// Authing: `get_permission_namespace` fails with status 404 directly afterwards; only empty permission spaces were
    /// deleted.
    destructive Post "/api/v3/delete-permission-namespace"
    fn delete_permission_namespace(DeletePermissionNamespace) -> IsSuccess {
        required {
            /// Code of the permission space to delete.
            code: String [Length(1..=50)],
        }
        optional {}
    }

    /// Deletes several permission spaces.
    ///
    /// Fails with status 404 if a permission space does not exist.
    destructive Post "/api/v3/delete-permission-namespaces-batch"
    fn delete_permission_namespaces_batch(DeletePermissionNamespacesBatch) -> IsSuccess {
        required {
            /// Codes of the permission spaces to delete.
            codes: Vec<String> [Items(1..=10)],
        }
        optional {}
    }

    /// Checks whether a code or name is available for a permission space in the user pool.
    ///
    /// A code or name that is taken is not an error. In that case, `is_valid` is `false`, and `message` gives the
    /// reason.
    read Post "/api/v3/check-permission-namespace-exists"
    fn check_permission_namespace_exists(CheckPermissionNamespaceExists)
        -> CheckPermissionNamespaceExistsResp, decides {
        required {}
        optional {
            /// Code to check. Give either this or `name`.
            code: String [Length(..=50)],
            /// Name to check. Give either this or `code`.
            name: String [Length(..=255)],
        }
    }

    /// Lists the roles in a permission space, page by page.
    ///
    /// Fails with status 400 if `limit` is above 50.
    read Get "/api/v3/list-permission-namespace-roles"
    fn list_permission_namespace_roles(ListPermissionNamespaceRoles) -> PermissionNamespaceRolesListPaging {
        required {
            /// Code of the permission space.
            code: String [Length(1..)],
        }
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Code or name of the role to search for.
            query: String,
        }
    }
}
