//! LDAP server of a user pool.

use serde_json::Value;

use crate::macros::{operations, outputs};
use crate::value::OneOf;

operations! {
    /// # LDAP server
    "ldap_server"

    /// Generates a random password for the bind account (administrator) of the LDAP server and returns it.
    ///
    /// Whether it replaces the current password is not documented.
    write Get "/api/v3/get-ldap-server-random-pwd"
    fn get_ldap_server_random_pwd(GetLdapServerRandomPwd) as "get_bind_pwd" -> String, secret {
        required {}
        optional {}
    }

    /// Gets the configuration of the LDAP server, including the bind password.
    read Get "/api/v3/get-ldap-server-config"
    fn query_ldap_config_info(QueryLdapConfigInfo) -> LdapConfigInfo {
        required {}
        optional {}
    }

    /// Changes the bind password of the LDAP server.
    write Post "/api/v3/update-ldap-server-config"
    fn update_ldap_config_info(UpdateLdapConfigInfo) -> bool {
        required {}
        optional {
            /// New password of the bind account.
            bind_pwd: String as secret,
        }
    }

    /// Initializes or restarts the LDAP server.
    write Post "/api/v3/enable-ldap-server"
    fn enable_ldap_server(EnableLdapServer) as "save_ldap_config_info" -> bool {
        required {
            /// Domain name of the LDAP server, such as `example.com`, from which the base DN and the bind DN are
            /// generated.
            ldap_domain: String,
        }
        optional {
            /// URL of the LDAP host, with scheme and port, such as `ldaps://ldap.example.com:3389`.
            link_url: String,
        }
    }

    /// Turns the LDAP server off or on.
    ///
    /// The LDAP server must have been initialized with `enable_ldap_server`.
    write Post "/api/v3/disable-ldap-server"
    fn disable_ldap_server(DisableLdapServer) -> bool {
        required {
            /// Whether to turn the LDAP server on (`true`) or off (`false`).
            enabled: bool,
        }
        optional {}
    }

    /// Lists the log entries of the LDAP server, page by page.
    read Get "/api/v3/get-ldap-server-log"
    fn query_ldap_log(QueryLdapLog) -> LdapLog {
        required {
            /// Type of the log: `1` for the access log, `2` for the error log.
            r#type: i64,
            /// Page number, starting at 1.
            /// Documented as text; a number is sent in the same form.
            page: OneOf<i64, String> [Range(1..)],
            /// Maximum number of items per page.
            /// Documented as text; a number is sent in the same form.
            limit: OneOf<i64, String> [Range(1..)],
        }
        optional {
            /// Only entries of the connection with this number, such as `1244`.
            connection: i64,
            /// Only entries with this operation number, such as `0`.
            operation_number: i64,
            /// Only entries with this error code, such as `32`.
            error_code: i64,
            /// Only entries with this message, such as `scope=0 deref=3 filter="(objectClass=*)"`.
            message: String,
            /// Start of the time range, in milliseconds since the Unix epoch.
            start_time: i64,
            /// End of the time range, in milliseconds since the Unix epoch.
            end_time: i64,
        }
    }

    /// Lists the entries one level below a DN, page by page.
    ///
    /// The official documentation declares the response of `query_ldap_log` for this operation, so `data` is left as
    /// untyped JSON.
    read Get "/api/v3/get-ldap-sub-entries"
    fn query_ldap_sub_entries(QueryLdapSubEntries) -> Value {
        required {
            /// Page number, starting at 1.
            /// Documented as text; a number is sent in the same form.
            page: OneOf<i64, String> [Range(1..)],
            /// Maximum number of items per page.
            /// Documented as text; a number is sent in the same form.
            limit: OneOf<i64, String> [Range(1..)],
        }
        optional {
            /// DN of the parent entry, such as `ou=test,dc=com,o=authing-test`.
            dn: String,
        }
    }
}

outputs! {
    /// The configuration of the LDAP server of a user pool.
    LdapConfigInfo {
        /// ID of the configuration.
        id: String,
        /// Whether the LDAP server is enabled: `1` for yes, `2` for no.
        enabled: i64,
        /// ID of the user pool.
        user_pool_id: String,
        /// URL of the LDAP host, with scheme and port, such as `ldap://ldap.example.com:3389`.
        link_url: String,
        /// URL of the LDAPS host, with scheme and port, such as `ldaps://ldap.example.com:638`.
        ldaps_link_url: String,
        /// Whether this is a private LDAP server: `1` for yes, `2` for no.
        enable_privatization: i64,
        /// DN of the bind account, generated from the domain, such as
        /// `cn=system_user,ou=system_users,dc=example,dc=com,o=authing`.
        bind_dn: String,
        /// Domain name of the LDAP server, from which the base DN is generated.
        ldap_domain: String,
        /// Whether a private LDAP server uses SSL: `1` for yes, `2` for no.
        enable_ssl: i64,
        /// Base DN, such as `dc=example,dc=com,o=genauth`.
        base_dn: String,
        /// Password of the bind account, 16 characters long. The server stores it encrypted.
        bind_pwd: String as secret,
        /// Organization nodes that are visible over LDAP. They are documented as comma-separated node IDs, but the
        /// official example is an object with `all` and `nodeIds`.
        visible_org_nodes: Value,
        /// Built-in user fields that are visible over LDAP, such as `["name", "username"]`.
        visible_fields: Value,
        /// LDAP attributes that custom fields are mapped to. The field is documented as a JSON string, but the official
        /// example is an object.
        udf_mapping: Value,
    }

    /// A page of the log of the LDAP server.
    LdapLog, page list: Value, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page. The type is not documented, and the official example is a single item. It has the fields
        /// `id`, `searchBase`, `bindDn`, `addDn`, `modDn`, `delDn`, `connection`, `operationName`, `operationNumber`,
        /// `errorCode`, `message` and `createTime` (in milliseconds since the Unix epoch).
        list: Vec<Value>,
    }
}
