//! What these calls answer.

use serde_json::Value;

use super::EnterpriseCertificationStatus;
use crate::api::common::{Gender, User};
use crate::table::outputs;

outputs! {
    /// Result of an import of tenants.
    ImportTenantData {
        /// Whether the import was accepted.
        success: bool,
    }

    /// One page of past imports of tenants.
    ImportTenantHistoryData, page list: Value, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// Past imports of this page, as untyped JSON.
        list: Vec<Value>,
    }

    /// One page of the users an import of tenants notifies.
    ImportTenantNotifyUseData, page list: Value, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// Users of this page, as untyped JSON.
        list: Vec<Value>,
    }

    /// An invitation to a tenant.
    InviteTenantUserRecord {
        /// Number of the invitation.
        record_id: i64,
        /// Account that was invited, such as a mail address.
        invite_account: String,
        /// Whether the invited account is active yet, as text; upstream gives no values.
        verified_status: String,
        /// Link with which the invited person joins the tenant.
        invite_link: String,
        /// When it was created.
        created_at: String,
        /// When the invited account became active, as text.
        activated_at: String,
    }

    /// One page of invitations to tenants.
    InviteTenantUserRecordList, page list: InviteTenantUserRecord, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<InviteTenantUserRecord>,
    }

    /// The invitations that were made, and the mail addresses that failed.
    InviteTenantUsers {
        /// Mail addresses that could not be invited, each with the reason.
        err_msgs: Vec<ErrorEmailMsg>,
        /// Invitations that were made, with their links.
        list: Vec<InviteTenantUserRecord>,
    }

    /// A user who administers several tenants.
    MultipleTenantAdmin {
        /// ID of the administrator's user.
        user_id: String,
        /// Name of the administrator.
        name: String,
        /// Phone number of the administrator.
        phone: String,
        /// Mail address of the administrator.
        email: String,
        /// Whether the administrator may call the API as well.
        api_authorized: bool,
        /// When the administrator last logged in.
        last_login: String,
    }

    /// One page of users who administer several tenants.
    MultipleTenantAdminListPaging, page list: MultipleTenantAdmin, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<MultipleTenantAdmin>,
    }

    /// Result of mailing the administrators of imported tenants.
    SendEmailBatchData {
        /// Whether the server accepted the mails for sending.
        success: bool,
    }

    /// Result of sending text messages to the administrators of imported tenants.
    SendSmsBatchData {
        /// Whether the server accepted the messages for sending.
        success: bool,
    }

    /// A cooperator: an administrator who assists with tenants.
    TenantCooperator {
        /// ID of the cooperator's user.
        user_id: String,
        /// Kind of cooperator; upstream gives no values.
        r#type: String,
        /// Whether the cooperator is external; upstream does not say what makes one so.
        external: bool,
        /// Cooperator's account in the user pool.
        user: Option<User>,
        /// Cooperator's account in a tenant, if there is one.
        tenant_user: Option<TenantUser>,
    }

    /// One page of cooperators.
    TenantCooperatorListPaging, page list: TenantCooperator, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<TenantCooperator>,
    }

    /// What a cooperator may see and do.
    TenantCooperatorSingle {
        /// Console menu entries open to the cooperator.
        list: Vec<String>,
        /// Codes of the policies the cooperator was given.
        authorized_policies_code: Vec<String>,
    }

    /// A tenant, as its creation returns it.
    Tenant {
        /// ID of the tenant.
        tenant_id: String,
        /// ID of the user pool.
        user_pool_id: String,
        /// Name of the tenant.
        name: String,
        /// Free text about the tenant.
        description: String,
        /// URL of the tenant's logo, or a list of them: upstream's versions differ.
        logo: Vec<String>,
        /// Text shown to a user whose login to the tenant is refused.
        reject_hint: String,
        /// IDs of the applications the tenant uses.
        app_ids: Vec<String>,
        /// ID of the user who created the tenant.
        creator: String,
        /// ID of the application the tenant came from; absent for one made in the console.
        source_app_id: String,
        /// Origin of the tenant; upstream gives no values.
        source: String,
        /// Code of the tenant, which `get_tenant_by_code` takes.
        code: String,
        /// Address under which the tenant is reached.
        host: String,
        /// Mail domains of the tenant's company, as a list or one text: upstream's versions differ.
        enterprise_domains: Vec<String>,
    }

    /// What a tenant's company submitted for certification, and how the review stands.
    TenantEnterpriseCertificationResp {
        /// Name of the company.
        business_name: String,
        /// Business licence of the company; upstream does not say whether a number or the URL of a scan.
        business_license: String,
        /// When it was last changed.
        updated_at: String,
        /// Name under which the company is registered as a business.
        business_registration_name: String,
        /// Company's unified social credit code, its number in the Chinese register.
        unified_social_credit: String,
        /// Name of the company's legal representative.
        legal_representative_name: String,
        /// Number of an identity card, by its place that of the legal representative.
        national_identification_number: String,
        /// Number of a personal bank card, by its place that of the legal representative.
        personal_bank_card_number: String,
        /// Phone number the bank has on file for that card.
        bank_reserved_phone: String,
        /// Reviewer's reason for the result.
        review_reason: String,
        /// State of the review; upstream lists the number `-1` among the texts without saying what it means.
        enterprise_certification_status: EnterpriseCertificationStatus,
    }

    /// One page of tenants.
    TenantListPaging, page list: TenantResp, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<TenantResp>,
    }

    /// A tenant, with the extras a query can ask for.
    TenantResp {
        /// ID of the tenant.
        tenant_id: String,
        /// ID of the user pool.
        user_pool_id: String,
        /// Name of the tenant.
        name: String,
        /// Free text about the tenant.
        description: String,
        /// URL of the tenant's logo, or a list of them: upstream's versions differ.
        logo: Vec<String>,
        /// Text shown to a user whose login to the tenant is refused.
        reject_hint: String,
        /// IDs of the applications the tenant uses.
        app_ids: Vec<String>,
        /// ID of the user who created the tenant.
        creator: String,
        /// ID of the application the tenant came from; absent for one made in the console.
        source_app_id: String,
        /// Origin of the tenant; upstream gives no values.
        source: String,
        /// Code of the tenant, which `get_tenant_by_code` takes.
        code: String,
        /// Address under which the tenant is reached.
        host: String,
        /// Mail domains of the tenant's company, as a list or one text: upstream's versions differ.
        enterprise_domains: Vec<String>,
        /// Basic data of the user who created the tenant, as untyped JSON; only if asked for.
        creator_detail: Value,
        /// Basic data of the application the tenant came from, as untyped JSON; only if asked for.
        source_app_detail: Value,
        /// Number of members; only if asked for.
        members_count: i64,
    }

    /// A member of a tenant.
    TenantUser {
        /// Mail address of the member; upper and lower case are the same.
        email: String,
        /// Phone number of the member, without country code; `phoneCountryCode` holds that of a foreign number.
        phone: String,
        /// Calling code of the phone number's country, such as `+86`; needed outside mainland China.
        phone_country_code: String,
        /// Name the member logs in with, unique in the user pool.
        username: String,
        /// Real name of the member, not unique.
        name: String,
        /// Nickname of the member, for display.
        nickname: String,
        /// URL of the member's avatar.
        photo: String,
        /// Number of logins so far.
        logins_count: i64,
        /// IP address of the last login.
        last_ip: String,
        /// Gender of the member.
        gender: Gender,
        /// Date of birth as text; upstream gives no format.
        birthdate: String,
        /// Country the member lives in.
        country: String,
        /// Province or state the member lives in.
        province: String,
        /// City the member lives in.
        city: String,
        /// Member's address as one text.
        address: String,
        /// Street and house number of the member's address.
        street_address: String,
        /// Postal code of the member's address.
        postal_code: String,
        /// First name of the member.
        given_name: String,
        /// Last name of the member.
        family_name: String,
        /// Name of the member between first and last name.
        middle_name: String,
        /// Name the member likes to be called by.
        preferred_username: String,
        /// ID of the application of the last login.
        last_login_app: String,
        /// ID of the user pool.
        user_pool_id: String,
        /// ID of the tenant.
        tenant_id: String,
        /// ID of the member within the tenant.
        member_id: String,
        /// ID of the same person as a user of the user pool.
        link_user_id: String,
        /// Whether the member administers the tenant.
        is_tenant_admin: bool,
        /// Password field that upstream declares in the answer as well; expect it to be absent or hashed.
        password: String,
        /// Salt the password was hashed with.
        salt: String,
        /// IDs of the member's departments; only if asked for.
        department_ids: Vec<String>,
    }

    /// One page of a tenant's members.
    TenantUserListPaging, page list: TenantUser, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<TenantUser>,
    }

    /// A mail address that could not be invited.
    ErrorEmailMsg {
        /// Mail address that failed.
        email: String,
        /// Reason it failed.
        message: String,
    }
}
