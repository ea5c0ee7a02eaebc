//! The error itself: its one line, its predicates, and what it keeps.

use std::time::Duration;

use genauth::{Answer, Error, TransportError, TransportErrorKind as Kind};

use crate::support::{Fake, IN_DOUBT, associate, authorize, builder, outcome_of};

/// Two settings that are wrong.
fn settings_error() -> Error {
    let builder = builder().access_key_secret(" ").timeout(Duration::ZERO);
    builder.build().unwrap_err()
}

/// A request with two violations.
fn validation_error() -> Error {
    let client = Fake::succeeding().client();
    let request = client.associate_tenant_resource().association(true).code(" ");
    request.send().unwrap_err()
}

/// What the operation gives when the service answers this.
fn error_of(status: u16, body: impl Into<Vec<u8>>) -> Error {
    outcome_of(Answer::new(status, body)).unwrap_err()
}

/// As [`error_of`], for an envelope with that `statusCode` and those fields.
fn refusal(status_code: i64, fields: &str) -> Error {
    error_of(200, format!(r#"{{"statusCode":{status_code}{fields}}}"#))
}

/// What the operation gives when the transport fails.
fn transport_error(error: TransportError) -> Error {
    let fake = Fake::answering(move |_| Err(error.clone()));
    associate(&fake.client()).send().unwrap_err()
}

fn broken(kind: Kind) -> Error {
    transport_error(TransportError::new(kind, "details"))
}

/// The predicates that hold.
fn predicates(error: &Error) -> String {
    let all = [
        (error.is_validation(), "validation"),
        (error.is_connect(), "connect"),
        (error.is_timeout(), "timeout"),
        (error.is_rate_limited(), "rate_limited"),
        (error.is_not_found(), "not_found"),
        (error.is_unauthorized(), "unauthorized"),
        (error.is_retryable(), "retryable"),
    ];
    let held: Vec<_> = all.iter().filter_map(|&(holds, name)| holds.then_some(name)).collect();
    held.join(" ")
}

#[test]
fn an_error_is_small_and_travels_between_threads() {
    fn travels<T: std::error::Error + Send + Sync + Clone + 'static>() {}
    travels::<Error>();
    assert!(size_of::<Error>() <= 24, "{}", size_of::<Error>());
}

#[test]
fn what_was_not_sent_lists_its_violations() {
    assert_eq!(
        settings_error().to_string(),
        "ManagementClient: access_key_secret: expected text that is not blank, found blank text; \
         timeout: expected more than zero, and a day at most, found 0ns"
    );
    assert_eq!(
        validation_error().to_string(),
        "associate_tenant_resource: not sent: appId: expected text that is not blank, found nothing; \
         code: expected text that is not blank, found blank text"
    );
}

#[test]
fn a_refusal_has_its_line() {
    for (fields, expected) in [
        ("", "[404] m"),
        (r#","apiCode":2004"#, "[404 / 2004] m"),
        (r#","requestId":"r""#, "[404] m (request id r)"),
        (r#","apiCode":0,"requestId":"r""#, "[404 / 0] m (request id r)"),
        // The last of two keys counts.
        (r#","message":" ""#, "[404] the service gave no message"),
        (r#","message":null"#, "[404] the service gave no message"),
    ] {
        let error = refusal(404, &format!(r#","message":"m"{fields}"#));
        let line = format!("associate_tenant_resource: {expected}");
        assert_eq!(error.to_string(), line, "{fields}");
    }
    let denied = r#","data":{"success":false}"#;
    assert_eq!(
        refusal(200, denied).to_string(),
        "associate_tenant_resource: [200] but success is false: the service gave no message"
    );
}

#[test]
fn an_unreadable_answer_has_its_line() {
    assert_eq!(
        error_of(502, " oops ").to_string(),
        "associate_tenant_resource: HTTP 502 with a body that is not an answer of the service \
         (unknown type, 6 bytes): oops; it may have happened all the same"
    );
    assert_eq!(
        refusal(200, r#","data":[],"requestId":"r""#).to_string(),
        "associate_tenant_resource: the answer does not read as IsSuccess: data: expected an object, found a list: \
         {\"data\":[],\"requestId\":\"r\",\"statusCode\":200}; it may have happened all the same (request id r)"
    );
}

#[test]
fn a_transport_error_has_its_line_and_its_predicates() {
    let not_in_time = "no connection in time";
    for (kind, line, held, doubt) in [
        (Kind::Connect, "no connection", "connect retryable", ""),
        (Kind::Tls, "no secure connection", "connect retryable", ""),
        (Kind::ConnectTimeout, not_in_time, "connect timeout retryable", ""),
        (Kind::Timeout, "no answer in time", "timeout retryable", IN_DOUBT),
        (Kind::Interrupted, "the connection broke", "retryable", IN_DOUBT),
        (Kind::TooLarge, "the answer is too large", "", IN_DOUBT),
        (Kind::Protocol, "the answer is not valid HTTP", "", IN_DOUBT),
        (Kind::Other, "the call failed", "", IN_DOUBT),
    ] {
        let error = broken(kind);
        let line = format!("associate_tenant_resource: {line}: details{doubt}");
        assert_eq!(error.to_string(), line);
        assert_eq!(predicates(&error), held, "{kind:?}");
        // Nothing came, so nothing is kept.
        assert_eq!((error.http_status(), error.body()), (None, None), "{kind:?}");
    }
}

#[test]
fn the_debug_form_is_that_line_and_the_long_one_adds_the_fields() {
    let error = refusal(404, r#","apiCode":2004,"message":"no\ntenant","requestId":"r""#);
    assert_eq!(
        format!("{error:?}"),
        "associate_tenant_resource: [404 / 2004] no tenant (request id r)"
    );
    let long = format!("{error:#?}");
    let words: Vec<_> = long.split_whitespace().collect();
    assert_eq!(
        words.join(" "),
        r#"Error { message: "associate_tenant_resource: [404 / 2004] no tenant (request id r)", "#.to_owned()
            + r#"operation: Some( "associate_tenant_resource", ), violations: [], status_code: Some( 404, ), "#
            + r#"api_code: Some( 2004, ), http_status: Some( 200, ), request_id: Some( "r", ), "#
            + "may_have_happened: false, attempts: 1, "
            + r#"body: Some( "{\"apiCode\":2004,\"message\":\"no\\ntenant\",\"requestId\":\"r\","#
            + r#"\"statusCode\":404}", ), }"#
    );
}

#[test]
fn no_text_from_outside_breaks_the_line() {
    let evil = "one\r\ntwo\nthree\u{0}\u{1b}[31m\u{7f}\u{85}four";
    let json = serde_json::Value::from(evil);
    let header = |name| outcome_of(Answer::new(302, "").with_header(name, evil)).unwrap_err();
    for (place, error) in [
        ("message", refusal(400, &format!(r#","message":{json}"#))),
        ("requestId", refusal(400, &format!(r#","requestId":{json}"#))),
        ("x-request-id", header("x-request-id")),
        ("location", header("location")),
        ("body", error_of(502, evil)),
        ("transport", transport_error(TransportError::new(Kind::Other, evil))),
    ] {
        for shown in [error.to_string(), format!("{error:?}")] {
            assert!(!shown.contains(char::is_control), "{place}: {shown:?}");
            // The text is there all the same.
            assert!(shown.contains("one  two three  [31m  four"), "{place}: {shown:?}");
        }
    }
}

#[test]
fn a_long_message_is_cut_in_the_line_and_whole_in_the_field() {
    // Characters of three bytes: the cut must not split one.
    let long = "\u{4e0d}".repeat(10_000);
    let shown = format!("{}...", "\u{4e0d}".repeat(300));
    let refused = refusal(400, &format!(r#","message":"{long}""#));
    let line = format!("associate_tenant_resource: [400] {shown}");
    assert_eq!(refused.to_string(), line);
    assert_eq!(refused.server_message(), Some(long.as_str()));

    let what = "HTTP 502 with a body that is not an answer of the service (unknown type, 30000 bytes)";
    let line = format!("associate_tenant_resource: {what}: {shown}{IN_DOUBT}");
    assert_eq!(error_of(502, long).to_string(), line);
}

#[test]
fn a_body_is_kept_up_to_8_kib() {
    for size in [0, 1, 8191, 8192, 8193, 1_000_000] {
        let body = vec![b'<'; size];
        let kept = Some(&body[..size.min(8192)]);
        let partial = Answer::new(200, body.clone()).with_header("a", "b");
        let broken = TransportError::new(Kind::Interrupted, "").with_partial_answer(partial);
        let broken = transport_error(broken);
        assert_eq!(error_of(502, body.clone()).body(), kept, "{size}");
        assert_eq!(broken.body(), kept, "{size}");
        assert_eq!(broken.http_status(), Some(200), "{size}");
        assert_eq!(broken.header("A"), Some("b"), "{size}");
    }
}

#[test]
fn predicates_follow_from_the_status() {
    // In an envelope; and of a gateway, which says nothing of what the request names: no `not_found`.
    for (status, of_envelope, of_gateway) in [
        (400, "", ""),
        (401, "unauthorized", "unauthorized"),
        (403, "", ""),
        (404, "not_found", ""),
        (422, "", ""),
        (429, "rate_limited retryable", "rate_limited retryable"),
        (500, "", ""),
        (502, "retryable", "retryable"),
        (503, "retryable", "retryable"),
        (504, "retryable", "retryable"),
        (601, "", ""),
    ] {
        assert_eq!(predicates(&refusal(status.into(), "")), of_envelope, "{status}");
        assert_eq!(predicates(&error_of(status, "<html>")), of_gateway, "{status}");
    }
    // Where there is an envelope, the HTTP status says nothing.
    assert_eq!(predicates(&error_of(503, r#"{"statusCode":400}"#)), "");
    assert_eq!(predicates(&error_of(429, r#"{"statusCode":404}"#)), "not_found");
}

#[test]
fn every_error_knows_its_operation_and_has_no_source() {
    let associate = Some("associate_tenant_resource");
    for (error, operation, held) in [
        (settings_error(), None, "validation"),
        (validation_error(), associate, "validation"),
        (refusal(200, r#","data":{"success":false}"#), associate, ""),
        (error_of(200, "<html>"), associate, ""),
        (broken(Kind::Tls), associate, "connect retryable"),
    ] {
        assert_eq!(error.operation(), operation, "{error}");
        assert_eq!(predicates(&error), held, "{error}");
        assert_eq!(error.violations().is_empty(), !error.is_validation(), "{error}");
        // The cause stands in the line: a report that goes through the sources would print it twice.
        assert!(std::error::Error::source(&error).is_none(), "{error}");
    }
}

#[test]
fn an_error_of_fetching_the_token_says_so() {
    let answer = |status, body: &str| Ok(Answer::new(status, body).with_header("a", "b"));
    let envelope = |fields| answer(200, &format!(r#"{{"statusCode":{fields}}}"#));
    let no_connection = Err(TransportError::new(Kind::Connect, "refused"));
    let page = "HTTP 503 with a body that is not an answer of the service (unknown type, 6 bytes)";
    let shape = "the answer does not read as TokenAnswer: data.access_token: expected text, found a list";
    let refusal = r#"401,"apiCode":7,"message":"m","requestId":"r""#;
    for (answer, expected, held) in [
        (envelope(refusal), "[401 / 7] m (request id r)", "unauthorized"),
        (answer(503, "<html>"), page, "retryable"),
        (envelope(r#"200,"data":{"access_token":[]}"#), shape, ""),
        (envelope("200"), "the answer holds no usable access_token", ""),
        (no_connection, "no connection: refused", "connect retryable"),
    ] {
        let fake = Fake::answering_all(move |_| answer.clone());
        let error = authorize(&fake.client()).send().unwrap_err();
        let line = format!("authorize_application_access: no management token: {expected}");
        assert_eq!(error.to_string(), line);
        assert_eq!(error.operation(), Some("authorize_application_access"));
        assert_eq!(predicates(&error), held, "{error}");
        // Half a token could be in it.
        assert_eq!(error.body().unwrap_or_default(), b"", "{error}");
        assert_eq!(error.header("a"), None, "{error}");
        // The operation itself was not sent.
        assert_eq!(fake.sent().len(), 1, "{error}");
    }
}

#[test]
fn a_clone_is_the_same_error() {
    let error = refusal(429, r#","message":"slow down","requestId":"r-1""#);
    assert_eq!(format!("{:#?}", error.clone()), format!("{error:#?}"));
    assert_eq!(error.clone().body(), error.body());
}

#[test]
fn a_404_for_the_token_says_nothing_about_the_request() {
    let fake = Fake::answering_all(|_| Ok(Answer::new(200, r#"{"statusCode":404,"message":"no such key"}"#)));
    let error = associate(&fake.client()).send().unwrap_err();
    assert_eq!(error.status_code(), Some(404));
    assert!(!error.is_not_found());
}

#[test]
fn nothing_from_outside_makes_the_line_long() {
    let long = "a".repeat(100_000);
    let refused = format!(r#"{{"statusCode":400,"message":"{long}","requestId":"{long}"}}"#);
    for answer in [
        Answer::new(302, "").with_header("location", &*long),
        Answer::new(502, &*long).with_header("content-type", &*long),
        Answer::new(502, "").with_header("x-request-id", &*long),
        Answer::new(200, refused),
    ] {
        let shown = outcome_of(answer).unwrap_err().to_string();
        assert!(shown.len() < 1000, "{} bytes", shown.len());
    }
    let fake = Fake::answering(move |_| Err(TransportError::new(Kind::Other, &*long)));
    assert!(associate(&fake.client()).send().unwrap_err().to_string().len() < 1000);
}

#[test]
fn the_request_id_is_found_wherever_it_is() {
    let body = r#"{"statusCode":500,"message":"m","requestId":""}"#;
    let answer = Answer::new(200, body).with_header("X-Request-Id", "from-header");
    assert_eq!(
        outcome_of(answer.clone()).unwrap_err().request_id(),
        Some("from-header")
    );

    let fake = Fake::answering(move |_| {
        let error = TransportError::new(Kind::Interrupted, "gone");
        Err(error.with_partial_answer(answer.clone()))
    });
    let error = associate(&fake.client()).send().unwrap_err();
    assert_eq!(error.request_id(), Some("from-header"));
    let end = format!("gone{IN_DOUBT} (request id from-header)");
    assert!(error.to_string().ends_with(&end), "{error}");
}

#[test]
fn an_unusable_token_keeps_what_is_known_of_its_answer() {
    let fake = Fake::answering_all(|_| {
        let body = r#"{"statusCode":200,"requestId":"r1","data":{"access_token":" "}}"#;
        Ok(Answer::new(200, body))
    });
    let error = associate(&fake.client()).send().unwrap_err();
    assert_eq!(error.http_status(), Some(200));
    assert_eq!(error.request_id(), Some("r1"));
    assert_eq!(error.body(), Some(&b""[..]));
}

#[test]
fn a_body_that_ends_like_a_secret_begins_is_left_alone() {
    // The secret of these tests begins with `test-`.
    for body in ["Bad Request", "this is a tes", "t"] {
        assert_eq!(
            outcome_of(Answer::new(502, body)).unwrap_err().body(),
            Some(body.as_bytes())
        );
    }
}

#[test]
fn a_short_secret_does_not_make_the_body_grow() {
    let fake = Fake::answering(|_| Ok(Answer::new(502, "x".repeat(9000))));
    let client = builder().access_key_secret("x").transport(fake).build().unwrap();
    let error = associate(&client).send().unwrap_err();
    assert_eq!(error.body().map(<[u8]>::len), Some(8 * 1024));
}
