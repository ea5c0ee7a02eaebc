//! Tests how long a request waits for a permit of the client-side rate limit.

use std::thread;
use std::time::{Duration, Instant};

use genauth::RetryPolicy;
use genauth::transport::TransportErrorKind;

use crate::failures::EFFECTS;
use crate::support::{FakeTransport, Predicate, assert_error, associate, builder, get_group};
use crate::test_server::TestServer;

#[test]
fn requests_wait_for_a_permit_for_longer_than_the_timeout_of_an_attempt() {
    const THREADS: u32 = 8;
    const PER_SECOND: u32 = 4;
    let server = TestServer::start();
    let client = server.client().rate_limit(PER_SECOND).timeout(Duration::from_secs(1));
    let client = &client.build().unwrap();
    let started = Instant::now();
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| get_group(client).send().unwrap());
        }
    });
    // The last permit is due seven intervals after the first, which is beyond the timeout of one attempt.
    let elapsed = started.elapsed();
    assert!(
        elapsed >= Duration::from_secs(1) * (THREADS - 1) / PER_SECOND,
        "{elapsed:?}"
    );
}

#[test]
fn the_time_for_an_attempt_starts_with_its_permit() {
    let timeout = Duration::from_millis(200);
    let fake = FakeTransport::succeeding();
    let builder = builder().transport(fake.clone()).rate_limit(2);
    let client = builder.timeout(timeout).build().unwrap();
    // The second request waits for about 500 ms.
    for _ in 0..2 {
        get_group(&client).send().unwrap();
    }
    let timeouts: Vec<_> = fake.operations().iter().map(|request| request.timeout).collect();
    assert!(timeouts.iter().all(|&time| time <= timeout), "{timeouts:?}");
}

#[test]
fn a_request_without_a_permit_within_its_deadline_fails_at_once_and_was_not_sent() {
    for (effect, send) in EFFECTS {
        for attempts in [1, 3] {
            let fake = FakeTransport::succeeding();
            let deadline = Duration::from_millis(500);
            let policy = RetryPolicy::default().attempts(attempts).deadline(deadline);
            let builder = builder().transport(fake.clone()).rate_limit(1).retry(policy);
            let client = builder.build().unwrap();
            // On a slow machine, the next permit may be due soon enough.
            let error = (0..20).find_map(|_| send(&client).err()).expect("a permit is missing");
            let message = format!(
                "{}: no permit within the deadline of 500 ms (`rate_limit`)",
                error.operation().unwrap()
            );
            assert_eq!(error.to_string(), message, "{effect}");
            assert_error(&error, &[Predicate::Timeout, Predicate::Retryable], 0, &message);
            assert_eq!(error.transport_kind(), Some(TransportErrorKind::RateLimit), "{effect}");
        }
    }
}

#[test]
fn a_retry_needs_a_permit_too() {
    // The first attempt is rate limited by the service, and the second one would have to wait for longer than allowed.
    let fake = FakeTransport::responding_with(r#"{"statusCode":429}"#);
    let policy = RetryPolicy::default()
        .base_delay(Duration::ZERO)
        .deadline(Duration::from_millis(500));
    let client = builder()
        .transport(fake.clone())
        .rate_limit(1)
        .retry(policy)
        .build()
        .unwrap();
    let error = associate(&client).send().unwrap_err();
    let message = "associate_tenant_resource: no permit within the deadline of 500 ms (`rate_limit`)";
    assert_eq!(error.to_string(), message);
    assert_eq!((error.attempts(), fake.operations().len()), (1, 1));
}
