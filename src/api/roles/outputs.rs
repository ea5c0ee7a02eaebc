//! Response types of the role operations.

use crate::api::common::ResourceType;
use crate::macros::outputs;

outputs! {
    /// Whether roles are mutually exclusive.
    CheckRoleMutualExclusionResult {
        /// Whether any of the roles are mutually exclusive.
        exist_mutually_exclusive: bool,
    }

    /// Whether a role code or role name is available.
    CheckRoleParamsResp {
        /// Whether the code and name are available.
        is_valid: bool,
        /// Reason why the code or name is not available. Present if the check failed.
        message: String,
    }

    /// A list of the resources that a role is authorized to use.
    RoleAuthorizedResourcePaging {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<RoleAuthorizedResourcesResp>,
    }

    /// A resource that a role is authorized to use.
    RoleAuthorizedResourcesResp {
        /// Code of the resource, such as `ecs`.
        resource_code: String,
        /// Type of the resource.
        resource_type: ResourceType,
        /// Actions that the role may perform, such as `ecs:Start`.
        actions: Vec<String>,
        /// Identifier of the API that the resource stands for.
        api_identifier: String,
    }

    /// A page of the departments that have a role.
    RoleDepartmentListPaging, page list: RoleDepartmentResp, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<RoleDepartmentResp>,
    }

    /// A department that has a role.
    RoleDepartmentResp {
        /// ID of the department.
        id: String,
        /// Code of the department.
        code: String,
        /// Name of the department.
        name: String,
        /// Description of the department.
        description: String,
    }

    /// A page of the assignments of a role.
    RoleListPage, page data: RolePermissionList, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        data: Vec<RolePermissionList>,
    }

    /// An assignment of a role to a target.
    RolePermissionList {
        /// ID of the role.
        role_id: String,
        /// Status of the target: `ENABLE` if it has joined the role, `DISABLE` if it has not.
        status: String,
        /// Time at which the target joins the role, in milliseconds since the Unix epoch.
        enable_time: i64,
        /// Time at which the assignment expires, in milliseconds since the Unix epoch. Present if the assignment
        /// expires.
        end_time: i64,
        /// ID of the user pool.
        user_pool_id: String,
        /// Name of the role.
        role_name: String,
        /// Code of the role, made up of letters, digits, `-` and `_`.
        role_code: String,
        /// Description of the role.
        description: String,
        /// Creation time, as an ISO 8601 date-time such as `2022-03-17T05:23:01.567Z`.
        created_at: String,
        /// Time of the last change, as an ISO 8601 date-time such as `2022-03-17T05:23:01.567Z`.
        updated_at: String,
    }
}
