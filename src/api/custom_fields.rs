//! Custom fields: fields of users, roles and departments beyond the built-in ones.

use serde_json::{Map, Value};

use crate::api::common::{CustomFieldI18n, CustomFieldI18nOutput, IsSuccess, PrincipalType};
use crate::macros::{enums, inputs, operations, outputs};

operations! {
    /// # Custom fields
    "custom_fields"

    /// Lists all built-in fields of users.
    read Get "/api/v3/get-user-base-fields"
    fn get_user_base_fields(GetUserBaseFields) -> Vec<CustomField> {
        required {}
        optional {}
    }

    /// Lists the built-in fields of users, page by page.
    read Get "/api/v3/list-user-base-fields"
    fn list_user_base_fields(ListUserBaseFields) -> ListCustomFields {
        required {
            /// Type of object whose fields are listed. `GROUP` is not supported.
            target_type: PrincipalType,
            /// Only fields with values of this type. The values differ from those of `CustomFieldDataType`.
            data_type: BaseFieldDataType,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Only fields that are (`true`) or are not (`false`) visible to users.
            user_visible: bool,
            /// Only fields that are (`true`) or are not (`false`) visible to administrators.
            admin_visible: bool,
            /// Only fields with (`true`) or without (`false`) access control.
            access_control: bool,
            /// Text to search for.
            keyword: String,
            /// Language of the search.
            lang: String,
        }
    }

    /// Updates built-in fields of users.
    ///
    /// The data type and uniqueness of a built-in field cannot be changed.
    write Post "/api/v3/set-user-base-fields"
    fn set_user_base_fields(SetUserBaseFields) -> Vec<CustomField>, in_order {
        required {
            /// Built-in fields to update.
            list: Vec<SetUserBaseField> [Items(1..=50)],
        }
        optional {}
    }

    /// Lists all custom fields of users, roles or departments.
    read Get "/api/v3/get-custom-fields"
    fn get_custom_fields(GetCustomFields) -> Vec<CustomField> {
        required {
            /// Type of object whose fields are listed. `GROUP` is not supported.
            target_type: PrincipalType,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Lists the custom fields of users, roles or departments, page by page.
    read Get "/api/v3/list-custom-fields"
    fn list_cust_fields(ListCustFields) -> ListCustomFields {
        required {
            /// Type of object whose fields are listed. `GROUP` is not supported.
            target_type: PrincipalType,
            /// Only fields with values of this type. The values differ from those of `CustomFieldDataType`.
            data_type: BaseFieldDataType,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Only fields that are (`true`) or are not (`false`) visible to users.
            user_visible: bool,
            /// Only fields that are (`true`) or are not (`false`) visible to administrators.
            admin_visible: bool,
            /// Only fields with (`true`) or without (`false`) access control.
            access_control: bool,
            /// Text to search for.
            keyword: String,
            /// Language of the search.
            lang: String,
        }
    }

    /// Creates or updates custom fields of users, roles or departments.
    ///
    /// A field is created if its key does not exist, and updated otherwise. The key, data type and encryption of a
    /// field cannot be changed later.
    write Post "/api/v3/set-custom-fields"
    fn set_custom_fields(SetCustomFields) -> Vec<CustomField>, in_order {
        required {
            /// Custom fields to create or update.
            list: Vec<SetCustomField> [Items(1..=50)],
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Deletes custom fields of users, roles or departments.
    destructive Post "/api/v3/delete-custom-fields"
    fn delete_custom_fields(DeleteCustomFields) -> IsSuccess {
        required {
            /// ID of the tenant.
            tenant_id: String,
            /// Custom fields to delete.
            list: Vec<DeleteCustomField> [Items(1..=50)],
        }
        optional {}
    }

    /// Sets custom data of a user, role, group or department.
    ///
    /// Existing values are replaced, and missing values are added.
    write Post "/api/v3/set-custom-data"
    fn set_custom_data(SetCustomDataRequest) -> IsSuccess {
        required {
            /// Custom fields and their values.
            list: Vec<SetCustomData> [Items(1..=50)],
            /// ID of the user or department, or code of the role or group.
            target_identifier: String,
            /// Type of object that receives the custom data.
            target_type: PrincipalType,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
            /// Code of the permission group of the role. It is not needed for other types of objects.
            namespace: String [RequiredWhen(target_type, "ROLE")],
        }
    }

    /// Gets the custom data of a user, role, group or department.
    ///
    /// The structure of `data` is not documented.
    read Get "/api/v3/get-custom-data"
    fn get_custom_data(GetCustomData) -> Value {
        required {
            /// Type of object that has the custom data.
            target_type: PrincipalType,
            /// ID of the user or department, or code of the role or group.
            target_identifier: String,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String as unenforced,
            /// Code of the permission group of the role. It is not needed for other types of objects.
            namespace: String [RequiredWhen(target_type, "ROLE")],
        }
    }
}

inputs! {
    /// A value of an `ENUM` field.
    CustomFieldSelectOption {
        required {
            /// Value to store, such as `pku`.
            value: String,
            /// Display text of the value.
            label: String as text,
        }
        optional {}
    }

    /// A custom field to delete.
    DeleteCustomField {
        required {
            /// Type of object the field belongs to. `GROUP` is documented as supported here, although
            /// `get_custom_fields` does not support it.
            target_type: PrincipalType,
            /// Key of the field.
            key: String,
        }
        optional {}
    }

    /// A value of a custom field.
    SetCustomData {
        required {
            /// Key of the field.
            key: String,
            /// Value of the field. The operation fails unless this value matches the data type of the field.
            value: String as text,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// A custom field to create or update.
    SetCustomField {
        required {
            /// Type of object the field belongs to. `GROUP` is documented as supported here, although
            /// `get_custom_fields` does not support it.
            target_type: PrincipalType,
            /// Key of the field. It must differ from the keys of built-in fields, and cannot be changed later.
            key: String,
        }
        optional {
            /// Data type of the field, which cannot be changed later.
            data_type: CustomFieldDataType,
            /// Display name of the field.
            label: String,
            /// Description of the field.
            description: String,
            /// Whether to store new values encrypted. This cannot be changed later. The response model documents
            /// `false` as the default.
            encrypted: bool,
            /// Whether values must be unique. This applies only to `STRING` and `NUMBER` fields. The response model
            /// documents `false` as the default.
            is_unique: bool,
            /// Whether users can edit the value. The response model documents `false` as the default.
            user_editable: bool,
            /// Whether the console shows the field in the details of the user, department or role. The response model
            /// documents `true` as the default.
            visible_in_admin_console: bool,
            /// Whether the personal center shows the field. API responses are not affected. The response model
            /// documents `true` as the default.
            visible_in_user_center: bool,
            /// Validation rules, as objects with the fields `type` (such as `UNIQUE`), `content` and `error` (the
            /// message). Responses do not contain them.
            validate_rules: Vec<Map<String, Value>>,
            /// IDs of applications. Responses do not contain them.
            app_ids: Vec<String>,
            /// Whether to mask the values of the field. Responses do not contain this setting.
            desensitization: bool,
            /// Values to choose from, for an `ENUM` field.
            options: Vec<CustomFieldSelectOption>,
            /// Display names of the field in other languages.
            i18n: CustomFieldI18n,
        }
    }

    /// A built-in field of users to update.
    SetUserBaseField {
        required {
            /// Key of the built-in field.
            key: String,
        }
        optional {
            /// Display name of the field.
            label: String,
            /// Description of the field.
            description: String,
            /// Whether users can edit the value.
            user_editable: bool,
            /// Whether the console shows the field in the details of the user.
            visible_in_admin_console: bool,
            /// Whether the personal center shows the field. API responses are not affected.
            visible_in_user_center: bool,
            /// Display names of the field in other languages.
            i18n: CustomFieldI18n,
        }
    }
}

outputs! {
    /// Numbers of fields.
    CountCustomFields {
        /// Total number of fields.
        all: i64,
        /// Number of fields visible to users.
        user_visible: i64,
        /// Number of fields visible to administrators.
        admin_visible: i64,
    }

    /// A custom or built-in field.
    CustomField {
        /// Type of object the field belongs to.
        target_type: PrincipalType,
        /// Time of creation, as an ISO 8601 date-time such as `2022-03-17T05:23:01.567Z`. It is present only for custom
        /// fields.
        created_at: String,
        /// Data type of the field, which cannot be changed later.
        data_type: CustomFieldDataType,
        /// Key of the field. It must differ from the keys of built-in fields, and cannot be changed later.
        key: String,
        /// Display name of the field.
        label: String,
        /// Description of the field.
        description: String,
        /// Whether new values are stored encrypted. This cannot be changed later.
        encrypted: bool,
        /// Whether values must be unique. This applies only to `STRING` and `NUMBER` fields.
        is_unique: bool,
        /// Whether users can edit the value. Fields such as email and phone also require verification.
        user_editable: bool,
        /// Whether the console shows the field in the details of the user, department or role.
        visible_in_admin_console: bool,
        /// Whether the personal center shows the field. API responses are not affected.
        visible_in_user_center: bool,
        /// Display names of the field in other languages.
        i18n: Option<CustomFieldI18nOutput>,
        /// Values to choose from, for an `ENUM` field.
        options: Vec<CustomFieldSelectOptionOutput>,
    }

    /// A value of an `ENUM` field.
    CustomFieldSelectOptionOutput {
        /// Stored value, such as `pku`.
        value: String,
        /// Display text of the value.
        label: String,
    }

    /// A page of fields.
    ListCustomFields, page list: CustomField {
        /// Numbers of fields, in total and by visibility.
        count: Option<CountCustomFields>,
        /// Items on this page.
        list: Vec<CustomField>,
    }
}

enums! {
    /// Data type of a custom field.
    CustomFieldDataType {
        /// A string.
        String = "STRING",
        /// A number.
        Number = "NUMBER",
        /// A date.
        Datetime = "DATETIME",
        /// True or false.
        Boolean = "BOOLEAN",
        /// One of the values in `options`.
        Enum = "ENUM",
    }

    /// Data type by which listed fields are filtered.
    BaseFieldDataType {
        /// A string.
        String = "STRING",
        /// A number.
        Number = "NUMBER",
        /// A date.
        Datetime = "DATETIME",
        /// True or false.
        Boolean = "BOOLEAN",
        Object = "OBJECT",
        Select = "SELECT",
    }
}
