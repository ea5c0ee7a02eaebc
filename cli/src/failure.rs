//! Why the program failed: the exit code and the text.

use std::fmt;
use std::io::{self, Write};

use genauth::transport::TransportErrorKind;
use serde_json::{Value, json};

use crate::terminal::printable;

/// Exit codes. `genauth --help` lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    Done = 0,
    /// The service refused the operation, and none of the other codes says why.
    Refused = 1,
    /// Wrong usage or an invalid request. Nothing was sent.
    Usage = 2,
    Credentials = 3,
    NotFound = 4,
    RateLimited = 5,
    /// Not reached; safe to repeat.
    NotReached = 6,
    /// A write that may have been applied.
    InDoubt = 7,
    /// `run`: some operations failed.
    SomeFailed = 8,
    /// A response that cannot be decoded, or a failure of this program.
    Internal = 9,
    Interrupted = 130,
}

impl Exit {
    /// The exit code for an error of the library. What matters most comes first: whether a write may have been applied.
    pub fn of(error: &genauth::Error) -> Self {
        use TransportErrorKind::{Protocol, RateLimit, TooLarge};
        if error.may_have_happened() {
            return Exit::InDoubt;
        }
        if error.is_validation() {
            return Exit::Usage;
        }
        if error.is_rate_limited() || error.transport_kind() == Some(RateLimit) {
            return Exit::RateLimited;
        }
        match error.transport_kind() {
            Some(TooLarge | Protocol) => return Exit::Internal,
            Some(_) => return Exit::NotReached,
            None => {}
        }
        if error.is_unauthorized() || (error.is_token() && error.status_code().is_some_and(|code| code < 500)) {
            return Exit::Credentials;
        }
        if error.is_not_found() {
            return Exit::NotFound;
        }
        if error.is_retryable() {
            return Exit::NotReached;
        }
        if error.is_decode() {
            return Exit::Internal;
        }
        Exit::Refused
    }

    /// The name in JSON errors.
    pub fn class(self) -> &'static str {
        match self {
            Exit::Done => "done",
            Exit::Refused => "refused",
            Exit::Usage => "usage",
            Exit::Credentials => "credentials",
            Exit::NotFound => "notFound",
            Exit::RateLimited => "rateLimited",
            Exit::NotReached => "notReached",
            Exit::InDoubt => "inDoubt",
            Exit::SomeFailed => "someFailed",
            Exit::Internal => "internal",
            Exit::Interrupted => "interrupted",
        }
    }
}

/// Why a command failed.
#[derive(Debug)]
pub enum Failure {
    Usage(String),
    Credentials(String),
    Internal(String),
    /// The reader of stdout has seen enough, such as `head`. Not a failure, but the end of the program.
    StdoutClosed,
    Service(genauth::Error),
}

impl Failure {
    pub fn usage(message: impl Into<String>) -> Self {
        Failure::Usage(message.into())
    }

    pub fn credentials(message: impl Into<String>) -> Self {
        Failure::Credentials(message.into())
    }

    pub fn internal(message: impl Into<String>) -> Self {
        Failure::Internal(message.into())
    }

    /// Standard output cannot be written.
    pub fn output(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::StdoutClosed,
            _ => Failure::Internal(format!("cannot write to stdout: {error}")),
        }
    }

    pub fn exit_code(&self) -> Exit {
        match self {
            Failure::StdoutClosed => Exit::Done,
            Failure::Usage(_) => Exit::Usage,
            Failure::Credentials(_) => Exit::Credentials,
            Failure::Internal(_) => Exit::Internal,
            Failure::Service(error) => Exit::of(error),
        }
    }

    /// Prints it to stderr, on one line.
    pub fn print(&self, as_json: bool) {
        if matches!(self, Failure::StdoutClosed) {
            return;
        }
        let line = if as_json {
            self.to_json().to_string()
        } else {
            format!("genauth: {self}")
        };
        // Nothing can be done if stderr is closed.
        let _ = writeln!(io::stderr(), "{line}");
    }

    /// One object with everything that a program can decide by.
    pub fn to_json(&self) -> Value {
        let exit = self.exit_code();
        let mut json = match self {
            Failure::Service(error) => error_to_json(error),
            other => json!({"message": other.to_string(), "mayHaveBeenApplied": false}),
        };
        json["class"] = exit.class().into();
        json["exitCode"] = (exit as u8).into();
        json
    }
}

/// An error of the library as JSON. Fields without a value are left out.
pub fn error_to_json(error: &genauth::Error) -> Value {
    let violations: Vec<_> = error
        .violations()
        .iter()
        .map(|violation| {
            json!({
                "path": violation.path(),
                "kind": format!("{:?}", violation.kind()),
                "message": violation.message(),
            })
        })
        .collect();
    let mut json = json!({
        "message": error.to_string(),
        "mayHaveBeenApplied": error.may_have_happened(),
        "confirmed": error.is_confirmed(),
        "attempts": error.attempts(),
    });
    let optional = [
        ("operation", error.operation().map(Value::from)),
        ("statusCode", error.status_code().map(Value::from)),
        ("apiCode", error.api_code().map(Value::from)),
        ("apiCodeMeaning", error.api_code_meaning().map(Value::from)),
        ("httpStatus", error.http_status().map(Value::from)),
        ("requestId", error.request_id().map(Value::from)),
        (
            "retryAfterSeconds",
            error.retry_after().map(|wait| wait.as_secs().into()),
        ),
        ("violations", (!violations.is_empty()).then(|| violations.into())),
    ];
    for (name, value) in optional {
        if let Some(value) = value {
            json[name] = value;
        }
    }
    json
}

impl From<genauth::Error> for Failure {
    fn from(error: genauth::Error) -> Self {
        Failure::Service(error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Usage(message) | Failure::Credentials(message) | Failure::Internal(message) => {
                // Help texts of several lines stay readable.
                let lines: Vec<_> = message.lines().map(printable).collect();
                f.write_str(&lines.join("\n"))
            }
            Failure::StdoutClosed => f.write_str("stdout is closed"),
            Failure::Service(error) => write!(f, "{error}"),
        }
    }
}
