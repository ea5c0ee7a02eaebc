//! Tests requests to endpoints that the crate does not know.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use genauth::transport::{HttpResponse, TransportError, TransportErrorKind};
use genauth::{Error, Method, OperationEffect, RetryPolicy, Violation, ViolationKind};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::support::{FakeTransport, IN_DOUBT, SentRequest, associate};
use crate::test_server::SUCCESS;

/// The path, kind and message of each violation.
fn violations_of<'a>(error: &'a Error) -> Vec<(&'a str, ViolationKind, &'a str)> {
    let parts = |violation: &'a Violation| (violation.path(), violation.kind(), violation.message());
    error.violations().iter().map(parts).collect()
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
struct Thing {
    id: u64,
    tags: Vec<String>,
    owner: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NewThing<'a> {
    the_name: &'a str,
    tags: [u8; 2],
    absent: Option<u8>,
}

const THING: &str = r#"{"id":7,"tags":["a"],"unknown":{"x":1}}"#;

fn thing() -> Thing {
    Thing {
        id: 7,
        tags: vec!["a".to_owned()],
        owner: None,
    }
}

#[test]
fn method_path_query_and_body_come_from_the_caller_and_the_headers_are_the_usual_ones() {
    let fake = FakeTransport::responding_with(format!(
        r#"{{"statusCode":200,"message":"m","requestId":"r","data":{THING}}}"#
    ));
    let client = fake.client();
    let new = NewThing {
        the_name: "用户",
        tags: [1, 2],
        absent: None,
    };
    let response = client
        .request(Method::Post, "/api/v3/new-thing")
        .query("dry run", true)
        .query("id", json!(["a", "b&c"]))
        .query("n", 7)
        .json(&new)
        .send::<Thing>()
        .unwrap();
    assert_eq!(response.data, thing());
    assert_eq!((response.status_code, &*response.message), (200, "m"));
    assert_eq!(response.request_id.as_deref(), Some("r"));

    client.get_group().code("a").send_as::<Value>().unwrap();
    let [raw, known] = <[SentRequest; 2]>::try_from(fake.operations()).unwrap();
    assert_eq!(raw.method, Method::Post);
    assert_eq!(
        raw.url,
        "https://api.genauth.ai/api/v3/new-thing?dry%20run=true&id=a&id=b%26c&n=7"
    );
    assert_eq!(
        serde_json::from_str::<Value>(&raw.body).unwrap(),
        json!({"theName": "用户", "tags": [1, 2], "absent": null})
    );
    assert_eq!(raw.header("authorization"), ["Bearer test-token"]);
    assert_eq!(raw.header("x-authing-userpool-id").len(), 1);
    let (content_type, others) = raw.headers.split_last().unwrap();
    assert_eq!(
        *content_type,
        ("content-type".to_owned(), "application/json".to_owned())
    );
    assert_eq!(others, known.headers);
    assert_eq!(fake.token_requests(), 1, "both share a token");
}

#[test]
fn a_request_without_json_has_no_body() {
    for method in [Method::Get, Method::Post, Method::Put, Method::Delete] {
        let fake = FakeTransport::succeeding();
        let request = fake.client().request(method, "/api/v3//a%20b/~x");
        let response = request.send::<Value>().unwrap();
        assert_eq!(response.data, json!({"success": true}));
        let [sent] = <[SentRequest; 1]>::try_from(fake.operations()).unwrap();
        assert_eq!(sent.method, method);
        assert_eq!(sent.url, "https://api.genauth.ai/api/v3//a%20b/~x");
        assert!(
            sent.header("content-type").is_empty() && sent.body.is_empty(),
            "{sent:?}"
        );
        assert_eq!(request.build().unwrap().body, None);
    }
}

#[test]
fn build_returns_the_wire_form_without_credentials() {
    let fake = FakeTransport::succeeding();
    let client = fake.client().with_timeout(Duration::from_secs(7));
    let known = associate(&client).build().unwrap();
    let body: Value = serde_json::from_slice(known.body.as_ref().unwrap()).unwrap();
    let raw = client.request(Method::Post, known.path()).json(body).build().unwrap();
    assert_eq!(raw.operation, "POST /api/v3/associate-tenant-resource");
    assert_eq!(raw.header("authorization"), None);
    assert_eq!(raw.timeout, Duration::from_secs(7));

    let mut renamed = raw;
    renamed.operation.clone_from(&known.operation);
    assert_eq!(renamed, known);
    assert!(fake.requests().is_empty());
}

#[test]
fn a_path_that_begins_with_two_slashes_stays_on_the_host() {
    let fake = FakeTransport::succeeding();
    let request = fake.client().request(Method::Get, "//evil.example/x");
    request.send::<Value>().unwrap();
    assert_eq!(fake.operations()[0].url, "https://api.genauth.ai//evil.example/x");
}

#[test]
fn options_of_the_client_apply() {
    let fake = FakeTransport::succeeding();
    let client = fake.client().with_request_id("nightly-7").with_tenant_id("t1");
    client.request(Method::Get, "/x").send::<Value>().unwrap();
    let sent = &fake.operations()[0];
    assert_eq!(sent.header("x-request-id"), ["nightly-7"]);
    assert_eq!(sent.header("x-genauth-app-tenant-id"), ["t1"]);

    let invalid = client.with_header("authorization", "x").request(Method::Get, "/x");
    let error = invalid.send::<Value>().unwrap_err();
    let expected = (
        "header",
        ViolationKind::Unsupported,
        "`authorization` is set by the client itself",
    );
    assert_eq!(violations_of(&error), [expected]);
    assert_eq!(fake.operations().len(), 1);
}

#[test]
fn a_response_without_an_envelope_is_decoded_as_the_data() {
    for (body, expected) in [
        (THING.to_owned(), thing()),
        (format!("\u{feff}{THING}"), thing()),
        (format!(r#"{{"statusCode":200,"data":{THING}}}"#), thing()),
        // Some operations respond with the data next to the status code.
        (THING.replacen('{', r#"{"statusCode":200,"#, 1), thing()),
    ] {
        let fake = FakeTransport::responding_with(body.as_str());
        let request = fake.client().request(Method::Get, "/x");
        let response = request.send::<Thing>().expect(&body);
        assert_eq!((response.data, response.status_code), (expected, 200), "{body}");
        assert_eq!(response.http.body, body.as_bytes());
    }
    // A body without an envelope only counts as data if the HTTP status reports success.
    let fake = FakeTransport::responding(|_| Ok(HttpResponse::new(404, THING)));
    let error = fake.client().request(Method::Get, "/x").send::<Thing>().unwrap_err();
    assert_eq!((error.status_code(), error.http_status()), (None, Some(404)));
    assert_eq!(error.body(), Some(THING.as_bytes()));
}

#[test]
fn a_refusal_is_an_error_that_names_method_and_path() {
    for (body, in_doubt, expected) in [
        (
            r#"{"statusCode":404,"apiCode":2004,"message":"no such thing","requestId":"r7"}"#,
            false,
            "PUT /api/v3/x: [404 / 2004] no such thing (request id r7)".to_owned(),
        ),
        // The request may change several things, of which only some were refused.
        (
            r#"{"statusCode":200,"apiCode":2004,"message":"no such thing","requestId":"r7","data":{"success":false}}"#,
            true,
            format!("PUT /api/v3/x: [200 / 2004] but `success` is false: no such thing{IN_DOUBT} (request id r7)"),
        ),
    ] {
        let fake = FakeTransport::responding_with(body);
        let request = fake.client().request(Method::Put, "/api/v3/x");
        let error = request.send::<Value>().unwrap_err();
        assert_eq!(error.to_string(), expected);
        assert_eq!(error.operation(), Some("PUT /api/v3/x"));
        assert_eq!(error.may_have_happened(), in_doubt, "{error}");
        assert_eq!(error.api_code(), Some(2004));
        assert_eq!(error.server_message(), Some("no such thing"));
        assert_eq!((error.request_id(), error.attempts()), (Some("r7"), 1));
        assert_eq!(error.body(), Some(body.as_bytes()));
    }
}

#[test]
fn the_effect_decides_whether_a_request_in_doubt_is_repeated() {
    use OperationEffect::{Destructive, Read, Write};
    for (method, effect, attempts) in [
        (Method::Get, None, 3),
        (Method::Post, None, 1),
        (Method::Put, None, 1),
        (Method::Delete, None, 1),
        (Method::Get, Some(Write), 1),
        (Method::Get, Some(Destructive), 1),
        (Method::Post, Some(Read), 3),
        (Method::Delete, Some(Read), 3),
    ] {
        let fake = FakeTransport::responding(|_| Err(TransportError::new(TransportErrorKind::Interrupted, "closed")));
        let policy = RetryPolicy::default().attempts(3).base_delay(Duration::from_millis(1));
        let mut request = fake.client_with_retry(policy).request(method, "/x");
        if let Some(effect) = effect {
            request = request.effect(effect);
        }
        let error = request.send::<Value>().unwrap_err();
        let case = format!("{method} {effect:?}");
        assert_eq!(error.attempts(), attempts, "{case}");
        assert_eq!(fake.operations().len(), usize::try_from(attempts).unwrap(), "{case}");
        assert_eq!(error.may_have_happened(), attempts == 1, "{case}");
    }
}

#[test]
fn a_request_that_was_not_sent_is_repeated_whatever_its_effect() {
    let attempts = AtomicU32::new(0);
    let fake = FakeTransport::responding(move |_| match attempts.fetch_add(1, Ordering::SeqCst) {
        0 => Err(TransportError::new(TransportErrorKind::Connect, "connection refused")),
        _ => Ok(HttpResponse::new(200, SUCCESS)),
    });
    let policy = RetryPolicy::default().base_delay(Duration::from_millis(1));
    let client = fake.client_with_retry(policy);
    client.request(Method::Post, "/x").send::<Value>().unwrap();
    assert_eq!(fake.operations().len(), 2);
}

#[test]
fn a_rejected_token_is_renewed() {
    let attempts = AtomicU32::new(0);
    let fake = FakeTransport::responding(move |_| match attempts.fetch_add(1, Ordering::SeqCst) {
        0 => Ok(HttpResponse::new(200, r#"{"statusCode":401,"message":"expired"}"#)),
        _ => Ok(HttpResponse::new(200, SUCCESS)),
    });
    fake.client().request(Method::Post, "/x").send::<Value>().unwrap();
    let is_token_request: Vec<_> = fake.requests().iter().map(SentRequest::is_token_request).collect();
    assert_eq!(is_token_request, [true, false, true, false]);
}

#[test]
fn an_invalid_path_is_a_violation_and_nothing_is_sent() {
    let fake = FakeTransport::succeeding();
    let client = fake.client();
    for path in [
        "",
        "x",
        "api/v3/x",
        "https://evil.example/x",
        "@evil.example/x",
        ".evil.example/x",
        ":8080/x",
        "/x?a=1",
        "/x#a",
        "/x\\y",
        "/a b",
        "/x\r\ny: 1",
        "/x\n",
        "/x\0",
        "/用户",
    ] {
        let request = client.request(Method::Get, path);
        for error in [
            request.send::<Value>().expect_err(path),
            request.build().expect_err(path),
        ] {
            assert!(error.is_validation(), "{path:?}: {error}");
            let message = "must be percent-encoded, begin with a slash and have no query";
            assert_eq!(
                violations_of(&error),
                [("path", ViolationKind::Malformed, message)],
                "{path:?}"
            );
            assert_eq!(error.attempts(), 0);
            let line = error.to_string();
            assert!(!line.contains(char::is_control), "{line:?}");
        }
    }
    assert!(fake.requests().is_empty());
}

#[test]
fn a_body_is_a_violation_if_the_method_does_not_allow_one() {
    let fake = FakeTransport::succeeding();
    for (method, message) in [
        (Method::Get, "cannot be sent with GET"),
        (Method::Delete, "cannot be sent with DELETE"),
    ] {
        let request = fake.client().request(method, "/x").json(json!({}));
        let error = request.send::<Value>().unwrap_err();
        assert_eq!(violations_of(&error), [("json", ViolationKind::Unsupported, message)]);
    }
    assert!(fake.requests().is_empty());
}

#[test]
fn all_violations_are_reported_at_once() {
    let fake = FakeTransport::succeeding();
    // The map cannot be serialized, because the keys of JSON objects cannot be lists.
    let not_json = BTreeMap::from([(vec![1], 1)]);
    let request = fake
        .client()
        .with_timeout(Duration::ZERO)
        .request(Method::Post, "x")
        .json(not_json);
    let error = request.send::<Value>().unwrap_err();
    let found: Vec<_> = error
        .violations()
        .iter()
        .map(|violation| (violation.path(), violation.kind()))
        .collect();
    assert_eq!(
        found,
        [
            ("path", ViolationKind::Malformed),
            ("json", ViolationKind::Malformed),
            ("timeout", ViolationKind::OutOfRange),
        ]
    );
    assert!(fake.requests().is_empty());
}

#[test]
fn a_request_can_be_cloned_and_sent_again() {
    let fake = FakeTransport::succeeding();
    let template = fake.client().request(Method::Get, "/x").query("a", 1);
    for value in ["y", "z"] {
        template.clone().query("b", value).send::<Value>().unwrap();
    }
    template.send::<Value>().unwrap();
    let urls: Vec<_> = fake.operations().into_iter().map(|sent| sent.url).collect();
    assert_eq!(
        urls,
        ["a=1&b=y", "a=1&b=z", "a=1"].map(|query| format!("https://api.genauth.ai/x?{query}"))
    );
}
