//! Batches of typed requests: what is sent, what the outcome says, and what is validated first.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::time::Duration;

use genauth::transport::{HttpResponse, TransportError, TransportErrorKind};
use genauth::types::{CreateUserInfo, IsSuccess};
use genauth::{Batches, ViolationKind};

use crate::support::{FakeTransport, SentRequest, TransportResult, violation_paths, violations};
use crate::test_server::SUCCESS;

fn ids(range: Range<usize>) -> Vec<String> {
    range.map(|index| format!("u{index}")).collect()
}

/// The IDs in each request that was sent.
fn sent_ids(fake: &FakeTransport) -> Vec<Vec<String>> {
    let ids = |request: &SentRequest| serde_json::from_value(request.json()["userIds"].take()).unwrap();
    fake.operations().iter().map(ids).collect()
}

fn ranges(outcome: &Batches<IsSuccess>) -> Vec<Range<usize>> {
    outcome.parts.iter().map(|part| part.items.clone()).collect()
}

#[test]
fn a_long_list_is_sent_in_batches() {
    let fake = FakeTransport::succeeding();
    let request = fake.client().delete_users_batch().user_ids(ids(0..101));
    let outcome = request.send_in_batches().unwrap();
    assert_eq!(ranges(&outcome), [0..50, 50..100, 100..101]);
    assert!(
        outcome
            .parts
            .iter()
            .all(|part| part.result.as_ref().unwrap().data.success)
    );
    assert_eq!(
        (outcome.completed(), outcome.total, outcome.is_complete()),
        (101, 101, true)
    );
    assert_eq!(
        (outcome.failed(), outcome.in_doubt(), outcome.not_sent()),
        (None, None, 101..101)
    );
    assert_eq!(sent_ids(&fake), [ids(0..50), ids(50..100), ids(100..101)]);
    // All batches share one token.
    assert_eq!(fake.token_requests(), 1);
    // The request itself is unchanged.
    assert_eq!(
        violations(request.send()),
        ["userIds must have 1 to 50 items (got 101)"]
    );
}

#[test]
fn a_list_within_the_limit_is_one_batch() {
    for count in [1, 49, 50] {
        let fake = FakeTransport::succeeding();
        let request = fake.client().delete_users_batch().user_ids(ids(0..count));
        let outcome = request.send_in_batches().unwrap();
        assert_eq!(ranges(&outcome), vec![0..count]);
        assert_eq!(sent_ids(&fake), [ids(0..count)]);
    }
}

#[test]
fn a_failed_batch_is_the_last_one_and_sending_can_be_resumed() {
    struct Case {
        respond: fn() -> TransportResult,
        in_doubt: bool,
    }
    let cases = [
        Case {
            respond: || Err(TransportError::new(TransportErrorKind::Interrupted, "gone")),
            in_doubt: true,
        },
        Case {
            respond: || Ok(HttpResponse::new(200, r#"{"statusCode":403,"message":"no"}"#)),
            in_doubt: false,
        },
        Case {
            respond: || Ok(HttpResponse::new(200, r#"{"statusCode":200,"data":{"success":false}}"#)),
            in_doubt: false,
        },
    ];
    for Case { respond, in_doubt } in cases {
        let is_broken = AtomicBool::new(true);
        let fake = FakeTransport::responding(move |request| {
            if request.body.contains(r#""u50""#) && is_broken.swap(false, SeqCst) {
                return respond();
            }
            Ok(HttpResponse::new(200, SUCCESS))
        });
        let request = fake.client().delete_users_batch().user_ids(ids(0..101));
        let outcome = request.send_in_batches().unwrap();
        assert_eq!(ranges(&outcome), [0..50, 50..100]);
        assert!(outcome.parts[0].result.is_ok());
        let error = outcome.parts[1].result.as_ref().unwrap_err();
        assert_eq!(outcome.error().map(ToString::to_string), Some(error.to_string()));
        assert_eq!(error.operation(), Some("delete_users_batch"));
        assert_eq!(error.may_have_happened(), in_doubt, "{error}");
        assert_eq!(
            (outcome.completed(), outcome.total, outcome.is_complete()),
            (50, 101, false)
        );
        let (failed, doubtful) = if in_doubt {
            (None, Some(50..100))
        } else {
            (Some(50..100), None)
        };
        assert_eq!((outcome.failed(), outcome.in_doubt()), (failed, doubtful), "{error}");
        assert_eq!(outcome.not_sent(), 100..101);
        assert_eq!(sent_ids(&fake), [ids(0..50), ids(50..100)]);

        let rest = request.send_in_batches_from(outcome.completed()).unwrap();
        assert_eq!(ranges(&rest), [50..100, 100..101]);
        assert_eq!((rest.completed(), rest.total, rest.is_complete()), (101, 101, true));
        assert_eq!(sent_ids(&fake)[2..], [ids(50..100), ids(100..101)]);
    }
}

#[test]
fn resuming_keeps_what_was_completed_even_if_it_fails_at_once() {
    let fake = FakeTransport::responding_with(r#"{"statusCode":500,"message":"no"}"#);
    let request = fake.client().delete_users_batch().user_ids(ids(0..101));
    let outcome = request.send_in_batches_from(50).unwrap();
    assert_eq!(ranges(&outcome), vec![50..100]);
    assert_eq!((outcome.completed(), outcome.is_complete()), (50, false));
    assert_eq!(
        (outcome.failed(), outcome.in_doubt(), outcome.not_sent()),
        (None, Some(50..100), 100..101)
    );

    let outcome = request.send_in_batches().unwrap();
    assert_eq!(outcome.completed(), 0);
    assert_eq!(
        (outcome.failed(), outcome.in_doubt(), outcome.not_sent()),
        (None, Some(0..50), 50..101)
    );
}

#[test]
fn resuming_after_the_end_sends_nothing() {
    let fake = FakeTransport::succeeding();
    let request = fake.client().delete_users_batch().user_ids(ids(0..101));
    for first in [101, 102, usize::MAX] {
        let outcome = request.send_in_batches_from(first).unwrap();
        assert!(outcome.parts.is_empty() && outcome.is_complete() && outcome.error().is_none());
        assert_eq!(outcome.completed(), 101);
        assert_eq!(
            (outcome.failed(), outcome.in_doubt(), outcome.not_sent()),
            (None, None, 101..101)
        );
    }
    assert!(fake.requests().is_empty());
}

#[test]
fn a_missing_or_empty_list_is_a_violation() {
    let fake = FakeTransport::succeeding();
    let request = fake.client().delete_users_batch();
    assert_eq!(violations(request.send_in_batches()), ["userIds is required"]);
    let empty: [&str; 0] = [];
    assert_eq!(
        violations(request.user_ids(empty).send_in_batches()),
        ["userIds must have 1 to 50 items (got 0)"]
    );
    assert!(fake.requests().is_empty());
}

#[test]
fn the_whole_list_is_validated_before_anything_is_sent() {
    let fake = FakeTransport::succeeding();
    let client = fake.client();
    let user = || CreateUserInfo::new().username("a");
    for (invalid, path, kind) in [
        (user().status("X"), "list[77].status", ViolationKind::UnknownValue),
        (user().extra("email", 7), "list[77].email", ViolationKind::WrongType),
        (CreateUserInfo::new(), "list[77].email", ViolationKind::Missing),
    ] {
        let mut users = vec![user(); 120];
        users[77] = invalid;
        let error = client.create_users_batch().list(users).send_in_batches().unwrap_err();
        let [violation] = error.violations() else {
            panic!("{error}")
        };
        assert_eq!((violation.path(), violation.kind()), (path, kind));
    }
    let mut user_ids = ids(0..101);
    user_ids[77] = " ".to_owned();
    let request = client.delete_users_batch().user_ids(user_ids);
    assert_eq!(violations(request.send_in_batches()), ["userIds[77] must not be blank"]);
    assert!(fake.requests().is_empty());
}

#[test]
fn other_parameters_and_options_are_validated_too() {
    let fake = FakeTransport::succeeding();
    let client = fake.client();
    let request = client.delete_users_batch().user_ids(ids(0..101)).extra("options", 7);
    assert_eq!(
        violations(request.send_in_batches()),
        ["options must be an object (got a number)"]
    );
    let client = client.with_timeout(Duration::ZERO);
    let request = client.delete_users_batch().user_ids(ids(0..101));
    assert_eq!(violation_paths(request.send_in_batches()), ["timeout"]);
    assert!(fake.requests().is_empty());
}

#[test]
fn a_request_can_be_validated_for_batches_without_being_sent() {
    let fake = FakeTransport::succeeding();
    let request = fake.client().delete_users_batch();
    let valid = request.clone().user_ids(ids(0..101));
    valid.validate().unwrap_err();
    valid.validate_in_batches().unwrap();
    let empty: [&str; 0] = [];
    for (invalid, violation) in [
        (request.clone(), "userIds is required"),
        (
            request.clone().user_ids(empty),
            "userIds must have 1 to 50 items (got 0)",
        ),
        (request.user_ids([" "]), "userIds[0] must not be blank"),
    ] {
        assert_eq!(violations(invalid.validate_in_batches()), [violation]);
    }
    assert!(fake.requests().is_empty());
    let outcome = valid.send_in_batches().unwrap();
    assert_eq!((outcome.completed(), outcome.total), (101, 101));
}
