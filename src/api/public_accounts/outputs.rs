//! What these calls answer.

use serde_json::{Map, Value};

use crate::api::common::{Gender, UserSourceType, UserStatus, WorkStatus};
use crate::table::outputs;

outputs! {
    /// A public account: one that several users can share.
    PublicAccount {
        /// ID of the public account.
        user_id: String,
        /// When it was created.
        created_at: String,
        /// When it was last changed.
        updated_at: String,
        /// State of the account, which decides whether it can log in.
        status: UserStatus,
        /// Employment state of the account's holder, apart from `status`.
        work_status: WorkStatus,
        /// ID the account has in an external system, unique in the user pool.
        external_id: String,
        /// Email address; case does not matter, unique in the user pool.
        email: String,
        /// Phone number without country code, unique in the user pool; outside mainland China set
        /// `phoneCountryCode`.
        phone: String,
        /// Calling code of the phone number's country, such as `+86`; needed outside mainland China.
        phone_country_code: String,
        /// Login name, unique in the user pool.
        username: String,
        /// Real name of the person; need not be unique.
        name: String,
        /// Informal name to show.
        nickname: String,
        /// URL of the avatar picture.
        photo: String,
        /// How many times the account has logged in so far.
        logins_count: i64,
        /// Time of the latest login; absent if there was none.
        last_login: String,
        /// IP address of the latest login.
        last_ip: String,
        /// Gender of the person.
        gender: Gender,
        /// Whether the email address counts as verified.
        email_verified: bool,
        /// Whether the phone number counts as verified.
        phone_verified: bool,
        /// Time the password was last changed.
        password_last_set_at: String,
        /// Day of birth, as in `2022-06-03`.
        birthdate: String,
        /// Country of residence, such as `CN`.
        country: String,
        /// Province of residence, such as `BJ`.
        province: String,
        /// City of residence, such as `BJ`.
        city: String,
        /// Postal address as free text.
        address: String,
        /// Street and house number, as free text.
        street_address: String,
        /// Postal code of the address.
        postal_code: String,
        /// Name of the company the person works for.
        company: String,
        /// User agent of the browser last logged in with.
        browser: String,
        /// Kind of device last logged in with, such as `iOS`.
        device: String,
        /// First name of the person.
        given_name: String,
        /// Surname of the person.
        family_name: String,
        /// Middle name of the person.
        middle_name: String,
        /// Profile name, such as `alice`; upstream describes it just like `preferredUsername`.
        profile: String,
        /// Name the person prefers to be called by, such as `alice`.
        preferred_username: String,
        /// URL of the person's own website.
        website: String,
        /// Time zone, such as `GMT-08:00`.
        zoneinfo: String,
        /// Language or locale code, such as `af`.
        locale: String,
        /// Complete address as one text, ready to print.
        formatted: String,
        /// Region of residence within the country.
        region: String,
        /// How the account came to be: import, sign-up, administrator or synchronization.
        user_source_type: UserSourceType,
        /// ID of the application or sync task the account came from.
        user_source_id: String,
        /// ID of the application last logged in to.
        last_login_app: String,
        /// ID of the department that counts as the main one.
        main_department_id: String,
        /// Time of the latest multi-factor check, as text.
        last_mfa_time: String,
        /// Strength rating of the password, as a number.
        password_security_level: i64,
        /// Whether the next login asks for a new password; absence means no.
        reset_password_on_next_login: bool,
        /// Ways the account was registered.
        register_source: Vec<String>,
        /// IDs of the departments it is in; only there if `withDepartmentIds` asked for them.
        department_ids: Vec<String>,
        /// Number of the person's identity card.
        identity_number: String,
        /// Values of custom fields, by field key; only there if `withCustomData` asked for them.
        custom_data: Map<String, Value>,
        /// Time `status` last changed.
        status_changed_at: String,
        /// ID of the tenant.
        tenant_id: String,
    }

    /// One page of public accounts.
    PublicAccountPaging, page list: PublicAccount, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<PublicAccount>,
    }
}
