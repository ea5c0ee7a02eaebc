//! The departments of users: what is created and shown together with users. Everything else about departments is a domain
//! of its own, which imports from here.

use serde_json::{Map, Value};

use super::USERS;
use crate::behavior::Call;
use crate::params::Params;
use crate::reply::Refusal;
use crate::store::{Key, LinkSpec, Record, State, TableSpec, text};

/// Departments of all organizations.
pub(in crate::domains) static DEPARTMENTS: TableSpec = TableSpec {
    name: "departments",
    id: "departmentId",
    unique: &[DEPARTMENT_CODE, OPEN_DEPARTMENT_ID],
};

pub(in crate::domains) const DEPARTMENT_CODE: Key = Key::of(&["organizationCode", "code"]);
pub(in crate::domains) const OPEN_DEPARTMENT_ID: Key = Key::of(&["organizationCode", "openDepartmentId"]);

/// The users of departments: since when, and whether they lead the department, and it is their main one.
pub(in crate::domains) static DEPARTMENT_MEMBERS: LinkSpec = LinkSpec {
    name: "department_members",
    left: &DEPARTMENTS,
    right: &USERS,
};

/// The department of any organization with this ID, which is the service's own unless the type says otherwise.
pub(in crate::domains) fn find_department<'a>(
    state: &'a State,
    id_type: Option<&str>,
    id: &str,
) -> Result<&'a Record, Refusal> {
    let departments = state.table(&DEPARTMENTS);
    let with = |field| {
        let mut departments = departments.iter().filter(|_| !id.is_empty());
        departments.find(|record| text(record, field) == id)
    };
    let found = match id_type.unwrap_or("department_id") {
        "department_id" => departments.get(id),
        "open_department_id" => with("openDepartmentId"),
        "code" => with("code"),
        _ => None,
    };
    found.ok_or_else(|| absent_department(id))
}

pub(in crate::domains) fn absent_department(id: &str) -> Refusal {
    Refusal::not_found(format!("存在不合法的 departmentId: {id}"))
}

/// Adds a user or a public account to a department. For one who is in it already, nothing changes.
pub(in crate::domains) fn join_department(
    call: &Call<'_>,
    state: &mut State,
    links: &'static LinkSpec,
    department: &str,
    member: &str,
) {
    if state.links(links).get(department, member).is_none() {
        let joined_at = ("joinedAt".to_owned(), call.time().into());
        state.connect(links, department, member, Map::from_iter([joined_at]));
    }
}

/// Adds a new user or public account to the departments that `departmentIds` names, with their type in `options`.
pub(in crate::domains) fn join_departments(
    call: &Call<'_>,
    state: &mut State,
    links: &'static LinkSpec,
    member: &str,
    params: Params<'_>,
    options: Params<'_>,
) -> Result<(), Refusal> {
    for id in params.texts("departmentIds") {
        let department = find_department(state, options.text("departmentIdType"), id)?;
        let id = text(department, DEPARTMENTS.id).to_owned();
        join_department(call, state, links, &id, member);
    }
    Ok(())
}

/// Shows the main department of a user or a public account, and all of them if the flags ask for that.
pub(super) fn show(state: &State, links: &LinkSpec, member: &mut Record, flags: Params<'_>) {
    let id = text(member, USERS.id).to_owned();
    let links = || state.links(links).of_right(&id);
    let main = links().find(|link| link.facts.get("isMainDepartment").is_some_and(|main| *main == true));
    let all = flags
        .flag("withDepartmentIds")
        .then(|| links().map(|link| Value::from(link.left.as_str())).collect());
    if let Some(main) = main {
        member.insert("mainDepartmentId".to_owned(), main.left.as_str().into());
    }
    if let Some(all) = all {
        member.insert("departmentIds".to_owned(), all);
    }
}
