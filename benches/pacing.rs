//! Paces 16 threads against a service on loopback whose limit they do not know and which changes, once as a token bucket
//! and once as a fixed window of one second, and against one whose limit is a little above their `rate_limit`.
//!
//! ```text
//! cargo bench --bench pacing
//! ```
//!
//! Prints what was accepted and refused in each second, and the totals. Each request names an item, so that the server
//! can tell items that were lost or received twice.

#[path = "../tests/it/test_server.rs"]
mod test_server;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use genauth::{ManagementClient, RetryPolicy};
use test_server::{Reply, SUCCESS, TOKEN_PATH, TOKEN_RESPONSE, serve};

const THREADS: u32 = 16;
const LATENCY: Duration = Duration::from_millis(20);
/// Requests per second and seconds.
const PHASES: [(u32, u32); 3] = [(300, 8), (120, 8), (300, 8)];

fn main() {
    for retry_after in [None, Some(1)] {
        for kind in [Kind::Bucket, Kind::Window] {
            adaptive(kind, retry_after);
        }
    }
    for kind in [Kind::Bucket, Kind::Window] {
        rate_limited(kind);
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    /// A token bucket that holds the tokens of one second, and is full at the beginning.
    Bucket,
    /// A number of requests in each second.
    Window,
}

struct Service {
    kind: Kind,
    phases: &'static [(u32, u32)],
    retry_after: Option<u32>,
    state: Mutex<State>,
}

struct State {
    started: Instant,
    tokens: f64,
    counted_at: Duration,
    window: u64,
    /// Accepted and refused requests in each second.
    seconds: Vec<(u32, u32)>,
    /// How often each item was accepted.
    items: HashMap<String, u32>,
}

impl Service {
    fn start(kind: Kind, phases: &'static [(u32, u32)], retry_after: Option<u32>) -> (Arc<Service>, String) {
        let service = Arc::new(Service {
            kind,
            phases,
            retry_after,
            state: Mutex::new(State {
                started: Instant::now(),
                tokens: f64::from(phases[0].0),
                counted_at: Duration::ZERO,
                window: 0,
                seconds: Vec::new(),
                items: HashMap::new(),
            }),
        });
        let shared = Arc::clone(&service);
        let address = serve(move |request| {
            if request.path() == TOKEN_PATH {
                return Reply::json(TOKEN_RESPONSE);
            }
            thread::sleep(LATENCY / 2);
            let is_accepted = shared.accepts(&request.body);
            thread::sleep(LATENCY / 2);
            if is_accepted {
                return Reply::json(SUCCESS);
            }
            let header = shared.retry_after.map(|seconds| format!("retry-after: {seconds}\r\n"));
            Reply::http(
                "429 Too Many Requests",
                &header.unwrap_or_default(),
                r#"{"statusCode":429}"#,
            )
        });
        (service, format!("http://{address}"))
    }

    fn limit_at(&self, elapsed: Duration) -> u32 {
        let mut end = 0;
        for &(limit, seconds) in self.phases {
            end += u64::from(seconds);
            if elapsed.as_secs() < end {
                return limit;
            }
        }
        self.phases[self.phases.len() - 1].0
    }

    fn accepts(&self, body: &str) -> bool {
        let mut state = self.state.lock().expect("no thread panics");
        let now = state.started.elapsed();
        let limit = f64::from(self.limit_at(now));
        let is_accepted = match self.kind {
            Kind::Bucket => {
                let gained = (now.saturating_sub(state.counted_at)).as_secs_f64() * limit;
                state.tokens = (state.tokens + gained).min(limit);
                state.counted_at = now;
                state.tokens >= 1.0
            }
            Kind::Window => {
                if now.as_secs() > state.window {
                    state.window = now.as_secs();
                    state.tokens = limit;
                }
                state.tokens >= 1.0
            }
        };
        let second = usize::try_from(now.as_secs()).expect("a short time");
        let length = state.seconds.len().max(second + 1);
        state.seconds.resize(length, (0, 0));
        if is_accepted {
            state.tokens -= 1.0;
            state.seconds[second].0 += 1;
            *state.items.entry(body.to_owned()).or_default() += 1;
        } else {
            state.seconds[second].1 += 1;
        }
        is_accepted
    }

    /// The clock of the service starts with the first request.
    fn restart_clock(&self) {
        let mut state = self.state.lock().expect("no thread panics");
        state.started = Instant::now();
    }
}

fn client(url: &str) -> genauth::ManagementClientBuilder {
    ManagementClient::builder()
        .access_key_id("60b49eb83fd80adb96f26e68")
        .access_key_secret("not-a-real-secret")
        .host(url)
        .retry(RetryPolicy::default().attempts(20))
}

/// Creates items on all threads for some time, and returns how many there were and how many of them failed.
fn run(client: &ManagementClient, duration: Duration) -> (u32, u32) {
    let (next, failed) = (AtomicU32::new(0), AtomicU32::new(0));
    let started = Instant::now();
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while started.elapsed() < duration {
                    let item = next.fetch_add(1, Ordering::Relaxed);
                    let group = client
                        .create_group()
                        .code(format!("group-{item}"))
                        .name("name")
                        .description("text");
                    if let Err(error) = group.send() {
                        println!("{error}");
                        failed.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    (next.into_inner(), failed.into_inner())
}

fn adaptive(kind: Kind, retry_after: Option<u32>) {
    let (service, url) = Service::start(kind, &PHASES, retry_after);
    let client = client(&url).build().expect("valid settings");
    let total: u32 = PHASES.iter().map(|(_, seconds)| seconds).sum();
    service.restart_clock();
    let (items, failed) = run(&client, Duration::from_secs(total.into()));
    let header = retry_after.map_or("no Retry-After".to_owned(), |seconds| format!("Retry-After: {seconds}"));
    println!("\n{kind:?}, {header}, {THREADS} threads, {} ms", LATENCY.as_millis());
    report(&service, (items, failed), total);
}

fn rate_limited(kind: Kind) {
    const PHASE: [(u32, u32); 1] = [(300, 20)];
    let (service, url) = Service::start(kind, &PHASE, None);
    let client = client(&url).rate_limit(298).build().expect("valid settings");
    service.restart_clock();
    if kind == Kind::Bucket {
        // Nothing was saved before, so that the limit holds from the beginning.
        service.state.lock().expect("no thread panics").tokens = 3.0;
    }
    let started = Instant::now();
    let (items, failed) = run(&client, Duration::from_secs(20));
    let rate = f64::from(items) / started.elapsed().as_secs_f64();
    println!("\n{kind:?}, `rate_limit(298)`, {THREADS} threads: {rate:.1} requests/s");
    report(&service, (items, failed), 20);
}

fn report(service: &Service, (items, failed): (u32, u32), total: u32) {
    let state = service.state.lock().expect("no thread panics");
    println!("  second  allowed  accepted  refused");
    let (mut allowed, mut accepted, mut refused) = (0, 0, 0);
    for (second, (yes, no)) in (0..u64::from(total)).zip(&state.seconds) {
        let limit = service.limit_at(Duration::from_secs(second));
        println!("  {second:6}  {limit:7}  {yes:8}  {no:7}");
        allowed += limit;
        accepted += yes;
        refused += no;
    }
    let received = u32::try_from(state.items.len()).expect("few items");
    let doubled = state.items.values().filter(|&&count| count > 1).count();
    println!(
        "  reached {:.1} %, refused {:.2} %, lost {}, doubled {doubled}, failed {failed}",
        f64::from(accepted) / f64::from(allowed) * 100.0,
        f64::from(refused) / f64::from(accepted + refused) * 100.0,
        items - failed - received,
    );
}
