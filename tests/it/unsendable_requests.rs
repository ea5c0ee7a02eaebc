//! Tests that URLs and headers that cannot be sent are rejected when a request is built, before anything is sent.

use std::sync::{Arc, Mutex};

use genauth::{Error, Method, ViolationKind};
use serde_json::Value;

use crate::support::{associate, builder, client_for};
use crate::test_server::{Reply, TOKEN_PATH, TOKEN_RESPONSE, TestServer, serve};

/// The longest URL that the client sends.
const MAX_URL_BYTES: usize = 65_534;

/// Asserts that a request is rejected with this one violation, that it claims not to have happened, and that nothing was
/// sent.
#[track_caller]
fn assert_rejected<T>(server: &TestServer, result: Result<T, Error>, path: &str, kind: ViolationKind, message: &str) {
    let error = result.err().expect("the request is invalid");
    assert!(error.is_validation(), "{error:.200}");
    let found: Vec<_> = error
        .violations()
        .iter()
        .map(|violation| (violation.path(), violation.kind(), violation.message()))
        .collect();
    assert_eq!(found, [(path, kind, message)]);
    assert!(!error.may_have_happened() && !error.is_retryable(), "{error}");
    assert_eq!(error.attempts(), 0);
    assert!(server.take_requests().is_empty(), "not even a token was requested");
}

#[test]
fn a_raw_path_with_characters_that_no_url_may_contain_is_rejected() {
    let server = TestServer::start();
    let client = client_for(server.url());
    for letter in ['<', '>', '`', '"', '{', '}', '|', '^', '[', ']', '%'] {
        let request = client.request(Method::Delete, format!("/api/v3/x{letter}y"));
        let message = "must be percent-encoded, begin with a slash and have no query";
        assert_rejected(&server, request.build(), "path", ViolationKind::Malformed, message);
        assert_rejected(
            &server,
            request.send::<Value>(),
            "path",
            ViolationKind::Malformed,
            message,
        );
    }
    let request = client.request(Method::Delete, "/api/v3/-._~!$&'()*+,;=:@%3C%3e//x");
    request.send::<Value>().unwrap();
    let requests = server.take_requests();
    assert_eq!(requests[1].path(), "/api/v3/-._~!$&'()*+,;=:@%3C%3e//x");
}

#[test]
fn a_raw_request_with_a_url_beyond_the_limit_is_rejected() {
    let server = TestServer::start();
    let client = client_for(server.url());
    let of_length = |length: usize| "/".to_owned() + &"x".repeat(length - server.url().len() - 1);

    let path = of_length(MAX_URL_BYTES);
    client.request(Method::Delete, path.as_str()).send::<Value>().unwrap();
    assert_eq!(server.take_requests()[1].path(), path);

    let request = client.request(Method::Delete, of_length(MAX_URL_BYTES + 1));
    let message = "makes the URL too long: at most 65534 bytes (got 65535)";
    assert_rejected(
        &server,
        request.send::<Value>(),
        "path",
        ViolationKind::TooLong,
        message,
    );
    assert_rejected(&server, request.build(), "path", ViolationKind::TooLong, message);

    let path = of_length(MAX_URL_BYTES - 1000);
    let request = client.request(Method::Delete, path).query("id", "x".repeat(1000));
    let message = "makes the URL too long: at most 65534 bytes (got 65538)";
    assert_rejected(
        &server,
        request.send::<Value>(),
        "path",
        ViolationKind::TooLong,
        message,
    );
    let request = client.request(Method::Delete, "/x").query("id", "用".repeat(10_000));
    let got = server.url().len() + "/x?id=".len() + 90_000;
    let message = format!("makes the URL too long: at most 65534 bytes (got {got})");
    assert_rejected(
        &server,
        request.send::<Value>(),
        "query",
        ViolationKind::TooLong,
        &message,
    );
}

fn ids(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("{number:020}")).collect()
}

#[test]
fn a_list_that_makes_the_url_too_long_is_a_violation_of_that_list() {
    let server = TestServer::start();
    let client = client_for(server.url());
    let request = client.delete_auth().auth_ids(ids(4000));
    let got = server.url().len() + "/api/v3/batch-applications-auth?".len() + 4000 * "&authIds=".len() - 1 + 4000 * 20;
    let message = format!("makes the URL too long: at most 65534 bytes (got {got})");
    for result in [request.validate(), request.build().map(drop), request.send().map(drop)] {
        assert_rejected(&server, result, "authIds", ViolationKind::TooLong, &message);
    }
    client.delete_auth().auth_ids(ids(2000)).send().unwrap();
    assert_eq!(server.take_requests().len(), 2, "the token and one operation");
}

#[test]
fn a_long_path_parameter_is_a_violation() {
    let server = TestServer::start();
    let client = client_for(server.url());
    let got = server.url().len() + "/api/v3/ip-list/".len() + 70_000;
    let request = client.delete_ip_list_by_id().id("x".repeat(70_000));
    let message = format!("makes the URL too long: at most 65534 bytes (got {got})");
    assert_rejected(&server, request.send(), "id", ViolationKind::TooLong, &message);
}

#[test]
fn a_list_that_is_split_into_batches_may_make_the_url_of_the_whole_request_too_long() {
    let server = TestServer::responding(|_| Reply::json(r#"{"statusCode":200,"data":[]}"#));
    let client = client_for(server.url());
    let codes: Vec<_> = (0..200).map(|number| format!("{number:0500}")).collect();
    let request = client.get_namespaces_batch().code_list(&codes);
    request.validate_in_batches().unwrap();
    let outcome = request.send_in_batches().unwrap();
    assert!(outcome.is_complete(), "{:?}", outcome.error());
    assert_eq!(outcome.parts.len(), 4);
    assert_eq!(server.take_requests().len(), 5, "the token and four operations");
}

#[test]
fn a_header_beyond_the_limit_is_a_violation() {
    let server = TestServer::start();
    let client = client_for(server.url());
    let limit = 64 * 1024;
    associate(&client.with_header("x-note", "n".repeat(limit)))
        .send()
        .unwrap();
    assert_eq!(server.take_requests().len(), 2, "the token and one operation");

    let message = "must have at most 65536 bytes (got 65537)";
    let too_long = client.with_header("x-note", "n".repeat(limit + 1));
    assert_rejected(
        &server,
        associate(&too_long).send(),
        "header",
        ViolationKind::TooLong,
        message,
    );
    let error = associate(&client.with_header("x".repeat(257), "n")).send().unwrap_err();
    assert_eq!(error.violations()[0].kind(), ViolationKind::Malformed, "{error}");
    let client_builder = builder().host(server.url());
    let error = client_builder.user_pool_id("p".repeat(limit + 1)).build().unwrap_err();
    assert_eq!(error.to_string(), "build: user_pool_id must have at most 65536 bytes");
    assert!(server.take_requests().is_empty());
}

#[test]
fn a_token_that_does_not_fit_into_a_header_is_refused_before_the_operation_is_sent() {
    let paths = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&paths);
    let address = serve(move |request| {
        seen.lock().unwrap().push(request.path().to_owned());
        let token = "t".repeat(200_000);
        Reply::json(&TOKEN_RESPONSE.replace("test-token", &token))
    });
    let client = client_for(format!("http://{address}"));
    let error = associate(&client).send().unwrap_err();
    assert!(error.is_token() && !error.may_have_happened(), "{error}");
    assert_eq!(*paths.lock().unwrap(), [TOKEN_PATH]);
    assert!(error.to_string().contains("no usable access_token"), "{error}");
}
