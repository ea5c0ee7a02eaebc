//! The content of data resources: a string, a list of strings, or a tree of nodes.

use std::collections::HashSet;

use serde_json::Value;

use crate::domains::permissions::{DATA_RESOURCE_CODE, DATA_RESOURCES};
use crate::reply::Refusal;
use crate::store::{Record, State, text};

const MAX_BYTES: usize = 500;
const MAX_STRINGS: usize = 50;
const MAX_LEVELS: usize = 5;

/// Checks that content has the form that the type requires.
pub(super) fn check(ty: &str, content: &Value) -> Result<(), Refusal> {
    let reason = match ty {
        "STRING" => check_string(content),
        "ARRAY" => check_strings(content),
        _ => check_nodes(content, 1),
    };
    reason.map_err(|reason| Refusal::malformed("struct", reason))
}

fn check_string(content: &Value) -> Result<(), &'static str> {
    match content.as_str() {
        Some(text) if (1..=MAX_BYTES).contains(&text.len()) => Ok(()),
        _ => Err("must be a string of 1 to 500 bytes"),
    }
}

fn check_strings(content: &Value) -> Result<(), &'static str> {
    let items = content.as_array().filter(|items| items.len() <= MAX_STRINGS);
    let items = items.ok_or("must be a list of at most 50 strings")?;
    let mut seen = HashSet::new();
    if items
        .iter()
        .all(|item| item.as_str().is_some_and(|text| seen.insert(text)))
    {
        Ok(())
    } else {
        Err("must have distinct strings")
    }
}

fn check_nodes(content: &Value, level: usize) -> Result<(), &'static str> {
    let nodes = content.as_array().ok_or("must be a list of nodes")?;
    if level > MAX_LEVELS && !nodes.is_empty() {
        return Err("must have at most 5 levels");
    }
    for field in ["code", "name"] {
        let mut seen = HashSet::new();
        let mut values = nodes.iter().map(|node| node[field].as_str().unwrap_or_default());
        if !values.all(|value| !value.is_empty() && seen.insert(value)) {
            return Err("must have nodes whose codes and names are distinct among their siblings");
        }
    }
    let children = nodes.iter().map(|node| &node["children"]);
    for children in children.filter(|children| !children.is_null()) {
        check_nodes(children, level + 1)?;
    }
    Ok(())
}

/// The data resource with this code in a namespace.
pub(super) fn find<'a>(state: &'a State, namespace: &str, code: &str) -> Option<&'a Record> {
    state
        .table(&DATA_RESOURCES)
        .find(DATA_RESOURCE_CODE, &[namespace, code])
}

/// The data resource that a path begins with. The rest of the path must be that of a node.
pub(super) fn locate<'a>(state: &'a State, namespace: &str, path: &str) -> Option<&'a Record> {
    let (code, nodes) = path.split_once('/').unwrap_or((path, ""));
    let resource = find(state, namespace, code)?;
    let mut level = resource.get("struct");
    for code in nodes.split('/').filter(|_| !nodes.is_empty()) {
        let mut siblings = level?.as_array()?.iter();
        level = siblings
            .find(|node| node["code"] == code)?
            .get("children")
            .or(Some(&Value::Null));
    }
    Some(resource)
}

/// The texts of a list.
pub(super) fn texts<'a>(record: &'a Record, field: &str) -> impl Iterator<Item = &'a str> {
    let items = record.get(field).and_then(Value::as_array);
    items.into_iter().flatten().filter_map(Value::as_str)
}

/// Paths of a data resource begin with this.
pub(super) fn path_of(resource: &Record) -> String {
    format!("{}/{}", text(resource, "namespaceCode"), text(resource, "resourceCode"))
}
