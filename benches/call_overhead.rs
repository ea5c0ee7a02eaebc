//! Compares a request through this crate with the same request through plain `ureq`, without and with a timeout, and
//! with the same bytes through a TCP connection, on loopback.
//!
//! ```text
//! cargo bench --bench call_overhead
//! ```
//!
//! They take turns, so that changes in the speed of the machine affect all alike. A benchmark harness would not do that,
//! so none is used. The output is the median of each, and the median of the ratios of all rounds.

#[path = "../tests/it/test_server.rs"]
mod test_server;

use std::hint::black_box;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use genauth::ManagementClient;
use genauth::builders::AuthorizeApplicationAccess;
use genauth::transport::HttpRequest;
use genauth::types::{ApplicationPermissionRecordItem, Effect, TargetType};
use test_server::{Reply, SUCCESS, TOKEN_PATH, TOKEN_RESPONSE, serve};

const WARM_UP: usize = 2_000;
const ROUNDS: usize = 20_000;
const USER_POOL_ID: &str = "60b49eb83fd80adb96f26e68";

fn main() {
    // This is not a `TestServer`, because that would record all requests.
    let bytes = Arc::new(OnceLock::new());
    let first = Arc::clone(&bytes);
    let address = serve(move |request| {
        if request.path() == TOKEN_PATH {
            return Reply::json(TOKEN_RESPONSE);
        }
        first.get_or_init(|| request.head + &request.body);
        Reply::json(SUCCESS)
    });
    let client = ManagementClient::builder()
        .access_key_id(USER_POOL_ID)
        .access_key_secret("not-a-real-secret")
        .user_pool_id(USER_POOL_ID)
        .host(format!("http://{address}"))
        .build()
        .expect("valid settings");
    let send = || drop(request(&client).send().expect("the server responds with success"));
    send();
    let request = || request(&client).build().expect("a valid request");
    let plain = PlainUreq::new(request(), None);
    let with_timeout = PlainUreq::new(request(), Some(request().timeout));
    let mut tcp = PlainTcp::new(address, bytes.get().expect("a request was sent").clone());

    let mut contestants: [(&str, &mut dyn FnMut()); 4] = [
        ("genauth", &mut || send()),
        ("ureq without a timeout", &mut || drop(plain.send())),
        ("ureq with a timeout", &mut || drop(with_timeout.send())),
        ("TCP", &mut || tcp.send()),
    ];
    let mut times = [const { Vec::new() }; 4];
    for round in 0..WARM_UP + ROUNDS {
        for turn in 0..contestants.len() {
            // Each one comes first, and after each of its neighbors.
            let turn = (round + turn) % contestants.len();
            let index = if round % 2 == 0 {
                turn
            } else {
                contestants.len() - 1 - turn
            };
            let time = time(&mut contestants[index].1);
            if round >= WARM_UP {
                times[index].push(time);
            }
        }
    }
    println!("{ROUNDS} rounds of authorize_application_access with 2 records, on loopback");
    for ((name, _), theirs) in contestants.iter().zip(&times) {
        let ratios = times[0].iter().zip(theirs).map(|(ours, theirs)| ours / theirs);
        let (time, ratio) = (median(theirs.iter().copied()), median(ratios));
        println!("{name}: {time:.2} us, genauth takes {ratio:.3} x");
    }
    let builds = (0..ROUNDS).map(|_| time(request));
    println!("set up, validated and encoded, but not sent: {:.2} us", median(builds));
}

fn request(client: &ManagementClient) -> AuthorizeApplicationAccess {
    client
        .authorize_application_access()
        .app_id("6229ffaxxxxxxxxcade3e3d9")
        .list([
            ApplicationPermissionRecordItem::new()
                .target_type(TargetType::User)
                .target_identifier(["6229ffaxxxxxxxxcade3e3d9"])
                .effect(Effect::Allow),
            ApplicationPermissionRecordItem::new()
                .target_type(TargetType::Role)
                .namespace_code("code1")
                .target_identifier(["admin"])
                .effect(Effect::Deny),
        ])
}

/// Sends the same request without this crate. It sends the encoded body with the same headers, and reads the whole
/// response.
struct PlainUreq {
    agent: ureq::Agent,
    request: HttpRequest,
}

impl PlainUreq {
    fn new(mut request: HttpRequest, timeout: Option<Duration>) -> Self {
        let token = ("authorization".to_owned(), "Bearer test-token".to_owned());
        request.headers = [&[token], &*request.headers].concat().into();
        let config = ureq::Agent::config_builder().timeout_global(timeout).proxy(None);
        PlainUreq {
            agent: config.build().new_agent(),
            request,
        }
    }

    fn send(&self) -> Vec<u8> {
        let mut request = self.agent.post(&self.request.url);
        for (name, value) in self.request.headers.iter() {
            request = request.header(name, value);
        }
        request
            .send(self.request.body.as_deref().unwrap_or_default())
            .expect("the server responds")
            .body_mut()
            .read_to_vec()
            .expect("the response is complete")
    }
}

/// Sends bytes on a connection of its own, and reads the whole response.
struct PlainTcp {
    stream: TcpStream,
    request: String,
    response: Vec<u8>,
}

impl PlainTcp {
    fn new(address: SocketAddr, request: String) -> Self {
        let stream = TcpStream::connect(address).expect("the server listens");
        stream.set_nodelay(true).expect("an open socket");
        PlainTcp {
            stream,
            request,
            response: vec![0; 64 * 1024],
        }
    }

    fn send(&mut self) {
        let sent = self.stream.write_all(self.request.as_bytes());
        sent.expect("the server reads");
        let mut length = 0;
        while !is_complete(&self.response[..length]) {
            let count = self.stream.read(&mut self.response[length..]);
            length += count.ok().filter(|count| *count > 0).expect("the server responds");
        }
        black_box(&self.response[..length]);
    }
}

fn is_complete(response: &[u8]) -> bool {
    let Some(end) = response.windows(4).position(|four| four == b"\r\n\r\n") else {
        return false;
    };
    let head = std::str::from_utf8(&response[..end]).expect("an ASCII head");
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let length: usize = length.expect("a length").parse().expect("a number");
    response.len() == end + 4 + length
}

/// The time that the work takes, in microseconds.
fn time<T>(work: impl FnOnce() -> T) -> f64 {
    let started = Instant::now();
    black_box(work());
    started.elapsed().as_secs_f64() * 1e6
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
