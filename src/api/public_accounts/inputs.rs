//! Nested inputs of the public account operations.

use serde_json::{Map, Value};

use crate::api::common::{
    AdvancedFilterOperator, DepartmentIdType, FuzzySearchField, Gender, Pagination, PasswordEncryptType,
    SendCreateAccountNotification, SendResetPasswordNotification, Sorting, UserIdType, UserStatus,
};
use crate::macros::inputs;

inputs! {
    /// Options for creating public accounts.
    CreatePublicAccountOptions {
        required {}
        optional {
            /// Whether to store `password` exactly as given instead of encrypting it, for password hashes migrated from
            /// another system. Such hashes need custom functions that hash and verify passwords. Defaults to `false`.
            keep_password: bool,
            /// Whether to generate a password automatically. Defaults to `false`.
            auto_generate_password: bool,
            /// Whether the password must be reset at the first login. Defaults to `false`.
            reset_password_on_first_login: bool,
            /// Kind of ID in `department_ids`. Defaults to `department_id`.
            department_id_type: DepartmentIdType,
            /// Email and text messages to send after an account is created.
            send_notification: SendCreateAccountNotification,
            /// How passwords in the request are encrypted: not at all, or with the service's RSA or SM2 public key.
            /// Defaults to `none`.
            password_encrypt_type: PasswordEncryptType,
        }
    }

    /// A one-time password (OTP) authenticator for a new public account.
    CreatePublicAccountOtp {
        required {
            /// OTP secret of the authenticator, such as `HZ2F6J3AGNAVSOTV`.
            secret: String as secret,
        }
        optional {
            /// OTP recovery code, such as `b471-8ec0-874a-087f-bccb-cd54`.
            recovery_code: String as secret,
        }
    }

    /// A public account to create in a batch.
    ///
    /// One of `email`, `phone` and `username` is needed. These and `external_id` must be unique in the user pool.
    CreatePublicAccountReq {
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

    /// Options for deleting public accounts.
    DeletePublicAccountsBatchOptions {
        required {}
        optional {
            /// Kind of ID in `user_ids`. Defaults to `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Options for logging out a public account.
    KickPublicAccountsOptions {
        required {}
        optional {
            /// Kind of ID in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// A condition on a field of public accounts.
    ListPublicAccountsAdvancedFilterItem {
        required {
            /// Field to compare: the key of a custom field, or one of `id`, `phone`, `email`, `username`, `externalId`,
            /// `name`, `status`, `gender`, `birthdate`, `givenName`, `familyName`, `preferredUsername`, `profile`,
            /// `country`, `province`, `zoneinfo`, `website`, `address`, `streetAddress`, `company`, `postalCode`,
            /// `formatted`, `signedUp`, `locale`, `lastLogin`, `loginsCount`, `lastLoginApp`, `userSource`,
            /// `department` and `loggedInApps`.
            field: String,
            /// How the field is compared with `value`.
            operator: AdvancedFilterOperator,
        }
        optional {
            /// Value to compare with. `IN` and `BETWEEN` take an array. `status` takes `Activated` or `Suspended`,
            /// `gender` takes `M`, `F` or `U`, `loginsCount` takes numbers, `loggedInApps` takes application IDs,
            /// `lastLogin` takes times in milliseconds since the Unix epoch, and `department` takes objects with
            /// `organizationCode`, `departmentId`, `departmentIdType` and `includeChildrenDepartments`.
            value: Value,
        }
    }

    /// Options for listing public accounts.
    ListPublicAccountsOptions {
        required {}
        optional {
            /// Page number and page size.
            pagination: Pagination,
            /// Fields to sort by, each with its sort order.
            sort: Vec<Sorting>,
            /// Fields to search for the keywords. `phone` is searched without its country code. Defaults to `phone`,
            /// `email`, `name`, `username` and `nickname`, but one of two documented lists adds `identityNumber`.
            fuzzy_search_on: Vec<FuzzySearchField>,
            /// Whether to include custom data in the response. Defaults to `false`.
            with_custom_data: bool,
            /// Whether to include department IDs in the response. Defaults to `false`.
            with_department_ids: bool,
        }
    }

    /// Options for changing several public accounts.
    UpdatePublicAccountBatchOptions {
        required {}
        optional {
            /// Whether the password must be reset at the next login. Defaults to `false`.
            reset_password_on_next_login: bool,
            /// How passwords in the request are encrypted: not at all, or with the service's RSA or SM2 public key.
            /// Defaults to `none`.
            password_encrypt_type: PasswordEncryptType,
            /// Whether to generate passwords automatically. Defaults to `false`.
            auto_generate_password: bool,
            /// Email and text messages to send after a password reset.
            send_password_reseted_notification: SendResetPasswordNotification,
        }
    }

    /// New values for a public account of a batch.
    UpdatePublicAccountInfo {
        required {
            /// ID of the public account to change.
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
            /// New password, in plain text unless `password_encrypt_type` in the options of the batch is `rsa` or
            /// `sm2`.
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
        }
    }

    /// Options for changing a public account.
    UpdatePublicAccountOptions {
        required {}
        optional {
            /// Kind of ID in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
            /// Whether the password must be reset at the first login. Defaults to `false`.
            reset_password_on_first_login: bool,
            /// Whether the password must be reset at the next login. Defaults to `false`.
            reset_password_on_next_login: bool,
            /// How passwords in the request are encrypted: not at all, or with the service's RSA or SM2 public key.
            /// Defaults to `none`.
            password_encrypt_type: PasswordEncryptType,
            /// Whether to generate a password automatically. Defaults to `false`.
            auto_generate_password: bool,
            /// Email and text messages to send after a password reset.
            send_password_reseted_notification: SendResetPasswordNotification,
        }
    }
}
