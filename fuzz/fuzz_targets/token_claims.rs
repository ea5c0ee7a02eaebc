//! The input is a line with the JSON of `expires_in`, a line with the JSON of `access_token`, and the claims of a
//! token.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let mut lines = input.splitn(3, |byte| *byte == b'\n');
    let mut next = || lines.next().unwrap_or_default();
    let expires_in = String::from_utf8_lossy(next());
    let token = String::from_utf8_lossy(next());
    checks::check_token(&token, &expires_in);
    checks::check_token_claims(next());
});
