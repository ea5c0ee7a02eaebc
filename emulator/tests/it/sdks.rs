//! The official SDKs of other languages, if they are installed where `python3` and `node` find them (`PYTHONPATH` and
//! `NODE_PATH` can say where).

use std::process::Command;

use genauth_emulator::Emulator;

/// Runs a script with an interpreter, if `probe` succeeds.
fn run(interpreter: &str, probe: [&str; 2], script: &str) {
    let is_installed = Command::new(interpreter)
        .args(probe)
        .output()
        .is_ok_and(|output| output.status.success());
    if !is_installed {
        println!("skipped: the SDK for {interpreter} is not installed");
        return;
    }
    let emulator = Emulator::start().unwrap();
    let script = format!("{}/tests/sdk/{script}", env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new(interpreter);
    command.args([
        &*script,
        &*emulator.url(),
        emulator.access_key_id(),
        emulator.access_key_secret(),
    ]);
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    println!("{}", text(&output.stdout));
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(emulator.requests().operations().len() >= 25);
}

#[test]
fn the_python_sdk_runs_a_flow() {
    run("python3", ["-c", "import genauth"], "python_sdk.py");
}

#[test]
fn the_node_sdk_runs_a_flow() {
    run("node", ["-e", "require('authing-node-sdk')"], "node_sdk.js");
}
