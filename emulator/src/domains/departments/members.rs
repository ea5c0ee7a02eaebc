//! The members of departments.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::{named, tree};
use crate::behavior::Basis::{Documented, Seen};
use crate::behavior::{Call, Rule, read, write};
use crate::domains::users::{self, DEPARTMENT_MEMBERS, DEPARTMENTS, USERS, has_keywords, join_department};
use crate::params::Params;
use crate::reply::{Reply, success};
use crate::store::{Link, Record, State, text};

pub(super) const RULES: &[Rule] = &[
    read("list_department_members", Documented, list_department_members),
    read("list_department_member_ids", Seen, list_department_member_ids),
    read("search_department_members", Seen, search_department_members),
    write("add_department_members", Seen, add_department_members),
    write("remove_department_members", Seen, remove_department_members),
    read("is_user_in_department", Seen, is_user_in_department),
];

/// The time at which a member joined.
pub(super) fn joined_at(link: &Link) -> &str {
    text(&link.facts, "joinedAt")
}

/// The members of a department and, if `includeChildrenDepartments` asks for that, of those below it. Who is in several
/// departments comes once. Those who joined first come first.
fn members<'a>(state: &'a State, department: &str, params: Params<'_>) -> Vec<(&'a Link, &'a Record)> {
    let departments: Vec<&str> = if params.flag("includeChildrenDepartments") {
        let departments = tree::subtree(state, department).into_iter();
        departments.map(|department| text(department, DEPARTMENTS.id)).collect()
    } else {
        vec![department]
    };
    let links = departments
        .into_iter()
        .flat_map(|department| state.links(&DEPARTMENT_MEMBERS).of_left(department));
    let mut links: Vec<_> = links.collect();
    links.sort_by_key(|link| joined_at(link));
    let mut seen = HashSet::new();
    links.retain(|link| seen.insert(&*link.right));
    let members = links.into_iter();
    members
        .filter_map(|link| Some((link, state.get(&USERS, &link.right)?)))
        .collect()
}

/// The members as `sortBy` and `orderBy` order them. By default, those who joined last come first.
fn sorted<'a>(state: &'a State, department: &str, params: Params<'_>) -> impl Iterator<Item = &'a Record> {
    let mut members = members(state, department, params);
    let field = match params.text("sortBy") {
        Some("userId") => Some(USERS.id),
        Some("createAt") => Some("createdAt"),
        Some("updatedAt") => Some("updatedAt"),
        _ => None,
    };
    if let Some(field) = field {
        members.sort_by_key(|(_, user)| users::field(user, field).as_str());
    }
    if params.text("orderBy") != Some("Asc") {
        members.reverse();
    }
    members.into_iter().map(|(_, user)| user)
}

fn list_department_members(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    let department = text(named(call, state)?, DEPARTMENTS.id);
    let view = |user: &Record| users::view(state, user, params);
    Ok(params.page().of("list", sorted(state, department, params), view))
}

fn list_department_member_ids(call: &Call<'_>, state: &State) -> Reply {
    let department = text(named(call, state)?, DEPARTMENTS.id);
    let members = members(state, department, Params::NONE);
    Ok(members
        .into_iter()
        .map(|(link, _)| Value::from(link.right.as_str()))
        .collect())
}

fn search_department_members(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    let department = text(named(call, state)?, DEPARTMENTS.id);
    let keywords = params.search("keywords");
    let found = sorted(state, department, params).filter(|user| has_keywords(user, &keywords, Params::NONE));
    let view = |user: &Record| users::view(state, user, params);
    Ok(params.page().of("list", found, view))
}

/// An absent user is refused.
fn add_department_members(call: &Call<'_>, state: &mut State) -> Reply {
    let department = super::id_of(named(call, state)?);
    for id in call.params.texts("userIds") {
        let user = text(users::find(state, None, id)?, USERS.id).to_owned();
        join_department(call, state, &DEPARTMENT_MEMBERS, &department, &user);
    }
    success()
}

/// Users who are no members are skipped.
fn remove_department_members(call: &Call<'_>, state: &mut State) -> Reply {
    let department = super::id_of(named(call, state)?);
    for user in call.params.texts("userIds") {
        state.disconnect(&DEPARTMENT_MEMBERS, &department, user);
    }
    success()
}

fn is_user_in_department(call: &Call<'_>, state: &State) -> Reply {
    let department = text(named(call, state)?, DEPARTMENTS.id);
    let user = text(users::find(state, None, call.params.required("userId"))?, USERS.id);
    let includes_children = call.params.flag("includeChildrenDepartments");
    let mut links = state.links(&DEPARTMENT_MEMBERS).of_right(user);
    let is_in = links.any(|link| {
        let is_above = |above: &&Record| text(above, DEPARTMENTS.id) == department;
        link.left == department || (includes_children && tree::path(state, &link.left).iter().any(is_above))
    });
    Ok(json!({"inDepartment": is_in}))
}
