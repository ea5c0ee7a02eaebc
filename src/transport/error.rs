//! Why no complete response was received.

use std::error::Error;
use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use super::HttpResponse;

/// The failure of a [`Transport`](crate::transport::Transport) to deliver a complete response.
#[derive(Clone, Debug)]
pub struct TransportError {
    pub(crate) kind: TransportErrorKind,
    pub(crate) message: String,
    pub(crate) partial_response: Option<HttpResponse>,
    pub(crate) cause: Option<Arc<dyn Error + Send + Sync>>,
    is_permanent: bool,
    /// Whether the name of the host could not be resolved, which another attempt may change, but hardly within seconds.
    pub(crate) is_unknown_host: bool,
}

impl TransportError {
    /// An error of this kind. The message says what happened, and must not contain a secret.
    #[must_use]
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        TransportError {
            kind,
            message: message.into(),
            partial_response: None,
            cause: None,
            is_permanent: kind == TransportErrorKind::Certificate,
            is_unknown_host: false,
        }
    }

    /// Marks a failure that another attempt cannot change.
    pub(crate) fn permanent_if(mut self, is_permanent: bool) -> Self {
        self.is_permanent |= is_permanent;
        self
    }

    /// Marks a failure to resolve the name of the host.
    pub(crate) fn unknown_host_if(mut self, is_unknown: bool) -> Self {
        self.is_unknown_host = is_unknown;
        self
    }

    pub(crate) fn is_permanent(&self) -> bool {
        self.is_permanent
    }

    /// Adds what was received before the failure: the status, and the beginning of the body.
    #[must_use]
    pub fn with_partial_response(mut self, response: HttpResponse) -> Self {
        self.partial_response = Some(response);
        self
    }

    /// Adds the underlying error, which [`Error::cause`](crate::Error::cause) returns.
    #[must_use]
    pub fn with_cause(mut self, cause: impl Error + Send + Sync + 'static) -> Self {
        self.cause = Some(Arc::new(cause));
        self
    }

    /// The kind of failure.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message.as_str() {
            "" => self.kind.fmt(f),
            message => f.write_str(message),
        }
    }
}

// The message includes the cause, so there is no `source`: a report would print it twice.
impl Error for TransportError {}

/// The kind of a [`TransportError`].
///
/// `Connect`, `ConnectTimeout`, `Certificate`, `Tls`, `RateLimit` and `Stopped` state that nothing of the request was sent, so that
/// even a write can be repeated. A transport must not use them otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The host was not found, or the connection was refused. Nothing was sent.
    Connect,
    /// No connection was established within the connect timeout, 5 s by default. Nothing was sent.
    ConnectTimeout,
    /// The certificate of the host is not trusted. Nothing was sent. Another attempt would fail as well, so there is
    /// none.
    Certificate,
    /// The TLS handshake failed for another reason. Nothing was sent.
    Tls,
    /// The client's own [rate limit](crate::ManagementClientBuilder::rate_limit), or a pause after the service refused
    /// requests, allowed no request within the deadline of the retry policy, 60 s by default. Nothing was sent.
    RateLimit,
    /// A run of many requests was [stopped](crate::SendAll::stop) while this one waited. Nothing was sent.
    Stopped,
    /// No complete response was received within the timeout, 10 s by default. The operation may have been applied.
    Timeout,
    /// The connection was closed. The operation may have been applied.
    Interrupted,
    /// The response exceeds the size limit, 32 MiB by default. The operation may have been applied.
    TooLarge,
    /// The response is not valid HTTP, or cannot be decompressed. The operation may have been applied.
    Protocol,
    /// Any other failure. The operation may have been applied.
    Other,
}

impl TransportErrorKind {
    /// Whether nothing of the request was sent, because no connection was established.
    pub(crate) fn is_connect(self) -> bool {
        use TransportErrorKind::{Certificate, Connect, ConnectTimeout, Tls};
        matches!(self, Connect | ConnectTimeout | Certificate | Tls)
    }

    /// Whether nothing of the request was sent.
    pub(crate) fn is_not_sent(self) -> bool {
        self.is_connect() || matches!(self, TransportErrorKind::RateLimit | TransportErrorKind::Stopped)
    }
}

impl fmt::Display for TransportErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Connect => "cannot connect",
            Self::ConnectTimeout => "no connection within the connect timeout",
            Self::Certificate => "certificate not trusted",
            Self::Tls => "TLS handshake failed",
            Self::Stopped => "stopped before the request was sent",
            Self::RateLimit => "no permit within the deadline",
            Self::Timeout => "no response within the timeout",
            Self::Interrupted => "connection closed before the response was complete",
            Self::TooLarge => "response too large",
            Self::Protocol => "invalid HTTP response",
            Self::Other => "request failed",
        })
    }
}

/// The beginning of rustls's messages about certificates.
const INVALID_CERTIFICATE: &str = "invalid peer certificate: ";

/// Describes a certificate that is not trusted.
pub(crate) fn describe_untrusted(host: &str, reason: &str) -> String {
    let reason = reason.strip_prefix(INVALID_CERTIFICATE).unwrap_or(reason);
    // Using other roots would not fix an expired certificate or a wrong name.
    let hint = match reason {
        "UnknownIssuer" => " (see `root_certificates` or feature `platform-verifier`)",
        _ => "",
    };
    format!("certificate of {host} not trusted: {reason}{hint}")
}

/// The kind of a failed handshake. The error arrives as text: rustls wraps it in an I/O error, and OpenSSL has no type
/// for it.
pub(crate) fn tls_kind(message: &str) -> TransportErrorKind {
    if message.starts_with(INVALID_CERTIFICATE) || message.contains("certificate verify failed") {
        TransportErrorKind::Certificate
    } else {
        TransportErrorKind::Tls
    }
}

/// Whether a handshake failed for a reason that another attempt cannot change: the peer does not speak TLS, or has no
/// version or algorithm in common with the client, or demands a certificate. These are rustls's messages.
pub(crate) fn is_tls_mismatch(message: &str) -> bool {
    match message.strip_prefix("received fatal alert: ") {
        Some(alert) => alert != "InternalError",
        None => ["peer is incompatible: ", "received corrupt message of type "]
            .iter()
            .any(|start| message.starts_with(start)),
    }
}

/// `connection refused` for `Connection refused (os error 111)`.
pub(crate) fn io_reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => error.kind().to_string(),
    }
}

/// A duration for messages: `10 s`, `1.5 s`, `420 ms`.
pub(crate) fn format_duration(duration: Duration) -> String {
    let millis = duration.as_millis();
    if millis < 1000 {
        return format!("{millis} ms");
    }
    let tenths = (millis + 50) / 100;
    match tenths % 10 {
        0 => format!("{} s", tenths / 10),
        tenth => format!("{}.{tenth} s", tenths / 10),
    }
}

/// A size for messages: `32 MiB`, `1000 bytes`.
pub(crate) fn format_size(bytes: usize) -> String {
    const MIB: usize = 1024 * 1024;
    match bytes % MIB {
        0 => format!("{} MiB", bytes / MIB),
        _ => format!("{bytes} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_short() {
        for (millis, expected) in [
            (0, "0 ms"),
            (420, "420 ms"),
            (999, "999 ms"),
            (1000, "1 s"),
            (1049, "1 s"),
            (1050, "1.1 s"),
            (9999, "10 s"),
            (10_000, "10 s"),
            (90_500, "90.5 s"),
        ] {
            assert_eq!(format_duration(Duration::from_millis(millis)), expected);
        }
    }
}
