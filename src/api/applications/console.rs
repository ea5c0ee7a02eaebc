//! Applications: tenant console and verification.

use serde_json::Value;

use super::{UpdateLoginConfig, UserPoolTenantConfig, VerifyConfigData};
use crate::api::common::IsSuccess;
use crate::macros::operations;

operations! {
    /// # Applications: tenant console and verification
    "applications"

    /// Changes the login page of an application.
    ///
    /// The operation is documented as taking an application ID, but has no parameter for it.
    write Post "/api/v3/update-login-page-config"
    fn update_login_page_config(UpdateLoginPageConfig) -> IsSuccess {
        required {
            /// New settings of the login page.
            update: UpdateLoginConfig,
        }
        optional {}
    }

    /// Returns the multi-tenancy settings of the user pool.
    ///
    /// The operation is documented as taking a user pool ID, but has no parameter for it.
    read Get "/api/v3/userpool-tenant-config"
    fn userpool_tenant_config(UserpoolTenantConfig) as "userpoll_tenant_config" -> UserPoolTenantConfig {
        required {}
        optional {}
    }

    /// Changes the login settings in the multi-tenancy settings of the user pool.
    write Post "/api/v3/update-userpool-tenant-config"
    fn update_user_pool_tenant_config(UpdateUserPoolTenantConfig) -> IsSuccess {
        required {
            /// New login settings.
            update: UpdateLoginConfig,
        }
        optional {}
    }

    /// Allows or forbids QR code login in the tenant console.
    write Post "/api/v3/update-userpool-tenant-appqrcode-state"
    fn update_tenant_qr_code_state(UpdateTenantQrCodeState) -> IsSuccess {
        required {
            /// Whether to allow login by QR code.
            enabled: bool,
        }
        optional {}
    }

    /// Enables or disables identity source connections for the multi-tenancy of the user pool.
    write Post "/api/v3/change-userpool-tenant-ext-idp-conn-state"
    fn change_userpool_tenant_ext_idp_conn_state(ChangeUserpoolTenantExtIdpConnState)
        as "change_userpool_tenan_ext_idp_conn_state"
        -> IsSuccess {
        required {
            /// Whether to enable the connections.
            enabled: bool,
            /// IDs of the identity source connections.
            conn_ids: Vec<String>,
        }
        optional {}
    }

    /// Lists the applications of the `verify-config` configuration.
    ///
    /// The official summary speaks of a list, but the documented response is a single application without the usual
    /// envelope, so `data` is left as JSON.
    read Get "/api/v3/verify-config-app"
    fn get_verify_config_app(GetVerifyConfigApp) -> Value, in_body {
        required {}
        optional {
            /// Text to search for.
            keywords: String,
        }
    }

    /// Returns the `verify-config` configuration, which controls the takeover of Windows login and password changes.
    ///
    /// Only the Go SDK and the official OpenAPI document, both of 2023, contain this operation.
    read Get "/api/v3/verify-config"
    fn get_verify_config(GetVerifyConfig) -> VerifyConfigData, authing {
        required {}
        optional {}
    }

    /// Changes the `verify-config` configuration, which controls the takeover of Windows login and password changes.
    ///
    /// Only the official OpenAPI document of November 2023 contains this operation. It declares a bare configuration as
    /// the response, so `data` is left as JSON.
    write Put "/api/v3/verify-config"
    fn update_verify_config(UpdateVerifyConfig) -> Value, in_body, authing {
        required {
            /// ID of the configuration.
            id: String,
            /// ID of the application.
            app_id: String,
            /// Secret of the application.
            app_secret: String as secret,
            /// The literal `public-key`, not a key. `auth_address` has the URL of the key.
            public_key: String,
            /// URL of the public key.
            auth_address: String,
            /// Image of the application.
            logo: String as text,
            /// Name of the application, although it is documented with the description of `logo`.
            name: String,
        }
        optional {
            /// Whether to take over Windows login. Defaults to `false`.
            is_win_login: bool,
            /// Whether to take over password changes in Windows. Defaults to `false`.
            is_win_change_pwd: bool,
        }
    }
}
