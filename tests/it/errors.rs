//! Tests the predicates and fields of an error, and how much of the response it keeps.

use std::io;
use std::time::Duration;

use genauth::transport::{HttpResponse, TransportError, TransportErrorKind as Kind};
use genauth::{Error, ManagementClient, RetryPolicy};

use crate::support::{FakeTransport, KEY_SECRET, Predicate, associate, authorize, builder, predicates, result_for};

/// The error of a client with two invalid settings.
pub fn settings_error() -> Error {
    let builder = builder().host("http://localhost"); // so that the test needs no TLS
    builder
        .access_key_secret(" ")
        .timeout(Duration::ZERO)
        .build()
        .unwrap_err()
}

/// The error of a request with two violations.
pub fn validation_error() -> Error {
    let client = FakeTransport::succeeding().client();
    let request = client.associate_tenant_resource().association(true).code(" ");
    request.send().unwrap_err()
}

/// The error of a write whose response has this status and body.
pub fn error_for(status: u16, body: impl Into<Vec<u8>>) -> Error {
    result_for(HttpResponse::new(status, body)).unwrap_err()
}

/// The error of a write whose response is an envelope with this `statusCode` and these other fields. `fields` is empty
/// or begins with a comma.
pub fn refusal(status_code: i64, fields: &str) -> Error {
    error_for(200, format!(r#"{{"statusCode":{status_code}{fields}}}"#))
}

/// The error of a write whose transport fails.
pub fn transport_error(error: TransportError) -> Error {
    let fake = FakeTransport::responding(move |_| Err(error.clone()));
    associate(&fake.client()).send().unwrap_err()
}

#[test]
fn an_error_is_small_and_can_be_sent_between_threads() {
    fn assert_is_an_error<T: std::error::Error + Send + Sync + Clone + 'static>() {}
    assert_is_an_error::<Error>();
    assert!(size_of::<Error>() <= 24, "{}", size_of::<Error>());
}

#[test]
fn the_kind_of_a_transport_error_decides_its_predicates() {
    use Predicate::{Connect, MayHaveHappened, Retryable, Timeout};
    for (kind, expected) in [
        (Kind::Connect, &[Connect, Retryable][..]),
        (Kind::Certificate, &[Connect]),
        (Kind::Tls, &[Connect, Retryable]),
        (Kind::ConnectTimeout, &[Connect, Timeout, Retryable]),
        (Kind::RateLimit, &[Timeout, Retryable]),
        (Kind::Timeout, &[Timeout, Retryable, MayHaveHappened]),
        (Kind::Interrupted, &[Retryable, MayHaveHappened]),
        (Kind::TooLarge, &[MayHaveHappened]),
        (Kind::Protocol, &[MayHaveHappened]),
        (Kind::Other, &[MayHaveHappened]),
    ] {
        let error = transport_error(TransportError::new(kind, "details"));
        assert_eq!(predicates(&error), expected, "{kind:?}");
        assert_eq!(error.transport_kind(), Some(kind));
        // No response was received, so the error keeps none.
        assert_eq!((error.http_status(), error.body()), (None, None), "{kind:?}");
    }
}

#[test]
fn predicates_follow_from_the_status() {
    use Predicate::{Conflict, Forbidden, MayHaveHappened, NotFound, RateLimited, Retryable, Unauthorized};
    // A gateway knows nothing about the objects that a request names, so a 404 or 409 from a gateway does not mean that
    // an object is missing or in conflict.
    for (status, of_envelope, of_gateway) in [
        (400, &[][..], &[][..]),
        (401, &[Unauthorized], &[Unauthorized]),
        (403, &[Forbidden], &[Forbidden]),
        (404, &[NotFound], &[]),
        (409, &[Conflict], &[]),
        (422, &[], &[]),
        (429, &[RateLimited, Retryable], &[RateLimited, Retryable]),
        (500, &[MayHaveHappened], &[MayHaveHappened]),
        (502, &[Retryable, MayHaveHappened], &[Retryable, MayHaveHappened]),
        (503, &[Retryable, MayHaveHappened], &[Retryable, MayHaveHappened]),
        (504, &[Retryable, MayHaveHappened], &[Retryable, MayHaveHappened]),
        (601, &[MayHaveHappened], &[MayHaveHappened]),
    ] {
        assert_eq!(predicates(&refusal(status.into(), "")), of_envelope, "{status}");
        assert_eq!(predicates(&error_for(status, "<html>")), of_gateway, "{status}");
    }
    // If there is an envelope, the HTTP status does not matter.
    assert_eq!(predicates(&error_for(503, r#"{"statusCode":400}"#)), []);
    assert_eq!(predicates(&error_for(429, r#"{"statusCode":404}"#)), [NotFound]);
}

#[test]
fn every_error_names_its_operation_and_has_no_source() {
    use Predicate::{Connect, MayHaveHappened, Retryable, Validation};
    let associate = "associate_tenant_resource";
    let tls = TransportError::new(Kind::Tls, "details");
    for (error, operation, expected) in [
        (settings_error(), "build", &[Validation][..]),
        (validation_error(), associate, &[Validation]),
        (refusal(200, r#","data":{"success":false}"#), associate, &[]),
        (error_for(200, "<html>"), associate, &[MayHaveHappened]),
        (transport_error(tls), associate, &[Connect, Retryable]),
    ] {
        assert_eq!(error.operation(), Some(operation), "{error}");
        assert_eq!(predicates(&error), expected, "{error}");
        assert_eq!(error.violations().is_empty(), !error.is_validation(), "{error}");
        // The message includes the cause, so a report that follows the sources would print it twice.
        assert!(std::error::Error::source(&error).is_none(), "{error}");
    }
}

#[test]
fn the_cause_of_a_refused_connection_is_an_io_error() {
    // Nothing listens on port 1. A port that was free a moment ago could be taken by another test.
    let client = ManagementClient::builder()
        .management_token("test-token")
        .user_pool_id("pool-1")
        .host("http://127.0.0.1:1")
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    let error = associate(&client).send().unwrap_err();
    let cause = error.cause().expect("the transport had an I/O error");
    let cause = cause.downcast_ref::<io::Error>().expect("it is an I/O error");
    assert_eq!(cause.kind(), io::ErrorKind::ConnectionRefused);
    assert_eq!(
        error.to_string(),
        "associate_tenant_resource: cannot connect to 127.0.0.1:1: connection refused"
    );
}

#[test]
fn the_cause_is_the_one_that_the_transport_passed_on() {
    let with_cause = TransportError::new(Kind::Other, "failed").with_cause(io::Error::other("disk full"));
    let error = transport_error(with_cause);
    assert_eq!(error.cause().map(ToString::to_string).as_deref(), Some("disk full"));
    assert_eq!(
        error.clone().cause().map(ToString::to_string).as_deref(),
        Some("disk full")
    );

    for without_cause in [
        settings_error(),
        validation_error(),
        refusal(404, ""),
        error_for(502, ""),
        transport_error(TransportError::new(Kind::Other, "failed")),
    ] {
        assert!(without_cause.cause().is_none(), "{without_cause}");
    }
}

#[test]
fn a_documented_api_code_has_a_meaning() {
    for (fields, code, meaning) in [
        (r#","apiCode":2004"#, Some(2004), Some("the user does not exist")),
        (r#","apiCode":"2206""#, Some(2206), Some("the login has expired")),
        (r#","apiCode":1"#, Some(1), None),
        ("", None, None),
    ] {
        let error = refusal(400, fields);
        assert_eq!(
            (error.api_code(), error.api_code_meaning()),
            (code, meaning),
            "{fields}"
        );
    }
    assert_eq!(error_for(502, r#"{"apiCode":2004}"#).api_code_meaning(), None);
}

#[test]
fn a_404_or_409_for_the_token_says_nothing_about_the_request() {
    for status_code in [404, 409] {
        let body = format!(r#"{{"statusCode":{status_code},"message":"no such key"}}"#);
        let fake = FakeTransport::responding_to_all(move |_| Ok(HttpResponse::new(200, body.as_str())));
        let error = associate(&fake.client()).send().unwrap_err();
        assert_eq!(error.status_code(), Some(status_code));
        assert_eq!(predicates(&error), [Predicate::Token]);
    }
}

#[test]
fn a_clone_equals_the_original_error() {
    let error = refusal(429, r#","message":"slow down","requestId":"r-1""#);
    assert_eq!(format!("{:#?}", error.clone()), format!("{error:#?}"));
    assert_eq!(error.clone().body(), error.body());
}

#[test]
fn a_body_is_kept_up_to_8_kib() {
    for size in [0, 1, 8191, 8192, 8193, 1_000_000] {
        let body = vec![b'<'; size];
        let kept = Some(&body[..size.min(8192)]);
        let partial = HttpResponse::new(200, body.clone()).with_header("a", "b");
        let interrupted = TransportError::new(Kind::Interrupted, "").with_partial_response(partial);
        let interrupted = transport_error(interrupted);
        assert_eq!(error_for(502, body.clone()).body(), kept, "{size}");
        assert_eq!(interrupted.body(), kept, "{size}");
        assert_eq!(interrupted.http_status(), Some(200), "{size}");
        assert_eq!(interrupted.header("A"), Some("b"), "{size}");
    }
}

#[test]
fn a_body_that_ends_like_the_beginning_of_a_secret_is_unchanged() {
    assert!(KEY_SECRET.starts_with("test-"));
    for body in ["Bad Request", "this is a tes", "t"] {
        assert_eq!(error_for(502, body).body(), Some(body.as_bytes()));
    }
}

#[test]
fn redacting_a_short_secret_does_not_extend_the_body() {
    let fake = FakeTransport::responding(|_| Ok(HttpResponse::new(502, "x".repeat(9000))));
    let client = builder().access_key_secret("x").transport(fake).build().unwrap();
    let error = associate(&client).send().unwrap_err();
    assert_eq!(error.body().map(<[u8]>::len), Some(8 * 1024));
}

#[test]
fn the_request_id_is_found_in_the_header_of_any_response() {
    let body = r#"{"statusCode":500,"message":"m","requestId":""}"#;
    let response = HttpResponse::new(200, body).with_header("X-Request-Id", "from-header");
    let error = result_for(response.clone()).unwrap_err();
    assert_eq!(error.request_id(), Some("from-header"));

    let interrupted = TransportError::new(Kind::Interrupted, "closed").with_partial_response(response);
    assert_eq!(transport_error(interrupted).request_id(), Some("from-header"));
}

#[test]
fn a_token_error_keeps_neither_body_nor_headers_and_the_operation_is_not_sent() {
    use Predicate::{Connect, Retryable, Token, Unauthorized};
    let respond = |status, body: &str| Ok(HttpResponse::new(status, body).with_header("a", "b"));
    for (result, expected) in [
        (
            respond(200, r#"{"statusCode":401,"apiCode":7,"message":"m"}"#),
            &[Unauthorized, Token][..],
        ),
        (respond(503, "<html>"), &[Token, Retryable]),
        (
            respond(200, r#"{"statusCode":200,"data":{"access_token":[]}}"#),
            &[Token],
        ),
        (respond(200, r#"{"statusCode":200}"#), &[Token]),
        (
            Err(TransportError::new(Kind::Connect, "refused")),
            &[Connect, Token, Retryable],
        ),
    ] {
        let fake = FakeTransport::responding_to_all(move |_| result.clone());
        let error = authorize(&fake.client()).send().unwrap_err();
        assert_eq!(error.operation(), Some("authorize_application_access"));
        assert_eq!(predicates(&error), expected, "{error}");
        // The body may contain half a token.
        assert_eq!(error.body().unwrap_or_default(), b"", "{error}");
        assert_eq!(error.header("a"), None, "{error}");
        assert_eq!(fake.requests().len(), 1, "{error}");
    }
}

#[test]
fn the_error_of_an_unusable_token_keeps_the_status_and_the_request_id() {
    let fake = FakeTransport::responding_to_all(|_| {
        let body = r#"{"statusCode":200,"requestId":"r1","data":{"access_token":" "}}"#;
        Ok(HttpResponse::new(200, body))
    });
    let error = associate(&fake.client()).send().unwrap_err();
    assert_eq!(error.http_status(), Some(200));
    assert_eq!(error.request_id(), Some("r1"));
    assert_eq!(error.body(), Some(&b""[..]));
}
