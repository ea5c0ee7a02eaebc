//! Violations of a small schema, by kind.

use serde_json::json;

use super::*;
use crate::schema::{Bounds, Constraint, Method, ObjectSchema, ParamLocation};

/// An operation for tests.
pub(crate) const fn operation(method: Method, path: &'static str, params: &'static [Param]) -> Operation {
    Operation {
        params,
        ..Operation::read("test_operation", method, path, "")
    }
}

const fn required(name: &'static str, ty: ParamType) -> Param {
    Param::required(name, ty, ParamLocation::Body)
}

const fn optional(name: &'static str, ty: ParamType) -> Param {
    Param::optional(name, ty, ParamLocation::Body)
}

const ITEM: ObjectSchema = ObjectSchema {
    name: "Item",
    fields: || ITEM_FIELDS,
    #[cfg(feature = "descriptions")]
    docs: || &[],
};

const ITEM_FIELDS: &[Param] = &[
    required("type", ParamType::Enum(&["USER", "ROLE"])),
    optional("code", ParamType::String).constraints(&[Constraint::RequiredWhen {
        field: FieldName("type"),
        value: "ROLE",
    }]),
];

const PARAMS: &[Param] = &[
    required("id", ParamType::String),
    required("on", ParamType::Boolean),
    required("items", ParamType::List(&ParamType::Object(ITEM)))
        .constraints(&[Constraint::Items(Bounds::between(1, 2))]),
    optional("names", ParamType::List(&ParamType::String)),
    optional("page_size", ParamType::Integer).constraints(&[Constraint::Range(Bounds::at_most(50))]),
];

#[track_caller]
fn check(object: Value, expected: &[&str]) -> Vec<ViolationKind> {
    let Value::Object(object) = object else {
        panic!("not an object")
    };
    let operation = operation(Method::Post, "/test", PARAMS);
    let found = violations(&operation, &object, UndeclaredFields::Allow);
    let lines: Vec<_> = found.iter().map(ToString::to_string).collect();
    assert_eq!(lines, expected);
    found.iter().map(Violation::kind).collect()
}

#[test]
fn a_valid_object_has_no_violations() {
    check(
        json!({"id": "x", "on": false, "items": [{"type": "USER"}], "names": [], "pageSize": 50, "new": 1}),
        &[],
    );
}

#[test]
fn all_missing_values_are_reported_at_once() {
    let kinds = check(json!({}), &["id is required", "on is required", "items is required"]);
    assert_eq!(kinds, [ViolationKind::Missing; 3]);
    check(
        json!({"id": null, "on": true, "items": [{"type": "USER"}]}),
        &["id is required and cannot be null"],
    );
}

#[test]
fn blank_strings_and_items_are_rejected() {
    let kinds = check(
        json!({"id": "\t \u{3000}", "on": true, "items": [{"type": "USER"}], "names": ["a", " "]}),
        &["id must not be blank", "names[1] must not be blank"],
    );
    assert_eq!(kinds, [ViolationKind::Blank; 2]);
}

#[test]
fn item_counts_are_checked() {
    let kinds = check(
        json!({"id": "x", "on": true, "items": []}),
        &["items must have 1 to 2 items (got 0)"],
    );
    assert_eq!(kinds, [ViolationKind::TooFewItems]);
    let user = json!({"type": "USER"});
    let kinds = check(
        json!({"id": "x", "on": true, "items": [user, user, user]}),
        &["items must have 1 to 2 items (got 3)"],
    );
    assert_eq!(kinds, [ViolationKind::TooManyItems]);
}

#[test]
fn a_field_can_make_a_sibling_required() {
    check(
        json!({"id": "x", "on": true, "items": [{"type": "USER"}, {"type": "ROLE"}]}),
        &["items[1].code is required when type is ROLE"],
    );
    check(
        json!({"id": "x", "on": true, "items": [{"type": "ROLE", "code": ""}]}),
        &["items[0].code must not be blank when type is ROLE"],
    );
}

#[test]
fn an_unknown_enum_value_lists_the_known_ones() {
    let kinds = check(
        json!({"id": "x", "on": true, "items": [{"type": "role\n"}, {"type": ""}]}),
        &[
            r#"items[0].type must be one of USER, ROLE (got "role\n")"#,
            r#"items[1].type must be one of USER, ROLE (got "")"#,
        ],
    );
    assert_eq!(kinds, [ViolationKind::UnknownValue; 2]);
    check(
        json!({"id": "x", "on": true, "items": [{"type": "x".repeat(90)}]}),
        &[&format!(
            "items[0].type must be one of USER, ROLE (got {:?}...)",
            "x".repeat(40)
        )],
    );
}

#[test]
fn a_wrong_type_is_named_without_the_value() {
    let kinds = check(
        json!({"id": 7, "on": "SECRET", "items": {"a": "SECRET"}, "names": [null]}),
        &[
            "id must be a string (got a number)",
            "on must be a boolean (got a string)",
            "items must be a list (got an object)",
            "names[0] must be a string (got null)",
        ],
    );
    assert_eq!(kinds, [ViolationKind::WrongType; 4]);
    check(
        json!({"id": "x", "on": true, "items": ["SECRET", []]}),
        &[
            "items[0] must be an object (got a string)",
            "items[1] must be an object (got a list)",
        ],
    );
}

#[test]
fn one_mistake_is_one_violation_without_bounds_of_integer_types() {
    let valid = |page_size: Value| json!({"id": "x", "on": true, "items": [{"type": "USER"}], "pageSize": page_size});
    check(valid(json!(51)), &["pageSize must be at most 50 (got 51)"]);
    check(valid(json!(1.0)), &["pageSize must be an integer (got a number)"]);
    check(
        valid(json!(u64::MAX)),
        &["pageSize must be at most 50 (got 18446744073709551615)"],
    );
}

#[test]
fn without_the_rows_only_what_cannot_be_sent_is_reported() {
    const QUERY: &[Param] = &[
        Param::required("id", ParamType::String, ParamLocation::Query).path(),
        Param::required("names", ParamType::List(&ParamType::String), ParamLocation::Query),
        Param::optional("size", ParamType::Integer, ParamLocation::Query)
            .constraints(&[Constraint::Range(Bounds::at_most(50))]),
    ];
    let check = |method: Method, params: &'static [Param], object: Value, expected: &[&str]| {
        let Value::Object(object) = object else {
            panic!("not an object")
        };
        let found = unsendable(&operation(method, "/test/{id}", params), &object);
        let lines: Vec<_> = found.iter().map(ToString::to_string).collect();
        assert_eq!(lines, expected, "{object:?}");
    };
    let body = json!({"id": " ", "items": [{"type": "X"}, 7, []], "names": "", "pageSize": 51, "new": null});
    check(Method::Post, PARAMS, body, &[]);
    check(
        Method::Post,
        PARAMS,
        json!({"id": finite(f64::NAN), "items": [{"code": {"x": [finite(f64::INFINITY)]}}]}),
        &[
            "id must be a finite number (got NaN)",
            "items[0].code.x[0] must be a finite number (got inf)",
        ],
    );
    check(
        Method::Get,
        QUERY,
        json!({"id": 7, "size": 51, "new": {"a": null}}),
        &[],
    );
    check(Method::Get, QUERY, json!({"size": "51"}), &["id is required"]);
    check(
        Method::Get,
        QUERY,
        json!({"id": "..", "names": [], "size": null}),
        &[
            "id cannot consist of dots in a path",
            "names must have at least 1 item (got 0)",
            "size cannot be null outside a JSON body",
        ],
    );
}

#[test]
fn free_text_may_be_blank_and_one_of_several_types_is_one_of_them() {
    const TEXT: Param = required("text", ParamType::String).text();
    const EITHER: Param = required("either", ParamType::OneOf(&[ParamType::Integer, LIST])).constraints(&[
        Constraint::Range(Bounds::at_least(1)),
        Constraint::Items(Bounds::at_most(2)),
    ]);
    const LIST: ParamType = ParamType::List(&ParamType::String);
    const UNENFORCED: Param = optional("unenforced", ParamType::String).unenforced();
    let check = |object: Value, expected: &[&str]| {
        let operation = operation(Method::Post, "/test", &[TEXT, EITHER, UNENFORCED]);
        let object = object.as_object().expect("an object");
        let found = violations(&operation, object, UndeclaredFields::Allow);
        assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), expected);
    };
    check(json!({"text": " ", "either": 1}), &[]);
    check(json!({"text": "", "either": ["a"], "unenforced": ""}), &[]);
    check(json!({"either": 1}), &["text is required"]);
    check(
        json!({"text": null, "either": 1}),
        &["text is required and cannot be null"],
    );
    check(json!({"text": "", "either": 0}), &["either must be at least 1 (got 0)"]);
    check(
        json!({"text": "", "either": ["a", ""]}),
        &["either[1] must not be blank"],
    );
    check(
        json!({"text": "", "either": ["a", 7]}),
        &["either[1] must be a string (got a number)"],
    );
    check(
        json!({"text": "", "either": ["a", "b", "c"]}),
        &["either must have at most 2 items (got 3)"],
    );
    check(
        json!({"text": "", "either": true}),
        &["either must be an integer or a list (got a boolean)"],
    );
}

#[test]
fn a_range_holds_for_a_number_as_text() {
    const PAGE: Param = optional("page", ParamType::String).constraints(&[Constraint::Range(Bounds::between(1, 50))]);
    for (page, expected) in [
        ("1", None),
        ("50", None),
        ("first", None),
        ("0", Some(r#"page must be 1 to 50 (got "0")"#)),
        ("-1", Some(r#"page must be 1 to 50 (got "-1")"#)),
        ("51", Some(r#"page must be 1 to 50 (got "51")"#)),
    ] {
        let operation = operation(Method::Post, "/test", &[PAGE]);
        let object = Map::from_iter([("page".to_owned(), page.into())]);
        let found = violations(&operation, &object, UndeclaredFields::Allow);
        let first = found.first().map(ToString::to_string);
        assert_eq!(first.as_deref(), expected);
    }
}
