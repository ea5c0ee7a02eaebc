//! What these calls take.

use serde_json::{Map, Value};

use crate::api::common::{
    AdvancedFilterOperator, DepartmentIdType, FuzzySearchField, Gender, Pagination, PasswordEncryptType,
    SendCreateAccountNotification, SendResetPasswordNotification, Sorting, UserIdType, UserStatus,
};
use crate::table::inputs;

inputs! {
    /// Options for creating public accounts.
    CreatePublicAccountOptions {
        required {}
        optional {
            /// Whether `password` is stored just as sent, for already hashed passwords of a migration; absence
            /// means no.
            keep_password: bool,
            /// Whether the service makes up a password; absence means no.
            auto_generate_password: bool,
            /// Whether the first login asks for a new password; absence means no.
            reset_password_on_first_login: bool,
            /// How departments are named in this call. The server takes absence as `department_id`.
            department_id_type: DepartmentIdType,
            /// Notifications to send once the account exists; absent means none.
            send_notification: SendCreateAccountNotification,
            /// How `password` is encrypted for the way: not at all, or with the service's RSA or SM2 public key.
            /// The server takes absence as `none`.
            password_encrypt_type: PasswordEncryptType,
        }
    }

    /// A one-time password authenticator to enrol for a new public account.
    CreatePublicAccountOtp {
        required {
            /// Shared secret the one-time passwords are computed from.
            secret: String [Secret],
        }
        optional {
            /// Code that lets the holder in when the authenticator is lost.
            recovery_code: String [Secret],
        }
    }

    /// A public account to create; at least one of `email`, `phone` and `username` is needed.
    CreatePublicAccountReq {
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

    /// Options for deleting public accounts.
    DeletePublicAccountsBatchOptions {
        required {}
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Options for logging a public account out.
    KickPublicAccountsOptions {
        required {}
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// One condition on a field, for searching public accounts.
    ListPublicAccountsAdvancedFilterItem {
        required {
            /// Field of the public account to compare; `loggedInApps` and `department` among them. Known values:
            /// `id`, `phone`, `email`, `username`, `externalId`, `name`, `status`, `gender`, `birthdate`,
            /// `givenName`, `familyName`, `preferredUsername`.
            field: String,
            /// How the field is compared with `value`.
            operator: AdvancedFilterOperator,
        }
        optional {
            /// Value to compare with; its type depends on `field` and `operator`, and emptiness tests need none.
            value: Value,
        }
    }

    /// Options for listing public accounts.
    ListPublicAccountsOptions {
        required {}
        optional {
            /// Page to fetch and its size.
            pagination: Pagination,
            /// Sort keys, the most important first.
            sort: Vec<Sorting>,
            /// Fields that `keywords` is looked for in; a phone number is matched without its country code. The
            /// server takes absence as `["phone", "email", "name", "username", "nickname", "identityNumber"]`.
            fuzzy_search_on: Vec<FuzzySearchField>,
            /// Whether custom data comes along. The server takes absence as `false`.
            with_custom_data: bool,
            /// Whether the IDs of departments come along. The server takes absence as `false`.
            with_department_ids: bool,
        }
    }

    /// Options for changing several public accounts.
    UpdatePublicAccountBatchOptions {
        required {}
        optional {
            /// Whether the next login asks for a new password; absence means no.
            reset_password_on_next_login: bool,
            /// How `password` is encrypted for the way: not at all, or with the service's RSA or SM2 public key.
            /// The server takes absence as `none`.
            password_encrypt_type: PasswordEncryptType,
            /// Whether the service makes up new passwords; absence means no.
            auto_generate_password: bool,
            /// Who is told about the new passwords, and how; absent means nobody.
            send_password_reseted_notification: SendResetPasswordNotification,
        }
    }

    /// New values for one public account of a batch.
    UpdatePublicAccountInfo {
        required {
            /// ID of the public account to change.
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
            /// New password, in plain text unless the options of the batch name an encryption.
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
        }
    }

    /// Options for changing one public account.
    UpdatePublicAccountOptions {
        required {}
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
            /// Whether the first login asks for a new password; absence means no.
            reset_password_on_first_login: bool,
            /// Whether the next login asks for a new password; absence means no.
            reset_password_on_next_login: bool,
            /// How `password` is encrypted for the way: not at all, or with the service's RSA or SM2 public key.
            /// The server takes absence as `none`.
            password_encrypt_type: PasswordEncryptType,
            /// Whether the service makes up a new password; absence means no.
            auto_generate_password: bool,
            /// Who is told about the new password, and how; absent means nobody.
            send_password_reseted_notification: SendResetPasswordNotification,
        }
    }
}
