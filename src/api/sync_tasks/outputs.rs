//! What these calls answer.

use super::{SyncCycle, SyncFlow, SyncObjectType, SyncRiskOperationStatus, SyncStatus, SyncTaskType, SyncTrigger};
use crate::table::outputs;

outputs! {
    /// Which risk operations were canceled, and which not.
    CancelSyncRiskOperationsData {
        /// IDs of the risk operations now canceled.
        success_list: Vec<i64>,
        /// IDs of the risk operations that could not be canceled; misspelt on the wire.
        faild_list: Vec<i64>,
    }

    /// A sync job: one run of a sync task.
    SyncJob {
        /// ID of the sync job.
        sync_job_id: i64,
        /// ID of the sync task that was run.
        sync_task_id: i64,
        /// When it was created.
        created_at: String,
        /// When it was last changed.
        updated_at: String,
        /// How far the job is, and how it ended.
        sync_status: SyncStatus,
        /// Direction of the data: into the user pool, or out of it.
        sync_flow: SyncFlow,
        /// What started the job: a call, a schedule, or events.
        sync_trigger: SyncTrigger,
        /// How many departments the job has to sync.
        department_count_all: i64,
        /// How many departments it has synced so far.
        department_count_succ: i64,
        /// How many departments the job has to update.
        department_update_count_all: i64,
        /// How many departments it has updated so far.
        department_update_count_succ: i64,
        /// How many users the job has to sync.
        account_count_all: i64,
        /// How many users it has synced so far.
        account_count_succ: i64,
        /// How many users the job has to update.
        account_update_count_all: i64,
        /// How many users it has updated so far.
        account_update_count_succ: i64,
        /// Why the job failed; absent when it did not.
        err_msg: String,
    }

    /// A page of sync jobs.
    SyncJobPaging, page list: SyncJob, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<SyncJob>,
    }

    /// A risky operation that a sync task holds back until somebody decides on it.
    SyncRiskOperation {
        /// ID of the risk operation.
        sync_risk_operation_id: i64,
        /// ID of the sync task it came from.
        sync_task_id: i64,
        /// When it was created.
        created_at: String,
        /// When it was last changed.
        updated_at: String,
        /// Whether the operation still waits, runs, or how it ended.
        status: SyncRiskOperationStatus,
        /// Priority of the operation; a smaller number goes first.
        level: i64,
        /// Whether the operation concerns a user or a department.
        object_type: SyncObjectType,
        /// Display name of the user, group or department concerned.
        object_name: String,
        /// ID of the user, group or department concerned.
        object_id: String,
        /// Why the execution failed; absent when it did not.
        err_msg: String,
    }

    /// A page of risk operations.
    SyncRiskOperationPaging, page list: SyncRiskOperation, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<SyncRiskOperation>,
    }

    /// A sync task: how users and departments move between the user pool and another system.
    SyncTask {
        /// ID of the sync task.
        sync_task_id: i64,
        /// When it was created.
        created_at: String,
        /// When it was last changed.
        updated_at: String,
        /// Display name of the sync task.
        sync_task_name: String,
        /// Kind of the other system.
        sync_task_type: SyncTaskType,
        /// Direction of the data: into the user pool, or out of it to the other system.
        sync_flow: SyncFlow,
        /// What starts the task: a call, a schedule, or events.
        sync_trigger: SyncTrigger,
        /// Error message of the latest run.
        last_sync_message: String,
        /// Progress of the latest run, in percent.
        last_sync_rate: f64,
        /// State of the latest run.
        last_sync_status: SyncStatus,
        /// When the task last ran, as an ISO 8601 date.
        last_sync_time: String,
        /// Code of the organization the task is bound to; an upstream task has none before its first run.
        organization_code: String,
        /// Part of the organization a downstream task syncs; absent means all of it.
        provisioning_scope: Option<SyncTaskProvisioningScopeOutput>,
        /// Which field of the source fills which field of the target.
        field_mapping: Vec<SyncTaskFieldMappingOutput>,
        /// Schedule of a task whose trigger is timed.
        timed_scheduler: Option<SyncTaskTimedSchedulerOutput>,
    }

    /// One field of the source and the field of the target it fills.
    SyncTaskFieldMappingOutput {
        /// Field of the source, such as `mobile`.
        expression: String,
        /// Field of the target that gets the value, such as `phone`.
        target_key: String,
    }

    /// A page of sync tasks.
    SyncTaskPaging, page list: SyncTask, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<SyncTask>,
    }

    /// Which part of an organization a downstream task syncs.
    SyncTaskProvisioningScopeOutput {
        /// Whether all users and departments of the chosen organization are synced.
        all: bool,
        /// Whether users added later are synced too.
        include_new_users: bool,
    }

    /// Schedule of a sync task.
    SyncTaskTimedSchedulerOutput {
        /// How often the task runs.
        cycle: SyncCycle,
        /// When the schedule starts, in milliseconds since 1970.
        start_time: i64,
    }

    /// Which risk operations were executed, and which failed.
    TriggerSyncRiskOperationsData {
        /// IDs of the risk operations that succeeded.
        success_list: Vec<i64>,
        /// IDs of the risk operations that failed; misspelt on the wire.
        faild_list: Vec<i64>,
    }

    /// The job that was started.
    TriggerSyncTaskData {
        /// ID of the new sync job, for following the run.
        sync_job_id: i64,
    }
}
