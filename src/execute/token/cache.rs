//! The token of a client: fetched on a thread of its own, and shared by all threads that need it.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::Token;
use crate::error::Error;
use crate::execute::retry::AttemptTime;
use crate::transport::{TransportErrorKind, format_duration};

/// How long to wait after a failed early renewal, or after one that did not help.
const RENEWAL_PAUSE: Duration = Duration::from_secs(1);

/// How long a fetch that must end by a request's deadline may still take to report its error.
const GRACE: Duration = Duration::from_millis(200);

const THREAD_NAME: &str = "genauth-token";

type Outcome = Result<Arc<Token>, Error>;

/// The token of a client.
///
/// A token is fetched on a thread of its own, so that no request's deadline ends a fetch that others wait for. There is
/// at most one fetch at a time. Each request waits for it until its own deadline, and gets its outcome, including a
/// failure, which is not kept. A fetch that exceeds its time limit starts again if a request with a later deadline is
/// waiting; so a request never fails because of another one's timeout.
///
/// While a token is renewed early, no request waits: all of them continue to use the old one.
#[derive(Default)]
pub(crate) struct TokenCache(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    token: Option<Arc<Token>>,
    running: Option<Running>,
    /// After a failed early renewal, the token is used at least until then.
    no_renewal_before: Option<Instant>,
    /// After a new token was rejected as well, a rejection causes no fetch until then.
    no_rejection_before: Option<Instant>,
}

/// The fetch in progress.
struct Running {
    fetch: Arc<Fetch>,
    /// The latest deadline of the requests that wait for it. A request stops waiting at its deadline, so none waits if
    /// this has passed.
    latest_deadline: Instant,
}

struct Fetch {
    progress: Mutex<Progress>,
    done: Condvar,
}

struct Progress {
    /// When the token request now in progress must end.
    limit: Instant,
    outcome: Option<Outcome>,
}

impl TokenCache {
    /// The token, if it is valid, or else a new one. `make_fetch` makes what sends a token request with a time limit.
    pub(super) fn get<F>(&self, time: AttemptTime, timeout: Duration, make_fetch: impl FnOnce() -> F) -> Outcome
    where
        F: FnMut(Instant) -> Result<Token, Error> + Send + 'static,
    {
        let mut state = lock(&self.0);
        let now = Instant::now();
        let current = state
            .token
            .as_ref()
            .filter(|token| now < token.expires_at)
            .map(Arc::clone);
        if let Some(token) = &current {
            let is_paused = state.no_renewal_before.is_some_and(|time| now < time);
            if now < token.renew_at || is_paused || state.running.is_some() {
                return Ok(Arc::clone(token));
            }
        }
        if let Some(running) = &mut state.running {
            running.latest_deadline = running.latest_deadline.max(time.deadline);
            let fetch = Arc::clone(&running.fetch);
            drop(state);
            return fetch.wait(time);
        }
        // A request with a short timeout starts a fetch that has the client's timeout, since others may join it.
        let limit = time.deadline.max(time.started + timeout);
        let fetch = Arc::new(Fetch {
            progress: Mutex::new(Progress { limit, outcome: None }),
            done: Condvar::new(),
        });
        state.running = Some(Running {
            fetch: Arc::clone(&fetch),
            latest_deadline: if current.is_some() { now } else { time.deadline },
        });
        drop(state);
        let worker = Worker {
            cache: Arc::clone(&self.0),
            fetch: Arc::clone(&fetch),
            abort_reason: "no thread could be started to fetch it",
        };
        let fetch_token = make_fetch();
        // If this fails, the worker is dropped, which reports it.
        let _ = thread::Builder::new()
            .name(THREAD_NAME.to_owned())
            .spawn(move || worker.run(limit, fetch_token));
        current.map_or_else(|| fetch.wait(time), Ok)
    }

    /// Discards a token that the service has rejected, and returns whether a new one may be tried. If many threads are
    /// rejected with the same token, one of them discards it, and all share the next one.
    pub(super) fn reject(&self, rejected: &Arc<Token>) -> bool {
        let mut state = lock(&self.0);
        // If it has been replaced already, the new one is tried.
        if state.token.as_ref().is_some_and(|token| Arc::ptr_eq(token, rejected)) {
            if state.no_rejection_before.is_some_and(|time| Instant::now() < time) {
                return false;
            }
            state.token = None;
        }
        true
    }

    /// Prevents that a service which rejects every token is asked for one by every request.
    pub(super) fn pause_renewals(&self) {
        lock(&self.0).no_rejection_before = Some(Instant::now() + RENEWAL_PAUSE);
    }
}

impl Fetch {
    fn wait(&self, time: AttemptTime) -> Outcome {
        let mut progress = self.wait_until(time.deadline, lock(&self.progress));
        // A token request that must end by this deadline, too, reports more than a timeout, such as which host does not
        // respond.
        if progress.limit <= time.deadline {
            progress = self.wait_until(Instant::now() + GRACE, progress);
        }
        progress.outcome.clone().unwrap_or_else(|| {
            let waited = format_duration(time.deadline.saturating_duration_since(time.started));
            let message = format!("no response within {waited} (`timeout`)");
            Err(Error::transport(TransportErrorKind::Timeout, message))
        })
    }

    fn wait_until<'a>(&self, deadline: Instant, progress: MutexGuard<'a, Progress>) -> MutexGuard<'a, Progress> {
        let timeout = deadline.saturating_duration_since(Instant::now());
        let waited = self
            .done
            .wait_timeout_while(progress, timeout, |progress| progress.outcome.is_none());
        waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

/// Runs a fetch. It ends the fetch when it is dropped, so that a panic in a transport leaves no thread waiting.
struct Worker {
    cache: Arc<Mutex<State>>,
    fetch: Arc<Fetch>,
    /// What to report if the fetch ends without an outcome.
    abort_reason: &'static str,
}

impl Worker {
    fn run(mut self, mut limit: Instant, mut fetch_token: impl FnMut(Instant) -> Result<Token, Error>) {
        self.abort_reason = "the thread that was fetching it panicked";
        loop {
            let outcome = fetch_token(limit).map(Arc::new);
            let has_exceeded_limit = matches!(&outcome, Err(error) if error.is_timeout()) && Instant::now() >= limit;
            let state = lock(&self.cache);
            // The decision and the end of the fetch share the lock with joining it, so no request joins in between.
            let latest = state.running.as_ref().map_or(limit, |running| running.latest_deadline);
            if !has_exceeded_limit || latest <= Instant::now() {
                // It holds the client's settings and transport, which must not outlive the client's last request.
                drop(fetch_token);
                return self.finish(state, outcome);
            }
            limit = latest;
            lock(&self.fetch.progress).limit = limit;
        }
    }

    fn finish(&self, mut state: MutexGuard<'_, State>, outcome: Outcome) {
        state.running = None;
        state.no_renewal_before = match &outcome {
            Ok(token) => {
                state.token = Some(Arc::clone(token));
                None
            }
            Err(_) => Some(Instant::now() + RENEWAL_PAUSE),
        };
        drop(state);
        lock(&self.fetch.progress).outcome = Some(outcome);
        self.fetch.done.notify_all();
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if lock(&self.fetch.progress).outcome.is_none() {
            let error = Error::transport(TransportErrorKind::Other, self.abort_reason);
            self.finish(lock(&self.cache), Err(error));
        }
    }
}

/// A poisoned lock is still consistent: all changes made under it are complete.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    const LONG: Duration = Duration::from_secs(60);

    fn token(text: &str, renew_at: Instant) -> Token {
        Token::new(text.to_owned(), String::new(), (renew_at, Instant::now() + LONG))
    }

    fn cache_to_renew() -> TokenCache {
        let cache = TokenCache::default();
        lock(&cache.0).token = Some(Arc::new(token("old", Instant::now())));
        cache
    }

    fn wait_for_end(cache: &TokenCache) {
        while lock(&cache.0).running.is_some() {
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// The text of the token that a request gets.
    fn get(cache: &TokenCache, fetch: impl FnMut(Instant) -> Result<Token, Error> + Send + 'static) -> String {
        let time = AttemptTime::starting_now(LONG);
        cache.get(time, LONG, || fetch).unwrap().text.clone()
    }

    fn unexpected(_: Instant) -> Result<Token, Error> {
        panic!("on purpose: another fetch")
    }

    #[test]
    fn no_request_waits_for_an_early_renewal() {
        let cache = cache_to_renew();
        let (may_end, end) = mpsc::channel();
        let first = get(&cache, move |_| {
            end.recv().unwrap();
            Ok(token("new", Instant::now() + LONG))
        });
        assert_eq!(first, "old");
        assert_eq!(get(&cache, unexpected), "old");
        may_end.send(()).unwrap();
        wait_for_end(&cache);
        assert_eq!(get(&cache, unexpected), "new");
    }

    #[test]
    fn a_failed_early_renewal_is_hidden_and_not_repeated_at_once() {
        let cache = cache_to_renew();
        let failing = |_| Err(Error::transport(TransportErrorKind::Connect, ""));
        assert_eq!(get(&cache, failing), "old");
        wait_for_end(&cache);
        assert_eq!(get(&cache, unexpected), "old");
        assert!(lock(&cache.0).running.is_none());
    }
}
