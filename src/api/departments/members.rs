//! Departments: members and synchronization.

use super::{DepartmentMemberSortBy, IsUserInDepartmentData};
use crate::api::common::{DepartmentIdType, IsSuccess, OrderBy, UserPaging, UserSyncRelation};
use crate::table::operations;

operations! {
    /// # Departments: members and synchronization
    "departments"

    /// Lists the members of a department, page by page.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/list-department-members"
    fn list_department_members(ListDepartmentMembers) -> UserPaging {
        required {
            /// Code of the organization.
            organization_code: String,
            /// ID of the department, of the kind `departmentIdType` names; `root` for the root department.
            department_id: String,
        }
        optional {
            /// Property to sort the members by. The server takes absence as `JoinDepartmentAt`.
            sort_by: DepartmentMemberSortBy,
            /// Direction to sort in. The server takes absence as `Desc`.
            order_by: OrderBy,
            /// How departments are named in this call. The server takes absence as `department_id`.
            department_id_type: DepartmentIdType,
            /// Whether members of the departments below count too. The server takes absence as `false`.
            include_children_departments: bool,
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(1..=50)],
            /// Whether custom data comes along. The server takes absence as `false`.
            with_custom_data: bool,
            /// Whether identities come along. The server takes absence as `false`.
            with_identities: bool,
            /// Whether the IDs of departments come along. The server takes absence as `false`.
            with_department_ids: bool,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Lists the user IDs of the direct members of a department.
    ///
    /// An unknown `organizationCode` is answered with 404, one that is too long with 400.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/list-department-member-ids"
    fn list_department_member_ids(ListDepartmentMemberIds) -> Vec<String> {
        required {
            /// Code of the organization.
            organization_code: String [Length(0..=64)],
            /// ID of the department, of the kind `departmentIdType` names; `root` for the root department.
            department_id: String,
        }
        optional {
            /// How departments are named in this call. The server takes absence as `department_id`.
            department_id_type: DepartmentIdType,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Searches the members of a department for a keyword, page by page.
    ///
    /// An unknown `organizationCode` is answered with 404, one that is too long with 400.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/search-department-members"
    fn search_department_members(SearchDepartmentMembers) -> UserPaging {
        required {
            /// Code of the organization.
            organization_code: String [Length(0..=64)],
            /// ID of the department, of the kind `departmentIdType` names; `root` for the root department.
            department_id: String,
            /// Text to look for, such as part of the name of a member.
            keywords: String,
        }
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// How departments are named in this call. The server takes absence as `department_id`.
            department_id_type: DepartmentIdType,
            /// Whether members of the departments below count too. The server takes absence as `false`.
            include_children_departments: bool,
            /// Whether custom data comes along. The server takes absence as `false`.
            with_custom_data: bool,
            /// Whether identities come along. The server takes absence as `false`.
            with_identities: bool,
            /// Whether the IDs of departments come along. The server takes absence as `false`.
            with_department_ids: bool,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Adds users to a department.
    ///
    /// An unknown `organizationCode` is answered with 404, one that is too long with 400.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/add-department-members"
    fn add_department_members(AddDepartmentMembers) -> IsSuccess {
        required {
            /// IDs of the users to add.
            user_ids: Vec<String>,
            /// Code of the organization.
            organization_code: String [Length(0..=64)],
            /// ID of the department, of the kind `departmentIdType` names.
            department_id: String,
        }
        optional {
            /// How departments are named in this call. The server takes absence as `department_id`.
            department_id_type: DepartmentIdType,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Takes users out of a department; the users themselves stay.
    ///
    /// An unknown `organizationCode` is answered with 404, one that is too long with 400.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/remove-department-members"
    fn remove_department_members(RemoveDepartmentMembers) -> IsSuccess {
        required {
            /// IDs of the users to take out.
            user_ids: Vec<String>,
            /// Code of the organization.
            organization_code: String [Length(0..=64)],
            /// ID of the department, of the kind `departmentIdType` names.
            department_id: String,
        }
        optional {
            /// How departments are named in this call. The server takes absence as `department_id`.
            department_id_type: DepartmentIdType,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Tells whether a user is a member of a department.
    ///
    /// An unknown `organizationCode` is answered with 404, one that is too long with 400.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/is-user-in-department"
    fn is_user_in_department(IsUserInDepartment) -> IsUserInDepartmentData {
        required {
            /// User to look up: the user ID by default, or another identifier of the user such as a mail address.
            user_id: String,
            /// Code of the organization.
            organization_code: String [Length(0..=64)],
            /// ID of the department, of the kind `departmentIdType` names; `root` for the root department.
            department_id: String,
        }
        optional {
            /// How departments are named in this call. The server takes absence as `department_id`.
            department_id_type: DepartmentIdType,
            /// Whether membership in a department below counts too. The server takes absence as `false`.
            include_children_departments: bool,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Lists what a department is linked to in outside systems it is synchronized with.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/get-department-sync-relations"
    fn get_department_sync_relations(GetDepartmentSyncRelations) -> Vec<UserSyncRelation> {
        required {
            /// Code of the organization.
            organization_code: String,
        }
        optional {
            /// ID of the department, of the kind `departmentIdType` names; `root` for the root department.
            department_id: String [AnyOf(&["departmentId"])],
            /// How departments are named in this call. The server takes absence as `department_id`.
            department_id_type: DepartmentIdType,
            /// Whether custom data comes along. The server takes absence as `false`.
            with_custom_data: bool,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Removes the link between a department and its counterpart in one outside identity source.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/delete-department-sync-relations"
    fn delete_department_sync_relations(DeleteDepartmentSyncRelations) -> IsSuccess {
        required {
            /// Kind of the outside identity source whose link to remove, such as `lark` or `ldap`. Known values:
            /// `wechatwork`, `dingtalk`, `lark`, `welink`, `ldap`, `active-directory`, `italent`, `xiaoshouyi`,
            /// `maycur`, `scim`, `moka`.
            provider: String,
            /// ID of the department, of the kind `departmentIdType` names; `root` for the root department.
            department_id: String,
            /// Code of the organization.
            organization_code: String,
        }
        optional {
            /// How departments are named in this call. The server takes absence as `department_id`.
            department_id_type: DepartmentIdType,
        }
    }
}
