//! Identity sources: external services that users log in with.

use serde_json::{Map, Value};

use crate::api::common::{ExtIdpConnType, ExtIdpType, IsSuccess};
use crate::macros::{enums, operations, outputs};

operations! {
    /// # Identity sources
    "identity_sources"

    /// Lists the identity sources of the user pool or of a tenant.
    read Get "/api/v3/list-ext-idp"
    fn list_ext_idp(ListExtIdp) -> ExtIdpListPaging {
        required {}
        optional {
            /// Only identity sources of the tenant with this ID.
            tenant_id: String,
            /// ID of the application.
            app_id: String,
        }
    }

    /// Gets an identity source with its connections.
    ///
    /// Fails with status 404 if the identity source does not exist.
    read Get "/api/v3/get-ext-idp"
    fn get_ext_idp(GetExtIdp) -> ExtIdpDetail {
        required {
            /// ID of the identity source.
            id: String,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
            /// ID of the application.
            app_id: String,
            /// Category of the identity source, not the type of a connection.
            r#type: ExtIdpCategory,
        }
    }

    /// Creates an identity source without connections; `create_ext_idp_conn` adds them.
    ///
    /// Without `tenant_id`, the identity source does not belong to a tenant.
    write Post "/api/v3/create-ext-idp"
    fn create_ext_idp(CreateExtIdp) -> ExtIdp {
        required {
            /// Name of the identity source.
            name: String,
            /// Provider or protocol of the identity source, such as `ad`.
            r#type: ExtIdpType,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Renames an identity source.
    write Post "/api/v3/update-ext-idp"
    fn update_ext_idp(UpdateExtIdp) -> ExtIdp {
        required {
            /// New name of the identity source.
            name: String,
            /// ID of the identity source.
            id: String,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Deletes an identity source.
    ///
    /// Seen on Authing: `get_ext_idp` fails with status 404 directly afterwards.
    destructive Post "/api/v3/delete-ext-idp"
    fn delete_ext_idp(DeleteExtIdp) -> IsSuccess {
        required {
            /// ID of the identity source.
            id: String,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Creates a connection of an existing identity source.
    write Post "/api/v3/create-ext-idp-conn"
    fn create_ext_idp_conn(CreateExtIdpConn) -> ExtIdpConnDetail {
        required {
            /// ID of the identity source.
            ext_idp_id: String,
            /// Type of the connection, such as `ad`.
            r#type: ExtIdpConnType,
            /// Identifier of the connection.
            identifier: String,
            /// Display name of the connection, shown on the login page.
            display_name: String,
            /// Settings of the connection, such as `clientId` and `clientSecret`.
            fields: Map<String, Value> as secret,
        }
        optional {
            /// Whether the connection only supports login.
            login_only: bool,
            /// URL of the icon of the connection.
            logo: String,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Updates a connection of an identity source.
    write Post "/api/v3/update-ext-idp-conn"
    fn update_ext_idp_conn(UpdateExtIdpConn) -> ExtIdpConnDetail {
        required {
            /// ID of the connection.
            id: String,
            /// Display name of the connection, shown on the login page.
            display_name: String,
            /// Settings to change, such as `clientId`, which are merged into the existing settings.
            fields: Map<String, Value> as secret,
        }
        optional {
            /// URL of the icon of the connection.
            logo: String,
            /// Whether the connection only supports login.
            login_only: bool,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Deletes a connection of an identity source.
    destructive Post "/api/v3/delete-ext-idp-conn"
    fn delete_ext_idp_conn(DeleteExtIdpConn) -> IsSuccess {
        required {
            /// ID of the connection.
            id: String,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Enables or disables a connection of an identity source for applications.
    write Post "/api/v3/change-ext-idp-conn-state"
    fn change_ext_idp_conn_state(ChangeExtIdpConnState) -> IsSuccess {
        required {
            /// ID of the connection.
            id: String,
            /// Whether to enable the connection.
            enabled: bool,
            /// ID of the application to enable or disable the connection for.
            app_id: String,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
            /// IDs of the applications to enable or disable the connection for.
            app_ids: Vec<String>,
        }
    }

    /// Associates a connection of an identity source with a tenant, or removes the association.
    write Post "/api/v3/change-ext-idp-conn-association-state"
    fn change_ext_idp_conn_association_state(ChangeExtIdpConnAssociationState) -> IsSuccess {
        required {
            /// ID of the connection.
            id: String,
            /// Whether to associate the connection with the tenant; `false` removes the association.
            association: bool,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Lists the identity sources in the console of a tenant, page by page.
    read Get "/api/v3/list-tenant-ext-idp"
    fn list_tenant_ext_idp(ListTenantExtIdp) -> ExtIdpListPaging {
        required {}
        optional {
            /// ID of the tenant.
            tenant_id: String,
            /// Only identity sources of the application with this ID.
            app_id: String,
            /// Only identity sources of this category.
            r#type: ExtIdpCategory,
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
        }
    }

    /// Gets the states that the connections of an identity source have in applications.
    ///
    /// The operation is documented as returning a page of identity sources, but the response is returned as JSON.
    read Get "/api/v3/ext-idp-conn-apps"
    fn ext_idp_conn_state_by_apps(ExtIdpConnStateByApps) -> Value {
        required {
            /// ID of the identity source.
            id: String,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
            /// ID of the application.
            app_id: String,
            /// Category of the identity source, not the type of a connection.
            r#type: ExtIdpCategory,
        }
    }

    /// Gets the access token of a WeChat mini program or official account, cached by the server.
    write Post "/api/v3/get-weixin-access-token"
    fn get_wechat_mp_access_token_info(GetWechatMpAccessTokenInfo) -> GetWechatAccessTokenData {
        required {
            /// AppId of the mini program or official account in WeChat.
            app_id: String,
            /// AppSecret of the mini program or official account in WeChat.
            app_secret: String as secret,
        }
        optional {}
    }

    /// Lists the connections of an identity source.
    ///
    /// The response contains the settings of each connection, with secrets in plain text.
    read Get "/api/v3/list-ext-idp-conns"
    fn list_ext_idp_conns(ListExtIdpConns) -> Vec<ListedExtIdpConn>, seen, secret {
        required {
            /// ID of the identity source.
            id: String,
        }
        optional {}
    }

    /// Lists the connections of identity sources that are enabled for an application.
    ///
    /// The response may contain the settings of each connection, with secrets in plain text, as that of
    /// `list_ext_idp_conns`.
    read Get "/api/v3/list-enabled-ext-idp-conns-by-app"
    fn list_enabled_ext_idp_conns_by_app(ListEnabledExtIdpConnsByApp) -> Value, inferred, secret {
        required {}
        optional {
            /// ID of the application.
            app_id: String,
        }
    }
}

outputs! {
    /// A connection of an identity source.
    ExtIdpConnDetail {
        /// ID of the connection.
        id: String,
        /// Type of the connection.
        r#type: ExtIdpConnType,
        /// ID of the identity source.
        ext_idp_id: String,
        /// URL of the icon of the connection.
        logo: String,
        /// Identifier of the connection.
        identifier: String,
        /// Display name of the connection, shown on the login page.
        display_name: String,
        /// Whether the connection only supports login.
        login_only: bool,
        /// How accounts of the identity source are associated with users.
        association_mode: AssociationMode,
        /// Methods of binding an account, such as `email-password`.
        challenge_binding_methods: Vec<String>,
    }

    /// An identity source with its connections.
    ExtIdpDetail {
        /// ID of the identity source.
        id: String,
        /// Name of the identity source.
        name: String,
        /// URL of the logo of the identity source.
        logo: String,
        /// ID of the tenant; empty or missing for an identity source outside a tenant.
        tenant_id: String,
        /// Provider or protocol of the identity source, such as `wechat`.
        r#type: String,
        /// Connections of the identity source, as JSON. They are documented as an object. Seen on Authing: an empty
        /// list if there are none.
        connections: Value,
        /// Whether users join the tenant automatically.
        auto_join: bool,
    }

    /// An identity source.
    ExtIdp {
        /// ID of the identity source.
        id: String,
        /// Name of the identity source.
        name: String,
        /// URL of the logo of the identity source.
        logo: String,
        /// ID of the tenant.
        tenant_id: String,
        /// Provider or protocol of the identity source, such as `wechat`.
        r#type: String,
    }

    /// A connection of an identity source with its settings. All but `id` and `ext_idp_id` may be absent.
    ListedExtIdpConn {
        /// ID of the connection.
        id: String,
        /// ID of the identity source.
        ext_idp_id: String,
        /// Type of the connection.
        r#type: ExtIdpConnType,
        /// Identifier of the connection.
        identifier: String,
        /// Display name of the connection, shown on the login page.
        display_name: String,
        /// URL of the icon of the connection.
        logo: String,
        /// Whether the connection only supports login.
        login_only: Option<bool>,
        /// Settings of the connection, such as `client_secret`.
        fields: Map<String, Value> as secret,
    }

    /// A page of identity sources.
    ExtIdpListPaging, page list: ExtIdp, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<ExtIdp>,
    }

    /// An access token of a WeChat mini program or official account.
    GetWechatAccessTokenData {
        /// Access token of WeChat.
        access_token: String as secret,
        /// Expiration time of the token, as a string with the Unix time in seconds.
        expires_at: String,
    }
}

enums! {
    /// How accounts of an identity source are associated with users.
    AssociationMode {
        None = "none",
        Field = "field",
        Challenge = "challenge",
    }

    /// Category of an identity source.
    ExtIdpCategory {
        /// The identity source is open to everyone, such as WeChat, GitHub or Apple.
        Social = "social",
        /// The identity source is used inside a company, such as WeCom, or is based on a standard protocol, such as
        /// LDAP, OIDC or SAML.
        Enterprise = "enterprise",
    }
}
