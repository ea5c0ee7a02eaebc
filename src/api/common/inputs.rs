//! Input types that several groups of operations use.

use super::{SortOrder, UserIdType, UserSortField};
use crate::macros::inputs;

inputs! {
    /// An MFA factor.
    ApplicationMfa {
        required {
            /// Type of the MFA factor, such as `EMAIL`.
            mfa_policy: String,
            /// Status of the MFA factor, such as `1`. The values are not documented.
            status: i64,
        }
        optional {
            /// Sort position of the MFA factor, such as `0`.
            sort: i64,
        }
    }

    /// Translations of a custom field.
    CustomFieldI18n {
        required {
            /// Label of the custom field in several languages.
            label: LangObject,
        }
        optional {}
    }

    /// Translations of a department.
    DepartmentI18n {
        required {
            /// Name of the department in several languages.
            name: LangObject,
        }
        optional {}
    }

    /// MFA trigger data of a user.
    GetMfaInfoData {
        required {
            /// MFA token.
            mfa_token: String as secret,
            /// MFA factors.
            application_mfa: Vec<ApplicationMfa>,
        }
        optional {
            /// Phone number bound for MFA.
            mfa_phone: String,
            /// Country code of `mfa_phone`, such as `+86`.
            mfa_phone_country_code: String,
            /// Email address bound for MFA.
            mfa_email: String,
            /// Nickname of the user.
            nickname: String,
            /// Username of the user.
            username: String,
            /// Phone number of the user.
            phone: String,
            /// Country code of `phone`, such as `+86`.
            phone_country_code: String,
            /// Whether verification by face recognition is enabled.
            face_mfa_enabled: bool,
            /// Whether verification by one-time password is enabled.
            totp_mfa_enabled: bool,
        }
    }

    /// A text in several languages.
    LangObject {
        required {}
        optional {
            /// Text in Simplified Chinese.
            zh_cn = "zh-CN": LangUnit,
            /// Text in English.
            en_us = "en-US": LangUnit,
            /// Text in Traditional Chinese.
            zh_tw = "zh-TW": LangUnit,
            /// Text in Japanese.
            ja_jp = "ja-JP": LangUnit,
        }
    }

    /// A text in one language.
    LangUnit {
        required {
            /// Whether the text is shown when its language is selected in the console. Defaults to `false`.
            enabled: bool,
            /// Text in this language.
            value: String as text,
        }
        optional {}
    }

    /// Page to fetch, and its size.
    Pagination {
        required {}
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
        }
    }

    /// Notifications to send after an account is created.
    SendCreateAccountNotification {
        required {}
        optional {
            /// Whether to send an email notification. Defaults to `false`.
            send_email_notification: bool,
            /// Whether to send a text message notification. Defaults to `false`.
            send_phone_notification: bool,
            /// ID of the application whose login URL the notification contains. Defaults to the user pool's application
            /// panel.
            app_id: String,
        }
    }

    /// Notifications to send after a password is reset.
    SendResetPasswordNotification {
        required {}
        optional {
            /// Whether to send a notification to the user's email address. Defaults to `false`.
            send_default_email_notification: bool,
            /// Whether to send a notification to the user's phone number. Defaults to `false`.
            send_default_phone_notification: bool,
            /// Email address to notify.
            input_send_email_notification: String,
            /// Phone number to notify.
            input_send_phone_notification: String,
            /// ID of the application whose login URL the notification contains. Defaults to the user pool's application
            /// panel.
            app_id: String,
        }
    }

    /// A department of a user.
    SetUserDepartment {
        required {
            /// ID of the department.
            department_id: String,
        }
        optional {
            /// Whether the user is a leader of the department.
            is_leader: bool,
            /// Whether the department is the user's main department.
            is_main_department: bool,
        }
    }

    /// Options for setting the departments of a user.
    SetUserDepartmentsOptions {
        required {}
        optional {
            /// Type of identifier given in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// A sort key for a list of users or public accounts.
    Sorting {
        required {
            /// Field to sort by.
            field: UserSortField,
            /// Sort order.
            order: SortOrder,
        }
        optional {}
    }
}
