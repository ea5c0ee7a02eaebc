//! What these calls take.

use serde_json::{Map, Value};

use crate::api::common::{
    AdvancedFilterOperator, DepartmentIdType, ExtIdpType, FuzzySearchField, Gender, Pagination, PasswordEncryptType,
    SendCreateAccountNotification, SendResetPasswordNotification, Sorting, UserIdType, UserStatus,
};
use crate::table::inputs;

inputs! {
    /// An account of an external identity source, to attach to a new user.
    CreateIdentity {
        required {
            /// ID of the connection of the identity source.
            ext_idp_id: String,
            /// Type of the external identity source.
            provider: ExtIdpType,
            /// Kind of ID `userIdInIdp` is, like `openid`, `unionid` or `primary`.
            r#type: String,
            /// ID of the user in the identity source.
            user_id_in_idp: String,
            /// What the identity source knows about the user, as JSON.
            user_info_in_idp: Value,
            /// IDs of the connections this identity came through.
            origin_conn_ids: Vec<String>,
        }
        optional {
            /// Access token of the user at the identity source; the management API never returns it.
            access_token: String [Secret],
            /// Refresh token of the user at the identity source; the management API never returns it.
            refresh_token: String [Secret],
        }
    }

    /// One user to create in a batch. One of `email`, `phone` and `username` is needed.
    CreateUserInfo {
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
            custom_data: Map<String, Value>,
            /// Values of the user's data object; each key must first be defined in the user pool.
            metadata_source: Map<String, Value>,
            /// Accounts of external identity sources to attach; upstream advises `link_identity` instead.
            identities: Vec<CreateIdentity>,
            /// Number of the user's identity card.
            identity_number: String,
        }
    }

    /// How to create users: passwords, department IDs and notifications.
    CreateUserOptions {
        required {}
        optional {
            /// Whether `password` is stored as it is, not encrypted again: for users moved over with a hashed one.
            /// Absence means no.
            keep_password: bool,
            /// Whether the server makes up the password; absence means no.
            auto_generate_password: bool,
            /// Whether the user must set a new password at the first login; absence means no.
            reset_password_on_first_login: bool,
            /// How departments are named in this call. The server takes absence as `department_id`.
            department_id_type: DepartmentIdType,
            /// Who is told about the new account, by email or text message; absent, nobody.
            send_notification: SendCreateAccountNotification,
            /// Encryption of the passwords in this call; `rsa` and `sm2` need the user pool's public key from the
            /// console. The server takes absence as `none`.
            password_encrypt_type: PasswordEncryptType,
        }
    }

    /// A one-time-password authenticator for a new user.
    CreateUserOtp {
        required {
            /// Secret the one-time passwords are made from, in base 32.
            secret: String [Secret],
        }
        optional {
            /// Code that logs the user in once when the authenticator is lost.
            recovery_code: String [Secret],
        }
    }

    /// How the IDs of the users to delete are to be read.
    DeleteUsersBatchOptions {
        required {}
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// How the ID of the user to check is to be read.
    HasAnyRoleOptions {
        required {}
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// A role to check a user for.
    HasRoleRoles {
        required {
            /// Code of the role, unique in its permission group.
            code: String,
        }
        optional {
            /// Code of the permission group the role is in; absent means the default one.
            namespace: String,
        }
    }

    /// A one-time-password authenticator to import.
    ImportOtpItemData {
        required {
            /// Secret the one-time passwords are made from, in base 32.
            secret: String [Secret],
        }
        optional {
            /// Code that logs the user in once when the authenticator is lost.
            recovery_code: String [Secret],
        }
    }

    /// A user and the one-time-password authenticator to import for it.
    ImportOtpItem {
        required {
            /// ID of the user the authenticator is for.
            user_id: String,
            /// Authenticator of the user.
            otp: ImportOtpItemData,
        }
        optional {}
    }

    /// How the ID of the user to log out is to be read.
    KickUsersOptions {
        required {}
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// A condition on one field of the users searched for.
    ListUsersAdvancedFilterItem {
        required {
            /// Name of the field to compare: a basic field, `department`, `loggedInApps`, `identity` and so on, or
            /// a custom field. Known values: `id`, `phone`, `email`, `username`, `externalId`, `name`, `status`,
            /// `gender`, `birthdate`, `givenName`, `familyName`, `preferredUsername`.
            field: String,
            /// How the field is compared with `value`.
            operator: AdvancedFilterOperator,
        }
        optional {
            /// What to compare with; its JSON type depends on the field and the operator, `IS_NULL` and `NOT_NULL`
            /// need none.
            value: Value,
        }
    }

    /// How to search and list users: page, sorting, and what to return.
    ListUsersOptions {
        required {}
        optional {
            /// Page to return and its size.
            pagination: Pagination,
            /// Fields to sort by, the first one first.
            sort: Vec<Sorting>,
            /// Fields in which the keywords are searched; a `phone` is compared without its country code. The
            /// server takes absence as `["phone", "email", "name", "username", "nickname", "identityNumber"]`.
            fuzzy_search_on: Vec<FuzzySearchField>,
            /// Whether custom data comes along. The server takes absence as `false`.
            with_custom_data: bool,
            /// Whether to return the user's posts too (upstream's text says: department information); absence means
            /// no.
            with_post: bool,
            /// Whether identities come along. The server takes absence as `false`.
            with_identities: bool,
            /// Whether the IDs of departments come along. The server takes absence as `false`.
            with_department_ids: bool,
            /// Whether custom fields come flattened instead of nested; absence means no.
            flat_custom_data: bool,
            /// Whether to return the IDs of the user's tenants too.
            with_tenant_ids: bool,
        }
    }

    /// How the ID of the user to reset is to be read.
    ResetUserPrincipalAuthenticationInfoOptions {
        required {}
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// A user to send the password reset email to.
    SendUserResetPasswordEmailLink {
        required {}
        optional {
            /// ID of the user, of the kind `userIdType` names; absent that, the GenAuth user ID.
            user_id: String,
            /// How users are named in this call. Known values: `user_id`, `phone`, `email`, `username`,
            /// `external_id`, `identity`, `sync_relation`. The server takes absence as `user_id`.
            user_id_type: String,
        }
    }

    /// How to change the passwords of several users.
    UpdateUserBatchOptions {
        required {}
        optional {
            /// Whether the users must set a new password at the next login; absence means no.
            reset_password_on_next_login: bool,
            /// Encryption of the passwords in this call; `rsa` and `sm2` need the user pool's public key from the
            /// console. The server takes absence as `none`.
            password_encrypt_type: PasswordEncryptType,
            /// Whether the server makes up the new passwords; absence means no.
            auto_generate_password: bool,
            /// Where to tell about the new password, by email or text message; absent, nowhere.
            send_password_reseted_notification: SendResetPasswordNotification,
        }
    }

    /// One user to change in a batch: its ID and the new values.
    UpdateUserInfo {
        required {
            /// ID of the user. Upstream names other identifiers too, but a batch has no `userIdType` to choose one.
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
        }
    }

    /// How to read the user's ID and to change the password.
    UpdateUserOptions {
        required {}
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
            /// Whether the user must set a new password at the first login; absence means no.
            reset_password_on_first_login: bool,
            /// Whether the user must set a new password at the next login; absence means no.
            reset_password_on_next_login: bool,
            /// Encryption of the passwords in this call; `rsa` and `sm2` need the user pool's public key from the
            /// console. The server takes absence as `none`.
            password_encrypt_type: PasswordEncryptType,
            /// Whether the server makes up the new password; absence means no.
            auto_generate_password: bool,
            /// Where to tell about the new password, by email or text message; absent, nowhere.
            send_password_reseted_notification: SendResetPasswordNotification,
        }
    }

    /// An encrypted field of a user, to decrypt.
    UserFieldDecryptReqItem {
        required {
            /// Encrypted value of the field, as the API gave it.
            encrypted_content: String,
        }
        optional {
            /// ID of the user the field belongs to; comes back with the answer.
            user_id: String,
            /// Name of the field, like `username` or `phone`; comes back with the answer.
            field_name: String,
        }
    }
}
