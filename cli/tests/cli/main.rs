//! Tests of the real binary against the emulator.

mod credentials;
mod exit_codes;
mod journal;
mod output;
mod parameters;
mod run_csv;
mod run_file;
mod run_stopped;
mod secrets;
mod support;
mod transcript;
