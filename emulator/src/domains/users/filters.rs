//! Conditions on fields of users, and the order of users.

use std::cmp::Ordering;

use serde_json::Value;

use crate::params::{Params, Search};
use crate::reply::Refusal;
use crate::store::Record;

/// The fields that a fuzzy search covers by default.
const SEARCHED: &[&str] = &["phone", "email", "name", "username", "nickname", "identityNumber"];

/// Fields whose conditions need what the emulator does not have.
const NOT_EMULATED: &[&str] = &["department", "identity", "loggedInApps", "lastLoginApp", "userSource"];

/// Whether one of the fields to search contains the keywords.
pub(in crate::domains) fn has_keywords(user: &Record, keywords: &Search, options: Params<'_>) -> bool {
    let contains = |name: &str| field(user, name).as_str().is_some_and(|text| keywords.is_part_of(text));
    match options.items("fuzzySearchOn") {
        [] => SEARCHED.iter().any(|name| contains(name)),
        _ => options.texts("fuzzySearchOn").any(contains),
    }
}

/// A condition of an advanced filter.
pub(in crate::domains) struct Condition<'a> {
    field: &'a str,
    operator: &'a str,
    value: &'a Value,
}

impl<'a> Condition<'a> {
    pub(in crate::domains) fn new(params: Params<'a>) -> Result<Self, Refusal> {
        let field = params.required("field");
        if NOT_EMULATED.contains(&field) {
            return Err(Refusal::not_emulated(&format!("a filter by {field}")));
        }
        Ok(Condition {
            field,
            operator: params.required("operator"),
            value: params.get("value").unwrap_or(&Value::Null),
        })
    }

    pub(in crate::domains) fn is_met_by(&self, user: &Record) -> bool {
        let found = field(user, self.field);
        let order = |value: &Value| compare(found, value);
        match self.operator {
            "IS_NULL" => found.is_null(),
            "NOT_NULL" => !found.is_null(),
            "EQUAL" => order(self.value) == Some(Ordering::Equal),
            "NOT_EQUAL" => order(self.value) != Some(Ordering::Equal),
            "CONTAINS" => contains(found, self.value),
            "NOT_CONTAINS" => !contains(found, self.value),
            "GREATER" => order(self.value).is_some_and(Ordering::is_ge),
            "LESSER" => order(self.value).is_some_and(Ordering::is_le),
            "IN" => list(self.value)
                .iter()
                .any(|value| order(value) == Some(Ordering::Equal)),
            "BETWEEN" => match list(self.value) {
                [first, last] => order(first).is_some_and(Ordering::is_ge) && order(last).is_some_and(Ordering::is_le),
                _ => false,
            },
            _ => false,
        }
    }
}

/// Compares two users by the fields that `sort` names. Users without a value come last.
pub(in crate::domains) fn compare_by(sort: &[Params<'_>], left: &Record, right: &Record) -> Ordering {
    let orders = sort.iter().map(|sort| {
        let (left, right) = (
            field(left, sort.required("field")),
            field(right, sort.required("field")),
        );
        match compare(left, right) {
            Some(order) if sort.text("order") == Some("desc") => order.reverse(),
            Some(order) => order,
            None => left.is_null().cmp(&right.is_null()),
        }
    });
    orders.fold(Ordering::Equal, Ordering::then)
}

/// The value of a field, which may be a custom one.
fn field<'a>(user: &'a Record, name: &str) -> &'a Value {
    let name = if name == "id" { "userId" } else { name };
    match super::field(user, name) {
        Value::Null => user
            .get("customData")
            .and_then(|data| data.get(name))
            .unwrap_or(&Value::Null),
        value => value,
    }
}

/// The order of two values of the same type.
fn compare(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::String(left), Value::String(right)) => Some(left.cmp(right)),
        (Value::Number(left), Value::Number(right)) => left.as_f64()?.partial_cmp(&right.as_f64()?),
        (Value::Bool(left), Value::Bool(right)) => Some(left.cmp(right)),
        _ => None,
    }
}

fn contains(found: &Value, part: &Value) -> bool {
    match (found, part) {
        (Value::String(text), Value::String(part)) => text.contains(part.as_str()),
        (Value::Array(items), part) => items.contains(part),
        _ => false,
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
