//! Applications.

use serde_json::{Map, Value};

use super::{
    AppType, Application, ApplicationBrandingConfigInput, ApplicationLoginConfigInput, ApplicationPaginatedData,
    ApplicationRegisterConfigInput, ApplicationSimpleInfo, ApplicationSimpleInfoPaginatedData,
    CheckDomainAvailableData, CreateApplicationRespData, GetApplicationSecretData, ListApplicationActiveUsersOptions,
    Protocol, RefreshApplicationSecretData, TenantApplicationListPaging, UpdateApplicationLoginConfigInput,
};
use crate::api::common::{IsSuccess, UserPaging};
use crate::macros::operations;
use crate::value::OneOf;

operations! {
    /// # Applications
    "applications"

    /// Returns an application with its full configuration.
    ///
    /// Fails with status 404 if the application does not exist.
    read Get "/api/v3/get-application"
    fn get_application(GetApplication) -> Application {
        required {
            /// ID of the application.
            app_id: String,
        }
        optional {}
    }

    /// Lists the applications of the user pool with their full configuration, page by page.
    ///
    /// Seen on Authing: a `limit` of 100 is accepted, although the documented maximum is 50. Whether such a page has
    /// more than 50 items is not known.
    read Get "/api/v3/list-applications"
    fn list_applications(ListApplications) -> ApplicationPaginatedData {
        required {}
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`. The live service accepted `100`.
            limit: i64 [Range(1..), DocumentedMax(50)],
            /// Whether to list only integrated applications, which are created from a template. Defaults to `false`.
            is_integrate_app: bool,
            /// Whether to list only self-built applications. Defaults to `false`.
            is_self_built_app: bool,
            /// Whether to list only applications with single sign-on enabled. Defaults to `false`.
            sso_enabled: bool,
            /// Text for a fuzzy search.
            keywords: String,
            /// Whether to search all applications. Defaults to `false`.
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

    /// Lists the basic data of the applications, without their configuration, page by page.
    read Get "/api/v3/list-application-simple-info"
    fn list_application_simple_info(ListApplicationSimpleInfo) -> ApplicationSimpleInfoPaginatedData {
        required {}
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Whether to list only integrated applications, which are created from a template. Defaults to `false`.
            is_integrate_app: bool,
            /// Whether to list only self-built applications. Defaults to `false`.
            is_self_built_app: bool,
            /// Whether to list only applications with single sign-on enabled. Defaults to `false`.
            sso_enabled: bool,
            /// Text for a fuzzy search.
            keywords: String,
        }
    }

    /// Creates an application, either self-built or integrated from a template.
    ///
    /// For an integrated application, set `template` and `template_data`; the service ignores the other settings. For a
    /// self-built application, set `app_identifier`.
    ///
    /// Seen on Authing: status 402 with API code 4021 if the plan of the user pool allows no further application, and a
    /// refused request creates nothing. Status 400 has been seen for requests with empty nested settings, so leave out
    /// those that you do not need.
    ///
    /// Seen on Authing: `app_name`, `app_identifier`, `app_type`, `app_description`, `sso_enabled`, `redirect_uris` and
    /// an empty `logout_redirect_uris` are enough for a self-built web application.
    write Post "/api/v3/create-application"
    fn create_application(CreateApplication) -> CreateApplicationRespData {
        required {
            /// Display name of the application.
            app_name: String,
        }
        optional {
            /// Template of an integrated application, such as `github`. It is only needed for integrated applications.
            template: String,
            /// Configuration of an integrated application. It is only needed for integrated applications.
            template_data: Value as secret,
            /// Unique identifier of the application. It is only needed for self-built applications.
            app_identifier: String,
            /// URL of the application's logo.
            app_logo: String,
            /// Description of the application.
            app_description: String,
            /// Type of the application. Defaults to `web`.
            app_type: AppType,
            /// Protocol that the application uses by default.
            default_protocol: Protocol,
            /// Callback URLs for login.
            redirect_uris: Vec<String>,
            /// Callback URLs for logout.
            logout_redirect_uris: Vec<String>,
            /// URL that opens when a user clicks the application in the application panel, or when its login is tried
            /// out in the console. Defaults to the hosted login page.
            /// A string or a list of strings: the documented type is a string, and the documented example a list.
            init_login_uri: OneOf<String, Vec<String>>,
            /// Whether to enable single sign-on.
            sso_enabled: bool,
            /// Settings of the OIDC protocol. By default, `grant_types` is `["authorization_code", "password",
            /// "refresh_token"]`, `response_types` is `["code"]`, `id_token_signed_response_alg` is `HS256`,
            /// `id_token_expire` and `access_token_expire` are `1209600`, `refresh_token_expire` is `2592000`, and
            /// `skip_consent` is `true`.
            oidc_config: Map<String, Value> as secret,
            /// Whether to enable the SAML identity provider. Defaults to `false`.
            saml_provider_enabled: bool,
            /// Settings of the SAML protocol. By default, `acs` is the placeholder `REPLACE ME`, `lifetimeInSeconds` is
            /// `3600`, `signatureAlgorithm` is RSA-SHA1 and `digestAlgorithm` is SHA-1.
            saml_config: Map<String, Value> as secret,
            /// Whether to enable the OAuth 2.0 identity provider. Defaults to `false`.
            oauth_provider_enabled: bool,
            /// Settings of the OAuth 2.0 protocol, such as `grants`, `access_token_lifetime` and
            /// `refresh_token_lifetime`. OIDC is recommended instead of OAuth 2.0.
            oauth_config: Map<String, Value> as secret,
            /// Whether to enable the CAS identity provider. Defaults to `false`.
            cas_provider_enabled: bool,
            /// Settings of the CAS protocol, such as `casUserIdentifier`, `customAttributes` and `stLifetime`.
            cas_config: Map<String, Value>,
            /// Login methods and other login settings.
            login_config: ApplicationLoginConfigInput,
            /// Registration methods.
            register_config: ApplicationRegisterConfigInput,
            /// Appearance of the login page.
            branding_config: ApplicationBrandingConfigInput,
        }
    }

    /// Changes the configuration of an application.
    ///
    /// Seen on Authing: status 200 with `success: false` for requests that only rename an application, also if they
    /// repeat its other settings. That is an error here, like any other refusal. The cause is not known.
    write Post "/api/v3/update-application"
    fn update_application(UpdateApplication) -> IsSuccess {
        required {
            /// ID of the application.
            app_id: String,
        }
        optional {
            /// Display name of the application.
            app_name: String,
            /// Configuration of an integrated application.
            template_data: Value as secret,
            /// Unique identifier of the application.
            app_identifier: String,
            /// URL of the application's logo.
            app_logo: String,
            /// Description of the application.
            app_description: String,
            /// Protocol that the application uses by default.
            default_protocol: Protocol,
            /// Callback URLs for login.
            redirect_uris: Vec<String>,
            /// Callback URLs for logout.
            logout_redirect_uris: Vec<String>,
            /// URL that opens when a user clicks the application in the application panel, or when its login is tried
            /// out in the console.
            /// A string or a list of strings: the documented type is a string, and the documented example a list.
            init_login_uri: OneOf<String, Vec<String>>,
            /// Whether to enable single sign-on.
            sso_enabled: bool,
            /// Settings of the OIDC protocol.
            oidc_config: Map<String, Value> as secret,
            /// Whether to enable the SAML identity provider.
            saml_provider_enabled: bool,
            /// Settings of the SAML protocol.
            saml_config: Map<String, Value> as secret,
            /// Whether to enable the OAuth 2.0 identity provider.
            oauth_provider_enabled: bool,
            /// Settings of the OAuth 2.0 protocol, such as `grants`, `access_token_lifetime` and
            /// `refresh_token_lifetime`. OIDC is recommended instead of OAuth 2.0.
            oauth_config: Map<String, Value> as secret,
            /// Whether to enable the CAS identity provider.
            cas_provider_enabled: bool,
            /// Settings of the CAS protocol, such as `casUserIdentifier`, `customAttributes` and `stLifetime`.
            cas_config: Map<String, Value>,
            /// Login methods and other login settings.
            login_config: UpdateApplicationLoginConfigInput,
            /// Registration methods.
            register_config: ApplicationRegisterConfigInput,
            /// Appearance of the login page.
            branding_config: ApplicationBrandingConfigInput,
            /// Whether users without access see the application in the application panel.
            sso_show_launchpad: bool,
            /// Whether access to the application can be requested. Requires `sso_enabled` and `sso_show_launchpad`.
            enable_permission_apply: bool,
        }
    }

    /// Deletes an application.
    ///
    /// Seen on Authing: `get_application` fails with status 404 directly afterwards.
    destructive Post "/api/v3/delete-application"
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

    /// Replaces the secret of an application with a new one, and returns the new secret.
    destructive Post "/api/v3/refresh-application-secret"
    fn refresh_application_secret(RefreshApplicationSecret) -> RefreshApplicationSecretData {
        required {
            /// ID of the application.
            app_id: String,
        }
        optional {}
    }

    /// Lists the users who are currently logged in to an application, page by page.
    read Post "/api/v3/list-application-active-users"
    fn list_application_active_users(ListApplicationActiveUsers) -> UserPaging {
        required {
            /// ID of the application.
            app_id: String,
        }
        optional {
            /// Paging, and which optional data to include in the response.
            options: ListApplicationActiveUsersOptions,
        }
    }

    /// Checks whether a domain can be used for a new application, or as the new domain of an existing one.
    read Post "/api/v3/check-domain-available"
    fn check_domain_available(CheckDomainAvailable) -> CheckDomainAvailableData, decides {
        required {
            /// Domain to check, such as `domain-a`.
            domain: String,
        }
        optional {}
    }

    /// Lists the applications of a tenant, page by page.
    ///
    /// The operation is documented as filtering by tenant ID, but has no parameter for it.
    read Get "/api/v3/list-tenant-applications"
    fn list_tenant_applications(ListTenantApplications) -> TenantApplicationListPaging {
        required {
            /// Page number, starting at 1.
            /// Documented as text; a number is sent in the same form.
            page: OneOf<i64, String> [Range(1..)],
            /// Maximum number of items per page.
            /// Documented as text; a number is sent in the same form.
            limit: OneOf<i64, String> [Range(1..)],
            /// Text to search for.
            keywords: String as text,
            /// Whether to list applications that are included in single sign-on.
            sso_enabled = "sso_enabled": bool,
        }
        optional {}
    }
}
