//! The binary, as programs in other languages use it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use genauth::{ManagementClient, RetryPolicy};
use genauth_emulator::Emulator;
use serde_json::Value;

use crate::support::{self, Directory};

/// A running binary. It is killed at the end of a test.
struct Process {
    child: Child,
    /// What it has printed: host, access key ID, secret.
    lines: Vec<String>,
}

impl Process {
    fn start(args: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_genauth-emulator"));
        let mut child = command
            .args(args)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        let output = BufReader::new(child.stdout.take().expect("it is piped"));
        let lines = output.lines().take(3).map(|line| line.expect("text")).collect();
        Process { child, lines }
    }

    fn client(&self) -> ManagementClient {
        let value = |name: &str| {
            let mut values = self
                .lines
                .iter()
                .filter_map(|line| line.strip_prefix(name)?.strip_prefix('='));
            values.next().expect("the line is printed")
        };
        let builder = ManagementClient::builder()
            .host(value("GENAUTH_HOST"))
            .retry(RetryPolicy::none());
        let builder = builder.access_key_id(value("GENAUTH_ACCESS_KEY_ID"));
        builder
            .access_key_secret(value("GENAUTH_ACCESS_KEY_SECRET"))
            .build()
            .expect("the settings are valid")
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // On Unix, this is `kill -9`.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn it_prints_how_to_reach_it_and_starts_with_a_seed() {
    let seed = concat!(env!("CARGO_MANIFEST_DIR"), "/company.json");
    let process = Process::start(&["--seed", seed, "--latency", "1ms", "--rate-limit=300"]);
    let client = process.client();
    let names: Vec<_> = client.list_users().items().map(|user| user.unwrap().username).collect();
    assert_eq!(
        (names.len(), &names[..2]),
        (24, ["alice".to_owned(), "bob".to_owned()].as_slice())
    );
    let roles = client
        .get_user_roles()
        .user_id("6580c1000000000000000002")
        .send()
        .unwrap()
        .data;
    assert_eq!(roles.list[0].code, "reader");
}

#[test]
fn it_says_what_is_wrong_with_its_options() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_genauth-emulator"));
    let output = command.args(["--seed", "/nowhere.json"]).output().unwrap();
    assert!(!output.status.success());
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(
        message.starts_with("genauth-emulator: cannot read /nowhere.json: "),
        "{message}"
    );
}

#[test]
fn a_killed_process_leaves_a_complete_state() {
    let directory = Directory::new("kill");
    let path = directory.file();
    let mut known = 0;
    for round in 0..4 {
        let process = Process::start(&["--state", path.to_str().unwrap()]);
        let client = process.client();
        let count = client.list_users().send().unwrap().data.total_count;
        assert!(count >= known, "{count} users, but there were {known}");
        // A large state takes longer to be saved than to be changed.
        for index in 0..60 {
            let name = format!("user-{round}-{index}");
            client
                .create_user()
                .username(name)
                .address("x".repeat(5_000))
                .send()
                .unwrap();
        }
        drop(process);
        if let Ok(text) = fs::read(&path) {
            let saved: Value = serde_json::from_slice(&text).expect("a complete state");
            known = saved["state"]["tables"]["users"]
                .as_array()
                .unwrap()
                .len()
                .try_into()
                .unwrap();
        }
    }
    assert!(known > 0);
    let emulator = Emulator::builder().state_file(&path).start().unwrap();
    assert_eq!(
        support::client(&emulator).list_users().send().unwrap().data.total_count,
        known
    );
}
