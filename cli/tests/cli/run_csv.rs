//! `--from-csv`: a request for each line of a CSV file.

use genauth_emulator::Emulator;

use crate::support::{Directory, bare, company, genauth, received, stderr, stdout};

/// Runs `create-user --from-csv` with a file of this content.
fn create_users(emulator: &Emulator, csv: &str, options: &[&str], code: i32) -> String {
    let directory = Directory::new();
    let file = directory.file("users.csv", csv);
    let mut command = genauth(emulator);
    command.args(["create-user", "--from-csv", &file]).args(options);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(code), "{}", stderr(&output));
    stderr(&output).replace(&file, "users.csv")
}

fn user(emulator: &Emulator, username: &str) -> serde_json::Value {
    let requests = emulator.requests();
    let sent = requests.of("create_user");
    let found = sent.iter().find(|request| request.params["username"] == username);
    found.expect("a request for this user").params.clone()
}

const USERS: &str = "username,mobile,emailVerified,nickname\nzoe,18800000101,true,\"Zoe, the second\"\nyan,007,,\n";

#[test]
fn columns_are_parameters_and_empty_cells_are_left_out() {
    let emulator = company();
    let message = create_users(&emulator, USERS, &["--map", "phone=mobile", "--company", "Acme"], 0);
    assert_eq!(message, "users.csv: 2 of 2 lines completed\n");
    assert_eq!(
        user(&emulator, "zoe"),
        serde_json::json!({"username": "zoe", "phone": "18800000101", "emailVerified": true,
            "nickname": "Zoe, the second", "company": "Acme"})
    );
    assert_eq!(
        user(&emulator, "yan"),
        serde_json::json!({"username": "yan", "phone": "007", "company": "Acme"})
    );
}

#[test]
fn a_dry_run_validates_all_lines_without_credentials() {
    let directory = Directory::new();
    let file = directory.file("users.csv", USERS);
    let mut command = bare();
    command.args(["create-user", "--from-csv", &file, "--map", "phone=mobile", "--dry-run"]);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(
        stderr(&output),
        format!("{file}: all 2 lines are valid; nothing was sent\n")
    );
    assert_eq!(stdout(&output), "");
}

#[test]
fn mistakes_have_the_number_of_their_line() {
    let emulator = company();
    let csv = "username,email,emailVerified,nickname\n\
        zoe,zoe@acme.example,true,\"two\nlines\"\n\
        yan,yan@acme.example,maybe,\n\
        \n\
        xia,xia@acme.example\n\
        ,,true,nobody\n";
    for options in [&["--dry-run"] as &[_], &[]] {
        let message = create_users(&emulator, csv, options, 2);
        let lines: Vec<_> = message.lines().collect();
        assert_eq!(lines[0], "genauth: users.csv: 3 lines are invalid; nothing was sent");
        assert_eq!(lines[1], "line 4: email-verified must be true or false");
        assert_eq!(lines[2], "line 6: must have 4 cells (got 2)");
        assert!(lines[3].starts_with("line 7: create-user: "), "{message}");
        assert_eq!(lines.len(), 4, "{message}");
    }
    assert_eq!(received(&emulator), 0);
}

#[test]
fn columns_that_are_no_parameters_are_refused() {
    let emulator = company();
    for (csv, options, expected) in [
        (
            "usrname\nzoe\n",
            &[] as &[_],
            "column \"usrname\": create-user has no parameter \"usrname\" (did you mean ",
        ),
        (
            "username\nzoe\n",
            &["--map", "phone=mobile"],
            "--map phone=mobile: there is no column \"mobile\"",
        ),
        (
            "username\nzoe\n",
            &["--map", "phone"],
            "--map phone: must be PARAM=COLUMN",
        ),
        (
            "username,a\nzoe,b\n",
            &["--map", "username=a"],
            "two columns are the parameter username",
        ),
    ] {
        let message = create_users(&emulator, csv, options, 2);
        assert!(message.contains(expected), "{message}");
    }
    assert_eq!(received(&emulator), 0);
}

#[test]
fn a_journal_belongs_to_the_file_the_operation_and_the_options() {
    let emulator = company();
    let directory = Directory::new();
    let file = directory.file("users.csv", USERS);
    let journal = directory.path().join("journal");
    let run = |company: &str| {
        let mut command = genauth(&emulator);
        command.args([
            "create-user",
            "--from-csv",
            &file,
            "--map",
            "phone=mobile",
            "--company",
            company,
        ]);
        command.arg("--journal").arg(&journal).output().unwrap()
    };
    assert_eq!(run("Acme").status.code(), Some(0));
    let again = run("Acme");
    assert_eq!(again.status.code(), Some(0));
    assert!(
        stderr(&again).ends_with("2 of 2 lines completed (2 of them before)\n"),
        "{}",
        stderr(&again)
    );
    let other = run("Partner");
    assert_eq!(other.status.code(), Some(2));
    assert!(
        stderr(&other).contains("or its options have changed since then"),
        "{}",
        stderr(&other)
    );
    emulator.requests().assert_sent("create_user", 2);
}
