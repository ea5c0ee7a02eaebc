//! The body decides: what counts as a success, what as a refusal, and what cannot be read at all.

use serde_json::Value;

use genauth::{Answer, Error, IsSuccess, Response};

use crate::stand_in::SUCCESS;
use crate::support::{Fake, IN_DOUBT, associate, outcome_of};

/// The success that an answer is.
#[track_caller]
fn success_of(answer: &Answer) -> Response<IsSuccess> {
    outcome_of(answer.clone()).unwrap_or_else(|error| panic!("{}: {error}", row(answer)))
}

/// The error that an answer is, after what holds for every one of them: the answer is kept, and is not mistaken for
/// a bad request or a bad network.
#[track_caller]
fn error_of(answer: &Answer) -> Error {
    let row = row(answer);
    let error = outcome_of(answer.clone()).expect_err(&row);
    let kept = answer.body.len().min(8 * 1024);
    assert_eq!(error.http_status(), Some(answer.status), "{row}");
    assert_eq!(error.body(), Some(&answer.body[..kept]), "{row}");
    for (name, value) in &answer.headers {
        assert_eq!(error.header(name), Some(value.as_str()), "{row}");
    }
    let mistaken = error.is_validation() || error.is_connect() || error.is_timeout();
    assert!(!mistaken, "{row}");
    error
}

/// As [`error_of`]; the answer must be one that could not be read. Gives the message.
#[track_caller]
fn unreadable(answer: &Answer) -> String {
    let error = error_of(answer);
    let said = (error.status_code(), error.api_code(), error.server_message());
    assert_eq!(said, (None, None, None), "{error}");
    error.to_string()
}

/// Expects that an answer is named as none of the service.
#[track_caller]
fn expect_no_envelope(answer: &Answer, shown: &str) {
    let (status, size) = (answer.status, answer.body.len());
    let media_type = answer.header("content-type").unwrap_or("unknown type");
    let bytes = if size == 1 { "byte" } else { "bytes" };
    let what = format!("HTTP {status} with a body that is not an answer of the service ({media_type}, {size} {bytes})");
    let doubt = doubt_after(status);
    let colon = if shown.is_empty() { "" } else { ": " };
    let expected = format!("associate_tenant_resource: {what}{colon}{shown}{doubt}");
    assert_eq!(unreadable(answer), expected);
}

/// JSON as it is shown: read, and written again. Of what is JSON by its beginning alone nothing is.
fn json_shown(body: &str) -> String {
    match serde_json::from_str::<Value>(body) {
        Ok(json) => json.to_string(),
        Err(_) if body.starts_with(['{', '[']) => String::new(),
        Err(_) => body.to_owned(),
    }
}

/// Expects that a success with that `data` is named as one of another shape.
#[track_caller]
fn expect_wrong_shape(data: &str, path: &str, expected: &str, found: &str) {
    let body = format!(r#"{{"statusCode":200,"data":{data}}}"#);
    let shown = json_shown(&body);
    let shown = shown.get(..300).map_or(shown.clone(), |start| format!("{start}..."));
    let what = format!("the answer does not read as IsSuccess: {path}: expected {expected}, found {found}");
    let colon = if shown.is_empty() { "" } else { ": " };
    let expected = format!("associate_tenant_resource: {what}{colon}{shown}{IN_DOUBT}");
    assert_eq!(unreadable(&json(body)), expected);
}

/// What the line of a write says of an answer that could not be read. A gateway that redirects or refuses has passed
/// nothing on.
fn doubt_after(status: u16) -> &'static str {
    match status {
        300..=499 => "",
        _ => IN_DOUBT,
    }
}

/// How a failed assertion names an answer.
fn row(answer: &Answer) -> String {
    let start = &answer.body[..answer.body.len().min(100)];
    format!("HTTP {} {:?}", answer.status, String::from_utf8_lossy(start))
}

/// As the service sends it.
fn json(body: impl Into<Vec<u8>>) -> Answer {
    Answer::new(200, body).with_header("content-type", "application/json")
}

fn nested(depth: usize) -> String {
    "[".repeat(depth) + &"]".repeat(depth)
}

#[test]
fn a_success_keeps_every_field_and_the_answer_as_it_came() {
    let body = r#"{"statusCode":200,"message":"done","apiCode":20001,"requestId":"r-1","data":{"success":true}} "#;
    let answer = Answer::new(201, body)
        .with_header("Content-Type", "application/json")
        .with_header("x-twice", "1")
        .with_header("x-twice", "2");
    let response = success_of(&answer);
    assert_eq!(response.status_code, 200);
    assert_eq!(response.message, "done");
    assert_eq!(response.api_code, Some(20001));
    assert_eq!(response.request_id.as_deref(), Some("r-1"));
    assert!(response.data.success);
    assert_eq!(response.answer, answer);
}

#[test]
fn codes_are_read_from_numbers_and_from_text() {
    for status_code in ["200", r#""200""#, "200.0", "2e2"] {
        let response = success_of(&json(format!(r#"{{"statusCode":{status_code}}}"#)));
        assert_eq!(response.status_code, 200, "{status_code}");
    }
    // The service uses numbers that HTTP does not know; they are kept as they are.
    for status_code in [601, 699, 404, 0, -1, i64::MAX] {
        for spelling in [format!("{status_code}"), format!("\"{status_code}\"")] {
            let error = error_of(&json(format!(r#"{{"statusCode":{spelling}}}"#)));
            assert_eq!(error.status_code(), Some(status_code), "{spelling}");
        }
    }
    let known = ["2004", r#""2004""#, "2004.0"].map(|code| (code, Some(2004)));
    let unknown = ["null", r#""""#, r#""E_OK""#, "{}"].map(|code| (code, None));
    for (api_code, expected) in known.into_iter().chain(unknown) {
        let answer = |status_code| json(format!(r#"{{"statusCode":{status_code},"apiCode":{api_code}}}"#));
        assert_eq!(success_of(&answer(200)).api_code, expected, "{api_code}");
        assert_eq!(error_of(&answer(404)).api_code(), expected, "{api_code}");
    }
}

#[test]
fn the_http_status_decides_nothing() {
    for status in [200, 201, 202, 302, 400, 401, 404, 429, 500, 502, 503] {
        assert!(success_of(&Answer::new(status, SUCCESS)).data.success, "{status}");
        let refusal = r#"{"statusCode":404,"apiCode":2004,"message":"no such app","data":{"success":true}}"#;
        let error = error_of(&Answer::new(status, refusal).with_header("location", "/elsewhere"));
        assert_eq!(error.status_code(), Some(404), "{status}");
        assert_eq!(error.api_code(), Some(2004), "{status}");
        assert_eq!(error.server_message(), Some("no such app"), "{status}");
        assert!(error.is_not_found(), "{status}");
    }
}

#[test]
fn a_success_flag_of_false_is_an_error() {
    let body = r#"{"statusCode":200,"message":"no change","apiCode":7,"requestId":"r-2","data":{"success":false}}"#;
    let error = error_of(&json(body));
    assert_eq!(error.status_code(), Some(200));
    assert_eq!(error.api_code(), Some(7));
    assert_eq!(error.server_message(), Some("no change"));
    assert_eq!(error.request_id(), Some("r-2"));
    assert_eq!(
        error.to_string(),
        "associate_tenant_resource: [200 / 7] but success is false: no change (request id r-2)"
    );
}

#[test]
fn silence_about_success_is_no_error() {
    for data in ["null", "{}", r#"{"success":null}"#, r#"{"Success":true,"new":[{}]}"#] {
        let response = success_of(&json(format!(r#"{{"statusCode":200,"data":{data}}}"#)));
        assert!(!response.data.success, "{data}");
        assert_eq!(response.message, "", "{data}");
    }
    assert!(!success_of(&json(r#"{"statusCode":200}"#)).data.success);
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
        let answer = |status_code| {
            let body = format!(r#"{{{field}"statusCode":{status_code}}}"#);
            json(body).with_header(header, "header")
        };
        let (success, error) = (success_of(&answer(200)), error_of(&answer(500)));
        assert_eq!(success.request_id.as_deref(), expected, "{field} {header}");
        assert_eq!(error.request_id(), expected, "{field} {header}");
    }
    let page = Answer::new(502, "<html>").with_header("X-Request-Id", "gateway");
    assert_eq!(error_of(&page).request_id(), Some("gateway"));
}

#[test]
fn a_message_of_any_shape_is_shown() {
    for (message, expected) in [(r#""plain""#, "plain"), ("null", ""), ("7", "7")] {
        let error = error_of(&json(format!(r#"{{"statusCode":400,"message":{message}}}"#)));
        assert_eq!(error.server_message(), Some(expected), "{message}");
    }
    // What is no text is shown as the JSON that it is.
    for message in [r#"["a must be text","b is missing"]"#, r#"{"en":"no"}"#, "true"] {
        let error = error_of(&json(format!(r#"{{"statusCode":400,"message":{message}}}"#)));
        assert_eq!(error.server_message(), Some(message));
    }
}

#[test]
fn an_envelope_may_be_odd() {
    let deep = nested(10_000);
    for body in [
        &format!("\u{feff}{SUCCESS}"),
        &format!("\r\n\t {SUCCESS}\n"),
        // Of keys that come twice the last one counts, in the envelope and below it.
        r#"{"statusCode":500,"data":{"success":false},"statusCode":200,"data":{"success":true}}"#,
        r#"{"statusCode":200,"data":{"success":false,"success":true}}"#,
        // A key is what it says, not how it is spelled.
        r#"{"status\u0043ode":200,"d\u0061ta":{"succe\u0073s":true}}"#,
        // What is not known is skipped, whatever it is.
        r#"{"statusCode":200,"time":1.5e300,"new":{"statusCode":500},"data":{"success":true}}"#,
        &format!(r#"{{"statusCode":200,"new":{deep},"data":{{"success":true}}}}"#),
        &format!(r#"{{"statusCode":200,"data":{{"new":{deep},"success":true}}}}"#),
    ] {
        let answer = json(body.as_bytes());
        assert!(success_of(&answer).data.success, "{}", row(&answer));
    }
    let twice = r#"{"statusCode":200,"message":"a","data":{"success":true},"statusCode":403,"message":"b"}"#;
    let error = error_of(&json(twice));
    assert_eq!(error.status_code(), Some(403));
    assert_eq!(error.server_message(), Some("b"));
}

/// Data may be read as it comes or after the rest, which depends on where it stands: nobody may see which.
#[test]
fn the_order_of_the_fields_means_nothing() {
    let group = r#"{"totalCount":1,"list":[{"code":"a","name":"A"}]}"#;
    for (status_code, data, expected) in [
        (200, group, "total_count: 1"),
        (200, "null", "total_count: 0"),
        (
            200,
            r#"{"totalCount":[]}"#,
            "data.totalCount: expected an integer, found a list",
        ),
        (404, group, "[404 / 2004] said"),
        (404, r#"{"totalCount":[]}"#, "[404 / 2004] said"),
        (404, "{", "not an answer of the service"),
    ] {
        let fields = [
            format!(r#""statusCode":{status_code}"#),
            r#""message":"said""#.to_owned(),
            r#""apiCode":2004"#.to_owned(),
            r#""requestId":"934e""#.to_owned(),
            format!(r#""data":{data}"#),
        ];
        let outcomes: Vec<_> = orders(&fields)
            .iter()
            .map(|fields| groups_of(&format!("{{{fields}}}")))
            .collect();
        assert_eq!(outcomes.len(), 120);
        assert!(outcomes[0].contains(expected), "{}", outcomes[0]);
        for outcome in &outcomes {
            assert_eq!(outcome, &outcomes[0]);
        }
    }
}

/// Every order of the fields, each as one text.
fn orders(fields: &[String]) -> Vec<String> {
    if let [field] = fields {
        return vec![field.clone()];
    }
    let begin_with = |first: usize| {
        let mut others = fields.to_vec();
        let first = others.remove(first);
        orders(&others)
            .into_iter()
            .map(move |others| format!("{first},{others}"))
    };
    (0..fields.len()).flat_map(begin_with).collect()
}

/// What `list_groups` makes of a body: all that can be seen but the body.
fn groups_of(body: &str) -> String {
    let answer = json(body);
    match Fake::answering(move |_| Ok(answer.clone()))
        .client()
        .list_groups()
        .send()
    {
        Ok(Response {
            data,
            message,
            request_id,
            ..
        }) => format!("{data:?} {message} {request_id:?}"),
        Err(error) => {
            let line = error.to_string();
            let line = line
                .split_once(": {")
                .map_or(&*line, |(before_the_body, _)| before_the_body);
            format!("{line} {:?} {:?}", error.server_message(), error.request_id())
        }
    }
}

/// Every envelope of up to five of these fields, against what is plain: the last of equal keys counts, and nothing of
/// the others is left.
#[test]
fn of_fields_that_come_again_the_last_one_counts() {
    const FIELDS: [&str; 5] = [
        r#""statusCode":200"#,
        r#""statusCode":404"#,
        r#""data":null"#,
        r#""data":{"totalCount":1,"list":[{"code":"a"}]}"#,
        r#""data":{"totalCount":2}"#,
    ];
    let success = |data: &str| groups_of(&format!(r#"{{"statusCode":200,{data}}}"#));
    let successes = FIELDS.map(success);
    assert!(successes[3].contains("total_count: 1") && successes[4].contains("total_count: 2, list: []"));
    for length in 1..=5 {
        for number in 0..FIELDS.len().pow(length) {
            let chosen: Vec<usize> = (0..length)
                .map(|place| number / FIELDS.len().pow(place) % FIELDS.len())
                .collect();
            let body = chosen.iter().map(|&field| FIELDS[field]).collect::<Vec<_>>().join(",");
            let outcome = groups_of(&format!("{{{body}}}"));
            let last = |of: std::ops::Range<usize>| chosen.iter().rfind(|field| of.contains(field));
            match (last(0..2), last(2..5)) {
                (None, _) => assert!(outcome.contains("not an answer of the service"), "{body}: {outcome}"),
                (Some(1), _) => assert!(outcome.starts_with("list_groups: [404]"), "{body}: {outcome}"),
                (_, data) => assert_eq!(outcome, successes[*data.unwrap_or(&2)], "{body}"),
            }
        }
    }
}

#[test]
fn what_is_no_envelope_is_unreadable() {
    let none = r#"[] "x" null 7 {} {"success":true} {"statuscode":200} [{"statusCode":200}]"#;
    let useless =
        r#"{"statusCode":null} {"statusCode":{}} {"statusCode":true} {"statusCode":"OK"} {"statusCode":200.5}"#;
    let broken = r#"{"statusCode":200,"data":{"success":true} {"statusCode":200}} {"statusCode":200,}"#;
    for body in [none, useless, broken].iter().flat_map(|bodies| bodies.split(' ')) {
        expect_no_envelope(&json(body), &json_shown(body));
        expect_no_envelope(&Answer::new(500, body), &json_shown(body));
    }
    // GBK, which is not UTF-8; and a byte order mark alone.
    let gbk = b"{\"statusCode\":200,\"message\":\"\xD6\xD0\"}";
    expect_no_envelope(&json(*gbk), "");
    expect_no_envelope(&json("\u{feff}"), "\u{feff}");
}

#[test]
fn pages_and_empty_bodies_of_gateways_are_named() {
    for status in [200, 404, 502] {
        let page = Answer::new(status, "<html>\n<h1>Bad Gateway</h1>\n</html>");
        let page = page.with_header("Content-Type", "text/html");
        expect_no_envelope(&page, "<html> <h1>Bad Gateway</h1> </html>");
    }
    for status in [200, 204, 302, 503] {
        let empty = Answer::new(status, "").with_header("x-request-id", "r-3");
        let doubt = doubt_after(status);
        let expected = format!("associate_tenant_resource: HTTP {status} with an empty body{doubt} (request id r-3)");
        assert_eq!(unreadable(&empty), expected);
    }
}

#[test]
fn a_redirect_is_an_error_that_names_its_target_and_is_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        let answer = Answer::new(status, "").with_header("Location", "https://elsewhere.example/login");
        let what = format!("HTTP {status}: redirected to https://elsewhere.example/login, which is not followed");
        let expected = format!("associate_tenant_resource: {what}; check `host`");
        assert_eq!(unreadable(&answer), expected);

        let fake = Fake::answering(move |_| Ok(answer.clone()));
        associate(&fake.client()).send().unwrap_err();
        let urls: Vec<_> = fake.sent().into_iter().map(|sent| sent.url).collect();
        let paths = ["get-management-token", "associate-tenant-resource"];
        let expected = paths.map(|path| format!("https://api.genauth.ai/api/v3/{path}"));
        assert_eq!(urls, expected, "{status}");
    }
}

#[test]
fn data_of_a_wrong_shape_is_named_with_its_place() {
    let success = |value| format!(r#"{{"success":{value}}}"#);
    expect_wrong_shape(&success(r#""yes""#), "data.success", "true or false", "text");
    expect_wrong_shape(&success("1"), "data.success", "true or false", "a number");
    expect_wrong_shape(&success("[]"), "data.success", "true or false", "a list");
    expect_wrong_shape(&success("{}"), "data.success", "true or false", "an object");

    expect_wrong_shape("[]", "data", "an object", "a list");
    expect_wrong_shape(r#"[{"success":true}]"#, "data", "an object", "a list");
    expect_wrong_shape(r#""done""#, "data", "an object", "text");
    expect_wrong_shape("true", "data", "an object", "true or false");
    expect_wrong_shape(&nested(10_000), "data", "an object", "JSON that is nested too deep");
}
