//! The client-side rate limit.

use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Hands out permits at a fixed interval.
pub(crate) struct RateLimit {
    interval: Duration,
    /// When the next permit is due.
    next: Mutex<Instant>,
}

impl RateLimit {
    pub(crate) fn per_second(requests: u32) -> Self {
        RateLimit {
            interval: Duration::from_secs(1) / requests.max(1),
            next: Mutex::new(Instant::now()),
        }
    }

    /// Waits for a permit. If it would only be due after the deadline, returns `false` at once and takes none.
    pub(crate) fn acquire(&self, deadline: Option<Instant>) -> bool {
        let now = Instant::now();
        let due = {
            let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
            let due = now.max(*next);
            if deadline.is_some_and(|deadline| due >= deadline) {
                return false;
            }
            *next = due + self.interval;
            due
        };
        thread::sleep(due.saturating_duration_since(now));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn permits_are_one_interval_apart() {
        let limit = RateLimit::per_second(100);
        let started = Instant::now();
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| (0..5).for_each(|_| assert!(limit.acquire(None))));
            }
        });
        // The first permit is due at once, and 19 follow 10 ms apart.
        assert!(started.elapsed() >= Duration::from_millis(190));
    }

    #[test]
    fn a_permit_after_the_deadline_is_neither_awaited_nor_taken() {
        let limit = RateLimit::per_second(1);
        let soon = Some(Instant::now() + Duration::from_millis(100));
        assert!(limit.acquire(soon));
        let next = *limit.next.lock().unwrap();
        assert!(!limit.acquire(soon));
        assert_eq!(*limit.next.lock().unwrap(), next);
    }
}
