//! Decodes response data leniently, because servers drift:
//!
//! - an absent or `null` field takes the type's default, and unknown fields are skipped;
//! - a number may be sent as text, an integer as an integral float, a string as an integer or a boolean;
//! - a single item is accepted as a list of one;
//! - any other type is an error with the JSON path and the expected type.

mod reader;
mod traits;
mod value_mut;

use serde::de::DeserializeSeed;
use serde_json::Value;

pub(crate) use reader::{Context, Key, Reader, parse_float};
pub(crate) use traits::{debug, equal, serialize};
pub use value_mut::Decode;
pub(crate) use value_mut::{AsValueMut, ObjectMut, ValueMut, VisitFields, has_success_field};

use crate::schema::json_path::{self, Step};
use crate::schema::validate::type_name;

/// Implements [`ObjectMut`] for a struct. The names of its fields are one literal, which costs the compiler next to
/// nothing; a leading `!` marks a secret.
macro_rules! object {
    ($name:ident { $($field:ident $(= $wire:literal)? $(as $secret:ident)?),* }) => {
        impl $crate::codec::decode::ObjectMut for $name {
            #[inline]
            fn fields(&mut self, visit: &mut $crate::codec::decode::VisitFields<'_>) {
                visit(
                    stringify!($name),
                    concat!($(
                        $($crate::codec::decode::mark!($secret),)? $("=", $wire, "=",)? stringify!($field), " "
                    ),*),
                    &mut [$(&mut self.$field),*],
                );
            }
        }
    };
}

/// The mark of a flag in the names of fields.
macro_rules! mark {
    (secret) => {
        "!"
    };
}

pub(crate) use {mark, object};

/// A value of another type than expected. It names the type of the value, never its content.
#[derive(Debug, PartialEq)]
pub(crate) struct DecodeError {
    /// From the decoded value down to the offending one.
    steps: Vec<Step<String>>,
    pub(crate) expected: &'static str,
    pub(crate) found: &'static str,
}

impl DecodeError {
    /// The JSON path of the offending value, if the decoded value is in the given field.
    pub(crate) fn path_below(&self, field: &str) -> String {
        let field = Step::Key(field.to_owned());
        json_path::format_steps(std::iter::once(&field).chain(&self.steps))
    }
}

/// Decodes a well-formed JSON text.
pub(crate) fn from_json<T: Decode>(json: &str) -> Result<T, DecodeError> {
    let mut value = T::default();
    fill(json, value.value_mut())?;
    Ok(value)
}

/// Decodes the `data` of a response, or describes why that is not possible.
pub(crate) fn decode_data(json: &str, target: ValueMut<'_>) -> Result<(), String> {
    fill(json, target).map_err(|error| {
        let path = error.path_below("data");
        format!("{path}: expected {}, found {}", error.expected, error.found)
    })
}

/// Decodes a well-formed JSON text into an existing value.
pub(crate) fn fill(json: &str, target: ValueMut<'_>) -> Result<(), DecodeError> {
    let context = Context::default();
    let reader = Reader {
        target,
        context: &context,
    };
    let outcome = reader.deserialize(&mut serde_json::Deserializer::from_str(json));
    outcome.map_err(|_| {
        let (steps, expected) = context.into_failure();
        DecodeError {
            found: type_at(json, &steps),
            steps,
            expected: expected.unwrap_or("JSON"),
        }
    })
}

fn type_at(json: &str, steps: &[Step<String>]) -> &'static str {
    let Ok(value) = serde_json::from_str::<Value>(json) else {
        return "JSON that is nested too deep";
    };
    let found = steps.iter().try_fold(&value, |value, step| match step {
        Step::Key(key) => value.get(key),
        Step::Index(index) => value.get(index),
    });
    found.map_or("another type", type_name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::macros::outputs;

    // The macro makes public items, which these are not.
    #[allow(unreachable_pub, missing_docs)]
    mod sample {
        use super::*;

        outputs! {
            Sample {
                name: String,
                login_count: i64,
                created_at: Option<i64>,
                blocked: bool,
                inner: Inner,
                access_token = "access_token": Option<String> as secret,
            }
            Inner {
                success: bool,
            }
        }
    }
    use sample::{Inner, Sample};

    fn read(json: &str) -> Sample {
        from_json(json).unwrap()
    }

    #[test]
    fn absent_null_and_unknown_fields_leave_the_default() {
        for json in [
            "{}",
            "null",
            r#"{"name": null, "loginCount": null, "createdAt": null, "blocked": null, "inner": null}"#,
            r#"{"new": {"deep": [1, {}]}, "na\u006de2": 1}"#,
        ] {
            assert_eq!(
                format!("{:?}", read(json)),
                format!("{:?}", Sample::default()),
                "{json}"
            );
        }
    }

    #[test]
    fn numbers_and_strings_are_converted() {
        for (json, count) in [
            ("7", 7),
            ("7.0", 7),
            ("\"7\"", 7),
            ("\" 7 \"", 7),
            ("\"7.0\"", 7),
            ("1.7e3", 1700),
            ("-9223372036854775808", i64::MIN),
            ("9223372036854775807", i64::MAX),
        ] {
            assert_eq!(
                read(&format!(r#"{{"loginCount": {json}}}"#)).login_count,
                count,
                "{json}"
            );
        }
        assert_eq!(read(r#"{"name": 7}"#).name, "7");
        assert_eq!(read(r#"{"name": -7}"#).name, "-7");
        assert_eq!(read(r#"{"n\u0061me": "a\nb"}"#).name, "a\nb");
        assert_eq!(read(r#"{"access_token": "t"}"#).access_token.as_deref(), Some("t"));
        assert_eq!(
            read(r#"{"createdAt": "1700000000000"}"#).created_at,
            Some(1_700_000_000_000)
        );
    }

    #[test]
    fn an_error_has_the_path_and_both_types() {
        for (json, path, expected, found) in [
            (r#"{"name": {}}"#, "data.name", "a string", "an object"),
            (r#"{"name": 1.5}"#, "data.name", "a string", "a number"),
            (r#"{"blocked": "yes"}"#, "data.blocked", "a boolean", "a string"),
            (r#"{"loginCount": "many"}"#, "data.loginCount", "an integer", "a string"),
            (r#"{"loginCount": 1.5}"#, "data.loginCount", "an integer", "a number"),
            (
                r#"{"loginCount": 9223372036854775808}"#,
                "data.loginCount",
                "an integer",
                "a number",
            ),
            (r#"{"loginCount": 1e300}"#, "data.loginCount", "an integer", "a number"),
            (r#"{"createdAt": []}"#, "data.createdAt", "an integer", "a list"),
            (
                r#"{"name": "x", "inner": {"success": 1}}"#,
                "data.inner.success",
                "a boolean",
                "a number",
            ),
            (r#"{"inner": []}"#, "data.inner", "an object", "a list"),
            ("[]", "data", "an object", "a list"),
        ] {
            let error = from_json::<Sample>(json).expect_err(json);
            let described = (&*error.path_below("data"), error.expected, error.found);
            assert_eq!(described, (path, expected, found), "{json}");
        }
    }

    #[test]
    fn types_with_a_success_field_are_recognized() {
        let found = [
            has_success_field(Inner::default().value_mut()),
            has_success_field(Some(Inner::default()).value_mut()),
            has_success_field(None::<Inner>.value_mut()),
            has_success_field(Value::Null.value_mut()),
            has_success_field(Sample::default().value_mut()),
            has_success_field(String::new().value_mut()),
        ];
        assert_eq!(found, [true, true, true, true, false, false]);
    }

    #[test]
    fn the_last_of_duplicate_keys_wins() {
        assert_eq!(read(r#"{"name": "a", "loginCount": 1, "name": "b"}"#).name, "b");
    }

    #[test]
    fn equality_compares_every_field() {
        let sample = read(r#"{"name": "a", "loginCount": 1, "inner": {"success": true}, "access_token": "t"}"#);
        assert_eq!(sample, sample.clone());
        for change in [
            |sample: &mut Sample| sample.name.push('x'),
            |sample: &mut Sample| sample.login_count = 2,
            |sample: &mut Sample| sample.created_at = Some(0),
            |sample: &mut Sample| sample.blocked = true,
            |sample: &mut Sample| sample.inner.success = false,
            |sample: &mut Sample| sample.access_token = None,
        ] {
            let mut changed = sample.clone();
            change(&mut changed);
            assert_ne!(changed, sample);
        }
    }

    #[test]
    fn serializing_uses_wire_names_and_leaves_absent_options_out() {
        let sample = read(r#"{"loginCount": 1, "access_token": "t"}"#);
        assert_eq!(
            serde_json::to_string(&sample).unwrap(),
            r#"{"name":"","loginCount":1,"blocked":false,"inner":{"success":false},"access_token":"t"}"#
        );
    }

    #[test]
    fn debug_redacts_secret_fields() {
        let sample = read(r#"{"access_token": "SECRET"}"#);
        let debug = format!("{sample:?}");
        assert!(debug.contains("access_token: <redacted>"), "{debug}");
        assert!(!debug.contains("SECRET"), "{debug}");
    }
}
