//! What these calls take.

use serde_json::Value;

use super::{
    AttributionTargetType, CombineFilterOperator, CombineType, DefaultPasswordType, ExtendsFieldInputType,
    ExtendsFieldType, InviteLinkDisuseRule, LinkExpiredTimeUnit, PageExpiredTimeUnit, ValidateRuleType,
};
use crate::api::common::{CustomFieldI18n, LangUnit};
use crate::table::inputs;

inputs! {
    /// A check on an entered value.
    AppValidateRule {
        required {
            /// Kind of check.
            r#type: ValidateRuleType,
            /// Regular expression of the check; upstream declares the values of `type` here, surely by mistake.
            content: String,
        }
        optional {
            /// Message shown when the check fails.
            error_message: String,
            /// Message in several languages.
            i18n: ErrMsgI18n,
        }
    }

    /// One condition of a filter.
    CombineFilterItem {
        required {
            /// Name of the property the condition is on.
            r#type: String,
            /// Comparison between the property and the value.
            operator: CombineFilterOperator,
            /// Value to compare with, a text or a number.
            value: Value,
        }
        optional {}
    }

    /// A filter made of several conditions.
    CombineFiltersBase {
        required {
            /// Whether all conditions must hold, or one is enough.
            r#type: CombineType,
            /// Conditions of the filter.
            filters: Vec<CombineFilterItem>,
        }
        optional {}
    }

    /// Rule for the first password of a new account.
    DefaultPasswordConfig {
        required {
            /// Whether the password is made up at random or given in `custom`.
            r#type: DefaultPasswordType,
        }
        optional {
            /// Password every new account starts with, when it is not random.
            custom: String [Secret],
        }
    }

    /// An error message in several languages.
    ErrMsgI18n {
        required {}
        optional {
            /// Message in each language.
            error_message: LangUnit,
        }
    }

    /// When an invitation link and the page behind it expire.
    InvitationLinkConfig {
        required {
            /// What ends the link: its expiry alone, or the first click too.
            invite_link_disuse_rule: InviteLinkDisuseRule,
            /// Unit the link's lifetime was chosen in; the number itself is in seconds.
            link_expired_time_unit: LinkExpiredTimeUnit,
            /// Lifetime of the link, in seconds.
            link_expired_time_of_second: i64,
            /// Unit the page's lifetime was chosen in; the number itself is in seconds.
            page_expired_time_unit: PageExpiredTimeUnit,
            /// Time the invitee has to fill in the page, in seconds; 2592000 (30 days) at most.
            page_expired_time_of_second: i64 [Range(i64::MIN..=2_592_000)],
        }
        optional {}
    }

    /// What one of several assignments of a policy consists of: targets of one kind.
    InvitationPolicyUserAttributionList {
        required {
            /// Identifiers of the targets: codes of roles, groups or posts, IDs of departments.
            target_identifiers: Vec<String>,
            /// Kind of what is meant: department, post, role or group.
            target_type: AttributionTargetType,
        }
        optional {
            /// Code of the permission group the role is in; needed for roles.
            namespace: String [RequiredWhen("targetType", "role")],
        }
    }

    /// A profile field to add to the form, change or remove.
    UpdateExtendsField {
        required {
            /// Origin of the field: built into users, or a custom field.
            r#type: ExtendsFieldType,
            /// ID of the field in its own catalogue, needed for custom fields.
            id: String,
            /// Name of the field in the data, such as the key of the profile entry.
            name: String,
            /// Name of the field as invitees see it.
            label: String,
            /// Whether the field appears on the page.
            show: bool,
            /// Whether the invitee may change a value that is already there.
            allow_rewrite: bool,
            /// Kind of value, which decides the control the page shows.
            input_type: ExtendsFieldInputType,
        }
        optional {
            /// Whether the invitee must fill the field.
            required: bool,
            /// Check that an entered value must pass.
            validate_rules: AppValidateRule,
            /// Name of the field in several languages.
            i18n: CustomFieldI18n,
        }
    }
}
