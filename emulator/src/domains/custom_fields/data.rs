//! Values of custom fields. They are part of the users, roles, groups and departments that have them.

use serde_json::{Map, Value};

use super::definitions::find;
use crate::behavior::Basis::{Assumed, Documented};
use crate::behavior::{Call, Rule, read, write};
use crate::domains::groups::{self, GROUPS};
use crate::domains::roles::{self, ROLES};
use crate::domains::users::{self, DEPARTMENTS, USERS, find_department};
use crate::reply::{Refusal, Reply, success};
use crate::store::{Record, State, TableSpec, text};

pub(super) const RULES: &[Rule] = &[
    write("set_custom_data", Documented, set_custom_data),
    read("get_custom_data", Assumed, get_custom_data),
];

/// The table and the record that `targetType` and `targetIdentifier` name.
fn target<'a>(call: &Call<'_>, state: &'a State) -> Result<(&'static TableSpec, &'a Record), Refusal> {
    let params = call.params;
    let id = params.required("targetIdentifier");
    Ok(match params.required("targetType") {
        "ROLE" => (&ROLES, roles::find(state, params.text("namespace"), id)?),
        "GROUP" => (&GROUPS, groups::find(state, id)?),
        "DEPARTMENT" => (&DEPARTMENTS, find_department(state, None, id)?),
        _ => (&USERS, users::find(state, None, id)?),
    })
}

fn data(record: &Record) -> Map<String, Value> {
    let data = record.get("customData").and_then(Value::as_object);
    data.cloned().unwrap_or_default()
}

/// A value as the data type of its field demands it.
fn typed(field: &Record, value: &str) -> Option<Value> {
    match text(field, "dataType") {
        "NUMBER" => {
            let number: Option<Value> = value.parse::<i64>().ok().map(Value::from);
            number.or_else(|| {
                value
                    .parse::<f64>()
                    .ok()
                    .filter(|number| number.is_finite())
                    .map(Value::from)
            })
        }
        "BOOLEAN" => value.parse::<bool>().ok().map(Value::from),
        "DATETIME" => is_time(value).then(|| value.into()),
        "ENUM" => {
            let mut options = field.get("options").and_then(Value::as_array).into_iter().flatten();
            options.any(|option| option["value"] == *value).then(|| value.into())
        }
        _ => Some(value.into()),
    }
}

/// Whether a value is a timestamp, or begins with a date.
fn is_time(value: &str) -> bool {
    let form = |c: char| if c.is_ascii_digit() { '0' } else { c };
    let date: String = value.chars().take(10).map(form).collect();
    value.parse::<i64>().is_ok() || date == "0000-00-00"
}

fn set_custom_data(call: &Call<'_>, state: &mut State) -> Reply {
    let target_type = call.params.required("targetType");
    let (table, record) = target(call, state)?;
    let id = text(record, table.id).to_owned();
    let mut data = data(record);
    for (index, item) in call.params.objects("list").enumerate() {
        let key = item.required("key");
        let field = find(state, target_type, key);
        let field = field.ok_or_else(|| Refusal::not_found(format!("there is no field {key}")))?;
        let value = typed(field, item.required("value"));
        let value = value.ok_or_else(|| {
            let reason = format!("must be a value of type {}", text(field, "dataType"));
            Refusal::malformed(&format!("list[{index}].value"), &reason)
        })?;
        if field["isUnique"] == true {
            let mut others = state.table(table).iter().filter(|other| text(other, table.id) != id);
            if others.any(|other| other.get("customData").is_some_and(|data| data[key] == value)) {
                return Err(Refusal::conflict(format!("{key} must be unique")));
            }
        }
        data.insert(key.to_owned(), value);
    }
    let changes = Map::from_iter([("customData".to_owned(), data.into())]);
    state.change(table, &id, changes)?;
    success()
}

fn get_custom_data(call: &Call<'_>, state: &State) -> Reply {
    let (_, record) = target(call, state)?;
    Ok(data(record).into())
}
