//! Nested inputs of the invitation operations.

use serde_json::Value;

use super::{
    AttributionTargetType, CombineFilterOperator, CombineType, DefaultPasswordType, ExtendsFieldInputType,
    ExtendsFieldType, InviteLinkDisuseRule, LinkExpiredTimeUnit, PageExpiredTimeUnit, ValidateRuleType,
};
use crate::api::common::{CustomFieldI18n, LangUnit};
use crate::macros::inputs;

inputs! {
    /// A validation rule for the value of a registration field.
    AppValidateRule {
        required {
            /// Type of the validation.
            r#type: ValidateRuleType,
            /// Regular expression to match, if `type` is `regExp`. The field is also documented with the same values as
            /// `type`.
            content: String as text,
        }
        optional {
            /// Error message for an invalid value.
            error_message: String,
            /// Error message in several languages.
            i18n: ErrMsgI18n,
        }
    }

    /// A condition of a filter.
    CombineFilterItem {
        required {
            /// Key to filter by.
            r#type: String,
            /// How the key is compared with `value`.
            operator: CombineFilterOperator,
            /// Value to compare with, a string or an integer.
            value: Value,
        }
        optional {}
    }

    /// A filter that combines several conditions.
    CombineFiltersBase {
        required {
            /// Whether all conditions must hold or one is enough.
            r#type: CombineType,
            /// Conditions of the filter.
            filters: Vec<CombineFilterItem>,
        }
        optional {}
    }

    /// Settings for the initial password of invitees.
    DefaultPasswordConfig {
        required {
            /// Whether the password is random or the fixed value in `custom`.
            r#type: DefaultPasswordType,
        }
        optional {
            /// Fixed initial password, used if `type` is `custom`.
            custom: String as secret,
        }
    }

    /// An error message in several languages.
    ErrMsgI18n {
        required {}
        optional {
            /// Error message in each language.
            error_message: LangUnit,
        }
    }

    /// Expiry settings of an invitation link and of the page it opens.
    InvitationLinkConfig {
        required {
            /// When the link becomes invalid: on expiry, or after the first click.
            invite_link_disuse_rule: InviteLinkDisuseRule,
            /// Unit for the lifetime of the link; `link_expired_time_of_second` holds the value in seconds.
            link_expired_time_unit: LinkExpiredTimeUnit,
            /// Lifetime of the link, in seconds.
            link_expired_time_of_second: i64,
            /// Unit for the time to fill in the invitation page; `page_expired_time_of_second` holds the value in
            /// seconds.
            page_expired_time_unit: PageExpiredTimeUnit,
            /// Time to fill in the invitation page, in seconds.
            page_expired_time_of_second: i64 [Range(..=2_592_000)],
        }
        optional {}
    }

    /// Departments, posts, roles or groups of one kind, to add to or remove from an invitation policy.
    InvitationPolicyUserAttributionList {
        required {
            /// Identifiers of the targets: IDs of departments, or codes of posts, roles or groups.
            target_identifiers: Vec<String>,
            /// Kind of the targets.
            target_type: AttributionTargetType,
        }
        optional {
            /// Code of the permission group that the roles belong to.
            namespace: String [RequiredWhen(target_type, "role")],
        }
    }

    /// A registration field to add, change or delete.
    UpdateExtendsField {
        required {
            /// Whether the field is a built-in field or a custom field of users.
            r#type: ExtendsFieldType,
            /// ID of the field. It is documented both as always required and as required if `type` is `user`.
            id: String,
            /// Name of the field.
            name: String,
            /// Display name of the field.
            label: String,
            /// Whether the field is displayed.
            show: bool,
            /// Whether users may overwrite the value of the field.
            allow_rewrite: bool,
            /// Data type of the field.
            input_type: ExtendsFieldInputType,
        }
        optional {
            /// Whether the field must be filled in.
            required: bool,
            /// Validation rule for the value of the field.
            validate_rules: AppValidateRule,
            /// Display name of the field in several languages.
            i18n: CustomFieldI18n,
        }
    }
}
