//! Adds IP addresses and users to blacklists and whitelists. Collections list and remove them.

use serde_json::Value;

use crate::behavior::Basis::Documented;
use crate::behavior::{Call, Domain, Rule, write};
use crate::reply::{Refusal, Reply};
use crate::store::{State, TableSpec};

pub(crate) static RISK_IPS: TableSpec = TableSpec {
    name: "risk_ips",
    id: "id",
    unique: &[],
};

pub(crate) static RISK_USERS: TableSpec = TableSpec {
    name: "risk_users",
    id: "id",
    unique: &[],
};

pub(super) static DOMAIN: Domain = Domain {
    tables: &[&RISK_IPS, &RISK_USERS],
    links: &[],
    rules: &[RULES],
    seeds: &[],
};

const RULES: &[Rule] = &[
    write("add_ip_list", Documented, add_ip_list),
    write("add_user_list", Documented, add_user_list),
];

/// The parameters that entries have, too.
const FIELDS: &[&str] = &[
    "expireAt",
    "limitList",
    "removeType",
    "addType",
    "ipType",
    "userListType",
];

/// Stores an entry with the parameters of the request and a value of its own.
fn add(call: &Call<'_>, state: &mut State, table: &'static TableSpec, field: &str, value: &str) -> Result<(), Refusal> {
    let mut entry = call.params.only(FIELDS);
    entry.insert(table.id.to_owned(), state.ids.next(call.now).into());
    entry.insert(field.to_owned(), value.into());
    entry.insert("addAt".to_owned(), call.time().into());
    state.insert(table, entry)?;
    Ok(())
}

/// The values of a list, of which each may have several, separated by commas.
fn values<'a>(call: &Call<'a>, name: &str) -> Vec<&'a str> {
    let values = call.params.texts(name).flat_map(|value| value.split(','));
    values.map(str::trim).filter(|value| !value.is_empty()).collect()
}

fn add_ip_list(call: &Call<'_>, state: &mut State) -> Reply {
    for ip in values(call, "ips") {
        add(call, state, &RISK_IPS, "ip", ip)?;
    }
    Ok(Value::Null)
}

/// Whether the users exist is not checked.
fn add_user_list(call: &Call<'_>, state: &mut State) -> Reply {
    for user in values(call, "userIds") {
        add(call, state, &RISK_USERS, "userId", user)?;
    }
    Ok(Value::Null)
}
