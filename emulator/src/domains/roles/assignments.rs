//! Who has which roles.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{ROLE_DEPARTMENTS, ROLE_GROUPS, ROLE_USERS, ROLES, find, id_of, named};
use crate::behavior::Basis::{Assumed, Documented, Seen};
use crate::behavior::{Call, Rule, read, write};
use crate::domains::groups;
use crate::domains::users::{self, DEPARTMENT_MEMBERS, DEPARTMENTS, USERS};
use crate::params::{Page, Params};
use crate::reply::{Refusal, Reply, success};
use crate::store::{Link, LinkSpec, Record, State, text, value};

pub(super) const RULES: &[Rule] = &[
    write("assign_role", Documented, assign_role),
    write("assign_role_batch", Documented, assign_role_batch),
    write("revoke_role", Documented, revoke_role),
    write("revoke_role_batch", Documented, revoke_role_batch),
    read("list_role_members", Documented, list_role_members),
    read("list_role_all_members", Assumed, list_role_all_members),
    read("list_role_departments", Seen, list_role_departments),
    read("list_role_assignments", Documented, list_role_assignments),
    read("get_user_roles", Documented, get_user_roles),
    read("has_any_role", Documented, has_any_role),
];

/// A target of an assignment: the kind of its links, and its ID.
fn target(state: &State, target: Params<'_>) -> Result<(&'static LinkSpec, String), Refusal> {
    let id = target.required("targetIdentifier");
    Ok(match target.required("targetType") {
        "USER" => (&ROLE_USERS, text(users::find(state, None, id)?, USERS.id).to_owned()),
        "GROUP" => (&ROLE_GROUPS, groups::id_of(state, id)?),
        "DEPARTMENT" => {
            let department = users::find_department(state, None, id)?;
            (&ROLE_DEPARTMENTS, text(department, DEPARTMENTS.id).to_owned())
        }
        _ => return Err(Refusal::not_emulated("a role that is assigned to a role")),
    })
}

fn assign(state: &mut State, call: &Call<'_>, role: Params<'_>, facts: &Map<String, Value>) -> Result<(), Refusal> {
    let id = id_of(state, role.text("namespace"), role.required("code"))?;
    for to in call.params.objects("targets") {
        let (links, target) = target(state, to)?;
        state.connect(links, &id, &target, facts.clone());
    }
    Ok(())
}

/// Absent targets are skipped.
fn revoke(state: &mut State, call: &Call<'_>, role: Params<'_>) -> Result<(), Refusal> {
    let id = id_of(state, role.text("namespace"), role.required("code"))?;
    for from in call.params.objects("targets") {
        if let Ok((links, target)) = target(state, from) {
            state.disconnect(links, &id, &target);
        }
    }
    Ok(())
}

fn assign_role(call: &Call<'_>, state: &mut State) -> Reply {
    let facts = call.params.only(&["enableTime", "endTime"]);
    assign(state, call, call.params, &facts)?;
    success()
}

fn assign_role_batch(call: &Call<'_>, state: &mut State) -> Reply {
    for role in call.params.objects("roles") {
        assign(state, call, role, &Map::new())?;
    }
    success()
}

fn revoke_role(call: &Call<'_>, state: &mut State) -> Reply {
    revoke(state, call, call.params)?;
    success()
}

fn revoke_role_batch(call: &Call<'_>, state: &mut State) -> Reply {
    for role in call.params.objects("roles") {
        revoke(state, call, role)?;
    }
    success()
}

/// Whether an assignment has begun and not ended.
fn is_in_effect(link: &Link, now: i64) -> bool {
    let time = |name: &str| link.facts.get(name).and_then(Value::as_i64);
    time("enableTime").is_none_or(|start| start <= now) && time("endTime").is_none_or(|end| now < end)
}

/// The users who have a role directly.
fn direct_users<'a>(state: &'a State, role: &str, now: i64) -> impl Iterator<Item = &'a Record> {
    let links = state
        .links(&ROLE_USERS)
        .of_left(role)
        .filter(move |link| is_in_effect(link, now));
    links.filter_map(|link| state.get(&USERS, &link.right))
}

/// Whether a role is enabled. From its `disableTime` on, it is not.
fn is_enabled(role: &Record, now: i64) -> bool {
    let end = role.get("disableTime").and_then(Value::as_i64);
    text(role, "status") != "DISABLE" && end.is_none_or(|end| now < end)
}

/// The IDs of the enabled roles that a user has, directly or through groups and departments.
pub(in crate::domains) fn roles_of_user(state: &State, user: &str, now: i64) -> BTreeSet<String> {
    let of = |links, id: &str| {
        let links = state.links(links).of_right(id).filter(|link| is_in_effect(link, now));
        links.map(|link| link.left.clone()).collect::<Vec<_>>()
    };
    let mut roles = BTreeSet::from_iter(of(&ROLE_USERS, user));
    for group in groups::ids_of_user(state, user) {
        roles.extend(of(&ROLE_GROUPS, group));
    }
    for department in state.links(&DEPARTMENT_MEMBERS).of_right(user) {
        roles.extend(of(&ROLE_DEPARTMENTS, &department.left));
    }
    roles.retain(|id| state.get(&ROLES, id).is_some_and(|role| is_enabled(role, now)));
    roles
}

fn list_role_members(call: &Call<'_>, state: &State) -> Reply {
    let role = text(named(call, state)?, ROLES.id);
    let view = |user: &Record| users::view(state, user, call.params);
    Ok(call.params.page().of("list", direct_users(state, role, call.now), view))
}

/// Also those who have the role through a group or a department.
fn list_role_all_members(call: &Call<'_>, state: &State) -> Reply {
    let role = text(named(call, state)?, ROLES.id);
    let users = state.table(&USERS).iter();
    let users = users.filter(|user| roles_of_user(state, text(user, USERS.id), call.now).contains(role));
    let view = |user: &Record| users::view(state, user, call.params);
    Ok(call.params.page().of("list", users, view))
}

fn list_role_departments(call: &Call<'_>, state: &State) -> Reply {
    let role = text(named(call, state)?, ROLES.id);
    let links = state.links(&ROLE_DEPARTMENTS).of_left(role);
    let departments = links.filter_map(|link| state.get(&DEPARTMENTS, &link.right));
    let view = |department: &Record| {
        json!({
            "id": text(department, DEPARTMENTS.id),
            "code": text(department, "code"),
            "name": text(department, "name"),
            "description": text(department, "description"),
        })
    };
    Ok(call.params.page().of("list", departments, view))
}

fn list_role_assignments(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    let role = find(state, params.text("namespaceCode"), params.required("roleCode"))?;
    let id = text(role, ROLES.id);
    let query = params.search("query");
    let is_found = query.is_in(role, &["code", "name"]);
    let types: Vec<_> = params.texts("targetType").collect();
    let kinds = [("USER", &ROLE_USERS), ("ORG", &ROLE_DEPARTMENTS)];
    let kinds = kinds
        .into_iter()
        .filter(|(name, _)| types.is_empty() || types.contains(name));
    let links = kinds.flat_map(|(_, spec)| state.links(spec).of_left(id));
    let links = links.filter(|_| is_found);
    let view = |link: &Link| {
        json!({
            "roleId": id,
            "roleName": value(role, "name"),
            "roleCode": value(role, "code"),
            "description": value(role, "description"),
            "userPoolId": call.user_pool_id,
            "status": if is_in_effect(link, call.now) { "ENABLE" } else { "DISABLE" },
            "enableTime": link.facts.get("enableTime"),
            "endTime": link.facts.get("endTime"),
        })
    };
    Ok(params.page().of("data", links, view))
}

fn get_user_roles(call: &Call<'_>, state: &State) -> Reply {
    let user = users::id_of(state, call.params)?;
    let namespace = call.params.text("namespace").unwrap_or(super::DEFAULT_NAMESPACE);
    let ids = roles_of_user(state, &user, call.now);
    let roles = state.table(&ROLES).iter();
    let roles = roles.filter(|role| ids.contains(text(role, ROLES.id)) && text(role, "namespace") == namespace);
    Ok(Page::all(roles, |role| role.clone().into()))
}

fn has_any_role(call: &Call<'_>, state: &State) -> Reply {
    let options = call.params.object("options");
    let user = text(users::named(state, call.params, options)?, USERS.id);
    let ids = roles_of_user(state, user, call.now);
    let mut roles = call.params.objects("roles");
    let has_role = roles.any(|role| {
        let id = id_of(state, role.text("namespace"), role.required("code"));
        id.is_ok_and(|id| ids.contains(&id))
    });
    Ok(json!({"hasAnyRole": has_role}))
}
