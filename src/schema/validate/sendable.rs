//! What cannot be sent, or would not be sent as it is: checked whatever the rows say.

use serde_json::{Map, Value};

use super::inexpressible::inexpressible_reason;
use super::{Checker, UndeclaredFields, is_blank, type_name};
use crate::schema::file_form::FileForm;
use crate::schema::json_path::{JsonPath, Step};
use crate::schema::violation::{Violation, ViolationKind};
use crate::schema::{Operation, Param, ParamLocation};

/// The violations of a parameter of a query that no row declares.
pub(crate) fn query_violations(name: &str, value: &Value) -> Vec<Violation> {
    let mut checker = Checker::new(UndeclaredFields::Allow);
    let step = Step::Key(name);
    let path = JsonPath::ROOT.join(&step);
    checker.check_expressible(value, &path);
    checker.check_without_json(value, &path);
    checker.violations
}

impl Checker {
    /// Reports what cannot be sent, whatever the rows say.
    pub(super) fn report_unsendable(&mut self, path: &JsonPath<'_>, kind: ViolationKind, message: impl Into<String>) {
        self.violations.push(Violation::new(path.to_string(), kind, message));
    }

    /// Reports what cannot be sent, unless there is a violation at this path already, which is the same mistake.
    fn report_first(&mut self, path: &JsonPath<'_>, kind: ViolationKind, message: &str) {
        let text = path.to_string();
        if !self.violations.iter().any(|violation| violation.path() == text) {
            self.report_unsendable(path, kind, message);
        }
    }

    /// Rejects what stands for a value that JSON cannot express, at any depth.
    pub(super) fn check_expressible(&mut self, value: &Value, path: &JsonPath<'_>) {
        match (inexpressible_reason(value), value) {
            (Some(reason), _) => self.report_unsendable(path, ViolationKind::Malformed, reason),
            (None, Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.check_expressible(item, &path.join(&Step::Index(index)));
                }
            }
            (None, Value::Object(fields)) => {
                for (name, value) in fields {
                    self.check_expressible(value, &path.join(&Step::Key(name)));
                }
            }
            _ => {}
        }
    }

    /// Rejects values that would not be a segment of the path: they would lead to another endpoint.
    pub(super) fn check_path(&mut self, operation: &Operation, params: &Map<String, Value>) {
        let in_path = |param: &&Param| param.location == ParamLocation::Path;
        for param in operation.params.iter().filter(in_path) {
            let name = param.name();
            let (kind, message) = match params.get(&*name) {
                None | Some(Value::Null) => (ViolationKind::Missing, "is required"),
                Some(Value::String(text)) if is_blank(text) => (ViolationKind::Blank, "must not be blank"),
                // Dots are resolved however they are encoded.
                Some(Value::String(text)) if matches!(text.as_str(), "." | "..") => {
                    (ViolationKind::Malformed, "cannot consist of dots in a path")
                }
                Some(Value::Array(_)) => (ViolationKind::WrongType, "must be a string (got a list)"),
                Some(Value::Object(_)) => (ViolationKind::WrongType, "must be a string (got an object)"),
                Some(_) => continue,
            };
            let step = Step::Key(&*name);
            self.report_first(&JsonPath::ROOT.join(&step), kind, message);
        }
    }

    /// Rejects values that JSON can express, but a query or a form cannot.
    pub(super) fn check_locations(&mut self, operation: &Operation, params: &Map<String, Value>) {
        let has_json_body = operation.file_param().is_none();
        // Without its file, a form would have no part at all.
        if let Some(file) = operation
            .file_param()
            .filter(|file| !params.contains_key(&*file.name()))
        {
            let name = file.name();
            let step = Step::Key(&*name);
            self.report_first(&JsonPath::ROOT.join(&step), ViolationKind::Missing, "is required");
        }
        for (name, value) in params {
            let step = Step::Key(name.as_str());
            let path = JsonPath::ROOT.join(&step);
            match operation.location_of(name) {
                ParamLocation::Path => {}
                ParamLocation::Body if has_json_body => {}
                ParamLocation::Body | ParamLocation::Query => self.check_without_json(value, &path),
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

    /// The form is not sent as it is, but becomes a part of the body: anything else could not be sent.
    pub(super) fn check_file(&mut self, form: &Map<String, Value>, path: &JsonPath<'_>) {
        for (name, value) in form {
            let step = Step::Key(name.as_str());
            let path = path.join(&step);
            match (name.as_str(), value) {
                // Whatever the request allows elsewhere: nothing of this field would be sent.
                (name, _) if !FileForm::FIELDS.contains(&name) => {
                    self.report_unsendable(&path, ViolationKind::UnknownField, "is not a known field");
                }
                (FileForm::PART_NAME, Value::String(text)) if is_blank(text) => {
                    self.report_unsendable(&path, ViolationKind::Blank, "must not be blank");
                }
                (FileForm::PART_NAME, Value::String(_)) => {}
                (FileForm::PART_NAME, other) => {
                    let message = format!("must be a string (got {})", type_name(other));
                    self.report_unsendable(&path, ViolationKind::WrongType, message);
                }
                _ => {}
            }
        }
        if let Err(message) = FileForm::parse(form) {
            self.report_unsendable(path, ViolationKind::Malformed, message);
        }
    }
}
