//! Data permissions: extended fields.

use super::{DnefConfig, DnefPaginatedResp, ExtendField, ExtendFieldValueType};
use crate::api::common::IsSuccess;
use crate::table::operations;

operations! {
    /// # Data permissions: extended fields
    "data_permissions"

    /// Adds an extension field to the nodes of a tree data resource.
    ///
    /// This call is missing from upstream's OpenAPI document.
    write Post "/api/v3/create-dnef"
    fn create_dnef(CreateDnef) -> IsSuccess {
        required {
            /// Code of the tree data resource that gets the field.
            resource_code: String,
            /// Code of the permission group the data resource is in.
            namespace_code: String,
            /// Display name of the extension field.
            label: String,
            /// Kind of value the nodes have in this field: free text or one of given choices.
            value_type: ExtendFieldValueType,
            /// Key of the extension field, unique in the data resource: letters, digits, `_` and `$`.
            key: String [Length(1..=64), AlphanumericOr("_$")],
        }
        optional {
            /// Description of the extension field.
            description: String,
            /// Choices of the field; needed when `valueType` is `SELECT`, left out otherwise.
            config: DnefConfig [RequiredWhen("valueType", "SELECT")],
        }
    }

    /// Adds several extension fields to the nodes of a tree data resource.
    ///
    /// This call is missing from upstream's OpenAPI document.
    write Post "/api/v3/batch-create-dnef"
    fn batch_create_dnef(BatchCreateDnef) -> IsSuccess {
        required {
            /// Code of the tree data resource that gets the fields.
            resource_code: String,
            /// Code of the permission group the data resource is in.
            namespace_code: String,
            /// Extension fields to add.
            field_list: Vec<ExtendField>,
        }
        optional {}
    }

    /// Deletes an extension field of a tree data resource.
    ///
    /// This call is missing from upstream's OpenAPI document.
    write Post "/api/v3/delete-dnef"
    fn delete_dnef(DeleteDnef) -> IsSuccess {
        required {
            /// Key of the extension field to delete.
            key: String [Length(1..=64), AlphanumericOr("_$")],
            /// Code of the tree data resource that has the field.
            resource_code: String,
            /// Code of the permission group the data resource is in.
            namespace_code: String,
        }
        optional {}
    }

    /// Changes an extension field of a tree data resource.
    ///
    /// The key finds the field and stays as it is. This call is missing from upstream's OpenAPI document.
    write Post "/api/v3/update-dnef"
    fn update_dnef(UpdateDnef) -> IsSuccess {
        required {
            /// Key of the extension field to change.
            key: String [Length(1..=64), AlphanumericOr("_$")],
            /// Code of the tree data resource that has the field.
            resource_code: String,
            /// Code of the permission group the data resource is in.
            namespace_code: String,
        }
        optional {
            /// New description of the extension field; absence presumably keeps the old one.
            description: String,
            /// New display name of the extension field; absence presumably keeps the old one.
            label: String,
            /// New choices of the field; needed when the field's value type is `SELECT`, left out otherwise.
            config: DnefConfig [RequiredWhen("valueType", "SELECT")],
            /// Kind of value, `STRING` or `SELECT`; an old parameter that newer versions of the API no longer
            /// document.
            value_type: String,
        }
    }

    /// Lists the extension fields of a tree data resource, from a given place on.
    ///
    /// This list goes by place instead of page: pass the answer's `nextStartIndex` as `startIndex` for what
    /// follows. This call is missing from upstream's OpenAPI document.
    read Get "/api/v3/list-dnef"
    fn list_dnef(ListDnef) -> DnefPaginatedResp {
        required {
            /// Code of the permission group the data resource is in.
            namespace_code: String,
            /// Code of the tree data resource whose fields are wanted.
            resource_code: String,
        }
        optional {
            /// Place of the first field wanted, counted from 1. The server takes absence as `1`.
            start_index: i64,
            /// Number of fields wanted at most. The server takes absence as `10`.
            max_size: i64 [Range(i64::MIN..=50)],
            /// Search word for the key or display name of the field; absence means all.
            query: String,
        }
    }
}
