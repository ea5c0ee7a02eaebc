//! Classifies ureq's errors, and describes them without the URL.

use std::io::{self, ErrorKind};
use std::time::Duration;

use ureq::http::Uri;
use ureq::{Error, Timeout};

use super::super::error::{describe_untrusted, format_size, io_reason, is_tls_mismatch, tls_kind};
use super::super::{HttpRequest, TransportError, TransportErrorKind, format_duration};
use super::progress::Progress;
use super::proxy::{Route, Routes};

/// What is known about a request that failed.
pub(super) struct Failure<'a> {
    pub(super) request: &'a HttpRequest,
    /// Status of the response, if its head was received.
    pub(super) status: Option<u16>,
    pub(super) connect_timeout: Duration,
    pub(super) routes: &'a Routes,
    pub(super) progress: Progress,
}

pub(super) fn too_large(limit: usize) -> TransportError {
    let message = format!("response larger than {} (`max_response_bytes`)", format_size(limit));
    TransportError::new(TransportErrorKind::TooLarge, message)
}

impl Failure<'_> {
    pub(super) fn into_error(self, error: Error) -> TransportError {
        use TransportErrorKind as Kind;
        let kind = kind_of(&error, self.progress);
        let message = match kind {
            Kind::Connect => format!("cannot connect to {}: {}", self.unreachable_peer(), reason(&error)),
            Kind::ConnectTimeout => {
                let reason = self.no_connection(&error);
                format!("cannot connect to {}: {reason}", self.unreachable_peer())
            }
            Kind::Certificate => describe_untrusted(&self.host(), &reason(&error)),
            Kind::Tls => format!("TLS handshake with {} failed: {}", self.peer(), reason(&error)),
            Kind::Timeout => {
                let what = if self.status.is_some() {
                    "complete response"
                } else {
                    "response"
                };
                format!("no {what} within {} (`timeout`)", format_duration(self.request.timeout))
            }
            Kind::Interrupted => format!(
                "connection to {} closed before the response was complete: {}",
                self.peer(),
                reason(&error)
            ),
            Kind::Protocol => format!("invalid HTTP response from {}: {}", self.peer(), reason(&error)),
            Kind::TooLarge | Kind::RateLimit | Kind::Stopped | Kind::Other => {
                format!("request failed: {}", reason(&error))
            }
        };
        let result = TransportError::new(kind, message).permanent_if(kind.is_connect() && is_permanent(&error));
        let is_unknown_host = kind == Kind::Connect && self.progress == Progress::Resolving;
        let result = result.unknown_host_if(is_unknown_host);
        match error {
            Error::Io(cause) => result.with_cause(cause),
            #[cfg(feature = "gzip")]
            Error::Decompress(_, cause) => result.with_cause(cause),
            #[cfg(feature = "rustls")]
            Error::Rustls(cause) => result.with_cause(cause),
            _ => result,
        }
    }

    fn uri(&self) -> Option<Uri> {
        self.request.url.parse().ok()
    }

    fn host(&self) -> String {
        let uri = self.uri();
        uri.as_ref().and_then(Uri::host).unwrap_or("the host").to_owned()
    }

    /// `api.genauth.ai:443`, or `api.genauth.ai:443 through proxy 127.0.0.1:7890`.
    fn peer(&self) -> String {
        let Some(uri) = self.uri() else {
            return self.host();
        };
        let default_port = if uri.scheme_str() == Some("http") { 80 } else { 443 };
        let peer = format!("{}:{}", self.host(), uri.port_u16().unwrap_or(default_port));
        match &self.routes.route(&uri).proxy {
            // Not the proxy's URL: it may contain credentials.
            Some(proxy) => format!("{peer} through proxy {}:{}", proxy.host(), proxy.port()),
            None => peer,
        }
    }

    /// The peer, and why no proxy is used although the environment seems to name one.
    fn unreachable_peer(&self) -> String {
        let peer = self.peer();
        let uri = self.uri();
        match uri.map(|uri| self.routes.route(&uri)) {
            Some(Route {
                proxy: None,
                skipped: Some(name),
            }) => {
                format!("{peer} without the proxy in `{name}`, which is not an HTTP proxy")
            }
            _ => peer,
        }
    }

    fn no_connection(&self, error: &Error) -> String {
        let (limit, setting) = match error {
            Error::Timeout(Timeout::Global) => (self.request.timeout, "timeout"),
            _ => (self.connect_timeout.min(self.request.timeout), "connect_timeout"),
        };
        format!("no connection within {} (`{setting}`)", format_duration(limit))
    }
}

/// The error without anything that may contain credentials.
fn reason(error: &Error) -> String {
    match error {
        // These two contain a URL.
        Error::RequireHttpsOnly(_) => "the URL must begin with https://".to_owned(),
        Error::ConnectProxyFailed(reason) => match proxy_status(reason) {
            Some(status) => format!("the proxy refused the connection with HTTP {status}"),
            None => "the proxy refused the connection".to_owned(),
        },
        Error::Io(error) => io_reason(error),
        #[cfg(feature = "gzip")]
        Error::Decompress(_, error) => io_reason(error),
        Error::Protocol(error) => error.to_string(),
        error => error.to_string(),
    }
}

fn kind_of(error: &Error, progress: Progress) -> TransportErrorKind {
    use TransportErrorKind as Kind;
    match (progress, error) {
        (Progress::Sent, Error::Timeout(_)) => Kind::Timeout,
        (Progress::Sent, Error::Io(error)) => io_kind(error),
        // An interrupted connection can show up while decompressing.
        #[cfg(feature = "gzip")]
        (Progress::Sent, Error::Decompress(_, error)) => io_kind(error),
        (Progress::Sent, Error::Protocol(_) | Error::LargeResponseHeader(..)) => Kind::Protocol,
        // The connection was closed before the response, or within its head.
        (Progress::Sent, Error::ConnectionFailed) => Kind::Interrupted,
        (Progress::Sent, _) => Kind::Other,
        (_, Error::Timeout(_)) => Kind::ConnectTimeout,
        // A refused connection did not get as far as TLS.
        (Progress::Handshake, Error::Io(error)) if !is_unreachable(error) => tls_kind(&error.to_string()),
        (Progress::Handshake, Error::Tls(_) | Error::TlsRequired) => Kind::Tls,
        #[cfg(feature = "rustls")]
        (Progress::Handshake, Error::Rustls(error)) => tls_kind(&error.to_string()),
        // The request could not be built, and another attempt could not build it either.
        (Progress::Started, Error::Http(_) | Error::BadUri(_) | Error::RequireHttpsOnly(_)) => Kind::Other,
        _ => Kind::Connect,
    }
}

/// Whether a connection would fail in the same way at another attempt.
fn is_permanent(error: &Error) -> bool {
    match error {
        Error::Http(_) | Error::BadUri(_) | Error::RequireHttpsOnly(_) | Error::InvalidProxyUrl => true,
        Error::Tls(_) | Error::TlsRequired => true,
        Error::Io(error) => is_tls_mismatch(&error.to_string()),
        #[cfg(feature = "rustls")]
        Error::Rustls(error) => is_tls_mismatch(&error.to_string()),
        Error::ConnectProxyFailed(reason) => matches!(
            proxy_status(reason),
            Some(status @ 400..=499) if !TRANSIENT_PROXY_STATUSES.contains(&status)
        ),
        _ => false,
    }
}

/// Statuses of a proxy that may change: request timeout, too early, too many requests.
const TRANSIENT_PROXY_STATUSES: [u16; 3] = [408, 425, 429];

/// The status with which a proxy refused a tunnel. ureq only has it in its text: `proxy server responded 407/407`.
fn proxy_status(reason: &str) -> Option<u16> {
    reason.rsplit_once('/')?.1.parse().ok()
}

/// The kind of an I/O error after a part of the request was sent.
fn io_kind(error: &io::Error) -> TransportErrorKind {
    match error.kind() {
        ErrorKind::TimedOut | ErrorKind::WouldBlock => TransportErrorKind::Timeout,
        ErrorKind::InvalidInput | ErrorKind::InvalidData => TransportErrorKind::Protocol,
        ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe
        | ErrorKind::NotConnected
        | ErrorKind::UnexpectedEof => TransportErrorKind::Interrupted,
        _ => TransportErrorKind::Other,
    }
}

/// Whether no connection was established at all.
fn is_unreachable(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ConnectionRefused
            | ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::NetworkDown
            | ErrorKind::AddrNotAvailable
    )
}
