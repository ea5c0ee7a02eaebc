//! Departments.

use serde_json::{Map, Value};

use super::{
    AllDepartmentsIdType, Department, DepartmentOrderBy, DepartmentPaging, DepartmentSortBy, DepartmentSorting,
    DepartmentTreeResult, SearchDepartmentsFilterItem, UserInfo,
};
use crate::api::common::{DepartmentI18n, DepartmentIdType, IsSuccess};
use crate::macros::operations;

operations! {
    /// # Departments
    "departments"

    /// Fetches a department of an organization by its ID or code.
    ///
    /// Fails with status 404 if `organization_code` is unknown and with 400 if it is too long.
    ///
    /// The response does not name the tenant of the department.
    read Get "/api/v3/get-department"
    fn get_department(GetDepartment) -> Department, authing {
        required {}
        optional {
            /// Code of the organization.
            organization_code: String [Length(..=64)],
            /// ID of the department, interpreted according to `department_id_type`; `root` for the root department.
            department_id: String [AnyOf(department_id, department_code)],
            /// Code of the department, as an alternative to `department_id`.
            department_code: String,
            /// Type of the department ID. Defaults to `department_id`.
            department_id_type: DepartmentIdType,
            /// Whether to include custom data in the response. Defaults to `false`.
            with_custom_data: bool,
            /// Whether to return custom fields as a flat object. Defaults to `false`.
            flat_custom_data: bool,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Lists the applications that a department is authorized to use.
    ///
    /// `data` is untyped because the documented type, a department, does not match the operation.
    read Post "/api/v3/get-department-available-app"
    fn get_department_all_app(GetDepartmentAllApp) -> Value, authing {
        required {
            /// ID of the department.
            department_id: String,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
            /// Types of applications. The accepted values are not documented.
            app_type_list: Vec<String>,
            /// Whether to include custom data in the response.
            with_custom_data: bool,
        }
    }

    /// Creates a department in an organization.
    ///
    /// Fails with status 404 if `organization_code` is unknown and with 400 if it is blank or too long.
    write Post "/api/v3/create-department"
    fn create_department(CreateDepartment) -> Department, authing {
        required {
            /// Code of the organization.
            organization_code: String [Length(..=64)],
            /// Name of the department.
            name: String,
            /// ID of the parent department, interpreted according to `department_id_type`; `root` for the root
            /// department.
            parent_department_id: String,
        }
        optional {
            /// Metadata of the department, as a JSON object.
            metadata: Map<String, Value> as unenforced,
            /// Custom ID of the department, chosen by the caller.
            open_department_id: String,
            /// Description of the department.
            description: String,
            /// Code of the department.
            code: String,
            /// Whether the department is virtual.
            is_virtual_node: bool,
            /// Names of the department by language, each of which can be enabled or disabled.
            i18n: DepartmentI18n,
            /// Values of the department's custom fields, by field key.
            custom_data: Map<String, Value>,
            /// Type of the ID in `parent_department_id`. Defaults to `department_id`.
            department_id_type: DepartmentIdType,
            /// IDs of the department's posts.
            post_id_list: Vec<String>,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Updates a department. Setting `parent_department_id` moves it under another parent.
    ///
    /// Fails with status 400 if `code` is blank, malformed or too long.
    write Post "/api/v3/update-department"
    fn update_department(UpdateDepartment) -> Department, authing {
        required {
            /// Code of the organization.
            organization_code: String,
            /// ID of the department, interpreted according to `department_id_type`.
            department_id: String,
        }
        optional {
            /// Metadata of the department, as a JSON object.
            metadata: Map<String, Value>,
            /// User IDs of the department's leaders.
            leader_user_ids: Vec<String>,
            /// New description of the department.
            description: String,
            /// New code of the department.
            code: String [Length(..=64)],
            /// Names of the department by language, each of which can be enabled or disabled.
            i18n: DepartmentI18n,
            /// Whether the department is enabled.
            status: bool,
            /// New name of the department.
            name: String,
            /// Type of the department ID. Defaults to `department_id`.
            department_id_type: DepartmentIdType,
            /// ID of the new parent department; `root` for the root department.
            parent_department_id: String,
            /// Values of custom fields, by field key. The fields must already be defined in the user pool.
            custom_data: Map<String, Value>,
            /// IDs of the department's posts.
            post_id_list: Vec<String>,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Deletes a department of an organization.
    ///
    /// Fails with status 404 if `organization_code` is unknown and with 400 if it is too long.
    destructive Post "/api/v3/delete-department"
    fn delete_department(DeleteDepartment) -> IsSuccess, authing {
        required {
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

    /// Searches the departments of an organization for a keyword.
    ///
    /// The operation is deprecated in the official OpenAPI document. `search_departments_list` offers filters, sorting
    /// and paging.
    ///
    /// Fails with status 404 if `organization_code` is unknown and with 400 if it is too long.
    read Post "/api/v3/search-departments"
    fn search_departments(SearchDepartments) -> Vec<Department>, authing {
        required {
            /// Text to search for, such as a name.
            keywords: String as text,
            /// Code of the organization.
            organization_code: String [Length(..=64)],
        }
        optional {
            /// Whether to include custom data in the response. Defaults to `false`.
            with_custom_data: bool,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Searches the departments of an organization with filters and sorting, page by page.
    ///
    /// The response is a plain list without a total count.
    read Post "/api/v3/search-departments-list"
    fn search_departments_list(SearchDepartmentsList) -> Vec<Department>, authing {
        required {
            /// Code of the organization.
            organization_code: String,
        }
        optional {
            /// Whether to include custom data in the response. Defaults to `false`.
            with_custom_data: bool,
            /// Whether to include posts in the response. Defaults to `false`.
            with_post: bool,
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Conditions that departments must meet.
            advanced_filter: Vec<SearchDepartmentsFilterItem>,
            /// Time to sort by. Defaults to `updatedAt`.
            sort_by: DepartmentSortBy,
            /// Sort direction. Defaults to `DESC`.
            order_by: DepartmentOrderBy,
            /// Sort keys, for sorting by several fields.
            sort: Vec<DepartmentSorting>,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Lists the direct sub-departments of a department.
    ///
    /// Fails with status 404 if `organization_code` is unknown and with 400 if it is too long.
    read Get "/api/v3/list-children-departments"
    fn list_children_departments(ListChildrenDepartments) -> DepartmentPaging, authing {
        required {
            /// Code of the organization.
            organization_code: String [Length(..=64)],
            /// ID of the department, interpreted according to `department_id_type`; `root` for the root department.
            department_id: String,
        }
        optional {
            /// Only departments with this status: `true` for enabled, `false` for disabled.
            status: bool,
            /// Type of the department ID. Defaults to `department_id`.
            department_id_type: DepartmentIdType,
            /// Whether to leave out virtual departments. Defaults to `false`.
            exclude_virtual_node: bool,
            /// Whether to list only virtual departments. Defaults to `false`.
            only_virtual_node: bool,
            /// Whether to include custom data in the response. Defaults to `false`.
            with_custom_data: bool,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Lists all departments of an organization.
    read Get "/api/v3/get-all-departments"
    fn get_all_departments(GetAllDepartments) -> DepartmentPaging, authing {
        required {
            /// Code of the organization.
            organization_code: String,
        }
        optional {
            /// ID of the department to start from, interpreted according to `department_id_type`. Defaults to `root`,
            /// the root department.
            department_id: String,
            /// Type of the department ID. Defaults to `department_id`.
            department_id_type: AllDepartmentsIdType,
            /// Whether to include custom data in the response. Defaults to `false`.
            with_custom_data: bool,
        }
    }

    /// Fetches the parent of a department.
    ///
    /// Fails with status 404 if `organization_code` is unknown and with 400 if it is too long.
    read Get "/api/v3/get-parent-department"
    fn get_parent_department(GetParentDepartment) -> Department, authing {
        required {
            /// Code of the organization.
            organization_code: String [Length(..=64)],
            /// ID of the department, interpreted according to `department_id_type`.
            department_id: String,
        }
        optional {
            /// Type of the department ID. Defaults to `department_id`.
            department_id_type: DepartmentIdType,
            /// Whether to include custom data in the response. Defaults to `false`.
            with_custom_data: bool,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Fetches a department by its ID, without its organization.
    read Get "/api/v3/get-department-by-id"
    fn get_department_by_id(GetDepartmentById) -> Department, authing {
        required {
            /// ID of the department.
            department_id: String,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
            /// Types of applications. Their effect on this operation is not documented.
            app_type_list: Vec<String>,
            /// Whether to include custom data in the response. Defaults to `false`.
            with_custom_data: bool,
        }
    }

    /// Creates a tree of departments. Departments are matched by name, and missing ones are created.
    ///
    /// The response counts the users and departments created and updated. The request does not name an organization,
    /// and which one receives the tree is not documented.
    write Post "/api/v3/create-department-tree"
    fn create_department_tree(CreateDepartmentTree) -> DepartmentTreeResult, authing {
        required {
            /// Name of the department.
            name: String,
        }
        optional {
            /// Sub-departments. They are documented as a list of strings without an example.
            children: Vec<String>,
            /// Member of the department. The field is documented as a single object despite the plural name.
            members: UserInfo,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Enables or disables a department.
    ///
    /// `data` is untyped because no response fields are documented.
    write Post "/api/v3/update-department-status"
    fn update_node_status(UpdateNodeStatus) -> Value, in_body, authing {
        required {
            /// `true` to enable the department, `false` to disable it.
            status: bool,
            /// ID of the department.
            department_id: String,
        }
        optional {}
    }

    /// Deletes a department and all departments below it.
    ///
    /// Its parameters are taken to be those of `delete_department`.
    destructive Post "/api/v3/delete-department-and-childs"
    fn delete_department_and_childs(DeleteDepartmentAndChilds) -> Value, inferred {
        required {}
        optional {
            /// Code of the organization.
            organization_code: String,
            /// ID of the department, interpreted according to `department_id_type`.
            department_id: String,
            /// Type of the department ID, such as `open_department_id`.
            department_id_type: String,
            /// ID of the tenant.
            tenant_id: String,
        }
    }
}
