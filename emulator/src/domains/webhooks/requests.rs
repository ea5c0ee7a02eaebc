//! The requests of webhooks: which writes cause one, and what it contains.

use serde_json::{Value, json};

use super::{LOGS, WEBHOOKS, named};
use crate::behavior::Call;
use crate::delivery::{Delivered, Delivery};
use crate::store::{Record, State, object, text};

/// The number of log entries that are kept.
const MAX_LOGS: usize = 1000;

/// The events that operations cause.
const EVENTS: &[(&str, &str)] = &[
    ("create_user", "user:created"),
    ("create_users_batch", "user:created"),
    ("update_user", "user:updated"),
    ("update_user_batch", "user:updated"),
    ("delete_users_batch", "user:deleted"),
    ("link_identity", "user:link-account"),
    ("create_group", "group:created"),
    ("create_groups_batch", "group:created"),
    ("update_group", "group:updated"),
    ("delete_groups_batch", "group:deleted"),
    ("add_group_members", "group:member-added"),
    ("remove_group_members", "group:member-removed"),
    ("create_role", "role:created"),
    ("create_roles_batch", "role:created"),
    ("update_role", "role:updated"),
    ("delete_roles_batch", "role:deleted"),
    ("assign_role", "role:assigned"),
    ("assign_role_batch", "role:assigned"),
    ("revoke_role", "role:unassigned"),
    ("revoke_role_batch", "role:unassigned"),
    ("create_organization", "organization:created"),
    ("delete_organization", "organization:deleted"),
    ("create_department", "organization:node-added"),
    ("update_department", "organization:node-updated"),
    ("delete_department", "organization:node-deleted"),
    ("add_department_members", "organization:member-added"),
    ("remove_department_members", "organization:member-removed"),
    ("create_permission_namespace", "privilege-namespace:created"),
    ("update_permission_namespace", "privilege-namespace:updated"),
    ("delete_permission_namespace", "privilege-namespace:deleted"),
    ("create_resource", "resource:created"),
    ("update_resource", "resource:updated"),
    ("delete_resource", "resource:delete"),
    ("authorize_resources", "permission:add"),
    ("create_application", "application:created"),
    ("update_application", "application:updated"),
    ("delete_application", "application:deleted"),
    ("refresh_application_secret", "application:secret-refreshed"),
    ("create_data_resource", "data-resource:created"),
    ("update_data_resource", "data-resource:updated"),
    ("delete_data_resource", "data-resource:deleted"),
];

/// The requests that a write causes, which are logged as not sent yet. `params` are its parameters without secrets, and
/// `data` is what it has returned.
pub(crate) fn deliveries(call: &Call<'_>, state: &mut State, params: &Value, data: &Value) -> Vec<Delivery> {
    if call.operation.name == "trigger_webhook" {
        return trigger(call, state).into_iter().collect();
    }
    let event = EVENTS.iter().find(|(operation, _)| *operation == call.operation.name);
    let Some((_, event)) = event else {
        return Vec::new();
    };
    let webhooks: Vec<Record> = state
        .table(&WEBHOOKS)
        .iter()
        .filter(|webhook| wants(webhook, event))
        .cloned()
        .collect();
    // What only confirms says nothing.
    let is_confirmation = data.is_null() || data.get("success").is_some();
    let body = json!({"eventName": event, "data": if is_confirmation { params } else { data }});
    let webhooks = webhooks.iter();
    webhooks
        .map(|webhook| log(call, state, webhook, event, &body, Vec::new(), false))
        .collect()
}

/// Names of events with a dot in place of the colon were seen, too.
fn wants(webhook: &Record, event: &str) -> bool {
    let mut names = webhook.get("events").and_then(Value::as_array).into_iter().flatten();
    let is_named = names.any(|name| name.as_str().is_some_and(|name| name.replacen('.', ":", 1) == event));
    is_named && webhook.get("enabled") != Some(&Value::Bool(false))
}

/// The request of `trigger_webhook`.
fn trigger(call: &Call<'_>, state: &mut State) -> Option<Delivery> {
    let webhook = named(call, state).ok()?.clone();
    let default = json!({"eventName": "test", "data": {}});
    let body = call.params.get("requestBody").unwrap_or(&default);
    let event = body.get("eventName").and_then(Value::as_str).unwrap_or("test");
    let headers = call.params.object("requestHeaders").fields();
    let headers = headers.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())));
    let headers = headers.collect();
    Some(log(call, state, &webhook, event, body, headers, true))
}

/// A request, and its entry in the log.
fn log(
    call: &Call<'_>,
    state: &mut State,
    webhook: &Record,
    event: &str,
    body: &Value,
    extra: Vec<(String, String)>,
    is_awaited: bool,
) -> Delivery {
    let content_type = match text(webhook, "contentType") {
        "" => "application/json",
        content_type => content_type,
    };
    let mut headers = vec![
        ("content-type".to_owned(), content_type.to_owned()),
        ("user-agent".to_owned(), "genauth-emulator".to_owned()),
    ];
    if !text(webhook, "secret").is_empty() {
        headers.push((
            "x-authing-webhook-secret".to_owned(),
            text(webhook, "secret").to_owned(),
        ));
    }
    headers.extend(extra);
    headers.retain(|(name, value)| is_header(name, value));
    let id = state.ids.next(call.now);
    let sent: Record = headers
        .iter()
        .map(|(name, value)| (name.clone(), value.as_str().into()))
        .collect();
    let entry = json!({
        "id": id,
        "webhookId": text(webhook, WEBHOOKS.id),
        "eventName": event,
        "requestBody": body,
        "requestHeaders": sent,
        "timestamp": call.time(),
    });
    let oldest = state
        .table(&LOGS)
        .iter()
        .next()
        .map(|entry| text(entry, LOGS.id).to_owned());
    if let Some(oldest) = oldest.filter(|_| state.table(&LOGS).len() >= MAX_LOGS) {
        state.remove(&LOGS, &oldest);
    }
    // Its ID is new.
    let _ = state.insert(&LOGS, object(entry));
    Delivery {
        log: id,
        url: text(webhook, "url").to_owned(),
        headers,
        body: encode(content_type, body),
        is_awaited,
    }
}

fn is_header(name: &str, value: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    !name.is_empty() && name.bytes().all(is_token) && !value.bytes().any(|byte| byte.is_ascii_control())
}

/// The body of a request. In a form, each field of the object is JSON unless it is a string.
fn encode(content_type: &str, body: &Value) -> String {
    if content_type != "application/x-www-form-urlencoded" {
        return body.to_string();
    }
    let fields = body.as_object().into_iter().flatten().map(|(name, value)| {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        format!("{}={}", percent_encode(name), percent_encode(&value))
    });
    fields.collect::<Vec<_>>().join("&")
}

fn percent_encode(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}

/// Completes the log entry of a request, if it still exists.
pub(crate) fn delivered(state: &mut State, log: &str, outcome: &Result<Delivered, String>) {
    if state.get(&LOGS, log).is_none() {
        return;
    }
    let changes = match outcome {
        Ok(response) => json!({
            "responseStatusCode": response.status,
            "responseHeaders": response.headers,
            "responseBody": response.body.as_object().cloned().unwrap_or_default(),
            "success": (200..300).contains(&response.status),
        }),
        Err(reason) => json!({"success": false, "errorMessage": reason}),
    };
    // The ID does not change.
    let _ = state.change(&LOGS, log, object(changes));
}

#[cfg(test)]
mod tests {
    use super::super::events;
    use super::*;

    #[test]
    fn operations_and_events_exist() {
        for (operation, event) in EVENTS {
            assert!(genauth::operations().any(|row| row.name == *operation), "{operation}");
            assert!(events().contains(event), "{event}");
        }
    }

    #[test]
    fn forms_are_encoded() {
        let body = json!({"eventName": "user:created", "data": {"a": 1}});
        let form = encode("application/x-www-form-urlencoded", &body);
        assert_eq!(form, "data=%7B%22a%22%3A1%7D&eventName=user%3Acreated");
    }
}
