//! `genauth`: the management API for shell scripts, CI jobs and build tools.
//!
//! Nothing here knows a single operation: commands, flags, help and checks come from the registry of the library.

#![forbid(unsafe_code)]

mod api;
mod check;
mod commands;
mod complete;
mod completion;
mod emulate;
mod failure;
mod list;
mod login;
mod man;
mod mcp;
mod names;
mod operation;
mod options;
mod run;
mod show;
mod whoami;

use std::process::ExitCode;

fn main() -> ExitCode {
    let (result, _errors_as_json) = commands::run_program(std::env::args_os().skip(1).collect());
    let exit = result.unwrap_or_else(|failure| {
        eprintln!("genauth: {failure}");
        failure.exit_code()
    });
    ExitCode::from(exit as u8)
}
