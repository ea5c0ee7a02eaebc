//! Approvals: requests for access to applications and for roles, and the decisions on them.

use serde_json::Value;

use crate::api::common::IsSuccess;
use crate::macros::{enums, operations, outputs};

operations! {
    /// # Approvals
    "approvals"

    /// Approves or refuses a request.
    ///
    /// The request is refused unless `is_agreed` is `true`.
    write Put "/api/v3/approval-process"
    fn process_approval(ProcessApproval) -> IsSuccess, authing {
        required {
            /// Number of the approval.
            number: String,
        }
        optional {
            /// Whether to approve the request. Defaults to `false`.
            is_agreed: bool,
        }
    }

    /// Approves or refuses several requests at once.
    ///
    /// The requests are refused unless `is_agreed` is `true`.
    write Put "/api/v3/approval-batch-process"
    fn batch_process_approval(BatchProcessApproval) -> IsSuccess, authing {
        required {
            /// Numbers of the approvals. They are documented as integers here and as strings elsewhere.
            numbers: Vec<i64>,
        }
        optional {
            /// Whether to approve the requests. Defaults to `false`.
            is_agreed: bool,
        }
    }

    /// Returns an approval by its number.
    read Get "/api/v3/approval"
    fn get_approval_detail(GetApprovalDetail) as "get_detail" -> ApprovalDetail, authing {
        required {
            /// Number of the approval.
            number: String,
        }
        optional {}
    }

    /// Lists the pending approvals, page by page.
    read Get "/api/v3/approval-pending-list"
    fn approval_pending_list(ApprovalPendingList) as "pend_list" -> ApprovalPageList, authing {
        required {}
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page_no: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            page_size: i64 [Range(1..=50)],
            /// Only requests of this type.
            object_type: ApprovalObjectType,
            /// Text for a fuzzy search in approval numbers and requester names.
            keyword: String,
        }
    }

    /// Lists the closed approvals, page by page.
    read Get "/api/v3/approval-closed-list"
    fn approval_closed_list(ApprovalClosedList) as "closed_list" -> ApprovalPageList, authing {
        required {}
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page_no: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            page_size: i64 [Range(1..=50)],
            /// Only requests of this type.
            object_type: ApprovalObjectType,
            /// Text for a fuzzy search in approval numbers and requester names.
            keyword: String,
        }
    }

    /// Lists the log of approvals, page by page.
    read Get "/api/v3/approval-log-list"
    fn approval_log_list(ApprovalLogList) as "log_list" -> ApprovalPageList, authing {
        required {}
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page_no: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            page_size: i64 [Range(1..=50)],
            /// Only requests of this type.
            object_type: ApprovalObjectType,
            /// Text for a fuzzy search in approval numbers, requester names and the names of requested applications or
            /// roles.
            keyword: String,
        }
    }
}

outputs! {
    /// An application to which access was requested.
    ApplicationPermissionApplyApprovalObject {
        /// ID of the application.
        object_id: String,
        /// Name of the application.
        object_name: String,
        /// URL of the application's logo.
        logo: String,
    }

    /// A request for access to applications or for roles, with the decision on it.
    ApprovalDetail {
        /// ID of the approval. The operations take its `number` instead.
        approval_id: i64,
        /// Number of the approval.
        number: String,
        /// Status of the approval.
        status: ApprovalStatus,
        /// Time at which the request was submitted. The format is not documented.
        submit_time: String,
        /// Time at which the approval was closed. The format is not documented.
        closed_time: String,
        /// Whether the request is for applications or roles.
        object_type: ApprovalObjectType,
        /// Requested applications or roles, depending on `object_type`.
        approval_object_list: Value,
        /// Period for which the role is requested. Present for role requests only.
        extra_params: Option<ExtraParams>,
    }

    /// A page of approvals.
    ApprovalPageList {
        /// Items on this page.
        list: Vec<ApprovalDetail>,
        /// Total number of items across all pages.
        total_count: i64,
    }

    /// The period for which a role is requested.
    ExtraParams {
        /// Time at which the role assignment ends, in milliseconds since the Unix epoch; null means never.
        end_time: i64,
        /// Time at which the role assignment starts, in milliseconds since the Unix epoch; null means immediately.
        enable_time: i64,
    }

    /// A role that was requested.
    RolePermissionApplyApprovalObject {
        /// ID of the role.
        object_id: String,
        /// Name of the role.
        object_name: String,
        /// Code of the role.
        role_code: String,
        /// ID of the permission group.
        namespace_id: i64,
        /// Code of the permission group, which is the application ID.
        namespace_code: String,
    }
}

enums! {
    /// The status of an approval.
    ApprovalStatus, open {
        Pending = "PENDING",
        Agreed = "AGREED",
        Refused = "REFUSED",
    }

    /// What an approval is about.
    ApprovalObjectType {
        /// Request for access to an application.
        AppPermissionApply = "APP_PERMISSION_APPLY",
        /// Request for a role.
        RolePermissionApply = "ROLE_PERMISSION_APPLY",
    }
}
