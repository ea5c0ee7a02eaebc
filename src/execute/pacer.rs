//! Paces the requests of a client and its clones, first come, first served.

mod measurement;
mod pace;
mod pauses;
#[cfg(test)]
mod simulation;

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use self::pace::Pace;
pub(crate) use self::pace::Permit;

/// Hands out permits: at the rate of `rate_limit`, at the rate that the service is found to accept, and none while the
/// service refuses requests.
pub(crate) struct Pacer {
    /// Until the service refuses a request, this is all that requests without a `rate_limit` look at.
    is_limiting: AtomicBool,
    has_rate_limit: bool,
    state: Mutex<State>,
}

struct State {
    pace: Pace,
    /// The threads that wait for a permit. Only the first one waits for a certain time; the others wait to be the first.
    queue: VecDeque<Thread>,
}

/// How to wait for a permit.
#[derive(Clone, Copy)]
pub(crate) struct Wait<'a> {
    /// Whether the pace found for the service applies, and not only the `rate_limit`.
    pub(crate) adapts: bool,
    pub(crate) deadline: Option<Instant>,
    /// Ends the wait. It is looked at whenever the waiting thread is unparked.
    pub(crate) is_stopped: &'a dyn Fn() -> bool,
}

impl Pacer {
    pub(crate) fn new(rate_limit: Option<u32>) -> Self {
        let pace = Pace::new(rate_limit);
        Pacer {
            is_limiting: AtomicBool::new(pace.is_limiting()),
            has_rate_limit: rate_limit.is_some(),
            state: Mutex::new(State {
                pace,
                queue: VecDeque::new(),
            }),
        }
    }

    pub(crate) fn has_rate_limit(&self) -> bool {
        self.has_rate_limit
    }

    /// Waits for a permit. If it would only be due after the deadline, returns `None` at once and takes none.
    pub(crate) fn acquire(&self, wait: Wait<'_>) -> Option<Permit> {
        let Wait { adapts, deadline, .. } = wait;
        let applies = self.has_rate_limit || adapts;
        if !applies || !self.is_limiting.load(Ordering::Relaxed) {
            return Some(Permit::UNCOUNTED);
        }
        let thread = thread::current();
        let mut has_waited = false;
        let mut state = self.lock();
        state.queue.push_back(thread.clone());
        let permit = loop {
            let now = Instant::now();
            let ahead = state.queue.iter().take_while(|other| other.id() != thread.id()).count();
            let is_too_late = deadline.is_some_and(|deadline| state.pace.earliest(now, ahead, adapts) >= deadline);
            if is_too_late || (wait.is_stopped)() {
                break None;
            }
            let due = state.pace.due(now, adapts);
            if ahead == 0 && due <= now {
                break Some(state.pace.take(now, adapts, has_waited));
            }
            has_waited = true;
            drop(state);
            park_until(if ahead == 0 { Some(due) } else { deadline }, now);
            state = self.lock();
        };
        state.queue.retain(|other| other.id() != thread.id());
        state.wake_first();
        permit
    }

    /// Tells that the service refused a request for now, and maybe for how long. All requests then wait.
    pub(crate) fn refused(&self, permit: Permit, retry_after: Option<Duration>, base_delay: Duration) {
        let mut state = self.lock();
        state.pace.refused(permit, Instant::now(), retry_after, base_delay);
        self.is_limiting.store(true, Ordering::Relaxed);
    }

    /// Tells that a request was not refused.
    pub(crate) fn settled(&self, permit: Permit) {
        if !self.is_limiting.load(Ordering::Relaxed) {
            return;
        }
        let mut state = self.lock();
        if state.pace.settled(permit, Instant::now()) {
            self.is_limiting.store(state.pace.is_limiting(), Ordering::Relaxed);
            state.wake_first();
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn wake_first(&self) {
        if let Some(first) = self.queue.front() {
            first.unpark();
        }
    }
}

/// Waits until a time, unless stopped: see [`Wait::is_stopped`].
pub(crate) fn wait_until(end: Instant, is_stopped: &dyn Fn() -> bool) {
    loop {
        let now = Instant::now();
        if now >= end || is_stopped() {
            return;
        }
        park_until(Some(end), now);
    }
}

/// May return early, as parking does.
fn park_until(end: Option<Instant>, now: Instant) {
    match end {
        Some(end) => thread::park_timeout(end.saturating_duration_since(now)),
        None => thread::park(),
    }
}
