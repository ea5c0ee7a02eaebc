//! What these calls answer.

use serde_json::{Map, Value};

use super::{
    AgreementPage, AppType, AuthTargetType, AuthType, BasicLoginMethod, BasicRegisterMethod, GuardVersion, Language,
    LoginConnectionType, PermissionType, Protocol, QrcodeType, RegisterMethod, SubjectAppType, TenantSwitchType,
};
use crate::api::common::{Effect, ExtIdpConnType, ExtIdpType, PermissionStrategy};
use crate::table::outputs;

outputs! {
    /// An agreement users are shown when they log in or register.
    ApplicationAgreement {
        /// Pages that show the agreement.
        display_at: Vec<AgreementPage>,
        /// Whether users must tick it to go on.
        is_required: bool,
        /// Language the agreement is written for.
        lang: Language,
        /// Text of the agreement, such as a consent to the privacy policy.
        content: String,
    }

    /// The look of an application's login page.
    ApplicationBrandingConfig {
        /// Whether `customCSS` is applied to the login page.
        custom_css_enabled = "customCSSEnabled": bool,
        /// CSS for the login page, used while `customCSSEnabled` is set.
        custom_css = "customCSS": String,
        /// Version of the login box (Guard) to show.
        guard_version: GuardVersion,
        /// URL of the picture shown while the login box loads.
        custom_loading_image: String,
        /// CSS background of the login page: a colour such as `rgba(37,49,122,1)`, or `url(...) center/cover` for a
        /// picture.
        custom_background: String,
        /// Whether a button to switch the language is shown.
        show_change_language_button: bool,
        /// Language the login page starts in.
        default_language: Language,
        /// Whether a button for forgotten passwords is shown.
        show_forget_password_button: bool,
        /// Whether login by enterprise identity sources is offered.
        show_enterprise_connections: bool,
        /// Whether login by social identity sources is offered.
        show_social_connections: bool,
        /// Whether the `agreements` are shown on login or registration.
        show_agreement: bool,
        /// Agreements that can be shown.
        agreements: Vec<ApplicationAgreement>,
    }

    /// The login method an application's login page opens with.
    ApplicationDefaultLoginMethod {
        /// Login method that comes first: password, verification code, QR code, LDAP or AD.
        connection_type: LoginConnectionType,
        /// Kind of QR code; given when `connectionType` is `QRCODE`.
        qrcode_type: QrcodeType,
        /// ID of the connection whose QR code is shown; given when `connectionType` is `QRCODE`.
        qrcode_ext_idp_conn_id: String,
        /// ID of the AD connection to use; given when `connectionType` is `AD`.
        ad_ext_idp_conn_id: String,
        /// ID of the LDAP connection to use; given when `connectionType` is `LDAP`.
        ldap_ext_idp_conn_id: String,
    }

    /// An application with its full configuration.
    Application {
        /// ID of the application.
        app_id: String,
        /// Identifier of the application, unique.
        app_identifier: String,
        /// Display name of the application.
        app_name: String,
        /// URL of the application's logo.
        app_logo: String,
        /// Free text about the application.
        app_description: String,
        /// Kind of client the application is.
        app_type: AppType,
        /// ID of the user pool.
        user_pool_id: String,
        /// Whether the application is an integrated one, made from a template; otherwise it is self-built.
        is_integrate_app: bool,
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
        /// When single sign-on was turned on, as an ISO 8601 date.
        sso_enabled_at: String,
        /// Login methods the application offers.
        login_config: Option<ApplicationLoginConfig>,
        /// Registration methods the application offers.
        register_config: Option<ApplicationRegisterConfig>,
        /// Look of the login page.
        branding_config: Option<ApplicationBrandingConfig>,
        /// Settings of the OIDC protocol, as upstream's console writes them; no fixed form is documented.
        oidc_config: Map<String, Value>,
        /// Whether the application offers SAML as an identity provider.
        saml_provider_enabled: bool,
        /// Settings of the SAML protocol, which may hold the signing key; no fixed form is documented.
        saml_config: Map<String, Value>,
        /// Whether the application offers OAuth 2.0 as an identity provider.
        oauth_provider_enabled: bool,
        /// Settings of OAuth 2.0, such as `grants` and token lifetimes in seconds; upstream advises OIDC instead.
        oauth_config: Map<String, Value>,
        /// Whether the application offers CAS as an identity provider.
        cas_provider_enabled: bool,
        /// Settings of the CAS protocol, such as `casUserIdentifier`, `customAttributes` and `stLifetime`.
        cas_config: Map<String, Value>,
        /// Whether the application has a login box of its own; otherwise it uses the user pool's.
        custom_branding_enabled: bool,
        /// Whether the application has security rules of its own; otherwise the user pool's hold.
        custom_security_enabled: bool,
        /// Code of the template an integrated application was made from, such as `github`.
        template: String,
    }

    /// A connection of an identity source that an application offers for login.
    ApplicationEnabledExtIdpConn {
        /// Whether it belongs to a social identity source; otherwise to an enterprise one.
        is_social: bool,
        /// ID of the identity source.
        ext_idp_id: String,
        /// Kind of the identity source.
        ext_idp_type: ExtIdpType,
        /// ID of the connection.
        ext_idp_conn_id: String,
        /// Kind of the connection, finer than that of the identity source.
        ext_idp_conn_type: ExtIdpConnType,
        /// Readable identifier of the connection, unique.
        ext_idp_conn_identifier: String,
        /// Name of the connection on the login page, such as WeChat.
        ext_idp_conn_display_name: String,
        /// URL of the connection's logo.
        ext_idp_conn_logo: String,
        /// Whether the connection can be used.
        enabled: bool,
    }

    /// The login methods of an application.
    ApplicationLoginConfig {
        /// Whether logging in and registering share one page.
        merge_login_and_register_page: bool,
        /// Basic login methods offered, such as a password or a code sent by email.
        enabled_basic_login_methods: Vec<BasicLoginMethod>,
        /// Method the login page opens with; social and enterprise login cannot be it.
        default_login_method: Option<ApplicationDefaultLoginMethod>,
        /// Connections of identity sources that are offered for login.
        enabled_ext_idp_conns: Vec<ApplicationEnabledExtIdpConn>,
        /// Whether users are asked for their consent after login.
        show_authorization_page: bool,
    }

    /// One page of applications with their full configuration.
    ApplicationPaginatedData, page list: Application, total_count {
        /// The items of this page.
        list: Vec<Application>,
        /// How many there are on all pages together.
        total_count: i64,
    }

    /// The registration methods of an application.
    ApplicationRegisterConfig {
        /// Registration methods offered.
        enabled_basic_register_methods: Vec<BasicRegisterMethod>,
        /// Method the registration page opens with: a password, or a code sent by SMS or email.
        default_register_method: RegisterMethod,
    }

    /// The basic data of an application.
    ApplicationSimpleInfo {
        /// ID of the application.
        app_id: String,
        /// Identifier of the application, unique.
        app_identifier: String,
        /// Display name of the application.
        app_name: String,
        /// URL of the application's logo.
        app_logo: String,
        /// Free text about the application.
        app_description: String,
        /// Kind of client the application is.
        app_type: AppType,
        /// Whether the application is an integrated one, made from a template; otherwise it is self-built.
        is_integrate_app: bool,
    }

    /// One page of applications, basic data only.
    ApplicationSimpleInfoPaginatedData, page list: ApplicationSimpleInfo, total_count {
        /// The items of this page.
        list: Vec<ApplicationSimpleInfo>,
        /// How many there are on all pages together.
        total_count: i64,
    }

    /// The outcome of a domain check.
    CheckDomainAvailableData {
        /// Whether the domain is free.
        available: bool,
    }

    /// A new application with its full configuration.
    CreateApplicationRespData {
        /// ID of the application.
        app_id: String,
        /// Identifier of the application, unique.
        app_identifier: String,
        /// Display name of the application.
        app_name: String,
        /// URL of the application's logo.
        app_logo: String,
        /// Free text about the application.
        app_description: String,
        /// Kind of client the application is.
        app_type: AppType,
        /// ID of the user pool.
        user_pool_id: String,
        /// Whether the application is an integrated one, made from a template; otherwise it is self-built.
        is_integrate_app: bool,
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
        /// When single sign-on was turned on, as an ISO 8601 date.
        sso_enabled_at: String,
        /// Login methods the application offers.
        login_config: Option<ApplicationLoginConfig>,
        /// Registration methods the application offers.
        register_config: Option<ApplicationRegisterConfig>,
        /// Look of the login page.
        branding_config: Option<ApplicationBrandingConfig>,
        /// Settings of the OIDC protocol, as upstream's console writes them; no fixed form is documented.
        oidc_config: Map<String, Value>,
        /// Whether the application offers SAML as an identity provider.
        saml_provider_enabled: bool,
        /// Settings of the SAML protocol, which may hold the signing key; no fixed form is documented.
        saml_config: Map<String, Value>,
        /// Whether the application offers OAuth 2.0 as an identity provider.
        oauth_provider_enabled: bool,
        /// Settings of OAuth 2.0, such as `grants` and token lifetimes in seconds; upstream advises OIDC instead.
        oauth_config: Map<String, Value>,
        /// Whether the application offers CAS as an identity provider.
        cas_provider_enabled: bool,
        /// Settings of the CAS protocol, such as `casUserIdentifier`, `customAttributes` and `stLifetime`.
        cas_config: Map<String, Value>,
        /// Whether the application has a login box of its own; otherwise it uses the user pool's.
        custom_branding_enabled: bool,
        /// Whether the application has security rules of its own; otherwise the user pool's hold.
        custom_security_enabled: bool,
        /// Code of the template an integrated application was made from, such as `github`.
        template: String,
    }

    /// The default rule of an application.
    GetApplicationPermissionStrategyData {
        /// What holds for users whom no authorization names.
        permission_strategy: PermissionStrategy,
    }

    /// The secret of an application.
    GetApplicationSecretData {
        /// Secret the application authenticates with.
        secret: String,
    }

    /// The authorization that decides on a subject's use of an application.
    GetSubjectAuthData {
        /// ID of the application.
        app_id: String,
        /// Display name of the application.
        app_name: String,
        /// ID of the subject that was asked about.
        req_target_id: String,
        /// Name of the subject that was asked about.
        req_target_name: String,
        /// Kind of the subject that was asked about.
        req_target_type: AuthTargetType,
        /// Kind of the subject that holds the authorization, such as a role of the user.
        target_type: AuthTargetType,
        /// Name of the subject that holds the authorization.
        target_name: String,
        /// Where the authorization comes from: the default rule, everyone, the subject itself or another one.
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
        /// Kind of the subject.
        target_type: AuthTargetType,
        /// Whether the subject is allowed or denied.
        effect: Effect,
        /// Whether the authorization is switched on.
        enabled: bool,
        /// Whether it holds for everyone or for the subject only.
        permission_type: PermissionType,
    }

    /// One page of an application's authorizations.
    ListApplicationAuthPaginatedData, page list: ListApplicationAuthData, total_count {
        /// The items of this page.
        list: Vec<ListApplicationAuthData>,
        /// How many there are on all pages together.
        total_count: i64,
    }

    /// An application that a subject is allowed or denied.
    ListApplicationSubjectData {
        /// ID of the application.
        app_id: String,
        /// URL of the application's logo.
        logo: String,
        /// Further data of the application; upstream does not say what.
        ext: String,
        /// Code of the template an integrated application was made from.
        template: String,
        /// Whether the application is integrated, self-built or the application panel.
        app_type: SubjectAppType,
        /// Whether the subject is allowed or denied.
        effect: Effect,
    }

    /// The applications that a subject is allowed or denied.
    ListApplicationSubjectDataList {
        /// All of them; the answer has no pages.
        list: Vec<ListApplicationSubjectData>,
    }

    /// The secret that replaced an application's former one.
    RefreshApplicationSecretData {
        /// New secret the application authenticates with.
        secret: String,
    }

    /// An application of a tenant.
    TenantApplication {
        /// ID of the user pool.
        user_pool_id: String,
        /// ID of the application within the tenant.
        tenant_app_id: String,
        /// Display name of the application.
        name: String,
        /// Free text about the application.
        description: String,
        /// URL of the application's logo.
        logo: String,
        /// Kind of client the application is; upstream lists no values.
        application_type: String,
        /// Whether the application takes part in single sign-on.
        sso_enabled: bool,
        /// ID of the application.
        app_id: String,
    }

    /// One page of a tenant's applications.
    TenantApplicationListPaging, page list: TenantApplication, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<TenantApplication>,
    }

    /// The multi-tenancy settings of a user pool.
    UserPoolTenantConfig {
        /// ID of the user pool.
        user_pool_id: String,
        /// Whether the user pool itself counts as a tenant.
        is_user_pool_as_tenant: bool,
        /// Places where users may switch the tenant; one code or several.
        enable_switch_type: Vec<TenantSwitchType>,
        /// CSS for the login page, used while `cssEnabled` is set.
        css: String,
        /// Whether `css` is applied to the login page.
        css_enabled: bool,
        /// Picture shown while the login box loads.
        custom_loading: String,
        /// Whether the version of the login box (Guard) can be switched.
        enable_guard_version_switch: bool,
        /// Version of the login box (Guard) in use, such as `v2`.
        guard_version: String,
        /// Background shown while the login box loads.
        loading_background: String,
        /// Whether users may create tenants.
        enable_create_tenant: bool,
        /// Situations in which users may create tenants.
        create_tenant_scenes: Vec<String>,
        /// Whether users may join tenants.
        enable_join_tenant: bool,
        /// Situations in which users may join tenants.
        join_tenant_scenes: Vec<String>,
        /// Whether the domain of a company is verified.
        enable_verify_domain: bool,
        /// Situations in which the domain of a company is verified.
        verify_domain_scenes: Vec<String>,
        /// Parts of the login page that are hidden, as flags such as `hideIdp` or `hideRegister`.
        sso_page_customization_settings: Map<String, Value>,
        /// Whether users may log in through the tenant portal.
        enable_multiple_tenant_portal: bool,
        /// Login methods that tenants offer.
        login_config: Option<ApplicationLoginConfig>,
    }

    /// The configuration of the Windows login takeover.
    VerifyConfigData {
        /// ID of the configuration record.
        id: String,
        /// ID of the application.
        app_id: String,
        /// Whether the application takes over the login to Windows.
        is_win_login: bool,
        /// Whether the application takes over changing the Windows password.
        is_win_change_pwd: bool,
        /// Secret of the application.
        app_secret: String,
        /// Fixed text `public-key`.
        public_key: String,
        /// URL where the public key is found.
        auth_address: String,
        /// URL of the application's logo.
        logo: String,
        /// Name of the application; upstream's description is that of `logo`.
        name: String,
    }
}
