//! Tests of the real binary against the emulator.

mod completion;
mod credentials;
mod emulate;
mod exit_codes;
mod journal;
mod man;
mod mcp;
mod mcp_client;
mod output;
mod parameters;
mod run_csv;
mod run_file;
mod run_stopped;
mod secrets;
#[cfg(unix)]
mod shells;
mod support;
#[cfg(unix)]
mod terminal;
#[cfg(unix)]
mod terminal_support;
mod transcript;
