//! The event stream: a WebSocket that is opened again whenever it breaks, as an iterator.

use std::fmt;
use std::io;
use std::iter::FusedIterator;
use std::net::{Shutdown, TcpStream, ToSocketAddrs};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore};
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha1::Sha1;
use tungstenite::client::IntoClientRequest;
use tungstenite::error::ProtocolError;
use tungstenite::handshake::HandshakeError;
use tungstenite::http::HeaderValue;
use tungstenite::stream::MaybeTlsStream;
use tungstenite::{Connector, Message, WebSocket};

use super::ManagementClient;
use crate::encode::add_to_query;
use crate::error::{Cause, Error};
use crate::redact::Secrets;
use crate::transport::{Answer, Roots, TransportErrorKind};
use crate::validate::Violation;

const PATH: &str = "/events/v1/management/sub";

/// What the signature is made of: there is nothing of the moment in it.
const SIGNED: &[u8] = b"websocket\n";

/// After so long without a word the service is asked whether it is there; after as long again, it is not.
const SILENCE: Duration = Duration::from_secs(30);

/// Where the WebSocket library logs the request of the handshake.
const HANDSHAKE_LOG_TARGET: &str = "tungstenite::handshake::client";

type Socket = WebSocket<MaybeTlsStream<TcpStream>>;

/// What a client needs to know of the event service.
pub(super) struct EventService {
    /// Base URL, with `http` for `ws`; none where the client's host does not tell it.
    pub(super) url: Option<String>,
    pub(super) roots: Option<Arc<Roots>>,
    pub(super) connect_timeout: Duration,
}

/// An event, as the service sent it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
    /// The text of the message: JSON, whose fields upstream does not document.
    pub text: String,
}

impl Event {
    /// The event as JSON.
    ///
    /// # Errors
    ///
    /// When the text is not JSON.
    pub fn json(&self) -> Result<Value, Error> {
        self.json_as()
    }

    /// The event in a type of the caller's.
    ///
    /// # Errors
    ///
    /// When the text does not read as that type.
    pub fn json_as<T: DeserializeOwned>(&self) -> Result<T, Error> {
        serde_json::from_str(&self.text).map_err(|error| {
            let cause = Cause::Unreadable(format!("the event does not read: {error}"));
            Error::new(cause).with_operation(SUBSCRIBE)
        })
    }
}

const SUBSCRIBE: &str = "subscribe";

/// # The event stream
impl ManagementClient {
    /// Subscribes to an event, such as `authing.user.created`; the upstream operation is `sub_event`.
    ///
    /// ```no_run
    /// # let client = genauth::ManagementClient::from_env()?;
    /// for event in client.subscribe("authing.user.created") {
    ///     println!("{}", event?.text);
    /// }
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// The iterator blocks until an event comes. A connection that breaks or falls silent is opened again, after
    /// waits as the [`RetryPolicy`](crate::RetryPolicy) of the client bounds them; events of the time between are
    /// lost, since the service keeps none. When as many attempts in a row as the policy allows have failed, the
    /// iterator gives the error; it may be asked again, and goes on trying. A refusal (HTTP 4xx, but for 429) ends it.
    ///
    /// Which events there are, [`list_events`](Self::list_events) tells. Proxies are not used here.
    pub fn subscribe(&self, event: impl Into<String>) -> Subscription {
        if log::log_enabled!(target: HANDSHAKE_LOG_TARGET, log::Level::Trace) {
            log::warn!(
                "target `tungstenite` is at trace and will log the signature of the subscription; set it to debug"
            );
        }
        Subscription {
            client: self.clone(),
            event: event.into(),
            silence: SILENCE,
            socket: None,
            was_asked: false,
            failures: 0,
            asked_to_wait: None,
            has_ended: false,
            control: Arc::default(),
        }
    }
}

/// The events of a subscription: see [`ManagementClient::subscribe`].
#[must_use = "nothing is received before it is asked for"]
pub struct Subscription {
    client: ManagementClient,
    event: String,
    silence: Duration,
    socket: Option<Socket>,
    /// Whether the service has been asked if it is there.
    was_asked: bool,
    /// Attempts in a row that brought neither an event nor an answer to a ping.
    failures: u32,
    /// What the `Retry-After` of the last refusal said.
    asked_to_wait: Option<Duration>,
    has_ended: bool,
    control: Arc<Control>,
}

/// Ends a subscription, from any thread.
#[derive(Clone)]
pub struct SubscriptionCloser(Arc<Control>);

#[derive(Default)]
struct Control {
    state: Mutex<ControlState>,
    closed: Condvar,
}

#[derive(Default)]
struct ControlState {
    is_closed: bool,
    /// The connection, to wake whoever reads from it.
    stream: Option<TcpStream>,
}

impl SubscriptionCloser {
    /// Ends the subscription: its iterator gives nothing more, also where it is waiting at this moment.
    ///
    /// Only while a name is resolved or a connection is begun does it wait for that, each address for the connect
    /// timeout at most.
    pub fn close(&self) {
        let mut state = self.0.lock();
        state.is_closed = true;
        state.wake();
        drop(state);
        self.0.closed.notify_all();
    }
}

impl ControlState {
    fn wake(&self) {
        if let Some(stream) = &self.stream {
            // An error means that it is closed already.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

impl Control {
    fn lock(&self) -> MutexGuard<'_, ControlState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_closed(&self) -> bool {
        self.lock().is_closed
    }

    /// Remembers the connection, and ends it at once where the subscription was closed while it was opened.
    fn watch(&self, stream: &TcpStream) -> io::Result<()> {
        let mut state = self.lock();
        state.stream = Some(stream.try_clone()?);
        if state.is_closed {
            state.wake();
        }
        Ok(())
    }

    /// Waits, unless the subscription is closed meanwhile.
    fn wait(&self, time: Duration) {
        // Whether the time is over or the subscription, the caller looks.
        drop(
            self.closed
                .wait_timeout_while(self.lock(), time, |state| !state.is_closed),
        );
    }
}

impl Subscription {
    /// How long the service may be silent before it is asked whether it is there, 30 s by default. After as long
    /// again, the connection is opened anew.
    pub fn silence(mut self, silence: Duration) -> Self {
        self.silence = silence.max(Duration::from_millis(1));
        self
    }

    /// What ends this subscription from another thread.
    #[must_use]
    pub fn closer(&self) -> SubscriptionCloser {
        SubscriptionCloser(Arc::clone(&self.control))
    }

    /// One more failure: an error, if there were as many as the policy allows.
    fn failed(&mut self, error: Error) -> Option<Error> {
        self.disconnect();
        self.failures = self.failures.saturating_add(1);
        self.asked_to_wait = error.retry_after();
        log::debug!("{error}");
        let attempts = self.client.retry_policy().max_attempts();
        (self.failures % attempts == 0).then_some(error)
    }

    /// Lets the connection go, with the copy that wakes its reader: it would keep it open.
    fn disconnect(&mut self) {
        self.socket = None;
        self.was_asked = false;
        self.control.lock().stream = None;
    }

    fn connect(&self) -> Result<Socket, Error> {
        let service = &self.client.shared.events;
        let violation = |path, expected, found: &str| Err(Error::request(vec![Violation::new(path, expected, found)]));
        if self.event.trim().is_empty() {
            return violation("event", "text that is not blank", "blank text");
        }
        let Some(base) = &service.url else {
            let expected = "the URL of the event service, since the host has no known one";
            return violation("events_host", expected, "nothing");
        };
        let mut query = String::new();
        add_to_query(&mut query, "code", &self.event.as_str().into());
        // `https` becomes `wss`.
        let url = format!("{}{PATH}?{query}", base.replacen("http", "ws", 1));
        let mut request = url.into_client_request().map_err(|error| explain(&error))?;
        let authorization = self.client.authorization(base);
        if let Ok(mut value) = HeaderValue::from_str(&authorization) {
            value.set_sensitive(true);
            request.headers_mut().insert("authorization", value);
        }
        let host = request
            .uri()
            .host()
            .unwrap_or_default()
            .trim_matches(['[', ']'])
            .to_owned();
        let port = request
            .uri()
            .port_u16()
            .unwrap_or(if base.starts_with("https") { 443 } else { 80 });
        let stream = open(&host, port, service.connect_timeout).map_err(|error| not_reached(&error))?;
        self.control.watch(&stream).map_err(|error| not_reached(&error))?;
        let connector = base
            .starts_with("https")
            .then(|| tls(service.roots.as_deref()))
            .transpose()?;
        match tungstenite::client_tls_with_config(request, stream, None, connector) {
            Ok((socket, _)) => {
                if let Some(stream) = &self.control.lock().stream {
                    stream
                        .set_read_timeout(Some(self.silence))
                        .map_err(|error| not_reached(&error))?;
                }
                Ok(socket)
            }
            Err(HandshakeError::Interrupted(_)) => Err(Error::of_transport(
                TransportErrorKind::ConnectTimeout,
                "the handshake took too long",
            )),
            Err(HandshakeError::Failure(error)) => Err(explain(&error)),
        }
    }

    /// What a message means: an event, or nothing for the caller.
    fn take(&mut self, message: Message) -> Option<Result<Event, Error>> {
        self.was_asked = false;
        let text = match message {
            Message::Text(text) => text.as_str().to_owned(),
            Message::Binary(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Message::Close(_) => {
                if let Some(socket) = &mut self.socket {
                    // The library has the answer ready. Whether it arrives makes no difference.
                    let _ = socket.flush();
                }
                let error = Error::of_transport(TransportErrorKind::Interrupted, "the service closed the connection");
                return self.failed(self.finish(error)).map(Err);
            }
            Message::Pong(_) => {
                // The connection is good. That nothing happens in the service is no failure.
                self.failures = 0;
                return None;
            }
            // Pings are answered by the library below.
            _ => return None,
        };
        self.failures = 0;
        Some(Ok(Event { text }))
    }

    fn finish(&self, error: Error) -> Error {
        let secret = &self.client.shared.access_key_secret;
        // The signature is the same every time, so it is as good as the secret.
        let signature = sign(secret, SIGNED);
        error
            .without(&Secrets::of(&[secret, &signature]))
            .with_operation(SUBSCRIBE)
    }
}

impl Iterator for Subscription {
    type Item = Result<Event, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.has_ended || self.control.is_closed() {
                self.disconnect();
                return None;
            }
            let Some(socket) = &mut self.socket else {
                if self.failures > 0 {
                    let back_off = self.client.retry_policy().back_off(self.failures);
                    let wait = self.asked_to_wait.take().map_or(back_off, |asked| asked.max(back_off));
                    self.control.wait(wait);
                }
                if self.control.is_closed() {
                    continue;
                }
                match self.connect() {
                    Ok(socket) => self.socket = Some(socket),
                    Err(_) if self.control.is_closed() => {}
                    Err(error) => {
                        let error = self.finish(error);
                        let is_refusal = matches!(error.http_status(), Some(400..=499)) && !error.is_retryable();
                        if error.is_validation() || is_refusal {
                            self.has_ended = true;
                            self.disconnect();
                            return Some(Err(error));
                        }
                        if let Some(error) = self.failed(error) {
                            return Some(Err(error));
                        }
                    }
                }
                continue;
            };
            let outcome = match socket.read() {
                Ok(message) => self.take(message),
                Err(_) if self.control.is_closed() => None,
                Err(tungstenite::Error::Io(error)) if is_silence(&error) && !self.was_asked => {
                    self.was_asked = true;
                    match socket.send(Message::Ping(Vec::new().into())) {
                        Ok(()) => None,
                        Err(error) => self.failed(self.finish(explain(&error))).map(Err),
                    }
                }
                Err(error) => self.failed(self.finish(explain(&error))).map(Err),
            };
            if outcome.is_some() && !self.control.is_closed() {
                return outcome;
            }
        }
    }
}

impl FusedIterator for Subscription {}

/// A closer that lives on must not keep the connection open.
impl Drop for Subscription {
    fn drop(&mut self) {
        self.disconnect();
    }
}

impl fmt::Debug for Subscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Subscription")
            .field("event", &self.event)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for SubscriptionCloser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SubscriptionCloser").finish_non_exhaustive()
    }
}

impl ManagementClient {
    /// `genauth AK:signature`; Authing's own hosts know the scheme by the other name.
    fn authorization(&self, base: &str) -> String {
        let shared = &self.shared;
        let scheme = if base.contains("authing") { "authing" } else { "genauth" };
        let signature = sign(&shared.access_key_secret, SIGNED);
        format!("{scheme} {}:{signature}", shared.access_key_id)
    }
}

fn sign(secret: &str, text: &[u8]) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length");
    mac.update(text);
    STANDARD.encode(mac.finalize().into_bytes())
}

/// Opens a connection to the first address that takes one.
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

/// TLS with the roots of the caller, or Mozilla's. The provider is named: a program may have more than one.
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
        .map_err(|error| Error::of_transport(TransportErrorKind::Tls, &error.to_string()))?
        .with_root_certificates(store)
        .with_no_client_auth();
    Ok(Connector::Rustls(Arc::new(config)))
}

fn not_reached(error: &io::Error) -> Error {
    let kind = if is_silence(error) {
        TransportErrorKind::ConnectTimeout
    } else {
        TransportErrorKind::Connect
    };
    Error::of_transport(kind, &error.to_string())
}

/// Whether a read ended for want of anything to read.
fn is_silence(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}

fn explain(error: &tungstenite::Error) -> Error {
    let kind = match error {
        tungstenite::Error::Http(response) => {
            let status = response.status().as_u16();
            let mut answer = Answer::new(status, response.body().clone().unwrap_or_default());
            for (name, value) in response.headers() {
                answer = answer.with_header(name.as_str(), String::from_utf8_lossy(value.as_bytes()));
            }
            let cause = Cause::Unreadable(format!("the event service refused: HTTP {status}"));
            return Error::new(cause).with_answer(answer, None);
        }
        tungstenite::Error::Io(error) if is_silence(error) => {
            return Error::of_transport(TransportErrorKind::Timeout, "the service has fallen silent");
        }
        tungstenite::Error::Io(error) if error.kind() == io::ErrorKind::InvalidData => TransportErrorKind::Tls,
        tungstenite::Error::Tls(_) => TransportErrorKind::Tls,
        tungstenite::Error::Capacity(_) => TransportErrorKind::TooLarge,
        tungstenite::Error::Io(_)
        | tungstenite::Error::ConnectionClosed
        | tungstenite::Error::AlreadyClosed
        | tungstenite::Error::Protocol(
            ProtocolError::ResetWithoutClosingHandshake | ProtocolError::HandshakeIncomplete,
        ) => TransportErrorKind::Interrupted,
        _ => TransportErrorKind::Protocol,
    };
    Error::of_transport(kind, &error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::io::Read;
    use std::net::TcpListener;

    fn client(host: &str) -> ManagementClient {
        let builder = ManagementClient::builder().access_key_id("id");
        builder.access_key_secret("secret").host(host).build().unwrap()
    }

    #[test]
    fn the_signature_is_the_documented_one() {
        assert_eq!(sign("secret", SIGNED), "lzk14Eap1P6AoXLY7TUTjG3rMBI=");
    }

    #[test]
    fn the_public_hosts_have_an_event_service_and_no_other_does() {
        for (host, expected) in [
            ("https://api.genauth.ai", Some("https://events.genauth.ai")),
            ("https://api.authing.cn/", Some("https://openevent.authing.cn")),
            ("https://core.authing.cn", Some("https://openevent.authing.cn")),
            ("https://api.genauth.ai:8443", None),
            ("https://api.genauth.ai.example.com", None),
            ("https://iam.example.com", None),
        ] {
            assert_eq!(client(host).shared.events.url.as_deref(), expected, "{host}");
        }
    }

    #[test]
    fn authing_hosts_know_the_scheme_by_their_own_name() {
        let client = client("https://api.genauth.ai");
        for (base, scheme) in [
            ("https://events.genauth.ai", "genauth"),
            ("https://openevent.authing.cn", "authing"),
        ] {
            let expected = format!("{scheme} id:lzk14Eap1P6AoXLY7TUTjG3rMBI=");
            assert_eq!(client.authorization(base), expected);
        }
    }

    #[test]
    fn a_connection_that_opens_after_the_end_is_closed_at_once() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut stream = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        let control = Arc::<Control>::default();
        SubscriptionCloser(Arc::clone(&control)).close();
        control.watch(&stream).unwrap();
        assert_eq!(stream.read(&mut [0]).unwrap(), 0);
    }
}
