//! The sets of values.

use crate::table::enums;

enums! {
    /// How a department is named.
    DepartmentIdType {
        DepartmentId = "department_id",
        OpenDepartmentId = "open_department_id",
        SyncRelation = "sync_relation",
        CustomField = "custom_field",
        Code = "code",
    }

    /// Who may use an application unless a record says otherwise.
    PermissionStrategy {
        AllowAll = "ALLOW_ALL",
        DenyAll = "DENY_ALL",
    }

    /// Kind of an identity source.
    ExtIdpType {
        Oidc = "oidc",
        Oauth2 = "oauth2",
        Saml = "saml",
        Ldap = "ldap",
        Ad = "ad",
        Cas = "cas",
        AzureAd = "azure-ad",
        Wechat = "wechat",
        Google = "google",
        Qq = "qq",
        Wechatwork = "wechatwork",
        Dingtalk = "dingtalk",
        Weibo = "weibo",
        Github = "github",
        Alipay = "alipay",
        Apple = "apple",
        Baidu = "baidu",
        Lark = "lark",
        Gitlab = "gitlab",
        Twitter = "twitter",
        Facebook = "facebook",
        Slack = "slack",
        Linkedin = "linkedin",
        Yidun = "yidun",
        Qingcloud = "qingcloud",
        Gitee = "gitee",
        Instagram = "instagram",
        Welink = "welink",
        Huawei = "huawei",
        Honor = "honor",
        Xiaomi = "xiaomi",
        Oppo = "oppo",
        Aws = "aws",
        Amazon = "amazon",
        Douyin = "douyin",
        Kuaishou = "kuaishou",
        Line = "line",
        Sdbz = "sdbz",
        Zjzwfw = "zjzwfw",
        Zzding = "zzding",
        Seeyona8V5 = "seeyona8v5",
    }

    /// Kind of a connection to an identity source.
    ExtIdpConnType, open {
        Oidc = "oidc",
        Oauth = "oauth",
        Saml = "saml",
        Ldap = "ldap",
        Ad = "ad",
        Cas = "cas",
        AzureAd = "azure-ad",
        Alipay = "alipay",
        Facebook = "facebook",
        FacebookMobile = "facebook:mobile",
        Twitter = "twitter",
        GoogleMobile = "google:mobile",
        Google = "google",
        WechatPc = "wechat:pc",
        WechatMobile = "wechat:mobile",
        WechatWebpageAuthorization = "wechat:webpage-authorization",
        WechatmpQrcode = "wechatmp-qrcode",
        WechatMiniprogramDefault = "wechat:miniprogram:default",
        WechatMiniprogramQrconnect = "wechat:miniprogram:qrconnect",
        WechatMiniprogramAppLaunch = "wechat:miniprogram:app-launch",
        Github = "github",
        GithubMobile = "github:mobile",
        Qq = "qq",
        QqMobile = "qq:mobile",
        WechatworkCorpQrconnect = "wechatwork:corp:qrconnect",
        WechatworkAgencyQrconnect = "wechatwork:agency:qrconnect",
        WechatworkServiceProviderQrconnect = "wechatwork:service-provider:qrconnect",
        WechatworkMobile = "wechatwork:mobile",
        WechatworkAgencyMobile = "wechatwork:agency:mobile",
        Dingtalk = "dingtalk",
        DingtalkMobile = "dingtalk:mobile",
        DingtalkProvider = "dingtalk:provider",
        Weibo = "weibo",
        WeiboMobile = "weibo:mobile",
        Apple = "apple",
        AppleWeb = "apple:web",
        Baidu = "baidu",
        BaiduMobile = "baidu:mobile",
        LarkInternal = "lark-internal",
        LarkPublic = "lark-public",
        LarkBlock = "lark-block",
        Gitlab = "gitlab",
        GitlabMobile = "gitlab:mobile",
        Linkedin = "linkedin",
        LinkedinMobile = "linkedin:mobile",
        Slack = "slack",
        SlackMobile = "slack:mobile",
        Yidun = "yidun",
        Qingcloud = "qingcloud",
        Gitee = "gitee",
        GiteeMobile = "gitee:mobile",
        Instagram = "instagram",
        Welink = "welink",
        AdKerberos = "ad-kerberos",
        Huawei = "huawei",
        HuaweiMobile = "huawei:mobile",
        Honor = "honor",
        Xiaomi = "xiaomi",
        XiaomiMobile = "xiaomi:mobile",
        Aws = "aws",
        Amazon = "amazon",
        AmazonMobile = "amazon:mobile",
        DouyinMobile = "douyin:mobile",
        DouyinMiniprogramDefault = "douyin:miniprogram:default",
        KuaishouMobile = "kuaishou:mobile",
        LineMobile = "line:mobile",
        OppoMobile = "oppo:mobile",
        WechatworkQrconnectOfAuthingAgency = "wechatwork:qrconnect:of:authing:agency",
        Sdbz = "sdbz",
        ZjzwfwQrcode = "zjzwfw-qrcode",
        Zzding = "zzding",
        Seeyona8V5 = "seeyona8v5",
    }

    /// What the subjects of a permission record are.
    TargetType {
        User = "USER",
        Role = "ROLE",
        Group = "GROUP",
        Org = "ORG",
    }

    /// Whether a permission record lets its subjects in or keeps them out.
    Effect {
        Allow = "ALLOW",
        Deny = "DENY",
    }

    /// What a principal or target is.
    PrincipalType {
        User = "USER",
        Role = "ROLE",
        Group = "GROUP",
        Department = "DEPARTMENT",
    }

    /// Kind of a resource.
    ResourceType {
        Data = "DATA",
        Api = "API",
        Menu = "MENU",
        Button = "BUTTON",
        Ui = "UI",
    }

    /// How a password in a request is encrypted.
    PasswordEncryptType {
        Sm2 = "sm2",
        Rsa = "rsa",
        None = "none",
    }

    /// State of an account.
    UserStatus {
        Suspended = "Suspended",
        Resigned = "Resigned",
        Activated = "Activated",
        Archived = "Archived",
        Deactivated = "Deactivated",
    }

    /// Gender.
    Gender, open {
        M = "M",
        F = "F",
        U = "U",
    }

    /// How a user is named.
    UserIdType {
        UserId = "user_id",
        ExternalId = "external_id",
        Phone = "phone",
        Email = "email",
        Username = "username",
        Identity = "identity",
        SyncRelation = "sync_relation",
        CustomField = "custom_field",
    }

    /// Direction of sorting.
    SortOrder {
        Desc = "desc",
        Asc = "asc",
    }

    /// Occasion of an e-mail template.
    EmailTemplateType {
        WelcomeEmail = "WELCOME_EMAIL",
        FirstCreatedUser = "FIRST_CREATED_USER",
        RegisterVerifyCode = "REGISTER_VERIFY_CODE",
        LoginVerifyCode = "LOGIN_VERIFY_CODE",
        MfaVerifyCode = "MFA_VERIFY_CODE",
        InformationCompletionVerifyCode = "INFORMATION_COMPLETION_VERIFY_CODE",
        FirstEmailLoginVerify = "FIRST_EMAIL_LOGIN_VERIFY",
        ConsoleConductedVerify = "CONSOLE_CONDUCTED_VERIFY",
        UserPasswordUpdateRemind = "USER_PASSWORD_UPDATE_REMIND",
        AdminResetUserPasswordNotification = "ADMIN_RESET_USER_PASSWORD_NOTIFICATION",
        UserPasswordResetNotification = "USER_PASSWORD_RESET_NOTIFICATION",
        ResetPasswordVerifyCode = "RESET_PASSWORD_VERIFY_CODE",
        SelfUnlockingVerifyCode = "SELF_UNLOCKING_VERIFY_CODE",
        EmailBindVerifyCode = "EMAIL_BIND_VERIFY_CODE",
        EmailUnbindVerifyCode = "EMAIL_UNBIND_VERIFY_CODE",
    }

    /// Language of a template.
    TemplateEngine {
        Handlebar = "handlebar",
        Ejs = "ejs",
    }

    /// How a filter compares.
    AdvancedFilterOperator {
        Equal = "EQUAL",
        NotEqual = "NOT_EQUAL",
        Contains = "CONTAINS",
        NotContains = "NOT_CONTAINS",
        IsNull = "IS_NULL",
        NotNull = "NOT_NULL",
        In = "IN",
        Greater = "GREATER",
        Lesser = "LESSER",
        Between = "BETWEEN",
    }

    /// Field that a fuzzy search looks at.
    FuzzySearchField, open {
        Id = "id",
        Phone = "phone",
        Email = "email",
        Name = "name",
        Username = "username",
        ExternalId = "externalId",
        Nickname = "nickname",
        Company = "company",
        GivenName = "givenName",
        FamilyName = "familyName",
        MiddleName = "middleName",
        Profile = "profile",
        PreferredUsername = "preferredUsername",
        Website = "website",
        Address = "address",
        Formatted = "formatted",
        StreetAddress = "streetAddress",
        PostalCode = "postalCode",
        IdentityNumber = "identityNumber",
    }

    /// What a policy condition looks at.
    PolicyConditionParam {
        UserPoolId = "UserPoolId",
        AppId = "AppId",
        RequestFrom = "RequestFrom",
        UserId = "UserId",
        UserArn = "UserArn",
        CurrentTime = "CurrentTime",
        EpochTime = "EpochTime",
        SourceIp = "SourceIp",
        User = "User",
        MultiFactorAuthPresent = "MultiFactorAuthPresent",
        MultiFactorAuthAge = "MultiFactorAuthAge",
        UserAgent = "UserAgent",
        Referer = "Referer",
        Device = "Device",
        Os = "OS",
        Country = "Country",
        Province = "Province",
        City = "City",
        DeviceChanged = "DeviceChanged",
        DeviceUntrusted = "DeviceUntrusted",
        ProxyUntrusted = "ProxyUntrusted",
        LoggedInApps = "LoggedInApps",
        Namespace = "Namespace",
    }

    /// How a policy condition compares.
    PolicyConditionOperator {
        Bool = "Bool",
        DateEquals = "DateEquals",
        DateNotEquals = "DateNotEquals",
        DateLessThan = "DateLessThan",
        DateLessThanEquals = "DateLessThanEquals",
        DateGreaterThan = "DateGreaterThan",
        DateGreaterThanEquals = "DateGreaterThanEquals",
        IpAddress = "IpAddress",
        NotIpAddress = "NotIpAddress",
        NumericEquals = "NumericEquals",
        NumericNotEquals = "NumericNotEquals",
        NumericLessThan = "NumericLessThan",
        NumericLessThanEquals = "NumericLessThanEquals",
        NumericGreaterThan = "NumericGreaterThan",
        NumericGreaterThanEquals = "NumericGreaterThanEquals",
        StringEquals = "StringEquals",
        StringNotEquals = "StringNotEquals",
        StringEqualsIgnoreCase = "StringEqualsIgnoreCase",
        StringNotEqualsIgnoreCase = "StringNotEqualsIgnoreCase",
        StringLike = "StringLike",
        StringNotLike = "StringNotLike",
        ListContains = "ListContains",
    }

    /// Whether somebody is at work.
    WorkStatus {
        Closed = "Closed",
        Active = "Active",
    }

    /// Where an account comes from.
    UserSourceType, open {
        Excel = "excel",
        Register = "register",
        AdminCreated = "adminCreated",
        Sync = "sync",
    }

    /// What users are sorted by.
    UserSortField {
        Id = "id",
        CreatedAt = "createdAt",
        UpdatedAt = "updatedAt",
        Email = "email",
        Username = "username",
        ExternalId = "externalId",
        Phone = "phone",
        Status = "status",
        StatusChangedAt = "statusChangedAt",
        PasswordLastSetAt = "passwordLastSetAt",
        LoginsCount = "loginsCount",
        Gender = "gender",
        LastLogin = "lastLogin",
        UserSourceType = "userSourceType",
        LastMfaTime = "lastMfaTime",
        PasswordSecurityLevel = "passwordSecurityLevel",
        PhoneCountryCode = "phoneCountryCode",
        LastIp = "lastIp",
    }

    /// What a user's departments are sorted by.
    UserDepartmentSortBy {
        DepartmentCreatedAt = "DepartmentCreatedAt",
        JoinDepartmentAt = "JoinDepartmentAt",
        DepartmentName = "DepartmentName",
        DepartmemtCode = "DepartmemtCode",
    }

    /// Direction of sorting.
    OrderBy {
        Asc = "Asc",
        Desc = "Desc",
    }
}
