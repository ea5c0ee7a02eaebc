//! The sets of values.

use crate::table::enums;

enums! {
    /// What a registrant is attributed to.
    AttributionTargetType {
        Department = "department",
        Post = "post",
        Role = "role",
        Group = "group",
    }

    /// How an input is checked.
    ValidateRuleType {
        None = "None",
        RegExp = "regExp",
        Phone = "phone",
        Email = "email",
        IsNumber = "isNumber",
    }

    /// How a filter compares.
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

    /// How filters combine.
    CombineType {
        And = "and",
        Or = "or",
    }

    /// How somebody is invited.
    InviteMethod {
        Email = "email",
    }

    /// How a verification code is sent.
    SendVerifyCodeMethod {
        PrioritySms = "prioritySMS",
        PriorityEmail = "priorityEmail",
    }

    /// Where a default password comes from.
    DefaultPasswordType {
        Random = "random",
        Custom = "custom",
    }

    /// Occasion of an invitation e-mail.
    InvitationEmailScene {
        Invite = "INVITE",
        Welcome = "WELCOME",
    }

    /// Where a registration field comes from.
    ExtendsFieldType {
        User = "user",
        Internal = "internal",
    }

    /// How a registration field is entered.
    ExtendsFieldInputType {
        Image = "image",
        Number = "number",
        Date = "date",
        DateTime = "dateTime",
        Datetime = "datetime",
        Select = "select",
        Dropdown = "dropdown",
        Boolean = "boolean",
        String = "string",
        Text = "text",
        Gender = "gender",
        Country = "country",
        Username = "username",
        Phone = "phone",
        Email = "email",
    }

    /// Who added a registration field.
    ExtendsFieldSource {
        Preset = "preset",
        ManualAdd = "manual_add",
    }

    /// When an invitation link ends.
    InviteLinkDisuseRule {
        Period = "period",
        AfterFirstClick = "afterFirstClick",
    }

    /// Unit of a link's life.
    LinkExpiredTimeUnit {
        Forever = "forever",
        Day = "day",
        Hour = "hour",
        Minute = "minute",
    }

    /// Unit of a page's life.
    PageExpiredTimeUnit {
        Minute = "minute",
        Hour = "hour",
        Day = "day",
    }

    /// Whether a roster has been sent.
    RosterStatus {
        Editing = "editing",
        Invited = "invited",
    }

    /// How far an invitation is.
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

    /// Where an invitee comes from.
    InviteeSource {
        ManualCreate = "manualCreate",
        FileImport = "fileImport",
    }

    /// How far an application for an invitation is.
    ApplicantStatus {
        Pending = "PENDING",
        Passed = "PASSED",
        Rejected = "REJECTED",
    }

    /// How an applicant was judged.
    ApplicantChannel {
        Manual = "MANUAL",
        Auto = "AUTO",
    }
}
