//! When a call is sent again, and after which wait.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::{Duration, Instant};

use crate::error::{Error, Failure};
use crate::operation::OperationEffect;

/// When and how often a call is sent again.
///
/// ```
/// use std::time::Duration;
/// use genauth::{ManagementClient, RetryPolicy};
///
/// let client = ManagementClient::builder()
///     .access_key_id("60b49eb83fd80adb96f26e68")
///     .access_key_secret("e6f26e6860b49eb83fd80adb96f26e68")
///     .retry(RetryPolicy::default().attempts(5).deadline(Duration::from_secs(120)))
///     .build()?;
/// # Ok::<(), genauth::Error>(())
/// ```
///
/// | what happened | a read | a write |
/// |---|---|---|
/// | the service was not reached: name, connection, TLS | again | again |
/// | too many requests (429) | again, after the `Retry-After` of the answer | again, likewise |
/// | 502, 503, 504, a broken connection, no answer in time | again | **not again**: [`Error::may_have_happened`] |
/// | the token was refused (401) | once more, with a new token | once more, with a new token |
/// | anything else | not again | not again |
///
/// Whether an operation reads or writes stands in [`Operation::effect`](crate::Operation::effect). A write that may
/// have happened is never repeated.
///
/// The wait before attempt *n* + 1 is random, between nothing and `base_delay` × 2ⁿ⁻¹, and `max_delay` at most. What a
/// `Retry-After` says is waited even if it is longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    attempts: u32,
    base_delay: Duration,
    max_delay: Duration,
    deadline: Option<Duration>,
}

/// Within which time everything is done where nothing else is said, unless one attempt has more.
const DEFAULT_DEADLINE: Duration = Duration::from_secs(60);

/// 3 attempts, waits of 200 ms growing to 20 s at most, everything within 60 s.
impl Default for RetryPolicy {
    fn default() -> Self {
        RetryPolicy {
            attempts: 3,
            base_delay: Duration::from_millis(200),
            max_delay: Duration::from_secs(20),
            deadline: None,
        }
    }
}

impl RetryPolicy {
    /// One attempt, whatever comes of it.
    ///
    /// A token that was refused is still renewed once: that belongs to the one attempt.
    #[must_use]
    pub fn none() -> Self {
        Self::default().attempts(1)
    }

    /// How often a call is sent at most, the first time included. 0 counts as 1.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// Bound of the first wait; it doubles with each attempt.
    #[must_use]
    pub fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// Bound of every wait, but for one that a `Retry-After` asks for.
    #[must_use]
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// Time for all attempts and waits together: 60 s by default, or the timeout of one attempt if that is longer. An
    /// attempt ends by it, and no wait begins that would not.
    #[must_use]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    #[cfg(feature = "events")]
    pub(crate) fn max_attempts(&self) -> u32 {
        self.attempts
    }

    /// A wait behind an attempt.
    pub(crate) fn back_off(&self, attempt: u32) -> Duration {
        self.bound(attempt).mul_f64(random_fraction())
    }

    /// Its bound.
    fn bound(&self, attempt: u32) -> Duration {
        let factor = 2_u32.saturating_pow(attempt.saturating_sub(1));
        self.base_delay.saturating_mul(factor).min(self.max_delay)
    }
}

/// The attempts of one call.
pub(crate) struct Attempts {
    policy: RetryPolicy,
    started: Instant,
    timeout: Duration,
    /// How often the call was sent, or was tried to be.
    pub(crate) made: u32,
    /// Of these, how many the policy does not count.
    free: u32,
}

impl Attempts {
    pub(crate) fn begin(policy: RetryPolicy, timeout: Duration) -> Self {
        Attempts {
            policy,
            started: Instant::now(),
            timeout,
            made: 0,
            free: 0,
        }
    }

    /// Begins an attempt, and says until when it may last.
    pub(crate) fn next(&mut self) -> Instant {
        self.made += 1;
        let end = Instant::now() + self.timeout;
        // No clock reaches a deadline that overflows it.
        self.started
            .checked_add(self.deadline())
            .map_or(end, |deadline| end.min(deadline))
    }

    /// The attempt was spoilt by a token that was refused: that is not the call's fault.
    pub(crate) fn forgive(&mut self) {
        self.free += 1;
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// The wait before the next attempt, if there is to be one.
    pub(crate) fn wait_after(&self, error: &Error, effect: OperationEffect) -> Option<Duration> {
        let asked = match (error.failure(), effect) {
            (Failure::RateLimited, _) | (Failure::Unsettled, OperationEffect::Read) => error.retry_after(),
            (Failure::NotReached, _) => None,
            _ => return None,
        };
        let counted = self.made - self.free;
        if counted >= self.policy.attempts {
            return None;
        }
        let back_off = self.policy.back_off(counted);
        let wait = asked.map_or(back_off, |asked| asked.max(back_off));
        (self.elapsed().saturating_add(wait) < self.deadline()).then_some(wait)
    }

    fn deadline(&self) -> Duration {
        self.policy
            .deadline
            .unwrap_or_else(|| DEFAULT_DEADLINE.max(self.timeout))
    }
}

/// At random from 0 to 1. The standard library seeds its hash maps at random, which will do to spread waits.
fn random_fraction() -> f64 {
    let random = RandomState::new().build_hasher().finish();
    // The highest 32 bits: a float holds them exactly.
    f64::from(u32::try_from(random >> 32).unwrap_or(u32::MAX)) / f64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_their_bound() {
        let policy = RetryPolicy::default();
        let bounds: Vec<_> = (1..=9).map(|attempt| policy.bound(attempt).as_millis()).collect();
        assert_eq!(bounds, [200, 400, 800, 1600, 3200, 6400, 12800, 20000, 20000]);
        assert_eq!(policy.bound(u32::MAX), Duration::from_secs(20));
    }

    #[test]
    fn waits_are_spread() {
        let fractions: Vec<f64> = (0..1000).map(|_| random_fraction()).collect();
        assert!(fractions.iter().all(|fraction| (0.0..=1.0).contains(fraction)));
        let low = fractions.iter().filter(|&&fraction| fraction < 0.5).count();
        assert!((300..700).contains(&low), "{low} of 1000 below one half");
    }
}
