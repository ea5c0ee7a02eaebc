//! The input is the value of a `Retry-After` header.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|value: &[u8]| checks::check_retry_after("Retry-After", &String::from_utf8_lossy(value)));
