//! Tests a client that has a management token from the caller instead of an access key.

use std::time::Duration;

use genauth::transport::{HttpRequest, HttpResponse, Transport, TransportError, TransportErrorKind};
use genauth::{Error, ManagementClient, ManagementClientBuilder, RetryPolicy, ViolationKind};

use crate::failures::{EFFECTS, default_retries, read, success, token_rejections, transport_error, write};
use crate::support::{CapturedLog, FakeTransport, Predicate, TransportResult, assert_error, associate, authorize};
use crate::test_server::{Reply, SUCCESS, TOKEN_PATH, TestServer};
use crate::token::jwt_with_user_pool;

/// Every token ends with this mark. No other file uses it, because the whole process shares one log.
const MARK: &str = "mark-of-a-callers-token";

/// A token that names the user pool `pool-1`.
fn token() -> String {
    jwt_with_user_pool(r#""pool-1""#) + MARK
}

/// A token that names no user pool.
fn opaque_token() -> String {
    format!("opaque-{MARK}")
}

fn builder() -> ManagementClientBuilder {
    ManagementClient::builder()
        .management_token(token())
        .retry(RetryPolicy::none())
}

fn client_with(fake: &FakeTransport, policy: RetryPolicy) -> ManagementClient {
    let builder = builder().transport(fake.clone()).retry(policy);
    builder.build().expect("valid settings")
}

/// A transport that returns this result for every request, including token requests.
fn returning(result: &TransportResult) -> FakeTransport {
    let result = result.clone();
    FakeTransport::responding_to_all(move |_| result.clone())
}

/// A builder whose host is on loopback, which needs no TLS feature.
fn local_builder() -> ManagementClientBuilder {
    ManagementClient::builder().host("http://localhost")
}

#[track_caller]
fn build_error(builder: ManagementClientBuilder) -> Error {
    let error = builder.build().expect_err("invalid settings");
    assert!(error.is_validation(), "{error}");
    assert_clean("build", &everything_in(&error));
    error
}

#[track_caller]
fn assert_clean(what: &str, shown: &str) {
    assert!(!shown.contains(MARK), "{what}: {shown}");
}

/// Everything that an error can show, in one string.
fn everything_in(error: &Error) -> String {
    let body = error.body().map(String::from_utf8_lossy);
    let headers = ["x-request-id", "x-echo"].map(|name| error.header(name));
    let texts = (error.server_message(), error.request_id(), error.violations());
    format!("{error} {error:#} {error:?} {error:#?} {body:?} {headers:?} {texts:?}")
}

#[test]
fn the_token_is_sent_with_every_request_and_none_is_fetched() {
    let fake = returning(&Ok(success()));
    let client = client_with(&fake, RetryPolicy::none());
    assert_eq!(fake.requests().len(), 0);
    for client in [&client, &client.clone(), &client.with_request_id("r-1")] {
        associate(client).send().unwrap();
    }
    let bearer = format!("Bearer {}", token());
    assert_eq!(fake.authorizations(), [bearer.as_str(); 3]);
    assert_eq!(fake.token_requests(), 0);
}

#[test]
fn a_rejection_is_final() {
    for (name, rejection) in token_rejections() {
        for (effect, send) in EFFECTS {
            for policy in [RetryPolicy::none(), default_retries()] {
                let case = format!("{name}, {effect}, {policy:?}");
                let fake = returning(&rejection);
                let client = client_with(&fake, policy);
                // The token is not discarded, so the second request is also sent with it.
                for requests in 1..=2 {
                    let error = send(&client).expect_err(&case);
                    assert_eq!(
                        (fake.operations().len(), fake.token_requests()),
                        (requests, 0),
                        "{case}"
                    );
                    assert_eq!(error.attempts(), 1, "{case}: {error}");
                    assert!(!error.is_retryable() && !error.may_have_happened(), "{case}: {error}");
                    assert!(!error.is_token(), "{case}: {error}");
                }
            }
        }
    }
}

#[test]
fn a_401_is_reported_as_unauthorized() {
    let body = r#"{"statusCode":401,"apiCode":2206,"message":"login expired"}"#;
    let fake = returning(&Ok(HttpResponse::new(200, body)));
    let error = write(&client_with(&fake, default_retries())).unwrap_err();
    let message = "associate_tenant_resource: [401 / 2206] login expired";
    assert_eq!(error.to_string(), message);
    assert_error(&error, &[Predicate::Unauthorized], 1, message);
}

#[test]
fn other_failures_are_retried_as_with_an_access_key() {
    let fake = returning(&transport_error(TransportErrorKind::Interrupted));
    let client = client_with(&fake, default_retries());
    assert_eq!(read(&client).unwrap_err().attempts(), 3);
    let error = write(&client).unwrap_err();
    assert_eq!(error.attempts(), 1);
    assert!(error.may_have_happened(), "{error}");
    assert_eq!((fake.operations().len(), fake.token_requests()), (4, 0));
}

#[test]
fn the_user_pool_comes_from_the_setting_or_else_from_the_token() {
    for (case, token, setting, expected) in [
        ("setting and claim", token(), Some("my-pool"), "my-pool"),
        ("setting, opaque token", opaque_token(), Some("my-pool"), "my-pool"),
        ("claim", token(), None, "pool-1"),
        ("claim is a number", jwt_with_user_pool("12"), None, "12"),
    ] {
        let fake = returning(&Ok(success()));
        let mut builder = ManagementClient::builder()
            .management_token(token)
            .transport(fake.clone());
        if let Some(id) = setting {
            builder = builder.user_pool_id(id);
        }
        associate(&builder.build().expect(case)).send().expect(case);
        let operation = &fake.operations()[0];
        assert_eq!(operation.header("x-authing-userpool-id"), [expected], "{case}");
        assert_eq!(operation.header("x-genauth-userpool-id"), [expected], "{case}");
    }
}

#[test]
fn a_token_that_names_no_user_pool_needs_the_setting() {
    for token in [
        opaque_token(),
        format!("a.b.{MARK}"),
        jwt_with_user_pool("null"),
        jwt_with_user_pool(r#"" ""#),
        jwt_with_user_pool(r#""a\r\nx-evil: 1""#),
    ] {
        let error = build_error(local_builder().management_token(token));
        assert_eq!(
            error.to_string(),
            "build: user_pool_id is required, because the management token does not name a user pool"
        );
        assert_eq!(error.violations()[0].path(), "user_pool_id");
        assert_eq!(error.violations()[0].kind(), ViolationKind::Missing);
    }
    // A blank setting is a violation even if the token names a user pool.
    let error = build_error(builder().host("http://localhost").user_pool_id(" "));
    assert_eq!(error.to_string(), "build: user_pool_id must not be blank");
}

#[test]
fn a_token_that_cannot_be_sent_is_a_violation() {
    for (token, kind, message) in [
        (String::new(), ViolationKind::Blank, "must not be blank"),
        (" \t".to_owned(), ViolationKind::Blank, "must not be blank"),
        (
            format!("{MARK}\r\nx-evil: 1"),
            ViolationKind::Malformed,
            "must not contain line breaks or control characters",
        ),
        (
            format!("{MARK}\0"),
            ViolationKind::Malformed,
            "must not contain line breaks or control characters",
        ),
        (format!("ключ-{MARK}"), ViolationKind::Malformed, "must be ASCII text"),
    ] {
        let error = build_error(local_builder().management_token(token));
        assert_eq!(error.to_string(), format!("build: management_token {message}"));
        assert_eq!(error.violations()[0].path(), "management_token");
        assert_eq!(error.violations()[0].kind(), kind);
    }
}

#[test]
fn a_token_together_with_an_access_key_is_a_conflict() {
    let error = build_error(builder().host("http://localhost").access_key_id("id"));
    assert_eq!(
        error.to_string(),
        "build: management_token cannot be combined with an access key"
    );
    assert_eq!(error.violations()[0].kind(), ViolationKind::Conflict);
}

#[test]
fn violations_of_the_token_and_other_settings_are_reported_together() {
    let error = build_error(
        ManagementClient::builder()
            .management_token(opaque_token())
            .host("ftp://example.com")
            .lang("")
            .timeout(Duration::ZERO),
    );
    let mut paths: Vec<_> = error.violations().iter().map(genauth::Violation::path).collect();
    paths.sort_unstable();
    assert_eq!(paths, ["host", "lang", "timeout", "user_pool_id"]);
}

#[test]
fn debug_output_and_built_requests_do_not_contain_the_token() {
    let builder = builder().host(format!("https://{MARK}@example.com"));
    let shown = format!("{builder:?} {builder:#?}");
    assert_clean("builder", &shown);
    assert!(shown.contains("management_token: Some(<redacted>)"), "{shown}");

    let client = client_with(&returning(&Ok(success())), RetryPolicy::none());
    let shown = format!("{client:?} {client:#?}");
    assert_clean("client", &shown);
    assert!(shown.contains("management_token: <redacted>"), "{shown}");
    assert!(!shown.contains("access_key"), "{shown}");

    let (first, second) = (associate(&client), authorize(&client));
    let built = first.build().unwrap();
    assert_eq!(built.header("authorization"), None);
    let shown = format!("{first:?} {second:#?} {built:?} {:?} {:?}", built.headers, built.url);
    assert_clean("requests", &shown);
    let response = first.send().unwrap();
    assert_clean("response", &format!("{response:?} {response:#?} {response}"));
}

/// A transport that panics with everything that the request and the response show.
struct Panicking;

impl Transport for Panicking {
    fn send(&self, request: &HttpRequest) -> TransportResult {
        assert_eq!(
            request.header("authorization"),
            Some(format!("Bearer {}", token()).as_str())
        );
        let response = HttpResponse::new(200, token()).with_header("x-echo", token());
        panic!("{request:?} {request:#?} {response:?} {response:#?}");
    }
}

#[test]
fn debug_output_inside_a_transport_does_not_contain_the_token() {
    let client = builder().transport(Panicking).build().unwrap();
    let request = associate(&client);
    let payload = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| request.send())).unwrap_err();
    let message = payload.downcast_ref::<String>().expect("a formatted message");
    assert!(message.starts_with("HttpRequest"), "{message}");
    assert_clean("transport", message);
}

#[test]
fn no_error_contains_the_token() {
    let token = token();
    let echoes = [
        HttpResponse::new(200, format!(r#"{{"statusCode":401,"message":"no {token}!"}}"#)),
        HttpResponse::new(
            200,
            format!(r#"{{"statusCode":403,"apiCode":2020,"requestId":"{token}"}}"#),
        ),
        HttpResponse::new(200, format!(r#"{{"statusCode":200,"data":["{token}"]}}"#)),
        HttpResponse::new(502, format!("<html>{token}{token}")),
        HttpResponse::new(502, "<html>").with_header("x-request-id", token.clone()),
        HttpResponse::new(502, "").with_header("x-echo", format!("Bearer {token}")),
    ];
    for echo in echoes {
        let partial = TransportError::new(TransportErrorKind::Interrupted, format!("at {token}"));
        let partial = partial.with_partial_response(echo.clone());
        for result in [Ok(echo), Err(partial)] {
            let fake = returning(&result);
            let shown = everything_in(&write(&client_with(&fake, RetryPolicy::none())).unwrap_err());
            assert_clean("echo", &shown);
            assert!(shown.contains("<redacted>"), "{shown}");
        }
    }
    // This body ends in the middle of the token.
    let partial = HttpResponse::new(200, format!("<p>{}", &token[..token.len() - 3]));
    let error = TransportError::new(TransportErrorKind::Interrupted, "").with_partial_response(partial);
    let error = write(&client_with(&returning(&Err(error)), RetryPolicy::none())).unwrap_err();
    assert_eq!(error.body(), Some(&b"<p>"[..]));
}

#[test]
fn no_log_record_contains_the_token() {
    let log = CapturedLog::start();
    let token = token();
    let message = format!(r#"{{"statusCode":401,"message":"{token}","requestId":"management-token-1"}}"#);
    let server = TestServer::responding(move |request| match request.path() {
        "/api/v3/associate-tenant-resource" => Reply::json(SUCCESS),
        _ => Reply::http("200 OK", &format!("x-echo: {token}\r\n"), &message),
    });
    let client = builder().host(server.url()).build().unwrap();
    write(&client).unwrap();
    assert!(read(&client).unwrap_err().is_unauthorized());
    let requests = server.take_requests();
    assert_eq!(requests.len(), 2);
    assert!(
        requests.iter().all(|request| request.path() != TOKEN_PATH),
        "{requests:?}"
    );

    let records = log.records();
    for record in &records {
        assert_clean(&format!("{} at {}", record.target, record.level), &record.text);
    }
    // The message was but redacted.
    let logged = "list_groups: [401] <redacted> (request id management-token-1)";
    assert!(records.iter().any(|record| record.text.starts_with(logged)));
}

#[cfg(feature = "events")]
#[test]
fn a_subscription_needs_an_access_key() {
    let client = builder().build().unwrap();
    let mut events = client.subscribe("authing.user.created");
    let error = events.next().expect("an error").unwrap_err();
    assert_eq!(
        error.to_string(),
        "subscribe: invalid request: access_key_id is required to subscribe"
    );
    assert!(events.next().is_none());
}
