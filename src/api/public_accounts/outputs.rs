//! Outputs of the public account operations.

use serde_json::{Map, Value};

use crate::api::common::{Gender, UserSourceType, UserStatus, WorkStatus};
use crate::macros::outputs;

outputs! {
    /// A public account, which several users share.
    PublicAccount {
        /// User ID of the public account.
        user_id: String,
        /// Time of creation, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        created_at: String,
        /// Time of the last update, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        updated_at: String,
        /// State of the account.
        status: UserStatus,
        /// Work status of the account.
        work_status: WorkStatus,
        /// ID of the account in an external system, unique in the user pool.
        external_id: String,
        /// Email address, unique in the user pool and case-insensitive.
        email: String,
        /// Phone number without the country code.
        phone: String,
        /// Country calling code of the phone number, such as `+86`.
        phone_country_code: String,
        /// Username of the account, unique in the user pool.
        username: String,
        /// Real name, not necessarily unique.
        name: String,
        /// Nickname.
        nickname: String,
        /// URL of the avatar.
        photo: String,
        /// Total number of logins.
        logins_count: i64,
        /// Time of the last login, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        last_login: String,
        /// IP address of the last login.
        last_ip: String,
        /// Gender.
        gender: Gender,
        /// Whether the email address has been verified.
        email_verified: bool,
        /// Whether the phone number has been verified.
        phone_verified: bool,
        /// Time of the last password change, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        password_last_set_at: String,
        /// Date of birth, such as `2022-06-03`.
        birthdate: String,
        /// Country, such as `CN`.
        country: String,
        /// Province, such as `BJ`.
        province: String,
        /// City, such as `BJ`.
        city: String,
        /// Address.
        address: String,
        /// Street address.
        street_address: String,
        /// Postal code, such as `438100`.
        postal_code: String,
        /// Company.
        company: String,
        /// User agent of the browser used for the last login.
        browser: String,
        /// Device used for the last login, such as `iOS`.
        device: String,
        /// Given name.
        given_name: String,
        /// Family name.
        family_name: String,
        /// Middle name.
        middle_name: String,
        /// Personal profile, such as `alice`. It is also documented as the preferred username.
        profile: String,
        /// Preferred username, such as `alice`.
        preferred_username: String,
        /// URL of the personal website.
        website: String,
        /// Time zone, such as `GMT-08:00`.
        zoneinfo: String,
        /// Locale, such as `af`.
        locale: String,
        /// Full address in standard form, such as `132, My Street, Kingston, New York 12401`.
        formatted: String,
        /// Region, such as `Xinjiang Uyghur Autonomous Region`.
        region: String,
        /// How the account was created.
        user_source_type: UserSourceType,
        /// ID of the application or sync task that the account comes from.
        user_source_id: String,
        /// ID of the application of the last login.
        last_login_app: String,
        /// ID of the main department.
        main_department_id: String,
        /// Time of the last multi-factor authentication, as an ISO 8601 date-time.
        last_mfa_time: String,
        /// Strength level of the password. The scale is not documented.
        password_security_level: i64,
        /// Whether the password must be reset at the next login.
        reset_password_on_next_login: bool,
        /// Registration methods.
        register_source: Vec<String>,
        /// IDs of the departments of the account. Present if `with_department_ids` is set.
        department_ids: Vec<String>,
        /// Identity card number.
        identity_number: String,
        /// Custom data of the account. Present if `with_custom_data` is set.
        custom_data: Map<String, Value>,
        /// Time of the last change of `status`, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        status_changed_at: String,
        /// ID of the tenant of the account.
        tenant_id: String,
    }

    /// A page of public accounts.
    PublicAccountPaging, page list: PublicAccount, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<PublicAccount>,
    }
}
