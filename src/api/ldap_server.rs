//! The LDAP server that a user pool can offer.

use serde_json::Value;

use crate::table::{operations, outputs};

operations! {
    /// # LDAP server
    "ldap_server"

    /// Generates a random password for the LDAP server's bind account and returns it.
    ///
    /// It presumably takes effect only once it is set with `update_ldap_config_info`; upstream does not say.
    write Get "/api/v3/get-ldap-server-random-pwd"
    fn get_ldap_server_random_pwd(GetLdapServerRandomPwd) as "get_bind_pwd" -> String {
        required {}
        optional {}
    }

    /// Returns the configuration of the user pool's LDAP server, its bind password included.
    read Get "/api/v3/get-ldap-server-config"
    fn query_ldap_config_info(QueryLdapConfigInfo) -> LdapConfigInfo {
        required {}
        optional {}
    }

    /// Changes the bind password of the LDAP server.
    ///
    /// LDAP clients must be given the new password, or they can no longer bind.
    write Post "/api/v3/update-ldap-server-config"
    fn update_ldap_config_info(UpdateLdapConfigInfo) -> bool {
        required {}
        optional {
            /// New password of the bind account (`bindDn`); absent leaves it as it is.
            bind_pwd: String [Secret],
        }
    }

    /// Sets up the LDAP server for a domain, or starts it again.
    write Post "/api/v3/enable-ldap-server"
    fn enable_ldap_server(EnableLdapServer) as "save_ldap_config_info" -> bool {
        required {
            /// Domain name that the base DN is made from, such as `example.com`.
            ldap_domain: String,
        }
        optional {
            /// Host name under which LDAP clients reach the server.
            link_url: String,
        }
    }

    /// Turns the LDAP server off (or, with `enabled` set, on).
    ///
    /// The server must have been set up with `enable_ldap_server` before.
    write Post "/api/v3/disable-ldap-server"
    fn disable_ldap_server(DisableLdapServer) -> bool {
        required {
            /// Whether the server shall be on; `false` turns it off.
            enabled: bool,
        }
        optional {}
    }

    /// Lists the log entries of the LDAP server, page by page.
    read Get "/api/v3/get-ldap-server-log"
    fn query_ldap_log(QueryLdapLog) -> LdapLog {
        required {
            /// Which log: 1 is the access log, 2 the error log.
            r#type: i64,
            /// Page to fetch, counted from 1.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds.
            limit: i64,
        }
        optional {
            /// Number of the LDAP connection to keep; absent means all.
            connection: i64,
            /// Number of the LDAP operation to keep; absent means all.
            operation_number: i64,
            /// LDAP result code to keep; absent means all.
            error_code: i64,
            /// Text to look for in the log messages; absent means all.
            message: String,
            /// Earliest time of an entry, in milliseconds since 1970; absent means no bound.
            start_time: i64,
            /// Latest time of an entry, in milliseconds since 1970; absent means no bound.
            end_time: i64,
        }
    }

    /// Lists the entries directly below a DN in the LDAP tree, page by page.
    ///
    /// Upstream declares the answer of the log query here, which cannot be right; `data` stays JSON.
    read Get "/api/v3/get-ldap-sub-entries"
    fn query_ldap_sub_entries(QueryLdapSubEntries) -> Value {
        required {
            /// Page to fetch, counted from 1.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds.
            limit: i64,
        }
        optional {
            /// DN whose children are listed; absence presumably means the base DN.
            dn: String,
        }
    }
}

outputs! {
    /// The configuration of a user pool's LDAP server.
    LdapConfigInfo {
        /// ID of the configuration record.
        id: String,
        /// Whether the server is on: 1 is yes, 2 is no.
        enabled: i64,
        /// ID of the user pool.
        user_pool_id: String,
        /// Host that LDAP clients connect to.
        link_url: String,
        /// Host that clients connect to for LDAP over TLS (LDAPS).
        ldaps_link_url: String,
        /// Whether the server is a privately hosted one: 1 is yes, 2 is no.
        enable_privatization: i64,
        /// DN of the bind account, made from the domain.
        bind_dn: String,
        /// Domain name that the base DN is made from.
        ldap_domain: String,
        /// Whether a privately hosted server uses TLS: 1 is yes, 2 is no.
        enable_ssl: i64,
        /// Root DN of the tree, such as `dc=example,dc=com,o=genauth`.
        base_dn: String,
        /// Password of the bind account, 16 characters, stored encrypted.
        bind_pwd: String,
        /// IDs of the organization nodes that LDAP shows, joined by commas.
        visible_org_nodes: Value,
        /// Built-in user fields that LDAP shows; the form is not documented.
        visible_fields: Value,
        /// LDAP attribute for each custom user field, as a JSON text.
        udf_mapping: Value,
    }

    /// One page of the LDAP server's log.
    LdapLog, page list: Value, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// Log entries of the page; their form is not documented.
        list: Vec<Value>,
    }
}
