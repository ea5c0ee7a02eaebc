//! Users.

use serde_json::{Map, Value};

use super::{
    ArchivedUsersListPaging, CreateIdentity, CreateUserInfo, CreateUserOptions, CreateUserOtp, DeleteUsersBatchOptions,
    IsUserExists, ListUsersAdvancedFilterItem, ListUsersOptions, UpdateUserBatchOptions, UpdateUserInfo,
    UpdateUserOptions, UserFieldDecryptReqItem, UserFieldDecryptRespItem,
};
use crate::api::common::{Gender, IsSuccess, ResignUserData, User, UserIdType, UserPaging, UserStatus};
use crate::macros::operations;

operations! {
    /// # Users
    "users"

    /// Lists the users of the user pool, page by page, with optional search and filters.
    ///
    /// `keywords` is a fuzzy search, `advanced_filter` tests basic fields, custom fields, departments, identities or
    /// the applications that users have logged in to, and `search_query` is an Elasticsearch query. Set `options.sort`
    /// when paging through all users, so that the order is stable.
    ///
    /// Fails with status 400 if a filter or the page is malformed, or the page size is above 50.
    read Post "/api/v3/list-users"
    fn list_users(ListUsers) -> UserPaging {
        required {}
        optional {
            /// Text to search for in the fields listed in `options.fuzzy_search_on`.
            keywords: String,
            /// Conditions on fields of the users, in any combination.
            advanced_filter: Vec<ListUsersAdvancedFilterItem>,
            /// Query in the Elasticsearch query language, an object with `query` and `sort`.
            search_query: Map<String, Value>,
            /// Paging, sorting, fields to search, and what to include in the response.
            options: ListUsersOptions,
        }
    }

    /// Lists the users of the user pool, page by page, with simple filters.
    ///
    /// This operation is deprecated upstream; use `list_users` instead.
    read Get "/api/v3/list-users"
    fn list_users_legacy(ListUsersLegacy) -> UserPaging {
        required {}
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Only users with this account status.
            status: UserStatus,
            /// Only users created or changed since this time. It is documented as Unix time in seconds, but the
            /// documented example, `1655714763890`, is in milliseconds.
            updated_at_start: i64,
            /// Only users created or changed until this time. It is documented as Unix time in seconds, but the
            /// documented example, `1655714763890`, is in milliseconds. Defaults to the current time.
            updated_at_end: i64,
            /// Whether to include custom data in the response. Defaults to `false`.
            with_custom_data: bool,
            /// Whether to include posts in the response. They are documented as department information. Defaults to
            /// `false`.
            with_post: bool,
            /// Whether to include identities in the response. Defaults to `false`.
            with_identities: bool,
            /// Whether to include department IDs in the response. Defaults to `false`.
            with_department_ids: bool,
            /// Whether to include the expiry time of the user's password in the response. Defaults to `false`.
            with_user_password_expire_time: bool,
        }
    }

    /// Gets a user.
    ///
    /// Fails with status 404 if the user does not exist.
    read Get "/api/v3/get-user"
    fn get_user(GetUser) -> User {
        required {
            /// ID of the user, interpreted according to `user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Type of identifier given in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
            /// Whether to return custom fields as a flat object. Defaults to `false`.
            flat_custom_data: bool,
            /// Whether to include custom data in the response. Defaults to `false`.
            with_custom_data: bool,
            /// Whether to include posts in the response. They are documented as department information. Defaults to
            /// `false`.
            with_post: bool,
            /// Whether to include identities in the response. Defaults to `false`.
            with_identities: bool,
            /// Whether to include department IDs in the response. Defaults to `false`.
            with_department_ids: bool,
            /// Whether to include the IDs of the user's tenants in the response.
            with_tenant_ids: bool,
        }
    }

    /// Gets several users by their IDs.
    ///
    /// Fails with status 400 if `user_ids` is malformed.
    read Get "/api/v3/get-user-batch"
    fn get_user_batch(GetUserBatch) -> Vec<User> {
        required {
            /// IDs of the users, interpreted according to `user_id_type`. By default, these are GenAuth user IDs.
            user_ids: Vec<String> [Items(1..=50)],
        }
        optional {
            /// Type of identifier given in `user_ids`. Defaults to `user_id`.
            user_id_type: UserIdType,
            /// Whether to include custom data in the response. Defaults to `false`.
            with_custom_data: bool,
            /// Whether to return custom fields as a flat object. Defaults to `false`.
            flat_custom_data: bool,
            /// Whether to include identities in the response. Defaults to `false`.
            with_identities: bool,
            /// Whether to include department IDs in the response. Defaults to `false`.
            with_department_ids: bool,
            /// Whether to include the IDs of the user's tenants in the response.
            with_tenant_ids: bool,
        }
    }

    /// Decrypts encrypted fields of users.
    ///
    /// The request contains the private key of the data encryption.
    read Post "/api/v3/users/field/decrypt"
    fn user_field_decrypt(UserFieldDecrypt) -> Vec<UserFieldDecryptRespItem>, in_order {
        required {
            /// Encrypted values to decrypt.
            data: Vec<UserFieldDecryptReqItem>,
            /// Private key of the data encryption, from the console's security settings, under data security.
            private_key: String as secret,
        }
        optional {}
    }

    /// Creates a user.
    ///
    /// `email`, `phone`, `username` and `external_id` must be unique in the user pool. A password is not required. The
    /// operation runs with administrator privileges, so no verification code or other security check is required.
    ///
    /// Fails with status 400 if `email` is malformed or `phone` is empty.
    ///
    /// Seen on Authing: `username` and `nickname` alone are enough.
    write Post "/api/v3/create-user"
    fn create_user(CreateUser) -> User {
        required {}
        optional {
            /// Status of the account. Defaults to `Activated`.
            status: UserStatus,
            /// Email address, unique in the user pool and not case-sensitive.
            email: String [AnyOf(email, phone, username)],
            /// Phone number without country code, unique in the user pool. The country code goes in
            /// `phone_country_code`.
            phone: String,
            /// Country calling code of `phone`, such as `+86`. It is needed for numbers outside mainland China. Text
            /// messages to such numbers require an international SMS service, configured in the console.
            phone_country_code: String,
            /// Login name, unique in the user pool.
            username: String,
            /// ID of the user in an external system, unique in the user pool.
            external_id: String,
            /// Real name of the user, which need not be unique.
            name: String,
            /// Nickname of the user.
            nickname: String,
            /// URL of the user's profile picture.
            photo: String,
            /// Gender of the user. Defaults to `U`.
            gender: Gender,
            /// Whether `email` is verified.
            email_verified: bool,
            /// Whether `phone` is verified.
            phone_verified: bool,
            /// Date of birth, such as `2022-06-03`.
            birthdate: String,
            /// Country of the user, such as `CN`.
            country: String,
            /// Province of the user, such as `BJ`.
            province: String,
            /// City of the user, such as `BJ`.
            city: String,
            /// Address of the user.
            address: String,
            /// Street address of the user.
            street_address: String,
            /// Postal code of the user's address.
            postal_code: String,
            /// Company the user works for.
            company: String,
            /// User agent of the browser used for the last login.
            browser: String,
            /// Device used for the last login, such as `iOS`.
            device: String,
            /// Given name of the user.
            given_name: String,
            /// Family name of the user.
            family_name: String,
            /// Middle name of the user.
            middle_name: String,
            /// Profile of the user, although documented as the preferred username, such as `alice`.
            profile: String,
            /// Username the user prefers, such as `alice`.
            preferred_username: String,
            /// URL of the user's personal website.
            website: String,
            /// Time zone of the user, such as `GMT-08:00`.
            zoneinfo: String,
            /// Locale of the user, such as `af`.
            locale: String,
            /// Full address in standard format, such as `132, My Street, Kingston, New York 12401`.
            formatted: String,
            /// Region of the user, such as `Xinjiang Uyghur Autonomous Region`.
            region: String,
            /// Password of the user: plain text, or encrypted as set in `options.password_encrypt_type`.
            password: String as secret,
            /// Salt used to encrypt `password`.
            salt: String as secret,
            /// IDs of the tenants the user belongs to.
            tenant_ids: Vec<String>,
            /// One-time password authenticator of the user.
            otp: CreateUserOtp,
            /// IDs of the user's departments, interpreted according to `options.department_id_type`.
            department_ids: Vec<String>,
            /// Values of custom fields by key. Each key must first be defined as a custom field of the user pool.
            custom_data: Map<String, Value> [JsonLength(1024)],
            /// Data object values by key. Each key must first be defined in the user pool.
            metadata_source: Map<String, Value>,
            /// Accounts at identity sources to link to the user.
            identities: Vec<CreateIdentity>,
            /// Identity card number of the user.
            identity_number: String,
            /// Options for the password, department IDs and notifications.
            options: CreateUserOptions,
        }
    }

    /// Creates several users.
    ///
    /// `email`, `phone`, `username` and `external_id` must be unique in the user pool. The operation runs with
    /// administrator privileges, so no verification code or other security check is required.
    write Post "/api/v3/create-users-batch"
    fn create_users_batch(CreateUsersBatch) -> Vec<User>, in_order {
        required {
            /// Users to create.
            list: Vec<CreateUserInfo> [Items(1..=50)],
        }
        optional {
            /// Options for passwords, department IDs and notifications, applied to all users.
            options: CreateUserOptions,
        }
    }

    /// Updates a user.
    ///
    /// Fields that are not set keep their values. `email`, `phone`, `username` and `external_id` must be unique in the
    /// user pool. The operation runs with administrator privileges, so no verification code or other security check is
    /// required.
    ///
    /// Fails with status 400 if a field is malformed.
    write Post "/api/v3/update-user"
    fn update_user(UpdateUser) -> User {
        required {
            /// ID of the user, interpreted according to `options.user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Country calling code of `phone`, such as `+86`. It is needed for numbers outside mainland China. Text
            /// messages to such numbers require an international SMS service, configured in the console.
            phone_country_code: String,
            /// Real name of the user, which need not be unique.
            name: String,
            /// Nickname of the user.
            nickname: String,
            /// URL of the user's profile picture.
            photo: String,
            /// ID of the user in an external system, unique in the user pool.
            external_id: String,
            /// Status of the account.
            status: UserStatus,
            /// Whether `email` is verified.
            email_verified: bool,
            /// Whether `phone` is verified.
            phone_verified: bool,
            /// Date of birth, such as `2022-06-03`.
            birthdate: String,
            /// Country of the user, such as `CN`.
            country: String,
            /// Province of the user, such as `BJ`.
            province: String,
            /// City of the user, such as `BJ`.
            city: String,
            /// Address of the user.
            address: String,
            /// Street address of the user.
            street_address: String,
            /// Postal code of the user's address.
            postal_code: String,
            /// Gender of the user.
            gender: Gender,
            /// Login name, unique in the user pool.
            username: String,
            /// Email address, unique in the user pool and not case-sensitive.
            email: String,
            /// Phone number without country code, unique in the user pool. The country code goes in
            /// `phone_country_code`.
            phone: String,
            /// New password: plain text, or encrypted as set in `options.password_encrypt_type`.
            password: String as secret,
            /// Company the user works for.
            company: String,
            /// User agent of the browser used for the last login.
            browser: String,
            /// Device used for the last login, such as `iOS`.
            device: String,
            /// Given name of the user.
            given_name: String,
            /// Family name of the user.
            family_name: String,
            /// Middle name of the user.
            middle_name: String,
            /// Profile of the user, although documented as the preferred username, such as `alice`.
            profile: String,
            /// Username the user prefers, such as `alice`.
            preferred_username: String,
            /// URL of the user's personal website.
            website: String,
            /// Time zone of the user, such as `GMT-08:00`.
            zoneinfo: String,
            /// Locale of the user, such as `af`.
            locale: String,
            /// Full address in standard format, such as `132, My Street, Kingston, New York 12401`.
            formatted: String,
            /// Region of the user, such as `Xinjiang Uyghur Autonomous Region`.
            region: String,
            /// Identity card number of the user.
            identity_number: String,
            /// Values of custom fields by key. Each key must first be defined as a custom field of the user pool.
            custom_data: Map<String, Value>,
            /// Data object values by key. Each key must first be defined as a custom field of the user data object.
            metadata: Map<String, Value>,
            /// Type of the user ID, and options for a password change.
            options: UpdateUserOptions,
        }
    }

    /// Updates several users.
    ///
    /// `email`, `phone`, `username` and `external_id` must be unique in the user pool. The operation runs with
    /// administrator privileges, so no verification code or other security check is required.
    write Post "/api/v3/update-user-batch"
    fn update_user_batch(UpdateUserBatch) -> Vec<User>, in_order {
        required {
            /// Users to update, each with its ID and the new values.
            list: Vec<UpdateUserInfo>,
        }
        optional {
            /// Options for password changes, applied to all users.
            options: UpdateUserBatchOptions,
        }
    }

    /// Deletes several users.
    ///
    /// Seen on Authing: the users are deleted, not archived; `get_user` fails with status 404 directly afterwards.
    /// Fails with status 400 if `user_ids` is malformed.
    destructive Post "/api/v3/delete-users-batch"
    fn delete_users_batch(DeleteUsersBatch) -> IsSuccess {
        required {
            /// IDs of the users, interpreted according to `options.user_id_type`. By default, these are GenAuth user
            /// IDs.
            user_ids: Vec<String> [Items(1..=50)],
        }
        optional {
            /// Type of the user IDs.
            options: DeleteUsersBatchOptions,
        }
    }

    /// Lists the archived users, page by page.
    ///
    /// Fails with status 400 if `page` or `limit` is malformed, or `limit` is above 50.
    read Get "/api/v3/list-archived-users"
    fn list_archived_users(ListArchivedUsers) -> ArchivedUsersListPaging {
        required {}
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Start of the period to list. It is documented as Unix time in seconds, but the documented example,
            /// `1655714763890`, is in milliseconds.
            start_at: i64,
        }
    }

    /// Checks whether a user with the given login name, email address, phone number or external ID exists.
    ///
    /// Fails with status 400 if the parameters are malformed.
    read Post "/api/v3/is-user-exists"
    fn is_user_exists(IsUserExistsRequest) -> IsUserExists, decides {
        required {}
        optional {
            /// Login name to look for.
            username: String,
            /// Email address to look for, which is not case-sensitive.
            email: String,
            /// Phone number to look for, without country code.
            phone: String,
            /// ID in an external system to look for.
            external_id: String,
        }
    }

    /// Marks a user as resigned.
    ///
    /// Deletes the user's authorizations and removes the user from all departments, roles, groups and posts. The basic
    /// data of the user remains, but the account is disabled and cannot log in to applications. This cannot be undone.
    /// To delete the account as well, use `delete_users_batch`.
    destructive Post "/api/v3/resign-user"
    fn resign_user(ResignUser) -> ResignUserData {
        required {
            /// ID of the user, interpreted according to `user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Type of identifier given in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Marks several users as resigned.
    ///
    /// Deletes the users' authorizations and removes the users from all departments, roles, groups and posts. Their
    /// basic data remains, but the accounts are disabled and cannot log in to applications. This cannot be undone. To
    /// delete the accounts as well, use `delete_users_batch`.
    destructive Post "/api/v3/resign-user-batch"
    fn resign_user_batch(ResignUserBatch) -> ResignUserData {
        required {
            /// IDs of the users, interpreted according to `user_id_type`. By default, these are GenAuth user IDs.
            user_ids: Vec<String> [Items(1..=50)],
        }
        optional {
            /// Type of identifier given in `user_ids`. Defaults to `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Searches the users of the user pool by keywords, page by page.
    ///
    /// The operation takes the same parameters as `list_users`.
    read Post "/api/v3/list-users-by-keywords"
    fn list_users_by_keywords(ListUsersByKeywords) -> UserPaging, authing {
        required {}
        optional {
            /// Text to search for in the fields listed in `options.fuzzy_search_on`.
            keywords: String,
            /// Conditions on fields of the users, in any combination.
            advanced_filter: Vec<ListUsersAdvancedFilterItem>,
            /// Query in the Elasticsearch query language, an object with `query` and `sort`.
            search_query: Map<String, Value>,
            /// Paging, sorting, fields to search, and what to include in the response.
            options: ListUsersOptions,
        }
    }

    /// Lists users in batches, with optional search and filters.
    ///
    /// The first request has no `scroll_id`. Each following one has the scroll ID of the previous response, until a
    /// batch has no users. The name of that field in the response is not known; `get_all_metadata_row` calls it
    /// `scrollId`.
    ///
    /// Whether a repeated request returns the same batch is not known, so the operation counts as a write.
    write Post "/api/v3/list-users-by-scroll"
    fn list_users_by_scroll(ListUsersByScroll) -> Value, inferred {
        required {}
        optional {
            /// Text to search for.
            keywords: String,
            /// Conditions on fields of the users, in any combination.
            advanced_filter: Vec<ListUsersAdvancedFilterItem>,
            /// Query in the Elasticsearch query language, an object with `query` and `sort`.
            search_query: Map<String, Value>,
            /// Options such as `sort`, as for `list_users`.
            options: Map<String, Value>,
            /// Scroll ID from the previous response. Whether it belongs here or in `options` is not known.
            scroll_id: String,
        }
    }
}
