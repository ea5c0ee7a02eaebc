//! Rates above the measured one, which are tried now and then.

/// The highest rate to try, as a multiple of the measured one.
const MAX: f64 = 1.5;

/// If there is less room than this for a higher rate, the measured one is good enough.
const MIN: f64 = 1.05;

/// After a trial that failed, this many bursts of refusals pass before the next one.
const PAUSE: u32 = 1;

/// After the highest possible rate was found, this many do.
const LONG_PAUSE: u32 = 16;

/// Finds out whether a service accepts more than was measured.
///
/// What was not requested while the rate was too low, a service may grant later. Then the measured rate is its limit. If
/// it does not, the measured rate is hardly more than the one that was requested, and would remain so. The limit is then
/// somewhere below the rate at which requests were refused.
#[cfg_attr(test, derive(Clone))]
pub(super) struct Trials {
    /// The known rate, while a higher one is tried.
    known: Option<f64>,
    /// The lowest rate that was tried in vain.
    ceiling: f64,
    /// Number of bursts of refusals without a trial.
    pause: u32,
}

impl Default for Trials {
    fn default() -> Self {
        Trials {
            known: None,
            ceiling: f64::INFINITY,
            pause: 0,
        }
    }
}

impl Trials {
    /// A burst of refusals is over. If it started before this rate grew, and the rate was a trial, it has failed. Returns
    /// the rate that was known before.
    pub(super) fn end(&mut self, rate: f64, has_grown: bool) -> Option<f64> {
        let known = self.known.take().filter(|_| !has_grown)?;
        self.ceiling = rate;
        self.pause = PAUSE;
        Some(known)
    }

    /// The rate to go on with: the measured one, or one between it and the rate that was refused.
    pub(super) fn next(&mut self, measured: f64, refused: f64) -> f64 {
        if self.pause > 0 {
            self.pause -= 1;
            return measured;
        }
        let highest = refused.min(measured * MAX).min(self.ceiling);
        if highest > measured * MIN {
            self.known = Some(measured);
            return f64::midpoint(measured, highest);
        }
        self.pause = LONG_PAUSE;
        self.ceiling = f64::INFINITY;
        measured
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_close(rate: f64, expected: f64) {
        assert!((rate - expected).abs() < 0.01, "{rate} instead of {expected}");
    }

    #[test]
    fn the_limit_is_approached_by_halves() {
        let mut trials = Trials::default();
        assert_close(trials.next(200.0, 400.0), 250.0);
        // It was accepted until it grew.
        assert_eq!(trials.end(250.0, true), None);
        assert_close(trials.next(250.0, 330.0), 290.0);
        // It was not.
        assert_eq!(trials.end(290.0, false), Some(250.0));
        assert_close(trials.next(250.0, 330.0), 250.0);
        assert_close(trials.next(250.0, 330.0), 270.0);
        assert_eq!(trials.end(270.0, true), None);
        assert_close(trials.next(270.0, 330.0), 280.0);
    }

    #[test]
    fn a_limit_that_was_found_is_doubted_rarely() {
        let mut trials = Trials::default();
        for _ in 0..3 {
            // The service grants later what was not requested, so that no higher rate is ever accepted.
            let tried = (0..20).filter(|_| {
                let rate = trials.next(300.0, 360.0);
                trials.end(rate, false).is_some()
            });
            assert!((1..=3).contains(&tried.count()));
        }
    }
}
