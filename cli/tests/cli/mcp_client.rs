//! `genauth mcp` with the official client for Python, where it is installed. `GENAUTH_TEST_PYTHON` names the interpreter.

use std::process::Command;

use serde_json::{Value, json};

use crate::support::{company, genauth, stderr};

#[test]
fn the_official_client_uses_the_tools() {
    let python = std::env::var("GENAUTH_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has_client = Command::new(&python).args(["-c", "import mcp"]).output();
    if !has_client.is_ok_and(|output| output.status.success()) {
        eprintln!("the Python package `mcp` is not installed: skipped");
        return;
    }
    let emulator = company();
    let mut command = Command::new(python);
    for (name, value) in genauth(&emulator).get_envs() {
        if let Some(value) = value {
            command.env(name, value);
        }
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mcp_client.py");
    let output = command.args([script, env!("CARGO_BIN_EXE_genauth")]).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    let seen: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(seen["tools"], json!(["search", "describe", "read", "write"]));
    assert_eq!(seen["server"], "genauth");
    assert_eq!(seen["found"], "get-user");
    assert_eq!(seen["username"], "alice");
    assert_eq!(seen["refused"], true);
    assert_eq!(seen["created"], "zoe");
    assert_eq!(seen["parallel"], json!(vec!["alice"; 10]));
    emulator.requests().assert_sent("create_user", 1);
}
