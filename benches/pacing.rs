//! Bulk runs with 32 workers against services on loopback that limit requests.
//!
//! ```text
//! cargo bench --bench pacing
//! ```
//!
//! First the client does not know the limit, which changes from 300 to 120 and back to 300 requests per second: once it
//! is a token bucket, once it is a fixed window of one second. The table shows what was allowed, accepted and refused in
//! each second. Some harder services follow, with totals only. Then the limit is a little above the client's
//! `rate_limit`.
//!
//! Each request names an item. Lost are the items whose result is a success, but which the service has not accepted,
//! and doubled are those that it has accepted more than once.

#[path = "../tests/it/test_server.rs"]
mod test_server;

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use genauth::builders::CreateGroup;
use genauth::{ManagementClient, ManagementClientBuilder};
use test_server::{Reply, SUCCESS, TOKEN_PATH, TOKEN_RESPONSE, serve};

const WORKERS: usize = 32;
const LATENCY: Duration = Duration::from_millis(20);
/// Requests per second, and for how many seconds.
const CHANGING: [(u32, u32); 3] = [(300, 8), (120, 8), (300, 8)];
const CONSTANT: [(u32, u32); 1] = [(300, 20)];
const RATE_LIMIT: u32 = 298;
const SECOND: Duration = Duration::from_secs(1);

fn main() {
    println!(
        "unknown limits, {WORKERS} workers, {} ms per response",
        LATENCY.as_millis()
    );
    run(Limit::Bucket(1.0), None, true);
    run(Limit::Window, None, true);
    for (limit, retry_after) in [
        (Limit::Bucket(1.0), Some(1)),
        (Limit::Window, Some(1)),
        (Limit::SlidingWindow, None),
        (Limit::Bucket(0.1), None),
        (Limit::Bucket(0.02), None),
    ] {
        run(limit, retry_after, false);
    }
    println!("\n`rate_limit({RATE_LIMIT})`, {WORKERS} workers, limit 300");
    for limit in [
        Limit::SlidingWindow,
        Limit::Window,
        Limit::Bucket(1.0),
        Limit::Bucket(0.01),
    ] {
        run_limited(limit);
    }
}

/// How a service limits requests.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Limit {
    /// A token bucket that holds the tokens of this many seconds.
    Bucket(f64),
    /// A number of requests in each second of the clock.
    Window,
    /// A number of requests in any period of one second.
    SlidingWindow,
}

struct Service {
    limit: Limit,
    phases: &'static [(u32, u32)],
    retry_after: Option<u32>,
    saved: f64,
    state: Mutex<State>,
}

struct State {
    started: Instant,
    tokens: f64,
    counted_at: Duration,
    /// When the requests of the last second were accepted.
    last_second: VecDeque<Duration>,
    /// Accepted and refused requests in each second.
    seconds: Vec<(u32, u32)>,
    /// How often each item was accepted.
    items: HashMap<usize, u32>,
}

impl Service {
    /// `saved` is what a token bucket holds at the beginning.
    fn start(
        limit: Limit,
        phases: &'static [(u32, u32)],
        retry_after: Option<u32>,
        saved: f64,
    ) -> (Arc<Service>, String) {
        let service = Arc::new(Service {
            limit,
            phases,
            retry_after,
            saved,
            state: Mutex::new(State {
                started: Instant::now(),
                tokens: match limit {
                    Limit::Bucket(_) => saved,
                    _ => phases[0].0.into(),
                },
                counted_at: Duration::ZERO,
                last_second: VecDeque::new(),
                seconds: Vec::new(),
                items: HashMap::new(),
            }),
        });
        let shared = Arc::clone(&service);
        let address = serve(move |request| {
            if request.path() == TOKEN_PATH {
                return Reply::json(TOKEN_RESPONSE);
            }
            // At once, because a sleep ends more or less late, which would be the network's fault and not the client's.
            let is_accepted = shared.accepts(item(&request.body));
            thread::sleep(LATENCY);
            if is_accepted {
                return Reply::json(SUCCESS);
            }
            let header = shared.retry_after.map(|seconds| format!("retry-after: {seconds}\r\n"));
            let body = r#"{"statusCode":429,"message":"too many requests"}"#;
            Reply::http("429 Too Many Requests", &header.unwrap_or_default(), body)
        });
        (service, format!("http://{address}"))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no thread panics")
    }

    fn duration(&self) -> Duration {
        SECOND * self.phases.iter().map(|(_, seconds)| seconds).sum()
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

    /// How many requests the service allows in this second, including what a bucket holds at the beginning.
    fn allowed(&self, second: u32) -> f64 {
        let limit = f64::from(self.limit_at(SECOND * second));
        match self.limit {
            Limit::Bucket(_) if second == 0 => limit + self.saved,
            _ => limit,
        }
    }

    fn accepts(&self, item: usize) -> bool {
        let mut state = self.state();
        let now = state.started.elapsed();
        let limit = f64::from(self.limit_at(now));
        let is_accepted = match self.limit {
            Limit::Bucket(seconds) => {
                let gained = now.saturating_sub(state.counted_at).as_secs_f64() * limit;
                state.tokens = (state.tokens + gained).min((limit * seconds).max(1.0));
                state.counted_at = now;
                state.tokens >= 1.0
            }
            Limit::Window => {
                if now.as_secs() > state.counted_at.as_secs() {
                    state.tokens = limit;
                }
                state.counted_at = now;
                state.tokens >= 1.0
            }
            Limit::SlidingWindow => {
                while state.last_second.front().is_some_and(|time| *time + SECOND <= now) {
                    state.last_second.pop_front();
                }
                f64::from(u32::try_from(state.last_second.len()).expect("few requests")) < limit
            }
        };
        let second = usize::try_from(now.as_secs()).expect("a short time");
        let length = state.seconds.len().max(second + 1);
        state.seconds.resize(length, (0, 0));
        if is_accepted {
            state.tokens -= 1.0;
            state.last_second.push_back(now);
            state.seconds[second].0 += 1;
            *state.items.entry(item).or_default() += 1;
        } else {
            state.seconds[second].1 += 1;
        }
        is_accepted
    }
}

fn item(body: &str) -> usize {
    let code = body
        .split(r#""code":"group-"#)
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    code.and_then(|number| number.parse().ok())
        .expect("a group with a number")
}

fn new_group(client: &ManagementClient, number: usize) -> CreateGroup {
    let group = client.create_group().code(format!("group-{number}"));
    group.name("name").description("text")
}

/// What a bulk run reports.
struct Outcome {
    succeeded: Vec<usize>,
    failed: usize,
    elapsed: Duration,
}

/// Creates groups for as long as the phases of the service last, starting with the first one.
fn create_groups(service: &Service, client: &ManagementClient) -> Outcome {
    let started = Instant::now();
    service.state().started = started;
    let duration = service.duration();
    let numbers = (0..).take_while(|_| started.elapsed() < duration);
    let results = client.send_all(numbers.map(|number| new_group(client, number)));
    let (mut succeeded, mut failed) = (Vec::new(), 0);
    for (number, result) in results.concurrency(WORKERS) {
        match result {
            Ok(_) => succeeded.push(number),
            Err(error) => {
                println!("{error}");
                failed += 1;
            }
        }
    }
    Outcome {
        succeeded,
        failed,
        elapsed: started.elapsed(),
    }
}

fn client(url: &str) -> ManagementClientBuilder {
    ManagementClient::builder()
        .access_key_id("60b49eb83fd80adb96f26e68")
        .access_key_secret("not-a-real-secret")
        .host(url)
}

fn run(limit: Limit, retry_after: Option<u32>, has_table: bool) {
    let saved = match limit {
        Limit::Bucket(seconds) => f64::from(CHANGING[0].0) * seconds,
        _ => 0.0,
    };
    let (service, url) = Service::start(limit, &CHANGING, retry_after, saved);
    let client = client(&url).build().expect("valid settings");
    let outcome = create_groups(&service, &client);
    let header = retry_after.map_or(String::new(), |seconds| format!(", Retry-After: {seconds}"));
    println!("{}{limit:?}{header}", if has_table { "\n" } else { "" });
    report(&service, &outcome, has_table);
}

fn run_limited(limit: Limit) {
    // A bucket has saved almost nothing, so that the limit holds from the beginning.
    let (service, url) = Service::start(limit, &CONSTANT, None, 3.0);
    let client = client(&url).rate_limit(RATE_LIMIT).build().expect("valid settings");
    let outcome = create_groups(&service, &client);
    let sent: u32 = service
        .state()
        .seconds
        .iter()
        .map(|(accepted, refused)| accepted + refused)
        .sum();
    let rate = f64::from(sent) / outcome.elapsed.as_secs_f64();
    println!(
        "{limit:?}: {rate:.1} requests/s, {:.2} % of {RATE_LIMIT}",
        rate / f64::from(RATE_LIMIT) * 100.0
    );
    report(&service, &outcome, false);
}

fn report(service: &Service, outcome: &Outcome, has_table: bool) {
    let state = service.state();
    let (mut allowed, mut accepted, mut refused) = (0.0, 0, 0);
    if has_table {
        println!("  second  allowed  accepted  refused");
    }
    for (second, (yes, no)) in (0..)
        .zip(&state.seconds)
        .take_while(|(second, _)| SECOND * *second < service.duration())
    {
        let limit = service.allowed(second);
        if has_table {
            println!("  {second:6}  {limit:7}  {yes:8}  {no:7}");
        }
        allowed += limit;
        accepted += yes;
        refused += no;
    }
    let lost = outcome
        .succeeded
        .iter()
        .filter(|item| !state.items.contains_key(item))
        .count();
    let doubled = state.items.values().filter(|&&count| count > 1).count();
    println!(
        "  reached {:.1} %, refused {:.2} %, lost {lost}, doubled {doubled}, failed {}",
        f64::from(accepted) / allowed * 100.0,
        f64::from(refused) / f64::from(accepted + refused) * 100.0,
        outcome.failed,
    );
}
