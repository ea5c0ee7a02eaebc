//! The settings of an emulator.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use super::{Emulator, Front, StartError};
use crate::courier::Courier;
use crate::http::Server;
use crate::saver::{self, Saver};
use crate::service::{Service, Settings};

/// Builds an [`Emulator`] that differs from the defaults.
///
/// ```
/// use std::time::Duration;
///
/// use genauth_emulator::Emulator;
/// use serde_json::json;
///
/// let emulator = Emulator::builder()
///     .seed(json!({"users": [{"$id": "6229ffaaaaaaaaaaaaaaaaa1", "username": "alice"}]}))
///     .latency(Duration::from_millis(5))
///     .start()?;
/// let user = emulator.client().get_user().user_id("6229ffaaaaaaaaaaaaaaaaa1").send()?.data;
/// assert_eq!(user.username, "alice");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Default)]
#[must_use = "nothing happens until `start` is called"]
pub struct Builder {
    settings: Settings,
    port: u16,
    seed: Value,
    state_file: Option<PathBuf>,
}

impl Builder {
    /// The port to listen on. Defaults to a free one.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// The state to start with: an object with sections such as `users`, each of which is a list of parameters of the
    /// operation that creates them. `$id` states the ID of what is created. The section `calls` has calls of any
    /// operation: `{"operation": "create_user", "params": {"username": "alice"}}`.
    pub fn seed(mut self, seed: Value) -> Self {
        self.seed = seed;
        self
    }

    /// A file that keeps the state. It is read at the start if it exists, and the seed is then not used until a reset.
    pub fn state_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.state_file = Some(path.into());
        self
    }

    /// What every request of the API takes. Defaults to nothing.
    pub fn latency(mut self, latency: Duration) -> Self {
        self.settings.latency = latency;
        self
    }

    /// The number of requests per second that are accepted. Further ones are refused with status 429. The free plan of
    /// the service allows 300. By default, all are accepted.
    pub fn rate_limit(mut self, requests_per_second: u32) -> Self {
        self.settings.rate_limit = Some(requests_per_second);
        self
    }

    /// The access key that is always valid. Defaults to `60b49eb83fd80adb96f26e68` with the secret
    /// `e6f26e6860b49eb83fd80adb96f26e68`.
    pub fn access_key(mut self, id: impl Into<String>, secret: impl Into<String>) -> Self {
        self.settings.access_key_id = id.into();
        self.settings.access_key_secret = secret.into();
        self
    }

    /// The ID of the user pool. Defaults to `59f86b4832eb28071bdd9214`.
    pub fn user_pool_id(mut self, id: impl Into<String>) -> Self {
        self.settings.user_pool_id = id.into();
        self
    }

    /// How long tokens are valid, in whole seconds. Defaults to two hours, as on the service.
    pub fn token_lifetime(mut self, lifetime: Duration) -> Self {
        self.settings.token_lifetime = lifetime;
        self
    }

    /// Makes each run the same: IDs and random faults depend on this number, and the clock starts on 2026-01-01 and only
    /// moves by 1 ms per request, and by [`advance_clock`](Emulator::advance_clock).
    pub fn deterministic(mut self, random_seed: u64) -> Self {
        self.settings.random_seed = Some(random_seed);
        self
    }

    /// Starts the emulator.
    ///
    /// # Errors
    ///
    /// If the port is in use, if the seed is invalid, or if the state file cannot be read or written, or is invalid.
    pub fn start(self) -> Result<Emulator, StartError> {
        self.check_names()?;
        let snapshot = match &self.state_file {
            Some(path) => {
                let failure = |error| StartError(format!("cannot read {}: {error}", path.display()));
                saver::load(path).map_err(failure)?
            }
            None => None,
        };
        let service = Service::new(self.settings, &self.seed, snapshot.as_deref()).map_err(StartError)?;
        let service = Arc::new(service);
        let front = Arc::new(Front {
            service: Arc::clone(&service),
        });
        let failure = |error| StartError(format!("cannot listen on port {}: {error}", self.port));
        // A second process with the same port and state file must not get as far as saving.
        let server = Server::start(self.port, front).map_err(failure)?;
        if let Some(path) = &self.state_file {
            let failure = |error| StartError(format!("cannot write {}: {error}", path.display()));
            saver::check(path).map_err(failure)?;
        }
        let failure = |error| StartError(format!("cannot start a thread: {error}"));
        let courier = Courier::start(Arc::clone(&service)).map_err(failure)?;
        let saver = match self.state_file {
            Some(path) => Some(Saver::start(path, Arc::clone(&service)).map_err(failure)?),
            None => None,
        };
        Ok(Emulator {
            server,
            _courier: courier,
            _saver: saver,
            service,
        })
    }

    /// The names are sent in headers and in the payload of tokens.
    fn check_names(&self) -> Result<(), StartError> {
        let names = [
            ("the access key", &self.settings.access_key_id),
            ("the secret", &self.settings.access_key_secret),
            ("the user pool", &self.settings.user_pool_id),
        ];
        let is_plain = |letter: u8| letter.is_ascii_alphanumeric() || matches!(letter, b'-' | b'_');
        for (what, name) in names {
            if name.is_empty() || !name.bytes().all(is_plain) {
                return Err(StartError(format!(
                    "{what} must consist of letters, digits, - and _ (got {name:?})"
                )));
            }
        }
        Ok(())
    }
}
