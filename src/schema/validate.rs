//! Checks a request against its rows. Pure functions from a schema and JSON to violations.

mod constraints;
#[cfg(test)]
pub(crate) mod tests;

use std::borrow::Cow;
use std::fmt::Display;

use serde_json::{Map, Value, json};

use super::file_form::FileForm;
use super::json_path::{JsonPath, Step};
use super::violation::{Violation, ViolationKind};
use super::{FieldName, Operation, Param, ParamLocation, ParamType};
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
    let mut checker = Checker {
        undeclared,
        violations: Vec::new(),
    };
    checker.check_object(operation.params, params, &JsonPath::ROOT);
    checker.check_locations(operation, params);
    checker.violations
}

/// The violations of a parameter of a query that no row declares.
pub(crate) fn query_violations(name: &str, value: &Value) -> Vec<Violation> {
    let mut checker = Checker {
        undeclared: UndeclaredFields::Allow,
        violations: Vec::new(),
    };
    let step = Step::Key(name);
    let path = JsonPath::ROOT.join(&step);
    match inexpressible_reason(value) {
        Some(reason) => checker.report(&path, ViolationKind::Malformed, reason),
        None => checker.check_without_json(value, &path),
    }
    checker.violations
}

struct Checker {
    undeclared: UndeclaredFields,
    violations: Vec<Violation>,
}

impl Checker {
    fn report(&mut self, path: &JsonPath<'_>, kind: ViolationKind, message: impl Into<String>) {
        self.violations.push(Violation::new(path.to_string(), kind, message));
    }

    /// Reports a violation unless there is one at this path already, which is the same mistake.
    fn report_first(&mut self, path: &JsonPath<'_>, kind: ViolationKind, message: &str) {
        let text = path.to_string();
        if !self.violations.iter().any(|violation| violation.path() == text) {
            self.report(path, kind, message);
        }
    }

    /// Rejects values that JSON can express, but a path, a query or a form cannot.
    fn check_locations(&mut self, operation: &Operation, params: &Map<String, Value>) {
        let has_json_body = operation.file_param().is_none();
        for (name, value) in params {
            let step = Step::Key(name.as_str());
            let path = JsonPath::ROOT.join(&step);
            match (operation.location_of(name), value) {
                (ParamLocation::Body, _) if has_json_body => {}
                // As a path segment, dots would lead elsewhere, however they are encoded.
                (ParamLocation::Path, Value::String(text)) if matches!(text.as_str(), "." | "..") => {
                    self.report_first(&path, ViolationKind::Malformed, "cannot consist of dots in a path");
                }
                _ => self.check_without_json(value, &path),
            }
        }
    }

    /// Rejects values of which nothing would be sent, or the text `null`.
    fn check_without_json(&mut self, value: &Value, path: &JsonPath<'_>) {
        const NULL: &str = "cannot be null outside a JSON body";
        match value {
            Value::Null => self.report_first(path, ViolationKind::WrongType, NULL),
            Value::Array(items) if items.is_empty() => {
                self.report_first(path, ViolationKind::TooFewItems, "must have at least 1 item (got 0)");
            }
            Value::Array(items) => {
                for (index, _) in items.iter().enumerate().filter(|(_, item)| item.is_null()) {
                    self.report_first(&path.join(&Step::Index(index)), ViolationKind::WrongType, NULL);
                }
            }
            _ => {}
        }
    }

    fn check_object(&mut self, params: &[Param], object: &Map<String, Value>, path: &JsonPath<'_>) {
        let is_declared = |name: &str| params.iter().any(|param| param.name.is(name));
        for (name, value) in object {
            let step = Step::Key(name.as_str());
            if self.undeclared == UndeclaredFields::Reject && !is_declared(name) {
                self.report(&path.join(&step), ViolationKind::UnknownField, "is not a known field");
            } else if let Some(reason) = inexpressible_reason(value) {
                self.report(&path.join(&step), ViolationKind::Malformed, reason);
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
            Some(value) => {
                is_present && inexpressible_reason(value).is_none() && self.check_type(&param.ty, value, path)
            }
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
                        (_, item) if inexpressible_reason(item).is_some() => {
                            self.report(
                                &path,
                                ViolationKind::Malformed,
                                inexpressible_reason(item).unwrap_or_default(),
                            );
                        }
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
                self.report(path, ViolationKind::WrongType, message);
                return false;
            }
        }
        true
    }

    fn check_file(&mut self, form: &Map<String, Value>, path: &JsonPath<'_>) {
        for (name, value) in form {
            let step = Step::Key(name.as_str());
            let path = path.join(&step);
            match (name.as_str(), value) {
                // Whatever the request allows elsewhere: nothing of this field would be sent.
                (name, _) if !FileForm::FIELDS.contains(&name) => {
                    self.report(&path, ViolationKind::UnknownField, "is not a known field");
                }
                (FileForm::PART_NAME, Value::String(text)) if is_blank(text) => {
                    self.report(&path, ViolationKind::Blank, "must not be blank");
                }
                (FileForm::PART_NAME, Value::String(_)) => {}
                (FileForm::PART_NAME, other) => {
                    let message = format!("must be a string (got {})", type_name(other));
                    self.report(&path, ViolationKind::WrongType, message);
                }
                _ => {}
            }
        }
        if let Err(message) = FileForm::parse(form) {
            self.report(path, ViolationKind::Malformed, message);
        }
    }
}

/// The one key of the object that stands for a value that JSON cannot express. Setters cannot fail, so the value carries
/// the message of the violation to the validation.
const INEXPRESSIBLE: &str = "$genauth::inexpressible";

/// The message of the violation, if the value stands for one that JSON cannot express.
fn inexpressible_reason(value: &Value) -> Option<&str> {
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
