//! The event stream: a WebSocket that reconnects by itself, as an iterator.
//!
//! ```no_run
//! # let client = genauth::ManagementClient::from_env()?;
//! for event in client.subscribe("authing.user.created") {
//!     println!("{}", event?.text);
//! }
//! # Ok::<(), genauth::Error>(())
//! ```

mod closer;
mod connection;
mod error;
mod failures;
mod signature;
mod stream;
mod tls;

use std::fmt;
use std::iter::FusedIterator;
use std::sync::Arc;
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::Value;
use tungstenite::Message;

pub use closer::SubscriptionCloser;

use self::closer::Control;
use self::connection::Socket;
use self::error::{SERVICE, is_timeout, websocket_error};
use self::failures::Failures;
use crate::client::ManagementClient;
use crate::codec::decode;
use crate::error::Error;
use crate::execute::retry::Attempts;
use crate::redact::{Secrets, describe_json_error};
use crate::transport::TransportErrorKind;

/// After this long without a message, the service is pinged; after as long again, the connection is replaced.
const DEFAULT_SILENCE: Duration = Duration::from_secs(30);

/// Where the WebSocket library logs the request of the handshake.
const HANDSHAKE_LOG_TARGET: &str = "tungstenite::handshake::client";

/// The operation in errors.
const SUBSCRIBE: &str = "subscribe";

/// An event, as the service sent it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
    /// Text of the message: JSON, whose fields are not documented.
    pub text: String,
}

impl Event {
    /// The event as JSON.
    ///
    /// # Errors
    ///
    /// If the text is not JSON.
    pub fn json(&self) -> Result<Value, Error> {
        self.json_as()
    }

    /// The event as any type that implements `serde::Deserialize`.
    ///
    /// # Errors
    ///
    /// If the text cannot be decoded as this type.
    pub fn json_as<T: DeserializeOwned>(&self) -> Result<T, Error> {
        decode::deserialize(&self.text).map_err(|error| {
            Error::decode(format!("event cannot be decoded: {}", describe_json_error(&error))).with_operation(SUBSCRIBE)
        })
    }
}

/// # Events
impl ManagementClient {
    /// Subscribes to an event, such as `authing.user.created`.
    ///
    /// ```no_run
    /// # let client = genauth::ManagementClient::from_env()?;
    /// for event in client.subscribe("authing.user.created") {
    ///     println!("{}", event?.text);
    /// }
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// The iterator blocks until an event is received. It replaces a connection that is closed or silent; events in
    /// between are lost, because the service does not store them. Delays, the number of failures in a row and the
    /// deadline for connecting again follow the client's [`RetryPolicy`](crate::RetryPolicy). A connection that received
    /// an event, a ping or a pong is not a failure.
    ///
    /// Establishing a connection is limited by the
    /// [connect timeout](crate::ManagementClientBuilder::connect_timeout) and the
    /// [timeout](crate::ManagementClientBuilder::timeout), and the size of an event by
    /// [`max_response_bytes`](crate::ManagementClientBuilder::max_response_bytes). Certificates are verified as for
    /// requests. [Options for single requests](#options-for-single-requests) apply as well; headers are sent with the
    /// handshake. Proxies are not supported.
    ///
    /// [`list_events`](Self::list_events) lists the events. Needs an access key: a client with only a
    /// [`management_token`](crate::ManagementClientBuilder::management_token) cannot subscribe.
    ///
    /// Documented as `sub_event`.
    ///
    /// # Errors
    ///
    /// The iterator returns an error if the policy allows no other attempt, and at once if another attempt cannot help:
    /// an event that is too large, a certificate that is not trusted, or a `Retry-After` beyond the deadline. Calling it
    /// again continues, after a delay of at most the deadline. Violations and refusals (HTTP 4xx, except 429) end it.
    #[doc(alias = "sub_event")]
    pub fn subscribe(&self, event: impl Into<String>) -> Subscription {
        if log::log_enabled!(target: HANDSHAKE_LOG_TARGET, log::Level::Trace) {
            log::warn!(
                "log target `tungstenite` is at trace and will log the signature of the subscription; set it to debug"
            );
        }
        Subscription {
            client: self.clone(),
            event: event.into(),
            silence: DEFAULT_SILENCE,
            socket: None,
            pinged_at: None,
            failures: Failures::default(),
            has_ended: false,
            control: Arc::default(),
        }
    }
}

/// An iterator over events: see [`ManagementClient::subscribe`].
#[must_use = "iterators are lazy: nothing is received until the iterator is advanced"]
pub struct Subscription {
    client: ManagementClient,
    event: String,
    silence: Duration,
    socket: Option<Socket>,
    /// The number of bytes that had been received when the service was pinged.
    pinged_at: Option<u64>,
    failures: Failures,
    has_ended: bool,
    control: Arc<Control>,
}

impl Subscription {
    /// How long the service may send nothing before it is pinged. If it sends nothing for as long again, the connection
    /// is replaced. Defaults to 30 s.
    pub fn silence(mut self, silence: Duration) -> Self {
        self.silence = silence.max(Duration::from_millis(1));
        self
    }

    /// A handle that ends the subscription from another thread.
    #[must_use]
    pub fn closer(&self) -> SubscriptionCloser {
        SubscriptionCloser::new(&self.control)
    }

    /// Records a failure. Returns it if the caller must see it.
    fn record_failure(&mut self, error: Error) -> Option<Error> {
        self.disconnect();
        log::debug!("{error}");
        let (policy, deadline) = (self.client.executor.retry_policy(), self.deadline());
        self.failures.record(error, policy, deadline)
    }

    /// Time limit for all attempts to connect until the caller sees the error.
    fn deadline(&self) -> Duration {
        let executor = &self.client.executor;
        Attempts::new(executor.retry_policy().clone(), executor.timeout()).deadline()
    }

    /// Drops the connection, and the handle that wakes its reader, which would keep it open.
    fn disconnect(&mut self) {
        self.socket = None;
        self.pinged_at = None;
        self.control.forget();
    }

    /// Waits before the next attempt, and connects. Returns an error that the caller must see.
    fn reconnect(&mut self) -> Option<Error> {
        self.control.wait(self.failures.delay());
        if self.control.is_closed() {
            return None;
        }
        let time = self.failures.start_attempt(self.deadline());
        match connection::connect(&self.client, &self.event, &self.control, time, self.silence) {
            Ok(socket) => {
                self.socket = Some(socket);
                self.failures.connected();
                None
            }
            Err(_) if self.control.is_closed() => None,
            Err(error) => {
                let error = self.complete(error);
                let is_refusal = matches!(error.http_status(), Some(400..=499)) && !error.is_retryable();
                if error.is_validation() || is_refusal {
                    self.has_ended = true;
                    self.disconnect();
                    return Some(error);
                }
                self.record_failure(error)
            }
        }
    }

    /// Handles a message. Returns an event, or a failure that the caller must see.
    fn handle(&mut self, message: Message) -> Option<Result<Event, Error>> {
        let text = match message {
            Message::Text(text) => Some(text.as_str().to_owned()),
            Message::Binary(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
            Message::Close(_) => {
                if let Some(socket) = &mut self.socket {
                    // Sends the library's reply. Whether it arrives makes no difference.
                    let _ = socket.flush();
                }
                let error = Error::transport(TransportErrorKind::Interrupted, "the service closed the connection");
                return self.record_failure(self.complete(error)).map(Err);
            }
            // A ping, to which the library replies, or a pong.
            _ => None,
        };
        // Whatever was received, the connection works. That there are no events is not a failure.
        self.failures.clear();
        text.map(|text| Ok(Event { text }))
    }

    /// Handles a failure to read.
    fn handle_failure(&mut self, error: tungstenite::Error) -> Option<Result<Event, Error>> {
        let error = match (error, &mut self.socket) {
            (tungstenite::Error::Io(error), Some(socket)) if is_timeout(&error) => {
                let received = Some(socket.get_ref().tcp().received());
                if self.pinged_at == received {
                    tungstenite::Error::Io(error)
                } else {
                    self.pinged_at = received;
                    match socket.send(Message::Ping(Vec::new().into())) {
                        Ok(()) => return None,
                        Err(error) => error,
                    }
                }
            }
            (error, _) => error,
        };
        let error = self.complete(websocket_error(error, SERVICE));
        self.record_failure(error).map(Err)
    }

    fn complete(&self, error: Error) -> Error {
        let secret = self.client.executor.shared.credentials.secret();
        // The signature never changes, so it is as confidential as the secret.
        let signature = signature::sign(secret);
        error
            .redact(&Secrets::new(&[secret, &signature]))
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
            let outcome = match &mut self.socket {
                None => self.reconnect().map(Err),
                Some(socket) => match socket.read() {
                    Ok(message) => self.handle(message),
                    Err(_) if self.control.is_closed() => None,
                    Err(error) => self.handle_failure(error),
                },
            };
            if outcome.is_some() && (self.has_ended || !self.control.is_closed()) {
                return outcome;
            }
        }
    }
}

impl FusedIterator for Subscription {}

/// Ends the connection even if a closer still exists.
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
