//! What these calls answer.

use crate::api::common::ResourceType;
use crate::table::outputs;

outputs! {
    /// Says whether roles exclude each other.
    CheckRoleMutualExclusionResult {
        /// Whether any two of the roles cannot be held together.
        exist_mutually_exclusive: bool,
    }

    /// Says whether the code or name of a role is still free.
    CheckRoleParamsResp {
        /// Whether the code and name may be used.
        is_valid: bool,
        /// Reason why they may not be used; absent if they may.
        message: String,
    }

    /// One page of the resources a role is granted.
    RoleAuthorizedResourcePaging {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<RoleAuthorizedResourcesResp>,
    }

    /// A resource a role is granted, with the actions on it.
    RoleAuthorizedResourcesResp {
        /// Code of the resource, such as `ecs`.
        resource_code: String,
        /// Kind of the resource.
        resource_type: ResourceType,
        /// Actions granted, such as `ecs:Start`.
        actions: Vec<String>,
        /// Identifier of the API behind the resource, for a resource of that kind.
        api_identifier: String,
    }

    /// One page of the departments that have a role.
    RoleDepartmentListPaging, page list: RoleDepartmentResp, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<RoleDepartmentResp>,
    }

    /// A department that has a role.
    RoleDepartmentResp {
        /// ID of the department.
        id: String,
        /// Code of the department.
        code: String,
        /// Name of the department to show.
        name: String,
        /// Words on what the department does.
        description: String,
    }

    /// One page of the assignments of a role.
    RoleListPage, page data: RolePermissionList, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// Assignments on this page.
        data: Vec<RolePermissionList>,
    }

    /// One assignment of a role.
    RolePermissionList {
        /// ID of the assigned role.
        role_id: String,
        /// State of the assignment: whether its target has joined the role. Known values: `DISABLE`, `ENABLE`.
        status: String,
        /// When the target joins the role, in milliseconds since 1970.
        enable_time: i64,
        /// When the assignment ends, in milliseconds since 1970; absent means never.
        end_time: i64,
        /// ID of the user pool.
        user_pool_id: String,
        /// Name of the assigned role.
        role_name: String,
        /// Code of the assigned role: letters, digits, `-` and `_`.
        role_code: String,
        /// Words on what the role is for.
        description: String,
        /// When it was created.
        created_at: String,
        /// When it was last changed.
        updated_at: String,
    }
}
