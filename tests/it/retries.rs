//! Calls that are sent again, calls that are not, and the options of single calls.

#![allow(clippy::unnecessary_wraps)] // outcomes, good and bad

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Barrier, Mutex};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use genauth::{Answer, Error, ManagementClient, RetryPolicy, TransportError, TransportErrorKind as Kind};

use crate::stand_in::{SUCCESS, TOKEN_ANSWER};
use crate::support::{Fake, IN_DOUBT, KEY_SECRET, Outcome, Sent, associate, builder, capture_log, logged};

/// Longer than any test waits for, and than any clock of a wait will see.
const AGES: Duration = Duration::from_secs(1_000_000_000);

/// A call, whatever its answer holds.
type Caller = fn(&ManagementClient) -> Result<(), Error>;

fn read(client: &ManagementClient) -> Result<(), Error> {
    client.list_groups().send().map(drop)
}

fn write(client: &ManagementClient) -> Result<(), Error> {
    associate(client).send().map(drop)
}

const READ_AND_WRITE: [(&str, Caller); 2] = [("read", read), ("write", write)];

/// The default, but for the time it takes.
fn soon() -> RetryPolicy {
    RetryPolicy::default().base_delay(Duration::from_millis(1))
}

fn client_with(fake: &Fake, policy: RetryPolicy) -> ManagementClient {
    builder().transport(fake.clone()).retry(policy).build().unwrap()
}

fn success() -> Outcome {
    Ok(Answer::new(200, SUCCESS))
}

fn broken(kind: Kind) -> Outcome {
    Err(TransportError::new(kind, "details"))
}

/// The status by HTTP, from a gateway.
fn page(status: u16) -> Outcome {
    Ok(Answer::new(status, "<html>"))
}

/// The status in the body, from the service.
fn envelope(status: u16) -> Outcome {
    Ok(Answer::new(200, format!(r#"{{"statusCode":{status}}}"#)))
}

fn with_retry_after(outcome: Outcome, value: &str) -> Outcome {
    outcome.map(|answer| answer.with_header("Retry-After", value))
}

/// Each status by HTTP and in the body, and each kind of a failed transport.
fn failures(statuses: &[u16], kinds: &[Kind]) -> Vec<(String, Outcome)> {
    let pages = statuses.iter().map(|&status| (format!("HTTP {status}"), page(status)));
    let envelopes = statuses
        .iter()
        .map(|&status| (format!("body {status}"), envelope(status)));
    let kinds = kinds.iter().map(|&kind| (format!("{kind:?}"), broken(kind)));
    pages.chain(envelopes).chain(kinds).collect()
}

/// Fails so the first times, and then succeeds.
fn failing(times: usize, failure: &Outcome) -> Fake {
    let (failure, asked) = (failure.clone(), AtomicUsize::new(0));
    Fake::answering(move |_| {
        if asked.fetch_add(1, SeqCst) < times {
            failure.clone()
        } else {
            success()
        }
    })
}

/// The same for the token requests; the operations succeed.
fn failing_for_token(times: usize, failure: &Outcome) -> Fake {
    let (failure, asked) = (failure.clone(), AtomicUsize::new(0));
    Fake::answering_all(move |sent| match sent.is_for_token() {
        true if asked.fetch_add(1, SeqCst) < times => failure.clone(),
        true => Ok(Answer::new(200, TOKEN_ANSWER)),
        false => success(),
    })
}

/// Accepts those tokens and refuses the others so. Tokens are numbered from 1.
fn accepting(tokens: &'static [&str], refusal: &Outcome) -> Fake {
    let refusal = refusal.clone();
    Fake::numbering("7200", move |sent| {
        if tokens.contains(&token_of(sent)) {
            success()
        } else {
            refusal.clone()
        }
    })
}

fn token_of(sent: &Sent) -> &str {
    sent.header("authorization")[0].strip_prefix("Bearer ").unwrap()
}

/// Every way to say that a token is not, or no longer, good.
fn token_refusals() -> Vec<(String, Outcome)> {
    let mut refusals = failures(&[401], &[]);
    for code in [2020, 2206, 2207] {
        let body = format!(r#"{{"statusCode":403,"apiCode":{code}}}"#);
        refusals.push((format!("apiCode {code}"), Ok(Answer::new(200, body))));
    }
    refusals
}

/// The error of a call that fails so whenever it is sent, after a check of how often that was.
#[track_caller]
fn error_after(attempts: u32, row: &str, call: Caller, failure: &Outcome) -> Error {
    let fake = failing(usize::MAX, failure);
    let client = client_with(&fake, soon());
    let began = Instant::now();
    let error = call(&client).expect_err(row);
    let took = began.elapsed();
    assert_eq!(fake.operations().len(), attempts as usize, "{row}: {error}");
    assert_eq!(fake.fetches(), 1, "{row}: {error}");
    assert_eq!(error.attempts(), attempts, "{row}: {error}");
    assert!(
        error.elapsed() > Duration::ZERO && error.elapsed() <= took,
        "{row}: {error}"
    );
    let said = format!("; {attempts} attempts in ");
    assert_eq!(error.to_string().contains(&said), attempts > 1, "{row}: {error}");
    error
}

/// Expects three attempts, and that the last of them may succeed.
#[track_caller]
fn expect_again(row: &str, call: Caller, failure: &Outcome) {
    let error = error_after(3, row, call, failure);
    assert!(error.is_retryable() && !error.may_have_happened(), "{row}: {error}");
    assert!(!error.to_string().contains(IN_DOUBT), "{row}: {error}");
    for times in 1..=2 {
        let fake = failing(times, failure);
        call(&client_with(&fake, soon())).expect(row);
        assert_eq!((fake.operations().len(), fake.fetches()), (times + 1, 1), "{row}");
    }
}

#[test]
fn what_was_not_reached_is_sent_again() {
    for (what, failure) in failures(&[], &[Kind::Connect, Kind::ConnectTimeout, Kind::Tls]) {
        for (effect, call) in READ_AND_WRITE {
            expect_again(&format!("{what}, {effect}"), call, &failure);
        }
    }
}

#[test]
fn too_many_requests_are_sent_again() {
    for (what, failure) in failures(&[429], &[]) {
        for (effect, call) in READ_AND_WRITE {
            expect_again(&format!("{what}, {effect}"), call, &failure);
        }
    }
}

#[test]
fn what_may_have_happened_is_sent_again_by_a_read_and_never_by_a_write() {
    for (what, failure) in failures(&[502, 503, 504], &[Kind::Interrupted, Kind::Timeout]) {
        expect_again(&what, read, &failure);
        let error = error_after(1, &what, write, &failure);
        assert!(error.is_retryable() && error.may_have_happened(), "{what}: {error}");
        assert!(error.to_string().ends_with(IN_DOUBT), "{what}: {error}");
    }
}

#[test]
fn what_would_fail_again_is_sent_once() {
    let mut rows = failures(
        &[400, 403, 404, 422, 500, 501],
        &[Kind::TooLarge, Kind::Protocol, Kind::Other],
    );
    for (what, status, body) in [
        ("wrong shape", 200, r#"{"statusCode":200,"data":[]}"#),
        ("no envelope", 200, "[]"),
        ("empty", 200, ""),
        ("redirect", 302, ""),
        // The body decides, wherever it is an envelope.
        ("400 under 503", 503, r#"{"statusCode":400}"#),
    ] {
        rows.push((what.to_owned(), Ok(Answer::new(status, body))));
    }
    for (what, failure) in rows {
        for (effect, call) in READ_AND_WRITE {
            let row = format!("{what}, {effect}");
            let error = error_after(1, &row, call, &failure);
            assert!(!error.is_retryable(), "{row}: {error}");
        }
    }
}

#[test]
fn a_write_is_in_doubt_unless_it_was_refused_or_never_arrived() {
    let kinds = [
        (Kind::TooLarge, true),
        (Kind::Protocol, true),
        (Kind::Other, true),
        (Kind::Connect, false),
    ];
    let mut rows: Vec<_> = kinds.into_iter().map(|(kind, doubt)| (broken(kind), doubt)).collect();
    for (status, doubt) in [(400, false), (401, false), (404, false), (429, false), (500, true)] {
        rows.extend([(page(status), doubt), (envelope(status), doubt)]);
    }
    // The service says that it went well, but not what came of it; and that it did not go well.
    for (body, doubt) in [
        (r#"{"statusCode":200,"data":[]}"#, true),
        (r#"{"statusCode":200,"data":{"success":false}}"#, false),
    ] {
        rows.push((Ok(Answer::new(200, body)), doubt));
    }
    for (failure, doubt) in rows {
        let error = write(&client_with(&failing(usize::MAX, &failure), soon())).unwrap_err();
        assert_eq!(error.may_have_happened(), doubt, "{error}");
        assert_eq!(error.to_string().contains(IN_DOUBT), doubt, "{error}");
    }
    for failure in [broken(Kind::Interrupted), envelope(500), page(502)] {
        let error = read(&client_with(&failing(usize::MAX, &failure), soon())).unwrap_err();
        assert!(!error.may_have_happened(), "{error}");
    }
    let error = Fake::succeeding()
        .client()
        .associate_tenant_resource()
        .send()
        .unwrap_err();
    assert!(error.is_validation() && !error.may_have_happened(), "{error}");
    assert_eq!((error.attempts(), error.elapsed()), (0, Duration::ZERO), "{error}");
}

/// How long the one call took that was put off once so.
fn time_when_put_off(call: Caller, failure: &Outcome, value: &str) -> Duration {
    let fake = failing(1, &with_retry_after(failure.clone(), value));
    let client = client_with(&fake, soon());
    let began = Instant::now();
    call(&client).unwrap();
    assert_eq!(fake.operations().len(), 2, "{value}");
    began.elapsed()
}

#[test]
fn retry_after_in_seconds_is_waited_for() {
    thread::scope(|scope| {
        for (call, failure) in [(write as Caller, page(429)), (write, envelope(429)), (read, page(503))] {
            scope.spawn(move || {
                let took = time_when_put_off(call, &failure, "1");
                assert!(took >= Duration::from_secs(1), "{took:?}");
            });
        }
    });
    // None to wait for: the back-off is.
    time_when_put_off(write, &page(429), "0");
}

#[test]
fn retry_after_as_a_date_is_waited_for() {
    // The first full second that is at least half a second away.
    let now = SystemTime::now();
    let since = now.duration_since(SystemTime::UNIX_EPOCH).unwrap();
    let date = SystemTime::UNIX_EPOCH + Duration::from_secs((since + Duration::from_millis(1500)).as_secs());
    time_when_put_off(write, &page(429), &httpdate::fmt_http_date(date));
    // A tenth of a second, should somebody set the clock right meanwhile.
    let late = SystemTime::now() + Duration::from_millis(100);
    assert!(late >= date, "called again before the date: {late:?}, {date:?}");
}

#[test]
fn a_broken_connection_says_nothing_of_when_to_come_again() {
    let partial = Answer::new(503, "<html>").with_header("retry-after", "3600");
    let error = TransportError::new(Kind::Connect, "").with_partial_answer(partial);
    expect_again("partial", read, &Err(error));
}

#[test]
fn a_retry_after_beyond_the_deadline_is_told_and_not_waited_for() {
    for (effect, call) in READ_AND_WRITE {
        let error = error_after(1, effect, call, &with_retry_after(envelope(429), "61"));
        assert!(error.is_rate_limited(), "{error}");
        assert_eq!(error.retry_after(), Some(Duration::from_secs(61)), "{error}");
        let end = ": [429] the service gave no message; try again in 61 s";
        assert!(error.to_string().ends_with(end), "{error}");
    }
    let error = error_after(1, "read", read, &with_retry_after(page(503), "3600"));
    assert!(error.to_string().ends_with(": <html>; try again in 3600 s"), "{error}");
    let error = error_after(1, "write", write, &with_retry_after(page(503), "3600"));
    let end = format!(": <html>{IN_DOUBT}; try again in 3600 s");
    assert!(error.to_string().ends_with(&end), "{error}");

    let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(3600));
    let error = error_after(1, "date", write, &with_retry_after(page(429), &date));
    let wait = error.retry_after().unwrap().as_secs();
    assert!((3000..3600).contains(&wait), "{wait}");
    let end = "; try again in 99999 s";
    let error = error_after(1, "days", write, &with_retry_after(page(429), "99999"));
    assert!(error.to_string().ends_with(end), "{error}");
}

#[test]
fn a_retry_after_that_says_nothing_is_passed_over() {
    for value in ["soon", "-1", "1.5", ""] {
        let failure = with_retry_after(page(429), value);
        let error = error_after(3, value, write, &failure);
        assert_eq!(error.retry_after(), None, "{value}");
        assert!(!error.to_string().contains("try again"), "{error}");
    }
}

#[test]
fn a_refused_token_is_renewed_and_the_call_sent_once_more() {
    for (what, refusal) in token_refusals() {
        for (effect, call) in READ_AND_WRITE {
            for policy in [RetryPolicy::none(), soon()] {
                let row = format!("{what}, {effect}, {policy:?}");
                let fake = accepting(&["token-2"], &refusal);
                let client = client_with(&fake, policy);
                call(&client).expect(&row);
                assert_eq!(fake.authorizations(), ["Bearer token-1", "Bearer token-2"], "{row}");
                assert_eq!(fake.fetches(), 2, "{row}");
                // The new one is kept.
                call(&client).expect(&row);
                assert_eq!((fake.operations().len(), fake.fetches()), (3, 2), "{row}");
                let [first, second, _] = &fake.operations()[..] else {
                    panic!("{row}")
                };
                assert_eq!((&first.url, &first.body), (&second.url, &second.body), "{row}");
            }
        }
    }
}

#[test]
fn a_second_refusal_is_the_error_and_the_endpoint_is_not_hammered() {
    for (what, refusal) in token_refusals() {
        for (effect, call) in READ_AND_WRITE {
            let row = format!("{what}, {effect}");
            let fake = accepting(&[], &refusal);
            let client = client_with(&fake, soon());
            let error = call(&client).expect_err(&row);
            assert_eq!(fake.authorizations(), ["Bearer token-1", "Bearer token-2"], "{row}");
            assert_eq!(error.attempts(), 2, "{row}: {error}");
            assert!(!error.may_have_happened() && !error.is_retryable(), "{row}: {error}");
            for _ in 0..10 {
                let error = call(&client).expect_err(&row);
                assert_eq!(error.attempts(), 1, "{row}: {error}");
            }
            assert_eq!((fake.operations().len(), fake.fetches()), (12, 2), "{row}");
        }
    }
}

#[test]
fn after_a_renewal_a_call_goes_on_as_any_other() {
    // Refused, then not reached, then done.
    let asked = AtomicUsize::new(0);
    let fake = Fake::numbering("7200", move |_| match asked.fetch_add(1, SeqCst) {
        0 => page(401),
        1 => broken(Kind::Connect),
        _ => success(),
    });
    write(&client_with(&fake, soon())).unwrap();
    let expected = ["Bearer token-1", "Bearer token-2", "Bearer token-2"];
    assert_eq!(fake.authorizations(), expected);
    assert_eq!(fake.fetches(), 2);
}

#[test]
fn many_threads_whose_token_is_refused_at_once_renew_it_once() {
    const THREADS: usize = 16;
    let all_there = Barrier::new(THREADS);
    let fake = Fake::numbering("7200", move |sent| {
        if token_of(sent) != "token-1" {
            return success();
        }
        // None is answered before all have been sent with the token.
        all_there.wait();
        page(401)
    });
    let client = &client_with(&fake, RetryPolicy::none());
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| write(client).unwrap());
        }
    });
    assert_eq!((fake.operations().len(), fake.fetches()), (2 * THREADS, 2));
}

#[test]
fn a_late_refusal_of_an_old_token_goes_on_with_the_one_that_is_there() {
    // The read is refused with the first token, and only after the write has been refused with both.
    let read_there = Arc::new(Barrier::new(2));
    let read_may_end = Arc::new(Barrier::new(2));
    let (there, may_end) = (Arc::clone(&read_there), Arc::clone(&read_may_end));
    let fake = Fake::numbering("7200", move |sent| {
        if !sent.url.contains("/list-groups") {
            return page(401);
        }
        if token_of(sent) != "token-1" {
            return success();
        }
        there.wait();
        may_end.wait();
        page(401)
    });
    let client = client_with(&fake, soon());
    let reader = client.clone();
    let reader = thread::spawn(move || read(&reader));
    read_there.wait();
    let refused = write(&client);
    read_may_end.wait();
    assert!(refused.unwrap_err().is_unauthorized());
    reader.join().unwrap().unwrap();
    assert_eq!(fake.fetches(), 2);
}

#[test]
fn a_wrong_secret_is_tried_once_for_each_call() {
    for (what, refusal) in failures(&[400, 401, 403], &[]) {
        for (effect, call) in READ_AND_WRITE {
            let row = format!("{what}, {effect}");
            let fake = failing_for_token(usize::MAX, &refusal);
            let client = client_with(&fake, soon());
            for calls in 1..=2 {
                let error = call(&client).expect_err(&row);
                assert_eq!((fake.fetches(), fake.operations().len()), (calls, 0), "{row}");
                assert_eq!(error.attempts(), 1, "{row}: {error}");
                assert!(!error.may_have_happened() && !error.is_retryable(), "{row}: {error}");
            }
        }
    }
}

#[test]
fn a_token_request_is_sent_again_also_for_a_write() {
    let kinds = [Kind::Connect, Kind::Interrupted, Kind::Timeout];
    for (what, failure) in failures(&[429, 502, 503, 504], &kinds) {
        let fake = failing_for_token(2, &failure);
        write(&client_with(&fake, soon())).expect(&what);
        assert_eq!((fake.fetches(), fake.operations().len()), (3, 1), "{what}");

        let fake = failing_for_token(usize::MAX, &failure);
        let error = write(&client_with(&fake, soon())).expect_err(&what);
        assert_eq!((fake.fetches(), fake.operations().len()), (3, 0), "{what}");
        assert_eq!(error.attempts(), 3, "{what}: {error}");
        // Without a token nothing was sent that could have happened.
        assert!(!error.may_have_happened(), "{what}: {error}");
        let line = error.to_string();
        assert!(
            line.starts_with("associate_tenant_resource: no management token: "),
            "{line}"
        );
        assert!(!line.contains(IN_DOUBT) && line.contains("; 3 attempts in "), "{line}");
    }
}

#[test]
fn the_deadline_bounds_attempts_together() {
    let (timeout, deadline) = (Duration::from_millis(200), Duration::from_millis(700));
    // As silent as a server can be.
    let fake = Fake::answering(|sent| {
        thread::sleep(sent.timeout);
        broken(Kind::Timeout)
    });
    let client = builder().transport(fake.clone()).timeout(timeout);
    let client = client.retry(soon().attempts(10).deadline(deadline)).build().unwrap();
    let error = read(&client).unwrap_err();
    let given: Vec<_> = fake.operations().iter().map(|sent| sent.timeout).collect();
    assert!(given.len() > 1 && given.len() <= 4, "{given:?}");
    // On a slow machine the deadline may pass between the beginning of the last attempt and its call.
    let unsent = usize::from(error.to_string().contains("the time went before the call was sent"));
    assert_eq!(error.attempts() as usize, given.len() + unsent, "{error}");
    assert!(given.iter().all(|&time| time <= timeout), "{given:?}");
    // What an attempt is given is rounded up to a whole millisecond.
    let whole: Duration = given.iter().sum();
    assert!(whole <= deadline + Duration::from_millis(1), "{given:?}");
}

#[test]
fn a_wait_that_would_end_after_the_deadline_is_not_begun() {
    let policy = RetryPolicy::default().base_delay(AGES).max_delay(AGES);
    let fake = failing(1, &broken(Kind::Connect));
    let error = write(&client_with(&fake, policy)).unwrap_err();
    assert_eq!((fake.operations().len(), error.attempts()), (1, 1), "{error}");
}

#[test]
fn no_back_off_is_longer_than_its_bound() {
    let policy = RetryPolicy::default()
        .base_delay(AGES)
        .max_delay(Duration::from_millis(2))
        .attempts(20);
    let fake = failing(19, &broken(Kind::Connect));
    write(&client_with(&fake, policy)).unwrap();
    assert_eq!(fake.operations().len(), 20);
}

#[test]
fn a_policy_counts_the_first_attempt() {
    assert_eq!(RetryPolicy::default().attempts(0), RetryPolicy::default().attempts(1));
    for (attempts, expected) in [(0, 1), (1, 1), (2, 2), (7, 7)] {
        let fake = failing(usize::MAX, &broken(Kind::Connect));
        let error = write(&client_with(&fake, soon().attempts(attempts))).unwrap_err();
        assert_eq!(error.attempts(), expected, "{error}");
        assert_eq!(fake.operations().len(), expected as usize, "{error}");
    }
}

#[test]
fn the_policy_of_a_call_wins() {
    let often = soon().attempts(4);
    for (of_client, of_call, expected) in [(RetryPolicy::none(), often.clone(), 4), (often, RetryPolicy::none(), 1)] {
        let usual = if expected == 1 { 4 } else { 1 };
        let fake = failing(usize::MAX, &broken(Kind::Connect));
        let client = client_with(&fake, of_client);
        let other = client.with_retry(of_call);
        for (client, expected) in [(&other, expected), (&client, usual), (&other.clone(), expected)] {
            assert_eq!(write(client).unwrap_err().attempts(), expected);
        }
    }
}

/// What the operations had as that header, a text for each.
fn values(fake: &Fake, name: &str) -> Vec<String> {
    fake.operations()
        .iter()
        .map(|sent| sent.header(name).join(", "))
        .collect()
}

#[test]
fn an_option_holds_for_the_client_it_gives_and_for_its_clones() {
    type Change = fn(&ManagementClient) -> ManagementClient;
    let rows: [(Change, &[&str], &str); 5] = [
        (
            |client| client.with_tenant_id("t-1"),
            &["x-authing-app-tenant-id", "x-genauth-app-tenant-id"],
            "t-1",
        ),
        (
            |client| client.with_lang("ja-JP"),
            &["x-authing-lang", "x-genauth-lang"],
            "ja-JP",
        ),
        (|client| client.with_header("X-Trace", "7"), &["x-trace"], "7"),
        (|client| client.with_request_id("r-9"), &["x-request-id"], "r-9"),
        // The last of two counts.
        (
            |client| client.with_header("x-trace", "1").with_header("X-TRACE", "2"),
            &["x-trace"],
            "2",
        ),
    ];
    for (change, names, value) in rows {
        let fake = Fake::succeeding();
        let client = fake.client();
        let changed = change(&client);
        for client in [&changed, &client, &changed.clone(), &client.clone()] {
            write(client).unwrap();
        }
        for name in names {
            assert_eq!(values(&fake, name), [value, "", value, ""], "{name}");
            // The token is everybody's.
            let for_token = &fake.sent()[0];
            assert!(for_token.is_for_token() && for_token.header(name).is_empty(), "{name}");
        }
        // One token for both.
        assert_eq!(fake.fetches(), 1);
    }
}

#[test]
fn an_option_stands_in_the_place_of_the_clients_own() {
    let fake = Fake::succeeding();
    let client = builder()
        .tenant_id("t-1")
        .lang("zh-CN")
        .header_prefix("X-Acme")
        .transport(fake.clone());
    let client = client.build().unwrap();
    write(&client.with_lang("en-US").with_tenant_id("t-2").with_lang("ja-JP")).unwrap();
    write(&client).unwrap();
    assert_eq!(values(&fake, "x-acme-lang"), ["ja-JP", "zh-CN"]);
    assert_eq!(values(&fake, "x-acme-app-tenant-id"), ["t-2", "t-1"]);
    for sent in fake.sent() {
        let others = ["x-authing-lang", "x-genauth-lang", "x-genauth-app-tenant-id"];
        assert!(others.iter().all(|name| sent.header(name).is_empty()), "{sent:?}");
    }
}

#[test]
fn a_timeout_holds_for_the_client_it_gives_and_for_its_clones() {
    let fake = Fake::succeeding();
    let client = fake.client();
    let patient = client.with_timeout(Duration::from_secs(40));
    for client in [&patient, &client, &patient.clone()] {
        write(client).unwrap();
    }
    let given: Vec<_> = fake
        .operations()
        .iter()
        .map(|sent| sent.timeout.as_secs_f64())
        .collect();
    let [first, second, third] = given[..] else {
        panic!("{given:?}")
    };
    assert!(first > 20.0 && first <= 40.0, "{given:?}");
    assert!(second <= 10.0, "{given:?}");
    assert!(third > 20.0 && third <= 40.0, "{given:?}");
}

#[test]
fn options_are_chained_and_sent_with_every_attempt() {
    let fake = failing(2, &broken(Kind::Connect));
    let client = fake
        .client()
        .with_retry(soon())
        .with_request_id("r-1")
        .with_lang("en-US");
    write(&client).unwrap();
    assert_eq!(values(&fake, "x-request-id"), ["r-1"; 3]);
    assert_eq!(values(&fake, "x-genauth-lang"), ["en-US"; 3]);
}

#[test]
fn a_wrong_option_is_a_violation_of_the_request() {
    let fake = Fake::succeeding();
    let client = fake.client();
    let header = |name: &str| client.with_header(name, "x");
    for (row, wrong, path) in [
        ("tenant_id", client.with_tenant_id("a\r\nx-evil: 1"), "tenant_id"),
        ("blank tenant_id", client.with_tenant_id(" "), "tenant_id"),
        ("lang", client.with_lang("en\nUS"), "lang"),
        ("request_id", client.with_request_id("用户"), "request_id"),
        ("empty request_id", client.with_request_id(""), "request_id"),
        ("value", client.with_header("x-a", "1\r\nx-evil: 1"), "header"),
        ("empty name", header(""), "header"),
        ("name with a colon", header("x-a: 1"), "header"),
        ("name with a line break", header("x-a\r\nx-evil"), "header"),
        ("authorization", header("Authorization"), "header"),
        ("host", header("HOST"), "header"),
        ("content-length", header("content-length"), "header"),
        ("content-type", header("Content-Type"), "header"),
        ("transfer-encoding", header("transfer-encoding"), "header"),
        ("connection", header("connection"), "header"),
        ("no time", client.with_timeout(Duration::ZERO), "timeout"),
        ("too much time", client.with_timeout(AGES), "timeout"),
    ] {
        let request = associate(&wrong);
        for error in [request.send().expect_err(row), request.validate().expect_err(row)] {
            assert!(error.is_validation(), "{row}: {error}");
            let paths: Vec<_> = error.violations().iter().map(genauth::Violation::path).collect();
            assert_eq!(paths, [path], "{row}");
            assert!(!error.to_string().contains("evil"), "{row}: {error}");
            assert_eq!(error.operation(), Some("associate_tenant_resource"), "{row}");
        }
    }
    // They come with what else is wrong, and all at once.
    let wrong = client.with_lang("").with_timeout(Duration::ZERO);
    let error = associate(&wrong).code("").send().unwrap_err();
    let paths: Vec<_> = error.violations().iter().map(genauth::Violation::path).collect();
    assert_eq!(paths, ["code", "lang", "timeout"]);
    assert_eq!(fake.sent().len(), 0);
    // The client that it came from is as good as before.
    write(&client).unwrap();
}

/// The lines that a call has written at `debug`; bodies come at `trace`.
fn lines_of(call: impl FnOnce()) -> Vec<String> {
    capture_log();
    let of_this_thread = || {
        let mut records = logged();
        records.retain(|record| record.thread == thread::current().id() && record.target.starts_with("genauth"));
        records
    };
    let before = of_this_thread().len();
    call();
    let mut lines = Vec::new();
    for record in &of_this_thread()[before..] {
        assert!(!record.text.contains(KEY_SECRET), "{record:?}");
        assert!(!record.text.contains("token-"), "{record:?}");
        match record.level {
            log::Level::Debug => lines.push(record.text.clone()),
            level => assert_eq!(level, log::Level::Trace, "{record:?}"),
        }
    }
    lines
}

/// Takes the time off the end of a line, where one has to be.
#[track_caller]
fn without_time(line: &str) -> &str {
    let (text, time) = line.rsplit_once(' ').unwrap();
    assert!(
        time.starts_with(|c: char| c.is_ascii_digit()) && time.ends_with('s'),
        "{line}"
    );
    text
}

#[test]
fn the_log_has_a_line_for_each_call_and_for_what_delays_it() {
    let name = "associate_tenant_resource";
    let done = "HTTP 200, statusCode 200 after";
    // What the service sends back of the token is not shown either.
    let echo = Ok(Answer::new(200, r#"{"statusCode":401,"message":"no token-1"}"#));
    for (fake, expected) in [
        (Fake::succeeding(), vec![format!("{name}: {done} 1 attempt(s) in")]),
        (
            failing(2, &broken(Kind::Connect)),
            vec![
                format!("{name}: no connection: details; again in"),
                format!("{name}: no connection: details; again in"),
                format!("{name}: {done} 3 attempt(s) in"),
            ],
        ),
        (
            failing(usize::MAX, &envelope(404)),
            vec![format!(
                "{name}: [404] the service gave no message after 1 attempt(s) in"
            )],
        ),
        (
            failing(usize::MAX, &broken(Kind::Tls)),
            vec![
                format!("{name}: no secure connection: details; again in"),
                format!("{name}: no secure connection: details; again in"),
                format!("{name}: no secure connection: details; 3 attempts in"),
            ],
        ),
        (
            failing_for_token(1, &page(503)),
            vec![
                format!(
                    "{name}: no management token: HTTP 503 with a body that is not an answer of the service \
                     (unknown type, 6 bytes); again in"
                ),
                format!("{name}: {done} 2 attempt(s) in"),
            ],
        ),
        (
            accepting(&["token-2"], &echo),
            vec![
                format!("{name}: [401] no <redacted>; once more with a new"),
                format!("{name}: {done} 2 attempt(s) in"),
            ],
        ),
    ] {
        let client = client_with(&fake, soon());
        let lines = lines_of(|| drop(write(&client)));
        let lines: Vec<_> = lines
            .iter()
            .map(|line| match line.strip_suffix(" token") {
                Some(line) => line,
                None => without_time(line),
            })
            .collect();
        assert_eq!(lines, expected);
    }
}

#[test]
fn an_invalid_request_is_not_logged() {
    let lines = lines_of(|| {
        let client = Fake::succeeding().client();
        client.associate_tenant_resource().send().unwrap_err();
    });
    assert_eq!(lines, [""; 0]);
}

#[test]
fn a_call_that_is_sent_again_reads_the_last_answer_alone() {
    // The first answer is of no use, though it has data.
    let bodies = [
        r#"{"statusCode":503,"data":{"totalCount":7,"list":[{"code":"a"}]}}"#,
        r#"{"statusCode":200,"data":{"list":[{"code":"b"}]}}"#,
    ];
    let bodies = Mutex::new(bodies.into_iter());
    let fake = Fake::answering(move |_| Ok(Answer::new(200, bodies.lock().unwrap().next().unwrap())));
    let data = client_with(&fake, soon()).list_groups().send().unwrap().data;
    let codes: Vec<_> = data.list.iter().map(|group| group.code.as_str()).collect();
    assert_eq!((data.total_count, codes), (0, vec!["b"]));
}
