//! Email: provider and templates.

use crate::api::common::{EmailTemplate, EmailTemplateType, TemplateEngine};
use crate::macros::{enums, inputs, operations, outputs};

operations! {
    /// # Message service
    "message_service"

    /// Lists the email templates of the user pool and their categories.
    read Get "/api/v3/get-email-templates"
    fn get_email_templates(GetEmailTemplates) -> GetEmailTemplatesData {
        required {}
        optional {}
    }

    /// Updates an email template.
    ///
    /// Templates can contain placeholders, such as `{{app_name}}`.
    write Post "/api/v3/update-email-template"
    fn update_email_template(UpdateEmailTemplate) -> EmailTemplate {
        required {
            /// Type of the template to update.
            r#type: EmailTemplateType,
            /// Whether to use the custom template instead of the built-in one.
            customize_enabled: bool,
            /// Name of the template.
            name: String,
            /// Subject of the email, such as `Welcome to {{app_name}}`.
            subject: String as text,
            /// Display name of the sender, such as `{{client_name}}`.
            sender: String as text,
            /// Template of the email body, in the language of `tpl_engine`.
            content: String as text,
        }
        optional {
            /// Validity period of the code or email. Only verification emails have one. The unit is not documented, but
            /// the documented example is `300`.
            expires_in: i64 [Range(1..)],
            /// URL to which the user is redirected after email verification. It applies only to
            /// `FIRST_EMAIL_LOGIN_VERIFY` and `CONSOLE_CONDUCTED_VERIFY`.
            redirect_to: String,
            /// Template engine. Defaults to `handlebar`.
            tpl_engine: TemplateEngine,
        }
    }

    /// Renders an email template, based on the saved template of the user pool.
    read Post "/api/v3/preview-email-template"
    fn preview_email_template(PreviewEmailTemplate) -> PreviewEmailTemplateData, in_body {
        required {
            /// Type of the template to render.
            r#type: EmailTemplateType,
        }
        optional {
            /// Template of the email body. Defaults to the saved body.
            content: String,
            /// Template of the subject. Defaults to the saved subject.
            subject: String,
            /// Template of the display name of the sender. Defaults to the saved sender.
            sender: String,
            /// Validity period of the code or email. Only verification emails have one. Defaults to the saved value.
            /// The unit is not documented, but the documented example is `300`.
            expires_in: i64 [Range(1..)],
            /// Template engine. Defaults to `handlebar`.
            tpl_engine: TemplateEngine,
        }
    }

    /// Gets the third-party email provider of the user pool.
    ///
    /// The response contains the password or API key for the provider.
    read Get "/api/v3/get-email-provider"
    fn get_email_provider(GetEmailProvider) -> EmailProvider {
        required {}
        optional {}
    }

    /// Configures the third-party email provider of the user pool.
    ///
    /// Each `type` has its own settings: `smtp_config` for `custom`, `send_grid_config` for `sendgrid`,
    /// `ali_exmail_config` for `ali` and `tencent_exmail_config` for `qq`.
    write Post "/api/v3/config-email-provider"
    fn config_email_provider(ConfigEmailProvider) -> EmailProvider {
        required {
            /// Type of the provider.
            r#type: EmailProviderType,
            /// Whether to send emails through this provider instead of the built-in email service.
            enabled: bool,
        }
        optional {
            /// SMTP settings, for the type `custom`.
            smtp_config: SMTPEmailProviderConfigInput,
            /// SendGrid settings, for the type `sendgrid`.
            send_grid_config: SendGridEmailProviderConfigInput,
            /// Alibaba enterprise mail settings, for the type `ali`.
            ali_exmail_config: AliExmailEmailProviderConfigInput,
            /// Tencent enterprise mail settings, for the type `qq`.
            tencent_exmail_config: TencentExmailEmailProviderConfigInput,
        }
    }
}

inputs! {
    /// Settings for Alibaba enterprise mail.
    AliExmailEmailProviderConfigInput {
        required {
            /// Username.
            sender: String,
            /// Password.
            sender_pass: String as secret,
        }
        optional {}
    }

    /// Settings for an SMTP server.
    SMTPEmailProviderConfigInput {
        required {
            /// Host name of the SMTP server, such as `smtp.example.com`.
            smtp_host = "smtp_host": String,
            /// Port of the SMTP server, such as `465`.
            smtp_port = "smtp_port": i64,
            /// Password.
            sender_pass: String as secret,
        }
        optional {
            /// Username.
            sender: String,
            /// Whether to use SSL. Defaults to `false`.
            secure: bool,
        }
    }

    /// Settings for SendGrid.
    SendGridEmailProviderConfigInput {
        required {
            /// Username.
            sender: String,
            /// SendGrid API key.
            apikey: String as secret,
        }
        optional {}
    }

    /// Settings for Tencent enterprise mail.
    TencentExmailEmailProviderConfigInput {
        required {
            /// Username.
            sender: String,
            /// Password.
            sender_pass: String as secret,
        }
        optional {}
    }
}

outputs! {
    /// Settings for Alibaba enterprise mail.
    AliExmailEmailProviderConfig {
        /// Username.
        sender: String,
        /// Password.
        sender_pass: String as secret,
    }

    /// The third-party email provider of a user pool.
    EmailProvider {
        /// Whether emails are sent through this provider instead of the built-in email service.
        enabled: bool,
        /// Type of the provider.
        r#type: EmailProviderType,
        /// SMTP settings, for the type `custom`.
        smtp_config: Option<SMTPEmailProviderConfig>,
        /// SendGrid settings, for the type `sendgrid`.
        send_grid_config: Option<SendGridEmailProviderConfig>,
        /// Alibaba enterprise mail settings, for the type `ali`.
        ali_exmail_config: Option<AliExmailEmailProviderConfig>,
        /// Tencent enterprise mail settings, for the type `qq`.
        tencent_exmail_config: Option<TencentExmailEmailProviderConfig>,
    }

    /// A category of email templates.
    EmailTemplateCategory {
        /// Chinese name of the category.
        title: String,
        /// English name of the category.
        title_en: String,
        /// Chinese description of the category.
        desc: String,
        /// English description of the category.
        desc_en: String,
    }

    /// Email templates and their categories.
    GetEmailTemplatesData {
        /// Email templates.
        templates: Vec<EmailTemplate>,
        /// Categories of the templates.
        categories: Vec<EmailTemplateCategory>,
    }

    /// A rendered email template.
    PreviewEmailTemplateData {
        /// Rendered body, in HTML.
        content: String,
        /// Rendered subject.
        subject: String,
        /// Rendered sender, such as `test@example.com`.
        sender: String,
    }

    /// Settings for an SMTP server.
    SMTPEmailProviderConfig {
        /// Host name of the SMTP server, such as `smtp.example.com`.
        smtp_host = "smtp_host": String,
        /// Port of the SMTP server, such as `465`.
        smtp_port = "smtp_port": i64,
        /// Username.
        sender: String,
        /// Password.
        sender_pass: String as secret,
        /// Whether SSL is used.
        secure: bool,
    }

    /// Settings for SendGrid.
    SendGridEmailProviderConfig {
        /// Username.
        sender: String,
        /// SendGrid API key.
        apikey: String as secret,
    }

    /// Settings for Tencent enterprise mail.
    TencentExmailEmailProviderConfig {
        /// Username.
        sender: String,
        /// Password.
        sender_pass: String as secret,
    }
}

enums! {
    /// Type of a third-party email provider.
    EmailProviderType {
        /// Alibaba enterprise mail.
        Ali = "ali",
        /// Tencent enterprise mail.
        Qq = "qq",
        /// The SendGrid email service.
        Sendgrid = "sendgrid",
        /// An SMTP server.
        Custom = "custom",
    }
}
