//! Invitations: policies.

use super::{
    AttributionTargetType, CombineFiltersBase, DefaultPasswordConfig, GetExtendsFields, GetInvitationPolicy,
    InvitationEmailScene, InvitationLinkConfig, InvitationPolicyUserAttributionList, InviteMethod,
    PaginationInvitationPolicyData, SendVerifyCodeMethod, UpdateExtendsField, UserAttribution,
    UserAttributionMainDepartment, UserAttributionPagination,
};
use crate::api::common::{EmailTemplate, EmailTemplateType, IsSuccess, TemplateEngine};
use crate::table::operations;

operations! {
    /// # Invitations: policies
    "invitations"

    /// Lists the invitation policies, page by page.
    read Post "/api/v3/list-invitation-policies"
    fn list_invitation_policies(ListInvitationPolicies) -> PaginationInvitationPolicyData {
        required {}
        optional {
            /// Page to fetch, counted from 1.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Text to search for in the names and IDs of policies, matched loosely; absent means all.
            keywords: String,
            /// Further conditions on the policies; absent means none.
            filter: CombineFiltersBase,
            /// Whether each policy comes with its creator's name and picture.
            with_creator_detail: bool,
        }
    }

    /// Creates an invitation policy.
    write Post "/api/v3/create-invitation-policy"
    fn create_invitation_policy(CreateInvitationPolicy) -> GetInvitationPolicy {
        required {
            /// Name of the policy, as shown to administrators.
            name: String,
        }
        optional {
            /// Way the invitation reaches the invitee; only email is known.
            invite_method: InviteMethod,
            /// Rules for when the invitation link and the page behind it expire.
            invite_link_config: InvitationLinkConfig,
            /// Rule for the first password of the accounts the invitation creates.
            default_password_config: DefaultPasswordConfig,
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
        }
    }

    /// Gets one invitation policy by its ID.
    ///
    /// The answer's fields are inferred from what an update takes, since upstream documents none.
    read Get "/api/v3/get-invitation-policy"
    fn get_policy_detail_by_id(GetPolicyDetailById) -> GetInvitationPolicy {
        required {
            /// ID of the invitation policy.
            policy_id: String,
        }
        optional {
            /// ID of the roster the policy was sent with, to see the policy as it was then; absent means as it is
            /// now.
            roster_id: String,
            /// Whether the policy comes with its creator's name and picture; absence means no.
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
    /// Rosters that were already sent keep the policy as it was; see `rosterId` of `get_policy_detail_by_id`.
    write Post "/api/v3/update-invitation-policy"
    fn update_invitation_policy(UpdateInvitationPolicy) -> GetInvitationPolicy {
        required {
            /// ID of the policy to change.
            policy_id: String,
        }
        optional {
            /// Name of the policy, as shown to administrators.
            name: String,
            /// Way the invitation reaches the invitee; only email is known.
            invite_method: InviteMethod,
            /// Rules for when the invitation link and the page behind it expire.
            invite_link_config: InvitationLinkConfig,
            /// Rule for the first password of the accounts the invitation creates.
            default_password_config: DefaultPasswordConfig,
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
    }

    /// Gets the profile fields invitees of a policy are asked to complete.
    read Get "/api/v3/list-invitation-policy-extends-fields"
    fn list_register_extends_fields(ListRegisterExtendsFields) -> GetExtendsFields {
        required {
            /// ID of the invitation policy.
            policy_id: String,
        }
        optional {
            /// ID of the roster the policy was sent with, to see the policy as it was then; absent means as it is
            /// now.
            roster_id: String,
        }
    }

    /// Adds, changes, removes or reorders the profile fields of an invitation policy.
    write Post "/api/v3/update-invitation-policy-extends-fields"
    fn update_register_extends_fields(UpdateRegisterExtendsFields) -> GetExtendsFields {
        required {
            /// Field that is added, changed or removed.
            extends_field: UpdateExtendsField,
            /// What to do: `add`, `update`, `delete` or `reorder`.
            action: String,
            /// ID of the invitation policy.
            policy_id: String,
        }
        optional {
            /// Fields in their new order, for `reorder`; upstream does not say whether names or IDs.
            new_order: Vec<String>,
        }
    }

    /// Deletes invitation policies.
    write Post "/api/v3/delete-invitation-policies-batch"
    fn batch_delete_invitation_policies(BatchDeleteInvitationPolicies) -> IsSuccess {
        required {
            /// IDs of the policies to delete.
            policy_ids: Vec<String>,
        }
        optional {}
    }

    /// Gets one assignment of an invitation policy, by the assignment's ID.
    ///
    /// An assignment is what invitees are put into: a department, post, role or group.
    read Get "/api/v3/get-invitation-policy-user-attribution"
    fn get_policy_user_attribution_detail(GetPolicyUserAttributionDetail) -> UserAttribution {
        required {
            /// ID of the assignment.
            id: String,
        }
        optional {
            /// Whether the department, post, role or group itself comes along.
            with_target_detail: bool,
            /// Whether a department comes with its path as IDs, names and codes.
            with_department_ext_info: bool,
        }
    }

    /// Lists what an invitation policy puts invitees into, page by page.
    ///
    /// Upstream declares a list of pages for `data`; a single page seems more likely.
    read Get "/api/v3/list-invitation-policy-user-attributions"
    fn list_policy_user_attribution_detail(ListPolicyUserAttributionDetail) -> Vec<UserAttributionPagination> {
        required {
            /// ID of the invitation policy.
            policy_id: String,
            /// Kind of assignments to list: departments, posts, roles or groups.
            target_type: AttributionTargetType,
        }
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Whether each department, post, role or group itself comes along.
            with_target_detail: bool,
            /// Whether departments come with their path as IDs, names and codes.
            with_department_ext_info: bool,
        }
    }

    /// Lets an invitation policy put its invitees into a department, post, role or group.
    write Post "/api/v3/add-invitation-policy-user-attribution"
    fn add_policy_user_attribution(AddPolicyUserAttribution) -> UserAttribution {
        required {
            /// Kind of what is meant: department, post, role or group.
            target_type: AttributionTargetType,
            /// Identifier of what is meant: the code of a role, group or post, the ID of a department.
            target_identifier: String,
            /// ID of the invitation policy.
            policy_id: String,
        }
        optional {
            /// Code of the permission group the role is in; needed for roles.
            namespace: String [RequiredWhen("targetType", "role")],
        }
    }

    /// Lets an invitation policy put its invitees into several departments, posts, roles or groups.
    write Post "/api/v3/add-invitation-policy-user-attributions-batch"
    fn add_policy_user_attributions_batch(AddPolicyUserAttributionsBatch) -> IsSuccess {
        required {
            /// What invitees are put into, one entry for each kind.
            targets: Vec<InvitationPolicyUserAttributionList>,
            /// ID of the invitation policy.
            policy_id: String,
        }
        optional {}
    }

    /// Sets the department that becomes the main one of a policy's invitees.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/set-invitation-policy-user-attribution-main-department"
    fn set_user_attribution_main_department(SetUserAttributionMainDepartment) -> IsSuccess {
        required {
            /// ID of the invitation policy.
            policy_id: String,
            /// ID of the department that becomes the main one.
            department_id: String,
        }
        optional {}
    }

    /// Removes the main department from an invitation policy.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/remove-invitation-policy-user-attribution-main-department"
    fn remove_user_attribution_main_department(RemoveUserAttributionMainDepartment) -> IsSuccess {
        required {
            /// ID of the invitation policy.
            policy_id: String,
        }
        optional {}
    }

    /// Gets the main department an invitation policy gives its invitees.
    ///
    /// Upstream declares a list for `data`, though a policy has one main department at most.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/get-invitation-policy-user-attribution-main-department"
    fn get_user_attribution_main_department(GetUserAttributionMainDepartment) -> Vec<UserAttributionMainDepartment> {
        required {
            /// ID of the invitation policy.
            policy_id: String,
        }
        optional {
            /// Whether the department itself comes along, not just its ID.
            with_department_detail: bool,
        }
    }

    /// Stops an invitation policy putting its invitees into a department, post, role or group.
    write Post "/api/v3/remove-invitation-policy-user-attribution"
    fn remove_policy_user_attribution(RemovePolicyUserAttribution) -> IsSuccess {
        required {
            /// Kind of what is meant: department, post, role or group.
            target_type: AttributionTargetType,
            /// Identifier of what is meant: the code of a role, group or post, the ID of a department.
            target_identifier: String,
            /// ID of the invitation policy.
            policy_id: String,
        }
        optional {
            /// Code of the permission group the role is in; needed for roles.
            namespace: String [RequiredWhen("targetType", "role")],
        }
    }

    /// Stops an invitation policy putting its invitees into several departments, posts, roles or groups.
    write Post "/api/v3/remove-invitation-policy-user-attributions-batch"
    fn remove_policy_user_attributions_batch(RemovePolicyUserAttributionsBatch) -> IsSuccess {
        required {
            /// What invitees are no longer put into, one entry for each kind.
            targets: Vec<InvitationPolicyUserAttributionList>,
            /// ID of the invitation policy.
            policy_id: String,
        }
        optional {}
    }

    /// Gets the email template an invitation policy uses.
    read Post "/api/v3/get-invitation-policy-email-template"
    fn get_invite_email_template(GetInviteEmailTemplate) -> EmailTemplate {
        required {
            /// Mail the template is for: the invitation or the welcome.
            scene: InvitationEmailScene,
            /// ID of the invitation policy.
            policy_id: String,
        }
        optional {
            /// ID of the roster the policy was sent with, to see the policy as it was then; absent means as it is
            /// now.
            roster_id: String,
            /// Type of the template to get; absent means no particular type.
            template_type: String,
        }
    }

    /// Changes an email template of the invitations.
    ///
    /// Upstream declares no policy among the parameters, so it is unclear whose template changes.
    write Post "/api/v3/update-invitation-policy-email-template"
    fn update_invite_email_template(UpdateInviteEmailTemplate) -> EmailTemplate {
        required {
            /// Occasion the template is for.
            r#type: EmailTemplateType,
            /// Whether the customized template is used instead of the built-in one.
            customize_enabled: bool,
            /// Name of the template, as administrators see it.
            name: String,
            /// Subject of the mail; may hold placeholders such as `{{app_name}}`.
            subject: String,
            /// Name shown as the mail's sender; may hold placeholders such as `{{client_name}}`.
            sender: String,
            /// Body of the mail, a template in the language of `tplEngine`.
            content: String,
        }
        optional {
            /// Time the code or link in the mail stays valid, surely in seconds; only for mails that verify
            /// something.
            expires_in: i64,
            /// Address opened after the mail's link was followed; only for `FIRST_EMAIL_LOGIN_VERIFY` and
            /// `CONSOLE_CONDUCTED_VERIFY`.
            redirect_to: String,
            /// Language the template is written in; absent means `handlebar`.
            tpl_engine: TemplateEngine,
        }
    }
}
