//! Many threads share one client, and the service answers wrongly in every way known. Nothing may come of it but
//! errors that say what happened: no write done twice, no answer of somebody else, no false word on what was done.
//!
//! ```text
//! cargo run --release --example soak -- --threads 32 --seconds 600 --faults 0.2
//! ```
//!
//! `--faults` is the share of requests that are answered wrongly, `--seed` repeats the dice. The program starts itself
//! a second time as the server, so that the memory shown is the client's alone. It fails if a row that must be 0 is not.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitCode, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use genauth::{Error, ManagementClient, RetryPolicy, TransportErrorKind};

#[path = "soak/faults.rs"]
mod faults;
#[path = "soak/server.rs"]
mod server;

use faults::Fault;
use server::Claim;

/// Short, since each silence of the server takes as long.
const TIMEOUT: Duration = Duration::from_millis(300);
/// Low, so that an answer is soon too large.
const MAX_ANSWER_BYTES: usize = 1024 * 1024;
/// The first argument of the second process.
const SERVE: &str = "--serve";

const CALLS: &str = "calls";
const ANSWERS: &str = "answers";
const FAILED_RETRIED: &str = "errors after more than one attempt";
const FOR_TOKEN: &str = "errors for want of a token";
const FOREIGN: &str = "foreign answers";
const UNEXPLAINED: &str = "unexplained errors";
const PANICS: &str = "panics";

const ERRORS: [&str; 9] = [
    "not reached",
    "timeout",
    "interrupted",
    "refused: 429",
    "refused: 401",
    "failed: 5xx",
    "unreadable",
    "too large",
    "protocol",
];

const MUST_BE_ZERO: [&str; 9] = [
    server::DOUBLED,
    FOREIGN,
    server::SAID_DONE,
    server::SAID_NOT_DONE,
    UNEXPLAINED,
    PANICS,
    server::STALE_TOKENS,
    server::FOREIGN_TOKENS,
    server::STRAY_REQUESTS,
];

type Counts = BTreeMap<&'static str, u64>;

#[derive(Clone, Copy)]
struct Settings {
    threads: usize,
    seconds: f64,
    faults: f64,
    seed: u64,
}

impl Settings {
    fn from_arguments(arguments: &[String]) -> Result<Self, String> {
        fn number<T: std::str::FromStr>(name: &str, value: &str) -> Result<T, String> {
            value
                .parse()
                .map_err(|_| format!("{name}: {value} is no number for it"))
        }
        let mut settings = Settings {
            threads: 8,
            seconds: 5.0,
            faults: 0.2,
            seed: 1,
        };
        for pair in arguments.chunks(2) {
            let [name, value] = pair else {
                return Err(format!("{}: its value is missing", pair[0]));
            };
            match name.as_str() {
                "--threads" => settings.threads = number(name, value)?,
                "--seconds" => settings.seconds = number(name, value)?,
                "--faults" => settings.faults = number(name, value)?,
                "--seed" => settings.seed = number(name, value)?,
                _ => return Err(format!("{name}: there are --threads, --seconds, --faults and --seed")),
            }
        }
        Ok(settings)
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.split_first() {
        Some((first, rest)) if first == SERVE => serve(rest),
        _ => soak(&arguments),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("soak: {error}");
            ExitCode::FAILURE
        }
    }
}

type Outcome = Result<bool, Box<dyn std::error::Error>>;

fn serve(arguments: &[String]) -> Outcome {
    server::run(Settings::from_arguments(arguments)?)?;
    Ok(true)
}

/// Whether everything that must be 0 is.
fn soak(arguments: &[String]) -> Outcome {
    let settings = Settings::from_arguments(arguments)?;
    let mut server = Server::start(arguments)?;
    let client = ManagementClient::builder()
        .access_key_id("60b49eb83fd80adb96f26e68")
        .access_key_secret("not-a-real-secret")
        .host(format!("http://127.0.0.1:{}", server.port))
        .timeout(TIMEOUT)
        .max_answer_bytes(MAX_ANSWER_BYTES)
        // The usual waits are made for a service far away, and would leave the threads idle.
        .retry(
            RetryPolicy::default()
                .base_delay(Duration::from_millis(5))
                .deadline(Duration::from_secs(3)),
        )
        .build()?;
    println!(
        "{} threads for {} s, {} of the requests answered wrongly, seed {}\n",
        settings.threads, settings.seconds, settings.faults, settings.seed
    );

    let duration = Duration::try_from_secs_f64(settings.seconds)?;
    let until = Instant::now() + duration;
    let last_code = AtomicU64::new(0);
    let claims = Mutex::new(server.claims.take().ok_or("the server has no input")?);
    let mut counts = Counts::new();
    thread::scope(|scope| {
        let work = || work(&client, &last_code, &claims, until);
        let threads: Vec<_> = (0..settings.threads).map(|_| scope.spawn(work)).collect();
        watch(duration, &last_code);
        for thread in threads {
            match thread.join() {
                Ok(of_thread) => {
                    for (name, count) in of_thread {
                        *counts.entry(name).or_default() += count;
                    }
                }
                Err(_) => *counts.entry(PANICS).or_default() += 1,
            }
        }
    });
    // The end of its input tells the server that all is said.
    drop(claims);
    let of_server = server.counts()?;
    let count = |name: &str| counts.get(name).or_else(|| of_server.get(name)).copied().unwrap_or(0);
    Ok(report(settings, count))
}

/// The other process.
struct Server {
    process: Child,
    port: u16,
    claims: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Server {
    fn start(arguments: &[String]) -> Result<Self, Box<dyn std::error::Error>> {
        let mut process = Command::new(std::env::current_exe()?)
            .arg(SERVE)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let claims = process.stdin.take();
        let mut output = BufReader::new(process.stdout.take().ok_or("the server has no output")?);
        let mut port = String::new();
        output.read_line(&mut port)?;
        Ok(Server {
            process,
            port: port.trim().parse()?,
            claims,
            output,
        })
    }

    /// Waits for its end.
    fn counts(mut self) -> Result<BTreeMap<String, u64>, Box<dyn std::error::Error>> {
        let mut counts = BTreeMap::new();
        for line in self.output.lines() {
            let line = line?;
            let (count, name) = line
                .split_once(' ')
                .ok_or("the server prints something else than counts")?;
            counts.insert(name.to_owned(), count.parse()?);
        }
        if !self.process.wait()?.success() {
            return Err("the server failed".into());
        }
        Ok(counts)
    }
}

/// One thread: reads and writes in turn, each with a code of its own.
fn work(client: &ManagementClient, last_code: &AtomicU64, claims: &Mutex<ChildStdin>, until: Instant) -> Counts {
    let mut counts = Counts::new();
    while Instant::now() < until {
        let number = last_code.fetch_add(1, Ordering::Relaxed) + 1;
        let code = format!("book-{number}");
        let outcome = if number % 2 == 0 {
            read(client, &code)
        } else {
            let outcome = write(client, &code);
            if let Err(error) = tell(claims, number, claim_of(&outcome)) {
                eprintln!("the server does not listen: {error}");
                break;
            }
            outcome
        };
        tally(&mut counts, &code, &outcome);
    }
    counts
}

/// Whose answer came: the code in it, and the request id, which the server makes of the code.
struct Seen {
    code: String,
    request_id: Option<String>,
}

fn read(client: &ManagementClient, code: &str) -> Result<Seen, Error> {
    let answer = client.get_group().code(code).send()?;
    Ok(Seen {
        code: answer.data.code,
        request_id: answer.request_id,
    })
}

fn write(client: &ManagementClient, code: &str) -> Result<Seen, Error> {
    let answer = client
        .associate_tenant_resource()
        .app_id("60b49eb83fd80adb96f26e68")
        .code(code)
        .association(true)
        .send()?;
    Ok(Seen {
        // An answer to a write does not repeat the code.
        code: code.to_owned(),
        request_id: answer.request_id,
    })
}

/// What the client says of a write. The server knows better, and compares.
fn claim_of<T>(outcome: &Result<T, Error>) -> Claim {
    match outcome {
        Ok(_) => Claim::Done,
        Err(error) if error.may_have_happened() => Claim::InDoubt,
        Err(_) => Claim::NotDone,
    }
}

fn tell(claims: &Mutex<ChildStdin>, number: u64, claim: Claim) -> io::Result<()> {
    let line = format!("{number} {}\n", claim.letter());
    let mut claims = claims.lock().map_err(|_| io::Error::other("a thread panicked"))?;
    claims.write_all(line.as_bytes())
}

fn tally(counts: &mut Counts, code: &str, outcome: &Result<Seen, Error>) {
    let mut count = |name| *counts.entry(name).or_default() += 1;
    count(CALLS);
    let request_id = match outcome {
        Ok(seen) => seen.request_id.as_deref(),
        Err(error) => error.request_id(),
    };
    let of_another = matches!(outcome, Ok(seen) if seen.code != code);
    if of_another || request_id.is_some_and(|id| id != code) {
        count(FOREIGN);
        eprintln!("foreign: {code} was answered as {request_id:?}");
    }
    match outcome {
        Ok(_) => count(ANSWERS),
        Err(error) => {
            if error.attempts() > 1 {
                count(FAILED_RETRIED);
            }
            if error.to_string().contains(": no management token: ") {
                count(FOR_TOKEN);
            }
            count(kind_of(error).unwrap_or_else(|| {
                eprintln!("unexplained: {error}");
                UNEXPLAINED
            }));
        }
    }
}

/// The row of the report for an error; none, if the crate could not say what happened.
fn kind_of(error: &Error) -> Option<&'static str> {
    let text = error.to_string();
    // The line of an error begins with the operation and the kind.
    let is = |kind: TransportErrorKind| text.contains(&format!(": {kind}: "));
    let [
        not_reached,
        timeout,
        interrupted,
        too_many,
        unauthorized,
        failed,
        unreadable,
        too_large,
        protocol,
    ] = ERRORS;
    if error.is_connect() {
        Some(not_reached)
    } else if error.is_timeout() {
        Some(timeout)
    } else if is(TransportErrorKind::Interrupted) {
        Some(interrupted)
    } else if is(TransportErrorKind::TooLarge) {
        Some(too_large)
    } else if is(TransportErrorKind::Protocol) {
        Some(protocol)
    } else if is(TransportErrorKind::Other) {
        None
    } else if error.is_rate_limited() {
        Some(too_many)
    } else if error.is_unauthorized() {
        Some(unauthorized)
    } else if error.http_status().is_some_and(|status| status >= 500) || error.status_code() >= Some(500) {
        Some(failed)
    } else if error.status_code().is_none() && error.http_status().is_some() {
        Some(unreadable)
    } else {
        None
    }
}

/// Prints a line for each tenth of the run, with the memory of this process.
fn watch(duration: Duration, last_code: &AtomicU64) {
    let started = Instant::now();
    println!("{:>9} {:>12} {:>14}", "time", "calls", "memory");
    for tenth in 1..=10 {
        thread::sleep((duration * tenth / 10).saturating_sub(started.elapsed()));
        let calls = last_code.load(Ordering::Relaxed);
        println!(
            "{:>7.1} s {calls:>12} {:>14}",
            started.elapsed().as_secs_f64(),
            memory("VmRSS:")
        );
    }
}

/// What Linux says of the memory of this process; other systems have no such file.
fn memory(field: &str) -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let value = status.lines().find_map(|line| line.strip_prefix(field));
    value.unwrap_or("unknown").trim().to_owned()
}

fn report(settings: Settings, count: impl Fn(&str) -> u64) -> bool {
    let section = |title: &str, names: &[&str]| {
        println!("\n{title}");
        for name in names {
            println!("{:>12}  {name}", count(name));
        }
    };
    let faults: Vec<_> = Fault::ALL.iter().map(|fault| fault.name()).collect();
    section("What the server did wrong", &faults);
    section("What the client made of it", &[CALLS, ANSWERS]);
    section("Errors", &ERRORS);
    section("Among them", &[FAILED_RETRIED, FOR_TOKEN]);
    section(
        "What the server saw",
        &[
            server::CONNECTIONS,
            server::TOKENS,
            server::TOKEN_FAULTS,
            server::TOKENS_REFUSED,
            server::RETRIED,
            server::CARRIED_OUT,
            server::IN_DOUBT,
            server::IN_DOUBT_DONE,
        ],
    );
    section("What must be 0", &MUST_BE_ZERO);
    println!("\npeak memory: {}", memory("VmHWM:"));

    let mut is_good = MUST_BE_ZERO.iter().all(|name| count(name) == 0);
    if count(ANSWERS) == 0 {
        println!("no call was answered");
        is_good = false;
    }
    if settings.faults == 0.0 && count(ANSWERS) < count(CALLS) {
        println!("a server without faults leaves no room for errors");
        is_good = false;
    }
    println!("{}", if is_good { "all good" } else { "NOT GOOD" });
    is_good
}
