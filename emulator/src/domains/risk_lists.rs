//! Blacklists and whitelists of IP addresses and users, and policies that add to them. Nothing acts on them.

use serde_json::{Value, json};

use crate::behavior::Basis::Documented;
use crate::behavior::{Call, Domain, Rule, read, write};
use crate::reply::{Refusal, Reply};
use crate::store::{Record, State, TableSpec, text};

static IPS: TableSpec = TableSpec {
    name: "risk_ips",
    id: "id",
    unique: &[],
};

static USERS: TableSpec = TableSpec {
    name: "risk_users",
    id: "id",
    unique: &[],
};

static POLICIES: TableSpec = TableSpec {
    name: "risk_policies",
    id: "id",
    unique: &[],
};

pub(super) static DOMAIN: Domain = Domain {
    tables: &[&IPS, &USERS, &POLICIES],
    links: &[],
    rules: &[RULES],
    seeds: &[],
};

const RULES: &[Rule] = &[
    write("add_ip_list", Documented, add_ip_list),
    read("find_ip_list", Documented, |call, state| {
        find(call, state, &IPS, "ipType")
    }),
    write("delete_ip_list_by_id", Documented, |call, state| {
        delete(call, state, &IPS)
    }),
    write("add_user_list", Documented, add_user_list),
    read("find_user_list", Documented, |call, state| {
        find(call, state, &USERS, "userListType")
    }),
    write("delete_user_list_by_id", Documented, |call, state| {
        delete(call, state, &USERS)
    }),
    write("add_risk_list_policy", Documented, add_risk_list_policy),
    read("find_risk_list_policy", Documented, |call, state| {
        find(call, state, &POLICIES, "optObject")
    }),
    write("delete_risk_list_policy_by_id", Documented, |call, state| {
        delete(call, state, &POLICIES)
    }),
];

/// Stores an entry with the parameters of the request, except those with the listed values.
fn add(
    call: &Call<'_>,
    state: &mut State,
    table: &'static TableSpec,
    listed: &str,
    own: Vec<(&str, Value)>,
) -> Result<(), Refusal> {
    let declared = call.operation.params.iter().map(|param| param.name().into_owned());
    let declared: Vec<String> = declared.filter(|name| name != listed).collect();
    let declared: Vec<&str> = declared.iter().map(String::as_str).collect();
    let mut entry: Record = call.params.only(&declared);
    entry.retain(|_, value| !value.is_null());
    entry.insert(table.id.to_owned(), state.ids.next(call.now).into());
    entry.extend(own.into_iter().map(|(name, value)| (name.to_owned(), value)));
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
        add(call, state, &IPS, "ips", vec![("ip", ip.into())])?;
    }
    Ok(Value::Null)
}

/// Whether the users exist is not checked.
fn add_user_list(call: &Call<'_>, state: &mut State) -> Reply {
    for user in values(call, "userIds") {
        let own = vec![("userId", user.into()), ("addAt", call.time().into())];
        add(call, state, &USERS, "userIds", own)?;
    }
    Ok(Value::Null)
}

fn add_risk_list_policy(call: &Call<'_>, state: &mut State) -> Reply {
    add(call, state, &POLICIES, "", vec![("createdAt", call.time().into())])?;
    Ok(Value::Null)
}

/// The oldest entries come first.
fn find(call: &Call<'_>, state: &State, table: &TableSpec, kind: &str) -> Reply {
    let wanted = call.params.required(kind);
    let entries = state.table(table).iter().filter(|entry| text(entry, kind) == wanted);
    let view = |entry: &Record| json!(entry);
    Ok(call.params.page().of("list", entries, view))
}

fn delete(call: &Call<'_>, state: &mut State, table: &'static TableSpec) -> Reply {
    if state.remove(table, call.params.required("id")) {
        Ok(Value::Null)
    } else {
        Err(Refusal::not_found("entry not found"))
    }
}
