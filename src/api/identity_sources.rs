//! Identity sources: the outside services that users sign in with.

use serde_json::{Map, Value};

use crate::api::common::{ExtIdpConnType, ExtIdpType, IsSuccess};
use crate::table::{enums, operations, outputs};

operations! {
    /// # Identity sources
    "identity_sources"

    /// Lists the identity sources of the user pool or of a tenant.
    read Get "/api/v3/list-ext-idp"
    fn list_ext_idp(ListExtIdp) -> ExtIdpListPaging {
        required {}
        optional {
            /// ID of the tenant.
            tenant_id: String,
            /// ID of the application.
            app_id: String,
        }
    }

    /// Fetches one identity source with its connections.
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
            /// Category of the identity source: social or enterprise.
            r#type: ExtIdpCategory,
        }
    }

    /// Creates an identity source; its connections are added with `create_ext_idp_conn`.
    write Post "/api/v3/create-ext-idp"
    fn create_ext_idp(CreateExtIdp) -> ExtIdp {
        required {
            /// Name of the new identity source, as administrators see it.
            name: String,
            /// Protocol or provider the identity source stands for.
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
            /// ID of the identity source to rename.
            id: String,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Deletes an identity source.
    write Post "/api/v3/delete-ext-idp"
    fn delete_ext_idp(DeleteExtIdp) -> IsSuccess {
        required {
            /// ID of the identity source to delete.
            id: String,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Creates a connection under an identity source that exists already.
    write Post "/api/v3/create-ext-idp-conn"
    fn create_ext_idp_conn(CreateExtIdpConn) -> ExtIdpConnDetail {
        required {
            /// ID of the identity source the connection is for.
            ext_idp_id: String,
            /// Protocol or provider, and login flow, of the connection.
            r#type: ExtIdpConnType,
            /// Identifier of the new connection, chosen by the caller.
            identifier: String,
            /// Name of the connection on the login page.
            display_name: String,
            /// Settings of the connection, such as `clientId` and `clientSecret`; the keys depend on `type`.
            fields: Map<String, Value> [Secret],
        }
        optional {
            /// Whether the connection only logs in users who exist already, without registering new ones.
            login_only: bool,
            /// URL of the icon shown for the connection.
            logo: String,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Changes a connection of an identity source.
    write Post "/api/v3/update-ext-idp-conn"
    fn update_ext_idp_conn(UpdateExtIdpConn) -> ExtIdpConnDetail {
        required {
            /// ID of the connection.
            id: String,
            /// Name the connection gets on the login page.
            display_name: String,
            /// Settings to change; those not named keep their values.
            fields: Map<String, Value> [Secret],
        }
        optional {
            /// URL of the icon shown for the connection.
            logo: String,
            /// Whether the connection only logs in users who exist already, without registering new ones.
            login_only: bool,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Deletes a connection of an identity source.
    write Post "/api/v3/delete-ext-idp-conn"
    fn delete_ext_idp_conn(DeleteExtIdpConn) -> IsSuccess {
        required {
            /// ID of the connection to delete.
            id: String,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Switches a connection on or off for applications.
    write Post "/api/v3/change-ext-idp-conn-state"
    fn change_ext_idp_conn_state(ChangeExtIdpConnState) -> IsSuccess {
        required {
            /// ID of the connection.
            id: String,
            /// Whether the connection is switched on; false switches it off.
            enabled: bool,
            /// ID of the application to switch it for.
            app_id: String,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
            /// IDs of applications to switch it for, where there are several.
            app_ids: Vec<String>,
        }
    }

    /// Links a connection to a tenant, or removes the link.
    write Post "/api/v3/change-ext-idp-conn-association-state"
    fn change_ext_idp_conn_association_state(ChangeExtIdpConnAssociationState) -> IsSuccess {
        required {
            /// ID of the connection.
            id: String,
            /// Whether the tenant is linked to the connection; false removes the link.
            association: bool,
        }
        optional {
            /// ID of the tenant to link or unlink.
            tenant_id: String,
        }
    }

    /// Lists the identity sources as the console of a tenant shows them, page by page.
    read Get "/api/v3/list-tenant-ext-idp"
    fn list_tenant_ext_idp(ListTenantExtIdp) -> ExtIdpListPaging {
        required {}
        optional {
            /// ID of the tenant.
            tenant_id: String,
            /// ID of the application.
            app_id: String,
            /// Category of identity sources to keep: social or enterprise. Absence means both.
            r#type: ExtIdpCategory,
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
        }
    }

    /// Shows in which applications the connections of an identity source are switched on.
    ///
    /// Upstream declares a page of identity sources for the answer, which cannot be right; `data` stays JSON.
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
            /// Category of the identity source: social or enterprise.
            r#type: ExtIdpCategory,
        }
    }

    /// Fetches the access token of a WeChat mini program or official account that the server keeps.
    ///
    /// The server may have to get a new token from WeChat for it.
    write Post "/api/v3/get-weixin-access-token"
    fn get_wechat_mp_access_token_info(GetWechatMpAccessTokenInfo) -> GetWechatAccessTokenData {
        required {
            /// App ID that WeChat gave the mini program or official account.
            app_id: String,
            /// App secret that WeChat gave the mini program or official account.
            app_secret: String [Secret],
        }
        optional {}
    }
}

outputs! {
    /// A connection of an identity source.
    ExtIdpConnDetail {
        /// ID of the connection.
        id: String,
        /// Protocol or provider, and login flow, of the connection.
        r#type: ExtIdpConnType,
        /// ID of the identity source the connection belongs to.
        ext_idp_id: String,
        /// URL of the icon shown for the connection.
        logo: String,
        /// Identifier that was chosen for the connection.
        identifier: String,
        /// Name of the connection on the login page.
        display_name: String,
        /// Whether the connection only logs in users who exist already, without registering new ones.
        login_only: bool,
        /// How a login through the connection is matched to an account that exists already.
        association_mode: AssociationMode,
        /// Ways in which users prove that an account is theirs before it is linked, such as `email-password`.
        challenge_binding_methods: Vec<String>,
    }

    /// An identity source with its connections.
    ExtIdpDetail {
        /// ID of the identity source.
        id: String,
        /// Name of the identity source, as administrators see it.
        name: String,
        /// URL of the logo of the identity source.
        logo: String,
        /// ID of the tenant.
        tenant_id: String,
        /// Protocol or provider the identity source stands for, such as `wechat`.
        r#type: String,
        /// Connections of the identity source; upstream leaves their form open.
        connections: Value,
        /// Whether users who log in through it join the tenant by themselves.
        auto_join: bool,
    }

    /// An identity source, as lists show it.
    ExtIdp {
        /// ID of the identity source.
        id: String,
        /// Name of the identity source, as administrators see it.
        name: String,
        /// URL of the logo of the identity source.
        logo: String,
        /// ID of the tenant.
        tenant_id: String,
        /// Protocol or provider the identity source stands for, such as `wechat`.
        r#type: String,
    }

    /// A page of identity sources.
    ExtIdpListPaging, page list: ExtIdp, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<ExtIdp>,
    }

    /// The access token of a WeChat mini program or official account.
    GetWechatAccessTokenData {
        /// Access token to call WeChat with.
        access_token: String,
        /// When the token expires, in seconds since 1970, written as text.
        expires_at: String,
    }
}

enums! {
    /// How an account of an identity source is matched to a user.
    AssociationMode {
        None = "none",
        Field = "field",
        Challenge = "challenge",
    }

    /// Whether an identity source is social or enterprise.
    ExtIdpCategory {
        Social = "social",
        Enterprise = "enterprise",
    }
}
