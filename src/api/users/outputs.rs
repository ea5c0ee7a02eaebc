//! What these calls answer.

use crate::api::common::PermissionStrategy;
use crate::table::outputs;

outputs! {
    /// An application, as the lists of a user's applications show it.
    App {
        /// ID of the application.
        app_id: String,
        /// Display name of the application.
        app_name: String,
        /// URL of the application's logo.
        app_logo: String,
        /// URL of the application's login page.
        app_login_url: String,
        /// Whether users may log in who have no rule of their own.
        app_default_login_strategy: PermissionStrategy,
    }

    /// A page of archived users.
    ArchivedUsersListPaging, page list: ListArchivedUsersResp, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<ListArchivedUsersResp>,
    }

    /// Answer to whether a user is logged in to an application.
    CheckSessionStatusData {
        /// Whether the user is logged in there.
        active: bool,
    }

    /// The encrypted password of a user.
    GetUserEncryptPasswordBatchData {
        /// ID of the user the password belongs to.
        user_id: String,
        /// Password of the user, encrypted.
        encrypted_password: String,
    }

    /// The password of a user, encrypted with the key set in the console.
    GetUserPasswordCiphertextData {
        /// Encrypted password.
        ciphertext: String,
    }

    /// Answer to whether a user has one of several roles.
    HasAnyRole {
        /// Whether the user has one of the roles at least.
        has_any_role: bool,
    }

    /// Answer to whether a user exists.
    IsUserExists {
        /// Whether there is such a user.
        exists: bool,
    }

    /// Outcome of binding an external account.
    LinkIdentityData {
        /// Whether the account is bound now.
        success: bool,
    }

    /// An archived user.
    ListArchivedUsersResp {
        /// ID the user has in the user pool.
        user_id: String,
        /// When the user was archived.
        archived_at: String,
    }

    /// The one-time-password secret of a user.
    OtpSecretResp {
        /// Secret the one-time passwords of the user are made from.
        secret: String,
    }

    /// The real-name verification of a user.
    PrincipalAuthenticationInfo {
        /// Whether the user has been verified.
        authenticated: bool,
        /// Who was verified: `P` for a person, `E` for a company.
        principal_type: String,
        /// Number of the document of the verified person or company.
        principal_code: String,
        /// Name of the verified person or company.
        principal_name: String,
        /// When the verification took place.
        authenticated_at: String,
    }

    /// A page of real-name verifications.
    PrincipalAuthenticationInfoPaging {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<PrincipalAuthenticationInfo>,
    }

    /// Outcome of unbinding external accounts.
    UnlinkIdentityData {
        /// Whether the accounts are unbound now.
        success: bool,
    }

    /// A decrypted field of a user.
    UserFieldDecryptRespItem {
        /// ID of the user the field belongs to.
        user_id: String,
        /// Name of the field, like `username` or `phone`.
        field_name: String,
        /// Value of the field in plain text.
        decrypted_content: String,
    }

    /// An application a user has logged in to.
    UserLoggedInApps {
        /// ID of the application.
        app_id: String,
        /// Display name of the application.
        app_name: String,
        /// URL of the application's logo.
        app_logo: String,
        /// URL of the application's login page.
        app_login_url: String,
    }

    /// An external identity a user has logged in with.
    UserLoggedInIdentities {
        /// ID of the identity in the user pool.
        identity_id: String,
        /// Name of the identity source, in Chinese.
        idp_name: String,
        /// Name of the identity source, in English.
        idp_name_en: String,
        /// URL of the identity source's logo.
        idp_logo: String,
        /// ID of the identity source.
        idp_id: String,
    }

    /// One login of a user.
    UserLoginHistory {
        /// ID of the application.
        app_id: String,
        /// Display name of the application logged in to.
        app_name: String,
        /// URL of the application's logo.
        app_logo: String,
        /// URL of the application's login page.
        app_login_url: String,
        /// IP address the login came from.
        client_ip: String,
        /// User agent string of the browser or program that logged in.
        user_agent: String,
        /// When the login took place; upstream does not say in which format.
        time: String,
    }

    /// A page of logins.
    UserLoginHistoryPaging, page list: UserLoginHistory, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<UserLoginHistory>,
    }

    /// Which second factors a user has bound.
    UserMfaResp {
        /// Whether an authenticator app is bound: `enabled` or `disabled`, or a boolean, as upstream's sample
        /// shows.
        totp_status: String,
        /// Whether face recognition is bound: `enabled` or `disabled`, or a boolean, as upstream's sample shows.
        face_mfa_status: String,
        /// Whether a phone for codes by text message is bound: `enabled` or `disabled`, or a boolean, as upstream's
        /// sample shows.
        sms_mfa_status: String,
        /// Whether an address for codes by email is bound: `enabled` or `disabled`, or a boolean, as upstream's
        /// sample shows.
        email_mfa_status: String,
    }
}
