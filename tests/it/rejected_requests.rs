//! Calls every operation by name with requests that are generated from its row. Each parameter is left out or replaced
//! in turn, and invalid requests must be rejected without being sent.

use std::collections::BTreeMap;

use genauth::schema::{Certainty, Constraint, Operation, Param, ParamType};
use genauth::{Error, ManagementClient, Violation, ViolationKind, operations};
use serde_json::{Value, json};

use crate::samples::{Site, request, sites};
use crate::support::FakeTransport;

/// Makes requests that must be rejected or accepted, and counts them for each case.
pub struct Checks {
    rejecting: ManagementClient,
    /// The transport of `rejecting`, to which no request may be sent.
    unused: FakeTransport,
    accepting: ManagementClient,
    counts: BTreeMap<&'static str, usize>,
    failures: Vec<String>,
}

impl Checks {
    pub fn new() -> Self {
        let unused = FakeTransport::succeeding();
        Checks {
            rejecting: unused.client(),
            unused,
            accepting: FakeTransport::succeeding().client(),
            counts: BTreeMap::new(),
            failures: Vec::new(),
        }
    }

    /// Expects exactly one violation, at this site and of this kind.
    pub fn refuses_as(&mut self, case: &'static str, site: &Site, params: Value, kind: ViolationKind) {
        let violations = self.violations(case, site, params);
        let kinds: Vec<_> = violations.iter().map(Violation::kind).collect();
        self.expect_paths(case, site, &paths(&violations), &[site.path()]);
        if kinds != [kind] {
            self.fail(
                case,
                site,
                &format!("violations of the kinds {kinds:?} instead of {kind:?}"),
            );
        }
    }

    /// Expects exactly one violation at each of these paths, and no others.
    pub fn refuses_at(&mut self, case: &'static str, site: &Site, params: Value, expected: &[String]) {
        let violations = self.violations(case, site, params);
        self.expect_paths(case, site, &paths(&violations), expected);
    }

    /// Expects exactly one violation, at this site.
    pub fn refuses(&mut self, case: &'static str, site: &Site, params: Value) {
        self.refuses_at(case, site, params, &[site.path()]);
    }

    pub fn accepts(&mut self, case: &'static str, site: &Site, params: Value) {
        *self.counts.entry(case).or_default() += 1;
        let violations = violations(self.accepting.call(site.operation.name, params));
        self.expect_paths(case, site, &paths(&violations), &[]);
    }

    fn violations(&mut self, case: &'static str, site: &Site, params: Value) -> Vec<Violation> {
        *self.counts.entry(case).or_default() += 1;
        violations(self.rejecting.call(site.operation.name, params))
    }

    fn expect_paths(&mut self, case: &str, site: &Site, paths: &[String], expected: &[String]) {
        if paths != expected {
            self.fail(case, site, &format!("violations at {paths:?} instead of {expected:?}"));
        }
    }

    fn fail(&mut self, case: &str, site: &Site, failure: &str) {
        let (operation, path) = (site.operation.name, site.path());
        self.failures.push(format!("{operation}: {path}: {case}: {failure}"));
    }

    /// Asserts that no check failed, that no rejected request was sent, and that each of these cases occurred.
    #[track_caller]
    pub fn finish(self, expected_cases: &[&str]) {
        println!("{:#?}", self.counts);
        let first: Vec<_> = self.failures.iter().take(10).collect();
        assert!(first.is_empty(), "{} failures: {first:#?}", self.failures.len());
        assert!(self.unused.requests().is_empty(), "a rejected request was sent");
        for case in expected_cases {
            assert!(self.counts.contains_key(case), "no parameter has the case {case:?}");
        }
    }
}

/// Returns the violations in their order. The test fails if there is any other error.
fn violations<T>(result: Result<T, Error>) -> Vec<Violation> {
    match result {
        Ok(_) => Vec::new(),
        Err(error) => {
            assert!(error.is_validation(), "{error}");
            error.violations().to_vec()
        }
    }
}

fn paths(violations: &[Violation]) -> Vec<String> {
    violations.iter().map(|violation| violation.path().to_owned()).collect()
}

/// Visits every parameter of every operation, including nested ones, together with a valid request that contains it.
pub fn for_each_site(mut visit: impl FnMut(&Site, &Value)) {
    for operation in operations() {
        let request = request(operation);
        for site in sites(operation, &request) {
            visit(&site, &request);
        }
    }
}

fn is_string(param: &Param) -> bool {
    matches!(param.ty, ParamType::String | ParamType::OpenEnum(_))
}

/// Whether this constraint of another parameter requires this parameter to be set.
fn is_demanded_by(param: &Param, constraint: &Constraint) -> bool {
    matches!(constraint, Constraint::OnlyWith(field) if field.wire() == param.name())
}

#[test]
fn a_missing_or_blank_required_parameter_is_rejected() {
    let mut checks = Checks::new();
    for_each_site(|site, request| {
        if !site.param.required {
            return;
        }
        // Fields that are only allowed together with this one are left out as well, because each of them would be a
        // further violation. `AnyOf` does not matter, because no required field is in such a group.
        let depends_on_it = |other: &&Param| {
            let mut constraints = other.constraints.iter();
            constraints.any(|constraint| is_demanded_by(site.param, constraint))
        };
        let dependents = site.beside.iter().filter(depends_on_it);
        let left_out: Vec<_> = dependents.map(Param::name).chain([site.param.name()]).collect();
        let case = if site.is_top { "missing" } else { "missing, nested" };
        let params = site.without(request, &left_out);
        checks.refuses_as(case, site, params, ViolationKind::Missing);
        if site.param.may_be_blank {
            checks.accepts("blank text", site, site.with(request, ""));
            checks.accepts("blank text", site, site.with(request, " \t\n"));
        } else if is_string(site.param) {
            // The kind is not checked, because some strings also have a minimum length.
            checks.refuses("blank", site, site.with(request, ""));
            checks.refuses("blank", site, site.with(request, " \t\n"));
        }
    });
    checks.finish(&["missing", "missing, nested", "blank", "blank text"]);
}

#[test]
fn an_optional_parameter_may_be_left_out() {
    let mut checks = Checks::new();
    for_each_site(|site, request| {
        // Some optional parameters are required under certain conditions, which the `limits` tests check.
        let may_be_required = |constraint: &Constraint| match constraint {
            Constraint::RequiredWhen { .. } => true,
            Constraint::AnyOf(fields) => fields.len() == 1,
            _ => false,
        };
        let mut siblings = site.beside.iter().flat_map(|param| param.constraints);
        if !site.param.required
            && !site.param.constraints.iter().any(may_be_required)
            && !siblings.any(|constraint| is_demanded_by(site.param, constraint))
        {
            checks.accepts("left out", site, site.without(request, &[&site.param.name()]));
        }
    });
    checks.finish(&["left out"]);
}

#[test]
fn a_value_of_another_type_is_rejected_once() {
    let mut checks = Checks::new();
    for_each_site(|site, request| {
        let (case, value) = match &site.param.ty {
            ParamType::String => ("string", json!(7)),
            ParamType::Enum(_) => ("enum", json!(7)),
            ParamType::OpenEnum(_) => ("open enum", json!(true)),
            ParamType::Boolean => ("boolean", json!("true")),
            ParamType::Integer => ("integer", json!(7.5)),
            ParamType::Number => ("number", json!("7")),
            ParamType::List(_) => ("list", json!({"0": "a"})),
            ParamType::Object(_) => ("object", json!([])),
            ParamType::Map => ("map", json!("{}")),
            ParamType::File => ("file", json!("name")),
            ParamType::OneOf(_) => ("one of two types", json!(7.5)),
            ParamType::Json => return,
            other => panic!("no wrong value for {other:?}"),
        };
        checks.refuses_as(case, site, site.with(request, value), ViolationKind::WrongType);
        let item = match &site.param.ty {
            ParamType::List(ParamType::Object(_) | ParamType::Map) => json!("{}"),
            ParamType::List(ParamType::Json) => return,
            ParamType::List(_) => json!({}),
            _ => return,
        };
        let path = format!("{}[0]", site.path());
        checks.refuses_at("item", site, site.with(request, vec![item]), &[path]);
    });
    checks.finish(&[
        "string",
        "enum",
        "open enum",
        "boolean",
        "integer",
        "number",
        "list",
        "object",
        "map",
        "file",
        "one of two types",
        "item",
    ]);
}

#[test]
fn an_undeclared_field_is_rejected() {
    // Operations whose parameters are not known accept any field, see `live_operations.rs`.
    let is_open = |operation: &Operation| matches!(operation.certainty, Certainty::Inferred | Certainty::PathOnly);
    let mut checks = Checks::new();
    for operation in operations().filter(|operation| !is_open(operation)) {
        let request = request(operation);
        let mut with_typo = request.clone();
        with_typo["appID "] = 1.into();
        let violations = violations(checks.rejecting.call(operation.name, with_typo));
        let [violation] = &*violations else {
            panic!("{}: {violations:?}", operation.name);
        };
        assert_eq!(violation.kind(), ViolationKind::UnknownField, "{}", operation.name);
        assert_eq!(
            violation.to_string(),
            r#"["appID "] is not a known field"#,
            "{}",
            operation.name
        );
        for site in sites(operation, &request).iter().filter(|site| !site.is_top) {
            let mut request = request.clone();
            site.object(&mut request).insert("noSuchField".to_owned(), Value::Null);
            let path = site.path_beside("noSuchField");
            checks.refuses_at("nested", site, request, &[path]);
        }
    }
    checks.finish(&["nested"]);
}
