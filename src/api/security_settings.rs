//! Security settings of a user pool.

use crate::macros::{enums, inputs, operations, outputs};

operations! {
    /// # Security settings
    "security_settings"

    /// Returns the security settings of the user pool.
    read Get "/api/v3/get-security-settings"
    fn get_security_settings(GetSecuritySettings) -> SecuritySettings {
        required {}
        optional {}
    }

    /// Updates the security settings of the user pool and returns all of them.
    ///
    /// `authing_token_expires_in` is sent as `authingTokenExpiresIn`, which the GenAuth SDKs name
    /// `genauthTokenExpiresIn`. Which of the two names a GenAuth server reads is not documented.
    write Post "/api/v3/update-security-settings"
    fn update_security_settings(UpdateSecuritySettings) -> SecuritySettings {
        required {}
        optional {
            /// Origins allowed by CORS, such as `https://example.com`.
            allowed_origins: Vec<String>,
            /// Lifetime of a GenAuth token (Authing token), in seconds. Defaults to `129600`.
            authing_token_expires_in: i64,
            /// Number of characters in SMS, email and image verification codes. Defaults to `6`.
            verify_code_length: i64,
            /// Number of wrong entries allowed within the validity period of a verification code (60 seconds by
            /// default). One more wrong entry invalidates the code, and a new code must be sent. Defaults to `1`.
            verify_code_max_attempts: i64,
            /// Security rule for users who change their email address.
            change_email_strategy: ChangeEmailStrategy,
            /// Security rule for users who change their phone number.
            change_phone_strategy: ChangePhoneStrategy,
            /// Lifetime of the login cookie.
            cookie_settings: CookieSettings,
            /// Whether self-registration is disabled, so that only administrators can create accounts. Defaults to
            /// `true` in B2B and B2E user pools, and to `false` in others.
            register_disabled: bool,
            /// Limit on frequent registrations from one IP address.
            register_anomaly_detection: RegisterAnomalyDetectionConfig,
            /// Whether users must set a password after they register with a verification code. This applies only to the
            /// GenAuth login page and Guard, not to API requests. Defaults to `false`.
            complete_password_after_pass_code_login: bool,
            /// Protection of logins against brute-force attacks, by captcha and account locking.
            login_anomaly_detection: LoginAnomalyDetectionConfig,
            /// Whether a login with an unverified email address is refused and triggers a verification email; the user
            /// can log in once the address is verified.
            login_require_email_verified: bool,
            /// Whether and how users can unlock their own accounts. Only users with a bound phone number or email
            /// address can do so.
            self_unlock_account: SelfUnlockAccountConfig,
            /// Whether the GenAuth login page offers a choice of accounts. Defaults to `false`.
            enable_login_account_switch: bool,
            /// Security of logins by scanning a QR code with an app.
            qrcode_login_strategy: QrcodeLoginStrategy,
        }
    }
}

inputs! {
    /// A security rule for users who change their email address.
    ChangeEmailStrategy {
        required {
            /// Whether users must verify the old email address first. The setting defaults to `true`.
            verify_old_email: bool,
        }
        optional {}
    }

    /// A security rule for users who change their phone number.
    ChangePhoneStrategy {
        required {
            /// Whether users must verify the old phone number first. The setting defaults to `true`.
            verify_old_phone: bool,
        }
        optional {}
    }

    /// The lifetime of the login cookie.
    CookieSettings {
        required {
            /// Lifetime of the login state in seconds, after which the user must log in again. It also applies to the
            /// application panel and the applications added to it. The setting defaults to `1209600` (14 days).
            cookie_expires_in: i64,
            /// Whether the login state ends when the browser is closed. The setting defaults to `false`.
            cookie_expires_on_browser_session: bool,
        }
        optional {}
    }

    /// Protection of logins against brute-force attacks, by captcha and account locking.
    LoginAnomalyDetectionConfig {
        required {
            /// Reaction to too many failed logins. This setting is obsolete, because `robot_verify` and `account_lock`
            /// replace it. It must still be sent, and any value will do if the fields that replace it are used. The
            /// setting defaults to `captcha`.
            login_fail_strategy: LoginFailStrategy,
            /// When a captcha is required: `disable` (never), `condition_set` (under the configured conditions) or
            /// `always_enable` (always).
            robot_verify: String,
            /// When accounts are locked: `disable` (never) or `condition_set` (under the configured conditions).
            account_lock: String,
            /// Limit on login attempts with incorrect information.
            login_fail_check: LoginFailCheckConfig,
            /// Limit on failed password attempts. This setting is obsolete, because
            /// `account_lock_login_password_fail_check` and `robot_verify_login_password_fail_check` replace it.
            login_password_fail_check: LoginPasswordFailCheckConfig,
            /// Limit on failed password attempts that leads to a captcha.
            robot_verify_login_password_fail_check: LoginPasswordFailCheckConfig,
            /// IP addresses that need no captcha; a login from any other IP address triggers one.
            robot_verify_login_ip_whitelist_check: LoginIpWhitelistCheckConfig,
            /// Whether the captcha conditions include a restriction of the login time.
            robot_verify_login_time_check_enable: bool,
            /// Days of the week with times for the restriction of the login time. The format is not documented.
            robot_verifylogin_week_start_end_time: Vec<String>,
        }
        optional {
            /// Limit on failed password attempts that leads to an account lock.
            account_lock_login_password_fail_check: LoginPasswordFailCheckConfig,
        }
    }

    /// A limit on failed logins from one IP address.
    LoginFailCheckConfig {
        required {
            /// Whether the limit is enabled. The setting defaults to `false`.
            enabled: bool,
            /// Number of failed logins from one IP address within `time_interval` that triggers the protection. The
            /// setting defaults to `50`.
            limit: i64,
            /// Length of the time window, in seconds. The setting defaults to `300`.
            time_interval: i64,
        }
        optional {
            /// Unit in which `time_interval` is displayed: `Second`, `Minute`, `Hour` or `Day`. The value itself stays
            /// in seconds. Defaults to `Second`.
            unit: String,
        }
    }

    /// IP addresses from which a login needs no captcha.
    LoginIpWhitelistCheckConfig {
        required {
            /// Whether the IP address of a login is checked. The setting defaults to `false`.
            enabled: bool,
            /// IP addresses that need no captcha, separated by commas.
            ip_whitelist: String as text,
        }
        optional {}
    }

    /// A limit on failed password attempts.
    LoginPasswordFailCheckConfig {
        required {
            /// Whether the limit is enabled. The setting defaults to `false`.
            enabled: bool,
            /// Maximum number of failed password attempts within `time_interval`. The setting defaults to `50`.
            limit: i64,
            /// Length of the time window, in seconds. The setting defaults to `300`.
            time_interval: i64,
        }
        optional {
            /// Unit in which `time_interval` is displayed: `Second`, `Minute`, `Hour` or `Day`. The value itself stays
            /// in seconds. Defaults to `Second`.
            unit: String,
        }
    }

    /// The security of logins by scanning a QR code with an app.
    QrcodeLoginStrategy {
        required {
            /// Lifetime of a QR code, in seconds. The setting defaults to `120`.
            qrcode_expires_in: i64,
            /// Lifetime of a ticket, in seconds. The setting defaults to `300`.
            ticket_expires_in: i64,
            /// Whether the browser can exchange a ticket for user information. The official documentation has this
            /// description at `return_full_user_info`. The setting defaults to `true`.
            allow_exchange_user_info_from_browser: bool,
            /// Whether the web polling endpoint returns complete user information. The official documentation has this
            /// description at `allow_exchange_user_info_from_browser`. The setting defaults to `false`.
            return_full_user_info: bool,
        }
        optional {
            /// Unit in which `qrcode_expires_in` is displayed: `Second`, `Minute`, `Hour` or `Day`. The value itself
            /// stays in seconds. Defaults to `Second`.
            qrcode_expires_in_unit: String,
            /// Unit in which `ticket_expires_in` is displayed: `Second`, `Minute`, `Hour` or `Day`. The value itself
            /// stays in seconds. Defaults to `Second`.
            ticket_expires_in_unit: String,
        }
    }

    /// A limit on frequent registrations from one IP address.
    RegisterAnomalyDetectionConfig {
        required {
            /// Whether the limit is enabled. The setting defaults to `false`.
            enabled: bool,
            /// Maximum number of registrations from one IP address within `time_interval`. The setting defaults to
            /// `50`.
            limit: i64,
            /// Length of the time window, in seconds. The setting defaults to `300`.
            time_interval: i64,
        }
        optional {}
    }

    /// Whether and how users can unlock their own accounts.
    SelfUnlockAccountConfig {
        required {
            /// Whether users can unlock their own accounts. The setting defaults to `false`.
            enabled: bool,
            /// What users must provide to unlock their accounts. The setting defaults to `captcha`.
            strategy: SelfUnlockStrategy,
        }
        optional {}
    }
}

outputs! {
    /// A security rule for users who change their email address.
    ChangeEmailStrategyOutput {
        /// Whether users must verify the old email address first.
        verify_old_email: bool,
    }

    /// A security rule for users who change their phone number.
    ChangePhoneStrategyOutput {
        /// Whether users must verify the old phone number first.
        verify_old_phone: bool,
    }

    /// The lifetime of the login cookie.
    CookieSettingsOutput {
        /// Lifetime of the login state in seconds, after which the user must log in again. It also applies to the
        /// application panel and the applications added to it.
        cookie_expires_in: i64,
        /// Whether the login session ends when the browser is closed.
        cookie_expires_on_browser_session: bool,
    }

    /// Protection of logins against brute-force attacks, by captcha and account locking.
    LoginAnomalyDetectionConfigOutput {
        /// Reaction to too many failed logins. This setting is obsolete, because `robot_verify` and `account_lock`
        /// replace it.
        login_fail_strategy: LoginFailStrategy,
        /// When a captcha is required: `disable` (never), `condition_set` (under the configured conditions) or
        /// `always_enable` (always).
        robot_verify: String,
        /// When accounts are locked: `disable` (never) or `condition_set` (under the configured conditions).
        account_lock: String,
        /// Limit on login attempts with incorrect information.
        login_fail_check: Option<LoginFailCheckConfigOutput>,
        /// Limit on failed password attempts. This setting is obsolete, because
        /// `account_lock_login_password_fail_check` and `robot_verify_login_password_fail_check` replace it.
        login_password_fail_check: Option<LoginPasswordFailCheckConfigOutput>,
        /// Limit on failed password attempts before the account is locked.
        account_lock_login_password_fail_check: Option<LoginPasswordFailCheckConfigOutput>,
        /// Limit on failed password attempts that leads to a captcha.
        robot_verify_login_password_fail_check: Option<LoginPasswordFailCheckConfigOutput>,
        /// IP addresses that need no captcha; a login from any other IP address triggers one.
        robot_verify_login_ip_whitelist_check: Option<LoginIpWhitelistCheckConfigOutput>,
        /// Whether the captcha conditions include a restriction of the login time.
        robot_verify_login_time_check_enable: bool,
        /// Days of the week with times for the restriction of the login time. The format is not documented.
        robot_verifylogin_week_start_end_time: Vec<String>,
    }

    /// A limit on failed logins from one IP address.
    LoginFailCheckConfigOutput {
        /// Whether the limit is enabled.
        enabled: bool,
        /// Number of failed logins from one IP address within `time_interval` that triggers the protection.
        limit: i64,
        /// Length of the time window, in seconds.
        time_interval: i64,
        /// Unit in which `time_interval` is displayed: `Second`, `Minute`, `Hour` or `Day`. The value itself stays in
        /// seconds.
        unit: String,
    }

    /// IP addresses from which a login needs no captcha.
    LoginIpWhitelistCheckConfigOutput {
        /// Whether the IP address of a login is checked.
        enabled: bool,
        /// IP addresses that need no captcha, separated by commas.
        ip_whitelist: String,
    }

    /// A limit on failed password attempts.
    LoginPasswordFailCheckConfigOutput {
        /// Whether the limit is enabled.
        enabled: bool,
        /// Maximum number of failed password attempts within `time_interval`.
        limit: i64,
        /// Length of the time window, in seconds.
        time_interval: i64,
        /// Unit in which `time_interval` is displayed: `Second`, `Minute`, `Hour` or `Day`. The value itself stays in
        /// seconds.
        unit: String,
    }

    /// The security of logins by scanning a QR code with an app.
    QrcodeLoginStrategyOutput {
        /// Lifetime of a QR code, in seconds.
        qrcode_expires_in: i64,
        /// Unit in which `qrcode_expires_in` is displayed: `Second`, `Minute`, `Hour` or `Day`. The value itself stays
        /// in seconds.
        qrcode_expires_in_unit: String,
        /// Lifetime of a ticket, in seconds.
        ticket_expires_in: i64,
        /// Unit in which `ticket_expires_in` is displayed: `Second`, `Minute`, `Hour` or `Day`. The value itself stays
        /// in seconds.
        ticket_expires_in_unit: String,
        /// Whether the browser can exchange a ticket for user information. The official documentation has this
        /// description at `return_full_user_info`.
        allow_exchange_user_info_from_browser: bool,
        /// Whether the web polling endpoint returns complete user information. The official documentation has this
        /// description at `allow_exchange_user_info_from_browser`.
        return_full_user_info: bool,
    }

    /// A limit on frequent registrations from one IP address.
    RegisterAnomalyDetectionConfigOutput {
        /// Whether the limit is enabled.
        enabled: bool,
        /// Maximum number of registrations from one IP address within `time_interval`.
        limit: i64,
        /// Length of the time window, in seconds.
        time_interval: i64,
    }

    /// The security settings of a user pool.
    SecuritySettings {
        /// Origins allowed by CORS, separated by line breaks. `update_security_settings` takes them as a list.
        allowed_origins: String,
        /// Lifetime of a GenAuth token (Authing token), in seconds.
        authing_token_expires_in: i64,
        /// Number of characters in SMS, email and image verification codes.
        verify_code_length: i64,
        /// Number of wrong entries allowed within the validity period of a verification code (60 seconds by default).
        /// One more wrong entry invalidates the code, and a new code must be sent.
        verify_code_max_attempts: i64,
        /// Security rule for users who change their email address.
        change_email_strategy: Option<ChangeEmailStrategyOutput>,
        /// Security rule for users who change their phone number.
        change_phone_strategy: Option<ChangePhoneStrategyOutput>,
        /// Lifetime of the login cookie.
        cookie_settings: Option<CookieSettingsOutput>,
        /// Whether self-registration is disabled, so that only administrators can create accounts.
        register_disabled: bool,
        /// Limit on frequent registrations from one IP address.
        register_anomaly_detection: Option<RegisterAnomalyDetectionConfigOutput>,
        /// Whether users must set a password after they register with a verification code. This applies only to the
        /// GenAuth login page and Guard, not to API requests.
        complete_password_after_pass_code_login: bool,
        /// Protection of logins against brute-force attacks, by captcha and account locking.
        login_anomaly_detection: Option<LoginAnomalyDetectionConfigOutput>,
        /// Whether a login with an unverified email address is refused and triggers a verification email; the user can
        /// log in once the address is verified.
        login_require_email_verified: bool,
        /// Whether and how users can unlock their own accounts. Only users with a bound phone number or email address
        /// can do so.
        self_unlock_account: Option<SelfUnlockAccountConfigOutput>,
        /// Whether the GenAuth login page offers a choice of accounts.
        enable_login_account_switch: bool,
        /// Security of logins by scanning a QR code with an app.
        qrcode_login_strategy: Option<QrcodeLoginStrategyOutput>,
    }

    /// Whether and how users can unlock their own accounts.
    SelfUnlockAccountConfigOutput {
        /// Whether users can unlock their own accounts.
        enabled: bool,
        /// What users must provide to unlock their accounts.
        strategy: SelfUnlockStrategy,
    }
}

enums! {
    /// Reaction to too many failed logins.
    LoginFailStrategy {
        /// A captcha is required. This is the default.
        Captcha = "captcha",
        /// The account is locked. With this value, only the limit on failed password attempts can be enabled.
        BlockAccount = "block-account",
    }

    /// What users must provide to unlock their own accounts.
    SelfUnlockStrategy {
        /// Verification code. This is the default.
        Captcha = "captcha",
        /// Old password and verification code.
        PasswordCaptcha = "password-captcha",
    }
}
