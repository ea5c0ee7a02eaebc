//! The sets of values.

use crate::table::enums;

enums! {
    /// What starts a synchronization.
    SyncTrigger {
        Manually = "manually",
        Timed = "timed",
        Automatic = "automatic",
    }

    /// Which way a synchronization goes.
    SyncFlow {
        Upstream = "upstream",
        Downstream = "downstream",
    }

    /// System that a synchronization connects to.
    SyncTaskType {
        Lark = "lark",
        LarkInternational = "lark-international",
        Wechatwork = "wechatwork",
        Dingtalk = "dingtalk",
        ActiveDirectory = "active-directory",
        Italent = "italent",
        Maycur = "maycur",
        Ldap = "ldap",
        Moka = "moka",
        Fxiaoke = "fxiaoke",
        Scim = "scim",
        Xiaoshouyi = "xiaoshouyi",
        Kayang = "kayang",
        Custom = "custom",
    }

    /// How far a synchronization is.
    SyncStatus {
        Free = "free",
        Pending = "pending",
        OnProgress = "onProgress",
        Success = "success",
        Failed = "failed",
    }

    /// How far a risky operation is.
    SyncRiskOperationStatus {
        Pending = "PENDING",
        Success = "SUCCESS",
        Failed = "FAILED",
        Canceled = "CANCELED",
        Executing = "EXECUTING",
    }

    /// What a synchronization changes.
    SyncObjectType, open {
        Department = "DEPARTMENT",
        User = "USER",
    }

    /// How often a synchronization runs.
    SyncCycle {
        Month = "month",
        Week = "week",
        Days = "days",
        SixHours = "sixHours",
        TwoHours = "twoHours",
    }

    /// What a synchronization did.
    SyncJobAction {
        CreateUser = "CreateUser",
        UpdateUser = "UpdateUser",
        DeleteUser = "DeleteUser",
        UpdateUserIdentifier = "UpdateUserIdentifier",
        ChangeUserDepartment = "ChangeUserDepartment",
        CreateDepartment = "CreateDepartment",
        UpdateDepartment = "UpdateDepartment",
        DeleteDepartment = "DeleteDepartment",
        MoveDepartment = "MoveDepartment",
        UpdateDepartmentLeader = "UpdateDepartmentLeader",
        CreateGroup = "CreateGroup",
        UpdateGroup = "UpdateGroup",
        DeleteGroup = "DeleteGroup",
        Updateless = "Updateless",
    }
}
