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
mod signature;

use std::fmt;
use std::iter::FusedIterator;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;
use serde_json::Value;
use tungstenite::Message;

pub use closer::SubscriptionCloser;

use self::closer::Control;
use self::connection::{Socket, is_timeout};
use crate::client::ManagementClient;
use crate::error::{Error, Failure};
use crate::redact::Secrets;
use crate::schema::OperationEffect;
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
        serde_json::from_str(&self.text).map_err(|error| {
            let failure = Failure::Decode(format!("event cannot be decoded: {error}"));
            Error::new(failure).with_operation(SUBSCRIBE)
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
    /// The iterator blocks until an event is received. It replaces a connection that is closed or silent, after delays
    /// according to the client's [`RetryPolicy`](crate::RetryPolicy); events in between are lost, because the service
    /// does not store them. After as many failed attempts in a row as the policy allows, it returns the error; calling
    /// it again continues. A refusal (HTTP 4xx, except 429) ends it.
    ///
    /// [`list_events`](Self::list_events) lists the events. Proxies are not supported. Needs an access key: a client
    /// with only a [`management_token`](crate::ManagementClientBuilder::management_token) cannot subscribe.
    ///
    /// Documented as `sub_event`.
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
            has_pinged: false,
            failures: 0,
            failing_since: None,
            retry_after: None,
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
    /// Whether a ping is unanswered.
    has_pinged: bool,
    /// Consecutive attempts that received neither an event nor a pong.
    failures: u32,
    failing_since: Option<Instant>,
    /// The `Retry-After` of the last refusal.
    retry_after: Option<Duration>,
    has_ended: bool,
    control: Arc<Control>,
}

impl Subscription {
    /// How long the service may be silent before it is pinged. After as long again, the connection is replaced.
    /// Defaults to 30 s.
    pub fn silence(mut self, silence: Duration) -> Self {
        self.silence = silence.max(Duration::from_millis(1));
        self
    }

    /// A handle that ends the subscription from another thread.
    #[must_use]
    pub fn closer(&self) -> SubscriptionCloser {
        SubscriptionCloser::new(&self.control)
    }

    /// Records a failure. Returns it if there were as many in a row as the policy allows.
    fn record_failure(&mut self, error: Error) -> Option<Error> {
        self.disconnect();
        self.failures = self.failures.saturating_add(1);
        self.retry_after = error.retry_after();
        log::debug!("{error}");
        let max_attempts = self.client.executor.retry_policy().max_attempts();
        let elapsed = self.failing_since.get_or_insert_with(Instant::now).elapsed();
        let error = error.finish(OperationEffect::Read, self.failures, elapsed);
        (self.failures % max_attempts == 0).then_some(error)
    }

    fn record_success(&mut self) {
        self.failures = 0;
        self.failing_since = None;
    }

    /// Drops the connection, and the handle that wakes its reader, which would keep it open.
    fn disconnect(&mut self) {
        self.socket = None;
        self.has_pinged = false;
        self.control.forget();
    }

    /// Waits before the next attempt, and connects. Returns an error that the caller must see.
    fn reconnect(&mut self) -> Option<Error> {
        if self.failures > 0 {
            let backoff = self.client.executor.retry_policy().backoff(self.failures);
            let delay = self.retry_after.take().map_or(backoff, |delay| delay.max(backoff));
            self.control.wait(delay);
        }
        if self.control.is_closed() {
            return None;
        }
        match connection::connect(&self.client, &self.event, &self.control, self.silence) {
            Ok(socket) => {
                self.socket = Some(socket);
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
        self.has_pinged = false;
        let text = match message {
            Message::Text(text) => text.as_str().to_owned(),
            Message::Binary(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Message::Close(_) => {
                if let Some(socket) = &mut self.socket {
                    // Sends the library's reply. Whether it arrives makes no difference.
                    let _ = socket.flush();
                }
                let error = Error::transport(TransportErrorKind::Interrupted, "the service closed the connection");
                return self.record_failure(self.complete(error)).map(Err);
            }
            Message::Pong(_) => {
                // The connection works; that there are no events is not a failure.
                self.record_success();
                return None;
            }
            // The library replies to pings.
            _ => return None,
        };
        self.record_success();
        Some(Ok(Event { text }))
    }

    /// Handles a failure to read.
    fn handle_failure(&mut self, error: tungstenite::Error) -> Option<Result<Event, Error>> {
        let error = match (error, &mut self.socket) {
            (tungstenite::Error::Io(error), Some(socket)) if is_timeout(&error) && !self.has_pinged => {
                self.has_pinged = true;
                match socket.send(Message::Ping(Vec::new().into())) {
                    Ok(()) => return None,
                    Err(error) => error,
                }
            }
            (error, _) => error,
        };
        let error = self.complete(connection::error_from(error, "the event service"));
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
