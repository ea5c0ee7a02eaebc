//! Many threads share one client while the server fails in every known way. Some send single requests, others do bulk
//! runs. Every error must say what happened. No write may be applied twice, no request may get the response to another
//! one, and no error may be wrong about whether a write was applied. No result of a bulk run may be missing or out of
//! order.
//!
//! ```text
//! cargo test --release --test soak -- --threads 32 --seconds 600 --faults 0.2
//! ```
//!
//! `--faults` is the share of requests to which the server responds with a fault, and `--seed` seeds the random
//! numbers. The server is a second process of this program, so that the printed memory is only that of the client. The
//! test fails if a count that must be 0 is not 0. With `--emulator`, the run is the one of `emulator.rs`.

use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitCode, Stdio};
use std::str::FromStr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use genauth::builders::AssociateTenantResource;
use genauth::transport::TransportErrorKind;
use genauth::{Error, ManagementClient, Response, RetryPolicy};

mod bulk;
mod emulator;
mod faults;
mod report;
mod request;
mod server;

use report::Counts;
use server::WriteOutcome;

/// It is short, because every request that gets no response takes this long.
const TIMEOUT: Duration = Duration::from_millis(300);
/// It is small, so that a response that exceeds it is cheap.
const MAX_RESPONSE_BYTES: usize = 1024 * 1024;
/// Requests per second of the client with a rate limit. Its threads would send more.
const RATE_LIMIT: u32 = 200;
/// The timeout of the client that is in a hurry.
const HASTY_TIMEOUT: Duration = Duration::from_millis(60);
/// The first argument of the server process.
const SERVE: &str = "--serve";

#[derive(Clone, Copy)]
struct Settings {
    threads: usize,
    seconds: f64,
    faults: f64,
    seed: u64,
}

impl Settings {
    /// Unknown arguments are ignored, because `cargo test` passes a filter and options such as `--nocapture` to every
    /// test binary.
    fn parse(arguments: &[String]) -> Result<Self, String> {
        fn number<T: FromStr>(name: &str, value: Option<&String>) -> Result<T, String> {
            let value = value.ok_or_else(|| format!("{name} needs a value"))?;
            value
                .parse()
                .map_err(|_| format!("{name} must be a number (got {value})"))
        }
        let mut settings = Settings {
            threads: 8,
            seconds: 5.0,
            faults: 0.2,
            seed: 1,
        };
        let mut arguments = arguments.iter();
        while let Some(name) = arguments.next() {
            match name.as_str() {
                "--threads" => settings.threads = number(name, arguments.next())?,
                "--seconds" => settings.seconds = number(name, arguments.next())?,
                "--faults" => settings.faults = number(name, arguments.next())?,
                "--seed" => settings.seed = number(name, arguments.next())?,
                _ => {}
            }
        }
        Ok(settings)
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    if has("--list") {
        // `cargo nextest` lists the tests of a binary before it runs them.
        if !has("--ignored") {
            println!("soak: test");
        }
        return ExitCode::SUCCESS;
    }
    let result = if has(SERVE) {
        serve(&arguments)
    } else if has("--emulator") {
        soak_emulator(&arguments, None)
    } else if has("--seconds") {
        soak(&arguments)
    } else {
        // `cargo test` runs both, but not for long.
        soak(&arguments).and_then(|is_ok| Ok(soak_emulator(&arguments, Some(2.0))? && is_ok))
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("soak: {error}");
            ExitCode::FAILURE
        }
    }
}

fn serve(arguments: &[String]) -> Result<bool, Box<dyn StdError>> {
    server::run(Settings::parse(arguments)?)?;
    Ok(true)
}

/// The run with the emulator, which is described in `emulator.rs`.
fn soak_emulator(arguments: &[String], seconds: Option<f64>) -> Result<bool, Box<dyn StdError>> {
    let settings = Settings::parse(arguments)?;
    let seconds = seconds.unwrap_or(settings.seconds);
    emulator::soak(Settings { seconds, ..settings })
}

/// Returns whether the run was successful.
fn soak(arguments: &[String]) -> Result<bool, Box<dyn StdError>> {
    let settings = Settings::parse(arguments)?;
    let mut server = ServerProcess::start(arguments)?;
    let builder = || {
        ManagementClient::builder()
            .access_key_id("60b49eb83fd80adb96f26e68")
            .access_key_secret("not-a-real-secret")
            .host(format!("http://127.0.0.1:{}", server.port))
            .timeout(TIMEOUT)
            .max_response_bytes(MAX_RESPONSE_BYTES)
            // The default delays suit a remote service, but would make the threads of this test spend most of their
            // time waiting.
            .retry(
                RetryPolicy::default()
                    .base_delay(Duration::from_millis(5))
                    .deadline(Duration::from_secs(3)),
            )
    };
    let client = builder().build()?;
    // Every eighth thread queues for the permits of a rate limit, and every eighth has little time, so that it often
    // waits in vain for a token that another thread fetches.
    let limited = builder().rate_limit(RATE_LIMIT).build()?;
    let hasty = client.with_timeout(HASTY_TIMEOUT);
    println!(
        "{} threads, {} s, fault rate {}, seed {}\n",
        settings.threads, settings.seconds, settings.faults, settings.seed
    );

    let duration = Duration::try_from_secs_f64(settings.seconds)?;
    let soak = Soak {
        until: Instant::now() + duration,
        last_number: AtomicU64::new(0),
        outcomes: Mutex::new(server.outcomes.take().ok_or("the server process has no stdin")?),
    };
    let mut counts = Counts::new();
    thread::scope(|scope| {
        let soak = &soak;
        let clients = [&client, &limited, &client, &client, &hasty, &client, &client, &client];
        let threads: Vec<_> = (0..settings.threads)
            .map(|thread| {
                let client = clients[thread % clients.len()];
                scope.spawn(move || {
                    if thread % 4 == 3 {
                        bulk::run(client, soak, thread)
                    } else {
                        send_requests(client, soak)
                    }
                })
            })
            .collect();
        print_progress(duration, &soak.last_number);
        for thread in threads {
            match thread.join() {
                Ok(thread_counts) => {
                    for (name, count) in thread_counts {
                        *counts.entry(name).or_default() += count;
                    }
                }
                Err(_) => *counts.entry(report::PANICS).or_default() += 1,
            }
        }
    });
    // The server prints its counts when its stdin is closed.
    drop(soak);
    let server_counts = server.counts()?;
    let count = |name: &str| {
        counts
            .get(name)
            .or_else(|| server_counts.get(name))
            .copied()
            .unwrap_or(0)
    };
    Ok(report::print(settings, count))
}

/// What the threads share.
struct Soak {
    until: Instant,
    last_number: AtomicU64,
    outcomes: Mutex<ChildStdin>,
}

impl Soak {
    fn is_over(&self) -> bool {
        Instant::now() >= self.until
    }

    /// Takes this many numbers that no other request has, and returns the first of them.
    fn take_numbers(&self, count: usize) -> u64 {
        self.last_number.fetch_add(count as u64, Ordering::Relaxed) + 1
    }

    fn report_outcome(&self, number: u64, outcome: WriteOutcome) -> io::Result<()> {
        let line = format!("{number} {}\n", outcome.name());
        let mut outcomes = self
            .outcomes
            .lock()
            .map_err(|_| io::Error::other("a thread panicked"))?;
        outcomes.write_all(line.as_bytes())
    }
}

struct ServerProcess {
    process: Child,
    port: u16,
    /// Where the client reports the outcome of each write.
    outcomes: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl ServerProcess {
    fn start(arguments: &[String]) -> Result<Self, Box<dyn StdError>> {
        let mut process = Command::new(std::env::current_exe()?)
            .arg(SERVE)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let outcomes = process.stdin.take();
        let mut output = BufReader::new(process.stdout.take().ok_or("the server process has no stdout")?);
        let mut port = String::new();
        output.read_line(&mut port)?;
        Ok(ServerProcess {
            process,
            port: port.trim().parse()?,
            outcomes,
            output,
        })
    }

    /// Waits until the process ends, and returns what it counted.
    fn counts(mut self) -> Result<BTreeMap<String, u64>, Box<dyn StdError>> {
        let mut counts = BTreeMap::new();
        for line in self.output.lines() {
            let line = line?;
            let (count, name) = line
                .split_once(' ')
                .ok_or("the server process prints an invalid count")?;
            counts.insert(name.to_owned(), count.parse()?);
        }
        if !self.process.wait()?.success() {
            return Err("the server process failed".into());
        }
        Ok(counts)
    }
}

/// Runs one thread, which reads and writes in turn. Each request has its own code.
fn send_requests(client: &ManagementClient, soak: &Soak) -> Counts {
    let mut counts = Counts::new();
    while !soak.is_over() {
        let number = soak.take_numbers(1);
        let code = code(number);
        let result = if number % 2 == 0 {
            read(client, &code)
        } else {
            let response = write_request(client, &code).send();
            let result = response.map(|response| received_write(&response, &code));
            if let Err(error) = soak.report_outcome(number, outcome(&result)) {
                eprintln!("the server process does not accept outcomes: {error}");
                break;
            }
            result
        };
        count_result(&mut counts, &code, &result);
    }
    counts
}

/// The code of the request with this number. The server finds the number in it.
fn code(number: u64) -> String {
    format!("book-{number}")
}

/// What a response says about the request that it belongs to. The server uses the code as the request ID.
struct Received {
    code: String,
    request_id: Option<String>,
}

fn read(client: &ManagementClient, code: &str) -> Result<Received, Error> {
    let response = client.get_group().code(code).send()?;
    Ok(Received {
        code: response.data.code,
        request_id: response.request_id,
    })
}

fn write_request(client: &ManagementClient, code: &str) -> AssociateTenantResource {
    client
        .associate_tenant_resource()
        .app_id("60b49eb83fd80adb96f26e68")
        .code(code)
        .association(true)
}

fn received_write<T>(response: &Response<T>, code: &str) -> Received {
    let body = String::from_utf8_lossy(&response.http.body);
    let is_to_write = body.contains(r#""success":true"#);
    Received {
        // The response to a write does not contain the code, but neither may it be the one to a read.
        code: if is_to_write { code.to_owned() } else { String::new() },
        request_id: response.request_id.clone(),
    }
}

/// The outcome of a write according to the client. The server compares it with what it did.
fn outcome<T>(result: &Result<T, Error>) -> WriteOutcome {
    match result {
        Ok(_) => WriteOutcome::Applied,
        Err(error) if error.is_confirmed() => WriteOutcome::Applied,
        Err(error) if error.may_have_happened() => WriteOutcome::InDoubt,
        Err(_) => WriteOutcome::NotApplied,
    }
}

fn count_result(counts: &mut Counts, code: &str, result: &Result<Received, Error>) {
    let mut count = |name| *counts.entry(name).or_default() += 1;
    count(report::REQUESTS);
    let request_id = match result {
        Ok(received) => received.request_id.as_deref(),
        Err(error) => error.request_id(),
    };
    let has_other_code = matches!(result, Ok(received) if received.code != code);
    if has_other_code || request_id.is_some_and(|id| id != code) {
        count(report::WRONG_RESPONSES);
        eprintln!("wrong response: {code} got the one for {request_id:?}");
    }
    match result {
        Ok(_) => count(report::RESPONSES),
        Err(error) => count_error(counts, error),
    }
}

fn count_error(counts: &mut Counts, error: &Error) {
    let mut count = |name| *counts.entry(name).or_default() += 1;
    if error.attempts() > 1 {
        count(report::ERRORS_AFTER_RETRIES);
    }
    if error.is_token() {
        count(report::TOKEN_ERRORS);
    }
    count(category(error).unwrap_or_else(|| {
        eprintln!("unexplained: {error}");
        report::UNEXPLAINED
    }));
}

/// The category of an error in the report, or `None` if the error does not say what happened.
fn category(error: &Error) -> Option<&'static str> {
    use TransportErrorKind as Kind;
    let is_server_error =
        error.http_status().is_some_and(|status| status >= 500) || error.status_code().is_some_and(|code| code >= 500);
    match error.transport_kind() {
        Some(_) if error.is_connect() => Some(report::NOT_REACHED),
        Some(_) if error.is_timeout() => Some(report::TIMEOUT),
        Some(Kind::Interrupted) => Some(report::INTERRUPTED),
        Some(Kind::TooLarge) => Some(report::TOO_LARGE),
        Some(Kind::Stopped) => Some(report::STOPPED),
        Some(Kind::Protocol) => Some(report::INVALID_HTTP),
        None if error.is_rate_limited() => Some(report::RATE_LIMITED),
        None if error.is_unauthorized() => Some(report::UNAUTHORIZED),
        None if is_server_error => Some(report::SERVER_ERROR),
        None if matches!(error.status_code(), Some(0 | -1)) => Some(report::UNKNOWN_STATUS),
        None if error.is_decode() => Some(report::INVALID_RESPONSE),
        _ => None,
    }
}

/// Prints a line after each tenth of the run.
fn print_progress(duration: Duration, last_number: &AtomicU64) {
    let started = Instant::now();
    println!("{:>9} {:>12} {:>14}", "time", "codes", "memory");
    for tenth in 1..=10 {
        thread::sleep((duration * tenth / 10).saturating_sub(started.elapsed()));
        let codes = last_number.load(Ordering::Relaxed);
        let memory = report::memory("VmRSS:");
        println!("{:>7.1} s {codes:>12} {memory:>14}", started.elapsed().as_secs_f64());
    }
}
