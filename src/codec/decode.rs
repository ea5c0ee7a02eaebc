//! Decodes response data leniently, because servers drift:
//!
//! - an absent or `null` field takes the type's default, and unknown fields are skipped;
//! - a number may be sent as text, an integer as an integral float, a string as an integer or a boolean;
//! - a single item is accepted as a list of one;
//! - of duplicate keys, the last one counts;
//! - a lone surrogate in a string becomes U+FFFD;
//! - any other type is an error with the JSON path and the expected type.

mod reader;
mod secret_fields;
mod surrogates;
mod traits;
mod value_mut;

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeOwned, DeserializeSeed};

pub(crate) use reader::{Context, Key, Reader, parse_float};
pub(crate) use secret_fields::add_secret_fields;
pub(crate) use traits::{debug, equal, serialize};
pub use value_mut::Decode;
pub(crate) use value_mut::{AsValueMut, ObjectMut, ValueMut, VisitFields, has_success_field};

use crate::redact::describe_json_error;
use crate::schema::json_path::{self, Step};

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

/// Why a value cannot be decoded, and where. It never contains the value itself.
#[derive(Debug, PartialEq)]
pub(crate) struct DecodeError {
    /// From the decoded value down to the offending one.
    steps: Vec<Step<String>>,
    pub(crate) problem: Problem,
}

/// Why a value cannot be decoded.
#[derive(Debug, PartialEq)]
pub(crate) enum Problem {
    /// It is of another type.
    Mismatch(Mismatch),
    /// The JSON parser rejects it, for this reason: a number out of range, or too many levels.
    Rejected(String),
}

/// A value of another type than expected.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Mismatch {
    pub(crate) expected: &'static str,
    pub(crate) found: &'static str,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Mismatch(Mismatch { expected, found }) => write!(f, "expected {expected}, found {found}"),
            Problem::Rejected(reason) => f.write_str(reason),
        }
    }
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
    fill(json, target).map_err(|error| format!("{}: {}", error.path_below("data"), error.problem))
}

/// Decodes a well-formed JSON text into an existing value.
pub(crate) fn fill(json: &str, mut target: ValueMut<'_>) -> Result<(), DecodeError> {
    repairing(
        json,
        |json| fill_strictly(json, target.reborrow()),
        |error| matches!(error.problem, Problem::Rejected(_)),
    )
}

/// Decodes a JSON text into a type of the caller.
pub(crate) fn deserialize<T: DeserializeOwned>(json: &str) -> Result<T, serde_json::Error> {
    repairing(json, |json| serde_json::from_str(json), serde_json::Error::is_syntax)
}

/// Decodes a JSON text. If the parser rejects it, lone surrogates are replaced before a second attempt, so that searching
/// for them costs nothing otherwise.
fn repairing<T, E>(
    json: &str,
    mut decode: impl FnMut(&str) -> Result<T, E>,
    is_rejected: impl FnOnce(&E) -> bool,
) -> Result<T, E> {
    let result = decode(json);
    match &result {
        Err(error) if is_rejected(error) => match surrogates::replace_lone(json) {
            Cow::Owned(repaired) => decode(&repaired),
            Cow::Borrowed(_) => result,
        },
        _ => result,
    }
}

fn fill_strictly(json: &str, target: ValueMut<'_>) -> Result<(), DecodeError> {
    let context = Context::default();
    let reader = Reader {
        target,
        context: &context,
    };
    let outcome = reader.deserialize(&mut serde_json::Deserializer::from_str(json));
    outcome.map_err(|error| {
        let (steps, mismatch) = context.into_failure();
        let rejected = || Problem::Rejected(describe_json_error(&error));
        DecodeError {
            steps,
            problem: mismatch.map_or_else(rejected, Problem::Mismatch),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::macros::outputs;
    use serde_json::{Map, Value};

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
                any: Option<Value>,
            }
            Inner {
                success: bool,
                labels: Map<String, Value>,
                leaf: Option<Leaf>,
            }
            Leaf {
                success: bool,
            }
        }
    }
    use sample::{Inner, Leaf, Sample};

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
            assert_eq!(error.path_below("data"), path, "{json}");
            assert_eq!(error.problem, Problem::Mismatch(Mismatch { expected, found }), "{json}");
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
    fn the_last_of_duplicate_objects_replaces_the_others() {
        let first = r#""inner": {"success": true, "labels": {"a": 1}, "leaf": {"success": true}}"#;
        for (last, expected) in [
            (r#""inner": {}"#, Inner::default()),
            (r#""inner": null"#, Inner::default()),
            (
                r#""inner": {"leaf": {}}"#,
                Inner {
                    leaf: Some(Leaf::default()),
                    ..Inner::default()
                },
            ),
            (r#""inner": {"leaf": null}"#, Inner::default()),
            (r#""inner": {"success": true, "success": null}"#, Inner::default()),
        ] {
            for json in [
                format!("{{{first}, {last}}}"),
                format!(r#"{{"name": "n", {first}, "blocked": true, {last}, "loginCount": 1}}"#),
                format!(r#"{{{last}, {first}, "name": "n", {last}, "name": "n"}}"#),
            ] {
                assert_eq!(read(&json).inner, expected, "{json}");
            }
        }
    }

    #[test]
    fn a_lone_surrogate_is_replaced() {
        let sample = read(r#"{"name": "a\ud800b", "na\udc00": 1, "access_token": "\ud83d\ude00"}"#);
        assert_eq!(
            (&*sample.name, sample.access_token.as_deref()),
            ("a\u{fffd}b", Some("😀"))
        );
        assert_eq!(
            deserialize::<Value>(r#"{"\ud800":"\udc00"}"#).unwrap()["\u{fffd}"],
            "\u{fffd}"
        );
        assert!(deserialize::<Value>(r#"["\ud800", "#).unwrap_err().is_eof());
    }

    #[test]
    fn the_parser_says_why_it_rejects_a_value() {
        let deep = format!(r#"{{"any": {}1{}}}"#, "[".repeat(200), "]".repeat(200));
        for (json, path, problem) in [
            (
                r#"{"name": 1e400}"#,
                "data.name",
                "number out of range at line 1, column 14",
            ),
            (
                r#"{"name": "\ud800", "inner": {"leaf": {"success": -1e999}}}"#,
                "data.inner.leaf.success",
                "number out of range at line 1, column 55",
            ),
            (&deep, "data.any", "recursion limit exceeded at line 1, column 135"),
        ] {
            let error = from_json::<Sample>(json).unwrap_err();
            assert_eq!(
                (&*error.path_below("data"), &*error.problem.to_string()),
                (path, problem)
            );
        }
        // A mismatch is not explained by a mistake that follows.
        let error = from_json::<Sample>(r#"{"name": [], "loginCount": 1e400}"#).unwrap_err();
        assert_eq!(error.problem.to_string(), "expected a string, found a list");
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
            r#"{"name":"","loginCount":1,"blocked":false,"inner":{"success":false,"labels":{}},"access_token":"t"}"#
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
