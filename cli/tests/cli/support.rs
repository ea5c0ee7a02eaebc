//! Runs the binary.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use genauth_emulator::Emulator;
use serde_json::Value;

pub const ALICE: &str = "6580c1000000000000000001";

/// An emulator with a small company.
pub fn company() -> Emulator {
    let seed = include_str!("../../../emulator/company.json");
    let seed = serde_json::from_str(seed).expect("the seed is JSON");
    Emulator::builder().seed(seed).start().expect("an emulator starts")
}

/// The binary with the credentials of an emulator, and no other `GENAUTH_*` variables or configuration.
pub fn genauth(emulator: &Emulator) -> Command {
    let mut command = bare();
    command
        .env("GENAUTH_HOST", emulator.url())
        .env("GENAUTH_ACCESS_KEY_ID", emulator.access_key_id())
        .env("GENAUTH_ACCESS_KEY_SECRET", emulator.access_key_secret());
    command
}

/// The binary without credentials and configuration.
pub fn bare() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_genauth"));
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        let is_proxy = text.to_ascii_lowercase().ends_with("_proxy");
        if text.starts_with("GENAUTH_") || text.starts_with("XDG_") || text == "NO_COLOR" || is_proxy {
            command.env_remove(&name);
        }
    }
    command
        .env("HOME", std::env::temp_dir().join("genauth-cli-no-home"))
        // No token cache: a port may have belonged to an earlier emulator, whose tokens are refused.
        .env("XDG_CACHE_HOME", "/dev/null/none")
        .env_remove("LOCALAPPDATA")
        .stdin(Stdio::null());
    command
}

/// The words of a command line, separated by spaces.
pub fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

/// Runs a command line against an emulator.
pub fn run(emulator: &Emulator, line: &str) -> Output {
    genauth(emulator).args(words(line)).output().expect("the binary runs")
}

/// Runs a command line that must succeed, and returns its stdout as JSON.
pub fn json(emulator: &Emulator, line: &str) -> Value {
    let output = run(emulator, line);
    assert_eq!(output.status.code(), Some(0), "{line}: {}", stderr(&output));
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{line}: {error}: {}", stdout(&output)))
}

/// Runs a command with a text on stdin.
pub fn with_stdin(command: &mut Command, text: &str) -> Output {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    // A program that fails early does not read.
    let _ = child.stdin.take().expect("a pipe").write_all(text.as_bytes());
    child.wait_with_output().expect("the binary ends")
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Requests that the emulator has received, without those for tokens.
pub fn received(emulator: &Emulator) -> usize {
    emulator.requests().operations().len()
}

/// A directory that is removed at the end.
pub struct Directory(PathBuf);

impl Directory {
    pub fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("genauth-cli-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a directory");
        Directory(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn file(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().expect("a directory")).expect("a directory");
        std::fs::write(&path, text).expect("a file");
        path.to_string_lossy().into_owned()
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
