//! Metadata: relations.

use serde_json::Value;

use super::RelationValueList;
use crate::macros::operations;

operations! {
    /// # Metadata: relations
    "metadata"

    /// Gets the details of related data.
    ///
    /// No `data` is documented for the response, so the response is returned as JSON.
    read Post "/api/v3/metadata/get-relation-info"
    fn get_relation_info(GetRelationInfo) -> Value {
        required {
            /// IDs of the related data.
            id_list: Vec<String>,
            /// ID of the data object.
            model_id: String,
        }
        optional {}
    }

    /// Relates a row of a data object to other data through a field.
    write Post "/api/v3/metadata/create-row-relation"
    fn create_row_relation(CreateRowRelation) -> () {
        required {
            /// Data to relate to the row.
            value_list: Vec<String>,
            /// ID of the row.
            row_id: String,
            /// ID of the field.
            field_id: String,
            /// ID of the data object.
            model_id: String,
        }
        optional {}
    }

    /// Lists the data that a row is related to through a field, page by page.
    read Get "/api/v3/metadata/get-row-relation"
    fn get_relation_value(GetRelationValue) -> RelationValueList {
        required {
            /// ID of the data object.
            model_id: String,
            /// ID of the field.
            field_id: String,
            /// ID of the row.
            row_id: String,
        }
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
        }
    }

    /// Removes a relation of a row.
    destructive Post "/api/v3/metadata/remove-row-relation"
    fn remove_relation_value(RemoveRelationValue) -> () {
        required {
            /// Related data to remove from the row.
            value: String,
            /// IDs of the fields to remove the relation from.
            field_ids: Vec<String>,
            /// ID of the row.
            row_id: String,
            /// ID of the data object.
            model_id: String,
        }
        optional {}
    }

    /// Lists the data that rows are related to.
    ///
    /// No parameters are documented.
    read Get "/api/v3/metadata/get-row-relation-details"
    fn get_relation_details(GetRelationDetails) -> RelationValueList {
        required {}
        optional {}
    }

    /// Performs a fuzzy search for related data, page by page.
    read Post "/api/v3/metadata/relation-search"
    fn relation_search(RelationSearch) -> RelationValueList {
        required {
            /// ID of the relation field.
            field_id: String,
            /// ID of the data object.
            model_id: String,
        }
        optional {
            /// Keywords to search for.
            keywords: String,
            /// Page number, starting at 1.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Whether the result is keyed by field ID instead of field key.
            show_field_id: bool,
        }
    }

    /// Copies the relations of a row to another row.
    write Post "/api/v3/metadata/copy-row-relation"
    fn copy_row_relation(CopyRowRelation) -> RelationValueList {
        required {
            /// ID of the row that receives the copied relations.
            relation_row_id: String,
            /// ID of the row to copy the relations from.
            row_id: String,
            /// ID of the data object.
            model_id: String,
        }
        optional {}
    }

    /// Relates a row of a data object to several other rows.
    ///
    /// `create_row_relation` is the documented operation.
    write Post "/api/v3/metadata/create-row-relation-rows"
    fn create_row_relation_rows(CreateRowRelationRows) -> Value, path_only {
        required {}
        optional {}
    }

    /// Removes several relations of a row.
    ///
    /// `remove_relation_value` is the documented operation.
    destructive Post "/api/v3/metadata/remove-row-relation-rows"
    fn remove_row_relation_rows(RemoveRowRelationRows) -> Value, path_only {
        required {}
        optional {}
    }
}
