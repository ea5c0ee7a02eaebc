//! The state as JSON, and back.

use serde_json::{Map, Value};

use super::{Link, Record, Schema, State};
use crate::ids::Ids;
use crate::random::Random;

impl State {
    /// Writes the state as JSON: `{"ids": .., "tables": {"name": [..]}, "links": {"name": [[left, right, facts]]}}`.
    pub(crate) fn write_json(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(format!("{{\"ids\":{},\"tables\":{{", self.ids.position()).as_bytes());
        for (index, (name, table)) in self.tables.iter().enumerate() {
            open_list(out, index, name);
            for (index, record) in table.iter().enumerate() {
                separate(out, index);
                serde_json::to_writer(&mut *out, record).expect(IN_MEMORY);
            }
            out.push(b']');
        }
        out.extend_from_slice(b"},\"links\":{");
        for (index, (name, links)) in self.links.iter().enumerate() {
            open_list(out, index, name);
            for (index, link) in links.iter().enumerate() {
                separate(out, index);
                serde_json::to_writer(&mut *out, &(&link.left, &link.right, &link.facts)).expect(IN_MEMORY);
            }
            out.push(b']');
        }
        out.extend_from_slice(b"}}");
    }

    /// Reads what [`write_json`](Self::write_json) has written. What the schema does not know is an error, because it
    /// would be lost with the next snapshot.
    pub(crate) fn from_json(schema: &Schema, mut json: Map<String, Value>) -> Result<Self, String> {
        let position = json
            .get("ids")
            .and_then(Value::as_u64)
            .ok_or("`ids` must be a number")?;
        let mut state = State::new(schema, Ids::new(Random::seeded(position)));
        for (name, records) in lists(&mut json, "tables")? {
            let spec = schema.tables.iter().find(|spec| spec.name == name);
            let spec = spec.ok_or_else(|| format!("tables.{name} is not a known table"))?;
            for (index, record) in records.into_iter().enumerate() {
                let Value::Object(record) = record else {
                    return Err(format!("tables.{name}[{index}] must be an object"));
                };
                state.insert(spec, record).map_err(|conflict| {
                    format!(
                        "tables.{name}[{index}]: {} is missing or not unique",
                        conflict.fields.join(", ")
                    )
                })?;
            }
        }
        for (name, links) in lists(&mut json, "links")? {
            let spec = schema.links.iter().find(|spec| spec.name == name);
            let spec = spec.ok_or_else(|| format!("links.{name} is not a known link"))?;
            for (index, link) in links.into_iter().enumerate() {
                let link: Option<(String, String, Record)> = serde_json::from_value(link).ok();
                let (left, right, facts) = link
                    .filter(|(left, right, _)| {
                        state.get(spec.left, left).is_some() && state.get(spec.right, right).is_some()
                    })
                    .ok_or_else(|| format!("links.{name}[{index}] must be two IDs of records, and an object"))?;
                state.links_mut(spec.name).insert(Link { left, right, facts });
            }
        }
        state.commit();
        Ok(state)
    }
}

const IN_MEMORY: &str = "a JSON value can always be written to memory";

fn separate(out: &mut Vec<u8>, index: usize) {
    if index > 0 {
        out.push(b',');
    }
}

/// Names have no characters that JSON escapes.
fn open_list(out: &mut Vec<u8>, index: usize, name: &str) {
    separate(out, index);
    out.extend_from_slice(format!("\"{name}\":[").as_bytes());
}

/// Takes the lists in a field of a snapshot.
fn lists(json: &mut Map<String, Value>, field: &str) -> Result<Vec<(String, Vec<Value>)>, String> {
    let Some(Value::Object(lists)) = json.remove(field) else {
        return Err(format!("`{field}` must be an object"));
    };
    let list = |(name, list)| match list {
        Value::Array(items) => Ok((name, items)),
        _ => Err(format!("{field}.{name} must be a list")),
    };
    lists.into_iter().map(list).collect()
}
