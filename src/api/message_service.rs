//! E-mail: its provider and its templates.

use crate::api::common::{EmailTemplate, EmailTemplateType, TemplateEngine};
use crate::table::{enums, inputs, operations, outputs};

operations! {
    /// # Message service
    "message_service"

    /// Lists the user pool's mail templates and the categories they are sorted into.
    read Get "/api/v3/get-email-templates"
    fn get_email_templates(GetEmailTemplates) -> GetEmailTemplatesData {
        required {}
        optional {}
    }

    /// Changes the mail template of one type and returns it.
    ///
    /// Names in double braces, such as `{{app_name}}`, are filled in when a mail is sent.
    write Post "/api/v3/update-email-template"
    fn update_email_template(UpdateEmailTemplate) -> EmailTemplate {
        required {
            /// Occasion of the mail; it picks the template to change.
            r#type: EmailTemplateType,
            /// Whether mails of this type use the custom template instead of the built-in one.
            customize_enabled: bool,
            /// Name of the template, as the console shows it.
            name: String,
            /// Subject line, which may hold placeholders such as `{{app_name}}`.
            subject: String,
            /// Sender's display name, which may hold placeholders such as `{{client_name}}`.
            sender: String,
            /// Body of the mail as HTML, written for the engine that `tplEngine` names.
            content: String,
        }
        optional {
            /// How long the code or link in the mail holds, presumably in seconds; only verification mails have it.
            expires_in: i64 [Range(1..=i64::MAX)],
            /// URL to open after the address was verified; only for `FIRST_EMAIL_LOGIN_VERIFY` and
            /// `CONSOLE_CONDUCTED_VERIFY`.
            redirect_to: String,
            /// Engine that fills in the template. The server takes absence as `handlebar`.
            tpl_engine: TemplateEngine,
        }
    }

    /// Renders a mail template without sending or saving it.
    ///
    /// What is left out comes from the user pool's saved template of that type.
    read Post "/api/v3/preview-email-template"
    fn preview_email_template(PreviewEmailTemplate) -> PreviewEmailTemplateData {
        required {
            /// Occasion of the mail; it picks the saved template to start from.
            r#type: EmailTemplateType,
        }
        optional {
            /// Body template to try; absence means the saved one.
            content: String,
            /// Subject template to try; absence means the saved one.
            subject: String,
            /// Template of the sender's display name to try; absence means the saved one.
            sender: String,
            /// Validity to show in the mail, presumably in seconds; absence means the saved one. Only verification
            /// mails have it.
            expires_in: i64 [Range(1..=i64::MAX)],
            /// Engine that fills in the template. The server takes absence as `handlebar`.
            tpl_engine: TemplateEngine,
        }
    }

    /// Gets the mail service of a third party that the user pool sends its mails through.
    ///
    /// The answer holds the service's password or API key.
    read Get "/api/v3/get-email-provider"
    fn get_email_provider(GetEmailProvider) -> EmailProvider {
        required {}
        optional {}
    }

    /// Sets the mail service of a third party that the user pool sends its mails through.
    ///
    /// Send the one configuration that belongs to `type`: `smtpConfig` for `custom`, `sendGridConfig` for
    /// `sendgrid`, `aliExmailConfig` for `ali`, `tencentExmailConfig` for `qq`.
    write Post "/api/v3/config-email-provider"
    fn config_email_provider(ConfigEmailProvider) -> EmailProvider {
        required {
            /// Kind of mail service; it decides which of the configurations counts.
            r#type: EmailProviderType,
            /// Whether mails go through this service; if not, the built-in mail service sends them.
            enabled: bool,
        }
        optional {
            /// Server and login of your own SMTP service, for type `custom`.
            smtp_config: SMTPEmailProviderConfigInput,
            /// Sender and API key at SendGrid, for type `sendgrid`.
            send_grid_config: SendGridEmailProviderConfigInput,
            /// Login at Alibaba's enterprise mail, for type `ali`.
            ali_exmail_config: AliExmailEmailProviderConfigInput,
            /// Login at Tencent's enterprise mail, for type `qq`.
            tencent_exmail_config: TencentExmailEmailProviderConfigInput,
        }
    }
}

inputs! {
    /// Login at Alibaba's enterprise mail, to be set.
    AliExmailEmailProviderConfigInput {
        required {
            /// Username of the mail account that sends.
            sender: String,
            /// Password of the mail account that sends.
            sender_pass: String [Secret],
        }
        optional {}
    }

    /// Server and login of an own SMTP service, to be set.
    SMTPEmailProviderConfigInput {
        required {
            /// Host name of the SMTP server.
            smtp_host = "smtp_host": String,
            /// TCP port of the SMTP server, such as `465`.
            smtp_port = "smtp_port": i64,
            /// Password of the SMTP account that sends.
            sender_pass: String [Secret],
        }
        optional {
            /// Username of the SMTP account that sends.
            sender: String,
            /// Whether to connect by SSL; absence means no.
            secure: bool,
        }
    }

    /// Access to SendGrid, to be set.
    SendGridEmailProviderConfigInput {
        required {
            /// Username to send as at SendGrid.
            sender: String,
            /// API key from the SendGrid account.
            apikey: String [Secret],
        }
        optional {}
    }

    /// Login at Tencent's enterprise mail, to be set.
    TencentExmailEmailProviderConfigInput {
        required {
            /// Username of the mail account that sends.
            sender: String,
            /// Password of the mail account that sends.
            sender_pass: String [Secret],
        }
        optional {}
    }
}

outputs! {
    /// Login at Alibaba's enterprise mail, as it is set.
    AliExmailEmailProviderConfig {
        /// Username of the mail account that sends.
        sender: String,
        /// Password of the mail account that sends.
        sender_pass: String,
    }

    /// The mail service a user pool sends its mails through.
    EmailProvider {
        /// Whether mails go through this service; if not, the built-in mail service sends them.
        enabled: bool,
        /// Kind of mail service; it tells which of the configurations is set.
        r#type: EmailProviderType,
        /// Server and login of an own SMTP service, for type `custom`.
        smtp_config: Option<SMTPEmailProviderConfig>,
        /// Sender and API key at SendGrid, for type `sendgrid`.
        send_grid_config: Option<SendGridEmailProviderConfig>,
        /// Login at Alibaba's enterprise mail, for type `ali`.
        ali_exmail_config: Option<AliExmailEmailProviderConfig>,
        /// Login at Tencent's enterprise mail, for type `qq`.
        tencent_exmail_config: Option<TencentExmailEmailProviderConfig>,
    }

    /// A category of mail templates, for display.
    EmailTemplateCategory {
        /// Name of the category in Chinese.
        title: String,
        /// Name of the category in English.
        title_en: String,
        /// What the category's mails are for, in Chinese.
        desc: String,
        /// What the category's mails are for, in English.
        desc_en: String,
    }

    /// All mail templates of a user pool.
    GetEmailTemplatesData {
        /// One entry for each type of mail.
        templates: Vec<EmailTemplate>,
        /// Categories the templates are shown under.
        categories: Vec<EmailTemplateCategory>,
    }

    /// A rendered mail.
    PreviewEmailTemplateData {
        /// Rendered body of the mail, as HTML.
        content: String,
        /// Rendered subject line.
        subject: String,
        /// Rendered sender of the mail.
        sender: String,
    }

    /// Server and login of an own SMTP service, as it is set.
    SMTPEmailProviderConfig {
        /// Host name of the SMTP server.
        smtp_host = "smtp_host": String,
        /// TCP port of the SMTP server, such as `465`.
        smtp_port = "smtp_port": i64,
        /// Username of the SMTP account that sends.
        sender: String,
        /// Password of the SMTP account that sends.
        sender_pass: String,
        /// Whether to connect by SSL.
        secure: bool,
    }

    /// Access to SendGrid, as it is set.
    SendGridEmailProviderConfig {
        /// Username to send as at SendGrid.
        sender: String,
        /// API key from the SendGrid account.
        apikey: String,
    }

    /// Login at Tencent's enterprise mail, as it is set.
    TencentExmailEmailProviderConfig {
        /// Username of the mail account that sends.
        sender: String,
        /// Password of the mail account that sends.
        sender_pass: String,
    }
}

enums! {
    /// Provider that sends e-mail.
    EmailProviderType {
        Ali = "ali",
        Qq = "qq",
        Sendgrid = "sendgrid",
        Custom = "custom",
    }
}
