//! Opens the connection of a subscription: TCP, TLS, WebSocket handshake.

use std::time::{Duration, Instant};

use tungstenite::WebSocket;
use tungstenite::client::{IntoClientRequest, client_with_config};
use tungstenite::handshake::HandshakeError;
use tungstenite::handshake::client::Request;
use tungstenite::http::{HeaderName, HeaderValue};
use tungstenite::protocol::WebSocketConfig;

use super::closer::Control;
use super::error::{Limit, Peer, SERVICE, no_handshake, not_connected, websocket_error};
use super::stream::{Stream, TimedStream};
use super::{signature, tls};
use crate::client::ManagementClient;
use crate::codec::encode::append_query;
use crate::error::Error;
use crate::execute::token::Credentials;
use crate::schema::violation::{Violation, ViolationKind};

const PATH: &str = "/events/v1/management/sub";

/// The beginning of the names of headers that belong to the handshake.
const HANDSHAKE_HEADERS: &str = "sec-websocket-";

pub(super) type Socket = WebSocket<Stream>;

/// Opens a connection within the given time. It then fails to read after the given time of silence.
pub(super) fn connect(
    client: &ManagementClient,
    event: &str,
    control: &Control,
    time: Duration,
    silence: Duration,
) -> Result<Socket, Error> {
    let settings = &client.events;
    let (base_url, id, secret) = check(client, event)?;
    let is_tls = base_url.starts_with("https");
    let mut request = handshake_request(base_url, event)?;
    let uri = request.uri().clone();
    // An IPv6 address has brackets, which errors show.
    let host = uri.host().unwrap_or_default();
    let port = uri.port_u16().unwrap_or(if is_tls { 443 } else { 80 });
    let authorization = signature::authorization(host, id, secret);
    add_headers(&mut request, client, &authorization);

    // The limit applies to name resolution, all addresses and both handshakes together.
    let limit = shortest_limit(client, time);
    let deadline = Instant::now() + limit.duration;
    let peer = Peer { host, port, limit };
    let tcp = TimedStream::connect(host, port, deadline).map_err(|error| not_connected(error, &peer))?;
    control
        .register(tcp.inner())
        .map_err(|error| not_connected(error, &peer))?;
    let stream = if is_tls {
        Stream::Tls(Box::new(tls::handshake(tcp, &peer, settings.roots.as_deref())?))
    } else {
        Stream::Plain(tcp)
    };
    let max_bytes = Some(settings.max_message_bytes);
    let config = WebSocketConfig::default()
        .max_message_size(max_bytes)
        .max_frame_size(max_bytes);
    let (mut socket, _) = client_with_config(request, stream, Some(config)).map_err(|error| match error {
        HandshakeError::Interrupted(_) => no_handshake(&peer),
        HandshakeError::Failure(error) => websocket_error(error, host),
    })?;
    let tcp = socket.get_mut().tcp_mut();
    tcp.set_timeouts(silence, limit.duration)
        .map_err(|error| not_connected(error, &peer))?;
    Ok(socket)
}

/// Checks what a subscription needs. Returns the base URL, and the ID and the secret of the access key.
fn check<'a>(client: &'a ManagementClient, event: &str) -> Result<(&'a str, &'a str, &'a str), Error> {
    let mut violations = Vec::new();
    if event.trim().is_empty() {
        violations.push(Violation::new("event", ViolationKind::Blank, "must not be blank"));
    }
    let key = match &client.executor.shared.credentials {
        Credentials::AccessKey { id, secret, .. } => Some((id, secret)),
        Credentials::Token(_) => None,
    };
    if key.is_none() {
        let message = "is required to subscribe";
        violations.push(Violation::new("access_key_id", ViolationKind::Missing, message));
    }
    let url = client.events.url.as_deref();
    if url.is_none() {
        let message = "is required, because `host` has no known event service";
        violations.push(Violation::new("events_host", ViolationKind::Missing, message));
    }
    violations.extend_from_slice(client.executor.violations());
    for (name, _) in option_headers(client) {
        if name.starts_with(HANDSHAKE_HEADERS) {
            let message = format!("`{name}` is set by the client itself");
            violations.push(Violation::new("header", ViolationKind::Unsupported, message));
        }
    }
    match (url, key) {
        (Some(url), Some((id, secret))) if violations.is_empty() => Ok((url, id, secret)),
        _ => Err(Error::invalid_request(violations)),
    }
}

/// The headers that options for single requests have set.
fn option_headers(client: &ManagementClient) -> Vec<(String, String)> {
    let mut headers = Vec::new();
    if let Some(overrides) = &client.executor.overrides {
        overrides.apply(&mut headers);
    }
    headers
}

fn handshake_request(base_url: &str, event: &str) -> Result<Request, Error> {
    let mut query = String::new();
    append_query(&mut query, "code", &event.into());
    // `https` becomes `wss`.
    let url = format!("{}{PATH}?{query}", base_url.replacen("http", "ws", 1));
    url.into_client_request()
        .map_err(|error| websocket_error(error, SERVICE))
}

fn add_headers(request: &mut Request, client: &ManagementClient, authorization: &str) {
    let headers = request.headers_mut();
    if let Ok(mut value) = HeaderValue::from_str(authorization) {
        value.set_sensitive(true);
        headers.insert("authorization", value);
    }
    for (name, value) in option_headers(client) {
        // Both are valid, or else they would be violations.
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(&value)) {
            headers.insert(name, value);
        }
    }
}

/// The shortest of the limits for establishing a connection, which is the one to name in an error.
fn shortest_limit(client: &ManagementClient, remaining: Duration) -> Limit {
    let mut shortest = Limit {
        duration: client.events.connect_timeout,
        setting: "`connect_timeout`",
    };
    let others = [
        (client.executor.timeout(), "`timeout`"),
        (remaining, "`deadline` of the retry policy"),
    ];
    for (duration, setting) in others {
        if duration < shortest.duration {
            shortest = Limit { duration, setting };
        }
    }
    shortest
}
