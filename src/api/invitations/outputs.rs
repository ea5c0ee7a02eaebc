//! Outputs of the invitation operations.

use serde_json::Value;

use super::{
    ApplicantChannel, ApplicantStatus, AttributionTargetType, DefaultPasswordType, ExtendsFieldInputType,
    ExtendsFieldSource, ExtendsFieldType, InviteLinkDisuseRule, InviteMethod, InviteeSource, InviteeStatus,
    LinkExpiredTimeUnit, PageExpiredTimeUnit, RosterStatus, SendVerifyCodeMethod, ValidateRuleType,
};
use crate::api::common::{CustomFieldI18nOutput, DepartmentI18nOutput, LangUnitOutput};
use crate::macros::outputs;

outputs! {
    /// A validation rule for the value of a registration field.
    AppValidateRuleOutput {
        /// Type of the validation.
        r#type: ValidateRuleType,
        /// Regular expression to match, if `type` is `regExp`. The field is also documented with the same values as
        /// `type`.
        content: String,
        /// Error message for an invalid value.
        error_message: String,
        /// Error message in several languages.
        i18n: Option<ErrMsgI18nOutput>,
    }

    /// A user with display name and avatar.
    CommonUser {
        /// ID of the user.
        id: String,
        /// Display name of the user.
        display_name: String,
        /// URL of the user's avatar.
        photo: String,
    }

    /// Settings for the initial password of invitees.
    DefaultPasswordConfigOutput {
        /// Whether the password is random or the fixed value in `custom`.
        r#type: DefaultPasswordType,
        /// Fixed initial password, used if `type` is `custom`.
        custom: String as secret,
    }

    /// An error message in several languages.
    ErrMsgI18nOutput {
        /// Error message in each language.
        error_message: Option<LangUnitOutput>,
    }

    /// A registration field that invitees fill in.
    ExtendsField {
        /// Whether the field is a built-in field or a custom field of users.
        r#type: ExtendsFieldType,
        /// ID of the field.
        id: String,
        /// Name of the field.
        name: String,
        /// Display name of the field.
        label: String,
        /// Whether the field is displayed.
        show: bool,
        /// Whether users may overwrite the value of the field.
        allow_rewrite: bool,
        /// Data type of the field.
        input_type: ExtendsFieldInputType,
        /// Whether the field must be filled in.
        required: bool,
        /// Validation rule for the value of the field.
        validate_rules: Option<AppValidateRuleOutput>,
        /// Origin of the field: preset, or added manually.
        source: ExtendsFieldSource,
        /// Display name of the field in several languages.
        i18n: Option<CustomFieldI18nOutput>,
    }

    /// A generated invitation link.
    GenerateInvitationLink {
        /// URL of the invitation link.
        link: String,
    }

    /// The registration fields of an invitation policy.
    GetExtendsFields {
        /// Fields that invitees fill in.
        extends_fields: Vec<ExtendsField>,
    }

    /// An invitation policy.
    ///
    /// The response is not documented; these fields are inferred from the parameters of `update_invitation_policy`.
    GetInvitationPolicy {
        /// ID of the policy.
        policy_id: String,
        /// Name of the policy.
        name: String,
        /// How the invitations are sent.
        invite_method: InviteMethod,
        /// Expiry settings of the invitation link and of the page it opens.
        invite_link_config: Option<InvitationLinkConfigOutput>,
        /// Settings for the initial password of invitees.
        default_password_config: Option<DefaultPasswordConfigOutput>,
        /// Whether the invitation email contains the initial password.
        show_password_in_invite_email: bool,
        /// Whether invitees verify their identity with a verification code.
        enabled_identifier_verify: bool,
        /// Preferred channel for sending verification codes.
        send_verify_code_method: SendVerifyCodeMethod,
        /// Whether invitees fill in additional information when they register.
        enabled_info_fill: bool,
        /// Prompt on the page where invitees fill in additional information.
        register_info_fill_msg: String,
        /// Whether binding a third-party identity source is enabled.
        enabled_ext_idp: bool,
        /// Whether invitees may skip binding a third-party identity source.
        allow_skip_bind_ext_idp: bool,
        /// Prompt for binding an identity source.
        ext_idp_bind_msg: String,
        /// Identity sources that invitees can bind. They are documented as identity source IDs, but the name refers to
        /// connection IDs.
        ext_idp_conn_ids: Vec<String>,
        /// Registration fields that invitees fill in.
        extends_fields: Vec<String>,
        /// Type of the template for the invitation email.
        invite_email_template_type: String,
        /// Type of the template for the welcome email.
        welcome_email_template_type: String,
    }

    /// Settings of universal invitation links.
    GetUniversalInvitation {
        /// Invitation settings for administrators.
        admin_invitation_config: Option<InvitationConfig>,
        /// Invitation settings for members.
        member_invitation_config: Option<InvitationConfig>,
        /// Whether members of the user pool may invite new members with a link.
        enabled_member_invitation: bool,
    }

    /// Location of a file for an import or export.
    ImportExportTemplateResp {
        /// Path of the file.
        key: String,
        /// URL of the file.
        url: String,
    }

    /// Result of an import of invitees.
    ImportInvitee {
        /// Whether the operation succeeded.
        success: bool,
        /// Result message. It is documented as a boolean.
        msg: String,
        /// Results of the data check. The format is not documented.
        failed: Vec<Value>,
        /// Results of the import. The format is not documented.
        insert_res: Vec<Value>,
    }

    /// Settings of a universal invitation link.
    InvitationConfig {
        /// Validity period of the link, in days; `-1` means that the link never expires.
        expired_time_of_day: i64,
        /// Whether invitees join the department of the inviter.
        join_same_department: bool,
        /// IDs of the departments that invitees join after confirming the invitation.
        department_ids: Vec<String>,
        /// Whether an administrator has to approve applicants.
        enabled_admin_consent: bool,
    }

    /// A department that an invitation policy assigns invitees to.
    InvitationDepartmentResp {
        /// Code of the organization.
        organization_code: String,
        /// ID of the department, generated by the server and fixed.
        department_id: String,
        /// Time of creation, as an ISO 8601 date-time.
        created_at: String,
        /// Time of the last update, as an ISO 8601 date-time.
        updated_at: String,
        /// Custom ID of the department.
        open_department_id: String,
        /// Name of the department.
        name: String,
        /// User IDs of the department leaders.
        leader_user_ids: Vec<String>,
        /// Description of the department.
        description: String,
        /// ID of the parent department; `root` for the root department.
        parent_department_id: String,
        /// Code of the department.
        code: String,
        /// Code of the parent department.
        parent_department_code: String,
        /// Number of direct members of the department.
        members_count: i64,
        /// Whether the department has child departments.
        has_children: bool,
        /// Whether the department is virtual.
        is_virtual_node: bool,
        /// Multilingual settings of the department.
        i18n: Option<DepartmentI18nOutput>,
        /// Custom data of the department.
        custom_data: Value,
        /// Posts related to the department. They are documented as strings, but the Java SDK was changed to decode
        /// those of `Department` as objects.
        posts: Vec<Value>,
        /// IDs of the posts.
        post_id_list: Vec<String>,
        /// Status of the department.
        status: bool,
        /// Access restriction.
        allow: String,
        /// ID of the department.
        id: String,
        /// IDs of the departments from the top level down to this department.
        id_path: Vec<String>,
        /// Names of the departments from the top level down to this department.
        name_path: Vec<String>,
        /// Codes of the departments from the top level down to this department.
        code_path: String,
    }

    /// Expiry settings of an invitation link and of the page it opens.
    InvitationLinkConfigOutput {
        /// When the link becomes invalid: on expiry, or after the first click.
        invite_link_disuse_rule: InviteLinkDisuseRule,
        /// Unit for the lifetime of the link; `link_expired_time_of_second` holds the value in seconds.
        link_expired_time_unit: LinkExpiredTimeUnit,
        /// Lifetime of the link, in seconds.
        link_expired_time_of_second: i64,
        /// Unit for the time to fill in the invitation page; `page_expired_time_of_second` holds the value in seconds.
        page_expired_time_unit: PageExpiredTimeUnit,
        /// Time to fill in the invitation page, in seconds; 2,592,000 (30 days) at most.
        page_expired_time_of_second: i64,
    }

    /// A post that an invitation policy assigns invitees to.
    InvitationPostResp {
        /// ID of the post.
        id: String,
        /// Code of the post.
        code: String,
        /// Name of the post.
        name: String,
        /// Description of the post.
        description: String,
    }

    /// An invitation roster, which holds the invitees of a policy.
    InvitationRoster {
        /// ID of the roster.
        roster_id: String,
        /// Name of the roster.
        name: String,
        /// ID of the bound policy.
        policy_id: String,
        /// Status of the roster.
        status: RosterStatus,
        /// ID of the creator.
        creator_id: String,
        /// Details of the creator. Present if `with_creator_detail` is set.
        creator_detail: Option<CommonUser>,
        /// Time of creation, as an ISO 8601 date-time.
        created_at: String,
        /// Time of the last update, as an ISO 8601 date-time.
        updated_at: String,
        /// Number of invitees. Present if `with_user_count` is set.
        user_count: i64,
        /// Bound policy. Present if `with_assigned_policy` is set.
        assigned_policy: Option<GetInvitationPolicy>,
    }

    /// A page of invitation rosters.
    InvitationRosterPagination, page list: InvitationRoster, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<InvitationRoster>,
    }

    /// An invitee of a roster.
    InvitationUser {
        /// ID of the roster that the invitee is on.
        roster_id: String,
        /// ID of the invitee.
        invitee_id: String,
        /// Name of the invitee.
        name: String,
        /// Country calling code of the invitee's phone number.
        phone_country_code: String,
        /// Phone number of the invitee.
        phone: String,
        /// Email address of the invitee, which is case-insensitive.
        email: String,
        /// Status of the invitee.
        status: InviteeStatus,
        /// How the invitee was added: manually or by file import.
        source: InviteeSource,
        /// ID of the creator.
        creator_id: String,
        /// Details of the creator. Present if `with_creator_detail` is set.
        creator_detail: Option<CommonUser>,
        /// Time of creation, as an ISO 8601 date-time.
        created_at: String,
        /// Time of the last update, as an ISO 8601 date-time.
        updated_at: String,
    }

    /// A page of the invitees of a roster.
    InvitationUserPagination, page list: InvitationUser, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<InvitationUser>,
    }

    /// A page of invitation policies.
    PaginationInvitationPolicyData, page list: GetInvitationPolicy, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<GetInvitationPolicy>,
    }

    /// A page of applications made through universal invitation links.
    PaginationUniversalInvitationApplicantData, page list: UniversalInvitationApplicantData, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<UniversalInvitationApplicantData>,
    }

    /// A page of invitees of all rosters.
    QuickFilterInviteePagination, page list: QuickFilterInviteeRecord, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<QuickFilterInviteeRecord>,
    }

    /// An invitee with the name of its roster.
    QuickFilterInviteeRecord {
        /// ID of the roster that the invitee is on.
        roster_id: String,
        /// Name of the roster that the invitee is on.
        roster_name: String,
        /// ID of the invitee.
        invitee_id: String,
        /// Name of the invitee.
        invitee_name: String,
        /// Country calling code of the invitee's phone number.
        invitee_phone_country_code: String,
        /// Phone number of the invitee.
        invitee_phone: String,
        /// Email address of the invitee, which is case-insensitive.
        invitee_email: String,
        /// Status of the invitee.
        invitee_status: InviteeStatus,
        /// How the invitee was added: manually or by file import.
        invitee_source: InviteeSource,
    }

    /// An application made through a universal invitation link.
    UniversalInvitationApplicantData {
        /// ID of the application.
        id: String,
        /// The applicant.
        applicant: String,
        /// Email address of the applicant.
        email: String,
        /// ID of the inviter.
        inviter_id: String,
        /// ID of the approver.
        operator_id: String,
        /// Approval status of the application.
        status: ApplicantStatus,
        /// Whether the applicant joins after manual approval or automatically.
        channel: ApplicantChannel,
        /// Details of the inviter. Present if `with_invitor_detail` is set.
        inviter_detail: Option<CommonUser>,
        /// Details of the approver. Present if `with_operator_detail` is set.
        operator_detail: Option<CommonUser>,
    }

    /// An assignment: a department, post, role or group that an invitation policy assigns its invitees to.
    UserAttribution {
        /// ID of the assignment.
        id: String,
        /// ID of the invitation policy.
        policy_id: String,
        /// Identifier of the target: the ID of a department, or the code of a post, role or group.
        target_identifier: String,
        /// Code of the permission group, if the target is a role.
        namespace: String,
        /// Kind of the target.
        target_type: AttributionTargetType,
        /// The target itself: an `InvitationDepartmentResp`, an `InvitationPostResp`, a role or a group. Present if
        /// `with_target_detail` is set.
        target_detail: Value,
        /// Time of creation, as an ISO 8601 date-time.
        created_at: String,
        /// Time of the last update, as an ISO 8601 date-time.
        updated_at: String,
    }

    /// The main department of the invitees of a policy.
    UserAttributionMainDepartment {
        /// ID of the invitation policy.
        policy_id: String,
        /// ID of the main department. It can be null.
        department_id: String,
        /// Details of the main department. Present if `with_department_detail` is set.
        department_detail: Option<InvitationDepartmentResp>,
    }

    /// A page of the assignments of an invitation policy.
    UserAttributionPagination {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<UserAttribution>,
    }
}
