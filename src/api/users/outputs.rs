//! Output types of the user operations.

use crate::api::common::PermissionStrategy;
use crate::macros::outputs;

outputs! {
    /// An application of a user.
    App {
        /// ID of the application.
        app_id: String,
        /// Name of the application.
        app_name: String,
        /// URL of the application's logo.
        app_logo: String,
        /// URL of the application's login page.
        app_login_url: String,
        /// Whether all users or none may log in to the application by default.
        app_default_login_strategy: PermissionStrategy,
    }

    /// A page of archived users.
    ArchivedUsersListPaging, page list: ListArchivedUsersResp, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<ListArchivedUsersResp>,
    }

    /// The session status of a user in an application.
    CheckSessionStatusData {
        /// Whether the user is logged in to the application.
        active: bool,
    }

    /// The encrypted password of a user.
    GetUserEncryptPasswordBatchData {
        /// ID of the user.
        user_id: String,
        /// Encrypted password of the user.
        encrypted_password: String as secret,
    }

    /// The password of a user, encrypted with the key configured in the console.
    GetUserPasswordCiphertextData {
        /// Encrypted password of the user.
        ciphertext: String as secret,
    }

    /// The result of a role check.
    HasAnyRole {
        /// Whether the user has at least one of the roles.
        has_any_role: bool,
    }

    /// The result of a user existence check.
    IsUserExists {
        /// Whether there is such a user.
        exists: bool,
    }

    /// The result of linking an identity.
    LinkIdentityData {
        /// Whether the operation succeeded.
        success: bool,
    }

    /// An archived user.
    ListArchivedUsersResp {
        /// ID of the user.
        user_id: String,
        /// Time when the user was archived, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        archived_at: String,
    }

    /// The one-time password secret of a user.
    OtpSecretResp {
        /// Secret of the user's one-time password authenticator.
        secret: String as secret,
    }

    /// The real-name verification of a user.
    PrincipalAuthenticationInfo {
        /// Whether the user is verified.
        authenticated: bool,
        /// Type of the verified subject: `P` for a person, `E` for a company.
        principal_type: String,
        /// Number of the document that identifies the verified person or company.
        principal_code: String,
        /// Name of the verified person or company.
        principal_name: String,
        /// Time of the verification, as an ISO 8601 date-time such as `2022-04-05T10:23:50.631Z`.
        authenticated_at: String,
    }

    /// A page of real-name verifications.
    PrincipalAuthenticationInfoPaging {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<PrincipalAuthenticationInfo>,
    }

    /// The result of unlinking identities.
    UnlinkIdentityData {
        /// Whether the operation succeeded.
        success: bool,
    }

    /// A decrypted field of a user.
    UserFieldDecryptRespItem {
        /// Identifier of the user: user ID, username, email address, phone number, external ID, or ID at an identity
        /// source.
        user_id: String,
        /// Name of the decrypted field, such as `username` or `phone`.
        field_name: String,
        /// Value of the field in plain text.
        decrypted_content: String as secret,
    }

    /// An application that a user has logged in to.
    UserLoggedInApps {
        /// ID of the application.
        app_id: String,
        /// Name of the application.
        app_name: String,
        /// URL of the application's logo.
        app_logo: String,
        /// URL of the application's login page.
        app_login_url: String,
    }

    /// An identity that a user has logged in with.
    UserLoggedInIdentities {
        /// ID of the identity.
        identity_id: String,
        /// Name of the identity source, such as `微信`.
        idp_name: String,
        /// English name of the identity source, such as `wechat`.
        idp_name_en: String,
        /// URL of the identity source's logo.
        idp_logo: String,
        /// ID of the identity source.
        idp_id: String,
    }

    /// A login of a user.
    UserLoginHistory {
        /// ID of the application.
        app_id: String,
        /// Name of the application.
        app_name: String,
        /// URL of the application's logo.
        app_logo: String,
        /// URL of the application's login page.
        app_login_url: String,
        /// IP address of the client.
        client_ip: String,
        /// User agent of the client.
        user_agent: String,
        /// Time of the login, as an ISO 8601 date-time.
        time: String,
    }

    /// A page of logins.
    UserLoginHistoryPaging, page list: UserLoginHistory, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<UserLoginHistory>,
    }

    /// The MFA methods that a user has bound.
    UserMfaResp {
        /// Whether TOTP is bound: `enabled` or `disabled`. The documented example is `true`.
        totp_status: String,
        /// Whether face recognition is bound: `enabled` or `disabled`. The documented example is `true`.
        face_mfa_status: String,
        /// Whether MFA by text message is bound: `enabled` or `disabled`. The documented example is `true`.
        sms_mfa_status: String,
        /// Whether MFA by email is bound: `enabled` or `disabled`. The documented example is `true`.
        email_mfa_status: String,
    }
}
