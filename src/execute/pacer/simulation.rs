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
    /// A number of requests in any period of one second.
    SlidingWindow,
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
    Due,
}

#[derive(Default)]
struct Counter {
    level: f64,
    at: f64,
    last_second: VecDeque<f64>,
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
            _ => 0.0,
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
                if at.floor() > counter.at {
                    counter.level = rate;
                    counter.at = at.floor();
                }
            }
            Limit::SlidingWindow => {
                counter.last_second.retain(|accepted| accepted + 1.0 > at);
                counter.level = rate - counter.last_second.len() as f64;
            }
        }
        let is_accepted = counter.level >= 1.0;
        if is_accepted {
            counter.level -= 1.0;
            counter.last_second.push_back(at);
        }
        is_accepted
    }

    /// Runs this many workers against the service until its last phase ends.
    fn run(&self, workers: usize, seed: u64) -> Outcome {
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
                ..Counter::default()
            },
            _ => Counter {
                at: -1.0,
                ..Counter::default()
            },
        };
        let nanos = |seconds: f64| (seconds * 1e9) as u64;
        let mut events = BinaryHeap::new();
        let mut queue: VecDeque<(usize, u64)> = VecDeque::new();
        let mut permits = vec![Permit::UNCOUNTED; workers];
        let mut outcome = Outcome {
            allowed: self.allowed(),
            ..Outcome::default()
        };
        for worker in 0..workers {
            queue.push_back((worker, nanos(self.start)));
        }
        let end = nanos(self.duration());
        let mut next_wake = nanos(self.start);
        events.push(Reverse((next_wake, Event::Due)));
        while let Some(Reverse((time, event))) = events.pop() {
            if time >= end {
                break;
            }
            let now = time as f64 / 1e9;
            match event {
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
                Event::Returns { worker, accepted } => {
                    if accepted {
                        pace.settled(permits[worker], at(now));
                    } else {
                        let retry_after = self.retry_after.map(Duration::from_secs);
                        pace.refused(permits[worker], at(now), retry_after, Duration::from_millis(200));
                    }
                    // With the same request or the next one.
                    queue.push_back((worker, time));
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
                let there = self.latency * (0.4 + 0.2 * next_random());
                events.push(Reverse((nanos(now + there), Event::Arrives { worker })));
            }
        }
        outcome
    }
}

/// Starts five times, at different times within a second.
fn run(limit: Limit, phases: &[(f64, f64)], latency: f64, retry_after: Option<u64>) -> Vec<Outcome> {
    let runs = (0..5_u64).map(|seed| {
        let service = Service {
            limit,
            phases: phases.to_vec(),
            retry_after,
            latency,
            start: seed as f64 / 5.0,
        };
        service.run(32, seed)
    });
    runs.collect()
}

const CHANGING: [(f64, f64); 3] = [(300.0, 8.0), (120.0, 8.0), (300.0, 8.0)];

#[test]
fn a_token_bucket_is_used_almost_completely() {
    for seconds in [0.3, 1.0, 2.0] {
        for latency in [0.002, 0.01, 0.02] {
            for outcome in run(Limit::Bucket(seconds), &CHANGING, latency, None) {
                let case = format!("{seconds} s, {latency} s: {outcome:?}");
                assert!(outcome.share_reached() >= 0.95, "{case}");
                assert!(outcome.share_refused() <= 0.02, "{case}");
            }
        }
    }
}

#[test]
fn a_fixed_window_is_used_almost_completely() {
    for latency in [0.002, 0.01, 0.02] {
        for outcome in run(Limit::Window, &CHANGING, latency, None) {
            let case = format!("{latency} s: {outcome:?}");
            assert!(outcome.share_reached() >= 0.90, "{case}");
            assert!(outcome.share_refused() <= 0.05, "{case}");
        }
    }
}

#[test]
fn a_bucket_that_saves_hardly_anything_is_used_almost_completely() {
    // Six tokens.
    for outcome in run(Limit::Bucket(0.02), &[(300.0, 60.0)], 0.01, None) {
        assert!(outcome.share_reached() >= 0.95, "{outcome:?}");
        assert!(outcome.share_refused() <= 0.01, "{outcome:?}");
    }
}

#[test]
fn a_service_that_accepts_few_requests_is_neither_left_alone_nor_overrun() {
    for limit in [
        Limit::Bucket(1.0),
        Limit::Bucket(0.1),
        Limit::Window,
        Limit::SlidingWindow,
    ] {
        for latency in [0.002, 0.04] {
            for outcome in run(limit, &[(30.0, 60.0)], latency, None) {
                let case = format!("{limit:?}, {latency} s: {outcome:?}");
                assert!(outcome.share_reached() >= 0.80, "{case}");
                assert!(outcome.share_refused() <= 0.10, "{case}");
            }
        }
    }
    for outcome in run(Limit::Bucket(1.0), &[(5.0, 60.0)], 0.02, None) {
        assert!(outcome.share_reached() >= 0.80, "{outcome:?}");
    }
}

#[test]
fn a_retry_after_of_a_second_costs_little() {
    for (limit, reached) in [(Limit::Bucket(1.0), 0.95), (Limit::Window, 0.65)] {
        for outcome in run(limit, &[(300.0, 60.0)], 0.02, Some(1)) {
            assert!(outcome.share_reached() >= reached, "{limit:?}: {outcome:?}");
            assert!(outcome.share_refused() <= 0.03, "{limit:?}: {outcome:?}");
        }
    }
}
