//! Metadata: rows.

use serde_json::{Map, Value};

use super::{Expand, FunctionModelValueList, GetAllRowByScrollid, MetadataCondition, Row, Scope};
use crate::table::operations;

operations! {
    /// # Metadata: rows
    "metadata"

    /// Searches the rows of a data object, page by page.
    ///
    /// A data object is upstream's table of user-defined data: "model" in its parameter names, "function" in its
    /// console. Objects of type `tree` have rows with child rows; `fetchAll` and `withPath` are for those only.
    read Post "/api/v3/metadata/filter"
    fn list_row(ListRow) -> FunctionModelValueList {
        required {
            /// ID of the data object to search, as the console shows it.
            model_id: String,
        }
        optional {
            /// Text to search for in the rows.
            keywords: String,
            /// How `conditions` combine: all must hold, or any one. Known values: `and`, `or`.
            conjunction: String,
            /// Conditions on the rows' fields; absence means every row.
            conditions: Vec<MetadataCondition>,
            /// Sort order: objects of one field key each with `asc` or `desc`, the most significant first.
            sort: Vec<Map<String, Value>>,
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Whether all rows come at once instead of a page; only when reading child rows of a tree; absence
            /// means no.
            fetch_all: bool,
            /// Whether each row comes with its full path from the root; only when reading child rows of a tree;
            /// absence means no.
            with_path: bool,
            /// Whether values are keyed by field ID instead of field key; absence means no.
            show_field_id: bool,
            /// Whether rows carry a preview of related data, the first three entries of each relation; absence
            /// means no.
            preview_relation: bool,
            /// Whether related data comes with its details, which upstream does for users only; absence means no.
            get_relation_field_detail: bool,
            /// Row and field to stay within: only data related to it is searched.
            scope: Scope,
            /// Row and field whose related data is filtered.
            filter_relation: Scope,
            /// Relation fields to answer in detail, and which fields of the related data.
            expand: Vec<Expand>,
            /// Whether related data nested in related data is answered as well.
            get_nest_data: bool,
        }
    }

    /// Reads one row of a data object by its ID.
    read Get "/api/v3/metadata/get-row"
    fn get_row(GetRow) -> Row {
        required {
            /// ID of the data object the row belongs to.
            model_id: String,
            /// ID of the row to read.
            row_id: String,
            /// Whether values are keyed by field ID instead of field key.
            show_field_id: bool,
        }
        optional {}
    }

    /// Reads the row of a data object that has a given value in a unique field.
    ///
    /// The value must match exactly, and only fields marked unique can be used.
    read Get "/api/v3/metadata/get-row-by-value"
    fn get_row_by_value(GetRowByValue) -> Row {
        required {
            /// ID of the data object to look in.
            model_id: String,
            /// Key of the unique field to compare.
            key: String,
            /// Exact value the field must have.
            value: String,
            /// Whether values are keyed by field ID instead of field key.
            show_field_id: bool,
        }
        optional {}
    }

    /// Reads several rows of a data object by their IDs.
    ///
    /// Upstream documents the bare path `/get-row-batch`, without the `/api/v3/metadata` prefix of its neighbours.
    /// The prefix was probably forgotten, but nothing proves it, so the documented path is used.
    read Post "/get-row-batch"
    fn get_row_batch(GetRowBatch) -> Vec<Row> {
        required {
            /// IDs of the rows to read.
            row_ids: Vec<String>,
            /// ID of the data object the rows belong to.
            model_id: String,
        }
        optional {}
    }

    /// Adds a row to a data object.
    write Post "/api/v3/metadata/create-row"
    fn create_row(CreateRow) -> Row {
        required {
            /// Values of the row: a JSON object from field key to value.
            data: Map<String, Value>,
            /// ID of the data object to add to.
            model_id: String,
        }
        optional {
            /// ID to give the row; absence lets the server generate one.
            row_id: String [Length(0..=32)],
        }
    }

    /// Changes the values of a row of a data object.
    write Post "/api/v3/metadata/update-row"
    fn update_row(UpdateRow) -> Row {
        required {
            /// New values: a JSON object from field key to value.
            data: Map<String, Value>,
            /// ID of the row to change.
            row_id: String,
            /// ID of the data object the row belongs to.
            model_id: String,
        }
        optional {
            /// Whether the answer's values are keyed by field ID instead of field key; absence means no.
            show_field_id: bool,
        }
    }

    /// Deletes rows of a data object.
    ///
    /// A row with child rows is refused with an error unless `recursive` is set.
    write Post "/api/v3/metadata/remove-row"
    fn remove_row(RemoveRow) -> () {
        required {
            /// IDs of the rows to delete.
            row_id_list: Vec<String>,
            /// ID of the data object the rows belong to.
            model_id: String,
        }
        optional {
            /// Whether child rows are deleted too; absence means no, and a row that has any is refused.
            recursive: bool,
        }
    }

    /// Reads all matching rows of a data object at once.
    read Post "/api/v3/metadata/get-all-metadata"
    fn get_all_metadata(GetAllMetadata) -> FunctionModelValueList {
        required {
            /// ID of the data object to read.
            model_id: String,
        }
        optional {
            /// How `conditions` combine: all must hold, or any one. Known values: `and`, `or`.
            conjunction: String,
            /// Conditions on the rows' fields; absence means every row.
            conditions: Vec<MetadataCondition>,
        }
    }

    /// Reads all rows of a data object in batches, continued by a scroll ID.
    ///
    /// Send the first request without `scrollId` and each next one with the `scrollId` of the answer before.
    /// Repeating a request may skip a batch, since the server may move its cursor each time.
    write Post "/api/v3/metadata/get-all-row-by-scrollid"
    fn get_all_metadata_row(GetAllMetadataRow) -> GetAllRowByScrollid {
        required {
            /// Rows in a batch.
            size: i64 [Range(i64::MIN..=5_000)],
            /// ID of the data object to read.
            model_id: String,
        }
        optional {
            /// Scroll ID from the previous answer; absence starts from the beginning.
            scroll_id: String,
            /// ID of the single row wanted; absence means all.
            id: String,
            /// Values that fields of the rows must have, as JSON.
            query: Value,
            /// Whether the details of related data are answered too; absence means no.
            get_relation_details: bool,
        }
    }

    /// Lists the rows that belong to a group, page by page.
    read Post "/api/v3/metadata/group"
    fn get_metadata_group_list(GetMetadataGroupList) -> FunctionModelValueList {
        required {
            /// ID of the group whose rows are listed.
            group_id: String,
        }
        optional {
            /// Text to search for in the rows.
            keyword: String,
            /// Sort order: objects of one field key each with `asc` or `desc`, the most significant first.
            sort: Vec<Map<String, Value>>,
            /// Page to fetch, counted from 1.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Whether related data nested in related data is answered as well.
            get_nest_data: bool,
        }
    }
}
