//! At debug, the crate logs one line for each request, and one for each attempt that is followed by another.

use genauth::transport::{HttpResponse, TransportErrorKind};
use log::Level;

use crate::failures::{
    accepting, default_retries, envelope, failing, failing_for_token, gateway_page, transport_error, write,
};
use crate::support::{FakeTransport, KEY_SECRET, logged_by};

/// Returns the lines logged at debug. Asserts that all other records are at trace, and that no record contains a
/// secret.
#[track_caller]
fn debug_lines(run: impl FnOnce()) -> Vec<String> {
    let mut lines = Vec::new();
    for record in logged_by(run) {
        assert!(!record.text.contains(KEY_SECRET), "{record:?}");
        assert!(!record.text.contains("token-"), "{record:?}");
        match record.level {
            Level::Debug => lines.push(record.text),
            level => assert_eq!(level, Level::Trace),
        }
    }
    lines
}

/// Cuts off the time at the end of a line. A line that announces an immediate retry has none.
#[track_caller]
fn without_time(line: &str) -> &str {
    if line.ends_with("; retrying with a new token") {
        return line;
    }
    let (start, time) = line.rsplit_once(" in ").expect(line);
    let time = time.trim_end_matches(')');
    assert!(time.starts_with(|c: char| c.is_ascii_digit()), "{line}");
    assert!(time.ends_with('s'), "{line}");
    start
}

#[test]
fn each_request_and_each_repeated_attempt_is_one_line() {
    let name = "associate_tenant_resource";
    // This rejection contains the token.
    let echo = Ok(HttpResponse::new(200, r#"{"statusCode":401,"message":"no token-1"}"#));
    let no_token = "cannot obtain a management token: HTTP 503 from api.genauth.ai with a body that is not a response \
                    of the service (no content type, 6 bytes)";
    for (fake, expected) in [
        (
            FakeTransport::succeeding(),
            vec![format!("{name}: HTTP 200, statusCode 200 (1 attempt")],
        ),
        (
            failing(2, &transport_error(TransportErrorKind::Connect)),
            vec![
                format!("{name}: details; retrying"),
                format!("{name}: details; retrying"),
                format!("{name}: HTTP 200, statusCode 200 (3 attempts"),
            ],
        ),
        (
            failing(usize::MAX, &Ok(envelope(404))),
            vec![format!("{name}: [404] no message (1 attempt")],
        ),
        (
            failing(usize::MAX, &transport_error(TransportErrorKind::Tls)),
            vec![
                format!("{name}: details; retrying"),
                format!("{name}: details; retrying"),
                format!("{name}: details (3 attempts"),
            ],
        ),
        (
            failing_for_token(1, &Ok(gateway_page(503))),
            vec![
                format!("{name}: {no_token}; retrying"),
                format!("{name}: HTTP 200, statusCode 200 (2 attempts"),
            ],
        ),
        (
            accepting(&["token-2"], &echo),
            vec![
                format!("{name}: [401] no <redacted>; retrying with a new token"),
                format!("{name}: HTTP 200, statusCode 200 (2 attempts"),
            ],
        ),
    ] {
        let client = fake.client_with_retry(default_retries());
        let lines = debug_lines(|| drop(write(&client)));
        let lines: Vec<_> = lines.iter().map(|line| without_time(line)).collect();
        assert_eq!(lines, expected);
    }
}

#[test]
fn an_invalid_request_is_not_logged() {
    let lines = debug_lines(|| {
        let client = FakeTransport::succeeding().client();
        client.associate_tenant_resource().send().unwrap_err();
    });
    assert_eq!(lines, [""; 0]);
}
