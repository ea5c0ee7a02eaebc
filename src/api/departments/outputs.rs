//! What these calls answer.

use serde_json::{Map, Value};

use crate::api::common::{DepartmentI18nOutput, Post};
use crate::table::outputs;

outputs! {
    /// A department of an organization.
    Department {
        /// Code of the organization.
        organization_code: String,
        /// ID the system gave the department; it never changes.
        department_id: String,
        /// When it was created.
        created_at: String,
        /// When it was last changed.
        updated_at: String,
        /// ID of the department in a system of your own, such as the one it was taken over from.
        open_department_id: String,
        /// Name of the department, as people see it.
        name: String,
        /// IDs of the users who lead the department.
        leader_user_ids: Vec<String>,
        /// Free text about the department.
        description: String,
        /// ID of the department above; `root` under the root department.
        parent_department_id: String,
        /// Code that identifies the department.
        code: String,
        /// Code of the department above.
        parent_department_code: String,
        /// Number of direct members; those of departments below do not count.
        members_count: i64,
        /// Whether there are departments below this one.
        has_children: bool,
        /// Whether the department is a virtual one, which groups others without being a real unit.
        is_virtual_node: bool,
        /// Names of the department in other languages, each of which can be switched on or off.
        i18n: Option<DepartmentI18nOutput>,
        /// Values of the custom fields of the department, by field key.
        custom_data: Map<String, Value>,
        /// Posts that belong to the department; present where they were asked for.
        posts: Vec<Post>,
        /// IDs of the posts that belong to the department.
        post_id_list: Vec<String>,
        /// Whether the department is enabled.
        status: bool,
        /// Access restrictions on the department, as one text or a list of texts; upstream explains no values.
        allow: Vec<String>,
    }

    /// A list of departments with their total number.
    DepartmentPaging {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<Department>,
    }

    /// Whether a user is a member of a department.
    IsUserInDepartmentData {
        /// Whether the user is a member.
        in_department: bool,
    }

    /// What creating a department tree added and changed.
    DepartmentTreeResult {
        /// Number of users created.
        add_user: i64,
        /// Number of existing users changed.
        update_user: i64,
        /// Number of departments created.
        add_department: i64,
        /// Number of existing departments changed.
        update_department: i64,
    }
}
