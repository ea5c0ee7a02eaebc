//! Types of identity sources and their connections.

use crate::macros::enums;

enums! {
    /// Type of an identity source.
    ExtIdpType {
        /// Enterprise identity source that uses OIDC.
        Oidc = "oidc",
        /// Enterprise identity source that uses OAuth 2.0.
        Oauth2 = "oauth2",
        /// Enterprise identity source that uses SAML.
        Saml = "saml",
        /// Enterprise identity source that uses LDAP.
        Ldap = "ldap",
        /// Enterprise identity source that uses Windows AD.
        Ad = "ad",
        /// Enterprise identity source that uses CAS.
        Cas = "cas",
        /// Enterprise identity source that uses Azure AD.
        AzureAd = "azure-ad",
        Wechat = "wechat",
        Google = "google",
        /// Tencent QQ.
        Qq = "qq",
        /// WeCom (WeChat Work).
        Wechatwork = "wechatwork",
        Dingtalk = "dingtalk",
        /// Sina Weibo.
        Weibo = "weibo",
        Github = "github",
        Alipay = "alipay",
        Apple = "apple",
        Baidu = "baidu",
        /// Feishu (Lark).
        Lark = "lark",
        Gitlab = "gitlab",
        Twitter = "twitter",
        Facebook = "facebook",
        Slack = "slack",
        Linkedin = "linkedin",
        /// NetEase Yidun.
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

    /// Type of an identity source connection.
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
        /// WeChat QR code on a desktop web page.
        WechatPc = "wechat:pc",
        /// WeChat login from a mobile app.
        WechatMobile = "wechat:mobile",
        /// WeChat web page authorization.
        WechatWebpageAuthorization = "wechat:webpage-authorization",
        /// WeChat login by following an official account.
        WechatmpQrcode = "wechatmp-qrcode",
        /// WeChat login inside a mini program.
        WechatMiniprogramDefault = "wechat:miniprogram:default",
        /// WeChat QR code on a desktop page, scanned with a mini program.
        WechatMiniprogramQrconnect = "wechat:miniprogram:qrconnect",
        WechatMiniprogramAppLaunch = "wechat:miniprogram:app-launch",
        Github = "github",
        GithubMobile = "github:mobile",
        Qq = "qq",
        QqMobile = "qq:mobile",
        WechatworkCorpQrconnect = "wechatwork:corp:qrconnect",
        WechatworkAgencyQrconnect = "wechatwork:agency:qrconnect",
        WechatworkServiceProviderQrconnect = "wechatwork:service-provider:qrconnect",
        /// WeCom login from a mobile app.
        WechatworkMobile = "wechatwork:mobile",
        /// WeCom login from a mobile app that an agency develops for the company.
        WechatworkAgencyMobile = "wechatwork:agency:mobile",
        Dingtalk = "dingtalk",
        DingtalkMobile = "dingtalk:mobile",
        DingtalkProvider = "dingtalk:provider",
        Weibo = "weibo",
        WeiboMobile = "weibo:mobile",
        /// Apple login from a mobile app.
        Apple = "apple",
        /// Apple login on the web.
        AppleWeb = "apple:web",
        Baidu = "baidu",
        BaiduMobile = "baidu:mobile",
        /// A company's own Feishu app.
        LarkInternal = "lark-internal",
        /// Feishu app from the app store.
        LarkPublic = "lark-public",
        /// Feishu block (a small widget).
        LarkBlock = "lark-block",
        Gitlab = "gitlab",
        GitlabMobile = "gitlab:mobile",
        Linkedin = "linkedin",
        LinkedinMobile = "linkedin:mobile",
        Slack = "slack",
        SlackMobile = "slack:mobile",
        /// One-tap login with NetEase Yidun.
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
}
