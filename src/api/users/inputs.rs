//! Input types of the user operations.

use serde_json::{Map, Value};

use crate::api::common::{
    AdvancedFilterOperator, DepartmentIdType, ExtIdpType, FuzzySearchField, Gender, Pagination, PasswordEncryptType,
    SendCreateAccountNotification, SendResetPasswordNotification, Sorting, UserIdType, UserStatus,
};
use crate::macros::inputs;

inputs! {
    /// An account at an identity source, to link to a new user.
    CreateIdentity {
        required {
            /// ID of the identity source connection.
            ext_idp_id: String,
            /// Type of the identity source.
            provider: ExtIdpType,
            /// Type of the identity, such as `openid`, `unionid` or `primary`.
            r#type: String,
            /// ID of the user at the identity source.
            user_id_in_idp: String,
            /// Information about the user at the identity source.
            user_info_in_idp: Value,
            /// IDs of the identity source connections that the identity comes from.
            origin_conn_ids: Vec<String>,
        }
        optional {
            /// Access token of the user at the identity source; the management API does not return it.
            access_token: String as secret,
            /// Refresh token of the user at the identity source; the management API does not return it.
            refresh_token: String as secret,
        }
    }

    /// A user to create in a batch.
    CreateUserInfo {
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
            custom_data: Map<String, Value>,
            /// Data object values by key. Each key must first be defined in the user pool.
            metadata_source: Map<String, Value>,
            /// Accounts at identity sources to link to the user. `link_identity` is the recommended way to link
            /// accounts.
            identities: Vec<CreateIdentity>,
            /// Identity card number of the user.
            identity_number: String,
        }
    }

    /// Options for creating users.
    CreateUserOptions {
        required {}
        optional {
            /// Whether to store `password` exactly as given, to migrate hashed passwords. Custom password functions
            /// must then hash and verify passwords. Defaults to `false`.
            keep_password: bool,
            /// Whether the server generates the password. Defaults to `false`.
            auto_generate_password: bool,
            /// Whether the user must reset the password at the first login. Defaults to `false`.
            reset_password_on_first_login: bool,
            /// Type of the department IDs in the request. Defaults to `department_id`.
            department_id_type: DepartmentIdType,
            /// Email and text message notifications about the new account.
            send_notification: SendCreateAccountNotification,
            /// How the passwords in the request are encrypted. `rsa` and `sm2` use a public key of the service, which
            /// `GET /api/v3/system` returns. Defaults to `none`.
            password_encrypt_type: PasswordEncryptType,
        }
    }

    /// A one-time password authenticator of a new user.
    CreateUserOtp {
        required {
            /// Secret of the authenticator, such as `HZ2F6J3AGNAVSOTV`.
            secret: String as secret,
        }
        optional {
            /// Recovery code of the authenticator, such as `b471-8ec0-874a-087f-bccb-cd54`.
            recovery_code: String as secret,
        }
    }

    /// Options for deleting users.
    DeleteUsersBatchOptions {
        required {}
        optional {
            /// Type of identifier given in `user_ids`. Defaults to `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Options for checking the roles of a user.
    HasAnyRoleOptions {
        required {}
        optional {
            /// Type of identifier given in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// A role to check for.
    HasRoleRoles {
        required {
            /// Code of the role, unique in its permission group.
            code: String,
        }
        optional {
            /// Code of the permission group. Defaults to `default`.
            namespace: String,
        }
    }

    /// A one-time password authenticator to import.
    ImportOtpItemData {
        required {
            /// Secret of the authenticator, such as `HZ2F6J3AGNAVSOTV`.
            secret: String as secret,
        }
        optional {
            /// Recovery code of the authenticator, such as `b471-8ec0-874a-087f-bccb-cd54`.
            recovery_code: String as secret,
        }
    }

    /// A user and the one-time password authenticator to import.
    ImportOtpItem {
        required {
            /// ID of the user the authenticator belongs to.
            user_id: String,
            /// Authenticator of the user.
            otp: ImportOtpItemData,
        }
        optional {}
    }

    /// Options for logging a user out.
    KickUsersOptions {
        required {}
        optional {
            /// Type of identifier given in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// A condition on a field of the users.
    ///
    /// `IN` takes a list and `BETWEEN` a list of two values. `status` is `Activated` or `Suspended`, `lastLogin` a time
    /// in milliseconds since the Unix epoch, `loginsCount` a number, and `lastLoginApp` and `loggedInApps` hold
    /// application IDs. A value of `department` is an object with `organizationCode`, `departmentId`,
    /// `departmentIdType` and `includeChildrenDepartments`.
    ListUsersAdvancedFilterItem {
        required {
            /// Field to compare: `id`, `phone`, `email`, `username`, `externalId`, `name`, `status`, `gender`,
            /// `birthdate`, `givenName`, `familyName`, `preferredUsername`, `profile`, `country`, `province`,
            /// `zoneinfo`, `website`, `address`, `streetAddress`, `company`, `postalCode`, `formatted`, `signedUp`,
            /// `locale`, `lastLogin`, `loginsCount`, `lastLoginApp`, `userSource`, `department`, `loggedInApps`,
            /// `identity`, or the key of a custom field.
            field: String,
            /// Operator that compares the field with `value`.
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

    /// Options for listing users.
    ListUsersOptions {
        required {}
        optional {
            /// Page to return and its size.
            pagination: Pagination,
            /// Fields to sort by.
            sort: Vec<Sorting>,
            /// Fields to search for the keywords; `phone` is searched without its country code. Defaults to `phone`,
            /// `email`, `name`, `username` and `nickname`; one of two documented lists adds `identityNumber`.
            fuzzy_search_on: Vec<FuzzySearchField>,
            /// Whether to include custom data in the response. Defaults to `false`.
            with_custom_data: bool,
            /// Whether to include posts in the response. They are documented as department information. Defaults to
            /// `false`.
            with_post: bool,
            /// Whether to include identities in the response. Defaults to `false`.
            with_identities: bool,
            /// Whether to include department IDs in the response. Defaults to `false`.
            with_department_ids: bool,
            /// Whether to return custom fields as a flat object. Defaults to `false`.
            flat_custom_data: bool,
            /// Whether to include the IDs of the user's tenants in the response.
            with_tenant_ids: bool,
        }
    }

    /// Options for deleting a real-name verification.
    ResetUserPrincipalAuthenticationInfoOptions {
        required {}
        optional {
            /// Type of identifier given in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// A user to send the password reset email to.
    SendUserResetPasswordEmailLink {
        required {}
        optional {
            /// ID of the user, interpreted according to `user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
            /// Type of identifier given in `user_id`: `user_id`, `phone`, `email`, `username`, `external_id`,
            /// `identity` or `sync_relation`. Defaults to `user_id`.
            user_id_type: String,
        }
    }

    /// Options for updating several users.
    UpdateUserBatchOptions {
        required {}
        optional {
            /// Whether the users must reset their passwords at the next login. Defaults to `false`.
            reset_password_on_next_login: bool,
            /// How the passwords in the request are encrypted. `rsa` and `sm2` use a public key of the service, which
            /// `GET /api/v3/system` returns. Defaults to `none`.
            password_encrypt_type: PasswordEncryptType,
            /// Whether the server generates the passwords. Defaults to `false`.
            auto_generate_password: bool,
            /// Email and text message notifications about the new passwords.
            send_password_reseted_notification: SendResetPasswordNotification,
        }
    }

    /// A user to update in a batch.
    UpdateUserInfo {
        required {
            /// ID of the user. Other identifiers are documented too, but there is no parameter to select their type.
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
        }
    }

    /// Options for updating a user.
    UpdateUserOptions {
        required {}
        optional {
            /// Type of identifier given in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
            /// Whether the user must reset the password at the first login. Defaults to `false`.
            reset_password_on_first_login: bool,
            /// Whether the user must reset the password at the next login. Defaults to `false`.
            reset_password_on_next_login: bool,
            /// How the password in the request is encrypted. `rsa` and `sm2` use a public key of the service, which
            /// `GET /api/v3/system` returns. Defaults to `none`.
            password_encrypt_type: PasswordEncryptType,
            /// Whether the server generates the password. Defaults to `false`.
            auto_generate_password: bool,
            /// Email and text message notifications about the new password.
            send_password_reseted_notification: SendResetPasswordNotification,
        }
    }

    /// An encrypted field of a user.
    UserFieldDecryptReqItem {
        required {
            /// Encrypted value of the field.
            encrypted_content: String,
        }
        optional {
            /// Identifier of the user: user ID, username, email address, phone number, external ID, or ID at an
            /// identity source.
            user_id: String,
            /// Name of the encrypted field, such as `username` or `phone`.
            field_name: String,
        }
    }
}
