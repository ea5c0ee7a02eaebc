//! Departments: members and synchronization.

use serde_json::Value;

use super::{DepartmentMemberSortBy, IsUserInDepartmentData};
use crate::api::common::{DepartmentIdType, IsSuccess, OrderBy, UserPaging, UserSyncRelation};
use crate::macros::operations;

operations! {
    /// # Departments: members and synchronization
    "departments"

    /// Lists the members of a department, page by page.
    read Get "/api/v3/list-department-members"
    fn list_department_members(ListDepartmentMembers) -> UserPaging, authing {
        required {
            /// Code of the organization.
            organization_code: String,
            /// ID of the department, interpreted according to `department_id_type`; `root` for the root department.
            department_id: String,
        }
        optional {
            /// Field to sort the members by. Defaults to `JoinDepartmentAt`.
            sort_by: DepartmentMemberSortBy,
            /// Sort direction. Defaults to `Desc`.
            order_by: OrderBy,
            /// Type of the department ID. Defaults to `department_id`.
            department_id_type: DepartmentIdType,
            /// Whether to include the members of sub-departments in the response. Defaults to `false`.
            include_children_departments: bool,
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
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Lists the user IDs of the direct members of a department.
    ///
    /// Fails with status 404 if `organization_code` is unknown and with 400 if it is too long.
    read Get "/api/v3/list-department-member-ids"
    fn list_department_member_ids(ListDepartmentMemberIds) -> Vec<String>, authing {
        required {
            /// Code of the organization.
            organization_code: String [Length(..=64)],
            /// ID of the department, interpreted according to `department_id_type`; `root` for the root department.
            department_id: String,
        }
        optional {
            /// Type of the department ID. Defaults to `department_id`.
            department_id_type: DepartmentIdType,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Searches the members of a department for a keyword, page by page.
    ///
    /// Fails with status 404 if `organization_code` is unknown and with 400 if it is too long.
    read Get "/api/v3/search-department-members"
    fn search_department_members(SearchDepartmentMembers) -> UserPaging, authing {
        required {
            /// Code of the organization.
            organization_code: String [Length(..=64)],
            /// ID of the department, interpreted according to `department_id_type`; `root` for the root department.
            department_id: String,
            /// Text to search for, such as a member's name.
            keywords: String as text,
        }
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Type of the department ID. Defaults to `department_id`.
            department_id_type: DepartmentIdType,
            /// Whether to include the members of sub-departments in the response. Defaults to `false`.
            include_children_departments: bool,
            /// Whether to include custom data in the response. Defaults to `false`.
            with_custom_data: bool,
            /// Whether to include identities in the response. Defaults to `false`.
            with_identities: bool,
            /// Whether to include department IDs in the response. Defaults to `false`.
            with_department_ids: bool,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Adds users to a department.
    ///
    /// Fails with status 404 if `organization_code` is unknown and with 400 if it is too long.
    write Post "/api/v3/add-department-members"
    fn add_department_members(AddDepartmentMembers) -> IsSuccess, authing {
        required {
            /// IDs of the users to add.
            user_ids: Vec<String>,
            /// Code of the organization.
            organization_code: String [Length(..=64)],
            /// ID of the department, interpreted according to `department_id_type`.
            department_id: String,
        }
        optional {
            /// Type of the department ID. Defaults to `department_id`.
            department_id_type: DepartmentIdType,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Removes users from a department.
    ///
    /// Fails with status 404 if `organization_code` is unknown and with 400 if it is too long.
    destructive Post "/api/v3/remove-department-members"
    fn remove_department_members(RemoveDepartmentMembers) -> IsSuccess, authing {
        required {
            /// IDs of the users to remove.
            user_ids: Vec<String>,
            /// Code of the organization.
            organization_code: String [Length(..=64)],
            /// ID of the department, interpreted according to `department_id_type`.
            department_id: String,
        }
        optional {
            /// Type of the department ID. Defaults to `department_id`.
            department_id_type: DepartmentIdType,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Checks whether a user is a member of a department.
    ///
    /// Fails with status 404 if `organization_code` is unknown and with 400 if it is too long.
    read Get "/api/v3/is-user-in-department"
    fn is_user_in_department(IsUserInDepartment) -> IsUserInDepartmentData, authing, decides {
        required {
            /// ID of the user.
            user_id: String,
            /// Code of the organization.
            organization_code: String [Length(..=64)],
            /// ID of the department, interpreted according to `department_id_type`; `root` for the root department.
            department_id: String,
        }
        optional {
            /// Type of the department ID. Defaults to `department_id`.
            department_id_type: DepartmentIdType,
            /// Whether to count members of the department's sub-departments. Defaults to `false`.
            include_children_departments: bool,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Lists the sync relations of a department.
    ///
    /// A sync relation links the department to its counterpart in an external system that it is synchronized with.
    read Get "/api/v3/get-department-sync-relations"
    fn get_department_sync_relations(GetDepartmentSyncRelations) -> Vec<UserSyncRelation>, authing {
        required {
            /// Code of the organization.
            organization_code: String,
        }
        optional {
            /// ID of the department, interpreted according to `department_id_type`; `root` for the root department.
            department_id: String [AnyOf(department_id)],
            /// Type of the department ID. Defaults to `department_id`.
            department_id_type: DepartmentIdType,
            /// Whether to include custom data in the response. Defaults to `false`.
            with_custom_data: bool,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Deletes the sync relation of a department with an external identity source.
    destructive Post "/api/v3/delete-department-sync-relations"
    fn delete_department_sync_relations(DeleteDepartmentSyncRelations) -> IsSuccess, authing {
        required {
            /// Type of the identity source. Known values: `wechatwork` (WeCom), `dingtalk`, `lark` (Feishu), `welink`,
            /// `ldap`, `active-directory` (Windows AD), `italent` (Beisen), `xiaoshouyi`, `maycur`, `scim`, `moka`.
            provider: String,
            /// ID of the department, interpreted according to `department_id_type`; `root` for the root department.
            department_id: String,
            /// Code of the organization.
            organization_code: String,
        }
        optional {
            /// Type of the department ID. Defaults to `department_id`.
            department_id_type: DepartmentIdType,
        }
    }

    /// Checks whether a department is below another department.
    read Get "/api/v3/is-department-in-department"
    fn is_department_in_department(IsDepartmentInDepartment) -> Value, path_only, decides {
        required {}
        optional {}
    }
}
