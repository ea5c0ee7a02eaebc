//! Counts failures, and decides when the caller sees one and how long to wait before the next attempt.

use std::time::{Duration, Instant};

use crate::error::Error;
use crate::execute::retry::RetryPolicy;
use crate::schema::OperationEffect;

/// The failures since the last message.
#[derive(Default)]
pub(super) struct Failures {
    count: u32,
    /// When the first of them happened.
    since: Option<Instant>,
    /// How many of them happened since the caller last saw one.
    unreported: u32,
    /// When the attempts began that the caller has not seen the result of. The deadline of the policy counts from here.
    attempting_since: Option<Instant>,
    /// The wait before the next attempt.
    delay: Duration,
}

impl Failures {
    /// A message was received, so the service works.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// The wait before the next attempt.
    pub(super) fn delay(&self) -> Duration {
        self.delay
    }

    /// Starts an attempt to connect. Returns how much of the deadline remains for it.
    pub(super) fn start_attempt(&mut self, deadline: Duration) -> Duration {
        let elapsed = self.attempting_since.get_or_insert_with(Instant::now).elapsed();
        deadline.saturating_sub(elapsed)
    }

    /// A connection was established. How long it lasts does not count towards the deadline.
    pub(super) fn connected(&mut self) {
        self.attempting_since = None;
    }

    /// Records a failure. Returns it if the caller must see it, which is decided as for a request: another attempt
    /// cannot help, there were as many as the policy allows, or the next one would begin after the deadline.
    pub(super) fn record(&mut self, error: Error, policy: &RetryPolicy, deadline: Duration) -> Option<Error> {
        self.count = self.count.saturating_add(1);
        self.unreported = self.unreported.saturating_add(1);
        let elapsed = self.since.get_or_insert_with(Instant::now).elapsed();
        let attempting = self.attempting_since.get_or_insert_with(Instant::now).elapsed();
        let backoff = policy.backoff(self.count);
        let delay = error.retry_after().map_or(backoff, |requested| requested.max(backoff));
        // If the caller continues after the error, a service that asks for years still gets a pause.
        self.delay = delay.min(deadline);
        let is_final = !error.is_retryable()
            || self.unreported >= policy.max_attempts()
            || attempting.saturating_add(delay) >= deadline;
        let error = error.finish(OperationEffect::Read, self.count, elapsed);
        if !is_final {
            return None;
        }
        self.unreported = 0;
        self.attempting_since = None;
        Some(error)
    }
}
