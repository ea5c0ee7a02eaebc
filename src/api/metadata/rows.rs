//! Metadata: rows.

use serde_json::{Map, Value};

use super::{Expand, FunctionModelValueList, GetAllRowByScrollid, MetadataCondition, Row, Scope};
use crate::macros::operations;
use crate::value::OneOf;

operations! {
    /// # Metadata: rows
    "metadata"

    /// Searches the rows of a data object, page by page.
    ///
    /// Parameter names call a data object a model, and the official documentation calls it a function.
    read Post "/api/v3/metadata/filter"
    fn list_row(ListRow) -> FunctionModelValueList {
        required {
            /// ID of the data object.
            model_id: String,
        }
        optional {
            /// Keywords to search for.
            keywords: String,
            /// How multiple `conditions` combine: `and` or `or`.
            conjunction: String,
            /// Conditions that the rows must meet.
            conditions: Vec<MetadataCondition>,
            /// Sort order, as objects from a field key to `asc` or `desc`, such as `{"key1": "desc"}`.
            sort: Vec<Map<String, Value>>,
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Whether to return all rows instead of a page. This is only supported for child nodes of a tree. Defaults
            /// to `false`.
            fetch_all: bool,
            /// Whether to include the full path of each node. This is only supported for child nodes of a tree.
            /// Defaults to `false`.
            with_path: bool,
            /// Whether the result is keyed by field ID instead of field key. Defaults to `false`.
            show_field_id: bool,
            /// Whether to include a preview of related data, which has the first three items. Defaults to `false`.
            preview_relation: bool,
            /// Whether to include details of related data. This is only supported for users. Defaults to `false`.
            get_relation_field_detail: bool,
            /// Row and field that restrict the search to the data related to them.
            scope: Scope,
            /// Row and field whose related data is filtered.
            filter_relation: Scope,
            /// Relation fields to expand in the response.
            expand: Vec<Expand>,
            /// Whether to include nested related data in the response.
            get_nest_data: bool,
        }
    }

    /// Gets a row of a data object.
    read Get "/api/v3/metadata/get-row"
    fn get_row(GetRow) -> Row {
        required {
            /// ID of the data object.
            model_id: String,
            /// ID of the row.
            row_id: String,
            /// Whether the result is keyed by field ID instead of field key. Defaults to `false`.
            /// Documented as text, `true` or `false`; a boolean is sent in the same form.
            show_field_id: OneOf<bool, String>,
        }
        optional {}
    }

    /// Gets the row of a data object that has a given value in a unique field.
    ///
    /// The value must match exactly, and only unique fields can be used.
    read Get "/api/v3/metadata/get-row-by-value"
    fn get_row_by_value(GetRowByValue) -> Row {
        required {
            /// ID of the data object.
            model_id: String,
            /// Key of the unique field.
            key: String,
            /// Value of the field.
            value: String as text,
            /// Whether the result is keyed by field ID instead of field key. Defaults to `false`.
            /// Documented as text, `true` or `false`; a boolean is sent in the same form.
            show_field_id: OneOf<bool, String>,
        }
        optional {}
    }

    /// Gets several rows of a data object.
    ///
    /// The documented path lacks the prefix `/api/v3/metadata` of the other operations. The request uses the documented
    /// path.
    read Post "/get-row-batch"
    fn get_row_batch(GetRowBatch) -> Vec<Row> {
        required {
            /// IDs of the rows.
            row_ids: Vec<String>,
            /// ID of the data object.
            model_id: String,
        }
        optional {}
    }

    /// Adds a row to a data object.
    write Post "/api/v3/metadata/create-row"
    fn create_row(CreateRow) -> Row {
        required {
            /// Values of the row, as a JSON object. Whether they are keyed by field key or by field ID is not
            /// documented.
            data: Map<String, Value>,
            /// ID of the data object.
            model_id: String,
        }
        optional {
            /// ID of the new row. The server generates one by default.
            row_id: String [Length(..=32)],
        }
    }

    /// Updates a row of a data object.
    ///
    /// Whether the values left out of `data` are kept is not documented.
    write Post "/api/v3/metadata/update-row"
    fn update_row(UpdateRow) -> Row {
        required {
            /// New values of the row, as a JSON object. Whether they are keyed by field key or by field ID is not
            /// documented.
            data: Map<String, Value>,
            /// ID of the row.
            row_id: String,
            /// ID of the data object.
            model_id: String,
        }
        optional {
            /// Whether the response is keyed by field ID instead of field key. Defaults to `false`.
            show_field_id: bool,
        }
    }

    /// Deletes rows of a data object.
    ///
    /// The request fails for a row with child nodes unless `recursive` is set.
    destructive Post "/api/v3/metadata/remove-row"
    fn remove_row(RemoveRow) -> () {
        required {
            /// IDs of the rows to delete.
            row_id_list: Vec<String>,
            /// ID of the data object.
            model_id: String,
        }
        optional {
            /// Whether to delete child nodes recursively. Defaults to `false`.
            recursive: bool,
        }
    }

    /// Gets all rows of a data object that meet the given conditions.
    read Post "/api/v3/metadata/get-all-metadata"
    fn get_all_metadata(GetAllMetadata) -> FunctionModelValueList {
        required {
            /// ID of the data object.
            model_id: String,
        }
        optional {
            /// How multiple `conditions` combine: `and` or `or`.
            conjunction: String,
            /// Conditions that the rows must meet.
            conditions: Vec<MetadataCondition>,
        }
    }

    /// Gets all rows of a data object in batches.
    ///
    /// Each response contains a scroll ID; pass it as `scroll_id` to get the next batch.
    write Post "/api/v3/metadata/get-all-row-by-scrollid"
    fn get_all_metadata_row(GetAllMetadataRow) -> GetAllRowByScrollid {
        required {
            /// Number of rows per batch. Defaults to `500`.
            size: i64 [Range(..=5_000)],
            /// ID of the data object.
            model_id: String,
        }
        optional {
            /// Scroll ID from the previous response.
            scroll_id: String,
            /// Only the row with this ID.
            id: String,
            /// Conditions on specific fields. The format is not documented.
            query: Value,
            /// Whether to include details of relation fields in the response. Defaults to `false`.
            get_relation_details: bool,
        }
    }

    /// Lists the rows related to a group, page by page.
    write Post "/api/v3/metadata/group"
    fn get_metadata_group_list(GetMetadataGroupList) -> FunctionModelValueList {
        required {
            /// ID of the group.
            group_id: String,
        }
        optional {
            /// Keywords to search for.
            keyword: String,
            /// Sort order, as objects from a field key to `asc` or `desc`.
            sort: Vec<Map<String, Value>>,
            /// Page number, starting at 1.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Whether to include nested related data in the response.
            get_nest_data: bool,
        }
    }
}
