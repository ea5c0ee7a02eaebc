//! Security settings of a user pool.

use crate::table::{enums, inputs, operations, outputs};

operations! {
    /// # Security settings
    "security_settings"

    /// Gets the user pool's security settings.
    read Get "/api/v3/get-security-settings"
    fn get_security_settings(GetSecuritySettings) -> SecuritySettings {
        required {}
        optional {}
    }

    /// Changes the user pool's security settings and returns them all.
    ///
    /// Authing's sources say `authingTokenExpiresIn` where GenAuth's say `genauthTokenExpiresIn`; which of the two
    /// a GenAuth server reads is unknown.
    write Post "/api/v3/update-security-settings"
    fn update_security_settings(UpdateSecuritySettings) -> SecuritySettings {
        required {}
        optional {
            /// Origins that may call from a browser (CORS), such as `https://example.com`.
            allowed_origins: Vec<String>,
            /// Lifetime of a token the service issues for a user, in seconds. The server takes absence as `129600`.
            authing_token_expires_in: i64,
            /// Number of characters in a code sent by SMS or mail and in a captcha image. The server takes absence
            /// as `6`.
            verify_code_length: i64,
            /// Wrong entries after which a code becomes invalid and a new one must be sent. The server takes
            /// absence as `1`.
            verify_code_max_attempts: i64,
            /// What a user must prove before changing the mail address.
            change_email_strategy: ChangeEmailStrategy,
            /// What a user must prove before changing the phone number.
            change_phone_strategy: ChangePhoneStrategy,
            /// How long a login lasts in the browser.
            cookie_settings: CookieSettings,
            /// Whether users are kept from registering, so that only administrators create accounts; B2B and B2E
            /// pools start with yes. The server takes absence as `false`.
            register_disabled: bool,
            /// Limit on registrations from one IP address.
            register_anomaly_detection: RegisterAnomalyDetectionConfig,
            /// Whether a user who registered by code must then set a password; only on the hosted login page and
            /// Guard, not by API. The server takes absence as `false`.
            complete_password_after_pass_code_login: bool,
            /// Defence against guessed passwords: captcha and account lock.
            login_anomaly_detection: LoginAnomalyDetectionConfig,
            /// Whether a login with an unverified mail address is refused until the user follows the mail it
            /// triggers.
            login_require_email_verified: bool,
            /// Whether and how users unlock their own account; they need a phone number or mail address on it.
            self_unlock_account: SelfUnlockAccountConfig,
            /// Whether the hosted login page lets the user choose among accounts. The server takes absence as
            /// `false`.
            enable_login_account_switch: bool,
            /// Security of logins by scanning a QR code with an app. The server takes absence as `false`.
            qrcode_login_strategy: QrcodeLoginStrategy,
        }
    }
}

inputs! {
    /// Rule for changing a user's mail address.
    ChangeEmailStrategy {
        required {
            /// Whether the old mail address must be verified before a new one takes its place.
            verify_old_email: bool,
        }
        optional {}
    }

    /// Rule for changing a user's phone number.
    ChangePhoneStrategy {
        required {
            /// Whether the old phone number must be verified before a new one takes its place.
            verify_old_phone: bool,
        }
        optional {}
    }

    /// Lifetime of the login cookie.
    CookieSettings {
        required {
            /// Seconds until a login ends and the user must log in again; it holds for the application panel and
            /// the applications on it.
            cookie_expires_in: i64,
            /// Whether the login ends as soon as the browser is closed.
            cookie_expires_on_browser_session: bool,
        }
        optional {}
    }

    /// Defence against guessed passwords, by captcha and by locking accounts.
    LoginAnomalyDetectionConfig {
        required {
            /// What follows on too many failed logins. Obsolete but still to be sent; `robotVerify` and
            /// `accountLock` replace it.
            login_fail_strategy: LoginFailStrategy,
            /// When a captcha is asked for: `disable`, `condition_set` (under the conditions set here) or
            /// `always_enable`.
            robot_verify: String,
            /// When accounts are locked: `disable` or `condition_set` (under the conditions set here).
            account_lock: String,
            /// Limit on failed logins of any kind.
            login_fail_check: LoginFailCheckConfig,
            /// Limit on wrong passwords. Obsolete; `accountLockLoginPasswordFailCheck` and
            /// `robotVerifyLoginPasswordFailCheck` replace it.
            login_password_fail_check: LoginPasswordFailCheckConfig,
            /// Limit on wrong passwords beyond which a captcha is asked for.
            robot_verify_login_password_fail_check: LoginPasswordFailCheckConfig,
            /// IP addresses that need no captcha; a login from any other asks for one.
            robot_verify_login_ip_whitelist_check: LoginIpWhitelistCheckConfig,
            /// Whether the time of a login decides if a captcha is asked for.
            robot_verify_login_time_check_enable: bool,
            /// Weekdays with times for the check by login time; upstream gives no format.
            robot_verifylogin_week_start_end_time: Vec<String>,
        }
        optional {
            /// Limit on wrong passwords beyond which the account is locked.
            account_lock_login_password_fail_check: LoginPasswordFailCheckConfig,
        }
    }

    /// Limit on failed logins from one IP address.
    LoginFailCheckConfig {
        required {
            /// Whether failed logins are limited.
            enabled: bool,
            /// Failed logins from one IP address within `timeInterval` that set off the defence.
            limit: i64,
            /// Time over which failed logins are counted, in seconds whatever `unit` says.
            time_interval: i64,
        }
        optional {
            /// Unit to show the time in: `Second`, `Minute`, `Hour` or `Day`; it changes nothing else. The server
            /// takes absence as `Second`.
            unit: String,
        }
    }

    /// IP addresses from which a login needs no captcha.
    LoginIpWhitelistCheckConfig {
        required {
            /// Whether the login's IP address is checked.
            enabled: bool,
            /// Trusted IP addresses as one text, separated by commas.
            ip_whitelist: String,
        }
        optional {}
    }

    /// Limit on wrong passwords.
    LoginPasswordFailCheckConfig {
        required {
            /// Whether wrong passwords are limited.
            enabled: bool,
            /// Wrong passwords within `timeInterval` that set off the defence.
            limit: i64,
            /// Time over which wrong passwords are counted, in seconds whatever `unit` says.
            time_interval: i64,
        }
        optional {
            /// Unit to show the time in: `Second`, `Minute`, `Hour` or `Day`; it changes nothing else. The server
            /// takes absence as `Second`.
            unit: String,
        }
    }

    /// Security of logins by scanning a QR code.
    QrcodeLoginStrategy {
        required {
            /// Lifetime of a QR code, in seconds.
            qrcode_expires_in: i64,
            /// Lifetime of the ticket a scan yields, in seconds.
            ticket_expires_in: i64,
            /// Whether a browser may trade the ticket for the user's data. Read from its name: upstream gives it
            /// the text of `returnFullUserInfo`.
            allow_exchange_user_info_from_browser: bool,
            /// Whether polling for the scan returns all of the user's data. Read from its name: upstream swapped
            /// the two texts.
            return_full_user_info: bool,
        }
        optional {
            /// Unit to show the QR code's lifetime in: `Second`, `Minute`, `Hour` or `Day`; it changes nothing
            /// else. The server takes absence as `Second`.
            qrcode_expires_in_unit: String,
            /// Unit to show the ticket's lifetime in: `Second`, `Minute`, `Hour` or `Day`; it changes nothing else.
            /// The server takes absence as `Second`.
            ticket_expires_in_unit: String,
        }
    }

    /// Limit on registrations from one IP address.
    RegisterAnomalyDetectionConfig {
        required {
            /// Whether registrations are limited.
            enabled: bool,
            /// Most registrations from one IP address within `timeInterval`.
            limit: i64,
            /// Time over which registrations are counted, in seconds.
            time_interval: i64,
        }
        optional {}
    }

    /// Whether and how users unlock their own account.
    SelfUnlockAccountConfig {
        required {
            /// Whether users may unlock their own account.
            enabled: bool,
            /// What a user must give: a verification code alone, or the old password with it.
            strategy: SelfUnlockStrategy,
        }
        optional {}
    }
}

outputs! {
    /// Rule for changing a user's mail address.
    ChangeEmailStrategyOutput {
        /// Whether the old mail address must be verified before a new one takes its place.
        verify_old_email: bool,
    }

    /// Rule for changing a user's phone number.
    ChangePhoneStrategyOutput {
        /// Whether the old phone number must be verified before a new one takes its place.
        verify_old_phone: bool,
    }

    /// Lifetime of the login cookie.
    CookieSettingsOutput {
        /// Seconds until a login ends and the user must log in again; it holds for the application panel and the
        /// applications on it.
        cookie_expires_in: i64,
        /// Whether the login ends as soon as the browser is closed.
        cookie_expires_on_browser_session: bool,
    }

    /// Defence against guessed passwords, by captcha and by locking accounts.
    LoginAnomalyDetectionConfigOutput {
        /// What follows on too many failed logins. Obsolete but still to be sent; `robotVerify` and `accountLock`
        /// replace it.
        login_fail_strategy: LoginFailStrategy,
        /// When a captcha is asked for: `disable`, `condition_set` (under the conditions set here) or
        /// `always_enable`.
        robot_verify: String,
        /// When accounts are locked: `disable` or `condition_set` (under the conditions set here).
        account_lock: String,
        /// Limit on failed logins of any kind.
        login_fail_check: Option<LoginFailCheckConfigOutput>,
        /// Limit on wrong passwords. Obsolete; `accountLockLoginPasswordFailCheck` and
        /// `robotVerifyLoginPasswordFailCheck` replace it.
        login_password_fail_check: Option<LoginPasswordFailCheckConfigOutput>,
        /// Limit on wrong passwords beyond which the account is locked.
        account_lock_login_password_fail_check: Option<LoginPasswordFailCheckConfigOutput>,
        /// Limit on wrong passwords beyond which a captcha is asked for.
        robot_verify_login_password_fail_check: Option<LoginPasswordFailCheckConfigOutput>,
        /// IP addresses that need no captcha; a login from any other asks for one.
        robot_verify_login_ip_whitelist_check: Option<LoginIpWhitelistCheckConfigOutput>,
        /// Whether the time of a login decides if a captcha is asked for.
        robot_verify_login_time_check_enable: bool,
        /// Weekdays with times for the check by login time; upstream gives no format.
        robot_verifylogin_week_start_end_time: Vec<String>,
    }

    /// Limit on failed logins from one IP address.
    LoginFailCheckConfigOutput {
        /// Whether failed logins are limited.
        enabled: bool,
        /// Failed logins from one IP address within `timeInterval` that set off the defence.
        limit: i64,
        /// Time over which failed logins are counted, in seconds whatever `unit` says.
        time_interval: i64,
        /// Unit to show the time in: `Second`, `Minute`, `Hour` or `Day`; it changes nothing else.
        unit: String,
    }

    /// IP addresses from which a login needs no captcha.
    LoginIpWhitelistCheckConfigOutput {
        /// Whether the login's IP address is checked.
        enabled: bool,
        /// Trusted IP addresses as one text, separated by commas.
        ip_whitelist: String,
    }

    /// Limit on wrong passwords.
    LoginPasswordFailCheckConfigOutput {
        /// Whether wrong passwords are limited.
        enabled: bool,
        /// Wrong passwords within `timeInterval` that set off the defence.
        limit: i64,
        /// Time over which wrong passwords are counted, in seconds whatever `unit` says.
        time_interval: i64,
        /// Unit to show the time in: `Second`, `Minute`, `Hour` or `Day`; it changes nothing else.
        unit: String,
    }

    /// Security of logins by scanning a QR code.
    QrcodeLoginStrategyOutput {
        /// Lifetime of a QR code, in seconds.
        qrcode_expires_in: i64,
        /// Unit to show the QR code's lifetime in: `Second`, `Minute`, `Hour` or `Day`; it changes nothing else.
        qrcode_expires_in_unit: String,
        /// Lifetime of the ticket a scan yields, in seconds.
        ticket_expires_in: i64,
        /// Unit to show the ticket's lifetime in: `Second`, `Minute`, `Hour` or `Day`; it changes nothing else.
        ticket_expires_in_unit: String,
        /// Whether a browser may trade the ticket for the user's data. Read from its name: upstream gives it the
        /// text of `returnFullUserInfo`.
        allow_exchange_user_info_from_browser: bool,
        /// Whether polling for the scan returns all of the user's data. Read from its name: upstream swapped the
        /// two texts.
        return_full_user_info: bool,
    }

    /// Limit on registrations from one IP address.
    RegisterAnomalyDetectionConfigOutput {
        /// Whether registrations are limited.
        enabled: bool,
        /// Most registrations from one IP address within `timeInterval`.
        limit: i64,
        /// Time over which registrations are counted, in seconds.
        time_interval: i64,
    }

    /// A user pool's security settings.
    SecuritySettings {
        /// Origins that may call from a browser (CORS), declared as one text, where the update takes a list.
        allowed_origins: String,
        /// Lifetime of a token the service issues for a user, in seconds.
        authing_token_expires_in: i64,
        /// Number of characters in a code sent by SMS or mail and in a captcha image.
        verify_code_length: i64,
        /// Wrong entries after which a code becomes invalid and a new one must be sent. Upstream is at odds on its
        /// default: 1 or 60.
        verify_code_max_attempts: i64,
        /// What a user must prove before changing the mail address.
        change_email_strategy: Option<ChangeEmailStrategyOutput>,
        /// What a user must prove before changing the phone number.
        change_phone_strategy: Option<ChangePhoneStrategyOutput>,
        /// How long a login lasts in the browser.
        cookie_settings: Option<CookieSettingsOutput>,
        /// Whether users are kept from registering, so that only administrators create accounts; B2B and B2E pools
        /// start with yes.
        register_disabled: bool,
        /// Limit on registrations from one IP address.
        register_anomaly_detection: Option<RegisterAnomalyDetectionConfigOutput>,
        /// Whether a user who registered by code must then set a password; only on the hosted login page and Guard,
        /// not by API.
        complete_password_after_pass_code_login: bool,
        /// Defence against guessed passwords: captcha and account lock.
        login_anomaly_detection: Option<LoginAnomalyDetectionConfigOutput>,
        /// Whether a login with an unverified mail address is refused until the user follows the mail it triggers.
        login_require_email_verified: bool,
        /// Whether and how users unlock their own account; they need a phone number or mail address on it.
        self_unlock_account: Option<SelfUnlockAccountConfigOutput>,
        /// Whether the hosted login page lets the user choose among accounts.
        enable_login_account_switch: bool,
        /// Security of logins by scanning a QR code with an app.
        qrcode_login_strategy: Option<QrcodeLoginStrategyOutput>,
    }

    /// Whether and how users unlock their own account.
    SelfUnlockAccountConfigOutput {
        /// Whether users may unlock their own account.
        enabled: bool,
        /// What a user must give: a verification code alone, or the old password with it.
        strategy: SelfUnlockStrategy,
    }
}

enums! {
    /// What a failed sign-in leads to.
    LoginFailStrategy {
        Captcha = "captcha",
        BlockAccount = "block-account",
    }

    /// How a locked user gets free.
    SelfUnlockStrategy {
        Captcha = "captcha",
        PasswordCaptcha = "password-captcha",
    }
}
