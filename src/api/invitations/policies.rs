//! Invitations: policies.

use super::{
    AttributionTargetType, CombineFiltersBase, DefaultPasswordConfig, GetExtendsFields, GetInvitationPolicy,
    InvitationEmailScene, InvitationLinkConfig, InvitationPolicyUserAttributionList, InviteMethod,
    PaginationInvitationPolicyData, SendVerifyCodeMethod, UpdateExtendsField, UserAttribution,
    UserAttributionMainDepartment, UserAttributionPagination,
};
use crate::api::common::{EmailTemplate, EmailTemplateType, IsSuccess, TemplateEngine};
use crate::macros::operations;

operations! {
    /// # Invitations: policies
    "invitations"

    /// Lists the invitation policies, page by page.
    ///
    /// Seen on Authing: a first page of 50 items with `keywords` was refused with status 422 in one user pool. The
    /// cause is not known.
    read Post "/api/v3/list-invitation-policies"
    fn list_invitation_policies(ListInvitationPolicies) -> PaginationInvitationPolicyData {
        required {}
        optional {
            /// Page number, starting at 1.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Text for a fuzzy search in policy names and IDs.
            keywords: String,
            /// Additional filter conditions.
            filter: CombineFiltersBase,
            /// Whether to include details of the creator in the response.
            with_creator_detail: bool,
        }
    }

    /// Creates an invitation policy.
    write Post "/api/v3/create-invitation-policy"
    fn create_invitation_policy(CreateInvitationPolicy) -> GetInvitationPolicy {
        required {
            /// Name of the policy.
            name: String,
        }
        optional {
            /// How the invitations are sent.
            invite_method: InviteMethod,
            /// Expiry settings of the invitation link and of the page it opens.
            invite_link_config: InvitationLinkConfig,
            /// Settings for the initial password of invitees.
            default_password_config: DefaultPasswordConfig,
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
            /// Identity sources that invitees can bind. They are documented as identity source IDs, but the name refers
            /// to connection IDs.
            ext_idp_conn_ids: Vec<String>,
            /// Registration fields that invitees fill in. Whether these are names or IDs is not documented.
            extends_fields: Vec<String>,
        }
    }

    /// Gets an invitation policy by its ID.
    ///
    /// Sending the invitations of a roster takes a snapshot of its policy, which `roster_id` selects.
    read Get "/api/v3/get-invitation-policy"
    fn get_policy_detail_by_id(GetPolicyDetailById) -> GetInvitationPolicy {
        required {
            /// ID of the invitation policy.
            policy_id: String,
        }
        optional {
            /// ID of a roster whose invitations have been sent, to get the policy as it was at that time.
            roster_id: String,
            /// Whether to include details of the creator in the response. Defaults to `false`.
            with_creator_detail: bool,
        }
    }

    /// Creates a copy of an invitation policy.
    write Post "/api/v3/copy-invitation-policy-by-id"
    fn copy_invitation_policy_by_id(CopyInvitationPolicyById) -> GetInvitationPolicy {
        required {
            /// ID of the policy to copy.
            policy_id: String,
        }
        optional {}
    }

    /// Changes an invitation policy.
    ///
    /// Rosters whose invitations have been sent keep a snapshot of the policy. See `roster_id` of
    /// `get_policy_detail_by_id`.
    write Post "/api/v3/update-invitation-policy"
    fn update_invitation_policy(UpdateInvitationPolicy) -> GetInvitationPolicy {
        required {
            /// ID of the policy to change.
            policy_id: String,
        }
        optional {
            /// Name of the policy.
            name: String,
            /// How the invitations are sent.
            invite_method: InviteMethod,
            /// Expiry settings of the invitation link and of the page it opens.
            invite_link_config: InvitationLinkConfig,
            /// Settings for the initial password of invitees.
            default_password_config: DefaultPasswordConfig,
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
            /// Identity sources that invitees can bind. They are documented as identity source IDs, but the name refers
            /// to connection IDs.
            ext_idp_conn_ids: Vec<String>,
            /// Registration fields that invitees fill in. Whether these are names or IDs is not documented.
            extends_fields: Vec<String>,
            /// Type of the template for the invitation email.
            invite_email_template_type: String,
            /// Type of the template for the welcome email.
            welcome_email_template_type: String,
        }
    }

    /// Lists the registration fields of an invitation policy.
    ///
    /// Sending the invitations of a roster takes a snapshot of its policy, which `roster_id` selects.
    read Get "/api/v3/list-invitation-policy-extends-fields"
    fn list_register_extends_fields(ListRegisterExtendsFields) -> GetExtendsFields {
        required {
            /// ID of the invitation policy.
            policy_id: String,
        }
        optional {
            /// ID of a roster whose invitations have been sent, to get the policy as it was at that time.
            roster_id: String,
        }
    }

    /// Adds, changes, deletes or reorders registration fields of an invitation policy.
    write Post "/api/v3/update-invitation-policy-extends-fields"
    fn update_register_extends_fields(UpdateRegisterExtendsFields) -> GetExtendsFields {
        required {
            /// Field to add, change or delete.
            extends_field: UpdateExtendsField,
            /// What to do: `add`, `update`, `delete` or `reorder`.
            action: String,
            /// ID of the invitation policy.
            policy_id: String,
        }
        optional {
            /// Fields in the new order, for `reorder`. Whether these are names or IDs is not documented.
            new_order: Vec<String>,
        }
    }

    /// Deletes invitation policies.
    ///
    /// Delete or unbind the rosters of a policy before you delete the policy.
    destructive Post "/api/v3/delete-invitation-policies-batch"
    fn batch_delete_invitation_policies(BatchDeleteInvitationPolicies) -> IsSuccess {
        required {
            /// IDs of the policies to delete.
            policy_ids: Vec<String>,
        }
        optional {}
    }

    /// Gets an assignment of an invitation policy.
    ///
    /// An assignment is a department, post, role or group that the policy assigns its invitees to.
    read Get "/api/v3/get-invitation-policy-user-attribution"
    fn get_policy_user_attribution_detail(GetPolicyUserAttributionDetail) -> UserAttribution {
        required {
            /// ID of the assignment.
            id: String,
        }
        optional {
            /// Whether to include details of the department, post, role or group in the response.
            with_target_detail: bool,
            /// Whether to include the ID, name and code paths of departments in the response.
            with_department_ext_info: bool,
        }
    }

    /// Lists the assignments of an invitation policy, page by page.
    ///
    /// `data` is documented as a list of pages.
    read Get "/api/v3/list-invitation-policy-user-attributions"
    fn list_policy_user_attribution_detail(ListPolicyUserAttributionDetail) -> Vec<UserAttributionPagination> {
        required {
            /// ID of the invitation policy.
            policy_id: String,
            /// Kind of assignments to list.
            target_type: AttributionTargetType,
        }
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Whether to include details of the department, post, role or group in the response.
            with_target_detail: bool,
            /// Whether to include the ID, name and code paths of departments in the response.
            with_department_ext_info: bool,
        }
    }

    /// Adds a department, post, role or group to the assignments of an invitation policy.
    write Post "/api/v3/add-invitation-policy-user-attribution"
    fn add_policy_user_attribution(AddPolicyUserAttribution) -> UserAttribution {
        required {
            /// Kind of the target.
            target_type: AttributionTargetType,
            /// Identifier of the target: the ID of a department, or the code of a post, role or group.
            target_identifier: String,
            /// ID of the invitation policy.
            policy_id: String,
        }
        optional {
            /// Code of the permission group that the role belongs to.
            namespace: String [RequiredWhen(target_type, "role")],
        }
    }

    /// Adds several departments, posts, roles or groups to the assignments of an invitation policy.
    write Post "/api/v3/add-invitation-policy-user-attributions-batch"
    fn add_policy_user_attributions_batch(AddPolicyUserAttributionsBatch) -> IsSuccess {
        required {
            /// Targets to add, grouped by kind.
            targets: Vec<InvitationPolicyUserAttributionList>,
            /// ID of the invitation policy.
            policy_id: String,
        }
        optional {}
    }

    /// Sets the main department of the invitees of a policy.
    write Post "/api/v3/set-invitation-policy-user-attribution-main-department"
    fn set_user_attribution_main_department(SetUserAttributionMainDepartment) -> IsSuccess, authing {
        required {
            /// ID of the invitation policy.
            policy_id: String,
            /// ID of the main department.
            department_id: String,
        }
        optional {}
    }

    /// Removes the main department setting from an invitation policy.
    destructive Post "/api/v3/remove-invitation-policy-user-attribution-main-department"
    fn remove_user_attribution_main_department(RemoveUserAttributionMainDepartment) -> IsSuccess, authing {
        required {
            /// ID of the invitation policy.
            policy_id: String,
        }
        optional {}
    }

    /// Gets the main department of the invitees of a policy.
    ///
    /// `data` is documented as a list.
    read Get "/api/v3/get-invitation-policy-user-attribution-main-department"
    fn get_user_attribution_main_department(GetUserAttributionMainDepartment)
        -> Vec<UserAttributionMainDepartment>, authing {
        required {
            /// ID of the invitation policy.
            policy_id: String,
        }
        optional {
            /// Whether to include details of the main department in the response.
            with_department_detail: bool,
        }
    }

    /// Removes a department, post, role or group from the assignments of an invitation policy.
    destructive Post "/api/v3/remove-invitation-policy-user-attribution"
    fn remove_policy_user_attribution(RemovePolicyUserAttribution) -> IsSuccess {
        required {
            /// Kind of the target.
            target_type: AttributionTargetType,
            /// Identifier of the target: the ID of a department, or the code of a post, role or group.
            target_identifier: String,
            /// ID of the invitation policy.
            policy_id: String,
        }
        optional {
            /// Code of the permission group that the role belongs to.
            namespace: String [RequiredWhen(target_type, "role")],
        }
    }

    /// Removes several departments, posts, roles or groups from the assignments of an invitation policy.
    destructive Post "/api/v3/remove-invitation-policy-user-attributions-batch"
    fn remove_policy_user_attributions_batch(RemovePolicyUserAttributionsBatch) -> IsSuccess {
        required {
            /// Targets to remove, grouped by kind.
            targets: Vec<InvitationPolicyUserAttributionList>,
            /// ID of the invitation policy.
            policy_id: String,
        }
        optional {}
    }

    /// Gets an email template of an invitation policy.
    ///
    /// Sending the invitations of a roster takes a snapshot of its policy, which `roster_id` selects.
    read Post "/api/v3/get-invitation-policy-email-template"
    fn get_invite_email_template(GetInviteEmailTemplate) -> EmailTemplate {
        required {
            /// Purpose of the email: invitation or welcome.
            scene: InvitationEmailScene,
            /// ID of the invitation policy.
            policy_id: String,
        }
        optional {
            /// ID of a roster whose invitations have been sent, to get the policy as it was at that time.
            roster_id: String,
            /// Type of the email template to get.
            template_type: String,
        }
    }

    /// Changes an invitation email template.
    ///
    /// The request does not name a policy, and which policies the change affects is not documented.
    write Post "/api/v3/update-invitation-policy-email-template"
    fn update_invite_email_template(UpdateInviteEmailTemplate) -> EmailTemplate {
        required {
            /// Type of the template.
            r#type: EmailTemplateType,
            /// Whether the customized template is enabled.
            customize_enabled: bool,
            /// Name of the template.
            name: String,
            /// Subject of the email, which can contain placeholders such as `{{app_name}}`.
            subject: String as text,
            /// Name of the sender, which can contain placeholders such as `{{client_name}}`.
            sender: String as text,
            /// Template of the email content, for the engine in `tpl_engine`.
            content: String as text,
        }
        optional {
            /// Validity period of the verification code or email, such as `300`. Only verification emails have one. The
            /// unit is not documented.
            expires_in: i64,
            /// URL to redirect to after email verification. It is used only by templates of type
            /// `FIRST_EMAIL_LOGIN_VERIFY` and `CONSOLE_CONDUCTED_VERIFY`.
            redirect_to: String,
            /// Engine that renders the template. Defaults to `handlebar`.
            tpl_engine: TemplateEngine,
        }
    }
}
