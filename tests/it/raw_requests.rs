//! Calls to what the tables lack, answers into types of the caller's, and answers as they came.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use genauth::{
    Answer, Error, ManagementClient, Method, OperationEffect, RetryPolicy, TransportError, TransportErrorKind,
    Violation,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::stand_in::{SUCCESS, TOKEN_ANSWER};
use crate::support::{Fake, KEY_SECRET, Sent, builder};

/// The one that the stand-in gives.
const TOKEN: &str = "stand-in-token";

fn client_of(fake: &Fake) -> ManagementClient {
    let builder = builder().transport(fake.clone()).retry(RetryPolicy::none());
    builder.build().expect("the settings are valid")
}

fn answering(body: impl Into<String>) -> Fake {
    let body = body.into();
    Fake::answering(move |_| Ok(Answer::new(200, body.as_str())))
}

/// What was sent, but for the request for the token.
fn calls(fake: &Fake) -> Vec<Sent> {
    fake.sent().into_iter().filter(|sent| !sent.is_for_token()).collect()
}

/// Everything that can be had from an error.
fn all_of(error: &Error) -> String {
    let body = error.body().map(String::from_utf8_lossy);
    let headers = ["x-request-id", "x-echo"].map(|name| error.header(name));
    let said = (error.server_message(), error.request_id(), error.violations());
    format!("{error} {error:?} {body:?} {headers:?} {said:?}")
}

#[track_caller]
fn assert_no_secret(error: &Error) {
    let shown = all_of(error);
    assert!(!shown.contains(TOKEN) && !shown.contains(KEY_SECRET), "{shown}");
    assert!(shown.contains("<redacted>"), "{shown}");
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
struct Thing {
    id: u64,
    tags: Vec<String>,
    owner: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NewThing<'a> {
    the_name: &'a str,
    tags: [u8; 2],
    left_out: Option<u8>,
}

const THING: &str = r#"{"id":7,"tags":["a"],"unknown":{"x":1}}"#;

fn thing() -> Thing {
    let tags = vec!["a".to_owned()];
    let owner = None;
    Thing { id: 7, tags, owner }
}

#[test]
fn every_part_of_the_call_is_the_callers_and_the_rest_is_as_ever() {
    let fake = answering(format!(
        r#"{{"statusCode":200,"message":"m","requestId":"r","data":{THING}}}"#
    ));
    let client = client_of(&fake);
    let new = NewThing {
        the_name: "用户",
        tags: [1, 2],
        left_out: None,
    };
    let answer = client
        .request(Method::Post, "/api/v3/new-thing")
        .query("dry run", true)
        .query("id", json!(["a", "b&c"]))
        .query("n", 7)
        .json(&new)
        .send::<Thing>()
        .unwrap();
    assert_eq!(answer.data, thing());
    assert_eq!((answer.status_code, &*answer.message), (200, "m"));
    assert_eq!(answer.request_id.as_deref(), Some("r"));

    let [call] = <[Sent; 1]>::try_from(calls(&fake)).unwrap();
    assert_eq!(call.method, Method::Post);
    assert_eq!(
        call.url,
        "https://api.genauth.ai/api/v3/new-thing?dry%20run=true&id=a&id=b%26c&n=7"
    );
    assert_eq!(call.content_type.as_deref(), Some("application/json"));
    assert_eq!(
        serde_json::from_str::<Value>(&call.body).unwrap(),
        json!({"theName": "用户", "tags": [1, 2], "leftOut": null})
    );

    // The headers are those of a call that the tables know.
    client.get_group().code("a").send_as::<Value>().unwrap();
    let calls = calls(&fake);
    assert_eq!(calls[0].headers, calls[1].headers);
    assert_eq!(calls[0].header("authorization"), [format!("Bearer {TOKEN}")]);
    assert_eq!(calls[0].header("x-authing-userpool-id").len(), 1);
    assert_eq!(fake.sent().len(), 3, "one token for both");
}

#[test]
fn verbs_without_a_body_have_none_and_verbs_with_one_may_lack_it() {
    for method in [Method::Get, Method::Post, Method::Put, Method::Delete] {
        let fake = answering(SUCCESS);
        let request = client_of(&fake).request(method, "/api/v3//a%20b/~x");
        let answer = request.send::<Value>().unwrap();
        assert_eq!(answer.data, json!({"success": true}));
        let [call] = <[Sent; 1]>::try_from(calls(&fake)).unwrap();
        assert_eq!(call.method, method);
        assert_eq!(call.url, "https://api.genauth.ai/api/v3//a%20b/~x");
        assert_eq!((call.content_type, &*call.body), (None, ""));
    }
}

#[test]
fn a_path_that_begins_with_two_slashes_stays_on_the_host() {
    let fake = answering(SUCCESS);
    client_of(&fake)
        .request(Method::Get, "//evil.example/x")
        .send::<Value>()
        .unwrap();
    assert_eq!(calls(&fake)[0].url, "https://api.genauth.ai//evil.example/x");
}

#[test]
fn options_of_the_call_go_along() {
    let fake = answering(SUCCESS);
    let client = client_of(&fake).with_request_id("nightly-7").with_tenant_id("t1");
    client.request(Method::Get, "/x").send::<Value>().unwrap();
    let call = &calls(&fake)[0];
    assert_eq!(call.header("x-request-id"), ["nightly-7"]);
    assert_eq!(call.header("x-genauth-app-tenant-id"), ["t1"]);
    let wrong = client.with_header("authorization", "x").request(Method::Get, "/x");
    assert_eq!(wrong.send::<Value>().unwrap_err().violations()[0].path(), "header");
    assert_eq!(calls(&fake).len(), 1);
}

#[test]
fn an_answer_without_an_envelope_is_the_data_itself() {
    for (body, expected) in [
        (THING.to_owned(), thing()),
        (format!("\u{feff}{THING}"), thing()),
        (format!(r#"{{"statusCode":200,"data":{THING}}}"#), thing()),
        // Beside the status, as some operations do.
        (THING.replacen('{', r#"{"statusCode":200,"#, 1), thing()),
    ] {
        let fake = answering(body.as_str());
        let answer = client_of(&fake)
            .request(Method::Get, "/x")
            .send::<Thing>()
            .expect(&body);
        assert_eq!((answer.data, answer.status_code), (expected, 200), "{body}");
        assert_eq!(answer.answer.body, body.as_bytes());
    }
    // Only where HTTP says that it went well.
    let fake = Fake::answering(|_| Ok(Answer::new(404, THING)));
    let error = client_of(&fake).request(Method::Get, "/x").send::<Thing>().unwrap_err();
    assert_eq!((error.status_code(), error.http_status()), (None, Some(404)));
    assert_eq!(error.body(), Some(THING.as_bytes()));
}

#[test]
fn a_refusal_is_an_error_that_names_the_call() {
    for body in [
        r#"{"statusCode":404,"apiCode":2004,"message":"no such thing","requestId":"r7"}"#,
        r#"{"statusCode":200,"apiCode":2004,"message":"no such thing","requestId":"r7","data":{"success":false}}"#,
    ] {
        let fake = answering(body);
        let error = client_of(&fake)
            .request(Method::Put, "/api/v3/x")
            .send::<Value>()
            .unwrap_err();
        assert_eq!(error.operation(), Some("PUT /api/v3/x"));
        assert!(
            error.to_string().starts_with("PUT /api/v3/x: [") && !error.may_have_happened(),
            "{error}"
        );
        assert_eq!(
            (error.api_code(), error.server_message()),
            (Some(2004), Some("no such thing"))
        );
        assert_eq!((error.request_id(), error.attempts()), (Some("r7"), 1));
        assert_eq!(error.body(), Some(body.as_bytes()));
    }
}

#[test]
fn the_effect_decides_whether_the_call_is_sent_again() {
    use OperationEffect::{Read, Write};
    for (method, effect, attempts) in [
        (Method::Get, None, 3),
        (Method::Post, None, 1),
        (Method::Put, None, 1),
        (Method::Delete, None, 1),
        (Method::Get, Some(Write), 1),
        (Method::Post, Some(Read), 3),
        (Method::Delete, Some(Read), 3),
    ] {
        let fake = Fake::answering(|_| Err(TransportError::new(TransportErrorKind::Interrupted, "gone")));
        let policy = RetryPolicy::default().attempts(3).base_delay(Duration::from_millis(1));
        let client = builder().transport(fake.clone()).retry(policy).build().unwrap();
        let mut request = client.request(method, "/x");
        if let Some(effect) = effect {
            request = request.effect(effect);
        }
        let error = request.send::<Value>().unwrap_err();
        assert_eq!(error.attempts(), attempts, "{method} {effect:?}");
        assert_eq!(
            calls(&fake).len(),
            usize::try_from(attempts).unwrap(),
            "{method} {effect:?}"
        );
        assert_eq!(error.may_have_happened(), attempts == 1, "{method} {effect:?}");
    }
    // What was not reached is sent again in any case.
    let tries = AtomicU32::new(0);
    let fake = Fake::answering(move |_| match tries.fetch_add(1, Ordering::SeqCst) {
        0 => Err(TransportError::new(TransportErrorKind::Connect, "nobody")),
        _ => Ok(Answer::new(200, SUCCESS)),
    });
    let policy = RetryPolicy::default().base_delay(Duration::from_millis(1));
    let client = builder().transport(fake.clone()).retry(policy).build().unwrap();
    client.request(Method::Post, "/x").send::<Value>().unwrap();
    assert_eq!(calls(&fake).len(), 2);
}

#[test]
fn a_refused_token_is_renewed_for_it() {
    let tries = AtomicU32::new(0);
    let fake = Fake::answering(move |_| match tries.fetch_add(1, Ordering::SeqCst) {
        0 => Ok(Answer::new(200, r#"{"statusCode":401,"message":"expired"}"#)),
        _ => Ok(Answer::new(200, SUCCESS)),
    });
    client_of(&fake).request(Method::Post, "/x").send::<Value>().unwrap();
    let for_token: Vec<_> = fake.sent().iter().map(Sent::is_for_token).collect();
    assert_eq!(for_token, [true, false, true, false]);
}

#[test]
fn a_wrong_path_is_a_violation_and_nothing_is_sent() {
    let fake = answering(SUCCESS);
    let client = client_of(&fake);
    for path in [
        "",
        "x",
        "api/v3/x",
        "https://evil.example/x",
        "@evil.example/x",
        ".evil.example/x",
        ":8080/x",
        "/x?a=1",
        "/x#a",
        "/x\\y",
        "/a b",
        "/x\r\ny: 1",
        "/x\n",
        "/x\0",
        "/用户",
    ] {
        let error = client.request(Method::Get, path).send::<Value>().expect_err(path);
        assert!(error.is_validation(), "{path:?}: {error}");
        let [violation] = error.violations() else {
            panic!("{path:?}: {error}")
        };
        assert_eq!(
            (violation.path(), violation.found()),
            ("path", "something else"),
            "{path:?}"
        );
        assert_eq!(error.attempts(), 0);
        let line = error.to_string();
        assert!(!line.contains(char::is_control), "{line:?}");
    }
    assert!(fake.sent().is_empty());
}

#[test]
fn a_body_where_there_can_be_none_is_a_violation_and_all_come_at_once() {
    let fake = answering(SUCCESS);
    let client = client_of(&fake);
    for method in [Method::Get, Method::Delete] {
        let error = client
            .request(method, "/x")
            .json(json!({}))
            .send::<Value>()
            .unwrap_err();
        let lines: Vec<_> = error.violations().iter().map(ToString::to_string).collect();
        assert_eq!(
            lines,
            [format!("json: expected a verb that has a body, found {method}")]
        );
    }
    // JSON has no maps by lists.
    let no_json = std::collections::BTreeMap::from([(vec![1], 1)]);
    let request = client
        .with_timeout(Duration::ZERO)
        .request(Method::Post, "x")
        .json(no_json);
    let error = request.send::<Value>().unwrap_err();
    let paths: Vec<_> = error.violations().iter().map(Violation::path).collect();
    assert_eq!(paths, ["path", "json", "timeout"]);
    assert!(fake.sent().is_empty());
}

#[test]
fn a_custom_request_can_be_kept_and_sent_again() {
    let fake = answering(SUCCESS);
    let template = client_of(&fake).request(Method::Get, "/x").query("a", 1);
    for more in ["y", "z"] {
        template.clone().query("b", more).send::<Value>().unwrap();
    }
    template.send::<Value>().unwrap();
    let urls: Vec<_> = calls(&fake).into_iter().map(|sent| sent.url).collect();
    assert_eq!(
        urls,
        ["a=1&b=y", "a=1&b=z", "a=1"].map(|query| format!("https://api.genauth.ai/x?{query}"))
    );
}

#[test]
fn a_typed_request_reads_types_of_the_callers() {
    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "camelCase")]
    struct Group {
        code: String,
        brand_new_field: Vec<u8>,
    }
    let fake = answering(r#"{"statusCode":200,"data":{"code":"a","name":"n","brandNewField":[1,2]}}"#);
    let request = client_of(&fake).get_group().code("a");
    let answer = request.send_as::<Group>().unwrap();
    assert_eq!(
        answer.data,
        Group {
            code: "a".to_owned(),
            brand_new_field: vec![1, 2]
        }
    );
    assert_eq!(request.send_as::<Value>().unwrap().data["brandNewField"], json!([1, 2]));
    // The crate's own type skips it.
    assert_eq!(request.send().unwrap().data.code, "a");
    let urls: Vec<_> = calls(&fake).into_iter().map(|sent| sent.url).collect();
    assert!(urls[0] == urls[1] && urls[1] == urls[2], "{urls:?}");
    // It is checked like any other, and a refusal is one.
    assert!(
        client_of(&fake)
            .get_group()
            .send_as::<Group>()
            .unwrap_err()
            .is_validation()
    );
    let fake = answering(r#"{"statusCode":200,"message":"no","data":{"success":false}}"#);
    let error = client_of(&fake).get_group().code("a").send_as::<Value>().unwrap_err();
    assert_eq!((error.status_code(), error.server_message()), (Some(200), Some("no")));
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)] // it is never read
struct Misfit {
    code: u64,
}

#[test]
fn data_that_does_not_fit_is_an_error_without_a_secret() {
    let data = format!(r#"{{"code":"{TOKEN}","name":"{KEY_SECRET}"}}"#);
    for body in [
        format!(r#"{{"statusCode":200,"data":{data}}}"#),
        format!(r#"{{"statusCode":200,"data":"{TOKEN}"}}"#),
        format!(r#"{{"statusCode":200,"requestId":"{TOKEN}","data":[{data}]}}"#),
    ] {
        let fake = Fake::answering(move |_| Ok(Answer::new(200, body.as_str()).with_header("x-echo", TOKEN)));
        let client = client_of(&fake);
        let typed = client.get_group().code("a").send_as::<Misfit>().unwrap_err();
        assert_eq!(typed.operation(), Some("get_group"));
        let own = client.request(Method::Get, "/x").send::<Misfit>().unwrap_err();
        assert_eq!(own.operation(), Some("GET /x"));
        for error in [typed, own] {
            let line = error.to_string();
            assert!(line.contains("the answer does not read as Misfit: data: "), "{line}");
            assert_no_secret(&error);
            assert!(!error.is_validation() && !error.is_retryable());
            assert_eq!(error.attempts(), 1);
        }
    }
    assert!(TOKEN_ANSWER.contains(TOKEN));
}

#[test]
fn an_answer_stays_as_it_came() {
    let body = format!(r#"{{ "statusCode": 200, "data": {THING} , "more": 1 }}"#);
    let kept = body.clone();
    let fake = Fake::answering(move |_| {
        let answer = Answer::new(201, kept.as_str());
        Ok(answer.with_header("X-Trace", "t1").with_header("x-trace", "t2"))
    });
    let client = client_of(&fake);
    let typed = client.get_group().code("a").send().unwrap().answer;
    let own = client.request(Method::Get, "/x").send::<Value>().unwrap().answer;
    for answer in [typed, own] {
        assert_eq!((answer.status, &*answer.body), (201, body.as_bytes()));
        assert_eq!(answer.header("x-TRACE"), Some("t1"));
        assert_eq!(answer.header("x-other"), None);
        assert_eq!(answer.headers.len(), 2);
    }
}

#[test]
fn an_error_keeps_the_answer_too() {
    let body = r#"{"statusCode":403,"message":"no","more":[1]}"#;
    let fake = Fake::answering(move |_| Ok(Answer::new(403, body).with_header("X-Trace", "t1")));
    let client = client_of(&fake);
    let typed = client.get_group().code("a").send().unwrap_err();
    let own = client.request(Method::Get, "/x").send::<Value>().unwrap_err();
    for error in [typed, own] {
        assert_eq!((error.http_status(), error.body()), (Some(403), Some(body.as_bytes())));
        assert_eq!((error.header("x-trace"), error.header("x-other")), (Some("t1"), None));
    }
}
