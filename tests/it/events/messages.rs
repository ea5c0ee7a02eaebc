//! Tests how messages of the service become events.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use genauth::transport::TransportErrorKind;
use serde_json::json;
use tungstenite::Message;

use super::{
    EVENT, EventServer, client_builder, is_closed_by_client, keep_open, next_error, next_event, send_text,
    with_time_limit,
};
use crate::sockets::quick_retries;

#[test]
fn events_are_received_in_order_as_text_and_as_json() {
    let server = EventServer::websocket(|_, mut socket| {
        send_text(&mut socket, r#"{"id":1}"#);
        socket.send(Message::binary(r#"{"id":"zwei é"}"#)).unwrap();
        keep_open(socket);
    });
    let mut subscription = server.subscribe(quick_retries(1));
    let first = subscription.next().unwrap().unwrap();
    let second = subscription.next().unwrap().unwrap();
    assert_eq!(first.text, r#"{"id":1}"#);
    assert_eq!(first.json().unwrap(), json!({"id": 1}));
    assert_eq!(first.json_as::<BTreeMap<String, u8>>().unwrap()["id"], 1);
    assert_eq!(second.text, r#"{"id":"zwei é"}"#);
    assert_eq!(second.json().unwrap()["id"], "zwei é");
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_lone_surrogate_in_an_event_is_replaced() {
    let server = EventServer::websocket(|_, mut socket| {
        send_text(&mut socket, r#"{"name":"\ud83d!"}"#);
        keep_open(socket);
    });
    let event = server.subscribe(quick_retries(1)).next().unwrap().unwrap();
    assert_eq!(event.text, r#"{"name":"\ud83d!"}"#);
    assert_eq!(event.json().unwrap()["name"], "\u{fffd}!");
}

#[test]
fn an_event_that_is_not_the_expected_json_is_still_an_event() {
    let server = EventServer::websocket(|_, mut socket| {
        send_text(&mut socket, "not JSON");
        send_text(&mut socket, r#"{"id":1000}"#);
        keep_open(socket);
    });
    let mut subscription = server.subscribe(quick_retries(1));
    let event = subscription.next().unwrap().unwrap();
    assert_eq!(event.text, "not JSON");
    let error = event.json().unwrap_err();
    assert_eq!(error.operation(), Some("subscribe"));
    assert_eq!(
        error.to_string(),
        "subscribe: event cannot be decoded: expected ident at line 1, column 2"
    );

    let event = subscription.next().unwrap().unwrap();
    let error = event.json_as::<BTreeMap<String, u8>>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "subscribe: event cannot be decoded: wrong type or missing field at line 1, column 10"
    );
}

#[test]
fn invalid_utf_8_in_a_binary_frame_is_replaced() {
    let server = EventServer::websocket(|_, mut socket| {
        socket.send(Message::binary(&b"a\xffb"[..])).unwrap();
        keep_open(socket);
    });
    assert_eq!(next_event(&mut server.subscribe(quick_retries(1))), "a\u{fffd}b");
}

#[test]
fn a_fragmented_message_is_one_event_despite_pauses_and_pings() {
    let server = EventServer::websocket(|_, mut socket| {
        let last = b"\x80\x03de".as_slice();
        for fragment in [b"\x01\x02ab".as_slice(), b"\x00\x01c", last] {
            socket.get_mut().write_all(fragment).unwrap();
            // The server pauses several times mid-message, and the last pause is also mid-frame. The client must send a
            // ping each time, and keep both the partial message and the partial frame.
            assert_eq!(socket.read().unwrap(), Message::Ping("".into()));
            if fragment != last {
                // Flushing sends the pong.
                socket.flush().unwrap();
            }
        }
        socket.get_mut().write_all(b"f").unwrap();
        keep_open(socket);
    });
    let mut subscription = server.subscribe(quick_retries(1)).silence(Duration::from_millis(150));
    assert_eq!(next_event(&mut subscription), "abcdef");
    assert_eq!(server.connections(), 1);
}

#[test]
fn bytes_of_a_message_that_is_incomplete_count_as_a_sign_of_life() {
    let server = EventServer::websocket(|_, mut socket| {
        for byte in [b"\x81\x03".as_slice(), b"a", b"b"] {
            socket.get_mut().write_all(byte).unwrap();
            // The server does not reply to the ping, but it continues to send the message.
            read_ping(socket.get_mut());
        }
        socket.get_mut().write_all(b"c").unwrap();
        keep_open(socket);
    });
    let mut subscription = server.subscribe(quick_retries(1)).silence(Duration::from_millis(400));
    assert_eq!(next_event(&mut subscription), "abc");
    assert_eq!(server.connections(), 1);
}

/// Reads an empty ping, without replying to it.
fn read_ping(stream: &mut TcpStream) {
    let mut frame = [0; 6];
    stream.read_exact(&mut frame).unwrap();
    assert_eq!(frame[..2], [0x89, 0x80]);
}

#[test]
fn max_response_bytes_limits_a_message_and_nothing_else_does() {
    const MIB: usize = 1024 * 1024;
    for (setting, largest, text) in [
        (Some(1000), 1000, "1000 bytes"),
        (Some(2 * MIB), 2 * MIB, "2 MiB"),
        // The default is the one for responses.
        (None, 32 * MIB, "32 MiB"),
    ] {
        // Debug builds take seconds for 32 MiB on a busy machine.
        let sent = largest.min(2 * MIB);
        let server = EventServer::websocket(move |index, mut socket| {
            if index > 0 {
                send_text(&mut socket, "works");
                return keep_open(socket);
            }
            send_text(&mut socket, &"x".repeat(sent));
            // The head of a text frame. Its length is enough to refuse the message.
            let mut head = vec![0x81, 127];
            head.extend((largest as u64 + 1).to_be_bytes());
            socket.get_mut().write_all(&head).unwrap();
            keep_open(socket);
        });
        let mut builder = client_builder(server.url()).retry(quick_retries(3));
        if let Some(setting) = setting {
            builder = builder.max_response_bytes(setting);
        }
        let mut subscription = with_time_limit(builder.build().unwrap().subscribe(EVENT));
        assert_eq!(next_event(&mut subscription).len(), sent);
        // The event is lost, and no other attempt can bring it back, so the error is returned at once.
        let error = next_error(&mut subscription);
        assert_eq!(error.transport_kind(), Some(TransportErrorKind::TooLarge), "{error}");
        let expected = format!("subscribe: message from the event service larger than {text} (`max_response_bytes`)");
        assert_eq!(error.to_string(), expected);
        assert_eq!(next_event(&mut subscription), "works");
        assert_eq!(server.connections(), 2);
    }
}

#[test]
fn max_response_bytes_limits_all_fragments_of_a_message_together() {
    let server = EventServer::websocket(|_, mut socket| {
        socket.get_mut().write_all(b"\x01\x04abcd\x80\x04efgh").unwrap();
        keep_open(socket);
    });
    let client = client_builder(server.url()).max_response_bytes(7).build().unwrap();
    let error = next_error(&mut with_time_limit(client.subscribe(EVENT)));
    assert_eq!(error.transport_kind(), Some(TransportErrorKind::TooLarge), "{error}");
}

#[test]
fn a_ping_gets_a_pong_with_the_same_payload() {
    let server = EventServer::websocket(|_, mut socket| {
        socket.send(Message::Ping("payload".into())).unwrap();
        let reply = socket.read().unwrap();
        send_text(&mut socket, &format!("{reply:?}"));
        keep_open(socket);
    });
    let expected = format!("{:?}", Message::Pong("payload".into()));
    assert_eq!(next_event(&mut server.subscribe(quick_retries(1))), expected);
}

#[test]
fn an_invalid_frame_is_an_error_and_the_next_connection_works() {
    use TransportErrorKind::{Interrupted, Protocol, TooLarge};
    let too_large = [b"\x81\x7f".as_slice(), &(1_u64 << 40).to_be_bytes()].concat();
    let largest_length = [b"\x82\x7f".as_slice(), &u64::MAX.to_be_bytes()].concat();
    for (case, frame, kind, reason) in [
        // The length in the header alone makes the frame invalid, so the test does not send that many bytes.
        (
            "too large",
            too_large,
            TooLarge,
            "message from the event service larger than 32 MiB (`max_response_bytes`)",
        ),
        (
            "the largest length",
            largest_length,
            TooLarge,
            "message from the event service larger than 32 MiB (`max_response_bytes`)",
        ),
        (
            "text that is not UTF-8",
            b"\x81\x02\xff\xfe".to_vec(),
            Protocol,
            "invalid message from the event service: UTF-8 encoding error: ",
        ),
        (
            "a masked frame",
            b"\x81\x81abcda".to_vec(),
            Protocol,
            "invalid message from the event service: WebSocket protocol error: Received a masked frame",
        ),
        (
            "a reserved opcode",
            b"\x83\x00".to_vec(),
            Protocol,
            "invalid message from the event service: WebSocket protocol error: Encountered invalid opcode",
        ),
        (
            "a reserved bit",
            b"\xf1\x00".to_vec(),
            Protocol,
            "invalid message from the event service: WebSocket protocol error: Reserved bits are non-zero",
        ),
        (
            "a continuation of nothing",
            b"\x80\x01a".to_vec(),
            Protocol,
            "invalid message from the event service: WebSocket protocol error: Continue frame",
        ),
        (
            "a truncated frame",
            b"\x81\x05ab".to_vec(),
            Interrupted,
            "connection to the event service closed: WebSocket protocol error: Connection reset",
        ),
    ] {
        let server = EventServer::failing(1, "works", move |stream| {
            let mut socket = tungstenite::accept(stream).unwrap();
            socket.get_mut().write_all(&frame).unwrap();
            socket.get_ref().shutdown(Shutdown::Write).unwrap();
            is_closed_by_client(socket.get_mut());
        });
        let mut subscription = server.subscribe(quick_retries(1));
        let error = next_error(&mut subscription);
        assert_eq!(error.transport_kind(), Some(kind), "{case}: {error}");
        let message = error.to_string();
        assert!(
            message.starts_with(&format!("subscribe: {reason}")),
            "{case}: {message}"
        );
        assert_eq!(next_event(&mut subscription), "works", "{case}");
        assert_eq!(server.connections(), 2, "{case}");
    }
}
