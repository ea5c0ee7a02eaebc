//! What the requests of a bulk run share: whether it was stopped, and how many retries are left.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, Thread};
use std::time::Duration;

use super::pacer::wait_for;

/// What a retry takes from the budget, to which a success returns 1. Thus a run can go on while one request in five
/// fails.
const COST_OF_RETRY: u32 = 4;

/// A run starts with 100 retries, and cannot save up more.
const FULL_BUDGET: u32 = 100 * COST_OF_RETRY;

/// The state of a bulk run. It is over when it is dropped.
pub(crate) struct BulkRun {
    is_stopped: AtomicBool,
    /// The threads to wake when the run is stopped.
    waiting: Mutex<Vec<Thread>>,
    budget: AtomicU32,
}

impl Default for BulkRun {
    fn default() -> Self {
        BulkRun {
            is_stopped: AtomicBool::new(false),
            waiting: Mutex::default(),
            budget: AtomicU32::new(FULL_BUDGET),
        }
    }
}

impl BulkRun {
    /// Ends all waits.
    pub(crate) fn stop(&self) {
        self.is_stopped.store(true, Ordering::SeqCst);
        self.waiting().iter().for_each(Thread::unpark);
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.is_stopped.load(Ordering::SeqCst)
    }

    /// Waits for this time, and returns whether the run was stopped meanwhile.
    pub(crate) fn is_stopped_within(&self, time: Duration) -> bool {
        let _registered = self.wake_on_stop();
        wait_for(time, &|| self.is_stopped());
        self.is_stopped()
    }

    /// Unparks this thread when the run is stopped, for as long as the returned value lives.
    pub(crate) fn wake_on_stop(&self) -> WakeOnStop<'_> {
        self.waiting().push(thread::current());
        WakeOnStop(self)
    }

    /// Takes a retry from the budget, and returns whether there was one left.
    pub(crate) fn take_retry(&self) -> bool {
        let take = |budget: u32| budget.checked_sub(COST_OF_RETRY);
        self.budget
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, take)
            .is_ok()
    }

    /// Notes that a request succeeded.
    pub(crate) fn succeeded(&self) {
        let refill = |budget: u32| (budget < FULL_BUDGET).then_some(budget + 1);
        // It fails if the budget is full.
        let _ = self.budget.fetch_update(Ordering::Relaxed, Ordering::Relaxed, refill);
    }

    fn waiting(&self) -> MutexGuard<'_, Vec<Thread>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// See [`BulkRun::wake_on_stop`].
pub(crate) struct WakeOnStop<'a>(&'a BulkRun);

impl Drop for WakeOnStop<'_> {
    fn drop(&mut self) {
        let this = thread::current().id();
        let mut waiting = self.0.waiting();
        if let Some(position) = waiting.iter().position(|thread| thread.id() == this) {
            waiting.swap_remove(position);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stopping_ends_a_wait_on_another_thread() {
        let run = BulkRun::default();
        thread::scope(|scope| {
            let waiting = scope.spawn(|| run.is_stopped_within(Duration::from_secs(1000)));
            while run.waiting().is_empty() {
                thread::yield_now();
            }
            run.stop();
            assert!(waiting.join().unwrap());
        });
        assert!(run.waiting().is_empty());
        assert!(
            run.is_stopped_within(Duration::MAX),
            "a stopped run does not wait at all"
        );
    }

    #[test]
    fn a_run_has_a_hundred_retries_and_earns_one_with_four_successes() {
        let run = BulkRun::default();
        run.succeeded();
        assert_eq!((0..200).filter(|_| run.take_retry()).count(), 100);
        (0..3).for_each(|_| run.succeeded());
        assert!(!run.take_retry());
        run.succeeded();
        assert!(run.take_retry());
    }
}
