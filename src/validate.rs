//! Whether an object keeps what its rows ask of it. Pure functions: rules and JSON in, violations out.

use serde_json::{Map, Value};

use crate::json_path::{JsonPath, Step};
use crate::operation::{Kind, Param, Rule};

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

/// Every violation of the rows in an object, in the order of the rows.
pub(crate) fn violations(params: &[Param], object: &Map<String, Value>) -> Vec<Violation> {
    let mut found = Vec::new();
    check_object(params, object, &JsonPath::ROOT, &mut found);
    found
}

fn check_object(params: &[Param], object: &Map<String, Value>, at: &JsonPath<'_>, out: &mut Vec<Violation>) {
    for param in params {
        let step = Step::Key(param.name);
        let at = at.down(&step);
        let value = object.get(param.name);
        let trigger = param.rules.iter().find_map(|rule| triggered(rule, object));
        if param.required || trigger.is_some() {
            check_presence(param, value, trigger, &at, out);
        }
        if let Some(value) = value {
            check_kind(&param.kind, value, &at, out);
            for rule in param.rules {
                check_rule(rule, value, &at, out);
            }
        }
    }
}

/// The field beside it, and its value, that make a field required.
fn triggered(rule: &Rule, object: &Map<String, Value>) -> Option<(&'static str, &'static str)> {
    match *rule {
        Rule::RequiredWhen(field, trigger) if object.get(field).and_then(Value::as_str) == Some(trigger) => {
            Some((field, trigger))
        }
        _ => None,
    }
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
        Some(Value::String(text)) => matches!(param.kind, Kind::Text) && is_blank(text),
        Some(_) => false,
    };
    if missing {
        let mut expected = match param.kind {
            Kind::Text => NOT_BLANK.to_owned(),
            ref kind => describe(kind),
        };
        if let Some((field, trigger)) = trigger {
            expected = format!("{expected}, because {field} is {trigger}");
        }
        report(at, expected, found(value), out);
    }
}

fn check_kind(kind: &Kind, value: &Value, at: &JsonPath<'_>, out: &mut Vec<Violation>) {
    match (kind, value) {
        (Kind::Text, Value::String(_)) | (Kind::Boolean, Value::Bool(_)) => {}
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
                    _ => check_kind(item_kind, item, &at, out),
                }
            }
        }
        (Kind::Object(model), Value::Object(object)) => {
            check_object(model.fields(), object, at, out);
        }
        _ => report(at, describe(kind), found(Some(value)), out),
    }
}

fn check_rule(rule: &Rule, value: &Value, at: &JsonPath<'_>, out: &mut Vec<Violation>) {
    match (rule, value) {
        (Rule::Items(allowed), Value::Array(items)) if !allowed.contains(&items.len()) => {
            let expected = format!("{} to {} items", allowed.start(), allowed.end());
            report(at, expected, found(Some(value)), out);
        }
        // Presence is checked above; a value of another kind is reported there, not here.
        (Rule::Items(_) | Rule::RequiredWhen(..), _) => {}
    }
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
fn quote(text: &str) -> String {
    const SHOWN: usize = 40;
    let shown: String = text.chars().take(SHOWN).collect();
    let more = if shown.len() < text.len() { "..." } else { "" };
    format!("{shown:?}{more}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::Model;
    use serde_json::json;

    const ITEM: Model = Model {
        name: "Item",
        fields: || ITEM_FIELDS,
    };

    const ITEM_FIELDS: &[Param] = &[
        Param {
            name: "type",
            required: true,
            kind: Kind::Choice(&["USER", "ROLE"]),
            rules: &[],
        },
        Param {
            name: "code",
            required: false,
            kind: Kind::Text,
            rules: &[Rule::RequiredWhen("type", "ROLE")],
        },
    ];

    const PARAMS: &[Param] = &[
        Param {
            name: "id",
            required: true,
            kind: Kind::Text,
            rules: &[],
        },
        Param {
            name: "on",
            required: true,
            kind: Kind::Boolean,
            rules: &[],
        },
        Param {
            name: "items",
            required: true,
            kind: Kind::List(&Kind::Object(ITEM)),
            rules: &[Rule::Items(1..=2)],
        },
        Param {
            name: "names",
            required: false,
            kind: Kind::List(&Kind::Text),
            rules: &[],
        },
    ];

    #[track_caller]
    fn expect(object: Value, lines: &[&str]) {
        let Value::Object(object) = object else {
            panic!("a test gives an object")
        };
        let found: Vec<_> = violations(PARAMS, &object).iter().map(ToString::to_string).collect();
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
