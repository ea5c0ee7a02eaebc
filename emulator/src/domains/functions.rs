//! Functions of pipelines and of authentication flows. They are stored, and never executed.

use serde_json::{Map, Value, json};

use crate::behavior::Basis::{Assumed, Documented, Seen};
use crate::behavior::{Call, Domain, Rule, read, write};
use crate::params::Page;
use crate::reply::{Refusal, Reply};
use crate::store::{Record, State, TableSpec, text};

static PIPELINE: TableSpec = TableSpec {
    name: "pipeline_functions",
    id: "funcId",
    unique: &[],
};

static FLOW: TableSpec = TableSpec {
    name: "auth_flow_functions",
    id: "funcId",
    unique: &[],
};

pub(super) static DOMAIN: Domain = Domain {
    tables: &[&PIPELINE, &FLOW],
    links: &[],
    rules: &[RULES],
    seeds: &[],
};

const RULES: &[Rule] = &[
    write("create_pipeline_function", Seen, |call, state| {
        create(call, state, &PIPELINE)
    }),
    read("get_pipeline_function", Seen, |call, state| get(call, state, &PIPELINE)),
    write("reupload_pipeline_function", Assumed, |call, state| {
        get(call, state, &PIPELINE)
    }),
    write("update_pipeline_function", Seen, |call, state| {
        update(call, state, &PIPELINE)
    }),
    write("update_pipeline_order", Documented, update_pipeline_order),
    write("delete_pipeline_function", Seen, |call, state| {
        delete(call, state, &PIPELINE)
    }),
    read("list_pipeline_functions", Documented, list_pipeline_functions),
    read("get_pipeline_logs", Assumed, get_pipeline_logs),
    write("create_auth_flow_function", Documented, |call, state| {
        create(call, state, &FLOW)
    }),
    read("get_auth_flow_function", Documented, |call, state| {
        get(call, state, &FLOW)
    }),
    write("update_auth_flow_function", Documented, |call, state| {
        update(call, state, &FLOW)
    }),
    write("delete_auth_flow_function", Documented, |call, state| {
        delete(call, state, &FLOW)
    }),
];

/// The place of a function among those of its scene, which responses do not show.
const ORDER: &str = "order";

const FIELDS: &[&str] = &[
    "sourceCode",
    "funcName",
    "funcDescription",
    "isAsynchronous",
    "timeout",
    "terminateOnTimeout",
    "enabled",
    "appId",
];

fn named<'a>(call: &Call<'_>, state: &'a State, table: &TableSpec) -> Result<&'a Record, Refusal> {
    let found = state.get(table, call.params.required("funcId"));
    found.ok_or_else(|| Refusal::not_found("function not found"))
}

fn view(function: &Record) -> Value {
    let mut function = function.clone();
    function.remove(ORDER);
    function.into()
}

/// A function is disabled unless the request states otherwise. It is uploaded at once.
fn create(call: &Call<'_>, state: &mut State, table: &'static TableSpec) -> Reply {
    let function = json!({
        "funcId": state.ids.next(call.now),
        "createdAt": call.time(),
        "updatedAt": call.time(),
        "funcDescription": "",
        "isAsynchronous": false,
        "timeout": 3,
        "terminateOnTimeout": false,
        "enabled": false,
        "status": "success",
    });
    let mut function = function.as_object().cloned().unwrap_or_default();
    let given = call
        .params
        .only(FIELDS)
        .into_iter()
        .filter(|(_, value)| !value.is_null());
    function.extend(given);
    function.insert("scene".to_owned(), call.params.required("scene").into());
    function.insert(ORDER.to_owned(), state.table(table).len().into());
    state.insert(table, function.clone())?;
    Ok(view(&function))
}

fn get(call: &Call<'_>, state: &State, table: &TableSpec) -> Reply {
    Ok(view(named(call, state, table)?))
}

fn update(call: &Call<'_>, state: &mut State, table: &'static TableSpec) -> Reply {
    let id = text(named(call, state, table)?, table.id).to_owned();
    let mut changes = call.params.only(FIELDS);
    changes.insert("updatedAt".to_owned(), call.time().into());
    state.change(table, &id, changes)?;
    get(call, state, table)
}

fn delete(call: &Call<'_>, state: &mut State, table: &'static TableSpec) -> Reply {
    let id = text(named(call, state, table)?, table.id).to_owned();
    state.remove(table, &id);
    Ok(Value::Null)
}

/// The functions of a scene, or of all, in the order in which they are executed.
fn ordered<'a>(state: &'a State, scene: Option<&str>) -> Vec<&'a Record> {
    let functions = state.table(&PIPELINE).iter();
    let functions = functions.filter(|function| scene.is_none_or(|scene| text(function, "scene") == scene));
    let mut functions: Vec<_> = functions.collect();
    functions.sort_by_key(|function| function.get(ORDER).and_then(Value::as_u64));
    functions
}

fn list_pipeline_functions(call: &Call<'_>, state: &State) -> Reply {
    let functions = ordered(state, call.params.text("scene"));
    Ok(Page::all(functions.into_iter(), view))
}

/// The functions that the request does not name come last.
fn update_pipeline_order(call: &Call<'_>, state: &mut State) -> Reply {
    let ids = ordered(state, call.params.text("scene")).into_iter();
    let ids: Vec<_> = ids.map(|function| text(function, PIPELINE.id).to_owned()).collect();
    let mut order: Vec<&str> = call.params.texts("order").collect();
    if let Some(absent) = order.iter().find(|id| !ids.iter().any(|known| known == *id)) {
        return Err(Refusal::not_found(format!("function {absent} not found")));
    }
    let rest: Vec<_> = ids
        .iter()
        .map(String::as_str)
        .filter(|id| !order.contains(id))
        .collect();
    order.extend(rest);
    for (place, id) in order.into_iter().enumerate() {
        state.change(&PIPELINE, id, Map::from_iter([(ORDER.to_owned(), place.into())]))?;
    }
    Ok(Value::Null)
}

/// No function is executed.
fn get_pipeline_logs(call: &Call<'_>, state: &State) -> Reply {
    named(call, state, &PIPELINE)?;
    Ok(Page::all(std::iter::empty(), |()| Value::Null))
}
