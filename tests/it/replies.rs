//! Replies that a client cannot use, and assertions about its reaction.

use std::io::Write;
use std::sync::{Mutex, mpsc};

use genauth::types::IsSuccess;
use genauth::{Error, ManagementClient, Response, RetryPolicy};

use crate::sockets::{FaultyServer, LONG_TIMEOUT, quick_retries, read_request};
use crate::support::{Predicate, assert_error, associate, builder, get_group};
use crate::test_server::{Reply, SUCCESS, TestServer};

/// The beginning of a response whose header announces a longer body.
pub const PARTIAL_RESPONSE: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"statusCode\":";

/// An amount of data that no client should read.
pub const HUGE: usize = 100 << 20;

/// The largest part of `HUGE` that a client may have read, including what is still in the buffers of both sockets.
const MAX_READ: usize = 20 << 20;

/// Sends these bytes, and keeps the connection open.
pub fn raw(bytes: impl Into<Vec<u8>>) -> Reply {
    Reply::Send(bytes.into())
}

/// HTTP 200 with a body of any bytes, and without a content type.
pub fn with_body(body: &[u8]) -> Reply {
    let length = body.len();
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n");
    raw([head.as_bytes(), body].concat())
}

/// HTTP 200 with these chunks.
pub fn chunked(chunks: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{chunks}").into()
}

/// A server that gives this reply to the first operation, and responds to the others with success.
pub fn replying_once(reply: Reply) -> TestServer {
    let reply = Mutex::new(Some(reply));
    TestServer::responding(move |_| {
        let reply = reply.lock().unwrap().take();
        reply.unwrap_or_else(|| Reply::json(SUCCESS))
    })
}

pub fn client_with_retry(server: &TestServer, policy: RetryPolicy) -> ManagementClient {
    let builder = builder().host(server.url()).retry(policy);
    builder.build().expect("valid settings")
}

/// Replaces the placeholder `PORT` in an expected message, because each server has its own port.
pub fn with_port(message: &str, server: &TestServer) -> String {
    let url = server.url();
    let (_, port) = url.rsplit_once(':').expect("the URL has a port");
    message.replace("PORT", port)
}

/// Asserts that a write that gets this reply fails with this message after one attempt, and that the client's next
/// request succeeds.
#[track_caller]
pub fn assert_write_fails(reply: Reply, predicates: &[Predicate], message: &str) -> Error {
    let server = replying_once(reply);
    let client = client_with_retry(&server, quick_retries(3));
    let error = associate(&client).send().unwrap_err();
    let message = with_port(message, &server);
    assert_error(&error, predicates, 1, &format!("associate_tenant_resource: {message}"));
    assert_eq!(server.take_requests().len(), 2, "the token and one operation");
    associate(&client).send().unwrap();
    error
}

/// Asserts that neither a write nor a read is retried if it gets this reply.
#[track_caller]
pub fn assert_permanent(reply: impl Fn() -> Reply, message: &str) -> Error {
    let error = assert_write_fails(reply(), &[Predicate::MayHaveHappened], message);
    let server = replying_once(reply());
    let client = client_with_retry(&server, quick_retries(3));
    let of_read = get_group(&client).send().unwrap_err();
    let message = with_port(message, &server);
    assert_error(&of_read, &[], 1, &format!("get_group: {message}"));
    assert_eq!(of_read.http_status(), error.http_status());
    assert_eq!(of_read.transport_kind(), error.transport_kind());
    error
}

/// Asserts that this reply counts as a closed connection, and that a read is retried if it gets this reply.
#[track_caller]
pub fn assert_interrupted(reply: impl Fn() -> Reply) -> Error {
    let error = assert_write_fails(
        reply(),
        &[Predicate::Retryable, Predicate::MayHaveHappened],
        "connection to 127.0.0.1:PORT closed before the response was complete: ",
    );
    let server = replying_once(reply());
    let client = client_with_retry(&server, quick_retries(3));
    get_group(&client).send().unwrap();
    assert_eq!(server.take_requests().len(), 3, "the token and two attempts");
    error
}

/// Sends a write that gets this reply, and returns the response. Asserts that the client's next request succeeds as
/// well.
#[track_caller]
pub fn assert_success(reply: Reply) -> Response<IsSuccess> {
    let server = replying_once(reply);
    let client = client_with_retry(&server, RetryPolicy::none());
    let response = associate(&client).send().unwrap();
    associate(&client).send().unwrap();
    response
}

/// Sends this head, and then the same piece over and over. Asserts that the client stops reading, reports this message,
/// and does not retry, and that its next request succeeds.
#[track_caller]
pub fn assert_endless_response_is_cut_off(head: &'static str, piece: Vec<u8>, message: &str) -> Error {
    let (sender, sent) = mpsc::channel();
    let server = FaultyServer::start(1, move |mut stream| {
        read_request(&mut stream).expect("a complete request");
        let mut sent = 0;
        let mut result = stream.write_all(head.as_bytes());
        while result.is_ok() && sent < HUGE {
            result = stream.write_all(&piece);
            sent += piece.len();
        }
        sender.send(sent).expect("the test waits");
    });
    let client = server.client_from(server.builder(quick_retries(3)).max_response_bytes(1 << 20));
    let error = associate(&client).send().unwrap_err();
    let message = message.replace("PORT", &server.address().port().to_string());
    let start = format!("associate_tenant_resource: {message}");
    assert_error(&error, &[Predicate::MayHaveHappened], 1, &start);
    let sent = sent.recv_timeout(LONG_TIMEOUT).unwrap();
    assert!(sent < MAX_READ, "{sent} bytes");
    associate(&client).send().unwrap();
    error
}
