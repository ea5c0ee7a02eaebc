//! Tests what the handshake sends, and what happens if it fails.

use std::io::Write;
use std::sync::mpsc;
use std::time::Duration;

use genauth::transport::TransportErrorKind;
use tungstenite::handshake::server::{Request, Response};

use super::{
    EVENT, EventServer, SIGNATURE, assert_ended, client_builder, is_closed_by_client, keep_open, next_error,
    next_event, refuse, send_bytes, send_slowly, send_text, with_time_limit,
};
use crate::sockets::{LONG_TIMEOUT, SHORT_TIMEOUT, quick_retries, read_request};
use crate::support::{KEY_ID, Predicate, predicates};

#[test]
#[allow(clippy::result_large_err)] // tungstenite prescribes the type of the callback
fn the_handshake_is_as_documented() {
    let (sender, handshakes) = mpsc::channel();
    let server = EventServer::tcp(move |_, stream| {
        let record = |request: &Request, response: Response| {
            let authorization = request.headers().get_all("authorization");
            let authorization: Vec<_> = authorization.iter().map(|value| value.to_str().unwrap()).collect();
            sender
                .send((request.uri().to_string(), authorization.join(" and ")))
                .unwrap();
            Ok(response)
        };
        let mut socket = tungstenite::accept_hdr(stream, record).unwrap();
        send_text(&mut socket, "{}");
        keep_open(socket);
    });
    let encoded = "a%20b%26c%3Dd%2B%C3%A9%2F%23";
    for (base_path, event, code, scheme) in [
        ("", EVENT, EVENT, "genauth"),
        ("/", "a b&c=d+é/#", encoded, "genauth"),
        ("/iam/", EVENT, EVENT, "genauth"),
        // Only the host decides about the scheme. A unit test checks the scheme of Authing's hosts, because their names
        // do not resolve to loopback.
        ("/authing.cn", EVENT, EVENT, "genauth"),
    ] {
        let client = client_builder(format!("{}{base_path}", server.url())).build().unwrap();
        assert_eq!(next_event(&mut with_time_limit(client.subscribe(event))), "{}");
        let (path, authorization) = handshakes.recv().unwrap();
        let base_path = base_path.trim_end_matches('/');
        assert_eq!(path, format!("{base_path}/events/v1/management/sub?code={code}"));
        assert_eq!(authorization, format!("{scheme} {KEY_ID}:{SIGNATURE}"));
    }
}

#[test]
fn a_refusal_is_returned_once_and_ends_the_subscription() {
    for (status, code, expected) in [
        ("401 Unauthorized", 401, [Predicate::Unauthorized].as_slice()),
        ("403 Forbidden", 403, &[Predicate::Forbidden]),
        ("404 Not Found", 404, &[]),
    ] {
        let server = EventServer::tcp(move |_, stream| refuse(stream, status));
        let mut subscription = server.subscribe(quick_retries(3));
        let error = next_error(&mut subscription);
        assert_eq!(error.http_status(), Some(code));
        assert_eq!(predicates(&error), expected, "{error}");
        assert_eq!(
            error.to_string(),
            format!("subscribe: HTTP {code} from the event service instead of a WebSocket: body")
        );
        assert_ended(&mut subscription);
        assert_eq!(server.connections(), 1, "{status}");
    }
}

#[test]
fn a_refused_connection_is_a_connect_error() {
    // Nothing listens on port 1. A port that was free a moment ago could be taken by another test.
    let builder = client_builder("ws://127.0.0.1:1").retry(quick_retries(3));
    let mut subscription = with_time_limit(builder.build().unwrap().subscribe(EVENT));
    for _ in 0..2 {
        let error = next_error(&mut subscription);
        assert_eq!(
            predicates(&error),
            [Predicate::Connect, Predicate::Retryable],
            "{error}"
        );
        assert_eq!(error.transport_kind(), Some(TransportErrorKind::Connect));
        assert_eq!(error.http_status(), None);
        let message = error.to_string();
        assert!(
            message.starts_with("subscribe: cannot connect to 127.0.0.1:1: "),
            "{message}"
        );
    }
}

#[test]
fn the_connect_timeout_ends_a_handshake_without_a_response() {
    let server = EventServer::tcp(|_, mut stream| {
        is_closed_by_client(&mut stream);
    });
    let builder = client_builder(server.url()).connect_timeout(Duration::from_millis(50));
    let client = builder.retry(quick_retries(2)).build().unwrap();
    let error = next_error(&mut with_time_limit(client.subscribe(EVENT)));
    let expected = [Predicate::Connect, Predicate::Timeout, Predicate::Retryable];
    assert_eq!(predicates(&error), expected, "{error}");
    let message = error.to_string();
    assert!(
        message.starts_with("subscribe: no handshake with 127.0.0.1:"),
        "{message}"
    );
    assert!(
        message.contains(" within 50 ms (`connect_timeout`) (2 attempts in "),
        "{message}"
    );
    assert_eq!(error.attempts(), 2);
    assert_eq!(server.connections(), 2);
}

#[test]
fn a_handshake_that_arrives_one_byte_at_a_time_ends_with_the_connect_timeout() {
    let server = EventServer::tcp(|_, mut stream| {
        read_request(&mut stream).expect("a handshake");
        let _ = stream.write_all(b"HTTP/1.1 101 Switching Protocols\r\nx: ");
        send_slowly(&mut stream);
    });
    // Each pause is shorter than the timeout, which ends the handshake as a whole.
    let builder = client_builder(server.url()).connect_timeout(SHORT_TIMEOUT);
    let client = builder.retry(quick_retries(2)).build().unwrap();
    let error = next_error(&mut with_time_limit(client.subscribe(EVENT)));
    let expected = [Predicate::Connect, Predicate::Timeout, Predicate::Retryable];
    assert_eq!(predicates(&error), expected, "{error}");
    let message = error.to_string();
    assert!(
        message.contains(" within 400 ms (`connect_timeout`) (2 attempts in "),
        "{message}"
    );
    assert_eq!(server.connections(), 2);
}

#[test]
fn the_timeout_and_the_deadline_end_a_handshake_if_they_are_shorter_than_the_connect_timeout() {
    let server = EventServer::tcp(|_, mut stream| {
        is_closed_by_client(&mut stream);
    });
    let short = Duration::from_millis(50);
    let client = client_builder(server.url())
        .connect_timeout(LONG_TIMEOUT)
        .build()
        .unwrap();
    let with_timeout = client.with_timeout(short);
    let with_deadline = client.with_retry(quick_retries(1).deadline(short));
    for (client, expected) in [
        (with_timeout, " within 50 ms (`timeout`)"),
        (with_deadline, " (`deadline` of the retry policy)"),
    ] {
        let error = next_error(&mut with_time_limit(client.subscribe(EVENT)));
        assert!(error.is_timeout() && error.is_connect(), "{error}");
        assert!(error.to_string().ends_with(expected), "{error}");
    }
}

#[test]
fn headers_of_single_requests_are_sent_with_the_handshake() {
    let (sender, handshakes) = mpsc::channel();
    let server = EventServer::tcp(move |_, mut stream| {
        sender.send(read_request(&mut stream).expect("a handshake")).unwrap();
        send_bytes(&stream, b"HTTP/1.1 403 Forbidden\r\n\r\n");
    });
    let client = server.client(quick_retries(1));
    let client = client
        .with_request_id("id-7")
        .with_tenant_id("acme")
        .with_header("X-Trace", "t-1");
    assert_eq!(
        next_error(&mut with_time_limit(client.subscribe(EVENT))).http_status(),
        Some(403)
    );
    let handshake = handshakes.recv().unwrap();
    for (name, value) in [
        ("x-request-id", "id-7"),
        ("x-trace", "t-1"),
        ("x-genauth-app-tenant-id", "acme"),
        ("x-authing-app-tenant-id", "acme"),
    ] {
        assert_eq!(handshake.header(name), Some(value), "{}", handshake.head);
    }
}

#[test]
fn an_error_that_another_attempt_cannot_change_is_returned_at_once() {
    let server = EventServer::failing(1, "works", |mut stream| {
        read_request(&mut stream).expect("a handshake");
        send_bytes(&stream, b"HTTP/1.1 200 OK\r\n\r\n<html>");
    });
    let mut subscription = server.subscribe(quick_retries(3));
    let error = next_error(&mut subscription);
    assert_eq!((error.http_status(), error.attempts()), (Some(200), 1), "{error}");
    assert_eq!(server.connections(), 1);
    assert_eq!(next_event(&mut subscription), "works");
}

#[test]
fn an_invalid_handshake_is_an_error_and_the_next_connection_works() {
    use TransportErrorKind::{Interrupted, Protocol};
    let upgrade = "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n";
    let endless_header = format!("HTTP/1.1 101 Switching Protocols\r\nx: {}", "x".repeat(100_000));
    let no_upgrade = "HTTP/1.1 101 Switching Protocols\r\n\r\n".to_owned();
    let no_key = format!("{upgrade}\r\n");
    let wrong_key = format!("{upgrade}sec-websocket-accept: AAAA\r\n\r\n");
    let redirect = "HTTP/1.1 302 Found\r\nlocation: ws://127.0.0.1:1/\r\n\r\n".to_owned();
    for (case, response, kind, status) in [
        ("nothing", String::new(), Some(Interrupted), None),
        (
            "not HTTP",
            "SSH-2.0-OpenSSH_9.6\r\n\r\n".to_owned(),
            Some(Protocol),
            None,
        ),
        (
            "a truncated head",
            "HTTP/1.1 101 Swi".to_owned(),
            Some(Interrupted),
            None,
        ),
        ("an endless header", endless_header, Some(Protocol), None),
        ("no upgrade", no_upgrade, Some(Protocol), None),
        ("no key", no_key, Some(Protocol), None),
        ("a wrong key", wrong_key, Some(Protocol), None),
        ("HTML", "HTTP/1.1 200 OK\r\n\r\n<html>".to_owned(), None, Some(200)),
        ("a redirect", redirect, None, Some(302)),
    ] {
        let server = EventServer::failing(1, "works", move |mut stream| {
            read_request(&mut stream).expect("a handshake");
            send_bytes(&stream, response.as_bytes());
            is_closed_by_client(&mut stream);
        });
        let mut subscription = server.subscribe(quick_retries(1));
        let error = next_error(&mut subscription);
        assert_eq!(error.transport_kind(), kind, "{case}: {error}");
        assert_eq!(error.http_status(), status, "{case}: {error}");
        assert_eq!(next_event(&mut subscription), "works", "{case}");
        assert_eq!(server.connections(), 2, "{case}");
    }
}
