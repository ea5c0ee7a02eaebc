//! Enums that several groups of operations use.

use crate::macros::enums;

enums! {
    /// Type of a department ID.
    DepartmentIdType {
        /// ID assigned by the system, which never changes.
        DepartmentId = "department_id",
        /// Custom ID, kept in `open_department_id`.
        OpenDepartmentId = "open_department_id",
        SyncRelation = "sync_relation",
        CustomField = "custom_field",
        /// Code of the department, kept in `code`.
        Code = "code",
    }

    /// Default access strategy of an application.
    PermissionStrategy {
        AllowAll = "ALLOW_ALL",
        DenyAll = "DENY_ALL",
    }

    /// Type of the target of an application grant or a data policy.
    ///
    /// The OpenAPI document of the live service also lists `PROGRAMMATIC_ACCOUNT` for data policies.
    TargetType {
        /// A user, identified by ID.
        User = "USER",
        /// A role, identified by code in application grants and by ID in data policies.
        Role = "ROLE",
        /// A group, identified by code in application grants and by ID in data policies.
        Group = "GROUP",
        /// An organization or a department, identified by ID.
        Org = "ORG",
    }

    /// Whether a grant or a policy allows or denies access.
    Effect {
        Allow = "ALLOW",
        Deny = "DENY",
    }

    /// Type of a principal.
    PrincipalType {
        /// A user, identified by user ID.
        User = "USER",
        /// A role, identified by its code within a permission group.
        Role = "ROLE",
        /// A group, identified by code.
        Group = "GROUP",
        /// A department, identified by ID.
        Department = "DEPARTMENT",
    }

    /// Type of a resource.
    ResourceType {
        Data = "DATA",
        /// An API, whose URL is in `api_identifier`.
        Api = "API",
        Menu = "MENU",
        Button = "BUTTON",
        Ui = "UI",
    }

    /// How a password in a request is encrypted.
    PasswordEncryptType {
        /// The password is encrypted with the service's public key for SM2, a Chinese national standard. The key is
        /// returned by `GET /api/v3/system`.
        Sm2 = "sm2",
        /// The password is encrypted with the service's RSA public key. `GET /api/v3/system` returns the key.
        Rsa = "rsa",
        /// The password is sent in plain text inside HTTPS. This is the default.
        None = "none",
    }

    /// Status of an account.
    UserStatus {
        /// The account was taken out of use. The advanced filters of `list_users` and `list_public_accounts` find
        /// disabled accounts by this value.
        Suspended = "Suspended",
        /// The person has left the organization.
        Resigned = "Resigned",
        /// The account is in its normal state.
        Activated = "Activated",
        Archived = "Archived",
        /// The account is disabled.
        Deactivated = "Deactivated",
    }

    /// Gender of a person.
    Gender, open {
        /// Male.
        M = "M",
        /// Female.
        F = "F",
        /// Unknown.
        U = "U",
    }

    /// Type of a user ID.
    UserIdType {
        /// GenAuth user ID, such as `6319a1504f3xxxxf214dd5b7`. This is the default.
        UserId = "user_id",
        /// ID in an external system, kept in `external_id` of the user.
        ExternalId = "external_id",
        /// Phone number.
        Phone = "phone",
        /// Email address.
        Email = "email",
        /// Username.
        Username = "username",
        /// Identity in the form `<extIdpId>:<userIdInIdp>`: the ID of the identity source and the ID of the user there.
        Identity = "identity",
        /// Sync relation in the form `<provider>:<userIdInIdp>`, such as `lark:ou_8bae746eac07cd2564654140d2a9ac61`:
        /// the type of the sync source and the ID of the user there.
        SyncRelation = "sync_relation",
        CustomField = "custom_field",
    }

    /// Sort order.
    SortOrder {
        /// The largest values come first.
        Desc = "desc",
        /// The smallest values come first.
        Asc = "asc",
    }

    /// Type of message that an email template is for.
    EmailTemplateType {
        /// Welcome message.
        WelcomeEmail = "WELCOME_EMAIL",
        /// Notice sent when a user is first created.
        FirstCreatedUser = "FIRST_CREATED_USER",
        /// Verification code for registration.
        RegisterVerifyCode = "REGISTER_VERIFY_CODE",
        /// Verification code for login.
        LoginVerifyCode = "LOGIN_VERIFY_CODE",
        /// Verification code for multi-factor authentication.
        MfaVerifyCode = "MFA_VERIFY_CODE",
        /// Verification code for completing registration data.
        InformationCompletionVerifyCode = "INFORMATION_COMPLETION_VERIFY_CODE",
        /// Verification of the email address at the first login by email.
        FirstEmailLoginVerify = "FIRST_EMAIL_LOGIN_VERIFY",
        /// Verification of the email address, started in the console.
        ConsoleConductedVerify = "CONSOLE_CONDUCTED_VERIFY",
        /// Reminder that the user expires, according to the documentation and despite the name.
        UserPasswordUpdateRemind = "USER_PASSWORD_UPDATE_REMIND",
        /// Notice that an administrator reset the user's password.
        AdminResetUserPasswordNotification = "ADMIN_RESET_USER_PASSWORD_NOTIFICATION",
        /// Notice that the user reset the password.
        UserPasswordResetNotification = "USER_PASSWORD_RESET_NOTIFICATION",
        /// Verification code for resetting the password.
        ResetPasswordVerifyCode = "RESET_PASSWORD_VERIFY_CODE",
        /// Verification code for unlocking one's own account.
        SelfUnlockingVerifyCode = "SELF_UNLOCKING_VERIFY_CODE",
        /// Verification code for binding an email address.
        EmailBindVerifyCode = "EMAIL_BIND_VERIFY_CODE",
        /// Verification code for unbinding an email address.
        EmailUnbindVerifyCode = "EMAIL_UNBIND_VERIFY_CODE",
    }

    /// Engine that renders a template.
    TemplateEngine {
        /// [Handlebars](https://handlebarsjs.com/), the default.
        Handlebar = "handlebar",
        /// [EJS](https://ejs.co/).
        Ejs = "ejs",
    }

    /// How an advanced filter compares a field with a value.
    AdvancedFilterOperator {
        /// The field, a number or string, equals the value.
        Equal = "EQUAL",
        /// The field, a number or string, does not equal the value.
        NotEqual = "NOT_EQUAL",
        /// The field is a string that contains the value.
        Contains = "CONTAINS",
        /// The field is a string that does not contain the value.
        NotContains = "NOT_CONTAINS",
        /// The field has no value.
        IsNull = "IS_NULL",
        /// The field has a value.
        NotNull = "NOT_NULL",
        /// The field equals one of the values in an array.
        In = "IN",
        /// The field, a number or date, is greater than or equal to the value. The examples of `list_users` and
        /// `list_public_accounts` say strictly greater.
        Greater = "GREATER",
        /// The field, a number or date, is less than or equal to the value.
        Lesser = "LESSER",
        /// The field, a number or date, is within the range given by an array of two values.
        Between = "BETWEEN",
    }

    /// Field that a fuzzy search covers.
    FuzzySearchField, open {
        /// ID of the user or public account.
        Id = "id",
        /// Phone number without the country code. It is searched by default.
        Phone = "phone",
        /// Email address. It is searched by default.
        Email = "email",
        /// Real name. It is searched by default.
        Name = "name",
        /// Username. It is searched by default.
        Username = "username",
        /// ID in an external system.
        ExternalId = "externalId",
        /// Nickname. It is searched by default.
        Nickname = "nickname",
        Company = "company",
        GivenName = "givenName",
        FamilyName = "familyName",
        MiddleName = "middleName",
        /// Personal profile.
        Profile = "profile",
        PreferredUsername = "preferredUsername",
        /// Personal website.
        Website = "website",
        Address = "address",
        /// Full formatted address.
        Formatted = "formatted",
        StreetAddress = "streetAddress",
        PostalCode = "postalCode",
        /// Identity card number.
        IdentityNumber = "identityNumber",
    }

    /// Property that a policy condition compares.
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

    /// How a policy condition compares a property with a value.
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

    /// Work status of an account.
    WorkStatus {
        Closed = "Closed",
        Active = "Active",
    }

    /// How a user or public account was created.
    UserSourceType, open {
        /// The account was imported from an Excel file.
        Excel = "excel",
        /// The user registered the account.
        Register = "register",
        /// An administrator created the account, in the console or through this API.
        AdminCreated = "adminCreated",
        /// A task of the sync center created the account. The value is also documented as `syncTask`.
        Sync = "sync",
    }

    /// Field to sort users or public accounts by.
    UserSortField {
        /// ID of the user or public account.
        Id = "id",
        /// Creation time.
        CreatedAt = "createdAt",
        /// Time of the last change.
        UpdatedAt = "updatedAt",
        Email = "email",
        Username = "username",
        /// ID in an external system.
        ExternalId = "externalId",
        Phone = "phone",
        Status = "status",
        /// Time of the last status change.
        StatusChangedAt = "statusChangedAt",
        /// Time of the last password change.
        PasswordLastSetAt = "passwordLastSetAt",
        /// Number of logins.
        LoginsCount = "loginsCount",
        Gender = "gender",
        /// Time of the last login.
        LastLogin = "lastLogin",
        /// How the user or public account was created.
        UserSourceType = "userSourceType",
        /// Time of the last multi-factor authentication.
        LastMfaTime = "lastMfaTime",
        /// Strength of the password.
        PasswordSecurityLevel = "passwordSecurityLevel",
        /// Country code of the phone number.
        PhoneCountryCode = "phoneCountryCode",
        /// IP address of the last login.
        LastIp = "lastIp",
    }

    /// Criterion to sort a user's departments by.
    UserDepartmentSortBy {
        /// Creation time of the department.
        DepartmentCreatedAt = "DepartmentCreatedAt",
        /// Time at which the user joined the department.
        JoinDepartmentAt = "JoinDepartmentAt",
        /// Name of the department.
        DepartmentName = "DepartmentName",
        /// Code of the department. The API misspells this value.
        DepartmemtCode = "DepartmemtCode",
    }

    /// Sort order.
    OrderBy {
        /// Ascending.
        Asc = "Asc",
        /// Descending.
        Desc = "Desc",
    }
}
