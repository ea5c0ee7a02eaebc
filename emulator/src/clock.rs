//! The time of the emulator: that of the machine, or one that only moves when it is told to.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Where a virtual clock starts: 2026-01-01T00:00:00Z.
const VIRTUAL_START: i64 = 1_767_225_600_000;

/// Where all clocks end: 9999-12-31T23:59:59.999Z. Later times could not be written as the API does.
const END: i64 = 253_402_300_799_999;

/// A clock that counts milliseconds since the Unix epoch.
pub(crate) struct Clock {
    is_virtual: bool,
    /// What is added to the machine's time, or the time itself.
    millis: AtomicI64,
}

impl Clock {
    /// The clock of the machine. It can be moved forward.
    pub(crate) fn real() -> Self {
        Clock {
            is_virtual: false,
            millis: AtomicI64::new(0),
        }
    }

    /// A clock that starts at the same time in each run. It moves by 1 ms with each request, so that what is created
    /// later has a later time.
    pub(crate) fn from_fixed_start() -> Self {
        Clock {
            is_virtual: true,
            millis: AtomicI64::new(VIRTUAL_START),
        }
    }

    pub(crate) fn now(&self) -> i64 {
        let millis = self.millis.load(Ordering::SeqCst);
        let now = if self.is_virtual {
            millis
        } else {
            machine_time() + millis
        };
        now.min(END)
    }

    /// The time of a new request.
    pub(crate) fn tick(&self) -> i64 {
        if self.is_virtual {
            (self.millis.fetch_add(1, Ordering::SeqCst) + 1).min(END)
        } else {
            self.now()
        }
    }

    pub(crate) fn advance(&self, duration: Duration) {
        let millis = i64::try_from(duration.as_millis()).unwrap_or(END);
        let add = |old: i64| Some(old.saturating_add(millis).min(END));
        // The closure always returns a value.
        let _ = self.millis.fetch_update(Ordering::SeqCst, Ordering::SeqCst, add);
    }

    /// What a snapshot keeps of the clock.
    pub(crate) fn position(&self) -> i64 {
        self.millis.load(Ordering::SeqCst)
    }

    pub(crate) fn set_position(&self, millis: i64) {
        self.millis.store(millis.clamp(0, END), Ordering::SeqCst);
    }
}

fn machine_time() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(END)
}

/// A time as the API writes it: `2022-07-03T03:20:30.000Z`.
pub(crate) fn iso(millis: i64) -> String {
    let days = millis.div_euclid(86_400_000);
    let rest = millis.rem_euclid(86_400_000);
    let (year, month, day) = civil(days);
    let (hours, minutes, seconds) = (rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60);
    format!(
        "{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}.{:03}Z",
        rest % 1000
    )
}

/// The date of a day since the Unix epoch, by Howard Hinnant's algorithm. Years begin in March, so that the leap day is
/// the last day of a year.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_the_service_does() {
        for (millis, expected) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_656_818_430_000, "2022-07-03T03:20:30.000Z"),
            (VIRTUAL_START, "2026-01-01T00:00:00.000Z"),
            (4_107_542_399_001, "2100-02-28T23:59:59.001Z"),
        ] {
            assert_eq!(iso(millis), expected);
        }
    }

    #[test]
    fn a_virtual_clock_moves_with_requests_and_on_demand() {
        let clock = Clock::from_fixed_start();
        assert_eq!([clock.now(), clock.now()], [VIRTUAL_START; 2]);
        assert_eq!(clock.tick(), VIRTUAL_START + 1);
        clock.advance(Duration::from_secs(60));
        assert_eq!(clock.now(), VIRTUAL_START + 60_001);
    }

    #[test]
    fn a_real_clock_can_be_moved_forward() {
        let clock = Clock::real();
        let before = clock.now();
        clock.advance(Duration::from_secs(3600));
        assert!(clock.now() >= before + 3_600_000);
    }

    #[test]
    fn clocks_stop_at_the_last_time_that_can_be_written() {
        for clock in [Clock::real(), Clock::from_fixed_start()] {
            for _ in 0..5 {
                clock.advance(Duration::MAX);
            }
            assert_eq!(clock.tick(), END);
            assert_eq!(iso(clock.now()), "9999-12-31T23:59:59.999Z");
        }
        let clock = Clock::from_fixed_start();
        clock.set_position(i64::MAX);
        assert_eq!(clock.tick(), END);
    }
}
