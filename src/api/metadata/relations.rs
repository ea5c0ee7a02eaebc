//! Metadata: relations.

use serde_json::Value;

use super::RelationValueList;
use crate::table::operations;

operations! {
    /// # Metadata: relations
    "metadata"

    /// Reads the details of related data.
    ///
    /// Upstream declares no `data` for the answer, although there must be some; `data` stays JSON.
    read Post "/api/v3/metadata/get-relation-info"
    fn get_relation_info(GetRelationInfo) -> Value {
        required {
            /// IDs of the related data to read.
            id_list: Vec<String>,
            /// ID of the data object the related data belongs to.
            model_id: String,
        }
        optional {}
    }

    /// Relates a row of a data object to other rows through a relation field.
    write Post "/api/v3/metadata/create-row-relation"
    fn create_row_relation(CreateRowRelation) -> () {
        required {
            /// IDs of the data to relate the row to.
            value_list: Vec<String>,
            /// ID of the row that gets the relations.
            row_id: String,
            /// ID of the relation field.
            field_id: String,
            /// ID of the data object the row belongs to.
            model_id: String,
        }
        optional {}
    }

    /// Lists what a row is related to through one field, page by page.
    read Get "/api/v3/metadata/get-row-relation"
    fn get_relation_value(GetRelationValue) -> RelationValueList {
        required {
            /// ID of the data object the row belongs to.
            model_id: String,
            /// ID of the relation field.
            field_id: String,
            /// ID of the row whose relations are listed.
            row_id: String,
        }
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
        }
    }

    /// Removes a relation of a row.
    write Post "/api/v3/metadata/remove-row-relation"
    fn remove_relation_value(RemoveRelationValue) -> () {
        required {
            /// ID of the related data to detach from the row.
            value: String,
            /// IDs of the relation fields to remove it from.
            field_ids: Vec<String>,
            /// ID of the row that loses the relation.
            row_id: String,
            /// ID of the data object the row belongs to.
            model_id: String,
        }
        optional {}
    }

    /// Lists details of related data.
    ///
    /// Upstream documents no parameter at all, so what it answers about is unknown.
    read Get "/api/v3/metadata/get-row-relation-details"
    fn get_relation_details(GetRelationDetails) -> RelationValueList {
        required {}
        optional {}
    }

    /// Searches, by fuzzy match, the data a relation field can point to, page by page.
    read Post "/api/v3/metadata/relation-search"
    fn relation_search(RelationSearch) -> RelationValueList {
        required {
            /// ID of the relation field.
            field_id: String,
            /// ID of the data object the field belongs to.
            model_id: String,
        }
        optional {
            /// Text to search for; absence means everything.
            keywords: String,
            /// Page to fetch, counted from 1.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Whether values are keyed by field ID instead of field key.
            show_field_id: bool,
        }
    }

    /// Copies the relations of one row to another row.
    write Post "/api/v3/metadata/copy-row-relation"
    fn copy_row_relation(CopyRowRelation) -> RelationValueList {
        required {
            /// ID of the row that receives the copied relations.
            relation_row_id: String,
            /// ID of the row whose relations are copied.
            row_id: String,
            /// ID of the data object the rows belong to.
            model_id: String,
        }
        optional {}
    }
}
