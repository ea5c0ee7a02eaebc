//! Tenants: administrators and collaborating administrators.

use serde_json::Value;

use super::{MultipleTenantAdminListPaging, TenantCooperatorListPaging, TenantCooperatorSingle, TenantUserListPaging};
use crate::macros::operations;
use crate::value::OneOf;

operations! {
    /// # Tenants: administrators and collaborating administrators
    "tenants"

    /// Lists the administrators of a tenant, page by page.
    read Post "/api/v3/list-tenant-admin"
    fn list_tenant_admin(ListTenantAdmin) -> TenantUserListPaging {
        required {
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {
            /// Search term, which matches administrators fuzzily.
            keywords: String,
            /// Page number, starting at 1, as text. Seen on Authing: `"1"` is accepted.
            page: String [Range(1..)],
            /// Maximum number of items per page, as text. No maximum is documented.
            /// Seen on Authing: `"50"` is accepted.
            limit: String [Range(1..)],
        }
    }

    /// Makes members of a tenant its administrators.
    ///
    /// The members are identified by user ID or by member ID.
    write Post "/api/v3/set-tenant-admin"
    fn set_tenant_admin(SetTenantAdmin) -> () {
        required {
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {
            /// IDs of the members' users in the user pool.
            link_user_ids: Vec<String>,
            /// IDs of the members in the tenant.
            member_ids: Vec<String>,
        }
    }

    /// Removes a member from the administrators of a tenant.
    ///
    /// The member is identified by user ID or by member ID.
    destructive Post "/api/v3/delete-tenant-admin"
    fn delete_tenant_admin(DeleteTenantAdmin) -> () {
        required {
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {
            /// ID of the administrator's user in the user pool.
            link_user_id: String,
            /// ID of the administrator in the tenant.
            member_id: String,
        }
    }

    /// Lists the administrators of multiple tenants in the user pool, page by page.
    read Get "/api/v3/list-multiple-tenant-admins"
    fn list_multiple_tenant_admin(ListMultipleTenantAdmin) -> MultipleTenantAdminListPaging {
        required {}
        optional {
            /// Search text.
            keywords: String,
            /// Page number, starting at 1.
            /// Documented as text; a number is sent in the same form.
            page: OneOf<i64, String> [Range(1..)],
            /// Maximum number of items per page.
            /// Documented as text; a number is sent in the same form.
            limit: OneOf<i64, String> [Range(1..)],
        }
    }

    /// Makes a user an administrator of multiple tenants.
    write Post "/api/v3/create-multiple-tenant-admin"
    fn create_multiple_tenant_admin(CreateMultipleTenantAdmin) -> () {
        required {
            /// IDs of the tenants.
            tenant_ids: Vec<String>,
            /// ID of the user.
            user_id: String,
        }
        optional {
            /// Whether the administrator is authorized to use the API.
            api_authorized: bool,
            /// Whether to send a text message notification.
            send_phone_notification: bool,
            /// Whether to send an email notification.
            send_email_notification: bool,
        }
    }

    /// Gets an administrator of multiple tenants by user ID.
    ///
    /// The response is documented as a page of administrators.
    read Get "/api/v3/get-multiple-tenant-admin"
    fn get_multiple_tenant_admin(GetMultipleTenantAdmin) -> MultipleTenantAdminListPaging {
        required {
            /// User ID of the administrator.
            user_id: String,
        }
        optional {}
    }

    /// Lists the collaborating administrators of the user pool, page by page.
    read Get "/api/v3/list-tenant-cooperators"
    fn list_tenant_cooperators(ListTenantCooperators) -> TenantCooperatorListPaging {
        required {}
        optional {
            /// Search text.
            keywords: String,
            /// Only collaborating administrators who are (`true`) or are not (`false`) external.
            external: bool,
            /// Page number, starting at 1.
            /// Documented as text; a number is sent in the same form.
            page: OneOf<i64, String> [Range(1..)],
            /// Maximum number of items per page.
            /// Documented as text; a number is sent in the same form.
            limit: OneOf<i64, String> [Range(1..)],
        }
    }

    /// Gets the menu and policies of a collaborating administrator.
    read Get "/api/v3/get-tenant-cooperator"
    fn get_tenant_cooperator(GetTenantCooperator) -> TenantCooperatorSingle {
        required {
            /// User ID of the collaborating administrator.
            user_id: String,
        }
        optional {}
    }

    /// Gets the menu of a collaborating administrator.
    ///
    /// The documented response type belongs to another operation, so `data` is untyped JSON.
    read Get "/api/v3/get-tenant-cooperator-menu"
    fn get_tenant_cooperator_menu(GetTenantCooperatorMenu) -> Value {
        required {
            /// User ID of the collaborating administrator.
            user_id: String,
        }
        optional {}
    }

    /// Makes a user a collaborating administrator.
    write Post "/api/v3/create-tenant-cooperator"
    fn create_tenant_cooperator(CreateTenantCooperator) -> () {
        required {
            /// Policies of the collaborating administrator; `get_tenant_cooperator` returns them as codes.
            policies: Vec<String>,
            /// ID of the user.
            user_id: String,
        }
        optional {
            /// Whether the collaborating administrator is authorized to use the API. Defaults to `false`.
            api_authorized: bool,
            /// Whether to send a text message notification.
            send_phone_notification: bool,
            /// Whether to send an email notification.
            send_email_notification: bool,
        }
    }

    /// Updates an administrator of multiple tenants.
    ///
    /// This operation is found only in the Go SDK and the official OpenAPI document of 2023. Newer SDKs lack it.
    write Post "/api/v3/update-multiple-tenant-admin"
    fn update_multiple_tenant_admin(UpdateMultipleTenantAdmin) -> (), authing {
        required {
            /// IDs of the tenants.
            tenant_ids: Vec<String>,
            /// User ID of the administrator. The official SDKs lack this parameter.
            user_id: String as query,
        }
        optional {
            /// Whether the administrator is authorized to use the API.
            api_authorized: bool,
        }
    }

    /// Deletes an administrator of multiple tenants.
    ///
    /// This operation is found only in the Go SDK and the official OpenAPI document of 2023. Newer SDKs lack it.
    destructive Post "/api/v3/delete-multiple-tenant-admin"
    fn delete_multiple_tenant_admin(DeleteMultipleTenantAdmin) -> (), authing {
        required {
            /// User ID of the administrator.
            user_id: String,
        }
        optional {}
    }

    /// Updates a collaborating administrator.
    ///
    /// This operation is found only in the Go SDK and the official OpenAPI document of 2023. Newer SDKs lack it.
    write Post "/api/v3/update-tenant-cooperator"
    fn update_tenant_cooperator(UpdateTenantCooperator) -> (), authing {
        required {
            /// Whether the collaborating administrator is authorized to use the API.
            api_authorized: bool,
            /// Policies of the collaborating administrator; `get_tenant_cooperator` returns them as codes.
            policies: Vec<String>,
            /// User ID of the collaborating administrator. The official SDKs lack this parameter.
            user_id: String as query,
        }
        optional {}
    }

    /// Deletes a collaborating administrator.
    ///
    /// This operation is found only in the Go SDK and the official OpenAPI document of 2023. Newer SDKs lack it.
    destructive Post "/api/v3/delete-tenant-cooperator"
    fn delete_tenant_cooperator(DeleteTenantCooperator) -> (), authing {
        required {
            /// User ID of the collaborating administrator.
            user_id: String,
        }
        optional {}
    }
}
