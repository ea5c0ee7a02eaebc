//! Roles.

use serde_json::Value;

use super::{
    CheckRoleMutualExclusionResult, CheckRoleParamsResp, RoleAssignmentTargetType, RoleAuthorizedResourcePaging,
    RoleCode, RoleCodeAndNamespace, RoleDepartmentListPaging, RoleListItem, RoleListPage, Target,
};
use crate::api::common::{IsSuccess, ResourceType, Role, RolePaging, UserPaging};
use crate::macros::operations;

operations! {
    /// # Roles
    "roles"

    /// Fetches a role of a permission group.
    read Get "/api/v3/get-role"
    fn get_role(GetRole) -> Role {
        required {
            /// Code of the role, unique within its permission group.
            code: String,
        }
        optional {
            /// Code of the permission group.
            namespace: String,
        }
    }

    /// Assigns a role to one or more targets, such as users or departments.
    write Post "/api/v3/assign-role"
    fn assign_role(AssignRole) -> IsSuccess {
        required {
            /// Targets that receive the role.
            targets: Vec<Target> [Items(1..=50)],
            /// Code of the role, unique within its permission group.
            code: String,
        }
        optional {
            /// Time at which the assignment expires, in milliseconds since the Unix epoch; null for no expiry.
            end_time: i64,
            /// Time at which the assignment takes effect, in milliseconds since the Unix epoch; null for immediate
            /// effect.
            enable_time: i64,
            /// Code of the permission group.
            namespace: String,
        }
    }

    /// Assigns several roles to several targets, such as users or departments.
    write Post "/api/v3/assign-role-batch"
    fn assign_role_batch(AssignRoleBatch) -> IsSuccess {
        required {
            /// Targets that receive the roles.
            targets: Vec<Target> [Items(1..=10)],
            /// Roles to assign.
            roles: Vec<RoleCode> [Items(1..=10)],
        }
        optional {}
    }

    /// Revokes a role from one or more targets, such as users or departments.
    destructive Post "/api/v3/revoke-role"
    fn revoke_role(RevokeRole) -> IsSuccess {
        required {
            /// Targets that lose the role.
            targets: Vec<Target> [Items(1..=50)],
            /// Code of the role, unique within its permission group.
            code: String,
        }
        optional {
            /// Code of the permission group.
            namespace: String,
        }
    }

    /// Revokes several roles from several targets, such as users or departments.
    destructive Post "/api/v3/revoke-role-batch"
    fn revoke_role_batch(RevokeRoleBatch) -> IsSuccess {
        required {
            /// Targets that lose the roles.
            targets: Vec<Target> [Items(1..=50)],
            /// Roles to revoke.
            roles: Vec<RoleCode> [Items(1..=10)],
        }
        optional {}
    }

    /// Lists the resources that a role is authorized to use.
    ///
    /// Fails with status 404 if the role does not exist.
    read Get "/api/v3/get-role-authorized-resources"
    fn get_role_authorized_resources(GetRoleAuthorizedResources) -> RoleAuthorizedResourcePaging {
        required {
            /// Code of the role, unique within its permission group.
            code: String,
        }
        optional {
            /// Code of the permission group.
            namespace: String,
            /// Only resources of this type.
            resource_type: ResourceType,
        }
    }

    /// Lists the users who have a role, page by page.
    read Get "/api/v3/list-role-members"
    fn list_role_members(ListRoleMembers) -> UserPaging {
        required {
            /// Code of the role, unique within its permission group.
            code: String,
        }
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Whether to include custom data in the response. Defaults to `false`.
            with_custom_data: bool,
            /// Whether to include identities in the response. Defaults to `false`.
            with_identities: bool,
            /// Whether to include department IDs in the response. Defaults to `false`.
            with_department_ids: bool,
            /// Code of the permission group.
            namespace: String,
        }
    }

    /// Lists the departments that have a role, page by page.
    ///
    /// Fails with status 404 if the role does not exist and with 400 if `code` is empty or too long.
    read Get "/api/v3/list-role-departments"
    fn list_role_departments(ListRoleDepartments) -> RoleDepartmentListPaging, authing {
        required {
            /// Code of the role, unique within its permission group.
            code: String [Length(..=64)],
        }
        optional {
            /// Code of the permission group.
            namespace: String,
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
        }
    }

    /// Creates a role in a permission group.
    ///
    /// Fails with status 400 if `code` is malformed, blank or too long.
    write Post "/api/v3/create-role"
    fn create_role(CreateRole) -> Role {
        required {
            /// Code of the role, unique within its permission group and made up of letters, digits, `-` and `_`.
            code: String [Length(..=64)],
        }
        optional {
            /// Name of the role.
            name: String,
            /// Code of the permission group. Defaults to `default`.
            namespace: String,
            /// Description of the role.
            description: String,
            /// Time at which the role is disabled automatically, in milliseconds since the Unix epoch, as a string;
            /// null for never.
            disable_time: String,
        }
    }

    /// Lists the roles of a permission group, page by page.
    read Get "/api/v3/list-roles"
    fn list_roles(ListRoles) -> RolePaging {
        required {}
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Text to search for in role codes and names.
            keywords: String,
            /// Code of the permission group. Defaults to `default`.
            namespace: String,
        }
    }

    /// Deletes roles of one permission group.
    ///
    /// To delete roles of several permission groups, use `delete_roles`.
    destructive Post "/api/v3/delete-roles-batch"
    fn delete_roles_batch(DeleteRolesBatch) -> IsSuccess {
        required {
            /// Codes of the roles to delete.
            code_list: Vec<String> [Items(1..=50)],
        }
        optional {
            /// Code of the permission group. Defaults to `default`.
            namespace: String,
        }
    }

    /// Creates several roles, in one or more permission groups.
    ///
    /// Fails with status 400 if the list is empty or a code is malformed or blank.
    write Post "/api/v3/create-roles-batch"
    fn create_roles_batch(CreateRolesBatch) -> IsSuccess {
        required {
            /// Roles to create.
            list: Vec<RoleListItem> [Items(1..=50)],
        }
        optional {}
    }

    /// Updates a role, including its code.
    ///
    /// Fails with status 400 if `new_code` is malformed, blank or too long.
    write Post "/api/v3/update-role"
    fn update_role(UpdateRole) -> IsSuccess {
        required {
            /// New code of the role, made up of letters, digits, `-` and `_`.
            new_code: String [Length(..=64)],
            /// Current code of the role.
            code: String,
        }
        optional {
            /// Name of the role.
            name: String as unenforced,
            /// Code of the permission group. Defaults to `default`.
            namespace: String,
            /// Description of the role.
            description: String,
            /// Status of the role: `ENABLE` if it is in force, `DISABLE` if it is disabled.
            status: String,
            /// Time at which the role is disabled automatically, in milliseconds since the Unix epoch, as a string;
            /// null for never.
            disable_time: String,
            /// Whether users may request the role. This also requires that the application has single sign-on enabled
            /// and is shown in the application panel to users without access.
            enable_permission_apply: bool,
        }
    }

    /// Deletes roles of several permission groups.
    destructive Post "/api/v3/multiple-namespace-delete-roles-batch"
    fn delete_roles(DeleteRoles) -> IsSuccess {
        required {
            /// Roles to delete, each with its permission group.
            role_list: Vec<RoleCodeAndNamespace> [Items(1..=50)],
        }
        optional {}
    }

    /// Checks whether a role code or role name is still available.
    read Post "/api/v3/check-role-params"
    fn check_role_params(CheckRoleParams) as "check_params_namespace" -> CheckRoleParamsResp, decides {
        required {
            /// Role code to check.
            code: String,
        }
        optional {
            /// Code of the permission group. Defaults to `default`.
            namespace: String,
            /// Role name to check.
            name: String,
        }
    }

    /// Lists the assignments of a role, page by page.
    read Get "/api/v3/list-role-assignments"
    fn list_role_assignments(ListRoleAssignments) -> RoleListPage {
        required {
            /// Code of the role.
            role_code: String [Length(..=50), AlphanumericOr("_-")],
        }
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Text to search for in role codes and names.
            query: String,
            /// Code of the permission space that the role belongs to.
            namespace_code: String,
            /// Only assignments to targets of these types: `USER` for users, `ORG` for departments.
            target_type: Vec<RoleAssignmentTargetType>,
        }
    }

    /// Creates an administrator role.
    ///
    /// `data` is untyped because the documented type, that of `check_role_params`, does not match the operation.
    write Post "/api/v3/create-admin-role"
    fn create_admin_role(CreateAdminRole) -> Value {
        required {
            /// Name of the administrator role.
            name: String,
            /// Unique code of the administrator role.
            code: String,
        }
        optional {
            /// Description of the administrator role.
            description: String,
        }
    }

    /// Deletes custom administrator roles.
    destructive Post "/api/v3/delete-admin-roles"
    fn delete_admin_roles_batch(DeleteAdminRolesBatch) -> IsSuccess {
        required {
            /// Codes of the administrator roles to delete.
            code_list: Vec<String> [Items(1..=50)],
        }
        optional {}
    }

    /// Checks whether any of the given roles are mutually exclusive.
    read Post "/api/v3/check-role-mutual-exclusion"
    fn check_role_mutual_exclusion(CheckRoleMutualExclusion) as "check_mutual_exclusion"
        -> CheckRoleMutualExclusionResult, decides {
        required {
            /// Roles to check against each other.
            roles: Vec<RoleCode>,
        }
        optional {}
    }

    /// Lists the data policies that a role has.
    read Post "/api/v3/get-role-policy-list"
    fn get_role_policy_list(GetRolePolicyList) -> Value, path_only {
        required {}
        optional {}
    }

    /// Lists all users who have a role, including those who have it indirectly, page by page.
    ///
    /// `list_role_members` lists those who have it directly.
    read Get "/api/v3/list-role-all-members"
    fn list_role_all_members(ListRoleAllMembers) -> Value, inferred {
        required {}
        optional {
            /// Code of the role, unique within its permission group.
            code: String,
            /// Code of the permission group.
            namespace: String,
            /// Page number, starting at 1.
            page: i64 [Range(1..)],
            /// Maximum number of items per page.
            limit: i64 [Range(1..)],
            /// Whether to include custom data in the response.
            with_custom_data: bool,
            /// Whether to include identities in the response.
            with_identities: bool,
            /// Whether to include department IDs in the response.
            with_department_ids: bool,
        }
    }
}
