//! Tenants: members.

use serde_json::{Map, Value};

use super::{
    CreateTenantUserOptions, InviteTenantUserRecordList, InviteTenantUsers, ListTenantUsersOptions, SendEmailBatchData,
    SendSmsBatchData, SendTenantEmail, SendTenantSms, TenantUser, TenantUserListPaging,
};
use crate::api::common::{DepartmentIdType, Gender, IsSuccess};
use crate::table::operations;

operations! {
    /// # Tenants: members
    "tenants"

    /// Mails the administrators of imported tenants.
    ///
    /// Upstream declares the answer without the usual envelope; it may come either way.
    write Post "/api/v3/send-email-batch"
    fn send_email_batch(SendEmailBatch) -> SendEmailBatchData, in_body {
        required {
            /// Name of the administrator who sends the mails.
            admin_name: String,
            /// ID of the import that brought the tenants.
            import_id: i64,
            /// Recipients, each with the tenant the mail is about.
            users: Vec<SendTenantEmail>,
        }
        optional {}
    }

    /// Sends text messages to the administrators of imported tenants.
    write Post "/api/v3/send-sms-batch"
    fn send_sms_batch(SendSmsBatch) -> SendSmsBatchData {
        required {
            /// Name of the administrator who sends the messages.
            admin_name: String,
            /// ID of the import that brought the tenants.
            import_id: i64,
            /// Recipients, each with the tenant the message is about.
            users: Vec<SendTenantSms>,
        }
        optional {}
    }

    /// Removes members from a tenant.
    ///
    /// Name them by user ID or by member ID. `remove_tenant_users` takes the same.
    write Post "/api/v3/delete-tenant-user"
    fn delete_tenant_user(DeleteTenantUser) -> () {
        required {
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {
            /// IDs of those to remove, as users of the user pool.
            link_user_ids: Vec<String>,
            /// IDs of those to remove, as members of the tenant.
            member_ids: Vec<String>,
        }
    }

    /// Creates a link for each of several mail addresses that invites its owner to a tenant.
    ///
    /// Addresses it could not use come back in `errMsgs`.
    write Post "/api/v3/generate-invite-tenant-user-link"
    fn generate_invite_tenant_user_link(GenerateInviteTenantUserLink) -> InviteTenantUsers {
        required {
            /// How long the links hold; upstream gives neither unit nor format.
            validity_term: String,
            /// Mail addresses of those to invite.
            emails: Vec<String>,
            /// ID of the application an invited user enters after registering.
            app_id: String,
        }
        optional {
            /// ID of the tenant to invite to.
            tenant_id: String,
        }
    }

    /// Lists the invitations to tenants, page by page.
    read Get "/api/v3/list-invite-tenant-user-records"
    fn list_invite_tenant_user_records(ListInviteTenantUserRecords) as "list_invite_tennat_user_records"
        -> InviteTenantUserRecordList {
        required {
            /// Text to search invitations by.
            keywords: String,
            /// Page to fetch, counted from 1.
            page: i64,
            /// How many items a page holds.
            limit: i64,
        }
        optional {}
    }

    /// Mails several people an invitation to become members of a tenant.
    ///
    /// Upstream declares the body without any field, so it is JSON here. Sources differ on whether the answer has
    /// `data`.
    write Post "/api/v3/send-invite-tenant-user-email"
    fn send_invite_tenant_user_email(SendInviteTenantUserEmail) -> IsSuccess {
        required {}
        optional {}
    }

    /// Adds users of the user pool to a tenant as members.
    ///
    /// Sources differ on whether the answer has `data`.
    write Post "/api/v3/add-tenant-users"
    fn add_tenant_users(AddTenantUsers) -> IsSuccess {
        required {
            /// IDs of the users to add, as known in the user pool.
            link_user_ids: Vec<String>,
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {}
    }

    /// Removes members from a tenant.
    ///
    /// Name them by user ID or by member ID. Sources differ on whether the answer has `data`.
    write Post "/api/v3/remove-tenant-users"
    fn remove_tenant_users(RemoveTenantUsers) -> IsSuccess {
        required {
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {
            /// IDs of those to remove, as users of the user pool.
            link_user_ids: Vec<String>,
            /// IDs of those to remove, as members of the tenant.
            member_ids: Vec<String>,
        }
    }

    /// Changes the data of a tenant's member.
    ///
    /// Name the member by user ID or by member ID. Sources differ on whether the answer has `data`.
    write Post "/api/v3/update-tenant-user"
    fn update_tenant_user(UpdateTenantUser) -> IsSuccess {
        required {
            /// New values, by field name; the fields are those of `TenantUserDto`.
            updates: Map<String, Value>,
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {
            /// ID of the member as a user of the user pool.
            link_user_id: String,
            /// ID of the member within the tenant.
            member_id: String,
        }
    }

    /// Creates a member of a tenant, with an account of its own, and returns it.
    ///
    /// It needs at least one of `email`, `phone` and `username` (else 400); each of them must be unique in the user
    /// pool. The call counts as an administrator's, so no address or number has to be verified. A malformed mail
    /// address is refused with 400.
    write Post "/api/v3/create-tenant-user"
    fn create_tenant_user(CreateTenantUser) -> TenantUser {
        required {
            /// ID of the tenant.
            tenant_id: String,
            /// Gender of the member.
            gender: Gender,
        }
        optional {
            /// Mail address of the member; upper and lower case are the same.
            email: String [AnyOf(&["email", "phone", "username"])],
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
            /// Password of the new account: plain, or encrypted as `options.passwordEncryptType` says.
            password: String [Secret],
            /// Salt the password was hashed with, for a hash taken over from elsewhere.
            salt: String,
            /// How the password is handled.
            options: CreateTenantUserOptions,
        }
    }

    /// Lists a tenant's members, page by page.
    read Post "/api/v3/list-tenant-users"
    fn list_tenant_users(ListTenantUsers) -> TenantUserListPaging {
        required {
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {
            /// Text to search members by; it need not match exactly.
            keywords: String,
            /// Paging, and what to return with each member.
            options: ListTenantUsersOptions,
        }
    }

    /// Gets a member of a tenant.
    ///
    /// Name the member by user ID or by member ID.
    read Get "/api/v3/get-tenant-user"
    fn get_tenant_user(GetTenantUser) -> TenantUser {
        required {
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {
            /// ID of the member as a user of the user pool.
            link_user_id: String,
            /// ID of the member within the tenant.
            member_id: String,
        }
    }

    /// Adds members of a tenant to one of its departments.
    ///
    /// Name them by user ID or by member ID.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/add-tenant-department-members"
    fn add_tenant_department_members(AddTenantDepartmentMembers) -> IsSuccess {
        required {
            /// Code of the organization.
            organization_code: String,
            /// ID of the department, of the kind `departmentIdType` names.
            department_id: String,
        }
        optional {
            /// How departments are named in this call. The server takes absence as `department_id`.
            department_id_type: DepartmentIdType,
            /// IDs of those to add, as users of the user pool.
            link_user_ids: Vec<String>,
            /// IDs of those to add, as members of the tenant.
            member_ids: Vec<String>,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Removes members of a tenant from one of its departments.
    ///
    /// Name them by user ID or by member ID.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/remove-tenant-department-members"
    fn remove_tenant_department_members(RemoveTenantDepartmentMembers) -> IsSuccess {
        required {
            /// Code of the organization.
            organization_code: String,
            /// ID of the department, of the kind `departmentIdType` names.
            department_id: String,
        }
        optional {
            /// How departments are named in this call. The server takes absence as `department_id`.
            department_id_type: DepartmentIdType,
            /// IDs of those to take out, as users of the user pool.
            link_user_ids: Vec<String>,
            /// IDs of those to take out, as members of the tenant.
            member_ids: Vec<String>,
            /// ID of the tenant.
            tenant_id: String,
        }
    }
}
