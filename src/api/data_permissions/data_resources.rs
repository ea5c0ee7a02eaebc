//! Data permissions: data resources.

use serde_json::Value;

use super::{
    CheckParamsDataResourceResp, CreateArrayDataResourceResp, CreateDataResourceResp, CreateStringDataResourceResp,
    CreateTreeDataResourceResp, DataResourceTreeStructs, DataResourceType, DataResourcesPaginatedResp, ExtendField,
    GetDataResourceResp, UpdateDataResourceResp,
};
use crate::macros::operations;

operations! {
    /// # Data permissions: data resources
    "data_permissions"

    /// Creates a data resource, on which data policies allow or deny actions.
    ///
    /// The form of `struct` depends on `type`: a string for `STRING`, a list of strings for `ARRAY` and a list of nodes
    /// for `TREE`.
    write Post "/api/v3/create-data-resource"
    fn create_data_resource(CreateDataResource) -> CreateDataResourceResp {
        required {
            /// Actions that can be granted on the data resource, such as `read` or `get`.
            actions: Vec<String> [Items(1..=50)] as whole,
            /// Content of the data resource, in the form that `type` requires. A string may have up to 500 bytes; a
            /// list may have up to 50 strings, all of them distinct; a tree may have up to five levels.
            r#struct: Value [Length(1..)],
            /// Type of the data resource, which determines the form of `struct`.
            r#type: DataResourceType,
            /// Code of the data resource, unique in its permission space.
            resource_code: String [Length(1..=50)],
            /// Display name of the data resource, unique in its permission space.
            resource_name: String [Length(1..=50)],
            /// Code of the permission space in which to create the data resource.
            namespace_code: String [Length(1..=50)],
        }
        optional {
            /// Description of the data resource.
            description: String [Length(..=200)],
            /// Extension fields of the nodes. Only trees support them.
            extend_field_list: Vec<ExtendField>,
        }
    }

    /// Creates a data resource of type `STRING`.
    ///
    /// The operation is equivalent to `create_data_resource` with a fixed type.
    write Post "/api/v3/create-string-data-resource"
    fn create_data_resource_by_string(CreateDataResourceByString) -> CreateStringDataResourceResp {
        required {
            /// Actions that can be granted on the data resource, such as `read` or `get`.
            actions: Vec<String> [Items(1..=50)] as whole,
            /// String that is the content of the data resource, such as an API path or a user ID.
            r#struct: String [Length(1..=200)],
            /// Code of the data resource, unique in its permission space.
            resource_code: String [Length(1..=50)],
            /// Display name of the data resource, unique in its permission space.
            resource_name: String [Length(1..=50)],
            /// Code of the permission space in which to create the data resource.
            namespace_code: String [Length(1..)],
        }
        optional {
            /// Description of the data resource.
            description: String [Length(..=200)],
        }
    }

    /// Creates a data resource of type `ARRAY`.
    ///
    /// The operation is equivalent to `create_data_resource` with a fixed type.
    write Post "/api/v3/create-array-data-resource"
    fn create_data_resource_by_array(CreateDataResourceByArray) -> CreateArrayDataResourceResp {
        required {
            /// Actions that can be granted on the data resource, such as `read` or `get`.
            actions: Vec<String> [Items(1..=50)] as whole,
            /// Strings that are the content of the data resource, such as document links or card numbers. The strings
            /// must be distinct.
            r#struct: Vec<String> [Items(1..=50)] as whole,
            /// Code of the data resource, unique in its permission space.
            resource_code: String [Length(1..=50)],
            /// Display name of the data resource, unique in its permission space.
            resource_name: String [Length(1..=50)],
            /// Code of the permission space in which to create the data resource.
            namespace_code: String [Length(1..)],
        }
        optional {
            /// Description of the data resource.
            description: String [Length(..=200)],
        }
    }

    /// Creates a data resource of type `TREE`.
    ///
    /// The operation is equivalent to `create_data_resource` with a fixed type.
    write Post "/api/v3/create-tree-data-resource"
    fn create_data_resource_by_tree(CreateDataResourceByTree) -> CreateTreeDataResourceResp {
        required {
            /// Actions that can be granted on the data resource, such as `read` or `get`.
            actions: Vec<String> [Items(1..=50)] as whole,
            /// Top-level nodes of the tree, each with its child nodes.
            r#struct: Vec<DataResourceTreeStructs> [Items(1..=50)] as whole,
            /// Code of the data resource, unique in its permission space.
            resource_code: String [Length(1..=50)],
            /// Display name of the data resource, unique in its permission space.
            resource_name: String [Length(1..=50)],
            /// Code of the permission space in which to create the data resource.
            namespace_code: String [Length(1..)],
        }
        optional {
            /// Description of the data resource.
            description: String [Length(..=200)],
            /// Extension fields of the nodes.
            extend_field_list: Vec<ExtendField>,
        }
    }

    /// Lists data resources, page by page, without their content.
    ///
    /// Fails with status 602 if `limit` is above 50.
    read Get "/api/v3/list-data-resources"
    fn list_data_resources(ListDataResources) -> DataResourcesPaginatedResp {
        required {}
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Search keyword for the name or code of the data resource.
            query: String,
            /// Only data resources in the permission spaces with these codes.
            namespace_codes: Vec<String> [Items(1..=50)] as whole,
        }
    }

    /// Gets a data resource with its content.
    read Get "/api/v3/get-data-resource"
    fn get_data_resource(GetDataResource) -> GetDataResourceResp {
        required {
            /// Code of the permission space that contains the data resource.
            namespace_code: String [Length(1..)],
            /// Code of the data resource.
            resource_code: String [Length(1..)],
        }
        optional {}
    }

    /// Changes the name, description, content or actions of a data resource.
    ///
    /// The official documentation says that only the name, the description and the content can be changed, but also
    /// documents the parameter `actions`.
    ///
    /// The operation takes no extension fields, and whether it keeps those of a tree is not documented.
    write Post "/api/v3/update-data-resource"
    fn update_data_resource(UpdateDataResource) -> UpdateDataResourceResp {
        required {
            /// Code of the data resource to change.
            resource_code: String [Length(1..=50)],
            /// Code of the permission space that contains the data resource.
            namespace_code: String [Length(1..=50)],
        }
        optional {
            /// New display name of the data resource, unique in its permission space.
            resource_name: String [Length(..=50)],
            /// New description of the data resource.
            description: String [Length(..=200)],
            /// New content of the data resource, in the form that its type requires: a string for `STRING`, a list of
            /// distinct strings for `ARRAY`, a list of nodes for `TREE`.
            r#struct: Value,
            /// New actions that can be granted on the data resource, such as `read` or `get`.
            actions: Vec<String> [Items(..=50)] as whole,
        }
    }

    /// Deletes a data resource.
    ///
    /// Documented: the nodes of a tree are deleted with it, and no parameter prevents that.
    destructive Post "/api/v3/delete-data-resource"
    fn delete_data_resource(DeleteDataResource) -> () {
        required {
            /// Code of the data resource to delete.
            resource_code: String [Length(1..=50)],
            /// Code of the permission space that contains the data resource.
            namespace_code: String [Length(1..=50)],
        }
        optional {}
    }

    /// Checks whether a name or code is available for a data resource in a permission space.
    ///
    /// A name or code that is taken is not an error. In that case, `is_valid` is `false`, and `message` gives the
    /// reason.
    read Get "/api/v3/check-data-resource-exists"
    fn check_data_resource_exists(CheckDataResourceExists) -> CheckParamsDataResourceResp, decides {
        required {
            /// Code of the permission space to check in.
            namespace_code: String [Length(1..)],
        }
        optional {
            /// Name to check. Give either this or `resource_code`.
            resource_name: String,
            /// Code to check. Give either this or `resource_name`.
            resource_code: String,
        }
    }
}
