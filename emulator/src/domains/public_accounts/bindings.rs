//! Which users share which public accounts. Operations that bind leave existing bindings as they are.

use super::{ACCOUNT_DEPARTMENTS, ACCOUNT_GROUPS, ACCOUNT_POSTS, ACCOUNT_ROLES, ACCOUNT_USERS, find, page};
use crate::behavior::Basis::{Assumed, Documented};
use crate::behavior::{Call, Rule, read, write};
use crate::domains::groups::GROUP_MEMBERS;
use crate::domains::posts::POST_USERS;
use crate::domains::roles::ROLE_USERS;
use crate::domains::users::{self, DEPARTMENT_MEMBERS, PUBLIC_ACCOUNTS, USERS};
use crate::params::{Page, Params};
use crate::reply::{Refusal, Reply, success};
use crate::store::{Link, Record, State, text};

pub(super) const RULES: &[Rule] = &[
    write("bind_users_public_account", Assumed, bind_users_public_account),
    write("set_user_of_public_accounts", Assumed, set_user_of_public_accounts),
    write("unbind_users_public_account", Documented, unbind_users_public_account),
    read("get_users_of_public_account", Documented, get_users_of_public_account),
    read("get_public_accounts_of_user", Documented, get_public_accounts_of_user),
    write("change_into_public_account", Assumed, change_into_public_account),
];

/// The ID of the user that `userId` names.
fn user(call: &Call<'_>, state: &State) -> Result<String, Refusal> {
    let user = users::named(state, call.params, Params::NONE)?;
    Ok(text(user, USERS.id).to_owned())
}

/// The ID of the public account that `publicAccountId` names.
fn account(call: &Call<'_>, state: &State) -> Result<String, Refusal> {
    let account = find(state, None, call.params.required("publicAccountId"))?;
    Ok(text(account, PUBLIC_ACCOUNTS.id).to_owned())
}

fn bind(state: &mut State, account: &str, user: &str) {
    if state.links(&ACCOUNT_USERS).get(account, user).is_none() {
        state.connect(&ACCOUNT_USERS, account, user, Record::new());
    }
}

fn bind_users_public_account(call: &Call<'_>, state: &mut State) -> Reply {
    let account = account(call, state)?;
    for id in call.params.texts("userIds") {
        let user = text(users::find(state, None, id)?, USERS.id).to_owned();
        bind(state, &account, &user);
    }
    success()
}

fn set_user_of_public_accounts(call: &Call<'_>, state: &mut State) -> Reply {
    let user = user(call, state)?;
    for id in call.params.texts("publicAccountIds") {
        let account = text(find(state, None, id)?, PUBLIC_ACCOUNTS.id).to_owned();
        bind(state, &account, &user);
    }
    success()
}

fn unbind_users_public_account(call: &Call<'_>, state: &mut State) -> Reply {
    let (account, user) = (account(call, state)?, user(call, state)?);
    state.disconnect(&ACCOUNT_USERS, &account, &user);
    success()
}

fn get_users_of_public_account(call: &Call<'_>, state: &State) -> Reply {
    let account = account(call, state)?;
    let links = state.links(&ACCOUNT_USERS).of_left(&account);
    let users = links.filter_map(|link| state.get(&USERS, &link.right));
    Ok(Page::all(users, |user| users::view(state, user, Params::NONE)))
}

fn get_public_accounts_of_user(call: &Call<'_>, state: &State) -> Reply {
    let user = user(call, state)?;
    let links = state.links(&ACCOUNT_USERS).of_right(&user);
    Ok(page(state, links, |link| &link.left))
}

/// The user is a public account from then on, and keeps its ID, roles, groups, departments and posts.
fn change_into_public_account(call: &Call<'_>, state: &mut State) -> Reply {
    let id = user(call, state)?;
    let record = users::find(state, None, &id)?.clone();
    let pairs = [
        (&ROLE_USERS, &ACCOUNT_ROLES),
        (&GROUP_MEMBERS, &ACCOUNT_GROUPS),
        (&DEPARTMENT_MEMBERS, &ACCOUNT_DEPARTMENTS),
        (&POST_USERS, &ACCOUNT_POSTS),
    ];
    let links = pairs.map(|(old, new)| {
        let links: Vec<Link> = state.links(old).of_right(&id).cloned().collect();
        (new, links)
    });
    users::remove(state, &id);
    state.insert(&PUBLIC_ACCOUNTS, record)?;
    for (spec, links) in links {
        for link in links {
            state.connect(spec, &link.left, &id, link.facts);
        }
    }
    success()
}
