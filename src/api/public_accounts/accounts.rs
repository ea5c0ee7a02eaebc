//! Public accounts.

use serde_json::{Map, Value};

use super::{
    CreatePublicAccountOptions, CreatePublicAccountOtp, CreatePublicAccountReq, DeletePublicAccountsBatchOptions,
    KickPublicAccountsOptions, ListPublicAccountsAdvancedFilterItem, ListPublicAccountsOptions, PublicAccount,
    PublicAccountPaging, UpdatePublicAccountBatchOptions, UpdatePublicAccountInfo, UpdatePublicAccountOptions,
};
use crate::api::common::{Gender, IsSuccess, UserIdType, UserStatus};
use crate::table::operations;

operations! {
    /// # Public accounts
    "public_accounts"

    /// Lists or searches public accounts, page by page.
    ///
    /// The page asked for goes into `options.pagination`. `keywords` searches loosely in a few fields,
    /// `advancedFilter` compares single fields, `searchQuery` takes a whole Elasticsearch query.
    read Post "/api/v3/list-public-accounts"
    fn list_public_accounts(ListPublicAccounts) -> PublicAccountPaging {
        required {}
        optional {
            /// Text to look for in the fields that `options.fuzzySearchOn` names.
            keywords: String,
            /// Conditions on single fields of the accounts.
            advanced_filter: Vec<ListPublicAccountsAdvancedFilterItem>,
            /// Search command in Elasticsearch's query language, with `query` and `sort`.
            search_query: Map<String, Value>,
            /// Page, order, fields to search and what the answer includes.
            options: ListPublicAccountsOptions,
        }
    }

    /// Fetches one public account.
    read Get "/api/v3/get-public-account"
    fn get_public_account(GetPublicAccount) -> PublicAccount {
        required {
            /// ID of the public account, of the kind `userIdType` names.
            user_id: String,
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
            /// Whether custom data comes along. The server takes absence as `false`.
            with_custom_data: bool,
            /// Whether the IDs of departments come along. The server takes absence as `false`.
            with_department_ids: bool,
        }
    }

    /// Fetches several public accounts at once.
    read Get "/api/v3/get-public-account-batch"
    fn get_public_account_batch(GetPublicAccountBatch) -> Vec<PublicAccount> {
        required {
            /// IDs of the public accounts, of the kind `userIdType` names.
            user_ids: Vec<String> [Items(1..=50)],
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
            /// Whether custom data comes along. The server takes absence as `false`.
            with_custom_data: bool,
            /// Whether the IDs of departments come along. The server takes absence as `false`.
            with_department_ids: bool,
        }
    }

    /// Creates a public account.
    ///
    /// At least one of `email`, `phone` and `username` is needed; these and `externalId` must be unique in the user
    /// pool. It acts as an administrator: phone and email are not verified first. `options.sendNotification` sends
    /// mail or text messages.
    write Post "/api/v3/create-public-account"
    fn create_public_account(CreatePublicAccount) -> PublicAccount {
        required {}
        optional {
            /// State of the account, which decides whether it can log in. The server takes absence as `Activated`.
            status: UserStatus,
            /// Email address; case does not matter, unique in the user pool.
            email: String [AnyOf(&["email", "phone", "username"])],
            /// Phone number without country code, unique in the user pool; outside mainland China set
            /// `phoneCountryCode`.
            phone: String,
            /// Calling code of the phone number's country, such as `+86`; needed outside mainland China.
            phone_country_code: String,
            /// Login name, unique in the user pool.
            username: String,
            /// ID the account has in an external system, unique in the user pool.
            external_id: String,
            /// Real name of the person; need not be unique.
            name: String,
            /// Informal name to show.
            nickname: String,
            /// URL of the avatar picture.
            photo: String,
            /// Gender of the person. The server takes absence as `U`.
            gender: Gender,
            /// Whether the email address counts as verified.
            email_verified: bool,
            /// Whether the phone number counts as verified.
            phone_verified: bool,
            /// Day of birth, as in `2022-06-03`.
            birthdate: String,
            /// Country of residence, such as `CN`.
            country: String,
            /// Province of residence, such as `BJ`.
            province: String,
            /// City of residence, such as `BJ`.
            city: String,
            /// Postal address as free text.
            address: String,
            /// Street and house number, as free text.
            street_address: String,
            /// Postal code of the address.
            postal_code: String,
            /// Name of the company the person works for.
            company: String,
            /// User agent of the browser last logged in with.
            browser: String,
            /// Kind of device last logged in with, such as `iOS`.
            device: String,
            /// First name of the person.
            given_name: String,
            /// Surname of the person.
            family_name: String,
            /// Middle name of the person.
            middle_name: String,
            /// Profile name, such as `alice`; upstream describes it just like `preferredUsername`.
            profile: String,
            /// Name the person prefers to be called by, such as `alice`.
            preferred_username: String,
            /// URL of the person's own website.
            website: String,
            /// Time zone, such as `GMT-08:00`.
            zoneinfo: String,
            /// Language or locale code, such as `af`.
            locale: String,
            /// Complete address as one text, ready to print.
            formatted: String,
            /// Region of residence within the country.
            region: String,
            /// Password in plain text, unless `options.passwordEncryptType` names an encryption.
            password: String [Secret],
            /// Salt the password was hashed with, for passwords brought along from another system.
            salt: String [Secret],
            /// One-time password authenticator to enrol for the account.
            otp: CreatePublicAccountOtp,
            /// IDs of the departments to put the account in; `options.departmentIdType` says which kind of ID.
            department_ids: Vec<String>,
            /// Values of custom fields, by field key; each key must be defined in the user pool first.
            custom_data: Map<String, Value>,
            /// Number of the person's identity card.
            identity_number: String,
            /// Password handling, kind of department IDs and notifications.
            options: CreatePublicAccountOptions,
        }
    }

    /// Creates several public accounts at once.
    ///
    /// Each needs at least one of `email`, `phone` and `username`; these and `externalId` must be unique in the
    /// user pool. It acts as an administrator: phone and email are not verified first. `options.sendNotification`
    /// sends mail or text messages.
    write Post "/api/v3/create-public-accounts-batch"
    fn create_public_accounts_batch(CreatePublicAccountsBatch) -> Vec<PublicAccount> {
        required {
            /// Public accounts to create.
            list: Vec<CreatePublicAccountReq> [Items(1..=50)],
        }
        optional {
            /// Password handling, kind of department IDs and notifications, for the whole batch.
            options: CreatePublicAccountOptions,
        }
    }

    /// Changes a public account.
    ///
    /// `email`, `phone`, `username` and `externalId` must stay unique in the user pool. It acts as an
    /// administrator: a new phone or email is not verified first. `options` can generate a password and send it
    /// out.
    write Post "/api/v3/update-public-account"
    fn update_public_account(UpdatePublicAccount) -> PublicAccount {
        required {
            /// ID of the public account, of the kind `options.userIdType` names.
            user_id: String,
        }
        optional {
            /// Calling code of the phone number's country, such as `+86`; needed outside mainland China.
            phone_country_code: String,
            /// Real name of the person; need not be unique.
            name: String,
            /// Informal name to show.
            nickname: String,
            /// URL of the avatar picture.
            photo: String,
            /// ID the account has in an external system, unique in the user pool.
            external_id: String,
            /// State of the account. Upstream gives a default for updates too, so name the wanted state to be sure.
            status: UserStatus,
            /// Whether the email address counts as verified.
            email_verified: bool,
            /// Whether the phone number counts as verified.
            phone_verified: bool,
            /// Day of birth, as in `2022-06-03`.
            birthdate: String,
            /// Country of residence, such as `CN`.
            country: String,
            /// Province of residence, such as `BJ`.
            province: String,
            /// City of residence, such as `BJ`.
            city: String,
            /// Postal address as free text.
            address: String,
            /// Street and house number, as free text.
            street_address: String,
            /// Postal code of the address.
            postal_code: String,
            /// Gender of the person. Upstream gives a default for updates too, so name the wanted value to be sure.
            gender: Gender,
            /// Login name, unique in the user pool.
            username: String,
            /// Email address; case does not matter, unique in the user pool.
            email: String,
            /// Phone number without country code, unique in the user pool; outside mainland China set
            /// `phoneCountryCode`.
            phone: String,
            /// New password, in plain text unless `options.passwordEncryptType` names an encryption.
            password: String [Secret],
            /// Name of the company the person works for.
            company: String,
            /// User agent of the browser last logged in with.
            browser: String,
            /// Kind of device last logged in with, such as `iOS`.
            device: String,
            /// First name of the person.
            given_name: String,
            /// Surname of the person.
            family_name: String,
            /// Middle name of the person.
            middle_name: String,
            /// Profile name, such as `alice`; upstream describes it just like `preferredUsername`.
            profile: String,
            /// Name the person prefers to be called by, such as `alice`.
            preferred_username: String,
            /// URL of the person's own website.
            website: String,
            /// Time zone, such as `GMT-08:00`.
            zoneinfo: String,
            /// Language or locale code, such as `af`.
            locale: String,
            /// Complete address as one text, ready to print.
            formatted: String,
            /// Region of residence within the country.
            region: String,
            /// Number of the person's identity card.
            identity_number: String,
            /// Values of custom fields to set, by field key; each key must be defined in the user pool first.
            custom_data: Map<String, Value>,
            /// Kind of ID, password handling and notifications.
            options: UpdatePublicAccountOptions,
        }
    }

    /// Changes several public accounts at once.
    ///
    /// `email`, `phone`, `username` and `externalId` must stay unique in the user pool. It acts as an
    /// administrator: a new phone or email is not verified first. `options` can generate passwords and send them
    /// out.
    write Post "/api/v3/update-public-account-batch"
    fn update_public_account_batch(UpdatePublicAccountBatch) -> Vec<PublicAccount> {
        required {
            /// Public accounts to change, each with its new values.
            list: Vec<UpdatePublicAccountInfo>,
        }
        optional {
            /// Password handling and notifications, for the whole batch.
            options: UpdatePublicAccountBatchOptions,
        }
    }

    /// Deletes public accounts.
    write Post "/api/v3/delete-public-accounts-batch"
    fn delete_public_accounts_batch(DeletePublicAccountsBatch) -> IsSuccess {
        required {
            /// IDs of the public accounts to delete, of the kind `options.userIdType` names.
            user_ids: Vec<String> [Items(1..=50)],
        }
        optional {
            /// Kind of ID used in `userIds`.
            options: DeletePublicAccountsBatchOptions,
        }
    }

    /// Logs a public account out of applications.
    ///
    /// Its current logins in those applications end.
    write Post "/api/v3/kick-public-accounts"
    fn kick_public_accounts(KickPublicAccounts) -> IsSuccess {
        required {
            /// IDs of the applications to end the account's logins in.
            app_ids: Vec<String> [Items(1..=50)],
            /// ID of the public account, of the kind `options.userIdType` names.
            user_id: String,
        }
        optional {
            /// Kind of ID used in `userId`.
            options: KickPublicAccountsOptions,
        }
    }

    /// Turns a personal account into a public account.
    ///
    /// Upstream's sources disagree on whether the answer has `data`; it may be absent.
    write Post "/api/v3/transfer-into-public-account"
    fn change_into_public_account(ChangeIntoPublicAccount) -> IsSuccess {
        required {
            /// ID of the user to turn into a public account.
            user_id: String,
        }
        optional {}
    }

    /// Lists the public accounts a user is bound to.
    read Get "/api/v3/get-public-accounts-of-user"
    fn get_public_accounts_of_user(GetPublicAccountsOfUser) -> PublicAccountPaging {
        required {
            /// ID of the user whose public accounts are wanted.
            user_id: String,
        }
        optional {}
    }

    /// Lists the users bound to a public account.
    ///
    /// Upstream declares the same item type for these users as for public accounts.
    read Get "/api/v3/get-users-of-public-account"
    fn get_users_of_public_account(GetUsersOfPublicAccount) -> PublicAccountPaging {
        required {
            /// ID of the public account whose users are wanted.
            public_account_id: String,
        }
        optional {}
    }

    /// Binds several users to one public account.
    ///
    /// Whether users bound earlier stay bound is not documented.
    write Post "/api/v3/set-public-account-of-users"
    fn bind_users_public_account(BindUsersPublicAccount) -> IsSuccess {
        required {
            /// ID of the public account to bind the users to.
            public_account_id: String,
            /// IDs of the users to bind.
            user_ids: Vec<String> [Items(1..=50)],
        }
        optional {}
    }

    /// Binds several public accounts to one user.
    ///
    /// Whether public accounts bound earlier stay bound is not documented.
    write Post "/api/v3/set-user-of-public-accounts"
    fn set_user_of_public_accounts(SetUserOfPublicAccounts) as "setuser_of_public_account" -> IsSuccess {
        required {
            /// ID of the user to bind the public accounts to.
            user_id: String,
            /// IDs of the public accounts to bind.
            public_account_ids: Vec<String> [Items(1..=50), Whole],
        }
        optional {}
    }

    /// Ends the binding between a user and a public account.
    write Post "/api/v3/unbind-public-account-of-user"
    fn unbind_users_public_account(UnbindUsersPublicAccount) -> IsSuccess {
        required {
            /// ID of the user to unbind.
            user_id: String,
            /// ID of the public account the user is bound to.
            public_account_id: String,
        }
        optional {}
    }
}
