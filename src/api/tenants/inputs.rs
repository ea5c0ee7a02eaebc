//! Nested objects in requests about tenants.

use crate::api::common::{Pagination, PasswordEncryptType};
use crate::macros::inputs;

inputs! {
    /// Options for the password of a new tenant member.
    CreateTenantUserOptions {
        required {}
        optional {
            /// Whether to store `password` exactly as given, for migrated password hashes. Custom password functions
            /// must then hash and verify passwords. Defaults to `false`.
            keep_password: bool,
            /// Whether to generate a password. Defaults to `false`.
            auto_generate_password: bool,
            /// Whether the member must change the password at the first login. Defaults to `false`.
            reset_password_on_first_login: bool,
            /// How `password` is encrypted in the request; `rsa` and `sm2` use the public keys of the service.
            /// Defaults to `none`.
            password_encrypt_type: PasswordEncryptType,
        }
    }

    /// Options for listing tenant members.
    ListTenantUsersOptions {
        required {}
        optional {
            /// Page number and page size.
            pagination: Pagination,
            /// Whether to include department IDs in the response.
            with_department_ids: bool,
        }
    }

    /// A notification email to the administrator of a tenant.
    SendTenantEmail {
        required {
            /// Name of the administrator.
            admin_name: String as text,
            /// Username. The difference from `admin_name` is not documented.
            user_name: String as text,
            /// Email address of the administrator.
            email: String,
            /// Domain name of the tenant.
            identifier: String,
            /// ID of the tenant.
            tenant_id: String,
            /// Name of the tenant.
            tenant_name: String as text,
        }
        optional {}
    }

    /// A notification text message to the administrator of a tenant.
    SendTenantSms {
        required {
            /// Name of the administrator.
            admin_name: String as text,
            /// Username. The difference from `admin_name` is not documented.
            user_name: String as text,
            /// Identifier of the user, according to the documentation. In `SendTenantEmail`, this field is the tenant's
            /// domain name.
            identifier: String,
            /// Phone number of the administrator.
            phone: String,
            /// Country calling code of the administrator's phone number, such as `+86`.
            phone_country_code: String,
            /// ID of the tenant.
            tenant_id: String,
            /// Name of the tenant.
            tenant_name: String as text,
        }
        optional {}
    }
}
