//! Why the program failed: the exit code and the text.

use std::fmt;

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

#[derive(Debug)]
pub enum Failure {
    Usage(String),
    Credentials(String),
    Internal(String),
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

    pub fn exit_code(&self) -> Exit {
        match self {
            Failure::Usage(_) => Exit::Usage,
            Failure::Credentials(_) => Exit::Credentials,
            Failure::Internal(_) => Exit::Internal,
            Failure::Service(_) => Exit::Refused,
        }
    }
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
                f.write_str(message)
            }
            Failure::Service(error) => write!(f, "{error}"),
        }
    }
}
