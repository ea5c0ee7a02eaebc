//! Programmatic access accounts of applications. Parameters and responses are those of version 2 of the API, as far as
//! clients of it show them.

use serde_json::{Value, json};

use crate::behavior::Basis::Assumed;
use crate::behavior::{Call, Domain, Rule, read, write};
use crate::reply::{Refusal, Reply, success};
use crate::store::{Record, State, TableSpec, text};

static ACCOUNTS: TableSpec = TableSpec {
    name: "programmatic_access_accounts",
    id: "id",
    unique: &[],
};

pub(super) static DOMAIN: Domain = Domain {
    tables: &[&ACCOUNTS],
    links: &[],
    rules: &[RULES],
    seeds: &[],
};

const RULES: &[Rule] = &[
    write("create_programmatic_access_account", Assumed, create),
    read("list_programmatic_access_accounts", Assumed, list),
    write("disable_programmatic_access_account", Assumed, |call, state| {
        change(call, state, "enabled", false.into())
    }),
    write("enable_programmatic_access_account", Assumed, |call, state| {
        change(call, state, "enabled", true.into())
    }),
    write("refresh_programmatic_access_account_secret", Assumed, refresh),
    write("delete_programmatic_access_account", Assumed, delete),
];

fn create(call: &Call<'_>, state: &mut State) -> Reply {
    let account = json!({
        "id": state.ids.next(call.now),
        "secret": state.ids.secret(),
        "appId": call.params.get("appId"),
        "tokenLifetime": call.params.integer("tokenLifetime").unwrap_or(600),
        "remarks": call.params.text("remarks").unwrap_or_default(),
        "enabled": true,
        "createdAt": call.time(),
    });
    state.insert(&ACCOUNTS, account.as_object().cloned().unwrap_or_default())?;
    Ok(account)
}

fn list(call: &Call<'_>, state: &State) -> Reply {
    let app = call.params.text("appId");
    let accounts = state.table(&ACCOUNTS).iter();
    let accounts = accounts.filter(|account| app.is_none_or(|app| text(account, "appId") == app));
    Ok(call
        .params
        .page()
        .of("list", accounts, |account| account.clone().into()))
}

fn change(call: &Call<'_>, state: &mut State, field: &str, value: Value) -> Reply {
    let id = call.params.required("id");
    if state.get(&ACCOUNTS, id).is_none() {
        return Err(Refusal::not_found("programmatic access account not found"));
    }
    state.change(&ACCOUNTS, id, Record::from_iter([(field.to_owned(), value)]))?;
    Ok(state.get(&ACCOUNTS, id).cloned().unwrap_or_default().into())
}

fn refresh(call: &Call<'_>, state: &mut State) -> Reply {
    let secret = call.params.text("secret").map(str::to_owned);
    let secret = secret.unwrap_or_else(|| state.ids.secret());
    change(call, state, "secret", secret.into())
}

fn delete(call: &Call<'_>, state: &mut State) -> Reply {
    if state.remove(&ACCOUNTS, call.params.required("id")) {
        success()
    } else {
        Err(Refusal::not_found("programmatic access account not found"))
    }
}
