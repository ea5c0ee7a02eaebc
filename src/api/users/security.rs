//! Users: sign-in and security.

use super::{
    CheckSessionStatusData, GetUserEncryptPasswordBatchData, GetUserPasswordCiphertextData, ImportOtpItem,
    KickUsersOptions, OtpSecretResp, PrincipalAuthenticationInfoPaging, ResetUserPrincipalAuthenticationInfoOptions,
    SendUserResetPasswordEmailLink, UserLoginHistoryPaging, UserMfaResp,
};
use crate::api::common::{GetMfaInfoData, GetMfaInfoDataOutput, IsSuccess, UserIdType};
use crate::table::operations;

operations! {
    /// # Users: sign-in and security
    "users"

    /// Gets the real-name verification of a user.
    ///
    /// It says whether, when and as whom the user proved who they are. A malformed `userId` is refused with 400.
    read Get "/api/v3/get-user-principal-authentication-info"
    fn get_user_principal_authentication_info(GetUserPrincipalAuthenticationInfo) -> PrincipalAuthenticationInfoPaging {
        required {
            /// ID of the user, of the kind `userIdType` names; absent that, the GenAuth user ID.
            user_id: String,
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Deletes the real-name verification of a user.
    ///
    /// A user who was never verified is answered with status 499.
    write Post "/api/v3/reset-user-principal-authentication-info"
    fn reset_user_principal_authentication_info(ResetUserPrincipalAuthenticationInfo) -> IsSuccess {
        required {
            /// ID of the user, of the kind `options.userIdType` names; absent that, the GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Kind of the user ID.
            options: ResetUserPrincipalAuthenticationInfoOptions,
        }
    }

    /// Tells which second factors a user has bound.
    ///
    /// A malformed `userId` is refused with 400.
    read Get "/api/v3/get-user-mfa-info"
    fn get_user_mfa_info(GetUserMfaInfo) -> UserMfaResp {
        required {
            /// ID of the user, of the kind `userIdType` names; absent that, the GenAuth user ID.
            user_id: String,
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Logs a user out of applications by force.
    ///
    /// The user's login states there end. Malformed `appIds` are refused with 400.
    write Post "/api/v3/kick-users"
    fn kick_users(KickUsers) -> IsSuccess {
        required {
            /// IDs of the applications to log the user out of.
            app_ids: Vec<String> [Items(1..=50)],
            /// ID of the user, of the kind `options.userIdType` names; absent that, the GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Kind of the user ID.
            options: KickUsersOptions,
        }
    }

    /// Lists the logins of a user, page by page.
    ///
    /// A malformed `userId` is refused with 400.
    read Get "/api/v3/get-user-login-history"
    fn get_user_login_history(GetUserLoginHistory) -> UserLoginHistoryPaging {
        required {
            /// ID of the user, of the kind `userIdType` names; absent that, the GenAuth user ID.
            user_id: String,
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
            /// ID of the application.
            app_id: String,
            /// Only logins from this IP address.
            client_ip: String,
            /// Only logins at or after this time, in milliseconds since 1970.
            start: i64,
            /// Only logins up to this time, in milliseconds since 1970.
            end: i64,
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(1..=50)],
        }
    }

    /// Tells whether a user is logged in to an application.
    read Post "/api/v3/check-session-status"
    fn check_session_status(CheckSessionStatus) -> CheckSessionStatusData {
        required {
            /// ID of the application.
            app_id: String,
            /// ID of the user. Upstream names other identifiers too, but there is no `userIdType` here to choose
            /// one.
            user_id: String,
        }
        optional {}
    }

    /// Imports one-time-password authenticators for users.
    ///
    /// For users moved over with an authenticator app already set up: they keep using it.
    write Post "/api/v3/import-otp"
    fn import_otp(ImportOtp) -> () {
        required {
            /// Authenticators to import, one for each user.
            list: Vec<ImportOtpItem>,
        }
        optional {}
    }

    /// Gets the one-time-password secret a user has bound.
    read Get "/api/v3/get-otp-secret-by-user"
    fn get_otp_secret_by_user(GetOtpSecretByUser) -> OtpSecretResp {
        required {
            /// ID of the user, of the kind `userIdType` names; absent that, the GenAuth user ID.
            user_id: String,
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Gets the password of a user, encrypted.
    ///
    /// It is encrypted with the key set in the console (RSA or SM2, for instance).
    read Post "/api/v3/get-user-password-ciphertext"
    fn get_user_password_ciphertext(GetUserPasswordCiphertext) -> GetUserPasswordCiphertextData {
        required {
            /// ID of the user, of the kind `userIdType` names; absent that, the GenAuth user ID.
            user_id: String,
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Sets the second-factor state of a user, the data a login is asked for a second factor with.
    write Post "/api/v3/set-mfa-status"
    fn set_users_mfa_status(SetUsersMfaStatus) -> IsSuccess {
        required {
            /// Second-factor data of the user, in the form `get_user_mfa_status` returns.
            mfa_trigger_data: GetMfaInfoData,
            /// ID of the user, of the kind `userIdType` names; absent that, the GenAuth user ID.
            user_id: String,
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Gets the second-factor state of a user, the data a login is asked for a second factor with.
    ///
    /// The answer has a field for an MFA token; upstream does not say whether each call makes a new one.
    write Get "/api/v3/get-mfa-status"
    fn get_user_mfa_status(GetUserMfaStatus) -> GetMfaInfoDataOutput {
        required {
            /// ID of the user, of the kind `userIdType` names; absent that, the GenAuth user ID.
            user_id: String,
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Gets the encrypted passwords of users.
    ///
    /// Upstream declares a single object for the answer, although several users can be asked for.
    read Post "/api/v3/batch-get-user-encrypt-password"
    fn get_user_encrypt_password_batch(GetUserEncryptPasswordBatch) -> GetUserEncryptPasswordBatchData {
        required {
            /// GenAuth IDs of the users.
            user_ids: Vec<String>,
        }
        optional {}
    }

    /// Sends users an email with a link to reset their password.
    ///
    /// A recent addition upstream, known from one source only.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/send-user-reset-password-email-link"
    fn send_user_reset_password_email_link(SendUserResetPasswordEmailLinkRequest) -> IsSuccess {
        required {
            /// Users to send the email to.
            users: Vec<SendUserResetPasswordEmailLink>,
        }
        optional {}
    }
}
