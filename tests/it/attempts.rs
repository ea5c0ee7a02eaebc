//! The observer of attempts, and the key-values of log records.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};
use std::thread;

use genauth::transport::{HttpResponse, TransportError, TransportErrorKind};
use genauth::{ManagementClient, RetryPolicy};

use crate::failures::default_retries;
use crate::support::{FakeTransport, KEY_SECRET, TransportResult, associate, builder};
use crate::test_server::SUCCESS;

/// An attempt as the observer saw it.
#[derive(Clone, Debug, PartialEq)]
struct Seen {
    operation: String,
    number: u32,
    http_status: Option<u16>,
    status_code: Option<i64>,
    response_bytes: usize,
    will_retry: bool,
}

/// A client whose operations return these results in turn, and then succeed, and what its observer sees.
fn observed(results: Vec<TransportResult>, policy: RetryPolicy) -> (ManagementClient, Arc<Mutex<Vec<Seen>>>) {
    let results = Mutex::new(results.into_iter());
    let fake = FakeTransport::responding(move |_| {
        let next = results.lock().unwrap().next();
        next.unwrap_or_else(|| Ok(HttpResponse::new(200, SUCCESS)))
    });
    let seen = Arc::<Mutex<Vec<Seen>>>::default();
    let record = Arc::clone(&seen);
    let client = builder().transport(fake).retry(policy).on_attempt(move |attempt| {
        let debug = format!("{attempt:?}");
        assert!(!debug.contains(KEY_SECRET) && !debug.contains("test-token"), "{debug}");
        record.lock().unwrap().push(Seen {
            operation: attempt.operation.to_owned(),
            number: attempt.number,
            http_status: attempt.http_status,
            status_code: attempt.status_code,
            response_bytes: attempt.response_bytes,
            will_retry: attempt.will_retry,
        });
    });
    (client.build().unwrap(), seen)
}

fn seen(number: u32, http_status: Option<u16>, status_code: Option<i64>, bytes: usize, will_retry: bool) -> Seen {
    Seen {
        operation: "associate_tenant_resource".to_owned(),
        number,
        http_status,
        status_code,
        response_bytes: bytes,
        will_retry,
    }
}

#[test]
fn every_attempt_is_observed_with_its_outcome() {
    let limited = r#"{"statusCode":429}"#;
    let rejected = r#"{"statusCode":401}"#;
    let (client, attempts) = observed(
        vec![
            Err(TransportError::new(TransportErrorKind::Connect, "refused")),
            Ok(HttpResponse::new(200, limited)),
            Ok(HttpResponse::new(401, rejected)),
        ],
        default_retries(),
    );
    associate(&client).send().unwrap();
    assert_eq!(
        *attempts.lock().unwrap(),
        [
            seen(1, None, None, 0, true),
            seen(2, Some(200), Some(429), limited.len(), true),
            seen(3, Some(401), Some(401), rejected.len(), true),
            seen(4, Some(200), Some(200), SUCCESS.len(), false),
        ]
    );
}

#[test]
fn the_last_attempt_says_that_none_follows() {
    let (client, attempts) = observed(vec![Ok(HttpResponse::new(502, "<html>"))], RetryPolicy::none());
    associate(&client).send().unwrap_err();
    assert_eq!(*attempts.lock().unwrap(), [seen(1, Some(502), None, 6, false)]);
}

#[test]
fn an_invalid_request_has_no_attempts() {
    let (client, attempts) = observed(Vec::new(), RetryPolicy::none());
    client.associate_tenant_resource().send().unwrap_err();
    assert!(attempts.lock().unwrap().is_empty());
}

#[test]
fn a_panic_of_the_observer_reaches_its_caller_and_nobody_else() {
    let fake = FakeTransport::succeeding();
    let client = builder().transport(fake.clone()).on_attempt(|attempt| {
        assert_ne!(attempt.operation, "get_all_groups", "the observer panics");
    });
    let client = client.build().unwrap();
    thread::scope(|scope| {
        for _ in 0..4 {
            let panics = || catch_unwind(AssertUnwindSafe(|| client.get_all_groups().send().map(drop)));
            scope.spawn(move || assert!(panics().is_err()));
            scope.spawn(|| associate(&client).send().unwrap());
        }
    });
    associate(&client).send().unwrap();
    assert_eq!(fake.token_requests(), 1);
}
