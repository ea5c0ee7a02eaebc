//! What these calls take.

use serde_json::Value;

use crate::table::inputs;

inputs! {
    /// One condition on a field, for searching rows.
    MetadataCondition {
        required {
            /// Key of the field to compare.
            key: String,
            /// Value to compare with; an array for `in`.
            value: Value,
            /// How the field is compared with the value. Known values: `eq`, `ne`, `co`, `gt`, `lt`, `lte`, `gte`,
            /// `in`.
            operator: String,
        }
        optional {}
    }

    /// An option of a field's drop-down menu.
    DropDownItem {
        required {
            /// ID of the option, stored as the value.
            key: String,
            /// Text shown for the option.
            label: String,
        }
        optional {}
    }

    /// Asks for details of the data behind one relation field.
    Expand {
        required {
            /// Key of the relation field.
            field: String,
            /// Keys of the related data's fields to answer.
            select: Vec<String>,
        }
        optional {}
    }

    /// Which related rows may be chosen in a relation field.
    RelationOptionalRange {
        required {
            /// How the conditions combine: all must hold, or any one. Known values: `and`, `or`.
            conjunction: String,
            /// Condition that the related rows must meet.
            conditions: MetadataCondition,
        }
        optional {}
    }

    /// Asks for data related to a given row through a given field.
    Scope {
        required {
            /// ID of the data object the row belongs to.
            model_id: String,
            /// ID of the row the data is related to.
            id: String,
            /// ID of the relation field.
            field_id: String,
        }
        optional {}
    }
}
