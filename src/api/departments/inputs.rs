//! Nested inputs of the department operations.

use serde_json::Value;

use super::{DepartmentFilterOperator, DepartmentSortField};
use crate::api::common::{Gender, SortOrder};
use crate::macros::inputs;

inputs! {
    /// A sort key of a department search.
    DepartmentSorting {
        required {
            /// Field to sort by.
            field: DepartmentSortField,
            /// Sort direction.
            order: SortOrder,
        }
        optional {}
    }

    /// A condition of a department search.
    SearchDepartmentsFilterItem {
        required {
            /// Field to test. Times are compared as timestamps; the unit is not documented. Known values: `updatedAt`,
            /// `createdAt`, `name`.
            field: String,
            /// Comparison to apply; `GREATER` and `LESSER` include equality.
            operator: DepartmentFilterOperator,
        }
        optional {
            /// Value to compare with. Its type depends on `field`.
            value: Value,
        }
    }

    /// A member of a department tree to create.
    UserInfo {
        required {}
        optional {
            /// Username, which is unique in the user pool.
            username: String,
            /// Email address, which is case-insensitive.
            email: String,
            /// Phone number without the country code. Numbers outside mainland China also need `phone_country_code`.
            phone: String,
            /// Country code of the phone number, such as `+86`. It is optional for mainland China. International
            /// numbers require an SMS service configured in the console.
            phone_country_code: String,
            /// Real name of the user, which need not be unique.
            name: String,
            /// Gender of the user.
            gender: Gender,
            /// Country of the user, such as `CN`.
            country: String,
            /// Province of the user, such as `BJ`.
            province: String,
            /// City of the user, such as `BJ`.
            city: String,
        }
    }
}
