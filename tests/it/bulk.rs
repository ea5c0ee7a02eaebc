//! Tests sending many requests at a time, over real sockets where it matters.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use genauth::builders::GetGroup;
use genauth::transport::{HttpRequest, HttpResponse, Transport, TransportError, TransportErrorKind};
use genauth::{Error, ManagementClient, RetryPolicy};
use log::Level;
use serde_json::json;

use crate::support::{FakeTransport, associate, builder, client_for, logged_by};
use crate::test_server::{Reply, Request, TestServer};

/// How long the server takes for each operation.
const LATENCY: Duration = Duration::from_millis(5);

/// A server that returns the code of each group, and counts how many requests it handles at a time.
struct SlowServer {
    server: TestServer,
    most: Arc<AtomicUsize>,
}

impl SlowServer {
    fn start() -> Self {
        let (running, most) = (AtomicUsize::new(0), Arc::new(AtomicUsize::new(0)));
        let max = Arc::clone(&most);
        let server = TestServer::responding(move |request| {
            max.fetch_max(running.fetch_add(1, SeqCst) + 1, SeqCst);
            thread::sleep(LATENCY);
            running.fetch_sub(1, SeqCst);
            Reply::json(&json!({"statusCode": 200, "data": {"code": code(request), "success": true}}).to_string())
        });
        SlowServer { server, most }
    }

    fn client(&self) -> ManagementClient {
        client_for(self.server.url())
    }

    /// Number of operations that the server has received.
    fn received(&self) -> usize {
        let requests = self.server.take_requests();
        requests
            .iter()
            .filter(|request| !request.path().contains("token"))
            .count()
    }
}

fn code(request: &Request) -> &str {
    request.path().split("code=").nth(1).unwrap_or_default()
}

fn groups(client: &ManagementClient, count: usize) -> impl Iterator<Item = GetGroup> + use<> {
    let client = client.clone();
    (0..count).map(move |number| client.get_group().code(format!("g{number}")))
}

#[test]
fn results_come_in_the_order_of_the_requests_and_many_requests_are_under_way() {
    let server = SlowServer::start();
    let client = server.client();
    let results: Vec<_> = client.send_all(groups(&client, 200)).concurrency(16).collect();
    for (number, (index, result)) in results.iter().enumerate() {
        assert_eq!(*index, number);
        assert_eq!(result.as_ref().unwrap().data.code, format!("g{number}"));
    }
    assert_eq!(results.len(), 200);
    let most = server.most.load(SeqCst);
    assert!((8..=16).contains(&most), "{most}");
}

#[test]
fn results_can_come_as_they_arrive() {
    let server = SlowServer::start();
    let client = server.client();
    let run = client.send_all(groups(&client, 100)).concurrency(8).as_completed();
    let indexes: Vec<_> = run
        .map(|(index, result)| {
            assert_eq!(result.unwrap().data.code, format!("g{index}"));
            index
        })
        .collect();
    assert_eq!(indexes.len(), 100);
    assert_eq!(indexes.into_iter().collect::<HashSet<_>>(), (0..100).collect());
}

#[test]
fn one_worker_sends_nothing_ahead_and_requests_are_taken_only_when_there_is_room() {
    let server = SlowServer::start();
    let client = server.client();
    for (concurrency, window) in [(1, 1), (4, 8)] {
        let taken = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&taken);
        let requests = groups(&client, 1000).inspect(move |_| {
            counted.fetch_add(1, SeqCst);
        });
        let mut run = client.send_all(requests).concurrency(concurrency);
        assert_eq!(taken.load(SeqCst), 0, "lazy");
        run.next().unwrap().1.unwrap();
        assert_eq!(taken.load(SeqCst), window);
        let mut rest = run.stop();
        assert!(rest.len() < window, "{}", rest.len());
        assert_eq!(taken.load(SeqCst), window, "nothing more is taken");
        rest.retain(|(_, result)| result.is_ok());
        assert_eq!(server.received(), 1 + rest.len());
    }
}

#[test]
fn stop_returns_the_outcome_of_every_write_that_was_sent() {
    for taken in [0, 1, 7, 30] {
        let server = SlowServer::start();
        let client = server.client();
        let requests = (0..1000).map(|number| associate(&client).code(format!("c{number}")));
        let mut run = client.send_all(requests).concurrency(8);
        let mut reported: Vec<_> = run.by_ref().take(taken).collect();
        reported.extend(run.stop());
        let indexes: Vec<_> = reported.iter().map(|(index, _)| *index).collect();
        assert_eq!(indexes, (0..reported.len()).collect::<Vec<_>>());
        // Those that a worker had not sent yet are the exception.
        reported.retain(|(_, result)| result.as_ref().map_or_else(Error::attempts, |_| 1) > 0);
        assert!(reported.iter().all(|(_, result)| result.is_ok()));
        assert_eq!(server.received(), reported.len());
    }
}

#[test]
fn a_delay_before_another_attempt_ends_when_the_run_is_stopped() {
    let fake = FakeTransport::responding(|request| {
        if request.url.ends_with("g0") {
            return Ok(HttpResponse::new(200, r#"{"statusCode":200,"data":{"code":"g0"}}"#));
        }
        Err(TransportError::new(TransportErrorKind::Interrupted, "gone"))
    });
    let patient = RetryPolicy::default()
        .base_delay(Duration::from_secs(10_000))
        .max_delay(Duration::from_secs(10_000));
    let client = fake.client_with_retry(patient.deadline(Duration::from_secs(100_000)));
    let mut run = client.send_all(groups(&client, 3)).concurrency(4);
    run.next().unwrap().1.unwrap();
    while fake.requests().len() < 4 {
        thread::sleep(Duration::from_millis(1));
    }
    let rest = run.stop();
    assert_eq!(rest.len(), 2);
    for (_, result) in rest {
        assert_eq!(result.unwrap_err().attempts(), 1);
    }
}

#[test]
fn a_failed_request_does_not_stop_the_others_unless_asked_to() {
    let fake = FakeTransport::responding(|request| {
        let status = if request.url.ends_with("g3") { 404 } else { 200 };
        Ok(HttpResponse::new(
            200,
            format!(r#"{{"statusCode":{status},"data":{{}}}}"#),
        ))
    });
    let client = fake.client();
    for concurrency in [1, 4] {
        let results: Vec<_> = client.send_all(groups(&client, 20)).concurrency(concurrency).collect();
        assert_eq!(results.len(), 20);
        let failed: Vec<_> = results
            .iter()
            .filter(|(_, result)| result.is_err())
            .map(|(index, _)| *index)
            .collect();
        assert_eq!(failed, [3]);

        let run = client
            .send_all(groups(&client, 20))
            .concurrency(concurrency)
            .stop_on_error();
        let indexes: Vec<_> = run.map(|(index, _)| index).collect();
        assert!((4..20).contains(&indexes.len()), "{indexes:?}");
        assert_eq!(indexes, (0..indexes.len()).collect::<Vec<_>>());
    }
}

#[test]
fn what_every_request_would_suffer_from_stops_the_run() {
    let refused = FakeTransport::responding_to_all(|_| Ok(HttpResponse::new(401, r#"{"statusCode":401}"#)));
    let untrusted =
        FakeTransport::responding_to_all(|_| Err(TransportError::new(TransportErrorKind::Certificate, "not trusted")));
    for fake in [refused, untrusted] {
        let client = fake.client();
        let results: Vec<_> = client.send_all(groups(&client, 5000)).concurrency(8).collect();
        assert!((1..=16).contains(&results.len()), "{}", results.len());
        assert!(results.iter().all(|(_, result)| result.is_err()));
    }
}

#[test]
fn an_unknown_host_stops_the_run() {
    let client = builder()
        .host("http://no-such-host.invalid")
        .allow_http(true)
        .build()
        .unwrap();
    let results: Vec<_> = client.send_all(groups(&client, 5000)).collect();
    assert_eq!(results.len(), 1);
    assert!(results[0].1.as_ref().unwrap_err().is_connect());
}

#[test]
fn progress_is_reported_on_the_thread_of_the_caller() {
    let fake = FakeTransport::responding(|request| {
        if request.url.ends_with("g1") {
            return Ok(HttpResponse::new(200, r#"{"statusCode":404}"#));
        }
        Ok(HttpResponse::new(200, r#"{"statusCode":200,"data":{}}"#))
    });
    let client = fake.client();
    let (caller, seen) = (thread::current().id(), Arc::new(Mutex::new(Vec::new())));
    let reports = Arc::clone(&seen);
    let requests: Vec<_> = groups(&client, 3).collect();
    let run = client.send_all(requests).concurrency(2).on_progress(move |progress| {
        assert_eq!(thread::current().id(), caller);
        reports
            .lock()
            .unwrap()
            .push((progress.succeeded, progress.failed, progress.in_doubt, progress.total));
    });
    assert_eq!(run.count(), 3);
    let expected = [(1, 0, 0, Some(3)), (1, 1, 0, Some(3)), (2, 1, 0, Some(3))];
    assert_eq!(*seen.lock().unwrap(), expected);
}

#[test]
fn a_panic_reaches_the_caller() {
    struct Panicking;
    impl Transport for Panicking {
        fn send(&self, request: &HttpRequest) -> Result<HttpResponse, TransportError> {
            assert!(!request.url.contains("get-group"), "on purpose");
            Ok(HttpResponse::new(200, crate::test_server::TOKEN_RESPONSE))
        }
    }
    let client = builder().transport(Panicking).build().unwrap();
    for concurrency in [1, 4] {
        let mut run = client.send_all(groups(&client, 3)).concurrency(concurrency);
        let panic = catch_unwind(AssertUnwindSafe(|| run.next())).unwrap_err();
        assert!(panic.downcast_ref::<&str>().unwrap().contains("on purpose"));
    }
}

#[test]
fn dropping_a_run_with_writes_waits_for_them_and_warns() {
    let server = SlowServer::start();
    let client = server.client();
    let records = logged_by(|| {
        let mut run = client.send_all((0..100).map(|_| associate(&client))).concurrency(4);
        run.next().unwrap().1.unwrap();
        drop(run);
    });
    let warnings = records.iter().filter(|record| record.level == Level::Warn).count();
    assert_eq!(warnings, 1);
    assert!(server.received() < 12);
}

#[test]
fn requests_of_different_operations_are_sent_untyped() {
    let server = SlowServer::start();
    let client = server.client();
    let requests = [client.get_group().code("g").untyped(), associate(&client).untyped()];
    let results: Vec<_> = client.send_all(requests).concurrency(2).collect();
    assert_eq!(results[0].1.as_ref().unwrap().data["code"], "g");
    assert_eq!(results[1].1.as_ref().unwrap().data["success"], true);
}
