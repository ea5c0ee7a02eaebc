//! Checks that the registry agrees with upstream's catalogue. The package does not contain the catalogue, so these
//! tests check nothing unless the catalogue's folder lies next to the crate.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use genauth::schema::{Availability, Bounds, Certainty, Constraint, Operation, Param, ParamLocation, ParamType};
use genauth::{OperationEffect, operations};
use serde_json::Value;

/// The differences between the registry and the catalogue that are intended.
const ALLOWED: &[&str] = &[
    // Upstream's SDK uploads a file, but the catalogue declares no parameter for it.
    "invitation_invitee_upload.file: not in the catalogue",
];

/// The differences between the registry and the list of the operations that only the live service has.
const ALLOWED_OF_LIVE: &[&str] = &[
    // It has no page numbers, although the object of the similar operation has them.
    "list_users_by_scroll.options: is Map",
    // A scroll may move on with each request, so a repeated request could skip users.
    "list_users_by_scroll: effect is write",
    // The service may store the result.
    "verify_custom_domain_dns: effect is write",
    "verify_custom_domain_https: effect is write",
];

/// Upstream's operations and nested inputs.
struct Catalogue {
    operations: Vec<Value>,
    models: BTreeMap<String, Value>,
}

/// The JSON files of the catalogue, or `None` if there is no catalogue.
pub fn catalogue_files() -> Option<Vec<(String, Value)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/api");
    let Ok(entries) = fs::read_dir(&folder) else {
        eprintln!("skipped: there is no catalogue at {}", folder.display());
        return None;
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.expect("the directory is readable").path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let text = fs::read_to_string(path).expect("the file is readable");
            files.push((name, serde_json::from_str(&text).expect("the file is JSON")));
        }
    }
    Some(files)
}

impl Catalogue {
    fn read() -> Option<Self> {
        let mut catalogue = Catalogue {
            operations: Vec::new(),
            models: BTreeMap::new(),
        };
        for (name, mut json) in catalogue_files()? {
            let is_group = json.get("group").is_some();
            if is_group {
                let operations = json["operations"].as_array_mut().expect("a group has operations");
                catalogue.operations.append(operations);
            }
            let models = match &*name {
                "common.json" => json,
                _ if is_group => json["models"].take(),
                _ => continue,
            };
            let Value::Object(models) = models else {
                panic!("{name} has no models");
            };
            catalogue.models.extend(models);
        }
        // The crate offers the event stream as a subscription instead of an operation.
        catalogue
            .operations
            .retain(|operation| operation["name"] != "sub_event");
        Some(catalogue)
    }

    /// Finds the catalogue's entry for an operation.
    fn find(&self, operation: &Operation) -> Option<&Value> {
        let name = operation.documented_name.unwrap_or(operation.name);
        self.operations.iter().find(|known| known["name"] == name)
    }
}

/// Collects the differences between the registry and the catalogue.
struct Comparison<'a> {
    catalogue: &'a Catalogue,
    /// The nested inputs that have been compared already.
    seen: BTreeSet<&'static str>,
    differences: Vec<String>,
}

impl Comparison<'_> {
    fn compare_operation(&mut self, operation: &'static Operation) {
        let name = operation.name;
        let Some(known) = self.catalogue.find(operation) else {
            self.differences.push(format!("{name}: not in the catalogue"));
            return;
        };
        for (field, value) in [("method", operation.method.as_str()), ("path", operation.path)] {
            if known[field] != value {
                self.differences.push(format!("{name}: {field} is {value}"));
            }
        }
        // An operation is available on GenAuth if an official SDK of GenAuth has it.
        let sources = known["in"].as_array().expect("a list of sources");
        let mut sources = sources.iter().filter_map(Value::as_str);
        let availability = if sources.any(|source| source.starts_with("genauth")) {
            Availability::GenAuth
        } else {
            Availability::Authing
        };
        if operation.availability != availability {
            self.differences
                .push(format!("{name}: availability is {:?}", operation.availability));
        }
        let params = &known["params"];
        for field in params.as_array().expect("a list of parameters") {
            let param = field["name"].as_str().expect("a name");
            let location = location_word(operation, param);
            if field["in"] != location {
                self.differences.push(format!("{name}.{param}: in {location}"));
            }
        }
        self.compare_fields(name, operation.params, params);
    }

    /// Compares fields and the nested inputs that they contain.
    fn compare_fields(&mut self, owner: &str, params: &'static [Param], fields: &Value) {
        let fields = fields.as_array().expect("a list of fields");
        let name_of = |field: &Value| field["name"].as_str().expect("a name").to_owned();
        for field in fields {
            if params.iter().all(|param| param.name() != name_of(field)) {
                self.differences
                    .push(format!("{owner}.{}: not in the registry", name_of(field)));
            }
        }
        for param in params {
            let at = format!("{owner}.{}", param.name());
            let Some(field) = fields.iter().find(|field| name_of(field) == param.name()) else {
                self.differences.push(format!("{at}: not in the catalogue"));
                continue;
            };
            let required = param.required || param.documented_as_required;
            if field["required"].as_bool() != Some(required) {
                self.differences.push(format!("{at}: required is {required}"));
            }
            let item = field["type"].as_str().expect("a type");
            let item = item.replace("array<", "").replace('>', "");
            match (param.ty.object(), self.catalogue.models.get(&item)) {
                (Some(schema), Some(known)) => {
                    if self.seen.insert(schema.name) {
                        self.compare_fields(schema.name, schema.fields(), &known["fields"]);
                    }
                }
                (None, None) => {}
                _ => self.differences.push(format!("{at}: {:?}", param.ty)),
            }
        }
    }
}

fn location_word(operation: &Operation, param: &str) -> &'static str {
    match operation.location_of(param) {
        ParamLocation::Path => "path",
        ParamLocation::Query => "query",
        ParamLocation::Body => "body",
        other => panic!("the catalogue has no word for {other:?}"),
    }
}

fn effect_word(effect: OperationEffect) -> &'static str {
    match effect {
        OperationEffect::Read => "read",
        OperationEffect::Write => "write",
        OperationEffect::Destructive => "destructive",
        other => panic!("the catalogue has no word for {other:?}"),
    }
}

/// The catalogue's word for how certain the parameters are. It does not list documented operations.
fn certainty_word(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Seen => "seen",
        Certainty::Inferred => "inferred",
        Certainty::PathOnly => "unknown",
        other => panic!("the list has no word for {other:?}"),
    }
}

fn documented() -> impl Iterator<Item = &'static Operation> {
    operations().filter(|operation| operation.certainty == Certainty::Documented)
}

#[test]
fn the_registry_agrees_with_the_catalogue() {
    let Some(catalogue) = Catalogue::read() else { return };
    assert_eq!(catalogue.operations.len(), documented().count());
    let mut comparison = Comparison {
        catalogue: &catalogue,
        seen: BTreeSet::new(),
        differences: Vec::new(),
    };
    for operation in documented() {
        comparison.compare_operation(operation);
    }
    comparison.differences.sort();
    assert_eq!(comparison.differences, ALLOWED);
    assert!(
        comparison.seen.len() > 100,
        "only {} nested inputs were compared",
        comparison.seen.len()
    );
}

/// Compares the parameters of an operation with those in the list of the live service, as `name: difference`.
fn compare_live_params(operation: &Operation, known: &Value) -> Vec<String> {
    let name = operation.name;
    let mut differences = Vec::new();
    let fields: &[Value] = known["params"].as_array().map_or(&[], Vec::as_slice);
    for param in operation.params {
        if fields.iter().all(|field| field["name"] != *param.name()) {
            differences.push(format!("{name}.{}: not in the list", param.name()));
        }
    }
    for field in fields {
        let wire = field["name"].as_str().expect("a name");
        let at = format!("{name}.{wire}");
        let Some(param) = operation.params.iter().find(|param| param.name() == wire) else {
            differences.push(format!("{at}: not in the registry"));
            continue;
        };
        if field["in"] != location_word(operation, wire) {
            differences.push(format!("{at}: is in the wrong place"));
        }
        // A parameter that was only inferred may not exist.
        let is_required = field["required"] == true && field["certainty"] == "seen";
        if param.required != is_required {
            differences.push(format!("{at}: required is {}", param.required));
        }
        let has_type = match (&param.ty, field["type"].as_str().expect("a type")) {
            (ParamType::String, "string")
            | (ParamType::Integer, "integer")
            | (ParamType::Boolean, "boolean")
            | (ParamType::Map, "object") => true,
            (ParamType::List(item), ty) => item
                .object()
                .is_some_and(|schema| ty == format!("array<{}Dto>", schema.name)),
            _ => false,
        };
        if !has_type {
            differences.push(format!("{at}: is {:?}", param.ty));
        }
        let range = param.constraints.iter().find_map(|constraint| match constraint {
            Constraint::Range(Bounds { min, max, .. }) => Some((*min, *max)),
            _ => None,
        });
        if let Some(constraints) = field.get("constraints") {
            let known = (constraints["minimum"].as_i64(), constraints["maximum"].as_i64());
            if range != Some(known) {
                differences.push(format!("{at}: range is {range:?}"));
            }
        }
    }
    differences
}

#[test]
fn the_registry_agrees_with_the_list_of_the_live_service() {
    let Some(files) = catalogue_files() else { return };
    let list = files.into_iter().find(|(name, _)| name == "live_operations.json");
    let (_, Value::Array(list)) = list.expect("the list exists") else {
        panic!("not a list");
    };
    assert_eq!(list.len(), operations().count() - documented().count());
    let mut differences = Vec::new();
    for known in &list {
        let name = known["name"].as_str().expect("a name");
        let Some(operation) = operations().find(|operation| operation.name == name) else {
            differences.push(format!("{name}: not in the registry"));
            continue;
        };
        for (field, value) in [
            ("method", operation.method.as_str()),
            ("path", operation.path),
            ("effect", effect_word(operation.effect)),
            ("group_hint", operation.domain),
            ("params_certainty", certainty_word(operation.certainty)),
        ] {
            if known[field] != value {
                differences.push(format!("{name}: {field} is {value}"));
            }
        }
        differences.append(&mut compare_live_params(operation, known));
    }
    differences.sort();
    assert_eq!(differences, ALLOWED_OF_LIVE);
}
