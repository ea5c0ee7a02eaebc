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
#[cfg(target_os = "linux")]
mod shells;
mod support;
#[cfg(target_os = "linux")]
mod terminal;
#[cfg(target_os = "linux")]
mod terminal_support;
mod transcript;
