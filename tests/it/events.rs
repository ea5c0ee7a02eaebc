//! Tests the event stream against a real WebSocket server on loopback that drops, stalls and refuses connections.

mod closing;
mod connecting;
mod messages;
mod reconnecting;
mod secrets;
mod settings;
mod tls;

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use genauth::events::{Event, Subscription, SubscriptionCloser};
use genauth::{Error, ManagementClient, ManagementClientBuilder, RetryPolicy};
use tungstenite::{Message, WebSocket};

use crate::sockets::{LONG_TIMEOUT, SHORT_TIMEOUT, listen, read_request};
use crate::support::builder;

const EVENT: &str = "authing.user.created";

/// A delay that ends long after every test.
const ENDLESS_DELAY: Duration = Duration::from_secs(10_000_000);

/// An access key secret that no other test uses, because all tests share one log.
const SECRET: &str = "EVENTS-SECRET-90bc7d";

/// base64(HMAC-SHA1([`SECRET`], "websocket\n")), computed with `openssl dgst -sha1 -hmac`.
const SIGNATURE: &str = "T21Id30D/CcMPANkWX1tG10fmIo=";

type Socket = WebSocket<TcpStream>;

/// How a server ends a connection.
type Disconnect = fn(Socket);

/// An event server on a port of its own, which runs until the program ends.
struct EventServer {
    address: SocketAddr,
    connections: Arc<AtomicUsize>,
}

impl EventServer {
    /// Starts a server that lets `serve` handle each TCP connection. Connections are numbered from 0.
    fn tcp(serve: impl Fn(usize, TcpStream) + Send + Sync + 'static) -> Self {
        let connections = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&connections);
        let address = listen(move |index, stream| {
            counted.fetch_add(1, Ordering::SeqCst);
            stream.set_read_timeout(Some(LONG_TIMEOUT)).unwrap();
            serve(index, stream);
        });
        EventServer { address, connections }
    }

    /// Starts a server that lets `serve` handle each connection after its handshake.
    fn websocket(serve: impl Fn(usize, Socket) + Send + Sync + 'static) -> Self {
        Self::tcp(move |index, stream| serve(index, tungstenite::accept(stream).unwrap()))
    }

    /// Starts a server that sends one of these events over each connection, and then ends the connection with
    /// `disconnect`. It keeps the last connection open.
    fn one_event_per_connection(texts: &'static [&str], disconnect: Disconnect) -> Self {
        Self::websocket(move |index, mut socket| {
            send_text(&mut socket, texts[index]);
            if index + 1 == texts.len() {
                keep_open(socket);
            } else {
                disconnect(socket);
            }
        })
    }

    /// Starts a server that lets `fail` handle the first `times` TCP connections. Over the next one it sends this
    /// event, and then keeps it open.
    fn failing(times: usize, text: &'static str, fail: impl Fn(TcpStream) + Send + Sync + 'static) -> Self {
        Self::tcp(move |index, stream| {
            if index < times {
                return fail(stream);
            }
            let mut socket = tungstenite::accept(stream).unwrap();
            send_text(&mut socket, text);
            keep_open(socket);
        })
    }

    fn url(&self) -> String {
        format!("ws://{}", self.address)
    }

    fn client(&self, policy: RetryPolicy) -> ManagementClient {
        client_builder(self.url()).retry(policy).build().unwrap()
    }

    fn subscribe(&self, policy: RetryPolicy) -> Subscription {
        with_time_limit(self.client(policy).subscribe(EVENT))
    }

    fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

fn client_builder(events_host: impl Into<String>) -> ManagementClientBuilder {
    builder().access_key_secret(SECRET).events_host(events_host)
}

/// Closes the subscription after a while, so that a failing test does not hang.
fn with_time_limit(subscription: Subscription) -> Subscription {
    let closer = subscription.closer();
    thread::spawn(move || {
        thread::sleep(LONG_TIMEOUT);
        closer.close();
    });
    subscription
}

fn send_text(socket: &mut Socket, text: &str) {
    socket.send(Message::text(text)).unwrap();
}

/// Replies to pings until the client closes the connection.
fn keep_open(mut socket: Socket) {
    while socket.read().is_ok() {}
}

/// Waits until the connection ends, and replies to nothing meanwhile. Returns whether the client closed it.
fn is_closed_by_client(stream: &mut TcpStream) -> bool {
    loop {
        match stream.read(&mut [0; 1024]) {
            Ok(0) => return true,
            Ok(_) => {}
            Err(error) => return error.kind() == ErrorKind::ConnectionReset,
        }
    }
}

/// Sends only these bytes.
fn send_bytes(mut stream: &TcpStream, bytes: &[u8]) {
    // The client may already close the connection after the first few bytes.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(Shutdown::Write);
}

/// Sends one byte at a time, with pauses that are much shorter than [`SHORT_TIMEOUT`], until the client closes the
/// connection.
fn send_slowly(stream: &mut TcpStream) {
    while stream.write_all(b"x").is_ok() {
        thread::sleep(SHORT_TIMEOUT / 8);
    }
}

/// Responds to the handshake with this status line, which may continue with headers.
fn refuse(mut stream: TcpStream, status: &str) {
    read_request(&mut stream).expect("a handshake");
    let response = format!("HTTP/1.1 {status}\r\ncontent-length: 4\r\n\r\nbody");
    send_bytes(&stream, response.as_bytes());
}

#[track_caller]
fn next_event(subscription: &mut Subscription) -> String {
    let item = subscription.next().expect("an event, not the end");
    item.expect("an event").text
}

#[track_caller]
fn next_error(subscription: &mut Subscription) -> Error {
    let item = subscription.next().expect("an error, not the end");
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

/// A subscription that is waiting for its next item in another thread.
struct Waiting(mpsc::Receiver<(Option<Result<Event, Error>>, Subscription)>);

impl Waiting {
    fn start(mut subscription: Subscription) -> Self {
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let item = subscription.next();
            sender.send((item, subscription)).unwrap();
        });
        Waiting(receiver)
    }

    /// Asserts that the subscription is still waiting, and that closing it ends the wait.
    #[track_caller]
    fn assert_woken_by(self, closer: &SubscriptionCloser) {
        let early = self.0.recv_timeout(Duration::from_millis(50));
        assert!(early.is_err(), "`next` did not wait");
        let started = Instant::now();
        closer.close();
        let (item, mut subscription) = self.0.recv_timeout(LONG_TIMEOUT).expect("closing ends the wait");
        assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
        assert!(item.is_none(), "{item:?}");
        assert_ended(&mut subscription);
    }
}
