//! Permissions: permission groups.

use serde_json::Value;

use super::{CreateNamespacesBatchItem, Namespace, NamespaceListPaging, UpdateNamespace};
use crate::api::common::IsSuccess;
use crate::macros::operations;

operations! {
    /// # Permissions: permission groups
    "permissions"

    /// Creates a permission group.
    ///
    /// Fails with status 400 if `code` is empty, blank, malformed or too long.
    write Post "/api/v3/create-namespace"
    fn create_namespace(CreateNamespace) -> Namespace {
        required {
            /// Unique code of the permission group.
            code: String [Length(..=64)],
        }
        optional {
            /// Name of the permission group.
            name: String,
            /// Description of the permission group.
            description: String,
        }
    }

    /// Creates several permission groups.
    ///
    /// Fails with status 400 if a code is empty, blank, malformed or too long.
    write Post "/api/v3/create-namespaces-batch"
    fn create_namespaces_batch(CreateNamespacesBatch) -> IsSuccess {
        required {
            /// Permission groups to create.
            list: Vec<CreateNamespacesBatchItem> [Items(1..=50)],
        }
        optional {}
    }

    /// Fetches a permission group by its code.
    ///
    /// Fails with status 404 if the permission group does not exist.
    read Get "/api/v3/get-namespace"
    fn get_namespace(GetNamespace) -> Namespace {
        required {
            /// Code of the permission group.
            code: String [Length(..=64)],
        }
        optional {}
    }

    /// Fetches several permission groups by their codes.
    read Get "/api/v3/get-namespaces-batch"
    fn get_namespaces_batch(GetNamespacesBatch) -> Vec<Namespace> {
        required {
            /// Codes of the permission groups.
            code_list: Vec<String> [Items(..=50)],
        }
        optional {}
    }

    /// Updates the name, description or code of a permission group.
    ///
    /// Fails with status 400 if `new_code` is blank, malformed or too long.
    write Post "/api/v3/update-namespace"
    fn update_namespace(UpdateNamespaceRequest) -> UpdateNamespace {
        required {
            /// Current code of the permission group.
            code: String,
        }
        optional {
            /// New description of the permission group.
            description: String,
            /// New name of the permission group.
            name: String,
            /// New code of the permission group.
            new_code: String [Length(..=64)],
        }
    }

    /// Deletes a permission group.
    ///
    /// Fails with status 404 if the permission group does not exist.
    destructive Post "/api/v3/delete-namespace"
    fn delete_namespace(DeleteNamespace) -> IsSuccess {
        required {
            /// Code of the permission group.
            code: String [Length(..=64)],
        }
        optional {}
    }

    /// Deletes several permission groups.
    destructive Post "/api/v3/delete-namespaces-batch"
    fn delete_namespaces_batch(DeleteNamespacesBatch) -> IsSuccess {
        required {
            /// Codes of the permission groups to delete.
            code_list: Vec<String> [Items(1..=10)],
        }
        optional {}
    }

    /// Lists the permission groups, page by page.
    read Get "/api/v3/list-namespaces"
    fn list_namespaces(ListNamespaces) -> NamespaceListPaging {
        required {}
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Text to search for in permission group codes.
            keywords: String,
        }
    }

    /// Lists the roles of a permission group, page by page.
    ///
    /// `data` is untyped because the documented type, a single role, does not match the operation.
    read Get "/api/v3/list-namespace-roles"
    fn list_namespace_roles(ListNamespaceRoles) -> Value {
        required {
            /// Code of the permission group.
            code: String,
        }
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Text to search for in role codes and names.
            keywords: String,
        }
    }
}
