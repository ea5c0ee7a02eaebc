//! Logs of what administrators and users did.

use crate::table::{enums, inputs, operations, outputs};

operations! {
    /// # Audit logs
    "audit_logs"

    /// Searches the log of what users did, such as logins and password changes, page by page.
    read Post "/api/v3/get-user-action-logs"
    fn get_user_action_logs(GetUserActionLogs) -> UserActionLogRespData {
        required {}
        optional {
            /// ID of the one request whose entries are wanted; absence means all.
            request_id: String,
            /// IP address the users came from; absence means all.
            client_ip: String,
            /// Kind of action, such as `login`, `logout`, `register` or `verifyMfa`; absence means all.
            event_type: String,
            /// ID of the user who acted; absence means all.
            user_id: String,
            /// ID of the application the action was in; absence means all.
            app_id: String,
            /// Begin of the time span, in milliseconds since 1970; absence means open.
            start: i64,
            /// End of the time span, in milliseconds since 1970; absence means open.
            end: i64,
            /// Whether to list actions that succeeded or that failed; absence means both.
            success: bool,
            /// Page to answer; absence means the first.
            pagination: ListWebhooks,
        }
    }

    /// Searches the log of what administrators did, page by page.
    read Post "/api/v3/get-admin-audit-logs"
    fn get_admin_audit_logs(GetAdminAuditLogs) -> AdminAuditLogRespData {
        required {}
        optional {
            /// ID of the one request whose entries are wanted; absence means all.
            request_id: String,
            /// IP address the administrators came from; absence means all.
            client_ip: String,
            /// Kind of operation, such as `create`, `update` or `delete`; absence means all.
            operation_type: String,
            /// Kind of thing operated on, such as `user`; absence means all.
            resource_type: String,
            /// User ID of the administrator who acted; absence means all.
            user_id: String,
            /// Whether to list operations that succeeded or that failed; absence means both.
            success: bool,
            /// Begin of the time span, in milliseconds since 1970; absence means open.
            start: i64,
            /// End of the time span, in milliseconds since 1970; absence means open.
            end: i64,
            /// Page to answer; absence means the first.
            pagination: ListWebhooks,
        }
    }
}

inputs! {
    /// Which page of a log to answer; the name is upstream's and has nothing to do with webhooks here.
    ListWebhooks {
        required {}
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
        }
    }
}

outputs! {
    /// An entry of the administrators' log.
    AdminAuditLog {
        /// User ID of the administrator who acted.
        admin_user_id: String,
        /// URL of the administrator's picture.
        admin_user_avatar: String,
        /// Name shown for the administrator: the first one filled of nickname, username, name, given name, family
        /// name, email, phone, ID.
        admin_user_display_name: String,
        /// IP address the administrator came from.
        client_ip: String,
        /// Kind of operation; upstream also mentions `userEnable`.
        operation_type: AuditOperationType,
        /// Kind of thing that was operated on.
        resource_type: AuditResourceType,
        /// What happened, in words.
        event_details: String,
        /// Parameters of the operation, as JSON text; may contain whatever was sent.
        operation_param: String,
        /// Value before the operation.
        origin_value: String,
        /// Value after the operation.
        target_value: String,
        /// Whether the operation succeeded.
        success: bool,
        /// User agent of the request, as sent.
        user_agent: String,
        /// Device, system and browser, parsed from the user agent.
        ua: Option<ParsedUserAgent>,
        /// Where the IP address is located.
        geoip: Option<GeoIp>,
        /// When it happened, as an ISO 8601 date with time zone.
        timestamp: String,
        /// ID of the request that was logged.
        request_id: String,
        /// What happened, in words; an older name of `eventDetails`.
        event_detail: String,
        /// Device, system and browser; an older name of `ua`.
        parsed_user_agent: Option<ParsedUserAgent>,
    }

    /// A page of the administrators' log.
    AdminAuditLogRespData, page list: AdminAuditLog, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<AdminAuditLog>,
    }

    /// Place an IP address belongs to.
    GeoIp {
        /// Coordinates of the place.
        location: Option<GeoIpLocation>,
        /// English name of the country, such as `China`.
        country_name = "country_name": String,
        /// Code of the country in two letters (ISO 3166-1 alpha-2).
        country_code2 = "country_code2": String,
        /// Code of the country, by its name in three letters; upstream's sample has two.
        country_code3 = "country_code3": String,
        /// Name of the region or province.
        region_name = "region_name": String,
        /// Code of the region or province, such as `BJ`.
        region_code = "region_code": String,
        /// Name of the city, such as `Beijing`.
        city_name = "city_name": String,
        /// Code of the continent in two letters, such as `AS`.
        continent_code = "continent_code": String,
        /// Time zone of the place by its IANA name, such as `Asia/Shanghai`.
        timezone: String,
    }

    /// Coordinates of a place.
    GeoIpLocation {
        /// Longitude in degrees, positive to the east.
        lon: f64,
        /// Latitude in degrees, positive to the north.
        lat: f64,
    }

    /// Device, system and browser, parsed from a user agent.
    ParsedUserAgent {
        /// Kind of device, such as `Desktop`.
        device: String,
        /// Name of the browser; see also `browser`.
        name: String,
        /// Operating system of the device, such as `Windows`.
        os: String,
        /// Name of the browser, such as `Chrome`.
        browser: String,
    }

    /// An entry of the users' log.
    UserActionLog {
        /// ID of the user who acted.
        user_id: String,
        /// URL of the user's picture.
        user_avatar: String,
        /// Name shown for the user: the first one filled of nickname, username, name, given name, family name,
        /// email, phone, ID.
        user_display_name: String,
        /// How often the user has logged in.
        user_logins_count: i64,
        /// ID of the application the action was in.
        app_id: String,
        /// Display name of that application.
        app_name: String,
        /// IP address the user came from.
        client_ip: String,
        /// Kind of action; upstream spells profile changes `updateUserPrefile` in its list and `updateUserProfile`
        /// elsewhere.
        event_type: UserActionType,
        /// What happened, in words.
        event_detail: String,
        /// Whether the action succeeded.
        success: bool,
        /// URL of the application's login page.
        app_login_url: String,
        /// URL of the application's logo.
        app_logo: String,
        /// User agent of the request, as sent.
        user_agent: String,
        /// Device, system and browser, parsed from the user agent.
        parsed_user_agent: Option<ParsedUserAgent>,
        /// Where the IP address is located.
        geoip: Option<GeoIp>,
        /// When it happened, as an ISO 8601 date with time zone.
        timestamp: String,
        /// ID of the request that was logged.
        request_id: String,
    }

    /// A page of the users' log.
    UserActionLogRespData, page list: UserActionLog, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<UserActionLog>,
    }
}

enums! {
    /// What an administrator did.
    AuditOperationType, open {
        All = "all",
        Create = "create",
        Delete = "delete",
        Import = "import",
        Export = "export",
        Update = "update",
        Refresh = "refresh",
        Sync = "sync",
        Invite = "invite",
        Resign = "resign",
        Recover = "recover",
        Disable = "disable",
        Enable = "enable",
        Activate = "activate",
        Deactivate = "deactivate",
        Add = "add",
        Remove = "remove",
        Query = "query",
        SendInvitation = "sendInvitation",
        RevertInvitation = "revertInvitation",
        Approval = "approval",
        Reject = "reject",
    }

    /// What an administrator did it to.
    AuditResourceType {
        All = "all",
        User = "user",
        Userpool = "userpool",
        Tenant = "tenant",
        UserLoginState = "userLoginState",
        UserAccountState = "userAccountState",
        UserGroup = "userGroup",
        FieldEncryptState = "fieldEncryptState",
        SyncTask = "syncTask",
        SocialConnection = "socialConnection",
        EnterpriseConnection = "enterpriseConnection",
        CustomDatabase = "customDatabase",
        Org = "org",
        Cooperator = "cooperator",
        Application = "application",
        ResourceNamespace = "resourceNamespace",
        Resource = "resource",
        Role = "role",
        RoleAssign = "roleAssign",
        Policy = "policy",
        CustomDomain = "customDomain",
        PermitSpace = "permitSpace",
        GeneralResource = "generalResource",
        GeneralResourceAuthorization = "generalResourceAuthorization",
        RoleSubject = "roleSubject",
        SubjectOfRole = "subjectOfRole",
        DataResource = "dataResource",
        DataPolicy = "dataPolicy",
        Authorization = "authorization",
        UserAuthorization = "userAuthorization",
        AdminPermissionRole = "adminPermissionRole",
        AdminPermissionAdmin = "adminPermissionAdmin",
        AdminPermissionPolicy = "adminPermissionPolicy",
        UniversalInvitation = "universalInvitation",
        PolicyInvitation = "policyInvitation",
        InvitationRoster = "invitationRoster",
        InvitationUser = "invitationUser",
        InvitationPolicy = "invitationPolicy",
        Applicant = "applicant",
    }

    /// What a user did.
    UserActionType, open {
        Login = "login",
        Logout = "logout",
        Register = "register",
        VerifyMfa = "verifyMfa",
        UpdateUserPrefile = "updateUserPrefile",
        UpdateUserPassword = "updateUserPassword",
        UpdateUserEmail = "updateUserEmail",
        UpdateUserPhone = "updateUserPhone",
        BindMfa = "bindMfa",
        BindEmail = "bindEmail",
        BindPhone = "bindPhone",
        UnbindPhone = "unbindPhone",
        UnbindEmail = "unbindEmail",
        UnbindMfa = "unbindMFA",
        RefreshUserTokenBySelf = "refreshUserTokenBySelf",
        DeleteAccount = "deleteAccount",
        VerifyFirstLogin = "verifyFirstLogin",
        SecurityResourceAccess = "securityResourceAccess",
    }
}
