//! Servers that misbehave, over real sockets.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use genauth::{Error, ManagementClient, ManagementClientBuilder, RetryPolicy};

use crate::support::{associate, builder};
use crate::test_server::{Request, SUCCESS, TOKEN_PATH, TOKEN_RESPONSE};

/// The timeout of requests that are supposed to time out.
pub const SHORT_TIMEOUT: Duration = Duration::from_millis(400);

/// The timeout of requests that must not time out, even on a slow machine.
pub const LONG_TIMEOUT: Duration = Duration::from_secs(20);

/// A policy with this many attempts and negligible delays.
pub fn quick_retries(attempts: u32) -> RetryPolicy {
    let delay = Duration::from_millis(1);
    RetryPolicy::default()
        .attempts(attempts)
        .base_delay(delay)
        .max_delay(delay)
}

/// Listens on a free loopback port, with one thread per connection. Connections are numbered from 0.
pub fn listen(serve: impl Fn(usize, TcpStream) + Send + Sync + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let address = listener.local_addr().expect("a bound socket has an address");
    let serve = Arc::new(serve);
    thread::spawn(move || {
        for (index, stream) in listener.incoming().flatten().enumerate() {
            stream.set_nodelay(true).expect("an open socket");
            let serve = Arc::clone(&serve);
            thread::spawn(move || serve(index, stream));
        }
    });
    address
}

/// Reads the next request. Returns `None` if the connection ends before it is complete.
pub fn read_request(stream: &mut impl Read) -> Option<Request> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let (head, body) = bytes.split_at(end + 4);
            let mut request = Request {
                head: String::from_utf8_lossy(head).into_owned(),
                body: String::new(),
            };
            let length = request
                .header("content-length")
                .map_or(0, |length| length.parse().expect("a number"));
            if body.len() >= length {
                request.body = String::from_utf8_lossy(body).into_owned();
                return Some(request);
            }
        }
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return None,
            Ok(count) => bytes.extend_from_slice(&buffer[..count]),
        }
    }
}

/// An HTTP response that states the length of its body.
pub fn http_response(headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 200 OK\r\n{headers}content-length: {length}\r\n\r\n{body}").into()
}

/// Issues tokens, and responds to every operation with success.
pub fn serve_success(stream: &mut (impl Read + Write)) {
    while let Some(request) = read_request(stream) {
        let body = if request.path() == TOKEN_PATH {
            TOKEN_RESPONSE
        } else {
            SUCCESS
        };
        if stream.write_all(&http_response("", body)).is_err() {
            break;
        }
    }
}

/// Issues a token and closes the connection, so that the next request opens another one.
pub fn serve_token(stream: &mut (impl Read + Write)) {
    let request = read_request(stream).expect("a complete first request");
    assert_eq!(request.path(), TOKEN_PATH);
    let token = http_response("connection: close\r\n", TOKEN_RESPONSE);
    stream.write_all(&token).expect("the client reads");
}

/// Issues a token, responds to one operation on the same connection, and closes it.
fn warm_up(stream: &mut (impl Read + Write)) {
    for (headers, body) in [("", TOKEN_RESPONSE), ("connection: close\r\n", SUCCESS)] {
        read_request(stream).expect("complete first requests");
        stream
            .write_all(&http_response(headers, body))
            .expect("the client reads");
    }
}

/// Keeps the connection open until the client closes it.
pub fn hold_open(mut stream: TcpStream) {
    let mut buffer = [0; 4096];
    while matches!(stream.read(&mut buffer), Ok(1..)) {}
}

/// A server that issues a token, responds to one operation, and then fails on some connections.
pub struct FaultyServer {
    address: SocketAddr,
    connections: Arc<AtomicUsize>,
}

impl FaultyServer {
    /// Starts a server on which `times` connections fail like this, and later ones work.
    pub fn start(times: usize, fault: impl Fn(TcpStream) + Send + Sync + 'static) -> Self {
        let connections = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&connections);
        let address = listen(move |index, mut stream| {
            if index == 0 {
                return warm_up(&mut stream);
            }
            counted.fetch_add(1, Ordering::SeqCst);
            if index <= times {
                fault(stream);
            } else {
                serve_success(&mut stream);
            }
        });
        FaultyServer { address, connections }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn builder(&self, policy: RetryPolicy) -> ManagementClientBuilder {
        let host = format!("http://{}", self.address);
        builder().host(host).retry(policy).timeout(LONG_TIMEOUT)
    }

    /// A client that has a token, and whose next request opens a new connection.
    pub fn client_from(&self, builder: ManagementClientBuilder) -> ManagementClient {
        let client = builder.build().expect("valid settings");
        associate(&client).send().expect("the first operation succeeds");
        assert_eq!(self.connections(), 0);
        client
    }

    pub fn client(&self, policy: RetryPolicy) -> ManagementClient {
        self.client_from(self.builder(policy))
    }

    /// The number of connections after the first one.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

/// Repeats a request until it fails after it was sent, and returns that error. On a slow machine, a request may time
/// out before it is sent.
pub fn error_after_sending<T>(send: impl Fn() -> Result<T, Error>) -> Error {
    for _ in 0..20 {
        match send() {
            Err(error) if error.is_connect() => {}
            outcome => return outcome.err().expect("the request fails"),
        }
    }
    panic!("the machine is too slow for a timeout of {SHORT_TIMEOUT:?}");
}
