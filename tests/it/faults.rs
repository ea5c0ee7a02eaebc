//! What a caller learns when the network or the server misbehaves, over real sockets.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::Duration;

use genauth::Error;

use crate::stand_in::{Reply, SUCCESS, StandIn, TOKEN_ANSWER, serve};
use crate::support::{IN_DOUBT, associate, builder, client_of};

/// For tests in which time has to run out.
const SHORT: Duration = Duration::from_millis(300);

/// An answer that breaks off.
const BROKEN_OFF: &str = "HTTP/1.1 502 Bad Gateway\r\ncontent-length: 100\r\n\r\n{\"statusCode\":";

/// What an error says: the predicates that hold | status and body as far as they came | the message.
fn told(error: &Error) -> String {
    let predicates = [
        ("validation ", error.is_validation()),
        ("connect ", error.is_connect()),
        ("timeout ", error.is_timeout()),
        ("rate_limited ", error.is_rate_limited()),
        ("not_found ", error.is_not_found()),
        ("unauthorized ", error.is_unauthorized()),
        ("retryable ", error.is_retryable()),
    ];
    let hold: String = predicates.map(|(name, holds)| if holds { name } else { "" }).concat();
    let status = error
        .http_status()
        .map_or("nothing".to_owned(), |status| status.to_string());
    let body = String::from_utf8_lossy(error.body().unwrap_or_default());
    let message = error.to_string();
    let message = message.strip_prefix("associate_tenant_resource: ").expect(&message);
    format!("{hold}| {status} {body}| {message}")
}

/// Beyond what is stated, a message goes on in the words of the system or of the HTTP library.
#[track_caller]
fn assert_told(error: &Error, expected: &str, row: &str) {
    let told = told(error);
    assert!(
        told.starts_with(expected),
        "{row}\n    told: {told}\nexpected: {expected}"
    );
}

/// Answers the first operation so, and lets the others succeed.
fn once(reply: Reply) -> StandIn {
    let reply = Mutex::new(Some(reply));
    StandIn::answering(move |_| match reply.lock().unwrap().take() {
        Some(reply) => reply,
        None => Reply::json(SUCCESS),
    })
}

fn close_after(bytes: &str) -> Reply {
    Reply::SendAndClose(bytes.into())
}

fn chunked(chunks: &str) -> Reply {
    Reply::Send(format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{chunks}").into())
}

#[test]
fn a_broken_answer_is_told_and_spoils_no_later_call() {
    let broke = "retryable | nothing | the connection broke: ";
    let long = format!("x: {}\r\n", "y".repeat(200_000));
    let many = "x: y\r\n".repeat(40_000);
    let not_http = "| nothing | the answer is not valid HTTP: ";
    for (row, reply, expected) in [
        ("closed without a word", close_after(""), broke),
        ("closed in the head", close_after("HTTP/1.1 200 OK\r\ncontent-"), broke),
        (
            "closed in the body",
            close_after(BROKEN_OFF),
            "retryable | 502 {\"statusCode\":| the connection broke: ",
        ),
        ("another protocol", close_after("SSH-2.0-OpenSSH_9.6\r\n"), not_http),
        ("no status", close_after("HTTP/1.1 abc\r\n\r\n"), not_http),
        (
            "no length",
            close_after("HTTP/1.1 200 OK\r\ncontent-length: abc\r\n\r\n"),
            not_http,
        ),
        ("a long header", Reply::http("200 OK", &long, SUCCESS), not_http),
        ("many headers", Reply::http("200 OK", &many, SUCCESS), not_http),
        (
            "a chunk without a length",
            chunked("zz\r\n{}\r\n0\r\n\r\n"),
            "| 200 | the answer is not valid HTTP: ",
        ),
        (
            "no content",
            Reply::Send("HTTP/1.1 204 No Content\r\n\r\n".into()),
            "| 204 | HTTP 204 with an empty body",
        ),
    ] {
        let server = once(reply);
        let client = client_of(server.url());
        assert_told(&associate(&client).send().expect_err(row), expected, row);
        associate(&client).send().expect(row);
    }
}

#[test]
fn silence_ends_by_the_timeout() {
    for (row, before, expected) in [
        ("at once", "", "timeout retryable | nothing | no answer in time: "),
        (
            "in the head",
            "HTTP/1.1 200 OK\r\n",
            "timeout retryable | nothing | no answer in time: ",
        ),
        (
            "in the body",
            BROKEN_OFF,
            "timeout retryable | 502 {\"statusCode\":| no answer in time: ",
        ),
    ] {
        let server = once(Reply::SendAndHang(before.into()));
        let client = builder().host(server.url()).timeout(SHORT).build().expect(row);
        assert_told(&associate(&client).send().expect_err(row), expected, row);
        associate(&client).send().expect(row);
    }
}

#[test]
fn a_late_answer_is_not_taken_for_the_next_one() {
    let server = StandIn::answering(|request| {
        let code = if request.body.contains("slow") { "slow" } else { "fast" };
        if code == "slow" {
            thread::sleep(SHORT * 3 / 2);
        }
        Reply::json(&format!(r#"{{"statusCode":200,"requestId":"{code}","data":{{}}}}"#))
    });
    let client = builder().host(server.url()).timeout(SHORT).build().unwrap();
    let error = associate(&client).code("slow").send().unwrap_err();
    assert!(error.is_timeout(), "{error}");
    let response = associate(&client).code("fast").send().unwrap();
    assert_eq!(response.request_id.as_deref(), Some("fast"));
}

#[test]
fn a_refused_connection_is_told() {
    // Nobody listens on the port of an outgoing connection, and nobody can take it meanwhile.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let outgoing = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let client = client_of(format!("http://{}", outgoing.local_addr().unwrap()));
    let error = associate(&client).send().unwrap_err();
    let expected = "connect retryable | nothing | no management token: no connection: ";
    assert_told(&error, expected, "refused");
}

#[cfg(feature = "rustls")]
#[test]
fn a_handshake_that_never_ends_runs_into_the_connect_timeout() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = format!("https://{}", silent.local_addr().unwrap());
    let client = builder().host(host).connect_timeout(SHORT).build().unwrap();
    let error = associate(&client).send().unwrap_err();
    let expected = "connect timeout retryable | nothing | no management token: no connection in time: ";
    assert_told(&error, expected, "silent");
}

#[test]
fn a_connection_that_the_server_closed_meanwhile_is_not_used_again() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (closed, meanwhile) = mpsc::channel();
    thread::spawn(move || {
        // The first connection serves the token and an operation, the others an operation each.
        for answers in [[TOKEN_ANSWER, SUCCESS].as_slice(), &[SUCCESS], &[SUCCESS]] {
            let (mut stream, _) = listener.accept().unwrap();
            for answer in answers {
                let mut request = Vec::new();
                while !request.ends_with(b"}") {
                    let mut bytes = [0; 4096];
                    let count = stream.read(&mut bytes).unwrap();
                    assert_ne!(count, 0, "the client went away");
                    request.extend_from_slice(&bytes[..count]);
                }
                let length = answer.len();
                write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{answer}").unwrap();
            }
            drop(stream);
            closed.send(()).unwrap();
        }
    });
    let client = client_of(format!("http://{address}"));
    for _ in 0..3 {
        associate(&client).send().unwrap();
        meanwhile.recv().unwrap();
    }
}

#[test]
fn answers_up_to_the_limit_are_read_and_larger_ones_refused() {
    let of_size = |size: usize| {
        let mut body = r#"{"statusCode":200,"data":{"success":true}}"#.to_owned();
        body.push_str(&" ".repeat(size - body.len()));
        body
    };
    let (fits, too_large) = (of_size(1024), of_size(1025));
    let refused = format!("| 200 {too_large}| the answer is too large: more than 1024 bytes");
    let in_chunks = |body: &str| {
        let (one, two) = body.split_at(10);
        chunked(&format!("A\r\n{one}\r\n{:x};ext=1\r\n{two}\r\n0\r\n\r\n", two.len()))
    };
    for (row, answers) in [
        ("with its length", [Reply::json(&fits), Reply::json(&too_large)]),
        ("in chunks", [in_chunks(&fits), in_chunks(&too_large)]),
    ] {
        let [fitting, larger] = answers.map(|answer| {
            let server = once(answer);
            let client = builder().host(server.url()).max_answer_bytes(1024).build().expect(row);
            associate(&client).send()
        });
        assert_eq!(fitting.expect(row).answer.body, fits.as_bytes(), "{row}");
        assert_told(&larger.expect_err(row), &refused, row);
    }
}

/// `SUCCESS`, packed.
#[cfg(feature = "gzip")]
const PACKED: &[u8] = b"\x1f\x8b\x08\0\0\0\0\0\x02\x03\xab\x56\x2a\x2e\x49\x2c\x29\x2d\x76\xce\x4f\x49\x55\xb2\x32\x32\x30\xd0\
    \x51\xca\x4d\x2d\x2e\x4e\x4c\x07\xf2\x94\x94\x74\x94\x52\x12\x4b\x12\x95\xac\xaa\x95\x8a\x4b\x93\x93\x81\xe2\x4a\x56\
    \x25\x45\xa5\xa9\xb5\xb5\x00\x70\x1f\xea\x4d\x37\0\0\0";

/// 80 bytes that unpack to 4 KiB: a success, and spaces.
#[cfg(feature = "gzip")]
const PACKED_LARGE: &[u8] = b"\x1f\x8b\x08\0\0\0\0\0\x02\x03\xed\xc1\xb1\x0d\x80\x30\x0c\x45\xc1\x55\xd0\xaf\x29\x22\xca\xb4\
    \x4c\x62\x25\xae\x91\xb0\x5d\x45\xd9\x9d\x3d\xd0\xbb\x5b\x8a\xb4\xac\xb8\x9f\xe9\xea\x57\x6b\xa7\xa6\xa5\xa9\x2f\x45\
    \x8d\xe1\x11\xea\xf9\x96\xef\x7d\0\0\0\0\0\x80\xdf\xfb\0\x16\x69\x6e\xd0\x2a\x10\0\0";

#[cfg(feature = "gzip")]
#[test]
fn gzip_is_unpacked_within_the_limit() {
    let call = |packed: &[u8]| {
        let length = packed.len();
        let head = format!("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {length}\r\n\r\n");
        let server = once(Reply::Send([head.as_bytes(), packed].concat()));
        let client = builder().host(server.url()).max_answer_bytes(1024).build().unwrap();
        associate(&client).send()
    };
    assert_eq!(call(PACKED).unwrap().answer.body, SUCCESS.as_bytes());

    let error = call(PACKED_LARGE).unwrap_err();
    assert_eq!(error.body().map(<[u8]>::len), Some(1025));
    let expected = "| 200 {\"statusCode\":200,\"data\":{\"success\":true}}   ";
    assert_told(&error, expected, "large");
    let end = format!("the answer is too large: more than 1024 bytes{IN_DOUBT}");
    assert!(error.to_string().ends_with(&end), "{error}");

    let mut damaged = PACKED.to_vec();
    *damaged.last_mut().unwrap() ^= 1;
    let expected = format!("| 200 {SUCCESS}| the answer is not valid HTTP: gzip ");
    assert_told(&call(&damaged).unwrap_err(), &expected, "damaged");
    let expected = "| 200 | the answer is not valid HTTP: gzip ";
    assert_told(&call(SUCCESS.as_bytes()).unwrap_err(), expected, "not packed");
}

#[cfg(feature = "gzip")]
#[test]
fn a_connection_that_breaks_inside_gzip_is_no_fault_of_the_packing() {
    let head = "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 72\r\n\r\n";
    let cut = Reply::SendAndClose([head.as_bytes(), &PACKED[..50]].concat());
    let error = associate(&client_of(once(cut).url())).send().unwrap_err();
    assert!(told(&error).contains("| the connection broke: "), "{error}");
    assert!(error.is_retryable());
}

#[test]
fn an_unknown_host_is_told() {
    let builder = builder().host("http://does-not-exist.invalid").allow_http(true);
    let error = associate(&builder.build().unwrap()).send().unwrap_err();
    let expected = "connect retryable | nothing | no management token: no connection: ";
    assert_told(&error, expected, "unknown");
}

#[cfg(feature = "rustls")]
#[test]
fn https_to_a_port_that_speaks_http_is_told() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = format!("https://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut hello = [0; 4096];
        let _ = stream.read(&mut hello);
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").unwrap();
        // Until the client goes: to close before would reset the connection.
        let _ = stream.read(&mut hello);
    });
    let error = associate(&client_of(host)).send().unwrap_err();
    let expected = "connect retryable | nothing | no management token: no secure connection: ";
    assert_told(&error, expected, "plain http");
}

#[test]
fn no_redirect_is_followed() {
    let other = StandIn::start();
    let location = format!("{}/elsewhere", other.url());
    for status in [
        "301 Moved Permanently",
        "302 Found",
        "303 See Other",
        "307 Temporary",
        "308 Permanent",
    ] {
        let headers = format!("location: {location}\r\n");
        let number = &status[..3];
        let redirected = format!("HTTP {number}: redirected to {location}, which is not followed; check `host`");

        let server = once(Reply::http(status, &headers, ""));
        let error = associate(&client_of(server.url())).send().expect_err(status);
        assert_eq!(told(&error), format!("| {number} | {redirected}"));

        // Nor one of the token request, whose body holds the secret.
        let address = serve(move |_| Reply::http(status, &headers, ""));
        let error = associate(&client_of(format!("http://{address}")))
            .send()
            .expect_err(status);
        assert_eq!(told(&error), format!("| {number} | no management token: {redirected}"));
    }
    assert_eq!(other.take_requests().len(), 0);
}
