//! Extension fields of the nodes of trees.

use serde_json::{Map, Value, json};

use super::resources::{id_of, named};
use crate::behavior::Basis::{Assumed, Documented};
use crate::behavior::{Call, Rule, read, write};
use crate::domains::permissions::DATA_RESOURCES;
use crate::params::Params;
use crate::reply::{Refusal, Reply, success};
use crate::store::{Record, State, text};

pub(super) const RULES: &[Rule] = &[
    write("create_dnef", Documented, create_dnef),
    write("batch_create_dnef", Documented, batch_create_dnef),
    write("update_dnef", Documented, update_dnef),
    write("delete_dnef", Assumed, delete_dnef),
    read("list_dnef", Documented, list_dnef),
];

const LIST: &str = "extendFieldList";
const FIELDS: &[&str] = &["key", "valueType", "label", "description", "config"];

/// The extension fields of a data resource.
fn fields(resource: &Record) -> Vec<Value> {
    let fields = resource.get(LIST).and_then(Value::as_array);
    fields.cloned().unwrap_or_default()
}

/// Changes the extension fields of the tree that the request names.
fn change(call: &Call<'_>, state: &mut State, change: impl FnOnce(&mut Vec<Value>) -> Result<(), Refusal>) -> Reply {
    let resource = named(call.params, state)?;
    if text(resource, "type") != "TREE" {
        return Err(Refusal::malformed("resourceCode", "must name a tree"));
    }
    let mut fields = fields(resource);
    change(&mut fields)?;
    let mut changes = Record::new();
    changes.insert(LIST.to_owned(), fields.into());
    let id = id_of(call.params, state)?;
    state.change(&DATA_RESOURCES, &id, changes)?;
    success()
}

fn add(fields: &mut Vec<Value>, field: Params<'_>) -> Result<(), Refusal> {
    let key = field.required("key");
    if fields.iter().any(|known| known["key"] == key) {
        return Err(Refusal::conflict("key already exists"));
    }
    fields.push(field.only(FIELDS).into());
    Ok(())
}

/// The position of the field with the key that the request names.
fn position(call: &Call<'_>, fields: &[Value]) -> Result<usize, Refusal> {
    let key = call.params.required("key");
    let position = fields.iter().position(|field| field["key"] == key);
    position.ok_or_else(|| Refusal::not_found(format!("extension field not found: {key}")))
}

fn create_dnef(call: &Call<'_>, state: &mut State) -> Reply {
    change(call, state, |fields| add(fields, call.params))
}

fn batch_create_dnef(call: &Call<'_>, state: &mut State) -> Reply {
    change(call, state, |fields| {
        let mut new = call.params.objects("fieldList");
        new.try_for_each(|field| add(fields, field))
    })
}

fn update_dnef(call: &Call<'_>, state: &mut State) -> Reply {
    change(call, state, |fields| {
        let position = position(call, fields)?;
        let mut changes: Map<String, Value> = call.params.only(&["label", "description", "config", "valueType"]);
        changes.retain(|_, value| !value.is_null());
        if let Some(field) = fields[position].as_object_mut() {
            field.extend(changes);
        }
        Ok(())
    })
}

fn delete_dnef(call: &Call<'_>, state: &mut State) -> Reply {
    change(call, state, |fields| {
        fields.remove(position(call, fields)?);
        Ok(())
    })
}

/// The index of the first field is 1. After the last page comes -1.
fn list_dnef(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    let query = params.search("query");
    let mut found = fields(named(params, state)?);
    let is_found = |field: &Record| query.is_in(field, &["key", "label"]);
    found.retain(|field| field.as_object().is_some_and(is_found));
    let number = |name, default| {
        let value = params.integer(name).and_then(|value| usize::try_from(value).ok());
        value.filter(|value| *value > 0).unwrap_or(default)
    };
    let start = (number("startIndex", 1) - 1).min(found.len());
    let end = (start + number("maxSize", 10)).min(found.len());
    let next = if end < found.len() { json!(end + 1) } else { json!(-1) };
    Ok(json!({
        "nextStartIndex": next,
        "truncated": end < found.len(),
        "list": found[start..end],
    }))
}
