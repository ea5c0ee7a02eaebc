//! Starts a program that sends one request, again and again, with and without `token_cache`, against a service on
//! loopback that takes 40 ms for each response and revokes a token when it issues the next one.
//!
//! ```text
//! cargo bench --bench one_shot --features token-cache
//! ```
//!
//! Prints the requests on the wire of the first two starts, the median time of a start, and what happens if 16 programs
//! start at once without a file.

#[path = "../examples/test_server/mod.rs"]
mod test_server;

use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::time::{Duration, Instant};
use std::{env, fs, process, thread};

use genauth::ManagementClient;
use test_server::{Reply, SUCCESS, TOKEN_PATH, serve};

const LATENCY: Duration = Duration::from_millis(40);
const STARTS: usize = 30;
const AT_ONCE: usize = 16;

// Set for the program that is started.
const URL: &str = "GENAUTH_ONE_SHOT_URL";
const FILE: &str = "GENAUTH_ONE_SHOT_FILE";

fn main() {
    match env::var(URL) {
        Ok(url) => one_shot(&url),
        Err(_) => measure(),
    }
}

/// The program that is measured.
fn one_shot(url: &str) {
    let mut builder = ManagementClient::builder()
        .access_key_id("60b49eb83fd80adb96f26e68")
        .access_key_secret("not-a-real-secret")
        .host(url);
    if let Some(file) = env::var_os(FILE) {
        builder = builder.token_cache(file);
    }
    let client = builder.build().expect("valid settings");
    if client.get_group().code("developers").send().is_err() {
        process::exit(1);
    }
}

/// What the service has received.
#[derive(Default)]
struct Counts {
    tokens: AtomicU32,
    requests: AtomicU32,
    rejected: AtomicU32,
    /// Number of the valid token. It is never reset.
    issued: AtomicU32,
}

fn measure() {
    let counts = Arc::new(Counts::default());
    let url = start_service(&counts);
    let directory = env::temp_dir().join(format!("genauth-one-shot-{}", process::id()));
    fs::create_dir(&directory).expect("a new directory");
    let file = directory.join("token");
    println!("a program with one request, {} ms per response", LATENCY.as_millis());
    for cached in [false, true] {
        let file = cached.then_some(file.as_path());
        let first = run(&url, file, &counts, 1);
        let second = run(&url, file, &counts, 1);
        let mut times: Vec<_> = (0..STARTS).map(|_| run(&url, file, &counts, 1).time).collect();
        times.sort();
        println!(
            "  {:22} requests of two starts: {} and {}, median of {STARTS} more starts {:.1} ms",
            if cached {
                "with token_cache"
            } else {
                "without token_cache"
            },
            first.requests,
            second.requests,
            times[STARTS / 2].as_secs_f64() * 1e3,
        );
    }
    fs::remove_file(&file).expect("the file exists");
    for cached in [false, true] {
        let started = run(&url, cached.then_some(file.as_path()), &counts, AT_ONCE);
        println!(
            "  {AT_ONCE} at once, {:22} {} token requests, {} rejected tokens, {} requests in all, {} programs failed",
            if cached {
                "with an empty cache"
            } else {
                "without a cache"
            },
            started.tokens,
            started.rejected,
            started.requests,
            started.failed,
        );
    }
    fs::remove_dir_all(&directory).expect("the directory exists");
}

/// What the programs did that were started at once.
struct Started {
    time: Duration,
    requests: u32,
    tokens: u32,
    rejected: u32,
    failed: usize,
}

fn run(url: &str, file: Option<&Path>, counts: &Counts, programs: usize) -> Started {
    for count in [&counts.tokens, &counts.requests, &counts.rejected] {
        count.store(0, SeqCst);
    }
    let started = Instant::now();
    let children: Vec<Child> = (0..programs).map(|_| start(url, file)).collect();
    let ended = children
        .into_iter()
        .map(|mut child| child.wait().expect("a program that ends"));
    let failed = ended.filter(|status| !status.success()).count();
    Started {
        failed,
        time: started.elapsed(),
        requests: counts.requests.load(SeqCst),
        tokens: counts.tokens.load(SeqCst),
        rejected: counts.rejected.load(SeqCst),
    }
}

fn start(url: &str, file: Option<&Path>) -> Child {
    let program: PathBuf = env::current_exe().expect("this program");
    let mut command = Command::new(program);
    command.env(URL, url);
    if let Some(file) = file {
        command.env(FILE, file);
    }
    command.spawn().expect("a program that starts")
}

fn start_service(counts: &Arc<Counts>) -> String {
    let counts = Arc::clone(counts);
    let address = serve(move |request| {
        counts.requests.fetch_add(1, SeqCst);
        thread::sleep(LATENCY);
        if request.path() == TOKEN_PATH {
            counts.tokens.fetch_add(1, SeqCst);
            let number = counts.issued.fetch_add(1, SeqCst) + 1;
            return Reply::json(&format!(
                r#"{{"statusCode":200,"message":"","data":{{"access_token":"token-{number}","expires_in":7200}}}}"#
            ));
        }
        let valid = format!("Bearer token-{}", counts.issued.load(SeqCst));
        if request.header("authorization") == Some(valid.as_str()) {
            return Reply::json(SUCCESS);
        }
        counts.rejected.fetch_add(1, SeqCst);
        Reply::json(r#"{"statusCode":401,"message":"Unauthorized"}"#)
    });
    format!("http://{address}")
}
