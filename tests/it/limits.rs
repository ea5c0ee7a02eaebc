//! Violates every constraint of the registry at each site where it applies, and satisfies it exactly at its bounds.

use genauth::schema::{Bounds, Constraint, Param, ParamType};
use genauth::{Violation, ViolationKind};
use serde_json::{Value, json};

use crate::rejected_requests::{Checks, for_each_site};
use crate::samples::{Site, items};
use crate::support::FakeTransport;

#[test]
fn values_are_accepted_up_to_their_bounds() {
    let mut checks = Checks::new();
    for_each_site(|site, request| {
        for constraint in site.param.constraints {
            check_value(&mut checks, constraint, site, request);
        }
    });
    checks.finish(&[
        "too many items",
        "too few items",
        "as many items as allowed",
        "text too long",
        "text too short",
        "text as long as allowed",
        "number too large",
        "number too small",
        "number as large as allowed",
        "number as small as allowed",
        "character outside the set",
        "characters of the set",
        "JSON too long",
        "JSON as long as allowed",
        "nested too deep",
        "nested as deep as allowed",
    ]);
}

fn check_value(checks: &mut Checks, constraint: &Constraint, site: &Site, request: &Value) {
    let with = |value: Value| site.with(request, value);
    match constraint {
        Constraint::Items(Bounds { min, max, .. }) => {
            if let Some(max) = *max {
                checks.refuses_as(
                    "too many items",
                    site,
                    with(items(site.param, max + 1)),
                    ViolationKind::TooManyItems,
                );
                checks.accepts("as many items as allowed", site, with(items(site.param, max)));
            }
            if let Some(min @ 1..) = *min {
                checks.refuses_as(
                    "too few items",
                    site,
                    with(items(site.param, min - 1)),
                    ViolationKind::TooFewItems,
                );
            }
        }
        Constraint::Length(Bounds { min, max, .. }) => {
            let text = |count: usize| json!(letter(site.param).repeat(count));
            if let Some(max) = *max {
                checks.refuses_as("text too long", site, with(text(max + 1)), ViolationKind::TooLong);
                checks.accepts("text as long as allowed", site, with(text(max)));
            }
            if let Some(min @ 1..) = *min {
                // If the parameter is required, an empty string is reported as blank instead, so the kind of the
                // violation is not checked.
                checks.refuses("text too short", site, with(text(min - 1)));
            }
        }
        Constraint::Range(Bounds { min, max, .. }) => {
            let number = |number: i64| match site.param.ty {
                ParamType::String => with(number.to_string().into()),
                _ => with(number.into()),
            };
            if let Some(max) = *max {
                checks.refuses_as("number too large", site, number(max + 1), ViolationKind::OutOfRange);
                checks.accepts("number as large as allowed", site, number(max));
            }
            if let Some(min) = *min {
                checks.refuses_as("number too small", site, number(min - 1), ViolationKind::OutOfRange);
                checks.accepts("number as small as allowed", site, number(min));
            }
        }
        Constraint::AlphanumericOr(others) => {
            for text in ["a b", "用户", "a.b", "a\n"] {
                checks.refuses_as(
                    "character outside the set",
                    site,
                    with(text.into()),
                    ViolationKind::Malformed,
                );
            }
            checks.accepts("characters of the set", site, with(format!("aZ09{others}").into()));
        }
        Constraint::JsonLength(max) => {
            // `{"a":""}` has 8 characters.
            let json = |count: usize| json!({"a": "用".repeat(count - 8)});
            checks.refuses_as("JSON too long", site, with(json(max + 1)), ViolationKind::TooLong);
            checks.accepts("JSON as long as allowed", site, with(json(*max)));
        }
        // The depth is only checked at the outermost of the nested lists.
        Constraint::Depth(max) if !site.is_nested_in_itself() => {
            checks.accepts("nested as deep as allowed", site, with(nested(site.param, *max)));
            let deepest = site.path() + &format!("[0].{}", site.param.name()).repeat(*max);
            checks.refuses_at("nested too deep", site, with(nested(site.param, max + 1)), &[deepest]);
        }
        _ => {}
    }
}

/// A letter that the parameter accepts. If possible it has several bytes, because lengths are counted in characters.
fn letter(param: &Param) -> &'static str {
    let is_ascii = |constraint: &Constraint| matches!(constraint, Constraint::AlphanumericOr(_));
    if param.constraints.iter().any(is_ascii) {
        "a"
    } else {
        "用"
    }
}

/// A list of one object, which contains another such list, and so on to this depth.
fn nested(param: &Param, depth: usize) -> Value {
    let name = param.name();
    let name = &*name;
    let mut list = items(param, 1);
    list[0].as_object_mut().unwrap().remove(name);
    let innermost = list.clone();
    for _ in 1..depth {
        let mut outer = innermost.clone();
        outer[0][name] = list;
        list = outer;
    }
    list
}

#[test]
fn enums_and_lists_reject_invalid_strings() {
    let mut checks = Checks::new();
    for_each_site(|site, request| {
        let in_list = |text: &str| site.with(request, vec![text]);
        let first_item = [format!("{}[0]", site.path())];
        match site.param.ty {
            ParamType::Enum(values) => {
                checks.refuses_as(
                    "unknown value",
                    site,
                    site.with(request, "no such value"),
                    ViolationKind::UnknownValue,
                );
                for value in values {
                    let value = format!("{value} ");
                    checks.refuses_as(
                        "value with a space",
                        site,
                        site.with(request, value),
                        ViolationKind::UnknownValue,
                    );
                }
            }
            ParamType::List(ParamType::Enum(_)) => {
                checks.refuses_at("unknown value in a list", site, in_list("no such value"), &first_item);
            }
            ParamType::List(ParamType::String) => {
                checks.refuses_at("blank item", site, in_list(" "), &first_item);
            }
            _ => {}
        }
    });
    checks.finish(&[
        "unknown value",
        "value with a space",
        "unknown value in a list",
        "blank item",
    ]);
}

#[test]
fn dependencies_between_fields_are_checked() {
    let mut checks = Checks::new();
    for_each_site(|site, request| {
        for constraint in site.param.constraints {
            check_dependency(&mut checks, constraint, site, request);
        }
    });
    checks.finish(&[
        "none of a group",
        "one of a group",
        "both exclusive fields",
        "one exclusive field",
        "missing although required",
        "missing and not required",
        "without its companion",
        "neither it nor its companion",
    ]);
}

fn check_dependency(checks: &mut Checks, constraint: &Constraint, site: &Site, request: &Value) {
    let name = site.param.name();
    let name = &*name;
    match *constraint {
        // Both the constraint and its violation are attached to the first field of the group.
        Constraint::AnyOf(fields) => {
            let fields: Vec<_> = fields.iter().map(|field| field.wire()).collect();
            checks.refuses_as(
                "none of a group",
                site,
                site.without(request, &fields),
                ViolationKind::Missing,
            );
            for kept in &fields {
                let others: Vec<_> = fields.iter().filter(|field| *field != kept).collect();
                checks.accepts("one of a group", site, site.without(request, &others));
            }
        }
        Constraint::Excludes(other) => {
            let other = other.wire();
            let is_one_of_them = |param: &&Param| [name, &*other].contains(&&*param.name());
            let mut both = request.clone();
            let mut paths = Vec::new();
            for param in site.beside.iter().filter(is_one_of_them) {
                let object = site.object(&mut both);
                object.insert(param.name().into_owned(), items(param, 1));
                paths.push(site.path_beside(&param.name()));
            }
            assert_eq!(paths.len(), 2);
            let only_other = site.without(&both, &[name]);
            // Each of the two fields excludes the other, so both get a violation.
            checks.refuses_at("both exclusive fields", site, both, &paths);
            checks.accepts("one exclusive field", site, only_other);
        }
        Constraint::RequiredWhen { field, value: trigger } => {
            let field = field.wire();
            let condition = site.beside.iter().find(|param| param.name() == field).expect(&field);
            let (met, unmet) = match condition.ty {
                ParamType::Boolean => (json!(trigger == "true"), json!(trigger != "true")),
                ParamType::Enum(values) => {
                    let other = values.iter().find(|value| **value != trigger).expect(&field);
                    (trigger.into(), (*other).into())
                }
                _ => (trigger.into(), json!(format!("not {trigger}"))),
            };
            let mut without = site.without(request, &[name]);
            site.object(&mut without).insert(field.clone().into_owned(), met);
            checks.refuses_as(
                "missing although required",
                site,
                without.clone(),
                ViolationKind::Missing,
            );
            site.object(&mut without).insert(field.into_owned(), unmet);
            checks.accepts("missing and not required", site, without);
        }
        Constraint::OnlyWith(field) => {
            let field = field.wire();
            checks.refuses_as(
                "without its companion",
                site,
                site.without(request, &[&field]),
                ViolationKind::Conflict,
            );
            let neither = site.without(request, &[&*field, name]);
            checks.accepts("neither it nor its companion", site, neither);
        }
        _ => {}
    }
}

#[test]
fn violations_have_a_kind_and_a_message() {
    let nested = |_| json!({"code": "c", "name": "n"});
    let tree = (0..7).map(nested).reduce(|inner, mut outer| {
        outer["children"] = json!([inner]);
        outer
    });
    let tree_params = json!({"actions": ["a"], "struct": [tree], "resourceCode": "c", "resourceName": "n",
        "namespaceCode": "s"});
    let client = FakeTransport::succeeding().client();
    for (operation, params, kind, text) in [
        (
            "delete_users_batch",
            json!({"userIds": []}),
            ViolationKind::TooFewItems,
            "userIds must have 1 to 50 items (got 0)",
        ),
        (
            "delete_users_batch",
            json!({"userIds": vec!["u"; 51]}),
            ViolationKind::TooManyItems,
            "userIds must have 1 to 50 items (got 51)",
        ),
        (
            "create_namespace",
            json!({"code": "用".repeat(65)}),
            ViolationKind::TooLong,
            "code must have at most 64 characters (got 65)",
        ),
        (
            "create_data_resource",
            json!({"actions": ["a"], "struct": "", "type": "STRING", "resourceCode": "c", "resourceName": "n",
                "namespaceCode": "s"}),
            ViolationKind::TooShort,
            "struct must have at least 1 character (got 0)",
        ),
        (
            "list_groups",
            json!({"limit": 51}),
            ViolationKind::OutOfRange,
            "limit must be 1 to 50 (got 51)",
        ),
        (
            "list_groups",
            json!({"page": 0}),
            ViolationKind::OutOfRange,
            "page must be at least 1 (got 0)",
        ),
        (
            "create_user",
            json!({"username": "u", "customData": {"a": "用".repeat(1017)}}),
            ViolationKind::TooLong,
            "customData must have at most 1024 characters as JSON (got 1025)",
        ),
        (
            "delete_dnef",
            json!({"key": "a b", "resourceCode": "c", "namespaceCode": "s"}),
            ViolationKind::Malformed,
            "key must consist of letters, digits and _$ (got ' ')",
        ),
        (
            "create_data_resource_by_tree",
            tree_params,
            ViolationKind::TooDeep,
            "struct[0].children[0].children[0].children[0].children[0].children[0].children must be nested at most 5 levels deep",
        ),
        (
            "list_operate",
            json!({"modelId": "m", "showCreated": "true"}),
            ViolationKind::Conflict,
            "showCreated is only allowed together with fieldId",
        ),
        (
            "create_user",
            json!({}),
            ViolationKind::Missing,
            "email or phone or username is required (at least one of them)",
        ),
        (
            "update_dnef",
            json!({"key": "k", "resourceCode": "c", "namespaceCode": "s", "valueType": "SELECT"}),
            ViolationKind::Missing,
            "config is required when valueType is SELECT",
        ),
    ] {
        let error = client
            .prepare(operation, params)
            .unwrap()
            .validate()
            .expect_err(operation);
        let found: Vec<_> = error.violations().iter().map(Violation::to_string).collect();
        assert_eq!(found, [text]);
        assert_eq!(error.violations()[0].kind(), kind, "{text}");
    }
}
