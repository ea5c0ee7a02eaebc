//! Random requests that the rows allow: no handler panics, and the state can always be saved and loaded.

use std::collections::HashMap;

use genauth::schema::{Param, ParamLocation, ParamType};
use genauth::{OperationEffect, RetryPolicy};
use genauth_emulator::{Emulator, Kind};
use serde_json::{Map, Value, json};

const REQUESTS: usize = 4000;

/// Makes values that the rows allow, many of which were in a response before.
struct Generator {
    state: u64,
    /// The texts of responses, by the names of their fields.
    known: HashMap<String, Vec<String>>,
}

impl Generator {
    fn below(&mut self, end: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state >> 33).unwrap() % end
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    /// Remembers the texts of a response.
    fn learn(&mut self, name: &str, value: &Value) {
        match value {
            Value::String(text) if text.len() < 40 => {
                let name = name.to_lowercase();
                let known = self.known.entry(name.trim_start_matches('$').to_owned()).or_default();
                if known.len() < 20 && !known.contains(text) {
                    known.push(text.clone());
                }
            }
            Value::Array(items) => items.iter().for_each(|item| self.learn(name, item)),
            Value::Object(fields) => fields.iter().for_each(|(name, value)| self.learn(name, value)),
            _ => {}
        }
    }

    /// A text that fields with this name had, or with one that it ends with: a `linkUserId` is a `userId`.
    fn text(&mut self, name: &str) -> String {
        let name = name.to_lowercase();
        let name = name.strip_suffix('s').unwrap_or(&name);
        // What is searched for should be found.
        let is_search = name.starts_with("keyword") || name == "query";
        let longest = self
            .known
            .keys()
            .filter(|known| !is_search && name.ends_with(known.as_str()));
        let longest = longest.max_by_key(|known| known.len()).cloned();
        match longest {
            Some(known) if !self.one_in(6) => {
                let index = self.below(self.known[&known].len());
                self.known[&known][index].clone()
            }
            _ => {
                let index = self.below(6);
                ["", "a", "b-1", "x/y", "用户", "1700000000000"][index].to_owned()
            }
        }
    }

    fn object(&mut self, fields: &[Param]) -> Map<String, Value> {
        let mut object = Map::new();
        for field in fields {
            let name = field.name().into_owned();
            if !field.required && self.one_in(2) {
                continue;
            }
            let takes_null = field.location == ParamLocation::Body && (!field.required || field.nullable);
            let value = if takes_null && self.one_in(4) {
                Value::Null
            } else {
                self.value(&name, &field.ty)
            };
            object.insert(name, value);
        }
        object
    }

    fn value(&mut self, name: &str, ty: &ParamType) -> Value {
        match ty {
            ParamType::Boolean => self.one_in(2).into(),
            ParamType::Integer => {
                let index = self.below(8);
                [1, 1, 2, 2, 10, 0, 1_700_000_000_000, i64::MAX][index].into()
            }
            ParamType::Number => json!(0.5),
            ParamType::Enum(values) | ParamType::OpenEnum(values) => {
                let index = self.below(values.len());
                values[index].into()
            }
            ParamType::List(item) => {
                let length = self.below(3);
                (0..length).map(|_| self.value(name, item)).collect()
            }
            ParamType::OneOf(types) => {
                let index = self.below(types.len());
                self.value(name, &types[index])
            }
            ParamType::Object(schema) => self.object(schema.fields()).into(),
            ParamType::Map => json!({"a": self.text(name)}),
            ParamType::Json => {
                let text = self.text(name);
                let index = self.below(5);
                [
                    json!(text),
                    json!(7),
                    json!([{"code": text, "name": text}]),
                    json!({"a": text}),
                    json!([text]),
                ][index]
                    .clone()
            }
            _ => self.text(name).into(),
        }
    }
}

#[test]
fn no_request_makes_the_emulator_panic() {
    let seed = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/company.json")).unwrap();
    let seed: Value = serde_json::from_slice(&seed).unwrap();
    let mut generator = Generator {
        state: 0x9E37_79B9_7F4A_7C15,
        known: HashMap::new(),
    };
    generator.learn("", &seed);
    let emulator = Emulator::builder().deterministic(1).seed(seed).start().unwrap();
    let client = emulator.client().with_retry(RetryPolicy::none());
    let emulated = genauth_emulator::operations().filter(|operation| operation.kind != Kind::NotEmulated);
    let names: Vec<_> = emulated.map(|operation| operation.operation).collect();
    let rows: Vec<_> = genauth::operations().filter(|row| names.contains(&row.name)).collect();
    let mut succeeded = 0;
    for _ in 0..REQUESTS {
        let index = generator.below(rows.len());
        let row = rows[index];
        // Much has to exist for long enough.
        if row.effect == OperationEffect::Destructive && !generator.one_in(8) {
            continue;
        }
        let params = Value::from(generator.object(row.params));
        match client.call(row.name, params.clone()) {
            Ok(response) => {
                succeeded += 1;
                generator.learn("", &response.data);
            }
            Err(error) if error.is_validation() || error.status_code().is_some_and(|status| status != 500) => {}
            Err(error) => panic!("{} {params}: {error}", row.name),
        }
    }
    // Otherwise the generator is not good enough.
    assert!(succeeded > REQUESTS / 4, "{succeeded} requests have succeeded");
    let snapshot = emulator.snapshot();
    emulator.restore(&snapshot).unwrap();
    assert_eq!(emulator.snapshot(), snapshot);
}
