//! Input that no client sends: the emulator answers with a 4xx status, and goes on.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::support::{client, emulator, exchange, request, status};

#[test]
fn garbage_is_refused() {
    let emulator = emulator();
    for (bytes, expected) in [
        (&b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..], 400),
        (b"hello\r\n\r\n", 400),
        (b"GET / HTTP/9.9\r\n\r\n", 400),
        (b"GET /\0 HTTP/1.1\r\nhost: localhost\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nhost: localhost\r\nx: \xff\xfe\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nhost: localhost\r\n x: folded\r\n\r\n", 400),
        (
            b"POST / HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
            400,
        ),
        (
            b"POST / HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n",
            400,
        ),
        (
            b"POST / HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\nffffffffffffffff\r\n",
            413,
        ),
        (b"GET / HTTP/1.0\r\n\r\n", 421),
    ] {
        let response = exchange(&emulator, bytes);
        assert_eq!(
            status(&response),
            expected,
            "{:?}: {response}",
            String::from_utf8_lossy(bytes)
        );
    }
    for incomplete in [
        "",
        "GET / HTT",
        "POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\nabc",
    ] {
        assert_eq!(exchange(&emulator, incomplete.as_bytes()), "", "{incomplete}");
    }
    client(&emulator).list_groups().send().unwrap();
}

#[test]
fn heads_and_bodies_are_bounded() {
    let emulator = emulator();
    let long = "x".repeat(20_000);
    for head in [
        format!("GET /{long} HTTP/1.1\r\nhost: localhost\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nhost: localhost\r\nx: {long}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nhost: localhost\r\n{}\r\n", "x: y\r\n".repeat(200)),
        format!("GET /{long}"),
    ] {
        assert_eq!(status(&exchange(&emulator, head.as_bytes())), 431);
    }
    let head = "POST /api/v3/create-user HTTP/1.1\r\nhost: localhost";
    let body = "x".repeat(8 * 1024 * 1024 + 1);
    assert_eq!(request(&emulator, head, &body).0, 413);
    let chunk = format!("{:x}\r\n{body}\r\n", body.len());
    let chunked = format!("{head}\r\ntransfer-encoding: chunked\r\n\r\n{chunk}0\r\n\r\n");
    assert_eq!(status(&exchange(&emulator, chunked.as_bytes())), 413);
    client(&emulator).list_groups().send().unwrap();
}

#[test]
fn bodies_that_are_no_objects_are_malformed_parameters() {
    let emulator = emulator();
    let head = "POST /api/v3/get-management-token HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json";
    let deep = "[".repeat(100_000);
    for body in ["[]", "7", "{", "{\"a\":1}x", "\u{FEFF}{}", &deep, "{\"accessKeyId\":7}"] {
        let (status, response) = request(&emulator, head, body);
        assert_eq!(status, 200);
        assert!(response.contains("\"statusCode\":400"), "{response}");
    }
}

#[test]
fn tricks_with_paths_lead_nowhere() {
    let emulator = emulator();
    for path in [
        "/",
        "//api/v3/list-groups",
        "/api/v3/../v3/list-groups",
        "/api/v3/list-groups/",
        "/api/v3/LIST-GROUPS",
        "/api/v3/list%2Dgroups",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/api/v3/list-groups;a=b",
        "/__emulator/../api/v3/list-groups",
        "/__emulatorx",
    ] {
        let (status, body) = request(&emulator, &format!("GET {path} HTTP/1.1\r\nhost: localhost"), "");
        assert_eq!(status, 404, "{path}: {body}");
    }
    for target in ["http://evil.example/", "*", "localhost:80"] {
        let (status, _) = request(&emulator, &format!("GET {target} HTTP/1.1\r\nhost: localhost"), "");
        assert_eq!(status, 400, "{target}");
    }
    let (status, _) = request(&emulator, "TRACE /api/v3/list-groups HTTP/1.1\r\nhost: localhost", "");
    assert_eq!(status, 404);
}

#[test]
fn foreign_hosts_and_web_pages_are_refused() {
    let emulator = emulator();
    for host in [
        "evil.example",
        "evil.example:80",
        "localhost.evil.example",
        "127.0.0.1.nip.io",
        "",
    ] {
        let (status, _) = request(&emulator, &format!("GET /__emulator/ HTTP/1.1\r\nhost: {host}"), "");
        assert_eq!(status, 421, "{host}");
    }
    let head = "POST /__emulator/reset HTTP/1.1\r\nhost: localhost\r\norigin: https://evil.example";
    assert_eq!(request(&emulator, head, "").0, 403);
    assert!(emulator.address().ip().is_loopback());
}

#[test]
fn pipelined_and_chunked_requests_are_answered_in_order() {
    let emulator = emulator();
    let key = format!(
        r#"{{"accessKeyId":"{}","accessKeySecret":"{}"}}"#,
        emulator.access_key_id(),
        emulator.access_key_secret()
    );
    let token = "POST /api/v3/get-management-token HTTP/1.1\r\nhost: localhost\r\n";
    let (first, second) = key.split_at(10);
    let chunked = format!(
        "{token}transfer-encoding: chunked\r\n\r\n{:x};ext\r\n{first}\r\n{:X}\r\n{second}\r\n0\r\nx-trailer: 1\r\n\r\n",
        first.len(),
        second.len()
    );
    let plain = format!("{token}content-length: {}\r\n\r\n{key}", key.len());
    let last = "GET /nowhere HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    let responses = exchange(&emulator, format!("{chunked}{plain}{last}ignored").as_bytes());
    let statuses: Vec<_> = responses
        .split("HTTP/1.1 ")
        .skip(1)
        .map(|response| &response[..3])
        .collect();
    assert_eq!(statuses, ["200", "200", "404"]);
    assert_eq!(responses.matches("access_token").count(), 2);
}

#[test]
fn a_client_may_wait_for_permission_to_send_the_body() {
    let emulator = emulator();
    let mut stream = TcpStream::connect(emulator.address()).unwrap();
    let head = "POST /nowhere HTTP/1.1\r\nhost: localhost\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    let expected = "HTTP/1.1 100 Continue\r\n\r\n";
    let mut received = vec![0; expected.len()];
    stream.read_exact(&mut received).unwrap();
    assert_eq!(String::from_utf8(received).unwrap(), expected);
    stream.write_all(b"{}").unwrap();
    let mut received = [0; 12];
    stream.read_exact(&mut received).unwrap();
    assert_eq!(&received, b"HTTP/1.1 404");
}

#[test]
fn the_longest_idle_connection_makes_room_for_a_new_one() {
    let emulator = emulator();
    let mut idle: Vec<TcpStream> = Vec::new();
    for _ in 0..560 {
        let mut stream = TcpStream::connect(emulator.address()).unwrap();
        // Once a response begins, the connection has been accepted.
        stream
            .write_all(b"GET /nowhere HTTP/1.1\r\nhost: localhost\r\n\r\n")
            .unwrap();
        let mut received = [0; 1024];
        assert!(stream.read(&mut received).unwrap() > 0);
        idle.push(stream);
    }
    client(&emulator).list_groups().send().unwrap();
    let is_closed = |stream: &mut TcpStream| {
        stream.set_nonblocking(true).unwrap();
        matches!(stream.read(&mut [0; 1]), Ok(0))
    };
    assert!(idle[..40].iter_mut().all(is_closed));
    assert!(!idle[60..].iter_mut().any(is_closed));
}

#[test]
fn a_dropped_emulator_closes_its_port_and_its_connections() {
    let emulator = emulator();
    let address = emulator.address();
    let mut idle = TcpStream::connect(address).unwrap();
    emulator.inject(genauth_emulator::Fault::latency(Duration::from_secs(3600)));
    let client = client(&emulator);
    let waiting = std::thread::spawn(move || {
        client
            .with_retry(genauth::RetryPolicy::none())
            .list_groups()
            .send()
            .is_ok()
    });
    while emulator.requests().of("get_management_token").is_empty() {
        std::thread::yield_now();
    }
    drop(emulator);
    assert_eq!(idle.read(&mut [0; 1]).unwrap_or(0), 0);
    assert!(TcpStream::connect(address).is_err());
    waiting.join().unwrap();
}

#[test]
fn a_response_to_head_has_no_body() {
    let emulator = emulator();
    let text = "HEAD /api/v3/list-groups HTTP/1.1\r\nhost: localhost\r\n\r\n\
        GET /__emulator HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    let received = exchange(&emulator, text.as_bytes());
    let (head, rest) = received.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 404 "), "{head}");
    assert!(rest.starts_with("HTTP/1.1 200 "), "{rest}");
}
