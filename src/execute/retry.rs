//! When a request is repeated, and after which delay.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::{Duration, Instant};

use crate::error::{Error, RetryClass};
use crate::schema::OperationEffect;

/// When and how often a request is repeated.
///
/// ```no_run
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
/// | what happened | read | write or destructive |
/// |---|---|---|
/// | The service was not reached: host name, connection, TLS | retried | retried |
/// | The certificate is not trusted, or something else that another attempt cannot change | not retried | not retried |
/// | Too many requests (429) | retried after its `Retry-After` | retried after its `Retry-After` |
/// | 502, 503, 504, a closed connection, no response in time | retried | **not retried**: see [`Error::may_have_happened`] |
/// | The token was rejected (401) | retried once with a new token, unless the caller supplied it | the same |
/// | Anything else | not retried | not retried |
///
/// [`Operation::effect`](crate::schema::Operation::effect) says which operations read. A write that may have been
/// applied is never repeated.
///
/// # Pacing
///
/// When the service refuses requests (429, or 503 with `Retry-After`), all bulk runs of the client and its clones wait:
/// for the `Retry-After`, or else shortly. Then they send at the rate that the service was measured to accept, which grows
/// again when nothing is refused. Bulk runs are [`send_all`](crate::ManagementClient::send_all),
/// [`batches`](crate::Request::batches) and [`pages`](crate::Request::pages).
///
/// In a run, such refusals do not count towards the number of attempts, only towards the deadline. Other retries have a
/// limit in common: 100 at first, and one more for every four requests that succeed. Without retries
/// ([`none`](Self::none)) there is no pacing.
///
/// # When a write is in doubt
///
/// The `statusCode` of a complete envelope decides, or else the HTTP status of a complete response. 2xx is success. A
/// write is repeated only after a complete 401, a complete 4xx with an `apiCode` that rejects the token, or a complete
/// 429; a read renews its token after any of these. A complete 3xx or 4xx is a certain refusal, and so is `success:
/// false` from an operation that changes one thing. From an operation that changes the items of a list, it may mean that
/// some of them were changed. Everything else about a write that was sent is in doubt, and
/// [`Error::may_have_happened`] says so.
///
/// The delay before attempt *n* + 1 is random, between zero and `base_delay` × 2ⁿ⁻¹, but at most `max_delay`. A longer
/// `Retry-After` is obeyed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    attempts: u32,
    base_delay: Duration,
    max_delay: Duration,
    deadline: Option<Duration>,
}

/// The deadline if none is set, unless a single attempt may take longer.
const DEFAULT_DEADLINE: Duration = Duration::from_secs(60);

/// 3 attempts, a base delay of 200 ms, a maximum delay of 20 s, and a deadline of 60 s or of one attempt's timeout if
/// that is longer.
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
    /// No retries, and no [pacing](Self#pacing).
    ///
    /// A rejected token is still renewed once, and the request repeated with the new one; that does not count towards
    /// the limit.
    #[must_use]
    pub fn none() -> Self {
        Self::default().attempts(1)
    }

    /// Maximum number of attempts, including the first one. Defaults to 3; 0 counts as 1.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// Upper bound of the first delay, which doubles with each attempt. Defaults to 200 ms.
    #[must_use]
    pub fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// Upper bound of every delay, except one that a `Retry-After` asks for. Defaults to 20 s.
    #[must_use]
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// Time limit for all attempts, delays and waits for permits of the
    /// [rate limit](crate::ManagementClientBuilder::rate_limit) or [pacing](Self#pacing) together. Defaults to 60 s, or to the timeout of one
    /// attempt if that is longer.
    ///
    /// In a [bulk run](Self#pacing) it starts with the first permit. The wait for that one has the same limit, to which the
    /// wait for the workers that are ahead is added.
    ///
    /// It also ends an attempt that is under way, and no wait starts that would exceed it.
    #[must_use]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    #[cfg(feature = "events")]
    pub(crate) fn max_attempts(&self) -> u32 {
        self.attempts
    }

    /// Whether any request is repeated.
    pub(crate) fn retries(&self) -> bool {
        self.attempts > 1
    }

    /// Upper bound of the first delay.
    pub(crate) fn first_delay(&self) -> Duration {
        self.max_backoff(1)
    }

    /// A random delay after the given attempt.
    pub(crate) fn backoff(&self, attempt: u32) -> Duration {
        self.max_backoff(attempt).mul_f64(random_fraction())
    }

    fn max_backoff(&self, attempt: u32) -> Duration {
        let factor = 2_u32.saturating_pow(attempt.saturating_sub(1));
        self.base_delay.saturating_mul(factor).min(self.max_delay)
    }
}

/// When an attempt started, and when it must end.
#[derive(Clone, Copy)]
pub(crate) struct AttemptTime {
    pub(crate) started: Instant,
    pub(crate) deadline: Instant,
}

impl AttemptTime {
    pub(crate) fn starting_now(timeout: Duration) -> Self {
        let started = Instant::now();
        AttemptTime {
            started,
            deadline: started + timeout,
        }
    }
}

/// The attempts to send one request.
pub(crate) struct Attempts {
    policy: RetryPolicy,
    started: Instant,
    /// When the time began that counts towards the deadline.
    counted_from: Instant,
    timeout: Duration,
    pub(crate) made: u32,
    /// Attempts that do not count against the policy.
    discounted: u32,
}

impl Attempts {
    pub(crate) fn new(policy: RetryPolicy, timeout: Duration) -> Self {
        let started = Instant::now();
        Attempts {
            policy,
            started,
            counted_from: started,
            timeout,
            made: 0,
            discounted: 0,
        }
    }

    /// Starts an attempt, and returns how long it may take.
    pub(crate) fn start_next(&mut self) -> AttemptTime {
        self.made += 1;
        let mut time = AttemptTime::starting_now(self.timeout);
        if let Some(end) = self.end() {
            time.deadline = time.deadline.min(end);
        }
        time
    }

    /// When the last attempt must end. A deadline that overflows the clock is never reached.
    pub(crate) fn end(&self) -> Option<Instant> {
        self.counted_from.checked_add(self.deadline())
    }

    /// Does not count the time until now towards the deadline.
    pub(crate) fn discount_time(&mut self) {
        self.counted_from = Instant::now();
    }

    /// Does not count the last attempt, which failed because of its token.
    pub(crate) fn discount_last(&mut self) {
        self.discounted += 1;
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// The delay before the next attempt, if there is one.
    pub(crate) fn delay_after(&self, error: &Error, effect: OperationEffect) -> Option<Duration> {
        let requested = match error.retry_class() {
            RetryClass::NotSent => None,
            RetryClass::RateLimited => error.retry_after(),
            RetryClass::Transient if effect.is_read() => error.retry_after(),
            _ => return None,
        };
        let counted = self.made - self.discounted;
        if counted >= self.policy.attempts {
            return None;
        }
        let backoff = self.policy.backoff(counted);
        let delay = requested.map_or(backoff, |requested| requested.max(backoff));
        (self.counted_from.elapsed().saturating_add(delay) < self.deadline()).then_some(delay)
    }

    /// Time limit for all attempts, the delays between them, and waits for permits.
    pub(crate) fn deadline(&self) -> Duration {
        self.policy
            .deadline
            .unwrap_or_else(|| DEFAULT_DEADLINE.max(self.timeout))
    }
}

/// A random number from 0 to 1. The standard library seeds its hash maps at random, which is enough to spread delays.
fn random_fraction() -> f64 {
    let random = RandomState::new().build_hasher().finish();
    // A float represents the upper 32 bits exactly.
    f64::from(u32::try_from(random >> 32).unwrap_or(u32::MAX)) / f64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_double_up_to_their_bound() {
        let policy = RetryPolicy::default();
        let bounds: Vec<_> = (1..=9).map(|attempt| policy.max_backoff(attempt).as_millis()).collect();
        assert_eq!(bounds, [200, 400, 800, 1600, 3200, 6400, 12800, 20000, 20000]);
        assert_eq!(policy.max_backoff(u32::MAX), Duration::from_secs(20));
    }

    #[test]
    fn delays_are_spread() {
        let fractions: Vec<f64> = (0..1000).map(|_| random_fraction()).collect();
        assert!(fractions.iter().all(|fraction| (0.0..=1.0).contains(fraction)));
        let low = fractions.iter().filter(|&&fraction| fraction < 0.5).count();
        assert!((300..700).contains(&low), "{low} of 1000 below one half");
    }

    #[test]
    fn any_effect_but_read_is_not_retried_in_doubt() {
        use crate::transport::TransportErrorKind;
        let mut attempts = Attempts::new(RetryPolicy::default(), Duration::from_secs(10));
        attempts.start_next();
        let in_doubt = Error::transport(TransportErrorKind::Timeout, "");
        let not_sent = Error::transport(TransportErrorKind::Connect, "");
        for effect in [OperationEffect::Write, OperationEffect::Destructive] {
            assert_eq!(attempts.delay_after(&in_doubt, effect), None, "{effect:?}");
            assert!(attempts.delay_after(&not_sent, effect).is_some(), "{effect:?}");
            assert!(in_doubt.clone().finish(effect, 1, Duration::ZERO).may_have_happened());
        }
        assert!(attempts.delay_after(&in_doubt, OperationEffect::Read).is_some());
        let read = in_doubt.finish(OperationEffect::Read, 1, Duration::ZERO);
        assert!(!read.may_have_happened());
    }
}
