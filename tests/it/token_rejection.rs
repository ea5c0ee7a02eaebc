//! Tests what happens if the service rejects the token or the access key of a request.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Barrier};
use std::thread;

use genauth::RetryPolicy;
use genauth::transport::TransportErrorKind;

use crate::failures::{
    EFFECTS, accepting, default_retries, failing_for_token, failures, gateway_page, read, success, token_of,
    token_rejections, transport_error, write,
};
use crate::support::FakeTransport;

#[test]
fn a_rejected_token_is_renewed_and_the_request_repeated_once() {
    for (name, rejection) in token_rejections() {
        for (effect, send) in EFFECTS {
            for policy in [RetryPolicy::none(), default_retries()] {
                let case = format!("{name}, {effect}, {policy:?}");
                let fake = accepting(&["token-2"], &rejection);
                let client = fake.client_with_retry(policy);
                send(&client).expect(&case);
                assert_eq!(fake.authorizations(), ["Bearer token-1", "Bearer token-2"], "{case}");
                assert_eq!(fake.token_requests(), 2, "{case}");
                // The new token is kept.
                send(&client).expect(&case);
                assert_eq!((fake.operations().len(), fake.token_requests()), (3, 2), "{case}");
                let [first, second, _] = &fake.operations()[..] else {
                    panic!("{case}")
                };
                assert_eq!((&first.url, &first.body), (&second.url, &second.body), "{case}");
            }
        }
    }
}

#[test]
fn a_second_rejection_is_final_and_pauses_renewals() {
    for (name, rejection) in token_rejections() {
        for (effect, send) in EFFECTS {
            let case = format!("{name}, {effect}");
            let fake = accepting(&[], &rejection);
            let client = fake.client_with_retry(default_retries());
            let error = send(&client).expect_err(&case);
            assert_eq!(fake.authorizations(), ["Bearer token-1", "Bearer token-2"], "{case}");
            assert_eq!(error.attempts(), 2, "{case}: {error}");
            assert!(!error.may_have_happened() && !error.is_retryable(), "{case}: {error}");
            assert!(!error.is_token(), "{case}: {error}");
            for _ in 0..10 {
                let error = send(&client).expect_err(&case);
                assert_eq!(error.attempts(), 1, "{case}: {error}");
            }
            assert_eq!((fake.operations().len(), fake.token_requests()), (12, 2), "{case}");
        }
    }
}

#[test]
fn after_a_renewal_the_retry_policy_applies_as_before() {
    let count = AtomicUsize::new(0);
    let fake = FakeTransport::with_numbered_tokens("7200", move |_| match count.fetch_add(1, SeqCst) {
        0 => Ok(gateway_page(401)),
        1 => transport_error(TransportErrorKind::Connect),
        _ => Ok(success()),
    });
    write(&fake.client_with_retry(default_retries())).unwrap();
    let expected = ["Bearer token-1", "Bearer token-2", "Bearer token-2"];
    assert_eq!(fake.authorizations(), expected);
    assert_eq!(fake.token_requests(), 2);
}

#[test]
fn threads_whose_token_is_rejected_at_once_renew_it_once() {
    const THREADS: usize = 16;
    let all_sent = Barrier::new(THREADS);
    let fake = FakeTransport::with_numbered_tokens("7200", move |request| {
        if token_of(request) != "token-1" {
            return Ok(success());
        }
        // No request is rejected before all of them have been sent with the same token.
        all_sent.wait();
        Ok(gateway_page(401))
    });
    let client = &fake.client();
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| write(client).unwrap());
        }
    });
    assert_eq!((fake.operations().len(), fake.token_requests()), (2 * THREADS, 2));
}

#[test]
fn a_late_rejection_of_an_old_token_is_retried_with_the_current_one() {
    // The read is sent with the first token, but is rejected only after the write has been rejected with both tokens.
    let read_arrived = Arc::new(Barrier::new(2));
    let read_may_end = Arc::new(Barrier::new(2));
    let (arrived, may_end) = (Arc::clone(&read_arrived), Arc::clone(&read_may_end));
    let fake = FakeTransport::with_numbered_tokens("7200", move |request| {
        if request.operation != "list_groups" {
            return Ok(gateway_page(401));
        }
        if token_of(request) != "token-1" {
            return Ok(success());
        }
        arrived.wait();
        may_end.wait();
        Ok(gateway_page(401))
    });
    let client = fake.client_with_retry(default_retries());
    let reader = client.clone();
    let reader = thread::spawn(move || read(&reader));
    read_arrived.wait();
    let rejected = write(&client);
    read_may_end.wait();
    assert!(rejected.unwrap_err().is_unauthorized());
    reader.join().unwrap().unwrap();
    assert_eq!(fake.token_requests(), 2);
}

#[test]
fn a_rejected_access_key_is_tried_once_per_request() {
    for (name, rejection) in failures(&[400, 401, 403], &[]) {
        for (effect, send) in EFFECTS {
            let case = format!("{name}, {effect}");
            let fake = failing_for_token(usize::MAX, &rejection);
            let client = fake.client_with_retry(default_retries());
            for requests in 1..=2 {
                let error = send(&client).expect_err(&case);
                assert_eq!(
                    (fake.token_requests(), fake.operations().len()),
                    (requests, 0),
                    "{case}"
                );
                assert_eq!(error.attempts(), 1, "{case}: {error}");
                assert!(error.is_token(), "{case}: {error}");
                assert!(!error.may_have_happened() && !error.is_retryable(), "{case}: {error}");
            }
        }
    }
}
