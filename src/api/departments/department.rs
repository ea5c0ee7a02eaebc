//! Departments.

use serde_json::{Map, Value};

use super::{
    AllDepartmentsIdType, Department, DepartmentOrderBy, DepartmentPaging, DepartmentSortBy, DepartmentSorting,
    DepartmentTreeResult, SearchDepartmentsFilterItem, UserInfo,
};
use crate::api::common::{DepartmentI18n, DepartmentIdType, IsSuccess};
use crate::table::operations;

operations! {
    /// # Departments
    "departments"

    /// Fetches one department of an organization, by its ID or its code.
    ///
    /// An unknown `organizationCode` is answered with 404, one that is too long with 400.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/get-department"
    fn get_department(GetDepartment) -> Department {
        required {}
        optional {
            /// Code of the organization.
            organization_code: String [Length(0..=64)],
            /// ID of the department, of the kind `departmentIdType` names; `root` for the root department. Needed
            /// where `departmentCode` is not given.
            department_id: String [AnyOf(&["departmentId", "departmentCode"])],
            /// Code of the department. Needed where `departmentId` is not given.
            department_code: String,
            /// How departments are named in this call. The server takes absence as `department_id`.
            department_id_type: DepartmentIdType,
            /// Whether custom data comes along. The server takes absence as `false`.
            with_custom_data: bool,
            /// Whether the custom data is flattened instead of nested in `customData`. The server takes absence as
            /// `false`.
            flat_custom_data: bool,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Lists the applications a department is authorized to use.
    ///
    /// Upstream declares a department for the answer, which cannot be right; `data` stays JSON.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Post "/api/v3/get-department-available-app"
    fn get_department_all_app(GetDepartmentAllApp) -> Value {
        required {
            /// ID of the department whose applications are wanted.
            department_id: String,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
            /// Types of applications to list; upstream lists no values. Absence means every type.
            app_type_list: Vec<String>,
            /// Whether custom data comes along.
            with_custom_data: bool,
        }
    }

    /// Creates a department under another department of an organization.
    ///
    /// An unknown `organizationCode` is answered with 404, a blank or overlong one with 400.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/create-department"
    fn create_department(CreateDepartment) -> Department {
        required {
            /// Code of the organization.
            organization_code: String [Length(0..=64)],
            /// Name of the new department, as people see it.
            name: String,
            /// ID of the department to create it under; `root` for the root department.
            parent_department_id: String,
            /// Metadata of the department, as a JSON object; upstream names no keys.
            metadata: Map<String, Value>,
        }
        optional {
            /// ID of the department in a system of your own, such as the one it was taken over from.
            open_department_id: String,
            /// Free text about the new department.
            description: String,
            /// Code that identifies the new department.
            code: String,
            /// Whether to create it as a virtual department.
            is_virtual_node: bool,
            /// Names of the department in other languages, each of which can be switched on or off.
            i18n: DepartmentI18n,
            /// Values of the custom fields of the new department, by field key.
            custom_data: Map<String, Value>,
            /// Kind of ID that `parentDepartmentId` holds. The server takes absence as `department_id`.
            department_id_type: DepartmentIdType,
            /// IDs of the posts to link to the new department.
            post_id_list: Vec<String>,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Changes the given properties of a department, or moves it under another parent.
    ///
    /// A code that is blank, overlong or otherwise malformed is answered with 400.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/update-department"
    fn update_department(UpdateDepartment) -> Department {
        required {
            /// Code of the organization.
            organization_code: String,
            /// ID of the department, of the kind `departmentIdType` names.
            department_id: String,
        }
        optional {
            /// Metadata of the department, as a JSON object; upstream names no keys.
            metadata: Map<String, Value>,
            /// IDs of the users who lead the department.
            leader_user_ids: Vec<String>,
            /// New free text about the department.
            description: String,
            /// New code of the department.
            code: String [Length(0..=64)],
            /// Names of the department in other languages, each of which can be switched on or off.
            i18n: DepartmentI18n,
            /// Whether the department is enabled.
            status: bool,
            /// New name of the department.
            name: String,
            /// How departments are named in this call. The server takes absence as `department_id`.
            department_id_type: DepartmentIdType,
            /// ID of the department to move it under; `root` for the root department.
            parent_department_id: String,
            /// New values of custom fields, by field key; the user pool must define the fields first.
            custom_data: Map<String, Value>,
            /// IDs of the posts to link to the department.
            post_id_list: Vec<String>,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Deletes a department of an organization.
    ///
    /// An unknown `organizationCode` is answered with 404, one that is too long with 400.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/delete-department"
    fn delete_department(DeleteDepartment) -> IsSuccess {
        required {
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

    /// Searches an organization for departments that match a keyword.
    ///
    /// Deprecated upstream: use `search_departments_list`.
    ///
    /// An unknown `organizationCode` is answered with 404, one that is too long with 400.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Post "/api/v3/search-departments"
    fn search_departments(SearchDepartments) -> Vec<Department> {
        required {
            /// Text to look for, such as part of the name of a department.
            keywords: String,
            /// Code of the organization.
            organization_code: String [Length(0..=64)],
        }
        optional {
            /// Whether custom data comes along. The server takes absence as `false`.
            with_custom_data: bool,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Searches the departments of an organization with filters and a sort order, page by page.
    ///
    /// The answer is a plain list, without a total.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Post "/api/v3/search-departments-list"
    fn search_departments_list(SearchDepartmentsList) -> Vec<Department> {
        required {
            /// Code of the organization.
            organization_code: String,
        }
        optional {
            /// Whether custom data comes along. The server takes absence as `false`.
            with_custom_data: bool,
            /// Whether to include the posts of each department. The server takes absence as `false`.
            with_post: bool,
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Conditions the departments have to meet. Absence means no condition.
            advanced_filter: Vec<SearchDepartmentsFilterItem>,
            /// Time to sort by. The server takes absence as `updatedAt`.
            sort_by: DepartmentSortBy,
            /// Direction to sort `sortBy` in. The server takes absence as `DESC`.
            order_by: DepartmentOrderBy,
            /// Sort keys, the first one first; for sorting by more than one field.
            sort: Vec<DepartmentSorting>,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Lists the departments directly under a department.
    ///
    /// An unknown `organizationCode` is answered with 404, one that is too long with 400.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/list-children-departments"
    fn list_children_departments(ListChildrenDepartments) -> DepartmentPaging {
        required {
            /// Code of the organization.
            organization_code: String [Length(0..=64)],
            /// ID of the department whose children are wanted; `root` for the root department.
            department_id: String,
        }
        optional {
            /// State of the departments to list: true for enabled ones, false for disabled ones.
            status: bool,
            /// How departments are named in this call. The server takes absence as `department_id`.
            department_id_type: DepartmentIdType,
            /// Whether to leave out virtual departments. The server takes absence as `false`.
            exclude_virtual_node: bool,
            /// Whether to list virtual departments only. The server takes absence as `false`.
            only_virtual_node: bool,
            /// Whether custom data comes along. The server takes absence as `false`.
            with_custom_data: bool,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Lists all departments of an organization, from a given department downwards.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/get-all-departments"
    fn get_all_departments(GetAllDepartments) -> DepartmentPaging {
        required {
            /// Code of the organization.
            organization_code: String,
        }
        optional {
            /// ID of the department to start from. The server takes absence as `root`.
            department_id: String,
            /// How departments are named in this call. The server takes absence as `department_id`.
            department_id_type: AllDepartmentsIdType,
            /// Whether custom data comes along. The server takes absence as `false`.
            with_custom_data: bool,
        }
    }

    /// Fetches the department directly above a department.
    ///
    /// An unknown `organizationCode` is answered with 404, one that is too long with 400.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/get-parent-department"
    fn get_parent_department(GetParentDepartment) -> Department {
        required {
            /// Code of the organization.
            organization_code: String [Length(0..=64)],
            /// ID of the department whose parent is wanted.
            department_id: String,
        }
        optional {
            /// How departments are named in this call. The server takes absence as `department_id`.
            department_id_type: DepartmentIdType,
            /// Whether custom data comes along. The server takes absence as `false`.
            with_custom_data: bool,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Fetches one department by its ID alone, without naming its organization.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/get-department-by-id"
    fn get_department_by_id(GetDepartmentById) -> Department {
        required {
            /// ID of the department; `root` for the root department.
            department_id: String,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
            /// Types of applications; upstream does not say what they change here.
            app_type_list: Vec<String>,
            /// Whether custom data comes along. The server takes absence as `false`.
            with_custom_data: bool,
        }
    }

    /// Creates a tree of departments with their members; departments that do not exist yet are added.
    ///
    /// The answer counts what was added and updated. The request names no organization; upstream does not say which
    /// one gets the tree.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/create-department-tree"
    fn create_department_tree(CreateDepartmentTree) -> DepartmentTreeResult {
        required {
            /// Name of the department at the top of the tree.
            name: String,
        }
        optional {
            /// Departments below it; upstream types them as texts and shows no example.
            children: Vec<String>,
            /// Member of the department; a single user by its type, despite the plural name.
            members: UserInfo,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Enables or disables a department.
    ///
    /// Upstream declares an answer without any fields; `data` stays JSON.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/update-department-status"
    fn update_node_status(UpdateNodeStatus) -> Value, in_body {
        required {
            /// State to set: true enables the department, false disables it.
            status: bool,
            /// ID of the department to enable or disable.
            department_id: String,
        }
        optional {}
    }
}
