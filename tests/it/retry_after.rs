//! Tests when a `Retry-After` header delays the next attempt, and when it is only reported.

use std::thread;
use std::time::{Duration, Instant, SystemTime};

use genauth::transport::{HttpResponse, TransportError, TransportErrorKind};

use crate::failures::{
    EFFECTS, SendRequest, assert_retried, default_retries, destroy, envelope, error_after, failing, gateway_page, read,
    write,
};
use crate::support::IN_DOUBT;

/// How an error continues after `HTTP 503` if the response was a [`gateway_page`].
const FOREIGN_BODY: &str =
    " from api.genauth.ai with a body that is not a response of the service (no content type, 6 bytes): <html>";

fn with_retry_after(response: HttpResponse, value: &str) -> HttpResponse {
    response.with_header("Retry-After", value)
}

/// Measures how long a request takes if its first attempt fails with this response and this `Retry-After`.
#[track_caller]
fn time_with_retry_after(send: SendRequest, failure: HttpResponse, value: &str) -> Duration {
    let fake = failing(1, &Ok(with_retry_after(failure, value)));
    let client = fake.client_with_retry(default_retries());
    let started = Instant::now();
    send(&client).expect("the second attempt succeeds");
    assert_eq!(fake.operations().len(), 2, "{value}");
    started.elapsed()
}

#[test]
fn the_next_attempt_waits_for_the_given_seconds() {
    let cases: [(SendRequest, HttpResponse); 4] = [
        (write, gateway_page(429)),
        (destroy, envelope(429)),
        (write, envelope(429)),
        (read, gateway_page(503)),
    ];
    thread::scope(|scope| {
        for (send, failure) in cases {
            scope.spawn(move || {
                let elapsed = time_with_retry_after(send, failure, "1");
                assert!(elapsed >= Duration::from_secs(1), "{elapsed:?}");
            });
        }
    });
    // A delay of 0 seconds leaves only the backoff.
    time_with_retry_after(write, gateway_page(429), "0");
}

#[test]
fn the_next_attempt_waits_for_the_given_date() {
    // The date must be a full second. This is the first one that is at least half a second ahead.
    let now = SystemTime::now();
    let since_epoch = now.duration_since(SystemTime::UNIX_EPOCH).unwrap();
    let seconds = (since_epoch + Duration::from_millis(1500)).as_secs();
    let date = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
    time_with_retry_after(write, gateway_page(429), &httpdate::fmt_http_date(date));
    // The tolerance of a tenth of a second allows for adjustments of the system clock during the wait.
    let end = SystemTime::now() + Duration::from_millis(100);
    assert!(end >= date, "retried before the date: {end:?}, {date:?}");
}

#[test]
fn the_header_of_a_partial_response_does_not_delay_the_next_attempt() {
    let partial = HttpResponse::new(503, "<html>").with_header("retry-after", "3600");
    let error = TransportError::new(TransportErrorKind::Connect, "").with_partial_response(partial);
    assert_retried("partial response", read, &Err(error));
}

#[test]
fn a_wait_beyond_the_deadline_is_reported_instead() {
    for (effect, send) in EFFECTS {
        let error = error_after(1, effect, send, &Ok(with_retry_after(envelope(429), "61")));
        assert!(error.is_rate_limited(), "{error}");
        assert_eq!(error.retry_after(), Some(Duration::from_secs(61)), "{error}");
        let end = ": [429] no message; retry after 61 s";
        assert!(error.to_string().ends_with(end), "{error}");
    }

    let unavailable = Ok(with_retry_after(gateway_page(503), "3600"));
    let error = error_after(1, "read", read, &unavailable);
    assert_eq!(
        error.to_string(),
        format!("list_groups: HTTP 503{FOREIGN_BODY}; retry after 3600 s")
    );
    let error = error_after(1, "write", write, &unavailable);
    assert_eq!(
        error.to_string(),
        format!("associate_tenant_resource: HTTP 503{FOREIGN_BODY}{IN_DOUBT}; retry after 3600 s")
    );

    let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(3600));
    let error = error_after(1, "date", write, &Ok(with_retry_after(gateway_page(429), &date)));
    let wait = error.retry_after().unwrap().as_secs();
    assert!((3000..3600).contains(&wait), "{wait}");

    let error = error_after(1, "a day", write, &Ok(with_retry_after(gateway_page(429), "99999")));
    assert!(error.to_string().ends_with("; retry after 99999 s"), "{error}");
}

#[test]
fn a_malformed_header_is_ignored() {
    for value in ["soon", "-1", "1.5", ""] {
        let failure = Ok(with_retry_after(gateway_page(429), value));
        let error = error_after(3, value, write, &failure);
        assert_eq!(error.retry_after(), None, "{value}");
        assert!(!error.to_string().contains("retry after"), "{error}");
    }
}
