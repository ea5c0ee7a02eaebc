//! Tests that a refusal makes all requests of a client wait.

use std::thread;
use std::time::{Duration, Instant};

use genauth::RetryPolicy;
use genauth::transport::{HttpResponse, TransportErrorKind};

use crate::failures::{default_retries, failing, write};
use crate::support::builder;

fn refusal(seconds: &str) -> HttpResponse {
    HttpResponse::new(429, r#"{"statusCode":429}"#).with_header("retry-after", seconds)
}

#[test]
fn all_clones_wait_for_a_retry_after() {
    let fake = failing(1, &Ok(refusal("1")));
    let client = fake.client_with_retry(default_retries());
    let started = Instant::now();
    thread::scope(|scope| {
        let clone = client.with_lang("en-US");
        scope.spawn(move || write(&clone).unwrap());
        while fake.operations().is_empty() {
            thread::yield_now();
        }
        // Nothing is refused any more.
        scope.spawn(|| write(&client).unwrap());
    });
    assert!(started.elapsed() >= Duration::from_secs(1), "{:?}", started.elapsed());
    assert_eq!(fake.operations().len(), 3);
}

#[test]
fn a_pause_beyond_the_deadline_fails_before_anything_is_sent() {
    let fake = failing(1, &Ok(refusal("3600")));
    let client = builder()
        .transport(fake.clone())
        .retry(default_retries())
        .build()
        .unwrap();
    assert!(write(&client).unwrap_err().is_rate_limited());
    let error = write(&client).unwrap_err();
    assert_eq!(error.transport_kind(), Some(TransportErrorKind::RateLimit));
    assert!(!error.may_have_happened() && error.is_retryable());
    assert_eq!(
        error.to_string(),
        "associate_tenant_resource: no permit within the deadline of 60 s (the service refused too many requests)"
    );
    assert_eq!(fake.operations().len(), 1);
    // Requests without retries are not paced.
    write(&client.with_retry(RetryPolicy::none())).unwrap();
    assert_eq!(fake.operations().len(), 2);
}
