//! Tenants.

use super::{
    ImportTenantData, ImportTenantHistoryData, ImportTenantNotifyUseData, Tenant, TenantListPaging, TenantResp,
};
use crate::api::common::IsSuccess;
use crate::table::operations;

operations! {
    /// # Tenants
    "tenants"

    /// Creates a tenant and returns it.
    write Post "/api/v3/create-tenant"
    fn create_tenant(CreateTenant) -> Tenant {
        required {
            /// Name of the tenant.
            name: String,
            /// IDs of the applications the tenant uses.
            app_ids: Vec<String>,
        }
        optional {
            /// URLs of the tenant's logo images.
            logo: Vec<String>,
            /// Free text about the tenant.
            description: String,
            /// Text shown to a user whose login to the tenant is refused.
            reject_hint: String,
            /// ID of the application the tenant came from; absence means the console.
            source_app_id: String,
            /// Mail domains of the tenant's company.
            enterprise_domains: Vec<String>,
            /// When the tenant expires; upstream gives no format.
            expire_time: String,
            /// Most monthly active users (MAU) the tenant may have.
            mau_amount: i64,
            /// Most members the tenant may have.
            member_amount: i64,
            /// Most administrators the tenant may have.
            admin_amount: i64,
        }
    }

    /// Changes a tenant's name, logo, applications and texts.
    write Post "/api/v3/update-tenant"
    fn update_tenant(UpdateTenant) -> IsSuccess {
        required {
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {
            /// New name of the tenant.
            name: String,
            /// IDs of the applications the tenant uses from now on.
            app_ids: Vec<String>,
            /// URLs of the tenant's new logo images.
            logo: Vec<String>,
            /// New free text about the tenant.
            description: String,
            /// New text shown to a user whose login to the tenant is refused.
            reject_hint: String,
            /// ID of the application the tenant came from; a tenant without one came from the console.
            source_app_id: String,
        }
    }

    /// Deletes a tenant.
    write Post "/api/v3/delete-tenant"
    fn delete_tenant(DeleteTenant) -> IsSuccess {
        required {
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {}
    }

    /// Lists the user pool's tenants, page by page.
    read Get "/api/v3/list-tenants"
    fn list_tenants(ListTenants) -> TenantListPaging {
        required {}
        optional {
            /// Text to search tenants by; it need not match exactly.
            keywords: String,
            /// Whether to count the members of each tenant in `membersCount`.
            with_members_count: bool,
            /// Whether to return basic data of the tenant's applications.
            with_app_detail: bool,
            /// Whether to return basic data of the user who created the tenant.
            with_creator_detail: bool,
            /// Whether to return basic data of the application the tenant came from.
            with_source_app_detail: bool,
            /// Page to fetch, counted from 1.
            page: i64,
            /// How many items a page holds.
            limit: i64,
            /// Origin of the tenants wanted; upstream gives no values.
            source: String,
        }
    }

    /// Gets a tenant's basic data.
    ///
    /// Upstream declares the same parameters and answer as for `get_tenant`; fewer fields may be filled in.
    read Get "/api/v3/get-tenant-little-info"
    fn get_tenant_little_info(GetTenantLittleInfo) -> TenantResp {
        required {
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {
            /// Whether to count the tenant's members in `membersCount`.
            with_members_count: bool,
            /// Whether to return basic data of the tenant's applications.
            with_app_detail: bool,
            /// Whether to return basic data of the user who created the tenant.
            with_creator_detail: bool,
            /// Whether to return basic data of the application the tenant came from.
            with_source_app_detail: bool,
        }
    }

    /// Gets a tenant with all its data.
    read Get "/api/v3/get-tenant"
    fn get_tenant(GetTenant) -> TenantResp {
        required {
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {
            /// Whether to count the tenant's members in `membersCount`.
            with_members_count: bool,
            /// Whether to return basic data of the tenant's applications.
            with_app_detail: bool,
            /// Whether to return basic data of the user who created the tenant.
            with_creator_detail: bool,
            /// Whether to return basic data of the application the tenant came from.
            with_source_app_detail: bool,
        }
    }

    /// Imports tenants from an Excel file that was uploaded before.
    ///
    /// `import_tenant_history` shows past imports.
    write Post "/api/v3/import-tenant"
    fn import_tenant(ImportTenant) -> ImportTenantData {
        required {
            /// URL or path of the uploaded Excel file.
            excel_url: String,
        }
        optional {}
    }

    /// Lists past imports of tenants from Excel files, page by page.
    ///
    /// Upstream leaves the records untyped: each stays JSON.
    read Get "/api/v3/import-tenant-history"
    fn import_tenant_history(ImportTenantHistory) -> ImportTenantHistoryData {
        required {}
        optional {
            /// Page to fetch, counted from 1.
            page: i64,
            /// How many items a page holds.
            limit: i64,
        }
    }

    /// Lists the users that an import of tenants notifies, page by page.
    ///
    /// Despite its name it sends nothing; `send_email_batch` and `send_sms_batch` do. Upstream leaves the records
    /// untyped: each stays JSON.
    read Get "/api/v3/import-tenant-notify-user"
    fn import_tenant_notify_user(ImportTenantNotifyUser) -> ImportTenantNotifyUseData {
        required {
            /// ID of the import, from `import_tenant_history`.
            import_id: String,
        }
        optional {
            /// Page to fetch, counted from 1.
            page: i64,
            /// How many items a page holds.
            limit: i64,
        }
    }

    /// Gets a tenant by its code.
    read Get "/api/v3/get-tenant-by-code"
    fn get_tenant_by_code(GetTenantByCode) -> TenantResp {
        required {
            /// Code of the tenant, from `TenantDto`.
            code: String,
        }
        optional {}
    }
}
