//! Carries out the actions of collections.

use genauth::schema::ParamType;
use serde_json::{Map, Value, json};

use super::{Action, By, Collection, Initial, Shape, Verb};
use crate::behavior::Call;
use crate::reply::{Refusal, Reply, success};
use crate::store::{Record, State, text};

/// Carries out an action that changes nothing.
pub(crate) fn read(collection: &Collection, action: &Action, call: &Call<'_>, state: &State) -> Reply {
    match &action.verb {
        Verb::Get(by) => {
            let id = collection.named(by, call, state)?;
            action.shape.of_record(collection, state, &id)
        }
        Verb::List { filters } => {
            let records = state.table(collection.table).iter();
            let records = records.filter(|record| filters.iter().all(|by| by.matches(call, record)));
            match action.shape {
                Shape::Page => Ok(call.params.page().of("list", records, |record| record.clone().into())),
                _ => Ok(records.cloned().map(Value::Object).collect()),
            }
        }
        _ => Err(Refusal::not_emulated(action.operation)),
    }
}

/// Carries out an action that changes the state.
pub(crate) fn write(collection: &'static Collection, action: &Action, call: &Call<'_>, state: &mut State) -> Reply {
    let table = collection.table;
    match &action.verb {
        Verb::Create => {
            let mut record = declared(call);
            record.retain(|_, value| !value.is_null());
            for (name, default) in collection.defaults {
                if !record.contains_key(*name) {
                    record.insert((*name).to_owned(), default.value(call, state));
                }
            }
            let id = state.insert(table, record)?;
            action.shape.of_record(collection, state, &id)
        }
        Verb::Update(by) => {
            let id = collection.named(by, call, state)?;
            let mut changes = declared(call);
            changes.remove(by.param);
            changes.remove(table.id);
            if let Some(name) = collection.updated_at {
                changes.insert(name.to_owned(), call.time().into());
            }
            state.change(table, &id, changes)?;
            action.shape.of_record(collection, state, &id)
        }
        Verb::Delete(by) => {
            let ids: Vec<String> = match call.params.get(by.param) {
                // Absent records of a list are skipped.
                Some(Value::Array(_)) => {
                    let values = call.params.texts(by.param);
                    values
                        .filter_map(|value| collection.find(by.field, value, state))
                        .collect()
                }
                _ => vec![collection.named(by, call, state)?],
            };
            for id in ids {
                state.remove(table, &id);
            }
            match action.shape {
                Shape::Nothing => Ok(Value::Null),
                _ => success(),
            }
        }
        _ => read(collection, action, call, state),
    }
}

impl Collection {
    /// The ID of the record with this value in a field.
    fn find(&self, field: &str, value: &str, state: &State) -> Option<String> {
        let table = state.table(self.table);
        let found = if field == self.table.id {
            table.get(value)
        } else {
            let key = self.table.unique.iter().find(|key| key.fields == [field])?;
            table.find(*key, &[value])
        };
        found.map(|record| text(record, self.table.id).to_owned())
    }

    /// The ID of the record that a parameter names.
    fn named(&self, by: &By, call: &Call<'_>, state: &State) -> Result<String, Refusal> {
        let value = call.params.texts(by.param).next().unwrap_or_default();
        self.find(by.field, value, state).ok_or_else(|| {
            let refusal = Refusal::new(self.absent.status, self.absent.message);
            match self.absent.api_code {
                Some(code) => refusal.with_api_code(code),
                None => refusal,
            }
        })
    }
}

impl By {
    /// Whether a record is one of those that a parameter asks for. An absent parameter asks for all.
    fn matches(&self, call: &Call<'_>, record: &Record) -> bool {
        let mut wanted = call.params.texts(self.param);
        call.params.get(self.param).is_none() || wanted.any(|value| text(record, self.field) == value)
    }
}

impl Shape {
    fn of_record(&self, collection: &Collection, state: &State, id: &str) -> Reply {
        let record = state.get(collection.table, id).cloned().map(Value::Object);
        let record = record.unwrap_or_default();
        match self {
            Shape::Record => Ok(record),
            Shape::List | Shape::Page => Ok(json!([record])),
            Shape::Success => success(),
            Shape::Nothing => Ok(Value::Null),
        }
    }
}

impl Initial {
    fn value(&self, call: &Call<'_>, state: &mut State) -> Value {
        match self {
            Initial::Id => state.ids.next(call.now).into(),
            Initial::Secret => state.ids.secret().into(),
            Initial::Time => call.time().into(),
            Initial::UserPool => call.user_pool_id.into(),
            Initial::Text(text) => (*text).into(),
            Initial::Flag(flag) => (*flag).into(),
        }
    }
}

/// The parameters that the row declares. A single value of a parameter that may be a list becomes one.
fn declared(call: &Call<'_>) -> Map<String, Value> {
    let given = call.params.fields().filter_map(|(name, value)| {
        let param = call.operation.params.iter().find(|param| param.name() == *name)?;
        let is_list = |ty: &ParamType| matches!(ty, ParamType::List(_));
        let value = match (&param.ty, value) {
            (ParamType::OneOf(types), Value::String(_)) if types.iter().any(is_list) => json!([value]),
            _ => value.clone(),
        };
        Some((name.clone(), value))
    });
    given.collect()
}
