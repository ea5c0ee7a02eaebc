//! Values that JSON cannot express.

use std::fmt::Display;

use serde_json::{Value, json};

/// The one key of the object that stands for a value that JSON cannot express. Setters cannot fail, so the value carries
/// the message of the violation to the validation.
const INEXPRESSIBLE: &str = "$genauth::inexpressible";

/// The message of the violation, if the value stands for one that JSON cannot express.
pub(super) fn inexpressible_reason(value: &Value) -> Option<&str> {
    value.as_object()?.get(INEXPRESSIBLE)?.as_str()
}

/// Stands for a value that could not be serialized, for the given reason.
pub(crate) fn unserializable(reason: impl Display) -> Value {
    json!({ INEXPRESSIBLE: format!("cannot be serialized: {reason}") })
}

/// A number as JSON. NaN and infinities, which `serde_json` turns into `null`, become a violation: `null` would clear
/// the field on the server.
pub(crate) fn finite(number: f64) -> Value {
    if number.is_finite() {
        number.into()
    } else {
        json!({ INEXPRESSIBLE: format!("must be a finite number (got {number})") })
    }
}
