//! What these calls answer.

use serde_json::{Map, Value};

use super::{DataResourceType, ExtendFieldValueType};
use crate::table::outputs;

outputs! {
    /// Whether a name or code can be used for a data resource.
    CheckParamsDataResourceResp {
        /// Whether the name or code is still free and well formed.
        is_valid: bool,
        /// Why the name or code cannot be used; absent when it can.
        message: String,
    }

    /// Whether a name or code can be used for a permission group.
    CheckPermissionNamespaceExistsResp {
        /// Whether the name or code is still free and well formed.
        is_valid: bool,
        /// Why the name or code cannot be used; absent when it can.
        message: String,
    }

    /// The settings of an extension field that has choices.
    DnefConfigOutput {
        /// Choices of the field, one of which a node can have.
        options: Vec<DnefOptionOutput>,
    }

    /// A newly created data resource that is a list of strings.
    CreateArrayDataResourceResp {
        /// Display name of the data resource, unique in its permission group.
        resource_name: String,
        /// Code of the data resource, unique in its permission group.
        resource_code: String,
        /// Type of the data resource, which decides the form of its content.
        r#type: DataResourceType,
        /// Description of the data resource.
        description: String,
        /// Strings that make up the data resource.
        r#struct: Vec<String>,
        /// Actions that can be granted on the data resource.
        actions: Vec<String>,
    }

    /// A newly created data resource.
    CreateDataResourceResp {
        /// Display name of the data resource, unique in its permission group.
        resource_name: String,
        /// Code of the data resource, unique in its permission group.
        resource_code: String,
        /// Type of the data resource, which decides the form of its content.
        r#type: DataResourceType,
        /// Description of the data resource.
        description: String,
        /// Content of the data resource, in the form of its type: a string, a list of strings or a list of tree
        /// nodes.
        r#struct: Value,
        /// Extension fields of the nodes; only trees have some.
        extend_field_list: Vec<ExtendFieldOutput>,
        /// Actions that can be granted on the data resource.
        actions: Vec<String>,
    }

    /// A newly created permission group.
    CreatePermissionNamespaceResp {
        /// Code of the permission group, unique in the user pool.
        code: String,
        /// Display name of the permission group.
        name: String,
        /// Description of the permission group.
        description: String,
    }

    /// A newly created data resource that is one string.
    CreateStringDataResourceResp {
        /// Display name of the data resource, unique in its permission group.
        resource_name: String,
        /// Code of the data resource, unique in its permission group.
        resource_code: String,
        /// Type of the data resource, which decides the form of its content.
        r#type: DataResourceType,
        /// Description of the data resource.
        description: String,
        /// The string that is the data resource.
        r#struct: String,
        /// Actions that can be granted on the data resource.
        actions: Vec<String>,
    }

    /// A newly created data resource that is a tree of nodes.
    CreateTreeDataResourceResp {
        /// Display name of the data resource, unique in its permission group.
        resource_name: String,
        /// Code of the data resource, unique in its permission group.
        resource_code: String,
        /// Type of the data resource, which decides the form of its content.
        r#type: DataResourceType,
        /// Description of the data resource.
        description: String,
        /// Topmost nodes of the tree, each with its children.
        r#struct: Vec<DataResourceTreeStructsOutput>,
        /// Actions that can be granted on the data resource.
        actions: Vec<String>,
        /// Extension fields of the tree's nodes.
        extend_field_list: Vec<ExtendFieldOutput>,
    }

    /// A node of a tree data resource, with the nodes below it.
    DataResourceTreeStructsOutput {
        /// Code of the node, unique among its siblings; paths are made of these.
        code: String,
        /// Display name of the node, unique among its siblings.
        name: String,
        /// Value of the node, free text.
        value: String,
        /// Nodes directly below this one; a tree has five levels of them at most.
        children: Vec<DataResourceTreeStructsOutput>,
        /// Values of the extension fields, by the field's key.
        extend_field_value: Map<String, Value>,
    }

    /// A page of data resources.
    DataResourcesPaginatedResp, page list: ListDataResourcesResp, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<ListDataResourcesResp>,
    }

    /// A stretch of the extension fields of a tree data resource.
    DnefPaginatedResp {
        /// Place the next stretch starts at, to pass as `startIndex`; -1 when this was the last one.
        next_start_index: i64,
        /// Whether more fields follow; no means this was the last stretch.
        truncated: bool,
        /// Extension fields of this stretch.
        list: Vec<ExtendFieldOutput>,
    }

    /// An extension field that the nodes of a tree data resource have.
    ExtendFieldOutput {
        /// Key of the extension field, unique in the data resource: letters, digits, `_` and `$`.
        key: String,
        /// Kind of value the nodes have in this field: free text or one of given choices.
        value_type: ExtendFieldValueType,
        /// Description of the extension field.
        description: String,
        /// Display name of the extension field.
        label: String,
        /// Choices of the field; needed when `valueType` is `SELECT`, left out otherwise.
        config: Option<DnefConfigOutput>,
    }

    /// A data resource with its content.
    GetDataResourceResp {
        /// Display name of the data resource, unique in its permission group.
        resource_name: String,
        /// Code of the data resource, unique in its permission group.
        resource_code: String,
        /// Type of the data resource, which decides the form of its content.
        r#type: DataResourceType,
        /// Description of the data resource.
        description: String,
        /// Content of the data resource, in the form of its type: a string, a list of strings or a list of tree
        /// nodes.
        r#struct: Value,
        /// Extension fields of the nodes; only trees have some.
        extend_field_list: Vec<ExtendFieldOutput>,
        /// Code of the permission group the data resource is in.
        namespace_code: String,
        /// Actions that can be granted on the data resource.
        actions: Vec<String>,
    }

    /// A permission group.
    GetPermissionNamespaceResp {
        /// Code of the permission group, unique in the user pool.
        code: String,
        /// Display name of the permission group.
        name: String,
        /// Description of the permission group.
        description: String,
    }

    /// A data resource as lists show it, without its content.
    ListDataResourcesResp {
        /// Display name of the data resource, unique in its permission group.
        resource_name: String,
        /// Code of the data resource, unique in its permission group.
        resource_code: String,
        /// Type of the data resource, which decides the form of its content.
        r#type: DataResourceType,
        /// Description of the data resource.
        description: String,
        /// Code of the permission group the data resource is in.
        namespace_code: String,
        /// Display name of the permission group the data resource is in.
        namespace_name: String,
        /// Number of authorizations that concern the data resource.
        authorization_num: i64,
        /// When it was last changed.
        updated_at: String,
    }

    /// A choice of an extension field.
    DnefOptionOutput {
        /// Text of the choice, which is also what a node stores.
        value: String,
    }

    /// A page of permission groups.
    PermissionNamespaceListPaging, page list: PermissionNamespacesListResp, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<PermissionNamespacesListResp>,
    }

    /// A page of the roles of a permission group.
    PermissionNamespaceRolesListPaging, page list: PermissionNamespaceRolesListResp, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<PermissionNamespaceRolesListResp>,
    }

    /// A role, as the list of its permission group shows it.
    PermissionNamespaceRolesListResp {
        /// Display name of the role.
        name: String,
        /// Code of the role, unique in its permission group.
        code: String,
        /// Description of the role.
        description: String,
        /// Code of the permission group the role is in.
        namespace: String,
        /// When it was last changed.
        updated_at: String,
    }

    /// A permission group, as lists show it.
    PermissionNamespacesListResp {
        /// Display name of the permission group.
        name: String,
        /// Code of the permission group, unique in the user pool.
        code: String,
        /// Description of the permission group.
        description: String,
        /// State of the permission group: 0 is off, 1 is on.
        status: i64,
    }

    /// A data resource after the change.
    UpdateDataResourceResp {
        /// Display name of the data resource, unique in its permission group.
        resource_name: String,
        /// Code of the data resource, unique in its permission group.
        resource_code: String,
        /// Type of the data resource, which decides the form of its content.
        r#type: DataResourceType,
        /// Description of the data resource.
        description: String,
        /// Content of the data resource, in the form of its type: a string, a list of strings or a list of tree
        /// nodes.
        r#struct: Value,
        /// Extension fields of the nodes; only trees have some.
        extend_field_list: Vec<ExtendFieldOutput>,
        /// Actions that can be granted on the data resource.
        actions: Vec<String>,
    }

    /// A permission group after the change.
    UpdatePermissionNamespaceResp {
        /// Code of the permission group, unique in the user pool.
        code: String,
        /// Display name of the permission group.
        name: String,
        /// Description of the permission group.
        description: String,
    }
}
