//! Output types of data resources, extension fields and permission spaces.

use serde_json::{Map, Value};

use super::{DataResourceType, ExtendFieldValueType};
use crate::macros::outputs;

outputs! {
    /// Whether a name or code can be used for a data resource.
    CheckParamsDataResourceResp {
        /// Whether the name or code can be used.
        is_valid: bool,
        /// Reason why the name or code cannot be used. Present if `is_valid` is `false`.
        message: String,
    }

    /// Whether a code or name can be used for a permission space.
    CheckPermissionNamespaceExistsResp {
        /// Whether the code or name can be used.
        is_valid: bool,
        /// Reason why the code or name cannot be used. Present if `is_valid` is `false`.
        message: String,
    }

    /// The configuration of an extension field with the value type `SELECT`.
    DnefConfigOutput {
        /// Options to choose from.
        options: Vec<DnefOptionOutput>,
    }

    /// A newly created data resource of type `ARRAY`.
    CreateArrayDataResourceResp {
        /// Display name of the data resource, unique in its permission space.
        resource_name: String,
        /// Code of the data resource, unique in its permission space.
        resource_code: String,
        /// Type of the data resource.
        r#type: DataResourceType,
        /// Description of the data resource.
        description: String,
        /// Strings that are the content of the data resource.
        r#struct: Vec<String>,
        /// Actions that can be granted on the data resource.
        actions: Vec<String>,
    }

    /// A newly created data resource.
    CreateDataResourceResp {
        /// Display name of the data resource, unique in its permission space.
        resource_name: String,
        /// Code of the data resource, unique in its permission space.
        resource_code: String,
        /// Type of the data resource.
        r#type: DataResourceType,
        /// Description of the data resource.
        description: String,
        /// Content of the data resource: a string for `STRING`, a list of strings for `ARRAY`, a list of nodes for
        /// `TREE`.
        r#struct: Value,
        /// Extension fields of the nodes. Only trees support them.
        extend_field_list: Vec<ExtendFieldOutput>,
        /// Actions that can be granted on the data resource.
        actions: Vec<String>,
    }

    /// A newly created permission space.
    CreatePermissionNamespaceResp {
        /// Code of the permission space, unique in the user pool.
        code: String,
        /// Display name of the permission space.
        name: String,
        /// Description of the permission space.
        description: String,
    }

    /// A newly created data resource of type `STRING`.
    CreateStringDataResourceResp {
        /// Display name of the data resource, unique in its permission space.
        resource_name: String,
        /// Code of the data resource, unique in its permission space.
        resource_code: String,
        /// Type of the data resource.
        r#type: DataResourceType,
        /// Description of the data resource.
        description: String,
        /// String that is the content of the data resource.
        r#struct: String,
        /// Actions that can be granted on the data resource.
        actions: Vec<String>,
    }

    /// A newly created data resource of type `TREE`.
    CreateTreeDataResourceResp {
        /// Display name of the data resource, unique in its permission space.
        resource_name: String,
        /// Code of the data resource, unique in its permission space.
        resource_code: String,
        /// Type of the data resource.
        r#type: DataResourceType,
        /// Description of the data resource.
        description: String,
        /// Top-level nodes of the tree, each with its child nodes.
        r#struct: Vec<DataResourceTreeStructsOutput>,
        /// Actions that can be granted on the data resource.
        actions: Vec<String>,
        /// Extension fields of the nodes.
        extend_field_list: Vec<ExtendFieldOutput>,
    }

    /// A node of a tree data resource, with its child nodes.
    DataResourceTreeStructsOutput {
        /// Code of the node, unique among its siblings and used in paths.
        code: String,
        /// Display name of the node, unique among its siblings.
        name: String,
        /// Value of the node.
        value: String,
        /// Child nodes of the node; a tree has up to five levels.
        children: Vec<DataResourceTreeStructsOutput>,
        /// Values of the extension fields, keyed by the keys of the fields.
        extend_field_value: Map<String, Value>,
    }

    /// A page of data resources.
    DataResourcesPaginatedResp, page list: ListDataResourcesResp, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<ListDataResourcesResp>,
    }

    /// A page of the extension fields of a tree data resource.
    DnefPaginatedResp {
        /// Index of the first item on the next page, to pass as `start_index`; `-1` on the last page.
        next_start_index: i64,
        /// Whether there is another page.
        truncated: bool,
        /// Items on this page.
        list: Vec<ExtendFieldOutput>,
    }

    /// An extension field of the nodes of a tree data resource.
    ExtendFieldOutput {
        /// Key of the extension field, unique in the data resource.
        key: String,
        /// Value type of the extension field.
        value_type: ExtendFieldValueType,
        /// Description of the extension field.
        description: String,
        /// Display name of the extension field.
        label: String,
        /// Options of the extension field. Present if `value_type` is `SELECT`.
        config: Option<DnefConfigOutput>,
    }

    /// A data resource with its content.
    GetDataResourceResp {
        /// Display name of the data resource, unique in its permission space.
        resource_name: String,
        /// Code of the data resource, unique in its permission space.
        resource_code: String,
        /// Type of the data resource.
        r#type: DataResourceType,
        /// Description of the data resource.
        description: String,
        /// Content of the data resource: a string for `STRING`, a list of strings for `ARRAY`, a list of nodes for
        /// `TREE`.
        r#struct: Value,
        /// Extension fields of the nodes. Only trees support them.
        extend_field_list: Vec<ExtendFieldOutput>,
        /// Code of the permission space that contains the data resource.
        namespace_code: String,
        /// Actions that can be granted on the data resource.
        actions: Vec<String>,
    }

    /// A permission space.
    GetPermissionNamespaceResp {
        /// Code of the permission space, unique in the user pool.
        code: String,
        /// Display name of the permission space.
        name: String,
        /// Description of the permission space.
        description: String,
    }

    /// A data resource without its content.
    ListDataResourcesResp {
        /// Display name of the data resource, unique in its permission space.
        resource_name: String,
        /// Code of the data resource, unique in its permission space.
        resource_code: String,
        /// Type of the data resource.
        r#type: DataResourceType,
        /// Description of the data resource.
        description: String,
        /// Code of the permission space that contains the data resource.
        namespace_code: String,
        /// Display name of the permission space that contains the data resource.
        namespace_name: String,
        /// Number of authorizations associated with the data resource.
        authorization_num: i64,
        /// Time of the last change, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        updated_at: String,
    }

    /// An option of an extension field.
    DnefOptionOutput {
        /// Value of the option.
        value: String,
    }

    /// A page of permission spaces.
    PermissionNamespaceListPaging, page list: PermissionNamespacesListResp, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<PermissionNamespacesListResp>,
    }

    /// A page of the roles in a permission space.
    PermissionNamespaceRolesListPaging, page list: PermissionNamespaceRolesListResp, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<PermissionNamespaceRolesListResp>,
    }

    /// A role in a permission space.
    PermissionNamespaceRolesListResp {
        /// Display name of the role.
        name: String,
        /// Code of the role, unique in its permission space.
        code: String,
        /// Description of the role.
        description: String,
        /// Code of the permission space that contains the role.
        namespace: String,
        /// Time of the last change, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        updated_at: String,
    }

    /// A permission space in a list.
    PermissionNamespacesListResp {
        /// Display name of the permission space.
        name: String,
        /// Code of the permission space, unique in the user pool.
        code: String,
        /// Description of the permission space.
        description: String,
        /// Status of the permission space: `0` for disabled, `1` for enabled.
        status: i64,
    }

    /// A data resource after a change.
    UpdateDataResourceResp {
        /// Display name of the data resource, unique in its permission space.
        resource_name: String,
        /// Code of the data resource, unique in its permission space.
        resource_code: String,
        /// Type of the data resource.
        r#type: DataResourceType,
        /// Description of the data resource.
        description: String,
        /// Content of the data resource: a string for `STRING`, a list of strings for `ARRAY`, a list of nodes for
        /// `TREE`.
        r#struct: Value,
        /// Extension fields of the nodes. Only trees support them.
        extend_field_list: Vec<ExtendFieldOutput>,
        /// Actions that can be granted on the data resource.
        actions: Vec<String>,
    }

    /// A permission space after a change.
    UpdatePermissionNamespaceResp {
        /// Code of the permission space, unique in the user pool.
        code: String,
        /// Display name of the permission space.
        name: String,
        /// Description of the permission space.
        description: String,
    }
}
