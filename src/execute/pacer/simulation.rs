//! Simulates many workers, the pace and a service with a changing limit, in virtual time.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "all numbers are small and positive"
)]

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::time::{Duration, Instant};

use super::pace::{Pace, Permit};

/// How the service limits requests.
#[derive(Clone, Copy, Debug)]
enum Limit {
    /// A token bucket that holds the tokens of this many seconds.
    Bucket(f64),
    /// A number of requests in each window of one second.
    Window,
}

/// A service whose limit changes, in requests per second.
#[derive(Clone, Debug)]
struct Service {
    limit: Limit,
    /// The rate and duration of each phase.
    phases: Vec<(f64, f64)>,
    retry_after: Option<u64>,
    /// Time between request and response in seconds.
    latency: f64,
    /// When the workers start.
    start: f64,
}

#[derive(Debug, Default)]
struct Outcome {
    allowed: f64,
    accepted: f64,
    refused: f64,
    /// Requests that were refused on their last attempt.
    lost: u32,
}

impl Outcome {
    fn share_reached(&self) -> f64 {
        self.accepted / self.allowed
    }

    fn share_refused(&self) -> f64 {
        self.refused / (self.accepted + self.refused)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Arrives { worker: usize },
    Returns { worker: usize, accepted: bool },
    Ready { worker: usize },
    Due,
}

struct Counter {
    level: f64,
    at: f64,
}

impl Service {
    fn rate(&self, at: f64) -> f64 {
        let mut end = 0.0;
        for &(rate, duration) in &self.phases {
            end += duration;
            if at < end {
                return rate;
            }
        }
        self.phases.last().expect("a phase").0
    }

    fn duration(&self) -> f64 {
        self.phases.iter().map(|(_, duration)| duration).sum()
    }

    fn allowed(&self) -> f64 {
        let total: f64 = self.phases.iter().map(|(rate, duration)| rate * duration).sum();
        // A full bucket at the beginning is a gift; a part of a window is counted as that part.
        let saved = match self.limit {
            Limit::Bucket(seconds) => seconds,
            Limit::Window => 0.0,
        };
        total + self.phases[0].0 * (saved - self.start)
    }

    fn accepts(&self, counter: &mut Counter, at: f64) -> bool {
        let rate = self.rate(at);
        match self.limit {
            Limit::Bucket(seconds) => {
                let capacity = (rate * seconds).max(1.0);
                counter.level = (counter.level + (at - counter.at) * rate).min(capacity);
                counter.at = at;
            }
            Limit::Window => {
                let window = at.floor();
                if window > counter.at {
                    counter.level = 0.0;
                    counter.at = window;
                }
                if counter.level < rate {
                    counter.level += 1.0;
                    return true;
                }
                return false;
            }
        }
        if counter.level >= 1.0 {
            counter.level -= 1.0;
            return true;
        }
        false
    }

    /// Runs this many workers against the service until its last phase ends.
    fn run(&self, workers: usize, attempts: u32, seed: u64) -> Outcome {
        let base = Instant::now();
        let at = |seconds: f64| base + Duration::from_secs_f64(seconds);
        let mut random = seed;
        let mut next_random = move || {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (random >> 40) as f64 / (1_u64 << 24) as f64
        };
        let mut pace = Pace::new(None);
        let mut counter = match self.limit {
            Limit::Bucket(seconds) => Counter {
                level: self.phases[0].0 * seconds,
                at: self.start,
            },
            Limit::Window => Counter { level: 0.0, at: -1.0 },
        };
        let nanos = |seconds: f64| (seconds * 1e9) as u64;
        let mut events = BinaryHeap::new();
        let mut queue: VecDeque<(usize, u64)> = VecDeque::new();
        let mut permits = vec![Permit::UNCOUNTED; workers];
        let mut made = vec![0_u32; workers];
        let mut outcome = Outcome {
            allowed: self.allowed(),
            ..Outcome::default()
        };
        for worker in 0..workers {
            events.push(Reverse((nanos(self.start) + worker as u64, Event::Ready { worker })));
        }
        let end = nanos(self.duration());
        let mut next_wake = 0;
        while let Some(Reverse((time, event))) = events.pop() {
            if time >= end {
                break;
            }
            let now = time as f64 / 1e9;
            match event {
                Event::Ready { worker } => queue.push_back((worker, time)),
                Event::Due if time != next_wake => continue,
                Event::Due => {}
                Event::Arrives { worker } => {
                    let accepted = self.accepts(&mut counter, now);
                    if accepted {
                        outcome.accepted += 1.0;
                    } else {
                        outcome.refused += 1.0;
                    }
                    let back = self.latency * (0.4 + 0.2 * next_random());
                    events.push(Reverse((nanos(now + back), Event::Returns { worker, accepted })));
                }
                Event::Returns { worker, accepted: true } => {
                    pace.settled(permits[worker], at(now));
                    made[worker] = 0;
                    queue.push_back((worker, time));
                }
                Event::Returns {
                    worker,
                    accepted: false,
                } => {
                    let retry_after = self.retry_after.map(Duration::from_secs);
                    pace.refused(permits[worker], at(now), retry_after, Duration::from_millis(200));
                    let mut delay = 0.2 * next_random() * 2_f64.powi(made[worker] as i32 - 1);
                    if let Some(seconds) = self.retry_after {
                        delay = delay.max(seconds as f64);
                    }
                    if made[worker] == attempts {
                        outcome.lost += 1;
                        made[worker] = 0;
                        delay = 0.0;
                    }
                    events.push(Reverse((nanos(now + delay), Event::Ready { worker })));
                }
            }
            while let Some(&(worker, since)) = queue.front() {
                let due = pace.due(at(now), true);
                if due > at(now) {
                    // A late wake-up, as threads have.
                    let wait = (due - at(now)).as_secs_f64() + 1e-4 + 1e-3 * next_random().powi(6);
                    let wake = nanos(now + wait);
                    if wake < next_wake || next_wake <= time {
                        next_wake = wake;
                        events.push(Reverse((wake, Event::Due)));
                    }
                    break;
                }
                queue.pop_front();
                permits[worker] = pace.take(at(now), true, since < time);
                made[worker] += 1;
                let there = self.latency * (0.4 + 0.2 * next_random());
                events.push(Reverse((nanos(now + there), Event::Arrives { worker })));
            }
        }
        outcome
    }
}

/// The limit is 300, then 120, then 300 again, for 8 seconds each. 16 workers do not know it.
fn run_with_changing_limit(limit: Limit, latency: f64, retry_after: Option<u64>, attempts: u32) -> Vec<Outcome> {
    let runs = (0..5_u64).map(|seed| {
        let service = Service {
            limit,
            phases: vec![(300.0, 8.0), (120.0, 8.0), (300.0, 8.0)],
            retry_after,
            latency,
            start: seed as f64 / 5.0,
        };
        service.run(16, attempts, seed)
    });
    runs.collect()
}

#[test]
fn a_token_bucket_is_used_almost_completely() {
    for seconds in [0.1, 1.0, 2.0] {
        for latency in [0.002, 0.01, 0.04] {
            for outcome in run_with_changing_limit(Limit::Bucket(seconds), latency, None, 10) {
                let case = format!("{seconds} s, {latency} s: {outcome:?}");
                assert!(outcome.share_reached() >= 0.90, "{case}");
                assert!(outcome.share_refused() <= 0.02, "{case}");
                assert_eq!(outcome.lost, 0, "{case}");
            }
        }
    }
}

#[test]
fn a_fixed_window_is_used_almost_completely() {
    for latency in [0.002, 0.01, 0.04] {
        for outcome in run_with_changing_limit(Limit::Window, latency, None, 10) {
            let case = format!("{latency} s: {outcome:?}");
            assert!(outcome.share_reached() >= 0.90, "{case}");
            assert!(outcome.share_refused() <= 0.05, "{case}");
            assert_eq!(outcome.lost, 0, "{case}");
        }
    }
}

#[test]
fn a_retry_after_of_a_second_costs_that_second() {
    for (limit, reached) in [(Limit::Bucket(1.0), 0.90), (Limit::Window, 0.50)] {
        for outcome in run_with_changing_limit(limit, 0.04, Some(1), 10) {
            assert!(outcome.share_reached() >= reached, "{limit:?}: {outcome:?}");
            assert!(outcome.share_refused() <= 0.05, "{limit:?}: {outcome:?}");
            assert_eq!(outcome.lost, 0, "{limit:?}: {outcome:?}");
        }
    }
}
