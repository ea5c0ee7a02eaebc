//! Enums.

use crate::macros::enums;

enums! {
    /// How a synchronization is triggered.
    SyncTrigger {
        /// The synchronization is started by hand.
        Manually = "manually",
        /// The synchronization is started by a schedule.
        Timed = "timed",
        /// The synchronization is started by events.
        Automatic = "automatic",
    }

    /// Direction of the data of a synchronization.
    SyncFlow {
        /// Data flows from the other system into the user pool.
        Upstream = "upstream",
        /// Data flows from the user pool into the other system.
        Downstream = "downstream",
    }

    /// System that a sync task connects to.
    SyncTaskType {
        /// Feishu.
        Lark = "lark",
        /// Lark, the international edition of Feishu.
        LarkInternational = "lark-international",
        /// WeCom (WeChat Work).
        Wechatwork = "wechatwork",
        Dingtalk = "dingtalk",
        /// Windows Active Directory.
        ActiveDirectory = "active-directory",
        /// Beisen iTalent.
        Italent = "italent",
        /// Maycur, an expense claims service.
        Maycur = "maycur",
        Ldap = "ldap",
        /// Moka HR.
        Moka = "moka",
        Fxiaoke = "fxiaoke",
        /// A custom sync source.
        Scim = "scim",
        Xiaoshouyi = "xiaoshouyi",
        /// Kayang HR.
        Kayang = "kayang",
        Custom = "custom",
    }

    /// Status of a synchronization.
    SyncStatus {
        /// The synchronization is idle and has never run.
        Free = "free",
        /// The synchronization waits for the system to run it.
        Pending = "pending",
        /// The synchronization is running.
        OnProgress = "onProgress",
        Success = "success",
        Failed = "failed",
    }

    /// Status of a risk operation.
    SyncRiskOperationStatus {
        /// The risk operation has not been executed yet.
        Pending = "PENDING",
        Success = "SUCCESS",
        Failed = "FAILED",
        Canceled = "CANCELED",
        Executing = "EXECUTING",
    }

    /// Type of the object that a synchronization changes.
    ///
    /// The values are documented in upper case and in lower case.
    SyncObjectType, open {
        Department = "DEPARTMENT",
        User = "USER",
    }

    /// How often a timed sync task runs.
    SyncCycle {
        /// Every month.
        Month = "month",
        /// Every week.
        Week = "week",
        /// Every day.
        Days = "days",
        /// Every six hours.
        SixHours = "sixHours",
        /// Every two hours.
        TwoHours = "twoHours",
    }

    /// Action of a sync job.
    SyncJobAction {
        CreateUser = "CreateUser",
        /// The data of a user was changed.
        UpdateUser = "UpdateUser",
        DeleteUser = "DeleteUser",
        /// The unique identifier of a user was changed.
        UpdateUserIdentifier = "UpdateUserIdentifier",
        /// The department of a user was changed.
        ChangeUserDepartment = "ChangeUserDepartment",
        CreateDepartment = "CreateDepartment",
        /// A department's data was changed.
        UpdateDepartment = "UpdateDepartment",
        DeleteDepartment = "DeleteDepartment",
        MoveDepartment = "MoveDepartment",
        /// The leader of a department was synchronized.
        UpdateDepartmentLeader = "UpdateDepartmentLeader",
        CreateGroup = "CreateGroup",
        UpdateGroup = "UpdateGroup",
        DeleteGroup = "DeleteGroup",
        /// Nothing was changed.
        Updateless = "Updateless",
    }
}
