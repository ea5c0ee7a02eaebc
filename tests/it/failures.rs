//! What the tests of retries share: requests with each effect, failures of each kind, and transports that return them.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::{Duration, Instant};

use genauth::transport::{HttpResponse, TransportError, TransportErrorKind};
use genauth::{Error, ManagementClient, RetryPolicy};

use crate::support::{FakeTransport, IN_DOUBT, SentRequest, TransportResult, associate};
use crate::test_server::{SUCCESS, TOKEN_RESPONSE};

/// Sends a valid request, and drops the response.
pub type SendRequest = fn(&ManagementClient) -> Result<(), Error>;

pub fn read(client: &ManagementClient) -> Result<(), Error> {
    client.list_groups().send().map(drop)
}

pub fn write(client: &ManagementClient) -> Result<(), Error> {
    associate(client).send().map(drop)
}

pub fn destroy(client: &ManagementClient) -> Result<(), Error> {
    client.delete_namespace().code("library").send().map(drop)
}

/// Every effect that an operation can have.
pub const EFFECTS: [(&str, SendRequest); 3] = [("read", read), ("write", write), ("destructive", destroy)];

/// The effects that must not be applied twice.
pub const WRITES: [(&str, SendRequest); 2] = [("write", write), ("destructive", destroy)];

/// The default policy with negligible delays.
pub fn default_retries() -> RetryPolicy {
    RetryPolicy::default().base_delay(Duration::from_millis(1))
}

pub fn success() -> HttpResponse {
    HttpResponse::new(200, SUCCESS)
}

pub fn transport_error(kind: TransportErrorKind) -> TransportResult {
    Err(TransportError::new(kind, "details"))
}

/// A gateway's page with this HTTP status.
pub fn gateway_page(status: u16) -> HttpResponse {
    HttpResponse::new(status, "<html>")
}

/// A response of the service with this `statusCode`.
pub fn envelope(status_code: u16) -> HttpResponse {
    HttpResponse::new(200, format!(r#"{{"statusCode":{status_code}}}"#))
}

/// Each status as a gateway's page and as the `statusCode` of an envelope, and a transport error of each kind.
pub fn failures(statuses: &[u16], kinds: &[TransportErrorKind]) -> Vec<(String, TransportResult)> {
    let mut failures = Vec::new();
    for &status in statuses {
        failures.push((format!("HTTP {status}"), Ok(gateway_page(status))));
        failures.push((format!("statusCode {status}"), Ok(envelope(status))));
    }
    failures.extend(kinds.iter().map(|&kind| (format!("{kind:?}"), transport_error(kind))));
    failures
}

/// Every response by which the service rejects a token.
pub fn token_rejections() -> Vec<(String, TransportResult)> {
    let mut rejections = failures(&[401], &[]);
    for code in [2020, 2206, 2207] {
        let body = format!(r#"{{"statusCode":403,"apiCode":{code}}}"#);
        rejections.push((format!("apiCode {code}"), Ok(HttpResponse::new(200, body))));
    }
    rejections
}

/// A transport that fails the first `times` operations, and responds to the others with success.
pub fn failing(times: usize, failure: &TransportResult) -> FakeTransport {
    let (failure, count) = (failure.clone(), AtomicUsize::new(0));
    FakeTransport::responding(move |_| {
        if count.fetch_add(1, SeqCst) < times {
            failure.clone()
        } else {
            Ok(success())
        }
    })
}

/// A transport that fails the first `times` token requests, and responds to every operation with success.
pub fn failing_for_token(times: usize, failure: &TransportResult) -> FakeTransport {
    let (failure, count) = (failure.clone(), AtomicUsize::new(0));
    FakeTransport::responding_to_all(move |request| match request.is_token_request() {
        true if count.fetch_add(1, SeqCst) < times => failure.clone(),
        true => Ok(HttpResponse::new(200, TOKEN_RESPONSE)),
        false => Ok(success()),
    })
}

/// A transport that accepts operations with these tokens, and rejects those with others. It numbers the tokens from 1.
pub fn accepting(tokens: &'static [&str], rejection: &TransportResult) -> FakeTransport {
    let rejection = rejection.clone();
    FakeTransport::with_numbered_tokens("7200", move |request| {
        if tokens.contains(&token_of(request)) {
            Ok(success())
        } else {
            rejection.clone()
        }
    })
}

/// The token that an operation was sent with.
pub fn token_of(request: &SentRequest) -> &str {
    let authorization = request.header("authorization")[0];
    authorization.strip_prefix("Bearer ").expect("a bearer token")
}

/// Sends a request that fails at every attempt. Asserts the number of attempts, and returns the error.
#[track_caller]
pub fn error_after(attempts: u32, case: &str, send: SendRequest, failure: &TransportResult) -> Error {
    let fake = failing(usize::MAX, failure);
    let client = fake.client_with_retry(default_retries());
    let started = Instant::now();
    let error = send(&client).expect_err(case);
    let elapsed = started.elapsed();
    assert_eq!(fake.operations().len(), attempts as usize, "{case}: {error}");
    assert_eq!(fake.token_requests(), 1, "{case}: {error}");
    assert_eq!(error.attempts(), attempts, "{case}: {error}");
    assert!(!error.is_token(), "{case}: {error}");
    assert!(
        error.elapsed() > Duration::ZERO && error.elapsed() <= elapsed,
        "{case}: {error}"
    );
    let shown = format!(" ({attempts} attempts in ");
    assert_eq!(error.to_string().contains(&shown), attempts > 1, "{case}: {error}");
    error
}

/// Asserts that a request is attempted up to three times, and that it succeeds if the second or third attempt does.
#[track_caller]
pub fn assert_retried(case: &str, send: SendRequest, failure: &TransportResult) {
    let error = error_after(3, case, send, failure);
    assert!(error.is_retryable() && !error.may_have_happened(), "{case}: {error}");
    assert!(!error.to_string().contains(IN_DOUBT), "{case}: {error}");
    for times in 1..=2 {
        let fake = failing(times, failure);
        send(&fake.client_with_retry(default_retries())).expect(case);
        assert_eq!(
            (fake.operations().len(), fake.token_requests()),
            (times + 1, 1),
            "{case}"
        );
    }
}
