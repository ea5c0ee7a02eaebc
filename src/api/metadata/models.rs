//! Metadata: models and fields.

use serde_json::{Map, Value};

use super::{
    DropDownItem, FunctionModel, FunctionModelDataType, FunctionModelField, FunctionModelType, MetadataCondition,
    RelationOptionalRange,
};
use crate::table::operations;

operations! {
    /// # Metadata: models and fields
    "metadata"

    /// Creates a data object, the table that rows of user-defined data live in.
    write Post "/api/v3/metadata/create-model"
    fn create_model(CreateModel) -> FunctionModel {
        required {
            /// Key of the console menu the data object appears under.
            parent_key: String,
            /// Whether the data object is in use.
            enable: bool [Nullable],
            /// What the data object describes: one of the built-in subjects, or something of your own.
            r#type: FunctionModelType,
            /// What the data object is for, in words.
            description: String [Nullable],
            /// Display name of the data object.
            name: String,
        }
        optional {
            /// Whether the rows form a flat list or a tree. The server takes absence as `list`.
            data_type: FunctionModelDataType,
        }
    }

    /// Reads the definition of a data object.
    read Get "/api/v3/metadata/get-model"
    fn get_model(GetModel) -> FunctionModel {
        required {
            /// ID of the data object, as the console shows it.
            id: String,
        }
        optional {}
    }

    /// Lists the data objects of the user pool.
    ///
    /// Upstream declares a `list` beside `statusCode` and no `data`, unlike all other operations; both forms are
    /// accepted and the answer stays JSON.
    read Get "/api/v3/metadata/list-model"
    fn list_model(ListModel) -> Value, in_body {
        required {}
        optional {}
    }

    /// Deletes a data object.
    write Post "/api/v3/metadata/remove-model"
    fn remove_model(RemoveModel) -> () {
        required {
            /// ID of the data object to delete, as the console shows it.
            id: String,
        }
        optional {}
    }

    /// Changes the definition of a data object.
    write Post "/api/v3/metadata/update-model"
    fn update_model(UpdateModel) -> FunctionModel {
        required {
            /// Settings of the console's detail page, as JSON.
            config: Map<String, Value>,
            /// Order in which the fields are shown.
            field_order: String,
            /// What the data object describes: one of the built-in subjects, or something of your own.
            r#type: FunctionModelType,
            /// Key of the console menu the data object appears under.
            parent_key: String,
            /// Whether the data object is in use.
            enable: bool,
            /// What the data object is for, in words.
            description: String [Nullable],
            /// Display name of the data object.
            name: String,
            /// ID of the data object to change.
            id: String,
        }
        optional {
            /// Key of the field displayed to represent a row.
            show_field_key: String,
        }
    }

    /// Adds a field to a data object, with its display and validation rules.
    write Post "/api/v3/metadata/create-field"
    fn create_field(CreateField) -> FunctionModelField {
        required {
            /// Whether the personal center shows the field; only meaningful for the data object of users.
            user_visible: bool,
            /// Condition on the related rows that may be chosen.
            relation_optional_range: MetadataCondition,
            /// Key of the related data's field that is displayed for it.
            relation_show_key: String,
            /// Whether one row may be related to several others (1-N).
            relation_multiple: bool,
            /// Data that a relation field points to.
            relation_type: String,
            /// Whether users can log in with the field's value; only meaningful for the data object of users.
            for_login: bool,
            /// Whether fuzzy search covers the field.
            fuzzy_search: bool,
            /// Option of the drop-down menu.
            drop_down: DropDownItem,
            /// Number of the display format the console applies; upstream does not list the numbers.
            format: i64,
            /// Regular expression that text values must match.
            regexp: String,
            /// Smallest number allowed, or for a date field the earliest date.
            min: f64,
            /// Largest number allowed, or for a date field the latest date.
            max: f64,
            /// Largest number of characters in a text value.
            max_length: i64,
            /// Whether no two rows may have the same value.
            unique: bool,
            /// Whether every row must have a value.
            require: bool,
            /// Value a row gets when none is given, of the field's type.
            default: Value,
            /// Hint displayed next to the field.
            help: String,
            /// Whether the value can be edited.
            editable: bool,
            /// Whether the field is displayed.
            show: bool,
            /// Kind of value, as a number: text, number, date, relation and so on.
            r#type: i64 [Range(1..=9)],
            /// Key of the field, the name its values have in a row's data.
            key: String,
            /// Display name of the field.
            name: String,
            /// ID of the data object that gets the field.
            model_id: String,
        }
        optional {}
    }

    /// Changes the display and validation rules of a data object's field.
    ///
    /// The request has neither the key nor the type of the field, so these stay as they are.
    write Post "/api/v3/metadata/update-field"
    fn update_field(UpdateField) -> FunctionModelField {
        required {
            /// Whether the personal center shows the field; only meaningful for the data object of users.
            user_visible: bool,
            /// Conditions on the related rows that may be chosen.
            relation_optional_range: RelationOptionalRange,
            /// Key of the related data's field that is displayed for it.
            relation_show_key: String,
            /// Whether users can log in with the field's value; only meaningful for the data object of users.
            for_login: bool,
            /// Whether fuzzy search covers the field.
            fuzzy_search: bool,
            /// Options of the drop-down menu; plain strings here, unlike when creating a field.
            drop_down: Vec<String>,
            /// Number of the display format the console applies; upstream does not list the numbers.
            format: i64,
            /// Regular expression that text values must match.
            regexp: String,
            /// Smallest number allowed, or for a date field the earliest date.
            min: f64,
            /// Largest number allowed, or for a date field the latest date.
            max: f64,
            /// Largest number of characters in a text value.
            max_length: i64,
            /// Whether no two rows may have the same value.
            unique: bool,
            /// Whether every row must have a value.
            require: bool,
            /// Value a row gets when none is given, of the field's type.
            default: Value,
            /// Hint displayed next to the field.
            help: String,
            /// Whether the value can be edited.
            editable: bool,
            /// Whether the field is displayed.
            show: bool,
            /// Display name of the field.
            name: String,
            /// ID of the data object the field belongs to.
            model_id: String,
            /// ID of the field to change.
            id: String,
        }
        optional {}
    }

    /// Removes a field from a data object.
    write Post "/api/v3/metadata/remove-field"
    fn metadata_remove_field(MetadataRemoveField) as "remote_field" -> () {
        required {
            /// ID of the data object the field belongs to.
            model_id: String,
            /// ID of the field to remove.
            id: String,
        }
        optional {}
    }

    /// Lists the fields of a data object.
    read Get "/api/v3/metadata/list-field"
    fn list_field(ListField) -> Vec<FunctionModelField> {
        required {
            /// ID of the data object whose fields are listed.
            model_id: String,
        }
        optional {
            /// Where the request comes from; upstream does not list the values.
            from: String,
        }
    }
}
