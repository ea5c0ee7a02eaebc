//! Runs that are killed or interrupted, and resumed.

#![cfg(unix)]

use std::collections::{BTreeMap, BTreeSet};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use genauth_emulator::Emulator;

use crate::journal::Job;
use crate::run_file::{webhook_lines, webhooks};
use crate::support::{genauth, stderr, stdout};

fn start(emulator: &Emulator, job: &Job, workers: usize) -> Child {
    let mut command = genauth(emulator);
    command
        .args(["run", &job.file, "--journal", &job.journal, "--concurrency"])
        .arg(workers.to_string());
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn emulator(latency: Duration) -> Emulator {
    Emulator::builder().latency(latency).start().unwrap()
}

/// The lines that a summary lists as in doubt: `1-3, 20`.
fn listed(messages: &str) -> BTreeSet<usize> {
    let Some((_, rest)) = messages.split_once("not sent again: lines ") else {
        return BTreeSet::new();
    };
    let ranges = rest.lines().next().unwrap().split(", ");
    let numbers = ranges.flat_map(|range| {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        first.parse::<usize>().unwrap()..=last.parse().unwrap()
    });
    numbers.collect()
}

/// Runs lines, kills the program twice with SIGKILL, resumes it, and compares the state of the emulator with what the
/// program says.
fn kill_twice(lines: usize, latency: Duration, workers: usize) {
    let emulator = emulator(latency);
    let job = Job::new(&webhook_lines(lines));
    let started = Instant::now();
    for part in 1..=2 {
        let mut child = genauth(&emulator);
        child.args(["run", &job.file, "--journal", &job.journal, "--concurrency"]);
        child
            .arg(workers.to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut child = child.spawn().unwrap();
        job.wait_for_completed(lines * part / 3);
        assert!(child.try_wait().unwrap().is_none(), "it ended before it was killed");
        // SIGKILL.
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let output = job.run(&emulator, &["--concurrency", &workers.to_string()]);
    let took = started.elapsed();
    let messages = stderr(&output);

    let mut applied: BTreeMap<usize, usize> = BTreeMap::new();
    for name in webhooks(&emulator) {
        *applied.entry(name.parse().unwrap()).or_default() += 1;
    }
    let once = applied.values().filter(|times| **times == 1).count();
    let more = applied.values().filter(|times| **times > 1).count();
    let in_doubt = listed(&messages);
    let not_applied = in_doubt.iter().filter(|line| !applied.contains_key(line)).count();
    println!(
        "{lines} lines, killed twice: applied once {once}, in doubt and not applied {not_applied}, applied twice {more}; \
         in doubt {} (listed); {took:.1?}",
        in_doubt.len()
    );
    assert_eq!((once + not_applied, more), (lines, 0), "{messages}");
    assert!(in_doubt.len() <= 2 * workers, "{messages}");
    assert_eq!(
        output.status.code(),
        Some(if in_doubt.is_empty() { 0 } else { 8 }),
        "{messages}"
    );

    // What is listed is what the journal says.
    let last: BTreeMap<_, _> = job.records().into_iter().collect();
    let open = last
        .iter()
        .filter(|(_, state)| *state != "completed")
        .map(|(line, _)| usize::try_from(*line).unwrap());
    assert_eq!(open.collect::<BTreeSet<_>>(), in_doubt);
}

#[test]
fn a_run_that_is_killed_twice_applies_no_line_twice() {
    kill_twice(400, Duration::from_millis(10), 8);
}

/// The same at full size: `cargo test -p genauth-cli -- --ignored --nocapture five_thousand`.
#[test]
#[ignore = "takes half a minute"]
fn five_thousand_lines_that_are_killed_twice() {
    kill_twice(5000, Duration::from_millis(40), 16);
}

fn signal(child: &Child, name: &str) {
    let status = Command::new("kill")
        .args(["-s", name, &child.id().to_string()])
        .status();
    assert!(status.unwrap().success());
}

#[test]
fn an_interrupted_run_waits_for_what_is_under_way_and_can_be_resumed() {
    for name in ["INT", "TERM"] {
        let emulator = emulator(Duration::from_millis(20));
        let job = Job::new(&webhook_lines(300));
        let child = start(&emulator, &job, 4);
        job.wait_for_completed(40);
        signal(&child, name);
        let output = child.wait_with_output().unwrap();
        let messages = stderr(&output);
        assert_eq!(output.status.code(), Some(130), "{messages}");
        assert!(
            messages.contains("stopping; waiting for the requests under way"),
            "{messages}"
        );

        let applied = webhooks(&emulator);
        assert!((40..300).contains(&applied.len()), "{}", applied.len());
        assert_eq!(stdout(&output).lines().count(), applied.len());
        let of_total = format!(
            "{} of 300 lines completed; not sent: {} lines\n",
            applied.len(),
            300 - applied.len()
        );
        assert!(messages.ends_with(&of_total), "{messages}");
        let last: BTreeMap<_, _> = job.records().into_iter().collect();
        let completed = last.values().filter(|state| *state == "completed").count();
        assert_eq!(completed, applied.len());
        assert!(
            last.values().all(|state| state == "completed" || state == "notSent"),
            "{last:?}"
        );

        let output = job.run(&emulator, &["--concurrency", "16"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let names: Vec<_> = (1..=300).map(|number| format!("{number:05}")).collect();
        assert_eq!(webhooks(&emulator), names);
    }
}

#[test]
fn an_interrupted_run_does_not_wait_for_its_rate() {
    let emulator = emulator(Duration::ZERO);
    let job = Job::new(&webhook_lines(1000));
    let mut command = genauth(&emulator);
    command.args([
        "run",
        &job.file,
        "--journal",
        &job.journal,
        "--rate",
        "1",
        "--concurrency",
        "4",
    ]);
    let child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    job.wait_for_completed(1);
    signal(&child, "INT");
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{}", stderr(&output));
    let applied = webhooks(&emulator).len();
    assert!(applied < 1000);
    let summary = format!(
        "{applied} of 1000 lines completed; not sent: {} lines\n",
        1000 - applied
    );
    assert!(stderr(&output).ends_with(&summary), "{}", stderr(&output));
}

#[test]
fn a_run_ends_if_nobody_reads_its_output() {
    let emulator = emulator(Duration::from_millis(5));
    let job = Job::new(&webhook_lines(300));
    let mut child = start(&emulator, &job, 4);
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    let messages = stderr(&output);
    assert_eq!(output.status.code(), Some(8), "{messages}");
    // What was applied is noted, so that it is not applied again.
    let completed = job
        .records()
        .into_iter()
        .filter(|(_, state)| state == "completed")
        .count();
    assert_eq!(completed, webhooks(&emulator).len());
    assert!((1..300).contains(&completed), "{completed}");
    let of_total = format!(
        "{completed} of 300 lines completed; not sent: {} lines\n",
        300 - completed
    );
    assert!(messages.ends_with(&of_total), "{messages}");
}
