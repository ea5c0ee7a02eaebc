//! Multi-factor authentication (MFA).

use crate::api::common::{GetMfaInfoDataOutput, UserIdType};
use crate::macros::{enums, operations, outputs};

operations! {
    /// # MFA
    "mfa"

    /// Enables and disables MFA factors for an application.
    write Post "/api/v3/update-application-mfa-settings"
    fn update_application_mfa_settings(UpdateApplicationMfaSettings) -> MFASettings {
        required {
            /// ID of the application.
            app_id: String,
        }
        optional {
            /// MFA factors to enable for the application. Defaults to `[]`.
            enabled_factors: Vec<MfaFactor>,
            /// MFA factors to disable for the application. Defaults to `[]`.
            disabled_factors: Vec<MfaFactor>,
        }
    }

    /// Gets the MFA trigger data of a user in an application.
    ///
    /// The response contains an MFA token. Whether each request issues a new one is not documented, so the operation
    /// counts as a write.
    write Get "/api/v3/get-mfa-trigger-data"
    fn get_mfa_trigger_data(GetMfaTriggerData) -> GetMfaInfoDataOutput {
        required {
            /// ID of the application.
            app_id: String,
            /// ID of the user, interpreted according to `user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Type of identifier given in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Gets the MFA factors enabled for the user pool.
    read Get "/api/v3/get-global-mfa-settings"
    fn get_global_mfa_settings(GetGlobalMfaSettings) -> MFASettings {
        required {}
        optional {}
    }

    /// Enables MFA factors for the user pool.
    ///
    /// To disable factors, use `close_global_mfa_settings`.
    write Post "/api/v3/update-global-mfa-settings"
    fn update_global_mfa_settings(UpdateGlobalMfaSettings) -> MFASettings {
        required {
            /// MFA factors to enable for the user pool.
            enabled_factors: Vec<MfaFactor>,
        }
        optional {}
    }

    /// Disables MFA factors for the user pool.
    write Post "/api/v3/disable-global-mfa-settings"
    fn close_global_mfa_settings(CloseGlobalMfaSettings) -> MFASettings {
        required {
            /// MFA factors to disable for the user pool.
            disable_factors: Vec<MfaFactor>,
        }
        optional {}
    }
}

outputs! {
    /// The MFA settings of the user pool or an application.
    MFASettings {
        /// MFA factors that are enabled.
        enabled_factors: Vec<MfaFactor>,
    }
}

enums! {
    /// An MFA factor.
    MfaFactor {
        /// One-time password (TOTP).
        Otp = "OTP",
        /// Code sent by text message.
        Sms = "SMS",
        /// Code sent by email.
        Email = "EMAIL",
        /// Face recognition.
        Face = "FACE",
    }
}
