//! Data permissions: permission groups.

use super::{
    CheckPermissionNamespaceExistsResp, CreatePermissionNamespaceResp, CreatePermissionNamespacesBatchItem,
    GetPermissionNamespaceResp, PermissionNamespaceListPaging, PermissionNamespaceRolesListPaging,
    UpdatePermissionNamespaceResp,
};
use crate::api::common::IsSuccess;
use crate::table::operations;

operations! {
    /// # Data permissions: permission groups
    "data_permissions"

    /// Creates a permission group.
    ///
    /// The codes `default` and `system` are taken by the built-in groups (403); a malformed code is refused with
    /// 400.
    write Post "/api/v3/create-permission-namespace"
    fn create_permission_namespace(CreatePermissionNamespace) -> CreatePermissionNamespaceResp {
        required {
            /// Display name of the permission group.
            name: String [Length(1..=255)],
            /// Code of the permission group, unique in the user pool; not `default` or `system`.
            code: String [Length(1..=50)],
        }
        optional {
            /// Description of the permission group.
            description: String [Length(0..=200)],
        }
    }

    /// Creates several permission groups at once.
    ///
    /// The codes `default` and `system` are taken by the built-in groups (409); a malformed code is refused with
    /// 400.
    write Post "/api/v3/create-permission-namespaces-batch"
    fn create_permission_namespaces_batch(CreatePermissionNamespacesBatch) -> IsSuccess {
        required {
            /// Permission groups to create.
            list: Vec<CreatePermissionNamespacesBatchItem> [Items(1..=50)],
        }
        optional {}
    }

    /// Gets a permission group by its code.
    read Get "/api/v3/get-permission-namespace"
    fn get_permission_namespace(GetPermissionNamespace) -> GetPermissionNamespaceResp {
        required {
            /// Code of the permission group.
            code: String [Length(1..=usize::MAX)],
        }
        optional {}
    }

    /// Gets several permission groups by their codes.
    ///
    /// If one of them does not exist, the whole call fails with 404.
    read Get "/api/v3/get-permission-namespaces-batch"
    fn get_permission_namespaces_batch(GetPermissionNamespacesBatch) -> Vec<GetPermissionNamespaceResp> {
        required {
            /// Codes of the permission groups.
            codes: Vec<String> [Items(0..=50)],
        }
        optional {}
    }

    /// Lists the permission groups of the user pool, page by page.
    ///
    /// A `limit` above 50 is refused with 400.
    read Get "/api/v3/list-permission-namespaces"
    fn list_permission_namespaces(ListPermissionNamespaces) -> PermissionNamespaceListPaging {
        required {}
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Search word for the name of the permission group; absence means all.
            query: String,
        }
    }

    /// Changes the name, description or code of a permission group.
    ///
    /// Fails with 404 if there is no such group, and with 409 if `newCode` is taken.
    write Post "/api/v3/update-permission-namespace"
    fn update_permission_namespace(UpdatePermissionNamespace) -> UpdatePermissionNamespaceResp {
        required {
            /// Code the permission group has now.
            code: String [Length(1..=50)],
        }
        optional {
            /// New display name; absence presumably keeps the old one.
            name: String [Length(0..=255)],
            /// New code of the permission group, unique in the user pool; absence keeps the old one.
            new_code: String [Length(0..=50)],
            /// New description; absence presumably keeps the old one.
            description: String [Length(0..=200)],
        }
    }

    /// Deletes a permission group.
    write Post "/api/v3/delete-permission-namespace"
    fn delete_permission_namespace(DeletePermissionNamespace) -> IsSuccess {
        required {
            /// Code of the permission group to delete.
            code: String [Length(1..=50)],
        }
        optional {}
    }

    /// Deletes several permission groups at once.
    ///
    /// Fails with 404 if a group does not exist.
    write Post "/api/v3/delete-permission-namespaces-batch"
    fn delete_permission_namespaces_batch(DeletePermissionNamespacesBatch) -> IsSuccess {
        required {
            /// Codes of the permission groups to delete.
            codes: Vec<String> [Items(1..=10)],
        }
        optional {}
    }

    /// Checks whether a code or a name is still free for a permission group.
    ///
    /// A taken one is no error: `isValid` is then false and `message` says why.
    read Post "/api/v3/check-permission-namespace-exists"
    fn check_permission_namespace_exists(CheckPermissionNamespaceExists) -> CheckPermissionNamespaceExistsResp {
        required {}
        optional {
            /// Code to check; give this or `name`.
            code: String [Length(0..=50)],
            /// Name to check; give this or `code`.
            name: String [Length(0..=255)],
        }
    }

    /// Lists the roles of a permission group, page by page.
    ///
    /// A `limit` above 50 is refused with 400.
    read Get "/api/v3/list-permission-namespace-roles"
    fn list_permission_namespace_roles(ListPermissionNamespaceRoles) -> PermissionNamespaceRolesListPaging {
        required {
            /// Code of the permission group whose roles are wanted.
            code: String [Length(1..=usize::MAX)],
        }
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Search word for the code or name of the role; absence means all.
            query: String,
        }
    }
}
