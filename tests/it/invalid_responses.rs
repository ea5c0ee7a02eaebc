//! What a caller is told of answers that are broken, endless, or not the service's, over real sockets.

use std::io::Write;
use std::sync::{Mutex, mpsc};

use genauth::{Error, ManagementClient, RetryPolicy};
use serde_json::json;

use crate::sockets::{Faulty, LONG, PATIENCE, answer, assert_told, attempts, hold, once_sent, read_request};
use crate::stand_in::{Reply, SUCCESS, StandIn, TOKEN_PATH, serve};
use crate::support::{associate, builder};

/// More than anybody should take in.
const HUGE: usize = 100 << 20;

/// What a client may have taken in of that, the buffers of two sockets included.
const LITTLE: usize = 20 << 20;

const NOT_HTTP: &str = "the answer is not valid HTTP: ";
const BROKE: &str = "the connection broke: ";
const NO_ANSWER: &str = "HTTP 200 with a body that is not an answer of the service";

/// Answers the first operation so, and lets the others succeed.
fn once(reply: Reply) -> StandIn {
    let reply = Mutex::new(Some(reply));
    StandIn::answering(move |_| {
        let reply = reply.lock().unwrap().take();
        reply.unwrap_or_else(|| Reply::json(SUCCESS))
    })
}

fn client_of(server: &StandIn, policy: RetryPolicy) -> ManagementClient {
    builder().host(server.url()).retry(policy).build().unwrap()
}

/// A write gets this answer and tells so: it is never sent again. The same client then serves a call well.
#[track_caller]
fn error_of(reply: Reply, predicates: &str, line: &str) -> Error {
    let server = once(reply);
    let client = client_of(&server, attempts(3));
    let error = associate(&client).send().unwrap_err();
    assert_told(&error, predicates, 1, &format!("associate_tenant_resource: {line}"));
    assert_eq!(server.take_requests().len(), 2, "the token and one operation");
    associate(&client).send().unwrap();
    error
}

/// The same of an answer that would be no better the next time: a read is not repeated either.
#[track_caller]
fn check_final(reply: fn() -> Reply, line: &str) -> Error {
    let error = error_of(reply(), "may_have_happened", line);
    let server = once(reply());
    let read = client_of(&server, attempts(3))
        .get_group()
        .code("book")
        .send()
        .unwrap_err();
    assert_told(&read, "", 1, &format!("get_group: {line}"));
    assert_eq!(read.http_status(), error.http_status());
    error
}

/// The same of an answer that broke off: a read is repeated.
#[track_caller]
fn check_broken_off(reply: fn() -> Reply) -> Error {
    let error = error_of(reply(), "retryable may_have_happened", BROKE);
    let server = once(reply());
    client_of(&server, attempts(3)).get_group().code("book").send().unwrap();
    assert_eq!(server.take_requests().len(), 3, "the token and two attempts");
    error
}

fn succeeds(reply: Reply) -> genauth::Response<genauth::IsSuccess> {
    let server = once(reply);
    let client = client_of(&server, RetryPolicy::none());
    let response = associate(&client).send().unwrap();
    associate(&client).send().unwrap();
    response
}

fn raw(bytes: impl Into<Vec<u8>>) -> Reply {
    Reply::Send(bytes.into())
}

fn chunked(chunks: &str) -> String {
    format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{chunks}")
}

/// A server that answers an operation with this head and then this piece again and again, and how much of it the
/// client took in. It ends with an error of the client's.
#[track_caller]
fn check_endless(head: &'static str, piece: Vec<u8>, line: &str) -> Error {
    let (sender, taken) = mpsc::channel();
    let server = Faulty::start(1, move |mut stream| {
        read_request(&mut stream).expect("a request");
        let mut sent = 0;
        let mut outcome = stream.write_all(head.as_bytes());
        while outcome.is_ok() && sent < HUGE {
            outcome = stream.write_all(&piece);
            sent += piece.len();
        }
        sender.send(sent).unwrap();
    });
    let client = server.client_by(server.builder(attempts(3)).max_answer_bytes(1 << 20));
    let error = associate(&client).send().unwrap_err();
    assert_told(
        &error,
        "may_have_happened",
        1,
        &format!("associate_tenant_resource: {line}"),
    );
    let taken = taken.recv_timeout(LONG).unwrap();
    assert!(taken < LITTLE, "{taken} bytes");
    associate(&client).send().unwrap();
    error
}

#[test]
fn a_head_without_an_end_ends_by_the_timeout_or_with_the_connection() {
    let unfinished = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
    let server = Faulty::start(usize::MAX, move |mut stream| {
        read_request(&mut stream);
        stream.write_all(unfinished.as_bytes()).unwrap();
        hold(stream);
    });
    let client = server.client(RetryPolicy::none()).with_timeout(PATIENCE);
    let error = once_sent(|| associate(&client).send());
    let line = "associate_tenant_resource: no answer in time: ";
    assert_told(&error, "timeout retryable may_have_happened", 1, line);

    check_broken_off(|| Reply::SendAndClose("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n".into()));
}

#[test]
fn endless_headers_are_cut_off() {
    let head = "HTTP/1.1 200 OK\r\n";
    check_endless(head, b"x: y\r\n".repeat(10_000), NOT_HTTP);
    let long = "HTTP/1.1 200 OK\r\nx: ";
    check_endless(long, vec![b'y'; 64 * 1024], NOT_HTTP);
}

#[test]
fn endless_bodies_are_cut_off_at_the_limit() {
    let too_large = "the answer is too large: more than 1048576 bytes";
    let with_length = "HTTP/1.1 200 OK\r\ncontent-length: 104857600\r\n\r\n";
    let error = check_endless(with_length, vec![b' '; 64 * 1024], too_large);
    assert_eq!(error.http_status(), Some(200));
    assert_eq!(error.body(), Some([b' '; 8192].as_slice()));

    let in_chunks = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let chunk = format!("10000\r\n{}\r\n", " ".repeat(64 * 1024));
    let error = check_endless(in_chunks, chunk.into(), too_large);
    assert_eq!(error.body(), Some([b' '; 8192].as_slice()));

    let until_the_end = "HTTP/1.1 200 OK\r\n\r\n";
    check_endless(until_the_end, vec![b' '; 64 * 1024], too_large);
}

#[test]
fn a_length_that_promises_more_than_comes_is_a_broken_connection() {
    let error = check_broken_off(|| {
        let length = SUCCESS.len() + 1;
        Reply::SendAndClose(format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{SUCCESS}").into())
    });
    assert_eq!(error.http_status(), Some(200));
    assert_eq!(error.body(), Some(SUCCESS.as_bytes()));
}

#[test]
fn a_length_that_promises_less_than_comes_spoils_no_later_call() {
    const FORGED: &str = r#"{"statusCode":200,"requestId":"forged","data":{"success":true}}"#;

    // What is beyond the length looks like an answer to the next call, and comes at once or a little later.
    let rest = answer("", FORGED);
    let at_once = once(raw([answer("", SUCCESS), rest.clone()].concat()));
    let client = client_of(&at_once, RetryPolicy::none());
    assert_eq!(associate(&client).send().unwrap().answer.body, SUCCESS.as_bytes());
    for _ in 0..3 {
        assert_eq!(associate(&client).send().unwrap().request_id, None);
    }

    let (go, wait) = mpsc::channel::<()>();
    let (sent, meanwhile) = mpsc::channel();
    let wait = Mutex::new(wait);
    let server = Faulty::start(1, move |mut stream| {
        read_request(&mut stream);
        stream.write_all(&answer("", SUCCESS)).unwrap();
        wait.lock().unwrap().recv().unwrap();
        stream.write_all(&rest).unwrap();
        sent.send(()).unwrap();
        hold(stream);
    });
    let client = server.client(RetryPolicy::none());
    associate(&client).send().unwrap();
    go.send(()).unwrap();
    meanwhile.recv_timeout(LONG).unwrap();
    assert_eq!(associate(&client).send().unwrap().request_id, None);
    assert_eq!(server.operations(), 2, "the connection with the rest is left alone");

    // Cut in the middle of the JSON.
    let error = check_final(
        || raw(format!("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{SUCCESS}")),
        &format!("{NO_ANSWER} (unknown type, 10 bytes)"),
    );
    assert_eq!(error.body(), Some(&SUCCESS.as_bytes()[..10]));
}

#[test]
fn chunks_are_read_and_broken_ones_told() {
    let (one, two) = SUCCESS.split_at(10);
    let size = two.len();
    let whole = chunked(&format!(
        "a\r\n{one}\r\n{size:X};name=value\r\n{two}\r\n0\r\ntrailer: x\r\n\r\n"
    ));
    assert_eq!(succeeds(raw(whole)).answer.body, SUCCESS.as_bytes());

    check_final(|| raw(chunked("zz\r\n{}\r\n0\r\n\r\n")), NOT_HTTP);
    check_final(|| raw(chunked("-2\r\n{}\r\n0\r\n\r\n")), NOT_HTTP);
    check_final(|| raw(chunked("fffffffffffffffff\r\n{}\r\n0\r\n\r\n")), NOT_HTTP);
    check_final(|| raw(chunked("2\r\n{}}}}}\r\n0\r\n\r\n")), NOT_HTTP);
    let error = check_broken_off(|| Reply::SendAndClose(chunked("64\r\n{\"statusCode\":").into()));
    assert_eq!(error.body(), Some(b"{\"statusCode\":".as_slice()));
    // Between two chunks: what came is whole JSON, and yet nobody has said that it is all.
    check_broken_off(|| {
        let size = SUCCESS.len();
        Reply::SendAndClose(chunked(&format!("{size:x}\r\n{SUCCESS}\r\n")).into())
    });
}

#[cfg(feature = "gzip")]
mod gzip {
    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn reply(packed: &[u8]) -> Reply {
        let length = packed.len();
        let head = format!("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {length}\r\n\r\n");
        raw([head.as_bytes(), packed].concat())
    }

    #[test]
    fn packed_answers_are_unpacked_and_damaged_ones_told() {
        let sound = packed(SUCCESS.as_bytes());
        assert_ne!(sound, SUCCESS.as_bytes());
        assert_eq!(succeeds(reply(&sound)).answer.body, SUCCESS.as_bytes());

        check_final(|| reply(SUCCESS.as_bytes()), NOT_HTTP);
        check_final(
            || {
                let mut damaged = packed(SUCCESS.as_bytes());
                *damaged.last_mut().unwrap() ^= 1;
                reply(&damaged)
            },
            NOT_HTTP,
        );
        // The whole answer, and yet not the whole of what was packed.
        check_broken_off(|| {
            let cut = packed(SUCCESS.as_bytes());
            reply(&cut[..cut.len() / 2])
        });
    }

    /// 100 MiB of zeros, as fixed Huffman codes: one zero, then over and over "the byte before, 258 times".
    fn bomb() -> Vec<u8> {
        let mut packed = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
        let mut bits = vec![1_u8, 1, 0]; // the last block, fixed codes
        bits.extend([0, 0, 1, 1, 0, 0, 0, 0]); // the literal 0
        for _ in 0..HUGE / 258 {
            bits.extend([1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0]); // length 258, distance 1
        }
        bits.extend([0; 7]); // the end
        let bytes = bits.chunks(8).map(|bits| {
            let places = bits.iter().enumerate();
            places.fold(0, |byte, (place, bit)| byte | bit << place)
        });
        packed.extend(bytes);
        packed
    }

    #[test]
    fn a_bomb_is_unpacked_up_to_the_limit() {
        let bomb = bomb();
        assert!(bomb.len() < 1 << 20, "{} bytes", bomb.len());
        let server = once(reply(&bomb));
        let client = builder()
            .host(server.url())
            .max_answer_bytes(1 << 20)
            .timeout(LONG)
            .build()
            .unwrap();
        let error = associate(&client).send().unwrap_err();
        let line = "associate_tenant_resource: the answer is too large: more than 1048576 bytes";
        assert_told(&error, "may_have_happened", 1, line);
        assert_eq!(error.body(), Some([0; 8192].as_slice()));
        associate(&client).send().unwrap();
    }
}

#[test]
fn a_page_of_a_gateway_is_no_answer() {
    let error = check_final(
        || {
            Reply::http(
                "200 OK",
                "content-type: text/html\r\n",
                "<html>\n<h1>502 Bad Gateway</h1>\n</html>",
            )
        },
        &format!("{NO_ANSWER} (text/html, 39 bytes): <html> <h1>502 Bad Gateway</h1> </html>"),
    );
    assert_eq!(error.http_status(), Some(200));
    assert_eq!(error.status_code(), None);
}

#[test]
fn json_of_another_shape_is_told_with_its_place() {
    fn of(body: &'static str) -> Reply {
        Reply::json(body)
    }
    let no_answer = format!("{NO_ANSWER} (application/json, ");
    check_final(|| of("[1,2]"), &no_answer);
    check_final(|| of("\"text\""), &no_answer);
    check_final(|| of("null"), &no_answer);
    check_final(|| of("{}"), &no_answer);
    check_final(|| of(r#"{"statusCode":{}}"#), &no_answer);
    check_final(|| of(r#"{"statusCode":200"#), &no_answer);
    check_final(|| of(r#"{"statusCode":200}{}"#), &no_answer);
    check_final(
        || of(r#"{"statusCode":200,"data":[1]}"#),
        "the answer does not read as ",
    );
    let shape = r#"{"statusCode":200,"data":{"success":"perhaps"}}"#;
    error_of(
        of(shape),
        "may_have_happened",
        "the answer does not read as IsSuccess: data.success: expected true or false, found text",
    );
}

/// Lists and objects, so deep that a reader which went along would run out of stack.
fn deep() -> [String; 2] {
    const DEPTH: usize = 10_000;
    [("[", "]"), (r#"{"a":"#, "}")].map(|(open, close)| format!("{}1{}", open.repeat(DEPTH), close.repeat(DEPTH)))
}

#[test]
fn json_that_is_nested_deep_overflows_no_stack() {
    for deep in deep() {
        let answering = |body: String| {
            let server = once(Reply::json(&body));
            client_of(&server, attempts(3))
        };
        let of_data = || answering(format!(r#"{{"statusCode":200,"data":{deep}}}"#));
        let of_field = |field: &str| answering(format!(r#"{{"statusCode":200,"data":{{"{field}":{deep}}}}}"#));

        // In a typed answer.
        let error = associate(&of_field("success")).send().unwrap_err();
        let line = "associate_tenant_resource: the answer does not read as IsSuccess: data.success: ";
        assert_told(&error, "may_have_happened", 1, line);
        // In an answer that is read as JSON, whatever it is.
        let error = of_data().call("get_group", json!({"code": "c"})).unwrap_err();
        let line =
            "get_group: the answer does not read as Value: data: expected JSON, found JSON that is nested too deep";
        assert_told(&error, "", 1, line);
        // In fields that are skipped.
        associate(&of_field("unknown")).send().unwrap();
        let beside = format!(r#"{{"unknown":{deep},"statusCode":200,"data":{{"success":true}}}}"#);
        assert!(associate(&answering(beside)).send().unwrap().data.success);
        // In the fields of the envelope itself.
        let status_code = format!(r#"{{"statusCode":{deep}}}"#);
        let error = associate(&answering(status_code)).send().unwrap_err();
        assert_told(
            &error,
            "may_have_happened",
            1,
            &format!("associate_tenant_resource: {NO_ANSWER}"),
        );
        let message = format!(r#"{{"statusCode":500,"message":{deep},"apiCode":{deep},"requestId":{deep}}}"#);
        let error = associate(&answering(message)).send().unwrap_err();
        assert_told(&error, "may_have_happened", 1, "associate_tenant_resource: [500] ");
    }
}

#[test]
fn json_that_is_nested_deep_where_a_list_may_be_one_item_overflows_no_stack() {
    let [lists, objects] = deep();
    let groups = |data: String| {
        let server = once(Reply::json(&format!(r#"{{"statusCode":200,"data":{data}}}"#)));
        client_of(&server, attempts(3)).get_all_groups().send()
    };
    let line = "get_all_groups: the answer does not read as Vec<Group>: data[0]: expected an object, found ";
    assert_told(&groups(lists).unwrap_err(), "", 1, line);
    // One group, with a field that nobody knows.
    assert_eq!(groups(objects).unwrap().data.len(), 1);
}

#[test]
fn a_token_that_is_nested_deep_overflows_no_stack() {
    let giving = |data: String| {
        let address = serve(move |request| {
            if request.path() == TOKEN_PATH {
                Reply::json(&format!(r#"{{"statusCode":200,"data":{data}}}"#))
            } else {
                Reply::json(SUCCESS)
            }
        });
        let builder = builder().host(format!("http://{address}")).retry(attempts(3));
        associate(&builder.build().unwrap()).send()
    };
    let [lists, objects] = deep();
    let no_token = "associate_tenant_resource: no management token: ";
    let misread = format!("{no_token}the answer does not read as TokenAnswer: data");
    let unusable = format!("{no_token}the answer holds no usable access_token");
    assert_told(
        &giving(lists.clone()).unwrap_err(),
        "",
        1,
        &format!("{misread}: expected an object"),
    );
    assert_told(&giving(objects.clone()).unwrap_err(), "", 1, &unusable);
    for deep in [lists, objects] {
        let text = format!(r#"{{"access_token":{deep}}}"#);
        assert_told(
            &giving(text).unwrap_err(),
            "",
            1,
            &format!("{misread}.access_token: expected text"),
        );
        let life = format!(r#"{{"access_token":"t","expires_in":{deep}}}"#);
        assert_told(
            &giving(life).unwrap_err(),
            "",
            1,
            &format!("{misread}.expires_in: expected JSON"),
        );
        giving(format!(r#"{{"access_token":"t","expires_in":7200,"unknown":{deep}}}"#)).unwrap();
    }
}

/// An answer of these bytes.
fn of_bytes(body: &[u8]) -> Reply {
    let length = body.len();
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n");
    raw([head.as_bytes(), body].concat())
}

#[test]
fn text_that_is_not_utf_8_is_told() {
    for body in [
        b"\xff\xfe\xfd".as_slice(),
        b"{\"statusCode\":200,\"data\":{\"success\":true,\"x\":\"\xff\"}}",
        b"{\"statusCode\":200,\"message\":\"\xc3\x28\",\"data\":{\"success\":true}}",
        b"{\"statusCode\":200,\"\xff\":1,\"data\":{\"success\":true}}",
    ] {
        let line = format!("{NO_ANSWER} (unknown type, {} bytes)", body.len());
        let error = error_of(of_bytes(body), "may_have_happened", &line);
        assert_eq!(error.body(), Some(body));
        // Of what was to be JSON nothing is shown.
        assert_eq!(error.to_string().contains('\u{fffd}'), body[0] != b'{', "{error}");
    }
}

#[test]
fn a_header_that_is_not_utf_8_is_read_as_far_as_it_goes() {
    let head = b"HTTP/1.1 200 OK\r\nx-request-id: a\xff\xc3\x28b\r\nx-fine: yes\r\n";
    let rest = format!("content-length: {}\r\n\r\n{SUCCESS}", SUCCESS.len());
    let response = succeeds(raw([head, rest.as_bytes()].concat()));
    assert_eq!(response.request_id.as_deref(), Some("a\u{fffd}\u{fffd}(b"));
    assert_eq!(response.answer.header("x-fine"), Some("yes"));

    check_final(|| raw(b"HTTP/1.1 200 OK\r\nx-\xff: a\r\n\r\n".as_slice()), NOT_HTTP);
    check_final(|| raw(b"HTTP/1.1 200 OK\r\nx-a: \x01\r\n\r\n".as_slice()), NOT_HTTP);
}

#[test]
fn a_byte_order_mark_is_skipped_and_is_no_answer_by_itself() {
    let marked = format!("\u{feff}{SUCCESS}");
    let response = succeeds(of_bytes(marked.as_bytes()));
    assert!(response.data.success);
    assert_eq!(response.answer.body, marked.as_bytes());

    let error = check_final(
        || of_bytes("\u{feff}".as_bytes()),
        &format!("{NO_ANSWER} (unknown type, 3 bytes)"),
    );
    assert_eq!(error.body(), Some("\u{feff}".as_bytes()));
    // One is a mark, two are not.
    check_final(|| of_bytes(format!("\u{feff}\u{feff}{SUCCESS}").as_bytes()), NO_ANSWER);
}

#[test]
fn of_equal_keys_the_last_one_counts() {
    let doubled =
        r#"{"statusCode":500,"data":{"success":false},"statusCode":200,"data":{"success":false,"success":true}}"#;
    assert!(succeeds(Reply::json(doubled)).data.success);
    let doubled = r#"{"statusCode":200,"data":{"success":true},"statusCode":404,"message":"a","message":"b"}"#;
    let error = error_of(Reply::json(doubled), "not_found", "[404] b");
    assert_eq!(error.status_code(), Some(404));
    let doubled = r#"{"statusCode":200,"data":{"success":true,"success":false}}"#;
    error_of(Reply::json(doubled), "", "[200] but success is false:");
}

#[test]
fn no_content_is_no_answer() {
    let error = check_final(|| raw("HTTP/1.1 204 No Content\r\n\r\n"), "HTTP 204 with an empty body");
    assert_eq!((error.http_status(), error.body()), (Some(204), Some([].as_slice())));
    check_final(|| Reply::http("200 OK", "", ""), "HTTP 200 with an empty body");
}

#[test]
fn interim_answers_are_passed_over() {
    let interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n\
                   HTTP/1.1 103 Early Hints\r\nlink: </style.css>; rel=preload\r\n\r\n";
    let response = succeeds(raw([interim.as_bytes(), &answer("x-fine: yes\r\n", SUCCESS)].concat()));
    assert_eq!(response.answer.status, 200);
    assert_eq!(response.answer.header("x-fine"), Some("yes"));
    assert_eq!(response.answer.header("link"), None);

    // With nothing behind them they are no answer.
    check_broken_off(|| Reply::SendAndClose("HTTP/1.1 100 Continue\r\n\r\n".into()));
    // Nobody has asked for another protocol.
    let error = check_final(
        || raw("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n"),
        "HTTP 101 with an empty body",
    );
    assert_eq!(error.http_status(), Some(101));
}
