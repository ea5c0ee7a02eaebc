//! The order of pipeline functions. They are stored by a collection, and never executed.

use serde_json::{Map, Value};

use crate::behavior::Basis::{Assumed, Documented};
use crate::behavior::{Call, Domain, Rule, read, write};
use crate::params::Page;
use crate::reply::{Refusal, Reply};
use crate::store::{Record, State, TableSpec, text};

/// Functions, with their place among those of their scene under [`ORDER`] once it has been set.
pub(crate) static PIPELINE_FUNCTIONS: TableSpec = TableSpec {
    name: "pipeline_functions",
    id: "funcId",
    unique: &[],
};

pub(super) static DOMAIN: Domain = Domain {
    tables: &[&PIPELINE_FUNCTIONS],
    links: &[],
    rules: &[RULES],
    seeds: &[],
};

const RULES: &[Rule] = &[
    write("reupload_pipeline_function", Assumed, reupload_pipeline_function),
    write("update_pipeline_order", Documented, update_pipeline_order),
    read("list_pipeline_functions", Documented, list_pipeline_functions),
    read("get_pipeline_logs", Assumed, get_pipeline_logs),
];

const ORDER: &str = "order";

fn named<'a>(call: &Call<'_>, state: &'a State) -> Result<&'a Record, Refusal> {
    let found = state.get(&PIPELINE_FUNCTIONS, call.params.required("funcId"));
    found.ok_or_else(|| Refusal::not_found("function not found"))
}

/// Every upload succeeds at once.
fn reupload_pipeline_function(call: &Call<'_>, state: &mut State) -> Reply {
    Ok(named(call, state)?.clone().into())
}

/// The functions of a scene, or of all, in the order in which they are executed. New ones come last.
fn ordered<'a>(state: &'a State, scene: Option<&str>) -> Vec<&'a Record> {
    let functions = state.table(&PIPELINE_FUNCTIONS).iter();
    let functions = functions.filter(|function| scene.is_none_or(|scene| text(function, "scene") == scene));
    let mut functions: Vec<_> = functions.collect();
    functions.sort_by_key(|function| function.get(ORDER).and_then(Value::as_u64).unwrap_or(u64::MAX));
    functions
}

fn list_pipeline_functions(call: &Call<'_>, state: &State) -> Reply {
    let functions = ordered(state, call.params.text("scene"));
    Ok(Page::all(functions.into_iter(), |function| function.clone().into()))
}

/// The functions that the request does not name come last.
fn update_pipeline_order(call: &Call<'_>, state: &mut State) -> Reply {
    let ids = ordered(state, call.params.text("scene")).into_iter();
    let ids: Vec<_> = ids
        .map(|function| text(function, PIPELINE_FUNCTIONS.id).to_owned())
        .collect();
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
        state.change(
            &PIPELINE_FUNCTIONS,
            id,
            Map::from_iter([(ORDER.to_owned(), place.into())]),
        )?;
    }
    Ok(Value::Null)
}

/// No function is executed.
fn get_pipeline_logs(call: &Call<'_>, state: &State) -> Reply {
    named(call, state)?;
    Ok(Page::all(std::iter::empty(), |()| Value::Null))
}
