//! `genauth`: the management API for shell scripts, CI jobs and build tools.
//!
//! Nothing here knows a single operation: commands, flags, help and checks come from the registry of the library.

#![forbid(unsafe_code)]

mod api;
mod arguments;
mod check;
mod commands;
mod complete;
mod completion;
mod confirm;
mod credentials;
mod dry_run;
mod emulate;
mod failure;
mod help;
mod list;
mod login;
mod man;
mod mcp;
mod names;
mod operation;
mod options;
mod output;
mod parameters;
mod run;
mod show;
mod skeleton;
mod terminal;
mod whoami;

use std::ffi::OsString;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().skip(1).collect();
    let as_json = options::wants_json_errors(&args);
    let exit = commands::run_program(args).unwrap_or_else(|failure| {
        failure.print(as_json);
        failure.exit_code()
    });
    ExitCode::from(exit as u8)
}
