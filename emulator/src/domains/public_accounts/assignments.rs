//! The roles, groups, departments and posts of public accounts. What upstream calls to bind or to add leaves existing
//! assignments as they are; departments and the post are replaced, as those of users are.

use super::{ACCOUNT_DEPARTMENTS, ACCOUNT_GROUPS, ACCOUNT_POSTS, ACCOUNT_ROLES, id_of, page};
use crate::behavior::Basis::{Assumed, Documented};
use crate::behavior::{Call, Rule, read, write};
use crate::domains::departments::{departments_of, set_departments_of};
use crate::domains::groups;
use crate::domains::posts;
use crate::domains::roles::{self, DEFAULT_NAMESPACE};
use crate::domains::users::{DEPARTMENTS, find_department};
use crate::params::{Page, Params};
use crate::reply::{Refusal, Reply, success};
use crate::store::{LinkSpec, Record, State, TableSpec, text};

pub(super) const RULES: &[Rule] = &[
    write("bind_public_account_of_roles", Assumed, bind_public_account_of_roles),
    read("get_public_account_roles", Assumed, get_public_account_roles),
    read("get_public_accounts_of_role", Documented, get_public_accounts_of_role),
    write("set_public_account_of_groups", Assumed, set_public_account_of_groups),
    read("get_groups_of_public_account", Documented, get_groups_of_public_account),
    read("get_public_accounts_of_group", Documented, get_public_accounts_of_group),
    write(
        "set_public_account_of_departments",
        Assumed,
        set_public_account_of_departments,
    ),
    read(
        "get_public_account_departments",
        Documented,
        get_public_account_departments,
    ),
    read(
        "get_public_accounts_of_department",
        Documented,
        get_public_accounts_of_department,
    ),
    write("set_public_account_of_post", Documented, set_public_account_of_post),
    write(
        "unbind_public_account_of_post",
        Documented,
        unbind_public_account_of_post,
    ),
    read("get_post_of_public_user", Assumed, get_post_of_public_user),
    read("get_public_accounts_of_post", Documented, get_public_accounts_of_post),
];

/// Adds a public account to what a parameter lists by ID.
fn add_to(call: &Call<'_>, state: &mut State, links: &'static LinkSpec, param: &str, absent: fn() -> Refusal) -> Reply {
    let account = id_of(state, call.params, Params::NONE)?;
    for id in call.params.texts(param) {
        state.get(links.left, id).ok_or_else(absent)?;
        if state.links(links).get(id, &account).is_none() {
            state.connect(links, id, &account, Record::new());
        }
    }
    success()
}

/// What a public account was added to, in that order.
fn of_account<'a>(state: &'a State, links: &LinkSpec, account: &str) -> impl Iterator<Item = &'a Record> {
    let table: &'static TableSpec = links.left;
    let links = state.links(links).of_right(account);
    links.filter_map(|link| state.get(table, &link.left))
}

/// The public accounts of the record that a parameter names by ID.
fn accounts_of(call: &Call<'_>, state: &State, links: &LinkSpec, param: &str, absent: fn() -> Refusal) -> Reply {
    let id = call.params.required(param);
    state.get(links.left, id).ok_or_else(absent)?;
    Ok(page(state, state.links(links).of_left(id), |link| &link.right))
}

fn bind_public_account_of_roles(call: &Call<'_>, state: &mut State) -> Reply {
    add_to(call, state, &ACCOUNT_ROLES, "roleIds", roles::absent)
}

fn get_public_account_roles(call: &Call<'_>, state: &State) -> Reply {
    let account = id_of(state, call.params, call.params)?;
    let namespace = call.params.text("namespace").unwrap_or(DEFAULT_NAMESPACE);
    let roles = of_account(state, &ACCOUNT_ROLES, &account);
    let roles = roles.filter(|role| text(role, "namespace") == namespace);
    Ok(Page::all(roles, |role| role.clone().into()))
}

fn get_public_accounts_of_role(call: &Call<'_>, state: &State) -> Reply {
    accounts_of(call, state, &ACCOUNT_ROLES, "roleId", roles::absent)
}

fn set_public_account_of_groups(call: &Call<'_>, state: &mut State) -> Reply {
    add_to(call, state, &ACCOUNT_GROUPS, "groupIds", groups::absent)
}

fn get_groups_of_public_account(call: &Call<'_>, state: &State) -> Reply {
    let account = id_of(state, call.params, call.params)?;
    let groups = of_account(state, &ACCOUNT_GROUPS, &account);
    Ok(Page::all(groups, |group| groups::view(group, Params::NONE)))
}

fn get_public_accounts_of_group(call: &Call<'_>, state: &State) -> Reply {
    accounts_of(call, state, &ACCOUNT_GROUPS, "groupId", groups::absent)
}

fn set_public_account_of_departments(call: &Call<'_>, state: &mut State) -> Reply {
    let account = id_of(state, call.params, call.params.object("options"))?;
    set_departments_of(call, state, &ACCOUNT_DEPARTMENTS, &account)?;
    success()
}

fn get_public_account_departments(call: &Call<'_>, state: &State) -> Reply {
    let account = id_of(state, call.params, call.params)?;
    Ok(departments_of(call, state, &ACCOUNT_DEPARTMENTS, &account))
}

fn get_public_accounts_of_department(call: &Call<'_>, state: &State) -> Reply {
    let department = find_department(state, None, call.params.required("departmentId"))?;
    let links = state
        .links(&ACCOUNT_DEPARTMENTS)
        .of_left(text(department, DEPARTMENTS.id));
    Ok(page(state, links, |link| &link.right))
}

/// A public account has at most one post.
fn set_public_account_of_post(call: &Call<'_>, state: &mut State) -> Reply {
    let account = id_of(state, call.params, Params::NONE)?;
    let post = text(posts::find(state, call.params.required("postId"))?, "id").to_owned();
    state.set_links_of_right(&ACCOUNT_POSTS, &account, &[post]);
    success()
}

/// A post that the account does not have is skipped.
fn unbind_public_account_of_post(call: &Call<'_>, state: &mut State) -> Reply {
    let account = id_of(state, call.params, Params::NONE)?;
    let post = text(posts::find(state, call.params.required("postId"))?, "id").to_owned();
    state.disconnect(&ACCOUNT_POSTS, &post, &account);
    success()
}

/// A public account without a post is refused like an absent post.
fn get_post_of_public_user(call: &Call<'_>, state: &State) -> Reply {
    let account = id_of(state, call.params, Params::NONE)?;
    let post = of_account(state, &ACCOUNT_POSTS, &account).next();
    Ok(posts::view_with_departments(state, post.ok_or_else(posts::absent)?))
}

fn get_public_accounts_of_post(call: &Call<'_>, state: &State) -> Reply {
    accounts_of(call, state, &ACCOUNT_POSTS, "postId", posts::absent)
}
