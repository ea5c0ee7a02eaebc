//! What these calls answer.

use serde_json::Value;

use super::{FunctionModelDataType, FunctionModelType};
use crate::table::outputs;

outputs! {
    /// One value of a row.
    Cell {
        /// ID of the field the value belongs to.
        field_id: String,
        /// Value of the field in this row, of the field's type.
        value: Value,
    }

    /// One condition on a field, for searching rows.
    MetadataConditionOutput {
        /// Key of the field to compare.
        key: String,
        /// Value to compare with; an array for `in`.
        value: Value,
        /// How the field is compared with the value. Known values: `eq`, `ne`, `co`, `gt`, `lt`, `lte`, `gte`,
        /// `in`.
        operator: String,
    }

    /// A data object: the definition of a table of user-defined data.
    FunctionModel {
        /// ID of the data object, which other operations take as `modelId`.
        id: String,
        /// ID of the user pool.
        user_pool_id: String,
        /// Display name of the data object.
        name: String,
        /// What the data object is for, in words.
        description: String,
        /// Whether the rows form a flat list or a tree.
        data_type: FunctionModelDataType,
        /// Whether the data object is in use.
        enable: bool,
        /// Key of the console menu the data object appears under.
        parent_key: String,
        /// When it was created.
        created_at: String,
        /// When it was last changed.
        updated_at: String,
        /// What the data object describes: one of the built-in subjects, or something user-defined.
        r#type: FunctionModelType,
        /// Order in which the fields are shown.
        field_order: String,
        /// Settings of the console's detail page, as JSON.
        config: Value,
    }

    /// A field of a data object, with its display and validation rules.
    FunctionModelField {
        /// ID of the field, which other operations take as `fieldId`.
        id: String,
        /// ID of the data object the field belongs to.
        model_id: String,
        /// Display name of the field.
        name: String,
        /// Key of the field, the name its values have in a row's data.
        key: String,
        /// Kind of value, as a number: 1 text, 2 long text, 3 number, 4 boolean, 5 date, 6 enum, 7 relation, 8
        /// reverse relation.
        r#type: i64,
        /// Whether the field is displayed.
        show: bool,
        /// Whether the value can be edited.
        editable: bool,
        /// Hint displayed next to the field.
        help: String,
        /// Value a row gets when none is given.
        default: String,
        /// Whether every row must have a value.
        require: bool,
        /// Whether no two rows may have the same value.
        unique: bool,
        /// Largest number of characters in a text value.
        max_length: i64,
        /// Largest number allowed, or for a date field the latest date.
        max: f64,
        /// Smallest number allowed, or for a date field the earliest date.
        min: f64,
        /// Regular expression that text values must match.
        regexp: String,
        /// Number of the display format the console applies; upstream does not list the numbers.
        format: i64,
        /// Options of the drop-down menu, as JSON.
        drop_down: Value,
        /// Data that a relation field points to.
        relation_type: String,
        /// Whether one row may be related to several others (1-N).
        relation_multiple: bool,
        /// Key of the related data's field that is displayed for it.
        relation_show_key: String,
        /// Conditions on the related rows that may be chosen.
        relation_optional_range: Option<RelationOptionalRangeOutput>,
        /// Whether the personal center shows the field; only meaningful for the data object of users.
        user_visible: bool,
    }

    /// A page of rows.
    FunctionModelValueList, page list: Value, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// Rows of the page, as JSON.
        list: Vec<Value>,
    }

    /// A batch of rows read by scroll ID.
    GetAllRowByScrollid {
        /// Scroll ID to send for the next batch.
        scroll_id: String,
        /// Rows of this batch, as upstream declares them: strings.
        list: Vec<String>,
    }

    /// Which related rows may be chosen in a relation field.
    RelationOptionalRangeOutput {
        /// How the conditions combine: all must hold, or any one. Known values: `and`, `or`.
        conjunction: String,
        /// Condition that the related rows must meet.
        conditions: Option<MetadataConditionOutput>,
    }

    /// A page of related data.
    RelationValueList, page list: String, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// Related data of the page, as upstream declares it: strings.
        list: Vec<String>,
    }

    /// A row of a data object.
    Row {
        /// ID of the row, unique in its data object.
        row_id: String,
        /// Values of the row, one for each field.
        cell_list: Vec<Cell>,
    }
}
