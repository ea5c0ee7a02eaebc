//! Journals: what they contain, when they are refused, and what the next run does.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::{Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

use genauth_emulator::{Emulator, Fault};
use serde_json::{Value, json};

use crate::run_file::{lines, run, webhook, webhook_lines, webhooks};
use crate::support::{Directory, genauth, received, stderr, stdout};

/// A file of operations and its journal.
pub struct Job {
    pub directory: Directory,
    pub file: String,
    pub journal: String,
}

impl Job {
    pub fn new(text: &str) -> Self {
        let directory = Directory::new();
        let file = directory.file("ops.jsonl", text);
        let journal = directory.path().join("journal.jsonl").to_str().unwrap().to_owned();
        Job {
            directory,
            file,
            journal,
        }
    }

    pub fn run(&self, emulator: &Emulator, options: &[&str]) -> Output {
        run(emulator, &self.file, &[&["--journal", &self.journal], options].concat())
    }

    /// Runs it, and returns the last line on stderr.
    fn summary(&self, emulator: &Emulator, options: &[&str], code: i32) -> String {
        let output = self.run(emulator, options);
        assert_eq!(output.status.code(), Some(code), "{}", stderr(&output));
        let messages = stderr(&output);
        let start = messages.find(&self.file).unwrap_or_else(|| panic!("{messages}"));
        messages[start + self.file.len() + 2..].to_owned()
    }

    fn refusal(&self, emulator: &Emulator) -> String {
        let (text, count) = (self.text(), received(emulator));
        let output = self.run(emulator, &[]);
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        assert_eq!(stdout(&output), "");
        assert_eq!((self.text(), received(emulator)), (text, count));
        stderr(&output)
    }

    /// The journal. Empty if there is none yet.
    pub fn text(&self) -> String {
        fs::read_to_string(&self.journal).unwrap_or_default()
    }

    /// Waits until so many lines are completed.
    pub fn wait_for_completed(&self, count: usize) {
        while self.text().matches("completed").count() < count {
            sleep(Duration::from_millis(20));
        }
    }

    /// The records after the header: line and state.
    pub fn records(&self) -> Vec<(u64, String)> {
        let text = self.text();
        let records = text
            .lines()
            .skip(1)
            .map(|line| serde_json::from_str::<Value>(line).unwrap());
        records
            .map(|record| {
                (
                    record["line"].as_u64().unwrap(),
                    record["state"].as_str().unwrap().to_owned(),
                )
            })
            .collect()
    }

    /// Removes the last record, as if the program had been killed before it wrote it.
    fn forget_last(&self) {
        let text = self.text();
        let end = text.trim_end().rfind('\n').unwrap() + 1;
        fs::write(&self.journal, &text[..end]).unwrap();
    }
}

fn record(line: u64, state: &str) -> (u64, String) {
    (line, state.to_owned())
}

const UNTOUCHED: &str = "in doubt since an earlier run, and not sent again: lines 1\n\
    check whether they were applied; --retry-unknown sends them again\n";

#[test]
fn an_intent_precedes_each_send_and_a_result_follows() {
    let emulator = Emulator::start().unwrap();
    let job = Job::new(&webhook_lines(2));
    assert_eq!(job.summary(&emulator, &[], 0), "2 of 2 lines completed\n");
    assert_eq!(
        job.records(),
        [
            record(1, "sending"),
            record(1, "completed"),
            record(2, "sending"),
            record(2, "completed")
        ]
    );
    for line in job.text().lines().skip(1) {
        let record: Value = serde_json::from_str(line).unwrap();
        let names: Vec<_> = record.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(names, ["hash", "line", "state"]);
        assert_eq!(record["hash"].as_str().unwrap().len(), 32);
    }
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&job.journal).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn completed_lines_are_skipped_and_failed_ones_are_sent_again() {
    let emulator = Emulator::start().unwrap();
    let job = Job::new(&webhook_lines(4));
    emulator.inject(Fault::status_before(403).on("create_webhook").skip(1).times(1));
    assert_eq!(
        job.summary(&emulator, &[], 8),
        "3 of 4 lines completed; failed: lines 2\n"
    );
    emulator.clear_requests();
    assert_eq!(
        job.summary(&emulator, &[], 0),
        "4 of 4 lines completed (3 of them before)\n"
    );
    assert_eq!(received(&emulator), 1);
    assert_eq!(webhooks(&emulator), ["00001", "00002", "00003", "00004"]);
    assert_eq!(
        job.summary(&emulator, &[], 0),
        "4 of 4 lines completed (4 of them before)\n"
    );
    assert_eq!(received(&emulator), 1);
}

#[test]
fn lines_in_doubt_are_listed_and_not_sent_without_retry_unknown() {
    let emulator = Emulator::start().unwrap();
    let job = Job::new(&webhook_lines(2));
    emulator.inject(Fault::drop_after().on("create_webhook").times(1));
    assert_eq!(
        job.summary(&emulator, &[], 8),
        "1 of 2 lines completed\nin doubt, read back before repeating: lines 1\n"
    );
    emulator.clear_requests();
    let before = format!("1 of 2 lines completed (1 of them before)\n{UNTOUCHED}");
    assert_eq!(job.summary(&emulator, &[], 8), before);
    assert_eq!(received(&emulator), 0);

    // Refused this time, but perhaps applied before.
    emulator.inject(Fault::status_before(403).on("create_webhook").times(1));
    assert_eq!(
        job.summary(&emulator, &["--retry-unknown"], 8),
        "1 of 2 lines completed (1 of them before)\nin doubt, read back before repeating: lines 1\n"
    );
    assert_eq!(received(&emulator), 1);
    assert_eq!(job.summary(&emulator, &[], 8), before);
    assert_eq!(received(&emulator), 1);

    assert_eq!(
        job.summary(&emulator, &["--retry-unknown"], 0),
        "2 of 2 lines completed (1 of them before)\n"
    );
    assert_eq!(webhooks(&emulator), ["00001", "00001", "00002"]);
}

#[test]
fn a_write_without_a_result_is_in_doubt_and_a_read_is_sent_again() {
    let emulator = Emulator::start().unwrap();
    let job = Job::new(&webhook_lines(1));
    job.summary(&emulator, &[], 0);
    job.forget_last();
    assert_eq!(
        job.summary(&emulator, &[], 8),
        format!("0 of 1 lines completed\n{UNTOUCHED}")
    );
    assert_eq!(received(&emulator), 1);

    let job = Job::new(&lines(&[json!({"operation": "get_all_groups"})]));
    job.summary(&emulator, &[], 0);
    job.forget_last();
    assert_eq!(job.summary(&emulator, &[], 0), "1 of 1 lines completed\n");
    emulator.requests().assert_sent("get_all_groups", 2);
}

#[test]
fn half_a_record_at_the_end_is_removed() {
    let emulator = Emulator::start().unwrap();
    let job = Job::new(&webhook_lines(2));
    job.summary(&emulator, &[], 0);
    let text = job.text();
    fs::write(&job.journal, &text[..text.len() - 20]).unwrap();
    let summary = job.summary(&emulator, &[], 8);
    assert!(summary.contains("not sent again: lines 2\n"), "{summary}");
    assert_eq!(
        job.records(),
        [record(1, "sending"), record(1, "completed"), record(2, "sending")]
    );

    // Killed while it wrote the header.
    fs::write(&job.journal, &text[..10]).unwrap();
    assert_eq!(job.summary(&emulator, &[], 0), "2 of 2 lines completed\n");
}

#[test]
fn a_file_that_is_not_a_journal_stays_as_it_is() {
    let emulator = Emulator::start().unwrap();
    let job = Job::new(&webhook_lines(2));
    for text in [
        "my notes",
        "my notes\nwithout a line break at the end",
        "\n",
        "{}\n{\"line\":1",
    ] {
        fs::write(&job.journal, text).unwrap();
        let message = job.refusal(&emulator);
        assert!(
            message.contains("is refused: it is not a journal of "),
            "{text:?}: {message}"
        );
    }
    // The file of operations by mistake.
    let output = run(&emulator, &job.file, &["--journal", &job.file]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_to_string(&job.file).unwrap(), webhook_lines(2));
}

#[test]
fn a_journal_of_another_file_or_target_is_refused() {
    let emulator = Emulator::start().unwrap();
    let job = Job::new(&webhook_lines(2));
    job.summary(&emulator, &[], 0);

    let message = job.refusal(&Emulator::start().unwrap());
    assert!(
        message.contains("it belongs to another host, access key or tenant"),
        "{message}"
    );

    job.directory.file("ops.jsonl", &webhook_lines(3));
    let message = job.refusal(&emulator);
    assert!(message.contains("or its options have changed since then"), "{message}");
    job.directory
        .file("ops.jsonl", &lines(&[webhook("00002"), webhook("00001")]));
    job.refusal(&emulator);
    job.directory.file("ops.jsonl", &webhook_lines(2));
    job.summary(&emulator, &[], 0);
}

#[test]
fn a_journal_in_use_is_refused() {
    let emulator = Emulator::start().unwrap();
    let job = Job::new(&webhook_lines(1));
    emulator.inject(Fault::latency(Duration::from_secs(2)).on("create_webhook"));
    let mut first = genauth(&emulator);
    first.args(["run", &job.file, "--journal", &job.journal]);
    let mut first = first.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while !job.text().contains("sending") {
        sleep(Duration::from_millis(1));
    }
    let message = stderr(&job.run(&emulator, &[]));
    assert!(
        message.contains("is in use: another run writes to it; nothing was sent"),
        "{message}"
    );
    assert!(first.wait().unwrap().success());
    assert_eq!(webhooks(&emulator), ["00001"]);
    assert_eq!(
        job.summary(&emulator, &[], 0),
        "1 of 1 lines completed (1 of them before)\n"
    );
}

#[test]
fn retry_unknown_needs_a_journal() {
    let emulator = Emulator::start().unwrap();
    let job = Job::new(&webhook_lines(1));
    let output = run(&emulator, &job.file, &["--retry-unknown"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stderr(&output), "genauth: --retry-unknown needs --journal\n");
    assert_eq!(received(&emulator), 0);
}

/// The system refuses to write more than a few records.
#[cfg(unix)]
#[test]
fn a_journal_that_cannot_be_written_ends_the_run_and_stays_usable() {
    let emulator = Emulator::start().unwrap();
    let job = Job::new(&webhook_lines(200));
    let limited = genauth(&emulator);
    let mut command = std::process::Command::new("sh");
    command.envs(limited.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let script = r#"trap "" XFSZ; ulimit -f 4; exec "$0" run "$1" --journal "$2" --concurrency 4"#;
    let output = command
        .args(["-c", script])
        .arg(limited.get_program())
        .args([&job.file, &job.journal])
        .output()
        .unwrap();
    let messages = stderr(&output);
    assert_eq!(output.status.code(), Some(9), "{messages}");
    assert!(messages.contains(" cannot be written: "), "{messages}");
    assert!(job.text().ends_with('\n'));

    // Every line that was sent is completed or in doubt.
    let last: BTreeMap<_, _> = job.records().into_iter().collect();
    let completed = last.values().filter(|state| *state == "completed").count();
    assert!((1..200).contains(&completed), "{completed}");
    let noted: BTreeSet<_> = last.keys().map(|line| format!("{line:05}")).collect();
    assert!(webhooks(&emulator).iter().all(|name| noted.contains(name)));

    let open = last.len() - completed;
    let output = job.run(&emulator, &["--concurrency", "4"]);
    assert_eq!(
        output.status.code(),
        Some(if open == 0 { 0 } else { 8 }),
        "{}",
        stderr(&output)
    );
    let mut names = webhooks(&emulator);
    assert!(names.len() >= 200 - open);
    names.dedup();
    assert_eq!(names.len(), webhooks(&emulator).len(), "no line was applied twice");
}
