//! Data permissions: resources.

use serde_json::Value;

use super::{
    CheckParamsDataResourceResp, CreateArrayDataResourceResp, CreateDataResourceResp, CreateStringDataResourceResp,
    CreateTreeDataResourceResp, DataResourceTreeStructs, DataResourceType, DataResourcesPaginatedResp, ExtendField,
    GetDataResourceResp, UpdateDataResourceResp,
};
use crate::table::operations;

operations! {
    /// # Data permissions: resources
    "data_permissions"

    /// Creates a data resource of any of the three types.
    ///
    /// A data resource is what data policies grant actions on. `struct` has to fit `type`: a string for `STRING`, a
    /// list of strings for `ARRAY`, a list of nodes for `TREE`.
    write Post "/api/v3/create-data-resource"
    fn create_data_resource(CreateDataResource) -> CreateDataResourceResp {
        required {
            /// Actions that can be granted on the data resource, such as `read` or `get`; the names are free.
            actions: Vec<String> [Items(1..=50), Whole],
            /// Content of the data resource, in the form its type asks for: a string, a list of strings or a list
            /// of tree nodes.
            r#struct: Value [Length(1..=usize::MAX)],
            /// Type of the data resource, which decides the form of `struct`.
            r#type: DataResourceType,
            /// Code of the data resource, unique in its permission group.
            resource_code: String [Length(1..=50)],
            /// Display name of the data resource, unique in its permission group.
            resource_name: String [Length(1..=50)],
            /// Code of the permission group to create it in.
            namespace_code: String [Length(1..=50)],
        }
        optional {
            /// Description of the data resource.
            description: String [Length(0..=200)],
            /// Extension fields that the nodes get; for trees only.
            extend_field_list: Vec<ExtendField>,
        }
    }

    /// Creates a data resource that is one string.
    ///
    /// The short form of creating a data resource with the type `STRING`.
    write Post "/api/v3/create-string-data-resource"
    fn create_data_resource_by_string(CreateDataResourceByString) -> CreateStringDataResourceResp {
        required {
            /// Actions that can be granted on the data resource, such as `read` or `get`; the names are free.
            actions: Vec<String> [Items(1..=50), Whole],
            /// The string that is the data resource, such as a path or an identifier in your own system.
            r#struct: String [Length(1..=200)],
            /// Code of the data resource, unique in its permission group.
            resource_code: String [Length(1..=50)],
            /// Display name of the data resource, unique in its permission group.
            resource_name: String [Length(1..=50)],
            /// Code of the permission group to create it in.
            namespace_code: String [Length(1..=usize::MAX)],
        }
        optional {
            /// Description of the data resource.
            description: String [Length(0..=200)],
        }
    }

    /// Creates a data resource that is a list of strings.
    ///
    /// The short form of creating a data resource with the type `ARRAY`.
    write Post "/api/v3/create-array-data-resource"
    fn create_data_resource_by_array(CreateDataResourceByArray) -> CreateArrayDataResourceResp {
        required {
            /// Actions that can be granted on the data resource, such as `read` or `get`; the names are free.
            actions: Vec<String> [Items(1..=50), Whole],
            /// The strings that make up the data resource.
            r#struct: Vec<String> [Items(1..=50), Whole],
            /// Code of the data resource, unique in its permission group.
            resource_code: String [Length(1..=50)],
            /// Display name of the data resource, unique in its permission group.
            resource_name: String [Length(1..=50)],
            /// Code of the permission group to create it in.
            namespace_code: String [Length(1..=usize::MAX)],
        }
        optional {
            /// Description of the data resource.
            description: String [Length(0..=200)],
        }
    }

    /// Creates a data resource that is a tree of nodes.
    ///
    /// The short form of creating a data resource with the type `TREE`.
    write Post "/api/v3/create-tree-data-resource"
    fn create_data_resource_by_tree(CreateDataResourceByTree) -> CreateTreeDataResourceResp {
        required {
            /// Actions that can be granted on the data resource, such as `read` or `get`; the names are free.
            actions: Vec<String> [Items(1..=50), Whole],
            /// Topmost nodes of the tree, each with its children.
            r#struct: Vec<DataResourceTreeStructs> [Items(1..=50), Whole],
            /// Code of the data resource, unique in its permission group.
            resource_code: String [Length(1..=50)],
            /// Display name of the data resource, unique in its permission group.
            resource_name: String [Length(1..=50)],
            /// Code of the permission group to create it in.
            namespace_code: String [Length(1..=usize::MAX)],
        }
        optional {
            /// Description of the data resource.
            description: String [Length(0..=200)],
            /// Extension fields that the nodes of the tree get.
            extend_field_list: Vec<ExtendField>,
        }
    }

    /// Lists the data resources, page by page, without their content.
    ///
    /// A `limit` above 50 is refused with status code 602.
    read Get "/api/v3/list-data-resources"
    fn list_data_resources(ListDataResources) -> DataResourcesPaginatedResp {
        required {}
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Search word for the name or code of the data resource; absence means all.
            query: String,
            /// Codes of the permission groups to look in; absence means all.
            namespace_codes: Vec<String> [Items(1..=50), Whole],
        }
    }

    /// Gets a data resource with its content.
    read Get "/api/v3/get-data-resource"
    fn get_data_resource(GetDataResource) -> GetDataResourceResp {
        required {
            /// Code of the permission group the data resource is in.
            namespace_code: String [Length(1..=usize::MAX)],
            /// Code of the data resource, unique in its permission group.
            resource_code: String [Length(1..=usize::MAX)],
        }
        optional {}
    }

    /// Changes the name, description, content or actions of a data resource.
    ///
    /// The permission group and the code find the data resource; they and its type cannot be changed.
    write Post "/api/v3/update-data-resource"
    fn update_data_resource(UpdateDataResource) -> UpdateDataResourceResp {
        required {
            /// Code of the data resource to change.
            resource_code: String [Length(1..=50)],
            /// Code of the permission group the data resource is in.
            namespace_code: String [Length(1..=50)],
        }
        optional {
            /// New display name, unique in the permission group; absence presumably keeps the old one.
            resource_name: String [Length(0..=50)],
            /// New description; absence presumably keeps the old one.
            description: String [Length(0..=200)],
            /// New content in the form the resource's type asks for: a string, a list of strings or a list of tree
            /// nodes.
            r#struct: Value,
            /// New actions that can be granted on the data resource; absence presumably keeps the old ones.
            actions: Vec<String> [Items(0..=50), Whole],
        }
    }

    /// Deletes a data resource.
    ///
    /// The answer carries no data.
    write Post "/api/v3/delete-data-resource"
    fn delete_data_resource(DeleteDataResource) -> () {
        required {
            /// Code of the data resource to delete.
            resource_code: String [Length(1..=50)],
            /// Code of the permission group the data resource is in.
            namespace_code: String [Length(1..=50)],
        }
        optional {}
    }

    /// Checks whether a name or code is still free for a data resource of a permission group.
    ///
    /// A taken one is no error: `isValid` is then false and `message` says why.
    read Get "/api/v3/check-data-resource-exists"
    fn check_data_resource_exists(CheckDataResourceExists) -> CheckParamsDataResourceResp {
        required {
            /// Code of the permission group to look in.
            namespace_code: String [Length(1..=usize::MAX)],
        }
        optional {
            /// Name to check; give this or `resourceCode`.
            resource_name: String,
            /// Code to check; give this or `resourceName`.
            resource_code: String,
        }
    }
}
