//! Tenants: administrators and cooperators.

use serde_json::Value;

use super::{MultipleTenantAdminListPaging, TenantCooperatorListPaging, TenantCooperatorSingle, TenantUserListPaging};
use crate::table::operations;

operations! {
    /// # Tenants: administrators and cooperators
    "tenants"

    /// Lists a tenant's administrators, page by page.
    read Post "/api/v3/list-tenant-admin"
    fn list_tenant_admin(ListTenantAdmin) -> TenantUserListPaging {
        required {
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {
            /// Text to search administrators by; it need not match exactly.
            keywords: String,
            /// Page to fetch, counted from 1.
            page: String,
            /// How many items a page holds.
            limit: String,
        }
    }

    /// Makes members of a tenant its administrators.
    ///
    /// Name them by user ID or by member ID.
    write Post "/api/v3/set-tenant-admin"
    fn set_tenant_admin(SetTenantAdmin) -> () {
        required {
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {
            /// IDs of those to make administrators, as users of the user pool.
            link_user_ids: Vec<String>,
            /// IDs of those to make administrators, as members of the tenant.
            member_ids: Vec<String>,
        }
    }

    /// Takes the administrator's rights over a tenant from one user.
    ///
    /// Name the user by user ID or by member ID.
    write Post "/api/v3/delete-tenant-admin"
    fn delete_tenant_admin(DeleteTenantAdmin) -> () {
        required {
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {
            /// ID of the administrator as a user of the user pool.
            link_user_id: String,
            /// ID of the administrator within the tenant.
            member_id: String,
        }
    }

    /// Lists the users who administer several tenants of the user pool, page by page.
    read Get "/api/v3/list-multiple-tenant-admins"
    fn list_multiple_tenant_admin(ListMultipleTenantAdmin) -> MultipleTenantAdminListPaging {
        required {}
        optional {
            /// Text to search these administrators by.
            keywords: String,
            /// Page to fetch, counted from 1.
            page: i64,
            /// How many items a page holds.
            limit: i64,
        }
    }

    /// Makes a user the administrator of several tenants.
    ///
    /// It sends the user a text message or a mail if asked to.
    write Post "/api/v3/create-multiple-tenant-admin"
    fn create_multiple_tenant_admin(CreateMultipleTenantAdmin) -> () {
        required {
            /// IDs of the tenants to administer.
            tenant_ids: Vec<String>,
            /// ID of the user to make an administrator.
            user_id: String,
        }
        optional {
            /// Whether the administrator may call the API as well.
            api_authorized: bool,
            /// Whether to tell the user by text message.
            send_phone_notification: bool,
            /// Whether to tell the user by mail.
            send_email_notification: bool,
        }
    }

    /// Gets the user who administers several tenants, by user ID.
    ///
    /// Upstream declares a page for the answer, not a single user.
    read Get "/api/v3/get-multiple-tenant-admin"
    fn get_multiple_tenant_admin(GetMultipleTenantAdmin) -> MultipleTenantAdminListPaging {
        required {
            /// ID of the administrator's user.
            user_id: String,
        }
        optional {}
    }

    /// Lists the user pool's cooperators (administrators who assist with tenants), page by page.
    read Get "/api/v3/list-tenant-cooperators"
    fn list_tenant_cooperators(ListTenantCooperators) -> TenantCooperatorListPaging {
        required {}
        optional {
            /// Text to search cooperators by.
            keywords: String,
            /// Whether to list the external cooperators; upstream does not say what makes one external.
            external: bool,
            /// Page to fetch, counted from 1.
            page: i64,
            /// How many items a page holds.
            limit: i64,
        }
    }

    /// Gets the menu entries and policies of a cooperator.
    read Get "/api/v3/get-tenant-cooperator"
    fn get_tenant_cooperator(GetTenantCooperator) -> TenantCooperatorSingle {
        required {
            /// ID of the cooperator's user.
            user_id: String,
        }
        optional {}
    }

    /// Gets the console menu a cooperator sees.
    ///
    /// Upstream declares the answer of another operation here, which cannot be right; `data` stays JSON.
    read Get "/api/v3/get-tenant-cooperator-menu"
    fn get_tenant_cooperator_menu(GetTenantCooperatorMenu) -> Value {
        required {
            /// ID of the cooperator's user.
            user_id: String,
        }
        optional {}
    }

    /// Makes a user a cooperator with the given policies.
    ///
    /// It sends the user a text message or a mail if asked to.
    write Post "/api/v3/create-tenant-cooperator"
    fn create_tenant_cooperator(CreateTenantCooperator) -> () {
        required {
            /// Policies that say what the cooperator may do, presumably by code.
            policies: Vec<String>,
            /// ID of the user to make a cooperator.
            user_id: String,
        }
        optional {
            /// Whether the cooperator may call the API as well. The server takes absence as `false`.
            api_authorized: bool,
            /// Whether to tell the user by text message.
            send_phone_notification: bool,
            /// Whether to tell the user by mail.
            send_email_notification: bool,
        }
    }

    /// Changes which tenants a user administers.
    ///
    /// Newer sources no longer have it, and a deployment may lack it. The user's ID goes into the query.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/update-multiple-tenant-admin"
    fn update_multiple_tenant_admin(UpdateMultipleTenantAdmin) -> () {
        required {
            /// IDs of the tenants to administer from now on.
            tenant_ids: Vec<String>,
            /// ID of the administrator's user; only the official OpenAPI document has it.
            user_id: String [InQuery],
        }
        optional {
            /// Whether the administrator may call the API as well.
            api_authorized: bool,
        }
    }

    /// Takes a user's rights over several tenants away.
    ///
    /// Newer sources no longer have it, and a deployment may lack it.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/delete-multiple-tenant-admin"
    fn delete_multiple_tenant_admin(DeleteMultipleTenantAdmin) -> () {
        required {
            /// ID of the administrator's user.
            user_id: String,
        }
        optional {}
    }

    /// Changes what a cooperator may do.
    ///
    /// Newer sources no longer have it, and a deployment may lack it. The user's ID goes into the query.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/update-tenant-cooperator"
    fn update_tenant_cooperator(UpdateTenantCooperator) -> () {
        required {
            /// Whether the cooperator may call the API as well.
            api_authorized: bool,
            /// Policies that say what the cooperator may do from now on, presumably by code.
            policies: Vec<String>,
            /// ID of the cooperator's user; only the official OpenAPI document has it.
            user_id: String [InQuery],
        }
        optional {}
    }

    /// Takes a cooperator's rights away.
    ///
    /// Newer sources no longer have it, and a deployment may lack it.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/delete-tenant-cooperator"
    fn delete_tenant_cooperator(DeleteTenantCooperator) -> () {
        required {
            /// ID of the cooperator's user.
            user_id: String,
        }
        optional {}
    }
}
