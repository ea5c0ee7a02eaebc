//! Tests responses that are incomplete, malformed or not from the service, over real sockets.

use std::io::Write;
use std::sync::{Mutex, mpsc};

use genauth::RetryPolicy;
use genauth::transport::TransportErrorKind;

use crate::replies::{
    assert_interrupted, assert_permanent, assert_success, assert_write_fails, chunked, client_with_retry, raw,
    replying_once, with_body,
};
use crate::sockets::{FaultyServer, LONG_TIMEOUT, hold_open, http_response, read_request};
use crate::support::Predicate::{MayHaveHappened, NotFound};
use crate::support::associate;
use crate::test_server::{Reply, SUCCESS};

const INVALID_HTTP: &str = "invalid HTTP response from 127.0.0.1:PORT: ";
const FOREIGN_BODY: &str = "HTTP 200 from 127.0.0.1:PORT with a body that is not a response of the service";

#[test]
fn a_response_that_is_not_http_is_not_retried() {
    for head in [
        "SSH-2.0-OpenSSH_9.6\r\n",
        "HTTP/1.1 abc\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: abc\r\n\r\n",
    ] {
        let error = assert_permanent(|| Reply::SendAndClose(head.into()), INVALID_HTTP);
        assert_eq!(error.transport_kind(), Some(TransportErrorKind::Protocol), "{head}");
        assert_eq!((error.http_status(), error.body()), (None, None), "{head}");
    }
}

#[test]
fn large_headers_are_rejected() {
    let long = format!("x: {}\r\n", "y".repeat(200_000));
    let many = "x: y\r\n".repeat(40_000);
    for headers in [long, many] {
        let error = assert_permanent(|| Reply::http("200 OK", &headers, SUCCESS), INVALID_HTTP);
        assert_eq!((error.http_status(), error.body()), (None, None));
    }
}

#[test]
fn a_connection_closed_before_the_end_of_the_response_counts_as_interrupted() {
    for sent in [
        "",
        "HTTP/1.1 200 OK\r\ncontent-",
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n",
    ] {
        let error = assert_interrupted(|| Reply::SendAndClose(sent.into()));
        assert_eq!(error.transport_kind(), Some(TransportErrorKind::Interrupted), "{sent}");
        assert_eq!((error.http_status(), error.body()), (None, None), "{sent}");
    }

    // The client receives the whole head and a part of the body.
    let sent = "HTTP/1.1 502 Bad Gateway\r\ncontent-length: 100\r\n\r\n{\"statusCode\":";
    let error = assert_interrupted(|| Reply::SendAndClose(sent.into()));
    assert_eq!(error.http_status(), Some(502));
    assert_eq!(error.body(), Some(b"{\"statusCode\":".as_slice()));
}

#[test]
fn a_body_shorter_than_its_length_counts_as_interrupted() {
    let error = assert_interrupted(|| {
        let length = SUCCESS.len() + 1;
        Reply::SendAndClose(format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{SUCCESS}").into())
    });
    assert_eq!(
        (error.http_status(), error.body()),
        (Some(200), Some(SUCCESS.as_bytes()))
    );
}

/// The body of a response to a request that the client never sent.
const FORGED: &str = r#"{"statusCode":200,"requestId":"forged","data":{"success":true}}"#;

#[test]
fn bytes_after_the_body_are_not_taken_for_the_next_response() {
    let bytes = [http_response("", SUCCESS), http_response("", FORGED)].concat();
    let client = client_with_retry(&replying_once(raw(bytes)), RetryPolicy::none());
    assert_eq!(associate(&client).send().unwrap().http.body, SUCCESS.as_bytes());
    for _ in 0..3 {
        assert_eq!(associate(&client).send().unwrap().request_id, None);
    }
}

#[test]
fn bytes_that_arrive_on_an_idle_connection_are_not_taken_for_the_next_response() {
    let (go, wait) = mpsc::channel::<()>();
    let (sent, wait_until_sent) = mpsc::channel();
    let wait = Mutex::new(wait);
    let server = FaultyServer::start(1, move |mut stream| {
        read_request(&mut stream);
        stream.write_all(&http_response("", SUCCESS)).unwrap();
        wait.lock().unwrap().recv().unwrap();
        stream.write_all(&http_response("", FORGED)).unwrap();
        sent.send(()).unwrap();
        hold_open(stream);
    });
    let client = server.client(RetryPolicy::none());
    associate(&client).send().unwrap();
    go.send(()).unwrap();
    wait_until_sent.recv_timeout(LONG_TIMEOUT).unwrap();
    assert_eq!(associate(&client).send().unwrap().request_id, None);
    assert_eq!(server.connections(), 2, "the connection must not be reused");
}

#[test]
fn a_length_that_truncates_the_json_makes_the_response_invalid() {
    let error = assert_permanent(
        || raw(format!("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{SUCCESS}")),
        &format!("{FOREIGN_BODY} (no content type, 10 bytes)"),
    );
    assert_eq!(error.body(), Some(&SUCCESS.as_bytes()[..10]));
}

#[test]
fn chunks_are_joined() {
    let (one, two) = SUCCESS.split_at(10);
    let size = two.len();
    let chunks = format!("a\r\n{one}\r\n{size:X};name=value\r\n{two}\r\n0\r\ntrailer: x\r\n\r\n");
    assert_eq!(assert_success(raw(chunked(&chunks))).http.body, SUCCESS.as_bytes());
}

#[test]
fn malformed_chunks_are_not_retried() {
    for chunks in [
        "zz\r\n{}\r\n0\r\n\r\n",
        "-2\r\n{}\r\n0\r\n\r\n",
        "fffffffffffffffff\r\n{}\r\n0\r\n\r\n",
        "2\r\n{}}}}}\r\n0\r\n\r\n",
    ] {
        let error = assert_permanent(|| raw(chunked(chunks)), INVALID_HTTP);
        assert_eq!(error.transport_kind(), Some(TransportErrorKind::Protocol), "{chunks}");
        assert_eq!(error.http_status(), Some(200), "{chunks}");
    }
    let error = assert_permanent(|| raw(chunked("zz\r\n{}\r\n0\r\n\r\n")), INVALID_HTTP);
    assert_eq!(error.body(), Some([].as_slice()));
}

#[test]
fn chunks_without_an_end_count_as_interrupted() {
    let error = assert_interrupted(|| Reply::SendAndClose(chunked("64\r\n{\"statusCode\":")));
    assert_eq!(error.body(), Some(b"{\"statusCode\":".as_slice()));
    // The body is complete JSON, but the last chunk is missing.
    let chunks = format!("{:x}\r\n{SUCCESS}\r\n", SUCCESS.len());
    assert_interrupted(|| Reply::SendAndClose(chunked(&chunks)));
}

#[test]
fn a_gateway_page_is_shown_and_not_retried() {
    let html = "<html>\n<h1>502 Bad Gateway</h1>\n</html>";
    let error = assert_permanent(
        || Reply::http("200 OK", "content-type: text/html\r\n", html),
        &format!("{FOREIGN_BODY} (text/html, 39 bytes): <html> <h1>502 Bad Gateway</h1> </html>"),
    );
    assert_eq!((error.http_status(), error.status_code()), (Some(200), None));
    assert_eq!(error.body(), Some(html.as_bytes()));
}

#[test]
fn an_empty_body_is_not_retried() {
    let error = assert_permanent(
        || raw("HTTP/1.1 204 No Content\r\n\r\n"),
        "HTTP 204 from 127.0.0.1:PORT with an empty body",
    );
    assert_eq!((error.http_status(), error.body()), (Some(204), Some([].as_slice())));
    assert_permanent(
        || Reply::http("200 OK", "", ""),
        "HTTP 200 from 127.0.0.1:PORT with an empty body",
    );
}

#[test]
fn json_without_an_envelope_is_not_retried() {
    for json in [
        "[1,2]",
        "\"text\"",
        "null",
        "{}",
        r#"{"statusCode":{}}"#,
        r#"{"statusCode":200"#,
        r#"{"statusCode":200}{}"#,
    ] {
        let message = format!("{FOREIGN_BODY} (application/json, {} bytes)", json.len());
        assert_permanent(|| Reply::json(json), &message);
    }
}

#[test]
fn data_of_another_type_is_reported_with_its_path() {
    assert_write_fails(
        Reply::json(r#"{"statusCode":200,"data":[1]}"#),
        &[MayHaveHappened],
        "response cannot be decoded as IsSuccess: data: expected an object, found a list",
    );
    assert_write_fails(
        Reply::json(r#"{"statusCode":200,"data":{"success":"perhaps"}}"#),
        &[MayHaveHappened],
        "response cannot be decoded as IsSuccess: data.success: expected a boolean, found a string",
    );
}

#[test]
fn a_body_that_is_not_utf_8_is_invalid() {
    for body in [
        b"\xff\xfe\xfd".as_slice(),
        b"{\"statusCode\":200,\"data\":{\"success\":true,\"x\":\"\xff\"}}",
        b"{\"statusCode\":200,\"message\":\"\xc3\x28\",\"data\":{\"success\":true}}",
        b"{\"statusCode\":200,\"\xff\":1,\"data\":{\"success\":true}}",
    ] {
        let message = format!("{FOREIGN_BODY} (no content type, {} bytes)", body.len());
        let error = assert_write_fails(with_body(body), &[MayHaveHappened], &message);
        assert_eq!(error.body(), Some(body));
        // Broken JSON is not shown, because the secrets in it cannot be located.
        assert_eq!(error.to_string().contains('\u{fffd}'), body[0] != b'{', "{error}");
    }
}

#[test]
fn a_header_value_that_is_not_utf_8_is_decoded_lossily() {
    let head = b"HTTP/1.1 200 OK\r\nx-request-id: a\xff\xc3\x28b\r\nx-fine: yes\r\n";
    let rest = format!("content-length: {}\r\n\r\n{SUCCESS}", SUCCESS.len());
    let response = assert_success(raw([head, rest.as_bytes()].concat()));
    assert_eq!(response.request_id.as_deref(), Some("a\u{fffd}\u{fffd}(b"));
    assert_eq!(response.http.header("x-fine"), Some("yes"));
}

#[test]
fn malformed_headers_are_not_retried() {
    for head in [
        b"HTTP/1.1 200 OK\r\nx-\xff: a\r\n\r\n".as_slice(),
        b"HTTP/1.1 200 OK\r\nx-a: \x01\r\n\r\n",
    ] {
        assert_permanent(|| raw(head), INVALID_HTTP);
    }
}

#[test]
fn a_byte_order_mark_is_skipped_once() {
    let marked = format!("\u{feff}{SUCCESS}");
    let response = assert_success(with_body(marked.as_bytes()));
    assert!(response.data.success);
    assert_eq!(response.http.body, marked.as_bytes());

    let error = assert_permanent(
        || with_body("\u{feff}".as_bytes()),
        &format!("{FOREIGN_BODY} (no content type, 3 bytes)"),
    );
    assert_eq!(error.body(), Some("\u{feff}".as_bytes()));
    let doubly_marked = format!("\u{feff}{marked}");
    assert_permanent(|| with_body(doubly_marked.as_bytes()), FOREIGN_BODY);
}

#[test]
fn the_last_of_duplicate_keys_wins() {
    let success =
        r#"{"statusCode":500,"data":{"success":false},"statusCode":200,"data":{"success":false,"success":true}}"#;
    assert!(assert_success(Reply::json(success)).data.success);

    let not_found = r#"{"statusCode":200,"data":{"success":true},"statusCode":404,"message":"a","message":"b"}"#;
    let error = assert_write_fails(Reply::json(not_found), &[NotFound], "[404] b");
    assert_eq!(error.status_code(), Some(404));

    let no_success = r#"{"statusCode":200,"data":{"success":true,"success":false}}"#;
    assert_write_fails(Reply::json(no_success), &[], "[200] but `success` is false:");
}

#[test]
fn interim_responses_are_skipped() {
    let interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n\
                   HTTP/1.1 103 Early Hints\r\nlink: </style.css>; rel=preload\r\n\r\n";
    let bytes = [interim.as_bytes(), &http_response("x-fine: yes\r\n", SUCCESS)].concat();
    let response = assert_success(raw(bytes));
    assert_eq!(response.http.status, 200);
    assert_eq!(response.http.header("x-fine"), Some("yes"));
    assert_eq!(response.http.header("link"), None);

    // An interim response must be followed by a final one.
    assert_interrupted(|| Reply::SendAndClose("HTTP/1.1 100 Continue\r\n\r\n".into()));
}

#[test]
fn a_protocol_switch_is_not_accepted() {
    let error = assert_permanent(
        || raw("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n"),
        "HTTP 101 from 127.0.0.1:PORT with an empty body",
    );
    assert_eq!(error.http_status(), Some(101));
}
