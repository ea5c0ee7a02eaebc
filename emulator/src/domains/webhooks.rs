//! Webhooks. Those with a loopback URL are called, in the order of the writes that cause it.

mod requests;

use genauth::schema::{Operation, ParamType};
use serde_json::{Value, json};

use crate::behavior::Basis::{Assumed, Documented};
use crate::behavior::{Call, Domain, Rule, read, write};
use crate::reply::{Refusal, Reply};
use crate::store::{Record, State, TableSpec, text};

pub(crate) use requests::{delivered, deliveries};

/// A collection has the operations that only store them.
pub(crate) static WEBHOOKS: TableSpec = TableSpec {
    name: "webhooks",
    id: "webhookId",
    unique: &[],
};

/// The requests that webhooks have sent. An entry without `success` has not been sent yet.
static LOGS: TableSpec = TableSpec {
    name: "webhook_logs",
    id: "id",
    unique: &[],
};

pub(super) static DOMAIN: Domain = Domain {
    tables: &[&WEBHOOKS, &LOGS],
    links: &[],
    rules: &[RULES],
    seeds: &[],
};

const RULES: &[Rule] = &[
    read("get_webhook_logs", Documented, get_webhook_logs),
    write("trigger_webhook", Documented, trigger_webhook),
    read("get_webhook_event_list", Assumed, get_webhook_event_list),
];

/// The webhook that `webhookId` names.
fn named<'a>(call: &Call<'_>, state: &'a State) -> Result<&'a Record, Refusal> {
    let found = state.get(&WEBHOOKS, call.params.required("webhookId"));
    found.ok_or_else(|| Refusal::not_found("webhook not found"))
}

/// The latest entries come first. An absent webhook has none.
fn get_webhook_logs(call: &Call<'_>, state: &State) -> Reply {
    let id = call.params.required("webhookId");
    let logs = state.table(&LOGS).iter().rev();
    let logs = logs.filter(|log| text(log, "webhookId") == id && log.contains_key("success"));
    let view = |log: &Record| {
        let mut log = log.clone();
        log.remove(LOGS.id);
        log.into()
    };
    Ok(call.params.page().of("list", logs, view))
}

/// The request is sent after the write, because others must not wait for its response.
fn trigger_webhook(call: &Call<'_>, state: &mut State) -> Reply {
    named(call, state)?;
    Ok(Value::Null)
}

/// The events that `create_webhook` documents. A category is what precedes the colon.
fn get_webhook_event_list(_: &Call<'_>, _: &State) -> Reply {
    let category = |name: &'static str| name.split(':').next().unwrap_or(name);
    let mut categories: Vec<&str> = Vec::new();
    for name in events() {
        if !categories.contains(&category(name)) {
            categories.push(category(name));
        }
    }
    let categories = categories
        .into_iter()
        .map(|name| json!({"name": name, "nameEn": name, "value": name}));
    let events = events().iter().map(|name| {
        let category = category(name);
        json!({"name": name, "nameEn": name, "value": name, "category": category})
    });
    Ok(json!({"categories": categories.collect::<Value>(), "events": events.collect::<Value>()}))
}

/// The documented names of events.
fn events() -> &'static [&'static str] {
    let is_create = |operation: &&Operation| operation.name == "create_webhook";
    let create = genauth::operations().find(is_create);
    let param = create.and_then(|create| create.params.iter().find(|param| param.name() == "events"));
    match param.map(|param| &param.ty) {
        Some(ParamType::List(ParamType::OpenEnum(names))) => names,
        _ => &[],
    }
}
