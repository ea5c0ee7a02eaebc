//! Multi-factor authentication of a user pool.

use crate::api::common::{GetMfaInfoDataOutput, UserIdType};
use crate::table::{enums, operations, outputs};

operations! {
    /// # MFA
    "mfa"

    /// Turns MFA factors of one application on and off.
    ///
    /// Upstream does not say what becomes of a factor named in neither list.
    write Post "/api/v3/update-application-mfa-settings"
    fn update_application_mfa_settings(UpdateApplicationMfaSettings) -> MFASettings {
        required {
            /// ID of the application whose MFA factors change.
            app_id: String,
        }
        optional {
            /// Factors to turn on for the application; absence turns none on.
            enabled_factors: Vec<MfaFactor>,
            /// Factors to turn off for the application; absence turns none off.
            disabled_factors: Vec<MfaFactor>,
        }
    }

    /// Gets what a login of this user to this application needs for its MFA step, with an MFA token.
    ///
    /// The answer carries an `mfaToken`, presumably issued anew by each call, so the call is not repeated by
    /// itself.
    write Get "/api/v3/get-mfa-trigger-data"
    fn get_mfa_trigger_data(GetMfaTriggerData) -> GetMfaInfoDataOutput {
        required {
            /// ID of the application the user wants to log in to.
            app_id: String,
            /// ID of the user, of the kind `userIdType` names.
            user_id: String,
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Gets the MFA factors that are on for the whole user pool.
    read Get "/api/v3/get-global-mfa-settings"
    fn get_global_mfa_settings(GetGlobalMfaSettings) -> MFASettings {
        required {}
        optional {}
    }

    /// Turns on MFA factors for the whole user pool.
    ///
    /// Upstream does not say whether factors left out of the list stay on; turning some off has a call of its own.
    write Post "/api/v3/update-global-mfa-settings"
    fn update_global_mfa_settings(UpdateGlobalMfaSettings) -> MFASettings {
        required {
            /// Factors to turn on for the whole user pool.
            enabled_factors: Vec<MfaFactor>,
        }
        optional {}
    }

    /// Turns off MFA factors for the whole user pool.
    ///
    /// Only the factors listed are turned off. This call is missing from upstream's OpenAPI document.
    write Post "/api/v3/disable-global-mfa-settings"
    fn close_global_mfa_settings(CloseGlobalMfaSettings) -> MFASettings {
        required {
            /// Factors to turn off for the whole user pool.
            disable_factors: Vec<MfaFactor>,
        }
        optional {}
    }
}

outputs! {
    /// The MFA factors that are turned on, for the user pool or for one application.
    MFASettings {
        /// Factors that are on; an empty list means MFA asks for none.
        enabled_factors: Vec<MfaFactor>,
    }
}

enums! {
    /// A second factor.
    MfaFactor {
        Otp = "OTP",
        Sms = "SMS",
        Email = "EMAIL",
        Face = "FACE",
    }
}
