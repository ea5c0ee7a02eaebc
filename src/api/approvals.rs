//! Approvals: requests for permissions, and the decisions on them.

use serde_json::Value;

use crate::api::common::IsSuccess;
use crate::table::{enums, operations, outputs};

operations! {
    /// # Approvals
    "approvals"

    /// Agrees to or refuses one approval request.
    ///
    /// An absent `isAgreed` refuses.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Put "/api/v3/approval-process"
    fn process_approval(ProcessApproval) -> IsSuccess {
        required {
            /// Number of the approval, as lists show it.
            number: String,
        }
        optional {
            /// Whether the request is granted; absence means it is refused.
            is_agreed: bool,
        }
    }

    /// Agrees to or refuses several approval requests alike.
    ///
    /// An absent `isAgreed` refuses.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Put "/api/v3/approval-batch-process"
    fn batch_process_approval(BatchProcessApproval) -> IsSuccess {
        required {
            /// Numbers of the approvals; integers here, though a single approval's number is text elsewhere.
            numbers: Vec<i64>,
        }
        optional {
            /// Whether the requests are granted; absence means they are refused.
            is_agreed: bool,
        }
    }

    /// Gets one approval by its number.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/approval"
    fn get_approval_detail(GetApprovalDetail) as "get_detail" -> ApprovalDetail {
        required {
            /// Number of the approval, as lists show it.
            number: String,
        }
        optional {}
    }

    /// Lists the approvals still waiting for a decision, page by page.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/approval-pending-list"
    fn approval_pending_list(ApprovalPendingList) as "pend_list" -> ApprovalPageList {
        required {}
        optional {
            /// Number of the page, counted from 1; absent means the first.
            page_no: i64 [Range(1..=i64::MAX)],
            /// Items on a page, 50 at most; absent means 10.
            page_size: i64 [Range(i64::MIN..=50)],
            /// Kind of what is requested, an application or a role; absent means both.
            object_type: ApprovalObjectType,
            /// Text to search for in the approval's number and the requester's name; absent means all.
            keyword: String,
        }
    }

    /// Lists the approvals already decided, page by page.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/approval-closed-list"
    fn approval_closed_list(ApprovalClosedList) as "closed_list" -> ApprovalPageList {
        required {}
        optional {
            /// Number of the page, counted from 1; absent means the first.
            page_no: i64 [Range(1..=i64::MAX)],
            /// Items on a page, 50 at most; absent means 10.
            page_size: i64 [Range(i64::MIN..=50)],
            /// Kind of what is requested, an application or a role; absent means both.
            object_type: ApprovalObjectType,
            /// Text to search for in the approval's number and the requester's name; absent means all.
            keyword: String,
        }
    }

    /// Lists the log of all approvals, page by page.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/approval-log-list"
    fn approval_log_list(ApprovalLogList) as "log_list" -> ApprovalPageList {
        required {}
        optional {
            /// Number of the page, counted from 1; absent means the first.
            page_no: i64 [Range(1..=i64::MAX)],
            /// Items on a page, 50 at most; absent means 10.
            page_size: i64 [Range(i64::MIN..=50)],
            /// Kind of what is requested, an application or a role; absent means both.
            object_type: ApprovalObjectType,
            /// Text to search for in the approval's number and the requester's name and the names of what is
            /// requested; absent means all.
            keyword: String,
        }
    }
}

outputs! {
    /// An application that access was requested for.
    ApplicationPermissionApplyApprovalObject {
        /// ID of the application.
        object_id: String,
        /// Name of the application.
        object_name: String,
        /// Address of the application's logo.
        logo: String,
    }

    /// An approval: a request for access, and its outcome.
    ApprovalDetail {
        /// ID of the approval, not to be confused with its number.
        approval_id: i64,
        /// Number of the approval, by which the operations name it.
        number: String,
        /// Whether the approval waits, was agreed to or was refused.
        status: ApprovalStatus,
        /// Time of the request, as text; upstream does not document the format.
        submit_time: String,
        /// Time of the decision, as text; absent while it waits.
        closed_time: String,
        /// What access is requested for: an application or a role.
        object_type: ApprovalObjectType,
        /// Applications or roles requested, according to `objectType`.
        approval_object_list: Value,
        /// Period the role is wanted for; only for roles.
        extra_params: Option<ExtraParams>,
    }

    /// A page of approvals.
    ApprovalPageList {
        /// The items of this page.
        list: Vec<ApprovalDetail>,
        /// How many there are on all pages together.
        total_count: i64,
    }

    /// Period that a role is requested for.
    ExtraParams {
        /// When the role ends, in milliseconds since 1970; null means never.
        end_time: i64,
        /// When the role begins, in milliseconds since 1970; null means at once.
        enable_time: i64,
    }

    /// A role that was requested.
    RolePermissionApplyApprovalObject {
        /// ID of the role.
        object_id: String,
        /// Name of the role.
        object_name: String,
        /// Code of the role, unique in its permission group.
        role_code: String,
        /// ID of the permission group the role is in.
        namespace_id: i64,
        /// Code of the permission group the role is in; upstream equates it with the application's ID.
        namespace_code: String,
    }
}

enums! {
    /// How far an approval is.
    ApprovalStatus, open {
        Pending = "PENDING",
        Agreed = "AGREED",
        Refused = "REFUSED",
    }

    /// What an approval is about.
    ApprovalObjectType {
        AppPermissionApply = "APP_PERMISSION_APPLY",
        RolePermissionApply = "ROLE_PERMISSION_APPLY",
    }
}
