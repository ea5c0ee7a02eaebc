//! Paces the requests of a client and its clones, first come, first served.

mod measurement;
mod pace;
mod pauses;
#[cfg(test)]
mod simulation;
mod trials;

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
    /// Whether the deadline is extended by the time that the `rate_limit` requires for those ahead in the queue.
    pub(crate) extends_deadline: bool,
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
        let Wait {
            adapts, mut deadline, ..
        } = wait;
        let applies = self.has_rate_limit || adapts;
        if !applies || !self.is_limiting.load(Ordering::Relaxed) {
            return Some(Permit::UNCOUNTED);
        }
        let thread = thread::current();
        let mut has_waited = false;
        let mut state = self.lock();
        if wait.extends_deadline {
            let queue = state.pace.time_of(state.queue.len());
            deadline = deadline.and_then(|deadline| deadline.checked_add(queue));
        }
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
        // If it was a probe, the next one may be due earlier than if its outcome were unknown.
        state.wake_first();
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

/// Waits for some time, unless stopped: see [`Wait::is_stopped`].
pub(crate) fn wait_for(time: Duration, is_stopped: &dyn Fn() -> bool) {
    let mut now = Instant::now();
    // A time that overflows the clock never ends.
    let end = now.checked_add(time);
    while end.is_none_or(|end| now < end) && !is_stopped() {
        park_until(end, now);
        now = Instant::now();
    }
}

/// May return early, as parking does.
fn park_until(end: Option<Instant>, now: Instant) {
    match end {
        Some(end) => thread::park_timeout(end.saturating_duration_since(now)),
        None => thread::park(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WAIT: Wait<'static> = Wait {
        adapts: true,
        deadline: None,
        extends_deadline: false,
        is_stopped: &|| false,
    };

    #[test]
    fn permits_are_one_interval_apart() {
        let pacer = Pacer::new(Some(100));
        let started = Instant::now();
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| (0..5).for_each(|_| assert!(pacer.acquire(WAIT).is_some())));
            }
        });
        // The first permit is due at once, 19 follow 10 ms apart, and one of them may have been late.
        assert!(started.elapsed() >= Duration::from_millis(180));
    }

    #[test]
    fn a_permit_after_the_deadline_is_neither_awaited_nor_taken() {
        let pacer = Pacer::new(Some(1));
        let deadline = Some(Instant::now() + Duration::from_millis(100));
        assert!(pacer.acquire(Wait { deadline, ..WAIT }).is_some());
        let last = pacer.lock().pace.due(Instant::now(), true);
        assert!(pacer.acquire(Wait { deadline, ..WAIT }).is_none());
        assert_eq!(pacer.lock().pace.due(Instant::now(), true), last);
        assert!(pacer.lock().queue.is_empty());
    }

    #[test]
    fn requests_queue_in_the_order_of_their_arrival() {
        let pacer = &Pacer::new(None);
        pacer.refused(Permit::UNCOUNTED, Some(Duration::from_secs(1000)), Duration::ZERO);
        let stop = &AtomicBool::new(false);
        thread::scope(|scope| {
            let mut arrived = Vec::new();
            for place in 1..=8 {
                arrived.push(scope.spawn(move || {
                    pacer.acquire(Wait {
                        is_stopped: &|| stop.load(Ordering::SeqCst),
                        ..WAIT
                    })
                }));
                while pacer.lock().queue.len() < place {
                    thread::yield_now();
                }
            }
            let queue: Vec<_> = pacer.lock().queue.iter().map(Thread::id).collect();
            let expected: Vec<_> = arrived.iter().map(|waiting| waiting.thread().id()).collect();
            assert_eq!(queue, expected);
            stop.store(true, Ordering::SeqCst);
            for waiting in &arrived {
                waiting.thread().unpark();
            }
        });
    }

    #[test]
    fn a_stopped_wait_ends_when_its_thread_is_unparked() {
        let pacer = &Pacer::new(None);
        let permit = pacer.acquire(WAIT).unwrap();
        pacer.refused(permit, Some(Duration::from_secs(1000)), Duration::ZERO);
        let is_stopped = &AtomicBool::new(false);
        thread::scope(|scope| {
            let waiting = scope.spawn(move || {
                pacer.acquire(Wait {
                    is_stopped: &|| is_stopped.load(Ordering::SeqCst),
                    ..WAIT
                })
            });
            is_stopped.store(true, Ordering::SeqCst);
            waiting.thread().unpark();
            assert_eq!(waiting.join().unwrap(), None);
        });
        assert!(pacer.lock().queue.is_empty());
    }

    #[test]
    fn the_first_in_the_queue_learns_that_a_probe_was_refused() {
        let pacer = Pacer::new(None);
        pacer.refused(Permit::UNCOUNTED, None, Duration::ZERO);
        let probe = pacer.acquire(WAIT).unwrap();
        pacer.lock().queue.push_back(thread::current());
        pacer.refused(probe, None, Duration::ZERO);
        // It would not return if the outcome of the probe woke no thread.
        thread::park();
    }

    #[test]
    fn a_pause_beyond_the_deadline_fails_at_once() {
        let pacer = Pacer::new(None);
        pacer.refused(Permit::UNCOUNTED, Some(Duration::from_secs(1000)), Duration::ZERO);
        let deadline = Some(Instant::now() + Duration::from_secs(60));
        assert_eq!(pacer.acquire(Wait { deadline, ..WAIT }), None);
        // Requests without retries do not wait.
        let wait = Wait { adapts: false, ..WAIT };
        assert_eq!(pacer.acquire(wait), Some(Permit::UNCOUNTED));
    }
}
