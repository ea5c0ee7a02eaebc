//! The input is the JSON of `data`.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| checks::check_decode(&String::from_utf8_lossy(data)));
