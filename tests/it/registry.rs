//! Checks that the registry is consistent, and that its content is that of `facts.tsv`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Display, Write};
use std::fs;
use std::path::Path;

use genauth::schema::{
    Availability, Bounds, Certainty, Constraint, FieldName, Operation, Param, ParamLocation, ParamType,
};
use genauth::{Method, OperationEffect, operations};

/// Lines of tab-separated columns:
///
/// ```text
/// operation  name   documented name  method    path  effect       domain  availability  certainty
/// param      owner  name             presence  type  constraints and flags
/// model      name
/// ```
///
/// The owner of a parameter is an operation or a nested input (`model`). The lines were originally generated from
/// upstream's documentation instead of the tables, so they also revealed rows that were wrong from the start. After a row
/// was changed on purpose, `GENAUTH_UPDATE=1 cargo test --workspace --test it up_to_date` writes the file again, and the difference
/// shows every fact that has changed.
const FACTS: &str = include_str!("facts.tsv");

fn type_fact(ty: &ParamType) -> String {
    match ty {
        ParamType::String => "text".to_owned(),
        ParamType::Boolean => "boolean".to_owned(),
        ParamType::Integer => "integer".to_owned(),
        ParamType::Number => "number".to_owned(),
        ParamType::Enum(values) => format!("choice {}", values.join(",")),
        ParamType::OpenEnum(values) => format!("open choice {}", values.join(",")),
        ParamType::List(item) => format!("list of {}", type_fact(item)),
        ParamType::Object(schema) => format!("object {}", schema.name),
        ParamType::Map => "map".to_owned(),
        ParamType::Json => "any".to_owned(),
        ParamType::File => "file".to_owned(),
        ParamType::OneOf(types) => types.iter().map(type_fact).collect::<Vec<_>>().join(" or "),
        other => panic!("facts.tsv has no word for {other:?}"),
    }
}

fn constraint_fact(constraint: &Constraint) -> String {
    match constraint {
        Constraint::Items(bounds) => format!("items {}", bounds_fact(bounds)),
        Constraint::Length(bounds) => format!("length {}", bounds_fact(bounds)),
        Constraint::Range(bounds) => format!("range {}", bounds_fact(bounds)),
        Constraint::DocumentedMax(max) => format!("documented max {max}"),
        Constraint::JsonLength(max) => format!("json length {max}"),
        Constraint::AlphanumericOr(others) => format!("alphanumeric or {others}"),
        Constraint::Depth(max) => format!("depth {max}"),
        Constraint::RequiredWhen { field, value } => format!("required when {field}={value}"),
        Constraint::OnlyWith(field) => format!("only with {field}"),
        Constraint::Excludes(field) => format!("excludes {field}"),
        Constraint::AnyOf(fields) => {
            let names: Vec<_> = fields.iter().map(FieldName::to_string).collect();
            format!("any of {}", names.join(","))
        }
        other => panic!("facts.tsv has no word for {other:?}"),
    }
}

/// Bounds in the form in which rows state them, such as `1..=50`, `1..` or `..=50`.
fn bounds_fact<T: Display>(bounds: &Bounds<T>) -> String {
    let min = bounds.min.as_ref().map(ToString::to_string);
    let max = bounds.max.as_ref().map(|max| format!("={max}"));
    format!("{}..{}", min.unwrap_or_default(), max.unwrap_or_default())
}

/// Where the parameters of a method go, unless their rows say otherwise.
fn default_location(method: Method) -> ParamLocation {
    match method {
        Method::Get | Method::Delete => ParamLocation::Query,
        _ => ParamLocation::Body,
    }
}

fn param_fact(owner: &str, param: &Param, default_location: ParamLocation) -> String {
    let presence = if param.required { "required" } else { "optional" };
    let mut conditions: Vec<_> = param.constraints.iter().map(constraint_fact).collect();
    let is_elsewhere = |location| param.location == location && location != default_location;
    let flags = [
        (param.secret, "secret"),
        (param.nullable, "nullable"),
        (param.whole, "whole"),
        (param.may_be_blank, "text"),
        (param.documented_as_required, "unenforced"),
        (is_elsewhere(ParamLocation::Query), "query"),
        (is_elsewhere(ParamLocation::Path), "path"),
        (is_elsewhere(ParamLocation::Body), "body"),
    ];
    let flags = flags.into_iter().filter(|(is_set, _)| *is_set);
    conditions.extend(flags.map(|(_, flag)| format!("as {flag}")));
    conditions.sort();
    if conditions.is_empty() {
        conditions.push("-".to_owned());
    }
    let (name, ty, conditions) = (param.name(), type_fact(&param.ty), conditions.join("; "));
    format!("param\t{owner}\t{name}\t{presence}\t{ty}\t{conditions}")
}

fn operation_fact(operation: &Operation) -> String {
    let Operation {
        name,
        method,
        path,
        domain,
        ..
    } = operation;
    let documented_name = operation.documented_name.unwrap_or("-");
    let effect = match operation.effect {
        OperationEffect::Read => "read",
        OperationEffect::Write => "write",
        OperationEffect::Destructive => "destructive",
        other => panic!("facts.tsv has no word for {other:?}"),
    };
    let availability = match operation.availability {
        Availability::GenAuth => "genauth",
        Availability::Authing => "authing",
        other => panic!("facts.tsv has no word for {other:?}"),
    };
    let certainty = match operation.certainty {
        Certainty::Documented => "documented",
        Certainty::Seen => "seen",
        Certainty::Inferred => "inferred",
        Certainty::PathOnly => "path only",
        other => panic!("facts.tsv has no word for {other:?}"),
    };
    format!("operation\t{name}\t{documented_name}\t{method}\t{path}\t{effect}\t{domain}\t{availability}\t{certainty}")
}

/// Collects the lines of each nested input that these parameters contain.
fn collect_models(params: &[Param], models: &mut BTreeMap<&'static str, Vec<String>>) {
    for schema in params.iter().filter_map(|param| param.ty.object()) {
        let fields = schema.fields().iter();
        let fields = fields.map(|field| param_fact(schema.name, field, ParamLocation::Body));
        let lines: Vec<_> = [format!("model\t{}", schema.name)].into_iter().chain(fields).collect();
        if let Some(known) = models.get(schema.name) {
            assert_eq!(*known, lines, "two nested inputs have one name");
        } else {
            models.insert(schema.name, lines);
            collect_models(schema.fields(), models);
        }
    }
}

/// The registry in the form of `facts.tsv`, which lists the operations first and then the nested inputs, both sorted by
/// name.
fn registry() -> Vec<String> {
    let mut sorted: Vec<_> = operations().collect();
    sorted.sort_by_key(|operation| operation.name);
    let mut lines = Vec::new();
    let mut models = BTreeMap::new();
    for operation in sorted {
        lines.push(operation_fact(operation));
        let location = default_location(operation.method);
        let params = operation.params.iter();
        lines.extend(params.map(|param| param_fact(operation.name, param, location)));
        collect_models(operation.params, &mut models);
    }
    lines.extend(models.into_values().flatten());
    lines
}

/// The number of lines, and the first few of them.
fn excerpt(lines: &[impl AsRef<str>]) -> String {
    const SHOWN: usize = 10;
    let mut text = format!("{} lines\n", lines.len());
    for line in lines.iter().take(SHOWN) {
        writeln!(text, "  {}", line.as_ref()).expect("writing to a String cannot fail");
    }
    text
}

#[test]
fn the_facts_file_is_up_to_date() {
    let registry = registry();
    if std::env::var_os("GENAUTH_UPDATE").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/facts.tsv");
        fs::write(path, registry.join("\n") + "\n").expect("a writable file");
        return;
    }
    let known: BTreeSet<&str> = registry.iter().map(String::as_str).collect();
    let facts: BTreeSet<&str> = FACTS.lines().collect();
    let missing: Vec<_> = facts.difference(&known).collect();
    let extra: Vec<_> = known.difference(&facts).collect();
    assert!(
        missing.is_empty() && extra.is_empty(),
        "only in facts.tsv: {}only in the registry: {}",
        excerpt(&missing),
        excerpt(&extra)
    );
    // The order of the lines is compared as well, because it is the order of the parameters.
    for (line, fact) in registry.iter().zip(FACTS.lines()) {
        assert_eq!(line, fact, "the first line that is out of order");
    }
    assert_eq!(registry.len(), FACTS.lines().count(), "a line is duplicated");
}

#[test]
fn operations_have_unique_names_and_routes() {
    let mut names = BTreeSet::new();
    let mut routes = BTreeSet::new();
    for operation in operations() {
        let (name, route) = (operation.name, (operation.method.as_str(), operation.path));
        assert!(names.insert(name), "{name}");
        assert!(routes.insert(route), "{name}: {route:?}");
        let mut params = BTreeSet::new();
        for param in operation.params {
            assert!(params.insert(param.name()), "{name}: {}", param.name());
        }
    }
    for operation in operations() {
        // A documented name must also refer to only one operation.
        if let Some(documented) = operation.documented_name {
            assert!(names.insert(documented), "{documented}");
        }
    }
}

#[test]
fn operations_that_are_not_documented_state_only_what_is_known() {
    for operation in operations().filter(|operation| operation.certainty != Certainty::Documented) {
        let name = operation.name;
        assert_eq!(operation.availability, Availability::Authing, "{name}");
        if operation.certainty == Certainty::PathOnly {
            assert!(operation.params.is_empty(), "{name}");
        }
        // A parameter that was only inferred may not exist.
        if operation.certainty == Certainty::Inferred {
            assert!(operation.params.iter().all(|param| !param.required), "{name}");
            assert!(!operation.params.is_empty(), "{name}");
        }
    }
}

#[test]
fn parameters_in_the_path_are_the_placeholders_of_the_path() {
    let mut with_placeholders = 0;
    for operation in operations() {
        let is_in_path = |param: &&Param| param.location == ParamLocation::Path;
        let params: Vec<_> = operation.params.iter().filter(is_in_path).map(Param::name).collect();
        let placeholders = operation
            .path
            .split('/')
            .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'));
        let placeholders: Vec<_> = placeholders.collect();
        assert_eq!(params, placeholders, "{}", operation.name);
        with_placeholders += usize::from(!placeholders.is_empty());
        for param in operation.params {
            assert_eq!(
                operation.location_of(&param.name()),
                param.location,
                "{}",
                operation.name
            );
        }
    }
    assert_eq!(with_placeholders, 3);
}

/// Calls `check` with the parameters of each operation, and with those of each nested input.
fn for_each_owner(mut check: impl FnMut(&str, &'static [Param])) {
    fn visit(
        owner: &'static str,
        params: &'static [Param],
        seen: &mut BTreeSet<&'static str>,
        check: &mut dyn FnMut(&str, &'static [Param]),
    ) {
        check(owner, params);
        for schema in params.iter().filter_map(|param| param.ty.object()) {
            if seen.insert(schema.name) {
                visit(schema.name, schema.fields(), seen, check);
            }
        }
    }
    let mut seen = BTreeSet::new();
    for operation in operations() {
        visit(operation.name, operation.params, &mut seen, &mut check);
    }
}

#[test]
fn constraints_refer_to_sibling_fields_and_to_values_they_can_have() {
    let mut wrong = Vec::new();
    for_each_owner(|owner, params| {
        for param in params {
            for constraint in param.constraints {
                let (fields, value) = match constraint {
                    Constraint::RequiredWhen { field, value } => (&[*field][..], Some(value)),
                    Constraint::OnlyWith(field) | Constraint::Excludes(field) => (&[*field][..], None),
                    Constraint::AnyOf(fields) => (*fields, None),
                    _ => (&[][..], None),
                };
                for field in fields {
                    let sibling = params.iter().find(|param| param.name() == field.wire());
                    let is_possible = sibling.is_some_and(|sibling| match (value, &sibling.ty) {
                        (Some(value), ParamType::Enum(values)) => values.contains(value),
                        (Some(value), ParamType::Boolean) => ["true", "false"].contains(value),
                        _ => true,
                    });
                    if !is_possible {
                        wrong.push(format!("{owner}.{}: {constraint:?}", param.name()));
                    }
                }
            }
        }
    });
    assert!(wrong.is_empty(), "{}", excerpt(&wrong));
}

#[test]
fn bounds_have_a_bound_and_are_not_empty() {
    fn is_proper<T: PartialOrd>(bounds: &Bounds<T>) -> bool {
        match (&bounds.min, &bounds.max) {
            (Some(min), Some(max)) => min <= max && bounds.contains(min) && bounds.contains(max),
            (min, max) => min.is_some() || max.is_some(),
        }
    }
    let mut wrong = Vec::new();
    for_each_owner(|owner, params| {
        for param in params {
            let is_proper = param.constraints.iter().all(|constraint| match constraint {
                Constraint::Items(bounds) | Constraint::Length(bounds) => is_proper(bounds),
                Constraint::Range(bounds) => is_proper(bounds),
                _ => true,
            });
            if !is_proper {
                wrong.push(format!("{owner}.{}: {:?}", param.name(), param.constraints));
            }
        }
    });
    assert!(wrong.is_empty(), "{}", excerpt(&wrong));
}

#[test]
fn flags_are_on_parameters_that_they_can_apply_to() {
    let mut wrong = Vec::new();
    for_each_owner(|owner, params| {
        for param in params {
            let is_list = matches!(param.ty, ParamType::List(_));
            let is_free_text = param.required && matches!(param.ty, ParamType::String);
            let has_minimum =
                |constraint: &Constraint| matches!(constraint, Constraint::Length(bounds) if bounds.min.is_some());
            if (param.whole && !is_list)
                || (param.nullable && !param.required)
                || (param.documented_as_required && param.required)
                || (param.may_be_blank && (!is_free_text || param.constraints.iter().any(has_minimum)))
            {
                wrong.push(format!("{owner}.{}: {param:?}", param.name()));
            }
        }
    });
    assert!(wrong.is_empty(), "{}", excerpt(&wrong));
}
