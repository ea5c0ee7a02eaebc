//! The sets of values.

use crate::table::enums;

enums! {
    /// Page that shows an agreement.
    AgreementPage {
        LoginPage = "LoginPage",
        RegisterPage = "RegisterPage",
    }

    /// A language.
    Language {
        ZhCn = "zh-CN",
        EnUs = "en-US",
        ZhTw = "zh-TW",
        JaJp = "ja-JP",
    }

    /// Generation of the login box.
    GuardVersion {
        Advanced = "Advanced",
        Classical = "Classical",
    }

    /// How a user signs in.
    LoginConnectionType {
        Passcode = "PASSCODE",
        Password = "PASSWORD",
        Qrcode = "QRCODE",
        Ldap = "LDAP",
        Ad = "AD",
    }

    /// App that scans a QR code.
    QrcodeType {
        SelfBuiltApp = "SELF_BUILT_APP",
        WechatOfficialAccount = "WECHAT_OFFICIAL_ACCOUNT",
        WechatMiniProgram = "WECHAT_MINI_PROGRAM",
    }

    /// What kind of application it is.
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

    /// Protocol by which an application authenticates.
    Protocol {
        Oidc = "oidc",
        Oauth = "oauth",
        Saml = "saml",
        Cas = "cas",
        Asa = "asa",
    }

    /// A way to sign in without an identity source.
    BasicLoginMethod {
        PhoneCode = "PHONE_CODE",
        EmailCode = "EMAIL_CODE",
        PhonePassword = "PHONE_PASSWORD",
        EmailPassword = "EMAIL_PASSWORD",
        UsernamePassword = "USERNAME_PASSWORD",
        SelfBuiltAppQrcode = "SELF_BUILT_APP_QRCODE",
    }

    /// A way to register.
    BasicRegisterMethod {
        PhoneCode = "PHONE_CODE",
        EmailCode = "EMAIL_CODE",
        EmailPassword = "EMAIL_PASSWORD",
    }

    /// How a user registers.
    RegisterMethod {
        Passcode = "PASSCODE",
        Password = "PASSWORD",
    }

    /// Who an authorization is for.
    AuthTargetType {
        User = "USER",
        Role = "ROLE",
        Group = "GROUP",
        Org = "ORG",
        AkSk = "AK_SK",
    }

    /// How an authorization came about.
    AuthType {
        Default = "DEFAULT",
        All = "ALL",
        Itself = "SELF",
        Subject = "SUBJECT",
    }

    /// Whom a permission covers.
    PermissionType {
        All = "ALL",
        Subject = "SUBJECT",
    }

    /// How an application came into the user pool.
    SubjectAppType {
        Integrated = "INTEGRATED",
        Selfbuilt = "SELFBUILT",
        AppPanel = "APP_PANEL",
    }

    /// Where a tenant switch applies.
    TenantSwitchType {
        TenantConsole = "tenant-console",
        TenantApp = "tenant-app",
        TenantLaunpad = "tenant-launpad",
    }
}
