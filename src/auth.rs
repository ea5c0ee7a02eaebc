//! The management token: fetched once for all threads, kept, and renewed before its end.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::decode;
use crate::error::Error;

/// A token is renewed this long before its end, or a tenth of its life if that is less.
const RENEWED_BEFORE: Duration = Duration::from_secs(30);

/// No clock of ours reaches further, and no token should.
const LONGEST_LIFE: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// `data` of the answer to the token request. It has no `Debug`, on purpose.
#[derive(Default)]
pub(crate) struct TokenAnswer {
    pub(crate) access_token: String,
    /// Seconds.
    pub(crate) expires_in: i64,
}

impl decode::Object for TokenAnswer {
    fn read_field<'de, A: serde::de::MapAccess<'de>>(
        &mut self,
        entry: decode::Entry<'_, 'de, A>,
    ) -> Result<(), A::Error> {
        match entry.key() {
            "access_token" => self.access_token = entry.read()?,
            "expires_in" => self.expires_in = entry.read()?,
            _ => entry.skip()?,
        }
        Ok(())
    }
}

/// When a token received now has to be renewed. The clock is one that cannot jump.
pub(crate) fn renewal_of(expires_in: i64, received: Instant) -> Instant {
    let life = Duration::from_secs(u64::try_from(expires_in).unwrap_or(0)).min(LONGEST_LIFE);
    received + life.saturating_sub(RENEWED_BEFORE.min(life / 10))
}

/// The user pool that a token is for. Not every token is a JWT, and not every JWT says it.
pub(crate) fn user_pool_claim(token: &str) -> Option<String> {
    #[derive(Default)]
    struct Claims(Option<String>);

    impl decode::Object for Claims {
        fn read_field<'de, A: serde::de::MapAccess<'de>>(
            &mut self,
            entry: decode::Entry<'_, 'de, A>,
        ) -> Result<(), A::Error> {
            match entry.key() {
                "scoped_userpool_id" => self.0 = entry.read()?,
                _ => entry.skip()?,
            }
            Ok(())
        }
    }

    let payload = token.split('.').nth(1)?.trim_end_matches('=');
    let claims = URL_SAFE_NO_PAD.decode(payload).ok()?;
    let claims = std::str::from_utf8(&claims).ok()?;
    decode::from_json::<Claims>(claims).ok()?.0
}

/// A token as the client keeps it.
pub(crate) struct Token {
    pub(crate) text: String,
    /// What every call with this token carries, the token among them.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) renew_at: Instant,
}

/// The token of one client. Threads that need one while it is being fetched wait for that fetch and share its
/// outcome, a failure too; a failure is not kept.
#[derive(Default)]
pub(crate) struct TokenCache(Mutex<State>);

#[derive(Default)]
struct State {
    token: Option<Arc<Token>>,
    fetch: Option<Arc<Fetch>>,
}

#[derive(Default)]
struct Fetch {
    outcome: Mutex<Option<Result<Arc<Token>, Error>>>,
    done: Condvar,
}

impl TokenCache {
    /// The token, if need be after fetching it or waiting for the thread that does.
    pub(crate) fn get(
        &self,
        deadline: Instant,
        fetch: impl FnOnce() -> Result<Token, Error>,
    ) -> Result<Arc<Token>, Error> {
        let mut state = lock(&self.0);
        if let Some(token) = &state.token {
            if Instant::now() < token.renew_at {
                return Ok(Arc::clone(token));
            }
        }
        if let Some(running) = state.fetch.clone() {
            drop(state);
            return running.wait(deadline);
        }
        let running = Arc::new(Fetch::default());
        state.fetch = Some(Arc::clone(&running));
        drop(state);

        let mut landing = Landing {
            cache: self,
            fetch: &running,
            outcome: None,
        };
        let outcome = fetch().map(Arc::new);
        landing.outcome = Some(outcome.clone());
        outcome
    }
}

impl Fetch {
    fn wait(&self, deadline: Instant) -> Result<Arc<Token>, Error> {
        let patience = deadline.saturating_duration_since(Instant::now());
        let waited = self
            .done
            .wait_timeout_while(lock(&self.outcome), patience, |outcome| outcome.is_none());
        let (outcome, _) = waited.unwrap_or_else(PoisonError::into_inner);
        outcome
            .clone()
            .unwrap_or_else(|| Err(Error::timeout("another thread is still fetching it")))
    }
}

/// Ends a fetch when it goes out of scope, so that a panic in a transport strands nobody.
struct Landing<'a> {
    cache: &'a TokenCache,
    fetch: &'a Fetch,
    outcome: Option<Result<Arc<Token>, Error>>,
}

impl Drop for Landing<'_> {
    fn drop(&mut self) {
        let outcome = self
            .outcome
            .take()
            .unwrap_or_else(|| Err(Error::timeout("the thread that was fetching it panicked")));
        let mut state = lock(&self.cache.0);
        state.fetch = None;
        state.token = outcome.as_ref().ok().cloned();
        drop(state);
        *lock(&self.fetch.outcome) = Some(outcome);
        self.fetch.done.notify_all();
    }
}

/// A lock that a panicking thread has held is as good as any: every change below it is made whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
