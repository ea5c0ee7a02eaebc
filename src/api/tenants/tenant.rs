//! Tenants.

use super::{
    ImportTenantData, ImportTenantHistoryData, ImportTenantNotifyUseData, Tenant, TenantListPaging, TenantResp,
};
use crate::api::common::IsSuccess;
use crate::macros::operations;
use crate::value::OneOf;

operations! {
    /// # Tenants
    "tenants"

    /// Creates a tenant.
    ///
    /// Seen on Authing: a tenant created without applications had one organization and no members or administrators.
    write Post "/api/v3/create-tenant"
    fn create_tenant(CreateTenant) -> Tenant {
        required {
            /// Name of the tenant.
            name: String,
        }
        optional {
            /// IDs of the tenant's applications. The list may be empty.
            app_ids: Vec<String> as unenforced,
            /// URLs of the tenant's logo images.
            logo: Vec<String>,
            /// Description of the tenant.
            description: String,
            /// Message shown to a user who is refused login to the tenant.
            reject_hint: String,
            /// ID of the tenant's source application. Without one, the source is the console.
            source_app_id: String,
            /// Enterprise email domains of the tenant.
            enterprise_domains: Vec<String>,
            /// Expiration time of the tenant. The format is not documented.
            expire_time: String,
            /// Maximum number of monthly active users (MAU) of the tenant.
            mau_amount: i64,
            /// Maximum number of members of the tenant.
            member_amount: i64,
            /// Maximum number of administrators of the tenant.
            admin_amount: i64,
        }
    }

    /// Updates the basic data of a tenant.
    write Post "/api/v3/update-tenant"
    fn update_tenant(UpdateTenant) -> IsSuccess {
        required {
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {
            /// Name of the tenant.
            name: String,
            /// IDs of the tenant's applications. Documented: they replace the whole set.
            app_ids: Vec<String>,
            /// URLs of the tenant's logo images.
            logo: Vec<String>,
            /// Description of the tenant.
            description: String,
            /// Message shown to a user who is refused login to the tenant.
            reject_hint: String,
            /// ID of the tenant's source application. Without one, the source is the console.
            source_app_id: String,
        }
    }

    /// Deletes a tenant.
    destructive Post "/api/v3/delete-tenant"
    fn delete_tenant(DeleteTenant) -> IsSuccess {
        required {
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {}
    }

    /// Lists the tenants of the user pool, page by page.
    read Get "/api/v3/list-tenants"
    fn list_tenants(ListTenants) -> TenantListPaging {
        required {}
        optional {
            /// Search term, which matches tenants fuzzily.
            keywords: String,
            /// Whether to include the number of members in the response.
            with_members_count: bool,
            /// Whether to include basic data of the tenant's applications. The field that holds it is not documented.
            with_app_detail: bool,
            /// Whether to include basic data of the creator in the response.
            with_creator_detail: bool,
            /// Whether to include basic data of the source application in the response.
            with_source_app_detail: bool,
            /// Page number, starting at 1.
            /// Documented as text; a number is sent in the same form.
            page: OneOf<i64, String> [Range(1..)],
            /// Maximum number of items per page. No maximum is documented. Seen on Authing: 50 is accepted.
            /// Documented as text; a number is sent in the same form.
            limit: OneOf<i64, String> [Range(1..)],
            /// Only tenants from this source. The values are not documented.
            source: String,
        }
    }

    /// Gets the basic data of a tenant.
    ///
    /// The documented parameters and response are those of `get_tenant`.
    read Get "/api/v3/get-tenant-little-info"
    fn get_tenant_little_info(GetTenantLittleInfo) -> TenantResp {
        required {
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {
            /// Whether to include the number of members in the response.
            with_members_count: bool,
            /// Whether to include basic data of the tenant's applications. The field that holds it is not documented.
            with_app_detail: bool,
            /// Whether to include basic data of the creator in the response.
            with_creator_detail: bool,
            /// Whether to include basic data of the source application in the response.
            with_source_app_detail: bool,
        }
    }

    /// Gets the detailed data of a tenant.
    read Get "/api/v3/get-tenant"
    fn get_tenant(GetTenant) -> TenantResp {
        required {
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {
            /// Whether to include the number of members in the response.
            with_members_count: bool,
            /// Whether to include basic data of the tenant's applications. The field that holds it is not documented.
            with_app_detail: bool,
            /// Whether to include basic data of the creator in the response.
            with_creator_detail: bool,
            /// Whether to include basic data of the source application in the response.
            with_source_app_detail: bool,
        }
    }

    /// Imports tenants from an Excel file that has already been uploaded.
    ///
    /// `import_tenant_history` lists past imports.
    write Post "/api/v3/import-tenant"
    fn import_tenant(ImportTenant) -> ImportTenantData {
        required {
            /// URL or path of the uploaded Excel file, such as `/xx/xx.xls`.
            excel_url: String,
        }
        optional {}
    }

    /// Lists past imports of tenants from Excel files, page by page.
    read Get "/api/v3/import-tenant-history"
    fn import_tenant_history(ImportTenantHistory) -> ImportTenantHistoryData {
        required {}
        optional {
            /// Page number, starting at 1.
            /// Documented as text; a number is sent in the same form.
            page: OneOf<i64, String> [Range(1..)],
            /// Maximum number of items per page.
            /// Documented as text; a number is sent in the same form.
            limit: OneOf<i64, String> [Range(1..)],
        }
    }

    /// Lists the users notified of a tenant import, page by page.
    ///
    /// `send_email_batch` and `send_sms_batch` send the notifications.
    write Get "/api/v3/import-tenant-notify-user"
    fn import_tenant_notify_user(ImportTenantNotifyUser) -> ImportTenantNotifyUseData {
        required {
            /// ID of the import record.
            import_id: String,
        }
        optional {
            /// Page number, starting at 1.
            /// Documented as text; a number is sent in the same form.
            page: OneOf<i64, String> [Range(1..)],
            /// Maximum number of items per page.
            /// Documented as text; a number is sent in the same form.
            limit: OneOf<i64, String> [Range(1..)],
        }
    }

    /// Gets a tenant by its code.
    read Get "/api/v3/get-tenant-by-code"
    fn get_tenant_by_code(GetTenantByCode) -> TenantResp {
        required {
            /// Code of the tenant.
            code: String,
        }
        optional {}
    }
}
