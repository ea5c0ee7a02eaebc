//! Data permissions: extension fields.

use super::{DnefConfig, DnefPaginatedResp, ExtendField, ExtendFieldValueType};
use crate::api::common::IsSuccess;
use crate::macros::operations;

operations! {
    /// # Data permissions: extension fields
    "data_permissions"

    /// Creates an extension field for the nodes of a tree data resource.
    write Post "/api/v3/create-dnef"
    fn create_dnef(CreateDnef) -> IsSuccess {
        required {
            /// Code of the tree data resource.
            resource_code: String,
            /// Code of the permission space that contains the data resource.
            namespace_code: String,
            /// Display name of the extension field.
            label: String,
            /// Value type of the extension field.
            value_type: ExtendFieldValueType,
            /// Key of the extension field, unique in the data resource.
            key: String [Length(1..=64), AlphanumericOr("_$")],
        }
        optional {
            /// Description of the extension field.
            description: String,
            /// Options of the extension field, for the value type `SELECT` only.
            config: DnefConfig [RequiredWhen(value_type, "SELECT")],
        }
    }

    /// Creates several extension fields for the nodes of a tree data resource.
    write Post "/api/v3/batch-create-dnef"
    fn batch_create_dnef(BatchCreateDnef) -> IsSuccess {
        required {
            /// Code of the tree data resource.
            resource_code: String,
            /// Code of the permission space that contains the data resource.
            namespace_code: String,
            /// Extension fields to create.
            field_list: Vec<ExtendField>,
        }
        optional {}
    }

    /// Deletes an extension field of a tree data resource.
    destructive Post "/api/v3/delete-dnef"
    fn delete_dnef(DeleteDnef) -> IsSuccess {
        required {
            /// Key of the extension field to delete.
            key: String [Length(1..=64), AlphanumericOr("_$")],
            /// Code of the tree data resource.
            resource_code: String,
            /// Code of the permission space that contains the data resource.
            namespace_code: String,
        }
        optional {}
    }

    /// Changes an extension field of a tree data resource.
    ///
    /// `key` identifies the field and is not changed.
    write Post "/api/v3/update-dnef"
    fn update_dnef(UpdateDnef) -> IsSuccess {
        required {
            /// Key of the extension field to change.
            key: String [Length(1..=64), AlphanumericOr("_$")],
            /// Code of the tree data resource.
            resource_code: String,
            /// Code of the permission space that contains the data resource.
            namespace_code: String,
        }
        optional {
            /// New description of the extension field.
            description: String,
            /// New display name of the extension field.
            label: String,
            /// New options of the extension field, for the value type `SELECT` only.
            config: DnefConfig [RequiredWhen(value_type, "SELECT")],
            /// Value type of the extension field: `STRING` for text, `SELECT` for one of several options. Only older
            /// documentation lists this parameter.
            value_type: String,
        }
    }

    /// Lists the extension fields of a tree data resource, page by page.
    ///
    /// To get the next page, pass `next_start_index` from the response as `start_index`.
    read Get "/api/v3/list-dnef"
    fn list_dnef(ListDnef) -> DnefPaginatedResp {
        required {
            /// Code of the permission space that contains the data resource.
            namespace_code: String,
            /// Code of the tree data resource.
            resource_code: String,
        }
        optional {
            /// Index of the first item to return, starting at 1. Defaults to `1`.
            start_index: i64,
            /// Maximum number of items per page. Defaults to `10`.
            max_size: i64 [Range(..=50)],
            /// Search keyword for the key or display name of the extension field.
            query: String,
        }
    }
}
