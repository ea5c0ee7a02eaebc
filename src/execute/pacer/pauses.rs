//! How long to wait after a refusal that does not say it.

use std::time::{Duration, Instant};

/// The first pause, as a share of the policy's base delay.
const FIRST: f64 = 0.1;

/// How much longer each further pause is, as long as the service still refuses.
const GROWTH: f64 = 1.5;

/// The longest pause.
const MAX: Duration = Duration::from_secs(10);

/// The period of most limits that count requests in windows.
const PERIOD: Duration = Duration::from_secs(1);

/// The share of the uncertainty about the end of a window by which each pause within it is longer.
const PROGRESS: f64 = 0.25;

/// The first pause after a refusal. In less than the interval between two requests, the service accepts none.
pub(super) fn first_pause(base_delay: Duration, interval: Duration) -> Duration {
    base_delay.mul_f64(FIRST).max(interval).min(MAX)
}

/// Finds out when the service accepts requests again, with few requests.
///
/// A token bucket does so at once. A service that counts requests in windows does so when the next window starts. When
/// that happened is known afterwards, and each time more exactly, so that the next time can be expected.
#[derive(Default)]
#[cfg_attr(test, derive(Clone))]
pub(super) struct Pauses {
    /// The last pause.
    pause: Duration,
    /// When the last request was sent that was refused after a pause.
    last_refused: Option<Instant>,
    /// When a window is known to have started.
    started: Option<Start>,
    /// When the next one is expected.
    expected: Option<Start>,
}

/// The time when a window starts, which may be earlier by the uncertainty.
#[derive(Clone, Copy)]
struct Start {
    latest: Instant,
    uncertainty: Duration,
}

impl Pauses {
    /// The end of the first pause.
    pub(super) fn start(&mut self, now: Instant, first: Duration) -> Instant {
        self.pause = first;
        self.last_refused = None;
        self.expected = None;
        now + self.pause
    }

    /// The end of the next pause, after another refusal of a request that was sent at that time. `first` is how long a
    /// first pause would take now.
    pub(super) fn extend(&mut self, sent: Instant, now: Instant, first: Duration) -> Instant {
        if self.last_refused.replace(sent).is_none() {
            self.expected = self.started.map(|start| start.after(now));
        }
        if let Some(start) = self.expected {
            let earliest = start.latest.checked_sub(start.uncertainty).unwrap_or(start.latest);
            if now < earliest {
                return earliest;
            }
            if now < start.latest + first {
                return now + start.uncertainty.mul_f64(PROGRESS).max(first / 2);
            }
            // It has not started, so requests are not counted in windows of this length.
            self.expected = None;
            self.started = None;
        }
        self.pause = self.pause.mul_f64(GROWTH).min(MAX);
        now + self.pause
    }

    /// Whether the service is known to count requests in windows.
    pub(super) fn knows_windows(&self) -> bool {
        self.started.is_some()
    }

    /// A request that was sent at that time was accepted.
    pub(super) fn end(&mut self, sent: Instant) {
        if let Some(refused) = self.last_refused {
            self.started = Some(Start {
                latest: sent,
                uncertainty: sent.saturating_duration_since(refused),
            });
        }
    }
}

impl Start {
    /// The first start of a window after that time.
    fn after(self, now: Instant) -> Start {
        let windows = now.saturating_duration_since(self.latest).as_secs() + 1;
        Start {
            latest: self.latest + PERIOD.saturating_mul(u32::try_from(windows).unwrap_or(u32::MAX)),
            ..self
        }
    }
}
