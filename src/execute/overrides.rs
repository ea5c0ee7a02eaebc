//! Options of a client that override those it was derived from.

use std::time::Duration;

use super::retry::RetryPolicy;
use crate::schema::validate::quote;
use crate::schema::violation::{Violation, ViolationKind};
use crate::transport::{MAX_HEADER_BYTES, format_duration, is_header_name, is_header_value};

/// Headers that belong to the crate or to the HTTP library: other values would break the request or send it elsewhere.
const RESERVED_HEADERS: [&str; 12] = [
    "accept-encoding",
    "authorization",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "expect",
    "host",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// The longest timeout, so that adding it to the clock cannot overflow.
const MAX_TIMEOUT: Duration = Duration::from_secs(24 * 60 * 60);

/// What differs from the settings of the client.
#[derive(Clone, Default)]
pub(crate) struct Overrides {
    pub(super) timeout: Option<Duration>,
    pub(super) retry: Option<RetryPolicy>,
    pub(super) strict_responses: Option<bool>,
    pub(super) skips_validation: bool,
    headers: Vec<(String, String)>,
    /// Reported with those of each request.
    pub(super) violations: Vec<Violation>,
}

impl Overrides {
    /// Replaces headers of the same name, and adds the others.
    pub(crate) fn apply(&self, headers: &mut Vec<(String, String)>) {
        for (name, value) in &self.headers {
            match headers.iter_mut().find(|(known, _)| known == name) {
                Some((_, old)) => old.clone_from(value),
                None => headers.push((name.clone(), value.clone())),
            }
        }
    }

    #[inline]
    pub(crate) fn set_timeout(&mut self, timeout: Duration) {
        self.violations.extend(check_timeout("timeout", timeout));
        self.timeout = Some(timeout);
    }

    #[inline]
    pub(crate) fn set_retry(&mut self, policy: RetryPolicy) {
        self.retry = Some(policy);
    }

    #[inline]
    pub(crate) fn set_strict_responses(&mut self, strict: bool) {
        self.strict_responses = Some(strict);
    }

    #[inline]
    pub(crate) fn skip_validation(&mut self) {
        self.skips_validation = true;
    }

    /// Returns whether the header is valid. Otherwise it is a violation of the option.
    #[inline]
    pub(crate) fn set_header(&mut self, option: &str, name: &str, value: &str) -> bool {
        let name = name.to_ascii_lowercase();
        let (kind, message) = if RESERVED_HEADERS.contains(&name.as_str()) {
            (
                ViolationKind::Unsupported,
                format!("`{name}` is set by the client itself"),
            )
        } else if !is_header_name(&name) {
            (
                ViolationKind::Malformed,
                format!("{} is not a valid name", quote(&name)),
            )
        } else if value.trim().is_empty() {
            (ViolationKind::Blank, "must not be blank".to_owned())
        } else if value.len() > MAX_HEADER_BYTES {
            (
                ViolationKind::TooLong,
                format!("must have at most {MAX_HEADER_BYTES} bytes (got {})", value.len()),
            )
        } else if !is_header_value(value) {
            (ViolationKind::Malformed, "must be printable ASCII text".to_owned())
        } else {
            self.headers.push((name, value.to_owned()));
            return true;
        };
        self.violations.push(Violation::new(option, kind, message));
        false
    }
}

/// The violation of a timeout, if it is invalid.
pub(crate) fn check_timeout(setting: &str, timeout: Duration) -> Option<Violation> {
    if !timeout.is_zero() && timeout <= MAX_TIMEOUT {
        return None;
    }
    let message = format!(
        "must be more than 0 s and at most 24 h (got {})",
        format_duration(timeout)
    );
    Some(Violation::new(setting, ViolationKind::OutOfRange, message))
}
