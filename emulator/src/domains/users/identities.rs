//! Identities: accounts of users at identity sources.

use serde_json::{Value, json};

use super::{IDENTITIES, IDENTITY, USERS, find, id_of};
use crate::behavior::Basis::{Assumed, Documented};
use crate::behavior::{Call, Rule, read, write};
use crate::params::Params;
use crate::reply::{Refusal, Reply, success};
use crate::store::{Record, State, text};

pub(super) const RULES: &[Rule] = &[
    read("get_user_identities", Documented, get_user_identities),
    write("link_identity", Documented, link_identity),
    write("unlink_identity", Documented, unlink_identity),
    read("get_user_loggedin_identities", Assumed, get_user_loggedin_identities),
];

/// What is stored of an identity. Its tokens are not.
const FIELDS: &[&str] = &[
    "extIdpId",
    "provider",
    "type",
    "userIdInIdp",
    "userInfoInIdp",
    "originConnIds",
];

fn all_of<'a>(state: &'a State, user: &str) -> impl Iterator<Item = &'a Record> {
    let identities = state.table(&IDENTITIES).iter();
    identities.filter(move |identity| text(identity, "userId") == user)
}

pub(super) fn of_user(state: &State, user: &str) -> Value {
    all_of(state, user).cloned().map(Value::Object).collect()
}

pub(super) fn ids_of_user(state: &State, user: &str) -> Vec<String> {
    all_of(state, user)
        .map(|identity| text(identity, IDENTITIES.id).to_owned())
        .collect()
}

/// Links an identity to a user. An identity belongs to one user.
pub(super) fn link(call: &Call<'_>, state: &mut State, user: &str, params: Params<'_>) -> Result<(), Refusal> {
    let mut identity = params.only(FIELDS);
    identity.retain(|_, value| !value.is_null());
    identity.entry("type").or_insert_with(|| "generic".into());
    identity.insert(IDENTITIES.id.to_owned(), state.ids.next(call.now).into());
    identity.insert("userId".to_owned(), user.into());
    state.insert(&IDENTITIES, identity)?;
    Ok(())
}

fn get_user_identities(call: &Call<'_>, state: &State) -> Reply {
    Ok(of_user(state, &id_of(state, call.params)?))
}

fn link_identity(call: &Call<'_>, state: &mut State) -> Reply {
    let user = text(find(state, None, call.params.required("userId"))?, USERS.id).to_owned();
    let key = [call.params.required("extIdpId"), call.params.required("userIdInIdp")];
    let known = state.table(&IDENTITIES).find(IDENTITY, &key);
    if known.is_some_and(|identity| text(identity, "userId") == user) {
        return success();
    }
    link(call, state, &user, call.params)?;
    success()
}

/// Without a type, the identities of all types.
fn unlink_identity(call: &Call<'_>, state: &mut State) -> Reply {
    let user = text(find(state, None, call.params.required("userId"))?, USERS.id).to_owned();
    let source = call.params.required("extIdpId");
    let ty = call.params.text("type");
    let identities = all_of(state, &user)
        .filter(|identity| text(identity, "extIdpId") == source && ty.is_none_or(|ty| text(identity, "type") == ty));
    let ids: Vec<_> = identities
        .map(|identity| text(identity, IDENTITIES.id).to_owned())
        .collect();
    for id in ids {
        state.remove(&IDENTITIES, &id);
    }
    success()
}

/// Nobody logs in to the emulator.
fn get_user_loggedin_identities(call: &Call<'_>, state: &State) -> Reply {
    id_of(state, call.params)?;
    Ok(json!([]))
}
