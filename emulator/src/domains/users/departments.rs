//! The departments of users: what is created and shown together with users. Everything else about departments is a domain
//! of its own, which imports from here.

use serde_json::{Map, Value};

use super::USERS;
use crate::reply::Refusal;
use crate::store::{LinkSpec, Record, State, TableSpec, text};

/// Departments of all organizations.
pub(in crate::domains) static DEPARTMENTS: TableSpec = TableSpec {
    name: "departments",
    id: "departmentId",
    unique: &[],
};

/// The users of departments.
pub(in crate::domains) static DEPARTMENT_MEMBERS: LinkSpec = LinkSpec {
    name: "department_members",
    left: &DEPARTMENTS,
    right: &USERS,
};

/// The department with this ID, which is the service's own or that of an external system.
pub(in crate::domains) fn find_department<'a>(
    state: &'a State,
    id_type: Option<&str>,
    id: &str,
) -> Result<&'a Record, Refusal> {
    let departments = state.table(&DEPARTMENTS);
    let found = match id_type {
        Some("open_department_id") => departments.iter().find(|record| text(record, "openDepartmentId") == id),
        _ => departments.get(id),
    };
    found.ok_or_else(|| Refusal::not_found(format!("存在不合法的 departmentId: {id}")))
}

/// Adds a user to a department.
pub(super) fn add_member(state: &mut State, id_type: Option<&str>, id: &str, user: &str) -> Result<(), Refusal> {
    let id = text(find_department(state, id_type, id)?, DEPARTMENTS.id).to_owned();
    state.connect(&DEPARTMENT_MEMBERS, &id, user, Map::new());
    Ok(())
}

/// The IDs of a user's departments.
pub(super) fn ids_of_user(state: &State, user: &str) -> Value {
    let links = state.links(&DEPARTMENT_MEMBERS).of_right(user);
    links.map(|link| Value::from(link.left.as_str())).collect()
}
