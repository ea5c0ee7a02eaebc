//! Opens the connection of a subscription: TCP, TLS, WebSocket handshake.

use std::io;
use std::net::{TcpStream, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore};
use tungstenite::client::IntoClientRequest;
use tungstenite::error::ProtocolError;
use tungstenite::handshake::HandshakeError;
use tungstenite::handshake::client::Request;
use tungstenite::http::{HeaderValue, Response};
use tungstenite::stream::MaybeTlsStream;
use tungstenite::{Connector, WebSocket};

use super::closer::Control;
use super::signature;
use crate::client::ManagementClient;
use crate::codec::encode::append_query;
use crate::error::{Error, Failure};
use crate::execute::token::Credentials;
use crate::schema::violation::{Violation, ViolationKind};
use crate::transport::{
    HttpResponse, Roots, TransportError, TransportErrorKind, describe_untrusted, format_duration, io_reason, tls_kind,
};

const PATH: &str = "/events/v1/management/sub";

pub(super) type Socket = WebSocket<MaybeTlsStream<TcpStream>>;

/// Opens a connection that fails to read after the given time of silence.
pub(super) fn connect(
    client: &ManagementClient,
    event: &str,
    control: &Control,
    silence: Duration,
) -> Result<Socket, Error> {
    let settings = &client.events;
    let Credentials::AccessKey { id, secret, .. } = &client.executor.shared.credentials else {
        return Err(invalid(
            "access_key_id",
            ViolationKind::Missing,
            "is required to subscribe",
        ));
    };
    if event.trim().is_empty() {
        return Err(invalid("event", ViolationKind::Blank, "must not be blank"));
    }
    let Some(base_url) = &settings.url else {
        let message = "is required, because `host` has no known event service";
        return Err(invalid("events_host", ViolationKind::Missing, message));
    };
    let is_tls = base_url.starts_with("https");
    let request = handshake_request(base_url, event, &signature::authorization(base_url, id, secret))?;
    let host = request
        .uri()
        .host()
        .unwrap_or_default()
        .trim_matches(['[', ']'])
        .to_owned();
    let port = request.uri().port_u16().unwrap_or(if is_tls { 443 } else { 80 });
    let stream = open(&host, port, settings.connect_timeout).map_err(|error| not_connected(&host, port, error))?;
    control
        .register(&stream)
        .map_err(|error| not_connected(&host, port, error))?;
    let connector = is_tls.then(|| tls(settings.roots.as_deref())).transpose()?;
    match tungstenite::client_tls_with_config(request, stream, None, connector) {
        Ok((socket, _)) => {
            control
                .set_read_timeout(silence)
                .map_err(|error| not_connected(&host, port, error))?;
            Ok(socket)
        }
        Err(HandshakeError::Interrupted(_)) => {
            let limit = format_duration(settings.connect_timeout);
            let message = format!("no handshake with {host}:{port} within {limit} (`connect_timeout`)");
            Err(Error::transport(TransportErrorKind::ConnectTimeout, message))
        }
        Err(HandshakeError::Failure(error)) => Err(error_from(error, &host)),
    }
}

fn invalid(path: &str, kind: ViolationKind, message: &str) -> Error {
    Error::invalid_request(vec![Violation::new(path, kind, message)])
}

fn handshake_request(base_url: &str, event: &str, authorization: &str) -> Result<Request, Error> {
    let mut query = String::new();
    append_query(&mut query, "code", &event.into());
    // `https` becomes `wss`.
    let url = format!("{}{PATH}?{query}", base_url.replacen("http", "ws", 1));
    let mut request = url
        .into_client_request()
        .map_err(|error| error_from(error, "the event service"))?;
    if let Ok(mut value) = HeaderValue::from_str(authorization) {
        value.set_sensitive(true);
        request.headers_mut().insert("authorization", value);
    }
    Ok(request)
}

/// Connects to the first address that accepts.
fn open(host: &str, port: u16, timeout: Duration) -> io::Result<TcpStream> {
    let mut failure = io::Error::new(io::ErrorKind::NotFound, "the host has no address");
    for address in (host, port).to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, timeout) {
            Ok(stream) => {
                stream.set_nodelay(true)?;
                stream.set_read_timeout(Some(timeout))?;
                stream.set_write_timeout(Some(timeout))?;
                return Ok(stream);
            }
            Err(error) => failure = error,
        }
    }
    Err(failure)
}

/// TLS with the caller's roots or Mozilla's. The provider is explicit, because a program may have more than one.
fn tls(roots: Option<&Roots>) -> Result<Connector, Error> {
    let mut store = RootCertStore::empty();
    match roots {
        Some(roots) => {
            store.add_parsable_certificates(roots.ders().map(CertificateDer::from));
        }
        None => store.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
    }
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| Error::transport(TransportErrorKind::Tls, error.to_string()))?
        .with_root_certificates(store)
        .with_no_client_auth();
    Ok(Connector::Rustls(Arc::new(config)))
}

fn not_connected(host: &str, port: u16, error: io::Error) -> Error {
    let kind = if is_timeout(&error) {
        TransportErrorKind::ConnectTimeout
    } else {
        TransportErrorKind::Connect
    };
    let message = format!("cannot connect to {host}:{port}: {}", io_reason(&error));
    Error::from_transport(TransportError::new(kind, message).with_cause(error))
}

/// Whether a read ended because nothing was received.
pub(super) fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}

/// Classifies an error of the WebSocket library.
pub(super) fn error_from(error: tungstenite::Error, host: &str) -> Error {
    use TransportErrorKind as Kind;
    let (kind, message) = match &error {
        tungstenite::Error::Http(response) => return refused(response),
        tungstenite::Error::Io(error) if is_timeout(error) => {
            (Kind::Timeout, format!("no message and no pong from {host}"))
        }
        tungstenite::Error::Io(error) if error.kind() == io::ErrorKind::InvalidData => {
            match tls_kind(&error.to_string()) {
                Kind::Certificate => (Kind::Certificate, describe_untrusted(host, &error.to_string())),
                kind => (kind, format!("TLS handshake with {host} failed: {}", io_reason(error))),
            }
        }
        tungstenite::Error::Tls(error) => (Kind::Tls, format!("TLS handshake with {host} failed: {error}")),
        tungstenite::Error::Capacity(error) => (Kind::TooLarge, format!("message from {host} too large: {error}")),
        tungstenite::Error::Io(error) => (Kind::Interrupted, closed(host, &io_reason(error))),
        tungstenite::Error::ConnectionClosed
        | tungstenite::Error::AlreadyClosed
        | tungstenite::Error::Protocol(
            ProtocolError::ResetWithoutClosingHandshake | ProtocolError::HandshakeIncomplete,
        ) => (Kind::Interrupted, closed(host, &error.to_string())),
        error => (Kind::Protocol, format!("invalid message from {host}: {error}")),
    };
    let result = TransportError::new(kind, message);
    Error::from_transport(match error {
        tungstenite::Error::Io(cause) => result.with_cause(cause),
        _ => result,
    })
}

fn closed(host: &str, reason: &str) -> String {
    format!("connection to {host} closed: {reason}")
}

/// The event service refused the handshake.
fn refused(response: &Response<Option<Vec<u8>>>) -> Error {
    let status = response.status().as_u16();
    let mut http = HttpResponse::new(status, response.body().clone().unwrap_or_default());
    for (name, value) in response.headers() {
        http = http.with_header(name.as_str(), String::from_utf8_lossy(value.as_bytes()));
    }
    let failure = Failure::Decode(format!("HTTP {status} from the event service instead of a WebSocket"));
    Error::new(failure).with_response(http, None)
}
