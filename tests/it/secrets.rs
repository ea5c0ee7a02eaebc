//! Checks that the access key secret and the token are never shown, even if the server sends them back.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Mutex, mpsc};
use std::thread;

use genauth::transport::{HttpRequest, HttpResponse, Transport, TransportError, TransportErrorKind};
use genauth::{Error, ManagementClient, ManagementClientBuilder};

use crate::sockets::LONG_TIMEOUT;
use crate::support::{self, FakeTransport, TransportResult, associate, authorize};
use crate::test_server::{self, Reply, SUCCESS, TOKEN_PATH};

const SECRET: &str = "MARKER-SECRET-5f1d9c0b";
const TOKEN: &str = "MARKER-TOKEN-77a0e2d4";
const PASSWORD: &str = "MARKER-PASSWORD-31bb";

/// Every secret begins with this marker, so that a truncated secret is found as well. No other file may use the marker,
/// because the whole process shares one log.
const MARKER: &str = "MARKER-";

#[track_caller]
fn assert_clean(what: &str, shown: &str) {
    assert!(!shown.contains(MARKER), "{what}: {shown}");
}

fn builder() -> ManagementClientBuilder {
    support::builder().access_key_secret(SECRET)
}

fn token_body() -> String {
    format!(r#"{{"statusCode":200,"data":{{"access_token":"{TOKEN}","expires_in":7200}}}}"#)
}

/// A transport that is a function.
struct FnTransport<F>(F);

impl<F: Fn(&HttpRequest) -> TransportResult + Send + Sync> Transport for FnTransport<F> {
    fn send(&self, request: &HttpRequest) -> TransportResult {
        (self.0)(request)
    }
}

fn client_with(send: impl Fn(&HttpRequest) -> TransportResult + Send + Sync + 'static) -> ManagementClient {
    builder().transport(FnTransport(send)).build().unwrap()
}

/// The error of an operation if it has a token and the transport returns this result.
fn operation_error(result: TransportResult) -> Error {
    let client = client_with(move |request| {
        if request.url.ends_with(TOKEN_PATH) {
            Ok(HttpResponse::new(200, token_body()))
        } else {
            result.clone()
        }
    });
    associate(&client).send().unwrap_err()
}

/// The error of an operation if the transport returns this result for the token request.
fn token_error(result: TransportResult) -> Error {
    let client = client_with(move |_| result.clone());
    associate(&client).send().unwrap_err()
}

/// Everything that an error shows, in one string.
pub fn everything_in(error: &Error) -> String {
    let body = error.body().map(String::from_utf8_lossy);
    let headers = ["x-request-id", "x-echo", "content-type", "location"].map(|name| error.header(name));
    let texts = (error.server_message(), error.request_id(), error.violations());
    format!(
        "{error} {error:#} {error:?} {error:#?} {body:?} {headers:?} {texts:?} {:?}",
        error.cause()
    )
}

/// A response in which a server echoes a text, for which `@` stands.
struct Echo {
    status: u16,
    header: Option<(&'static str, &'static str)>,
    body: &'static str,
}

impl Echo {
    const fn in_body(status: u16, body: &'static str) -> Self {
        let header = None;
        Echo { status, header, body }
    }

    const fn in_header(status: u16, name: &'static str, value: &'static str, body: &'static str) -> Self {
        let header = Some((name, value));
        Echo { status, header, body }
    }

    fn of(&self, text: &str) -> HttpResponse {
        let response = HttpResponse::new(self.status, self.body.replace('@', text));
        match self.header {
            Some((name, value)) => response.with_header(name, value.replace('@', text)),
            None => response,
        }
    }
}

const ECHOES: [Echo; 11] = [
    Echo::in_body(200, r#"{"statusCode":401,"message":"no @!"}"#),
    Echo::in_body(200, r#"{"statusCode":401,"message":["@","@"]}"#),
    Echo::in_body(200, r#"{"statusCode":401,"requestId":"@"}"#),
    Echo::in_body(200, r#"{"statusCode":401,"data":{"@":"@"}}"#),
    Echo::in_body(200, r#"{"statusCode":200,"data":["@"]}"#),
    Echo::in_body(200, r#"{"statusCode":200,"data":[{"@":1}]}"#),
    Echo::in_body(502, "<html>@ @@</html>"),
    Echo::in_header(502, "x-echo", "@", ""),
    Echo::in_header(502, "x-request-id", "@", "<html>"),
    Echo::in_header(502, "content-type", "text/@", "<html>"),
    Echo::in_header(302, "location", "/login?@&", ""),
];

/// For each echo, a description and two results: the response itself, and a failure that keeps it as a partial
/// response.
fn echoes(text: &'static str) -> impl Iterator<Item = (String, [TransportResult; 2])> {
    ECHOES.iter().map(move |echo| {
        let response = echo.of(text);
        let error = TransportError::new(TransportErrorKind::Interrupted, format!("closed at {text}"));
        let interrupted = error.with_partial_response(response.clone());
        let description = format!("{text} in {} {:?} {}", echo.status, echo.header, echo.body);
        (description, [Ok(response), Err(interrupted)])
    })
}

#[test]
fn builder_client_and_requests_hide_their_content() {
    let builder = builder().host(format!("https://user:{PASSWORD}@example.com"));
    let shown = format!("{builder:?} {builder:#?}");
    assert_clean("builder", &shown);
    assert!(shown.contains("access_key_secret: Some(<redacted>)"), "{shown}");

    let client = client_with(|_| Ok(HttpResponse::new(200, token_body())));
    // The first round has no token yet, and the second one has.
    for _ in 0..2 {
        let (one, other) = (associate(&client), authorize(&client));
        let built = other.build().unwrap();
        let body = String::from_utf8(built.body.clone().unwrap()).unwrap();
        let shown = format!("{client:?} {client:#?} {one:?} {one:#?} {other:?} {other:#?} {built:?} {body}");
        assert_clean("client and requests", &shown);
        assert!(shown.contains("access_key_secret: <redacted>"), "{shown}");
        assert_clean("headers", &format!("{:?}", built.headers));
        one.send().unwrap();
    }
}

#[test]
fn http_requests_and_responses_hide_their_content() {
    let (sender, receiver) = mpsc::sync_channel(2);
    let client = client_with(move |request| {
        let body = String::from_utf8_lossy(request.body.as_ref().unwrap());
        if request.url.ends_with(TOKEN_PATH) {
            assert!(body.contains(SECRET), "{request:?}");
        } else {
            assert_eq!(request.headers[0].1, format!("Bearer {TOKEN}"));
        }
        let response = HttpResponse::new(200, token_body()).with_header("x-echo", TOKEN);
        let shown = format!("{request:?} {request:#?} {response:?} {response:#?}");
        sender.send(shown).unwrap();
        Ok(response)
    });
    // The transport responds to the operation like to the token request, which is accepted because `success` may be
    // missing.
    let response = associate(&client).send().unwrap();
    assert_clean("response", &format!("{response:?} {response:#?}"));
    for what in ["token request", "operation"] {
        assert_clean(what, &receiver.recv().unwrap());
    }
}

#[test]
fn secrets_that_the_server_echoes_are_redacted() {
    for (what, results) in echoes(SECRET).chain(echoes(TOKEN)) {
        for result in results {
            let shown = everything_in(&operation_error(result));
            assert_clean(&what, &shown);
            assert!(shown.contains("<redacted>"), "{what}: {shown}");
        }
    }
    let both = format!(r#"{{"statusCode":403,"message":"{SECRET}{TOKEN}, {TOKEN}"}}"#);
    let line = operation_error(Ok(HttpResponse::new(200, both))).to_string();
    assert_eq!(
        line,
        "associate_tenant_resource: [403] <redacted><redacted>, <redacted>"
    );
}

#[test]
fn the_response_to_a_token_request_is_not_shown() {
    for (what, results) in echoes(SECRET) {
        for result in results {
            assert_clean(&what, &everything_in(&token_error(result)));
        }
    }
    let complete = token_body();
    for length in complete.find(TOKEN).unwrap() + MARKER.len()..complete.len() {
        let error = token_error(Ok(HttpResponse::new(200, &complete[..length])));
        assert_clean("truncated", &everything_in(&error));
        assert_eq!(error.body(), Some(&b""[..]), "{length}");
    }
    for data in [
        r#"["@"]"#,
        r#""@""#,
        r#"{"access_token":["@"]}"#,
        r#"{"access_token":{"@":1}}"#,
        r#"{"access_token":"@\n"}"#,
    ] {
        let body = format!(r#"{{"statusCode":200,"data":{data}}}"#).replace('@', TOKEN);
        let response = HttpResponse::new(200, body).with_header("x-echo", TOKEN);
        assert_clean(data, &everything_in(&token_error(Ok(response))));
    }
}

#[test]
fn the_beginning_of_a_secret_at_the_end_of_a_body_is_not_shown() {
    for secret in [SECRET, TOKEN] {
        for length in MARKER.len()..secret.len() {
            let partial = HttpResponse::new(200, format!("<p>{}", &secret[..length]));
            let interrupted = TransportError::new(TransportErrorKind::Interrupted, "");
            let error = operation_error(Err(interrupted.with_partial_response(partial)));
            assert_clean("interrupted", &everything_in(&error));
            assert_eq!(error.body(), Some(&b"<p>"[..]), "{length}");

            // An error keeps only the beginning of a long body, which may also end in the middle of a secret.
            let page = "<".repeat(8192 - length);
            let error = operation_error(Ok(HttpResponse::new(502, format!("{page}{secret}</p>"))));
            assert_clean("truncated", &everything_in(&error));
            assert_eq!(error.body(), Some(page.as_bytes()), "{length}");
        }
    }
}

#[test]
fn a_host_with_a_password_is_rejected_without_being_shown() {
    for (host, message) in [
        ("https://user:{}@example.com", "must not contain user info"),
        ("https://{}@example.com", "must not contain user info"),
        ("user:{}@example.com", "must begin with https://"),
        (
            "https://user:{}@exa mple.com",
            "must be a URL such as https://api.genauth.ai",
        ),
        ("ftp://user:{}@example.com", "must begin with https://"),
        ("https://example.com?key={}", "must not have a query"),
        ("https://example.com/#{}", "must not have a fragment"),
    ] {
        let error = builder().host(host.replace("{}", PASSWORD)).build().unwrap_err();
        assert_clean(host, &everything_in(&error));
        assert_eq!(error.to_string(), format!("build: host {message}"), "{host}");
    }
}

#[test]
fn a_panic_in_a_transport_shows_nothing_and_leaves_no_thread_waiting() {
    const WAITING: usize = 4;
    let requests = AtomicUsize::new(0);
    let all_are_ready = Arc::new(Barrier::new(1 + WAITING));
    let others_are_ready = Arc::clone(&all_are_ready);
    let (sender, debug_output) = mpsc::channel();
    let client = client_with(move |request| {
        if requests.fetch_add(1, Ordering::SeqCst) == 0 {
            others_are_ready.wait();
            sender.send(format!("{request:?}")).unwrap();
            panic!("on purpose: cannot send {request:?}");
        }
        Ok(HttpResponse::new(200, token_body()))
    });
    thread::scope(|scope| {
        let fetching = scope.spawn(|| associate(&client).send());
        let waiting = [(); WAITING].map(|()| {
            scope.spawn(|| {
                all_are_ready.wait();
                associate(&client).send()
            })
        });
        let reason = "the thread that was fetching it panicked";
        let message = format!("associate_tenant_resource: cannot obtain a management token: {reason}");
        assert_eq!(fetching.join().unwrap().unwrap_err().to_string(), message);
        for thread in waiting {
            // Depending on the scheduler, a thread either waits for the fetch that panics or starts its own afterwards.
            // A timeout would be a different error.
            if let Err(error) = thread.join().unwrap() {
                assert_eq!(error.to_string(), message);
            }
        }
        let request = debug_output.recv_timeout(LONG_TIMEOUT).unwrap();
        assert!(request.starts_with("HttpRequest"), "{request}");
        assert_clean("panic", &request);
    });
    associate(&client).send().unwrap();
}

#[test]
fn no_log_record_shows_a_secret() {
    let log = support::CapturedLog::start();

    // The secrets are not in `content-type`, `server` or `location`, because ureq logs the values of these headers
    // unchanged.
    let headers = format!("x-echo: {SECRET} {TOKEN}\r\nx-request-id: {TOKEN}\r\n");
    let refusal = format!(r#"{{"statusCode":403,"message":"{SECRET} {TOKEN}","requestId":"{SECRET}"}}"#);
    let partial_token = &TOKEN[..9];
    let interrupted = format!("HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n<html>{SECRET} {partial_token}");
    let replies = [
        Reply::json(&SUCCESS.replace(r#""""#, &format!(r#""{SECRET}","requestId":"{SECRET}\n{TOKEN}""#))),
        Reply::http("200 OK", &headers, &refusal),
        Reply::http("502 Bad Gateway", &headers, &format!("<html>{SECRET} {TOKEN}")),
        Reply::SendAndClose(interrupted.into()),
        Reply::SendAndClose(format!("{SECRET} {TOKEN}\r\n\r\n").into()),
    ];
    let replies = Mutex::new(replies.into_iter());
    let server = test_server::serve(move |request| match request.path() {
        TOKEN_PATH => Reply::json(&token_body()),
        _ => replies.lock().unwrap().next().unwrap(),
    });
    let client = builder().host(format!("http://{server}")).build().unwrap();
    let successes = [(); 5].map(|()| associate(&client).send().is_ok());
    assert_eq!(successes, [true, false, false, false, false]);

    // The token request fails in three ways: it is refused, its response is truncated, or nothing listens on the port.
    let refusing = test_server::serve(move |_| Reply::http("401 Unauthorized", "", &refusal.replace(TOKEN, "")));
    let truncating =
        test_server::serve(move |_| Reply::json(token_body().split_inclusive(partial_token).next().unwrap()));
    // Nothing listens on port 1. A port that was free a moment ago could be taken by another test.
    let unreachable = SocketAddr::from(([127, 0, 0, 1], 1));
    for server in [refusing, truncating, unreachable] {
        let client = builder().host(format!("http://{server}")).build().unwrap();
        associate(&client).send().unwrap_err();
    }

    let records = log.records();
    for record in &records {
        assert_clean(&format!("{} at {}", record.target, record.level), &record.text);
    }
    // The log contains records in which a secret could have been shown.
    let has = |origin: &str, part: &str| {
        let mut records = records.iter();
        records.any(|record| record.target.starts_with(origin) && record.text.contains(part))
    };
    assert!(has(
        "genauth",
        "associate_tenant_resource: HTTP 200, statusCode 200 (request id <redacted> <redacted>) (1 attempt in "
    ));
    assert!(has("genauth", "[403] <redacted> <redacted> (request id <redacted>)"));
    assert!(has("genauth", "cannot obtain a management token: "));
    assert!(has("ureq::", ""));
    // The crate cannot stop `ureq_proto` from logging these at trace level, but it warns about it.
    assert!(has("genauth", "log target `ureq_proto` is at trace"));
}

#[test]
fn an_error_hides_fields_of_the_response_whose_names_indicate_a_secret() {
    let fake = FakeTransport::responding_with(r#"{"statusCode":200,"data":[{"secret":"HIDDEN-1","code":"shown"}]}"#);
    let error = associate(&fake.client()).send().unwrap_err();
    for shown in [error.to_string(), format!("{error:?}"), format!("{error:#?}")] {
        assert!(!shown.contains("HIDDEN-1") && shown.contains("shown"), "{shown}");
    }
    // Truncated JSON is not shown at all, because the name that marks a secret may be missing.
    let truncated = FakeTransport::responding_with(r#"{"statusCode":200,"data":{"secret":"HIDDEN-2"#);
    let error = associate(&truncated.client()).send().unwrap_err();
    assert!(!format!("{error} {error:#?}").contains("HIDDEN-2"), "{error}");
    // A program can still access the body.
    assert!(error.body().unwrap().ends_with(b"HIDDEN-2"));
}
