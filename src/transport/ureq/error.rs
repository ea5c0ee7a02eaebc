//! Classifies ureq's errors, and describes them without the URL.

use std::io::{self, ErrorKind};
use std::time::Duration;

use ureq::http::Uri;
use ureq::{Error, Timeout};

use super::super::error::{describe_untrusted, io_reason, tls_kind};
use super::super::{HttpRequest, TransportError, TransportErrorKind, format_duration};
use super::progress::Progress;

/// What is known about a request that failed.
pub(super) struct Failure<'a> {
    pub(super) request: &'a HttpRequest,
    /// Status of the response, if its head was received.
    pub(super) status: Option<u16>,
    pub(super) connect_timeout: Duration,
    pub(super) proxy: Option<&'a ureq::Proxy>,
    pub(super) progress: Progress,
}

pub(super) fn too_large(limit: usize) -> TransportError {
    const MIB: usize = 1024 * 1024;
    let size = match limit % MIB {
        0 => format!("{} MiB", limit / MIB),
        _ => format!("{limit} bytes"),
    };
    let message = format!("response larger than {size} (`max_response_bytes`)");
    TransportError::new(TransportErrorKind::TooLarge, message)
}

impl Failure<'_> {
    pub(super) fn into_error(self, error: Error) -> TransportError {
        use TransportErrorKind as Kind;
        let kind = kind_of(&error, self.progress);
        let message = match kind {
            Kind::Connect => format!("cannot connect to {}: {}", self.peer(), reason(&error)),
            Kind::ConnectTimeout => format!("cannot connect to {}: {}", self.peer(), self.no_connection(&error)),
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
            Kind::TooLarge | Kind::Other => format!("request failed: {}", reason(&error)),
        };
        let result = TransportError::new(kind, message);
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
        match self.proxy {
            // Not the proxy's URL: it may contain credentials.
            Some(proxy) if !proxy.is_no_proxy(&uri) => {
                format!("{peer} through proxy {}:{}", proxy.host(), proxy.port())
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
        Error::ConnectProxyFailed(_) => "the proxy refused the connection".to_owned(),
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
