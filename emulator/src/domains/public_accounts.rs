//! Public accounts: accounts that several users share.

mod accounts;
mod assignments;
mod bindings;

use serde_json::Value;

use super::groups::GROUPS;
use super::posts::POSTS;
use super::roles::ROLES;
use super::users::{self, DEPARTMENTS, PUBLIC_ACCOUNTS, USERS};
use crate::behavior::{Domain, Seed};
use crate::params::{Page, Params};
use crate::reply::Refusal;
use crate::store::{Link, LinkSpec, Record, State, text};

/// The users of public accounts.
static ACCOUNT_USERS: LinkSpec = LinkSpec {
    name: "public_account_users",
    left: &PUBLIC_ACCOUNTS,
    right: &USERS,
};

/// The public accounts that have roles. The links below have the same form, and that of the links of users.
static ACCOUNT_ROLES: LinkSpec = LinkSpec {
    name: "role_public_accounts",
    left: &ROLES,
    right: &PUBLIC_ACCOUNTS,
};

static ACCOUNT_GROUPS: LinkSpec = LinkSpec {
    name: "group_public_accounts",
    left: &GROUPS,
    right: &PUBLIC_ACCOUNTS,
};

static ACCOUNT_DEPARTMENTS: LinkSpec = LinkSpec {
    name: "department_public_accounts",
    left: &DEPARTMENTS,
    right: &PUBLIC_ACCOUNTS,
};

static ACCOUNT_POSTS: LinkSpec = LinkSpec {
    name: "post_public_accounts",
    left: &POSTS,
    right: &PUBLIC_ACCOUNTS,
};

pub(super) static DOMAIN: Domain = Domain {
    tables: &[],
    links: &[
        &ACCOUNT_USERS,
        &ACCOUNT_ROLES,
        &ACCOUNT_GROUPS,
        &ACCOUNT_DEPARTMENTS,
        &ACCOUNT_POSTS,
    ],
    rules: &[accounts::RULES, bindings::RULES, assignments::RULES],
    seeds: &[Seed {
        section: "publicAccounts",
        operation: "create_public_account",
    }],
};

/// The public account with this identifier, whose type is `user_id` by default.
fn find<'a>(state: &'a State, id_type: Option<&str>, id: &str) -> Result<&'a Record, Refusal> {
    users::find_in(state, &PUBLIC_ACCOUNTS, id_type, id)
}

/// The ID of the public account that `userId` names, with its type in `userIdType` of `options`.
fn id_of(state: &State, params: Params<'_>, options: Params<'_>) -> Result<String, Refusal> {
    let account = find(state, options.text("userIdType"), params.required("userId"))?;
    Ok(text(account, PUBLIC_ACCOUNTS.id).to_owned())
}

/// A public account as responses show it. `flags` has the parameters that begin with `with`.
fn view(state: &State, account: &Record, flags: Params<'_>) -> Value {
    users::view_in(state, &ACCOUNT_DEPARTMENTS, account, flags).into()
}

/// The public accounts of something, from its links.
fn page<'a>(state: &'a State, links: impl Iterator<Item = &'a Link>, id: impl Fn(&'a Link) -> &'a String) -> Value {
    let accounts = links.filter_map(|link| state.get(&PUBLIC_ACCOUNTS, id(link)));
    Page::all(accounts, |account| view(state, account, Params::NONE))
}
