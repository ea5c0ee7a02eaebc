//! Applications: consoles of tenants and verification.

use serde_json::Value;

use super::{UpdateLoginConfig, UserPoolTenantConfig, VerifyConfigData};
use crate::api::common::IsSuccess;
use crate::table::operations;

operations! {
    /// # Applications: consoles of tenants and verification
    "applications"

    /// Changes the login page of an application.
    ///
    /// Upstream says the application is named by its ID, but the operation has no parameter for it.
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
    /// Upstream says the user pool is named by its ID, but the operation has no parameter for it: it is that of the
    /// access key.
    read Get "/api/v3/userpool-tenant-config"
    fn userpool_tenant_config(UserpoolTenantConfig) as "userpoll_tenant_config" -> UserPoolTenantConfig {
        required {}
        optional {}
    }

    /// Changes the login page in the multi-tenancy settings of the user pool.
    write Post "/api/v3/update-userpool-tenant-config"
    fn update_user_pool_tenant_config(UpdateUserPoolTenantConfig) -> IsSuccess {
        required {
            /// New settings of the login page.
            update: UpdateLoginConfig,
        }
        optional {}
    }

    /// Allows or forbids login by QR code in the tenant console.
    write Post "/api/v3/update-userpool-tenant-appqrcode-state"
    fn update_tenant_qr_code_state(UpdateTenantQrCodeState) -> IsSuccess {
        required {
            /// Whether login by QR code is allowed.
            enabled: bool,
        }
        optional {}
    }

    /// Turns connections of identity sources on or off for the tenants of the user pool, several at once.
    write Post "/api/v3/change-userpool-tenant-ext-idp-conn-state"
    fn change_userpool_tenant_ext_idp_conn_state(ChangeUserpoolTenantExtIdpConnState)
        as "change_userpool_tenan_ext_idp_conn_state"
        -> IsSuccess {
        required {
            /// Whether the connections are usable; `false` takes them away.
            enabled: bool,
            /// IDs of the connections.
            conn_ids: Vec<String>,
        }
        optional {}
    }

    /// Lists the applications that can be used for Windows login takeover.
    ///
    /// Upstream declares a single application without an envelope for the answer, which cannot be right; `data`
    /// stays JSON.
    read Get "/api/v3/verify-config-app"
    fn get_verify_config_app(GetVerifyConfigApp) -> Value, in_body {
        required {}
        optional {
            /// Text to look for in the applications; absent means all.
            keywords: String,
        }
    }

    /// Returns the configuration of the Windows login takeover.
    ///
    /// Only one old upstream source (2023) knows it; `get_verify_config_app` seems to have taken its place.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/verify-config"
    fn get_verify_config(GetVerifyConfig) -> VerifyConfigData {
        required {}
        optional {}
    }

    /// Changes the configuration of the Windows login takeover.
    ///
    /// Only upstream's API document of November 2023 knows it, and it says nothing of the answer: `data` stays
    /// JSON.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Put "/api/v3/verify-config"
    fn update_verify_config(UpdateVerifyConfig) -> Value {
        required {
            /// ID of the configuration record.
            id: String,
            /// ID of the application.
            app_id: String,
            /// Secret of the application.
            app_secret: String [Secret],
            /// Fixed text `public-key`.
            public_key: String,
            /// URL where the public key is found.
            auth_address: String,
            /// URL of the application's logo.
            logo: String,
            /// Name of the application; upstream's description is that of `logo`.
            name: String,
        }
        optional {
            /// Whether the application takes over the login to Windows. The server takes absence as `false`.
            is_win_login: bool,
            /// Whether the application takes over changing the Windows password. The server takes absence as
            /// `false`.
            is_win_change_pwd: bool,
        }
    }
}
