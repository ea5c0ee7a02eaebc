//! The departments of users and public accounts, and who leads departments.

use serde_json::{Map, Value, json};

use super::members::joined_at;
use super::tree;
use crate::behavior::Basis::Seen;
use crate::behavior::{Call, Rule, read, write};
use crate::domains::users::{self, DEPARTMENT_MEMBERS, DEPARTMENTS, USERS, find_department, join_department};
use crate::params::Params;
use crate::reply::{Refusal, Reply, success};
use crate::store::{Link, LinkSpec, Record, State, object, text};

pub(super) const RULES: &[Rule] = &[
    read("get_user_departments", Seen, get_user_departments),
    write("set_user_departments", Seen, set_user_departments),
];

const IS_LEADER: &str = "isLeader";
const IS_MAIN: &str = "isMainDepartment";

fn has(link: &Link, fact: &str) -> bool {
    link.facts.get(fact).is_some_and(|value| *value == true)
}

/// Whether a member leads the department.
pub(super) fn is_leader(link: &Link) -> bool {
    has(link, IS_LEADER)
}

/// Lets exactly these users lead a department. Those who are not in it join it.
pub(super) fn set_leaders<'a>(
    call: &Call<'_>,
    state: &mut State,
    department: &str,
    leaders: impl Iterator<Item = &'a str>,
) -> Result<(), Refusal> {
    let mut ids = Vec::new();
    for leader in leaders {
        let id = text(users::find(state, None, leader)?, USERS.id).to_owned();
        join_department(call, state, &DEPARTMENT_MEMBERS, department, &id);
        ids.push(id);
    }
    let links = state.links(&DEPARTMENT_MEMBERS).of_left(department);
    let changed: Vec<Link> = links
        .filter(|link| is_leader(link) != ids.contains(&link.right))
        .cloned()
        .collect();
    for mut link in changed {
        let leads = ids.contains(&link.right);
        link.facts.insert(IS_LEADER.to_owned(), leads.into());
        state.connect(&DEPARTMENT_MEMBERS, department, &link.right, link.facts);
    }
    Ok(())
}

/// A membership as responses about the member show it.
fn view(state: &State, link: &Link, department: &Record, flags: Params<'_>) -> Value {
    let path = tree::path(state, &link.left);
    let of_path = |field| {
        path.iter()
            .map(|department| text(department, field))
            .collect::<Vec<_>>()
    };
    let mut shown = department.clone();
    if !flags.flag("withCustomData") {
        shown.remove("customData");
    }
    let mut show = |name: &str, value: Value| shown.insert(name.to_owned(), value);
    show("isRoot", (path.len() == 1).into());
    show(IS_LEADER, is_leader(link).into());
    show(IS_MAIN, has(link, IS_MAIN).into());
    show("joinedAt", joined_at(link).into());
    if flags.flag("withDepartmentPaths") {
        show("departmentIdPath", of_path(DEPARTMENTS.id).into());
        show("departmentCodePath", of_path("code").into());
        show("departmentNamePath", of_path("name").into());
    }
    shown.into()
}

/// The departments of a user or a public account. By default, those joined last come first.
pub(in crate::domains) fn departments_of(call: &Call<'_>, state: &State, links: &LinkSpec, member: &str) -> Value {
    let params = call.params;
    let links = state.links(links).of_right(member);
    let found = links.filter_map(|link| Some((link, state.get(&DEPARTMENTS, &link.left)?)));
    let mut found: Vec<_> = found.collect();
    found.sort_by_key(|(link, department)| match params.text("sortBy") {
        Some("DepartmentCreatedAt") => text(department, "createdAt"),
        Some("DepartmentName") => text(department, "name"),
        Some("DepartmemtCode") => text(department, "code"),
        _ => joined_at(link),
    });
    if params.text("orderBy") != Some("Asc") {
        found.reverse();
    }
    let view = |(link, department): (&Link, &Record)| view(state, link, department, params);
    params.page().of("list", found.into_iter(), view)
}

/// Puts a user or a public account into exactly the departments that `departments` lists.
pub(in crate::domains) fn set_departments_of(
    call: &Call<'_>,
    state: &mut State,
    links: &'static LinkSpec,
    member: &str,
) -> Result<(), Refusal> {
    let mut departments = Vec::new();
    for department in call.params.objects("departments") {
        let id = department.required("departmentId");
        let id = text(find_department(state, None, id)?, DEPARTMENTS.id).to_owned();
        let facts = json!({
            "joinedAt": state.links(links).get(&id, member).map_or_else(|| call.time(), |link| joined_at(link).to_owned()),
            "isLeader": department.flag(IS_LEADER),
            "isMainDepartment": department.flag(IS_MAIN),
        });
        departments.push((id, facts));
    }
    state.set_links_of_right(links, member, &[]);
    for (id, facts) in departments {
        let facts: Map<String, Value> = object(facts);
        state.connect(links, &id, member, facts);
    }
    Ok(())
}

fn get_user_departments(call: &Call<'_>, state: &State) -> Reply {
    let user = users::id_of(state, call.params)?;
    Ok(departments_of(call, state, &DEPARTMENT_MEMBERS, &user))
}

fn set_user_departments(call: &Call<'_>, state: &mut State) -> Reply {
    let user = users::named(state, call.params, call.params.object("options"))?;
    let user = text(user, USERS.id).to_owned();
    set_departments_of(call, state, &DEPARTMENT_MEMBERS, &user)?;
    success()
}
