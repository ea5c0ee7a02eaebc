//! Identity sources and their connections. Nobody logs in with them.

use serde_json::{Map, Value, json};

use super::users::find_tenant;
use crate::behavior::Basis::{Assumed, Documented, Seen};
use crate::behavior::{Call, Domain, Rule, read, write};
use crate::params::Page;
use crate::reply::{Refusal, Reply, success};
use crate::store::{Record, State, TableSpec, object, text};

static SOURCES: TableSpec = TableSpec {
    name: "identity_sources",
    id: "id",
    unique: &[],
};

/// Connections, with the applications that they are enabled for under `apps`, and the tenants that they are associated
/// with under `tenants`.
static CONNECTIONS: TableSpec = TableSpec {
    name: "identity_source_connections",
    id: "id",
    unique: &[],
};

pub(super) static DOMAIN: Domain = Domain {
    tables: &[&SOURCES, &CONNECTIONS],
    links: &[],
    rules: &[RULES],
    seeds: &[],
};

const RULES: &[Rule] = &[
    write("create_ext_idp", Seen, create_ext_idp),
    read("get_ext_idp", Seen, get_ext_idp),
    read("list_ext_idp", Documented, list_ext_idp),
    read("list_tenant_ext_idp", Documented, list_tenant_ext_idp),
    write("update_ext_idp", Seen, update_ext_idp),
    write("delete_ext_idp", Seen, delete_ext_idp),
    write("create_ext_idp_conn", Documented, create_ext_idp_conn),
    read("list_ext_idp_conns", Documented, list_ext_idp_conns),
    read(
        "list_enabled_ext_idp_conns_by_app",
        Assumed,
        list_enabled_ext_idp_conns_by_app,
    ),
    write("update_ext_idp_conn", Documented, update_ext_idp_conn),
    write("delete_ext_idp_conn", Documented, delete_ext_idp_conn),
    write("change_ext_idp_conn_state", Documented, change_ext_idp_conn_state),
    write(
        "change_ext_idp_conn_association_state",
        Documented,
        change_ext_idp_conn_association_state,
    ),
];

/// The record of a table that `id` or another parameter names.
fn named<'a>(call: &Call<'_>, state: &'a State, table: &TableSpec, param: &str) -> Result<&'a Record, Refusal> {
    let found = state.get(table, call.params.required(param));
    found.ok_or_else(absent)
}

/// The identity source that `id` names. It must be one of the tenant, if the request names one.
fn source<'a>(call: &Call<'_>, state: &'a State) -> Result<&'a Record, Refusal> {
    let source = named(call, state, &SOURCES, "id")?;
    let is_of = |tenant: &str| text(source, "tenantId") == tenant || is_associated(state, source, tenant);
    if call.params.text("tenantId").is_none_or(is_of) {
        Ok(source)
    } else {
        Err(absent())
    }
}

fn absent() -> Refusal {
    Refusal::not_found("identity source not found")
}

/// The ID of the connection that `id` names.
fn connection_id(call: &Call<'_>, state: &State) -> Result<String, Refusal> {
    Ok(text(named(call, state, &CONNECTIONS, "id")?, CONNECTIONS.id).to_owned())
}

/// The connections of an identity source, oldest first.
fn connections<'a>(state: &'a State, source: &str) -> impl Iterator<Item = &'a Record> {
    let connections = state.table(&CONNECTIONS).iter();
    connections.filter(move |connection| text(connection, "extIdpId") == source)
}

/// Whether a list in a record has an item.
fn has(record: &Record, list: &str, item: &str) -> bool {
    let items = record.get(list).and_then(Value::as_array);
    items.is_some_and(|items| items.iter().any(|known| known == item))
}

/// Whether a connection of an identity source is associated with a tenant.
fn is_associated(state: &State, source: &Record, tenant: &str) -> bool {
    connections(state, text(source, SOURCES.id)).any(|connection| has(connection, "tenants", tenant))
}

/// Refuses a filter by category, because sources have none.
fn check_category(call: &Call<'_>) -> Result<(), Refusal> {
    match call.params.get("type") {
        Some(_) => Err(Refusal::not_emulated("a filter by category")),
        None => Ok(()),
    }
}

/// A connection as responses show it: most without its settings, which are secret.
fn view(connection: &Record, with_settings: bool) -> Value {
    let mut connection = connection.clone();
    connection.retain(|name, _| !matches!(&**name, "apps" | "tenants") && (with_settings || name != "fields"));
    connection.into()
}

fn create_ext_idp(call: &Call<'_>, state: &mut State) -> Reply {
    if let Some(tenant) = call.params.text("tenantId") {
        find_tenant(state, tenant)?;
    }
    let mut source = call.params.only(&["name", "type", "tenantId"]);
    source.retain(|_, value| !value.is_null());
    source.insert(SOURCES.id.to_owned(), state.ids.next(call.now).into());
    state.insert(&SOURCES, source.clone())?;
    Ok(source.into())
}

fn get_ext_idp(call: &Call<'_>, state: &State) -> Reply {
    check_category(call)?;
    let mut source = source(call, state)?.clone();
    let connections = connections(state, text(&source, SOURCES.id));
    let connections = connections.map(|connection| view(connection, false)).collect();
    source.insert("connections".to_owned(), connections);
    source.insert("autoJoin".to_owned(), false.into());
    Ok(source.into())
}

/// The identity sources of a tenant and an application, if the request names them.
fn wanted<'a>(call: &Call<'_>, state: &'a State, tenant: Option<&str>) -> Result<Vec<&'a Record>, Refusal> {
    check_category(call)?;
    let app = call.params.text("appId");
    let sources = state.table(&SOURCES).iter().filter(|source| {
        tenant.is_none_or(|tenant| text(source, "tenantId") == tenant || is_associated(state, source, tenant))
    });
    let sources = sources.filter(|source| {
        let mut connections = connections(state, text(source, SOURCES.id));
        app.is_none_or(|app| connections.any(|connection| has(connection, "apps", app)))
    });
    Ok(sources.collect())
}

fn list_ext_idp(call: &Call<'_>, state: &State) -> Reply {
    let sources = wanted(call, state, call.params.text("tenantId"))?;
    Ok(Page::all(sources.into_iter(), |source| source.clone().into()))
}

fn list_tenant_ext_idp(call: &Call<'_>, state: &State) -> Reply {
    let tenant = call.params.text("tenantId").or(call.tenant_id).unwrap_or_default();
    let sources = wanted(call, state, Some(tenant))?;
    let view = |source: &Record| source.clone().into();
    Ok(call.params.page().of("list", sources.into_iter(), view))
}

fn update_ext_idp(call: &Call<'_>, state: &mut State) -> Reply {
    let id = text(source(call, state)?, SOURCES.id).to_owned();
    state.change(&SOURCES, &id, call.params.only(&["name"]))?;
    Ok(state.get(&SOURCES, &id).cloned().unwrap_or_default().into())
}

/// Also deletes the connections.
fn delete_ext_idp(call: &Call<'_>, state: &mut State) -> Reply {
    let id = text(source(call, state)?, SOURCES.id).to_owned();
    let connections: Vec<_> = connections(state, &id)
        .map(|connection| text(connection, CONNECTIONS.id).to_owned())
        .collect();
    for connection in connections {
        state.remove(&CONNECTIONS, &connection);
    }
    state.remove(&SOURCES, &id);
    success()
}

fn create_ext_idp_conn(call: &Call<'_>, state: &mut State) -> Reply {
    named(call, state, &SOURCES, "extIdpId")?;
    let mut connection = call.params.only(&[
        "extIdpId",
        "type",
        "identifier",
        "displayName",
        "fields",
        "loginOnly",
        "logo",
    ]);
    connection.retain(|_, value| !value.is_null());
    let tenants: Vec<_> = call.params.text("tenantId").into_iter().collect();
    let own = json!({
        "id": state.ids.next(call.now),
        "associationMode": "none",
        "challengeBindingMethods": [],
        "apps": [],
        "tenants": tenants,
    });
    connection.extend(object(own));
    connection.entry("loginOnly").or_insert(Value::Bool(false));
    state.insert(&CONNECTIONS, connection.clone())?;
    Ok(view(&connection, false))
}

fn list_ext_idp_conns(call: &Call<'_>, state: &State) -> Reply {
    let source = named(call, state, &SOURCES, "id")?;
    let connections = connections(state, text(source, SOURCES.id));
    Ok(connections.map(|connection| view(connection, true)).collect())
}

fn list_enabled_ext_idp_conns_by_app(call: &Call<'_>, state: &State) -> Reply {
    let app = call.params.required("appId");
    let connections = state.table(&CONNECTIONS).iter();
    let connections = connections.filter(|connection| has(connection, "apps", app));
    Ok(connections.map(|connection| view(connection, true)).collect())
}

/// Settings that are not given stay.
fn update_ext_idp_conn(call: &Call<'_>, state: &mut State) -> Reply {
    let id = connection_id(call, state)?;
    let mut changes = call.params.only(&["displayName", "logo", "loginOnly"]);
    let old = named(call, state, &CONNECTIONS, "id")?.get("fields");
    let mut fields: Map<String, Value> = old.and_then(Value::as_object).cloned().unwrap_or_default();
    let given = call.params.object("fields").fields();
    fields.extend(given.map(|(name, value)| (name.clone(), value.clone())));
    changes.insert("fields".to_owned(), fields.into());
    state.change(&CONNECTIONS, &id, changes)?;
    Ok(view(named(call, state, &CONNECTIONS, "id")?, false))
}

fn delete_ext_idp_conn(call: &Call<'_>, state: &mut State) -> Reply {
    let id = connection_id(call, state)?;
    state.remove(&CONNECTIONS, &id);
    success()
}

/// Adds items to a list in a connection, or removes them.
fn switch(call: &Call<'_>, state: &mut State, list: &str, items: &[&str], is_on: bool) -> Reply {
    let connection = named(call, state, &CONNECTIONS, "id")?;
    let id = text(connection, CONNECTIONS.id).to_owned();
    let old = connection.get(list).and_then(Value::as_array).into_iter().flatten();
    let others = old.filter(|known| !items.iter().any(|item| *known == item)).cloned();
    let mut new: Vec<Value> = others.collect();
    if is_on {
        new.extend(items.iter().map(|item| Value::from(*item)));
    }
    state.change(&CONNECTIONS, &id, Record::from_iter([(list.to_owned(), new.into())]))?;
    success()
}

fn change_ext_idp_conn_state(call: &Call<'_>, state: &mut State) -> Reply {
    let apps: Vec<_> = call.params.texts("appId").chain(call.params.texts("appIds")).collect();
    switch(call, state, "apps", &apps, call.params.flag("enabled"))
}

fn change_ext_idp_conn_association_state(call: &Call<'_>, state: &mut State) -> Reply {
    let tenant = call.params.text("tenantId").or(call.tenant_id).unwrap_or_default();
    find_tenant(state, tenant)?;
    switch(call, state, "tenants", &[tenant], call.params.flag("association"))
}
