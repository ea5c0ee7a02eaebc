//! Tests what ends a run of many requests: `stop`, dropping it, failures that concern every request, and panics.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Barrier, Mutex};
use std::thread;
use std::time::Duration;

use genauth::builders::{AssociateTenantResource, GetGroup};
use genauth::transport::{HttpRequest, HttpResponse, Transport, TransportError, TransportErrorKind, UreqTransport};
use genauth::{Error, ManagementClient, ManagementClientBuilder, RetryPolicy};
use log::Level;

use crate::failures::success;
use crate::support::{FakeTransport, KEY_ID, SentRequest, ThreadCount, TransportResult, associate, builder, logged_by};
use crate::test_server::TOKEN_RESPONSE;

const FOREVER: Duration = Duration::from_secs(100_000);

/// A policy whose delays end only when they are interrupted.
fn endless_delays() -> RetryPolicy {
    RetryPolicy::default()
        .base_delay(FOREVER)
        .max_delay(FOREVER)
        .deadline(FOREVER)
}

fn reads(client: &ManagementClient, count: usize) -> impl Iterator<Item = GetGroup> + use<> {
    let client = client.clone();
    (0..count).map(move |number| client.get_group().code(format!("g{number}")))
}

fn writes(client: &ManagementClient, count: usize) -> impl Iterator<Item = AssociateTenantResource> + use<> {
    let client = client.clone();
    (0..count).map(move |number| associate(&client).code(format!("g{number}")))
}

/// The number in the code of a request of [`reads`] or [`writes`].
fn number(request: &SentRequest) -> usize {
    let code = match request.url.split_once("code=g") {
        Some((_, number)) => number.to_owned(),
        None => request.json()["code"].as_str().unwrap()[1..].to_owned(),
    };
    code.parse().unwrap()
}

#[allow(clippy::unnecessary_wraps)] // what a transport returns
fn group() -> TransportResult {
    Ok(HttpResponse::new(200, r#"{"statusCode":200,"data":{"code":"g"}}"#))
}

#[allow(clippy::unnecessary_wraps)] // what a transport returns
fn refused_for(seconds: &str, status: u16) -> TransportResult {
    let body = format!(r#"{{"statusCode":{status}}}"#);
    Ok(HttpResponse::new(200, body).with_header("retry-after", seconds))
}

fn wait_until(condition: impl Fn() -> bool) {
    while !condition() {
        thread::sleep(Duration::from_millis(1));
    }
}

/// A way to keep all workers but the first waiting for a long time.
struct Waiting {
    name: &'static str,
    respond: fn() -> TransportResult,
    rate_limit: Option<u32>,
    /// Number of attempts after which all workers wait.
    attempts: usize,
}

/// In all of them, the first request succeeds, and the others wait.
const WAITS: [Waiting; 5] = [
    Waiting {
        name: "backoff",
        respond: || Err(TransportError::new(TransportErrorKind::Interrupted, "gone")),
        rate_limit: None,
        attempts: 9,
    },
    Waiting {
        name: "429",
        respond: || refused_for("1000", 429),
        rate_limit: None,
        attempts: 2,
    },
    Waiting {
        name: "503",
        respond: || refused_for("1000", 503),
        rate_limit: None,
        attempts: 2,
    },
    Waiting {
        name: "502",
        respond: || refused_for("1000", 502),
        rate_limit: None,
        attempts: 9,
    },
    Waiting {
        name: "rate limit",
        respond: group,
        rate_limit: Some(1),
        attempts: 1,
    },
];

impl Waiting {
    fn start(&self) -> (FakeTransport, ManagementClient, ThreadCount) {
        let threads = ThreadCount::default();
        let (respond, counted) = (self.respond, threads.clone());
        let fake = FakeTransport::responding(move |request| {
            counted.enter();
            if number(request) == 0 { group() } else { respond() }
        });
        let mut builder = builder().transport(fake.clone()).retry(endless_delays());
        if let Some(limit) = self.rate_limit {
            builder = builder.rate_limit(limit);
        }
        (fake, builder.build().unwrap(), threads)
    }
}

#[test]
fn stop_ends_the_waits_of_all_workers() {
    for waiting in WAITS {
        let (fake, client, _) = waiting.start();
        let mut run = client.send_all(reads(&client, 1000)).concurrency(8);
        run.next().unwrap().1.unwrap();
        wait_until(|| fake.operations().len() >= waiting.attempts);
        let rest = run.stop();
        let mut attempts = 1;
        for (index, result) in rest {
            match result {
                // A permit was due just then.
                Ok(_) => attempts += 1,
                Err(error) => {
                    attempts += error.attempts() as usize;
                    let is_stopped = error.transport_kind() == Some(TransportErrorKind::Stopped);
                    let name = waiting.name;
                    assert_eq!(is_stopped, error.attempts() == 0, "{name}: {index}: {error}");
                    assert!(!error.may_have_happened());
                }
            }
        }
        assert_eq!(attempts, fake.operations().len(), "{}", waiting.name);
    }
}

#[test]
fn a_handle_stops_a_run_from_another_thread() {
    for waiting in WAITS {
        let (fake, client, _) = waiting.start();
        let mut run = client.send_all(reads(&client, 1000)).concurrency(8);
        let handle = run.stop_handle();
        // Before the others wait, the first one need not have been sent.
        run.next().unwrap().1.unwrap();
        let stopping = thread::spawn({
            let fake = fake.clone();
            move || {
                wait_until(|| fake.operations().len() >= waiting.attempts);
                handle.stop();
            }
        });
        // Without the handle it would take a day.
        let results: Vec<_> = run.collect();
        stopping.join().unwrap();
        assert!(results.len() <= 16, "{}: {}", waiting.name, results.len());
        assert!(
            fake.operations().len() <= 9,
            "{}: nothing is sent afterwards",
            waiting.name
        );
    }
}

#[test]
fn a_request_starts_and_ends_on_the_thread_that_sends_it() {
    let seen: Arc<Mutex<Vec<(String, thread::ThreadId)>>> = Arc::default();
    let note = {
        let seen = Arc::clone(&seen);
        move |what: String| seen.lock().unwrap().push((what, thread::current().id()))
    };
    let fake = FakeTransport::responding({
        let note = note.clone();
        move |request| {
            note(format!("sent {}", number(request)));
            if number(request) == 1 {
                refused_for("0", 403)
            } else {
                group()
            }
        }
    });
    let client = builder().transport(fake).build().unwrap();
    for concurrency in [1, 4] {
        seen.lock().unwrap().clear();
        let (starting, ending) = (note.clone(), note.clone());
        let run = client.send_all(reads(&client, 20)).concurrency(concurrency);
        let run = run.on_start(move |index| starting(format!("start {index}")));
        let run = run.on_end(move |index, result| ending(format!("end {index} {}", result.is_ok())));
        run.for_each(drop);
        let seen = seen.lock().unwrap();
        for index in 0..20 {
            let expected = [
                format!("start {index}"),
                format!("sent {index}"),
                format!("end {index} {}", index != 1),
            ];
            let of_index: Vec<_> = seen.iter().filter(|(what, _)| expected.contains(what)).collect();
            let names: Vec<_> = of_index.iter().map(|(what, _)| what.clone()).collect();
            assert_eq!(names, expected);
            assert!(of_index.iter().all(|(_, thread)| *thread == of_index[0].1));
        }
        assert_eq!(seen.len(), 60);
    }
}

#[test]
fn a_run_that_is_stopped_at_a_start_does_not_send_the_request() {
    for concurrency in [1, 4] {
        let fake = FakeTransport::responding(|_| group());
        let client = builder().transport(fake.clone()).build().unwrap();
        let run = client.send_all(reads(&client, 100)).concurrency(concurrency);
        let handle = run.stop_handle();
        let run = run.on_start(move |_| handle.stop());
        let results: Vec<_> = run.collect();
        assert!((1..=concurrency).contains(&results.len()), "{}", results.len());
        for (_, result) in results {
            assert_eq!(result.unwrap_err().transport_kind(), Some(TransportErrorKind::Stopped));
        }
        assert_eq!(fake.operations().len(), 0);
    }
}

#[test]
fn dropping_ends_the_waits_of_all_workers_and_their_threads() {
    for waiting in WAITS {
        let (fake, client, threads) = waiting.start();
        let mut run = client.send_all(reads(&client, 1000)).concurrency(8);
        run.next().unwrap().1.unwrap();
        wait_until(|| fake.operations().len() >= waiting.attempts);
        assert!(threads.alive() > 0);
        drop(run);
        assert_eq!(threads.alive(), 0, "{}", waiting.name);
        let sent = fake.operations().len();
        thread::sleep(Duration::from_millis(20));
        assert_eq!(fake.operations().len(), sent, "{}", waiting.name);
    }
}

/// A request that is under way when the run is stopped, and whose token is then rejected.
#[test]
fn a_token_is_not_renewed_after_stop() {
    let fake = FakeTransport::responding(|request| {
        if number(request) == 0 {
            return group();
        }
        // Until `stop` has been called.
        thread::sleep(Duration::from_millis(300));
        Ok(HttpResponse::new(200, r#"{"statusCode":401}"#))
    });
    let client = fake.client();
    let mut run = client.send_all(reads(&client, 100)).concurrency(4);
    run.next().unwrap().1.unwrap();
    wait_until(|| fake.operations().len() > 1);
    let mut rest = run.stop();
    // Without those that a worker had not sent yet.
    rest.retain(|(_, result)| result.as_ref().unwrap_err().attempts() > 0);
    let is_rejected = |error: &Error| error.is_unauthorized() && error.attempts() == 1;
    assert!(rest.iter().all(|(_, result)| result.as_ref().is_err_and(is_rejected)));
    assert_eq!(fake.operations().len(), 1 + rest.len());
    assert_eq!(fake.token_requests(), 1);
}

#[test]
fn stop_reports_what_the_server_counted() {
    for taken in [0, 1, 5, 40] {
        let outcomes = Arc::new(Mutex::new([0; 3]));
        let counted = Arc::clone(&outcomes);
        let fake = FakeTransport::responding(move |request| {
            thread::sleep(Duration::from_millis(2));
            let outcome = number(request) % 3;
            counted.lock().unwrap()[outcome] += 1;
            match outcome {
                0 => Ok(success()),
                1 => Ok(HttpResponse::new(200, r#"{"statusCode":403}"#)),
                _ => Err(TransportError::new(TransportErrorKind::Interrupted, "gone")),
            }
        });
        let client = fake.client();
        let mut run = client.send_all(writes(&client, 1000)).concurrency(8);
        let mut results: Vec<_> = run.by_ref().take(taken).collect();
        results.extend(run.stop());
        let mut reported = [0; 3];
        for (index, result) in &results {
            let outcome = match result {
                Ok(_) => 0,
                Err(error) if error.is_forbidden() => 1,
                // Its worker had not sent it yet.
                Err(error) if error.attempts() == 0 => continue,
                Err(error) => {
                    assert!(error.may_have_happened(), "{error}");
                    2
                }
            };
            assert_eq!(outcome, index % 3);
            reported[outcome] += 1;
        }
        assert_eq!(reported, *outcomes.lock().unwrap());
    }
}

/// Counts the requests that reach the default transport.
struct Counting(UreqTransport, Arc<AtomicUsize>);

impl Transport for Counting {
    fn send(&self, request: &HttpRequest) -> Result<HttpResponse, TransportError> {
        self.1.fetch_add(1, SeqCst);
        self.0.send(request)
    }
}

/// A run of 5,000 requests sends at most as many as this for each worker.
#[track_caller]
fn assert_stops_at_once(client: &ManagementClient, sent: impl Fn() -> usize, attempts: usize) {
    for concurrency in [1, 8, 64] {
        let before = sent();
        let results: Vec<_> = client.send_all(reads(client, 5000)).concurrency(concurrency).collect();
        assert!((1..=concurrency).contains(&results.len()), "{} results", results.len());
        assert!(results.iter().all(|(_, result)| result.is_err()));
        let sent = sent() - before;
        assert!(
            sent <= attempts * concurrency,
            "{sent} were sent by {concurrency} workers"
        );
    }
}

#[test]
fn refused_credentials_stop_a_run_at_once() {
    // The key is refused.
    for status in [401, 403] {
        let body = format!(r#"{{"statusCode":{status}}}"#);
        let fake = FakeTransport::responding_to_all(move |_| Ok(HttpResponse::new(200, body.as_str())));
        assert_stops_at_once(&fake.client(), || fake.requests().len(), 1);
    }
    // The key is accepted, but not the token that the service issues for it.
    for body in [r#"{"statusCode":401}"#, r#"{"statusCode":400,"apiCode":2020}"#] {
        let fake = FakeTransport::responding_with(body);
        assert_stops_at_once(&fake.client(), || fake.operations().len(), 2);
    }
    // The caller's own token is refused.
    let fake = FakeTransport::responding_with(r#"{"statusCode":401}"#);
    let client = ManagementClientBuilder::default()
        .management_token("a.b.c")
        .user_pool_id(KEY_ID)
        .transport(fake.clone());
    assert_stops_at_once(&client.build().unwrap(), || fake.operations().len(), 1);
}

#[test]
fn an_untrusted_certificate_stops_a_run_at_once() {
    let untrusted = || Err(TransportError::new(TransportErrorKind::Certificate, "not trusted"));
    let fake = FakeTransport::responding(move |_| untrusted());
    assert_stops_at_once(&fake.client(), || fake.operations().len(), 1);
    let fake = FakeTransport::responding_to_all(move |_| untrusted());
    assert_stops_at_once(&fake.client(), || fake.requests().len(), 1);
}

#[test]
fn an_unknown_host_stops_a_run_at_once() {
    let sent = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&sent);
    let client = builder()
        .host("http://no-such-host.invalid")
        .allow_http(true)
        .map_transport(move |transport| Counting(transport, counted))
        .build()
        .unwrap();
    assert_stops_at_once(&client, || sent.load(SeqCst), 1);
}

#[test]
fn what_concerns_one_request_does_not_stop_the_others() {
    let forbidden = r#"{"statusCode":403,"message":"not yours"}"#;
    let both = r#"{"statusCode":200,"data":{"code":"g","success":true}}"#;
    // A code that would reject the token, but from a server that failed.
    let failed = r#"{"statusCode":500,"apiCode":2020}"#;
    let fake = FakeTransport::responding(move |request| match number(request) % 5 {
        0 => Ok(HttpResponse::new(200, forbidden)),
        4 => Ok(HttpResponse::new(200, failed)),
        1 => Err(TransportError::new(TransportErrorKind::TooLarge, "too large")),
        2 => Err(TransportError::new(TransportErrorKind::Protocol, "no HTTP")),
        _ => Ok(HttpResponse::new(200, both)),
    });
    let client = fake.client();
    let results = client.send_all(reads(&client, 500)).concurrency(8);
    assert_eq!(results.filter(|(_, result)| result.is_ok()).count(), 100);
    let results = client.send_all(writes(&client, 500)).concurrency(8);
    assert_eq!(results.filter(|(_, result)| result.is_ok()).count(), 100);
}

#[test]
fn what_is_under_way_when_a_run_stops_by_itself_is_kept() {
    let untrusted = || Err(TransportError::new(TransportErrorKind::Certificate, "not trusted"));
    let forbidden: fn() -> TransportResult = || Ok(HttpResponse::new(200, r#"{"statusCode":403}"#));
    for (is_asked_to, failure) in [(false, untrusted as fn() -> TransportResult), (true, forbidden)] {
        for as_completed in [false, true] {
            let started = Arc::new(Barrier::new(4));
            let fake = FakeTransport::responding(move |request| {
                started.wait();
                if number(request) == 2 {
                    return failure();
                }
                thread::sleep(Duration::from_millis(30));
                Ok(success())
            });
            let client = fake.client();
            let mut run = client.send_all(writes(&client, 5000)).concurrency(4);
            if is_asked_to {
                run = run.stop_on_error();
            }
            if as_completed {
                run = run.as_completed();
            }
            let mut results: Vec<_> = run.map(|(index, result)| (index, result.is_ok())).collect();
            results.sort_unstable();
            assert_eq!(results, [(0, true), (1, true), (2, false), (3, true)]);
            assert_eq!(fake.operations().len(), 4);
        }
    }
}

/// Where a panic happens.
#[derive(Clone, Copy, Debug, PartialEq)]
enum PanicIn {
    Transport,
    Observer,
    Progress,
    Iterator,
}

#[test]
fn a_panic_reaches_the_caller_and_the_run_can_go_on() {
    for place in [
        PanicIn::Transport,
        PanicIn::Observer,
        PanicIn::Progress,
        PanicIn::Iterator,
    ] {
        for concurrency in [1, 4] {
            let (threads, observed) = (ThreadCount::default(), AtomicUsize::new(0));
            let counted = threads.clone();
            let fake = FakeTransport::responding(move |request| {
                counted.enter();
                assert!(place != PanicIn::Transport || number(request) != 3, "on purpose");
                group()
            });
            let client = builder()
                .transport(fake.clone())
                .on_attempt(move |_| {
                    let is_third = observed.fetch_add(1, SeqCst) == 3;
                    assert!(place != PanicIn::Observer || !is_third, "on purpose");
                })
                .build()
                .unwrap();
            let requests = reads(&client, 30).enumerate().map(move |(number, request)| {
                assert!(place != PanicIn::Iterator || number != 3, "on purpose");
                request
            });
            let mut run = client
                .send_all(requests)
                .concurrency(concurrency)
                .on_progress(move |progress| {
                    assert!(place != PanicIn::Progress || progress.succeeded != 4, "on purpose");
                });
            let mut indexes = Vec::new();
            let mut panicked = 0;
            loop {
                match catch_unwind(AssertUnwindSafe(|| run.next())) {
                    Ok(Some((index, result))) => {
                        result.unwrap();
                        indexes.push(index);
                    }
                    Ok(None) => break,
                    Err(panic) => {
                        assert!(panic.downcast_ref::<&str>().unwrap().contains("on purpose"));
                        panicked += 1;
                    }
                }
            }
            let name = format!("{place:?}, {concurrency} at a time");
            assert_eq!((panicked, indexes.len()), (1, 29), "{name}: {indexes:?}");
            assert!(indexes.is_sorted(), "{name}: {indexes:?}");
            drop(run);
            assert_eq!(threads.alive(), 0, "{name}");
        }
    }
}

#[test]
fn a_run_that_is_dropped_after_a_panic_leaves_no_thread() {
    for concurrency in [2, 64] {
        let threads = ThreadCount::default();
        let counted = threads.clone();
        let fake = FakeTransport::responding(move |request| {
            counted.enter();
            assert!(number(request) % 2 == 0, "on purpose");
            group()
        });
        let client = fake.client();
        let run = client.send_all(reads(&client, 1000)).concurrency(concurrency);
        catch_unwind(AssertUnwindSafe(|| run.count())).unwrap_err();
        assert_eq!(threads.alive(), 0);
        let mut run = client.send_all(reads(&client, 1000)).concurrency(concurrency);
        catch_unwind(AssertUnwindSafe(|| run.by_ref().count())).unwrap_err();
        // `stop` hands over what it can, and each panic of the others reaches its caller.
        let _ = catch_unwind(AssertUnwindSafe(|| run.stop()));
        assert_eq!(threads.alive(), 0);
    }
}

#[test]
fn a_run_has_up_to_64_workers_and_one_is_the_thread_of_the_caller() {
    let caller = thread::current().id();
    for concurrency in [0, 1] {
        let fake = FakeTransport::responding(move |_| {
            assert_eq!(thread::current().id(), caller);
            group()
        });
        let client = fake.client();
        let mut run = client.send_all(reads(&client, 5)).concurrency(concurrency);
        assert!(run.all(|(_, result)| result.is_ok()));
    }
    for concurrency in [64, 1000] {
        let (barrier, running, most) = (Barrier::new(64), AtomicUsize::new(0), Arc::new(AtomicUsize::new(0)));
        let max = Arc::clone(&most);
        let fake = FakeTransport::responding(move |_| {
            max.fetch_max(running.fetch_add(1, SeqCst) + 1, SeqCst);
            // It only passes if 64 requests are under way.
            barrier.wait();
            running.fetch_sub(1, SeqCst);
            group()
        });
        let client = fake.client();
        let mut run = client.send_all(reads(&client, 256)).concurrency(concurrency);
        assert!(run.all(|(_, result)| result.is_ok()));
        assert_eq!(most.load(SeqCst), 64);
    }
}

#[test]
fn requests_are_taken_on_the_thread_of_the_caller_and_never_more_than_the_window() {
    let caller = thread::current().id();
    for (concurrency, window) in [(1, 1), (2, 4), (16, 32)] {
        for as_completed in [false, true] {
            let fake = FakeTransport::responding(|request| {
                thread::sleep(Duration::from_micros(number(request) as u64 % 7 * 100));
                group()
            });
            let client = fake.client();
            let taken = Arc::new(AtomicUsize::new(0));
            let counted = Arc::clone(&taken);
            let requests = reads(&client, 300).inspect(move |_| {
                assert_eq!(thread::current().id(), caller);
                counted.fetch_add(1, SeqCst);
            });
            let mut run = client.send_all(requests).concurrency(concurrency);
            if as_completed {
                run = run.as_completed();
            }
            let mut received = 0;
            while run.next().is_some() {
                let taken = taken.load(SeqCst);
                assert!(
                    (received + 1..=received + window).contains(&taken),
                    "{taken} after {received}"
                );
                received += 1;
            }
            assert_eq!(received, 300);
        }
    }
}

/// Number of warnings when a run over these requests is dropped after its first result.
fn warnings_of_drop(kinds: &[bool]) -> usize {
    let fake = FakeTransport::succeeding();
    let client = fake.client();
    let records = logged_by(|| {
        let requests = kinds.iter().map(|is_write| match is_write {
            true => associate(&client).code("g1").untyped(),
            false => client.get_group().code("g1").untyped(),
        });
        let mut run = client.send_all(requests).concurrency(2);
        run.next().unwrap().1.unwrap();
        // The window has room for four requests.
        wait_until(|| fake.operations().len() == kinds.len().min(4));
        drop(run);
    });
    records.iter().filter(|record| record.level == Level::Warn).count()
}

#[test]
fn a_warning_says_that_results_of_writes_were_discarded_and_only_then() {
    assert_eq!(warnings_of_drop(&[true; 10]), 1);
    assert_eq!(warnings_of_drop(&[false, true, false, true]), 1);
    assert_eq!(warnings_of_drop(&[false; 10]), 0);
    assert_eq!(warnings_of_drop(&[true, false, false, false]), 0);
    assert_eq!(warnings_of_drop(&[true]), 0);
}

/// In a run, many workers wait for permits at once. How many there are must not decide whether requests fail.
#[test]
fn the_queue_for_permits_does_not_count_towards_the_deadline_of_a_request() {
    let fake = FakeTransport::succeeding();
    let client = builder()
        .transport(fake.clone())
        .rate_limit(20)
        .retry(RetryPolicy::default().deadline(Duration::from_millis(1500)))
        .build()
        .unwrap();
    // All permits take 3 s.
    let results = client.send_all(writes(&client, 60)).concurrency(40);
    for (index, result) in results {
        assert!(result.is_ok(), "{index}: {}", result.unwrap_err());
    }
    assert_eq!(fake.operations().len(), 60);
}

#[test]
fn a_token_is_fetched_once_for_all_workers() {
    let fake = FakeTransport::responding_to_all(|request| {
        if request.is_token_request() {
            thread::sleep(Duration::from_millis(20));
            return Ok(HttpResponse::new(200, TOKEN_RESPONSE));
        }
        group()
    });
    let client = fake.client();
    assert_eq!(client.send_all(reads(&client, 100)).concurrency(64).count(), 100);
    assert_eq!(fake.token_requests(), 1);
}

#[test]
fn what_failed_and_is_not_in_doubt_can_be_sent_again() {
    let attempts = Arc::new(Mutex::new(vec![0; 100]));
    let counted = Arc::clone(&attempts);
    let fake = FakeTransport::responding(move |request| {
        let number = number(request);
        let attempts = &mut counted.lock().unwrap()[number];
        *attempts += 1;
        match number % 10 {
            3 if *attempts == 1 => Ok(HttpResponse::new(200, r#"{"statusCode":403}"#)),
            7 => Err(TransportError::new(TransportErrorKind::Interrupted, "gone")),
            _ => Ok(success()),
        }
    });
    let client = fake.client();
    let requests: Vec<_> = writes(&client, 100).collect();
    let run = client.send_all(requests.iter().cloned()).concurrency(8);
    let failed: Vec<_> = run
        .filter(|(_, result)| result.as_ref().is_err_and(|error| !error.may_have_happened()))
        .map(|(index, _)| &requests[index])
        .collect();
    assert_eq!(failed.len(), 10);
    let again = client.send_all(failed.into_iter().cloned()).concurrency(8);
    assert!(again.map(|(_, result)| result).all(|result| result.is_ok()));
    let twice = attempts
        .lock()
        .unwrap()
        .iter()
        .filter(|attempts| **attempts == 2)
        .count();
    assert_eq!((twice, fake.operations().len()), (10, 110));
}

/// Whatever happens, and whenever a run is stopped, the requests with a result are the first ones, and all that the
/// server has received are among them.
#[test]
fn no_outcome_is_lost_or_invented_at_any_moment() {
    for round in 0..60 {
        let concurrency = [1, 2, 5, 16][round % 4];
        let received = Arc::new(Mutex::new(vec![0; 200]));
        let counted = Arc::clone(&received);
        let fake = FakeTransport::responding(move |request| {
            let number = number(request);
            counted.lock().unwrap()[number] += 1;
            thread::sleep(Duration::from_micros((number * 31 + round * 17) as u64 % 400));
            match (number * 7 + round) % 23 {
                0 => Ok(HttpResponse::new(200, r#"{"statusCode":403}"#)),
                1 => Err(TransportError::new(TransportErrorKind::Interrupted, "gone")),
                2 => Err(TransportError::new(TransportErrorKind::Connect, "refused")),
                _ => Ok(success()),
            }
        });
        let client = fake.client();
        let mut run = client.send_all(writes(&client, 200)).concurrency(concurrency);
        if round % 3 == 0 {
            run = run.as_completed();
        }
        if round % 5 == 0 {
            run = run.stop_on_error();
        }
        let mut results: Vec<_> = run.by_ref().take(round * 5 % 210).collect();
        results.extend(run.stop());
        results.sort_by_key(|(index, _)| *index);
        let received = received.lock().unwrap();
        for (place, (index, result)) in results.iter().enumerate() {
            assert_eq!(*index, place, "round {round}");
            let attempts = result.as_ref().map_or_else(Error::attempts, |_| 1);
            assert_eq!(received[*index], attempts, "round {round}: {index}");
        }
        assert!(
            received[results.len()..].iter().all(|count| *count == 0),
            "round {round}"
        );
    }
}
