//! Servers that misbehave, over real sockets, and what a caller is told of it.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use genauth::{Error, ManagementClient, ManagementClientBuilder, RetryPolicy};

use crate::stand_in::{Request, SUCCESS, TOKEN_ANSWER, TOKEN_PATH};
use crate::support::{associate, builder};

/// For calls whose time has to run out.
pub const PATIENCE: Duration = Duration::from_millis(400);

/// For what has to come, and comes at once as a rule.
pub const LONG: Duration = Duration::from_secs(20);

/// So many attempts, as good as without waits.
pub fn attempts(attempts: u32) -> RetryPolicy {
    let blink = Duration::from_millis(1);
    RetryPolicy::default()
        .attempts(attempts)
        .base_delay(blink)
        .max_delay(blink)
}

/// Listens on a free loopback port, a thread for each connection. Connections are counted from 0.
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

/// The next request, if the client sends a whole one.
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

/// An answer with its length.
pub fn answer(headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 200 OK\r\n{headers}content-length: {length}\r\n\r\n{body}").into()
}

/// Answers the token request and, if more requests come, every operation.
pub fn serve_well(stream: &mut (impl Read + Write)) {
    while let Some(request) = read_request(stream) {
        let body = if request.path() == TOKEN_PATH {
            TOKEN_ANSWER
        } else {
            SUCCESS
        };
        if stream.write_all(&answer("", body)).is_err() {
            break;
        }
    }
}

/// Gives the token on a connection of its own, so that the next request begins another.
pub fn give_token(stream: &mut (impl Read + Write)) {
    let request = read_request(stream).expect("the first request is whole");
    assert_eq!(request.path(), TOKEN_PATH);
    let token = answer("connection: close\r\n", TOKEN_ANSWER);
    stream.write_all(&token).expect("the client waits");
}

/// Gives the token, and lets one operation succeed on the same connection, which is the last one there.
fn warm_up(stream: &mut (impl Read + Write)) {
    for (headers, body) in [("", TOKEN_ANSWER), ("connection: close\r\n", SUCCESS)] {
        read_request(stream).expect("the first requests are whole");
        stream.write_all(&answer(headers, body)).expect("the client waits");
    }
}

/// Waits until the client has gone.
pub fn hold(mut stream: TcpStream) {
    let mut buffer = [0; 4096];
    while matches!(stream.read(&mut buffer), Ok(1..)) {}
}

/// A service that gives a token, lets one operation succeed, and then fails over some.
pub struct Faulty {
    address: SocketAddr,
    operations: Arc<AtomicUsize>,
}

impl Faulty {
    /// So many connections for operations go wrong like this; those after them go well.
    pub fn start(times: usize, fault: impl Fn(TcpStream) + Send + Sync + 'static) -> Self {
        let operations = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&operations);
        let address = listen(move |index, mut stream| {
            if index == 0 {
                return warm_up(&mut stream);
            }
            counted.fetch_add(1, Ordering::SeqCst);
            if index <= times {
                fault(stream);
            } else {
                serve_well(&mut stream);
            }
        });
        Faulty { address, operations }
    }

    pub fn builder(&self, policy: RetryPolicy) -> ManagementClientBuilder {
        let host = format!("http://{}", self.address);
        builder().host(host).retry(policy).timeout(LONG)
    }

    /// A client that has its token, and begins a connection with its next call.
    pub fn client_by(&self, builder: ManagementClientBuilder) -> ManagementClient {
        let client = builder.build().expect("the settings are valid");
        associate(&client).send().expect("the first operation goes well");
        assert_eq!(self.operations(), 0);
        client
    }

    pub fn client(&self, policy: RetryPolicy) -> ManagementClient {
        self.client_by(self.builder(policy))
    }

    /// How many connections were made for operations after the first.
    pub fn operations(&self) -> usize {
        self.operations.load(Ordering::SeqCst)
    }
}

/// What a call that is sent fails with. On a machine under load its time may run out before that.
pub fn once_sent<T>(call: impl Fn() -> Result<T, Error>) -> Error {
    for _ in 0..20 {
        match call() {
            Err(error) if error.is_connect() => {}
            outcome => return outcome.err().expect("the call fails"),
        }
    }
    panic!("the machine is too slow for a timeout of {PATIENCE:?}");
}

/// Which predicates hold.
fn predicates(error: &Error) -> String {
    let all = [
        ("validation", error.is_validation()),
        ("connect", error.is_connect()),
        ("timeout", error.is_timeout()),
        ("rate_limited", error.is_rate_limited()),
        ("not_found", error.is_not_found()),
        ("unauthorized", error.is_unauthorized()),
        ("retryable", error.is_retryable()),
        ("may_have_happened", error.may_have_happened()),
    ];
    let hold: Vec<_> = all.iter().filter(|(_, holds)| *holds).map(|(name, _)| *name).collect();
    hold.join(" ")
}

/// Exactly these predicates hold, so many attempts were made, and the line begins so. Beyond that it goes on in the
/// words of the system or of the HTTP library.
#[track_caller]
pub fn assert_told(error: &Error, expected: &str, attempts: u32, line: &str) {
    let told = error.to_string();
    assert_eq!(predicates(error), expected, "{told}");
    assert_eq!(error.attempts(), attempts, "{told}");
    assert!(told.starts_with(line), "\n    told: {told}\nexpected: {line}");
    let doubt = told.contains("; it may have happened all the same");
    assert_eq!(doubt, error.may_have_happened(), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
}
