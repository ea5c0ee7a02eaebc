//! Audit logs: the operations of administrators and the actions of users.

use crate::macros::{enums, inputs, operations, outputs};

operations! {
    /// # Audit logs
    "audit_logs"

    /// Lists the logged actions of users, such as logins and password changes, page by page.
    read Post "/api/v3/get-user-action-logs"
    fn get_user_action_logs(GetUserActionLogs) -> UserActionLogRespData {
        required {}
        optional {
            /// Only actions with this request ID.
            request_id: String,
            /// Only actions from this IP address.
            client_ip: String,
            /// Only actions of this type, such as `login`, `logout`, `register` or `verifyMfa`.
            event_type: String,
            /// Only actions of the user with this ID.
            user_id: String,
            /// Only actions in the application with this ID.
            app_id: String,
            /// Start of the time range, as a timestamp. The unit is not documented.
            start: i64,
            /// End of the time range, as a timestamp. The unit is not documented.
            end: i64,
            /// Only actions that succeeded (`true`) or failed (`false`).
            success: bool,
            /// Page to return.
            pagination: ListWebhooks,
        }
    }

    /// Lists the logged operations of administrators, page by page.
    read Post "/api/v3/get-admin-audit-logs"
    fn get_admin_audit_logs(GetAdminAuditLogs) -> AdminAuditLogRespData {
        required {}
        optional {
            /// Only operations with this request ID.
            request_id: String,
            /// Only operations from this IP address.
            client_ip: String,
            /// Only operations of this type, such as `create`, `update` or `delete`.
            operation_type: String,
            /// Only operations on resources of this type, such as `user`. The description instead mentions `DATA`,
            /// `API` and `BUTTON`, which are not among the types that log entries have.
            resource_type: String,
            /// Only operations of the administrator with this user ID.
            user_id: String,
            /// Only operations that succeeded (`true`) or failed (`false`).
            success: bool,
            /// Start of the time range, as a timestamp. The unit is not documented.
            start: i64,
            /// End of the time range, as a timestamp. The unit is not documented.
            end: i64,
            /// Page to return.
            pagination: ListWebhooks,
        }
    }
}

inputs! {
    /// The page of a log to return.
    ///
    /// The name comes from the official documentation; the type is unrelated to webhooks.
    ListWebhooks {
        required {}
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
        }
    }
}

outputs! {
    /// A logged operation of an administrator.
    AdminAuditLog {
        /// User ID of the administrator.
        admin_user_id: String,
        /// URL of the administrator's avatar.
        admin_user_avatar: String,
        /// Display name of the administrator: the first of nickname, username, name, given name, family name, email
        /// address, phone number and ID that is set.
        admin_user_display_name: String,
        /// IP address of the client.
        client_ip: String,
        /// Type of the operation.
        operation_type: AuditOperationType,
        /// Type of the resource that the operation was performed on.
        resource_type: AuditResourceType,
        /// Description of the operation.
        event_details: String,
        /// Parameters of the operation, as a JSON string.
        operation_param: String,
        /// Value before the operation.
        origin_value: String,
        /// Value after the operation.
        target_value: String,
        /// Whether the operation succeeded.
        success: bool,
        /// User agent of the request.
        user_agent: String,
        /// Device, operating system and browser, parsed from the user agent.
        ua: Option<ParsedUserAgent>,
        /// Geographic location of the IP address.
        geoip: Option<GeoIp>,
        /// Time of the operation, as an ISO 8601 date-time with a UTC offset, such as `2022-09-20T08:55:00.188+0800`.
        timestamp: String,
        /// ID of the request.
        request_id: String,
        /// Description of the operation. `event_details` is the newer name of this field.
        event_detail: String,
        /// Device, operating system and browser. `ua` is the newer name of this field.
        parsed_user_agent: Option<ParsedUserAgent>,
    }

    /// A page of the logged operations of administrators.
    AdminAuditLogRespData, page list: AdminAuditLog, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<AdminAuditLog>,
    }

    /// The geographic location of an IP address.
    GeoIp {
        /// Coordinates of the location.
        location: Option<GeoIpLocation>,
        /// Name of the country, such as `China`.
        country_name = "country_name": String,
        /// Two-letter code of the country, such as `CN`.
        country_code2 = "country_code2": String,
        /// Code of the country. The documented example is `CN`, despite the `3` in the name.
        country_code3 = "country_code3": String,
        /// Name of the region, such as `Beijing`.
        region_name = "region_name": String,
        /// Code of the region, such as `BJ`.
        region_code = "region_code": String,
        /// Name of the city, such as `Beijing`.
        city_name = "city_name": String,
        /// Code of the continent, such as `AS`.
        continent_code = "continent_code": String,
        /// Time zone, such as `Asia/Shanghai`.
        timezone: String,
    }

    /// The coordinates of a location.
    GeoIpLocation {
        /// Longitude in degrees, such as `116.3889`.
        lon: f64,
        /// Latitude in degrees, such as `39.9288`.
        lat: f64,
    }

    /// The device, operating system and browser, parsed from a user agent.
    ParsedUserAgent {
        /// Type of the device, such as `Desktop`.
        device: String,
        /// Name of the browser. It is documented with the same meaning as `browser`.
        name: String,
        /// Operating system, such as `Windows`.
        os: String,
        /// Name of the browser, such as `Chrome`.
        browser: String,
    }

    /// A logged action of a user.
    UserActionLog {
        /// ID of the user.
        user_id: String,
        /// URL of the user's avatar.
        user_avatar: String,
        /// Display name of the user: the first of nickname, username, name, given name, family name, email address,
        /// phone number and ID that is set.
        user_display_name: String,
        /// Number of logins of the user.
        user_logins_count: i64,
        /// ID of the application.
        app_id: String,
        /// Name of the application.
        app_name: String,
        /// IP address of the client.
        client_ip: String,
        /// Type of the action.
        event_type: UserActionType,
        /// Description of the action.
        event_detail: String,
        /// Whether the action succeeded.
        success: bool,
        /// URL of the application's login page.
        app_login_url: String,
        /// URL of the application's logo.
        app_logo: String,
        /// User agent of the request.
        user_agent: String,
        /// Device, operating system and browser, parsed from the user agent.
        parsed_user_agent: Option<ParsedUserAgent>,
        /// Geographic location of the IP address.
        geoip: Option<GeoIp>,
        /// Time of the action, as an ISO 8601 date-time with a UTC offset, such as `2022-09-20T08:55:00.188+0800`.
        timestamp: String,
        /// ID of the request.
        request_id: String,
    }

    /// A page of the logged actions of users.
    UserActionLogRespData, page list: UserActionLog, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<UserActionLog>,
    }
}

enums! {
    /// Type of an operation that an administrator performed.
    AuditOperationType, open {
        All = "all",
        Create = "create",
        Delete = "delete",
        /// Data was imported.
        Import = "import",
        /// Data was exported.
        Export = "export",
        Update = "update",
        Refresh = "refresh",
        /// A synchronization ran.
        Sync = "sync",
        /// Someone was invited.
        Invite = "invite",
        /// A user was marked as having left.
        Resign = "resign",
        Recover = "recover",
        Disable = "disable",
        /// The value is also documented as `userEnable`.
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

    /// Type of a resource on which an administrator performed an operation.
    AuditResourceType {
        All = "all",
        User = "user",
        Userpool = "userpool",
        Tenant = "tenant",
        /// Login state of a user.
        UserLoginState = "userLoginState",
        /// Account state of a user.
        UserAccountState = "userAccountState",
        UserGroup = "userGroup",
        /// Encryption state of a field.
        FieldEncryptState = "fieldEncryptState",
        SyncTask = "syncTask",
        /// Social identity source.
        SocialConnection = "socialConnection",
        /// Enterprise identity source, although documented as a social one.
        EnterpriseConnection = "enterpriseConnection",
        CustomDatabase = "customDatabase",
        /// Organization.
        Org = "org",
        /// Collaborating administrator.
        Cooperator = "cooperator",
        Application = "application",
        /// Permission group.
        ResourceNamespace = "resourceNamespace",
        Resource = "resource",
        Role = "role",
        /// Assignment of a role.
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

    /// Type of an action that a user performed.
    UserActionType, open {
        /// The user logged in.
        Login = "login",
        /// The user logged out.
        Logout = "logout",
        /// The user registered.
        Register = "register",
        /// The user verified the second factor (MFA).
        VerifyMfa = "verifyMfa",
        /// The user changed their own data. The value is also documented as `updateUserProfile`.
        UpdateUserPrefile = "updateUserPrefile",
        /// The user changed the password.
        UpdateUserPassword = "updateUserPassword",
        /// The user changed the email address.
        UpdateUserEmail = "updateUserEmail",
        /// The user changed the phone number.
        UpdateUserPhone = "updateUserPhone",
        /// The user linked a second factor (MFA) to the account.
        BindMfa = "bindMfa",
        /// The user linked an email address to the account.
        BindEmail = "bindEmail",
        /// The user linked a phone number to the account.
        BindPhone = "bindPhone",
        /// The user unlinked a phone number from the account.
        UnbindPhone = "unbindPhone",
        /// The user unlinked an email address from the account.
        UnbindEmail = "unbindEmail",
        /// The user unlinked a second factor (MFA) from the account.
        UnbindMfa = "unbindMFA",
        RefreshUserTokenBySelf = "refreshUserTokenBySelf",
        /// The user closed their own account.
        DeleteAccount = "deleteAccount",
        /// The user passed the verification at the first login.
        VerifyFirstLogin = "verifyFirstLogin",
        SecurityResourceAccess = "securityResourceAccess",
    }
}
