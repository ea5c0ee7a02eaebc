//! The registry says what two other sources say: `facts.tsv` beside this file, and upstream's catalogue where it is.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Display, Write};
use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;

use genauth::{Kind, Model, Operation, OperationEffect, Param, Place, Rule, operations};
use serde_json::Value;

/// Written once from the catalogue, not from the tables. A change of a row is a change of a line here.
const FACTS: &str = include_str!("facts.tsv");

fn text_of_kind(kind: &Kind) -> String {
    match kind {
        Kind::Text => "text".to_owned(),
        Kind::Boolean => "boolean".to_owned(),
        Kind::Integer => "integer".to_owned(),
        Kind::Number => "number".to_owned(),
        Kind::Choice(values) => format!("choice {}", values.join(",")),
        Kind::OpenChoice(values) => format!("open choice {}", values.join(",")),
        Kind::List(item) => format!("list of {}", text_of_kind(item)),
        Kind::Object(model) => format!("object {}", model.name),
        Kind::Map => "map".to_owned(),
        Kind::Any => "any".to_owned(),
        Kind::File => "file".to_owned(),
        other => panic!("facts.tsv has no word for {other:?}"),
    }
}

fn text_of_rule(rule: &Rule) -> String {
    match rule {
        Rule::Items(range) => format!("items {}", text_of_range(range, 0, usize::MAX)),
        Rule::Length(range) => format!("length {}", text_of_range(range, 0, usize::MAX)),
        Rule::Range(range) => format!("range {}", text_of_range(range, i64::MIN, i64::MAX)),
        Rule::JsonLength(most) => format!("json length {most}"),
        Rule::AlphanumericOr(others) => format!("alphanumeric or {others}"),
        Rule::Depth(most) => format!("depth {most}"),
        Rule::RequiredWhen(field, value) => format!("required when {field}={value}"),
        Rule::OnlyWith(field) => format!("only with {field}"),
        Rule::Excludes(field) => format!("excludes {field}"),
        Rule::AnyOf(fields) => format!("any of {}", fields.join(",")),
        Rule::Whole => "whole".to_owned(),
        Rule::Nullable => "nullable".to_owned(),
        Rule::InQuery => "in query".to_owned(),
        Rule::Secret => "secret".to_owned(),
        other => panic!("facts.tsv has no word for {other:?}"),
    }
}

/// `1..=50`; a bound that bounds nothing is left out.
fn text_of_range<T: Copy + Display + PartialEq>(range: &RangeInclusive<T>, least: T, most: T) -> String {
    let mut text = String::new();
    if *range.start() != least {
        write!(text, "{}", range.start()).unwrap();
    }
    text.push_str("..");
    if *range.end() != most {
        write!(text, "={}", range.end()).unwrap();
    }
    text
}

fn text_of_param(owner: &str, param: &Param) -> String {
    let presence = if param.required { "required" } else { "optional" };
    let mut rules: Vec<_> = param.rules.iter().map(text_of_rule).collect();
    rules.sort();
    let rules = if rules.is_empty() {
        "-".to_owned()
    } else {
        rules.join("; ")
    };
    let (name, kind) = (param.name(), text_of_kind(&param.kind));
    format!("param\t{owner}\t{name}\t{presence}\t{kind}\t{rules}")
}

fn text_of_operation(operation: &Operation) -> String {
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
    };
    format!("operation\t{name}\t{documented_name}\t{method}\t{path}\t{effect}\t{domain}")
}

/// The nested input that a value of this kind is, or is a list of.
fn model_of(kind: &Kind) -> Option<Model> {
    match kind {
        Kind::Object(model) => Some(*model),
        Kind::List(item) => model_of(item),
        _ => None,
    }
}

/// The lines of each nested input that these parameters lead to.
fn collect_models(params: &[Param], models: &mut BTreeMap<&'static str, Vec<String>>) {
    for model in params.iter().filter_map(|param| model_of(&param.kind)) {
        let fields = model.fields().iter().map(|field| text_of_param(model.name, field));
        let lines: Vec<_> = [format!("model\t{}", model.name)].into_iter().chain(fields).collect();
        if let Some(known) = models.get(model.name) {
            assert_eq!(*known, lines, "two nested inputs have one name");
        } else {
            models.insert(model.name, lines);
            collect_models(model.fields(), models);
        }
    }
}

/// The registry in the form of `facts.tsv`: the operations and then the nested inputs, by their names.
fn registry() -> Vec<String> {
    let mut sorted: Vec<_> = operations().collect();
    sorted.sort_by_key(|operation| operation.name);
    let mut lines = Vec::new();
    let mut models = BTreeMap::new();
    for operation in sorted {
        lines.push(text_of_operation(operation));
        let params = operation.params.iter();
        lines.extend(params.map(|param| text_of_param(operation.name, param)));
        collect_models(operation.params, &mut models);
    }
    lines.extend(models.into_values().flatten());
    lines
}

/// Some of them, one a line, and how many there are.
fn some_of(lines: &[impl AsRef<str>]) -> String {
    const SHOWN: usize = 10;
    let mut text = format!("{} in all\n", lines.len());
    for line in lines.iter().take(SHOWN) {
        writeln!(text, "  {}", line.as_ref()).unwrap();
    }
    text
}

#[test]
fn the_registry_says_what_the_facts_say() {
    let registry = registry();
    let known: BTreeSet<&str> = registry.iter().map(String::as_str).collect();
    let facts: BTreeSet<&str> = FACTS.lines().collect();
    let missing: Vec<_> = facts.difference(&known).collect();
    let extra: Vec<_> = known.difference(&facts).collect();
    assert!(
        missing.is_empty() && extra.is_empty(),
        "in facts.tsv only: {}in the registry only: {}",
        some_of(&missing),
        some_of(&extra)
    );
    // The same lines; now the order, which is that of the parameters.
    for (line, fact) in registry.iter().zip(FACTS.lines()) {
        assert_eq!(line, fact, "the first line that is out of order");
    }
    assert_eq!(registry.len(), FACTS.lines().count(), "a line is there twice");
}

#[test]
fn there_are_509_operations_and_every_name_is_unique() {
    assert_eq!(operations().count(), 509);
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
        // A documented name leads to one operation too.
        if let Some(documented) = operation.documented_name {
            assert!(names.insert(documented), "{documented}");
        }
    }
}

#[test]
fn a_rule_names_fields_that_stand_beside_it_and_values_they_can_have() {
    fn check(owner: &str, params: &'static [Param], seen: &mut BTreeSet<&str>, wrong: &mut Vec<String>) {
        for param in params {
            for rule in param.rules {
                let fields = match rule {
                    Rule::RequiredWhen(field, _) | Rule::OnlyWith(field) | Rule::Excludes(field) => &[*field][..],
                    Rule::AnyOf(fields) => fields,
                    _ => &[],
                };
                for field in fields {
                    let at = format!("{owner}.{}: {rule:?}", param.name());
                    match (params.iter().find(|param| param.name() == *field), rule) {
                        (None, _) => wrong.push(at),
                        (Some(known), Rule::RequiredWhen(_, value)) => match known.kind {
                            Kind::Choice(values) if !values.contains(value) => wrong.push(at),
                            Kind::Boolean if !["true", "false"].contains(value) => wrong.push(at),
                            _ => {}
                        },
                        _ => {}
                    }
                }
            }
            if let Some(model) = model_of(&param.kind).filter(|model| seen.insert(model.name)) {
                check(model.name, model.fields(), seen, wrong);
            }
        }
    }
    let (mut seen, mut wrong) = (BTreeSet::new(), Vec::new());
    for operation in operations() {
        check(operation.name, operation.params, &mut seen, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", some_of(&wrong));
}

/// Where the registry says something else than the catalogue, on purpose.
const ALLOWED: &[&str] = &[
    // Upstream uploads a file and declares none; what to upload must be said.
    "invitation_invitee_upload.file: not in the catalogue",
];

/// Operations and nested inputs of the catalogue.
fn catalogue(folder: &Path) -> (Vec<Value>, BTreeMap<String, Value>) {
    let (mut operations, mut models) = (Vec::new(), BTreeMap::new());
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_group = path.extension().is_some_and(|extension| extension == "json")
            && !path.ends_with("enums.json")
            && !path.ends_with("error_codes.json");
        if !is_group {
            continue;
        }
        let mut group: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let of_group = if path.ends_with("common.json") {
            group
        } else {
            operations.append(group["operations"].as_array_mut().unwrap());
            group["models"].take()
        };
        let Value::Object(of_group) = of_group else {
            panic!("{} has no models", path.display())
        };
        models.extend(of_group);
    }
    (operations, models)
}

/// What the registry says otherwise about these fields, and about the nested inputs that they lead to.
fn compare(
    owner: &str,
    params: &'static [Param],
    fields: &Value,
    models: &BTreeMap<String, Value>,
    seen: &mut BTreeSet<&'static str>,
    differences: &mut Vec<String>,
) {
    let fields = fields.as_array().unwrap();
    let name_of = |field: &Value| field["name"].as_str().unwrap().to_owned();
    for field in fields {
        if params.iter().all(|param| param.name() != name_of(field)) {
            differences.push(format!("{owner}.{}: not in the registry", name_of(field)));
        }
    }
    for param in params {
        let at = format!("{owner}.{}", param.name());
        let Some(field) = fields.iter().find(|field| name_of(field) == param.name()) else {
            differences.push(format!("{at}: not in the catalogue"));
            continue;
        };
        if field["required"].as_bool() != Some(param.required) {
            differences.push(format!("{at}: required is {}", param.required));
        }
        let item = field["type"].as_str().unwrap().replace("array<", "").replace('>', "");
        match (model_of(&param.kind), models.get(&item)) {
            (Some(model), Some(known)) => {
                if seen.insert(model.name) {
                    compare(model.name, model.fields(), &known["fields"], models, seen, differences);
                }
            }
            (None, None) => {}
            _ => differences.push(format!("{at}: {:?}", param.kind)),
        }
    }
}

#[test]
fn the_registry_says_what_the_catalogue_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/api");
    if !folder.exists() {
        eprintln!("skipped: there is no catalogue at {}", folder.display());
        return;
    }
    let (mut documented, models) = catalogue(&folder);
    // A WebSocket, not a call.
    documented.retain(|operation| operation["name"] != "sub_event");
    assert_eq!(documented.len(), operations().count());

    let (mut seen, mut differences) = (BTreeSet::new(), Vec::new());
    for operation in operations() {
        let name = operation.documented_name.unwrap_or(operation.name);
        let Some(known) = documented.iter().find(|known| known["name"] == name) else {
            differences.push(format!("{name}: not in the catalogue"));
            continue;
        };
        for (field, value) in [("method", operation.method.as_str()), ("path", operation.path)] {
            if known[field] != value {
                differences.push(format!("{}: {field} is {value}", operation.name));
            }
        }
        for field in known["params"].as_array().unwrap() {
            let place = match operation.place_of(field["name"].as_str().unwrap()) {
                Place::Path => "path",
                Place::Query => "query",
                Place::Body => "body",
                other => panic!("the catalogue has no word for {other:?}"),
            };
            if field["in"] != place {
                differences.push(format!("{}.{}: in {place}", operation.name, field["name"]));
            }
        }
        let params = &known["params"];
        compare(
            operation.name,
            operation.params,
            params,
            &models,
            &mut seen,
            &mut differences,
        );
    }
    differences.sort();
    assert_eq!(differences, ALLOWED);
    assert!(seen.len() > 100, "{} nested inputs were compared", seen.len());
}
