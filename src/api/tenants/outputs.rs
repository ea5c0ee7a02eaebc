//! Objects in responses about tenants.

use serde_json::Value;

use super::EnterpriseCertificationStatus;
use crate::api::common::{Gender, User};
use crate::macros::outputs;

outputs! {
    /// Result of a tenant import.
    ImportTenantData {
        /// Whether the operation succeeded.
        success: bool,
    }

    /// A page of the tenant import history.
    ImportTenantHistoryData, page list: Value, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page. Their fields are not documented.
        list: Vec<Value>,
    }

    /// A page of the users notified of a tenant import.
    ImportTenantNotifyUseData, page list: Value, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page. Their fields are not documented.
        list: Vec<Value>,
    }

    /// An invitation to a tenant.
    InviteTenantUserRecord {
        /// Number of the invitation record.
        record_id: i64,
        /// Invited account, such as an email address.
        invite_account: String,
        /// Activation status of the invited account, such as `pending`.
        verified_status: String,
        /// Invitation link.
        invite_link: String,
        /// Time of creation, as an ISO 8601 date-time such as `2022-07-03T02:20:30.000Z`.
        created_at: String,
        /// Time when the invited account was activated, as an ISO 8601 date-time.
        activated_at: String,
    }

    /// A page of invitations to tenants.
    InviteTenantUserRecordList, page list: InviteTenantUserRecord, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<InviteTenantUserRecord>,
    }

    /// Invitations to a tenant, and errors for email addresses.
    InviteTenantUsers {
        /// Email addresses that failed, with error messages.
        err_msgs: Vec<ErrorEmailMsg>,
        /// Invitations, with their links.
        list: Vec<InviteTenantUserRecord>,
    }

    /// An administrator of multiple tenants.
    MultipleTenantAdmin {
        /// User ID of the administrator.
        user_id: String,
        /// Name of the administrator.
        name: String,
        /// Phone number of the administrator.
        phone: String,
        /// Email address of the administrator.
        email: String,
        /// Whether the administrator is authorized to use the API.
        api_authorized: bool,
        /// Time of the last login, as an ISO 8601 date-time.
        last_login: String,
    }

    /// A page of administrators of multiple tenants.
    MultipleTenantAdminListPaging, page list: MultipleTenantAdmin, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<MultipleTenantAdmin>,
    }

    /// Result of sending the notification emails of a tenant import.
    SendEmailBatchData {
        /// Whether the operation succeeded.
        success: bool,
    }

    /// Result of sending the notification text messages of a tenant import.
    SendSmsBatchData {
        /// Whether the operation succeeded.
        success: bool,
    }

    /// A collaborating administrator.
    TenantCooperator {
        /// User ID of the collaborating administrator.
        user_id: String,
        /// Type of the collaborating administrator. The values are not documented.
        r#type: String,
        /// Whether the collaborating administrator is external.
        external: bool,
        /// User account of the collaborating administrator.
        user: Option<User>,
        /// Tenant member account of the collaborating administrator.
        tenant_user: Option<TenantUser>,
    }

    /// A page of collaborating administrators.
    TenantCooperatorListPaging, page list: TenantCooperator, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<TenantCooperator>,
    }

    /// Menu and policies of a collaborating administrator.
    TenantCooperatorSingle {
        /// Menu entries of the collaborating administrator.
        list: Vec<String>,
        /// Codes of the policies granted to the collaborating administrator.
        authorized_policies_code: Vec<String>,
    }

    /// A tenant, as returned by its creation.
    Tenant {
        /// ID of the tenant.
        tenant_id: String,
        /// ID of the user pool.
        user_pool_id: String,
        /// Name of the tenant, at most 64 characters.
        name: String,
        /// Description of the tenant.
        description: String,
        /// URL of the tenant's logo. Newer sources document it as a string, and older ones as a list.
        logo: Vec<String>,
        /// Message shown to a user who is refused login to the tenant.
        reject_hint: String,
        /// IDs of the tenant's applications.
        app_ids: Vec<String>,
        /// ID of the user who created the tenant.
        creator: String,
        /// ID of the tenant's source application. Present unless the source is the console.
        source_app_id: String,
        /// Source of the tenant. The values are not documented.
        source: String,
        /// Code of the tenant, accepted by `get_tenant_by_code`.
        code: String,
        /// Address of the tenant.
        host: String,
        /// Enterprise email domains of the tenant. Newer sources document them as a list, and older ones as a string.
        enterprise_domains: Vec<String>,
    }

    /// Enterprise certification of a tenant, as submitted and reviewed.
    TenantEnterpriseCertificationResp {
        /// Name of the enterprise.
        business_name: String,
        /// Business license of the enterprise. The format is not documented.
        business_license: String,
        /// Time of the last update, as an ISO 8601 date-time.
        updated_at: String,
        /// Registered business name of the enterprise.
        business_registration_name: String,
        /// Unified social credit code of the enterprise.
        unified_social_credit: String,
        /// Name of the legal representative.
        legal_representative_name: String,
        /// Identity card number.
        national_identification_number: String,
        /// Number of the personal bank card.
        personal_bank_card_number: String,
        /// Mobile phone number registered with the bank.
        bank_reserved_phone: String,
        /// Reason for the review result.
        review_reason: String,
        /// Status of the certification. The meaning of `-1` is not documented.
        enterprise_certification_status: EnterpriseCertificationStatus,
    }

    /// A page of tenants.
    TenantListPaging, page list: TenantResp, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<TenantResp>,
    }

    /// A tenant, with details that the request can ask for.
    TenantResp {
        /// ID of the tenant.
        tenant_id: String,
        /// ID of the user pool.
        user_pool_id: String,
        /// Name of the tenant, at most 64 characters.
        name: String,
        /// Description of the tenant.
        description: String,
        /// URL of the tenant's logo. Newer sources document it as a string, and older ones as a list.
        logo: Vec<String>,
        /// Message shown to a user who is refused login to the tenant.
        reject_hint: String,
        /// IDs of the tenant's applications.
        app_ids: Vec<String>,
        /// ID of the user who created the tenant.
        creator: String,
        /// ID of the tenant's source application. Present unless the source is the console.
        source_app_id: String,
        /// Source of the tenant. The values are not documented.
        source: String,
        /// Code of the tenant, accepted by `get_tenant_by_code`.
        code: String,
        /// Address of the tenant.
        host: String,
        /// Enterprise email domains of the tenant. Newer sources document them as a list, and older ones as a string.
        enterprise_domains: Vec<String>,
        /// Basic data of the creator, such as `name`, `nickname`, `username` and `photo`. Present if requested with
        /// `with_creator_detail`.
        creator_detail: Value,
        /// Basic data of the source application, such as `name` and `logo`. Present if requested with
        /// `with_source_app_detail`.
        source_app_detail: Value,
        /// Number of members. Present if requested with `with_members_count`.
        members_count: i64,
    }

    /// A member of a tenant.
    TenantUser {
        /// Email address of the member, which is case-insensitive.
        email: String,
        /// Phone number of the member, without country code.
        phone: String,
        /// Country calling code of the phone number, such as `+86`. It is optional for mainland China.
        phone_country_code: String,
        /// Username of the member, unique in the user pool.
        username: String,
        /// Real name of the member, which is not necessarily unique.
        name: String,
        /// Nickname of the member.
        nickname: String,
        /// URL of the member's avatar.
        photo: String,
        /// Number of logins so far.
        logins_count: i64,
        /// IP address of the last login.
        last_ip: String,
        /// Gender of the member.
        gender: Gender,
        /// Date of birth, such as `2022-06-03`.
        birthdate: String,
        /// Country of the member, such as `CN`.
        country: String,
        /// Province of the member, such as `BJ`.
        province: String,
        /// City of the member, such as `BJ`.
        city: String,
        /// Address of the member.
        address: String,
        /// Street address of the member.
        street_address: String,
        /// Postal code of the member.
        postal_code: String,
        /// Given name of the member.
        given_name: String,
        /// Family name of the member.
        family_name: String,
        /// Middle name of the member.
        middle_name: String,
        /// Preferred username of the member.
        preferred_username: String,
        /// ID of the application of the last login.
        last_login_app: String,
        /// ID of the user pool.
        user_pool_id: String,
        /// ID of the tenant.
        tenant_id: String,
        /// ID of the member in the tenant.
        member_id: String,
        /// ID of the member's user in the user pool.
        link_user_id: String,
        /// Whether the member is an administrator of the tenant.
        is_tenant_admin: bool,
        /// Password of the member.
        password: String as secret,
        /// Salt of the password hash.
        salt: String as secret,
        /// IDs of the member's departments. Present if requested with `with_department_ids`.
        department_ids: Vec<String>,
    }

    /// A page of tenant members.
    TenantUserListPaging, page list: TenantUser, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<TenantUser>,
    }

    /// An error for an email address.
    ErrorEmailMsg {
        /// Email address that failed.
        email: String,
        /// Error message.
        message: String,
    }
}
