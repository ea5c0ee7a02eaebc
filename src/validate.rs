//! Whether an object keeps what its rows ask of it. Pure functions: rules and JSON in, violations out.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use crate::file;
use crate::json_path::{JsonPath, Step};
use crate::operation::{Kind, Operation, Param, Place, Rule};

/// One thing that is wrong with a request, or with the settings of a client.
///
/// ```
/// # let client = genauth::ManagementClient::builder().access_key_id("id").access_key_secret("secret").build()?;
/// let error = client
///     .associate_tenant_resource()
///     .app_id("60b49eb83fd80adb96f26e68")
///     .code(" ")
///     .association(true)
///     .validate()
///     .unwrap_err();
/// assert_eq!(error.violations()[0].path(), "code");
/// assert_eq!(
///     error.violations()[0].to_string(),
///     "code: expected text that is not blank, found blank text",
/// );
/// # Ok::<(), genauth::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: expected {expected}, found {found}")]
pub struct Violation {
    path: String,
    expected: String,
    found: String,
}

impl Violation {
    pub(crate) fn new(path: impl Into<String>, expected: impl Into<String>, found: impl Into<String>) -> Self {
        Violation {
            path: path.into(),
            expected: expected.into(),
            found: found.into(),
        }
    }

    /// Where it is: a JSON path into the request such as `list[1].namespaceCode`, in wire names; or the name of
    /// the client's setting.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What would have been right.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// What is there instead.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.found
    }
}

const NOT_BLANK: &str = "text that is not blank";

/// What to think of fields that the rows do not know.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Undeclared {
    /// The service may be ahead of the crate.
    Allowed,
    /// They are typing errors.
    Refused,
}

/// Every violation of the rows in an object, in the order of the rows.
pub(crate) fn violations(operation: &Operation, object: &Map<String, Value>, undeclared: Undeclared) -> Vec<Violation> {
    let mut out = Vec::new();
    check_object(operation.params, object, undeclared, &JsonPath::ROOT, &mut out);
    check_places(operation, object, &mut out);
    out
}

/// What JSON can hold, and a path or a query cannot.
fn check_places(operation: &Operation, object: &Map<String, Value>, out: &mut Vec<Violation>) {
    for (name, value) in object {
        let (expected, found) = match value {
            Value::Null if operation.place_of(name) != Place::Body => ("a value, or to be absent", "null"),
            // As a segment of a path, dots would lead elsewhere, whatever their encoding.
            Value::String(text) if matches!(text.as_str(), "." | "..") && operation.place_of(name) == Place::Path => {
                ("text that can stand in a path", "only dots")
            }
            _ => continue,
        };
        out.push(Violation::new(name, expected, found));
    }
}

fn check_object(
    params: &[Param],
    object: &Map<String, Value>,
    undeclared: Undeclared,
    at: &JsonPath<'_>,
    out: &mut Vec<Violation>,
) {
    if undeclared == Undeclared::Refused {
        for name in object
            .keys()
            .filter(|name| !params.iter().any(|param| param.name.is(name)))
        {
            let step = Step::Key(name.as_str());
            report(
                &at.down(&step),
                "a known field".to_owned(),
                "an unknown name".to_owned(),
                out,
            );
        }
    }
    for param in params {
        let given = object.iter().find(|(name, _)| param.name.is(name));
        // Most parameters of most requests are these.
        if given.is_none() && !param.required && param.rules.is_empty() {
            continue;
        }
        let (name, value) = match given {
            Some((name, value)) => (Cow::Borrowed(name.as_str()), Some(value)),
            None => (param.name(), None),
        };
        let step = Step::Key(&*name);
        let at = at.down(&step);
        let trigger = param.rules.iter().find_map(|rule| triggered(rule, object));
        if param.required || trigger.is_some() {
            check_presence(param, value, trigger, &at, out);
        }
        match value {
            // Absent, `null` and a value are three things; whether the second is allowed, presence has decided.
            None | Some(Value::Null) => {}
            Some(value) => check_kind(&param.kind, value, undeclared, &at, out),
        }
        for rule in param.rules {
            check_neighbours(rule, value, object, &at, out);
            if let Some(value) = value {
                check_rule(rule, value, &at, out);
            }
        }
    }
}

/// The field beside it, and its value, that make a field required.
fn triggered(rule: &Rule, object: &Map<String, Value>) -> Option<(&'static str, &'static str)> {
    let Rule::RequiredWhen(field, trigger) = *rule else {
        return None;
    };
    let given = match object.get(field)? {
        Value::String(text) => text,
        Value::Bool(true) => "true",
        Value::Bool(false) => "false",
        _ => return None,
    };
    (given == trigger).then_some((field, trigger))
}

/// A required value must be there, and a required text must say something.
fn check_presence(
    param: &Param,
    value: Option<&Value>,
    trigger: Option<(&str, &str)>,
    at: &JsonPath<'_>,
    out: &mut Vec<Violation>,
) {
    let missing = match value {
        None => true,
        Some(Value::Null) => !matches!(param.kind, Kind::Any) && !param.rules.contains(&Rule::Nullable),
        Some(Value::String(text)) => matches!(param.kind, Kind::Text | Kind::OpenChoice(_)) && is_blank(text),
        Some(_) => false,
    };
    if missing {
        let mut expected = match param.kind {
            Kind::Text | Kind::OpenChoice(_) => NOT_BLANK.to_owned(),
            ref kind => describe(kind),
        };
        if let Some((field, trigger)) = trigger {
            expected = format!("{expected}, because {field} is {trigger}");
        }
        report(at, expected, found(value), out);
    }
}

fn check_kind(kind: &Kind, value: &Value, undeclared: Undeclared, at: &JsonPath<'_>, out: &mut Vec<Violation>) {
    match (kind, value) {
        (Kind::Text | Kind::OpenChoice(_), Value::String(_))
        | (Kind::Boolean, Value::Bool(_))
        | (Kind::Number, Value::Number(_))
        | (Kind::Map, Value::Object(_))
        | (Kind::Any, _) => {}
        (Kind::File, Value::Object(object)) => {
            if let Some(problem) = file::problem_with(object) {
                report(at, describe(kind), problem.to_owned(), out);
            }
        }
        (Kind::Integer, Value::Number(number)) if number.is_i64() || number.is_u64() => {}
        (Kind::Choice(values), Value::String(text)) if values.contains(&text.as_str()) => {}
        (Kind::Choice(_), Value::String(text)) => report(at, describe(kind), quote(text), out),
        (Kind::List(item_kind), Value::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                let step = Step::Index(index);
                let at = at.down(&step);
                match (item_kind, item) {
                    (Kind::Text, Value::String(text)) if is_blank(text) => {
                        report(&at, NOT_BLANK.to_owned(), found(Some(item)), out);
                    }
                    _ => check_kind(item_kind, item, undeclared, &at, out),
                }
            }
        }
        (Kind::Object(model), Value::Object(object)) => {
            check_object(model.fields(), object, undeclared, at, out);
        }
        _ => report(at, describe(kind), found(Some(value)), out),
    }
}

/// The rules about a value by itself. A value of another kind is reported as that, and not here.
fn check_rule(rule: &Rule, value: &Value, at: &JsonPath<'_>, out: &mut Vec<Violation>) {
    let broken = match (rule, value) {
        (Rule::Items(allowed), Value::Array(items)) if !allowed.contains(&items.len()) => {
            (span(allowed, "items"), found(Some(value)))
        }
        (Rule::Length(allowed), Value::String(text)) => {
            let count = text.chars().count();
            if allowed.contains(&count) {
                return;
            }
            (span(allowed, "characters"), format!("{count} characters"))
        }
        (Rule::Range(allowed), Value::Number(number)) => {
            // What does not fit an `i64` is out of every range.
            if number.as_i64().is_some_and(|number| allowed.contains(&number)) {
                return;
            }
            (format!("{} to {}", allowed.start(), allowed.end()), number.to_string())
        }
        (Rule::JsonLength(most), value) => {
            let count = value.to_string().chars().count();
            if count <= *most {
                return;
            }
            (
                format!("at most {most} characters of JSON"),
                format!("{count} characters"),
            )
        }
        (Rule::AlphanumericOr(others), Value::String(text)) => {
            let odd = |&letter: &char| !letter.is_ascii_alphanumeric() && !others.contains(letter);
            match text.chars().find(odd) {
                Some(letter) => (format!("letters, digits and {others}"), format!("{letter:?}")),
                None => return,
            }
        }
        (Rule::Depth(most), _) if at.depth_of_last_key() > *most => {
            (format!("nesting {most} deep at most"), "one level more".to_owned())
        }
        _ => return,
    };
    report(at, broken.0, broken.1, out);
}

/// The rules about which fields go together.
fn check_neighbours(
    rule: &Rule,
    value: Option<&Value>,
    object: &Map<String, Value>,
    at: &JsonPath<'_>,
    out: &mut Vec<Violation>,
) {
    match *rule {
        Rule::OnlyWith(field) if value.is_some() && !object.contains_key(field) => {
            report(at, format!("{field} beside it"), "nothing there".to_owned(), out);
        }
        Rule::Excludes(field) if value.is_some() && object.contains_key(field) => {
            report(at, format!("this or {field}"), "both".to_owned(), out);
        }
        Rule::AnyOf(fields) if !fields.iter().any(|field| object.contains_key(*field)) => {
            report(
                at,
                format!("one of {}", fields.join(", ")),
                "none of them".to_owned(),
                out,
            );
        }
        _ => {}
    }
}

fn span(allowed: &RangeInclusive<usize>, things: &str) -> String {
    format!("{} to {} {things}", allowed.start(), allowed.end())
}

fn report(at: &JsonPath<'_>, expected: String, found: String, out: &mut Vec<Violation>) {
    out.push(Violation::new(at.to_string(), expected, found));
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn describe(kind: &Kind) -> String {
    match kind {
        Kind::Text => "text".to_owned(),
        Kind::Boolean => "true or false".to_owned(),
        Kind::Integer => "an integer".to_owned(),
        Kind::Number => "a number".to_owned(),
        Kind::OpenChoice(values) => format!("text such as {}", values.join(", ")),
        Kind::Map => "an object".to_owned(),
        Kind::Any => "JSON".to_owned(),
        Kind::File => "a file".to_owned(),
        Kind::Choice(values) => format!("one of {}", values.join(", ")),
        Kind::List(_) => "a list".to_owned(),
        Kind::Object(model) => format!("an object ({})", model.name),
    }
}

/// What a value is, without what it says: it may be a secret.
fn found(value: Option<&Value>) -> String {
    match value {
        None => "nothing".to_owned(),
        Some(Value::String(text)) if is_blank(text) => "blank text".to_owned(),
        Some(Value::Array(items)) => match items.len() {
            0 => "an empty list".to_owned(),
            1 => "1 item".to_owned(),
            count => format!("{count} items"),
        },
        Some(value) => kind_of(value).to_owned(),
    }
}

/// The kind of a JSON value, as an error message says it.
pub(crate) fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// A short text from outside, safe to stand in one line of a message.
pub(crate) fn quote(text: &str) -> String {
    const SHOWN: usize = 40;
    let shown: String = text.chars().take(SHOWN).collect();
    let more = if shown.len() < text.len() { "..." } else { "" };
    format!("{shown:?}{more}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::{Method, Model, OperationEffect};
    use serde_json::json;

    const ITEM: Model = Model {
        name: "Item",
        fields: || ITEM_FIELDS,
    };

    const ITEM_FIELDS: &[Param] = &[
        Param::required("type", Kind::Choice(&["USER", "ROLE"])),
        Param::optional("code", Kind::Text).with_rules(&[Rule::RequiredWhen("type", "ROLE")]),
    ];

    const PARAMS: &[Param] = &[
        Param::required("id", Kind::Text),
        Param::required("on", Kind::Boolean),
        Param::required("items", Kind::List(&Kind::Object(ITEM))).with_rules(&[Rule::Items(1..=2)]),
        Param::optional("names", Kind::List(&Kind::Text)),
    ];

    const PROBE: Operation = Operation {
        name: "probe",
        documented_name: None,
        method: Method::Post,
        path: "/probe",
        effect: OperationEffect::Read,
        domain: "",
        params: PARAMS,
        data_in_body: false,
    };

    #[track_caller]
    fn expect(object: Value, lines: &[&str]) {
        let Value::Object(object) = object else {
            panic!("a test gives an object")
        };
        let found: Vec<_> = violations(&PROBE, &object, Undeclared::Allowed)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(found, lines);
    }

    #[test]
    fn a_good_object_has_no_violation() {
        expect(
            json!({"id": "x", "on": false, "items": [{"type": "USER"}], "names": [], "new": 1}),
            &[],
        );
    }

    #[test]
    fn everything_missing_is_reported_at_once() {
        expect(
            json!({}),
            &[
                "id: expected text that is not blank, found nothing",
                "on: expected true or false, found nothing",
                "items: expected a list, found nothing",
            ],
        );
    }

    #[test]
    fn blank_text_is_not_a_value_and_not_an_item() {
        expect(
            json!({"id": "\t \u{3000}", "on": true, "items": [{"type": "USER"}], "names": ["a", " "]}),
            &[
                "id: expected text that is not blank, found blank text",
                "names[1]: expected text that is not blank, found blank text",
            ],
        );
    }

    #[test]
    fn lists_are_counted() {
        expect(
            json!({"id": "x", "on": true, "items": []}),
            &["items: expected 1 to 2 items, found an empty list"],
        );
        let user = json!({"type": "USER"});
        expect(
            json!({"id": "x", "on": true, "items": [user, user, user]}),
            &["items: expected 1 to 2 items, found 3 items"],
        );
    }

    #[test]
    fn a_field_can_make_its_neighbour_required() {
        expect(
            json!({"id": "x", "on": true, "items": [{"type": "USER"}, {"type": "ROLE"}]}),
            &["items[1].code: expected text that is not blank, because type is ROLE, found nothing"],
        );
        expect(
            json!({"id": "x", "on": true, "items": [{"type": "ROLE", "code": ""}]}),
            &["items[0].code: expected text that is not blank, because type is ROLE, found blank text"],
        );
    }

    #[test]
    fn a_choice_outside_the_set_lists_the_set() {
        expect(
            json!({"id": "x", "on": true, "items": [{"type": "role\n"}, {"type": ""}]}),
            &[
                r#"items[0].type: expected one of USER, ROLE, found "role\n""#,
                r#"items[1].type: expected one of USER, ROLE, found """#,
            ],
        );
        expect(
            json!({"id": "x", "on": true, "items": [{"type": "x".repeat(90)}]}),
            &[&format!(
                "items[0].type: expected one of USER, ROLE, found {:?}...",
                "x".repeat(40)
            )],
        );
    }

    #[test]
    fn a_wrong_kind_is_named_but_not_shown() {
        expect(
            json!({"id": 7, "on": "SECRET", "items": {"a": "SECRET"}, "names": [null]}),
            &[
                "id: expected text, found a number",
                "on: expected true or false, found text",
                "items: expected a list, found an object",
                "names[0]: expected text, found null",
            ],
        );
        expect(
            json!({"id": "x", "on": true, "items": ["SECRET", []]}),
            &[
                "items[0]: expected an object (Item), found text",
                "items[1]: expected an object (Item), found an empty list",
            ],
        );
    }
}
