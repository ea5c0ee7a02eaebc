//! Tests peers that are silent or too slow, over real sockets.

use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use genauth::transport::TransportErrorKind;
use genauth::{Error, RetryPolicy};

use crate::replies::{PARTIAL_RESPONSE, replying_once};
use crate::sockets::{
    FaultyServer, LONG_TIMEOUT, SHORT_TIMEOUT, error_after_sending, hold_open, http_response, listen, quick_retries,
    read_request,
};
use crate::support::Predicate::{self, Connect, MayHaveHappened, Retryable, Timeout, Token};
use crate::support::{assert_error, associate, builder, client_for, get_group};
use crate::test_server::{Reply, SUCCESS, TOKEN_PATH, TOKEN_RESPONSE, TestServer};

/// Asserts that a request timed out after it was sent. `start` must end before the time in `no response within 400 ms`,
/// because fetching the token may leave the attempt a little less than `SHORT_TIMEOUT`.
#[track_caller]
fn assert_timeout(error: &Error, predicates: &[Predicate], attempts: u32, start: &str) {
    assert_error(error, predicates, attempts, start);
    assert_eq!(error.transport_kind(), Some(TransportErrorKind::Timeout));
    let message = error.to_string();
    let (millis, _) = message[start.len()..].split_once(" ms (`timeout`)").expect(&message);
    let limit = Duration::from_millis(millis.parse().expect(&message));
    assert!(limit <= SHORT_TIMEOUT, "{message}");
}

/// Asserts that a server which reads the request and then behaves like this makes the client time out, that a read is
/// retried, and that a write is not.
#[track_caller]
fn assert_times_out(what: &str, behavior: impl Fn(TcpStream) + Clone + Send + Sync + 'static) {
    let (sender, requests) = mpsc::channel();
    let behavior = move |mut stream: TcpStream| {
        if read_request(&mut stream).is_some() {
            // The receiver may be gone, because the test does not wait for every request.
            let _ = sender.send(());
            behavior(stream);
        }
    };
    let server = FaultyServer::start(usize::MAX, behavior.clone());
    let client = server.client(RetryPolicy::none()).with_timeout(SHORT_TIMEOUT);
    let error = error_after_sending(|| get_group(&client).send());
    assert_timeout(
        &error,
        &[Timeout, Retryable],
        1,
        &format!("get_group: no {what} within "),
    );
    assert_eq!(requests.recv_timeout(LONG_TIMEOUT), Ok(()));

    let client = client.with_retry(quick_retries(3));
    let error = error_after_sending(|| associate(&client).send());
    let start = format!("associate_tenant_resource: no {what} within ");
    let predicates = [Timeout, Retryable, MayHaveHappened];
    // Attempts that timed out while connecting may precede the one that sent the request.
    assert_timeout(&error, &predicates, error.attempts(), &start);
    assert_eq!(requests.recv_timeout(LONG_TIMEOUT), Ok(()));
    assert!(requests.try_recv().is_err(), "the write was sent again");

    let server = FaultyServer::start(1, behavior);
    let client = server.client(quick_retries(10)).with_timeout(SHORT_TIMEOUT);
    get_group(&client).send().unwrap();
    assert!(server.connections() >= 2);
}

/// Fills the queue of a listener that accepts no connections. Linux then lets further connections wait.
#[cfg(target_os = "linux")]
#[test]
fn a_connection_that_is_not_accepted_ends_with_the_connect_timeout() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let queue: Vec<_> = (0..10_000)
        .map_while(|_| TcpStream::connect_timeout(&address, SHORT_TIMEOUT / 2).ok())
        .collect();
    assert!(queue.len() < 10_000, "the queue is endless");
    let builder = builder().host(format!("http://{address}")).retry(quick_retries(2));
    let client = builder.connect_timeout(SHORT_TIMEOUT / 2).build().unwrap();
    let predicates = [Connect, Timeout, Token, Retryable];
    let message = format!(
        "cannot obtain a management token: cannot connect to {address}: no connection within 200 ms (`connect_timeout`)"
    );
    let error = associate(&client).send().unwrap_err();
    assert_error(&error, &predicates, 2, &format!("associate_tenant_resource: {message}"));
    assert_eq!(error.transport_kind(), Some(TransportErrorKind::ConnectTimeout));
    let without_retries = client.with_retry(RetryPolicy::none());
    let error = get_group(&without_retries).send().unwrap_err();
    assert_error(&error, &predicates, 1, &format!("get_group: {message}"));
    drop(queue);
}

#[cfg(feature = "rustls")]
#[test]
fn an_unfinished_handshake_ends_with_the_connect_timeout() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = silent.local_addr().unwrap();
    let builder = builder().host(format!("https://{address}"));
    let client = builder.connect_timeout(SHORT_TIMEOUT).build().unwrap();
    let error = associate(&client).send().unwrap_err();
    let start = format!(
        "associate_tenant_resource: cannot obtain a management token: \
         cannot connect to {address}: no connection within 400 ms (`connect_timeout`)"
    );
    assert_error(&error, &[Connect, Timeout, Token, Retryable], 1, &start);
    assert_eq!((error.http_status(), error.body()), (None, None));
}

#[test]
fn a_silent_server_ends_with_the_timeout() {
    assert_times_out("response", hold_open);
}

#[test]
fn silence_during_the_head_ends_with_the_timeout() {
    assert_times_out("response", |mut stream| {
        stream
            .write_all(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n")
            .unwrap();
        hold_open(stream);
    });
}

#[test]
fn silence_during_the_body_ends_with_the_timeout() {
    assert_times_out("complete response", |mut stream| {
        stream.write_all(PARTIAL_RESPONSE).unwrap();
        hold_open(stream);
    });
}

/// Sends single bytes, each of them well within the timeout.
fn trickle(mut stream: TcpStream, head: &[u8], byte: u8) {
    stream.write_all(head).unwrap();
    while stream.write_all(&[byte]).is_ok() {
        thread::sleep(SHORT_TIMEOUT / 6);
    }
}

#[test]
fn a_trickling_head_ends_with_the_timeout() {
    let endless = b"HTTP/1.1 200 OK\r\nx-endless: ";
    assert_times_out("response", |stream| trickle(stream, endless, b'x'));
}

#[test]
fn a_trickling_body_ends_with_the_timeout() {
    let endless = b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n";
    assert_times_out("complete response", |stream| trickle(stream, endless, b' '));
}

#[test]
fn a_timeout_keeps_what_was_received_and_the_next_request_succeeds() {
    struct Case {
        sent: &'static str,
        what: &'static str,
        status: Option<u16>,
        body: Option<&'static [u8]>,
    }

    let cases = [
        Case {
            sent: "",
            what: "response",
            status: None,
            body: None,
        },
        Case {
            sent: "HTTP/1.1 200 OK\r\n",
            what: "response",
            status: None,
            body: None,
        },
        Case {
            sent: "HTTP/1.1 502 Bad Gateway\r\ncontent-length: 100\r\n\r\n{\"statusCode\":",
            what: "complete response",
            status: Some(502),
            body: Some(b"{\"statusCode\":"),
        },
    ];
    for case in cases {
        let server = replying_once(Reply::SendAndHang(case.sent.into()));
        let client = builder().host(server.url()).timeout(SHORT_TIMEOUT).build().unwrap();
        let error = associate(&client).send().expect_err(case.sent);
        let start = format!("associate_tenant_resource: no {} within ", case.what);
        assert_timeout(&error, &[Timeout, Retryable, MayHaveHappened], 1, &start);
        assert_eq!((error.http_status(), error.body()), (case.status, case.body));
        associate(&client).send().expect(case.sent);
    }
}

#[test]
fn a_late_response_is_not_taken_for_the_next_one() {
    let server = TestServer::responding(|request| {
        let code = if request.body.contains("slow") { "slow" } else { "fast" };
        if code == "slow" {
            thread::sleep(SHORT_TIMEOUT * 3 / 2);
        }
        Reply::json(&format!(r#"{{"statusCode":200,"requestId":"{code}","data":{{}}}}"#))
    });
    let client = builder().host(server.url()).timeout(SHORT_TIMEOUT).build().unwrap();
    let error = associate(&client).code("slow").send().unwrap_err();
    assert!(error.is_timeout(), "{error}");
    let response = associate(&client).code("fast").send().unwrap();
    assert_eq!(response.request_id.as_deref(), Some("fast"));
}

/// A connection keeps the timeout of its socket, unless the next request needs a different one.
#[test]
fn a_reused_connection_has_the_timeout_of_each_request() {
    let pause = SHORT_TIMEOUT * 3 / 2;
    let (sender, connections) = mpsc::channel();
    let address = listen(move |index, mut stream| {
        sender.send(index).unwrap();
        while let Some(request) = read_request(&mut stream) {
            if request.body.contains("slow") {
                thread::sleep(pause);
            }
            if request.body.contains("silent") {
                return hold_open(stream);
            }
            let body = match request.path() {
                TOKEN_PATH => TOKEN_RESPONSE,
                _ => SUCCESS,
            };
            stream.write_all(&http_response("", body)).unwrap();
        }
    });
    let client = client_for(format!("http://{address}"));
    let with_timeout = |timeout| associate(&client.with_timeout(timeout));
    with_timeout(LONG_TIMEOUT).send().unwrap();
    // The short timeout is not in force any longer.
    with_timeout(SHORT_TIMEOUT).send().unwrap();
    with_timeout(LONG_TIMEOUT).code("slow").send().unwrap();
    // And neither is the long one.
    let error = with_timeout(SHORT_TIMEOUT).code("silent").send().unwrap_err();
    assert_timeout(
        &error,
        &[Timeout, Retryable, MayHaveHappened],
        1,
        "associate_tenant_resource: no response within ",
    );
    assert!(error.elapsed() < LONG_TIMEOUT, "{error}");
    assert_eq!(connections.try_iter().collect::<Vec<_>>(), [0]);
}
