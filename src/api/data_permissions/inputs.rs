//! Input types of data permissions.

use serde_json::{Map, Value};

use super::{AuthBrowserType, AuthDeviceType, AuthSystemType, ExtendFieldValueType};
use crate::api::common::{Effect, TargetType};
use crate::macros::inputs;

inputs! {
    /// The environment of an access, against which conditions of data policies are evaluated.
    AuthEnvParams {
        required {}
        optional {
            /// IP address, such as `127.0.0.1`.
            ip: String,
            /// Name of the city, such as `北京`.
            city: String,
            /// Name of the province, such as `湖北`.
            province: String,
            /// Name of the country, such as `中国`.
            country: String,
            /// Type of the device.
            device_type: AuthDeviceType,
            /// Operating system of the device.
            system_type: AuthSystemType,
            /// Browser.
            browser_type: AuthBrowserType,
            /// Time of the access. It is documented as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`, but
            /// the official samples also use the form `2022-12-26 17:40:00`.
            request_date: String,
        }
    }

    /// The configuration of an extension field with the value type `SELECT`.
    DnefConfig {
        required {
            /// Options to choose from.
            options: Vec<DnefOption>,
        }
        optional {}
    }

    /// A permission space to create in a batch.
    CreatePermissionNamespacesBatchItem {
        required {
            /// Code of the permission space, unique in the user pool. `default` and `system` are reserved.
            code: String [Length(1..=50)],
            /// Display name of the permission space.
            name: String [Length(..=255)],
        }
        optional {
            /// Description of the permission space.
            description: String [Length(..=200)],
        }
    }

    /// A node of a tree data resource, with its child nodes.
    DataResourceTreeStructs {
        required {
            /// Code of the node, unique among its siblings and used in paths.
            code: String [Length(..=50)],
            /// Display name of the node, unique among its siblings.
            name: String [Length(..=50)],
        }
        optional {
            /// Value of the node.
            value: String [Length(..=1000)],
            /// Child nodes of the node.
            children: Vec<DataResourceTreeStructs> [Depth(5)],
            /// Values of the extension fields, keyed by the keys of the fields.
            extend_field_value: Map<String, Value>,
        }
    }

    /// A statement of a data policy, which allows or denies permissions.
    DataStatementPermission {
        required {
            /// Whether the statement allows or denies the permissions.
            effect: Effect,
            /// Permissions as paths: `namespaceCode/resourceCode/action`, or
            /// `namespaceCode/treeCode/nodeCode/childCode/action` for a node of a tree. The action `*` stands for all
            /// actions.
            permissions: Vec<String>,
        }
        optional {}
    }

    /// An extension field of the nodes of a tree data resource.
    ExtendField {
        required {
            /// Key of the extension field, unique in the data resource.
            key: String [Length(1..=64), AlphanumericOr("_$")],
            /// Value type of the extension field.
            value_type: ExtendFieldValueType,
            /// Display name of the extension field.
            label: String,
        }
        optional {
            /// Description of the extension field.
            description: String,
            /// Options of the extension field, for the value type `SELECT` only.
            config: DnefConfig [RequiredWhen(value_type, "SELECT")],
        }
    }

    /// An option of an extension field.
    DnefOption {
        required {
            /// Value of the option, such as `option1`.
            value: String,
        }
        optional {}
    }

    /// A user, group, role or organization to grant data policies to.
    Subject {
        required {
            /// ID of the user, group, role or organization. Groups and roles are identified by ID here, not by code.
            id: String,
            /// Type of the subject. The OpenAPI document of the live service also lists `PROGRAMMATIC_ACCOUNT`.
            r#type: TargetType,
        }
        optional {
            /// Name of the user, group, role or organization.
            name: String,
        }
    }
}
