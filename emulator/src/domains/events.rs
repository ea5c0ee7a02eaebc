//! The event center: event applications, and custom events. The events of the service itself are not listed.

use serde_json::{Value, json};

use crate::behavior::Basis::Documented;
use crate::behavior::{Call, Domain, Rule, read, write};
use crate::params::Page;
use crate::reply::Reply;
use crate::store::{Key, Record, State, TableSpec, object, text};

static EVENT_APPS: TableSpec = TableSpec {
    name: "event_apps",
    id: "identifier",
    unique: &[],
};

static EVENTS: TableSpec = TableSpec {
    name: "events",
    id: "id",
    unique: &[CODE],
};

const CODE: Key = Key::of(&["code"]);

pub(super) static DOMAIN: Domain = Domain {
    tables: &[&EVENT_APPS, &EVENTS],
    links: &[],
    rules: &[RULES],
    seeds: &[],
};

const RULES: &[Rule] = &[
    write("create_event_app", Documented, create_event_app),
    read("list_event_apps", Documented, list_event_apps),
    write("define_event", Documented, define_event),
    read("list_events", Documented, list_events),
    write("pub_event", Documented, pub_event),
    write("pub_user_event", Documented, pub_event),
];

fn create_event_app(call: &Call<'_>, state: &mut State) -> Reply {
    state.insert(&EVENT_APPS, call.params.only(&["logo", "name", "identifier"]))?;
    Ok(Value::Null)
}

fn list_event_apps(_: &Call<'_>, state: &State) -> Reply {
    Ok(Page::all(state.table(&EVENT_APPS).iter(), |app| app.clone().into()))
}

fn define_event(call: &Call<'_>, state: &mut State) -> Reply {
    let code = call.params.required("eventType");
    let event = json!({
        "id": state.ids.next(call.now),
        "code": code,
        "topic": code,
        "name": code,
        "desc": call.params.required("eventDescription"),
    });
    state.insert(&EVENTS, object(event))?;
    Ok(Value::Null)
}

/// The type of an event begins with the identifier of its application.
fn list_events(call: &Call<'_>, state: &State) -> Reply {
    let app = call.params.text("app");
    let events = state.table(&EVENTS).iter().filter(|event| {
        let rest = app.map(|app| text(event, "code").strip_prefix(app));
        rest.is_none_or(|rest| rest.is_some_and(|rest| rest.starts_with('.')))
    });
    let view = |event: &Record| event.clone().into();
    Ok(call.params.page().of("list", events, view))
}

/// Nothing receives the event. Only a defined one can be published.
fn pub_event(call: &Call<'_>, state: &mut State) -> Reply {
    let code = call.params.required("eventType");
    Ok(match state.table(&EVENTS).find(CODE, &[code]) {
        Some(_) => json!({"success": true}),
        None => json!({"success": false, "errMsg": format!("event {code} is not defined")}),
    })
}
