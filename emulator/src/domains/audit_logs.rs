//! Audit logs: each write leaves one.

use genauth::schema::Operation;
use serde_json::{Value, json};

use crate::behavior::Basis::{Assumed, Documented};
use crate::behavior::{Call, Domain, Rule, read};
use crate::clock::iso;
use crate::reply::Reply;
use crate::store::{Record, State, TableSpec, object, text, value};

static AUDIT_LOGS: TableSpec = TableSpec {
    name: "audit_logs",
    id: "id",
    unique: &[],
};

/// The number of entries that are kept.
const MAX_ENTRIES: usize = 1000;

/// The size of the parameters that an entry contains. Larger ones are left out, so that state files stay small.
const MAX_PARAM_BYTES: usize = 10_000;

pub(super) static DOMAIN: Domain = Domain {
    tables: &[&AUDIT_LOGS],
    links: &[],
    rules: &[RULES],
    seeds: &[],
};

const RULES: &[Rule] = &[
    read("get_admin_audit_logs", Documented, get_admin_audit_logs),
    read("get_user_action_logs", Assumed, get_user_action_logs),
];

/// The documented types, where the name of an operation begins with another word.
const OPERATION_TYPES: &[(&str, &str)] = &[
    ("set", "update"),
    ("change", "update"),
    ("assign", "add"),
    ("authorize", "add"),
    ("associate", "add"),
    ("link", "add"),
    ("unlink", "remove"),
    ("revoke", "remove"),
    ("kick", "remove"),
];

/// The documented resource types of domains.
const RESOURCE_TYPES: &[(&str, &str)] = &[
    ("users", "user"),
    ("user_groups", "userGroup"),
    ("roles", "role"),
    ("organizations", "org"),
    ("departments", "org"),
    ("applications", "application"),
    ("tenants", "tenant"),
    ("permissions", "resource"),
    ("data_permissions", "dataPolicy"),
];

fn lookup(table: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
}

/// Records a write. `params` are its parameters without secrets.
pub(crate) fn record_write(call: &Call<'_>, state: &mut State, params: &Value, request_id: &str, success: bool) {
    let Operation { name, domain, .. } = call.operation;
    let verb = name.split('_').next().unwrap_or_default();
    let param = Some(params.to_string()).filter(|param| param.len() <= MAX_PARAM_BYTES);
    let entry = json!({
        "id": state.ids.next(call.now),
        "operationType": lookup(OPERATION_TYPES, verb).unwrap_or(verb),
        "resourceType": lookup(RESOURCE_TYPES, domain).unwrap_or("userpool"),
        "eventDetail": name,
        "operationParam": param.unwrap_or_default(),
        "clientIp": "127.0.0.1",
        "success": success,
        "timestamp": call.time(),
        "requestId": request_id,
    });
    let logs = state.table(&AUDIT_LOGS);
    let oldest = logs.iter().next().map(|entry| text(entry, AUDIT_LOGS.id).to_owned());
    if let Some(oldest) = oldest.filter(|_| logs.len() >= MAX_ENTRIES) {
        state.remove(&AUDIT_LOGS, &oldest);
    }
    let entry = object(entry);
    // Its ID is new.
    let _ = state.insert(&AUDIT_LOGS, entry);
}

/// The latest entries come first.
fn get_admin_audit_logs(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    let [start, end] = ["start", "end"].map(|name| params.integer(name).map(iso));
    let is_named = |entry: &Record, name: &str| match params.text(name) {
        None | Some("all") => true,
        Some(value) => text(entry, name) == value,
    };
    let logs = state.table(&AUDIT_LOGS).iter().rev().filter(|entry| {
        // Entries have no user: an access key has sent the requests.
        let names = ["requestId", "clientIp", "operationType", "resourceType", "userId"];
        names.into_iter().all(|name| is_named(entry, name))
            && params
                .get("success")
                .is_none_or(|success| value(entry, "success") == success)
            && start.as_deref().is_none_or(|start| text(entry, "timestamp") >= start)
            && end.as_deref().is_none_or(|end| text(entry, "timestamp") <= end)
    });
    let page = params.object("pagination").page();
    Ok(page.of("list", logs, |entry| entry.clone().into()))
}

/// Users do nothing in the emulator.
fn get_user_action_logs(_: &Call<'_>, _: &State) -> Reply {
    Ok(json!({"totalCount": 0, "list": []}))
}
