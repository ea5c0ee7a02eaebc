//! Tests of the real binary against the emulator.

mod credentials;
mod exit_codes;
mod output;
mod parameters;
mod secrets;
mod support;
