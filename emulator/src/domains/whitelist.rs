//! Registration whitelists of the user pool, and of applications.

use serde_json::{Value, json};

use crate::behavior::Basis::Documented;
use crate::behavior::{Call, Domain, Rule, read, write};
use crate::reply::{Reply, success};
use crate::store::{Record, State, TableSpec, object, text, value};

/// Entries of all whitelists. The ID is the whitelist's, followed by the value.
static ENTRIES: TableSpec = TableSpec {
    name: "whitelist",
    id: "id",
    unique: &[],
};

pub(super) static DOMAIN: Domain = Domain {
    tables: &[&ENTRIES],
    links: &[],
    rules: &[RULES],
    seeds: &[],
};

const RULES: &[Rule] = &[
    write("add_whitelist", Documented, add),
    read("list_whitelists", Documented, list),
    write("delete_whitelist", Documented, delete),
    write("add_whitelist_of_app", Documented, add),
    read("list_whitelists_of_app", Documented, list),
    write("delete_whitelist_of_app", Documented, delete),
];

/// The whitelist that a request is for. That of the user pool has no application.
fn whitelist(call: &Call<'_>) -> String {
    let app = call.params.text("appId").unwrap_or_default();
    format!("{app}/{}", call.params.required("type"))
}

fn view(entry: &Record) -> Value {
    json!({"value": value(entry, "value"), "createdAt": value(entry, "createdAt")})
}

/// Adding a value again changes nothing.
fn add(call: &Call<'_>, state: &mut State) -> Reply {
    let whitelist = whitelist(call);
    let mut added = Vec::new();
    for value in call.params.texts("list") {
        let id = format!("{whitelist}/{value}");
        if state.get(&ENTRIES, &id).is_none() {
            // The documented example is a number in a string.
            let created_at = call.now.to_string();
            let entry = json!({"id": id, "whitelist": whitelist, "value": value, "createdAt": created_at});
            state.insert(&ENTRIES, object(entry))?;
        }
        added.extend(state.get(&ENTRIES, &id).map(view));
    }
    Ok(added.into())
}

fn list(call: &Call<'_>, state: &State) -> Reply {
    let whitelist = whitelist(call);
    let entries = state.table(&ENTRIES).iter();
    let entries = entries.filter(|entry| text(entry, "whitelist") == whitelist);
    Ok(entries.map(view).collect())
}

/// Absent values are skipped.
fn delete(call: &Call<'_>, state: &mut State) -> Reply {
    let whitelist = whitelist(call);
    for value in call.params.texts("list") {
        state.remove(&ENTRIES, &format!("{whitelist}/{value}"));
    }
    success()
}
