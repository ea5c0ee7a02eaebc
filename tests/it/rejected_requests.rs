//! Every operation, by its name and from its row alone: each parameter left out or made another, and nothing is sent.

use std::collections::BTreeMap;

use genauth::{Error, Kind, ManagementClient, Rule, operations};
use serde_json::{Value, json};

use crate::samples::{Site, request, sites};
use crate::support::Fake;

/// Calls that must be refused and calls that must not be, counted by what they are about.
pub struct Checks {
    fake: Fake,
    refusing: ManagementClient,
    accepting: ManagementClient,
    counts: BTreeMap<&'static str, usize>,
    wrong: Vec<String>,
}

impl Checks {
    pub fn new() -> Self {
        let fake = Fake::succeeding();
        Checks {
            refusing: fake.client(),
            fake,
            accepting: Fake::succeeding().client(),
            counts: BTreeMap::new(),
            wrong: Vec::new(),
        }
    }

    /// One violation, and it is at this site.
    pub fn refuses_once(&mut self, about: &'static str, site: &Site, params: Value) {
        let paths = self.refused_at(about, site, params);
        self.expect(about, site, &paths, &[site.path()]);
    }

    /// One violation or more, all of them at these paths, and each of these has one.
    pub fn refuses_at(&mut self, about: &'static str, site: &Site, params: Value, expected: &[String]) {
        let mut paths = self.refused_at(about, site, params);
        paths.dedup();
        self.expect(about, site, &paths, expected);
    }

    pub fn refuses(&mut self, about: &'static str, site: &Site, params: Value) {
        self.refuses_at(about, site, params, &[site.path()]);
    }

    pub fn accepts(&mut self, about: &'static str, site: &Site, params: Value) {
        let outcome = self.accepting.call(site.operation.name, params);
        *self.counts.entry(about).or_default() += 1;
        self.expect(about, site, &paths_of(outcome), &[]);
    }

    fn refused_at(&mut self, about: &'static str, site: &Site, params: Value) -> Vec<String> {
        *self.counts.entry(about).or_default() += 1;
        paths_of(self.refusing.call(site.operation.name, params))
    }

    fn expect(&mut self, about: &str, site: &Site, paths: &[String], expected: &[String]) {
        if paths != expected {
            let (name, path) = (site.operation.name, site.path());
            let line = format!("{name}: {path}: {about}: violations at {paths:?} instead of {expected:?}");
            self.wrong.push(line);
        }
    }

    /// Nothing went wrong, nothing that was refused was sent, and each of these did occur.
    pub fn finish(self, occurring: &[&str]) {
        println!("{:#?}", self.counts);
        let some: Vec<_> = self.wrong.iter().take(10).collect();
        assert!(some.is_empty(), "{} in all, such as {some:#?}", self.wrong.len());
        assert!(self.fake.sent().is_empty(), "a refused call was sent");
        for about in occurring {
            assert!(self.counts.contains_key(about), "no row has a case of: {about}");
        }
    }
}

/// Where the violations are, in their order; an error of another kind is no answer to these calls.
fn paths_of<T>(outcome: Result<T, Error>) -> Vec<String> {
    let Err(error) = outcome else {
        return Vec::new();
    };
    assert!(error.is_validation(), "{error}");
    let paths = error.violations().iter().map(|violation| violation.path().to_owned());
    paths.collect()
}

/// Every parameter of every operation, nested ones too, beside the valid request that it is changed in.
pub fn for_each_site(mut look_at: impl FnMut(&Site, &Value)) {
    for operation in operations() {
        let request = request(operation);
        for site in sites(operation, &request) {
            look_at(&site, &request);
        }
    }
}

#[test]
fn each_required_parameter_left_out_or_blank_is_reported_alone() {
    let mut checks = Checks::new();
    for_each_site(|site, request| {
        if !site.param.required {
            return;
        }
        let name = site.param.name();
        let name = &*name;
        // No required field is in a group of `AnyOf`: there it would be no choice. One that an `OnlyWith` names would
        // not be alone, so what needs it goes too.
        let needs_it = |rule: &Rule| matches!(rule, Rule::OnlyWith(field) if *field == name);
        let beside = site.beside.iter().filter(|param| param.rules.iter().any(needs_it));
        let left_out: Vec<_> = beside.map(genauth::Param::name).chain([site.param.name()]).collect();
        let about = if site.is_top { "left out" } else { "left out, nested" };
        checks.refuses_once(about, site, site.without(request, &left_out));
        if matches!(site.param.kind, Kind::Text | Kind::OpenChoice(_)) {
            checks.refuses("blank", site, site.with(request, ""));
            checks.refuses("blank", site, site.with(request, " \t\n"));
        }
    });
    checks.finish(&["left out", "left out, nested", "blank"]);
}

#[test]
fn each_optional_parameter_may_be_left_out() {
    let mut checks = Checks::new();
    for_each_site(|site, request| {
        // What the others ask for is looked at below.
        let is_asked_for = |rule: &Rule| {
            matches!(rule, Rule::RequiredWhen(..)) || matches!(rule, Rule::AnyOf(fields) if fields.len() == 1)
        };
        let asks_for_it = |rule: &Rule| matches!(rule, Rule::OnlyWith(field) if *field == site.param.name());
        let mut beside = site.beside.iter().flat_map(|param| param.rules);
        if !site.param.required && !site.param.rules.iter().any(is_asked_for) && !beside.any(asks_for_it) {
            checks.accepts("left out", site, site.without(request, &[&site.param.name()]));
        }
    });
    checks.finish(&["left out"]);
}

#[test]
fn a_value_of_another_kind_is_refused() {
    let mut checks = Checks::new();
    for_each_site(|site, request| {
        let (kind, value) = match &site.param.kind {
            Kind::Text => ("text", json!(7)),
            Kind::Choice(_) => ("choice", json!(7)),
            Kind::OpenChoice(_) => ("open choice", json!(true)),
            Kind::Boolean => ("boolean", json!("true")),
            Kind::Integer => ("integer", json!(7.5)),
            Kind::Number => ("number", json!("7")),
            Kind::List(_) => ("list", json!({"0": "a"})),
            Kind::Object(_) => ("object", json!([])),
            Kind::Map => ("map", json!("{}")),
            Kind::File => ("file", json!("name")),
            Kind::Any => return,
            other => panic!("no wrong value for {other:?}"),
        };
        checks.refuses(kind, site, site.with(request, value));
        let item = match &site.param.kind {
            Kind::List(Kind::Object(_) | Kind::Map) => json!("{}"),
            Kind::List(Kind::Any) => return,
            Kind::List(_) => json!({}),
            _ => return,
        };
        let path = format!("{}[0]", site.path());
        checks.refuses_at("item", site, site.with(request, vec![item]), &[path]);
    });
    checks.finish(&[
        "text",
        "choice",
        "open choice",
        "boolean",
        "integer",
        "number",
        "list",
        "object",
        "map",
        "file",
    ]);
}

#[test]
fn an_undeclared_field_is_refused_by_its_name() {
    let mut checks = Checks::new();
    for operation in operations() {
        let request = request(operation);
        let outcome = checks.refusing.call(operation.name, {
            let mut request = request.clone();
            request["appID "] = 1.into();
            request
        });
        assert_eq!(paths_of(outcome), [r#"["appID "]"#], "{}", operation.name);
        for site in sites(operation, &request).iter().filter(|site| !site.is_top) {
            let mut request = request.clone();
            site.object(&mut request).insert("noSuchField".to_owned(), Value::Null);
            let path = site.path_beside("noSuchField");
            checks.refuses_at("nested", site, request, &[path]);
        }
    }
    checks.finish(&["nested"]);
}
