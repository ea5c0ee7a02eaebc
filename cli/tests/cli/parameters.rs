//! Parameters, from the command line to what the emulator received.

use genauth_emulator::Emulator;
use serde_json::{Value, json};

use crate::support::{
    ALICE, Directory, bare, company, genauth, json, received, run, stderr, stdout, with_stdin, words,
};

/// The body of a request that is not sent.
fn dry_run(line: &str) -> (String, Value) {
    let output = bare().args(words(line)).arg("--dry-run").output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{line}: {}", stderr(&output));
    let text = stdout(&output);
    let (head, body) = text.split_once("\n\n").unwrap_or((&text, "null"));
    (
        head.lines().next().unwrap_or_default().to_owned(),
        serde_json::from_str(body).unwrap(),
    )
}

fn usage(line: &str) -> String {
    let output = bare().args(words(line)).output().unwrap();
    assert_eq!(
        output.status.code(),
        Some(2),
        "{line}: {}{}",
        stdout(&output),
        stderr(&output)
    );
    assert_eq!(stdout(&output), "", "{line}");
    stderr(&output)
}

#[test]
fn flags_have_the_types_of_the_rows() {
    let (line, _) = dry_run("get-user --user-id 007 --with-custom-data");
    assert_eq!(
        line,
        "GET https://api.genauth.ai/api/v3/get-user?userId=007&withCustomData=true"
    );
    let (line, body) = dry_run("list-users --options.pagination.limit 50 --options.pagination.page 2");
    assert_eq!(line, "POST https://api.genauth.ai/api/v3/list-users");
    assert_eq!(body, json!({"options": {"pagination": {"limit": 50, "page": 2}}}));
    let (_, body) = dry_run("associate-tenant-resource --app-id 1 --code book --association true --tenant-id 2");
    assert_eq!(
        body,
        json!({"appId": "1", "code": "book", "association": true, "tenantId": "2"})
    );
    // `profile`, `help` and others of the row are parameters after the name; `--profile` before it is an option.
    assert!(usage("create-user --username a --status x").contains("must be one of"));
    assert!(usage("list-users --options.pagination.limit x").contains("must be an integer"));
}

#[test]
fn lists_are_repeated_or_come_from_files() {
    let directory = Directory::new();
    let ids = directory.file("ids.txt", "\u{feff}a\r\nb\n\n");
    let (_, body) = dry_run(&format!(
        "delete-users-batch --user-ids x --user-ids @{ids} --user-ids @@y --yes"
    ));
    assert_eq!(body, json!({"userIds": ["x", "a", "b", "@y"]}));

    let more = directory.file(
        "more.jsonl",
        "{\"targetType\": \"ROLE\", \"targetIdentifier\": [\"r\"], \"effect\": \"DENY\", \"namespaceCode\": \"n\"}\n",
    );
    let item = r#"{"targetType":"USER","targetIdentifier":["u"],"effect":"ALLOW"}"#;
    let output = bare()
        .args([
            "authorize-application-access",
            "--app-id",
            "1",
            "--list",
            item,
            "--list",
            &format!("@{more}"),
            "--dry-run",
        ])
        .output()
        .unwrap();
    let text = stdout(&output);
    let body: Value = serde_json::from_str(text.split("\n\n").nth(1).expect("a body")).unwrap();
    assert_eq!(body["list"][0]["targetType"], "USER");
    assert_eq!(body["list"][1]["namespaceCode"], "n");

    let message = usage("delete-users-batch --user-ids @/no/such/file");
    assert!(message.contains("`@@` is a literal `@`"), "{message}");
}

#[test]
fn flags_override_the_body_and_null_is_stated() {
    let directory = Directory::new();
    let body = directory.file(
        "u.json",
        r#"{"username": "alice", "name": "Alice", "//email": "ignored", "customData": {"a": 1}}"#,
    );
    let (_, sent) = dry_run(&format!("create-user --body @{body} --name Alicia --null nickname"));
    assert_eq!(
        sent,
        json!({"username": "alice", "name": "Alicia", "nickname": null, "customData": {"a": 1}})
    );
    let mut command = bare();
    command.args(["create-user", "--body", "-", "--dry-run"]);
    let output = with_stdin(&mut command, r#"{"username": "bob"}"#);
    assert!(
        stdout(&output).ends_with("\n\n{\"username\":\"bob\"}\n"),
        "{}",
        stdout(&output)
    );
    assert!(usage("create-user --body u.json").contains("--body must be @FILE, or - for stdin"));
    assert!(usage("create-user --null nicknam").contains("did you mean nickname"));
}

#[test]
fn the_skeleton_of_an_operation_can_be_sent_back() {
    let emulator = company();
    let directory = Directory::new();
    let skeleton = run(&emulator, "create-user --skeleton");
    assert!(
        stdout(&skeleton).contains("\"//username\": \"\""),
        "{}",
        stdout(&skeleton)
    );
    assert!(!stdout(&skeleton).contains("password\""));
    let path = directory.file(
        "u.json",
        &stdout(&skeleton).replace("\"//username\": \"\"", "\"username\": \"zoe\""),
    );
    let mut command = genauth(&emulator);
    command.args(["create-user", "--body", &format!("@{path}"), "--password-file", "-"]);
    let output = with_stdin(&mut command, "tulip-9-marker\n");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let user: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(user["username"], "zoe");
    // The log of the emulator has no passwords, but it says that there was one.
    assert_eq!(
        emulator.requests().of("create_user")[0].params["password"],
        "<redacted>"
    );
}

#[test]
fn unknown_names_suggest_similar_ones() {
    let message = usage("get-usr --user-id 1");
    assert!(
        message.starts_with("genauth: unknown operation or command \"get-usr\": did you mean get-user"),
        "{message}"
    );
    let message = usage("get-user --user-idd 1");
    assert!(
        message.contains("--user-idd") && message.contains("'--user-id'"),
        "{message}"
    );
    let message = usage("list-users --limit 3");
    assert!(
        message.ends_with("did you mean --options.pagination.limit?\n"),
        "{message}"
    );
    let message = usage("get-user --user-id");
    assert_eq!(
        message,
        "genauth: a value is required for '--user-id <TEXT>' but none was supplied\n"
    );
    let message = usage("--profil x whoami");
    assert!(message.contains("did you mean --profile?"), "{message}");
    let message = usage("show get-usr");
    assert!(message.contains("get-user"), "{message}");
}

#[test]
fn violations_are_found_before_anything_is_sent_and_without_credentials() {
    let message = usage("list-groups --limit 51");
    assert_eq!(
        message,
        "genauth: list_groups: invalid request: limit must be 1 to 50 (got 51)\n"
    );
    let message = usage("get-group");
    assert_eq!(message, "genauth: get_group: invalid request: code is required\n");
}

#[test]
fn parameters_with_the_name_of_an_option_have_a_prefix() {
    // An operation with a parameter `all`.
    let (operation, flag) = find_collision("all");
    let shown = stdout(&bare().args(["show", operation]).output().unwrap());
    assert!(shown.contains(&format!("--{flag} ")), "{shown}");
    assert_eq!(flag, "param.all");
}

fn find_collision(name: &str) -> (&'static str, String) {
    let has_name = |param: &genauth::schema::Param| param.name() == name;
    let operation = genauth::operations()
        .find(|operation| operation.params.iter().any(has_name))
        .expect("a collision");
    (operation.name, format!("param.{name}"))
}

#[test]
fn destructive_operations_fail_without_a_terminal_unless_confirmed() {
    let emulator = company();
    let line = format!("delete-users-batch --user-ids {ALICE}");
    let output = run(&emulator, &line);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        stderr(&output),
        "genauth: delete-users-batch is destructive: add --yes to confirm it. Nothing was sent\n"
    );
    assert_eq!(emulator.requests().iter().count(), 0);
    assert_eq!(json(&emulator, &format!("{line} --yes"))["success"], true);
}

#[test]
fn long_lists_are_sent_in_batches() {
    let emulator: Emulator = company();
    let directory = Directory::new();
    let ids: Vec<_> = (0..120).map(|number| format!("6580c1{number:018}\n")).collect();
    let ids = directory.file("ids.txt", &ids.concat());
    let line = format!("delete-users-batch --user-ids @{ids} --yes");
    assert_eq!(run(&emulator, &line).status.code(), Some(2));
    assert_eq!(received(&emulator), 0);
    let report = json(&emulator, &format!("{line} --in-batches --concurrency 4"));
    assert_eq!(report["total"], 120);
    assert_eq!(report["operation"], "delete_users_batch");
    assert!(received(&emulator) >= 3);
}
