//! `genauth run` and `genauth check`: what is validated, sent, printed and reported.

use std::process::Output;

use genauth_emulator::{Emulator, Fault};
use serde_json::{Value, json};

use crate::support::{Directory, bare, company, genauth, received, stderr, stdout, with_stdin};

/// The names of the webhooks of an emulator, sorted. Names need not be unique, so a line that is applied twice shows.
pub fn webhooks(emulator: &Emulator) -> Vec<String> {
    let snapshot = emulator.snapshot();
    let webhooks = snapshot
        .pointer("/state/tables/webhooks")
        .or_else(|| snapshot.pointer("/tables/webhooks"));
    let webhooks = webhooks.and_then(Value::as_array).expect("a table of webhooks");
    let mut names: Vec<_> = webhooks
        .iter()
        .map(|webhook| webhook["name"].as_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

/// A line that creates a webhook.
pub fn webhook(name: &str) -> Value {
    json!({"operation": "create_webhook", "params": {
        "contentType": "application/json", "events": ["login"], "url": "https://acme.example/hook", "name": name,
    }})
}

/// As many lines, each of which creates a webhook.
pub fn webhook_lines(count: usize) -> String {
    let webhooks: Vec<_> = (1..=count).map(|number| webhook(&format!("{number:05}"))).collect();
    lines(&webhooks)
}

pub fn lines(values: &[Value]) -> String {
    let lines: Vec<_> = values.iter().map(|value| format!("{value}\n")).collect();
    lines.concat()
}

pub fn run(emulator: &Emulator, file: &str, options: &[&str]) -> Output {
    genauth(emulator).args(["run", file]).args(options).output().unwrap()
}

const MISTAKES: &str = r#"{"operation": "get_group", "params": {"code": "developers"}}
{"operation": "get_gruop", "params": {"code": "developers"}}

{"operation": "get-group", "params": {"code": " "}}
{"operation": "list-groups", "params": {"limit": 51, "page": 0}}
{"operation": "create_user", "params": {"username": "zoe", "password": ["MARKER"]}}
{"operation": "create_user", "params": {"password": "MARKER"
"#;

#[test]
fn all_lines_are_validated_before_the_first_one_is_sent() {
    let emulator = company();
    let directory = Directory::new();
    let file = directory.file("ops.jsonl", MISTAKES);
    let journal = directory.path().join("journal");
    let output = run(&emulator, &file, &["--journal", journal.to_str().unwrap()]);
    let message = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{message}");
    let lines: Vec<_> = message.lines().collect();
    assert_eq!(
        lines[0],
        format!("genauth: {file}: 5 lines are invalid; nothing was sent")
    );
    for (index, start) in [
        (1, "line 2: \"get_gruop\" is not an operation (did you mean "),
        (2, "line 4: get-group: code must not be blank"),
        (3, "line 5: list-groups: limit must be 1 to 50 (got 51)"),
        (4, "line 5: list-groups: page must be at least 1 (got 0)"),
        (5, "line 6: create-user: password must be "),
        (6, "line 7: not JSON (column "),
    ] {
        assert!(lines[index].starts_with(start), "{}", lines[index]);
    }
    assert_eq!(lines.len(), 7, "{message}");
    assert!(!message.contains("MARKER"), "{message}");
    assert_eq!(received(&emulator), 0);
    assert_eq!(stdout(&output), "");
    assert!(!journal.exists());
}

#[test]
fn check_needs_no_credentials_and_finds_the_same() {
    let directory = Directory::new();
    let file = directory.file("ops.jsonl", MISTAKES);
    let output = bare().args(["check", &file]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("5 lines are invalid"), "{}", stderr(&output));

    let output = with_stdin(bare().args(["check", "-"]), &webhook_lines(3));
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stderr(&output), "stdin: all 3 lines are valid\n");
    assert_eq!(stdout(&output), "");
}

#[test]
fn each_result_is_a_line_of_json() {
    let emulator = company();
    let text = lines(&[
        json!({"operation": "get_group", "params": {"code": "developers"}}),
        json!({"operation": "get-all-groups"}),
    ]);
    let output = with_stdin(genauth(&emulator).args(["run", "-"]), &text);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let results: Vec<Value> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(results.len(), 2);
    assert_eq!(
        (&results[0]["line"], &results[0]["operation"], &results[0]["result"]),
        (&json!(1), &json!("get_group"), &json!("completed"))
    );
    assert_eq!(results[0]["data"]["code"], "developers");
    assert_eq!(results[1]["line"], 2);
    assert_eq!(stderr(&output), "stdin: 2 of 2 lines completed\n");
}

#[test]
fn code_8_is_for_lines_that_failed_and_the_others_are_sent() {
    let emulator = company();
    let group =
        |code: &str| json!({"operation": "create_group", "params": {"code": code, "name": code, "description": ""}});
    let text = lines(&[group("painters"), group("painters"), group("writers")]);
    let output = with_stdin(genauth(&emulator).args(["run", "-"]), &text);
    assert_eq!(output.status.code(), Some(8));
    let messages = stderr(&output);
    assert!(messages.starts_with("line 2: create_group: "), "{messages}");
    assert!(
        messages.ends_with("stdin: 2 of 3 lines completed; failed: lines 2\n"),
        "{messages}"
    );
    let failed: Value = serde_json::from_str(stdout(&output).lines().nth(1).unwrap()).unwrap();
    assert_eq!((&failed["line"], &failed["result"]), (&json!(2), &json!("failed")));
    assert_eq!(failed["error"]["mayHaveBeenApplied"], false);
    emulator.requests().assert_sent("create_group", 3);
}

#[test]
fn credentials_that_are_refused_end_the_run_with_their_own_code() {
    let emulator = company();
    let mut command = genauth(&emulator);
    command.env("GENAUTH_ACCESS_KEY_SECRET", "wrong").args(["run", "-"]);
    let output = with_stdin(&mut command, &webhook_lines(20));
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    assert!(
        stderr(&output).ends_with("0 of 20 lines completed; failed: lines 1; not sent: 19 lines\n"),
        "{}",
        stderr(&output)
    );
    emulator.requests().assert_not_sent("create_webhook");
}

#[test]
fn destructive_lines_need_a_confirmation() {
    let emulator = company();
    let text = lines(&[
        webhook("first"),
        json!({"operation": "delete_groups_batch", "params": {"codeList": ["managers"]}}),
    ]);
    let output = with_stdin(genauth(&emulator).args(["run", "-"]), &text);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(stderr(&output).contains("--yes"), "{}", stderr(&output));
    assert_eq!(received(&emulator), 0);
    let output = with_stdin(genauth(&emulator).args(["run", "-", "--yes"]), &text);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(received(&emulator), 2);
}

#[test]
fn values_of_secrets_are_in_no_output_and_not_in_the_journal() {
    let emulator = company();
    let directory = Directory::new();
    let user = |name: &str| json!({"operation": "create_user", "params": {"username": name, "password": "MARKER"}});
    let file = directory.file("ops.jsonl", &lines(&[user("zoe"), user("alice"), user("yan")]));
    emulator.inject(Fault::drop_after().on("create_user").skip(2).times(1));
    let journal = directory.path().join("journal");
    let output = run(&emulator, &file, &["--journal", journal.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(8), "{}", stderr(&output));
    let journal = std::fs::read_to_string(journal).unwrap();
    for text in [stdout(&output), stderr(&output), journal.clone()] {
        assert!(!text.is_empty());
        assert!(!text.contains("MARKER"), "{text}");
    }
    for value in ["zoe", "alice", "yan", "username", emulator.access_key_secret()] {
        assert!(!journal.contains(value), "{value}: {journal}");
    }
}

#[test]
fn with_json_errors_each_line_on_stderr_is_an_object() {
    let emulator = Emulator::start().unwrap();
    emulator.inject(Fault::status_before(403).on("create_webhook").times(1));
    emulator.inject(Fault::drop_after().on("create_webhook").times(1));
    let output = with_stdin(
        genauth(&emulator).args(["--errors", "json", "run", "-"]),
        &webhook_lines(3),
    );
    assert_eq!(output.status.code(), Some(8));
    let messages: Vec<Value> = stderr(&output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(messages.len(), 3, "{messages:?}");
    assert_eq!(
        (&messages[0]["line"], &messages[0]["class"]),
        (&json!(1), &json!("refused"))
    );
    assert_eq!(
        (&messages[1]["line"], &messages[1]["class"]),
        (&json!(2), &json!("inDoubt"))
    );
    assert_eq!(
        messages[2],
        json!({"class": "someFailed", "exitCode": 8, "lines": 3, "completedBefore": 0, "completed": 1,
            "failed": [1], "inDoubt": [2], "notSent": 0})
    );
}
