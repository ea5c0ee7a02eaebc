//! Collaborating administrators.

use serde_json::{Value, json};

use crate::behavior::Basis::{Assumed, Documented};
use crate::behavior::{Call, Rule, read, write};
use crate::domains::users::{self, USERS};
use crate::params::Params;
use crate::reply::{Refusal, Reply};
use crate::store::{Record, State, TableSpec, text, value};

/// Policies of collaborating administrators, by user. Those of users who have been deleted are ignored.
pub(super) static COOPERATORS: TableSpec = TableSpec {
    name: "cooperators",
    id: "userId",
    unique: &[],
};

pub(super) const RULES: &[Rule] = &[
    read("list_tenant_cooperators", Documented, list_tenant_cooperators),
    read("get_tenant_cooperator", Documented, get_tenant_cooperator),
    read("get_tenant_cooperator_menu", Assumed, get_tenant_cooperator_menu),
    write("create_tenant_cooperator", Documented, create_tenant_cooperator),
    write("update_tenant_cooperator", Documented, update_tenant_cooperator),
    write("delete_tenant_cooperator", Documented, delete_tenant_cooperator),
];

/// The collaborating administrator that `userId` names.
fn named<'a>(call: &Call<'_>, state: &'a State) -> Result<&'a Record, Refusal> {
    let user = users::find(state, None, call.params.required("userId"))?;
    let found = state.get(&COOPERATORS, text(user, USERS.id));
    found.ok_or_else(|| Refusal::not_found("cooperator not found"))
}

/// All of them are users of the pool, so that none is external.
fn list_tenant_cooperators(call: &Call<'_>, state: &State) -> Reply {
    let keywords = call.params.search("keywords");
    let wants_external = call.params.flag("external");
    let users = state.table(&COOPERATORS).iter();
    let users = users.filter_map(|cooperator| state.get(&USERS, text(cooperator, COOPERATORS.id)));
    let users = users.filter(|user| !wants_external && keywords.is_in(user, &["username", "name", "phone", "email"]));
    let view = |user: &Record| {
        let shown = users::view(state, user, Params::NONE);
        json!({"userId": value(user, USERS.id), "external": false, "user": shown})
    };
    Ok(call.params.page().of("list", users, view))
}

/// The menu of the console, which there is not, is empty.
fn get_tenant_cooperator(call: &Call<'_>, state: &State) -> Reply {
    let cooperator = named(call, state)?;
    Ok(json!({"list": [], "authorizedPoliciesCode": value(cooperator, "policies")}))
}

fn get_tenant_cooperator_menu(call: &Call<'_>, state: &State) -> Reply {
    named(call, state)?;
    Ok(json!({"list": []}))
}

/// Nobody is notified.
fn create_tenant_cooperator(call: &Call<'_>, state: &mut State) -> Reply {
    let user = text(users::find(state, None, call.params.required("userId"))?, USERS.id).to_owned();
    let mut cooperator = call.params.only(&["policies", "apiAuthorized"]);
    cooperator.insert(COOPERATORS.id.to_owned(), user.into());
    state.insert(&COOPERATORS, cooperator)?;
    Ok(Value::Null)
}

fn update_tenant_cooperator(call: &Call<'_>, state: &mut State) -> Reply {
    let id = text(named(call, state)?, COOPERATORS.id).to_owned();
    state.change(&COOPERATORS, &id, call.params.only(&["policies", "apiAuthorized"]))?;
    Ok(Value::Null)
}

fn delete_tenant_cooperator(call: &Call<'_>, state: &mut State) -> Reply {
    let id = text(named(call, state)?, COOPERATORS.id).to_owned();
    state.remove(&COOPERATORS, &id);
    Ok(Value::Null)
}
