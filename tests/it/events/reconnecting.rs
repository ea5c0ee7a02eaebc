//! Tests when a connection is replaced, after which delay, and when its failure is returned.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use tungstenite::Message;

use super::{
    Disconnect, EventServer, Socket, is_closed_by_client, keep_open, next_error, next_event, refuse, send_text,
};
use crate::sockets::{LONG_TIMEOUT, quick_retries};
use crate::support::{Predicate, predicates};

#[test]
fn a_connection_that_ends_is_replaced() {
    /// The number of close frames to which the client replied.
    static CLOSE_REPLIES: AtomicUsize = AtomicUsize::new(0);
    /// Closes the connection without a close frame.
    fn finish(socket: Socket) {
        drop(socket);
    }
    /// Closes the socket while it holds unread bytes, which resets the connection.
    fn reset(mut socket: Socket) {
        socket.send(Message::Ping("".into())).unwrap();
        assert_eq!(socket.get_ref().peek(&mut [0]).unwrap(), 1);
    }
    /// Sends a close frame and waits for the reply.
    fn close(mut socket: Socket) {
        socket.close(None).unwrap();
        assert!(matches!(socket.read(), Ok(Message::Close(_))));
        CLOSE_REPLIES.fetch_add(1, Ordering::SeqCst);
    }
    let cases: [(Disconnect, &str); 3] = [
        (
            finish,
            "subscribe: connection to the event service closed: WebSocket protocol error: Connection reset without",
        ),
        (
            reset,
            "subscribe: connection to the event service closed: connection reset by peer",
        ),
        (close, "subscribe: the service closed the connection"),
    ];
    for (disconnect, expected) in cases {
        let server = EventServer::one_event_per_connection(&["one", "two", "three"], disconnect);
        let mut subscription = server.subscribe(quick_retries(3));
        let events = [(); 3].map(|()| next_event(&mut subscription));
        assert_eq!(events, ["one", "two", "three"], "{expected}");
        assert_eq!(server.connections(), 3, "{expected}");

        // If the policy allows only one attempt, the failure is returned, and the next call reconnects.
        let server = EventServer::one_event_per_connection(&["one", "two"], disconnect);
        let mut subscription = server.subscribe(quick_retries(1));
        assert_eq!(next_event(&mut subscription), "one");
        let error = next_error(&mut subscription);
        assert!(error.to_string().starts_with(expected), "{error}");
        assert_eq!(predicates(&error), [Predicate::Retryable], "{error}");
        assert_eq!(next_event(&mut subscription), "two");
        assert_eq!(server.connections(), 2, "{expected}");
    }
    // The server may still be reading the last reply.
    let started = Instant::now();
    while CLOSE_REPLIES.load(Ordering::SeqCst) < 3 && started.elapsed() < LONG_TIMEOUT {
        thread::yield_now();
    }
    assert_eq!(CLOSE_REPLIES.load(Ordering::SeqCst), 3);
}

#[test]
fn delays_between_connections_are_bounded() {
    let server = EventServer::websocket(|index, mut socket| {
        if index == 30 {
            send_text(&mut socket, "connected");
            keep_open(socket);
        }
    });
    let policy = quick_retries(100).max_delay(Duration::from_millis(4));
    let started = Instant::now();
    assert_eq!(next_event(&mut server.subscribe(policy)), "connected");
    assert_eq!(server.connections(), 31);
    // Without a bound, the delays would keep doubling until they took days.
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
}

#[test]
fn a_silent_connection_is_pinged_and_then_replaced() {
    const SILENCE: Duration = Duration::from_millis(50);
    let (sender, observed) = mpsc::channel();
    let server = EventServer::websocket(move |index, mut socket| {
        let started = Instant::now();
        if index == 0 {
            // There is only one read, because the library would send the pong during the next one.
            let ping = socket.read().unwrap();
            let pinged_after = started.elapsed();
            let is_closed = is_closed_by_client(socket.get_mut());
            sender.send((ping, pinged_after, is_closed, started.elapsed())).unwrap();
        } else {
            send_text(&mut socket, "reconnected");
            keep_open(socket);
        }
    });
    let mut subscription = server.subscribe(quick_retries(2)).silence(SILENCE);
    assert_eq!(next_event(&mut subscription), "reconnected");
    assert_eq!(server.connections(), 2);
    let (ping, pinged_after, is_closed, closed_after) = observed.recv().unwrap();
    assert_eq!(ping, Message::Ping("".into()));
    assert!(is_closed);
    // The slack is needed because the server starts its clock a little later than the client.
    let slack = Duration::from_millis(20);
    let is_pinged_in_time = pinged_after + slack >= SILENCE && pinged_after < SILENCE * 20;
    assert!(is_pinged_in_time, "{pinged_after:?}");
    let is_closed_in_time = closed_after + slack >= SILENCE * 2 && closed_after < SILENCE * 40;
    assert!(is_closed_in_time, "{closed_after:?}");
}

#[test]
fn a_missing_pong_is_a_timeout() {
    let server = EventServer::websocket(|_, mut socket| {
        is_closed_by_client(socket.get_mut());
    });
    let mut subscription = server.subscribe(quick_retries(2)).silence(Duration::from_millis(10));
    let error = next_error(&mut subscription);
    assert_eq!(
        predicates(&error),
        [Predicate::Timeout, Predicate::Retryable],
        "{error}"
    );
    let message = error.to_string();
    let start = "subscribe: no message and no pong from the event service (2 attempts in ";
    assert!(message.starts_with(start), "{message}");
    assert_eq!(server.connections(), 2);
}

#[test]
fn a_service_that_replies_to_pings_keeps_its_connection() {
    let server = EventServer::websocket(|_, mut socket| {
        for _ in 0..3 {
            assert_eq!(socket.read().unwrap(), Message::Ping("".into()));
            socket.flush().unwrap();
        }
        send_text(&mut socket, "after three pings");
        keep_open(socket);
    });
    let mut subscription = server.subscribe(quick_retries(1)).silence(Duration::from_millis(200));
    assert_eq!(next_event(&mut subscription), "after three pings");
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_connection_that_received_a_pong_does_not_count_as_a_failure() {
    // This server is like a gateway that ends every connection after a while, and the event takes longer than that to
    // arrive.
    let server = EventServer::websocket(|index, mut socket| {
        if index == 3 {
            send_text(&mut socket, "rare");
            return keep_open(socket);
        }
        assert_eq!(socket.read().unwrap(), Message::Ping("".into()));
        socket.flush().unwrap();
        // The second ping shows that the client has received the pong.
        assert_eq!(socket.read().unwrap(), Message::Ping("".into()));
    });
    let mut subscription = server.subscribe(quick_retries(2)).silence(Duration::from_millis(150));
    assert_eq!(next_event(&mut subscription), "rare");
    assert_eq!(server.connections(), 4);
}

#[test]
fn an_overloaded_service_is_retried() {
    for status in ["503 Service Unavailable", "429 Too Many Requests", "502 Bad Gateway"] {
        let server = EventServer::failing(2, "connected", move |stream| refuse(stream, status));
        assert_eq!(next_event(&mut server.subscribe(quick_retries(3))), "connected");
        assert_eq!(server.connections(), 3, "{status}");
    }
}

#[test]
fn the_error_is_returned_after_all_attempts_and_the_next_call_continues() {
    let server = EventServer::failing(6, "connected", |stream| {
        refuse(stream, "503 Busy\r\nretry-after: 0\r\nx-request-id: r-1");
    });
    let mut subscription = server.subscribe(quick_retries(3));
    for attempts in [3, 6] {
        let error = next_error(&mut subscription);
        assert_eq!(error.http_status(), Some(503));
        assert_eq!(error.retry_after(), Some(Duration::ZERO));
        assert_eq!(error.request_id(), Some("r-1"));
        assert_eq!(predicates(&error), [Predicate::Retryable], "{error}");
        let start = "subscribe: HTTP 503 from the event service instead of a WebSocket: body; retry after 0 s";
        assert!(error.to_string().starts_with(start), "{error}");
        assert_eq!(server.connections(), attempts);
    }
    assert_eq!(next_event(&mut subscription), "connected");
    assert_eq!(server.connections(), 7);
}

#[test]
fn retry_after_is_obeyed() {
    let server = EventServer::failing(1, "connected", |stream| {
        refuse(stream, "429 Slow down\r\nretry-after: 1");
    });
    let started = Instant::now();
    assert_eq!(next_event(&mut server.subscribe(quick_retries(3))), "connected");
    assert!(started.elapsed() >= Duration::from_secs(1));
}

#[test]
fn a_retry_after_beyond_the_deadline_is_returned_and_the_next_call_waits_until_the_deadline() {
    for retry_after in ["99999999999", "61", "Fri, 31 Dec 9999 23:59:59 GMT"] {
        let server = EventServer::failing(1, "connected", move |stream| {
            refuse(stream, &format!("503 Busy\r\nretry-after: {retry_after}"));
        });
        // The deadline defaults to 60 s.
        let error = next_error(&mut server.subscribe(quick_retries(3)));
        assert!(error.retry_after() > Some(Duration::from_secs(60)), "{error}");
        assert_eq!((error.http_status(), error.attempts()), (Some(503), 1), "{error}");
        assert_eq!(server.connections(), 1);
    }

    let server = EventServer::failing(1, "connected", |stream| {
        refuse(stream, "503 Busy\r\nretry-after: 99999999999");
    });
    let deadline = Duration::from_millis(500);
    let mut subscription = server.subscribe(quick_retries(3).deadline(deadline));
    next_error(&mut subscription);
    let started = Instant::now();
    assert_eq!(next_event(&mut subscription), "connected");
    assert!(started.elapsed() >= deadline);
}

#[test]
fn a_connection_on_which_the_service_pinged_does_not_count_as_a_failure() {
    let server = EventServer::websocket(|index, mut socket| {
        if index == 3 {
            send_text(&mut socket, "rare");
            return keep_open(socket);
        }
        socket.send(Message::Ping("alive".into())).unwrap();
        assert_eq!(socket.read().unwrap(), Message::Pong("alive".into()));
    });
    assert_eq!(next_event(&mut server.subscribe(quick_retries(2))), "rare");
    assert_eq!(server.connections(), 4);
}

#[test]
fn a_service_that_only_closes_connections_counts_as_failing() {
    let server = EventServer::websocket(|_, mut socket| {
        socket.close(None).unwrap();
        while socket.read().is_ok() {}
    });
    let error = next_error(&mut server.subscribe(quick_retries(3)));
    assert_eq!(error.attempts(), 3, "{error}");
    assert_eq!(server.connections(), 3);
}

#[test]
fn an_event_resets_the_count_of_failures() {
    let server = EventServer::websocket(|index, mut socket| match index {
        2 => send_text(&mut socket, "one"),
        4 => {
            send_text(&mut socket, "two");
            keep_open(socket);
        }
        // There are two failures before the first event and two after it. A third failure in a row would be returned.
        _ => {}
    });
    let mut subscription = server.subscribe(quick_retries(3));
    assert_eq!(next_event(&mut subscription), "one");
    assert_eq!(next_event(&mut subscription), "two");
    assert_eq!(server.connections(), 5);
}
