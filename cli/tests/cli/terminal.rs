//! What is different on a terminal: colours, questions, secrets without echo, progress.

use std::fs::File;
use std::io::Read;

use serde_json::Value;

use crate::support::{ALICE, Directory, company, genauth, received, run, stderr, words};
use crate::terminal_support::Terminal;

fn start(emulator: &genauth_emulator::Emulator, line: &str) -> Terminal {
    Terminal::start(genauth(emulator).args(words(line)))
}

/// A terminal shows `\r\n` for each line break.
fn lines(text: &str) -> String {
    text.replace('\r', "")
}

#[test]
fn json_is_indented_and_coloured_on_a_terminal() {
    let emulator = company();
    let (status, text) = start(
        &emulator,
        &format!("get-user --user-id {ALICE} --fields username,status"),
    )
    .end();
    assert!(status.success());
    assert_eq!(
        lines(&text),
        "{\n  \x1b[34;1m\"status\"\x1b[0m: \x1b[32m\"Activated\"\x1b[0m,\n  \x1b[34;1m\"username\"\x1b[0m: \
         \x1b[32m\"alice\"\x1b[0m\n}\n"
    );
}

#[test]
fn without_colours_json_is_still_indented_on_a_terminal() {
    let emulator = company();
    let expected = "{\n  \"status\": \"Activated\",\n  \"username\": \"alice\"\n}\n";
    let line = format!("get-user --user-id {ALICE} --fields username,status");
    let (_, text) = Terminal::start(genauth(&emulator).args(words(&line)).env("NO_COLOR", "1")).end();
    assert_eq!(lines(&text), expected);
    let (_, text) = start(&emulator, &format!("--color never {line}")).end();
    assert_eq!(lines(&text), expected);
}

#[test]
fn a_destructive_operation_is_sent_after_a_yes() {
    let emulator = company();
    let mut terminal = start(&emulator, &format!("delete-users-batch --user-ids {ALICE}"));
    terminal.expect("Continue? [y/N] ");
    let question = lines(&terminal.text());
    for part in [
        "delete-users-batch is destructive.\n".to_owned(),
        format!("  host       {}\n", emulator.url()),
        format!("  user pool  that of the access key {}\n", emulator.access_key_id()),
        format!("  userIds    1 item: {ALICE}\n"),
    ] {
        assert!(question.contains(&part), "{part}\n{question}");
    }
    assert_eq!(received(&emulator), 0);
    terminal.send("y\n");
    let (status, text) = terminal.end();
    assert!(status.success(), "{text}");
    emulator.requests().assert_sent("delete_users_batch", 1);
    assert_eq!(
        run(&emulator, &format!("get-user --user-id {ALICE}")).status.code(),
        Some(4)
    );
}

#[test]
fn a_destructive_operation_is_not_sent_after_anything_else() {
    for answer in ["n\n", "\n", "yeah\n", "\x04"] {
        let emulator = company();
        let mut terminal = start(&emulator, &format!("delete-users-batch --user-ids {ALICE}"));
        terminal.expect("Continue? [y/N] ");
        terminal.send(answer);
        let (status, text) = terminal.end();
        assert_eq!(status.code(), Some(2), "{text}");
        assert_eq!(received(&emulator), 0, "{answer:?}");
    }
}

#[test]
fn off_a_terminal_a_destructive_operation_needs_yes() {
    let emulator = company();
    let output = run(&emulator, &format!("delete-users-batch --user-ids {ALICE}"));
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        stderr(&output),
        "genauth: delete-users-batch is destructive: add --yes to confirm it. Nothing was sent\n"
    );
    assert_eq!(received(&emulator), 0);
}

#[test]
fn a_secret_is_asked_for_without_echo() {
    let emulator = company();
    let mut terminal = start(&emulator, "create-user --username zoe --password");
    terminal.expect("password");
    // The question is asked just before the echo ends.
    terminal.wait_for_no_echo();
    terminal.send("Tulip-2026\n");
    let (status, text) = terminal.end();
    assert!(status.success(), "{text}");
    assert!(!text.contains("Tulip"), "{text}");
    let requests = emulator.requests();
    let request = requests.of("create_user")[0];
    assert_eq!(request.params["username"], "zoe");
    assert!(request.params["password"].is_string(), "{:?}", request.params);
}

#[test]
fn piped_data_is_not_coloured_although_stderr_is_a_terminal() {
    let emulator = company();
    let directory = Directory::new();
    let path = directory.path().join("users.jsonl");
    let line = "list-users --all --fields username";
    let command = genauth(&emulator);
    let mut command = command;
    command.args(words(line));
    let terminal = Terminal::start_with(&command, Some(File::create(&path).unwrap()));
    let (status, _) = terminal.end();
    assert!(status.success());
    let mut text = String::new();
    File::open(&path).unwrap().read_to_string(&mut text).unwrap();
    let rows: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(rows.len() > 5);
    assert!(!text.contains('\x1b'));
}

#[test]
fn a_page_that_was_cut_says_so_on_stderr() {
    let emulator = company();
    let output = run(
        &emulator,
        "list-users --options.pagination.limit 2 --jq .list[].username",
    );
    assert_eq!(output.status.code(), Some(0));
    assert!(
        stderr(&output).ends_with("; --all for the rest\n"),
        "{}",
        stderr(&output)
    );
}
