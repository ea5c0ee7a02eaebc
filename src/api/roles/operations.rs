//! Roles.

use serde_json::Value;

use super::{
    CheckRoleMutualExclusionResult, CheckRoleParamsResp, RoleAssignmentTargetType, RoleAuthorizedResourcePaging,
    RoleCode, RoleCodeAndNamespace, RoleDepartmentListPaging, RoleListItem, RoleListPage, Target,
};
use crate::api::common::{IsSuccess, ResourceType, Role, RolePaging, UserPaging};
use crate::table::operations;

operations! {
    /// # Roles
    "roles"

    /// Fetches one role of a permission group.
    read Get "/api/v3/get-role"
    fn get_role(GetRole) -> Role {
        required {
            /// Code of the role, unique in its permission group.
            code: String,
        }
        optional {
            /// Code of the permission group the role is in, such as `default`.
            namespace: String,
        }
    }

    /// Assigns one role to users, departments or other targets.
    write Post "/api/v3/assign-role"
    fn assign_role(AssignRole) -> IsSuccess {
        required {
            /// Those who get the role.
            targets: Vec<Target> [Items(1..=50)],
            /// Code of the role to assign, unique in its permission group.
            code: String,
        }
        optional {
            /// When the assignment ends, in milliseconds since 1970; absent or null means never.
            end_time: i64,
            /// When the assignment begins, in milliseconds since 1970; absent or null means at once.
            enable_time: i64,
            /// Code of the permission group the role is in.
            namespace: String,
        }
    }

    /// Assigns several roles to several targets at once.
    write Post "/api/v3/assign-role-batch"
    fn assign_role_batch(AssignRoleBatch) -> IsSuccess {
        required {
            /// Those who get the roles.
            targets: Vec<Target> [Items(1..=10)],
            /// Roles to assign.
            roles: Vec<RoleCode> [Items(1..=10)],
        }
        optional {}
    }

    /// Takes one role away from users, departments or other targets.
    write Post "/api/v3/revoke-role"
    fn revoke_role(RevokeRole) -> IsSuccess {
        required {
            /// Those who lose the role.
            targets: Vec<Target> [Items(1..=50)],
            /// Code of the role to take away, unique in its permission group.
            code: String,
        }
        optional {
            /// Code of the permission group the role is in, such as `default`.
            namespace: String,
        }
    }

    /// Takes several roles away from several targets at once.
    write Post "/api/v3/revoke-role-batch"
    fn revoke_role_batch(RevokeRoleBatch) -> IsSuccess {
        required {
            /// Those who lose the roles.
            targets: Vec<Target> [Items(1..=50)],
            /// Roles to take away.
            roles: Vec<RoleCode> [Items(1..=10)],
        }
        optional {}
    }

    /// Lists the resources a role is granted.
    ///
    /// A role that does not exist is answered with code 404.
    read Get "/api/v3/get-role-authorized-resources"
    fn get_role_authorized_resources(GetRoleAuthorizedResources) -> RoleAuthorizedResourcePaging {
        required {
            /// Code of the role, unique in its permission group.
            code: String,
        }
        optional {
            /// Code of the permission group the role is in, such as `default`.
            namespace: String,
            /// Kind of resources wanted; absent means every kind.
            resource_type: ResourceType,
        }
    }

    /// Lists the users who have a role, page by page.
    read Get "/api/v3/list-role-members"
    fn list_role_members(ListRoleMembers) -> UserPaging {
        required {
            /// Code of the role, unique in its permission group.
            code: String,
        }
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Whether custom data comes along. The server takes absence as `false`.
            with_custom_data: bool,
            /// Whether identities come along. The server takes absence as `false`.
            with_identities: bool,
            /// Whether the IDs of departments come along. The server takes absence as `false`.
            with_department_ids: bool,
            /// Code of the permission group the role is in, such as `default`.
            namespace: String,
        }
    }

    /// Lists the departments that have a role, page by page.
    ///
    /// A role that does not exist is answered with code 404, an empty or too long code with 400.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/list-role-departments"
    fn list_role_departments(ListRoleDepartments) -> RoleDepartmentListPaging {
        required {
            /// Code of the role, unique in its permission group.
            code: String [Length(0..=64)],
        }
        optional {
            /// Code of the permission group the role is in, such as `default`.
            namespace: String,
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
        }
    }

    /// Creates a role in a permission group.
    ///
    /// A malformed or blank code is answered with code 400, `invalid role code`.
    write Post "/api/v3/create-role"
    fn create_role(CreateRole) -> Role {
        required {
            /// Code of the new role, unique in its permission group.
            code: String [Length(0..=64)],
        }
        optional {
            /// Name of the role to show, within its permission group.
            name: String,
            /// Code of the permission group to create the role in. The server takes absence as `default`.
            namespace: String,
            /// Words on what the role is for.
            description: String,
            /// When the role gets disabled, in milliseconds since 1970, as text; absent or null means never.
            disable_time: String,
        }
    }

    /// Lists the roles of a permission group, page by page.
    read Get "/api/v3/list-roles"
    fn list_roles(ListRoles) -> RolePaging {
        required {}
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Text to look for in the codes and names of the roles; absent means all roles.
            keywords: String,
            /// Code of the permission group to list. The server takes absence as `default`.
            namespace: String,
        }
    }

    /// Deletes roles of one permission group.
    ///
    /// For roles of several permission groups there is `delete_roles`.
    write Post "/api/v3/delete-roles-batch"
    fn delete_roles_batch(DeleteRolesBatch) -> IsSuccess {
        required {
            /// Codes of the roles to delete.
            code_list: Vec<String> [Items(1..=50)],
        }
        optional {
            /// Code of the permission group the roles are in. The server takes absence as `default`.
            namespace: String,
        }
    }

    /// Creates several roles at once, in one or more permission groups.
    ///
    /// A malformed or blank code is answered with code 400, `invalid role code`; so is an empty list, with another
    /// text.
    write Post "/api/v3/create-roles-batch"
    fn create_roles_batch(CreateRolesBatch) -> IsSuccess {
        required {
            /// Roles to create.
            list: Vec<RoleListItem> [Items(1..=50)],
        }
        optional {}
    }

    /// Changes a role, its code included.
    ///
    /// A malformed, blank or too long new code is answered with code 400.
    write Post "/api/v3/update-role"
    fn update_role(UpdateRole) -> IsSuccess {
        required {
            /// Name of the role to show from now on.
            name: String,
            /// Code the role is to have; repeat `code` to keep it.
            new_code: String [Length(0..=64)],
            /// Code the role has now.
            code: String,
        }
        optional {
            /// Code of the permission group the role is in. The server takes absence as `default`.
            namespace: String,
            /// Words on what the role is for.
            description: String,
            /// State of the role: in force or disabled. Known values: `ENABLE`, `DISABLE`.
            status: String,
            /// When the role gets disabled, in milliseconds since 1970, as text; null means never.
            disable_time: String,
            /// Whether users may apply for the role; the application must have single sign-on and be visible to
            /// users without access.
            enable_permission_apply: bool,
        }
    }

    /// Deletes roles of several permission groups at once.
    write Post "/api/v3/multiple-namespace-delete-roles-batch"
    fn delete_roles(DeleteRoles) -> IsSuccess {
        required {
            /// Roles to delete, each with its permission group.
            role_list: Vec<RoleCodeAndNamespace> [Items(1..=50)],
        }
        optional {}
    }

    /// Checks whether the code or the name of a new role is still free.
    read Post "/api/v3/check-role-params"
    fn check_role_params(CheckRoleParams) as "check_params_namespace" -> CheckRoleParamsResp {
        required {
            /// Code the role is to have.
            code: String,
        }
        optional {
            /// Code of the permission group to look in; absent means the default one.
            namespace: String,
            /// Name the role is to have, if that should be checked too.
            name: String,
        }
    }

    /// Lists the assignments of a role, page by page.
    read Get "/api/v3/list-role-assignments"
    fn list_role_assignments(ListRoleAssignments) -> RoleListPage {
        required {
            /// Code of the role: letters, digits, `-` and `_`.
            role_code: String [Length(0..=50), AlphanumericOr("_-")],
        }
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Text to look for in role codes and names; absent means no filter.
            query: String,
            /// Code of the permission group the role is in.
            namespace_code: String,
            /// Kinds of targets wanted: users, departments or both.
            target_type: Vec<RoleAssignmentTargetType>,
        }
    }

    /// Creates a role for administrators.
    ///
    /// Upstream declares the answer of another operation (the check of role codes), which cannot be right; `data`
    /// stays JSON.
    write Post "/api/v3/create-admin-role"
    fn create_admin_role(CreateAdminRole) -> Value {
        required {
            /// Name of the administrator role to show.
            name: String,
            /// Code of the administrator role, unique among them.
            code: String,
        }
        optional {
            /// Words on what the administrator role is for.
            description: String,
        }
    }

    /// Deletes administrator roles that were created by hand.
    write Post "/api/v3/delete-admin-roles"
    fn delete_admin_roles_batch(DeleteAdminRolesBatch) -> IsSuccess {
        required {
            /// Codes of the administrator roles to delete.
            code_list: Vec<String> [Items(1..=50)],
        }
        optional {}
    }

    /// Checks whether some of the given roles exclude each other.
    read Post "/api/v3/check-role-mutual-exclusion"
    fn check_role_mutual_exclusion(CheckRoleMutualExclusion) as "check_mutual_exclusion"
        -> CheckRoleMutualExclusionResult {
        required {
            /// Roles to compare with each other.
            roles: Vec<RoleCode>,
        }
        optional {}
    }
}
