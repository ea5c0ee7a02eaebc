//! Public accounts.

use serde_json::{Map, Value};

use super::{
    CreatePublicAccountOptions, CreatePublicAccountOtp, CreatePublicAccountReq, DeletePublicAccountsBatchOptions,
    KickPublicAccountsOptions, ListPublicAccountsAdvancedFilterItem, ListPublicAccountsOptions, PublicAccount,
    PublicAccountPaging, UpdatePublicAccountBatchOptions, UpdatePublicAccountInfo, UpdatePublicAccountOptions,
};
use crate::api::common::{Gender, IsSuccess, UserIdType, UserStatus};
use crate::macros::operations;

operations! {
    /// # Public accounts
    "public_accounts"

    /// Lists or searches public accounts, page by page.
    ///
    /// `keywords` is a fuzzy search, `advanced_filter` compares individual fields, and `search_query` is an
    /// Elasticsearch query. The page is set in `options.pagination`.
    read Post "/api/v3/list-public-accounts"
    fn list_public_accounts(ListPublicAccounts) -> PublicAccountPaging {
        required {}
        optional {
            /// Text for a fuzzy search in the fields listed in `options.fuzzy_search_on`.
            keywords: String,
            /// Conditions on individual fields, in any combination.
            advanced_filter: Vec<ListPublicAccountsAdvancedFilterItem>,
            /// Elasticsearch query, an object with `query` and `sort`.
            search_query: Map<String, Value>,
            /// Options for paging, sorting, the fuzzy search and the fields in the response.
            options: ListPublicAccountsOptions,
        }
    }

    /// Gets a public account.
    ///
    /// The service responds with status code 404 if the account does not exist.
    read Get "/api/v3/get-public-account"
    fn get_public_account(GetPublicAccount) -> PublicAccount {
        required {
            /// ID of the public account, interpreted according to `user_id_type`. By default, this is a GenAuth user
            /// ID.
            user_id: String,
        }
        optional {
            /// Kind of ID in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
            /// Whether to include custom data in the response. Defaults to `false`.
            with_custom_data: bool,
            /// Whether to include department IDs in the response. Defaults to `false`.
            with_department_ids: bool,
        }
    }

    /// Gets several public accounts.
    read Get "/api/v3/get-public-account-batch"
    fn get_public_account_batch(GetPublicAccountBatch) -> Vec<PublicAccount> {
        required {
            /// IDs of the public accounts, interpreted according to `user_id_type`. By default, these are GenAuth user
            /// IDs.
            user_ids: Vec<String> [Items(1..=50)],
        }
        optional {
            /// Kind of ID in `user_ids`. Defaults to `user_id`.
            user_id_type: UserIdType,
            /// Whether to include custom data in the response. Defaults to `false`.
            with_custom_data: bool,
            /// Whether to include department IDs in the response. Defaults to `false`.
            with_department_ids: bool,
        }
    }

    /// Creates a public account.
    ///
    /// At least one of `email`, `phone` and `username` is needed. These and `external_id` must be unique in the user
    /// pool. The operation runs with administrator privileges, so no verification code or other security check is
    /// required.
    write Post "/api/v3/create-public-account"
    fn create_public_account(CreatePublicAccount) -> PublicAccount {
        required {}
        optional {
            /// State of the account. Defaults to `Activated`.
            status: UserStatus,
            /// Email address, unique in the user pool and case-insensitive.
            email: String [AnyOf(email, phone, username)],
            /// Phone number without the country code, unique in the user pool. A number outside mainland China also
            /// needs `phone_country_code`.
            phone: String,
            /// Country calling code of the phone number, such as `+86`. It is optional for numbers in mainland China.
            /// Text messages to other countries need an international SMS service configured in the console.
            phone_country_code: String,
            /// Username of the account, unique in the user pool.
            username: String,
            /// ID of the account in an external system, unique in the user pool.
            external_id: String,
            /// Real name, not necessarily unique.
            name: String,
            /// Nickname.
            nickname: String,
            /// URL of the avatar.
            photo: String,
            /// Gender. Defaults to `U`.
            gender: Gender,
            /// Whether the email address has been verified.
            email_verified: bool,
            /// Whether the phone number has been verified.
            phone_verified: bool,
            /// Date of birth, such as `2022-06-03`.
            birthdate: String,
            /// Country, such as `CN`.
            country: String,
            /// Province, such as `BJ`.
            province: String,
            /// City, such as `BJ`.
            city: String,
            /// Address.
            address: String,
            /// Street address.
            street_address: String,
            /// Postal code, such as `438100`.
            postal_code: String,
            /// Company.
            company: String,
            /// User agent of the browser used for the last login.
            browser: String,
            /// Device used for the last login, such as `iOS`.
            device: String,
            /// Given name.
            given_name: String,
            /// Family name.
            family_name: String,
            /// Middle name.
            middle_name: String,
            /// Personal profile, such as `alice`. It is also documented as the preferred username.
            profile: String,
            /// Preferred username, such as `alice`.
            preferred_username: String,
            /// URL of the personal website.
            website: String,
            /// Time zone, such as `GMT-08:00`.
            zoneinfo: String,
            /// Locale, such as `af`.
            locale: String,
            /// Full address in standard form, such as `132, My Street, Kingston, New York 12401`.
            formatted: String,
            /// Region, such as `Xinjiang Uyghur Autonomous Region`.
            region: String,
            /// Password, in plain text unless `options.password_encrypt_type` is `rsa` or `sm2`.
            password: String as secret,
            /// Salt used to encrypt the password.
            salt: String as secret,
            /// One-time password (OTP) authenticator of the account.
            otp: CreatePublicAccountOtp,
            /// IDs of the departments the account belongs to, interpreted according to `options.department_id_type`.
            department_ids: Vec<String>,
            /// Custom data: values by custom field key. The custom fields must already be defined in the user pool.
            custom_data: Map<String, Value>,
            /// Identity card number.
            identity_number: String,
            /// Options for passwords, department IDs and notifications.
            options: CreatePublicAccountOptions,
        }
    }

    /// Creates several public accounts.
    ///
    /// Each account needs at least one of `email`, `phone` and `username`. These and `external_id` must be unique in
    /// the user pool. The operation runs with administrator privileges, so no verification code or other security check
    /// is required.
    write Post "/api/v3/create-public-accounts-batch"
    fn create_public_accounts_batch(CreatePublicAccountsBatch) -> Vec<PublicAccount>, in_order {
        required {
            /// Public accounts to create.
            list: Vec<CreatePublicAccountReq> [Items(1..=50)],
        }
        optional {
            /// Options for passwords, department IDs and notifications.
            options: CreatePublicAccountOptions,
        }
    }

    /// Changes a public account.
    ///
    /// Fields that are not set keep their values. `email`, `phone`, `username` and `external_id` must be unique in the
    /// user pool. The operation runs with administrator privileges, so no verification code or other security check is
    /// required.
    write Post "/api/v3/update-public-account"
    fn update_public_account(UpdatePublicAccount) -> PublicAccount {
        required {
            /// ID of the public account, interpreted according to `options.user_id_type`. By default, this is a GenAuth
            /// user ID.
            user_id: String,
        }
        optional {
            /// Country calling code of the phone number, such as `+86`. It is optional for numbers in mainland China.
            /// Text messages to other countries need an international SMS service configured in the console.
            phone_country_code: String,
            /// Real name, not necessarily unique.
            name: String,
            /// Nickname.
            nickname: String,
            /// URL of the avatar.
            photo: String,
            /// ID of the account in an external system, unique in the user pool.
            external_id: String,
            /// State of the account.
            status: UserStatus,
            /// Whether the email address has been verified.
            email_verified: bool,
            /// Whether the phone number has been verified.
            phone_verified: bool,
            /// Date of birth, such as `2022-06-03`.
            birthdate: String,
            /// Country, such as `CN`.
            country: String,
            /// Province, such as `BJ`.
            province: String,
            /// City, such as `BJ`.
            city: String,
            /// Address.
            address: String,
            /// Street address.
            street_address: String,
            /// Postal code, such as `438100`.
            postal_code: String,
            /// Gender.
            gender: Gender,
            /// Username of the account, unique in the user pool.
            username: String,
            /// Email address, unique in the user pool and case-insensitive.
            email: String,
            /// Phone number without the country code, unique in the user pool. A number outside mainland China also
            /// needs `phone_country_code`.
            phone: String,
            /// New password, in plain text unless `options.password_encrypt_type` is `rsa` or `sm2`.
            password: String as secret,
            /// Company.
            company: String,
            /// User agent of the browser used for the last login.
            browser: String,
            /// Device used for the last login, such as `iOS`.
            device: String,
            /// Given name.
            given_name: String,
            /// Family name.
            family_name: String,
            /// Middle name.
            middle_name: String,
            /// Personal profile, such as `alice`. It is also documented as the preferred username.
            profile: String,
            /// Preferred username, such as `alice`.
            preferred_username: String,
            /// URL of the personal website.
            website: String,
            /// Time zone, such as `GMT-08:00`.
            zoneinfo: String,
            /// Locale, such as `af`.
            locale: String,
            /// Full address in standard form, such as `132, My Street, Kingston, New York 12401`.
            formatted: String,
            /// Region, such as `Xinjiang Uyghur Autonomous Region`.
            region: String,
            /// Identity card number.
            identity_number: String,
            /// Custom data: values by custom field key. The custom fields must already be defined in the user pool.
            custom_data: Map<String, Value>,
            /// Options for the kind of ID, passwords and notifications.
            options: UpdatePublicAccountOptions,
        }
    }

    /// Changes several public accounts.
    ///
    /// `email`, `phone`, `username` and `external_id` must be unique in the user pool. The operation runs with
    /// administrator privileges, so no verification code or other security check is required.
    write Post "/api/v3/update-public-account-batch"
    fn update_public_account_batch(UpdatePublicAccountBatch) -> Vec<PublicAccount>, in_order {
        required {
            /// Public accounts to change, with their new values.
            list: Vec<UpdatePublicAccountInfo>,
        }
        optional {
            /// Options for passwords and notifications.
            options: UpdatePublicAccountBatchOptions,
        }
    }

    /// Deletes public accounts.
    ///
    /// Seen on Authing: `get_public_account` fails with status 404 directly afterwards.
    destructive Post "/api/v3/delete-public-accounts-batch"
    fn delete_public_accounts_batch(DeletePublicAccountsBatch) -> IsSuccess {
        required {
            /// IDs of the public accounts, interpreted according to `options.user_id_type`. By default, these are
            /// GenAuth user IDs.
            user_ids: Vec<String> [Items(1..=50)],
        }
        optional {
            /// Options for the kind of ID.
            options: DeletePublicAccountsBatchOptions,
        }
    }

    /// Forces a public account to log out of applications.
    destructive Post "/api/v3/kick-public-accounts"
    fn kick_public_accounts(KickPublicAccounts) -> IsSuccess {
        required {
            /// IDs of the applications.
            app_ids: Vec<String> [Items(1..=50)],
            /// ID of the public account, interpreted according to `options.user_id_type`. By default, this is a GenAuth
            /// user ID.
            user_id: String,
        }
        optional {
            /// Options for the kind of ID.
            options: KickPublicAccountsOptions,
        }
    }

    /// Converts a personal account into a public account.
    ///
    /// The response is documented both with and without `data`.
    destructive Post "/api/v3/transfer-into-public-account"
    fn change_into_public_account(ChangeIntoPublicAccount) -> IsSuccess {
        required {
            /// ID of the personal account.
            user_id: String,
        }
        optional {}
    }

    /// Lists the public accounts bound to a user.
    read Get "/api/v3/get-public-accounts-of-user"
    fn get_public_accounts_of_user(GetPublicAccountsOfUser) -> PublicAccountPaging {
        required {
            /// ID of the user.
            user_id: String,
        }
        optional {}
    }

    /// Lists the users bound to a public account.
    ///
    /// The users are documented with the type of public accounts.
    read Get "/api/v3/get-users-of-public-account"
    fn get_users_of_public_account(GetUsersOfPublicAccount) -> PublicAccountPaging {
        required {
            /// ID of the public account.
            public_account_id: String,
        }
        optional {}
    }

    /// Binds several users to a public account.
    ///
    /// Whether existing bindings are kept is not documented.
    write Post "/api/v3/set-public-account-of-users"
    fn bind_users_public_account(BindUsersPublicAccount) -> IsSuccess {
        required {
            /// ID of the public account.
            public_account_id: String,
            /// IDs of the users to bind.
            user_ids: Vec<String> [Items(1..=50)],
        }
        optional {}
    }

    /// Binds several public accounts to a user.
    ///
    /// Whether existing bindings are kept is not documented.
    write Post "/api/v3/set-user-of-public-accounts"
    fn set_user_of_public_accounts(SetUserOfPublicAccounts) as "setuser_of_public_account" -> IsSuccess {
        required {
            /// ID of the user.
            user_id: String,
            /// IDs of the public accounts to bind.
            public_account_ids: Vec<String> [Items(1..=50)] as whole,
        }
        optional {}
    }

    /// Unbinds a user from a public account.
    write Post "/api/v3/unbind-public-account-of-user"
    fn unbind_users_public_account(UnbindUsersPublicAccount) -> IsSuccess {
        required {
            /// ID of the user.
            user_id: String,
            /// ID of the public account.
            public_account_id: String,
        }
        optional {}
    }
}
