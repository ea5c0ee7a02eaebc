//! Sync tasks.

use serde_json::Value;

use super::{
    CancelSyncRiskOperationsData, SyncFlow, SyncJob, SyncJobAction, SyncJobPaging, SyncObjectType,
    SyncRiskOperationPaging, SyncRiskOperationStatus, SyncTask, SyncTaskClientConfig, SyncTaskFieldMapping,
    SyncTaskPaging, SyncTaskProvisioningScope, SyncTaskTimedScheduler, SyncTaskType, SyncTrigger,
    TriggerSyncRiskOperationsData, TriggerSyncTaskData,
};
use crate::macros::operations;

operations! {
    /// # Sync tasks
    "sync_tasks"

    /// Gets a sync task.
    read Get "/api/v3/get-sync-task"
    fn get_sync_task(GetSyncTask) -> SyncTask, authing {
        required {
            /// ID of the sync task.
            sync_task_id: i64 [Range(1..)],
        }
        optional {}
    }

    /// Lists the sync tasks of the user pool, page by page.
    read Get "/api/v3/list-sync-tasks"
    fn list_sync_tasks(ListSyncTasks) -> SyncTaskPaging, authing {
        required {}
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
        }
    }

    /// Creates a sync task, which synchronizes users and departments between the user pool and another system.
    ///
    /// A request without a valid `client_config` or `field_mapping` is refused with status code 400. No operation
    /// deletes a sync task.
    ///
    /// The operation is documented as returning a page of sync tasks, but the official SDK tests read a single sync
    /// task.
    write Post "/api/v3/create-sync-task"
    fn create_sync_task(CreateSyncTask) -> SyncTask, authing {
        required {
            /// Mappings from fields of the source to fields of the target.
            field_mapping: Vec<SyncTaskFieldMapping>,
            /// How the task is triggered.
            sync_task_trigger: SyncTrigger,
            /// Direction of the data: `upstream` into the user pool, `downstream` into the other system.
            sync_task_flow: SyncFlow,
            /// Connection settings of the other system, in the field that matches `sync_task_type`.
            client_config: SyncTaskClientConfig,
            /// Type of the other system.
            sync_task_type: SyncTaskType,
            /// Name of the sync task.
            sync_task_name: String,
        }
        optional {
            /// Code of the organization that the task is bound to. An upstream task is bound to an organization by its
            /// first run; a downstream task needs the code at creation.
            organization_code: String,
            /// Part of the organization to synchronize. This is only valid for downstream tasks. Defaults to the whole
            /// organization.
            provisioning_scope: SyncTaskProvisioningScope,
            /// Schedule of a task with the trigger `timed`.
            timed_scheduler: SyncTaskTimedScheduler,
        }
    }

    /// Updates a sync task.
    ///
    /// The operation is documented as returning a page of sync tasks, but the official SDK tests read a single sync
    /// task.
    write Post "/api/v3/update-sync-task"
    fn update_sync_task(UpdateSyncTask) -> SyncTask, authing {
        required {
            /// ID of the sync task.
            sync_task_id: i64,
        }
        optional {
            /// Name of the sync task.
            sync_task_name: String,
            /// Type of the other system.
            sync_task_type: SyncTaskType,
            /// Connection settings of the other system, in the field that matches `sync_task_type`.
            client_config: SyncTaskClientConfig,
            /// Direction of the data: `upstream` into the user pool, `downstream` into the other system.
            sync_task_flow: SyncFlow,
            /// How the task is triggered.
            sync_task_trigger: SyncTrigger,
            /// Code of the organization that the task is bound to. An upstream task is bound to an organization by its
            /// first run; a downstream task needs the code at creation.
            organization_code: String,
            /// Part of the organization to synchronize. This is only valid for downstream tasks. Defaults to the whole
            /// organization.
            provisioning_scope: SyncTaskProvisioningScope,
            /// Mappings from fields of the source to fields of the target.
            field_mapping: Vec<SyncTaskFieldMapping>,
            /// Schedule of a task with the trigger `timed`.
            timed_scheduler: SyncTaskTimedScheduler,
        }
    }

    /// Runs a sync task and returns the ID of the sync job.
    ///
    /// `get_sync_job` returns the status of the job. A task without an identity provider configuration fails with
    /// status code 602.
    write Post "/api/v3/trigger-sync-task"
    fn trigger_sync_task(TriggerSyncTask) -> TriggerSyncTaskData, authing {
        required {
            /// ID of the sync task.
            sync_task_id: i64,
        }
        optional {}
    }

    /// Gets a sync job, which is one run of a sync task.
    read Get "/api/v3/get-sync-job"
    fn get_sync_job(GetSyncJob) -> SyncJob, authing {
        required {
            /// ID of the sync job.
            sync_job_id: i64 [Range(1..)],
        }
        optional {}
    }

    /// Lists the sync jobs of a sync task, page by page.
    read Get "/api/v3/list-sync-jobs"
    fn list_sync_jobs(ListSyncJobs) -> SyncJobPaging, authing {
        required {
            /// ID of the sync task.
            sync_task_id: i64,
        }
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Only jobs with this trigger.
            sync_trigger: SyncTrigger,
        }
    }

    /// Lists the log of a sync job, page by page.
    ///
    /// The operation is documented as returning the ID of a sync job, but the response is returned as JSON.
    read Get "/api/v3/list-sync-job-logs"
    fn list_sync_job_logs(ListSyncJobLogs) -> Value, authing {
        required {
            /// ID of the sync job.
            sync_job_id: i64,
        }
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Only actions that succeeded (`true`) or failed (`false`).
            success: bool,
            /// Only entries with this action.
            action: SyncJobAction,
            /// Only entries for objects of this type.
            object_type: SyncObjectType,
        }
    }

    /// Lists the risk operations of a sync task, page by page.
    ///
    /// `trigger_sync_risk_operations` executes pending risk operations, and `cancel_sync_risk_operation` cancels them.
    read Get "/api/v3/list-sync-risk-operations"
    fn list_sync_risk_operations(ListSyncRiskOperations) -> SyncRiskOperationPaging, authing {
        required {}
        optional {
            /// ID of the sync task.
            sync_task_id: i64 as unenforced,
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Only risk operations with these statuses.
            status: Vec<SyncRiskOperationStatus> [Items(1..=50)] as whole,
            /// Only risk operations on objects of these types. Defaults to all types.
            object_type: Vec<SyncObjectType>,
        }
    }

    /// Executes risk operations.
    ///
    /// The response lists the IDs that succeeded and those that failed.
    write Post "/api/v3/trigger-sync-risk-operations"
    fn trigger_sync_risk_operations(TriggerSyncRiskOperations) -> TriggerSyncRiskOperationsData, authing {
        required {
            /// IDs of the risk operations to execute.
            sync_risk_operation_ids: Vec<i64>,
        }
        optional {}
    }

    /// Cancels risk operations.
    ///
    /// The response lists the IDs that were canceled and those that were not.
    write Post "/api/v3/cancel-sync-risk-operation"
    fn cancel_sync_risk_operation(CancelSyncRiskOperation) -> CancelSyncRiskOperationsData, authing {
        required {
            /// IDs of the risk operations to cancel.
            sync_risk_operation_ids: Vec<i64>,
        }
        optional {}
    }
}
