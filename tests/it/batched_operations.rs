//! Calls every operation that has a list with a maximum length by name, and sends the list in batches.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use genauth::schema::{Bounds, Constraint, Operation, Param, ParamType};
use genauth::{ViolationKind, operations};
use serde_json::{Value, json};

use crate::samples;
use crate::support::{FakeTransport, violation_paths};

fn item_bounds(param: &Param) -> Option<&'static Bounds<usize>> {
    param.constraints.iter().find_map(|constraint| match constraint {
        Constraint::Items(bounds) => Some(bounds),
        _ => None,
    })
}

fn max_items(param: &Param) -> Option<usize> {
    item_bounds(param)?.max
}

struct LimitedList {
    operation: &'static Operation,
    param: &'static Param,
    max_items: usize,
}

/// Every list with a maximum length. `whole` selects the lists that must stay in one piece; otherwise, the result is
/// those that can be split.
fn limited_lists(whole: bool) -> Vec<LimitedList> {
    let of_operation = |operation: &'static Operation| {
        let lists = operation.params.iter().filter(move |param| param.whole == whole);
        lists.filter_map(move |param| {
            Some(LimitedList {
                operation,
                param,
                max_items: max_items(param)?,
            })
        })
    };
    operations().flat_map(of_operation).collect()
}

/// Items that differ from each other if their type allows it.
fn distinct_items(param: &Param, count: usize) -> Vec<Value> {
    let Value::Array(mut items) = samples::items(param, count) else {
        panic!("{} is not a list", param.name())
    };
    if let ParamType::List(ParamType::Object(schema)) = param.ty {
        let is_unconstrained = |field: &&Param| matches!(field.ty, ParamType::String) && field.constraints.is_empty();
        if let Some(field) = schema.fields().iter().find(is_unconstrained) {
            for (index, item) in items.iter_mut().enumerate() {
                item[&*field.name()] = format!("item {index}").into();
            }
        }
    }
    items
}

/// A valid request that is about this list: without lists that are alternatives to it.
fn request_about(operation: &Operation, list: &Param) -> Value {
    let mut request = samples::request(operation);
    let lists = operation
        .params
        .iter()
        .filter(|param| matches!(param.ty, ParamType::List(_)));
    for alternative in lists.filter(|param| !param.required && !param.whole && !std::ptr::eq(*param, list)) {
        request.as_object_mut().expect("an object").remove(&*alternative.name());
    }
    request
}

fn with(params: &Value, name: &str, value: impl Into<Value>) -> Value {
    let mut params = params.clone();
    params[name] = value.into();
    params
}

#[test]
fn every_limited_list_is_split_in_order() {
    let mut limits = BTreeMap::new();
    let mut names = BTreeSet::new();
    let mut distinct = 0;
    for LimitedList {
        operation,
        param,
        max_items: max,
    } in limited_lists(false)
    {
        *limits.entry(max).or_insert(0) += 1;
        let (name, list) = (operation.name, &*param.name());
        names.insert(name);
        let items = distinct_items(param, 2 * max + 1);
        distinct += usize::from(items[0] != items[1]);
        let params = request_about(operation, param);

        let fake = FakeTransport::succeeding();
        let client = fake.client();
        let request = client.prepare(name, with(&params, list, items.clone())).expect(name);
        let outcome = request.send_in_batches().expect(name);
        let expected: [Range<usize>; 3] = [0..max, max..2 * max, 2 * max..2 * max + 1];
        let ranges: Vec<_> = outcome.parts.iter().map(|part| part.items.clone()).collect();
        assert_eq!(ranges, expected, "{name}.{list}");
        assert!(outcome.is_complete() && outcome.error().is_none(), "{name}.{list}");
        let report = outcome.report();
        let counts = (report.total(), report.completed_count());
        assert_eq!(counts, (items.len(), items.len()), "{name}.{list}");

        let sent = fake.operations();
        assert_eq!(sent.len(), 3, "{name}.{list}");
        for (sent, range) in sent.iter().zip(expected) {
            // Each batch equals a request for only the items of that batch.
            let batch = client.prepare(name, with(&params, list, &items[range])).expect(name);
            sent.assert_equals(&batch.build().expect(name));
        }
    }
    let lists: usize = limits.values().sum();
    println!("{lists} lists of {} operations: {limits:?}", names.len());
    assert!(names.len() > 40, "{} operations", names.len());
    assert!(distinct > 40, "the order is visible in {distinct} lists");
}

#[test]
fn a_list_that_must_stay_in_one_piece_is_not_split() {
    let fake = FakeTransport::succeeding();
    let client = fake.client();
    let lists = limited_lists(true);
    println!("{} lists", lists.len());
    assert!(lists.len() > 15, "{} lists", lists.len());
    for list in lists {
        let (name, path) = (list.operation.name, &*list.param.name());
        let items = samples::items(list.param, list.max_items + 1);
        let params = with(&samples::request(list.operation), path, items);
        let request = client.prepare(name, params).expect(name);
        let error = request.send_in_batches().expect_err(name);
        let [violation] = error.violations() else {
            panic!("{error}")
        };
        assert_eq!(
            (violation.path(), violation.kind()),
            (path, ViolationKind::TooManyItems),
            "{name}"
        );
    }
    assert!(fake.requests().is_empty());
}

#[test]
fn an_operation_without_a_limited_list_cannot_be_split() {
    let fake = FakeTransport::succeeding();
    let client = fake.client();
    let mut count = 0;
    for operation in operations() {
        if operation.params.iter().any(|param| max_items(param).is_some()) {
            continue;
        }
        let name = operation.name;
        let request = client.prepare(name, samples::request(operation)).expect(name);
        let error = request.send_in_batches().expect_err(name);
        assert_eq!(
            error.to_string(),
            format!("{name}: invalid request: request has no list that can be split into batches")
        );
        assert_eq!(error.violations()[0].kind(), ViolationKind::Unsupported, "{name}");
        assert_eq!(error.operation(), Some(name));
        count += 1;
    }
    assert!(count > 400, "{count} operations");
    // If the request is otherwise invalid, only those violations are reported.
    assert_eq!(violation_paths(client.get_group().send_in_batches()), ["code"]);
    assert!(fake.requests().is_empty());
}

#[test]
fn a_required_list_that_is_null_or_not_a_list_is_a_violation() {
    let fake = FakeTransport::succeeding();
    let client = fake.client();
    let required = limited_lists(false).into_iter().filter(|list| list.param.required);
    for LimitedList { operation, param, .. } in required {
        let (name, list) = (operation.name, &*param.name());
        for value in [Value::Null, json!("text"), json!({"a": 1})] {
            let params = with(&samples::request(operation), list, value.clone());
            let request = client.prepare(name, params).expect(name);
            let paths = violation_paths(request.send_in_batches());
            assert_eq!(paths, [list], "{name}: {value}");
        }
    }
    assert!(fake.requests().is_empty());
}

#[test]
fn an_empty_list_is_not_sent() {
    let fake = FakeTransport::succeeding();
    let client = fake.client();
    for LimitedList { operation, param, .. } in limited_lists(false) {
        let (name, list) = (operation.name, &*param.name());
        let params = with(&request_about(operation, param), list, json!([]));
        let request = client.prepare(name, params).expect(name);
        let result = request.send_in_batches();
        // Where two lists can be split, the empty one is that which is not split, and is invalid.
        let is_other = || violation_paths(request.send_in_batches()) == [list];
        let is_ok = result.is_ok_and(|outcome| outcome.parts.is_empty() && outcome.is_complete());
        assert!(is_ok || is_other(), "{name}.{list}");
        if !is_ok {
            assert_eq!(list, "roles", "{name}");
        }
    }
    assert!(fake.requests().is_empty());
}

/// A list that does not belong to every item of the list that is split must not be sent with every batch.
#[test]
fn only_required_lists_are_sent_with_every_batch_of_another() {
    let fake = FakeTransport::succeeding();
    let client = fake.client();
    let (mut repeated, mut refused) = (BTreeSet::new(), BTreeSet::new());
    for LimitedList {
        operation,
        param,
        max_items,
    } in limited_lists(false)
    {
        let others = operation.params.iter().filter(|other| !std::ptr::eq(*other, param));
        for other in others.filter(|other| matches!(other.ty, ParamType::List(_))) {
            let (name, list, other_list) = (operation.name, param.name(), other.name());
            let params = with(
                &samples::request(operation),
                &list,
                samples::items(param, 2 * max_items + 1),
            );
            let params = with(&params, &other_list, samples::items(other, 1));
            let pair = format!("{name}: {other_list} with {list}");
            let result = client.prepare(name, params).expect(name).send_in_batches();
            if result.is_ok_and(|outcome| outcome.parts.len() == 3) {
                repeated.insert(pair);
            } else {
                refused.insert(pair);
            }
        }
    }
    let expected = [
        "assign_role_batch: roles with targets",
        "assign_role_batch: targets with roles",
        "authorize_data_policies: targetList with policyIds",
        "revoke_role_batch: roles with targets",
        "revoke_role_batch: targets with roles",
    ];
    assert_eq!(repeated, expected.map(str::to_owned).into());
    let expected = [
        "delete_resources_batch: codeList with ids",
        "delete_resources_batch: ids with codeList",
    ];
    assert_eq!(refused, expected.map(str::to_owned).into());
}

/// Otherwise, the last batch could be too short.
#[test]
fn no_list_that_can_be_split_needs_more_than_one_item() {
    for LimitedList { operation, param, .. } in limited_lists(false) {
        let min = item_bounds(param).and_then(|bounds| bounds.min).unwrap_or(1);
        assert!(min <= 1, "{}.{}", operation.name, param.name());
    }
}

#[test]
fn a_request_with_two_lists_that_are_too_long_is_invalid() {
    let fake = FakeTransport::succeeding();
    let client = fake.client();
    let mut count = 0;
    for operation in operations() {
        let name = operation.name;
        let params = operation.params.iter();
        let limited: Vec<_> = params.filter_map(|param| Some((param, max_items(param)?))).collect();
        let [(first, first_max), (second, second_max), ..] = limited[..] else {
            continue;
        };
        let params = samples::request(operation);
        let params = with(&params, &first.name(), samples::items(first, first_max + 1));
        let params = with(&params, &second.name(), samples::items(second, second_max + 1));
        let paths = violation_paths(client.prepare(name, params).unwrap().send_in_batches());
        // A list that can be split into batches may be longer, so it is not reported.
        assert!(matches!(paths.len(), 1 | 2), "{name}: {paths:?}");
        let names = [first.name(), second.name()];
        let is_one_of_them = |path: &String| names.iter().any(|name| name == path);
        assert!(paths.iter().all(is_one_of_them), "{name}: {paths:?}");
        count += 1;
    }
    println!("{count} operations have two limited lists");
    assert!(count > 0);
    assert!(fake.requests().is_empty());
}
