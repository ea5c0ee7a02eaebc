//! Every row, asked whether its setters, its schema and its answers work.

use std::fmt::Debug;

use serde_json::{Map, Value, json};

use super::PROBES;
use crate::decode::{Slot, WrongShape};
use crate::operation::{Kind, Operation, Param};
use crate::wire_name::WireName;
use crate::{Answer, Call, ManagementClient, Transport, TransportError};

/// Is shown what was read, and where it went.
pub(crate) type Look<'a> = dyn FnMut(&dyn Debug, Slot<'_>) + 'a;

/// What a row gives to its tests.
pub(crate) struct Probe {
    pub(crate) operation: &'static Operation,
    /// The parameters of a request with every setter called.
    pub(crate) filled: fn(&ManagementClient) -> Map<String, Value>,
    /// Reads `data`, and shows what came of it.
    pub(crate) output: fn(&str, &mut Look<'_>) -> Result<(), WrongShape>,
}

fn probes() -> impl Iterator<Item = &'static Probe> {
    PROBES.iter().copied().flatten()
}

fn client() -> ManagementClient {
    struct NoWay;
    impl Transport for NoWay {
        fn send(&self, _: &Call<'_>) -> Result<Answer, TransportError> {
            unreachable!("nothing is sent here")
        }
    }
    let builder = ManagementClient::builder()
        .access_key_id("id")
        .access_key_secret("secret");
    builder.transport(NoWay).build().unwrap()
}

/// Whether a value looks as the schema says, and every field of it is there, as deep as samples go.
fn fits(kind: &Kind, value: &Value, depth: usize) -> bool {
    match (kind, value) {
        (Kind::Text | Kind::Choice(_) | Kind::OpenChoice(_), Value::String(_))
        | (Kind::Boolean, Value::Bool(_))
        | (Kind::Integer | Kind::Number, Value::Number(_))
        | (Kind::Map | Kind::File, Value::Object(_))
        | (Kind::Any, _) => true,
        (Kind::List(item), Value::Array(items)) => items.len() == 1 && fits(item, &items[0], depth),
        (Kind::Object(_), Value::Object(fields)) if depth == 0 => fields.is_empty(),
        (Kind::Object(model), Value::Object(fields)) => all_fit(model.fields(), fields, depth - 1),
        _ => false,
    }
}

fn all_fit(params: &[Param], values: &Map<String, Value>, depth: usize) -> bool {
    values.len() == params.len()
        && params.iter().all(|param| {
            values
                .get(&*param.name())
                .is_some_and(|value| fits(&param.kind, value, depth))
        })
}

#[test]
fn every_setter_fills_the_field_that_its_row_declares() {
    let client = client();
    for probe in probes() {
        let params = (probe.filled)(&client);
        let operation = probe.operation;
        assert!(
            all_fit(operation.params, &params, 3),
            "{}: {:?} for {:?}",
            operation.name,
            params,
            operation.params
        );
    }
    assert_eq!(probes().count(), 509);
}

/// JSON with every field of a type, and text wherever an enum is.
fn full(slot: Slot<'_>, depth: usize) -> Value {
    match slot {
        Slot::Text(_) | Slot::Choice(_) => json!("Text of \u{7528}\u{6237}"),
        Slot::Boolean(_) => json!(true),
        Slot::Integer(_) => json!(1_700_000_000_000_i64),
        Slot::Number(_) => json!(0.5),
        Slot::Map(_) | Slot::Json(_) => json!({"key": [1, {}]}),
        Slot::Nothing => Value::Null,
        Slot::Optional(perhaps) => full(perhaps.some(), depth),
        Slot::List(items) if depth == 0 => {
            items.clear();
            json!([])
        }
        Slot::List(items) => {
            let item = full(items.add(), depth - 1);
            json!([item, item])
        }
        Slot::Object(_) if depth == 0 => json!({}),
        Slot::Object(object) => {
            let mut fields = Map::new();
            object.fields(&mut |_, names, places| {
                for (name, place) in WireName::each(names).zip(places) {
                    fields.insert(name.text().into_owned(), full(place.slot(), depth - 1));
                }
            });
            fields.into()
        }
    }
}

/// Whether what was read says what the JSON says.
fn says(slot: Slot<'_>, json: &Value) -> bool {
    match slot {
        Slot::Text(text) => json == text.as_str(),
        Slot::Boolean(flag) => *json == *flag,
        Slot::Integer(number) => *json == *number,
        Slot::Number(number) => *json == *number,
        Slot::Map(map) => json.as_object() == Some(map),
        Slot::Json(value) => json == value,
        // An enum shows its text only by `Debug`; a test of its own looks at that.
        Slot::Choice(_) | Slot::Nothing => true,
        Slot::Optional(perhaps) => perhaps.present().is_some_and(|slot| says(slot, json)),
        Slot::List(items) => {
            let expected = json.as_array().map_or(0, Vec::len);
            (0..expected).all(|index| items.item(index).is_some()) && items.item(expected).is_none()
        }
        Slot::Object(object) => {
            let mut all = true;
            object.fields(&mut |_, names, places| {
                for (name, place) in WireName::each(names).zip(places) {
                    all &= json.get(&*name.text()).is_none_or(|json| says(place.slot(), json));
                }
            });
            all
        }
    }
}

/// The sample of an operation's `data`, and what its type makes of an absent one.
fn sample_of(probe: &Probe) -> (Value, String) {
    let mut sample = Value::Null;
    let mut default = String::new();
    let read = (probe.output)("null", &mut |output, slot| {
        default = format!("{output:?}");
        sample = full(slot, 6);
    });
    read.unwrap();
    (sample, default)
}

/// What the type makes of the JSON, as `Debug` shows it.
#[track_caller]
fn shown(probe: &Probe, json: &Value) -> String {
    let mut shown = String::new();
    let read = (probe.output)(&json.to_string(), &mut |output, _| shown = format!("{output:?}"));
    if let Err(wrong) = read {
        panic!("{}: {wrong:?} in {json}", probe.operation.name);
    }
    shown
}

/// Every value of the JSON, and of what is in it.
fn for_each(json: &mut Value, change: &mut dyn FnMut(&mut Value)) {
    match json {
        Value::Array(items) => items.iter_mut().for_each(|item| for_each(item, change)),
        Value::Object(fields) => fields.values_mut().for_each(|field| for_each(field, change)),
        _ => {}
    }
    change(json);
}

#[test]
fn a_full_answer_is_read_whole() {
    for probe in probes() {
        let (sample, _) = sample_of(probe);
        let mut agrees = false;
        let read = (probe.output)(&sample.to_string(), &mut |_, slot| agrees = says(slot, &sample));
        assert_eq!(read, Ok(()), "{}", probe.operation.name);
        assert!(agrees, "{}: {sample}", probe.operation.name);
    }
}

#[test]
fn null_and_absent_fields_are_the_default() {
    for probe in probes() {
        let (sample, default) = sample_of(probe);
        let Value::Object(fields) = sample else { continue };
        if default.starts_with("Object") || default == "Null" {
            continue; // JSON stays as it comes
        }
        let nulls: Value = fields
            .keys()
            .map(|name| (name.clone(), Value::Null))
            .collect::<Map<_, _>>()
            .into();
        assert_eq!(shown(probe, &nulls), default, "{}", probe.operation.name);
        assert_eq!(shown(probe, &json!({})), default, "{}", probe.operation.name);
        let news = json!({"brandNew": {"deep": [1, {}]}, "alsoNew": null});
        assert_eq!(shown(probe, &news), default, "{}", probe.operation.name);
    }
}

#[test]
fn a_new_value_of_an_enum_is_kept() {
    let mut kept = 0;
    for probe in probes() {
        let (sample, _) = sample_of(probe);
        kept += shown(probe, &sample)
            .matches("Unknown(\"Text of \u{7528}\u{6237}\")")
            .count();
    }
    assert!(kept > 100, "{kept}");
}

#[test]
fn numbers_may_come_as_text() {
    for probe in probes() {
        let (sample, _) = sample_of(probe);
        let mut as_text = sample.clone();
        for_each(&mut as_text, &mut |value| {
            if value.is_number() {
                *value = value.to_string().into();
            }
        });
        let of_numbers = shown(probe, &sample);
        let of_text = shown(probe, &as_text);
        // JSON that no type describes keeps its text.
        if !of_numbers.contains("Object {") {
            assert_eq!(of_text, of_numbers, "{}", probe.operation.name);
        }
    }
}

/// Puts an object where the first text is, and gives its path.
fn spoil(slot: Slot<'_>, json: &mut Value, depth: usize) -> Option<String> {
    match slot {
        Slot::Text(_) | Slot::Choice(_) => {
            *json = json!({"not": "text"});
            Some(String::new())
        }
        Slot::Optional(perhaps) if depth > 0 => spoil(perhaps.some(), json, depth - 1),
        Slot::List(items) if depth > 0 => {
            let path = spoil(items.add(), json.get_mut(0)?, depth - 1)?;
            // An object in the place of a list is a list of one.
            Some(format!("[0]{path}"))
        }
        Slot::Object(object) if depth > 0 => {
            let mut spoilt = None;
            object.fields(&mut |_, names, places| {
                spoilt = WireName::each(names).zip(places).find_map(|(name, place)| {
                    let name = name.text();
                    let path = spoil(place.slot(), json.get_mut(&*name)?, depth - 1)?;
                    Some(format!(".{name}{path}"))
                });
            });
            spoilt
        }
        _ => None,
    }
}

#[test]
fn an_object_in_the_place_of_text_is_told_with_its_path() {
    let mut spoilt = 0;
    for probe in probes() {
        let (mut json, _) = sample_of(probe);
        let mut path = None;
        let look: &mut Look<'_> = &mut |_, slot| path = spoil(slot, &mut json, 6);
        (probe.output)("null", look).unwrap();
        let Some(path) = path else { continue };
        let wrong = (probe.output)(&json.to_string(), &mut |_, _| {}).expect_err(probe.operation.name);
        assert_eq!(
            wrong.path_below("data"),
            format!("data{path}"),
            "{}",
            probe.operation.name
        );
        assert_eq!(
            (wrong.expected, wrong.found),
            ("text", "an object"),
            "{}",
            probe.operation.name
        );
        spoilt += 1;
    }
    assert!(spoilt > 250, "{spoilt}");
}
