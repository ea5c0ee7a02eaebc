//! The event stream, against a real WebSocket server on loopback that drops, stalls and refuses.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use genauth::{Error, ManagementClient, ManagementClientBuilder, RetryPolicy, Subscription, SubscriptionCloser};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use serde_json::json;
use tungstenite::handshake::server::{Request, Response};
use tungstenite::{Message, WebSocket};

use crate::support::{KEY_ID, builder, capture_log, logged};

const EVENT: &str = "authing.user.created";

/// Longer than anything here takes, also on a busy machine.
const LONG: Duration = Duration::from_secs(10);

/// A wait that no test would live to see the end of.
const FOR_EVER: Duration = Duration::from_secs(10_000_000);

/// No name in another file begins so: the log is one for the whole process.
const SECRET: &str = "EVENTS-SECRET-90bc7d";

/// base64(HMAC-SHA1([`SECRET`], "websocket\n")), by `openssl dgst -sha1 -hmac`.
const SIGNATURE: &str = "T21Id30D/CcMPANkWX1tG10fmIo=";

type Socket = WebSocket<TcpStream>;

/// What a server does with a connection in the end.
type Way = fn(Socket);

/// A server on a port of its own, with a thread for each connection. It runs until the program ends.
struct Server {
    address: SocketAddr,
    connections: Arc<AtomicUsize>,
}

impl Server {
    /// Does that with each connection; the first is number 0. The connection is dropped when the function is through.
    fn raw(handle: impl Fn(usize, TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let connections = Arc::new(AtomicUsize::new(0));
        let (handle, counted) = (Arc::new(handle), Arc::clone(&connections));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let number = counted.fetch_add(1, Ordering::SeqCst);
                let handle = Arc::clone(&handle);
                thread::spawn(move || {
                    stream.set_nodelay(true).unwrap();
                    stream.set_read_timeout(Some(LONG)).unwrap();
                    handle(number, stream);
                });
            }
        });
        Server { address, connections }
    }

    /// The same, behind the handshake.
    fn start(handle: impl Fn(usize, Socket) + Send + Sync + 'static) -> Self {
        Self::raw(move |number, stream| handle(number, tungstenite::accept(stream).unwrap()))
    }

    /// Sends these events, one connection each, and holds the last.
    fn one_each(texts: &'static [&str], then: impl Fn(Socket) + Send + Sync + 'static) -> Self {
        Self::start(move |number, mut socket| {
            say(&mut socket, texts[number]);
            if number + 1 == texts.len() {
                hold(socket);
            } else {
                then(socket);
            }
        })
    }

    fn url(&self) -> String {
        format!("ws://{}", self.address)
    }

    fn client(&self, policy: RetryPolicy) -> ManagementClient {
        client_builder(self.url()).retry(policy).build().unwrap()
    }

    /// A subscription that ends by itself where the test would hang.
    fn subscribe(&self, policy: RetryPolicy) -> Subscription {
        watched(self.client(policy).subscribe(EVENT))
    }

    fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

fn client_builder(events_host: impl Into<String>) -> ManagementClientBuilder {
    builder().access_key_secret(SECRET).events_host(events_host)
}

/// As many attempts, with waits that are hardly any.
fn attempts(attempts: u32) -> RetryPolicy {
    RetryPolicy::default()
        .attempts(attempts)
        .base_delay(Duration::from_millis(1))
}

fn watched(subscription: Subscription) -> Subscription {
    let closer = subscription.closer();
    thread::spawn(move || {
        thread::sleep(LONG);
        closer.close();
    });
    subscription
}

fn say(socket: &mut Socket, text: &str) {
    socket.send(Message::text(text)).unwrap();
}

/// Answers pings, until the client goes away.
fn hold(mut socket: Socket) {
    while socket.read().is_ok() {}
}

/// Reads without an answer to anything, and says whether the client went away.
fn is_left(stream: &mut TcpStream) -> bool {
    loop {
        match stream.read(&mut [0; 1024]) {
            Ok(0) => return true,
            Ok(_) => {}
            Err(error) => return error.kind() == ErrorKind::ConnectionReset,
        }
    }
}

/// Reads the request of the handshake.
fn request_of(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        head.push(byte[0]);
    }
    String::from_utf8(head).unwrap()
}

/// Answers the handshake with these bytes.
fn answer(mut stream: &TcpStream, answer: &str) {
    // The client may have had enough already.
    let _ = stream.write_all(answer.as_bytes());
    let _ = stream.shutdown(Shutdown::Write);
}

fn refuse(mut stream: TcpStream, status: &str) {
    request_of(&mut stream);
    answer(&stream, &format!("HTTP/1.1 {status}\r\ncontent-length: 4\r\n\r\nbody"));
}

#[track_caller]
fn event(subscription: &mut Subscription) -> String {
    let item = subscription.next().expect("an event, and not the end");
    item.expect("an event").text
}

#[track_caller]
fn error(subscription: &mut Subscription) -> Error {
    let item = subscription.next().expect("an error, and not the end");
    let error = item.expect_err("an error");
    assert_eq!(error.operation(), Some("subscribe"), "{error}");
    error
}

#[track_caller]
fn assert_ended(subscription: &mut Subscription) {
    for _ in 0..3 {
        assert!(subscription.next().is_none());
    }
}

/// Has another thread ask for the next item. What it gives comes over the channel, with the subscription.
fn ask_beside(mut subscription: Subscription) -> mpsc::Receiver<(bool, Subscription)> {
    let (note, notes) = mpsc::channel();
    thread::spawn(move || {
        let is_none = subscription.next().is_none();
        note.send((is_none, subscription)).unwrap();
    });
    notes
}

/// Closes while `next` blocks, and looks that this ends it.
#[track_caller]
fn assert_close_wakes(closer: &SubscriptionCloser, asked: &mpsc::Receiver<(bool, Subscription)>) {
    let early = asked.recv_timeout(Duration::from_millis(50));
    assert!(early.is_err(), "next() did not wait");
    let started = Instant::now();
    closer.close();
    let (is_none, mut subscription) = asked.recv_timeout(LONG).expect("closing ends the wait");
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
    assert!(is_none);
    assert_ended(&mut subscription);
}

#[test]
#[allow(clippy::result_large_err)] // tungstenite says what the callback gives
fn the_handshake_is_as_documented() {
    let (note, notes) = mpsc::channel();
    let server = Server::raw(move |_, stream| {
        let keep = |request: &Request, response: Response| {
            let authorization = request.headers().get_all("authorization");
            let authorization: Vec<_> = authorization.iter().map(|value| value.to_str().unwrap()).collect();
            note.send((request.uri().to_string(), authorization.join(" and ")))
                .unwrap();
            Ok(response)
        };
        let mut socket = tungstenite::accept_hdr(stream, keep).unwrap();
        say(&mut socket, "{}");
        hold(socket);
    });
    let sub = "/events/v1/management/sub?code=";
    for (base, name, path, scheme) in [
        ("", EVENT, format!("{sub}authing.user.created"), "genauth"),
        (
            "/",
            "a b&c=d+é/#",
            format!("{sub}a%20b%26c%3Dd%2B%C3%A9%2F%23"),
            "genauth",
        ),
        ("/iam/", EVENT, format!("/iam{sub}authing.user.created"), "genauth"),
        // What tells the scheme is the URL; no name with that in it resolves to loopback everywhere.
        (
            "/authing",
            EVENT,
            format!("/authing{sub}authing.user.created"),
            "authing",
        ),
    ] {
        let client = client_builder(format!("{}{base}", server.url())).build().unwrap();
        assert_eq!(event(&mut watched(client.subscribe(name))), "{}");
        let (seen_path, authorization) = notes.recv().unwrap();
        assert_eq!(seen_path, path);
        assert_eq!(authorization, format!("{scheme} {KEY_ID}:{SIGNATURE}"));
    }
}

#[test]
fn events_come_in_order_as_text_and_as_json() {
    let server = Server::start(|_, mut socket| {
        say(&mut socket, r#"{"id":1}"#);
        socket.send(Message::binary(r#"{"id":"zwei é"}"#)).unwrap();
        say(&mut socket, "no JSON");
        hold(socket);
    });
    let mut subscription = server.subscribe(attempts(1));
    let mut next = || subscription.next().unwrap().unwrap();
    let (first, second, third) = (next(), next(), next());
    assert_eq!(first.text, r#"{"id":1}"#);
    assert_eq!(first.json().unwrap(), json!({"id": 1}));
    let typed: std::collections::BTreeMap<String, u8> = first.json_as().unwrap();
    assert_eq!(typed["id"], 1);
    assert_eq!(second.text, r#"{"id":"zwei é"}"#);
    assert_eq!(second.json().unwrap()["id"], "zwei é");
    let error = third.json().unwrap_err();
    assert_eq!(error.operation(), Some("subscribe"));
    assert!(error.to_string().contains("the event does not read"), "{error}");
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_message_in_parts_comes_as_one_whatever_comes_between() {
    let server = Server::start(|_, mut socket| {
        for part in [&b"\x01\x02ab"[..], b"\x00\x01c", b"\x80\x03de"] {
            socket.get_mut().write_all(part).unwrap();
            // The client's patience ends in the middle of a message, and then of a frame. It must lose nothing of it.
            assert_eq!(socket.read().unwrap(), Message::Ping("".into()));
            if part != b"\x80\x03de" {
                socket.flush().unwrap();
            }
        }
        socket.get_mut().write_all(b"f").unwrap();
        hold(socket);
    });
    let mut subscription = server.subscribe(attempts(1)).silence(Duration::from_millis(150));
    assert_eq!(event(&mut subscription), "abcdef");
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_ping_is_answered_with_what_it_said() {
    let server = Server::start(|_, mut socket| {
        socket.send(Message::Ping("are you there?".into())).unwrap();
        let answer = socket.read().unwrap();
        say(&mut socket, &format!("{answer:?}"));
        hold(socket);
    });
    let expected = format!("{:?}", Message::Pong("are you there?".into()));
    assert_eq!(event(&mut server.subscribe(attempts(1))), expected);
}

#[test]
fn a_connection_that_drops_is_opened_again() {
    /// Goes away with a FIN.
    fn drop_it(socket: Socket) {
        drop(socket);
    }
    /// Goes away with something unread, which makes it an RST.
    fn reset(mut socket: Socket) {
        socket.send(Message::Ping("".into())).unwrap();
        assert_eq!(socket.get_ref().peek(&mut [0]).unwrap(), 1);
    }
    /// Says good-bye, and expects an answer.
    fn close(mut socket: Socket) {
        socket.close(None).unwrap();
        assert!(matches!(socket.read(), Ok(Message::Close(_))));
        CLOSES_ANSWERED.fetch_add(1, Ordering::SeqCst);
    }
    static CLOSES_ANSWERED: AtomicUsize = AtomicUsize::new(0);
    let ways: [(Way, &str); 3] = [
        (drop_it, "Connection reset without closing handshake"),
        (reset, "Connection reset by peer"),
        (close, "the service closed the connection"),
    ];
    for (way, why) in ways {
        let server = Server::one_each(&["one", "two", "three"], way);
        let mut subscription = server.subscribe(attempts(3));
        let events = [(); 3].map(|()| event(&mut subscription));
        assert_eq!(events, ["one", "two", "three"], "{why}");
        assert_eq!(server.connections(), 3, "{why}");

        // Who wants one attempt hears of it, and may go on.
        let server = Server::one_each(&["one", "two"], way);
        let mut subscription = server.subscribe(attempts(1));
        assert_eq!(event(&mut subscription), "one");
        let error = error(&mut subscription);
        assert!(error.to_string().contains(why), "{error}");
        assert!(error.is_retryable() && !error.is_connect(), "{error}");
        assert_eq!(event(&mut subscription), "two");
        assert_eq!(server.connections(), 2, "{why}");
    }
    assert_eq!(CLOSES_ANSWERED.load(Ordering::SeqCst), 3);
}

#[test]
fn waits_between_connections_are_bounded() {
    let server = Server::start(|number, mut socket| {
        if number == 30 {
            say(&mut socket, "at last");
            hold(socket);
        }
    });
    let policy = attempts(100).max_delay(Duration::from_millis(4));
    let started = Instant::now();
    assert_eq!(event(&mut server.subscribe(policy)), "at last");
    assert_eq!(server.connections(), 31);
    // Doubled without a bound, the waits would be days.
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
}

#[test]
fn a_service_that_falls_silent_is_asked_and_then_left() {
    const SILENCE: Duration = Duration::from_millis(50);
    let (note, notes) = mpsc::channel();
    let server = Server::start(move |number, mut socket| {
        let started = Instant::now();
        if number == 0 {
            // Once only: the library sends the answer with the next read.
            let ping = socket.read().unwrap();
            let asked = started.elapsed();
            let is_left = is_left(socket.get_mut());
            note.send((ping, asked, is_left, started.elapsed())).unwrap();
        } else {
            say(&mut socket, "back");
            hold(socket);
        }
    });
    let mut subscription = server.subscribe(attempts(2)).silence(SILENCE);
    assert_eq!(event(&mut subscription), "back");
    assert_eq!(server.connections(), 2);
    let (ping, asked, is_left, left) = notes.recv().unwrap();
    assert_eq!(ping, Message::Ping("".into()));
    assert!(is_left);
    // The server's clock starts a little after the client's.
    let slack = Duration::from_millis(20);
    assert!(asked + slack >= SILENCE && asked < SILENCE * 20, "{asked:?}");
    assert!(left + slack >= SILENCE * 2 && left < SILENCE * 40, "{left:?}");
}

#[test]
fn silence_without_an_answer_is_a_timeout() {
    let server = Server::start(|_, mut socket| {
        is_left(socket.get_mut());
    });
    let mut subscription = server.subscribe(attempts(2)).silence(Duration::from_millis(10));
    let error = error(&mut subscription);
    assert!(error.is_timeout() && !error.is_connect(), "{error}");
    assert!(error.to_string().contains("silent"), "{error}");
    assert_eq!(server.connections(), 2);
}

#[test]
fn a_service_that_answers_pings_is_not_left() {
    let server = Server::start(|_, mut socket| {
        for _ in 0..3 {
            assert_eq!(socket.read().unwrap(), Message::Ping("".into()));
            socket.flush().unwrap();
        }
        say(&mut socket, "after three pings");
        hold(socket);
    });
    let mut subscription = server.subscribe(attempts(1)).silence(Duration::from_millis(200));
    assert_eq!(event(&mut subscription), "after three pings");
    assert_eq!(server.connections(), 1);
}

#[test]
fn connections_that_answered_a_ping_are_no_failures() {
    // A gateway that ends every connection after a while, and an event that comes once in a blue moon.
    let server = Server::start(|number, mut socket| {
        if number == 3 {
            say(&mut socket, "rare");
            return hold(socket);
        }
        assert_eq!(socket.read().unwrap(), Message::Ping("".into()));
        socket.flush().unwrap();
        // The client looks at the answer, and then asks once more.
        assert_eq!(socket.read().unwrap(), Message::Ping("".into()));
    });
    let mut subscription = server.subscribe(attempts(2)).silence(Duration::from_millis(150));
    assert_eq!(event(&mut subscription), "rare");
    assert_eq!(server.connections(), 4);
}

#[test]
fn a_connection_that_is_given_up_does_not_stay_open_during_the_wait() {
    let (note, notes) = mpsc::channel();
    let server = Server::start(move |_, mut socket| note.send(is_left(socket.get_mut())).unwrap());
    let policy = attempts(3).base_delay(FOR_EVER).max_delay(FOR_EVER);
    let subscription = server.subscribe(policy).silence(Duration::from_millis(10));
    let closer = subscription.closer();
    let asked = ask_beside(subscription);
    assert_eq!(notes.recv_timeout(LONG / 2), Ok(true));
    assert_close_wakes(&closer, &asked);
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_subscription_that_is_dropped_leaves_though_its_closer_lives() {
    let (note, notes) = mpsc::channel();
    let server = Server::start(move |_, mut socket| {
        say(&mut socket, "one");
        note.send(is_left(socket.get_mut())).unwrap();
    });
    let mut subscription = server.subscribe(attempts(1));
    let closer = subscription.closer();
    assert_eq!(event(&mut subscription), "one");
    drop(subscription);
    assert_eq!(notes.recv_timeout(LONG / 2), Ok(true));
    closer.close();
}

#[test]
fn a_refusal_is_one_error_and_the_end() {
    for (status, code) in [
        ("401 Unauthorized", 401),
        ("403 Forbidden", 403),
        ("404 Not Found", 404),
    ] {
        let server = Server::raw(move |_, stream| refuse(stream, status));
        let mut subscription = server.subscribe(attempts(3));
        let error = error(&mut subscription);
        assert_eq!(error.http_status(), Some(code));
        assert_eq!(error.is_unauthorized(), code == 401);
        assert!(!error.is_retryable() && !error.is_not_found(), "{error}");
        assert!(error.to_string().contains(&format!("HTTP {code}")), "{error}");
        assert_ended(&mut subscription);
        assert_eq!(server.connections(), 1, "{status}");
    }
}

#[test]
fn an_overloaded_service_is_tried_again() {
    for status in ["503 Service Unavailable", "429 Too Many Requests", "502 Bad Gateway"] {
        let server = Server::raw(move |number, stream| {
            if number < 2 {
                return refuse(stream, status);
            }
            let mut socket = tungstenite::accept(stream).unwrap();
            say(&mut socket, "at last");
            hold(socket);
        });
        assert_eq!(event(&mut server.subscribe(attempts(3))), "at last");
        assert_eq!(server.connections(), 3, "{status}");
    }
}

#[test]
fn after_all_attempts_the_error_is_given_and_asking_again_goes_on() {
    let server = Server::raw(|number, stream| {
        if number < 6 {
            return refuse(stream, "503 Busy\r\nretry-after: 0\r\nx-request-id: r-1");
        }
        let mut socket = tungstenite::accept(stream).unwrap();
        say(&mut socket, "back");
        hold(socket);
    });
    let mut subscription = server.subscribe(attempts(3));
    for made in [3, 6] {
        let error = error(&mut subscription);
        assert_eq!(error.http_status(), Some(503));
        assert_eq!(error.retry_after(), Some(Duration::ZERO));
        assert_eq!(error.request_id(), Some("r-1"));
        assert!(error.is_retryable(), "{error}");
        assert_eq!(server.connections(), made);
    }
    assert_eq!(event(&mut subscription), "back");
    assert_eq!(server.connections(), 7);
}

#[test]
fn a_wait_that_the_service_asks_for_is_waited() {
    let server = Server::raw(|number, stream| {
        if number == 0 {
            return refuse(stream, "429 Slow down\r\nretry-after: 1");
        }
        let mut socket = tungstenite::accept(stream).unwrap();
        say(&mut socket, "in time");
        hold(socket);
    });
    let begun = Instant::now();
    assert_eq!(event(&mut server.subscribe(attempts(3))), "in time");
    assert!(begun.elapsed() >= Duration::from_secs(1));
}

#[test]
fn an_event_begins_the_count_of_failures_anew() {
    let server = Server::start(|number, mut socket| match number {
        2 => say(&mut socket, "one"),
        4 => {
            say(&mut socket, "two");
            hold(socket);
        }
        // Two before the first event, and two behind it: a third in a row would be an error.
        _ => {}
    });
    let mut subscription = server.subscribe(attempts(3));
    assert_eq!(event(&mut subscription), "one");
    assert_eq!(event(&mut subscription), "two");
    assert_eq!(server.connections(), 5);
}

#[test]
fn nobody_there_is_an_error_of_the_connection() {
    // Port 1: a test beside this one could take a port that was free a moment ago.
    let client = client_builder("ws://127.0.0.1:1").retry(attempts(3)).build().unwrap();
    let mut subscription = watched(client.subscribe(EVENT));
    for _ in 0..2 {
        let error = error(&mut subscription);
        assert!(error.is_connect() && !error.is_timeout(), "{error}");
        assert_eq!(error.http_status(), None);
    }
}

#[test]
fn a_handshake_without_an_answer_ends_after_the_connect_timeout() {
    let server = Server::raw(|_, mut stream| {
        is_left(&mut stream);
    });
    let builder = client_builder(server.url()).connect_timeout(Duration::from_millis(50));
    let client = builder.retry(attempts(2)).build().unwrap();
    let error = error(&mut watched(client.subscribe(EVENT)));
    assert!(error.is_connect() && error.is_timeout(), "{error}");
    assert_eq!(server.connections(), 2);
}

#[test]
fn closing_ends_a_wait_for_an_event() {
    let (note, notes) = mpsc::channel();
    let server = Server::start(move |_, mut socket| note.send(is_left(socket.get_mut())).unwrap());
    // One attempt: the end of the connection must not pass for a failure.
    let subscription = server.subscribe(attempts(1));
    let closer = subscription.closer();
    assert_close_wakes(&closer.clone(), &ask_beside(subscription));
    assert_eq!(notes.recv_timeout(LONG / 2), Ok(true));
    assert_eq!(server.connections(), 1);
}

#[test]
fn closing_ends_a_wait_for_the_handshake() {
    let server = Server::raw(|_, mut stream| {
        is_left(&mut stream);
    });
    let subscription = server.subscribe(attempts(1));
    let closer = subscription.closer();
    assert_close_wakes(&closer, &ask_beside(subscription));
    assert_eq!(server.connections(), 1);
}

#[test]
fn closing_ends_the_wait_before_another_attempt() {
    let server = Server::start(|_, _| {});
    let subscription = server.subscribe(attempts(3).base_delay(FOR_EVER).max_delay(FOR_EVER));
    let closer = subscription.closer();
    assert_close_wakes(&closer, &ask_beside(subscription));
    assert_eq!(server.connections(), 1);
}

#[test]
fn closing_before_the_first_event_opens_no_connection() {
    let server = Server::start(|_, socket| hold(socket));
    let mut subscription = server.subscribe(attempts(3));
    let closer = subscription.closer();
    thread::spawn(move || closer.close()).join().unwrap();
    assert_ended(&mut subscription);
    assert_eq!(server.connections(), 0);
}

#[test]
fn closing_leaves_out_what_has_come_already() {
    let server = Server::start(|_, mut socket| {
        say(&mut socket, "one");
        say(&mut socket, "two");
        hold(socket);
    });
    let mut subscription = server.subscribe(attempts(3));
    assert_eq!(event(&mut subscription), "one");
    subscription.closer().close();
    assert_ended(&mut subscription);
}

#[test]
fn a_closer_goes_to_any_thread() {
    fn check<T: Clone + Send + Sync + 'static>() {}
    fn check_send<T: Send + 'static>() {}
    check::<SubscriptionCloser>();
    check_send::<Subscription>();
}

/// A server whose first connection does that behind the handshake, and whose others bring an event.
fn bad_then_good(bad: impl Fn(TcpStream) + Send + Sync + 'static) -> Server {
    Server::raw(move |number, stream| {
        if number == 0 {
            return bad(stream);
        }
        let mut socket = tungstenite::accept(stream).unwrap();
        say(&mut socket, "good");
        hold(socket);
    })
}

#[test]
fn frames_that_cannot_be_read_are_errors_and_the_next_connection_is_good() {
    let too_large = [&b"\x81\x7f"[..], &(1_u64 << 40).to_be_bytes()].concat();
    // Two of the largest frames there may be are still allowed, so the size is told by the header alone.
    let far_too_large = [&b"\x82\x7f"[..], &u64::MAX.to_be_bytes()].concat();
    for (what, frame, expected) in [
        ("too large", too_large, "the answer is too large"),
        ("far too large", far_too_large, "subscribe: "),
        ("text that is no UTF-8", b"\x81\x02\xff\xfe".to_vec(), "UTF-8"),
        ("a masked frame", b"\x81\x81abcda".to_vec(), "masked"),
        ("a reserved opcode", b"\x83\x00".to_vec(), "opcode"),
        ("a reserved bit", b"\xf1\x00".to_vec(), "eserved bits"),
        ("a part of nothing", b"\x80\x01a".to_vec(), "ontinue frame"),
        ("half a frame", b"\x81\x05ab".to_vec(), "the connection broke"),
    ] {
        let server = bad_then_good(move |stream| {
            let mut socket = tungstenite::accept(stream).unwrap();
            socket.get_mut().write_all(&frame).unwrap();
            socket.get_ref().shutdown(Shutdown::Write).unwrap();
            is_left(socket.get_mut());
        });
        let mut subscription = server.subscribe(attempts(1));
        let error = error(&mut subscription);
        assert!(error.to_string().contains(expected), "{what}: {error}");
        assert_eq!(event(&mut subscription), "good", "{what}");
        assert_eq!(server.connections(), 2, "{what}");
    }
}

#[test]
fn bytes_that_are_no_utf_8_in_a_binary_frame_are_replaced() {
    let server = Server::start(|_, mut socket| {
        socket.send(Message::binary(&b"a\xffb"[..])).unwrap();
        hold(socket);
    });
    assert_eq!(event(&mut server.subscribe(attempts(1))), "a\u{fffd}b");
}

#[test]
fn a_handshake_that_is_none_is_an_error_and_the_next_connection_is_good() {
    let upgrade = "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n";
    let endless = format!("HTTP/1.1 101 Switching Protocols\r\nx: {}", "x".repeat(100_000));
    for (what, bytes, status) in [
        ("nothing", String::new(), None),
        ("no HTTP", "SSH-2.0-OpenSSH_9.6\r\n\r\n".to_owned(), None),
        ("half a head", "HTTP/1.1 101 Swi".to_owned(), None),
        ("an endless head", endless, None),
        (
            "no upgrade",
            "HTTP/1.1 101 Switching Protocols\r\n\r\n".to_owned(),
            None,
        ),
        ("no key", format!("{upgrade}\r\n"), None),
        (
            "a wrong key",
            format!("{upgrade}sec-websocket-accept: AAAA\r\n\r\n"),
            None,
        ),
        ("a page", "HTTP/1.1 200 OK\r\n\r\n<html>".to_owned(), Some(200)),
        (
            "a redirect",
            "HTTP/1.1 302 Found\r\nlocation: ws://127.0.0.1:1/\r\n\r\n".to_owned(),
            Some(302),
        ),
    ] {
        let server = bad_then_good(move |mut stream| {
            request_of(&mut stream);
            answer(&stream, &bytes);
            is_left(&mut stream);
        });
        let mut subscription = server.subscribe(attempts(1));
        let error = error(&mut subscription);
        assert_eq!(error.http_status(), status, "{what}: {error}");
        assert_eq!(event(&mut subscription), "good", "{what}");
        assert_eq!(server.connections(), 2, "{what}");
    }
}

#[test]
fn an_event_without_a_name_is_a_violation() {
    let server = Server::start(|_, socket| hold(socket));
    for name in ["", " \t"] {
        let mut subscription = watched(server.client(attempts(3)).subscribe(name));
        let error = error(&mut subscription);
        assert_eq!(error.violations()[0].path(), "event");
        assert_ended(&mut subscription);
    }
    assert_eq!(server.connections(), 0);
}

#[test]
fn the_event_host_is_a_websocket_url_and_plain_only_on_loopback() {
    let refused = |url: &str| {
        let error = client_builder(url).build().expect_err(url);
        let paths: Vec<_> = error.violations().iter().map(genauth::Violation::path).collect();
        assert_eq!(paths, ["events_host"], "{url}");
    };
    for url in [
        "ws://events.example.com",
        "ws://10.0.0.1",
        "events.example.com",
        "",
        "ftp://events.example.com",
        // The name has a `ws` in it, which must not be taken for the scheme.
        "https://news.example.com",
        "wss://key:hunter2@events.example.com",
        "wss://events.example.com/?a=b",
    ] {
        refused(url);
    }
    for url in [
        "wss://news.example.com",
        " WSS://events.example.com/ ",
        "ws://localhost:9",
        "ws://[::1]:9",
    ] {
        let _ = client_builder(url).build().expect(url);
    }
    let _ = client_builder("ws://events.example.com")
        .allow_http(true)
        .build()
        .unwrap();
}

#[test]
fn a_private_host_without_an_event_host_is_asked_for_none() {
    let server = Server::start(|_, socket| hold(socket));
    let client = builder().host(format!("http://{}", server.address)).build().unwrap();
    let mut subscription = watched(client.subscribe(EVENT));
    let error = error(&mut subscription);
    assert_eq!(error.violations()[0].path(), "events_host");
    assert!(error.is_validation(), "{error}");
    assert_ended(&mut subscription);
    assert_eq!(server.connections(), 0);
}

/// Everything that can be had from an error.
fn all_of(error: &Error) -> String {
    let body = error.body().map(String::from_utf8_lossy);
    let headers = ["x-request-id", "x-echo"].map(|name| error.header(name));
    format!(
        "{error} {error:?} {error:#?} {body:?} {headers:?} {:?}",
        error.request_id()
    )
}

#[track_caller]
fn assert_clean(what: &str, shown: &str) {
    for secret in [SECRET, SIGNATURE, &SIGNATURE[..12]] {
        assert!(!shown.contains(secret), "{what}: {shown}");
    }
}

#[test]
fn neither_secret_nor_signature_is_shown() {
    capture_log();
    let requests = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&requests);
    let server = Server::raw(move |number, mut stream| {
        let request = request_of(&mut stream);
        let authorization = request
            .split("authorization: ")
            .nth(1)
            .unwrap()
            .lines()
            .next()
            .unwrap()
            .to_owned();
        kept.lock().unwrap().push(authorization.clone());
        let echo = format!("{SECRET} {authorization}");
        let headers = format!("x-echo: {echo}\r\nx-request-id: {echo}\r\n");
        let json = authorization.replace('/', "\\/");
        answer(
            &stream,
            &match number {
                0 => format!("HTTP/1.1 503 Busy\r\n{headers}\r\n<p>{echo} {json}</p>"),
                1 => format!("{echo}\r\n\r\n"),
                2 => format!("HTTP/1.1 {echo}\r\n\r\n"),
                3 => format!("HTTP/1.1 101 Switching\r\nupgrade: {echo}\r\n\r\n"),
                // It breaks off within the signature.
                4 => format!("HTTP/1.1 500 Oops\r\n\r\n{}", &echo[..echo.len() - 10]),
                _ => format!("HTTP/1.1 401 Unauthorized\r\n{headers}\r\n{echo}"),
            },
        );
        is_left(&mut stream);
    });
    let mut subscription = server.subscribe(attempts(1));
    let errors: Vec<_> = [(); 6].map(|()| error(&mut subscription)).into();
    assert_ended(&mut subscription);
    assert_eq!(errors[5].http_status(), Some(401));
    assert_eq!(
        *requests.lock().unwrap(),
        vec![format!("genauth {KEY_ID}:{SIGNATURE}"); 6]
    );
    for error in &errors {
        assert_clean("error", &all_of(error));
    }
    for index in [0, 5] {
        let line = errors[index].to_string();
        assert!(line.contains("<redacted> genauth "), "{line}");
        assert!(
            errors[index].header("x-echo").unwrap().starts_with("<redacted> "),
            "{line}"
        );
    }

    let (client, closer) = (server.client(attempts(1)), subscription.closer());
    let shown = format!("{client:?} {subscription:?} {subscription:#?} {closer:?}");
    assert_clean("Debug", &shown);
    assert!(shown.contains(EVENT), "{shown}");

    let records = logged();
    for record in &records {
        assert_clean(&format!("{} at {}", record.target, record.level), &record.text);
    }
    // It was not for want of records.
    let has = |part: &str| {
        let mut all = records.iter();
        all.any(|record| record.target.starts_with("genauth") && record.text.contains(part))
    };
    assert!(has("HTTP 503: <p><redacted> genauth "));
    // What cannot be prevented is at least said.
    assert!(has("target `tungstenite` is at trace"));
}

const CERTIFICATE: &[u8] = include_bytes!("fixtures/events_tls/certificate.pem");
const KEY: &[u8] = include_bytes!("fixtures/events_tls/key.pem");

/// An event, a ping that is awaited, another event; over TLS, by a certificate for 127.0.0.1.
fn tls_server() -> Server {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![CertificateDer::from_pem_slice(CERTIFICATE).unwrap()],
            PrivateKeyDer::from_pem_slice(KEY).unwrap(),
        )
        .unwrap();
    let config = Arc::new(config);
    Server::raw(move |_, stream| {
        let connection = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
        // A client that does not trust it goes away here.
        if let Ok(mut socket) = tungstenite::accept(rustls::StreamOwned::new(connection, stream)) {
            socket.send(Message::text("one")).unwrap();
            assert_eq!(socket.read().unwrap(), Message::Ping("".into()));
            socket.send(Message::text("two")).unwrap();
            while socket.read().is_ok() {}
        }
    })
}

#[test]
fn over_tls_events_come_pings_go_and_closing_wakes() {
    let server = tls_server();
    let builder = client_builder(format!("wss://{}", server.address)).root_certificates(CERTIFICATE);
    let client = builder.retry(attempts(1)).build().unwrap();
    let mut subscription = watched(client.subscribe(EVENT)).silence(Duration::from_millis(300));
    assert_eq!(event(&mut subscription), "one");
    assert_eq!(event(&mut subscription), "two");
    let closer = subscription.closer();
    assert_close_wakes(&closer, &ask_beside(subscription));
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_certificate_that_is_not_trusted_or_of_another_name_is_refused() {
    let server = tls_server();
    let port = server.address.port();
    let by_address = || client_builder(format!("wss://127.0.0.1:{port}")).retry(attempts(2));
    let by_name = client_builder(format!("wss://localhost:{port}")).retry(attempts(2));
    for (builder, why) in [
        (by_address(), "UnknownIssuer"),
        (by_name.root_certificates(CERTIFICATE), "not valid for name"),
    ] {
        let before = server.connections();
        let error = error(&mut watched(builder.build().unwrap().subscribe(EVENT)));
        assert!(error.is_connect() && error.to_string().contains(why), "{error}");
        assert_eq!(server.connections() - before, 2);
    }
}
