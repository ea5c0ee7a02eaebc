//! Applications.

use serde_json::{Map, Value};

use super::{
    AppType, Application, ApplicationBrandingConfigInput, ApplicationLoginConfigInput, ApplicationPaginatedData,
    ApplicationRegisterConfigInput, ApplicationSimpleInfo, ApplicationSimpleInfoPaginatedData,
    CheckDomainAvailableData, CreateApplicationRespData, GetApplicationSecretData, ListApplicationActiveUsersOptions,
    Protocol, RefreshApplicationSecretData, TenantApplicationListPaging, UpdateApplicationLoginConfigInput,
};
use crate::api::common::{IsSuccess, UserPaging};
use crate::table::operations;

operations! {
    /// # Applications
    "applications"

    /// Returns an application with its full configuration: protocols, login, registration and branding.
    read Get "/api/v3/get-application"
    fn get_application(GetApplication) -> Application {
        required {
            /// ID of the application.
            app_id: String,
        }
        optional {}
    }

    /// Lists the applications of the user pool with their full configuration, page by page.
    read Get "/api/v3/list-applications"
    fn list_applications(ListApplications) -> ApplicationPaginatedData {
        required {}
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Whether to keep integrated applications (made from a template) only. The server takes absence as
            /// `false`.
            is_integrate_app: bool,
            /// Whether to keep self-built applications only. The server takes absence as `false`.
            is_self_built_app: bool,
            /// Whether to keep applications with single sign-on only. The server takes absence as `false`.
            sso_enabled: bool,
            /// Text to look for, matched loosely; absent means all.
            keywords: String,
            /// Whether to search all applications. The server takes absence as `false`.
            all: bool,
        }
    }

    /// Returns the basic data of an application, without its configuration.
    read Get "/api/v3/get-application-simple-info"
    fn get_application_simple_info(GetApplicationSimpleInfo) -> ApplicationSimpleInfo {
        required {
            /// ID of the application.
            app_id: String,
        }
        optional {}
    }

    /// Lists the basic data of the applications, page by page, without their configuration.
    read Get "/api/v3/list-application-simple-info"
    fn list_application_simple_info(ListApplicationSimpleInfo) -> ApplicationSimpleInfoPaginatedData {
        required {}
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Whether to keep integrated applications (made from a template) only. The server takes absence as
            /// `false`.
            is_integrate_app: bool,
            /// Whether to keep self-built applications only. The server takes absence as `false`.
            is_self_built_app: bool,
            /// Whether to keep applications with single sign-on only. The server takes absence as `false`.
            sso_enabled: bool,
            /// Text to look for, matched loosely; absent means all.
            keywords: String,
        }
    }

    /// Creates an application, self-built or integrated from a template.
    ///
    /// For an integrated one give `template` and `templateData`: the other settings are then ignored. For a
    /// self-built one `appIdentifier` is needed. There is no `isIntegrateApp` to send, though upstream's conditions
    /// name it.
    write Post "/api/v3/create-application"
    fn create_application(CreateApplication) -> CreateApplicationRespData {
        required {
            /// Display name of the application.
            app_name: String,
        }
        optional {
            /// Code of the template of an integrated application, such as `github`.
            template: String,
            /// Settings of an integrated application, in the form its template asks for.
            template_data: Value [Secret],
            /// Identifier of a self-built application, unique, chosen by you; needed for those only.
            app_identifier: String,
            /// URL of the application's logo.
            app_logo: String,
            /// Free text about the application.
            app_description: String,
            /// Kind of client the application is, such as a web site or a native app. The server takes absence as
            /// `web`.
            app_type: AppType,
            /// Protocol the application signs users in with by default.
            default_protocol: Protocol,
            /// URLs that users may be sent back to after login.
            redirect_uris: Vec<String>,
            /// URLs that users may be sent back to after logout.
            logout_redirect_uris: Vec<String>,
            /// URL opened when a user starts the application from the application panel; absent means the hosted
            /// login page.
            init_login_uri: String,
            /// Whether the application takes part in single sign-on.
            sso_enabled: bool,
            /// Settings of the OIDC protocol, as upstream's console writes them; no fixed form is documented. The
            /// server takes absence as `[object Object]`.
            oidc_config: Map<String, Value> [Secret],
            /// Whether the application offers SAML as an identity provider. The server takes absence as `false`.
            saml_provider_enabled: bool,
            /// Settings of the SAML protocol, which may hold the signing key; no fixed form is documented. The
            /// server takes absence as `[object Object]`.
            saml_config: Map<String, Value> [Secret],
            /// Whether the application offers OAuth 2.0 as an identity provider. The server takes absence as
            /// `false`.
            oauth_provider_enabled: bool,
            /// Settings of OAuth 2.0, such as `grants` and token lifetimes in seconds; upstream advises OIDC
            /// instead.
            oauth_config: Map<String, Value> [Secret],
            /// Whether the application offers CAS as an identity provider. The server takes absence as `false`.
            cas_provider_enabled: bool,
            /// Settings of the CAS protocol, such as `casUserIdentifier`, `customAttributes` and `stLifetime`.
            cas_config: Map<String, Value>,
            /// Login methods the application offers.
            login_config: ApplicationLoginConfigInput,
            /// Registration methods the application offers.
            register_config: ApplicationRegisterConfigInput,
            /// Look of the login page.
            branding_config: ApplicationBrandingConfigInput,
        }
    }

    /// Changes the configuration of an application; what is absent stays as it is.
    write Post "/api/v3/update-application"
    fn update_application(UpdateApplication) -> IsSuccess {
        required {
            /// ID of the application.
            app_id: String,
        }
        optional {
            /// New display name of the application.
            app_name: String,
            /// Settings of an integrated application, in the form its template asks for.
            template_data: Value [Secret],
            /// New identifier of a self-built application, unique.
            app_identifier: String,
            /// URL of the new logo.
            app_logo: String,
            /// New free text about the application.
            app_description: String,
            /// Protocol the application signs users in with by default.
            default_protocol: Protocol,
            /// URLs that users may be sent back to after login.
            redirect_uris: Vec<String>,
            /// URLs that users may be sent back to after logout.
            logout_redirect_uris: Vec<String>,
            /// URL opened when a user starts the application from the application panel.
            init_login_uri: String,
            /// Whether the application takes part in single sign-on.
            sso_enabled: bool,
            /// Settings of the OIDC protocol, as upstream's console writes them; no fixed form is documented.
            oidc_config: Map<String, Value> [Secret],
            /// Whether the application offers SAML as an identity provider.
            saml_provider_enabled: bool,
            /// Settings of the SAML protocol, which may hold the signing key; no fixed form is documented.
            saml_config: Map<String, Value> [Secret],
            /// Whether the application offers OAuth 2.0 as an identity provider.
            oauth_provider_enabled: bool,
            /// Settings of OAuth 2.0, such as `grants` and token lifetimes in seconds; upstream advises OIDC
            /// instead.
            oauth_config: Map<String, Value> [Secret],
            /// Whether the application offers CAS as an identity provider.
            cas_provider_enabled: bool,
            /// Settings of the CAS protocol, such as `casUserIdentifier`, `customAttributes` and `stLifetime`.
            cas_config: Map<String, Value>,
            /// Login methods the application offers.
            login_config: UpdateApplicationLoginConfigInput,
            /// Registration methods the application offers.
            register_config: ApplicationRegisterConfigInput,
            /// Look of the login page.
            branding_config: ApplicationBrandingConfigInput,
            /// Whether users without access see the application in the application panel.
            sso_show_launchpad: bool,
            /// Whether users may apply for access; needs `ssoEnabled` and `ssoShowLaunchpad`.
            enable_permission_apply: bool,
        }
    }

    /// Deletes an application; its users can no longer sign in to it.
    write Post "/api/v3/delete-application"
    fn delete_application(DeleteApplication) -> IsSuccess {
        required {
            /// ID of the application.
            app_id: String,
        }
        optional {}
    }

    /// Returns the secret of an application.
    read Get "/api/v3/get-application-secret"
    fn get_application_secret(GetApplicationSecret) -> GetApplicationSecretData {
        required {
            /// ID of the application.
            app_id: String,
        }
        optional {}
    }

    /// Replaces the secret of an application by a new one and returns it.
    ///
    /// Clients must be given the new secret. Sent twice, it makes two secrets, and only the last one counts.
    write Post "/api/v3/refresh-application-secret"
    fn refresh_application_secret(RefreshApplicationSecret) -> RefreshApplicationSecretData {
        required {
            /// ID of the application.
            app_id: String,
        }
        optional {}
    }

    /// Lists the users who are logged in to an application at the moment, page by page.
    read Post "/api/v3/list-application-active-users"
    fn list_application_active_users(ListApplicationActiveUsers) -> UserPaging {
        required {
            /// ID of the application.
            app_id: String,
        }
        optional {
            /// Paging, and what else to return about each user.
            options: ListApplicationActiveUsersOptions,
        }
    }

    /// Tells whether a domain is still free for an application to use.
    read Post "/api/v3/check-domain-available"
    fn check_domain_available(CheckDomainAvailable) -> CheckDomainAvailableData {
        required {
            /// Domain to check, the part that the application would take, such as `domain-a`.
            domain: String,
        }
        optional {}
    }

    /// Lists the applications of a tenant, page by page.
    ///
    /// Upstream speaks of filtering by tenant, but the operation has no parameter for its ID.
    read Get "/api/v3/list-tenant-applications"
    fn list_tenant_applications(ListTenantApplications) -> TenantApplicationListPaging {
        required {
            /// Page to fetch, counted from 1.
            page: i64,
            /// How many items a page holds.
            limit: i64,
            /// Text to look for; upstream requires it.
            keywords: String,
            /// Whether to keep applications that take part in single sign-on.
            sso_enabled = "sso_enabled": bool,
        }
        optional {}
    }
}
