//! Lists that are longer than the service takes: of every operation that has one, and of typed requests in detail.

use std::collections::BTreeMap;
use std::ops::Range;

use genauth::{
    Answer, Batches, CreateUserInfo, Error, IsSuccess, Kind, ManagementClient, Operation, Param, RetryPolicy, Rule,
    TransportError, TransportErrorKind, Violation, operations,
};
use serde_json::{Value, json};

use crate::samples;
use crate::stand_in::SUCCESS;
use crate::support::{Fake, Sent, builder};

fn client_of(fake: &Fake) -> ManagementClient {
    let builder = builder().transport(fake.clone()).retry(RetryPolicy::none());
    builder.build().expect("the settings are valid")
}

/// What was sent, but for the request for the token.
fn calls(fake: &Fake) -> Vec<Sent> {
    fake.sent().into_iter().filter(|sent| !sent.is_for_token()).collect()
}

fn limit_of(param: &Param) -> Option<usize> {
    param.rules.iter().find_map(|rule| match rule {
        Rule::Items(range) if *range.end() != usize::MAX => Some(*range.end()),
        _ => None,
    })
}

fn is_whole(param: &Param) -> bool {
    param.rules.contains(&Rule::Whole)
}

/// Every limited list of every operation, with its limit: those that can be sent in parts, or the others.
fn limited_lists(whole: bool) -> Vec<(&'static Operation, &'static Param, usize)> {
    let of_operation = |operation: &'static Operation| {
        let lists = operation.params.iter().filter(move |param| is_whole(param) == whole);
        lists.filter_map(move |param| Some((operation, param, limit_of(param)?)))
    };
    operations().flat_map(of_operation).collect()
}

/// Items that differ, wherever they can.
fn distinct_items(param: &Param, count: usize) -> Vec<Value> {
    let Value::Array(mut items) = samples::items(param, count) else {
        panic!("{} is a list", param.name())
    };
    if let Kind::List(Kind::Object(model)) = param.kind {
        let is_free = |field: &&Param| matches!(field.kind, Kind::Text) && field.rules.is_empty();
        if let Some(field) = model.fields().iter().find(is_free) {
            for (index, item) in items.iter_mut().enumerate() {
                item[&*field.name()] = format!("item {index}").into();
            }
        }
    }
    items
}

fn with(params: &Value, name: &str, value: impl Into<Value>) -> Value {
    let mut params = params.clone();
    params[name] = value.into();
    params
}

#[track_caller]
fn paths(outcome: Result<Batches<impl Sized>, Error>) -> Vec<String> {
    let error = outcome.err().expect("the request is invalid");
    assert!(error.is_validation(), "{error}");
    error
        .violations()
        .iter()
        .map(|violation| violation.path().to_owned())
        .collect()
}

#[test]
fn every_limited_list_is_sent_in_parts_and_in_order() {
    let mut limits = BTreeMap::new();
    let mut names = BTreeMap::new();
    let mut distinct = 0;
    for (operation, param, limit) in limited_lists(false) {
        *limits.entry(limit).or_insert(0) += 1;
        let (name, list) = (operation.name, &*param.name());
        *names.entry(name).or_insert(0) += 1;
        let items = distinct_items(param, 2 * limit + 1);
        distinct += usize::from(items[0] != items[1]);
        let params = samples::request(operation);

        let fake = Fake::succeeding();
        let client = client_of(&fake);
        let request = client.prepare(name, with(&params, list, items.clone())).expect(name);
        let outcome = request.send_in_batches().expect(name);
        let ranges: [Range<usize>; 3] = [0..limit, limit..2 * limit, 2 * limit..2 * limit + 1];
        let parts: Vec<_> = outcome.parts.iter().map(|part| part.items.clone()).collect();
        assert_eq!(parts, ranges, "{name}.{list}");
        assert!(outcome.is_complete() && outcome.error().is_none(), "{name}.{list}");
        assert_eq!(
            (outcome.total, outcome.done()),
            (items.len(), items.len()),
            "{name}.{list}"
        );

        let calls = calls(&fake);
        assert_eq!(calls.len(), 3, "{name}.{list}");
        for (call, range) in calls.iter().zip(ranges) {
            // What a request with this part alone is on the wire.
            let part = client
                .prepare(name, with(&params, list, &items[range.clone()]))
                .unwrap();
            let parts = part.into_parts().expect(name);
            let query = if parts.query.is_empty() { "" } else { "?" };
            let url = format!("https://api.genauth.ai{}{query}{}", parts.path, parts.query);
            assert_eq!((call.method, &call.url), (parts.method, &url), "{name}.{list}");
            assert_eq!(call.body.as_bytes(), parts.body.unwrap_or_default(), "{name}.{list}");
        }
    }
    println!(
        "{} lists of {} operations: {limits:?}",
        limits.values().sum::<i32>(),
        names.len()
    );
    assert!(names.len() > 40, "{} operations", names.len());
    assert!(distinct > 40, "the order shows in {distinct} lists");
}

#[test]
fn every_list_that_is_one_thing_is_refused_when_it_is_too_long() {
    let fake = Fake::succeeding();
    let client = client_of(&fake);
    let lists = limited_lists(true);
    println!("{} lists", lists.len());
    assert!(lists.len() > 15, "{} lists", lists.len());
    for (operation, param, limit) in lists {
        let (name, list) = (operation.name, &*param.name());
        let params = with(&samples::request(operation), list, samples::items(param, limit + 1));
        let request = client.prepare(name, params).expect(name);
        assert_eq!(paths(request.send_in_batches()), [list], "{name}");
    }
    assert!(fake.sent().is_empty());
}

#[test]
fn an_operation_without_a_limited_list_gives_one_violation() {
    let fake = Fake::succeeding();
    let client = client_of(&fake);
    let mut count = 0;
    for operation in operations().filter(|operation| operation.params.iter().all(|param| limit_of(param).is_none())) {
        let request = client.prepare(operation.name, samples::request(operation)).unwrap();
        assert_eq!(paths(request.send_in_batches()), ["list"], "{}", operation.name);
        count += 1;
    }
    assert!(count > 400, "{count} operations");
    let error = client.get_group().code("a").send_in_batches().unwrap_err();
    assert_eq!(error.violations()[0].found(), "none in this request");
    assert_eq!(error.operation(), Some("get_group"));
    // What else is wrong with it comes first.
    assert_eq!(paths(client.get_group().send_in_batches()), ["code"]);
    assert!(fake.sent().is_empty());
}

fn ids(range: Range<usize>) -> Vec<String> {
    range.map(|index| format!("u{index}")).collect()
}

fn ids_sent(fake: &Fake) -> Vec<Vec<String>> {
    let ids_in = |sent: Sent| {
        let mut body: Value = serde_json::from_str(&sent.body).unwrap();
        serde_json::from_value(body["userIds"].take()).unwrap()
    };
    calls(fake).into_iter().map(ids_in).collect()
}

fn ranges(outcome: &Batches<IsSuccess>) -> Vec<Range<usize>> {
    outcome.parts.iter().map(|part| part.items.clone()).collect()
}

#[test]
fn a_hundred_and_one_users_are_deleted_in_three_parts() {
    let fake = Fake::succeeding();
    let request = client_of(&fake).delete_users_batch().user_ids(ids(0..101));
    let outcome = request.send_in_batches().unwrap();
    assert_eq!(ranges(&outcome), [0..50, 50..100, 100..101]);
    assert!(
        outcome
            .parts
            .iter()
            .all(|part| part.result.as_ref().unwrap().data.success)
    );
    assert_eq!(ids_sent(&fake), [ids(0..50), ids(50..100), ids(100..101)]);
    // One token for all of them, and the request is as it was.
    assert_eq!(fake.sent().len(), 4);
    assert_eq!(request.send().unwrap_err().violations()[0].path(), "userIds");
}

#[test]
fn a_list_within_the_limit_is_one_part() {
    for count in [1, 49, 50] {
        let fake = Fake::succeeding();
        let outcome = client_of(&fake)
            .delete_users_batch()
            .user_ids(ids(0..count))
            .send_in_batches();
        assert_eq!(ranges(&outcome.unwrap()), vec![0..count]);
        assert_eq!(ids_sent(&fake), [ids(0..count)]);
    }
}

#[test]
fn a_part_that_fails_ends_it_and_a_second_call_finishes() {
    type Failure = fn() -> Result<Answer, TransportError>;
    let failures: [(Failure, bool); 3] = [
        (
            || Err(TransportError::new(TransportErrorKind::Interrupted, "gone")),
            true,
        ),
        (|| Ok(Answer::new(200, r#"{"statusCode":403,"message":"no"}"#)), false),
        (
            || Ok(Answer::new(200, r#"{"statusCode":200,"data":{"success":false}}"#)),
            false,
        ),
    ];
    for (failure, may_have_happened) in failures {
        let fails = std::sync::atomic::AtomicBool::new(true);
        let fake = Fake::answering(move |sent| {
            if sent.body.contains(r#""u50""#) && fails.swap(false, std::sync::atomic::Ordering::SeqCst) {
                return failure();
            }
            Ok(Answer::new(200, SUCCESS))
        });
        let request = client_of(&fake).delete_users_batch().user_ids(ids(0..101));
        let outcome = request.send_in_batches().unwrap();
        assert_eq!(ranges(&outcome), [0..50, 50..100]);
        assert!(outcome.parts[0].result.is_ok());
        let error = outcome.parts[1].result.as_ref().unwrap_err();
        assert_eq!(outcome.error().map(ToString::to_string), Some(error.to_string()));
        assert_eq!(error.operation(), Some("delete_users_batch"));
        assert_eq!(error.may_have_happened(), may_have_happened, "{error}");
        assert_eq!((outcome.done(), outcome.total, outcome.is_complete()), (50, 101, false));
        assert_eq!(ids_sent(&fake), [ids(0..50), ids(50..100)]);

        let rest = request.send_in_batches_from(outcome.done()).unwrap();
        assert_eq!(ranges(&rest), [50..100, 100..101]);
        assert_eq!((rest.done(), rest.total, rest.is_complete()), (101, 101, true));
        assert_eq!(ids_sent(&fake)[2..], [ids(50..100), ids(100..101)]);
    }
}

#[test]
fn a_resumed_call_that_fails_at_once_has_done_what_was_done_before() {
    let fake = Fake::answering(|_| Ok(Answer::new(200, r#"{"statusCode":500,"message":"no"}"#)));
    let request = client_of(&fake).delete_users_batch().user_ids(ids(0..101));
    let outcome = request.send_in_batches_from(50).unwrap();
    assert_eq!(ranges(&outcome), vec![50..100]);
    assert_eq!((outcome.done(), outcome.is_complete()), (50, false));
    assert_eq!(request.send_in_batches().unwrap().done(), 0);
}

#[test]
fn behind_the_end_there_is_nothing_to_send() {
    let fake = Fake::succeeding();
    let request = client_of(&fake).delete_users_batch().user_ids(ids(0..101));
    for first in [101, 102, usize::MAX] {
        let outcome = request.send_in_batches_from(first).unwrap();
        assert!(outcome.parts.is_empty() && outcome.is_complete() && outcome.error().is_none());
        assert_eq!(outcome.done(), 101);
    }
    assert!(fake.sent().is_empty());
}

#[test]
fn a_list_that_is_absent_or_empty_or_none_is_a_violation_and_nothing_is_sent() {
    let fake = Fake::succeeding();
    let client = client_of(&fake);
    assert_eq!(paths(client.delete_users_batch().send_in_batches()), ["userIds"]);
    let none: [&str; 0] = [];
    assert_eq!(
        paths(client.delete_users_batch().user_ids(none).send_in_batches()),
        ["userIds"]
    );
    for (operation, param, _) in limited_lists(false).into_iter().filter(|(_, param, _)| param.required) {
        let (name, list) = (operation.name, &*param.name());
        let least = param.rules.iter().find_map(|rule| match rule {
            Rule::Items(range) => Some(*range.start()),
            _ => None,
        });
        let mut wrong = vec![Value::Null, json!("text"), json!({"a": 1})];
        wrong.extend((least > Some(0)).then(|| json!([])));
        for value in wrong {
            let params = with(&samples::request(operation), list, value.clone());
            let request = client.prepare(name, params).expect(name);
            assert!(
                paths(request.send_in_batches()).contains(&list.to_owned()),
                "{name}.{list}: {value}"
            );
        }
    }
    assert!(fake.sent().is_empty());
}

#[test]
fn a_violation_is_found_deep_in_the_list_before_anything_is_sent() {
    let fake = Fake::succeeding();
    let client = client_of(&fake);
    let users = |bad: CreateUserInfo| {
        let mut users = vec![CreateUserInfo::new().username("a"); 120];
        users[77] = bad;
        users
    };
    for (bad, path) in [
        (CreateUserInfo::new().username("a").status("X"), "list[77].status"),
        (CreateUserInfo::new().username("a").extra("email", 7), "list[77].email"),
        (CreateUserInfo::new(), "list[77].email"),
    ] {
        let request = client.create_users_batch().list(users(bad));
        assert_eq!(paths(request.send_in_batches()), [path]);
    }
    let mut some = ids(0..101);
    some[77] = " ".to_owned();
    assert_eq!(
        paths(client.delete_users_batch().user_ids(some).send_in_batches()),
        ["userIds[77]"]
    );
    assert!(fake.sent().is_empty());
}

#[test]
fn what_else_is_wrong_is_a_violation_as_ever() {
    let fake = Fake::succeeding();
    let client = client_of(&fake);
    let request = client.delete_users_batch().user_ids(ids(0..101)).extra("options", 7);
    assert_eq!(paths(request.send_in_batches()), ["options"]);
    let client = client.with_timeout(std::time::Duration::ZERO);
    let request = client.delete_users_batch().user_ids(ids(0..101));
    assert_eq!(paths(request.send_in_batches()), ["timeout"]);
    assert!(fake.sent().is_empty());
}

#[test]
fn two_lists_that_are_too_long_are_a_violation() {
    let fake = Fake::succeeding();
    let client = client_of(&fake);
    let mut count = 0;
    for operation in operations() {
        let name = operation.name;
        let limited = operation
            .params
            .iter()
            .filter_map(|param| Some((param, limit_of(param)?)));
        let limited: Vec<_> = limited.collect();
        let [(one, one_limit), (other, other_limit), ..] = limited[..] else {
            continue;
        };
        let params = with(
            &samples::request(operation),
            &one.name(),
            samples::items(one, one_limit + 1),
        );
        let params = with(&params, &other.name(), samples::items(other, other_limit + 1));
        let error = client.prepare(name, params).unwrap().send_in_batches().unwrap_err();
        let paths: Vec<_> = error.violations().iter().map(Violation::path).collect();
        // The one that could be sent in parts is not what is wrong.
        assert!(!paths.is_empty() && paths.len() <= 2, "{name}: {error}");
        assert!(
            paths
                .iter()
                .all(|path| [one.name(), other.name()].contains(&(*path).into())),
            "{name}: {error}"
        );
        count += 1;
    }
    println!("{count} operations have two limited lists");
    assert!(count > 0);
    assert!(fake.sent().is_empty());
}

#[test]
fn a_request_can_be_checked_for_batches_without_being_sent() {
    let fake = Fake::succeeding();
    let client = fake.client();
    let ids: Vec<String> = (0..101).map(|id| format!("u{id}")).collect();
    let request = client.delete_users_batch().user_ids(&ids);
    request.validate().unwrap_err();
    request.validate_in_batches().unwrap();
    for wrong in [
        client.delete_users_batch(),
        client.delete_users_batch().user_ids(Vec::<String>::new()),
        client.delete_users_batch().user_ids([" "]),
    ] {
        assert!(wrong.validate_in_batches().unwrap_err().is_validation(), "{wrong:?}");
    }
    assert_eq!(fake.sent().len(), 0);
    let outcome = request.send_in_batches().unwrap();
    assert_eq!((outcome.sent(), outcome.done(), outcome.total), (101, 101, 101));
}
