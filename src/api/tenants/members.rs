//! Tenants: members.

use serde_json::{Map, Value};

use super::{
    CreateTenantUserOptions, InviteTenantUserRecordList, InviteTenantUsers, ListTenantUsersOptions, SendEmailBatchData,
    SendSmsBatchData, SendTenantEmail, SendTenantSms, TenantUser, TenantUserListPaging,
};
use crate::api::common::{DepartmentIdType, Gender, IsSuccess};
use crate::macros::operations;
use crate::value::OneOf;

operations! {
    /// # Tenants: members
    "tenants"

    /// Sends the notification emails of a tenant import.
    ///
    /// The response is documented without the usual envelope, but is accepted with and without it.
    write Post "/api/v3/send-email-batch"
    fn send_email_batch(SendEmailBatch) -> SendEmailBatchData, in_body {
        required {
            /// Name of the administrator.
            admin_name: String as text,
            /// ID of the import.
            import_id: i64,
            /// Recipients of the emails, each with a tenant.
            users: Vec<SendTenantEmail>,
        }
        optional {}
    }

    /// Sends the notification text messages of a tenant import.
    write Post "/api/v3/send-sms-batch"
    fn send_sms_batch(SendSmsBatch) -> SendSmsBatchData {
        required {
            /// Name of the administrator.
            admin_name: String as text,
            /// ID of the import.
            import_id: i64,
            /// Recipients of the text messages, each with a tenant.
            users: Vec<SendTenantSms>,
        }
        optional {}
    }

    /// Removes members from a tenant.
    ///
    /// The members are identified by user ID or by member ID. `remove_tenant_users` takes the same parameters.
    destructive Post "/api/v3/delete-tenant-user"
    fn delete_tenant_user(DeleteTenantUser) -> () {
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

    /// Generates links that invite users to a tenant.
    ///
    /// Email addresses that fail are returned in `err_msgs`.
    write Post "/api/v3/generate-invite-tenant-user-link"
    fn generate_invite_tenant_user_link(GenerateInviteTenantUserLink) -> InviteTenantUsers {
        required {
            /// Validity period of the links. The unit and format are not documented.
            validity_term: String,
            /// Email addresses of the users to invite.
            emails: Vec<String>,
            /// ID of the application that a user enters after registration.
            app_id: String,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Lists the invitations to tenants, page by page.
    read Get "/api/v3/list-invite-tenant-user-records"
    fn list_invite_tenant_user_records(ListInviteTenantUserRecords) as "list_invite_tennat_user_records"
        -> InviteTenantUserRecordList {
        required {
            /// Search text.
            keywords: String as text,
            /// Page number, starting at 1.
            /// Documented as text; a number is sent in the same form.
            page: OneOf<i64, String> [Range(1..)],
            /// Maximum number of items per page.
            /// Documented as text; a number is sent in the same form.
            limit: OneOf<i64, String> [Range(1..)],
        }
        optional {}
    }

    /// Sends invitations to become members of a tenant to multiple email addresses.
    ///
    /// The fields of the request body are not documented, so set them with `extra`. Sources disagree on whether the
    /// response has `data`.
    write Post "/api/v3/send-invite-tenant-user-email"
    fn send_invite_tenant_user_email(SendInviteTenantUserEmail) -> IsSuccess {
        required {}
        optional {}
    }

    /// Adds users of the user pool to a tenant as members.
    ///
    /// Sources disagree on whether the response has `data`.
    write Post "/api/v3/add-tenant-users"
    fn add_tenant_users(AddTenantUsers) -> IsSuccess {
        required {
            /// IDs of the users in the user pool.
            link_user_ids: Vec<String>,
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {}
    }

    /// Removes members from a tenant.
    ///
    /// The members are identified by user ID or by member ID. Their users stay in the user pool. Sources disagree on
    /// whether the response has `data`.
    destructive Post "/api/v3/remove-tenant-users"
    fn remove_tenant_users(RemoveTenantUsers) -> IsSuccess {
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

    /// Updates a member of a tenant.
    ///
    /// The member is identified by user ID or by member ID. Sources disagree on whether the response has `data`.
    write Post "/api/v3/update-tenant-user"
    fn update_tenant_user(UpdateTenantUser) -> IsSuccess {
        required {
            /// New values by field name, such as `name`, `phone` and `email`.
            updates: Map<String, Value>,
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {
            /// ID of the member's user in the user pool.
            link_user_id: String,
            /// ID of the member in the tenant.
            member_id: String,
        }
    }

    /// Creates a user as a member of a tenant.
    ///
    /// The operation acts as an administrator, so the email address and phone number are not verified. A request
    /// without `email`, `phone` and `username` fails with 400, as does an invalid email address or
    /// phone number.
    write Post "/api/v3/create-tenant-user"
    fn create_tenant_user(CreateTenantUser) -> TenantUser, in_body {
        required {
            /// ID of the tenant.
            tenant_id: String,
            /// Gender of the member.
            gender: Gender,
        }
        optional {
            /// Email address of the member, unique in the user pool and case-insensitive.
            email: String [AnyOf(email, phone, username)],
            /// Phone number of the member without country code, unique in the user pool.
            phone: String,
            /// Country calling code of the phone number, such as `+86`. It is optional for mainland China. Messages to
            /// other countries need an international SMS service configured in the console.
            phone_country_code: String,
            /// Username of the member, unique in the user pool.
            username: String,
            /// Real name of the member, which is not necessarily unique.
            name: String,
            /// Nickname of the member.
            nickname: String,
            /// URL of the member's avatar.
            photo: String,
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
            /// Password of the member, in plain text unless `options.password_encrypt_type` is set.
            password: String as secret,
            /// Salt of the password hash.
            salt: String as secret,
            /// Options for the password.
            options: CreateTenantUserOptions,
        }
    }

    /// Lists the members of a tenant, page by page.
    ///
    /// The official description also mentions `advancedFilter` and `options.fuzzySearchOn`, which the official schema
    /// lacks.
    read Post "/api/v3/list-tenant-users"
    fn list_tenant_users(ListTenantUsers) -> TenantUserListPaging {
        required {
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {
            /// Text for a fuzzy search in `phone`, `email`, `name`, `username` and `nickname`.
            keywords: String,
            /// Page, and data to include in the response.
            options: ListTenantUsersOptions,
        }
    }

    /// Gets a member of a tenant.
    ///
    /// The member is identified by user ID or by member ID.
    ///
    /// Documented: the response contains fields for the password and its salt.
    read Get "/api/v3/get-tenant-user"
    fn get_tenant_user(GetTenantUser) -> TenantUser {
        required {
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {
            /// ID of the member's user in the user pool.
            link_user_id: String,
            /// ID of the member in the tenant.
            member_id: String,
        }
    }

    /// Adds members of a tenant to one of its departments.
    ///
    /// The members are identified by user ID or by member ID.
    write Post "/api/v3/add-tenant-department-members"
    fn add_tenant_department_members(AddTenantDepartmentMembers) -> IsSuccess, authing {
        required {
            /// Code of the organization.
            organization_code: String,
            /// ID of the department, interpreted according to `department_id_type`.
            department_id: String,
        }
        optional {
            /// Type of `department_id`. Defaults to `department_id`.
            department_id_type: DepartmentIdType,
            /// IDs of the members' users in the user pool.
            link_user_ids: Vec<String>,
            /// IDs of the members in the tenant.
            member_ids: Vec<String>,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Removes members of a tenant from one of its departments.
    ///
    /// The members are identified by user ID or by member ID.
    destructive Post "/api/v3/remove-tenant-department-members"
    fn remove_tenant_department_members(RemoveTenantDepartmentMembers) -> IsSuccess, authing {
        required {
            /// Code of the organization.
            organization_code: String,
            /// ID of the department, interpreted according to `department_id_type`.
            department_id: String,
        }
        optional {
            /// Type of `department_id`. Defaults to `department_id`.
            department_id_type: DepartmentIdType,
            /// IDs of the members' users in the user pool.
            link_user_ids: Vec<String>,
            /// IDs of the members in the tenant.
            member_ids: Vec<String>,
            /// ID of the tenant.
            tenant_id: String,
        }
    }
}
