//! Every limit that a row states: broken by one at each place where it stands, and kept at its ends.

use genauth::{Kind, Rule};
use serde_json::{Value, json};

use crate::refusals::{Checks, for_each_site};
use crate::samples::{Site, items};

#[test]
fn each_limit_of_a_value_is_kept_at_both_ends() {
    let mut checks = Checks::new();
    for_each_site(|site, request| {
        for rule in site.param.rules {
            check_limit(&mut checks, rule, site, request);
        }
        match site.param.kind {
            Kind::Choice(values) => {
                checks.refuses("choice", site, site.with(request, "no such value"));
                for value in values {
                    checks.refuses("choice with a space", site, site.with(request, format!("{value} ")));
                }
            }
            Kind::List(Kind::Choice(_)) => {
                let path = format!("{}[0]", site.path());
                checks.refuses_at(
                    "choice in a list",
                    site,
                    site.with(request, vec!["no such value"]),
                    &[path],
                );
            }
            Kind::List(Kind::Text) => {
                let path = format!("{}[0]", site.path());
                checks.refuses_at("blank item", site, site.with(request, vec![" "]), &[path]);
            }
            _ => {}
        }
    });
    checks.finish(&[
        "items, one too many",
        "items, one too few",
        "items, as many as may be",
        "length, one too many",
        "length, one too few",
        "length, as long as may be",
        "range, one too large",
        "range, one too small",
        "range, as large as may be",
        "letter outside the set",
        "json length, one too many",
        "json length, as long as may be",
        "depth, one too many",
        "depth, as deep as may be",
        "choice",
        "choice in a list",
        "blank item",
    ]);
}

fn check_limit(checks: &mut Checks, rule: &Rule, site: &Site, request: &Value) {
    let with = |value: Value| site.with(request, value);
    match rule {
        Rule::Items(range) => {
            let (least, most) = (*range.start(), *range.end());
            if most != usize::MAX {
                checks.refuses_once("items, one too many", site, with(items(site.param, most + 1)));
                checks.accepts("items, as many as may be", site, with(items(site.param, most)));
            }
            if least > 0 {
                checks.refuses_once("items, one too few", site, with(items(site.param, least - 1)));
            }
        }
        Rule::Length(range) => {
            // Characters, not bytes; `a` where a text is letters and digits.
            let is_plain = site
                .param
                .rules
                .iter()
                .any(|rule| matches!(rule, Rule::AlphanumericOr(_)));
            let text = |count: usize| json!(if is_plain { "a" } else { "用" }.repeat(count));
            let (least, most) = (*range.start(), *range.end());
            if most != usize::MAX {
                checks.refuses_once("length, one too many", site, with(text(most + 1)));
                checks.accepts("length, as long as may be", site, with(text(most)));
            }
            if least > 0 {
                checks.refuses("length, one too few", site, with(text(least - 1)));
            }
        }
        Rule::Range(range) => {
            let (least, most) = (*range.start(), *range.end());
            if most != i64::MAX {
                checks.refuses_once("range, one too large", site, with((most + 1).into()));
                checks.accepts("range, as large as may be", site, with(most.into()));
            }
            if least != i64::MIN {
                checks.refuses_once("range, one too small", site, with((least - 1).into()));
                checks.accepts("range, as small as may be", site, with(least.into()));
            }
        }
        Rule::AlphanumericOr(others) => {
            for odd in ["a b", "用户", "a.b", "a\n"] {
                checks.refuses_once("letter outside the set", site, with(odd.into()));
            }
            checks.accepts("letters of the set", site, with(format!("aZ09{others}").into()));
        }
        Rule::JsonLength(most) => {
            // `{"a":""}` is 8 characters long.
            let json = |count: usize| json!({"a": "用".repeat(count - 8)});
            checks.refuses_once("json length, one too many", site, with(json(most + 1)));
            checks.accepts("json length, as long as may be", site, with(json(*most)));
        }
        // At the outermost of those that are nested in each other.
        Rule::Depth(most) if !site.is_nested_in_itself() => {
            checks.accepts("depth, as deep as may be", site, with(nested(site, *most)));
            let name = site.param.name();
            let name = &*name;
            let path = site.path() + &format!("[0].{name}").repeat(*most);
            checks.refuses_at("depth, one too many", site, with(nested(site, most + 1)), &[path]);
        }
        _ => {}
    }
}

/// A list of one object, which holds such a list, and so on.
fn nested(site: &Site, depth: usize) -> Value {
    let name = site.param.name();
    let name = &*name;
    let mut list = items(site.param, 1);
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
fn fields_that_depend_on_each_other_are_checked_together() {
    let mut checks = Checks::new();
    for_each_site(|site, request| {
        for rule in site.param.rules {
            check_dependence(&mut checks, rule, site, request);
        }
    });
    checks.finish(&[
        "any of, none",
        "any of, one",
        "excludes, both",
        "excludes, the other one",
        "required when, and left out",
        "not required",
        "only with, and that left out",
        "only with, both left out",
    ]);
}

fn check_dependence(checks: &mut Checks, rule: &Rule, site: &Site, request: &Value) {
    let name = site.param.name();
    let name = &*name;
    match *rule {
        // The first field of the group holds the rule, and the violation is there.
        Rule::AnyOf(fields) => {
            checks.refuses_once("any of, none", site, site.without(request, fields));
            for kept in fields {
                let others: Vec<_> = fields.iter().filter(|field| *field != kept).copied().collect();
                checks.accepts("any of, one", site, site.without(request, &others));
            }
        }
        Rule::Excludes(other) => {
            let mut both = request.clone();
            let object = site.object(&mut both);
            for param in site
                .beside
                .iter()
                .filter(|param| [name, other].contains(&&*param.name()))
            {
                object.insert(param.name().into_owned(), items(param, 1));
            }
            // The other one says the same of this one.
            let order = site.beside.iter().map(genauth::Param::name);
            let paths = order.filter(|field| [name, other].contains(&&**field));
            let paths: Vec<_> = paths.map(|field| site.path_beside(&field)).collect();
            assert_eq!(paths.len(), 2);
            let alone = site.without(&both, &[name]);
            checks.refuses_at("excludes, both", site, both, &paths);
            checks.accepts("excludes, the other one", site, alone);
        }
        Rule::RequiredWhen(field, trigger) => {
            let known = site.beside.iter().find(|param| param.name() == field).expect(field);
            let (triggering, other) = match known.kind {
                Kind::Boolean => (json!(trigger == "true"), json!(trigger != "true")),
                Kind::Choice(values) => {
                    let other = values.iter().find(|value| **value != trigger).expect(field);
                    (trigger.into(), (*other).into())
                }
                _ => (trigger.into(), json!(format!("not {trigger}"))),
            };
            let mut without = site.without(request, &[name]);
            site.object(&mut without).insert(field.to_owned(), triggering);
            checks.refuses_once("required when, and left out", site, without.clone());
            site.object(&mut without).insert(field.to_owned(), other);
            checks.accepts("not required", site, without);
        }
        Rule::OnlyWith(field) => {
            checks.refuses_once("only with, and that left out", site, site.without(request, &[field]));
            checks.accepts("only with, both left out", site, site.without(request, &[field, name]));
        }
        _ => {}
    }
}
