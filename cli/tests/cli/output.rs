//! What is on stdout and on stderr.

use serde_json::Value;

use crate::support::{ALICE, bare, company, genauth, json, run, stderr, stdout, words};

#[test]
fn data_is_compact_json_if_it_is_piped() {
    let emulator = company();
    let output = run(&emulator, &format!("get-user --user-id {ALICE}"));
    let text = stdout(&output);
    assert_eq!(text.lines().count(), 1);
    assert!(
        text.starts_with('{') && !text.contains(": ") && !text.contains('\u{1b}'),
        "{text}"
    );
    assert_eq!(stderr(&output), "");
    let user: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(user["username"], "alice");

    let envelope = json(&emulator, &format!("get-user --user-id {ALICE} --envelope"));
    assert_eq!(envelope["statusCode"], 200);
    assert_eq!(envelope["data"]["username"], "alice");
}

#[test]
fn colours_obey_the_option() {
    let emulator = company();
    let text = stdout(&run(
        &emulator,
        &format!("--color always get-user --user-id {ALICE} --fields username"),
    ));
    assert_eq!(
        text,
        "{\n  \u{1b}[34;1m\"username\"\u{1b}[0m: \u{1b}[32m\"alice\"\u{1b}[0m\n}\n"
    );
    let text = stdout(&run(
        &emulator,
        &format!("--color never get-user --user-id {ALICE} --fields username"),
    ));
    assert_eq!(text, "{\"username\":\"alice\"}\n");
}

#[test]
fn lists_have_rows_and_columns() {
    let emulator = company();
    let line = "list-groups --all --fields code,name";
    let table = stdout(&run(&emulator, &format!("{line} -o table")));
    let rows: Vec<_> = table.lines().collect();
    assert_eq!(rows.len(), 5, "{table}");
    assert_eq!(rows[0], "code          name");
    assert!(rows.contains(&"first-aiders  First aiders"), "{table}");

    let csv = stdout(&run(&emulator, &format!("{line},description -o csv")));
    assert_eq!(csv.lines().next(), Some("code,name,description"));
    assert!(
        csv.lines().any(|row| row == "on-call,On call,Whoever answers at night"),
        "{csv}"
    );

    let lines = stdout(&run(&emulator, line));
    assert_eq!(lines.lines().count(), 4);
    assert!(
        lines
            .lines()
            .any(|row| row == r#"{"code":"managers","name":"Managers"}"#),
        "{lines}"
    );

    let list = json(&emulator, &format!("{line} -o json"));
    assert_eq!(list.as_array().map(Vec::len), Some(4));
    let list = json(&emulator, "list-groups --all --keywords nothing-has-this -o json");
    assert_eq!(list, Value::Array(Vec::new()));
}

#[test]
fn a_list_that_was_cut_says_so_on_stderr() {
    let emulator = company();
    let output = run(&emulator, "list-users --options.pagination.limit 10 --fields userId");
    assert_eq!(stderr(&output), "10 of 24; --all for the rest\n");
    let users: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(users.len(), 10);
    let output = run(&emulator, "list-users --all --concurrency 16");
    assert_eq!((stdout(&output).lines().count(), stderr(&output).as_str()), (24, ""));
}

#[test]
#[cfg(feature = "jq")]
fn filters_print_strings_without_quotes() {
    let emulator = company();
    let output = genauth(&emulator)
        .args([
            "list-users",
            "--options.pagination.limit",
            "50",
            "--jq",
            ".list[].username",
        ])
        .output()
        .unwrap();
    let text = stdout(&output);
    assert_eq!(text.lines().count(), 24);
    assert!(text.lines().any(|line| line == "alice"), "{text}");
    let output = genauth(&emulator).args(["list-groups", "--jq", ".["]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let output = genauth(&emulator)
        .args([
            "list-groups",
            "--all",
            "-o",
            "json",
            "--jq",
            "select(.code == \"managers\") | .name",
        ])
        .output()
        .unwrap();
    assert_eq!(stdout(&output), "\"Managers\"\n");
}

#[test]
fn operations_are_listed_and_shown() {
    let text = stdout(&bare().args(words("ops users --writes")).output().unwrap());
    assert!(text.starts_with("name"), "{text}");
    assert!(
        text.lines()
            .any(|line| line.starts_with("delete-users-batch ") && line.contains(" destructive ")),
        "{text}"
    );
    assert!(!text.contains("\nget-user "), "{text}");
    let output = bare()
        .args(words("ops --destructive -o json --fields name,effect"))
        .output()
        .unwrap();
    let rows: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert!(rows.len() > 50 && rows.iter().all(|row| row["effect"] == "destructive"));

    let text = stdout(&bare().args(words("show get-user")).output().unwrap());
    for part in [
        "get-user\n\n",
        "GET /api/v3/get-user",
        "--user-id <string> [required]",
        "read, in users",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let output = bare().args(words("show create-user -o json")).output().unwrap();
    let row: Value = serde_json::from_slice(&output.stdout).unwrap();
    let params = row["params"].as_array().unwrap();
    let password = params.iter().find(|param| param["name"] == "password").unwrap();
    assert_eq!(
        (&password["secret"], &password["flag"]),
        (&true.into(), &"--password".into())
    );
}

#[test]
fn help_is_data() {
    for line in [
        "--help",
        "help",
        "create-user --help",
        "help create-user",
        "ops --help",
        "--version",
    ] {
        let output = bare().args(words(line)).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{line}");
        assert!(!output.stdout.is_empty() && output.stderr.is_empty(), "{line}");
    }
    let text = stdout(&bare().args(words("create-user --help")).output().unwrap());
    for part in [
        "--username <TEXT>",
        "--password-file <FILE>",
        "--dry-run",
        "-o, --output <FORM>",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn any_endpoint_can_be_called() {
    let emulator = company();
    let groups = json(&emulator, "api GET /api/v3/list-groups --query limit=1");
    assert_eq!(groups["list"].as_array().map(Vec::len), Some(1));
    let mut command = genauth(&emulator);
    command.args(words("api POST /api/v3/create-group --body -"));
    let output = crate::support::with_stdin(&mut command, r#"{"code": "new", "name": "New", "description": ""}"#);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    // The effect of a known operation is that of its row.
    let mut command = genauth(&emulator);
    command.args(words("api POST /api/v3/delete-groups-batch --body -"));
    let output = crate::support::with_stdin(&mut command, r#"{"codeList": ["new"]}"#);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    let output = run(&emulator, "api GET /api/v3/list-groups?limit=1");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_field_that_nothing_has_is_reported() {
    let emulator = company();
    for line in [
        "list-groups --fields code,nmae",
        "list-groups --all --fields code,nmae -o table",
    ] {
        let output = run(&emulator, line);
        assert_eq!(output.status.code(), Some(0), "{line}");
        assert!(
            stderr(&output).contains("genauth: nothing has the field nmae\n"),
            "{line}: {}",
            stderr(&output)
        );
    }
    let output = run(&emulator, "list-groups --all --fields code");
    assert_eq!(stderr(&output), "");
}

#[test]
fn mistakes_have_messages_without_empty_places() {
    let emulator = company();
    for (line, message) in [
        (
            "list-users --profile prod",
            "genauth: --profile is a global option: write it before the operation\n",
        ),
        ("show", "genauth: missing argument: <OPERATION>\n"),
        ("show zzzzzzzzzzzzzzz", "genauth: no operation \"zzzzzzzzzzzzzzz\"\n"),
        (
            "list-groups -o yaml",
            "genauth: invalid value 'yaml' for '--output <FORM>': use one of json, jsonl, table, csv\n",
        ),
    ] {
        let output = run(&emulator, line);
        assert_eq!((output.status.code(), &*stderr(&output)), (Some(2), message), "{line}");
    }
}
