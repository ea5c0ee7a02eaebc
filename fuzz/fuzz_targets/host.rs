//! The input is the host setting.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| checks::check_host(&String::from_utf8_lossy(text)));
