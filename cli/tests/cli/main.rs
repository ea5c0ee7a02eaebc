//! Tests of the real binary against the emulator.

mod support;
