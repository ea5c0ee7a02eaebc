//! A limit of the client's own, so that the service need not set one.

use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Lets calls go one interval apart.
pub(crate) struct RateLimit {
    interval: Duration,
    /// When the next call may go.
    next: Mutex<Instant>,
}

impl RateLimit {
    pub(crate) fn per_second(calls: u32) -> Self {
        RateLimit {
            interval: Duration::from_secs(1) / calls.max(1),
            next: Mutex::new(Instant::now()),
        }
    }

    /// Waits for the turn of a call; if that would come after the deadline, it does not wait and says so.
    pub(crate) fn wait(&self, deadline: Instant) -> bool {
        let now = Instant::now();
        let turn = {
            let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
            let turn = now.max(*next);
            if turn >= deadline {
                return false;
            }
            *next = turn + self.interval;
            turn
        };
        thread::sleep(turn.saturating_duration_since(now));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_go_one_interval_apart() {
        let limit = RateLimit::per_second(100);
        let begun = Instant::now();
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| (0..5).for_each(|_| assert!(limit.wait(begun + Duration::from_secs(60)))));
            }
        });
        // The first goes at once; 19 follow, 10 ms apart.
        assert!(begun.elapsed() >= Duration::from_millis(190));
    }

    #[test]
    fn a_turn_behind_the_deadline_is_not_waited_for_and_not_lost() {
        let limit = RateLimit::per_second(1);
        let soon = Instant::now() + Duration::from_millis(100);
        assert!(limit.wait(soon));
        let taken = *limit.next.lock().unwrap();
        assert!(!limit.wait(soon));
        assert_eq!(*limit.next.lock().unwrap(), taken);
    }
}
