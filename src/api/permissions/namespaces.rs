//! Permissions: permission groups.

use serde_json::Value;

use super::{CreateNamespacesBatchItem, Namespace, NamespaceListPaging, UpdateNamespace};
use crate::api::common::IsSuccess;
use crate::table::operations;

operations! {
    /// # Permissions: permission groups
    "permissions"

    /// Creates a permission group.
    ///
    /// An empty, blank or malformed `code` is answered with 400.
    write Post "/api/v3/create-namespace"
    fn create_namespace(CreateNamespace) -> Namespace {
        required {
            /// Code that identifies the new permission group.
            code: String [Length(0..=64)],
        }
        optional {
            /// Name of the new permission group, as people see it.
            name: String,
            /// Free text about the new permission group.
            description: String,
        }
    }

    /// Creates several permission groups.
    ///
    /// An empty, blank or malformed `code` is answered with 400.
    write Post "/api/v3/create-namespaces-batch"
    fn create_namespaces_batch(CreateNamespacesBatch) -> IsSuccess {
        required {
            /// Permission groups to create.
            list: Vec<CreateNamespacesBatchItem> [Items(1..=50)],
        }
        optional {}
    }

    /// Fetches one permission group by its code.
    ///
    /// A code that does not exist is answered with 404.
    read Get "/api/v3/get-namespace"
    fn get_namespace(GetNamespace) -> Namespace {
        required {
            /// Code of the wanted permission group.
            code: String [Length(0..=64)],
        }
        optional {}
    }

    /// Fetches several permission groups by their codes.
    read Get "/api/v3/get-namespaces-batch"
    fn get_namespaces_batch(GetNamespacesBatch) -> Vec<Namespace> {
        required {
            /// Codes of the wanted permission groups.
            code_list: Vec<String> [Items(0..=50)],
        }
        optional {}
    }

    /// Changes the name, the description or the code of a permission group.
    ///
    /// A malformed `newCode` is answered with 400.
    write Post "/api/v3/update-namespace"
    fn update_namespace(UpdateNamespaceRequest) -> UpdateNamespace {
        required {
            /// Code the permission group has now.
            code: String,
        }
        optional {
            /// New free text about the permission group.
            description: String,
            /// New name of the permission group.
            name: String,
            /// Code to give the permission group. Absence keeps the present one.
            new_code: String [Length(0..=64)],
        }
    }

    /// Deletes a permission group.
    ///
    /// A code that does not exist is answered with 404.
    write Post "/api/v3/delete-namespace"
    fn delete_namespace(DeleteNamespace) -> IsSuccess {
        required {
            /// Code of the permission group to delete.
            code: String [Length(0..=64)],
        }
        optional {}
    }

    /// Deletes several permission groups.
    write Post "/api/v3/delete-namespaces-batch"
    fn delete_namespaces_batch(DeleteNamespacesBatch) -> IsSuccess {
        required {
            /// Codes of the permission groups to delete.
            code_list: Vec<String> [Items(1..=10)],
        }
        optional {}
    }

    /// Lists the permission groups of the user pool, page by page.
    read Get "/api/v3/list-namespaces"
    fn list_namespaces(ListNamespaces) -> NamespaceListPaging {
        required {}
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Text to look for in the codes of the permission groups. Absence means all.
            keywords: String,
        }
    }

    /// Lists the roles of a permission group, page by page.
    ///
    /// Upstream declares a single role for `data`, although the operation is paged.
    read Get "/api/v3/list-namespace-roles"
    fn list_namespace_roles(ListNamespaceRoles) -> Value {
        required {
            /// Code of the permission group whose roles are wanted.
            code: String,
        }
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Text to look for in the codes and names of the roles. Absence means all.
            keywords: String,
        }
    }
}
