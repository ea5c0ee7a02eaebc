//! What these calls take.

use crate::api::common::{Pagination, PasswordEncryptType};
use crate::table::inputs;

inputs! {
    /// How the password of a new member is handled.
    CreateTenantUserOptions {
        required {}
        optional {
            /// Whether `password` is stored as it is, not hashed again, for hashes taken over from another system;
            /// absence means no.
            keep_password: bool,
            /// Whether the server makes up a password; absence means no.
            auto_generate_password: bool,
            /// Whether the member must set a new password at the first login; absence means no.
            reset_password_on_first_login: bool,
            /// How `password` is encrypted on its way to the server. The server takes absence as `none`.
            password_encrypt_type: PasswordEncryptType,
        }
    }

    /// Paging of a list of members, and what to return with each.
    ListTenantUsersOptions {
        required {}
        optional {
            /// Page wanted and its size.
            pagination: Pagination,
            /// Whether the IDs of departments come along.
            with_department_ids: bool,
        }
    }

    /// A mail to a tenant's administrator.
    SendTenantEmail {
        required {
            /// Name of the administrator the mail goes to.
            admin_name: String,
            /// Name of the user the mail speaks of; upstream does not tell it from `adminName`.
            user_name: String,
            /// Mail address the mail goes to.
            email: String,
            /// Domain name of the tenant.
            identifier: String,
            /// ID of the tenant the mail is about.
            tenant_id: String,
            /// Name of the tenant the mail is about.
            tenant_name: String,
        }
        optional {}
    }

    /// A text message to a tenant's administrator.
    SendTenantSms {
        required {
            /// Name of the administrator the message goes to.
            admin_name: String,
            /// Name of the user the message speaks of; upstream does not tell it from `adminName`.
            user_name: String,
            /// Identifier upstream calls the user's here, but the tenant's domain name in the matching mail.
            identifier: String,
            /// Phone number the message goes to, without country code.
            phone: String,
            /// Calling code of the phone number's country, such as `+86`; needed outside mainland China.
            phone_country_code: String,
            /// ID of the tenant the message is about.
            tenant_id: String,
            /// Name of the tenant the message is about.
            tenant_name: String,
        }
        optional {}
    }
}
