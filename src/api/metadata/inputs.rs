//! Nested input types.

use serde_json::Value;

use crate::macros::inputs;

inputs! {
    /// A condition on a field, for searching rows.
    MetadataCondition {
        required {
            /// Key of the field to compare.
            key: String,
            /// Value to compare with.
            value: Value,
            /// Comparison operator: `eq` (equal), `ne` (not equal), `co` (contains), `gt` (greater), `lt` (less), `lte`
            /// (less or equal), `gte` (greater or equal) or `in` (array contains).
            operator: String,
        }
        optional {}
    }

    /// An option of a field's drop-down menu.
    DropDownItem {
        required {
            /// ID of the option.
            key: String,
            /// Name of the option.
            label: String as text,
        }
        optional {}
    }

    /// A relation field to expand, and the fields of the related data to return.
    Expand {
        required {
            /// Key of the relation field.
            field: String,
            /// Fields of the related data to return.
            select: Vec<String>,
        }
        optional {}
    }

    /// The range of related data that can be selected in a relation field.
    RelationOptionalRange {
        required {
            /// How multiple conditions combine: `and` or `or`.
            conjunction: String,
            /// Condition on the related data.
            conditions: MetadataCondition,
        }
        optional {}
    }

    /// A row and a field of a data object, which restrict a search to related data.
    Scope {
        required {
            /// ID of the data object.
            model_id: String,
            /// ID of the row.
            id: String,
            /// ID of the field.
            field_id: String,
        }
        optional {}
    }
}
