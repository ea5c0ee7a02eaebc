//! Users: sign-in and security.

use serde_json::Value;

use super::{
    CheckSessionStatusData, GetUserEncryptPasswordBatchData, GetUserPasswordCiphertextData, ImportOtpItem,
    KickUsersOptions, OtpSecretResp, PrincipalAuthenticationInfoPaging, ResetUserPrincipalAuthenticationInfoOptions,
    SendUserResetPasswordEmailLink, UserLoginHistoryPaging, UserMfaResp,
};
use crate::api::common::{GetMfaInfoData, GetMfaInfoDataOutput, IsSuccess, UserIdType};
use crate::macros::operations;

operations! {
    /// # Users: sign-in and security
    "users"

    /// Gets the real-name verification of a user.
    ///
    /// Fails with status 400 if `user_id` is malformed.
    read Get "/api/v3/get-user-principal-authentication-info"
    fn get_user_principal_authentication_info(GetUserPrincipalAuthenticationInfo) -> PrincipalAuthenticationInfoPaging {
        required {
            /// ID of the user, interpreted according to `user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Type of identifier given in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Deletes the real-name verification of a user.
    ///
    /// Fails with status 499 if the user has no verification, and with status 400 if `user_id` is malformed.
    destructive Post "/api/v3/reset-user-principal-authentication-info"
    fn reset_user_principal_authentication_info(ResetUserPrincipalAuthenticationInfo) -> IsSuccess {
        required {
            /// ID of the user, interpreted according to `options.user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Type of the user ID.
            options: ResetUserPrincipalAuthenticationInfoOptions,
        }
    }

    /// Gets the MFA methods that a user has bound.
    ///
    /// Fails with status 400 if `user_id` is malformed.
    read Get "/api/v3/get-user-mfa-info"
    fn get_user_mfa_info(GetUserMfaInfo) -> UserMfaResp {
        required {
            /// ID of the user, interpreted according to `user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Type of identifier given in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Logs a user out of applications.
    ///
    /// Fails with status 400 if `app_ids` is malformed.
    destructive Post "/api/v3/kick-users"
    fn kick_users(KickUsers) -> IsSuccess {
        required {
            /// IDs of the applications to log the user out of.
            app_ids: Vec<String> [Items(1..=50)],
            /// ID of the user, interpreted according to `options.user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Type of the user ID.
            options: KickUsersOptions,
        }
    }

    /// Lists the logins of a user, page by page.
    ///
    /// Fails with status 400 if `user_id` is malformed.
    read Get "/api/v3/get-user-login-history"
    fn get_user_login_history(GetUserLoginHistory) -> UserLoginHistoryPaging {
        required {
            /// ID of the user, interpreted according to `user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Type of identifier given in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
            /// Only logins to the application with this ID.
            app_id: String,
            /// Only logins from this IP address.
            client_ip: String,
            /// Start of the period to list, in milliseconds since the Unix epoch.
            start: i64,
            /// End of the period to list, in milliseconds since the Unix epoch.
            end: i64,
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
        }
    }

    /// Checks whether a user is logged in to an application.
    read Post "/api/v3/check-session-status"
    fn check_session_status(CheckSessionStatus) -> CheckSessionStatusData, decides {
        required {
            /// ID of the application.
            app_id: String,
            /// ID of the user. Other identifiers are documented too, but there is no parameter to select their type.
            user_id: String,
        }
        optional {}
    }

    /// Imports one-time password authenticators of users.
    write Post "/api/v3/import-otp"
    fn import_otp(ImportOtp) -> () {
        required {
            /// Authenticators to import.
            list: Vec<ImportOtpItem>,
        }
        optional {}
    }

    /// Gets the one-time password secret that a user has bound.
    read Get "/api/v3/get-otp-secret-by-user"
    fn get_otp_secret_by_user(GetOtpSecretByUser) -> OtpSecretResp {
        required {
            /// ID of the user, interpreted according to `user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Type of identifier given in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Gets the password of a user, encrypted with the key configured in the console, such as an RSA or SM2 key.
    read Post "/api/v3/get-user-password-ciphertext"
    fn get_user_password_ciphertext(GetUserPasswordCiphertext) -> GetUserPasswordCiphertextData {
        required {
            /// ID of the user, interpreted according to `user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Type of identifier given in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Sets the MFA trigger data of a user.
    write Post "/api/v3/set-mfa-status"
    fn set_users_mfa_status(SetUsersMfaStatus) -> IsSuccess {
        required {
            /// MFA trigger data of the user, in the form that `get_user_mfa_status` returns.
            mfa_trigger_data: GetMfaInfoData,
            /// ID of the user, interpreted according to `user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Type of identifier given in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Gets the MFA trigger data of a user.
    ///
    /// The response contains an MFA token. Whether each request issues a new one is not documented, so the operation
    /// counts as a write.
    write Get "/api/v3/get-mfa-status"
    fn get_user_mfa_status(GetUserMfaStatus) -> GetMfaInfoDataOutput {
        required {
            /// ID of the user, interpreted according to `user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Type of identifier given in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Gets the encrypted passwords of users.
    ///
    /// The operation is documented to return a single object, although it accepts several user IDs.
    write Post "/api/v3/batch-get-user-encrypt-password"
    fn get_user_encrypt_password_batch(GetUserEncryptPasswordBatch) -> GetUserEncryptPasswordBatchData {
        required {
            /// IDs of the users.
            user_ids: Vec<String>,
        }
        optional {}
    }

    /// Sends users an email with a link to reset their password.
    write Post "/api/v3/send-user-reset-password-email-link"
    fn send_user_reset_password_email_link(SendUserResetPasswordEmailLinkRequest) -> IsSuccess, authing {
        required {
            /// Users to send the email to.
            users: Vec<SendUserResetPasswordEmailLink>,
        }
        optional {}
    }

    /// Verifies a one-time password of the authenticator bound to a user.
    ///
    /// It counts as a write, because a verification may use up the password or count a failure.
    write Post "/api/v3/mfa-totp-verify-by-user"
    fn mfa_totp_verify_by_user(MfaTotpVerifyByUser) -> Value, path_only {
        required {}
        optional {}
    }

    /// Binds a phone number or an email address to a user as an MFA factor.
    write Post "/api/v3/set-user-mfa-bind-sms-email"
    fn set_user_mfa_bind_sms_email(SetUserMfaBindSmsEmail) -> Value, path_only {
        required {}
        optional {}
    }

    /// Sends users a message with which they can reset their password.
    write Post "/api/v3/send-user-reset-password-request"
    fn send_user_reset_password_request(SendUserResetPasswordRequest) -> Value, path_only {
        required {}
        optional {}
    }
}
