//! The public face of the emulator.

mod builder;

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use genauth::{ManagementClient, ManagementClientBuilder};
use serde_json::Value;

pub use builder::Builder;

use crate::control;
use crate::courier::Courier;
use crate::faults::Fault;
use crate::http::host::is_loopback;
use crate::http::{Handler, HttpRequest, HttpResponse, Server, Stop};
use crate::reply::{Refusal, envelope};
use crate::requests::Requests;
use crate::saver::Saver;
use crate::service::Service;

/// A running emulator. Dropping it closes its port and its connections, and ends its threads.
///
/// ```
/// use genauth_emulator::Emulator;
///
/// let emulator = Emulator::start()?;
/// let client = emulator.client();
/// client.create_group().code("developers").name("Developers").description("").send()?;
/// assert_eq!(client.list_groups().send()?.data.total_count, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use = "an emulator ends when it is dropped"]
pub struct Emulator {
    // Dropped in this order: what the last requests have changed is saved.
    server: Server,
    _courier: Courier,
    _saver: Option<Saver>,
    service: Arc<Service>,
}

impl Emulator {
    /// Starts an emulator with an empty user pool, on a free port of loopback.
    ///
    /// # Errors
    ///
    /// If no port can be opened.
    pub fn start() -> Result<Self, StartError> {
        Self::builder().start()
    }

    /// Starts building an emulator that differs from the defaults.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The URL to use as the host of clients, such as `http://127.0.0.1:7077`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address())
    }

    /// The address that the emulator listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.server.address()
    }

    /// A client with a valid access key.
    ///
    /// # Panics
    ///
    /// Never: the settings are valid.
    pub fn client(&self) -> ManagementClient {
        self.client_builder().build().expect("the settings are valid")
    }

    /// A client builder with the host and a valid access key.
    pub fn client_builder(&self) -> ManagementClientBuilder {
        ManagementClient::builder()
            .host(self.url())
            .access_key_id(self.access_key_id())
            .access_key_secret(self.access_key_secret())
    }

    /// The ID of the access key that is always valid.
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        &self.service.settings.access_key_id
    }

    /// The secret of that access key.
    #[must_use]
    pub fn access_key_secret(&self) -> &str {
        &self.service.settings.access_key_secret
    }

    /// The ID of the user pool.
    #[must_use]
    pub fn user_pool_id(&self) -> &str {
        &self.service.settings.user_pool_id
    }

    /// The requests that were received since the start, the last [`reset`](Self::reset), or
    /// [`clear_requests`](Self::clear_requests).
    #[must_use]
    pub fn requests(&self) -> Requests {
        self.service.requests().clone()
    }

    /// Forgets the requests that were received.
    pub fn clear_requests(&self) {
        self.service.requests().clear();
    }

    /// Injects a fault into later requests.
    pub fn inject(&self, fault: Fault) {
        self.service.faults().inject(fault);
    }

    /// Removes all faults.
    pub fn clear_faults(&self) {
        self.service.faults().clear();
    }

    /// Moves the clock forward. Tokens and assignments of roles can expire by that.
    pub fn advance_clock(&self, duration: Duration) {
        self.service.clock.advance(duration);
    }

    /// Restores the state and the clock after the start, and forgets requests and faults.
    pub fn reset(&self) {
        self.service.reset();
    }

    /// The state as JSON.
    ///
    /// # Panics
    ///
    /// Never: a snapshot is valid JSON.
    #[must_use]
    pub fn snapshot(&self) -> Value {
        serde_json::from_slice(&self.service.snapshot()).expect("a snapshot is valid JSON")
    }

    /// Replaces the state by that of a snapshot.
    ///
    /// # Errors
    ///
    /// If it is not a snapshot of this version. The state stays as it is.
    pub fn restore(&self, snapshot: &Value) -> Result<(), StartError> {
        self.service
            .restore(snapshot.to_string().as_bytes())
            .map_err(StartError)
    }
}

impl fmt::Debug for Emulator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Emulator")
            .field("url", &self.url())
            .finish_non_exhaustive()
    }
}

/// Why an emulator could not be started, or a snapshot not be restored.
#[derive(Debug)]
pub struct StartError(String);

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for StartError {}

/// Connects HTTP with the service.
struct Front {
    service: Arc<Service>,
}

impl Handler for Front {
    fn handle(&self, request: HttpRequest, stop: &Stop) -> HttpResponse {
        if !request.headers.get("host").is_some_and(is_loopback) {
            return self.refuse(421, "the Host header must be localhost or a loopback address");
        }
        if request.path.starts_with(control::PREFIX) {
            return control::respond(&self.service, &request);
        }
        self.service.respond(&request, stop)
    }

    fn refuse(&self, status: u16, reason: &str) -> HttpResponse {
        let body = envelope(&Err(Refusal::new(status, reason)), "");
        HttpResponse::json(status, body.to_string().into_bytes())
    }
}
