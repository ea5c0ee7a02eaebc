//! Checks a request against its rows. Pure functions from a schema and JSON to violations.

mod constraints;
mod inexpressible;
mod sendable;
#[cfg(test)]
pub(crate) mod tests;

use std::borrow::Cow;

use serde_json::{Map, Value};

use inexpressible::inexpressible_reason;
pub(crate) use inexpressible::{finite, unserializable};
pub(crate) use sendable::query_violations;

use super::json_path::{JsonPath, Step};
use super::violation::{Violation, ViolationKind};
use super::{FieldName, Operation, Param, ParamType};
use constraints::met;

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
            Some(Value::String(text)) if must_not_be_blank(param) && is_blank(text) => {
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
            (ParamType::OneOf(types), value) if types.iter().any(|ty| is_form_of(ty, value)) => {
                let mut types = types.iter().filter(|ty| is_form_of(ty, value));
                return types.all(|ty| self.check_type(ty, value, path));
            }
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
}

/// Whether a string must not be blank if it is required.
fn must_not_be_blank(param: &Param) -> bool {
    let is_text = matches!(
        param.ty,
        ParamType::String | ParamType::OpenEnum(_) | ParamType::OneOf(_)
    );
    is_text && !param.may_be_blank
}

/// Whether a value has the form of a type, whatever it consists of.
fn is_form_of(ty: &ParamType, value: &Value) -> bool {
    match value {
        Value::String(_) => matches!(ty, ParamType::String),
        Value::Bool(_) => matches!(ty, ParamType::Boolean),
        Value::Number(number) => matches!(ty, ParamType::Integer) && !number.is_f64(),
        Value::Array(_) => matches!(ty, ParamType::List(_)),
        Value::Object(_) => matches!(ty, ParamType::Map),
        Value::Null => false,
    }
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
