//! Tests which requests are repeated, how often, and within which time. `retry_after` tests delays that the service
//! asks for, and `token_rejection` tests rejected tokens.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use genauth::RetryPolicy;
use genauth::transport::{HttpResponse, TransportErrorKind as Kind};

use crate::failures::{
    EFFECTS, WRITES, assert_retried, default_retries, envelope, error_after, failing, failing_for_token, failures,
    gateway_page, read, transport_error, write,
};
use crate::support::{FakeTransport, IN_DOUBT, Predicate, assert_error, builder};

/// A delay that is longer than any test can wait.
const AGES: Duration = Duration::from_secs(1_000_000_000);

#[test]
fn a_request_that_was_not_sent_is_retried() {
    let kinds = [Kind::Connect, Kind::ConnectTimeout, Kind::Tls];
    for (name, failure) in failures(&[], &kinds) {
        for (effect, send) in EFFECTS {
            assert_retried(&format!("{name}, {effect}"), send, &failure);
        }
    }
}

#[test]
fn a_rate_limited_request_is_retried() {
    for (name, failure) in failures(&[429], &[]) {
        for (effect, send) in EFFECTS {
            assert_retried(&format!("{name}, {effect}"), send, &failure);
        }
    }
}

#[test]
fn a_request_that_may_have_been_applied_is_only_retried_if_it_is_a_read() {
    for (name, failure) in failures(&[502, 503, 504], &[Kind::Interrupted, Kind::Timeout]) {
        assert_retried(&name, read, &failure);
        for (effect, send) in WRITES {
            let case = format!("{name}, {effect}");
            let error = error_after(1, &case, send, &failure);
            assert!(error.is_retryable() && error.may_have_happened(), "{case}: {error}");
            assert!(error.to_string().ends_with(IN_DOUBT), "{case}: {error}");
        }
    }
}

#[test]
fn a_permanent_failure_is_not_retried() {
    let mut cases = failures(
        &[400, 403, 404, 422, 500, 501],
        &[Kind::Certificate, Kind::TooLarge, Kind::Protocol, Kind::Other],
    );
    for (name, status, body) in [
        ("data of another type", 200, r#"{"statusCode":200,"data":[]}"#),
        ("no envelope", 200, "[]"),
        ("empty body", 200, ""),
        ("redirect", 302, ""),
        // An envelope takes precedence over the HTTP status.
        ("400 in HTTP 503", 503, r#"{"statusCode":400}"#),
    ] {
        cases.push((name.to_owned(), Ok(HttpResponse::new(status, body))));
    }
    for (name, failure) in cases {
        for (effect, send) in EFFECTS {
            let case = format!("{name}, {effect}");
            let error = error_after(1, &case, send, &failure);
            assert!(!error.is_retryable(), "{case}: {error}");
        }
    }
}

#[test]
fn a_write_is_in_doubt_unless_it_was_rejected_or_not_sent() {
    let mut cases = vec![
        (transport_error(Kind::TooLarge), true),
        (transport_error(Kind::Protocol), true),
        (transport_error(Kind::Other), true),
        (transport_error(Kind::Connect), false),
        (transport_error(Kind::Certificate), false),
    ];
    for (status, in_doubt) in [(400, false), (401, false), (404, false), (429, false), (500, true)] {
        cases.push((Ok(gateway_page(status)), in_doubt));
        cases.push((Ok(envelope(status)), in_doubt));
    }
    for (body, in_doubt) in [
        // The data may say that the operation failed, but cannot be decoded.
        (r#"{"statusCode":200,"data":[]}"#, true),
        // The operation failed.
        (r#"{"statusCode":200,"data":{"success":false}}"#, false),
    ] {
        cases.push((Ok(HttpResponse::new(200, body)), in_doubt));
    }
    for (failure, in_doubt) in cases {
        for (effect, send) in WRITES {
            let client = failing(usize::MAX, &failure).client_with_retry(default_retries());
            let error = send(&client).unwrap_err();
            assert_eq!(error.may_have_happened(), in_doubt, "{effect}: {error}");
            assert_eq!(error.to_string().contains(IN_DOUBT), in_doubt, "{effect}: {error}");
        }
    }
}

#[test]
fn a_read_is_never_in_doubt() {
    for failure in [
        transport_error(Kind::Interrupted),
        Ok(envelope(500)),
        Ok(gateway_page(502)),
    ] {
        let client = failing(usize::MAX, &failure).client_with_retry(default_retries());
        let error = read(&client).unwrap_err();
        assert!(!error.may_have_happened(), "{error}");
    }
}

#[test]
fn an_invalid_request_makes_no_attempt() {
    let client = FakeTransport::succeeding().client();
    let error = client.associate_tenant_resource().send().unwrap_err();
    let start = "associate_tenant_resource: invalid request: ";
    assert_error(&error, &[Predicate::Validation], 0, start);
    assert_eq!(error.elapsed(), Duration::ZERO);
}

#[test]
fn a_token_request_is_retried_even_for_a_write() {
    let kinds = [Kind::Connect, Kind::Tls, Kind::Interrupted, Kind::Timeout];
    for (name, failure) in failures(&[429, 502, 503, 504], &kinds) {
        let fake = failing_for_token(2, &failure);
        write(&fake.client_with_retry(default_retries())).expect(&name);
        assert_eq!((fake.token_requests(), fake.operations().len()), (3, 1), "{name}");

        let fake = failing_for_token(usize::MAX, &failure);
        let error = write(&fake.client_with_retry(default_retries())).expect_err(&name);
        assert_eq!((fake.token_requests(), fake.operations().len()), (3, 0), "{name}");
        assert_eq!(error.attempts(), 3, "{name}: {error}");
        // The operation was not sent, so it cannot have been applied.
        assert!(error.is_token() && !error.may_have_happened(), "{name}: {error}");
        let message = error.to_string();
        let start = "associate_tenant_resource: cannot obtain a management token: ";
        assert!(message.starts_with(start), "{message}");
        assert!(!message.contains(IN_DOUBT), "{message}");
        assert!(message.contains(" (3 attempts in "), "{message}");
    }
}

#[test]
fn the_deadline_limits_all_attempts_together() {
    let (timeout, deadline) = (Duration::from_millis(200), Duration::from_millis(700));
    // The fake behaves like a server that never responds.
    let fake = FakeTransport::responding(|request| {
        thread::sleep(request.timeout);
        transport_error(Kind::Timeout)
    });
    let policy = default_retries().attempts(10).deadline(deadline);
    let client = builder().transport(fake.clone()).timeout(timeout).retry(policy);
    let error = read(&client.build().unwrap()).unwrap_err();
    let timeouts: Vec<_> = fake.operations().iter().map(|request| request.timeout).collect();
    assert!(timeouts.len() > 1 && timeouts.len() <= 4, "{timeouts:?}");
    // On a slow machine, the deadline may pass after the last attempt has started, but before it sends its request.
    let is_last_unsent = error
        .to_string()
        .contains("deadline exceeded before the request was sent");
    let sent = error.attempts() as usize - usize::from(is_last_unsent);
    assert_eq!(sent, timeouts.len(), "{error}");
    assert!(timeouts.iter().all(|&time| time <= timeout), "{timeouts:?}");
    // The last timeout is rounded up to a whole millisecond.
    let total: Duration = timeouts.iter().sum();
    assert!(total <= deadline + Duration::from_millis(1), "{timeouts:?}");
}

#[test]
fn a_delay_that_would_exceed_the_deadline_is_not_started() {
    let policy = RetryPolicy::default().base_delay(AGES).max_delay(AGES);
    let fake = failing(1, &transport_error(Kind::Connect));
    let error = write(&fake.client_with_retry(policy)).unwrap_err();
    assert_eq!((fake.operations().len(), error.attempts()), (1, 1), "{error}");
}

#[test]
fn no_delay_exceeds_the_maximum() {
    let policy = RetryPolicy::default()
        .base_delay(AGES)
        .max_delay(Duration::from_millis(2))
        .attempts(20);
    let fake = failing(19, &transport_error(Kind::Connect));
    write(&fake.client_with_retry(policy)).unwrap();
    assert_eq!(fake.operations().len(), 20);
}

#[test]
fn the_number_of_attempts_includes_the_first_one() {
    assert_eq!(RetryPolicy::default().attempts(0), RetryPolicy::none());
    assert_eq!(RetryPolicy::default().attempts(1), RetryPolicy::none());
    assert_eq!(RetryPolicy::default().attempts(3), RetryPolicy::default());
    for (attempts, expected) in [(0, 1), (1, 1), (2, 2), (7, 7)] {
        let fake = failing(usize::MAX, &transport_error(Kind::Connect));
        let client = fake.client_with_retry(default_retries().attempts(attempts));
        let error = write(&client).unwrap_err();
        assert_eq!(error.attempts(), expected, "{error}");
        assert_eq!(fake.operations().len(), expected as usize, "{error}");
    }
}

#[test]
fn a_retried_request_only_decodes_the_last_response() {
    let bodies = [
        r#"{"statusCode":503,"data":{"totalCount":7,"list":[{"code":"a"}]}}"#,
        r#"{"statusCode":200,"data":{"list":[{"code":"b"}]}}"#,
    ];
    let bodies = Mutex::new(bodies.into_iter());
    let fake = FakeTransport::responding(move |_| {
        let body = bodies.lock().unwrap().next().expect("two attempts");
        Ok(HttpResponse::new(200, body))
    });
    let client = fake.client_with_retry(default_retries());
    let data = client.list_groups().send().unwrap().data;
    let codes: Vec<_> = data.list.iter().map(|group| group.code.as_str()).collect();
    assert_eq!((data.total_count, codes), (0, vec!["b"]));
}
