//! The state: tables of records, and links between them. It knows nothing of the API.
//!
//! Records are JSON objects, so that a snapshot is the state as it is, and a new domain needs no new types here. What a
//! table or a link is called, and what is unique, is stated by the domain that owns it.

mod links;
mod snapshot;
mod state;
mod table;
mod undo;

use serde_json::{Map, Value};

pub(crate) use links::{Link, LinkSpec, Links};
pub(crate) use state::{Schema, State};
pub(crate) use table::{Conflict, Key, Table, TableSpec};

/// An object in a table, under the names of the API.
pub(crate) type Record = Map<String, Value>;

/// The text of a field, or an empty one.
pub(crate) fn text<'a>(record: &'a Record, name: &str) -> &'a str {
    record.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// A field, or `null`. Any field may be absent, because requests can remove most of them with `null`.
pub(crate) fn value<'a>(record: &'a Record, name: &str) -> &'a Value {
    record.get(name).unwrap_or(&Value::Null)
}

/// The record in a JSON object, as `json!` makes it.
pub(crate) fn object(json: Value) -> Record {
    match json {
        Value::Object(record) => record,
        _ => Record::new(),
    }
}
