//! User groups and their members.

use serde_json::{Map, Value, json};

use super::users::{self, USERS};
use crate::behavior::Basis::{Documented, Seen};
use crate::behavior::{Call, Domain, Rule, Seed, read, write};
use crate::params::{Page, Params};
use crate::reply::{Refusal, Reply, success};
use crate::store::{Key, LinkSpec, Record, State, TableSpec, text};

pub(super) static GROUPS: TableSpec = TableSpec {
    name: "groups",
    id: "id",
    unique: &[CODE],
};

const CODE: Key = Key::of(&["code"]);

/// The users of groups.
pub(super) static GROUP_MEMBERS: LinkSpec = LinkSpec {
    name: "group_members",
    left: &GROUPS,
    right: &USERS,
};

pub(super) static DOMAIN: Domain = Domain {
    tables: &[&GROUPS],
    links: &[&GROUP_MEMBERS],
    rules: &[RULES],
    seeds: &[
        Seed {
            section: "groups",
            operation: "create_group",
        },
        Seed {
            section: "groupMembers",
            operation: "add_group_members",
        },
    ],
};

const RULES: &[Rule] = &[
    read("get_group", Seen, get_group),
    read("list_groups", Seen, list_groups),
    read("get_all_groups", Documented, get_all_groups),
    write("create_group", Seen, create_group),
    write("create_groups_batch", Documented, create_groups_batch),
    write("create_or_update_group", Documented, create_or_update_group),
    write("update_group", Seen, update_group),
    write("delete_groups_batch", Seen, delete_groups_batch),
    write("add_group_members", Documented, add_group_members),
    write("remove_group_members", Documented, remove_group_members),
    read("list_group_members", Documented, list_group_members),
    read("get_user_groups", Documented, get_user_groups),
];

/// The group with this code.
pub(super) fn find<'a>(state: &'a State, code: &str) -> Result<&'a Record, Refusal> {
    let found = state.table(&GROUPS).find(CODE, &[code]);
    found.ok_or_else(absent)
}

/// The refusal for a group that does not exist.
pub(super) fn absent() -> Refusal {
    Refusal::not_found("分组不存在")
}

/// The ID of the group with this code.
pub(super) fn id_of(state: &State, code: &str) -> Result<String, Refusal> {
    Ok(text(find(state, code)?, GROUPS.id).to_owned())
}

/// The users of a group.
pub(super) fn members<'a>(state: &'a State, id: &str) -> impl Iterator<Item = &'a Record> {
    let links = state.links(&GROUP_MEMBERS).of_left(id);
    links.filter_map(|link| state.get(&USERS, &link.right))
}

/// The IDs of a user's groups.
pub(super) fn ids_of_user<'a>(state: &'a State, user: &str) -> impl Iterator<Item = &'a str> {
    state.links(&GROUP_MEMBERS).of_right(user).map(|link| &*link.left)
}

pub(super) fn view(group: &Record, flags: Params<'_>) -> Value {
    let mut group = group.clone();
    if !flags.flag("withCustomData") {
        group.remove("customData");
    }
    group.into()
}

fn get_group(call: &Call<'_>, state: &State) -> Reply {
    let group = find(state, call.params.required("code"))?;
    Ok(view(group, call.params))
}

/// The oldest groups come first.
fn list_groups(call: &Call<'_>, state: &State) -> Reply {
    let keywords = call.params.search("keywords");
    let groups = state
        .table(&GROUPS)
        .iter()
        .filter(|group| keywords.is_in(group, &["code", "name"]));
    Ok(call.params.page().of("list", groups, |group| view(group, call.params)))
}

fn get_all_groups(call: &Call<'_>, state: &State) -> Reply {
    let groups = state.table(&GROUPS).iter().map(|group| {
        let mut shown = view(group, call.params);
        if call.params.flag("fetchMembers") {
            let members = members(state, text(group, GROUPS.id));
            shown["members"] = members.map(|user| users::view(state, user, call.params)).collect();
        }
        shown
    });
    Ok(groups.collect())
}

fn create_group(call: &Call<'_>, state: &mut State) -> Reply {
    create(call, state, call.params)
}

fn create_groups_batch(call: &Call<'_>, state: &mut State) -> Reply {
    let groups = call.params.objects("list").map(|group| create(call, state, group));
    groups.collect::<Result<Vec<_>, _>>().map(Value::from)
}

fn create(call: &Call<'_>, state: &mut State, params: Params<'_>) -> Reply {
    let mut group = params.only(&["code", "name", "description", "type", "customData"]);
    group.retain(|_, value| !value.is_null());
    group.entry("type").or_insert_with(|| "static".into());
    group.insert(GROUPS.id.to_owned(), state.ids.next(call.now).into());
    state.insert(&GROUPS, group)?;
    Ok(view(find(state, params.required("code"))?, params))
}

fn create_or_update_group(call: &Call<'_>, state: &mut State) -> Reply {
    let code = call.params.required("code");
    let created = find(state, code).is_err();
    let group = if created {
        create(call, state, call.params)?
    } else {
        let changes = call.params.only(&["name", "description", "type"]);
        change(state, code, changes)?
    };
    Ok(json!({"created": created, "data": group}))
}

fn update_group(call: &Call<'_>, state: &mut State) -> Reply {
    let mut changes = call.params.only(&["name", "description", "customData"]);
    if let Some(code) = call.params.text("newCode") {
        changes.insert("code".to_owned(), code.into());
    }
    change(state, call.params.required("code"), changes)
}

fn change(state: &mut State, code: &str, changes: Map<String, Value>) -> Reply {
    let id = id_of(state, code)?;
    state.change(&GROUPS, &id, changes)?;
    Ok(state.get(&GROUPS, &id).cloned().map(Value::Object).unwrap_or_default())
}

/// Absent groups are skipped.
fn delete_groups_batch(call: &Call<'_>, state: &mut State) -> Reply {
    for code in call.params.texts("codeList") {
        if let Ok(id) = id_of(state, code) {
            state.remove(&GROUPS, &id);
        }
    }
    success()
}

/// Adding a member again changes nothing. An absent user is refused.
fn add_group_members(call: &Call<'_>, state: &mut State) -> Reply {
    let group = id_of(state, call.params.required("code"))?;
    for id in call.params.texts("userIds") {
        let user = text(users::find(state, None, id)?, USERS.id).to_owned();
        if state.links(&GROUP_MEMBERS).get(&group, &user).is_none() {
            state.connect(&GROUP_MEMBERS, &group, &user, Map::new());
        }
    }
    success()
}

/// Users who are no members are skipped.
fn remove_group_members(call: &Call<'_>, state: &mut State) -> Reply {
    let group = id_of(state, call.params.required("code"))?;
    for user in call.params.texts("userIds") {
        state.disconnect(&GROUP_MEMBERS, &group, user);
    }
    success()
}

/// Members come in the order in which they were added.
fn list_group_members(call: &Call<'_>, state: &State) -> Reply {
    let group = id_of(state, call.params.required("code"))?;
    let view = |user: &Record| users::view(state, user, call.params);
    Ok(call.params.page().of("list", members(state, &group), view))
}

fn get_user_groups(call: &Call<'_>, state: &State) -> Reply {
    let user = users::id_of(state, call.params)?;
    let groups = ids_of_user(state, &user).filter_map(|id| state.get(&GROUPS, id));
    Ok(Page::all(groups, |group| view(group, Params::NONE)))
}
