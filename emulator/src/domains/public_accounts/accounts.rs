//! Creates, updates, reads and removes public accounts.

use serde_json::{Map, Value};

use super::{ACCOUNT_DEPARTMENTS, find, id_of, view};
use crate::behavior::Basis::{Assumed, Documented, Seen};
use crate::behavior::{Call, Rule, read, write};
use crate::domains::users::{self, PUBLIC_ACCOUNTS, USERS, check_identifiers, join_departments};
use crate::params::Params;
use crate::reply::{Reply, success};
use crate::store::{State, text};

pub(super) const RULES: &[Rule] = &[
    read("list_public_accounts", Documented, list_public_accounts),
    read("get_public_account", Seen, get_public_account),
    read("get_public_account_batch", Documented, get_public_account_batch),
    write("create_public_account", Seen, create_public_account),
    write("create_public_accounts_batch", Documented, create_public_accounts_batch),
    write("update_public_account", Seen, update_public_account),
    write("update_public_account_batch", Documented, update_public_account_batch),
    write("delete_public_accounts_batch", Seen, delete_public_accounts_batch),
    write("kick_public_accounts", Assumed, kick_public_accounts),
    write("resign_public_account_batch", Documented, resign_public_account_batch),
];

fn list_public_accounts(call: &Call<'_>, state: &State) -> Reply {
    let options = call.params.object("options");
    users::list(call, state.table(&PUBLIC_ACCOUNTS), |account| {
        view(state, account, options)
    })
}

fn get_public_account(call: &Call<'_>, state: &State) -> Reply {
    let id = id_of(state, call.params, call.params)?;
    Ok(view(state, find(state, None, &id)?, call.params))
}

/// Absent public accounts are left out.
fn get_public_account_batch(call: &Call<'_>, state: &State) -> Reply {
    let id_type = call.params.text("userIdType");
    users::check_id_type(id_type)?;
    let ids = call.params.texts("userIds");
    let accounts = ids.filter_map(|id| find(state, id_type, id).ok());
    Ok(accounts.map(|account| view(state, account, call.params)).collect())
}

/// A public account as the operations that change it return it.
fn view_of(state: &State, id: &str) -> Reply {
    let flags = Map::from_iter([("withCustomData".to_owned(), Value::Bool(true))]);
    Ok(view(state, find(state, None, id)?, Params::new(&flags)))
}

fn create_public_account(call: &Call<'_>, state: &mut State) -> Reply {
    create(call, state, call.params, call.params.object("options"))
}

fn create_public_accounts_batch(call: &Call<'_>, state: &mut State) -> Reply {
    let options = call.params.object("options");
    let accounts = call
        .params
        .objects("list")
        .map(|account| create(call, state, account, options));
    accounts.collect::<Result<Vec<_>, _>>().map(Value::from)
}

fn create(call: &Call<'_>, state: &mut State, params: Params<'_>, options: Params<'_>) -> Reply {
    let account = users::new_record(call, state, params, options);
    check_identifiers(state, &USERS, &account)?;
    let id = state.insert(&PUBLIC_ACCOUNTS, account)?;
    join_departments(call, state, &ACCOUNT_DEPARTMENTS, &id, params, options)?;
    view_of(state, &id)
}

fn update_public_account(call: &Call<'_>, state: &mut State) -> Reply {
    let options = call.params.object("options");
    let id = id_of(state, call.params, options)?;
    update(call, state, &id, call.params, options)
}

fn update_public_account_batch(call: &Call<'_>, state: &mut State) -> Reply {
    let options = call.params.object("options");
    let accounts = call.params.objects("list").map(|account| {
        let id = id_of(state, account, Params::NONE)?;
        update(call, state, &id, account, options)
    });
    accounts.collect::<Result<Vec<_>, _>>().map(Value::from)
}

fn update(call: &Call<'_>, state: &mut State, id: &str, params: Params<'_>, options: Params<'_>) -> Reply {
    let changes = users::changes(call, find(state, None, id)?, params, options);
    check_identifiers(state, &USERS, &changes)?;
    state.change(&PUBLIC_ACCOUNTS, id, changes)?;
    view_of(state, id)
}

/// Absent public accounts are skipped.
fn delete_public_accounts_batch(call: &Call<'_>, state: &mut State) -> Reply {
    let id_type = call.params.object("options").text("userIdType");
    for id in call.params.texts("userIds") {
        if let Ok(account) = find(state, id_type, id) {
            let id = text(account, PUBLIC_ACCOUNTS.id).to_owned();
            state.remove(&PUBLIC_ACCOUNTS, &id);
        }
    }
    success()
}

/// Nobody logs in to the emulator.
fn kick_public_accounts(call: &Call<'_>, state: &mut State) -> Reply {
    id_of(state, call.params, call.params.object("options"))?;
    success()
}

/// A public account that has resigned has no department, role, group, post or user any more.
fn resign_public_account_batch(call: &Call<'_>, state: &mut State) -> Reply {
    let id_type = call.params.text("userIdType");
    for id in call.params.texts("userIds") {
        let id = text(find(state, id_type, id)?, PUBLIC_ACCOUNTS.id).to_owned();
        state.change(&PUBLIC_ACCOUNTS, &id, users::resignation(call))?;
        state.disconnect_all(&PUBLIC_ACCOUNTS, &id);
    }
    success()
}
