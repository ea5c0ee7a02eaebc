//! What these calls take.

use serde_json::Value;

use super::{DepartmentFilterOperator, DepartmentSortField};
use crate::api::common::{Gender, SortOrder};
use crate::table::inputs;

inputs! {
    /// One sort key of a department search.
    DepartmentSorting {
        required {
            /// Property of the departments to sort by.
            field: DepartmentSortField,
            /// Direction to sort this property in.
            order: SortOrder,
        }
        optional {}
    }

    /// One condition of a department search.
    SearchDepartmentsFilterItem {
        required {
            /// Property of the departments to test; times are compared as timestamps. Known values: `updatedAt`,
            /// `createdAt`, `name`.
            field: String,
            /// How the property is compared with `value`; `GREATER` and `LESSER` include equality.
            operator: DepartmentFilterOperator,
        }
        optional {
            /// Value to compare with; its type follows from `field` and `operator`.
            value: Value,
        }
    }

    /// A member of a department tree to create.
    UserInfo {
        required {}
        optional {
            /// Login name of the user, unique in the user pool.
            username: String,
            /// Mail address of the user; upper and lower case are the same.
            email: String,
            /// Phone number without country code; numbers outside mainland China also need `phoneCountryCode`.
            phone: String,
            /// Calling code of the phone number's country, such as `+86`; needed outside mainland China.
            phone_country_code: String,
            /// Real name of the user; need not be unique.
            name: String,
            /// Gender of the user.
            gender: Gender,
            /// Country the user lives in, as a code such as `CN`.
            country: String,
            /// Province the user lives in.
            province: String,
            /// City the user lives in.
            city: String,
        }
    }
}
