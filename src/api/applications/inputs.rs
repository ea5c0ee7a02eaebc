//! Inputs of the application operations.

use serde_json::{Map, Value};

use super::{
    BasicLoginMethod, BasicRegisterMethod, GuardVersion, Language, LoginConnectionType, QrcodeType, RegisterMethod,
};
use crate::api::common::{Effect, Pagination, TargetType};
use crate::macros::inputs;

inputs! {
    /// The appearance of an application's login page.
    ApplicationBrandingConfigInput {
        required {}
        optional {
            /// Whether to apply `custom_css`. Defaults to `false`.
            custom_css_enabled = "customCSSEnabled": bool,
            /// Custom CSS of the login page, used if `custom_css_enabled` is set.
            custom_css = "customCSS": String,
            /// Version of the Guard login box. Defaults to `Advanced`.
            guard_version: GuardVersion,
            /// URL of an image to show while the login box loads.
            custom_loading_image: String,
            /// CSS background of the login page: a color such as `rgba(37,49,122,1)`, or an image such as
            /// `url(https://example.com/background.png) center/cover`.
            custom_background: String,
            /// Whether to show a button for switching the language. Defaults to `false`.
            show_change_language_button: bool,
            /// Language of the login page. Defaults to the language of the user's browser.
            default_language: Language,
            /// Whether to show a button for forgotten passwords. Defaults to `true`.
            show_forget_password_button: bool,
            /// Whether to show login through enterprise identity sources. Defaults to `true`.
            show_enterprise_connections: bool,
            /// Whether to show login through social identity sources. Defaults to `true`.
            show_social_connections: bool,
        }
    }

    /// The default login method of an application.
    ApplicationDefaultLoginMethodInput {
        required {
            /// Type of the login method.
            connection_type: LoginConnectionType,
        }
        optional {
            /// Type of the QR code if `connection_type` is `QRCODE`.
            qrcode_type: QrcodeType,
            /// ID of the identity source connection for QR code login. It is needed if `connection_type` is `QRCODE`.
            qrcode_ext_idp_conn_id: String,
            /// ID of the AD identity source connection. It is needed if `connection_type` is `AD`.
            ad_ext_idp_conn_id: String,
            /// ID of the LDAP identity source connection. It is needed if `connection_type` is `LDAP`.
            ldap_ext_idp_conn_id: String,
        }
    }

    /// An identity source connection to enable in an application.
    ApplicationEnabledExtIdpConnInput {
        required {
            /// ID of the identity source connection.
            ext_idp_conn_id: String,
        }
        optional {}
    }

    /// The login settings of a new application.
    ApplicationLoginConfigInput {
        required {
            /// Whether to show users the authorization page.
            show_authorization_page: bool,
        }
        optional {
            /// Whether to merge login and registration. Defaults to `false`.
            merge_login_and_register_page: bool,
            /// Basic login methods to enable. Defaults to `["EMAIL_CODE", "EMAIL_PASSWORD"]`.
            enabled_basic_login_methods: Vec<BasicLoginMethod>,
            /// Default login method, which cannot be social or enterprise login.
            default_login_method: ApplicationDefaultLoginMethodInput,
            /// Identity source connections to enable.
            enabled_ext_idp_conn_ids: Vec<ApplicationEnabledExtIdpConnInput>,
            /// Whether to enable all identity source connections. Defaults to `false`.
            enabled_all_ext_idp_conns: bool,
        }
    }

    /// An authorization that allows or denies subjects of one type access to an application.
    ///
    /// ```
    /// use genauth::types::{ApplicationPermissionRecordItem, Effect, TargetType};
    ///
    /// let admins = ApplicationPermissionRecordItem::new()
    ///     .target_type(TargetType::Role)
    ///     .namespace_code("default")
    ///     .target_identifier(["admin"])
    ///     .effect(Effect::Allow);
    /// ```
    ApplicationPermissionRecordItem {
        required {
            /// Type of the subjects.
            target_type: TargetType,
            /// Identifiers of the subjects, depending on `target_type`: user IDs, group codes, role codes or
            /// organization node IDs.
            target_identifier: Vec<String> [Items(1..=50)],
            /// Whether to allow or deny access.
            effect: Effect,
        }
        optional {
            /// Code of the permission group of the roles.
            namespace_code: String [RequiredWhen(target_type, "ROLE")],
            /// Whether child nodes inherit the authorization if `target_type` is `ORG`. Defaults to `true`.
            inherit_by_children: bool,
        }
    }

    /// The registration settings of an application.
    ApplicationRegisterConfigInput {
        required {
            /// Registration methods to enable.
            enabled_basic_register_methods: Vec<BasicRegisterMethod>,
            /// Type of the default registration method.
            default_register_method: RegisterMethod,
        }
        optional {}
    }

    /// An authorization to remove from subjects of one type.
    DeleteApplicationPermissionRecordItem {
        required {
            /// Type of the subjects.
            target_type: TargetType,
            /// Identifiers of the subjects, depending on `target_type`: user IDs, group codes, role codes or
            /// organization node IDs.
            target_identifier: Vec<String> [Items(1..=50)],
        }
        optional {
            /// Code of the permission group of the roles.
            namespace_code: String [RequiredWhen(target_type, "ROLE")],
        }
    }

    /// The language settings of a login page. The misspelled name is the official one.
    LanguageCoinfig {
        required {
            /// Global language settings. The format is not documented.
            global: Map<String, Value>,
        }
        optional {}
    }

    /// Options for listing the users who are logged in to an application.
    ListApplicationActiveUsersOptions {
        required {}
        optional {
            /// Page number and number of items per page.
            pagination: Pagination,
            /// Whether to include custom data in the response. Defaults to `false`.
            with_custom_data: bool,
            /// Whether to include identities in the response. Defaults to `false`.
            with_identities: bool,
            /// Whether to include department IDs in the response. Defaults to `false`.
            with_department_ids: bool,
        }
    }

    /// The login settings of an existing application.
    UpdateApplicationLoginConfigInput {
        required {
            /// Whether to show users the authorization page.
            show_authorization_page: bool,
        }
        optional {
            /// Whether to merge login and registration.
            merge_login_and_register_page: bool,
            /// Basic login methods to enable.
            enabled_basic_login_methods: Vec<BasicLoginMethod>,
            /// Default login method, which cannot be social or enterprise login.
            default_login_method: ApplicationDefaultLoginMethodInput,
        }
    }

    /// The settings of a login page. The format of the nested objects is not documented.
    UpdateLoginConfig {
        required {
            /// Sort order of the login method tabs.
            tab_methods_sort_config: Map<String, Value>,
            /// Sort order of the QR codes.
            qr_code_sort_config: Map<String, Value>,
            /// Customization of the login page, such as `hideIdp`, `hideRegister` or `autoRegisterThenLogin`.
            sso_page_customization_settings: Map<String, Value>,
            /// Settings of the password tab.
            password_tab_config: Map<String, Value>,
            /// Settings of the verification code tab.
            verify_code_tab_config: Map<String, Value>,
            /// Language settings of the page.
            config: LanguageCoinfig,
            /// Whether tenants can be created.
            enable_create_tenant: bool,
            /// Scenarios in which tenants can be created.
            create_tenant_scenes: Vec<String>,
            /// Whether tenants can be joined.
            enable_join_tenant: bool,
            /// Scenarios in which tenants can be joined.
            join_tenant_scenes: Vec<String>,
            /// Whether to verify the domains of enterprises.
            enable_verify_domain: bool,
            /// Whether to connect tenant applications automatically.
            enable_auto_connect_tenant_app: bool,
            /// Scenarios in which the domains of enterprises are verified.
            verify_domain_scenes: Vec<String>,
        }
        optional {}
    }
}
