use super::*;

const BASE_DELAY: Duration = Duration::from_millis(200);

fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// A pace that has learned 100 requests per second, and the time.
fn paced() -> (Pace, Instant) {
    let mut pace = Pace::new(None);
    let mut now = Instant::now();
    pace.refused(Permit::UNCOUNTED, now, None, BASE_DELAY);
    for _ in 0..2 {
        now = pace.due(now, true);
        let probe = pace.take(now, true, true);
        pace.settled(probe, now);
        for _ in 0..99 {
            now += millis(10);
            pace.take(now, true, true);
        }
        let refused = pace.take(now, true, true);
        pace.refused(refused, now, None, Duration::ZERO);
    }
    now = now.max(pace.due(now, true));
    let probe = pace.take(now, true, true);
    pace.settled(probe, now);
    (pace, now)
}

#[test]
fn nothing_is_limited_until_a_refusal() {
    let mut pace = Pace::new(None);
    let now = Instant::now();
    assert!(!pace.is_limiting());
    assert_eq!(pace.take(now, true, false), Permit::UNCOUNTED);
    pace.refused(Permit::UNCOUNTED, now, None, BASE_DELAY);
    assert!(pace.is_limiting());
    assert_eq!(pace.due(now, true), now + millis(20));
    // Requests without retries are not paced.
    assert_eq!(pace.due(now, false), now);
}

#[test]
fn all_requests_wait_for_the_longest_retry_after() {
    let mut pace = Pace::new(None);
    let now = Instant::now();
    for seconds in [1, 3, 2] {
        pace.refused(Permit::UNCOUNTED, now, Some(Duration::from_secs(seconds)), BASE_DELAY);
    }
    assert_eq!(pace.due(now, true), now + Duration::from_secs(3));
    pace.refused(Permit::UNCOUNTED, now, Some(Duration::MAX), BASE_DELAY);
    assert_eq!(pace.due(now, true), now + Duration::from_secs(3600));
}

#[test]
fn a_single_request_probes_after_a_pause() {
    let mut pace = Pace::new(None);
    let start = Instant::now();
    pace.refused(Permit::UNCOUNTED, start, None, BASE_DELAY);
    let now = start + millis(20);
    let probe = pace.take(now, true, true);
    assert_eq!(pace.due(now, true), now + PROBE_TIMEOUT);
    // A refusal from before the pause says nothing about the probe.
    pace.refused(Permit::UNCOUNTED, now, None, BASE_DELAY);
    assert_eq!(pace.due(now, true), now + PROBE_TIMEOUT);
    pace.refused(probe, now, None, BASE_DELAY);
    assert_eq!(pace.due(now, true), now + millis(30));
    let now = now + millis(30);
    let probe = pace.take(now, true, true);
    assert!(pace.settled(probe, now));
    // Not all requests are sent at once that have been waiting.
    let wait = pace.due(now, true) - now;
    assert!((Duration::from_micros(1)..millis(2)).contains(&wait), "{wait:?}");
}

#[test]
fn a_burst_of_refusals_lowers_the_rate_once() {
    let (mut pace, mut now) = paced();
    let rate = |pace: &Pace, now| pace.adaptive.as_ref().map_or(0.0, |adaptive| adaptive.rate_at(now));
    assert!((95.0..105.0).contains(&rate(&pace, now)), "{}", rate(&pace, now));
    // The service accepts 50 requests per second from now on.
    let mut permits = Vec::new();
    for _ in 0..50 {
        now += millis(10);
        permits.push(pace.take(now, true, true));
    }
    for permit in permits.drain(25..) {
        pace.refused(permit, now, None, Duration::ZERO);
    }
    let probe = pace.take(now, true, true);
    pace.settled(probe, now);
    let lowered = rate(&pace, now);
    assert!((45.0..55.0).contains(&lowered), "{lowered}");
    // It stays for a hundred requests, and then grows until it is no limit.
    assert!((rate(&pace, now + millis(1800)) - lowered).abs() < 0.1);
    assert!(rate(&pace, now + millis(3000)) > lowered * 1.9);
    let later = now + Duration::from_secs(10);
    assert!(pace.settled(probe, later));
    assert!(!pace.is_limiting());
}

#[test]
fn a_rate_limit_holds_in_every_second_although_threads_wake_up_late() {
    let mut pace = Pace::new(Some(298));
    let start = Instant::now();
    let mut taken = Vec::new();
    let mut now = start;
    for number in 0..298 * 60_u64 {
        // Mostly 0.1 ms, but up to 4 ms.
        let late = if number % 10 == 0 {
            400 * (number / 10 % 11)
        } else {
            100
        };
        now = now.max(pace.due(now, true)) + Duration::from_micros(late);
        taken.push(now);
        pace.take(now, true, true);
    }
    let most = (0..taken.len()).map(|first| {
        let end = taken[first] + Duration::from_secs(1);
        taken[first..].iter().take_while(|time| **time < end).count()
    });
    let most = most.max().unwrap();
    assert!(most <= 300, "{most}");
    let elapsed = (now - start).as_secs_f64();
    assert!((59.9..60.6).contains(&elapsed), "{elapsed}");
}

#[test]
fn the_slower_limit_decides() {
    let (paced, now) = paced();
    let adaptive = paced.adaptive;
    for (per_second, interval) in [(50, millis(20)..millis(21)), (10_000, millis(9)..millis(11))] {
        let mut pace = Pace::new(Some(per_second));
        pace.last = Some(now);
        assert_eq!(pace.due(now, true), now + Duration::from_secs(1) / per_second);
        pace.adaptive = adaptive.clone();
        assert!(interval.contains(&(pace.due(now, true) - now)), "{per_second}");
    }
}

#[test]
fn refusals_that_do_not_depend_on_the_rate_do_not_stop_the_client() {
    let mut pace = Pace::new(None);
    let start = Instant::now();
    let mut now = start;
    for number in 1..=10_000 {
        now = now.max(pace.due(now, true));
        let permit = pace.take(now, true, true);
        now += millis(1);
        if number % 10 == 0 {
            pace.refused(permit, now, None, Duration::ZERO);
        } else {
            pace.settled(permit, now);
        }
    }
    // Without pacing, they take ten seconds.
    assert!(now - start < Duration::from_secs(40), "{:?}", now - start);
}
