//! Many threads write to the emulator while it injects faults. Each notes what the results say that the state is: `Ok`
//! means that a write was applied once, an error that it was not, and an error in doubt either. At the end, the state of
//! the emulator must be one that the notes allow.
//!
//! ```text
//! cargo test --release --test soak -- --emulator --threads 16 --seconds 60 --faults 0.2
//! ```

mod model;
mod state;
mod worker;

use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::thread;
use std::time::{Duration, Instant};

use genauth::RetryPolicy;
use genauth_emulator::{Emulator, Fault};

use super::Settings;
use super::report::Counts;
use model::Model;
use worker::Worker;

/// It is short, because every request that gets no response in time takes this long.
const TIMEOUT: Duration = Duration::from_millis(300);
/// The latency of a response that comes too late.
const LATE: Duration = Duration::from_millis(600);

const THREADS_PER_CLIENT: usize = 4;

const ROUNDS: &str = "rounds";
const REQUESTS: &str = "requests";
const READS: &str = "reads";
const APPLIED: &str = "writes reported as applied";
const NOT_APPLIED: &str = "writes reported as not applied";
const NOT_SENT: &str = "writes reported as not sent";
const IN_DOUBT: &str = "writes reported as in doubt";
const FACTS: &str = "facts compared with the state";
const FACTS_IN_DOUBT: &str = "facts in doubt";
const FACTS_IN_DOUBT_APPLIED: &str = "facts in doubt that were applied";
const PAGED_LISTS: &str = "paged lists compared with the notes";

const DIFFERENCES: &str = "differences from the state";
const WRONG_LISTS: &str = "paged lists that differ from the notes";
const UNEXPLAINED: &str = "errors that no fault explains";
const PANICS: &str = "panics";

/// Runs for the stated time, and returns whether there was no difference.
pub fn soak(settings: Settings) -> Result<bool, Box<dyn StdError>> {
    let Settings {
        threads,
        seconds,
        faults,
        seed,
    } = settings;
    println!("on the emulator: {threads} threads, {seconds} s, fault rate {faults}, seed {seed}");
    // Tokens are so short-lived that many are needed.
    let emulator = Emulator::builder().token_lifetime(Duration::from_secs(2)).start()?;
    let retry = RetryPolicy::default()
        .base_delay(Duration::from_millis(5))
        .deadline(Duration::from_secs(3));
    let builder = || emulator.client_builder().timeout(TIMEOUT).retry(retry.clone());
    // The threads of a client share its pace, which is slow if 429 is sent whatever the pace.
    let clients = (0..threads.div_ceil(THREADS_PER_CLIENT)).map(|_| builder().build());
    let clients: Vec<_> = clients.collect::<Result<_, _>>()?;
    inject_faults(&emulator, faults);

    let until = Instant::now() + Duration::try_from_secs_f64(seconds)?;
    let (mut model, mut counts) = (Model::default(), Counts::new());
    thread::scope(|scope| {
        let worker = |thread| Worker::new(&clients[thread / THREADS_PER_CLIENT], thread, seed, until);
        let threads: Vec<_> = (0..threads)
            .map(worker)
            .map(|worker| scope.spawn(move || worker.run()))
            .collect();
        for thread in threads {
            let Ok((thread_model, thread_counts)) = thread.join() else {
                *counts.entry(PANICS).or_default() += 1;
                continue;
            };
            model.extend(thread_model);
            for (name, count) in thread_counts {
                *counts.entry(name).or_default() += count;
            }
        }
    });
    // The emulator may still carry out requests that the client has given up on.
    thread::sleep(2 * LATE);
    let state = state::facts(&emulator.snapshot());
    for difference in model.compare(&state, &mut counts) {
        eprintln!("difference: {difference}");
    }
    Ok(print(&counts))
}

/// Injects faults into this part of all requests. Requests for tokens get faults of their own.
fn inject_faults(emulator: &Emulator, part: f64) {
    let faults = [
        Fault::latency(LATE),
        Fault::latency(Duration::from_millis(20)),
        Fault::rate_limited(Duration::ZERO),
        Fault::status_before(401),
        Fault::status_before(500),
        Fault::status_before(503),
        Fault::status_after(500),
        Fault::status_after(502),
        Fault::drop_before(),
        Fault::drop_after(),
        Fault::half_response(),
        Fault::odd_fields(),
    ];
    // The probability that at least one of `count` faults happens is `part`.
    let chance = |count: i32| 1.0 - (1.0 - part).powf(1.0 / f64::from(count));
    for fault in faults {
        emulator.inject(fault.with_chance(chance(12)));
    }
    for operation in [
        "add_group_members",
        "remove_group_members",
        "delete_users_batch",
        "assign_role",
    ] {
        emulator.inject(Fault::unsuccessful().on(operation).with_chance(chance(12)));
    }
    for fault in [Fault::status_before(503), Fault::drop_before(), Fault::half_response()] {
        emulator.inject(fault.on("get_management_token").with_chance(chance(3)));
    }
}

/// Prints the counts, and returns whether those that must be 0 are 0.
fn print(counts: &Counts) -> bool {
    let count = |name: &str| counts.get(name).copied().unwrap_or(0);
    let section = |title: &str, names: &[&str]| {
        println!("\n{title}");
        for name in names {
            println!("{:>12}  {name}", count(name));
        }
    };
    let must_be_zero = [DIFFERENCES, WRONG_LISTS, UNEXPLAINED, PANICS];
    section(
        "Results of the client",
        &[ROUNDS, REQUESTS, READS, APPLIED, NOT_APPLIED, NOT_SENT, IN_DOUBT],
    );
    section(
        "Compared",
        &[FACTS, FACTS_IN_DOUBT, FACTS_IN_DOUBT_APPLIED, PAGED_LISTS],
    );
    section("Must be 0", &must_be_zero);
    let is_ok = count(FACTS) > 0 && must_be_zero.iter().all(|name| count(name) == 0);
    println!("\nsoak on the emulator: {}", if is_ok { "ok" } else { "FAILED" });
    is_ok
}

/// The state as facts, such as `user NAME` and its name.
type Facts = BTreeMap<String, String>;
