//! Output types.

use serde_json::Value;

use super::{FunctionModelDataType, FunctionModelType};
use crate::macros::outputs;

outputs! {
    /// A value of a row.
    Cell {
        /// ID of the field that the value belongs to.
        field_id: String,
        /// Value of the field.
        value: Value,
    }

    /// A condition on a field, for searching rows.
    MetadataConditionOutput {
        /// Key of the field to compare.
        key: String,
        /// Value to compare with.
        value: Value,
        /// Comparison operator: `eq` (equal), `ne` (not equal), `co` (contains), `gt` (greater), `lt` (less), `lte`
        /// (less or equal), `gte` (greater or equal) or `in` (array contains).
        operator: String,
    }

    /// A data object.
    FunctionModel {
        /// ID of the data object, which other operations take as `model_id`.
        id: String,
        /// ID of the user pool.
        user_pool_id: String,
        /// Name of the data object.
        name: String,
        /// Description of the data object.
        description: String,
        /// Structure of the rows.
        data_type: FunctionModelDataType,
        /// Whether the data object is enabled.
        enable: bool,
        /// Key of the parent menu.
        parent_key: String,
        /// Creation time, as an ISO 8601 date-time.
        created_at: String,
        /// Time of the last update, as an ISO 8601 date-time.
        updated_at: String,
        /// What the data object describes.
        r#type: FunctionModelType,
        /// Order of the fields. The format is not documented.
        field_order: String,
        /// Configuration of the details page, as JSON.
        config: Value,
    }

    /// A field of a data object.
    FunctionModelField {
        /// ID of the field, which other operations take as `field_id`.
        id: String,
        /// ID of the data object.
        model_id: String,
        /// Name of the field.
        name: String,
        /// Key of the field.
        key: String,
        /// Type of the field: `1` single-line text, `2` multi-line text, `3` number, `4` boolean, `5` date, `6`
        /// enumeration, `7` relation, `8` reverse side of a relation. Documented: a number here, although the OpenAPI
        /// document of the live service declares a word such as `Text` for `create_field`.
        r#type: i64,
        /// Whether to display the field.
        show: bool,
        /// Whether the field can be edited.
        editable: bool,
        /// Help text of the field.
        help: String,
        /// Default value of the field.
        default: String,
        /// Whether a value is required.
        require: bool,
        /// Whether values must be unique.
        unique: bool,
        /// Maximum length of a text value.
        max_length: i64,
        /// Largest allowed number of a number field, or end date of a date field.
        max: f64,
        /// Smallest allowed number of a number field, or start date of a date field.
        min: f64,
        /// Regular expression that text values must match.
        regexp: String,
        /// Number of the display format in the front end. `0`: the raw value. `31` to `34`: one to four decimal places.
        /// `35`: thousands separators, `36`: the same with decimals. `37`: percentage, `38`: the same with decimals.
        /// `50`: `YYYY/MM/DD HH:mm:ss`, `51`: `YYYY/MM/DD`, `52`: `YYYY/MM/DD HH:mm`, `53`: `YYYY-MM-DD`, `54`:
        /// `YYYY-MM-DD HH:mm`, `55`: `MM-DD`, `56`: `MM/DD/YYYY`, `57`: `DD/MM/YYYY`.
        /// It is documented as a number, but the official example is text.
        format: Value,
        /// Options of the drop-down menu, as JSON.
        drop_down: Value,
        /// Type of the relation.
        relation_type: String,
        /// Whether the relation is one-to-many.
        relation_multiple: bool,
        /// Key of the field of the related data to display.
        relation_show_key: String,
        /// Range of the related data that can be selected.
        relation_optional_range: Option<RelationOptionalRangeOutput>,
        /// Whether the personal center displays the field. This is only meaningful for the data object of users.
        user_visible: bool,
    }

    /// A page of rows.
    FunctionModelValueList, page list: Value, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<Value>,
    }

    /// A batch of rows.
    GetAllRowByScrollid {
        /// Scroll ID to send in the request for the next batch.
        scroll_id: String,
        /// Rows of this batch. They are documented as strings.
        list: Vec<String>,
    }

    /// The range of related data that can be selected in a relation field.
    RelationOptionalRangeOutput {
        /// How multiple conditions combine: `and` or `or`.
        conjunction: String,
        /// Condition on the related data.
        conditions: Option<MetadataConditionOutput>,
    }

    /// A page of related data.
    RelationValueList, page list: String, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page. They are documented as strings.
        list: Vec<String>,
    }

    /// A row of a data object.
    Row {
        /// ID of the row.
        row_id: String,
        /// Cells of the row, which hold its values.
        cell_list: Vec<Cell>,
    }
}
