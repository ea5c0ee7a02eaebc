//! Sync tasks.

use serde_json::Value;

use super::{
    CancelSyncRiskOperationsData, SyncFlow, SyncJob, SyncJobAction, SyncJobPaging, SyncObjectType,
    SyncRiskOperationPaging, SyncRiskOperationStatus, SyncTask, SyncTaskClientConfig, SyncTaskFieldMapping,
    SyncTaskPaging, SyncTaskProvisioningScope, SyncTaskTimedScheduler, SyncTaskType, SyncTrigger,
    TriggerSyncRiskOperationsData, TriggerSyncTaskData,
};
use crate::table::operations;

operations! {
    /// # Sync tasks
    "sync_tasks"

    /// Reads one sync task by its ID.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/get-sync-task"
    fn get_sync_task(GetSyncTask) -> SyncTask {
        required {
            /// ID of the sync task to read.
            sync_task_id: i64 [Range(1..=i64::MAX)],
        }
        optional {}
    }

    /// Lists the sync tasks of the user pool, page by page.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/list-sync-tasks"
    fn list_sync_tasks(ListSyncTasks) -> SyncTaskPaging {
        required {}
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
        }
    }

    /// Creates a sync task, which moves users and departments between the user pool and another system.
    ///
    /// A task with a manual trigger runs when `trigger_sync_task` is called. A body without a usable `clientConfig`
    /// or `fieldMapping` is refused with code 400. Upstream declares a page for the answer, but its own tests read
    /// a single sync task.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/create-sync-task"
    fn create_sync_task(CreateSyncTask) -> SyncTask {
        required {
            /// Which field of the source fills which field of the target.
            field_mapping: Vec<SyncTaskFieldMapping>,
            /// What starts the task: a call, a schedule, or events.
            sync_task_trigger: SyncTrigger,
            /// Direction of the data: into the user pool, or out of it to the other system.
            sync_task_flow: SyncFlow,
            /// Credentials and settings of the other system; fill the part that matches `syncTaskType`.
            client_config: SyncTaskClientConfig,
            /// Kind of the other system.
            sync_task_type: SyncTaskType,
            /// Display name of the sync task.
            sync_task_name: String,
        }
        optional {
            /// Code of the organization to sync; set it for a downstream task. An upstream task gets its
            /// organization with the first run.
            organization_code: String,
            /// Part of the organization a downstream task syncs; absence means all of it. Ignored for an upstream
            /// task.
            provisioning_scope: SyncTaskProvisioningScope,
            /// Schedule of a task whose trigger is timed.
            timed_scheduler: SyncTaskTimedScheduler,
        }
    }

    /// Changes a sync task.
    ///
    /// Upstream declares a page for the answer, but its own tests read a single sync task.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/update-sync-task"
    fn update_sync_task(UpdateSyncTask) -> SyncTask {
        required {
            /// ID of the sync task to change.
            sync_task_id: i64,
        }
        optional {
            /// New display name of the sync task.
            sync_task_name: String,
            /// Kind of the other system.
            sync_task_type: SyncTaskType,
            /// Credentials and settings of the other system; fill the part that matches the task's type.
            client_config: SyncTaskClientConfig,
            /// Direction of the data: into the user pool, or out of it to the other system.
            sync_task_flow: SyncFlow,
            /// What starts the task: a call, a schedule, or events.
            sync_task_trigger: SyncTrigger,
            /// Code of the organization to sync; for a downstream task. An upstream task gets its organization with
            /// the first run.
            organization_code: String,
            /// Part of the organization a downstream task syncs; ignored for an upstream task.
            provisioning_scope: SyncTaskProvisioningScope,
            /// Which field of the source fills which field of the target.
            field_mapping: Vec<SyncTaskFieldMapping>,
            /// Schedule of a task whose trigger is timed.
            timed_scheduler: SyncTaskTimedScheduler,
        }
    }

    /// Starts a run of a sync task and answers the ID of the sync job.
    ///
    /// The job runs in the background: follow it with `get_sync_job`. A task without a configured identity source
    /// fails with code 602.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/trigger-sync-task"
    fn trigger_sync_task(TriggerSyncTask) -> TriggerSyncTaskData {
        required {
            /// ID of the sync task to run.
            sync_task_id: i64,
        }
        optional {}
    }

    /// Reads one sync job, that is one run of a sync task, with its status and counts.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/get-sync-job"
    fn get_sync_job(GetSyncJob) -> SyncJob {
        required {
            /// ID of the sync job to read.
            sync_job_id: i64 [Range(1..=i64::MAX)],
        }
        optional {}
    }

    /// Lists the runs of a sync task, page by page.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/list-sync-jobs"
    fn list_sync_jobs(ListSyncJobs) -> SyncJobPaging {
        required {
            /// ID of the sync task whose jobs are listed.
            sync_task_id: i64,
        }
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// What started the jobs to list; absence means all.
            sync_trigger: SyncTrigger,
        }
    }

    /// Lists what a sync job did to users and departments, page by page.
    ///
    /// Upstream declares for the answer what starting a sync task answers, a mere job ID, which cannot be right for
    /// a list; `data` stays JSON.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/list-sync-job-logs"
    fn list_sync_job_logs(ListSyncJobLogs) -> Value {
        required {
            /// ID of the sync job whose log is listed.
            sync_job_id: i64,
        }
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Whether to list what succeeded or what failed; absence means both.
            success: bool,
            /// Kind of action to list; absence means all.
            action: SyncJobAction,
            /// Whether actions on users or on departments are listed; absence means both.
            object_type: SyncObjectType,
        }
    }

    /// Lists the operations a sync task holds back as risky, page by page.
    ///
    /// They wait until they are executed with `trigger_sync_risk_operations` or dropped with
    /// `cancel_sync_risk_operation`.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/list-sync-risk-operations"
    fn list_sync_risk_operations(ListSyncRiskOperations) -> SyncRiskOperationPaging {
        required {
            /// ID of the sync task whose risk operations are listed.
            sync_task_id: i64,
        }
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// States of the operations to list; absence means all.
            status: Vec<SyncRiskOperationStatus> [Items(1..=50), Whole],
            /// Types of objects whose operations are listed; absence means all.
            object_type: Vec<SyncObjectType>,
        }
    }

    /// Executes risk operations that a sync task held back.
    ///
    /// The answer tells the IDs that succeeded from those that failed.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/trigger-sync-risk-operations"
    fn trigger_sync_risk_operations(TriggerSyncRiskOperations) -> TriggerSyncRiskOperationsData {
        required {
            /// IDs of the risk operations to execute.
            sync_risk_operation_ids: Vec<i64>,
        }
        optional {}
    }

    /// Cancels risk operations that a sync task held back.
    ///
    /// The answer tells the IDs that were canceled from those that could not be.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/cancel-sync-risk-operation"
    fn cancel_sync_risk_operation(CancelSyncRiskOperation) -> CancelSyncRiskOperationsData {
        required {
            /// IDs of the risk operations to cancel.
            sync_risk_operation_ids: Vec<i64>,
        }
        optional {}
    }
}
