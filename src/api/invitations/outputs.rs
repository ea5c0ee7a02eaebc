//! What these calls answer.

use serde_json::Value;

use super::{
    ApplicantChannel, ApplicantStatus, AttributionTargetType, DefaultPasswordType, ExtendsFieldInputType,
    ExtendsFieldSource, ExtendsFieldType, InviteLinkDisuseRule, InviteMethod, InviteeSource, InviteeStatus,
    LinkExpiredTimeUnit, PageExpiredTimeUnit, RosterStatus, SendVerifyCodeMethod, ValidateRuleType,
};
use crate::api::common::{CustomFieldI18nOutput, DepartmentI18nOutput, LangUnitOutput};
use crate::table::outputs;

outputs! {
    /// A check on an entered value.
    AppValidateRuleOutput {
        /// Kind of check.
        r#type: ValidateRuleType,
        /// Regular expression of the check; upstream declares the values of `type` here, surely by mistake.
        content: String,
        /// Message shown when the check fails.
        error_message: String,
        /// Message in several languages.
        i18n: Option<ErrMsgI18nOutput>,
    }

    /// A user in short: ID, name and picture.
    CommonUser {
        /// ID of the user.
        id: String,
        /// Name of the user, as shown to others.
        display_name: String,
        /// Address of the user's picture.
        photo: String,
    }

    /// Rule for the first password of a new account.
    DefaultPasswordConfigOutput {
        /// Whether the password is made up at random or given in `custom`.
        r#type: DefaultPasswordType,
        /// Password every new account starts with, when it is not random.
        custom: String,
    }

    /// An error message in several languages.
    ErrMsgI18nOutput {
        /// Message in each language.
        error_message: Option<LangUnitOutput>,
    }

    /// A profile field that invitees complete.
    ExtendsField {
        /// Origin of the field: built into users, or a custom field.
        r#type: ExtendsFieldType,
        /// ID of the field in its own catalogue, needed for custom fields.
        id: String,
        /// Name of the field in the data, such as the key of the profile entry.
        name: String,
        /// Name of the field as invitees see it.
        label: String,
        /// Whether the field appears on the page.
        show: bool,
        /// Whether the invitee may change a value that is already there.
        allow_rewrite: bool,
        /// Kind of value, which decides the control the page shows.
        input_type: ExtendsFieldInputType,
        /// Whether the invitee must fill the field.
        required: bool,
        /// Check that an entered value must pass.
        validate_rules: Option<AppValidateRuleOutput>,
        /// Way the field came onto the form: part of it from the start, or added by hand.
        source: ExtendsFieldSource,
        /// Name of the field in several languages.
        i18n: Option<CustomFieldI18nOutput>,
    }

    /// A newly made invitation link.
    GenerateInvitationLink {
        /// Address to pass to the people invited.
        link: String,
    }

    /// The profile fields that invitees of a policy complete.
    GetExtendsFields {
        /// Fields of the form, built-in and custom ones.
        extends_fields: Vec<ExtendsField>,
    }

    /// An invitation policy; upstream documents no answer, so the fields are taken from what an update takes, and
    /// the server may send more.
    GetInvitationPolicy {
        /// ID of the policy.
        policy_id: String,
        /// Name of the policy, as shown to administrators.
        name: String,
        /// Way the invitation reaches the invitee; only email is known.
        invite_method: InviteMethod,
        /// Rules for when the invitation link and the page behind it expire.
        invite_link_config: Option<InvitationLinkConfigOutput>,
        /// Rule for the first password of the accounts the invitation creates.
        default_password_config: Option<DefaultPasswordConfigOutput>,
        /// Whether the invitation email shows the first password.
        show_password_in_invite_email: bool,
        /// Whether invitees must confirm who they are with a verification code.
        enabled_identifier_verify: bool,
        /// Channel tried first for the verification code.
        send_verify_code_method: SendVerifyCodeMethod,
        /// Whether invitees are asked to complete their profile when they register.
        enabled_info_fill: bool,
        /// Hint shown on the page where invitees complete their profile.
        register_info_fill_msg: String,
        /// Whether invitees are asked to bind an account of an identity source.
        enabled_ext_idp: bool,
        /// Whether invitees may skip binding an account of an identity source.
        allow_skip_bind_ext_idp: bool,
        /// Hint shown on the page where invitees bind an identity source.
        ext_idp_bind_msg: String,
        /// IDs of the identity sources that invitees may bind; the name suggests IDs of connections.
        ext_idp_conn_ids: Vec<String>,
        /// Fields that invitees complete when they register.
        extends_fields: Vec<String>,
        /// Type of the email template used for the invitation.
        invite_email_template_type: String,
        /// Type of the email template used for the welcome mail.
        welcome_email_template_type: String,
    }

    /// Settings of the invitation links anyone can use.
    GetUniversalInvitation {
        /// Settings of the links administrators hand out.
        admin_invitation_config: Option<InvitationConfig>,
        /// Settings of the links members hand out.
        member_invitation_config: Option<InvitationConfig>,
        /// Whether members of the user pool may invite others with a link.
        enabled_member_invitation: bool,
    }

    /// Where a file for an import or export is stored.
    ImportExportTemplateResp {
        /// Path of the file in the storage.
        key: String,
        /// Address the file can be fetched from.
        url: String,
    }

    /// Outcome of an import of invitees.
    ImportInvitee {
        /// Whether the import worked.
        success: bool,
        /// What happened, as a text; upstream declares a boolean.
        msg: String,
        /// Rows that did not pass the checks, as JSON.
        failed: Vec<Value>,
        /// Outcome for the rows that were added, as JSON.
        insert_res: Vec<Value>,
    }

    /// Settings of one kind of invitation link.
    InvitationConfig {
        /// Days the link stays valid; -1 means for ever.
        expired_time_of_day: i64,
        /// Whether invitees join the inviter's department.
        join_same_department: bool,
        /// IDs of the departments invitees join once they accept.
        department_ids: Vec<String>,
        /// Whether an administrator has to approve each application.
        enabled_admin_consent: bool,
    }

    /// A department that an invitation policy puts invitees into.
    InvitationDepartmentResp {
        /// Code of the organization.
        organization_code: String,
        /// ID the server gave the department; it never changes.
        department_id: String,
        /// When it was created.
        created_at: String,
        /// When it was last changed.
        updated_at: String,
        /// ID of the department chosen by the user pool.
        open_department_id: String,
        /// Name of the department.
        name: String,
        /// IDs of the users that lead the department.
        leader_user_ids: Vec<String>,
        /// Free text on the department.
        description: String,
        /// ID of the department above; `root` for a department at the top.
        parent_department_id: String,
        /// Code of the department.
        code: String,
        /// Code of the department above.
        parent_department_code: String,
        /// Number of users directly in the department, not in those below.
        members_count: i64,
        /// Whether there are departments below.
        has_children: bool,
        /// Whether the department is virtual.
        is_virtual_node: bool,
        /// Name of the department in several languages.
        i18n: Option<DepartmentI18nOutput>,
        /// Values of the department's custom fields, by key.
        custom_data: Value,
        /// Posts of the department, as texts; upstream does not say whether codes or names.
        posts: Vec<String>,
        /// IDs of the posts of the department.
        post_id_list: Vec<String>,
        /// Whether the department is in use.
        status: bool,
        /// Access restriction, in words upstream does not document.
        allow: String,
        /// ID of the department.
        id: String,
        /// IDs of the departments from the top down to this one.
        id_path: Vec<String>,
        /// Names of the departments from the top down to this one.
        name_path: Vec<String>,
        /// Codes of the departments from the top down to this one, as one text.
        code_path: String,
    }

    /// When an invitation link and the page behind it expire.
    InvitationLinkConfigOutput {
        /// What ends the link: its expiry alone, or the first click too.
        invite_link_disuse_rule: InviteLinkDisuseRule,
        /// Unit the link's lifetime was chosen in; the number itself is in seconds.
        link_expired_time_unit: LinkExpiredTimeUnit,
        /// Lifetime of the link, in seconds.
        link_expired_time_of_second: i64,
        /// Unit the page's lifetime was chosen in; the number itself is in seconds.
        page_expired_time_unit: PageExpiredTimeUnit,
        /// Time the invitee has to fill in the page, in seconds; 2592000 (30 days) at most.
        page_expired_time_of_second: i64,
    }

    /// A post that an invitation policy puts invitees into.
    InvitationPostResp {
        /// ID of the post.
        id: String,
        /// Code of the post.
        code: String,
        /// Name of the post.
        name: String,
        /// Free text on the post.
        description: String,
    }

    /// An invitation roster: people to invite by one policy.
    InvitationRoster {
        /// ID of the roster.
        roster_id: String,
        /// Name of the roster.
        name: String,
        /// ID of the policy bound to the roster; absent means none.
        policy_id: String,
        /// Whether the roster is still being edited or its invitations went out.
        status: RosterStatus,
        /// ID of the user who made the roster.
        creator_id: String,
        /// User who made the roster; only when asked for.
        creator_detail: Option<CommonUser>,
        /// When it was created.
        created_at: String,
        /// When it was last changed.
        updated_at: String,
        /// Number of invitees on the roster; only when asked for.
        user_count: i64,
        /// Policy bound to the roster; only when asked for.
        assigned_policy: Option<GetInvitationPolicy>,
    }

    /// A page of invitation rosters.
    InvitationRosterPagination, page list: InvitationRoster, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<InvitationRoster>,
    }

    /// An invitee of a roster.
    InvitationUser {
        /// ID of the roster the invitee is on.
        roster_id: String,
        /// ID of the invitee.
        invitee_id: String,
        /// Name of the invitee.
        name: String,
        /// Calling code of the phone number's country, such as `+86`; needed outside mainland China.
        phone_country_code: String,
        /// Phone number of the invitee, without the country code.
        phone: String,
        /// Email address of the invitee, upper and lower case alike.
        email: String,
        /// How far the invitation has come.
        status: InviteeStatus,
        /// Whether the invitee was entered by hand or imported from a file.
        source: InviteeSource,
        /// ID of the user who added the invitee.
        creator_id: String,
        /// User who added the invitee; only when asked for.
        creator_detail: Option<CommonUser>,
        /// When it was created.
        created_at: String,
        /// When it was last changed.
        updated_at: String,
    }

    /// A page of the invitees of a roster.
    InvitationUserPagination, page list: InvitationUser, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<InvitationUser>,
    }

    /// A page of invitation policies.
    PaginationInvitationPolicyData, page list: GetInvitationPolicy, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<GetInvitationPolicy>,
    }

    /// A page of applications made through invitation links.
    PaginationUniversalInvitationApplicantData, page list: UniversalInvitationApplicantData, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<UniversalInvitationApplicantData>,
    }

    /// A page of invitees found across rosters.
    QuickFilterInviteePagination, page list: QuickFilterInviteeRecord, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<QuickFilterInviteeRecord>,
    }

    /// An invitee found across rosters, with the roster's name.
    QuickFilterInviteeRecord {
        /// ID of the roster the invitee is on.
        roster_id: String,
        /// Name of the roster the invitee is on.
        roster_name: String,
        /// ID of the invitee.
        invitee_id: String,
        /// Name of the person invited.
        invitee_name: String,
        /// Country code of the invitee's phone number, such as `+86`.
        invitee_phone_country_code: String,
        /// Phone number of the invitee, without the country code.
        invitee_phone: String,
        /// Email address of the invitee, upper and lower case alike.
        invitee_email: String,
        /// How far the invitation has come.
        invitee_status: InviteeStatus,
        /// Whether the invitee was entered by hand or imported from a file.
        invitee_source: InviteeSource,
    }

    /// An application made through an invitation link.
    UniversalInvitationApplicantData {
        /// ID of the application.
        id: String,
        /// Name of the applicant.
        applicant: String,
        /// Email address of the applicant.
        email: String,
        /// ID of the user whose link was used.
        inviter_id: String,
        /// ID of the user who decided; absent while nobody has.
        operator_id: String,
        /// State of the decision.
        status: ApplicantStatus,
        /// Whether somebody had to approve or the applicant joined at once.
        channel: ApplicantChannel,
        /// User whose link was used; only when asked for.
        inviter_detail: Option<CommonUser>,
        /// User who decided; only when asked for.
        operator_detail: Option<CommonUser>,
    }

    /// An assignment: something an invitation policy puts invitees into.
    UserAttribution {
        /// ID of the assignment.
        id: String,
        /// ID of the invitation policy.
        policy_id: String,
        /// Identifier of what is meant: the code of a role, group or post, the ID of a department.
        target_identifier: String,
        /// Code of the permission group the role is in; needed for roles.
        namespace: String,
        /// Kind of what is meant: department, post, role or group.
        target_type: AttributionTargetType,
        /// The department, post, role or group itself; only when asked for.
        target_detail: Value,
        /// When it was created.
        created_at: String,
        /// When it was last changed.
        updated_at: String,
    }

    /// The main department an invitation policy gives its invitees.
    UserAttributionMainDepartment {
        /// ID of the invitation policy.
        policy_id: String,
        /// ID of the main department; null means none is set.
        department_id: String,
        /// The main department itself; only when asked for.
        department_detail: Option<InvitationDepartmentResp>,
    }

    /// A page of what an invitation policy puts invitees into.
    UserAttributionPagination {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<UserAttribution>,
    }
}
