//! How many requests a service accepts per second.

use std::time::{Duration, Instant};

/// A longer time without any request says nothing about what the service accepts.
const MAX_IDLE: Duration = Duration::from_millis(200);

/// The period that shows whether the limit has just changed.
const RECENT: Duration = Duration::from_secs(1);

/// A shorter period is not enough for that.
const MIN_RECENT: Duration = Duration::from_millis(700);

/// With fewer requests, the rate is only an estimate.
const MIN_ACCEPTED: u64 = 20;

/// Half of a pause that the service asked for counts, up to this time.
const MAX_COUNTED_PAUSE: Duration = Duration::from_secs(1);

/// If the recent rate differs by more than this share, the limit has changed.
const CHANGE: f64 = 0.15;

/// Measures from the end of one burst of refusals to the end of the next.
///
/// At both times the service had accepted all that it was going to, so the quotient is its limit. Pauses are a part of
/// the time, because the service may have granted later what it was not asked for meanwhile.
#[cfg_attr(test, derive(Clone))]
pub(super) struct Measurement {
    now: Counts,
    resumed: Counts,
    /// Counts of about one and two periods ago.
    recent: [Counts; 2],
}

#[derive(Clone, Copy)]
struct Counts {
    at: Instant,
    sent: u64,
    refused: u64,
    idle: Duration,
}

impl Measurement {
    pub(super) fn starting(at: Instant) -> Self {
        let start = Counts {
            at,
            sent: 0,
            refused: 0,
            idle: Duration::ZERO,
        };
        Measurement {
            now: start,
            resumed: start,
            recent: [start; 2],
        }
    }

    /// Counts a request, after a time in which no request was due. Returns its number.
    pub(super) fn sent(&mut self, at: Instant, gap: Duration) -> u64 {
        self.now.at = at;
        self.now.idle += gap.saturating_sub(MAX_IDLE);
        if at.saturating_duration_since(self.recent[0].at) >= RECENT {
            self.recent = [self.now, self.recent[0]];
        }
        self.now.sent += 1;
        self.now.sent
    }

    /// The service asked to wait. It may grant all that was not requested meanwhile later, or nothing of it, or have asked
    /// for a longer pause than necessary. So only a part of the pause counts.
    pub(super) fn asked_to_wait(&mut self, pause: Duration) {
        if pause.is_zero() {
            return;
        }
        self.now.idle += pause.saturating_sub((pause / 2).min(MAX_COUNTED_PAUSE));
        // What was accepted just before or after a pause says nothing about a change of the limit.
        self.recent = [self.resumed; 2];
    }

    pub(super) fn refused(&mut self) {
        self.now.refused += 1;
    }

    /// Requests per second that were accepted until now. Starts again, unless there were too few of them.
    pub(super) fn finish(&mut self, at: Instant) -> f64 {
        self.now.at = at;
        let whole = self.now.rate_since(&self.resumed);
        if self.now.accepted_since(&self.resumed) < MIN_ACCEPTED && self.now.busy_since(&self.resumed) < RECENT {
            return whole;
        }
        let is_usable = |before: &&Counts| before.at > self.resumed.at && self.now.busy_since(before) >= MIN_RECENT;
        let recent = self.recent.iter().find(is_usable);
        let recent = recent.map_or(whole, |before| self.now.rate_since(before));
        let has_changed = (recent - whole).abs() > whole * CHANGE;
        self.resumed = self.now;
        self.recent = [self.now; 2];
        if has_changed { recent } else { whole }
    }
}

impl Counts {
    #[expect(clippy::cast_precision_loss, reason = "no service accepts that many requests")]
    fn rate_since(&self, before: &Counts) -> f64 {
        self.accepted_since(before) as f64 / self.busy_since(before).as_secs_f64().max(1e-3)
    }

    /// Includes the probe at the end, but not the one at the beginning.
    fn accepted_since(&self, before: &Counts) -> u64 {
        (self.sent - before.sent).saturating_sub(self.refused - before.refused)
    }

    fn busy_since(&self, before: &Counts) -> Duration {
        let elapsed = self.at.saturating_duration_since(before.at);
        elapsed.saturating_sub(self.idle.saturating_sub(before.idle))
    }
}
