//! Enables and disables programmatic access accounts, and replaces their secrets. A collection has the other operations.

use serde_json::Value;

use crate::behavior::Basis::Assumed;
use crate::behavior::{Call, Domain, Rule, write};
use crate::reply::{Refusal, Reply};
use crate::store::{Record, State, TableSpec};

pub(crate) static PROGRAMMATIC_ACCESS_ACCOUNTS: TableSpec = TableSpec {
    name: "programmatic_access_accounts",
    id: "id",
    unique: &[],
};

pub(super) static DOMAIN: Domain = Domain {
    tables: &[&PROGRAMMATIC_ACCESS_ACCOUNTS],
    links: &[],
    rules: &[RULES],
    seeds: &[],
};

const RULES: &[Rule] = &[
    write("disable_programmatic_access_account", Assumed, |call, state| {
        change(call, state, "enabled", false.into())
    }),
    write("enable_programmatic_access_account", Assumed, |call, state| {
        change(call, state, "enabled", true.into())
    }),
    write("refresh_programmatic_access_account_secret", Assumed, refresh),
];

fn change(call: &Call<'_>, state: &mut State, field: &str, value: Value) -> Reply {
    let id = call.params.required("id");
    if state.get(&PROGRAMMATIC_ACCESS_ACCOUNTS, id).is_none() {
        return Err(Refusal::not_found("programmatic access account not found"));
    }
    state.change(
        &PROGRAMMATIC_ACCESS_ACCOUNTS,
        id,
        Record::from_iter([(field.to_owned(), value)]),
    )?;
    Ok(state
        .get(&PROGRAMMATIC_ACCESS_ACCOUNTS, id)
        .cloned()
        .unwrap_or_default()
        .into())
}

fn refresh(call: &Call<'_>, state: &mut State) -> Reply {
    let secret = call.params.text("secret").map(str::to_owned);
    let secret = secret.unwrap_or_else(|| state.ids.secret());
    change(call, state, "secret", secret.into())
}
