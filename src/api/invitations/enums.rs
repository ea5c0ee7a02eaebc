//! Enums of the invitation operations.

use crate::macros::enums;

enums! {
    /// Kind of object that an invitation policy assigns invitees to.
    AttributionTargetType {
        /// A department, identified by its ID.
        Department = "department",
        /// A post, identified by its code.
        Post = "post",
        /// A role, identified by its code and the code of its permission group.
        Role = "role",
        /// A group, identified by its code.
        Group = "group",
    }

    /// Type of a validation rule.
    ValidateRuleType {
        /// The value is not validated.
        None = "None",
        /// The value must match the regular expression in `content`.
        RegExp = "regExp",
        /// The value must be a phone number.
        Phone = "phone",
        /// The value must be an email address.
        Email = "email",
        /// The value must be a number.
        IsNumber = "isNumber",
    }

    /// Comparison operator of a filter condition.
    CombineFilterOperator {
        Equal = "EQUAL",
        NotEqual = "NOT_EQUAL",
        Contains = "CONTAINS",
        NotContains = "NOT_CONTAINS",
        IsNull = "IS_NULL",
        NotNull = "NOT_NULL",
        In = "IN",
        NotIn = "NOT_IN",
        Greater = "GREATER",
        Lesser = "LESSER",
        Between = "BETWEEN",
    }

    /// How the conditions of a filter are combined.
    CombineType {
        /// All conditions must hold.
        And = "and",
        /// One matching condition is enough.
        Or = "or",
    }

    /// How invitations are sent.
    InviteMethod {
        /// Invitations are sent by email.
        Email = "email",
    }

    /// Preferred channel for sending verification codes.
    SendVerifyCodeMethod {
        /// Text messages are preferred.
        PrioritySms = "prioritySMS",
        /// Email is preferred.
        PriorityEmail = "priorityEmail",
    }

    /// How an initial password is chosen.
    DefaultPasswordType {
        /// The system generates a random password.
        Random = "random",
        /// The password is the fixed value in `custom`.
        Custom = "custom",
    }

    /// Purpose of an email of an invitation policy.
    InvitationEmailScene {
        /// Invitation email.
        Invite = "INVITE",
        /// Welcome email.
        Welcome = "WELCOME",
    }

    /// Kind of a registration field.
    ExtendsFieldType {
        /// Custom field of users.
        User = "user",
        /// Built-in field of users.
        Internal = "internal",
    }

    /// Data type of a registration field.
    ExtendsFieldInputType {
        Image = "image",
        /// Number, going by the name, but documented as an array.
        Number = "number",
        Date = "date",
        DateTime = "dateTime",
        /// Date.
        Datetime = "datetime",
        /// Choice from a fixed list.
        Select = "select",
        Dropdown = "dropdown",
        /// `true` or `false`.
        Boolean = "boolean",
        /// A string.
        String = "string",
        Text = "text",
        Gender = "gender",
        Country = "country",
        Username = "username",
        Phone = "phone",
        Email = "email",
    }

    /// Origin of a registration field.
    ExtendsFieldSource {
        Preset = "preset",
        ManualAdd = "manual_add",
    }

    /// When an invitation link becomes invalid.
    InviteLinkDisuseRule {
        /// The link is valid until it expires.
        Period = "period",
        /// The link becomes invalid after the first click.
        AfterFirstClick = "afterFirstClick",
    }

    /// Unit for the lifetime of an invitation link.
    LinkExpiredTimeUnit {
        Forever = "forever",
        Day = "day",
        Hour = "hour",
        Minute = "minute",
    }

    /// Unit for the time to fill in the invitation page.
    PageExpiredTimeUnit {
        Minute = "minute",
        Hour = "hour",
        Day = "day",
    }

    /// Status of an invitation roster.
    RosterStatus {
        Editing = "editing",
        Invited = "invited",
    }

    /// Status of an invitee.
    InviteeStatus {
        Invited = "invited",
        Registering = "registering",
        Registered = "registered",
        Reverted = "reverted",
        NotInvited = "notInvited",
        Expired = "expired",
        InvitationSendFail = "invitationSendFail",
        JoinedByOther = "joinedByOther",
    }

    /// How an invitee was added.
    InviteeSource {
        ManualCreate = "manualCreate",
        FileImport = "fileImport",
    }

    /// Approval status of an application made through a universal invitation link.
    ApplicantStatus {
        /// The application awaits approval.
        Pending = "PENDING",
        /// The application was approved.
        Passed = "PASSED",
        /// The application was rejected.
        Rejected = "REJECTED",
    }

    /// How an applicant joins the user pool.
    ApplicantChannel {
        /// The applicant joins after manual approval.
        Manual = "MANUAL",
        /// The applicant joins automatically.
        Auto = "AUTO",
    }
}
