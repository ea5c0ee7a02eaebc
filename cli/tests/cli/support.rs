//! Runs the binary.

use std::process::{Command, Output};

use genauth_emulator::Emulator;

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
        if text.starts_with("GENAUTH_") || text.starts_with("XDG_") || text == "NO_COLOR" {
            command.env_remove(&name);
        }
    }
    command.env("HOME", std::env::temp_dir().join("genauth-cli-no-home"));
    command
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
