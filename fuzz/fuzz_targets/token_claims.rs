//! One line of JSON for `expires_in`, one for `access_token`; the rest is what a token claims.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let mut lines = input.splitn(3, |byte| *byte == b'\n');
    let mut next = || lines.next().unwrap_or_default();
    let expires_in = String::from_utf8_lossy(next());
    let token = String::from_utf8_lossy(next());
    checks::token_claims(&token, &expires_in);
    checks::claims_of_token(next());
});
