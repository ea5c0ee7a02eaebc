//! Custom fields: what a user pool keeps beyond the built-in fields.

use serde_json::{Map, Value};

use crate::api::common::{CustomFieldI18n, CustomFieldI18nOutput, IsSuccess, PrincipalType};
use crate::table::{enums, inputs, operations, outputs};

operations! {
    /// # Custom fields
    "custom_fields"

    /// Lists the built-in fields of users, all at once.
    read Get "/api/v3/get-user-base-fields"
    fn get_user_base_fields(GetUserBaseFields) -> Vec<CustomField> {
        required {}
        optional {}
    }

    /// Lists the built-in fields of users, page by page, with filters.
    read Get "/api/v3/list-user-base-fields"
    fn list_user_base_fields(ListUserBaseFields) -> ListCustomFields {
        required {
            /// Kind of thing whose fields are listed; upstream says groups are not supported here.
            target_type: PrincipalType,
            /// Type of the values of the fields to list; the values differ from those of a field's definition.
            data_type: BaseFieldDataType,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Whether to list fields that users see, or those they do not; absence means both.
            user_visible: bool,
            /// Whether to list fields that administrators see, or those they do not; absence means both.
            admin_visible: bool,
            /// Whether to list fields under access control, or those that are not; absence means both.
            access_control: bool,
            /// Text to search for among the fields.
            keyword: String,
            /// Language the search goes by.
            lang: String,
        }
    }

    /// Changes how built-in fields of users are named and shown.
    ///
    /// The data type and the uniqueness of a built-in field cannot be changed.
    write Post "/api/v3/set-user-base-fields"
    fn set_user_base_fields(SetUserBaseFields) -> Vec<CustomField> {
        required {
            /// Built-in fields to change.
            list: Vec<SetUserBaseField> [Items(1..=50)],
        }
        optional {}
    }

    /// Lists the custom fields of users, roles or departments, all at once.
    read Get "/api/v3/get-custom-fields"
    fn get_custom_fields(GetCustomFields) -> Vec<CustomField> {
        required {
            /// Kind of thing whose fields are listed; upstream says groups are not supported here.
            target_type: PrincipalType,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Lists the custom fields of users, roles or departments, page by page, with filters.
    read Get "/api/v3/list-custom-fields"
    fn list_cust_fields(ListCustFields) -> ListCustomFields {
        required {
            /// Kind of thing whose fields are listed; upstream says groups are not supported here.
            target_type: PrincipalType,
            /// Type of the values of the fields to list; the values differ from those of a field's definition.
            data_type: BaseFieldDataType,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Whether to list fields that users see, or those they do not; absence means both.
            user_visible: bool,
            /// Whether to list fields that administrators see, or those they do not; absence means both.
            admin_visible: bool,
            /// Whether to list fields under access control, or those that are not; absence means both.
            access_control: bool,
            /// Text to search for among the fields.
            keyword: String,
            /// Language the search goes by.
            lang: String,
        }
    }

    /// Defines custom fields of users, roles or departments, or changes them.
    ///
    /// A field whose key is not defined yet is created, any other is updated. Key, data type and encryption of a
    /// field cannot be changed once set.
    write Post "/api/v3/set-custom-fields"
    fn set_custom_fields(SetCustomFields) -> Vec<CustomField> {
        required {
            /// Fields to create or change.
            list: Vec<SetCustomField> [Items(1..=50)],
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Deletes the definitions of custom fields.
    write Post "/api/v3/delete-custom-fields"
    fn delete_custom_fields(DeleteCustomFields) -> IsSuccess {
        required {
            /// ID of the tenant.
            tenant_id: String,
            /// Fields to delete.
            list: Vec<DeleteCustomField> [Items(1..=50)],
        }
        optional {}
    }

    /// Sets values of custom fields of one user, role, group or department.
    ///
    /// A value that exists is replaced, any other is added. Each value must fit the type of its field, or the call
    /// fails.
    write Post "/api/v3/set-custom-data"
    fn set_custom_data(SetCustomDataRequest) -> IsSuccess {
        required {
            /// Fields and the values to set.
            list: Vec<SetCustomData> [Items(1..=50)],
            /// Which one it is: ID of the user or department, or code of the role or group.
            target_identifier: String,
            /// Kind of thing that gets the values.
            target_type: PrincipalType,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
            /// Code of the permission group the role belongs to; only for roles.
            namespace: String [RequiredWhen("targetType", "ROLE")],
        }
    }

    /// Reads the values of the custom fields of one user, role, group or department.
    ///
    /// The values come as JSON, keyed by field.
    read Get "/api/v3/get-custom-data"
    fn get_custom_data(GetCustomData) -> Value {
        required {
            /// ID of the tenant.
            tenant_id: String,
            /// Kind of thing whose values are read.
            target_type: PrincipalType,
            /// Which one it is: ID of the user or department, or code of the role or group.
            target_identifier: String,
        }
        optional {
            /// Code of the permission group the role belongs to; only for roles.
            namespace: String [RequiredWhen("targetType", "ROLE")],
        }
    }
}

inputs! {
    /// A value to choose from, of an `ENUM` field.
    CustomFieldSelectOption {
        required {
            /// Value that is stored, such as `pku`.
            value: String,
            /// Text shown for the value.
            label: String,
        }
        optional {}
    }

    /// Asks for the deletion of one custom field.
    DeleteCustomField {
        required {
            /// Kind of thing the field belongs to.
            target_type: PrincipalType,
            /// Key of the field to delete.
            key: String,
        }
        optional {}
    }

    /// Asks for the value of one custom field.
    SetCustomData {
        required {
            /// Key of the custom field to set.
            key: String,
            /// Value to set, which must fit the type of the field.
            value: String,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Asks for one custom field to be created or changed.
    SetCustomField {
        required {
            /// Kind of thing the field belongs to.
            target_type: PrincipalType,
            /// Key of the field, different from those of built-in fields; fixed once set.
            key: String,
        }
        optional {
            /// Type of the field's values; fixed once set.
            data_type: CustomFieldDataType,
            /// Display name of the field.
            label: String,
            /// What the field is for, in words.
            description: String,
            /// Whether values set from now on are stored encrypted; fixed once set.
            encrypted: bool,
            /// Whether no two may have the same value; only for strings and numbers.
            is_unique: bool,
            /// Whether users can edit the value themselves.
            user_editable: bool,
            /// Whether the console shows the field in the details of its user, department or role.
            visible_in_admin_console: bool,
            /// Whether the personal center shows the field; the API returns it either way.
            visible_in_user_center: bool,
            /// Rules the values are checked by: objects with `type` (such as `UNIQUE`), `content` and the `error`
            /// message.
            validate_rules: Vec<Map<String, Value>>,
            /// IDs of the applications the field is for.
            app_ids: Vec<String>,
            /// Whether the values are masked where they are shown.
            desensitization: bool,
            /// Values to choose from, for an `ENUM` field.
            options: Vec<CustomFieldSelectOption>,
            /// Display names of the field in other languages.
            i18n: CustomFieldI18n,
        }
    }

    /// Asks for changes to one built-in field of users.
    SetUserBaseField {
        required {
            /// Key of the built-in field to change.
            key: String,
        }
        optional {
            /// Display name of the field.
            label: String,
            /// What the field is for, in words.
            description: String,
            /// Whether users can edit the value themselves.
            user_editable: bool,
            /// Whether the console shows the field in the details of a user.
            visible_in_admin_console: bool,
            /// Whether the personal center shows the field; the API returns it either way.
            visible_in_user_center: bool,
            /// Display names of the field in other languages.
            i18n: CustomFieldI18n,
        }
    }
}

outputs! {
    /// How many fields a list has, in all and by who sees them.
    CountCustomFields {
        /// Number of fields in all.
        all: i64,
        /// Number of fields that users see.
        user_visible: i64,
        /// Number of fields that administrators see.
        admin_visible: i64,
    }

    /// The definition of a custom or built-in field.
    CustomField {
        /// Kind of thing the field belongs to.
        target_type: PrincipalType,
        /// When the field was defined, as an ISO 8601 date; absent for a built-in field.
        created_at: String,
        /// Type of the field's values; fixed once set.
        data_type: CustomFieldDataType,
        /// Key of the field, different from those of built-in fields; fixed once set.
        key: String,
        /// Display name of the field.
        label: String,
        /// What the field is for, in words.
        description: String,
        /// Whether values set from now on are stored encrypted; fixed once set.
        encrypted: bool,
        /// Whether no two may have the same value; only for strings and numbers.
        is_unique: bool,
        /// Whether users can edit the value; email, phone and the like also take a verification first.
        user_editable: bool,
        /// Whether the console shows the field in the details of its user, department or role.
        visible_in_admin_console: bool,
        /// Whether the personal center shows the field; the API returns it either way.
        visible_in_user_center: bool,
        /// Display names of the field in other languages.
        i18n: Option<CustomFieldI18nOutput>,
        /// Values to choose from, for an `ENUM` field.
        options: Vec<CustomFieldSelectOptionOutput>,
    }

    /// A value to choose from, of an `ENUM` field.
    CustomFieldSelectOptionOutput {
        /// Value that is stored, such as `pku`.
        value: String,
        /// Text shown for the value.
        label: String,
    }

    /// A page of fields, with counts.
    ListCustomFields, page list: CustomField {
        /// Numbers of fields, in all and by who sees them.
        count: Option<CountCustomFields>,
        /// Fields of the page.
        list: Vec<CustomField>,
    }
}

enums! {
    /// What a custom field holds.
    CustomFieldDataType {
        String = "STRING",
        Number = "NUMBER",
        Datetime = "DATETIME",
        Boolean = "BOOLEAN",
        Enum = "ENUM",
    }

    /// What a basic field holds.
    BaseFieldDataType {
        String = "STRING",
        Number = "NUMBER",
        Datetime = "DATETIME",
        Boolean = "BOOLEAN",
        Object = "OBJECT",
        Select = "SELECT",
    }
}
