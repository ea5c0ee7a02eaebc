//! The management token: fetched once for all threads, kept, and renewed before its end.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use crate::decode;
use crate::error::Error;
use crate::table::reader;
use crate::transport::TransportErrorKind;

/// A token is renewed this long before its end, or a tenth of its life if that is less.
const RENEWED_BEFORE: Duration = Duration::from_secs(30);

/// How long a token endpoint, or a renewal that does not help, is left alone.
const PAUSE: Duration = Duration::from_secs(5);

/// No clock of ours reaches further, and no token should.
const LONGEST_LIFE: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// `data` of the answer to the token request. It has no `Debug`, on purpose.
#[derive(Default)]
pub(crate) struct TokenAnswer {
    pub(crate) access_token: String,
    /// Seconds, in whatever spelling.
    pub(crate) expires_in: Value,
}

reader! { TokenAnswer { access_token = "access_token", expires_in = "expires_in" } }

/// When a token asked for then is to be renewed, and when it ends. The clock is one that cannot jump.
pub(crate) fn life_of(expires_in: &Value, asked: Instant) -> (Instant, Instant) {
    let seconds = match expires_in {
        Value::String(text) => decode::float_in(text.trim()).unwrap_or(0.0),
        number => number.as_f64().unwrap_or(0.0),
    };
    let life = match Duration::try_from_secs_f64(seconds) {
        Ok(life) => life.min(LONGEST_LIFE),
        // Too large for a `Duration`; what is negative or not a number has no life.
        Err(_) if seconds > 0.0 => LONGEST_LIFE,
        Err(_) => Duration::ZERO,
    };
    (asked + life.saturating_sub(RENEWED_BEFORE.min(life / 10)), asked + life)
}

/// The user pool that a token is for. Not every token is a JWT, and not every JWT says it.
pub(crate) fn user_pool_claim(token: &str) -> Option<String> {
    #[derive(Default)]
    struct Claims {
        scoped_userpool_id: Option<String>,
    }

    reader! { Claims { scoped_userpool_id = "scoped_userpool_id" } }

    let payload = token.split('.').nth(1)?.trim_end_matches('=');
    let claims = URL_SAFE_NO_PAD.decode(payload).ok()?;
    let claims = std::str::from_utf8(&claims).ok()?;
    decode::from_json::<Claims>(claims).ok()?.scoped_userpool_id
}

/// A token as the client keeps it.
pub(crate) struct Token {
    pub(crate) text: String,
    /// What every call with this token carries, the token among them.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) renew_at: Instant,
    pub(crate) ends_at: Instant,
}

/// The token of one client. Threads that need one while it is being fetched wait for that fetch and share its
/// outcome, a failure too; a failure is not kept. While a token is renewed before its end, the others go on with it.
#[derive(Default)]
pub(crate) struct TokenCache(Mutex<State>);

#[derive(Default)]
struct State {
    token: Option<Arc<Token>>,
    fetch: Option<Arc<Fetch>>,
    /// An early renewal has failed: until then the old token will do.
    renew_not_before: Option<Instant>,
    /// A new token was refused like the one before it: until then another one is not fetched for a refusal.
    refusals_count_from: Option<Instant>,
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
        fetch: impl FnOnce(Instant) -> Result<Token, Error>,
    ) -> Result<Arc<Token>, Error> {
        let mut state = lock(&self.0);
        let now = Instant::now();
        let old = state.token.as_ref().filter(|token| now < token.ends_at).map(Arc::clone);
        if let Some(token) = &old {
            let not_yet = state.renew_not_before.is_some_and(|time| now < time);
            if now < token.renew_at || not_yet || state.fetch.is_some() {
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
        // A renewal that came early leaves the other half of the time to a call with the old token.
        let fetch_by = match &old {
            Some(_) => now + deadline.saturating_duration_since(now) / 2,
            None => deadline,
        };
        let outcome = fetch(fetch_by).map(Arc::new);
        landing.outcome = Some(outcome.clone());
        drop(landing);
        // A renewal that came early may fail: there is a token yet.
        outcome.or_else(|error| old.filter(|token| Instant::now() < token.ends_at).ok_or(error))
    }

    /// Takes a token out of use, since the service does not accept it, and says whether a new one may be tried. Of
    /// many threads that were refused with the same token, one takes it out, and all share the next.
    pub(crate) fn refuse(&self, refused: &Arc<Token>) -> bool {
        let mut state = lock(&self.0);
        // Where another one is there already, none is fetched for this refusal.
        if state.token.as_ref().is_some_and(|token| Arc::ptr_eq(token, refused)) {
            if state.refusals_count_from.is_some_and(|time| Instant::now() < time) {
                return false;
            }
            state.token = None;
        }
        true
    }

    /// Notes that a new token did not help, so that a service that refuses whatever comes is not asked for a token by
    /// every call.
    pub(crate) fn refused_again(&self, renewed: bool) {
        if renewed {
            lock(&self.0).refusals_count_from = Some(Instant::now() + PAUSE);
        }
    }
}

impl Fetch {
    fn wait(&self, deadline: Instant) -> Result<Arc<Token>, Error> {
        let patience = deadline.saturating_duration_since(Instant::now());
        let waited = self
            .done
            .wait_timeout_while(lock(&self.outcome), patience, |outcome| outcome.is_none());
        let (outcome, _) = waited.unwrap_or_else(PoisonError::into_inner);
        outcome.clone().unwrap_or_else(|| {
            let message = "another thread is still fetching it";
            Err(Error::of_transport(TransportErrorKind::Timeout, message))
        })
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
        let outcome = self.outcome.take().unwrap_or_else(|| {
            let message = "the thread that was fetching it panicked";
            Err(Error::of_transport(TransportErrorKind::Other, message))
        });
        let mut state = lock(&self.cache.0);
        state.fetch = None;
        state.renew_not_before = match &outcome {
            Ok(token) => {
                state.token = Some(Arc::clone(token));
                None
            }
            Err(_) => Some(Instant::now() + PAUSE),
        };
        drop(state);
        *lock(&self.fetch.outcome) = Some(outcome);
        self.fetch.done.notify_all();
    }
}

/// A lock that a panicking thread has held is as good as any: every change below it is made whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_token_is_renewed_early_but_never_before_it_was_asked_for() {
        let asked = Instant::now();
        let kept = |expires_in: Value| (life_of(&expires_in, asked).0 - asked).as_secs_f64();
        for (expires_in, seconds) in [
            (json!(7200), 7170.0),
            (json!("7200"), 7170.0),
            (json!(300), 270.0),
            (json!(100), 90.0),
            (json!(10), 9.0),
            (json!(1), 0.9),
            (json!(0.5), 0.45),
            (json!(0), 0.0),
            (json!(-5), 0.0),
            (json!(i64::MIN), 0.0),
            (json!(u64::MAX), 31_535_970.0),
            (json!(1e300), 31_535_970.0),
            (json!("inf"), 0.0),
            (json!("1e300"), 31_535_970.0),
            (json!("NaN"), 0.0),
            (json!("soon"), 0.0),
            (json!(null), 0.0),
            (json!([7200]), 0.0),
        ] {
            let found = kept(expires_in.clone());
            assert!((found - seconds).abs() < 1e-6, "{expires_in}: {found}");
        }
    }

    #[test]
    fn the_claim_is_read_from_base64url_and_is_optional() {
        // {"scoped_userpool_id":"pool?>~"}, with the characters that plain base64 spells otherwise.
        let payload = "eyJzY29wZWRfdXNlcnBvb2xfaWQiOiJwb29sPz5-In0";
        let claim = Some("pool?>~".to_owned());
        assert_eq!(user_pool_claim(&format!("head.{payload}.sign")), claim);
        assert_eq!(user_pool_claim(&format!("head.{payload}=.sign")), claim);
        for opaque in ["", "opaque", ".", "a.b.c", "a.!!.c", "a.eyJ.c", "a.W10.c", "a.e30.c"] {
            assert_eq!(user_pool_claim(opaque), None, "{opaque}");
        }
    }
}
