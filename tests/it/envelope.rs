//! The body decides whether a response counts as a success, as a refusal, or not as a response of the service at all.

use genauth::transport::HttpResponse;
use genauth::types::IsSuccess;
use genauth::{Error, Response};
use serde_json::Value;

use crate::support::{FakeTransport, IN_DOUBT, associate, result_for};
use crate::test_server::SUCCESS;

/// Sends a write that receives this response, and asserts that it succeeds.
#[track_caller]
fn success_for(response: &HttpResponse) -> Response<IsSuccess> {
    result_for(response.clone()).unwrap_or_else(|error| panic!("{}: {error}", describe(response)))
}

/// Sends a write that receives this response, and returns its error. Asserts what holds for every such error: it keeps
/// the response, and is classified neither as an invalid request nor as a network failure.
#[track_caller]
fn failure_for(response: &HttpResponse) -> Error {
    let case = describe(response);
    let error = result_for(response.clone()).expect_err(&case);
    let max = if error.is_confirmed() { usize::MAX } else { 8 * 1024 };
    let kept = response.body.len().min(max);
    assert_eq!(error.http_status(), Some(response.status), "{case}");
    assert_eq!(error.body(), Some(&response.body[..kept]), "{case}");
    for (name, value) in &response.headers {
        assert_eq!(error.header(name), Some(value.as_str()), "{case}");
    }
    let is_misclassified = error.is_validation() || error.is_connect() || error.is_timeout();
    assert!(!is_misclassified, "{case}");
    error
}

/// Asserts that a response cannot be decoded, and that the error prints as expected.
#[track_caller]
fn assert_undecodable(response: &HttpResponse, status_code: Option<i64>, expected: &str) {
    let error = failure_for(response);
    let fields = (error.status_code(), error.api_code(), error.server_message());
    assert_eq!(fields, (status_code, None, None), "{error}");
    assert!(error.is_decode(), "{error}");
    // The data could say that the operation failed.
    assert!(!error.is_confirmed(), "{error}");
    assert_eq!(error.to_string(), format!("associate_tenant_resource: {expected}"));
}

/// Asserts that a response is not taken for one of the service, and that the error shows this part of its body.
#[track_caller]
fn assert_no_envelope(response: &HttpResponse, shown: &str) {
    let (status, size) = (response.status, response.body.len());
    let media_type = response.header("content-type").unwrap_or("no content type");
    let unit = if size == 1 { "byte" } else { "bytes" };
    let reason = format!(
        "HTTP {status} from api.genauth.ai with a body that is not a response of the service ({media_type}, {size} {unit})"
    );
    let colon = if shown.is_empty() { "" } else { ": " };
    assert_undecodable(
        response,
        None,
        &format!("{reason}{colon}{shown}{}", doubt_after(status)),
    );
}

/// Asserts that this `data` in a success cannot be decoded, and that the error says why.
#[track_caller]
fn assert_mismatch(data: &str, path: &str, expected: &str, found: &str) {
    let body = format!(r#"{{"statusCode":200,"data":{data}}}"#);
    let shown = canonical(&body);
    let shown = shown.get(..300).map_or(shown.clone(), |start| format!("{start}..."));
    let colon = if shown.is_empty() { "" } else { ": " };
    let reason = format!("response cannot be decoded as IsSuccess: {path}: expected {expected}, found {found}");
    assert_undecodable(&json(body), Some(200), &format!("{reason}{colon}{shown}{IN_DOUBT}"));
}

/// JSON as an error shows it, which is parsed and serialized again. A body that only begins like JSON is not shown.
fn canonical(body: &str) -> String {
    match serde_json::from_str::<Value>(body) {
        Ok(json) => json.to_string(),
        Err(_) if body.starts_with(['{', '[']) => String::new(),
        Err(_) => body.to_owned(),
    }
}

/// How the error of a write continues if the response cannot be decoded. A write is not in doubt if a gateway
/// redirected or refused it, because it was not passed on to the service.
fn doubt_after(status: u16) -> &'static str {
    match status {
        300..=499 => "",
        _ => IN_DOUBT,
    }
}

/// Describes a response for the message of a failed assertion.
fn describe(response: &HttpResponse) -> String {
    let start = &response.body[..response.body.len().min(100)];
    format!("HTTP {} {:?}", response.status, String::from_utf8_lossy(start))
}

/// HTTP 200 with a JSON body.
pub fn json(body: impl Into<Vec<u8>>) -> HttpResponse {
    HttpResponse::new(200, body).with_header("content-type", "application/json")
}

fn nested(depth: usize) -> String {
    "[".repeat(depth) + &"]".repeat(depth)
}

#[test]
fn a_success_keeps_every_field_and_the_unchanged_http_response() {
    let body = r#"{"statusCode":200,"message":"done","apiCode":20001,"requestId":"r-1","data":{"success":true}} "#;
    let http = HttpResponse::new(201, body)
        .with_header("Content-Type", "application/json")
        .with_header("x-twice", "1")
        .with_header("x-twice", "2");
    let response = success_for(&http);
    assert_eq!(response.status_code, 200);
    assert_eq!(response.message, "done");
    assert_eq!(response.api_code, Some(20001));
    assert_eq!(response.request_id.as_deref(), Some("r-1"));
    assert!(response.data.success);
    assert_eq!(response.http, http);
}

#[test]
fn codes_are_decoded_from_numbers_and_from_strings() {
    for status_code in ["200", r#""200""#, "200.0", "2e2"] {
        let response = success_for(&json(format!(r#"{{"statusCode":{status_code}}}"#)));
        assert_eq!(response.status_code, 200, "{status_code}");
    }
    // The service also uses status codes that HTTP does not define.
    for status_code in [601, 699, 404, 0, -1, i64::MAX] {
        for spelling in [format!("{status_code}"), format!("\"{status_code}\"")] {
            let error = failure_for(&json(format!(r#"{{"statusCode":{spelling}}}"#)));
            assert_eq!(error.status_code(), Some(status_code), "{spelling}");
        }
    }
    let valid = ["2004", r#""2004""#, "2004.0"].map(|code| (code, Some(2004)));
    let invalid = ["null", r#""""#, r#""E_OK""#, "{}"].map(|code| (code, None));
    for (api_code, expected) in valid.into_iter().chain(invalid) {
        let response = |status_code| json(format!(r#"{{"statusCode":{status_code},"apiCode":{api_code}}}"#));
        assert_eq!(success_for(&response(200)).api_code, expected, "{api_code}");
        assert_eq!(failure_for(&response(404)).api_code(), expected, "{api_code}");
    }
}

#[test]
fn the_http_status_does_not_decide_about_success() {
    for status in [200, 201, 202, 302, 400, 401, 404, 429, 500, 502, 503] {
        assert!(
            success_for(&HttpResponse::new(status, SUCCESS)).data.success,
            "{status}"
        );
        let refusal = r#"{"statusCode":404,"apiCode":2004,"message":"no such app","data":{"success":true}}"#;
        let error = failure_for(&HttpResponse::new(status, refusal).with_header("location", "/elsewhere"));
        assert_eq!(error.status_code(), Some(404), "{status}");
        assert_eq!(error.api_code(), Some(2004), "{status}");
        assert_eq!(error.server_message(), Some("no such app"), "{status}");
        assert!(error.is_not_found(), "{status}");
    }
}

#[test]
fn success_false_is_an_error() {
    let body = r#"{"statusCode":200,"message":"no change","apiCode":7,"requestId":"r-2","data":{"success":false}}"#;
    let error = failure_for(&json(body));
    assert_eq!(error.status_code(), Some(200));
    assert_eq!(error.api_code(), Some(7));
    assert_eq!(error.server_message(), Some("no change"));
    assert_eq!(error.request_id(), Some("r-2"));
    assert_eq!(
        error.to_string(),
        "associate_tenant_resource: [200 / 7] but `success` is false: no change (request id r-2)"
    );
}

#[test]
fn a_missing_success_counts_as_true() {
    for data in ["null", "{}", r#"{"success":null}"#, r#"{"Success":true,"new":[{}]}"#] {
        let response = success_for(&json(format!(r#"{{"statusCode":200,"data":{data}}}"#)));
        assert!(response.data.success, "{data}");
        assert_eq!(response.message, "", "{data}");
    }
    assert!(success_for(&json(r#"{"statusCode":200}"#)).data.success);
}

#[test]
fn the_request_id_is_in_the_body_or_in_a_header() {
    for (field, header, expected) in [
        (r#""requestId":"body","#, "x-request-id", Some("body")),
        (r#""requestId":17,"#, "x-request-id", Some("17")),
        (r#""requestId":null,"#, "x-request-id", Some("header")),
        ("", "X-Request-ID", Some("header")),
        ("", "x-request", None),
    ] {
        let response = |status_code| {
            let body = format!(r#"{{{field}"statusCode":{status_code}}}"#);
            json(body).with_header(header, "header")
        };
        let (success, error) = (success_for(&response(200)), failure_for(&response(500)));
        assert_eq!(success.request_id.as_deref(), expected, "{field} {header}");
        assert_eq!(error.request_id(), expected, "{field} {header}");
    }
    let page = HttpResponse::new(502, "<html>").with_header("X-Request-Id", "gateway");
    assert_eq!(failure_for(&page).request_id(), Some("gateway"));
}

#[test]
fn a_message_of_any_type_is_shown() {
    for (message, expected) in [(r#""plain""#, "plain"), ("null", ""), ("7", "7")] {
        let error = failure_for(&json(format!(r#"{{"statusCode":400,"message":{message}}}"#)));
        assert_eq!(error.server_message(), Some(expected), "{message}");
    }
    // A message that is not a string is shown as JSON.
    for message in [r#"["a must be text","b is missing"]"#, r#"{"en":"no"}"#, "true"] {
        let error = failure_for(&json(format!(r#"{{"statusCode":400,"message":{message}}}"#)));
        assert_eq!(error.server_message(), Some(message));
    }
}

#[test]
fn unusual_envelopes_are_decoded() {
    let deep = nested(10_000);
    for body in [
        &format!("\u{feff}{SUCCESS}"),
        &format!("\r\n\t {SUCCESS}\n"),
        // If a key occurs more than once, the last occurrence wins, in the envelope and below it.
        r#"{"statusCode":500,"data":{"success":false},"statusCode":200,"data":{"success":true}}"#,
        r#"{"statusCode":200,"data":{"success":false,"success":true}}"#,
        // Keys may contain escapes.
        r#"{"status\u0043ode":200,"d\u0061ta":{"succe\u0073s":true}}"#,
        // Unknown fields are skipped, whatever they contain.
        r#"{"statusCode":200,"time":1.5e300,"new":{"statusCode":500},"data":{"success":true}}"#,
        &format!(r#"{{"statusCode":200,"new":{deep},"data":{{"success":true}}}}"#),
        &format!(r#"{{"statusCode":200,"data":{{"new":{deep},"success":true}}}}"#),
    ] {
        let response = json(body.as_bytes());
        assert!(success_for(&response).data.success, "{}", describe(&response));
    }
    let twice = r#"{"statusCode":200,"message":"a","data":{"success":true},"statusCode":403,"message":"b"}"#;
    let error = failure_for(&json(twice));
    assert_eq!(error.status_code(), Some(403));
    assert_eq!(error.server_message(), Some("b"));
}

#[test]
fn a_body_without_a_usable_status_code_is_not_a_response_of_the_service() {
    for body in [
        // These bodies are not objects with a `statusCode`.
        "[]",
        r#""x""#,
        "null",
        "7",
        "{}",
        r#"{"success":true}"#,
        r#"{"statuscode":200}"#,
        r#"[{"statusCode":200}]"#,
        // The status code is not an integer.
        r#"{"statusCode":null}"#,
        r#"{"statusCode":{}}"#,
        r#"{"statusCode":true}"#,
        r#"{"statusCode":"OK"}"#,
        r#"{"statusCode":200.5}"#,
        // The JSON is malformed.
        r#"{"statusCode":200,"data":{"success":true}"#,
        r#"{"statusCode":200}}"#,
        r#"{"statusCode":200,}"#,
    ] {
        assert_no_envelope(&json(body), &canonical(body));
        assert_no_envelope(&HttpResponse::new(500, body), &canonical(body));
    }
    // The first body is encoded in GBK, so it is not UTF-8. The second one is only a byte order mark.
    let gbk = b"{\"statusCode\":200,\"message\":\"\xD6\xD0\"}";
    assert_no_envelope(&json(*gbk), "");
    assert_no_envelope(&json("\u{feff}"), "\u{feff}");
}

#[test]
fn gateway_pages_and_empty_bodies_are_described() {
    for status in [200, 404, 502] {
        let page = HttpResponse::new(status, "<html>\n<h1>Bad Gateway</h1>\n</html>");
        let page = page.with_header("Content-Type", "text/html");
        assert_no_envelope(&page, "<html> <h1>Bad Gateway</h1> </html>");
    }
    for status in [200, 204, 302, 503] {
        let empty = HttpResponse::new(status, "").with_header("x-request-id", "r-3");
        let doubt = doubt_after(status);
        let expected = format!("HTTP {status} from api.genauth.ai with an empty body{doubt} (request id r-3)");
        assert_undecodable(&empty, None, &expected);
    }
}

#[test]
fn a_redirect_is_an_error_that_names_its_target_and_is_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        let response = HttpResponse::new(status, "").with_header("Location", "https://elsewhere.example/login");
        let expected = format!(
            "HTTP {status} from api.genauth.ai: redirect to https://elsewhere.example/login not followed; check `host`"
        );
        assert_undecodable(&response, None, &expected);

        let fake = FakeTransport::responding(move |_| Ok(response.clone()));
        associate(&fake.client()).send().unwrap_err();
        let urls: Vec<_> = fake.requests().into_iter().map(|request| request.url).collect();
        let paths = ["get-management-token", "associate-tenant-resource"];
        let expected = paths.map(|path| format!("https://api.genauth.ai/api/v3/{path}"));
        assert_eq!(urls, expected, "{status}");
    }
}

#[test]
fn data_of_a_wrong_type_is_reported_with_its_path() {
    let success = |value| format!(r#"{{"success":{value}}}"#);
    assert_mismatch(&success(r#""yes""#), "data.success", "a boolean", "a string");
    assert_mismatch(&success("2"), "data.success", "a boolean", "a number");
    assert_mismatch(&success("[]"), "data.success", "a boolean", "a list");
    assert_mismatch(&success("{}"), "data.success", "a boolean", "an object");

    assert_mismatch("[]", "data", "an object", "a list");
    assert_mismatch(r#"[{"success":true}]"#, "data", "an object", "a list");
    assert_mismatch(r#""done""#, "data", "an object", "a string");
    assert_mismatch("true", "data", "an object", "a boolean");
    assert_mismatch(&nested(10_000), "data", "an object", "a list");
}
