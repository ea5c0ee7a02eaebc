//! Converts numbers, strings and booleans to the type of a field, if that keeps their meaning.

use serde_json::Value;

use super::context::Outcome;
use super::value_mut::ValueMut;

/// A JSON value that is neither a list nor an object.
pub(super) enum Scalar<'a> {
    Boolean(bool),
    Integer(i64),
    /// An integer that does not fit into an `i64`.
    Unsigned(u64),
    Float(f64),
    Text(&'a str),
}

impl Scalar<'_> {
    /// A number by its digits. One that is too large for any type remains a text.
    pub(super) fn from_digits(digits: &str) -> Scalar<'_> {
        let integer = digits.parse().map(Scalar::Integer);
        let integer = integer.or_else(|_| digits.parse().map(Scalar::Unsigned)).ok();
        integer
            .or_else(|| parse_float(digits).map(Scalar::Float))
            .unwrap_or(Scalar::Text(digits))
    }

    /// Sets a value of any type.
    pub(super) fn assign_to(self, target: ValueMut<'_>) -> Outcome {
        let mismatch = target.mismatch(self.type_name());
        let is_empty = matches!(self, Scalar::Text(""));
        let is_assigned = match target {
            ValueMut::String(text) => assign(text, self.into_text()),
            ValueMut::Json(value) => assign(value, Some(self.into_json())),
            ValueMut::Unit => true,
            ValueMut::Option(option) => return self.assign_to(option.insert()).or_clear(option),
            // Some servers send this for everything that is absent.
            _ if is_empty => return Outcome::Absent(mismatch),
            // Upstream's sources disagree on whether some fields are lists. What would have to be converted is no item: some
            // servers send `false` or 0 for an empty list.
            ValueMut::List(list) => {
                list.clear();
                let item = list.push();
                let outcome = if self.is_of_type(&item) {
                    self.assign_to(item)
                } else {
                    Outcome::Odd(mismatch)
                };
                if !outcome.exists() {
                    list.pop();
                }
                return outcome.of_lone_item(mismatch);
            }
            ValueMut::Enum(value) => match self {
                // Nearly always, so it is not copied.
                Scalar::Text(text) => {
                    value.set(text);
                    true
                }
                other => other.into_text().map(|text| value.set(&text)).is_some(),
            },
            ValueMut::Boolean(flag) => assign(flag, self.to_boolean()),
            ValueMut::Integer(number) => assign(number, self.to_integer()),
            ValueMut::Float(number) => assign(number, self.to_float()),
            ValueMut::Object(_) | ValueMut::Map(_) => false,
        };
        if is_assigned {
            Outcome::Read
        } else {
            Outcome::Odd(mismatch)
        }
    }

    /// Whether a value of this type needs no conversion.
    fn is_of_type(&self, target: &ValueMut<'_>) -> bool {
        use ValueMut::{Boolean, Enum, Float, Integer, Json, String};
        match self {
            Scalar::Text(_) => matches!(target, String(_) | Enum(_) | Json(_)),
            Scalar::Boolean(_) => matches!(target, Boolean(_) | Json(_)),
            Scalar::Integer(_) | Scalar::Unsigned(_) | Scalar::Float(_) => {
                matches!(target, Integer(_) | Float(_) | Json(_))
            }
        }
    }

    fn type_name(&self) -> &'static str {
        match self {
            Scalar::Boolean(_) => "a boolean",
            Scalar::Integer(_) | Scalar::Unsigned(_) | Scalar::Float(_) => "a number",
            Scalar::Text(_) => "a string",
        }
    }

    fn into_json(self) -> Value {
        match self {
            Scalar::Boolean(value) => value.into(),
            Scalar::Integer(value) => value.into(),
            Scalar::Unsigned(value) => value.into(),
            Scalar::Float(value) => value.into(),
            Scalar::Text(value) => value.into(),
        }
    }

    /// The text of a number is that of its value. A float may stand for an integer that it cannot hold, such as an ID.
    fn into_text(self) -> Option<String> {
        if let Scalar::Float(value) = self {
            if value.fract() == 0.0 {
                let is_exact = value.abs() < MAX_EXACT_INTEGER;
                return integer_of(value)
                    .filter(|_| is_exact)
                    .map(|integer| integer.to_string());
            }
        }
        Some(match self.into_json() {
            Value::String(text) => text,
            other => other.to_string(),
        })
    }

    fn to_boolean(&self) -> Option<bool> {
        match self {
            Scalar::Boolean(value) => Some(*value),
            Scalar::Text(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Scalar::Text(text) if text.eq_ignore_ascii_case("false") => Some(false),
            number => match number.to_integer()? {
                0 => Some(false),
                1 => Some(true),
                _ => None,
            },
        }
    }

    fn to_integer(&self) -> Option<i64> {
        match self {
            Scalar::Integer(value) => Some(*value),
            Scalar::Float(value) => integer_of(*value),
            Scalar::Text(text) => {
                let text = text.trim();
                text.parse().ok().or_else(|| integer_of(parse_float(text)?))
            }
            Scalar::Boolean(_) | Scalar::Unsigned(_) => None,
        }
    }

    #[allow(clippy::cast_precision_loss)] // a caller who wants a float accepts its precision
    fn to_float(&self) -> Option<f64> {
        match self {
            Scalar::Float(value) => Some(*value),
            Scalar::Integer(value) => Some(*value as f64),
            Scalar::Unsigned(value) => Some(*value as f64),
            Scalar::Text(text) => parse_float(text.trim()),
            Scalar::Boolean(_) => None,
        }
    }
}

fn assign<T>(target: &mut T, value: Option<T>) -> bool {
    let is_some = value.is_some();
    if let Some(value) = value {
        *target = value;
    }
    is_some
}

/// Up to this value, a float holds every integer.
const MAX_EXACT_INTEGER: f64 = 9_007_199_254_740_992.0;

/// Parses with the JSON parser, because programs contain it anyway and a second parser of floats is large.
pub(crate) fn parse_float(text: &str) -> Option<f64> {
    serde_json::from_str(text).ok()
}

/// The integer that a float is equal to, if there is one.
fn integer_of(number: f64) -> Option<i64> {
    // The bounds are powers of two, so they are exact; the upper one is the first value that does not fit.
    const BOUND: f64 = 9_223_372_036_854_775_808.0;
    #[allow(clippy::cast_possible_truncation)] // within the bounds and without a fraction
    let integer = number as i64;
    (number.fract() == 0.0 && (-BOUND..BOUND).contains(&number)).then_some(integer)
}
