//! Creates, updates, lists and removes webhooks.

use serde_json::json;

use super::{WEBHOOKS, named};
use crate::behavior::Basis::Seen;
use crate::behavior::{Call, Rule, read, write};
use crate::reply::{Reply, success};
use crate::store::{State, text};

pub(super) const RULES: &[Rule] = &[
    write("create_webhook", Seen, create_webhook),
    read("get_webhook", Seen, get_webhook),
    read("list_webhooks", Seen, list_webhooks),
    write("update_webhook", Seen, update_webhook),
    write("delete_webhook", Seen, delete_webhook),
];

const FIELDS: &[&str] = &[
    "name",
    "url",
    "events",
    "contentType",
    "enabled",
    "secret",
    "retryConfig",
];

/// Names of events and the reachability of the URL are not checked.
fn create_webhook(call: &Call<'_>, state: &mut State) -> Reply {
    let id = state.ids.next(call.now);
    let webhook = json!({"webhookId": id, "createdAt": call.time(), "updatedAt": call.time(), "enabled": true});
    let mut webhook = webhook.as_object().cloned().unwrap_or_default();
    webhook.extend(
        call.params
            .only(FIELDS)
            .into_iter()
            .filter(|(_, value)| !value.is_null()),
    );
    state.insert(&WEBHOOKS, webhook.clone())?;
    Ok(webhook.into())
}

fn get_webhook(call: &Call<'_>, state: &State) -> Reply {
    Ok(named(call, state)?.clone().into())
}

/// The oldest webhooks come first.
fn list_webhooks(call: &Call<'_>, state: &State) -> Reply {
    let webhooks = state.table(&WEBHOOKS).iter();
    Ok(call
        .params
        .page()
        .of("list", webhooks, |webhook| webhook.clone().into()))
}

fn update_webhook(call: &Call<'_>, state: &mut State) -> Reply {
    let id = text(named(call, state)?, WEBHOOKS.id).to_owned();
    let mut changes = call.params.only(FIELDS);
    changes.insert("updatedAt".to_owned(), call.time().into());
    state.change(&WEBHOOKS, &id, changes)?;
    Ok(named(call, state)?.clone().into())
}

/// Absent webhooks are skipped.
fn delete_webhook(call: &Call<'_>, state: &mut State) -> Reply {
    for id in call.params.texts("webhookIds") {
        state.remove(&WEBHOOKS, id);
    }
    success()
}
