//! An answer as HTTP writes it: the status, header lines, a blank line, the body.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let blank = input.windows(2).position(|two| two == b"\n\n");
    let (head, body) = blank.map_or((&b"200"[..], input), |at| (&input[..at], &input[at + 2..]));
    let head = String::from_utf8_lossy(head);
    let mut lines = head.split('\n');
    let status = lines.next().and_then(|line| line.parse().ok()).unwrap_or(200);
    let headers: Vec<_> = lines
        .map(|line| line.split_once(": ").unwrap_or(("location", line)))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    checks::envelope(status, &headers, body);
});
