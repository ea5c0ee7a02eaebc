//! What these calls answer.

use serde_json::{Map, Value};

use super::{
    Effect, EmailTemplateType, ExtIdpType, Gender, PolicyConditionOperator, PolicyConditionParam, ResourceType,
    TemplateEngine, UserSourceType, UserStatus, WorkStatus,
};
use crate::table::outputs;

outputs! {
    /// One multi-factor method of an application.
    ApplicationMfaOutput {
        /// Kind of the method, such as `EMAIL`.
        mfa_policy: String,
        /// State of the method as a number; upstream's sample is 1 and explains no value.
        status: i64,
        /// Place of the method when several are offered.
        sort: i64,
    }

    /// A resource somebody is granted, with the actions on it.
    AuthorizedResource {
        /// Code of the resource, such as `ecs:1`.
        resource_code: String,
        /// Words on what the resource is.
        description: String,
        /// Conditions the grant depends on.
        condition: Vec<PolicyCondition>,
        /// Kind of the resource.
        resource_type: ResourceType,
        /// Path of the API, for a resource of that kind; null otherwise.
        api_identifier: String,
        /// Actions granted, such as `ecs:Start`.
        actions: Vec<String>,
        /// Whether the actions are allowed or denied.
        effect: Effect,
    }

    /// One page of granted resources.
    AuthorizedResourcePaging {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<AuthorizedResource>,
    }

    /// A post to create, and the form in which a public account's post is answered.
    CreatePost {
        /// Code of the post, such as `developer`.
        code: String,
        /// Name of the post to show.
        name: String,
        /// ID of the post.
        id: String,
        /// Words on what the post is for.
        description: String,
        /// IDs of the departments that have the post.
        department_id_list: Vec<String>,
    }

    /// The translations of a custom field.
    CustomFieldI18nOutput {
        /// Label of the field in several languages.
        label: Option<LangObjectOutput>,
    }

    /// The translations of a department.
    DepartmentI18nOutput {
        /// Name of the department in several languages.
        name: Option<LangObjectOutput>,
    }

    /// The template of one kind of mail the user pool sends.
    EmailTemplate {
        /// Whether this template replaces the built-in one.
        customize_enabled: bool,
        /// Which mail the template is for.
        r#type: EmailTemplateType,
        /// Name of the template, as the console shows it.
        name: String,
        /// Subject line of the mail, with placeholders such as `{{app_name}}`.
        subject: String,
        /// Sender's name in the mail, with placeholders such as `{{client_name}}`.
        sender: String,
        /// Body of the mail, in the language of `tplEngine`.
        content: String,
        /// How long the code or link in the mail works (sample: 300); only for mails that verify something.
        expires_in: i64,
        /// URL to go to once the address is verified; only for `FIRST_EMAIL_LOGIN_VERIFY` and
        /// `CONSOLE_CONDUCTED_VERIFY`.
        redirect_to: String,
        /// Engine that fills in the placeholders.
        tpl_engine: TemplateEngine,
    }

    /// What a pending multi-factor login knows about its user.
    GetMfaInfoDataOutput {
        /// Token that stands for the pending login in the steps that follow.
        mfa_token: String,
        /// Phone number enrolled for multi-factor login.
        mfa_phone: String,
        /// Country code of `mfaPhone`, such as `+86`.
        mfa_phone_country_code: String,
        /// Email address enrolled for multi-factor login.
        mfa_email: String,
        /// Informal name of the user.
        nickname: String,
        /// Login name of the user.
        username: String,
        /// Phone number of the user's profile, without country code.
        phone: String,
        /// Calling code of the phone number's country, such as `+86`; needed outside mainland China.
        phone_country_code: String,
        /// Whether the user can pass by face recognition.
        face_mfa_enabled: bool,
        /// Whether the user can pass by a one-time password.
        totp_mfa_enabled: bool,
        /// Multi-factor methods the application offers.
        application_mfa: Vec<ApplicationMfaOutput>,
    }

    /// A group of users.
    Group {
        /// ID of the group.
        id: String,
        /// Code of the group, such as `developer`.
        code: String,
        /// Name of the group to show.
        name: String,
        /// Words on what the group is for.
        description: String,
        /// Kind of the group, such as `static`.
        r#type: String,
        /// Where the group's metadata come from.
        metadata_source: Vec<String>,
        /// Users in the group.
        members: Vec<User>,
    }

    /// One page of groups.
    GroupPaging, page list: ResGroup, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<ResGroup>,
    }

    /// A user's identity at an external identity source.
    Identity {
        /// ID of the identity source.
        identity_id: String,
        /// ID of the connection of the identity source.
        ext_idp_id: String,
        /// Kind of the identity source.
        provider: ExtIdpType,
        /// Kind of `userIdInIdp`, such as `openid`, `unionid` or `primary`.
        r#type: String,
        /// ID the user has at the identity source.
        user_id_in_idp: String,
        /// Profile the identity source holds of the user, as JSON.
        user_info_in_idp: Value,
        /// Access token issued by the identity source; the management API leaves it out.
        access_token: String,
        /// Refresh token issued by the identity source; the management API leaves it out.
        refresh_token: String,
        /// IDs of the connections through which the identity came.
        origin_conn_ids: Vec<String>,
    }

    /// Says whether an operation succeeded.
    IsSuccess {
        /// Whether it worked.
        success: bool,
    }

    /// A text in several languages; not every language need be there.
    LangObjectOutput {
        /// Version in Simplified Chinese.
        zh_cn = "zh-CN": Option<LangUnitOutput>,
        /// Version in English.
        en_us = "en-US": Option<LangUnitOutput>,
        /// Version in Traditional Chinese.
        zh_tw = "zh-TW": Option<LangUnitOutput>,
        /// Version in Japanese.
        ja_jp = "ja-JP": Option<LangUnitOutput>,
    }

    /// A text in one language.
    LangUnitOutput {
        /// Whether the text is shown to those who chose its language in the console.
        enabled: bool,
        /// Text to show in this language.
        value: String,
    }

    /// A condition that a grant depends on: a property of the request compared with a value.
    PolicyCondition {
        /// Property of the request or the user that is looked at.
        param: PolicyConditionParam,
        /// How the property is compared with `value`.
        operator: PolicyConditionOperator,
        /// Value to compare with, always as text.
        value: String,
    }

    /// A post: a job position.
    Post {
        /// ID of the post.
        id: String,
        /// Code of the post, such as `developer`.
        code: String,
        /// Name of the post to show.
        name: String,
        /// Words on what the post is for.
        description: String,
    }

    /// A group of users, as lists show it.
    ResGroup {
        /// ID of the group.
        id: String,
        /// Code of the group, such as `developer`.
        code: String,
        /// Name of the group to show.
        name: String,
        /// Words on what the group is for.
        description: String,
        /// Kind of the group, such as `static`.
        r#type: String,
        /// Where the group's metadata come from.
        metadata_source: Vec<String>,
        /// Users in the group.
        members: Vec<User>,
    }

    /// Says whether marking accounts as having left succeeded.
    ResignUserData {
        /// Whether it worked.
        success: bool,
    }

    /// A role.
    Role {
        /// ID of the role.
        id: String,
        /// Code of the role, unique in its permission group.
        code: String,
        /// Name of the role to show.
        name: String,
        /// Words on what the role is for.
        description: String,
        /// Code of the permission group the role belongs to.
        namespace: String,
        /// Name of the permission group the role belongs to.
        namespace_name: String,
        /// State of the role: in force or disabled. Known values: `ENABLE`, `DISABLE`.
        status: String,
        /// When the role gets disabled, in milliseconds since 1970; absent means never.
        disable_time: i64,
        /// Whether users may apply for the role; the application must have single sign-on and be visible to users
        /// without access.
        enable_permission_apply: bool,
    }

    /// One page of roles.
    RolePaging, page list: Role, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<Role>,
    }

    /// One page of a user's departments.
    UserDepartmentPaging, page list: UserDepartmentResp, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<UserDepartmentResp>,
    }

    /// A department a user is in, with the user's position there.
    UserDepartmentResp {
        /// Code of the organization.
        organization_code: String,
        /// ID of the department.
        department_id: String,
        /// Whether it is the root department of its organization.
        is_root: bool,
        /// When it was created.
        created_at: String,
        /// Name of the department to show.
        name: String,
        /// Words on what the department does.
        description: String,
        /// ID of your own choice for the department.
        open_department_id: String,
        /// Whether the user leads the department.
        is_leader: bool,
        /// Code of the department.
        code: String,
        /// Whether it is the user's main department.
        is_main_department: bool,
        /// Time the user joined the department.
        joined_at: String,
        /// Whether the department is a virtual one.
        is_virtual_node: bool,
        /// Translations of the department's name.
        i18n: Option<DepartmentI18nOutput>,
        /// Values of the department's custom fields, by field key.
        custom_data: Map<String, Value>,
        /// IDs of the departments above it, by level; only there if asked for.
        department_id_path: Vec<String>,
        /// Codes of the departments above it, by level; only there if asked for.
        department_code_path: Vec<String>,
        /// Names of the departments above it, by level; only there if asked for.
        department_name_path: Vec<String>,
    }

    /// A user of the user pool.
    User {
        /// ID of the user.
        user_id: String,
        /// When it was created.
        created_at: String,
        /// When it was last changed.
        updated_at: String,
        /// State of the account, which decides whether it can log in.
        status: UserStatus,
        /// Employment state of the account's holder, apart from `status`.
        work_status: WorkStatus,
        /// ID the account has in an external system, unique in the user pool.
        external_id: String,
        /// Email address; case does not matter, unique in the user pool.
        email: String,
        /// Phone number without country code, unique in the user pool; outside mainland China set
        /// `phoneCountryCode`.
        phone: String,
        /// Calling code of the phone number's country, such as `+86`; needed outside mainland China.
        phone_country_code: String,
        /// Login name, unique in the user pool.
        username: String,
        /// Real name of the person; need not be unique.
        name: String,
        /// Informal name to show.
        nickname: String,
        /// URL of the avatar picture.
        photo: String,
        /// How many times the account has logged in so far.
        logins_count: i64,
        /// Time of the latest login; absent if there was none.
        last_login: String,
        /// IP address of the latest login.
        last_ip: String,
        /// Gender of the person.
        gender: Gender,
        /// Whether the email address counts as verified.
        email_verified: bool,
        /// Whether the phone number counts as verified.
        phone_verified: bool,
        /// Time the password was last changed.
        password_last_set_at: String,
        /// Day of birth, as in `2022-06-03`.
        birthdate: String,
        /// Country of residence, such as `CN`.
        country: String,
        /// Province of residence, such as `BJ`.
        province: String,
        /// City of residence, such as `BJ`.
        city: String,
        /// Postal address as free text.
        address: String,
        /// Street and house number, as free text.
        street_address: String,
        /// Postal code of the address.
        postal_code: String,
        /// Name of the company the person works for.
        company: String,
        /// User agent of the browser last logged in with.
        browser: String,
        /// Kind of device last logged in with, such as `iOS`.
        device: String,
        /// First name of the person.
        given_name: String,
        /// Surname of the person.
        family_name: String,
        /// Middle name of the person.
        middle_name: String,
        /// Profile name, such as `alice`; upstream describes it just like `preferredUsername`.
        profile: String,
        /// Name the person prefers to be called by, such as `alice`.
        preferred_username: String,
        /// URL of the person's own website.
        website: String,
        /// Time zone, such as `GMT-08:00`.
        zoneinfo: String,
        /// Language or locale code, such as `af`.
        locale: String,
        /// Complete address as one text, ready to print.
        formatted: String,
        /// Region of residence within the country.
        region: String,
        /// How the account came to be: import, sign-up, administrator or synchronization.
        user_source_type: UserSourceType,
        /// ID of the application or sync task the account came from.
        user_source_id: String,
        /// ID of the application last logged in to.
        last_login_app: String,
        /// ID of the department that counts as the main one.
        main_department_id: String,
        /// Time of the latest multi-factor check, as text.
        last_mfa_time: String,
        /// Strength rating of the password, as a number.
        password_security_level: i64,
        /// Whether the next login asks for a new password; absence means no.
        reset_password_on_next_login: bool,
        /// Ways the account was registered.
        register_source: Vec<String>,
        /// IDs of the departments it is in; only there if `withDepartmentIds` asked for them.
        department_ids: Vec<String>,
        /// Identities at external identity sources; only there if `withIdentities` asked for them.
        identities: Vec<Identity>,
        /// Number of the person's identity card.
        identity_number: String,
        /// Values of custom fields, by field key; only there if `withCustomData` asked for them.
        custom_data: Map<String, Value>,
        /// Values that custom data objects hold for the user, as JSON.
        metadata_source: Value,
        /// IDs of the user's posts; upstream's text wrongly calls them departments.
        post_id_list: Vec<String>,
        /// Time `status` last changed.
        status_changed_at: String,
        /// ID of the tenant.
        tenant_id: String,
        /// Time the user registered, as text.
        signed_up: String,
        /// IDs of the tenants the user belongs to; newer servers only.
        tenant_ids: Vec<String>,
    }

    /// One page of users.
    UserPaging, page list: User, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<User>,
    }

    /// A link between a user and the record of an external directory that it is synchronized with.
    UserSyncRelation {
        /// Kind of the external directory. Known values: `wechatwork`, `dingtalk`, `lark`, `welink`, `ldap`,
        /// `active-directory`, `italent`, `xiaoshouyi`, `maycur`, `scim`, `moka`.
        provider: String,
        /// ID the user has in the external directory.
        user_id_in_idp: String,
        /// Profile the external directory holds of the user, as JSON.
        user_info_in_idp: Map<String, Value>,
    }
}
