//! The counts of a run, keyed by the names under which they are printed.

use std::collections::BTreeMap;

use super::Settings;
use super::faults::Fault;

pub type Counts = BTreeMap<&'static str, u64>;

pub const REQUESTS: &str = "requests";
pub const RESPONSES: &str = "responses";

pub const NOT_REACHED: &str = "server not reached";
pub const TIMEOUT: &str = "timeout";
pub const INTERRUPTED: &str = "connection closed before the response was complete";
pub const RATE_LIMITED: &str = "rate limited (429)";
pub const UNAUTHORIZED: &str = "unauthorized (401)";
pub const SERVER_ERROR: &str = "server error (5xx)";
pub const UNKNOWN_STATUS: &str = "statusCode 0 or -1";
pub const INVALID_RESPONSE: &str = "response cannot be decoded";
pub const TOO_LARGE: &str = "response too large";
pub const INVALID_HTTP: &str = "invalid HTTP response";
pub const STOPPED: &str = "stopped before the request was sent";

pub const BULK_RUNS: &str = "bulk runs";
pub const STOPPED_RUNS: &str = "bulk runs that were stopped";
pub const ENDED_RUNS: &str = "bulk runs that ended early because of a rejected token";
pub const ITEMS: &str = "items of lists";
pub const INCOMPLETE: &str = "lists reported as incomplete";
pub const BATCHES: &str = "batches";

pub const ERRORS_AFTER_RETRIES: &str = "after more than one attempt";
pub const TOKEN_ERRORS: &str = "no token obtained";

pub const CONNECTIONS: &str = "connections";
pub const TOKENS: &str = "tokens issued";
pub const TOKEN_FAULTS: &str = "token requests that got a fault";
pub const REJECTED_TOKENS: &str = "requests rejected because of their token (401)";
pub const RETRIED: &str = "requests received more than once";
pub const APPLIED: &str = "writes applied";
pub const IN_DOUBT: &str = "writes reported as in doubt";
pub const IN_DOUBT_APPLIED: &str = "writes reported as in doubt, but applied";

pub const APPLIED_TWICE: &str = "writes applied twice";
pub const WRONG_RESPONSES: &str = "responses to another request";
pub const WRONGLY_APPLIED: &str = "writes reported as applied, but not applied";
pub const WRONGLY_NOT_APPLIED: &str = "writes reported as not applied, but applied";
pub const WRONGLY_NOT_SENT: &str = "writes without a result, but received";
pub const RESULTS_MISSING: &str = "bulk runs without a result for every request";
pub const RESULTS_TWICE: &str = "results that came twice";
pub const OUT_OF_ORDER: &str = "results and items out of order";
pub const ITEMS_LOST: &str = "items of lists that were lost";
pub const ITEMS_TWICE: &str = "items of lists that came twice";
pub const WRONG_REPORTS: &str = "reports of batches that differ from their results";
pub const UNEXPLAINED: &str = "errors that do not say what happened";
pub const PANICS: &str = "panics";
pub const EXPIRED_TOKENS: &str = "requests with an expired token";
pub const UNKNOWN_TOKENS: &str = "requests with a token that was never issued";
pub const UNKNOWN_PATHS: &str = "requests to an unknown path";

const BULK: [&str; 6] = [BULK_RUNS, STOPPED_RUNS, ENDED_RUNS, ITEMS, INCOMPLETE, BATCHES];

const ERRORS: [&str; 11] = [
    NOT_REACHED,
    TIMEOUT,
    INTERRUPTED,
    RATE_LIMITED,
    UNAUTHORIZED,
    SERVER_ERROR,
    UNKNOWN_STATUS,
    INVALID_RESPONSE,
    TOO_LARGE,
    INVALID_HTTP,
    STOPPED,
];

const SERVER: [&str; 8] = [
    CONNECTIONS,
    TOKENS,
    TOKEN_FAULTS,
    REJECTED_TOKENS,
    RETRIED,
    APPLIED,
    IN_DOUBT,
    IN_DOUBT_APPLIED,
];

const MUST_BE_ZERO: [&str; 16] = [
    APPLIED_TWICE,
    WRONG_RESPONSES,
    WRONGLY_APPLIED,
    WRONGLY_NOT_APPLIED,
    WRONGLY_NOT_SENT,
    RESULTS_MISSING,
    RESULTS_TWICE,
    OUT_OF_ORDER,
    ITEMS_LOST,
    ITEMS_TWICE,
    WRONG_REPORTS,
    UNEXPLAINED,
    PANICS,
    EXPIRED_TOKENS,
    UNKNOWN_TOKENS,
    UNKNOWN_PATHS,
];

/// Prints the report, and returns whether the run was successful.
pub fn print(settings: Settings, count: impl Fn(&str) -> u64) -> bool {
    let section = |title: &str, names: &[&str]| {
        println!("\n{title}");
        for name in names {
            println!("{:>12}  {name}", count(name));
        }
    };
    let faults: Vec<_> = Fault::ALL.iter().map(|fault| fault.name()).collect();
    section("Faults of the server", &faults);
    section("Results of the client", &[REQUESTS, RESPONSES]);
    section("Bulk runs of the client", &BULK);
    section("Errors", &ERRORS);
    section("Among the errors", &[ERRORS_AFTER_RETRIES, TOKEN_ERRORS]);
    section("Seen by the server", &SERVER);
    section("Must be 0", &MUST_BE_ZERO);
    println!("\npeak memory of the client: {}\n", memory("VmHWM:"));

    let failures = [
        (
            MUST_BE_ZERO.iter().any(|name| count(name) > 0),
            "a count that must be 0 is not 0",
        ),
        (count(RESPONSES) == 0, "no request got a response"),
        (
            settings.faults == 0.0 && count(RESPONSES) < count(REQUESTS),
            "requests failed although the server had no faults",
        ),
    ];
    let mut is_ok = true;
    for (has_failed, reason) in failures {
        if has_failed {
            println!("soak: {reason}");
            is_ok = false;
        }
    }
    println!("soak: {}", if is_ok { "ok" } else { "FAILED" });
    is_ok
}

/// Reads a field of the status that Linux provides for this process. Other systems do not provide it.
pub fn memory(field: &str) -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let value = status.lines().find_map(|line| line.strip_prefix(field));
    value.unwrap_or("unknown").trim().to_owned()
}
