//! What these calls take.

use serde_json::{Map, Value};

use super::{AuthBrowserType, AuthDeviceType, AuthSystemType, ExtendFieldValueType};
use crate::api::common::{Effect, TargetType};
use crate::table::inputs;

inputs! {
    /// The circumstances of an access, which conditions of data policies are judged against.
    AuthEnvParams {
        required {}
        optional {
            /// IP address the access comes from.
            ip: String,
            /// City the access comes from, by name.
            city: String,
            /// Province the access comes from, by name.
            province: String,
            /// Country the access comes from, by name.
            country: String,
            /// Kind of device the user is on.
            device_type: AuthDeviceType,
            /// Operating system the user is on.
            system_type: AuthSystemType,
            /// Browser the user is in.
            browser_type: AuthBrowserType,
            /// When the access happens, as an RFC 3339 time in UTC.
            request_date: String,
        }
    }

    /// The settings of an extension field that has choices.
    DnefConfig {
        required {
            /// Choices of the field, one of which a node can have.
            options: Vec<DnefOption>,
        }
        optional {}
    }

    /// One of several permission groups to create.
    CreatePermissionNamespacesBatchItem {
        required {
            /// Code of the permission group, unique in the user pool; not `default` or `system`.
            code: String [Length(1..=50)],
            /// Display name of the permission group.
            name: String [Length(0..=255)],
        }
        optional {
            /// Description of the permission group.
            description: String [Length(0..=200)],
        }
    }

    /// A node of a tree data resource, with the nodes below it.
    DataResourceTreeStructs {
        required {
            /// Code of the node, unique among its siblings; paths are made of these.
            code: String [Length(0..=50)],
            /// Display name of the node, unique among its siblings.
            name: String [Length(0..=50)],
        }
        optional {
            /// Value of the node, free text.
            value: String [Length(0..=1000)],
            /// Nodes directly below this one; a tree has five levels of them at most.
            children: Vec<DataResourceTreeStructs> [Depth(5)],
            /// Values of the extension fields, by the field's key.
            extend_field_value: Map<String, Value>,
        }
    }

    /// A statement of a data policy: permissions that are allowed or denied.
    DataStatementPermission {
        required {
            /// Whether the permissions are allowed or denied.
            effect: Effect,
            /// Permissions as `namespaceCode/resourceCode/action`, for a tree's node
            /// `namespaceCode/treeCode/nodeCode/action`.
            permissions: Vec<String>,
        }
        optional {}
    }

    /// An extension field that the nodes of a tree data resource have.
    ExtendField {
        required {
            /// Key of the extension field, unique in the data resource: letters, digits, `_` and `$`.
            key: String [Length(1..=64), AlphanumericOr("_$")],
            /// Kind of value the nodes have in this field: free text or one of given choices.
            value_type: ExtendFieldValueType,
            /// Display name of the extension field.
            label: String,
        }
        optional {
            /// Description of the extension field.
            description: String,
            /// Choices of the field; needed when `valueType` is `SELECT`, left out otherwise.
            config: DnefConfig [RequiredWhen("valueType", "SELECT")],
        }
    }

    /// A choice of an extension field.
    DnefOption {
        required {
            /// Text of the choice, which is also what a node stores.
            value: String,
        }
        optional {}
    }

    /// A user, group, role or organization to authorize data policies to.
    Subject {
        required {
            /// ID of the user, group, role or organization, as `type` says.
            id: String,
            /// Kind of the holder that `id` names.
            r#type: TargetType,
        }
        optional {
            /// Name of the user, group, role or organization.
            name: String,
        }
    }
}
