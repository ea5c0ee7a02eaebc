//! Checks constraints, on a value alone and on which fields go together.

use serde_json::{Map, Value};

use super::Checker;
use crate::schema::constraint::Bounds;
use crate::schema::json_path::JsonPath;
use crate::schema::violation::ViolationKind;
use crate::schema::{Constraint, FieldName};

impl Checker {
    /// Constraints on the value alone.
    pub(super) fn check_constraint(&mut self, constraint: &Constraint, value: &Value, path: &JsonPath<'_>) {
        use ViolationKind::{Malformed, OutOfRange, TooDeep, TooFewItems, TooLong, TooManyItems, TooShort};
        match (constraint, value) {
            (Constraint::Items(bounds), Value::Array(items)) => {
                self.check_size(bounds, items.len(), "item", [TooFewItems, TooManyItems], path);
            }
            (Constraint::Length(bounds), Value::String(text)) => {
                self.check_size(bounds, text.chars().count(), "character", [TooShort, TooLong], path);
            }
            // Some numbers are sent as text, and some texts stand in for numbers.
            (Constraint::Range(bounds), Value::String(text))
                if text.trim().parse().is_ok_and(|number: i64| !bounds.contains(&number)) =>
            {
                self.report(path, OutOfRange, format!("must be {bounds} (got {text:?})"));
            }
            // A number that does not fit into an `i64` is out of every range.
            (Constraint::Range(bounds), Value::Number(number))
                if !number.as_i64().is_some_and(|number| bounds.contains(&number)) =>
            {
                self.report(path, OutOfRange, format!("must be {bounds} (got {number})"));
            }
            (Constraint::JsonLength(max), value) => {
                let length = value.to_string().chars().count();
                if length > *max {
                    let message = format!("must have at most {max} characters as JSON (got {length})");
                    self.report(path, TooLong, message);
                }
            }
            (Constraint::AlphanumericOr(others), Value::String(text)) => {
                let is_other = |letter: &char| !letter.is_ascii_alphanumeric() && !others.contains(*letter);
                if let Some(letter) = text.chars().find(is_other) {
                    let message = format!("must consist of letters, digits and {others} (got {letter:?})");
                    self.report(path, Malformed, message);
                }
            }
            (Constraint::Depth(max), _) if path.depth_of_last_key() > *max => {
                self.report(path, TooDeep, format!("must be nested at most {max} levels deep"));
            }
            _ => {}
        }
    }

    fn check_size(
        &mut self,
        bounds: &Bounds<usize>,
        size: usize,
        unit: &str,
        [below, above]: [ViolationKind; 2],
        path: &JsonPath<'_>,
    ) {
        if bounds.contains(&size) {
            return;
        }
        let kind = if bounds.is_below(&size) { below } else { above };
        let is_singular = bounds.max.or(bounds.min) == Some(1);
        let plural = if is_singular { "" } else { "s" };
        self.report(path, kind, format!("must have {bounds} {unit}{plural} (got {size})"));
    }

    /// Constraints on which fields go together.
    pub(super) fn check_siblings(
        &mut self,
        constraint: &Constraint,
        is_present: bool,
        object: &Map<String, Value>,
        path: &JsonPath<'_>,
    ) {
        let has = |field: &FieldName| object.contains_key(&*field.wire());
        let (kind, message) = match constraint {
            Constraint::OnlyWith(field) if is_present && !has(field) => (
                ViolationKind::Conflict,
                format!("is only allowed together with {field}"),
            ),
            Constraint::Excludes(field) if is_present && has(field) => {
                (ViolationKind::Conflict, format!("cannot be combined with {field}"))
            }
            Constraint::AnyOf(fields) if !fields.iter().any(has) => {
                // The constraint belongs to the first field, whose path precedes the message.
                let others: Vec<_> = fields.iter().skip(1).map(ToString::to_string).collect();
                let message = match &*others {
                    [] => "is required".to_owned(),
                    others => format!("or {} is required (at least one of them)", others.join(" or ")),
                };
                (ViolationKind::Missing, message)
            }
            _ => return,
        };
        self.report(path, kind, message);
    }
}

/// The field and the value that make another field required, if they are given.
pub(super) fn met(constraint: &Constraint, object: &Map<String, Value>) -> Option<(FieldName, &'static str)> {
    let Constraint::RequiredWhen { field, value } = *constraint else {
        return None;
    };
    let given = match object.get(&*field.wire())? {
        Value::String(text) => text,
        Value::Bool(true) => "true",
        Value::Bool(false) => "false",
        _ => return None,
    };
    (given == value).then_some((field, value))
}
