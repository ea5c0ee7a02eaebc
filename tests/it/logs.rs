//! The crate logs one line for each request at debug, and bodies without secrets at trace.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use genauth::transport::{HttpResponse, TransportError, TransportErrorKind};
use genauth::{ManagementClient, Method, RetryPolicy};
use log::Level;
use serde_json::{Value, json};

use crate::support::{CapturedLog, FakeTransport, KEY_SECRET, Record, associate, client_for, get_group, logged_by};
use crate::test_server::{Reply, TOKEN_RESPONSE, TestServer};

const REDACTED: &str = "<redacted>";

fn texts_at(records: &[Record], level: Level) -> Vec<&str> {
    let same_level = records.iter().filter(|record| record.level == level);
    same_level.map(|record| record.text.as_str()).collect()
}

/// A client that receives this body for every operation.
fn client_receiving(body: impl Into<String>) -> ManagementClient {
    FakeTransport::responding_with(body).client()
}

fn client_failing(kind: TransportErrorKind, message: &'static str) -> ManagementClient {
    FakeTransport::responding(move |_| Err(TransportError::new(kind, message))).client()
}

/// Returns the only line that a request logs at debug, without the number of attempts and the time at its end.
#[track_caller]
fn debug_line(run: impl FnOnce()) -> String {
    let records = logged_by(run);
    let lines = texts_at(&records, Level::Debug);
    let [line] = lines[..] else { panic!("{records:#?}") };
    assert!(
        records.iter().all(|record| record.level >= Level::Debug),
        "{records:#?}"
    );
    let (text, duration) = line.rsplit_once(" (1 attempt in ").expect(line);
    let duration = duration.strip_suffix(')').expect(line);
    let number = duration.trim_end_matches(char::is_alphabetic);
    let has_unit = number.len() < duration.len();
    assert!(has_unit && number.trim_end().parse::<f64>().is_ok(), "{line}");
    text.to_owned()
}

#[test]
fn a_request_that_succeeds_is_one_line() {
    let client = client_receiving(r#"{"statusCode":200,"requestId":"r7","data":{"success":true}}"#);
    // The first request also fetches the token.
    for _ in 0..2 {
        assert_eq!(
            debug_line(|| drop(associate(&client).send().unwrap())),
            "associate_tenant_resource: HTTP 200, statusCode 200 (request id r7)"
        );
    }
    assert_eq!(
        debug_line(|| drop(client.request(Method::Post, "/api/v3/x").send::<Value>().unwrap())),
        "POST /api/v3/x: HTTP 200, statusCode 200 (request id r7)"
    );
    let client = client_receiving(r#"{"statusCode":200,"data":{"success":true}}"#);
    assert_eq!(
        debug_line(|| drop(client.call("get_group", json!({"code": "a"})).unwrap())),
        "get_group: HTTP 200, statusCode 200"
    );
}

#[test]
fn a_request_that_fails_is_one_line() {
    let client = client_receiving(r#"{"statusCode":404,"apiCode":2004,"message":"no such\ntenant","requestId":"r7"}"#);
    assert_eq!(
        debug_line(|| drop(associate(&client).send().unwrap_err())),
        "associate_tenant_resource: [404 / 2004] no such tenant (request id r7)"
    );
    let client = client_failing(TransportErrorKind::Timeout, "no response within 10 s (`timeout`)");
    assert_eq!(
        debug_line(|| drop(associate(&client).send().unwrap_err())),
        "associate_tenant_resource: no response within 10 s (`timeout`); the operation may have been applied: read it \
         back before repeating it"
    );
    // A failed token request is part of the operation's line.
    let rejecting =
        FakeTransport::responding_to_all(|_| Ok(HttpResponse::new(200, r#"{"statusCode":400,"message":"no"}"#)));
    let client = rejecting.client();
    assert_eq!(
        debug_line(|| drop(associate(&client).send().unwrap_err())),
        "associate_tenant_resource: cannot obtain a management token: [400] no"
    );
}

#[test]
fn an_invalid_request_is_not_logged() {
    let client = client_receiving("");
    let records = logged_by(|| {
        client.get_group().send().unwrap_err();
        client.list_groups().limit(51).pages().next().unwrap().unwrap_err();
        client.request(Method::Get, "x").send::<Value>().unwrap_err();
    });
    assert!(records.is_empty(), "{records:#?}");
}

#[test]
fn every_attempt_but_the_last_announces_a_retry() {
    let client = client_failing(TransportErrorKind::Connect, "connection refused");
    let policy = RetryPolicy::default().attempts(3).base_delay(Duration::from_millis(1));
    let client = client.with_retry(policy);
    let records = logged_by(|| drop(associate(&client).send().unwrap_err()));
    let lines = texts_at(&records, Level::Debug);
    let [first, second, last] = lines[..] else {
        panic!("{lines:#?}")
    };
    for line in [first, second] {
        let delay = line.strip_prefix("associate_tenant_resource: connection refused; retrying in ");
        assert!(delay.is_some_and(|delay| delay.ends_with(" ms")), "{line}");
    }
    assert!(
        last.starts_with("associate_tenant_resource: connection refused (3 attempts in "),
        "{last}"
    );
}

#[test]
fn bodies_are_only_logged_at_trace() {
    let client = client_receiving(r#"{"statusCode":200,"data":{"success":true,"shown":"RESPONSE-TEXT"}}"#);
    let records = logged_by(|| drop(associate(&client).code("REQUEST-TEXT").send().unwrap()));
    // The thread that fetches the token logs the bodies of the token request.
    let traces = texts_at(&records, Level::Trace);
    assert_eq!(traces.len(), 2, "{traces:#?}");
    for (text, prefix) in [
        ("REQUEST-TEXT", "associate_tenant_resource: request: {"),
        ("RESPONSE-TEXT", "associate_tenant_resource: response: {"),
    ] {
        let containing: Vec<_> = records.iter().filter(|record| record.text.contains(text)).collect();
        let [record] = containing[..] else {
            panic!("{text}: {containing:#?}")
        };
        assert_eq!(record.level, Level::Trace);
        assert!(record.text.starts_with(prefix), "{record:#?}");
    }
}

#[test]
fn a_body_that_is_not_json_is_logged_only_by_its_size() {
    let client = client_receiving("<p>RESPONSE-TEXT");
    let records = logged_by(|| drop(client.get_group().code("a").send().unwrap_err()));
    let traces = texts_at(&records, Level::Trace);
    assert_eq!(traces, ["get_group: request: 0 bytes", "get_group: response: 16 bytes"]);
}

/// The JSON of a logged body.
fn logged_json(records: &[Record], prefix: &str) -> Value {
    let mut traces = texts_at(records, Level::Trace).into_iter();
    let json = traces.find_map(|text| text.strip_prefix(prefix)).expect(prefix);
    serde_json::from_str(json).expect("the redacted body is still JSON")
}

#[test]
fn only_the_sizes_of_the_token_request_and_its_response_are_logged() {
    let log = CapturedLog::start();
    // The token is fetched by a thread of its own.
    let (sender, fetching_thread) = mpsc::channel();
    let fake = FakeTransport::responding_to_all(move |request| {
        if request.is_token_request() {
            sender.send(thread::current().id()).unwrap();
            return Ok(HttpResponse::new(200, TOKEN_RESPONSE));
        }
        Ok(HttpResponse::new(200, r#"{"statusCode":200,"data":{}}"#))
    });
    let mut records = logged_by(|| drop(fake.client().get_group().code("a").send()));
    let fetching_thread = fetching_thread.try_recv().unwrap();
    records.extend(
        log.records()
            .into_iter()
            .filter(|record| record.thread == fetching_thread),
    );
    assert!(TOKEN_RESPONSE.contains("test-token"));
    for record in &records {
        let text = &record.text;
        assert!(!text.contains(KEY_SECRET) && !text.contains("test-token"), "{text}");
    }
    let bodies: Vec<_> = texts_at(&records, Level::Trace)
        .into_iter()
        .filter_map(|text| text.strip_prefix("get_management_token: "))
        .collect();
    let [request, response] = bodies[..] else {
        panic!("{bodies:?}")
    };
    assert!(
        request.starts_with("request: ") && request.ends_with(" bytes"),
        "{request}"
    );
    assert_eq!(response, format!("response: {} bytes", TOKEN_RESPONSE.len()));
}

#[test]
fn secret_fields_of_a_request_are_redacted_and_the_others_shown() {
    let client = client_receiving(r#"{"statusCode":200,"data":{"userId":"u","password":"HIDE-1","salt":"HIDE-2"}}"#);
    let mut params = json!({
        "username": "anna",
        "password": "HIDE-3",
        "salt": "HIDE-4",
        "customData": {"shown": "yes", "recoveryCode": "HIDE-5", "list": [{"apiToken": ["HIDE-6"]}]},
        "identities": [{
            "extIdpId": "i", "provider": "wechat", "type": "t", "userIdInIdp": "w", "userInfoInIdp": {}, "originConnIds": ["c"],
            "accessToken": "HIDE-7", "refreshToken": "HIDE-8",
        }],
        "options": {"passwordEncryptType": "none"},
    });
    // This shows that all of these fields are declared, because a request by name rejects undeclared ones.
    if let Err(error) = client.prepare("create_user", params.clone()).unwrap().validate() {
        panic!("{error}")
    }
    let records = logged_by(|| drop(client.call("create_user", params.clone()).unwrap()));
    for record in &records {
        assert!(!record.text.contains("HIDE-"), "{record:?}");
    }
    let request = logged_json(&records, "create_user: request: ");
    params["password"] = REDACTED.into();
    params["salt"] = REDACTED.into();
    params["customData"]["recoveryCode"] = REDACTED.into();
    params["customData"]["list"][0]["apiToken"] = REDACTED.into();
    params["identities"][0]["accessToken"] = REDACTED.into();
    params["identities"][0]["refreshToken"] = REDACTED.into();
    params["options"]["passwordEncryptType"] = REDACTED.into();
    assert_eq!(request, params);
    let response = logged_json(&records, "create_user: response: ");
    let data = json!({"userId": "u", "password": REDACTED, "salt": REDACTED});
    assert_eq!(response, json!({"statusCode": 200, "data": data}));
}

#[test]
fn a_field_that_only_its_row_marks_as_secret_is_redacted() {
    let client = client_receiving(r#"{"statusCode":200,"data":{}}"#);
    let request = client.add_device().custom_data(json!({})).r#type("Mobile");
    let request = request.device_unique_id("d1").hks("HIDE-1");
    let records = logged_by(|| drop(request.send().unwrap()));
    assert_eq!(
        logged_json(&records, "add_device: request: "),
        json!({"customData": {}, "deviceUniqueId": "d1", "hks": REDACTED, "type": "Mobile"})
    );
}

#[test]
fn secrets_of_a_response_are_redacted() {
    let client = client_receiving(r#"{"statusCode":200,"data":{"secret":"HIDE-1","appId":"shown"}}"#);
    let records = logged_by(|| {
        let response = client.get_application_secret().app_id("a").send().unwrap();
        assert_eq!(response.data.secret, "HIDE-1");
    });
    assert!(
        records.iter().all(|record| !record.text.contains("HIDE-")),
        "{records:#?}"
    );
    assert_eq!(
        logged_json(&records, "get_application_secret: response: "),
        json!({"statusCode": 200, "data": {"secret": REDACTED, "appId": "shown"}})
    );
}

/// The crate cannot prevent what `ureq` logs while its target is at trace, but the documentation warns about it.
#[test]
fn only_the_http_library_logs_values_of_a_query_and_locations() {
    let log = CapturedLog::start();
    let server = TestServer::responding(|_| Reply::http("302 Found", "location: /login?a=LOCATION-VALUE\r\n", ""));
    let client = client_for(server.url());
    get_group(&client).code("QUERY-VALUE").send().unwrap_err();
    for value in ["QUERY-VALUE", "LOCATION-VALUE"] {
        let records = log.records();
        let containing: Vec<_> = records.iter().filter(|record| record.text.contains(value)).collect();
        assert!(
            containing.iter().any(|record| record.target.starts_with("ureq::")),
            "{value}: {containing:#?}"
        );
        // The error of a redirect, which is also logged, says where it leads.
        let is_error = |record: &Record| record.text.contains("redirect to /login");
        let of_crate = containing
            .iter()
            .find(|record| record.target.starts_with("genauth") && !is_error(record));
        assert!(of_crate.is_none(), "{of_crate:#?}");
    }
}
