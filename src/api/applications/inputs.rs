//! What these calls take.

use serde_json::{Map, Value};

use super::{
    BasicLoginMethod, BasicRegisterMethod, GuardVersion, Language, LoginConnectionType, QrcodeType, RegisterMethod,
};
use crate::api::common::{Effect, Pagination, TargetType};
use crate::table::inputs;

inputs! {
    /// Sets the look of an application's login page.
    ApplicationBrandingConfigInput {
        required {}
        optional {
            /// Whether `customCSS` is applied to the login page. The server takes absence as `false`.
            custom_css_enabled = "customCSSEnabled": bool,
            /// CSS for the login page, used while `customCSSEnabled` is set.
            custom_css = "customCSS": String,
            /// Version of the login box (Guard) to show. The server takes absence as `Advanced`.
            guard_version: GuardVersion,
            /// URL of the picture shown while the login box loads.
            custom_loading_image: String,
            /// CSS background of the login page: a colour such as `rgba(37,49,122,1)`, or `url(...) center/cover`
            /// for a picture.
            custom_background: String,
            /// Whether a button to switch the language is shown. The server takes absence as `false`.
            show_change_language_button: bool,
            /// Language the login page starts in; absent means that of the user's browser.
            default_language: Language,
            /// Whether a button for forgotten passwords is shown. The server takes absence as `true`.
            show_forget_password_button: bool,
            /// Whether login by enterprise identity sources is offered. The server takes absence as `true`.
            show_enterprise_connections: bool,
            /// Whether login by social identity sources is offered. The server takes absence as `true`.
            show_social_connections: bool,
        }
    }

    /// Sets the login method an application's login page opens with.
    ApplicationDefaultLoginMethodInput {
        required {
            /// Login method that comes first: password, verification code, QR code, LDAP or AD.
            connection_type: LoginConnectionType,
        }
        optional {
            /// Kind of QR code; given when `connectionType` is `QRCODE`.
            qrcode_type: QrcodeType,
            /// ID of the connection whose QR code is shown; given when `connectionType` is `QRCODE`.
            qrcode_ext_idp_conn_id: String,
            /// ID of the AD connection to use; given when `connectionType` is `AD`.
            ad_ext_idp_conn_id: String,
            /// ID of the LDAP connection to use; given when `connectionType` is `LDAP`.
            ldap_ext_idp_conn_id: String,
        }
    }

    /// Names a connection that an application shall offer for login.
    ApplicationEnabledExtIdpConnInput {
        required {
            /// ID of the connection.
            ext_idp_conn_id: String,
        }
        optional {}
    }

    /// Sets the login methods of a new application.
    ApplicationLoginConfigInput {
        required {
            /// Whether users are asked for their consent after login.
            show_authorization_page: bool,
        }
        optional {
            /// Whether logging in and registering share one page. The server takes absence as `false`.
            merge_login_and_register_page: bool,
            /// Basic login methods offered, such as a password or a code sent by email. The server takes absence as
            /// `["EMAIL_CODE", "EMAIL_PASSWORD"]`.
            enabled_basic_login_methods: Vec<BasicLoginMethod>,
            /// Method the login page opens with; social and enterprise login cannot be it.
            default_login_method: ApplicationDefaultLoginMethodInput,
            /// Connections of identity sources to offer for login.
            enabled_ext_idp_conn_ids: Vec<ApplicationEnabledExtIdpConnInput>,
            /// Whether to offer every connection the user pool has. The server takes absence as `false`.
            enabled_all_ext_idp_conns: bool,
        }
    }

    /// Asks to allow or deny an application to subjects of one kind.
    ///
    /// ```
    /// use genauth::{ApplicationPermissionRecordItem, Effect, TargetType};
    ///
    /// let admins = ApplicationPermissionRecordItem::new()
    ///     .target_type(TargetType::Role)
    ///     .namespace_code("default")
    ///     .target_identifier(["admin"])
    ///     .effect(Effect::Allow);
    /// ```
    ApplicationPermissionRecordItem {
        required {
            /// Kind of the subjects, which decides how `targetIdentifier` is read.
            target_type: TargetType,
            /// Identifiers of the subjects: user IDs, group codes, role codes or organization node IDs, by
            /// `targetType`.
            target_identifier: Vec<String> [Items(1..=50)],
            /// Whether the subjects are allowed or denied.
            effect: Effect,
        }
        optional {
            /// Code of the roles' permission group, for roles only.
            namespace_code: String [RequiredWhen("targetType", "ROLE")],
            /// Whether the departments below get it too, for organizations only. The server takes absence as
            /// `true`.
            inherit_by_children: bool,
        }
    }

    /// Sets the registration methods of an application.
    ApplicationRegisterConfigInput {
        required {
            /// Registration methods offered.
            enabled_basic_register_methods: Vec<BasicRegisterMethod>,
            /// Method the registration page opens with: a password, or a code sent by SMS or email.
            default_register_method: RegisterMethod,
        }
        optional {}
    }

    /// Names subjects of one kind whose authorization is withdrawn.
    DeleteApplicationPermissionRecordItem {
        required {
            /// Kind of the subjects, which decides how `targetIdentifier` is read.
            target_type: TargetType,
            /// Identifiers of the subjects: user IDs, group codes, role codes or organization node IDs, by
            /// `targetType`.
            target_identifier: Vec<String> [Items(1..=50)],
        }
        optional {
            /// Code of the roles' permission group, for roles only.
            namespace_code: String [RequiredWhen("targetType", "ROLE")],
        }
    }

    /// Sets the languages of a login page; the name is upstream's misspelling of config.
    LanguageCoinfig {
        required {
            /// Language settings for all pages; their form is not documented.
            global: Map<String, Value>,
        }
        optional {}
    }

    /// Says which page of logged-in users to return, and with what.
    ListApplicationActiveUsersOptions {
        required {}
        optional {
            /// Which page, and how long; absent means the first.
            pagination: Pagination,
            /// Whether custom data comes along. The server takes absence as `false`.
            with_custom_data: bool,
            /// Whether identities come along. The server takes absence as `false`.
            with_identities: bool,
            /// Whether the IDs of departments come along. The server takes absence as `false`.
            with_department_ids: bool,
        }
    }

    /// Sets the login methods of an existing application.
    UpdateApplicationLoginConfigInput {
        required {
            /// Whether users are asked for their consent after login.
            show_authorization_page: bool,
        }
        optional {
            /// Whether logging in and registering share one page.
            merge_login_and_register_page: bool,
            /// Basic login methods offered, such as a password or a code sent by email.
            enabled_basic_login_methods: Vec<BasicLoginMethod>,
            /// Method the login page opens with; social and enterprise login cannot be it.
            default_login_method: ApplicationDefaultLoginMethodInput,
        }
    }

    /// Sets a login page; upstream leaves the form of most parts open.
    UpdateLoginConfig {
        required {
            /// Order of the login methods on the page's tabs.
            tab_methods_sort_config: Map<String, Value>,
            /// Order of the QR code logins.
            qr_code_sort_config: Map<String, Value>,
            /// Parts of the page to hide, as flags such as `hideIdp` or `hideRegister`.
            sso_page_customization_settings: Map<String, Value>,
            /// Settings of the tab for login by password.
            password_tab_config: Map<String, Value>,
            /// Settings of the tab for login by verification code.
            verify_code_tab_config: Map<String, Value>,
            /// Language settings of the page.
            config: LanguageCoinfig,
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
            /// Whether applications are connected to tenants by themselves.
            enable_auto_connect_tenant_app: bool,
            /// Situations in which the domain of a company is verified.
            verify_domain_scenes: Vec<String>,
        }
        optional {}
    }
}
