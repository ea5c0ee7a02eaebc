//! Creates, updates, reads and removes departments.

use serde_json::{Map, Value, json};

use super::{ORGANIZATIONS, ROOT, check_code, find, id_of, memberships, named, tree, view};
use crate::behavior::Basis::{Assumed, Documented, Seen};
use crate::behavior::{Call, Rule, read, write};
use crate::domains::posts;
use crate::domains::users::{DEPARTMENTS, absent_department, find_department};
use crate::params::{Page, Params};
use crate::reply::{Refusal, Reply, success};
use crate::store::{Record, State, object, text, value};

pub(super) const RULES: &[Rule] = &[
    write("create_department", Seen, create_department),
    write("update_department", Seen, update_department),
    write("update_node_status", Documented, update_node_status),
    write("delete_department", Seen, delete_department),
    write("delete_department_and_childs", Assumed, delete_department_and_childs),
    read("get_department", Seen, get_department),
    read("get_department_by_id", Documented, get_department_by_id),
    read("get_parent_department", Seen, get_parent_department),
    read("list_children_departments", Seen, list_children_departments),
    read("get_all_departments", Documented, get_all_departments),
    read("get_department_sync_relations", Assumed, get_department_sync_relations),
    write(
        "delete_department_sync_relations",
        Assumed,
        delete_department_sync_relations,
    ),
];

/// The parameters of an update that are stored as they are.
const FIELDS: &[&str] = &["name", "description", "code", "i18n", "status"];

/// Stores a new department that is not in a tree yet, and returns its ID.
pub(super) fn insert_department(
    call: &Call<'_>,
    state: &mut State,
    organization: &str,
    mut given: Record,
) -> Result<String, Refusal> {
    let mut department = object(json!({
        "departmentId": state.ids.next(call.now),
        "organizationCode": organization,
        "createdAt": call.time(),
        "updatedAt": call.time(),
        "description": "",
        "isVirtualNode": false,
        "status": true,
        "customData": {},
    }));
    given.retain(|_, value| !value.is_null());
    department.extend(given);
    Ok(state.insert(&DEPARTMENTS, department)?)
}

pub(super) fn change_department(
    call: &Call<'_>,
    state: &mut State,
    id: &str,
    mut changes: Record,
) -> Result<(), Refusal> {
    changes.insert("updatedAt".to_owned(), call.time().into());
    Ok(state.change(&DEPARTMENTS, id, changes)?)
}

fn view_of(state: &State, id: &str) -> Reply {
    let flags = Map::from_iter([("withCustomData".to_owned(), true.into())]);
    Ok(view(state, find_department(state, None, id)?, Params::new(&flags)))
}

fn create_department(call: &Call<'_>, state: &mut State) -> Reply {
    let params = call.params;
    let organization = params.required("organizationCode");
    let parent = params.required("parentDepartmentId");
    let parent = id_of(find(state, organization, params.text("departmentIdType"), parent)?);
    params.text("code").map_or(Ok(()), check_code)?;
    let mut given = params.only(FIELDS);
    given.extend(params.only(&["openDepartmentId", "isVirtualNode", "customData"]));
    let id = insert_department(call, state, organization, given)?;
    tree::place(state, &id, &parent)?;
    posts::set_of_department(state, &id, params.texts("postIdList"))?;
    view_of(state, &id)
}

fn update_department(call: &Call<'_>, state: &mut State) -> Reply {
    let params = call.params;
    let department = named(call, state)?;
    let id = id_of(department);
    params.text("code").map_or(Ok(()), check_code)?;
    let mut changes = params.only(FIELDS);
    if let Some(Value::Object(given)) = params.get("customData") {
        let old = department.get("customData").and_then(Value::as_object);
        let mut data = old.cloned().unwrap_or_default();
        data.extend(given.clone());
        changes.insert("customData".to_owned(), data.into());
    }
    change_department(call, state, &id, changes)?;
    if let Some(parent) = params.text("parentDepartmentId") {
        let organization = params.required("organizationCode");
        let parent = id_of(find(state, organization, params.text("departmentIdType"), parent)?);
        move_below(state, &id, &parent)?;
    }
    if params.get("leaderUserIds").is_some() {
        memberships::set_leaders(call, state, &id, params.texts("leaderUserIds"))?;
    }
    if params.get("postIdList").is_some() {
        posts::set_of_department(state, &id, params.texts("postIdList"))?;
    }
    view_of(state, &id)
}

/// Moves a department below another one of the same organization.
fn move_below(state: &mut State, id: &str, parent: &str) -> Result<(), Refusal> {
    match tree::parent(state, id) {
        None => return Err(Refusal::conflict("the root department cannot be moved")),
        Some(old) if text(old, DEPARTMENTS.id) == parent => return Ok(()),
        Some(_) => {}
    }
    let mut path = tree::path(state, parent).into_iter();
    if path.any(|above| text(above, DEPARTMENTS.id) == id) {
        return Err(Refusal::conflict("a department cannot be below itself"));
    }
    tree::place(state, id, parent)
}

fn update_node_status(call: &Call<'_>, state: &mut State) -> Reply {
    let id = id_of(find_department(state, None, call.params.required("departmentId"))?);
    change_department(call, state, &id, call.params.only(&["status"]))?;
    view_of(state, &id)
}

fn check_is_not_root(state: &State, id: &str) -> Result<(), Refusal> {
    match state.get(&ORGANIZATIONS, id) {
        Some(_) => Err(Refusal::conflict("the root department goes with its organization")),
        None => Ok(()),
    }
}

/// Members of the department stay users. Only a department without others below it is deleted.
fn delete_department(call: &Call<'_>, state: &mut State) -> Reply {
    let id = id_of(named(call, state)?);
    check_is_not_root(state, &id)?;
    if tree::children(state, &id).next().is_some() {
        return Err(Refusal::conflict("the department has sub-departments"));
    }
    state.remove(&DEPARTMENTS, &id);
    success()
}

fn delete_department_and_childs(call: &Call<'_>, state: &mut State) -> Reply {
    let id = id_of(of_any_organization(call, state)?);
    check_is_not_root(state, &id)?;
    tree::remove(state, &id);
    success()
}

/// The department that the parameters name, of which the organization may be absent.
fn of_any_organization<'a>(call: &Call<'_>, state: &'a State) -> Result<&'a Record, Refusal> {
    let params = call.params;
    let (id_type, id) = match (params.text("departmentId"), params.text("departmentCode")) {
        (Some(id), _) => (params.text("departmentIdType"), id),
        (None, Some(code)) => (Some("code"), code),
        (None, None) => return Err(Refusal::malformed("departmentId", "is required")),
    };
    match params.text("organizationCode") {
        Some(organization) => find(state, organization, id_type, id),
        None => find_department(state, id_type, id),
    }
}

fn get_department(call: &Call<'_>, state: &State) -> Reply {
    Ok(view(state, of_any_organization(call, state)?, call.params))
}

fn get_department_by_id(call: &Call<'_>, state: &State) -> Reply {
    let department = find_department(state, None, call.params.required("departmentId"))?;
    Ok(view(state, department, call.params))
}

/// A root department has no parent.
fn get_parent_department(call: &Call<'_>, state: &State) -> Reply {
    let id = text(named(call, state)?, DEPARTMENTS.id);
    let parent = tree::parent(state, id).ok_or_else(|| absent_department(ROOT))?;
    Ok(view(state, parent, call.params))
}

fn list_children_departments(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    let id = text(named(call, state)?, DEPARTMENTS.id);
    let children = tree::children(state, id).filter(|department| {
        let is_virtual = value(department, "isVirtualNode") == true;
        params
            .get("status")
            .is_none_or(|status| value(department, "status") == status)
            && !(is_virtual && params.flag("excludeVirtualNode"))
            && (is_virtual || !params.flag("onlyVirtualNode"))
    });
    Ok(Page::all(children, |department| view(state, department, params)))
}

/// The department to start from comes first, and each department before those below it.
fn get_all_departments(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    let start = params.text("departmentId").unwrap_or(ROOT);
    let organization = params.required("organizationCode");
    let start = find(state, organization, params.text("departmentIdType"), start)?;
    let departments = tree::subtree(state, text(start, DEPARTMENTS.id));
    Ok(Page::all(departments.into_iter(), |department| {
        view(state, department, params)
    }))
}

/// The emulator synchronizes with nothing.
fn get_department_sync_relations(call: &Call<'_>, state: &State) -> Reply {
    of_any_organization(call, state)?;
    Ok(json!([]))
}

fn delete_department_sync_relations(call: &Call<'_>, state: &mut State) -> Reply {
    named(call, state)?;
    success()
}
