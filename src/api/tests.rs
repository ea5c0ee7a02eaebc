//! Tests every entry of the tables: its setters, its schema, and the type of its response data.

mod odd_values;

use std::fmt::Debug;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{PROBES, operations};
use crate::client::ManagementClient;
use crate::codec::decode::{AsValueMut, Decode, DecodeIssues, ValueMut, has_success_field};
use crate::codec::envelope::{self, DataOutcome, DataSink, DecodeOptions, Sink};
use crate::schema::{FieldName, Operation, Param, ParamType};
use crate::transport::{HttpRequest, HttpResponse, Transport, TransportError};

/// How deep samples of response data are nested. Some outputs contain themselves.
const MAX_DEPTH: usize = 6;

const TEXT: &str = "Text of \u{7528}\u{6237}";
const SECRET: &str = "SECRET";

/// What an operation provides to the tests.
pub(crate) struct Probe {
    pub(crate) operation: &'static Operation,
    /// The parameters of a request on which every setter was called.
    pub(crate) filled: fn(&ManagementClient) -> Map<String, Value>,
    /// Decodes `data`, see [`decode_output`].
    pub(crate) output: fn(&str, &mut Inspect<'_>) -> Result<DecodeIssues, String>,
}

/// Receives decoded data, once as a whole and once by its fields.
pub(crate) type Inspect<'a> = dyn FnMut(&dyn Output, ValueMut<'_>) + 'a;

/// What every type of response data implements.
pub(crate) trait Output: Debug {
    fn to_json(&self) -> Value;
}

impl<T: Debug + Serialize> Output for T {
    fn to_json(&self) -> Value {
        serde_json::to_value(self).expect("response data can be serialized")
    }
}

/// Decodes a JSON text as the `data` of a response, and shows the result to `inspect`.
pub(crate) fn decode_output<T>(json: &str, inspect: &mut Inspect<'_>) -> Result<DecodeIssues, String>
where
    T: Decode + Clone + PartialEq + Debug + Serialize,
{
    let mut data = None::<T>;
    let response = HttpResponse::new(200, format!(r#"{{"statusCode":200,"data":{json}}}"#));
    let mut sink = Sink {
        type_name: "",
        has_success_field: has_success_field(data.value_mut()),
        data: DataSink::Value(&mut data),
    };
    let envelope = envelope::decode(&response, DecodeOptions::default(), &mut sink).ok_or("no envelope")?;
    let issues = match envelope.data {
        DataOutcome::Decoded(issues) => issues,
        DataOutcome::Refused => return Err("refused".to_owned()),
        DataOutcome::Invalid { reason, .. } => return Err(reason),
    };
    let output = data.unwrap_or_default();
    let mut copy = output.clone();
    assert!(copy == output, "a clone is equal: {output:?}");
    inspect(&output, copy.value_mut());
    Ok(issues)
}

impl Probe {
    fn name(&self) -> &'static str {
        self.operation.name
    }

    /// What a JSON text is decoded to.
    #[track_caller]
    fn decode(&self, json: &Value) -> Decoded {
        let mut decoded = None;
        let inspect: &mut Inspect<'_> = &mut |output, _| {
            decoded = Some(Decoded {
                debug: format!("{output:?}"),
                json: output.to_json(),
            });
        };
        if let Err(error) = (self.output)(&json.to_string(), inspect) {
            panic!("{}: {error:?} in {json}", self.name());
        }
        decoded.expect("`inspect` was called")
    }

    /// The type of the data as an empty value.
    fn with_empty<R>(&self, mut use_value: impl FnMut(ValueMut<'_>) -> R) -> R {
        let mut result = None;
        (self.output)("null", &mut |_, value| result = Some(use_value(value))).expect("`null` is the default");
        result.expect("`inspect` was called")
    }

    fn sample(&self, numbers: Numbers) -> Value {
        self.with_empty(|value| sample(value, MAX_DEPTH, numbers))
    }

    /// Whether the data is free JSON, which is kept as it is.
    fn is_free_json(&self) -> bool {
        self.with_empty(|value| matches!(value, ValueMut::Json(_) | ValueMut::Map(_)))
    }
}

#[derive(Debug, PartialEq)]
struct Decoded {
    debug: String,
    /// Contains what `debug` redacts.
    json: Value,
}

fn probes() -> impl Iterator<Item = &'static Probe> {
    PROBES.iter().copied().flatten().copied().flatten()
}

fn client() -> ManagementClient {
    struct Unused;
    impl Transport for Unused {
        fn send(&self, _: &HttpRequest) -> Result<HttpResponse, TransportError> {
            unreachable!("no test sends a request")
        }
    }
    let builder = ManagementClient::builder()
        .access_key_id("id")
        .access_key_secret("secret");
    builder.transport(Unused).build().expect("valid settings")
}

#[test]
fn every_operation_has_a_probe() {
    let names: Vec<_> = probes().map(Probe::name).collect();
    assert_eq!(names, operations().map(|operation| operation.name).collect::<Vec<_>>());
}

/// Whether a sample value has the declared type, with all fields down to the depth of samples.
fn has_type(ty: &ParamType, value: &Value, depth: usize) -> bool {
    match (ty, value) {
        (ParamType::String | ParamType::Enum(_) | ParamType::OpenEnum(_), Value::String(_))
        | (ParamType::Boolean, Value::Bool(_))
        | (ParamType::Integer | ParamType::Number, Value::Number(_))
        | (ParamType::Map | ParamType::File, Value::Object(_))
        | (ParamType::Json, _) => true,
        (ParamType::OneOf(types), value) => types.iter().any(|ty| has_type(ty, value, depth)),
        (ParamType::List(item), Value::Array(items)) => items.len() == 1 && has_type(item, &items[0], depth),
        (ParamType::Object(_), Value::Object(fields)) if depth == 0 => fields.is_empty(),
        (ParamType::Object(schema), Value::Object(fields)) => have_types(schema.fields(), fields, depth - 1),
        _ => false,
    }
}

fn have_types(params: &[Param], values: &Map<String, Value>, depth: usize) -> bool {
    values.len() == params.len()
        && params.iter().all(|param| {
            let value = values.get(&*param.name());
            value.is_some_and(|value| has_type(&param.ty, value, depth))
        })
}

#[test]
fn every_setter_sets_the_field_that_its_row_declares() {
    const DEPTH: usize = 3;
    let client = client();
    for probe in probes() {
        let values = (probe.filled)(&client);
        let params = probe.operation.params;
        assert!(
            have_types(params, &values, DEPTH),
            "{}: {values:?} for {params:?}",
            probe.name()
        );
    }
}

/// How numbers are written in a sample.
#[derive(Clone, Copy, PartialEq)]
enum Numbers {
    Plain,
    AsText,
}

/// JSON with every field of a type. Enums have an unknown value, and the values of secret fields contain [`SECRET`].
fn sample(value: ValueMut<'_>, depth: usize, numbers: Numbers) -> Value {
    let number = |number: Value| match numbers {
        Numbers::Plain => number,
        Numbers::AsText => number.to_string().into(),
    };
    match value {
        ValueMut::String(_) | ValueMut::Enum(_) => json!(TEXT),
        ValueMut::Boolean(_) => json!(true),
        ValueMut::Integer(_) => number(json!(1_700_000_000_000_i64)),
        ValueMut::Float(_) => number(json!(0.5)),
        ValueMut::Map(_) | ValueMut::Json(_) => json!({"key": [1, {}]}),
        ValueMut::Unit => Value::Null,
        ValueMut::Option(option) => sample(option.insert(), depth, numbers),
        ValueMut::List(_) if depth == 0 => json!([]),
        ValueMut::List(list) => {
            let item = sample(list.push(), depth - 1, numbers);
            json!([item, item])
        }
        ValueMut::Object(_) if depth == 0 => json!({}),
        ValueMut::Object(object) => {
            let mut fields = Map::new();
            object.fields(&mut |_, names, values| {
                for (name, value) in FieldName::each(names).zip(values) {
                    let mut json = sample(value.value_mut(), depth - 1, numbers);
                    if name.is_secret() {
                        replace_text(&mut json, SECRET);
                    }
                    fields.insert(name.wire().into_owned(), json);
                }
            });
            fields.into()
        }
    }
}

/// Replaces every text in a JSON value.
fn replace_text(json: &mut Value, text: &str) {
    match json {
        Value::String(old) => text.clone_into(old),
        Value::Array(items) => items.iter_mut().for_each(|item| replace_text(item, text)),
        Value::Object(fields) => fields.values_mut().for_each(|field| replace_text(field, text)),
        _ => {}
    }
}

/// Whether a decoded value has exactly the content of the JSON.
fn has_content(value: ValueMut<'_>, json: &Value) -> bool {
    match value {
        ValueMut::String(text) => json == text.as_str(),
        ValueMut::Enum(value) => json == value.get(),
        ValueMut::Boolean(flag) => *json == *flag,
        ValueMut::Integer(number) => *json == *number,
        ValueMut::Float(number) => *json == *number,
        ValueMut::Map(map) => json.as_object() == Some(map),
        ValueMut::Json(value) => json == value,
        ValueMut::Unit => json.is_null(),
        ValueMut::Option(option) => option.get().is_some_and(|value| has_content(value, json)),
        ValueMut::List(list) => json.as_array().is_some_and(|items| {
            let mut items = items.iter().enumerate();
            let len = items.len();
            list.len() == len
                && items.all(|(index, json)| list.get(index).is_some_and(|value| has_content(value, json)))
        }),
        ValueMut::Object(object) => {
            let mut all = true;
            object.fields(&mut |_, names, values| {
                for (name, value) in FieldName::each(names).zip(values) {
                    // Absent only at the maximum depth.
                    let json = json.get(&*name.wire());
                    all &= json.is_none_or(|json| has_content(value.value_mut(), json));
                }
            });
            all
        }
    }
}

#[test]
fn a_full_response_is_decoded_completely() {
    for probe in probes() {
        let sample = probe.sample(Numbers::Plain);
        let mut is_complete = false;
        let result = (probe.output)(&sample.to_string(), &mut |_, value| {
            is_complete = has_content(value, &sample);
        });
        assert_eq!(result, Ok(DecodeIssues::default()), "{}", probe.name());
        assert!(is_complete, "{}: {sample}", probe.name());
    }
}

#[test]
fn a_serialized_output_decodes_to_the_same_output() {
    for probe in probes() {
        let decoded = probe.decode(&probe.sample(Numbers::Plain));
        assert_eq!(probe.decode(&decoded.json), decoded, "{}", probe.name());
    }
}

#[test]
fn debug_redacts_secret_fields() {
    let mut with_secrets = 0;
    for probe in probes() {
        let sample = probe.sample(Numbers::Plain);
        let decoded = probe.decode(&sample);
        assert!(!decoded.debug.contains(SECRET), "{}: {}", probe.name(), decoded.debug);
        if sample.to_string().contains(SECRET) {
            with_secrets += 1;
            assert!(
                decoded.debug.contains("<redacted>"),
                "{}: {}",
                probe.name(),
                decoded.debug
            );
            assert!(
                decoded.json.to_string().contains(SECRET),
                "{}: {}",
                probe.name(),
                decoded.json
            );
        }
    }
    assert!(with_secrets > 20, "{with_secrets}");
}

#[test]
fn null_and_absent_fields_take_the_default() {
    for probe in probes().filter(|probe| !probe.is_free_json()) {
        let Value::Object(fields) = probe.sample(Numbers::Plain) else {
            continue;
        };
        let default = probe.decode(&Value::Null);
        let nulls: Map<_, _> = fields.into_iter().map(|(name, _)| (name, Value::Null)).collect();
        let unknown = json!({"brandNew": {"deep": [1, {}]}, "alsoNew": null});
        for json in [nulls.into(), json!({}), unknown] {
            assert_eq!(probe.decode(&json), default, "{}: {json}", probe.name());
        }
    }
}

#[test]
fn an_unknown_enum_value_is_kept() {
    let unknown = format!("Unknown({TEXT:?})");
    let mut kept = 0;
    for probe in probes() {
        let decoded = probe.decode(&probe.sample(Numbers::Plain));
        kept += decoded.debug.matches(&unknown).count();
    }
    assert!(kept > 100, "{kept}");
}

#[test]
fn numbers_may_be_sent_as_text() {
    for probe in probes() {
        let of_numbers = probe.decode(&probe.sample(Numbers::Plain));
        let of_text = probe.decode(&probe.sample(Numbers::AsText));
        assert_eq!(of_text, of_numbers, "{}", probe.name());
    }
}
