//! An error prints as one line that needs no context, and nothing in it can break the line or make it long.

use genauth::transport::{HttpResponse, TransportError, TransportErrorKind as Kind};

use crate::errors::{error_for, refusal, settings_error, transport_error, validation_error};
use crate::support::{FakeTransport, IN_DOUBT, authorize, result_for};

#[test]
fn a_validation_error_lists_its_violations() {
    assert_eq!(
        settings_error().to_string(),
        "build: access_key_secret must not be blank; timeout must be more than 0 s and at most 24 h (got 0 ms)"
    );
    assert_eq!(
        validation_error().to_string(),
        "associate_tenant_resource: invalid request: appId is required; code must not be blank"
    );
}

#[test]
fn the_alternate_form_has_a_line_for_each_violation() {
    assert_eq!(
        format!("{:#}", validation_error()),
        "associate_tenant_resource: invalid request:\n  appId is required\n  code must not be blank"
    );
    assert_eq!(
        format!("{:#}", settings_error()),
        "build:\n  access_key_secret must not be blank\n  timeout must be more than 0 s and at most 24 h (got 0 ms)"
    );
    // Other errors stay on one line.
    let refused = refusal(404, "");
    assert_eq!(format!("{refused:#}"), refused.to_string());
}

#[test]
fn a_refusal_prints_its_codes_message_and_request_id() {
    for (fields, expected) in [
        ("", "[404] m"),
        (r#","apiCode":2004"#, "[404 / 2004] m"),
        (r#","requestId":"r""#, "[404] m (request id r)"),
        (r#","apiCode":0,"requestId":"r""#, "[404 / 0] m (request id r)"),
        // The last of duplicate keys wins, so this message replaces `m`.
        (r#","message":" ""#, "[404] no message"),
        (r#","message":null"#, "[404] no message"),
        (r#","message":"","apiCode":1"#, "[404 / 1] no message"),
        // If the service sends no message, the documented meaning of the code is shown.
        (
            r#","message":"","apiCode":2004"#,
            "[404 / 2004] the user does not exist",
        ),
    ] {
        let error = refusal(404, &format!(r#","message":"m"{fields}"#));
        assert_eq!(
            error.to_string(),
            format!("associate_tenant_resource: {expected}"),
            "{fields}"
        );
    }
    assert_eq!(
        refusal(200, r#","data":{"success":false}"#).to_string(),
        "associate_tenant_resource: [200] but `success` is false: no message"
    );
}

#[test]
fn a_decode_error_prints_the_reason_and_the_body() {
    assert_eq!(
        error_for(502, " oops ").to_string(),
        "associate_tenant_resource: HTTP 502 from api.genauth.ai with a body that is not a response of the service \
         (no content type, 6 bytes): oops; the operation may have been applied: read it back before repeating it"
    );
    assert_eq!(
        refusal(200, r#","data":[],"requestId":"r""#).to_string(),
        "associate_tenant_resource: response cannot be decoded as IsSuccess: data: expected an object, found a list: \
         {\"data\":[],\"requestId\":\"r\",\"statusCode\":200}; the operation may have been applied: read it back before \
         repeating it (request id r)"
    );
}

#[test]
fn a_transport_error_prints_its_message_or_else_its_kind() {
    for (kind, without_message, doubt) in [
        (Kind::Connect, "cannot connect", ""),
        (Kind::ConnectTimeout, "no connection within the connect timeout", ""),
        (Kind::Certificate, "certificate not trusted", ""),
        (Kind::Tls, "TLS handshake failed", ""),
        (Kind::Timeout, "no response within the timeout", IN_DOUBT),
        (
            Kind::Interrupted,
            "connection closed before the response was complete",
            IN_DOUBT,
        ),
        (Kind::TooLarge, "response too large", IN_DOUBT),
        (Kind::Protocol, "invalid HTTP response", IN_DOUBT),
        (Kind::Other, "request failed", IN_DOUBT),
    ] {
        for (message, expected) in [("details", "details"), ("", without_message)] {
            let error = transport_error(TransportError::new(kind, message));
            assert_eq!(
                error.to_string(),
                format!("associate_tenant_resource: {expected}{doubt}")
            );
        }
    }
}

#[test]
fn the_request_id_of_a_partial_response_is_printed() {
    let partial = HttpResponse::new(200, "").with_header("X-Request-Id", "from-header");
    let error = transport_error(TransportError::new(Kind::Interrupted, "closed").with_partial_response(partial));
    let expected = format!("associate_tenant_resource: closed{IN_DOUBT} (request id from-header)");
    assert_eq!(error.to_string(), expected);
}

#[test]
fn a_token_error_says_that_it_is_about_the_token() {
    let envelope = |fields| Ok(HttpResponse::new(200, format!(r#"{{"statusCode":{fields}}}"#)));
    for (result, expected) in [
        (
            envelope(r#"401,"apiCode":7,"message":"m","requestId":"r""#),
            "[401 / 7] m (request id r)",
        ),
        (
            Ok(HttpResponse::new(503, "<html>")),
            "HTTP 503 from api.genauth.ai with a body that is not a response of the service (no content type, 6 bytes)",
        ),
        (
            envelope(r#"200,"data":{"access_token":[]}"#),
            "response cannot be decoded as a management token: data.access_token: expected a string, found a list",
        ),
        (envelope("200"), "the response contains no usable access_token"),
        (Err(TransportError::new(Kind::Connect, "refused")), "refused"),
    ] {
        let fake = FakeTransport::responding_to_all(move |_| result.clone());
        let error = authorize(&fake.client()).send().unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("authorize_application_access: cannot obtain a management token: {expected}")
        );
    }
}

#[test]
fn debug_prints_the_same_line_and_its_alternate_form_adds_the_fields() {
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
            + "is_confirmed: false, may_have_happened: false, attempts: 1, "
            + r#"body: Some( "{\"apiCode\":2004,\"message\":\"no\\ntenant\",\"requestId\":\"r\","#
            + r#"\"statusCode\":404}", ), }"#
    );
}

#[test]
fn text_from_outside_cannot_break_the_line() {
    let evil = "one\r\ntwo\nthree\u{0}\u{1b}[31m\u{7f}\u{85}four";
    let json = serde_json::Value::from(evil);
    let with_header = |name| result_for(HttpResponse::new(302, "").with_header(name, evil)).unwrap_err();
    for (origin, error) in [
        ("message", refusal(400, &format!(r#","message":{json}"#))),
        ("requestId", refusal(400, &format!(r#","requestId":{json}"#))),
        ("x-request-id", with_header("x-request-id")),
        ("location", with_header("location")),
        ("body", error_for(502, evil)),
        ("transport", transport_error(TransportError::new(Kind::Other, evil))),
    ] {
        for shown in [error.to_string(), format!("{error:?}"), format!("{error:#}")] {
            assert!(!shown.contains(char::is_control), "{origin}: {shown:?}");
            // The rest of the text is kept.
            assert!(shown.contains("one  two three  [31m  four"), "{origin}: {shown:?}");
        }
    }
}

#[test]
fn a_long_message_is_shortened_in_the_line_and_complete_in_the_field() {
    // Each character has three bytes and must not be cut in half.
    let long = "\u{4e0d}".repeat(10_000);
    let shown = format!("{}...", "\u{4e0d}".repeat(300));
    let refused = refusal(400, &format!(r#","message":"{long}""#));
    assert_eq!(refused.to_string(), format!("associate_tenant_resource: [400] {shown}"));
    assert_eq!(refused.server_message(), Some(long.as_str()));

    let reason = "HTTP 502 from api.genauth.ai with a body that is not a response of the service (no content type, \
                  30000 bytes)";
    let expected = format!("associate_tenant_resource: {reason}: {shown}{IN_DOUBT}");
    assert_eq!(error_for(502, long).to_string(), expected);
}

#[test]
fn text_from_outside_cannot_make_the_line_long() {
    let long = "a".repeat(100_000);
    let refused = format!(r#"{{"statusCode":400,"message":"{long}","requestId":"{long}"}}"#);
    let errors = [
        HttpResponse::new(302, "").with_header("location", &*long),
        HttpResponse::new(502, &*long).with_header("content-type", &*long),
        HttpResponse::new(502, "").with_header("x-request-id", &*long),
        HttpResponse::new(200, refused),
    ]
    .map(|response| result_for(response).unwrap_err());
    let of_transport = transport_error(TransportError::new(Kind::Other, long));
    for error in errors.iter().chain([&of_transport]) {
        let shown = error.to_string();
        assert!(shown.len() < 1000, "{} bytes", shown.len());
    }
}
