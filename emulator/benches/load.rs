//! How fast the emulator is, and how much memory it needs. It runs the binary, so that only the emulator is measured.
//!
//! ```text
//! cargo bench -p genauth-emulator
//! ```

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use genauth::ManagementClient;
use genauth::types::{CreateUserInfo, ListUsersOptions, Pagination};

const THREADS: usize = 8;
const REQUESTS_PER_THREAD: usize = 2000;
const USERS: usize = 100_000;
const LISTED: usize = 20_000;

fn main() {
    let started = Instant::now();
    let (mut child, client) = start();
    println!("start-up until the first response: {:?}", started.elapsed());

    let empty = memory(&child);
    measure("requests per second, get_user_groups", || {
        let user = client.create_user().username("first").send().expect("a new user").data;
        in_threads(|_, _| {
            client.get_user_groups().user_id(&user.user_id).send().expect("a user");
        })
    });
    measure("requests per second, create_user", || {
        in_threads(|thread, index| {
            client
                .create_user()
                .username(format!("user-{thread}-{index}"))
                .send()
                .expect("a new user");
        })
    });
    let started = Instant::now();
    let count = USERS - THREADS * REQUESTS_PER_THREAD - 1;
    let users: Vec<_> = (0..count)
        .map(|index| CreateUserInfo::new().username(format!("batch-{index}")))
        .collect();
    for batch in users.chunks(50) {
        client
            .create_users_batch()
            .list(batch.to_vec())
            .send()
            .expect("new users");
    }
    println!("{count} users in batches of 50: {:?}", started.elapsed());
    println!("memory, empty: {} MB", empty / 1024);
    println!("memory with {USERS} users: {} MB", memory(&child) / 1024);

    let started = Instant::now();
    let options = ListUsersOptions::new().pagination(Pagination::new().limit(50));
    let users = client.list_users().options(options).items().take(LISTED);
    let listed: usize = users
        .map(|user| usize::from(!user.expect("a user").user_id.is_empty()))
        .sum();
    println!("listing {listed} of them: {:?}", started.elapsed());
    let _ = child.kill();
    let _ = child.wait();
}

fn start() -> (Child, ManagementClient) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_genauth-emulator"));
    let mut child = command.stdout(Stdio::piped()).spawn().expect("the binary starts");
    let lines = BufReader::new(child.stdout.take().expect("it is piped"))
        .lines()
        .take(3);
    let values: Vec<_> = lines
        .map(|line| line.expect("text").split_once('=').expect("a value").1.to_owned())
        .collect();
    let builder = ManagementClient::builder().host(&values[0]).access_key_id(&values[1]);
    let client = builder
        .access_key_secret(&values[2])
        .build()
        .expect("the settings are valid");
    client.list_groups().send().expect("a response");
    (child, client)
}

/// Resident memory in kB, where there is `/proc`.
fn memory(child: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or_default()
}

/// Runs a request in several threads, and returns how long that takes.
fn in_threads(request: impl Fn(usize, usize) + Sync) -> Duration {
    let started = Instant::now();
    thread::scope(|scope| {
        for thread in 0..THREADS {
            let request = &request;
            scope.spawn(move || {
                for index in 0..REQUESTS_PER_THREAD {
                    request(thread, index);
                }
            });
        }
    });
    started.elapsed()
}

#[allow(clippy::cast_precision_loss)] // small numbers
fn measure(name: &str, run: impl FnOnce() -> Duration) {
    let elapsed = run();
    let rate = (THREADS * REQUESTS_PER_THREAD) as f64 / elapsed.as_secs_f64();
    println!("{name}: {rate:.0} from {THREADS} threads");
}
