//! The input is what an envelope contains besides `statusCode`, without the braces.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|fields: &[u8]| checks::check_order_of_fields(&String::from_utf8_lossy(fields)));
