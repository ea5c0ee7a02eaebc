//! Checks a request against its rows. Pure functions from a schema and JSON to violations.

mod inexpressible;
mod sendable;
#[cfg(test)]
pub(crate) mod tests;

use std::borrow::Cow;

use serde_json::{Map, Value};

use inexpressible::inexpressible_reason;
pub(crate) use inexpressible::{finite, unserializable};
pub(crate) use sendable::query_violations;

use super::constraint::Bounds;
use super::json_path::{JsonPath, Step};
use super::violation::{Violation, ViolationKind};
use super::{Constraint, FieldName, Operation, Param, ParamType};

/// How to treat fields that no row declares.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum UndeclaredFields {
    /// The service may be newer than the crate.
    Allow,
    /// In a request by name they are taken for typos.
    Reject,
}

/// All violations of an operation's rows, in the order of the rows.
pub(crate) fn violations(
    operation: &Operation,
    params: &Map<String, Value>,
    undeclared: UndeclaredFields,
) -> Vec<Violation> {
    Checker::new(undeclared).check(operation, params)
}

/// The violations that no row decides: what cannot be sent, or would not be sent as it is.
pub(crate) fn unsendable(operation: &Operation, params: &Map<String, Value>) -> Vec<Violation> {
    let mut checker = Checker::new(UndeclaredFields::Allow);
    checker.ignores_rows = true;
    checker.check(operation, params)
}

struct Checker {
    undeclared: UndeclaredFields,
    /// Whether to report only what cannot be sent.
    ignores_rows: bool,
    violations: Vec<Violation>,
}

impl Checker {
    fn new(undeclared: UndeclaredFields) -> Self {
        Checker {
            undeclared,
            ignores_rows: false,
            violations: Vec::new(),
        }
    }

    fn check(mut self, operation: &Operation, params: &Map<String, Value>) -> Vec<Violation> {
        for (name, value) in params {
            self.check_expressible(value, &JsonPath::ROOT.join(&Step::Key(name)));
        }
        self.check_object(operation.params, params, &JsonPath::ROOT);
        self.check_path(operation, params);
        self.check_locations(operation, params);
        self.violations
    }

    /// Reports what contradicts a row.
    fn report(&mut self, path: &JsonPath<'_>, kind: ViolationKind, message: impl Into<String>) {
        if !self.ignores_rows {
            self.report_unsendable(path, kind, message);
        }
    }

    fn check_object(&mut self, params: &[Param], object: &Map<String, Value>, path: &JsonPath<'_>) {
        let is_declared = |name: &str| params.iter().any(|param| param.name.is(name));
        for name in object.keys() {
            let step = Step::Key(name.as_str());
            if self.undeclared == UndeclaredFields::Reject && !is_declared(name) {
                self.report(&path.join(&step), ViolationKind::UnknownField, "is not a known field");
            }
        }
        for param in params {
            let given = object.iter().find(|(name, _)| param.name.is(name));
            // True of most parameters of most requests.
            if given.is_none() && !param.required && param.constraints.is_empty() {
                continue;
            }
            let (name, value) = match given {
                Some((name, value)) => (Cow::Borrowed(name.as_str()), Some(value)),
                None => (param.name(), None),
            };
            let step = Step::Key(&*name);
            self.check_param(param, value, object, &path.join(&step));
        }
    }

    fn check_param(&mut self, param: &Param, value: Option<&Value>, object: &Map<String, Value>, path: &JsonPath<'_>) {
        let condition = param.constraints.iter().find_map(|constraint| met(constraint, object));
        let is_required = param.required || condition.is_some();
        let is_present = !is_required || self.check_presence(param, value, condition, path);
        // Whether `null` is allowed has been checked with the presence.
        let is_valid = match value {
            None | Some(Value::Null) => true,
            Some(value) => is_present && self.check_type(&param.ty, value, path),
        };
        for constraint in param.constraints {
            self.check_siblings(constraint, value.is_some(), object, path);
            // A blank value, or one of another type, is one mistake and not two.
            if let Some(value) = value.filter(|_| is_valid) {
                self.check_constraint(constraint, value, path);
            }
        }
    }

    /// A required value must be present, and a required string must not be blank. Returns whether that is so.
    fn check_presence(
        &mut self,
        param: &Param,
        value: Option<&Value>,
        condition: Option<(FieldName, &str)>,
        path: &JsonPath<'_>,
    ) -> bool {
        let (kind, message) = match value {
            None => (ViolationKind::Missing, "is required"),
            Some(Value::Null) if !matches!(param.ty, ParamType::Json) && !param.nullable => {
                (ViolationKind::Missing, "is required and cannot be null")
            }
            Some(Value::String(text))
                if matches!(param.ty, ParamType::String | ParamType::OpenEnum(_)) && is_blank(text) =>
            {
                (ViolationKind::Blank, "must not be blank")
            }
            Some(_) => return true,
        };
        match condition {
            Some((field, value)) => self.report(path, kind, format!("{message} when {field} is {value}")),
            None => self.report(path, kind, message),
        }
        false
    }

    /// Returns whether the value itself is of the type. Items and fields report for themselves.
    fn check_type(&mut self, ty: &ParamType, value: &Value, path: &JsonPath<'_>) -> bool {
        match (ty, value) {
            // It has been reported.
            (_, value) if inexpressible_reason(value).is_some() => return false,
            (ParamType::String | ParamType::OpenEnum(_), Value::String(_))
            | (ParamType::Boolean, Value::Bool(_))
            | (ParamType::Number, Value::Number(_))
            | (ParamType::Map, Value::Object(_))
            | (ParamType::Json, _) => {}
            (ParamType::Integer, Value::Number(number)) if number.is_i64() || number.is_u64() => {}
            (ParamType::Enum(values), Value::String(text)) => {
                if !values.contains(&text.as_str()) {
                    let message = format!("must be one of {} (got {})", values.join(", "), quote(text));
                    self.report(path, ViolationKind::UnknownValue, message);
                    return false;
                }
            }
            (ParamType::List(item_type), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    let step = Step::Index(index);
                    let path = path.join(&step);
                    match (item_type, item) {
                        (ParamType::String, Value::String(text)) if is_blank(text) => {
                            self.report(&path, ViolationKind::Blank, "must not be blank");
                        }
                        _ => {
                            self.check_type(item_type, item, &path);
                        }
                    }
                }
            }
            (ParamType::Object(schema), Value::Object(object)) => self.check_object(schema.fields(), object, path),
            (ParamType::File, Value::Object(form)) => self.check_file(form, path),
            _ => {
                let message = format!("must be {ty} (got {})", type_name(value));
                if matches!(ty, ParamType::File) {
                    self.report_unsendable(path, ViolationKind::WrongType, message);
                } else {
                    self.report(path, ViolationKind::WrongType, message);
                }
                return false;
            }
        }
        true
    }

    /// Constraints on the value alone.
    fn check_constraint(&mut self, constraint: &Constraint, value: &Value, path: &JsonPath<'_>) {
        use ViolationKind::{Malformed, OutOfRange, TooDeep, TooFewItems, TooLong, TooManyItems, TooShort};
        match (constraint, value) {
            (Constraint::Items(bounds), Value::Array(items)) => {
                self.check_size(bounds, items.len(), "item", [TooFewItems, TooManyItems], path);
            }
            (Constraint::Length(bounds), Value::String(text)) => {
                self.check_size(bounds, text.chars().count(), "character", [TooShort, TooLong], path);
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
    fn check_siblings(
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
                let others: Vec<_> = fields.iter().skip(1).map(ToString::to_string).collect();
                let message = match &*others {
                    [] => "is required".to_owned(),
                    others => format!("is required unless {} is given", others.join(" or ")),
                };
                (ViolationKind::Missing, message)
            }
            _ => return,
        };
        self.report(path, kind, message);
    }
}

/// The field and the value that make another field required, if they are given.
fn met(constraint: &Constraint, object: &Map<String, Value>) -> Option<(FieldName, &'static str)> {
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

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// The type of a JSON value with its article. The value itself may be a secret.
pub(crate) fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// A string from outside in quotes, escaped and shortened.
pub(crate) fn quote(text: &str) -> String {
    const MAX_CHARS: usize = 40;
    let shown: String = text.chars().take(MAX_CHARS).collect();
    let ellipsis = if shown.len() < text.len() { "..." } else { "" };
    format!("{shown:?}{ellipsis}")
}
