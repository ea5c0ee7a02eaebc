//! Tests of the real binary against the emulator.

mod completion;
mod credentials;
mod emulate;
mod exit_codes;
mod man;
mod mcp;
mod mcp_client;
mod output;
mod parameters;
mod secrets;
#[cfg(unix)]
mod shells;
mod support;
#[cfg(unix)]
mod terminal;
#[cfg(unix)]
mod terminal_support;
mod transcript;
