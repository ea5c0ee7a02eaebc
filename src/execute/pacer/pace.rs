//! When the next request may be sent: the arithmetic of pacing, without a clock of its own and without threads.

use std::time::{Duration, Instant};

use super::measurement::Measurement;
use super::pauses::{Pauses, first_pause};
use super::trials::Trials;

/// The following permits catch up on one that was taken late, by up to this or one interval. Within any second there
/// are thus at most two permits more than the rate says, or 0.3 % of it.
const MIN_TOLERANCE: Duration = Duration::from_millis(3);

/// The lowest rate that is found for a service, in requests per second.
const MIN_RATE: f64 = 0.5;

/// One measurement does not lower the rate further than to this share of it. The next one can.
const MAX_REDUCTION: f64 = 0.35;

/// A rate that was kept up for some time is not lowered for a measurement above this share of it.
const TRUSTED_SHARE: f64 = 0.7;

/// If requests are still refused after so many reductions in a row, the refusals do not depend on the rate.
const MAX_REDUCTIONS: u32 = 3;

/// How long the rate stays the same after refusals, in seconds.
const HOLD: f64 = 1.0;

/// A lower rate stays for as many requests as this, but no longer than for some time.
const HOLD_REQUESTS: f64 = 100.0;
const MAX_HOLD: f64 = 5.0;

/// The first guess is at least this share of the rate at which requests were sent.
const MIN_GUESS: f64 = 0.25;

/// The longer the service asks to wait, the longer the rate stays the same. This is the factor.
const HOLD_PER_PAUSE: u32 = 2;

/// After that, the rate doubles in this share of the time for which it stayed the same.
const DOUBLING: f64 = 0.4;

/// It does not double in fewer round trips than this. Thus it grows by at most 5 % before a refusal is known.
const DOUBLING_ROUND_TRIPS: f64 = 14.0;

/// After a growth by this factor without refusals, the rate is no longer limited.
const UNLIMITED: f64 = 64.0;

/// How long a service is observed whose refusals do not depend on the rate.
const OBSERVATION: Duration = Duration::from_secs(10);

/// The longest pause, whatever `Retry-After` says.
const MAX_RETRY_AFTER: Duration = Duration::from_secs(60 * 60);

/// After this time without an outcome of a probe, another one is sent.
const PROBE_TIMEOUT: Duration = Duration::from_secs(1);

/// Permission to send one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Permit {
    /// Counts the permits since the first refusal. Those before it are all 0.
    number: u64,
}

impl Permit {
    /// A permit from before the first refusal.
    pub(super) const UNCOUNTED: Permit = Permit { number: 0 };
}

/// The pace of all requests of a client.
pub(super) struct Pace {
    /// The interval of `rate_limit`.
    fixed: Duration,
    /// When the last permit was due, or a little later if it was taken late.
    last: Option<Instant>,
    adaptive: Option<Adaptive>,
}

/// The rate that a service is found to accept once it has refused requests.
#[cfg_attr(test, derive(Clone))]
struct Adaptive {
    /// Requests per second since the last burst of refusals. Infinite if refusals do not depend on it.
    rate: f64,
    /// Whether the rate is a guess, because nothing could be measured yet.
    is_guess: bool,
    /// The rate at which the last burst of refusals started.
    refused_rate: f64,
    /// How often the rate was lowered since it last grew.
    reductions: u32,
    phase: Phase,
    /// When the service accepted requests again.
    resumed_at: Instant,
    /// Refusals of older permits belong to a burst that is over.
    resumed_with: u64,
    /// How long the service asked to wait since the last burst started.
    requested_pause: Duration,
    /// Time between the last probe and its response.
    round_trip: Duration,
    /// How many of the requests that were under way at the first refusal were accepted and refused.
    first_accepted: u32,
    first_refused: u32,
    pauses: Pauses,
    measurement: Measurement,
    trials: Trials,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Running,
    Paused {
        until: Instant,
    },
    /// A single request finds out whether the service accepts requests again.
    Probing {
        number: u64,
        sent: Instant,
    },
}

impl Pace {
    pub(super) fn new(per_second: Option<u32>) -> Self {
        Pace {
            fixed: per_second.map_or(Duration::ZERO, |requests| Duration::from_secs(1) / requests.max(1)),
            last: None,
            adaptive: None,
        }
    }

    /// Whether any request may have to wait.
    pub(super) fn is_limiting(&self) -> bool {
        !self.fixed.is_zero() || self.adaptive.is_some()
    }

    /// When the next permit is due, unless the outcome of a probe changes that.
    pub(super) fn due(&self, now: Instant, adapts: bool) -> Instant {
        let due = self.earliest(now, 0, adapts);
        match self.adaptive.as_ref().filter(|_| adapts).map(|adaptive| adaptive.phase) {
            Some(Phase::Probing { sent, .. }) => due.max(sent + PROBE_TIMEOUT),
            _ => due,
        }
    }

    /// The earliest time at which a request may be sent that this many others are ahead of.
    pub(super) fn earliest(&self, now: Instant, ahead: usize, adapts: bool) -> Instant {
        let due = self.last.map_or(now, |last| last + self.interval(now, adapts));
        let due = due + self.time_of(ahead);
        match self.adaptive.as_ref().filter(|_| adapts).map(|adaptive| adaptive.phase) {
            Some(Phase::Paused { until }) => due.max(until),
            _ => due,
        }
    }

    /// The time that the `rate_limit` requires for so many requests.
    pub(super) fn time_of(&self, requests: usize) -> Duration {
        self.fixed.saturating_mul(u32::try_from(requests).unwrap_or(u32::MAX))
    }

    fn interval(&self, now: Instant, adapts: bool) -> Duration {
        let adaptive = self.adaptive.as_ref().filter(|_| adapts);
        let found = adaptive.map(|adaptive| Duration::from_secs_f64(1.0 / adaptive.rate_at(now)));
        self.fixed.max(found.unwrap_or_default())
    }

    /// Takes a permit that is due. `has_waited` says whether the pace caused the time since the last one.
    pub(super) fn take(&mut self, now: Instant, adapts: bool, has_waited: bool) -> Permit {
        let tolerance = self.interval(now, adapts).max(MIN_TOLERANCE);
        let earliest = now.checked_sub(tolerance).unwrap_or(now);
        let previous = self.last.replace(self.due(now, adapts).max(earliest));
        let Some(adaptive) = &mut self.adaptive else {
            return Permit::UNCOUNTED;
        };
        let gap = previous
            .filter(|_| !has_waited)
            .map(|previous| now.saturating_duration_since(previous));
        let number = adaptive.measurement.sent(now, gap.unwrap_or_default());
        if adapts && adaptive.phase != Phase::Running {
            adaptive.phase = Phase::Probing { number, sent: now };
        }
        Permit { number }
    }

    /// The service refused a request for now. `base_delay` is the one of its retry policy.
    pub(super) fn refused(
        &mut self,
        permit: Permit,
        now: Instant,
        retry_after: Option<Duration>,
        base_delay: Duration,
    ) {
        let adaptive = self.adaptive.get_or_insert_with(|| Adaptive::new(now));
        if adaptive.is_first_burst() {
            adaptive.first_refused += 1;
        }
        if permit != Permit::UNCOUNTED {
            adaptive.measurement.refused();
        }
        let first_pause = first_pause(base_delay, adaptive.interval());
        let retry_after = retry_after.unwrap_or_default().min(MAX_RETRY_AFTER);
        let own_end = match adaptive.phase {
            Phase::Running if permit.number >= adaptive.resumed_with => {
                adaptive.refused_rate = adaptive.rate_at(now);
                adaptive.requested_pause = retry_after;
                adaptive.measurement.asked_to_wait(retry_after);
                adaptive.pauses.start(now, first_pause)
            }
            Phase::Probing { number, sent } if number == permit.number => {
                adaptive.requested_pause += retry_after;
                adaptive.measurement.asked_to_wait(retry_after);
                adaptive.pauses.extend(sent, now, first_pause)
            }
            // Another request of the same burst says nothing new, unless it names a time.
            _ if retry_after.is_zero() => return,
            _ => now,
        };
        let mut until = own_end.max(now + retry_after);
        if let Phase::Paused { until: known } = adaptive.phase {
            until = until.max(known);
        }
        adaptive.phase = Phase::Paused { until };
    }

    /// A request had any other outcome. Returns whether the next permit may be due earlier than before.
    pub(super) fn settled(&mut self, permit: Permit, now: Instant) -> bool {
        let Some(adaptive) = &mut self.adaptive else {
            return false;
        };
        match adaptive.phase {
            Phase::Probing { number, sent } if number == permit.number => {
                adaptive.pauses.end(sent);
                adaptive.round_trip = now.saturating_duration_since(sent);
                adaptive.resume(number, now);
                true
            }
            Phase::Running if adaptive.is_over(now) => {
                self.adaptive = None;
                true
            }
            _ => {
                if adaptive.is_first_burst() {
                    adaptive.first_accepted += 1;
                }
                false
            }
        }
    }
}

impl Adaptive {
    fn new(now: Instant) -> Self {
        Adaptive {
            rate: f64::INFINITY,
            is_guess: false,
            refused_rate: f64::INFINITY,
            reductions: 0,
            phase: Phase::Running,
            resumed_at: now,
            resumed_with: 0,
            requested_pause: Duration::ZERO,
            round_trip: Duration::ZERO,
            first_accepted: 0,
            first_refused: 0,
            pauses: Pauses::default(),
            measurement: Measurement::starting(now),
            trials: Trials::default(),
        }
    }

    fn is_first_burst(&self) -> bool {
        self.resumed_with == 0
    }

    /// The time between two requests.
    fn interval(&self) -> Duration {
        Duration::from_secs_f64(1.0 / self.rate)
    }

    fn rate_at(&self, now: Instant) -> f64 {
        self.rate * self.growth(now)
    }

    fn growth(&self, now: Instant) -> f64 {
        let mut hold = (HOLD_REQUESTS / self.rate).clamp(HOLD, MAX_HOLD);
        let doubling = (hold * DOUBLING).max(self.round_trip.as_secs_f64() * DOUBLING_ROUND_TRIPS);
        hold = hold.max((self.requested_pause * HOLD_PER_PAUSE).as_secs_f64());
        if self.is_guess {
            hold = 0.0;
        }
        let elapsed = now.saturating_duration_since(self.resumed_at).as_secs_f64();
        ((elapsed - hold).max(0.0) / doubling).exp2()
    }

    fn is_over(&self, now: Instant) -> bool {
        if self.rate.is_finite() {
            self.growth(now) > UNLIMITED
        } else {
            now.saturating_duration_since(self.resumed_at) > OBSERVATION
        }
    }

    /// A burst of refusals is over.
    fn resume(&mut self, number: u64, now: Instant) {
        let is_first = self.is_first_burst();
        self.phase = Phase::Running;
        self.resumed_at = now;
        self.resumed_with = number;
        if is_first {
            // It started with whatever the service had granted before, so that nothing can be measured.
            self.measurement = Measurement::starting(now);
            self.rate = self.guess();
            self.is_guess = true;
            return;
        }
        let measured = self.measurement.finish(now).max(MIN_RATE);
        if std::mem::take(&mut self.is_guess) || self.rate.is_infinite() {
            self.rate = measured;
            return;
        }
        let has_grown = self.refused_rate > self.rate;
        if let Some(known) = self.trials.end(self.rate, has_grown) {
            if measured > known * TRUSTED_SHARE {
                self.rate = known;
                return;
            }
        }
        self.reductions = if has_grown { 0 } else { self.reductions + 1 };
        if self.reductions > MAX_REDUCTIONS {
            self.reductions = 0;
            self.rate = f64::INFINITY;
            return;
        }
        let (lowest, highest) = if has_grown && measured > self.rate * TRUSTED_SHARE {
            (self.rate, self.refused_rate)
        } else {
            (self.rate * MAX_REDUCTION, self.rate)
        };
        self.rate = measured.min(highest).max(lowest).max(MIN_RATE);
        // In a known window, it shows when all that the service accepts was sent.
        if has_grown && !self.pauses.knows_windows() {
            self.rate = self.trials.next(self.rate, self.refused_rate);
        }
    }

    /// The rate at which requests were sent when the first one was refused, times the share of them that was accepted.
    fn guess(&self) -> f64 {
        let (accepted, refused) = (f64::from(self.first_accepted), f64::from(self.first_refused));
        let share = accepted / (accepted + refused);
        let sent = (accepted + refused) / self.round_trip.as_secs_f64().max(1e-3);
        (sent * share.max(MIN_GUESS)).max(MIN_RATE)
    }
}

#[cfg(test)]
mod tests;
