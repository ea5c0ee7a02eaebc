//! The service: the state, and everything that decides how a request is answered.

mod outbox;
mod respond;
mod seed;
mod settings;

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use crate::auth::Issuer;
use crate::clock::Clock;
use crate::collections;
use crate::faults::Faults;
use crate::ids::Ids;
use crate::random::Random;
use crate::requests::Requests;
use crate::routes;
use crate::store::{Schema, State};

pub(crate) use outbox::Outbox;
pub(crate) use settings::Settings;

/// The version of snapshots.
const FORMAT: u64 = 1;

pub(crate) struct Service {
    pub(crate) settings: Settings,
    pub(crate) clock: Clock,
    issuer: Issuer,
    schema: Schema,
    state: RwLock<State>,
    /// The snapshot that a reset restores.
    initial: Vec<u8>,
    requests: Mutex<Requests>,
    faults: Mutex<Faults>,
    random: Mutex<Random>,
    window: Mutex<Window>,
    pub(crate) outbox: Outbox,
    revision: Mutex<u64>,
    changed: Condvar,
}

/// The requests of the current second.
struct Window {
    started_at: Instant,
    requests: u32,
}

impl Service {
    /// A service with the state of a seed, and then of a snapshot if there is one.
    pub(crate) fn new(settings: Settings, seed: &Value, snapshot: Option<&[u8]>) -> Result<Self, String> {
        let (clock, random) = match settings.random_seed {
            Some(seed) => (Clock::from_fixed_start(), Random::seeded(seed)),
            None => (Clock::real(), Random::unseeded()),
        };
        let schema = routes::schema();
        let mut state = State::new(&schema, Ids::new(random.clone()));
        seed::plant(&mut state, seed, &settings.user_pool_id, &clock)?;
        let issuer = Issuer {
            user_pool_id: settings.user_pool_id.clone(),
            lifetime_seconds: i64::try_from(settings.token_lifetime.as_secs()).unwrap_or(i64::MAX / 4),
            key: settings.access_key_secret.clone().into_bytes(),
        };
        let mut service = Service {
            settings,
            clock,
            issuer,
            schema,
            state: RwLock::new(state),
            initial: Vec::new(),
            requests: Mutex::default(),
            faults: Mutex::default(),
            random: Mutex::new(random),
            window: Mutex::new(Window {
                started_at: Instant::now(),
                requests: 0,
            }),
            outbox: Outbox::default(),
            revision: Mutex::default(),
            changed: Condvar::new(),
        };
        service.initial = service.snapshot();
        if let Some(snapshot) = snapshot {
            service.restore(snapshot)?;
            // It is what has been saved.
            service.revision = Mutex::default();
        }
        Ok(service)
    }

    /// The state and the clock as JSON.
    pub(crate) fn snapshot(&self) -> Vec<u8> {
        let clock = self.settings.random_seed.map(|_| self.clock.position());
        let head = json!({"format": FORMAT, "clock": clock}).to_string();
        let mut json = head.into_bytes();
        // The state is written in place of the closing brace.
        json.pop();
        json.extend_from_slice(b",\"state\":");
        self.read_state().write_json(&mut json);
        json.push(b'}');
        json
    }

    /// Replaces the state by that of a snapshot.
    pub(crate) fn restore(&self, snapshot: &[u8]) -> Result<(), String> {
        let mut json: Map<String, Value> =
            serde_json::from_slice(snapshot).map_err(|error| format!("not a snapshot: {error}"))?;
        if json.get("format") != Some(&FORMAT.into()) {
            return Err(format!("not a snapshot of format {FORMAT}"));
        }
        let Some(Value::Object(state)) = json.remove("state") else {
            return Err("not a snapshot: `state` must be an object".to_owned());
        };
        let state = State::from_json(&self.schema, state)?;
        if let (Some(millis), Some(_)) = (json.get("clock").and_then(Value::as_i64), self.settings.random_seed) {
            self.clock.set_position(millis);
        }
        *self.write_state() = state;
        self.note_change();
        Ok(())
    }

    /// Restores the state and the clock after the start, and forgets requests and faults.
    pub(crate) fn reset(&self) {
        self.outbox.clear();
        self.restore(&self.initial)
            .expect("a snapshot of the service can be restored");
        if self.settings.random_seed.is_none() {
            self.clock.set_position(0);
        }
        self.requests().clear();
        self.faults().clear();
    }

    /// Records that the state has changed.
    fn note_change(&self) {
        *lock(&self.revision) += 1;
        self.changed.notify_all();
    }

    /// Waits until the revision of the state differs from the given one, but not longer than that, and returns it.
    pub(crate) fn wait_for_change(&self, revision: u64, timeout: Duration) -> u64 {
        let waited = self
            .changed
            .wait_timeout_while(lock(&self.revision), timeout, |known| *known == revision);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }

    pub(crate) fn requests(&self) -> MutexGuard<'_, Requests> {
        lock(&self.requests)
    }

    pub(crate) fn faults(&self) -> MutexGuard<'_, Faults> {
        lock(&self.faults)
    }

    fn random(&self) -> MutexGuard<'_, Random> {
        lock(&self.random)
    }

    fn read_state(&self) -> RwLockReadGuard<'_, State> {
        if self.state.is_poisoned() {
            drop(self.write_state());
        }
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write_state(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(|poisoned| {
            // A write has panicked. What it had changed is taken back.
            self.state.clear_poison();
            let mut state = poisoned.into_inner();
            state.roll_back();
            state
        })
    }

    /// The secret of an access key.
    fn secret_of(&self, id: &str) -> Option<String> {
        if id == self.settings.access_key_id {
            return Some(self.settings.access_key_secret.clone());
        }
        collections::secret_of(&self.read_state(), id).map(str::to_owned)
    }

    /// Counts a request, and returns whether the rate limit allows it.
    fn is_within_rate(&self) -> bool {
        let Some(limit) = self.settings.rate_limit else {
            return true;
        };
        let mut window = lock(&self.window);
        if window.started_at.elapsed() >= Duration::from_secs(1) {
            *window = Window {
                started_at: Instant::now(),
                requests: 0,
            };
        }
        window.requests += 1;
        window.requests <= limit
    }
}

/// What a panic of another thread has left behind is still complete: each lock protects single steps.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
