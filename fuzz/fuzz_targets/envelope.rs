//! The input is a response laid out as in HTTP: a line with the status, lines with headers, a blank line, and the body.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let blank_line = input.windows(2).position(|two| two == b"\n\n");
    let (head, body) = blank_line.map_or((&b"200"[..], input), |at| (&input[..at], &input[at + 2..]));
    let head = String::from_utf8_lossy(head);
    let mut lines = head.split('\n');
    let status = lines.next().and_then(|line| line.parse().ok()).unwrap_or(200);
    let headers: Vec<_> = lines
        .map(|line| line.split_once(": ").unwrap_or(("location", line)))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    checks::check_envelope(status, &headers, body);
});
