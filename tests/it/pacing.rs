//! Tests that a refusal makes all requests of a bulk run wait.

use std::time::{Duration, Instant};

use genauth::RetryPolicy;
use genauth::transport::{HttpResponse, TransportErrorKind};

use crate::failures::{default_retries, failing, write};
use crate::support::{associate, builder};

fn refusal(seconds: &str) -> HttpResponse {
    HttpResponse::new(429, r#"{"statusCode":429}"#).with_header("retry-after", seconds)
}

#[test]
fn all_workers_wait_for_a_retry_after() {
    let fake = failing(1, &Ok(refusal("1")));
    let client = fake.client_with_retry(default_retries());
    let started = Instant::now();
    let requests = (0..20).map(|_| associate(&client));
    let early = client
        .send_all(requests)
        .concurrency(2)
        .as_completed()
        .filter(|(_, result)| {
            result.as_ref().unwrap();
            started.elapsed() < Duration::from_secs(1)
        });
    // Only what the other worker was sending at that time.
    assert!(early.count() <= 1);
    assert_eq!(fake.operations().len(), 21);
}

#[test]
fn refusals_do_not_count_as_attempts_of_a_run() {
    let fake = failing(5, &Ok(HttpResponse::new(429, r#"{"statusCode":429}"#)));
    let client = fake.client_with_retry(RetryPolicy::default().attempts(2).base_delay(Duration::from_millis(1)));
    assert!(client.send_all([associate(&client)]).all(|(_, result)| result.is_ok()));
    assert_eq!(fake.operations().len(), 6);
}

#[test]
fn a_pause_beyond_the_deadline_fails_before_anything_is_sent() {
    let fake = failing(1, &Ok(refusal("3600")));
    let client = builder()
        .transport(fake.clone())
        .retry(default_retries())
        .build()
        .unwrap();
    let results: Vec<_> = client.send_all([associate(&client), associate(&client)]).collect();
    let [(0, Err(refused)), (1, Err(error))] = &results[..] else {
        panic!("{results:?}")
    };
    assert!(refused.is_rate_limited());
    assert_eq!(error.transport_kind(), Some(TransportErrorKind::RateLimit));
    assert!(!error.may_have_happened() && error.is_retryable());
    assert_eq!(
        error.to_string(),
        "associate_tenant_resource: no permit within the deadline of 60 s (the service refused too many requests)"
    );
    assert_eq!(fake.operations().len(), 1);
    // Single requests and runs without retries are not paced.
    write(&client).unwrap();
    let client = client.with_retry(RetryPolicy::none());
    assert!(client.send_all([associate(&client)]).all(|(_, result)| result.is_ok()));
    assert_eq!(fake.operations().len(), 3);
}

#[test]
fn retries_of_a_run_have_a_limit_in_common() {
    let fake = failing(usize::MAX, &Ok(HttpResponse::new(503, "{}")));
    let client = fake.client_with_retry(RetryPolicy::default().base_delay(Duration::ZERO));
    let requests = (0..300).map(|_| client.get_group().code("developers"));
    assert!(
        client
            .send_all(requests)
            .concurrency(4)
            .all(|(_, result)| result.is_err())
    );
    // 900 with three attempts each.
    assert_eq!(fake.operations().len(), 400);
}
