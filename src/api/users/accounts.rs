//! Users.

use serde_json::{Map, Value};

use super::{
    ArchivedUsersListPaging, CreateIdentity, CreateUserInfo, CreateUserOptions, CreateUserOtp, DeleteUsersBatchOptions,
    IsUserExists, ListUsersAdvancedFilterItem, ListUsersOptions, UpdateUserBatchOptions, UpdateUserInfo,
    UpdateUserOptions, UserFieldDecryptReqItem, UserFieldDecryptRespItem,
};
use crate::api::common::{Gender, IsSuccess, ResignUserData, User, UserIdType, UserPaging, UserStatus};
use crate::table::operations;

operations! {
    /// # Users
    "users"

    /// Lists and searches the users of the user pool, page by page.
    ///
    /// All users come back when nothing is given. `keywords` searches loosely, `advancedFilter` by conditions on
    /// basic fields, custom fields, departments or the applications logged in to, `searchQuery` by a raw query. A
    /// malformed filter or page, or a `limit` above 50, is refused with 400.
    read Post "/api/v3/list-users"
    fn list_users(ListUsers) -> UserPaging {
        required {}
        optional {
            /// Text to search for, in the fields `options.fuzzySearchOn` names.
            keywords: String,
            /// Conditions on fields of the user.
            advanced_filter: Vec<ListUsersAdvancedFilterItem>,
            /// Query in the Elasticsearch language, with `query` and `sort`, run as it is.
            search_query: Map<String, Value>,
            /// Page, sorting, searched fields, and what to return of each user.
            options: ListUsersOptions,
        }
    }

    /// Lists the users of the user pool, page by page, in the old way.
    ///
    /// Use `list_users` instead.
    ///
    /// Deprecated upstream.
    read Get "/api/v3/list-users"
    fn list_users_legacy(ListUsersLegacy) -> UserPaging {
        required {}
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(1..=50)],
            /// State of the accounts to list; absent, all states.
            status: UserStatus,
            /// Only users created or changed at or after this time, in seconds since 1970.
            updated_at_start: i64,
            /// Only users created or changed up to this time, in seconds since 1970; absent means now.
            updated_at_end: i64,
            /// Whether custom data comes along. The server takes absence as `false`.
            with_custom_data: bool,
            /// Whether to return the user's posts too (upstream's text says: department information); absence means
            /// no.
            with_post: bool,
            /// Whether identities come along. The server takes absence as `false`.
            with_identities: bool,
            /// Whether the IDs of departments come along. The server takes absence as `false`.
            with_department_ids: bool,
            /// Whether to return when the user's password expires; absence means no.
            with_user_password_expire_time: bool,
        }
    }

    /// Gets one user.
    read Get "/api/v3/get-user"
    fn get_user(GetUser) -> User {
        required {
            /// ID of the user, of the kind `userIdType` names; absent that, the GenAuth user ID.
            user_id: String,
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
            /// Whether custom fields come flattened instead of nested; absence means no.
            flat_custom_data: bool,
            /// Whether custom data comes along. The server takes absence as `false`.
            with_custom_data: bool,
            /// Whether to return the user's posts too (upstream's text says: department information); absence means
            /// no.
            with_post: bool,
            /// Whether identities come along. The server takes absence as `false`.
            with_identities: bool,
            /// Whether the IDs of departments come along. The server takes absence as `false`.
            with_department_ids: bool,
            /// Whether to return the IDs of the user's tenants too.
            with_tenant_ids: bool,
        }
    }

    /// Gets several users by their IDs.
    ///
    /// Malformed IDs are refused with 400.
    read Get "/api/v3/get-user-batch"
    fn get_user_batch(GetUserBatch) -> Vec<User> {
        required {
            /// IDs of the users, all of the kind `userIdType` names.
            user_ids: Vec<String> [Items(1..=50)],
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
            /// Whether custom data comes along. The server takes absence as `false`.
            with_custom_data: bool,
            /// Whether custom fields come flattened instead of nested; absence means no.
            flat_custom_data: bool,
            /// Whether identities come along. The server takes absence as `false`.
            with_identities: bool,
            /// Whether the IDs of departments come along. The server takes absence as `false`.
            with_department_ids: bool,
            /// Whether to return the IDs of the user's tenants too.
            with_tenant_ids: bool,
        }
    }

    /// Decrypts user fields that the user pool hands out encrypted.
    ///
    /// Needs the private key of the user pool's data encryption, which travels with the request.
    read Post "/api/v3/users/field/decrypt"
    fn user_field_decrypt(UserFieldDecrypt) -> Vec<UserFieldDecryptRespItem> {
        required {
            /// Encrypted fields, one item for each value.
            data: Vec<UserFieldDecryptReqItem>,
            /// Private key of the data encryption, from the console under security settings, data security.
            private_key: String [Secret],
        }
        optional {}
    }

    /// Creates a user.
    ///
    /// One of `email`, `phone` and `username` is needed, else the answer is 400; these and `externalId` are unique
    /// in the user pool. The call acts as an administrator: no verification code is asked for. An email or text
    /// message goes out if `options.sendNotification` asks for one. `customData` must stay under 1024 characters as
    /// JSON.
    write Post "/api/v3/create-user"
    fn create_user(CreateUser) -> User {
        required {}
        optional {
            /// State the new account is to have. The server takes absence as `Activated`.
            status: UserStatus,
            /// Email address, unique in the user pool; upper and lower case count as the same.
            email: String [AnyOf(&["email", "phone", "username"])],
            /// Phone number without country code, unique in the user pool; `phoneCountryCode` takes the code.
            phone: String,
            /// Calling code of the phone number's country, such as `+86`; needed outside mainland China.
            phone_country_code: String,
            /// Login name of the user, unique in the user pool.
            username: String,
            /// ID of the user in a system of your own, unique in the user pool.
            external_id: String,
            /// Real name of the user; need not be unique.
            name: String,
            /// Informal name shown for the user.
            nickname: String,
            /// URL of the user's profile picture.
            photo: String,
            /// Gender of the user, as one letter. The server takes absence as `U`.
            gender: Gender,
            /// Whether the email address counts as verified.
            email_verified: bool,
            /// Whether the phone number counts as verified.
            phone_verified: bool,
            /// Birthday of the user, like `2022-06-03`.
            birthdate: String,
            /// Country the user lives in, usually a code like `CN`.
            country: String,
            /// Province or state the user lives in, like `BJ`.
            province: String,
            /// City the user lives in, like `BJ`.
            city: String,
            /// Address of the user, as free text.
            address: String,
            /// Street and house number of the user's address.
            street_address: String,
            /// Postal code of the user's address.
            postal_code: String,
            /// Company the user works for, as free text.
            company: String,
            /// User agent of the browser last used to log in.
            browser: String,
            /// Kind of device last used to log in, like `iOS`.
            device: String,
            /// First name of the user.
            given_name: String,
            /// Last name of the user.
            family_name: String,
            /// Middle name of the user, if there is one.
            middle_name: String,
            /// OIDC `profile` claim; upstream describes it as a preferred user name, like `preferredUsername`.
            profile: String,
            /// Name the user wants to be called by (OIDC claim `preferred_username`).
            preferred_username: String,
            /// URL of the user's own web page.
            website: String,
            /// Time zone of the user, like `GMT-08:00`.
            zoneinfo: String,
            /// Language of the user, as a code like `af`.
            locale: String,
            /// Whole address on one line, ready to print.
            formatted: String,
            /// Region the user lives in, by its name.
            region: String,
            /// Password of the user: plain text, unless `options.passwordEncryptType` names an encryption.
            password: String [Secret],
            /// Salt that was used to hash `password`, for users moved over with a hashed one.
            salt: String [Secret],
            /// IDs of the tenants the user is to belong to.
            tenant_ids: Vec<String>,
            /// One-time-password authenticator the user already has elsewhere.
            otp: CreateUserOtp,
            /// IDs of the departments to put the user in, of the kind `options.departmentIdType` names.
            department_ids: Vec<String>,
            /// Values of custom fields; each key must first be defined as a custom field in the user pool.
            custom_data: Map<String, Value> [JsonLength(1024)],
            /// Values of the user's data object; each key must first be defined in the user pool.
            metadata_source: Map<String, Value>,
            /// Accounts of external identity sources to attach to the user.
            identities: Vec<CreateIdentity>,
            /// Number of the user's identity card.
            identity_number: String,
            /// Settings for the password, department IDs and notification of the new user.
            options: CreateUserOptions,
        }
    }

    /// Creates several users in one call.
    ///
    /// Each needs one of `email`, `phone` and `username`; these and `externalId` are unique in the user pool. The
    /// call acts as an administrator: no verification code is asked for. Emails or text messages go out if
    /// `options.sendNotification` asks for them.
    write Post "/api/v3/create-users-batch"
    fn create_users_batch(CreateUsersBatch) -> Vec<User> {
        required {
            /// Users to create.
            list: Vec<CreateUserInfo> [Items(1..=50)],
        }
        optional {
            /// Settings for the passwords, department IDs and notifications, the same for all the users.
            options: CreateUserOptions,
        }
    }

    /// Changes a user.
    ///
    /// `email`, `phone`, `username` and `externalId` stay unique in the user pool. The call acts as an
    /// administrator: no verification code is asked for. A malformed field is refused with 400.
    write Post "/api/v3/update-user"
    fn update_user(UpdateUser) -> User {
        required {
            /// ID of the user, of the kind `options.userIdType` names; absent that, the GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Calling code of the phone number's country, such as `+86`; needed outside mainland China.
            phone_country_code: String,
            /// Real name of the user; need not be unique.
            name: String,
            /// Informal name shown for the user.
            nickname: String,
            /// URL of the user's profile picture.
            photo: String,
            /// ID of the user in a system of your own, unique in the user pool.
            external_id: String,
            /// State the account is to have. Upstream names `Activated` as the default even for an update, so state
            /// it.
            status: UserStatus,
            /// Whether the email address counts as verified.
            email_verified: bool,
            /// Whether the phone number counts as verified.
            phone_verified: bool,
            /// Birthday of the user, like `2022-06-03`.
            birthdate: String,
            /// Country the user lives in, usually a code like `CN`.
            country: String,
            /// Province or state the user lives in, like `BJ`.
            province: String,
            /// City the user lives in, like `BJ`.
            city: String,
            /// Address of the user, as free text.
            address: String,
            /// Street and house number of the user's address.
            street_address: String,
            /// Postal code of the user's address.
            postal_code: String,
            /// Gender of the user, as one letter. Upstream names `U` as the default even for an update, so state
            /// it.
            gender: Gender,
            /// Login name of the user, unique in the user pool.
            username: String,
            /// Email address, unique in the user pool; upper and lower case count as the same.
            email: String,
            /// Phone number without country code, unique in the user pool; `phoneCountryCode` takes the code.
            phone: String,
            /// New password: plain text, unless `options.passwordEncryptType` names an encryption.
            password: String [Secret],
            /// Company the user works for, as free text.
            company: String,
            /// User agent of the browser last used to log in.
            browser: String,
            /// Kind of device last used to log in, like `iOS`.
            device: String,
            /// First name of the user.
            given_name: String,
            /// Last name of the user.
            family_name: String,
            /// Middle name of the user, if there is one.
            middle_name: String,
            /// OIDC `profile` claim; upstream describes it as a preferred user name, like `preferredUsername`.
            profile: String,
            /// Name the user wants to be called by (OIDC claim `preferred_username`).
            preferred_username: String,
            /// URL of the user's own web page.
            website: String,
            /// Time zone of the user, like `GMT-08:00`.
            zoneinfo: String,
            /// Language of the user, as a code like `af`.
            locale: String,
            /// Whole address on one line, ready to print.
            formatted: String,
            /// Region the user lives in, by its name.
            region: String,
            /// Number of the user's identity card.
            identity_number: String,
            /// Values of custom fields to set; each key must first be defined as a custom field in the user pool.
            custom_data: Map<String, Value>,
            /// Values of the user's data object to set; each key must first be one of its fields.
            metadata: Map<String, Value>,
            /// Kind of the user ID, and settings for a changed password.
            options: UpdateUserOptions,
        }
    }

    /// Changes several users in one call.
    ///
    /// `email`, `phone`, `username` and `externalId` stay unique in the user pool. The call acts as an
    /// administrator: no verification code is asked for.
    write Post "/api/v3/update-user-batch"
    fn update_user_batch(UpdateUserBatch) -> Vec<User> {
        required {
            /// Users to change, each with its ID and the new values.
            list: Vec<UpdateUserInfo>,
        }
        optional {
            /// Settings for changed passwords, the same for all the users.
            options: UpdateUserBatchOptions,
        }
    }

    /// Deletes users.
    ///
    /// Malformed IDs are refused with 400.
    write Post "/api/v3/delete-users-batch"
    fn delete_users_batch(DeleteUsersBatch) -> IsSuccess {
        required {
            /// IDs of the users to delete, of the kind `options.userIdType` names.
            user_ids: Vec<String> [Items(1..=50)],
        }
        optional {
            /// Kind of the user IDs.
            options: DeleteUsersBatchOptions,
        }
    }

    /// Lists the archived users, page by page.
    ///
    /// A malformed `page` or `limit`, or a `limit` above 50, is refused with 400.
    read Get "/api/v3/list-archived-users"
    fn list_archived_users(ListArchivedUsers) -> ArchivedUsersListPaging {
        required {}
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(1..=50)],
            /// Start of the period to list, in milliseconds since 1970 (upstream's text says seconds, its sample is
            /// in milliseconds). Absent, no limit.
            start_at: i64,
        }
    }

    /// Tells whether there is a user with a given name, address, number or external ID.
    ///
    /// Without any of them the call is refused with 400.
    read Post "/api/v3/is-user-exists"
    fn is_user_exists(IsUserExistsRequest) -> IsUserExists {
        required {}
        optional {
            /// Login name to look for.
            username: String,
            /// Email address to look for, in upper or lower case.
            email: String,
            /// Phone number to look for, without country code.
            phone: String,
            /// ID in a system of your own to look for.
            external_id: String,
        }
    }

    /// Marks a user as having left the company.
    ///
    /// Grants, departments, roles, groups and posts of the user are removed; the basic data of the account stays.
    write Post "/api/v3/resign-user"
    fn resign_user(ResignUser) -> ResignUserData {
        required {
            /// ID of the user, of the kind `userIdType` names; absent that, the GenAuth user ID.
            user_id: String,
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Marks several users as having left the company.
    ///
    /// Grants, departments, roles, groups and posts of each user are removed; the basic data of the account stays.
    write Post "/api/v3/resign-user-batch"
    fn resign_user_batch(ResignUserBatch) -> ResignUserData {
        required {
            /// IDs of the users, all of the kind `userIdType` names.
            user_ids: Vec<String> [Items(1..=50)],
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Searches the users of the user pool by keywords, page by page.
    ///
    /// Takes the same as `list_users`. A recent addition upstream, known from one source only.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Post "/api/v3/list-users-by-keywords"
    fn list_users_by_keywords(ListUsersByKeywords) -> UserPaging {
        required {}
        optional {
            /// Text to search for, in the fields `options.fuzzySearchOn` names.
            keywords: String,
            /// Conditions on fields of the user.
            advanced_filter: Vec<ListUsersAdvancedFilterItem>,
            /// Query in the Elasticsearch language, with `query` and `sort`, run as it is.
            search_query: Map<String, Value>,
            /// Page, sorting, searched fields, and what to return of each user.
            options: ListUsersOptions,
        }
    }
}
