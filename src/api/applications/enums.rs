//! Enums of the application operations.

use crate::macros::enums;

enums! {
    /// The page on which an agreement is shown.
    AgreementPage {
        LoginPage = "LoginPage",
        RegisterPage = "RegisterPage",
    }

    /// A language of a login page or an agreement.
    Language {
        /// Simplified Chinese.
        ZhCn = "zh-CN",
        /// English.
        EnUs = "en-US",
        /// Traditional Chinese.
        ZhTw = "zh-TW",
        /// Japanese.
        JaJp = "ja-JP",
    }

    /// The version of the Guard login box.
    GuardVersion {
        /// Advanced edition of the Guard login box.
        Advanced = "Advanced",
        /// Classic edition of the Guard login box.
        Classical = "Classical",
    }

    /// The type of the default login method of an application.
    LoginConnectionType {
        /// One-time code sent to a phone number or email address, depending on the enabled basic login methods.
        Passcode = "PASSCODE",
        /// Password with a phone number, email address or username, depending on the enabled basic login methods.
        Password = "PASSWORD",
        /// QR code scanned with a self-built app, a WeChat official account or a WeChat mini program.
        Qrcode = "QRCODE",
        /// Login through an LDAP connection.
        Ldap = "LDAP",
        /// Login through an AD connection.
        Ad = "AD",
    }

    /// What a login QR code is scanned with.
    QrcodeType {
        /// The QR code is scanned with a self-built app.
        SelfBuiltApp = "SELF_BUILT_APP",
        /// The QR code is scanned to follow a WeChat official account.
        WechatOfficialAccount = "WECHAT_OFFICIAL_ACCOUNT",
        /// The QR code is scanned with a WeChat mini program.
        WechatMiniProgram = "WECHAT_MINI_PROGRAM",
    }

    /// The type of an application.
    AppType {
        Web = "web",
        Spa = "spa",
        Native = "native",
        Api = "api",
        Mfa = "mfa",
        MiniProgram = "mini-program",
        GatewayApp = "gateway-app",
        GatewayAgent = "gateway-agent",
    }

    /// The protocol of an application.
    Protocol {
        /// OpenID Connect, configured in `oidc_config`.
        Oidc = "oidc",
        /// OAuth 2.0, configured in `oauth_config`. OIDC is recommended instead.
        Oauth = "oauth",
        /// SAML, configured in `saml_config`.
        Saml = "saml",
        /// CAS, configured in `cas_config`.
        Cas = "cas",
        Asa = "asa",
    }

    /// A login method that uses no identity source.
    BasicLoginMethod {
        /// Phone number and one-time code.
        PhoneCode = "PHONE_CODE",
        /// Email address and one-time code.
        EmailCode = "EMAIL_CODE",
        /// Phone number and password.
        PhonePassword = "PHONE_PASSWORD",
        /// Email address and password.
        EmailPassword = "EMAIL_PASSWORD",
        /// Username and password.
        UsernamePassword = "USERNAME_PASSWORD",
        /// QR code scanned with a self-built app.
        SelfBuiltAppQrcode = "SELF_BUILT_APP_QRCODE",
    }

    /// A method by which users can register.
    BasicRegisterMethod {
        /// Phone number and one-time code.
        PhoneCode = "PHONE_CODE",
        /// Email address and one-time code.
        EmailCode = "EMAIL_CODE",
        /// Email address and password.
        EmailPassword = "EMAIL_PASSWORD",
    }

    /// The type of the default registration method of an application.
    RegisterMethod {
        /// One-time code sent to a phone number or email address, depending on the enabled registration methods.
        Passcode = "PASSCODE",
        /// Email address and password.
        Password = "PASSWORD",
    }

    /// The type of the subject of an authorization.
    AuthTargetType {
        /// A user.
        User = "USER",
        /// A role.
        Role = "ROLE",
        /// A user group.
        Group = "GROUP",
        /// An organization.
        Org = "ORG",
        /// An access key pair (AK/SK).
        AkSk = "AK_SK",
    }

    /// The type of an authorization.
    AuthType {
        Default = "DEFAULT",
        /// Everyone.
        All = "ALL",
        Itself = "SELF",
        /// Selected subjects only.
        Subject = "SUBJECT",
    }

    /// The subjects that an authorization applies to.
    PermissionType {
        /// Everyone.
        All = "ALL",
        /// Selected subjects only.
        Subject = "SUBJECT",
    }

    /// The type of an application to which a subject is allowed or denied access.
    SubjectAppType {
        /// Integrated application, created from a template.
        Integrated = "INTEGRATED",
        /// Self-built application.
        Selfbuilt = "SELFBUILT",
        AppPanel = "APP_PANEL",
    }

    /// The type of tenant switching.
    TenantSwitchType {
        TenantConsole = "tenant-console",
        TenantApp = "tenant-app",
        TenantLaunpad = "tenant-launpad",
    }
}
