//! `genauth emulate`.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::support::{Directory, bare, stderr, stdout};

#[test]
fn the_local_service_answers_with_its_seed() {
    let directory = Directory::new();
    let seed = directory.file(
        "company.json",
        r#"{"users": [{"$id": "6580c1000000000000000001", "username": "alice"}]}"#,
    );
    let mut server = bare()
        .args(["emulate", "--seed", &seed])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(server.stdout.take().unwrap()).lines().take(3);
    let mut client = bare();
    for line in lines {
        let line = line.unwrap();
        let (name, value) = line.split_once('=').unwrap();
        client.env(name, value);
    }
    let output = client
        .args(["get-user", "--user-id", "6580c1000000000000000001", "--jq", ".username"])
        .output()
        .unwrap();
    server.kill().unwrap();
    server.wait().unwrap();
    assert_eq!(stdout(&output), "alice\n", "{}", stderr(&output));
}

#[test]
fn wrong_options_are_usage_errors() {
    let output = bare().args(["emulate", "--prot", "1"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stderr(&output), "genauth: unknown option --prot (see --help)\n");
    let output = bare().args(["emulate", "--help"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).contains("\nUsage: genauth emulate [OPTIONS]\n"));
}
