//! Output types that several groups of operations use.

use serde_json::{Map, Value};

use super::{
    Effect, EmailTemplateType, ExtIdpType, Gender, PolicyConditionOperator, PolicyConditionParam, ResourceType,
    TemplateEngine, UserSourceType, UserStatus, WorkStatus,
};
use crate::macros::outputs;

outputs! {
    /// An MFA factor.
    ApplicationMfaOutput {
        /// Type of the MFA factor, such as `EMAIL`.
        mfa_policy: String,
        /// Status of the MFA factor, such as `1`. The values are not documented.
        status: i64,
        /// Sort position of the MFA factor, such as `0`.
        sort: i64,
    }

    /// A granted resource, with the actions that the grant covers.
    AuthorizedResource {
        /// Code of the resource, such as `ecs:1`.
        resource_code: String,
        /// Description of the resource.
        description: String,
        /// Conditions of the grant.
        condition: Vec<PolicyCondition>,
        /// Type of the resource.
        resource_type: ResourceType,
        /// URL of an API resource, such as `/api/v1/example`.
        api_identifier: String,
        /// Actions that the grant covers, such as `ecs:Start`.
        actions: Vec<String>,
        /// Whether the actions are allowed or denied.
        effect: Effect,
    }

    /// A page of granted resources.
    AuthorizedResourcePaging {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<AuthorizedResource>,
    }

    /// A post, as returned by operations on a single post.
    CreatePost {
        /// Code of the post, such as `developer`.
        code: String,
        /// Name of the post.
        name: String,
        /// ID of the post.
        id: String,
        /// Description of the post.
        description: String,
        /// IDs of the departments of the post.
        department_id_list: Vec<String>,
    }

    /// Translations of a custom field.
    CustomFieldI18nOutput {
        /// Label of the custom field in several languages.
        label: Option<LangObjectOutput>,
    }

    /// Translations of a department.
    DepartmentI18nOutput {
        /// Name of the department in several languages.
        name: Option<LangObjectOutput>,
    }

    /// A template of an email message.
    EmailTemplate {
        /// Whether the custom template is enabled.
        customize_enabled: bool,
        /// Type of the message that the template is for.
        r#type: EmailTemplateType,
        /// Name of the template.
        name: String,
        /// Subject of the message. It can contain placeholders such as `{{app_name}}`.
        subject: String,
        /// Name of the sender. It can contain placeholders such as `{{client_name}}`.
        sender: String,
        /// Template of the message body.
        content: String,
        /// How long the code or link in a verification message stays valid, such as `300`. The unit is not documented.
        expires_in: i64,
        /// URL to open after the email address is verified. It is only valid for `FIRST_EMAIL_LOGIN_VERIFY` and
        /// `CONSOLE_CONDUCTED_VERIFY`.
        redirect_to: String,
        /// Engine that renders the template.
        tpl_engine: TemplateEngine,
    }

    /// MFA trigger data of a user.
    GetMfaInfoDataOutput {
        /// MFA token.
        mfa_token: String as secret,
        /// Phone number bound for MFA.
        mfa_phone: String,
        /// Country code of `mfa_phone`, such as `+86`.
        mfa_phone_country_code: String,
        /// Email address bound for MFA.
        mfa_email: String,
        /// Nickname of the user.
        nickname: String,
        /// Username of the user.
        username: String,
        /// Phone number of the user.
        phone: String,
        /// Country code of `phone`, such as `+86`.
        phone_country_code: String,
        /// Whether verification by face recognition is enabled.
        face_mfa_enabled: bool,
        /// Whether verification by one-time password is enabled.
        totp_mfa_enabled: bool,
        /// MFA factors.
        application_mfa: Vec<ApplicationMfaOutput>,
    }

    /// A user group.
    Group {
        /// Internal ID of the group. Operations on groups take `code`; public accounts and data policies refer to a
        /// group by its ID.
        id: String,
        /// Code of the group, such as `developer`.
        code: String,
        /// Name of the group.
        name: String,
        /// Description of the group. Whether an empty description is returned as an empty string or not at all is not
        /// known; both are decoded as an empty string.
        description: String,
        /// Type of the group, such as `static`.
        r#type: String,
        /// Metadata of the group.
        metadata_source: Vec<String>,
        /// Members of the group.
        members: Vec<User>,
    }

    /// A page of groups.
    GroupPaging, page list: ResGroup, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<ResGroup>,
    }

    /// An identity of a user at an external identity source.
    Identity {
        /// ID of the identity source.
        identity_id: String,
        /// ID of the identity source connection. In `link_identity`, `ext_idp_id` is the ID of the identity source
        /// instead.
        ext_idp_id: String,
        /// Type of the identity source.
        provider: ExtIdpType,
        /// Type of the identity, such as `openid`, `unionid` or `primary`.
        r#type: String,
        /// ID of the user at the identity source.
        user_id_in_idp: String,
        /// Information about the user from the identity source.
        user_info_in_idp: Value,
        /// Access token issued by the identity source. Management operations do not return it.
        access_token: String as secret,
        /// Refresh token issued by the identity source. Management operations do not return it.
        refresh_token: String as secret,
        /// IDs of the identity source connections that the identity comes from.
        origin_conn_ids: Vec<String>,
    }

    /// Result of an operation.
    IsSuccess {
        /// Whether the operation succeeded.
        success: bool,
    }

    /// A text in several languages.
    LangObjectOutput {
        /// Text in Simplified Chinese.
        zh_cn = "zh-CN": Option<LangUnitOutput>,
        /// Text in English.
        en_us = "en-US": Option<LangUnitOutput>,
        /// Text in Traditional Chinese.
        zh_tw = "zh-TW": Option<LangUnitOutput>,
        /// Text in Japanese.
        ja_jp = "ja-JP": Option<LangUnitOutput>,
    }

    /// A text in one language.
    LangUnitOutput {
        /// Whether the text is shown when its language is selected in the console.
        enabled: bool,
        /// Text in this language.
        value: String,
    }

    /// A condition of a grant, which compares a property with a value.
    PolicyCondition {
        /// Property to compare.
        param: PolicyConditionParam,
        /// How the property is compared with `value`.
        operator: PolicyConditionOperator,
        /// Value to compare with, as a string.
        value: String,
    }

    /// A post.
    Post {
        /// ID of the post.
        id: String,
        /// Code of the post, such as `developer`.
        code: String,
        /// Name of the post.
        name: String,
        /// Description of the post.
        description: String,
    }

    /// A user group in a list.
    ResGroup {
        /// Internal ID of the group. Operations on groups take `code`; public accounts and data policies refer to a
        /// group by its ID.
        id: String,
        /// Code of the group, such as `developer`.
        code: String,
        /// Name of the group.
        name: String,
        /// Description of the group.
        description: String,
        /// Type of the group, such as `static`.
        r#type: String,
        /// Metadata of the group.
        metadata_source: Vec<String>,
        /// Members of the group.
        members: Vec<User>,
    }

    /// Result of marking users or public accounts as resigned.
    ResignUserData {
        /// Whether the operation succeeded.
        success: bool,
    }

    /// A role.
    Role {
        /// ID of the role.
        id: String,
        /// Code of the role, unique within its permission group.
        code: String,
        /// Name of the role.
        name: String,
        /// Description of the role.
        description: String,
        /// Code of the permission group.
        namespace: String,
        /// Name of the permission group.
        namespace_name: String,
        /// Status of the role: `ENABLE` (normal) or `DISABLE` (disabled).
        status: String,
        /// Time at which the role is disabled automatically, in milliseconds since the Unix epoch; null if the role is
        /// valid indefinitely.
        disable_time: i64,
        /// Whether users can apply for the role. The application must use single sign-on and be visible in the
        /// application panel to users without access.
        enable_permission_apply: bool,
    }

    /// A page of roles.
    RolePaging, page list: Role, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<Role>,
    }

    /// A page of a user's departments.
    UserDepartmentPaging, page list: UserDepartmentResp, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<UserDepartmentResp>,
    }

    /// A department of a user.
    UserDepartmentResp {
        /// Code of the organization.
        organization_code: String,
        /// ID of the department.
        department_id: String,
        /// Whether the department is the root department of its organization.
        is_root: bool,
        /// Creation time of the department, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        created_at: String,
        /// Name of the department.
        name: String,
        /// Description of the department.
        description: String,
        /// Custom ID of the department.
        open_department_id: String,
        /// Whether the user is a leader of the department.
        is_leader: bool,
        /// Code of the department.
        code: String,
        /// Whether the department is the user's main department.
        is_main_department: bool,
        /// Time at which the user joined the department, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        joined_at: String,
        /// Whether the department is virtual.
        is_virtual_node: bool,
        /// Translations of the department's name.
        i18n: Option<DepartmentI18nOutput>,
        /// Custom data of the department, by field key. Present if `with_custom_data` is set.
        custom_data: Map<String, Value>,
        /// IDs of the departments on the path to the department. Present if `with_department_paths` is set.
        department_id_path: Vec<String>,
        /// Codes of the departments on the path to the department. Present if `with_department_paths` is set.
        department_code_path: Vec<String>,
        /// Names of the departments on the path to the department. Present if `with_department_paths` is set.
        department_name_path: Vec<String>,
    }

    /// A user of the user pool.
    User {
        /// ID of the user.
        user_id: String,
        /// Creation time, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        created_at: String,
        /// Time of the last change, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        updated_at: String,
        /// Status of the account.
        status: UserStatus,
        /// Work status of the account, separate from `status`.
        work_status: WorkStatus,
        /// ID of the user in an external system, unique in the user pool.
        external_id: String,
        /// Email address, case-insensitive and unique in the user pool.
        email: String,
        /// Phone number without the country code, unique in the user pool.
        phone: String,
        /// Country code of `phone`, such as `+86`.
        phone_country_code: String,
        /// Username. It is unique in the user pool.
        username: String,
        /// Real name, not necessarily unique.
        name: String,
        /// Nickname.
        nickname: String,
        /// URL of the avatar.
        photo: String,
        /// Total number of logins.
        logins_count: i64,
        /// Time of the last login, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        last_login: String,
        /// IP address of the last login.
        last_ip: String,
        /// Gender.
        gender: Gender,
        /// Whether the email address has been verified.
        email_verified: bool,
        /// Whether the phone number has been verified.
        phone_verified: bool,
        /// Time of the last password change, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        password_last_set_at: String,
        /// Date of birth, such as `2022-06-03`.
        birthdate: String,
        /// Country, such as `CN`.
        country: String,
        /// Province, such as `BJ`.
        province: String,
        /// City, such as `BJ`.
        city: String,
        /// Address.
        address: String,
        /// Street address.
        street_address: String,
        /// Postal code.
        postal_code: String,
        /// Company.
        company: String,
        /// User agent of the browser used for the last login.
        browser: String,
        /// Device used for the last login, such as `iOS`.
        device: String,
        /// Given name.
        given_name: String,
        /// Family name.
        family_name: String,
        /// Middle name.
        middle_name: String,
        /// Personal profile, such as `alice`. It is also documented as the preferred username.
        profile: String,
        /// Preferred username, such as `alice`.
        preferred_username: String,
        /// URL of the user's personal website.
        website: String,
        /// Time zone, such as `GMT-08:00`.
        zoneinfo: String,
        /// Locale, such as `af`.
        locale: String,
        /// Full formatted address, such as `132, My Street, Kingston, New York 12401.`.
        formatted: String,
        /// Region, such as `Xinjiang Uyghur Autonomous Region`.
        region: String,
        /// How the user was created.
        user_source_type: UserSourceType,
        /// ID of the application or sync task that the user comes from.
        user_source_id: String,
        /// ID of the application that the user last logged in to.
        last_login_app: String,
        /// ID of the user's main department.
        main_department_id: String,
        /// Time of the last multi-factor authentication, as an ISO 8601 date-time.
        last_mfa_time: String,
        /// Strength level of the password, such as `1`.
        password_security_level: i64,
        /// Whether the user must reset the password at the next login.
        reset_password_on_next_login: bool,
        /// Registration methods of the user.
        register_source: Vec<String>,
        /// IDs of the user's departments. Present if `with_department_ids` is set.
        department_ids: Vec<String>,
        /// Identities at external identity sources. Present if `with_identities` is set.
        identities: Vec<Identity>,
        /// Identity card number of the user.
        identity_number: String,
        /// Custom data of the user, by field key. Present if `with_custom_data` is set.
        custom_data: Map<String, Value>,
        /// Extension field values from data objects of the user.
        metadata_source: Value,
        /// IDs of the user's posts, although documented as department IDs.
        post_id_list: Vec<String>,
        /// Time of the last change of `status`, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        status_changed_at: String,
        /// ID of the user's tenant.
        tenant_id: String,
        /// Registration time. The format is not documented.
        signed_up: String,
        /// IDs of the user's tenants. Present if `with_tenant_ids` is set.
        tenant_ids: Vec<String>,
    }

    /// A page of users.
    UserPaging, page list: User, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<User>,
    }

    /// A sync relation, which ties a user or department to its counterpart in a sync source.
    UserSyncRelation {
        /// Type of the sync source: `wechatwork` (WeCom), `dingtalk`, `lark` (Feishu), `welink`, `ldap`,
        /// `active-directory`, `italent` (Beisen), `xiaoshouyi`, `maycur`, `scim` or `moka` (Moka HR).
        provider: String,
        /// ID of the counterpart in the sync source.
        user_id_in_idp: String,
        /// Information about the counterpart from the sync source.
        user_info_in_idp: Map<String, Value>,
    }
}
