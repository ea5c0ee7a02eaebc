//! Outputs of the application operations.

use serde_json::{Map, Value};

use super::{
    AgreementPage, AppType, AuthTargetType, AuthType, BasicLoginMethod, BasicRegisterMethod, GuardVersion, Language,
    LoginConnectionType, PermissionType, Protocol, QrcodeType, SubjectAppType, TenantSwitchType,
};
use crate::api::common::{Effect, PermissionStrategy};
use crate::macros::outputs;

outputs! {
    /// An agreement shown on login or registration.
    ApplicationAgreement {
        /// Pages on which the agreement is shown.
        display_at: Vec<AgreementPage>,
        /// Whether users must accept the agreement.
        is_required: bool,
        /// Language for which the agreement is valid.
        lang: Language,
        /// Text of the agreement.
        content: String,
    }

    /// The appearance of an application's login page.
    ApplicationBrandingConfig {
        /// Whether `custom_css` is applied.
        custom_css_enabled = "customCSSEnabled": bool,
        /// Custom CSS of the login page, used if `custom_css_enabled` is set.
        custom_css = "customCSS": String,
        /// Version of the Guard login box.
        guard_version: GuardVersion,
        /// URL of an image that is shown while the login box loads.
        custom_loading_image: String,
        /// CSS background of the login page: a color such as `rgba(37,49,122,1)`, or an image such as
        /// `url(https://example.com/background.png) center/cover`.
        custom_background: String,
        /// Whether a button for switching the language is shown.
        show_change_language_button: bool,
        /// Language of the login page.
        default_language: Language,
        /// Whether a button for forgotten passwords is shown.
        show_forget_password_button: bool,
        /// Whether login through enterprise identity sources is shown.
        show_enterprise_connections: bool,
        /// Whether login through social identity sources is shown.
        show_social_connections: bool,
        /// Whether the login and registration agreements are shown.
        show_agreement: bool,
        /// Login and registration agreements.
        agreements: Vec<ApplicationAgreement>,
    }

    /// The default login method of an application.
    ApplicationDefaultLoginMethod {
        /// Type of the login method.
        connection_type: LoginConnectionType,
        /// Type of the QR code. Present if `connection_type` is `QRCODE`.
        qrcode_type: QrcodeType,
        /// ID of the identity source connection for QR code login. Present if `connection_type` is `QRCODE`.
        qrcode_ext_idp_conn_id: String,
        /// ID of the AD identity source connection. Present if `connection_type` is `AD`.
        ad_ext_idp_conn_id: String,
        /// ID of the LDAP identity source connection. Present if `connection_type` is `LDAP`.
        ldap_ext_idp_conn_id: String,
    }

    /// An application with its full configuration.
    Application {
        /// ID of the application.
        app_id: String,
        /// Unique identifier of the application.
        app_identifier: String,
        /// Display name of the application.
        app_name: String,
        /// URL of the application's logo.
        app_logo: String,
        /// Description of the application.
        app_description: String,
        /// Type of the application.
        app_type: AppType,
        /// ID of the user pool.
        user_pool_id: String,
        /// Whether the application is integrated, that is, created from a template.
        is_integrate_app: bool,
        /// Protocol that the application uses by default.
        default_protocol: Protocol,
        /// Callback URLs for login.
        redirect_uris: Vec<String>,
        /// Callback URLs for logout.
        logout_redirect_uris: Vec<String>,
        /// URL that opens when a user clicks the application in the application panel, or when its login is tried out
        /// in the console. The default is the hosted login page. It is documented as text, but the official example is
        /// a list. Both are decoded.
        init_login_uri: Vec<String>,
        /// Whether the application has single sign-on enabled.
        sso_enabled: bool,
        /// Time at which single sign-on was enabled, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        sso_enabled_at: String,
        /// Login methods and other login settings.
        login_config: Option<ApplicationLoginConfig>,
        /// Registration methods.
        register_config: Option<ApplicationRegisterConfig>,
        /// Appearance of the login page.
        branding_config: Option<ApplicationBrandingConfig>,
        /// Settings of the OIDC protocol.
        oidc_config: Map<String, Value> as secret,
        /// Whether the SAML identity provider is enabled.
        saml_provider_enabled: bool,
        /// Settings of the SAML protocol.
        saml_config: Map<String, Value> as secret,
        /// Whether the OAuth 2.0 identity provider is enabled.
        oauth_provider_enabled: bool,
        /// Settings of the OAuth 2.0 protocol, such as `grants`, `access_token_lifetime` and `refresh_token_lifetime`.
        oauth_config: Map<String, Value> as secret,
        /// Whether the CAS identity provider is enabled.
        cas_provider_enabled: bool,
        /// Settings of the CAS protocol, such as `casUserIdentifier`, `customAttributes` and `stLifetime`.
        cas_config: Map<String, Value>,
        /// Whether the application has its own login box settings. If not, the global settings apply.
        custom_branding_enabled: bool,
        /// Whether the application has its own security rules. If not, the global rules apply.
        custom_security_enabled: bool,
        /// Template of an integrated application, such as `github`.
        template: String,
    }

    /// The login settings of an application.
    ApplicationLoginConfig {
        /// Whether login and registration are merged.
        merge_login_and_register_page: bool,
        /// Enabled basic login methods.
        enabled_basic_login_methods: Vec<BasicLoginMethod>,
        /// Default login method, which cannot be social or enterprise login.
        default_login_method: Option<ApplicationDefaultLoginMethod>,
        /// Enabled identity source connections, as a list. The items are documented as objects with the fields
        /// `isSocial`, `extIdpId`, `extIdpType`, `extIdpConnId`, `extIdpConnType`, `extIdpConnIdentifier`,
        /// `extIdpConnDisplayName`, `extIdpConnLogo` and `enabled`, but are IDs in the official example.
        enabled_ext_idp_conns: Value,
        /// Whether users are shown the authorization page.
        show_authorization_page: bool,
    }

    /// A page of applications with their full configuration.
    ApplicationPaginatedData, page list: Application, total_count {
        /// Items on this page.
        list: Vec<Application>,
        /// Total number of items across all pages.
        total_count: i64,
    }

    /// The registration settings of an application.
    ApplicationRegisterConfig {
        /// Enabled registration methods.
        enabled_basic_register_methods: Vec<BasicRegisterMethod>,
        /// Default registration method. It is documented as a string such as `PASSWORD`, but the official example is an
        /// object with `connectionType`.
        default_register_method: Value,
    }

    /// The basic data of an application.
    ApplicationSimpleInfo {
        /// ID of the application.
        app_id: String,
        /// Unique identifier of the application.
        app_identifier: String,
        /// Display name of the application.
        app_name: String,
        /// URL of the application's logo.
        app_logo: String,
        /// Description of the application.
        app_description: String,
        /// Type of the application.
        app_type: AppType,
        /// Whether the application is integrated, that is, created from a template.
        is_integrate_app: bool,
    }

    /// A page of applications with their basic data.
    ApplicationSimpleInfoPaginatedData, page list: ApplicationSimpleInfo, total_count {
        /// Items on this page.
        list: Vec<ApplicationSimpleInfo>,
        /// Total number of items across all pages.
        total_count: i64,
    }

    /// The result of a domain check.
    CheckDomainAvailableData {
        /// Whether the domain is available.
        available: bool,
    }

    /// A new application with its full configuration.
    CreateApplicationRespData {
        /// ID of the application.
        app_id: String,
        /// Unique identifier of the application.
        app_identifier: String,
        /// Display name of the application.
        app_name: String,
        /// URL of the application's logo.
        app_logo: String,
        /// Description of the application.
        app_description: String,
        /// Type of the application.
        app_type: AppType,
        /// ID of the user pool.
        user_pool_id: String,
        /// Whether the application is integrated, that is, created from a template.
        is_integrate_app: bool,
        /// Protocol that the application uses by default.
        default_protocol: Protocol,
        /// Callback URLs for login.
        redirect_uris: Vec<String>,
        /// Callback URLs for logout.
        logout_redirect_uris: Vec<String>,
        /// URL that opens when a user clicks the application in the application panel, or when its login is tried out
        /// in the console. The default is the hosted login page. It is documented as text, but the official example is
        /// a list. Both are decoded.
        init_login_uri: Vec<String>,
        /// Whether the application has single sign-on enabled.
        sso_enabled: bool,
        /// Time at which single sign-on was enabled, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        sso_enabled_at: String,
        /// Login methods and other login settings.
        login_config: Option<ApplicationLoginConfig>,
        /// Registration methods.
        register_config: Option<ApplicationRegisterConfig>,
        /// Appearance of the login page.
        branding_config: Option<ApplicationBrandingConfig>,
        /// Settings of the OIDC protocol.
        oidc_config: Map<String, Value> as secret,
        /// Whether the SAML identity provider is enabled.
        saml_provider_enabled: bool,
        /// Settings of the SAML protocol.
        saml_config: Map<String, Value> as secret,
        /// Whether the OAuth 2.0 identity provider is enabled.
        oauth_provider_enabled: bool,
        /// Settings of the OAuth 2.0 protocol, such as `grants`, `access_token_lifetime` and `refresh_token_lifetime`.
        oauth_config: Map<String, Value> as secret,
        /// Whether the CAS identity provider is enabled.
        cas_provider_enabled: bool,
        /// Settings of the CAS protocol, such as `casUserIdentifier`, `customAttributes` and `stLifetime`.
        cas_config: Map<String, Value>,
        /// Whether the application has its own login box settings. If not, the global settings apply.
        custom_branding_enabled: bool,
        /// Whether the application has its own security rules. If not, the global rules apply.
        custom_security_enabled: bool,
        /// Template of an integrated application, such as `github`.
        template: String,
    }

    /// The default access strategy of an application.
    GetApplicationPermissionStrategyData {
        /// Default access strategy of the application.
        permission_strategy: PermissionStrategy,
    }

    /// The secret of an application.
    GetApplicationSecretData {
        /// Secret of the application.
        secret: String as secret,
    }

    /// The authorization details of a subject for an application.
    GetSubjectAuthData {
        /// ID of the application.
        app_id: String,
        /// Display name of the application.
        app_name: String,
        /// ID of the requested subject.
        req_target_id: String,
        /// Name of the requested subject.
        req_target_name: String,
        /// Type of the requested subject.
        req_target_type: AuthTargetType,
        /// Type of the target subject of the authorization.
        target_type: AuthTargetType,
        /// Name of the target subject of the authorization.
        target_name: String,
        /// Type of the authorization.
        auth_type: AuthType,
    }

    /// An authorization of an application.
    ListApplicationAuthData {
        /// ID of the authorization.
        id: String,
        /// ID of the subject.
        target_id: String,
        /// Name of the subject.
        target_name: String,
        /// Type of the subject.
        target_type: AuthTargetType,
        /// Whether the subject is allowed or denied access.
        effect: Effect,
        /// Whether the authorization is enabled.
        enabled: bool,
        /// Whether the authorization applies to everyone or to selected subjects.
        permission_type: PermissionType,
    }

    /// A page of an application's authorizations.
    ListApplicationAuthPaginatedData, page list: ListApplicationAuthData, total_count {
        /// Items on this page.
        list: Vec<ListApplicationAuthData>,
        /// Total number of items across all pages.
        total_count: i64,
    }

    /// An application to which a subject is allowed or denied access.
    ListApplicationSubjectData {
        /// ID of the application.
        app_id: String,
        /// URL of the application's logo.
        logo: String,
        /// The meaning is not documented.
        ext: String,
        /// Template of an integrated application.
        template: String,
        /// Type of the application.
        app_type: SubjectAppType,
        /// Whether the subject is allowed or denied access.
        effect: Effect,
    }

    /// The applications to which a subject is allowed or denied access.
    ListApplicationSubjectDataList {
        /// Applications to which the subject is allowed or denied access, in a single list without pages.
        list: Vec<ListApplicationSubjectData>,
    }

    /// The new secret of an application.
    RefreshApplicationSecretData {
        /// New secret of the application.
        secret: String as secret,
    }

    /// An application of a tenant.
    TenantApplication {
        /// ID of the user pool.
        user_pool_id: String,
        /// ID of the tenant application.
        tenant_app_id: String,
        /// Name of the application.
        name: String,
        /// Description of the application.
        description: String,
        /// URL of the application's logo.
        logo: String,
        /// Type of the application.
        application_type: String,
        /// Whether the application has single sign-on enabled.
        sso_enabled: bool,
        /// ID of the application.
        app_id: String,
    }

    /// A page of a tenant's applications.
    TenantApplicationListPaging, page list: TenantApplication, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<TenantApplication>,
    }

    /// The multi-tenancy settings of a user pool.
    UserPoolTenantConfig {
        /// ID of the user pool.
        user_pool_id: String,
        /// Whether the user pool is a tenant.
        is_user_pool_as_tenant: bool,
        /// Allowed types of tenant switching. The field is documented as a single value, but the official example is a
        /// list.
        enable_switch_type: Vec<TenantSwitchType>,
        /// Custom CSS, used if `css_enabled` is set.
        css: String,
        /// Whether `css` is applied.
        css_enabled: bool,
        /// Custom loading indicator.
        custom_loading: String,
        /// Whether switching the Guard version is enabled.
        enable_guard_version_switch: bool,
        /// Version of the Guard login box, such as `v2`.
        guard_version: String,
        /// Custom loading background.
        loading_background: String,
        /// Whether tenants can be created.
        enable_create_tenant: bool,
        /// Scenarios in which tenants can be created.
        create_tenant_scenes: Vec<String>,
        /// Whether tenants can be joined.
        enable_join_tenant: bool,
        /// Scenarios in which tenants can be joined.
        join_tenant_scenes: Vec<String>,
        /// Whether the domains of enterprises are verified.
        enable_verify_domain: bool,
        /// Scenarios in which the domains of enterprises are verified.
        verify_domain_scenes: Vec<String>,
        /// Customization of the login page, such as `hideIdp`, `hideRegister` or `autoRegisterThenLogin`.
        sso_page_customization_settings: Map<String, Value>,
        /// Whether login through the portal is allowed.
        enable_multiple_tenant_portal: bool,
        /// Login methods and other login settings.
        login_config: Option<ApplicationLoginConfig>,
    }

    /// The `verify-config` configuration, which controls the takeover of Windows login and password changes.
    VerifyConfigData {
        /// ID of the configuration.
        id: String,
        /// ID of the application.
        app_id: String,
        /// Whether Windows login is taken over.
        is_win_login: bool,
        /// Whether password changes in Windows are taken over.
        is_win_change_pwd: bool,
        /// Secret of the application.
        app_secret: String as secret,
        /// The literal `public-key`, not a key. `auth_address` has the URL of the key.
        public_key: String,
        /// URL of the public key.
        auth_address: String,
        /// Image of the application.
        logo: String,
        /// Name of the application, although it is documented with the description of `logo`.
        name: String,
    }
}
