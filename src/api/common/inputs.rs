//! What these calls take.

use super::{SortOrder, UserIdType, UserSortField};
use crate::table::inputs;

inputs! {
    /// One multi-factor method of an application.
    ApplicationMfa {
        required {
            /// Kind of the method, such as `EMAIL`.
            mfa_policy: String,
            /// State of the method as a number; upstream's sample is 1 and explains no value.
            status: i64,
        }
        optional {
            /// Place of the method when several are offered.
            sort: i64,
        }
    }

    /// The translations of a custom field.
    CustomFieldI18n {
        required {
            /// Label of the field in several languages.
            label: LangObject,
        }
        optional {}
    }

    /// The translations of a department.
    DepartmentI18n {
        required {
            /// Name of the department in several languages.
            name: LangObject,
        }
        optional {}
    }

    /// What a pending multi-factor login knows about its user.
    GetMfaInfoData {
        required {
            /// Token that stands for the pending login in the steps that follow.
            mfa_token: String [Secret],
            /// Multi-factor methods the application offers.
            application_mfa: Vec<ApplicationMfa>,
        }
        optional {
            /// Phone number enrolled for multi-factor login.
            mfa_phone: String,
            /// Country code of `mfaPhone`, such as `+86`.
            mfa_phone_country_code: String,
            /// Email address enrolled for multi-factor login.
            mfa_email: String,
            /// Informal name of the user.
            nickname: String,
            /// Login name of the user.
            username: String,
            /// Phone number of the user's profile, without country code.
            phone: String,
            /// Calling code of the phone number's country, such as `+86`; needed outside mainland China.
            phone_country_code: String,
            /// Whether the user can pass by face recognition.
            face_mfa_enabled: bool,
            /// Whether the user can pass by a one-time password.
            totp_mfa_enabled: bool,
        }
    }

    /// A text in several languages; not every language need be there.
    LangObject {
        required {}
        optional {
            /// Version in Simplified Chinese.
            zh_cn = "zh-CN": LangUnit,
            /// Version in English.
            en_us = "en-US": LangUnit,
            /// Version in Traditional Chinese.
            zh_tw = "zh-TW": LangUnit,
            /// Version in Japanese.
            ja_jp = "ja-JP": LangUnit,
        }
    }

    /// A text in one language.
    LangUnit {
        required {
            /// Whether the text is shown to those who chose its language in the console.
            enabled: bool,
            /// Text to show in this language.
            value: String,
        }
        optional {}
    }

    /// Which page of a list is wanted, and its size.
    Pagination {
        required {}
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(1..=50)],
        }
    }

    /// Which notifications a new account's holder gets.
    SendCreateAccountNotification {
        required {}
        optional {
            /// Whether a mail goes to the new account's address; absence means no.
            send_email_notification: bool,
            /// Whether a text message goes to the new account's phone; absence means no.
            send_phone_notification: bool,
            /// ID of the application whose login address is sent; absent means that of the user pool's application
            /// panel.
            app_id: String,
        }
    }

    /// Who is told about a changed password, and how.
    SendResetPasswordNotification {
        required {}
        optional {
            /// Whether a mail goes to the address in the user's profile; absence means no.
            send_default_email_notification: bool,
            /// Whether a text message goes to the phone in the user's profile; absence means no.
            send_default_phone_notification: bool,
            /// Email address to notify; need not be the one in the profile.
            input_send_email_notification: String,
            /// Phone number to notify; need not be the one in the profile.
            input_send_phone_notification: String,
            /// ID of the application whose login address is sent; absent means that of the user pool's application
            /// panel.
            app_id: String,
        }
    }

    /// A department to put a user in, and the user's position there.
    SetUserDepartment {
        required {
            /// ID of the department to be in.
            department_id: String,
        }
        optional {
            /// Whether the user leads this department.
            is_leader: bool,
            /// Whether this becomes the user's main department.
            is_main_department: bool,
        }
    }

    /// Options for setting a user's departments.
    SetUserDepartmentsOptions {
        required {}
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// One sort key of a list of users.
    Sorting {
        required {
            /// Field of the user to sort by.
            field: UserSortField,
            /// Direction of the sorting.
            order: SortOrder,
        }
        optional {}
    }
}
