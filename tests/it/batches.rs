//! Tests what typed requests send in batches, what the outcome says, and what is validated first.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use genauth::builders::CreateGroupsBatch;
use genauth::transport::{HttpResponse, TransportError, TransportErrorKind};
use genauth::types::{CreateGroupReq, CreateUserInfo, IsSuccess};
use genauth::{BatchOutcome, BatchReport, Error, InDoubt, ManagementClient, RetryPolicy, ViolationKind};
use genauth_emulator::{Emulator, Fault};
use serde_json::json;

use crate::support::{FakeTransport, SentRequest, TransportResult, violation_paths, violations};
use crate::test_server::SUCCESS;

fn ids(range: Range<usize>) -> Vec<String> {
    range.map(|index| format!("u{index}")).collect()
}

/// Returns the IDs in each request that was sent.
fn sent_ids(fake: &FakeTransport) -> Vec<Vec<String>> {
    let ids = |request: &SentRequest| serde_json::from_value(request.json()["userIds"].take()).unwrap();
    fake.operations().iter().map(ids).collect()
}

/// Lets one request after these succeed fail in this way.
fn failing_at(index: usize, respond: fn() -> TransportResult) -> FakeTransport {
    let count = AtomicUsize::new(0);
    FakeTransport::responding(move |_| {
        if count.fetch_add(1, SeqCst) == index {
            return respond();
        }
        Ok(HttpResponse::new(200, SUCCESS))
    })
}

fn in_doubt() -> TransportResult {
    Err(TransportError::new(TransportErrorKind::Interrupted, "gone"))
}

#[allow(clippy::unnecessary_wraps)] // one of several failures
fn refused() -> TransportResult {
    Ok(HttpResponse::new(200, r#"{"statusCode":403,"message":"no"}"#))
}

/// Stores a report and restores it.
fn restored(report: &BatchReport) -> BatchReport {
    serde_json::from_str(&serde_json::to_string(report).unwrap()).unwrap()
}

fn ranges(outcome: &BatchOutcome<IsSuccess>) -> Vec<Range<usize>> {
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
    assert!(outcome.is_complete() && outcome.error().is_none());
    assert_eq!(outcome.report().to_string(), "101 of 101 items completed");
    assert_eq!(sent_ids(&fake), [ids(0..50), ids(50..100), ids(100..101)]);
    // All batches share one token.
    assert_eq!(fake.token_requests(), 1);
    // Sending in batches does not change the request, which is still too long to be sent at once.
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
fn sending_stops_at_a_failed_batch_and_can_be_resumed() {
    struct Case {
        respond: fn() -> TransportResult,
        in_doubt: InDoubt,
        report: &'static str,
        resumed: &'static [Range<usize>],
        resumed_report: &'static str,
    }
    let cases = [
        Case {
            respond: refused,
            in_doubt: InDoubt::Skip,
            report: "50 of 170 items completed; failed: 50..100; not sent: 100..170",
            resumed: &[50..100, 100..150, 150..170],
            resumed_report: "170 of 170 items completed",
        },
        Case {
            respond: in_doubt,
            in_doubt: InDoubt::Skip,
            report: "50 of 170 items completed; in doubt: 50..100; not sent: 100..170",
            resumed: &[100..150, 150..170],
            resumed_report: "120 of 170 items completed; in doubt: 50..100",
        },
        Case {
            respond: in_doubt,
            in_doubt: InDoubt::Resend,
            report: "50 of 170 items completed; in doubt: 50..100; not sent: 100..170",
            resumed: &[50..100, 100..150, 150..170],
            resumed_report: "170 of 170 items completed",
        },
    ];
    for case in cases {
        let fake = failing_at(1, case.respond);
        let request = fake.client().delete_users_batch().user_ids(ids(0..170));
        let outcome = request.send_in_batches().unwrap();
        assert_eq!(ranges(&outcome), [0..50, 50..100]);
        assert_eq!(outcome.report().to_string(), case.report);
        assert!(!outcome.is_complete() && outcome.parts[0].result.is_ok());
        let error = outcome.parts[1].result.as_ref().unwrap_err();
        assert_eq!(outcome.error().map(ToString::to_string), Some(error.to_string()));
        assert_eq!(error.operation(), Some("delete_users_batch"));
        assert_eq!(sent_ids(&fake), [ids(0..50), ids(50..100)]);

        // From the outcome, from its report, and from a stored report.
        let stored = restored(outcome.report());
        for report in [outcome.as_ref(), outcome.report(), &stored] {
            let sent = fake.operations().len();
            let resumed = request.resume(report, case.in_doubt).unwrap();
            assert_eq!(ranges(&resumed), case.resumed);
            assert_eq!(resumed.report().to_string(), case.resumed_report);
            let expected: Vec<_> = case.resumed.iter().cloned().map(ids).collect();
            assert_eq!(sent_ids(&fake)[sent..], expected);
        }
    }
}

#[test]
fn resuming_stops_at_a_failed_batch_too_and_keeps_what_it_did_not_reach() {
    let fake = failing_at(1, in_doubt);
    let request = fake.client().delete_users_batch().user_ids(ids(0..170));
    let outcome = request.send_in_batches().unwrap();
    let expected = "50 of 170 items completed; in doubt: 50..100; not sent: 100..170";
    assert_eq!(outcome.report().to_string(), expected);

    // The same report, against servers that fail at different batches.
    for (index, respond, in_doubt, expected) in [
        (
            0,
            refused as fn() -> _,
            InDoubt::Skip,
            "50 of 170 items completed; failed: 100..150; in doubt: 50..100; not sent: 150..170",
        ),
        (
            0,
            refused,
            InDoubt::Resend,
            "50 of 170 items completed; failed: 50..100; not sent: 100..170",
        ),
        (
            1,
            in_doubt,
            InDoubt::Skip,
            "100 of 170 items completed; in doubt: 50..100, 150..170",
        ),
        (
            1,
            in_doubt,
            InDoubt::Resend,
            "100 of 170 items completed; in doubt: 100..150; not sent: 150..170",
        ),
    ] {
        let fake = failing_at(index, respond);
        let request = fake.client().delete_users_batch().user_ids(ids(0..170));
        let resumed = request.resume(&outcome, in_doubt).unwrap();
        assert_eq!(resumed.report().to_string(), expected);
        assert!(resumed.error().is_some());
        // The new report can be resumed in turn.
        let done = request.resume(resumed.report(), InDoubt::Resend).unwrap();
        assert!(done.is_complete() && done.error().is_none());
    }
}

#[test]
fn items_in_doubt_that_are_not_reached_stay_in_doubt() {
    // Two batches are in doubt: the second of them is not reached when the first one fails again.
    let stored = |report: &BatchReport| {
        let mut stored = serde_json::to_value(report).unwrap();
        stored["completed"] = json!([{"start": 0, "end": 20}]);
        stored["in_doubt"] = json!([{"start": 20, "end": 70}, {"start": 100, "end": 150}]);
        stored["failed"] = json!([{"start": 70, "end": 100}]);
        stored["not_sent"] = json!([{"start": 150, "end": 170}]);
        serde_json::from_value::<BatchReport>(stored).unwrap()
    };
    let fake = failing_at(0, in_doubt);
    let request = fake.client().delete_users_batch().user_ids(ids(0..170));
    let report = stored(request.send_in_batches().unwrap().report());
    let expected = "20 of 170 items completed; failed: 70..100; in doubt: 20..70, 100..150; not sent: 150..170";
    assert_eq!(report.to_string(), expected);

    let fake = failing_at(0, in_doubt);
    let request = fake.client().delete_users_batch().user_ids(ids(0..170));
    let resumed = request.resume(&report, InDoubt::Resend).unwrap();
    assert_eq!(resumed.report(), &report);
    assert_eq!(sent_ids(&fake), [ids(20..70)]);

    let resumed = request.resume(&report, InDoubt::Skip).unwrap();
    assert_eq!(ranges(&resumed), [70..100, 150..170]);
    let expected = "70 of 170 items completed; in doubt: 20..70, 100..150";
    assert_eq!(resumed.report().to_string(), expected);
    // Nothing is left to send, unless those in doubt are to be sent again.
    let sent = fake.operations().len();
    let skipped = request.resume(&resumed, InDoubt::Skip).unwrap();
    assert!(skipped.parts.is_empty() && skipped.error().is_none() && !skipped.is_complete());
    assert_eq!(fake.operations().len(), sent);
    let resent = request.resume(&resumed, InDoubt::Resend).unwrap();
    assert_eq!(ranges(&resent), [20..70, 100..150]);
    assert!(resent.is_complete());
}

fn create_groups(client: &ManagementClient, count: usize) -> CreateGroupsBatch {
    let group = |n| {
        CreateGroupReq::new()
            .r#type("static")
            .description("a group")
            .name(format!("group {n}"))
            .code(format!("group-{n}"))
    };
    client
        .create_groups_batch()
        .list((0..count).map(group).collect::<Vec<_>>())
}

/// The emulator applies the second batch and closes the connection instead of responding.
#[test]
fn a_batch_in_doubt_is_not_sent_again_by_accident() {
    for (retry, in_doubt, resumed) in [
        (
            RetryPolicy::none(),
            InDoubt::Skip,
            "70 of 120 items completed; in doubt: 50..100",
        ),
        (
            RetryPolicy::default(),
            InDoubt::Skip,
            "70 of 120 items completed; in doubt: 50..100",
        ),
        // The groups exist, so that creating them again is refused.
        (
            RetryPolicy::default(),
            InDoubt::Resend,
            "50 of 120 items completed; failed: 50..100; not sent: 100..120",
        ),
    ] {
        let emulator = Emulator::start().unwrap();
        emulator.inject(Fault::drop_after().on("create_groups_batch").skip(1).times(1));
        let client = emulator.client_builder().retry(retry).build().unwrap();
        let outcome = create_groups(&client, 120).send_in_batches().unwrap();
        let expected = "50 of 120 items completed; in doubt: 50..100; not sent: 100..120";
        assert_eq!(outcome.report().to_string(), expected);
        emulator.requests().assert_sent("create_groups_batch", 2);
        let groups = || client.list_groups().items().map(|group| group.unwrap().code);
        assert_eq!(groups().count(), 100);
        let report = restored(outcome.report());

        // In another run of the program.
        let client = emulator.client();
        let outcome = create_groups(&client, 120).resume(&report, in_doubt).unwrap();
        assert_eq!(outcome.report().to_string(), resumed);
        emulator.requests().assert_sent("create_groups_batch", 3);
        let created: HashSet<_> = groups().collect();
        let expected = if in_doubt == InDoubt::Skip { 120 } else { 100 };
        assert_eq!((created.len(), groups().count()), (expected, expected));
        assert_eq!(
            outcome.error().is_some_and(Error::is_conflict),
            in_doubt == InDoubt::Resend
        );
    }
}

#[test]
fn a_report_of_another_request_is_refused() {
    let fake = failing_at(1, in_doubt);
    let client = fake.client();
    let request = client.delete_roles_batch().code_list(ids(0..120)).namespace("default");
    let outcome = request.send_in_batches().unwrap();
    let report = restored(outcome.report());
    let sent = fake.operations().len();

    let mut swapped = ids(0..120);
    swapped.swap(0, 119);
    let mut changed = ids(0..120);
    changed[119].push('x');
    let differs = "report is for a different request: the list or another parameter differs";
    let roles = || client.delete_roles_batch().namespace("default");
    for other in [
        roles().code_list(ids(0..119)),
        roles().code_list(ids(0..121)),
        roles().code_list(ids(1..121)),
        roles().code_list(swapped),
        roles().code_list(changed),
        roles().code_list(ids(0..0)),
        roles().code_list(ids(0..120)).namespace("other"),
        roles().code_list(ids(0..120)).extra("another", true),
        client.delete_roles_batch().code_list(ids(0..120)),
    ] {
        for in_doubt in [InDoubt::Skip, InDoubt::Resend] {
            let error = other.resume(&report, in_doubt).unwrap_err();
            assert_eq!(error.violations()[0].kind(), ViolationKind::Conflict);
            assert_eq!(error.operation(), Some("delete_roles_batch"));
            assert_eq!(violations(other.resume(&outcome, in_doubt)), [differs]);
        }
    }
    let other = client.delete_groups_batch().code_list(ids(0..120));
    let refused = violations(other.resume(&report, InDoubt::Skip));
    assert_eq!(refused, ["report is for delete_roles_batch"]);
    // A report whose number of items was changed by hand.
    let mut forged = serde_json::to_value(&report).unwrap();
    forged["total"] = json!(170);
    forged["not_sent"] = json!([{"start": 100, "end": 170}]);
    let forged: BatchReport = serde_json::from_value(forged).unwrap();
    assert_eq!(violations(request.resume(&forged, InDoubt::Skip)), [differs]);
    assert_eq!(fake.operations().len(), sent);
    // The same request is accepted, whatever the order of its setters.
    let same = client.delete_roles_batch().namespace("default").code_list(ids(0..120));
    assert!(same.resume(&report, InDoubt::Resend).unwrap().is_complete());
}

#[test]
fn an_invalid_request_cannot_be_resumed() {
    let fake = failing_at(0, refused);
    let request = fake.client().delete_users_batch().user_ids(ids(0..101));
    let outcome = request.send_in_batches().unwrap();
    let invalid = request.extra("options", 7);
    assert_eq!(violation_paths(invalid.resume(&outcome, InDoubt::Skip)), ["options"]);
    assert_eq!(fake.operations().len(), 1);
}

#[test]
fn reads_and_requests_that_were_not_sent_are_never_in_doubt() {
    let fake = failing_at(0, in_doubt);
    let request = fake.client().get_resources_batch().code_list(ids(0..60));
    let outcome = request.send_in_batches().unwrap();
    let expected = "0 of 60 items completed; failed: 0..50; not sent: 50..60";
    assert_eq!(outcome.report().to_string(), expected);

    let fake = failing_at(0, || Err(TransportError::new(TransportErrorKind::Connect, "refused")));
    let request = fake.client().delete_users_batch().user_ids(ids(0..60));
    let outcome = request.send_in_batches().unwrap();
    assert_eq!(outcome.report().to_string(), expected);
}

/// The server may have applied a part of the batch.
#[test]
fn a_batch_with_success_false_is_in_doubt() {
    let fake = failing_at(1, || {
        Ok(HttpResponse::new(200, r#"{"statusCode":200,"data":{"success":false}}"#))
    });
    let request = fake.client().delete_users_batch().user_ids(ids(0..60));
    let outcome = request.send_in_batches().unwrap();
    let expected = "50 of 60 items completed; in doubt: 50..60";
    assert_eq!(outcome.report().to_string(), expected);
}

#[test]
fn a_list_that_makes_the_url_too_long_is_sent_in_batches() {
    let fake = FakeTransport::responding_with(r#"{"statusCode":200,"data":[]}"#);
    let request = fake.client().get_user_batch().user_ids(ids(0..20_000));
    let outcome = request.send_in_batches().unwrap();
    assert!(outcome.is_complete());
    assert_eq!(outcome.parts.len(), 400);
}

#[test]
fn two_lists_that_are_alternatives_are_not_sent_in_batches() {
    let fake = FakeTransport::succeeding();
    let request = fake.client().delete_resources_batch().namespace("default");
    let both = request.clone().code_list(ids(0..120)).ids(["one"]);
    let expected = "ids would be sent with every batch of codeList: use a separate request for each list";
    assert_eq!(violations(both.send_in_batches()), [expected]);
    assert_eq!(violations(both.validate_in_batches()), [expected]);
    let error = both.send_in_batches().unwrap_err();
    assert_eq!(error.violations()[0].kind(), ViolationKind::Conflict);
    let both = request.clone().code_list(["one"]).ids(ids(0..120));
    let expected = "codeList would be sent with every batch of ids: use a separate request for each list";
    assert_eq!(violations(both.send_in_batches()), [expected]);
    // This does not depend on the length, so that a program does not fail only once its lists have grown.
    for (codes, others) in [(1, 1), (0, 1), (1, 0), (0, 0), (51, 51)] {
        let both = request.clone().code_list(ids(0..codes)).ids(ids(0..others));
        let error = both.send_in_batches().unwrap_err();
        let conflicts = error.violations().iter();
        let conflicts = conflicts.filter(|violation| violation.kind() == ViolationKind::Conflict);
        assert_eq!(conflicts.count(), 1, "{error}");
    }
    // It is reported together with everything else.
    let both = request.clone().code_list([" "]).ids(["one"]);
    assert_eq!(violation_paths(both.send_in_batches()), ["codeList[0]", "ids"]);
    assert!(fake.requests().is_empty());

    // Either of them can be split, and both can be sent at once.
    let codes = request.clone().code_list(ids(0..120)).send_in_batches().unwrap();
    let others = request.clone().ids(ids(0..120)).send_in_batches().unwrap();
    assert!(codes.is_complete() && others.is_complete());
    request.code_list(["one"]).ids(["two"]).send().unwrap();
    assert_eq!(fake.operations().len(), 7);
}

#[test]
fn an_empty_list_has_no_batches() {
    let fake = FakeTransport::succeeding();
    let client = fake.client();
    let request = client.delete_users_batch().user_ids(ids(0..0));
    request.validate_in_batches().unwrap();
    let outcome = request.send_in_batches().unwrap();
    assert!(outcome.parts.is_empty() && outcome.is_complete() && outcome.error().is_none());
    assert_eq!(outcome.report().to_string(), "0 of 0 items completed");
    let outcome = request.resume(&outcome, InDoubt::Resend).unwrap();
    assert!(outcome.parts.is_empty() && outcome.is_complete());
    // In a query and in a body, required and optional.
    let outcome = client.get_user_batch().user_ids(ids(0..0)).send_in_batches().unwrap();
    assert!(outcome.is_complete());
    let outcome = client
        .delete_resources_batch()
        .ids(ids(0..0))
        .send_in_batches()
        .unwrap();
    assert!(outcome.is_complete());
    // Other parameters are still validated, and a request without batches is not affected.
    let invalid = request.clone().extra("options", 7);
    assert_eq!(violation_paths(invalid.send_in_batches()), ["options"]);
    assert_eq!(violations(request.send()), ["userIds must have 1 to 50 items (got 0)"]);
    assert!(fake.requests().is_empty());
}

#[test]
fn a_missing_list_is_a_violation() {
    let fake = FakeTransport::succeeding();
    let request = fake.client().delete_users_batch();
    assert_eq!(violations(request.send_in_batches()), ["userIds is required"]);
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
    for (invalid, violation) in [
        (request.clone(), "userIds is required"),
        (request.user_ids([" "]), "userIds[0] must not be blank"),
    ] {
        assert_eq!(violations(invalid.validate_in_batches()), [violation]);
    }
    assert!(fake.requests().is_empty());
    assert!(valid.send_in_batches().unwrap().is_complete());
}
