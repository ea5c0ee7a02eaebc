//! Output types.

use super::{SyncCycle, SyncFlow, SyncObjectType, SyncRiskOperationStatus, SyncStatus, SyncTaskType, SyncTrigger};
use crate::macros::outputs;

outputs! {
    /// The result of canceling risk operations.
    CancelSyncRiskOperationsData {
        /// IDs of the risk operations that were canceled.
        success_list: Vec<i64>,
        /// IDs of the risk operations that could not be canceled. The field is named `faildList` in JSON.
        faild_list: Vec<i64>,
    }

    /// A sync job, which is one run of a sync task.
    SyncJob {
        /// ID of the sync job.
        sync_job_id: i64,
        /// ID of the sync task.
        sync_task_id: i64,
        /// Creation time, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        created_at: String,
        /// Time of the last update, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        updated_at: String,
        /// Status of the job.
        sync_status: SyncStatus,
        /// Direction of the data: `upstream` into the user pool, `downstream` into the other system.
        sync_flow: SyncFlow,
        /// How the job was triggered.
        sync_trigger: SyncTrigger,
        /// Number of departments to synchronize.
        department_count_all: i64,
        /// Number of departments synchronized successfully.
        department_count_succ: i64,
        /// Number of departments to update.
        department_update_count_all: i64,
        /// Number of departments updated successfully.
        department_update_count_succ: i64,
        /// Number of users to synchronize.
        account_count_all: i64,
        /// Number of users synchronized successfully.
        account_count_succ: i64,
        /// Number of users to update.
        account_update_count_all: i64,
        /// Number of users updated successfully.
        account_update_count_succ: i64,
        /// Error message of the job.
        err_msg: String,
    }

    /// A page of sync jobs.
    SyncJobPaging, page list: SyncJob, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<SyncJob>,
    }

    /// A risk operation of a sync task.
    SyncRiskOperation {
        /// ID of the risk operation.
        sync_risk_operation_id: i64,
        /// ID of the sync task.
        sync_task_id: i64,
        /// Creation time, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        created_at: String,
        /// Time of the last update, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        updated_at: String,
        /// Status of the risk operation.
        status: SyncRiskOperationStatus,
        /// Priority of the risk operation; a smaller number means a higher priority.
        level: i64,
        /// Type of the object of the risk operation.
        object_type: SyncObjectType,
        /// Name of the user, group or department.
        object_name: String,
        /// ID of the user, group or department.
        object_id: String,
        /// Error message of a failed execution.
        err_msg: String,
    }

    /// A page of risk operations.
    SyncRiskOperationPaging, page list: SyncRiskOperation, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<SyncRiskOperation>,
    }

    /// A sync task, which synchronizes users and departments between the user pool and another system.
    SyncTask {
        /// ID of the sync task.
        sync_task_id: i64,
        /// Creation time, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        created_at: String,
        /// Time of the last update, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        updated_at: String,
        /// Name of the sync task.
        sync_task_name: String,
        /// Type of the other system.
        sync_task_type: SyncTaskType,
        /// Direction of the data: `upstream` into the user pool, `downstream` into the other system.
        sync_flow: SyncFlow,
        /// How the task is triggered.
        sync_trigger: SyncTrigger,
        /// Error message of the latest run.
        last_sync_message: String,
        /// Progress of the latest run, such as `80`. The unit is not documented.
        last_sync_rate: f64,
        /// Status of the latest run.
        last_sync_status: SyncStatus,
        /// Time of the latest run, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        last_sync_time: String,
        /// Code of the organization that the task is bound to; an upstream task is bound by its first run.
        organization_code: String,
        /// Part of the organization that a downstream task synchronizes; `None` if it is the whole organization.
        provisioning_scope: Option<SyncTaskProvisioningScopeOutput>,
        /// Mappings from fields of the source to fields of the target.
        field_mapping: Vec<SyncTaskFieldMappingOutput>,
        /// Schedule of a task with the trigger `timed`.
        timed_scheduler: Option<SyncTaskTimedSchedulerOutput>,
    }

    /// A mapping from a field of the source to a field of the target.
    SyncTaskFieldMappingOutput {
        /// Field of the source, such as `mobile`.
        expression: String,
        /// Field of the target that receives the value, such as `phone`.
        target_key: String,
    }

    /// A page of sync tasks.
    SyncTaskPaging, page list: SyncTask, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<SyncTask>,
    }

    /// The part of an organization that a downstream task synchronizes.
    SyncTaskProvisioningScopeOutput {
        /// Whether all users and departments of the selected organization are synchronized.
        all: bool,
        /// Whether newly added users are synchronized too.
        include_new_users: bool,
    }

    /// Schedule of a sync task.
    SyncTaskTimedSchedulerOutput {
        /// How often the task runs.
        cycle: SyncCycle,
        /// Start time, in milliseconds since the Unix epoch.
        start_time: i64,
    }

    /// The result of executing risk operations.
    TriggerSyncRiskOperationsData {
        /// IDs of the risk operations that succeeded.
        success_list: Vec<i64>,
        /// IDs of the risk operations that failed. The field is named `faildList` in JSON.
        faild_list: Vec<i64>,
    }

    /// The sync job that a sync task started.
    TriggerSyncTaskData {
        /// ID of the sync job.
        sync_job_id: i64,
    }
}
