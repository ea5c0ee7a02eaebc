//! The command lines of the documentation, in order, against one emulator.

use serde_json::{Value, json};

use crate::support::{ALICE, Directory, bare, company, genauth, received, stderr, stdout, with_stdin, words};

#[test]
fn the_documented_command_lines_work() {
    let emulator = company();
    let directory = Directory::new();
    let more = json!({"targetType": "GROUP", "targetIdentifier": ["managers"], "effect": "DENY"});
    let more = directory.file("more.jsonl", &format!("{more}\n"));
    let ids = directory.file("ids.txt", "6580c1000000000000000020\n6580c1000000000000000021\n");
    let item = json!({"targetType": "USER", "targetIdentifier": [ALICE], "effect": "ALLOW"}).to_string();
    let (app, tenant) = ("6580c1000000000000000102", "6580c1000000000000000202");

    let run = |args: &[&str]| {
        let output = genauth(&emulator).args(args).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", stderr(&output));
        stdout(&output)
    };
    let lines = |line: &str| run(&words(line));

    assert!(lines("ops users --writes").contains("create-user "));
    assert!(lines("show get-user").contains("--user-id <string> [required]"));
    assert!(lines(&format!("get-user --user-id {ALICE}")).contains(r#""username":"alice""#));
    assert!(lines("list-groups --all --fields code,name -o table").starts_with("code          name\n"));
    assert_eq!(lines("list-users --all --concurrency 16").lines().count(), 24);
    #[cfg(feature = "jq")]
    assert_eq!(
        run(&[
            "list-users",
            "--options.pagination.limit",
            "50",
            "--jq",
            ".list[].userId"
        ])
        .lines()
        .count(),
        24
    );
    let associate =
        format!("associate-tenant-resource --app-id {app} --code invoices --association true --tenant-id {tenant}");
    assert_eq!(lines(&associate), "{\"success\":true}\n");
    let authorize = [
        "authorize-application-access",
        "--app-id",
        app,
        "--list",
        &item,
        "--list",
        &format!("@{more}"),
    ];
    assert_eq!(run(&authorize), "{\"success\":true}\n");
    let skeleton: Value = serde_json::from_str(&lines("create-user --skeleton")).unwrap();
    assert_eq!(skeleton["//username"], "");
    assert_eq!(
        lines(&format!("delete-users-batch --user-ids @{ids} --in-batches --yes"))
            .lines()
            .count(),
        1
    );
    assert!(lines("whoami").contains(r#""valid":true"#));

    let count = received(&emulator);
    let mut command = bare();
    command.args(words("api POST /api/v3/new-thing --body - --effect read --dry-run"));
    let output = with_stdin(&mut command, r#"{"name": "first"}"#);
    assert!(
        stdout(&output).starts_with("POST https://api.genauth.ai/api/v3/new-thing\n"),
        "{}",
        stderr(&output)
    );
    let output = bare()
        .args(words("create-user --username a --dry-run"))
        .output()
        .unwrap();
    assert!(stdout(&output).ends_with("\n\n{\"username\":\"a\"}\n"));
    assert_eq!(received(&emulator), count);
}

#[test]
fn a_reader_that_stops_early_is_no_failure() {
    use std::io::Read;
    let emulator = company();
    let mut child = genauth(&emulator)
        .args(words("list-users --all"))
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut errors = String::new();
    child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(errors, "");
}
