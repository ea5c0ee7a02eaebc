//! Tests batches that are sent one at a time or several at once: what the report says at any moment, and what is sent
//! when a run is resumed from it.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Barrier, Mutex};
use std::thread;
use std::time::Duration;

use genauth::builders::DeleteUsersBatch;
use genauth::transport::{HttpResponse, TransportError, TransportErrorKind};
use genauth::{BatchReport, InDoubt, ManagementClient, ViolationKind, serde_json};
use log::Level;

use crate::failures::success;
use crate::support::{FakeTransport, SentRequest, ThreadCount, TransportResult, logged_by};

const COUNT: usize = 1000;

fn delete_users(client: &ManagementClient) -> DeleteUsersBatch {
    let ids: Vec<_> = (0..COUNT).map(|index| format!("u{index}")).collect();
    client.delete_users_batch().user_ids(ids)
}

/// The indexes of the items in a batch.
fn items_of(request: &SentRequest) -> Vec<usize> {
    let ids: Vec<String> = serde_json::from_value(request.json()["userIds"].take()).unwrap();
    ids.iter().map(|id| id[1..].parse().unwrap()).collect()
}

/// The number of a batch of 50 items.
fn batch_number(request: &SentRequest) -> usize {
    items_of(request)[0] / 50
}

/// How often each item was sent.
fn times_sent(fake: &FakeTransport) -> Vec<usize> {
    let mut times = vec![0; COUNT];
    for request in fake.operations() {
        for index in items_of(&request) {
            times[index] += 1;
        }
    }
    times
}

fn indexes(ranges: Vec<Range<usize>>) -> Vec<usize> {
    ranges.into_iter().flatten().collect()
}

fn restored(report: &BatchReport) -> BatchReport {
    serde_json::from_str(&serde_json::to_string(report).unwrap()).unwrap()
}

fn interrupted() -> TransportResult {
    Err(TransportError::new(TransportErrorKind::Interrupted, "gone"))
}

#[allow(clippy::unnecessary_wraps)] // what a transport returns
fn forbidden() -> TransportResult {
    Ok(HttpResponse::new(200, r#"{"statusCode":403}"#))
}

#[test]
fn batches_are_lazy_and_come_in_the_order_of_the_list() {
    for (concurrency, window) in [(0, 1), (1, 1), (4, 8), (64, 20), (1000, 20)] {
        let fake = FakeTransport::responding(|request| {
            thread::sleep(Duration::from_millis(batch_number(request) as u64 % 3));
            Ok(success())
        });
        let request = delete_users(&fake.client());
        let mut batches = request.batches().unwrap().concurrency(concurrency);
        assert!(fake.requests().is_empty());
        let first = batches.next().unwrap();
        assert_eq!(first.items, 0..50);
        assert!(fake.operations().len() <= window);
        let rest: Vec<_> = batches.by_ref().map(|batch| batch.items).collect();
        let expected: Vec<_> = (1..20).map(|number| number * 50..(number + 1) * 50).collect();
        assert_eq!(rest, expected);
        assert!(batches.next().is_none());
        assert!(batches.report().is_complete());
        assert_eq!(times_sent(&fake), [1; COUNT]);
    }
}

#[test]
fn batches_under_way_are_in_doubt_until_their_result_is_known() {
    let fake = FakeTransport::succeeding();
    let mut batches = delete_users(&fake.client()).batches().unwrap().concurrency(2);
    assert_eq!(
        batches.report().to_string(),
        "0 of 1000 items completed; not sent: 0..1000"
    );
    batches.next().unwrap().result.unwrap();
    let expected = "50 of 1000 items completed; in doubt: 50..200; not sent: 200..1000";
    assert_eq!(batches.report().to_string(), expected);
    batches.next().unwrap().result.unwrap();
    let expected = "100 of 1000 items completed; in doubt: 100..250; not sent: 250..1000";
    assert_eq!(batches.report().to_string(), expected);
}

#[test]
fn reads_under_way_are_not_in_doubt() {
    let fake = FakeTransport::responding_with(r#"{"statusCode":200,"data":[]}"#);
    let ids: Vec<_> = (0..COUNT).map(|index| format!("u{index}")).collect();
    let request = fake.client().get_user_batch().user_ids(ids);
    let mut batches = request.batches().unwrap().concurrency(2);
    batches.next().unwrap().result.unwrap();
    let report = restored(batches.report());
    assert_eq!(report.to_string(), "50 of 1000 items completed; not sent: 50..1000");
    drop(batches);
    let outcome = request.resume(&report, InDoubt::Skip).unwrap();
    assert!(outcome.is_complete());
}

#[test]
fn the_report_is_published_before_each_write_and_after_each_result() {
    let events = Arc::new(Mutex::new(Vec::new()));
    let sent = Arc::clone(&events);
    let fake = FakeTransport::responding(move |request| {
        sent.lock().unwrap().push(format!("sent {}", batch_number(request)));
        match batch_number(request) {
            1 => forbidden(),
            _ => Ok(success()),
        }
    });
    let request = fake
        .client()
        .delete_users_batch()
        .user_ids((0..120).map(|n| format!("u{n}")).collect::<Vec<_>>());
    let batches = request.batches().unwrap();
    let batches = batches.on_report(|report| events.lock().unwrap().push(report.to_string()));
    assert_eq!(batches.count(), 3);
    let expected = [
        "0 of 120 items completed; in doubt: 0..50; not sent: 50..120",
        "sent 0",
        "50 of 120 items completed; not sent: 50..120",
        "50 of 120 items completed; in doubt: 50..100; not sent: 100..120",
        "sent 1",
        "50 of 120 items completed; failed: 50..100; not sent: 100..120",
        "50 of 120 items completed; failed: 50..100; in doubt: 100..120",
        "sent 2",
        "70 of 120 items completed; failed: 50..100",
    ];
    assert_eq!(*events.lock().unwrap(), expected);
}

/// Whenever the process is killed, the last stored report contains everything that the service has received.
#[test]
fn a_process_that_is_killed_at_any_time_sends_nothing_twice() {
    for concurrency in [1, 4] {
        let stored = Arc::new(Mutex::new(None::<BatchReport>));
        let last = Arc::clone(&stored);
        let fake = FakeTransport::responding(move |request| {
            let last = last.lock().unwrap();
            let in_doubt = indexes(
                last.as_ref()
                    .expect("a report is stored before anything is sent")
                    .in_doubt(),
            );
            assert!(items_of(request).iter().all(|index| in_doubt.contains(index)));
            match batch_number(request) % 5 {
                3 => forbidden(),
                4 => interrupted(),
                _ => Ok(success()),
            }
        });
        let request = delete_users(&fake.client());
        let mut reports = Vec::new();
        let batches = request.batches().unwrap().concurrency(concurrency).on_report(|report| {
            *stored.lock().unwrap() = Some(report.clone());
            reports.push((report.clone(), times_sent(&fake)));
        });
        let outcome = batches.send();
        let expected = "600 of 1000 items completed";
        assert!(
            outcome.report().to_string().starts_with(expected),
            "{}",
            outcome.report()
        );
        assert_eq!(reports.len(), 40);
        for (report, sent) in reports {
            let not_sent = indexes(report.not_sent());
            assert!(not_sent.iter().all(|index| sent[*index] == 0), "{report}");
        }
    }
}

#[test]
fn a_batch_whose_report_cannot_be_stored_is_not_sent() {
    for concurrency in [1, 4] {
        let fake = FakeTransport::succeeding();
        let request = delete_users(&fake.client());
        let mut batches = request.batches().unwrap().concurrency(concurrency).on_report(|report| {
            assert!(report.in_doubt().iter().all(|items| items.end < 101), "on purpose");
        });
        let panic = catch_unwind(AssertUnwindSafe(|| while batches.next().is_some() {})).unwrap_err();
        assert!(panic.downcast_ref::<&str>().unwrap().contains("on purpose"));
        drop(batches);
        assert!(fake.operations().iter().all(|request| batch_number(request) < 2));
    }
}

#[test]
fn resuming_after_stop_sends_exactly_the_rest() {
    for taken in [0, 1, 3, 11] {
        for concurrency in [1, 4] {
            let fake = FakeTransport::responding(|_| {
                thread::sleep(Duration::from_millis(2));
                Ok(success())
            });
            let request = delete_users(&fake.client());
            let mut batches = request.batches().unwrap().concurrency(concurrency);
            let first = batches.by_ref().take(taken).count();
            let outcome = batches.stop();
            let report = restored(outcome.report());
            assert!(outcome.error().is_none());
            // Nothing is in doubt: batches that were under way are completed, and the others were not sent.
            assert!(report.in_doubt().is_empty() && report.failed().is_empty(), "{report}");
            assert_eq!(report.completed_count(), 50 * (first + outcome.parts.len()));
            let times = times_sent(&fake);
            let sent: Vec<_> = (0..COUNT).filter(|index| times[*index] > 0).collect();
            assert_eq!(indexes(report.completed()), sent);

            let outcome = request.batches().unwrap().concurrency(concurrency);
            let outcome = outcome.resume(&report, InDoubt::Skip).unwrap().send();
            assert!(outcome.is_complete());
            assert_eq!(times_sent(&fake), [1; COUNT]);
        }
    }
}

#[test]
fn a_failed_batch_does_not_stop_the_others_unless_asked_to() {
    for concurrency in [1, 4] {
        let fake = FakeTransport::responding(|request| match batch_number(request) {
            3 => forbidden(),
            7 => interrupted(),
            _ => Ok(success()),
        });
        let request = delete_users(&fake.client());
        let outcome = request.batches().unwrap().concurrency(concurrency).send();
        let expected = "900 of 1000 items completed; failed: 150..200; in doubt: 350..400";
        assert_eq!(outcome.report().to_string(), expected);
        assert_eq!(times_sent(&fake), [1; COUNT]);

        let batches = request.batches().unwrap().concurrency(concurrency);
        let outcome = batches.stop_on_error().send();
        let report = outcome.report();
        assert!(!report.failed().is_empty() || !report.in_doubt().is_empty());
        assert_eq!(report.not_sent().last().unwrap().end, COUNT, "{report}");
        assert_eq!(outcome.parts.len() * 50 + indexes(report.not_sent()).len(), COUNT);

        // Those that failed and those that were not sent, and nothing else.
        let before = times_sent(&fake);
        let expected = [report.failed(), report.not_sent()].concat();
        let batches = request.batches().unwrap().concurrency(concurrency);
        let _ = batches.resume(report, InDoubt::Skip).unwrap().send();
        let times = times_sent(&fake);
        let mut sent: Vec<_> = (0..COUNT).filter(|index| times[*index] > before[*index]).collect();
        let mut expected = indexes(expected);
        expected.sort_unstable();
        sent.sort_unstable();
        assert_eq!(sent, expected);
    }
}

#[test]
fn refused_credentials_stop_batches_at_once() {
    let fake = FakeTransport::responding_to_all(|_| Ok(HttpResponse::new(200, r#"{"statusCode":401}"#)));
    let request = delete_users(&fake.client());
    let outcome = request.batches().unwrap().concurrency(4).send();
    assert!((1..=4).contains(&outcome.parts.len()), "{}", outcome.report());
    let report = outcome.report();
    assert!(report.in_doubt().is_empty() && report.completed().is_empty());
    assert_eq!(indexes(report.failed()).len(), 50 * outcome.parts.len());
}

#[test]
fn a_stored_report_is_accepted_after_each_batch_by_another_process() {
    for concurrency in [1, 4] {
        let fake = FakeTransport::responding(|request| match batch_number(request) {
            3 => forbidden(),
            7 => interrupted(),
            _ => Ok(success()),
        });
        let mut stored = Vec::new();
        let request = delete_users(&fake.client());
        let mut batches = request.batches().unwrap().concurrency(concurrency);
        while batches.next().is_some() {
            stored.push(serde_json::to_string(batches.report()).unwrap());
        }
        assert_eq!(stored.len(), 20);
        for stored in stored {
            let report: BatchReport = serde_json::from_str(&stored).unwrap();
            let fake = FakeTransport::succeeding();
            let request = delete_users(&fake.client());
            let outcome = request.resume(&report, InDoubt::Skip).unwrap();
            assert_eq!(outcome.report().in_doubt(), report.in_doubt());
            let mut expected = indexes([report.failed(), report.not_sent()].concat());
            expected.sort_unstable();
            let times = times_sent(&fake);
            let sent: Vec<_> = (0..COUNT).filter(|index| times[*index] > 0).collect();
            assert_eq!(sent, expected, "{stored}");
            let outcome = request.resume(&outcome, InDoubt::Resend).unwrap();
            assert!(outcome.is_complete());
            assert_eq!(
                times_sent(&fake).iter().sum::<usize>(),
                COUNT - report.completed_count()
            );
        }
    }
}

#[test]
fn a_report_is_refused_once_batches_were_sent() {
    let fake = FakeTransport::succeeding();
    let request = delete_users(&fake.client());
    let mut batches = request.batches().unwrap().concurrency(4);
    batches.next().unwrap().result.unwrap();
    let report = batches.report().clone();
    let error = batches.resume(&report, InDoubt::Resend).unwrap_err();
    assert_eq!(error.violations()[0].kind(), ViolationKind::Conflict);
    assert_eq!(
        error.to_string(),
        "delete_users_batch: invalid request: report must be given before batches are sent"
    );
    // What was under way counts as it did.
    let outcome = request.resume(&report, InDoubt::Skip).unwrap();
    assert_eq!(outcome.report().in_doubt(), report.in_doubt());
}

#[test]
fn a_batch_whose_transport_panics_stays_in_doubt_and_the_others_are_kept() {
    for concurrency in [1, 4] {
        let fake = FakeTransport::responding(|request| {
            assert_ne!(batch_number(request), 2, "on purpose");
            Ok(success())
        });
        let request = delete_users(&fake.client());
        let mut batches = request.batches().unwrap().concurrency(concurrency);
        assert_eq!(batches.by_ref().take(2).count(), 2);
        catch_unwind(AssertUnwindSafe(|| batches.next())).unwrap_err();
        // Whatever was sent is completed or in doubt.
        let (report, times) = (batches.report().clone(), times_sent(&fake));
        assert!(
            indexes(report.not_sent()).iter().all(|index| times[*index] == 0),
            "{report}"
        );
        assert!(report.in_doubt().iter().any(|items| items.start == 100), "{report}");
        let outcome = batches.send();
        assert_eq!(
            outcome.report().to_string(),
            "950 of 1000 items completed; in doubt: 100..150"
        );
    }
}

#[test]
fn dropped_batches_warn_and_leave_no_thread() {
    let threads = ThreadCount::default();
    let (counted, started) = (threads.clone(), Barrier::new(4));
    let fake = FakeTransport::responding(move |request| {
        counted.enter();
        if batch_number(request) < 4 {
            started.wait();
        }
        thread::sleep(Duration::from_millis(5));
        Ok(success())
    });
    let records = logged_by(|| {
        let mut batches = delete_users(&fake.client()).batches().unwrap().concurrency(4);
        batches.next().unwrap().result.unwrap();
        drop(batches);
    });
    assert_eq!(records.iter().filter(|record| record.level == Level::Warn).count(), 1);
    assert_eq!(threads.alive(), 0);
    let sent = fake.operations().len();
    thread::sleep(Duration::from_millis(20));
    assert_eq!(fake.operations().len(), sent);
}
