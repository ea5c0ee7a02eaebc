//! The text that is given as the host.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| checks::host(&String::from_utf8_lossy(text)));
