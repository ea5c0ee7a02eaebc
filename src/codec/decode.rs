//! Decodes response data leniently, because servers drift and documents are wrong in places:
//!
//! - an absent or `null` field takes the type's default, and unknown fields are skipped; so does an empty string, except
//!   for text, and an empty list for an object;
//! - numbers, strings and booleans are converted if that keeps their meaning;
//! - a single item is accepted as a list of one;
//! - of duplicate keys, the last one counts;
//! - a lone surrogate in a string becomes U+FFFD, and a number out of range becomes a string;
//! - any other value costs only its field, which takes the default, and is reported as an issue with its JSON path. An
//!   item of a list is left out.
//!
//! It is an error if the whole is of another type, or if none of its fields could be read.

mod context;
mod issue;
mod reader;
mod repair;
mod scalar;
mod secret_fields;
mod traits;
mod value_mut;

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeOwned, DeserializeSeed};

pub(crate) use context::{Context, Requirements};
pub use issue::DecodeIssue;
pub(crate) use issue::DecodeIssues;
pub(crate) use reader::{Key, Reader};
pub(crate) use scalar::parse_float;
pub(crate) use secret_fields::add_secret_fields;
pub(crate) use traits::{debug, equal, serialize};
pub use value_mut::Decode;
pub(crate) use value_mut::{
    AsValueMut, ObjectMut, ValueMut, VisitFields, affirm_success, has_success_field, is_free_json,
};

use crate::schema::json_path::JsonPath;

/// Implements [`ObjectMut`] for a struct. The names of its fields are one literal, which costs the compiler next to
/// nothing.
macro_rules! object {
    ($name:ident { $($field:ident $(= $wire:literal)? $(as $secret:ident)?),* }) => {
        impl $crate::codec::decode::ObjectMut for $name {
            #[inline]
            fn fields(&mut self, visit: &mut $crate::codec::decode::VisitFields<'_>) {
                visit(
                    stringify!($name),
                    stringify!($($($secret)? $($wire)? $field),*),
                    &mut [$(&mut self.$field),*],
                );
            }
        }
    };
}

pub(crate) use object;

/// Why a JSON text cannot be decoded, and where. It never contains a value.
#[derive(Debug, PartialEq)]
pub(crate) struct DecodeError {
    pub(crate) path: String,
    pub(crate) problem: Problem,
}

/// Why a value cannot be decoded.
#[derive(Debug, PartialEq)]
pub(crate) enum Problem {
    /// It is of another type.
    Mismatch(Mismatch),
    /// The JSON parser rejects it, for this reason, such as too many levels.
    Rejected(String),
    /// None of its fields is known, although at least one must be.
    Unknown,
}

/// A value of another type than expected.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Mismatch {
    pub(crate) expected: &'static str,
    pub(crate) found: &'static str,
}

impl DecodeError {
    fn root(mismatch: Mismatch) -> Self {
        DecodeError {
            path: JsonPath::DATA.to_string(),
            problem: Problem::Mismatch(mismatch),
        }
    }
}

impl From<&DecodeIssue> for DecodeError {
    fn from(issue: &DecodeIssue) -> Self {
        let DecodeIssue { path, expected, found } = issue.clone();
        DecodeError {
            path,
            problem: Problem::Mismatch(Mismatch { expected, found }),
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.path)?;
        match &self.problem {
            Problem::Mismatch(Mismatch { expected, found }) => write!(f, "expected {expected}, found {found}"),
            Problem::Rejected(reason) => f.write_str(reason),
            Problem::Unknown => f.write_str("none of its fields is known"),
        }
    }
}

/// Decodes a well-formed JSON text. What is odd in it has its default.
pub(crate) fn from_json<T: Decode>(json: &str) -> Result<T, DecodeError> {
    let mut value = T::default();
    fill(json, value.value_mut(), Requirements::default())?;
    Ok(value)
}

/// Decodes a well-formed JSON text into an existing value.
pub(crate) fn fill(
    json: &str,
    mut target: ValueMut<'_>,
    requirements: Requirements,
) -> Result<DecodeIssues, DecodeError> {
    repairing(
        json,
        |json| fill_once(json, target.reborrow(), requirements),
        |error| matches!(error.problem, Problem::Rejected(_)),
    )
}

/// Decodes a JSON text into a type of the caller.
pub(crate) fn deserialize<T: DeserializeOwned>(json: &str) -> Result<T, serde_json::Error> {
    repairing(json, |json| serde_json::from_str(json), serde_json::Error::is_syntax)
}

/// Decodes a JSON text. If the parser rejects it, the text is repaired before a second attempt, so that searching for
/// what to repair costs nothing otherwise.
fn repairing<T, E>(
    json: &str,
    mut decode: impl FnMut(&str) -> Result<T, E>,
    is_rejected: impl FnOnce(&E) -> bool,
) -> Result<T, E> {
    let result = decode(json);
    match &result {
        Err(error) if is_rejected(error) => match repair::repair(json) {
            Cow::Owned(repaired) => decode(&repaired),
            Cow::Borrowed(_) => result,
        },
        _ => result,
    }
}

fn fill_once(json: &str, target: ValueMut<'_>, requirements: Requirements) -> Result<DecodeIssues, DecodeError> {
    let context = Context::new(requirements);
    match Reader::new(target, &context).deserialize(&mut serde_json::Deserializer::from_str(json)) {
        Ok(outcome) => context.finish(outcome),
        Err(error) => Err(context.rejected(&error)),
    }
}

#[cfg(test)]
mod tests;
