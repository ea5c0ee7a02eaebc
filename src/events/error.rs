//! Classifies the failures of a subscription, and describes them.

use std::fmt;
use std::io;
use std::time::Duration;

use tungstenite::error::{CapacityError, ProtocolError};
use tungstenite::http::Response;

use crate::error::Error;
use crate::transport::{
    HttpResponse, TransportError, TransportErrorKind, describe_untrusted, format_duration, format_size, io_reason,
    is_tls_mismatch, tls_kind,
};

/// How errors name the service once a connection is established.
pub(super) const SERVICE: &str = "the event service";

/// The other side of a connection, and how long it may take to establish it.
pub(super) struct Peer<'a> {
    pub(super) host: &'a str,
    pub(super) port: u16,
    pub(super) limit: Limit,
}

/// A time limit, and the setting that it comes from.
#[derive(Clone, Copy)]
pub(super) struct Limit {
    pub(super) duration: Duration,
    pub(super) setting: &'static str,
}

impl fmt::Display for Peer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", format_duration(self.duration), self.setting)
    }
}

/// No connection was established.
pub(super) fn not_connected(error: io::Error, peer: &Peer<'_>) -> Error {
    let (kind, reason) = if is_timeout(&error) {
        let reason = format!("no connection within {}", peer.limit);
        (TransportErrorKind::ConnectTimeout, reason)
    } else {
        (TransportErrorKind::Connect, io_reason(&error))
    };
    with_cause(kind, format!("cannot connect to {peer}: {reason}"), error)
}

/// The TLS handshake failed.
pub(super) fn tls_error(error: io::Error, peer: &Peer<'_>) -> Error {
    if is_timeout(&error) {
        return no_handshake(peer);
    }
    let text = error.to_string();
    let kind = tls_kind(&text);
    let message = match kind {
        TransportErrorKind::Certificate => describe_untrusted(peer.host, &text),
        _ => format!("TLS handshake with {peer} failed: {}", io_reason(&error)),
    };
    with_cause(kind, message, error)
}

/// The time for the handshake has passed.
pub(super) fn no_handshake(peer: &Peer<'_>) -> Error {
    let message = format!("no handshake with {peer} within {}", peer.limit);
    Error::transport(TransportErrorKind::ConnectTimeout, message)
}

/// An error of the WebSocket library.
pub(super) fn websocket_error(error: tungstenite::Error, host: &str) -> Error {
    use TransportErrorKind as Kind;
    let closed = |reason: &str| (Kind::Interrupted, format!("connection to {host} closed: {reason}"));
    let (kind, message) = match &error {
        tungstenite::Error::Http(response) => return refused(response),
        tungstenite::Error::Io(error) if is_timeout(error) => {
            (Kind::Timeout, format!("no message and no pong from {host}"))
        }
        tungstenite::Error::Capacity(CapacityError::MessageTooLong { max_size, .. }) => {
            let size = format_size(*max_size);
            let message = format!("message from {host} larger than {size} (`max_response_bytes`)");
            (Kind::TooLarge, message)
        }
        tungstenite::Error::Io(error) => closed(&io_reason(error)),
        tungstenite::Error::ConnectionClosed
        | tungstenite::Error::AlreadyClosed
        | tungstenite::Error::Protocol(
            ProtocolError::ResetWithoutClosingHandshake | ProtocolError::HandshakeIncomplete,
        ) => closed(&error.to_string()),
        error => (Kind::Protocol, format!("invalid message from {host}: {error}")),
    };
    match error {
        tungstenite::Error::Io(cause) => with_cause(kind, message, cause),
        _ => Error::transport(kind, message),
    }
}

/// The event service refused the handshake.
fn refused(response: &Response<Option<Vec<u8>>>) -> Error {
    let status = response.status().as_u16();
    let mut http = HttpResponse::new(status, response.body().clone().unwrap_or_default());
    for (name, value) in response.headers() {
        http = http.with_header(name.as_str(), String::from_utf8_lossy(value.as_bytes()));
    }
    Error::decode(format!("HTTP {status} from {SERVICE} instead of a WebSocket")).with_response(http, None)
}

/// Whether a read or a write ended because nothing happened for too long.
pub(super) fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}

fn with_cause(kind: TransportErrorKind, message: String, cause: io::Error) -> Error {
    let is_permanent = kind == TransportErrorKind::Tls && is_tls_mismatch(&cause.to_string());
    let error = TransportError::new(kind, message).with_cause(cause);
    Error::from_transport(error.permanent_if(is_permanent))
}
