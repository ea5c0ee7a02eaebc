//! Metadata: data objects and fields.

use serde_json::{Map, Value};

use super::{
    DropDownItem, FunctionModel, FunctionModelDataType, FunctionModelField, FunctionModelType, MetadataCondition,
    RelationOptionalRange,
};
use crate::macros::operations;
use crate::value::OneOf;

operations! {
    /// # Metadata: models and fields
    "metadata"

    /// Creates a data object.
    write Post "/api/v3/metadata/create-model"
    fn create_model(CreateModel) -> FunctionModel {
        required {
            /// Key of the parent menu; an empty string for none.
            parent_key: String as text,
            /// Whether the data object is enabled. Defaults to `true`.
            enable: bool as nullable,
            /// What the data object describes.
            r#type: FunctionModelType,
            /// Description of the data object.
            description: String as nullable text,
            /// Name of the data object.
            name: String,
        }
        optional {
            /// Structure of the rows. Defaults to `list`.
            data_type: FunctionModelDataType,
        }
    }

    /// Gets a data object.
    ///
    /// The response does not include `show_field_key`, which the OpenAPI document of the live service requires in
    /// `update_model`.
    read Get "/api/v3/metadata/get-model"
    fn get_model(GetModel) -> FunctionModel {
        required {
            /// ID of the data object, as shown in the console.
            id: String,
        }
        optional {}
    }

    /// Lists the data objects.
    ///
    /// The list is documented next to `statusCode` instead of in `data`, unlike in the other operations. Both forms are
    /// accepted, and the response is returned as JSON.
    read Get "/api/v3/metadata/list-model"
    fn list_model(ListModel) -> Value, in_body {
        required {}
        optional {}
    }

    /// Deletes a data object.
    destructive Post "/api/v3/metadata/remove-model"
    fn remove_model(RemoveModel) -> () {
        required {
            /// ID of the data object, as shown in the console.
            id: String,
        }
        optional {}
    }

    /// Updates a data object.
    write Post "/api/v3/metadata/update-model"
    fn update_model(UpdateModel) -> FunctionModel {
        required {
            /// Configuration of the details page.
            config: Map<String, Value>,
            /// Order of the fields. The format is not documented.
            field_order: String as text,
            /// What the data object describes.
            r#type: FunctionModelType,
            /// Key of the parent menu; an empty string for none.
            parent_key: String as text,
            /// Whether the data object is enabled.
            enable: bool,
            /// Description of the data object.
            description: String as nullable text,
            /// Name of the data object.
            name: String,
            /// ID of the data object.
            id: String,
        }
        optional {
            /// Key of the field to display. The OpenAPI document of the live service declares it as required, although
            /// `get_model` does not return it.
            show_field_key: String,
        }
    }

    /// Adds a field to a data object.
    ///
    /// The OpenAPI document of the live service also requires `userEditable`, `showTenant`, `cooperatorEditable`,
    /// `accept` and `size`, and declares `type` as a word such as `Text`.
    write Post "/api/v3/metadata/create-field"
    fn create_field(CreateField) -> FunctionModelField {
        required {
            /// Whether the personal center displays the field. This is only meaningful for the data object of users.
            /// Defaults to `false`.
            user_visible: bool,
            /// Condition on the related data that can be selected.
            relation_optional_range: MetadataCondition,
            /// Key of the field of the related data to display.
            relation_show_key: String as text,
            /// Whether the relation is one-to-many. Defaults to `false`.
            relation_multiple: bool,
            /// Type of the relation.
            relation_type: String as text,
            /// Whether users can log in with the field. This is only meaningful for the data object of users. Defaults
            /// to `false`.
            for_login: bool,
            /// Whether the field supports fuzzy search. Defaults to `false`.
            fuzzy_search: bool,
            /// Option of the drop-down menu.
            drop_down: DropDownItem,
            /// Number of the display format in the front end. `0`: the raw value. `31` to `34`: one to four decimal
            /// places. `35`: thousands separators, `36`: the same with decimals. `37`: percentage, `38`: the same with
            /// decimals. `50`: `YYYY/MM/DD HH:mm:ss`, `51`: `YYYY/MM/DD`, `52`: `YYYY/MM/DD HH:mm`, `53`: `YYYY-MM-DD`,
            /// `54`: `YYYY-MM-DD HH:mm`, `55`: `MM-DD`, `56`: `MM/DD/YYYY`, `57`: `DD/MM/YYYY`.
            format: i64,
            /// Regular expression that text values must match.
            regexp: String as text,
            /// Smallest allowed number of a number field, or start date of a date field.
            min: f64,
            /// Largest allowed number of a number field, or end date of a date field.
            max: f64,
            /// Maximum length of a text value.
            max_length: i64,
            /// Whether values must be unique.
            unique: bool,
            /// Whether a value is required.
            require: bool,
            /// Default value of the field, as any JSON value.
            default: Value,
            /// Help text of the field.
            help: String as text,
            /// Whether the field can be edited.
            editable: bool,
            /// Whether to display the field.
            show: bool,
            /// Type of the field, as a number or by name: `1` or `Text` (a single line), `2` or `Textarea` (several
            /// lines), `3` or `Number`, `4` or `Boolean`, `5` or `Date`, `6` or `Enum`, `7` or `Relation`, `8` or
            /// `ReverseRelation` (the other side of a relation), `9` or `Array`. The documents disagree: the OpenAPI
            /// document of the live service takes names.
            r#type: OneOf<i64, String> [Range(1..=9)],
            /// Key of the field.
            key: String,
            /// Name of the field.
            name: String,
            /// ID of the data object.
            model_id: String,
        }
        optional {}
    }

    /// Updates a field of a data object.
    ///
    /// The key and the type of the field do not change, because the request has no parameters for them.
    write Post "/api/v3/metadata/update-field"
    fn update_field(UpdateField) -> FunctionModelField {
        required {
            /// Whether the personal center displays the field. This is only meaningful for the data object of users.
            /// Defaults to `false`.
            user_visible: bool,
            /// Range of the related data that can be selected.
            relation_optional_range: RelationOptionalRange,
            /// Key of the field of the related data to display.
            relation_show_key: String as text,
            /// Whether users can log in with the field. This is only meaningful for the data object of users. Defaults
            /// to `false`.
            for_login: bool,
            /// Whether the field supports fuzzy search. Defaults to `false`.
            fuzzy_search: bool,
            /// Options of the drop-down menu, as strings, whereas `create_field` takes an object.
            drop_down: Vec<String>,
            /// Number of the display format in the front end. `0`: the raw value. `31` to `34`: one to four decimal
            /// places. `35`: thousands separators, `36`: the same with decimals. `37`: percentage, `38`: the same with
            /// decimals. `50`: `YYYY/MM/DD HH:mm:ss`, `51`: `YYYY/MM/DD`, `52`: `YYYY/MM/DD HH:mm`, `53`: `YYYY-MM-DD`,
            /// `54`: `YYYY-MM-DD HH:mm`, `55`: `MM-DD`, `56`: `MM/DD/YYYY`, `57`: `DD/MM/YYYY`.
            format: i64,
            /// Regular expression that text values must match.
            regexp: String as text,
            /// Smallest allowed number of a number field, or start date of a date field.
            min: f64,
            /// Largest allowed number of a number field, or end date of a date field.
            max: f64,
            /// Maximum length of a text value.
            max_length: i64,
            /// Whether values must be unique.
            unique: bool,
            /// Whether a value is required.
            require: bool,
            /// Default value of the field, as any JSON value.
            default: Value,
            /// Help text of the field.
            help: String as text,
            /// Whether the field can be edited.
            editable: bool,
            /// Whether to display the field.
            show: bool,
            /// Name of the field.
            name: String,
            /// ID of the data object.
            model_id: String,
            /// ID of the field.
            id: String,
        }
        optional {}
    }

    /// Removes a field from a data object.
    destructive Post "/api/v3/metadata/remove-field"
    fn metadata_remove_field(MetadataRemoveField) as "remote_field" -> () {
        required {
            /// ID of the data object.
            model_id: String,
            /// ID of the field.
            id: String,
        }
        optional {}
    }

    /// Lists the fields of a data object.
    read Get "/api/v3/metadata/list-field"
    fn list_field(ListField) -> Vec<FunctionModelField> {
        required {
            /// ID of the data object.
            model_id: String,
        }
        optional {
            /// Source of the request. The OpenAPI document of the live service declares it as required. The values are
            /// not documented.
            from: String,
        }
    }
}
