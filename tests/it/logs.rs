//! What is logged: one line a call at debug, bodies at trace only, and there without what is secret.

use std::thread;

use genauth::{Answer, ManagementClient, Method, RetryPolicy, TransportError, TransportErrorKind};
use log::Level;
use serde_json::{Value, json};

use crate::stand_in::TOKEN_ANSWER;
use crate::support::{Fake, KEY_SECRET, Record, associate, builder, capture_log, logged};

const HIDDEN: &str = "<redacted>";

/// What this crate logs on this thread while that runs.
fn logged_by(run: impl FnOnce()) -> Vec<Record> {
    capture_log();
    let mine = || {
        let mine = |record: &Record| record.thread == thread::current().id() && record.target.starts_with("genauth");
        logged().into_iter().filter(mine)
    };
    let before = mine().count();
    run();
    mine().skip(before).collect()
}

fn texts_at(records: &[Record], level: Level) -> Vec<&str> {
    let same = records.iter().filter(|record| record.level == level);
    same.map(|record| record.text.as_str()).collect()
}

fn client_answering(answer: impl Into<String>) -> ManagementClient {
    let answer = answer.into();
    client_of(&Fake::answering(move |_| Ok(Answer::new(200, answer.as_str()))))
}

fn client_of(fake: &Fake) -> ManagementClient {
    let builder = builder().transport(fake.clone()).retry(RetryPolicy::none());
    builder.build().expect("the settings are valid")
}

/// The line without the time at its end, which is there.
#[track_caller]
fn without_time(line: &str) -> &str {
    let (rest, time) = line.rsplit_once(" in ").expect("a line ends with the time");
    let number = time.trim_end_matches(char::is_alphabetic);
    assert!(number.parse::<f64>().is_ok() && number.len() < time.len(), "{line}");
    rest
}

/// The one line that a call logs at debug, but for the time.
#[track_caller]
fn line_of(run: impl FnOnce()) -> String {
    let records = logged_by(run);
    let lines = texts_at(&records, Level::Debug);
    let [line] = lines[..] else { panic!("{records:#?}") };
    let louder = records.iter().filter(|record| record.level < Level::Debug);
    assert_eq!(louder.count(), 0, "{records:#?}");
    without_time(line).to_owned()
}

#[test]
fn a_call_that_succeeds_is_one_line() {
    let client = client_answering(r#"{"statusCode":200,"requestId":"r7","data":{"success":true}}"#);
    // With the fetch of the token, and without.
    for _ in 0..2 {
        assert_eq!(
            line_of(|| drop(associate(&client).send().unwrap())),
            "associate_tenant_resource: HTTP 200, statusCode 200 (request id r7) after 1 attempt(s)"
        );
    }
    assert_eq!(
        line_of(|| drop(client.request(Method::Post, "/api/v3/x").send::<Value>().unwrap())),
        "POST /api/v3/x: HTTP 200, statusCode 200 (request id r7) after 1 attempt(s)"
    );
    let client = client_answering(r#"{"statusCode":200,"data":{"success":true}}"#);
    assert_eq!(
        line_of(|| drop(client.call("get_group", json!({"code": "a"})).unwrap())),
        "get_group: HTTP 200, statusCode 200 after 1 attempt(s)"
    );
}

#[test]
fn a_call_that_fails_is_one_line() {
    let client = client_answering(r#"{"statusCode":404,"apiCode":2004,"message":"no such\ntenant","requestId":"r7"}"#);
    assert_eq!(
        line_of(|| drop(associate(&client).send().unwrap_err())),
        "associate_tenant_resource: [404 / 2004] no such tenant (request id r7) after 1 attempt(s)"
    );
    let gone = Fake::answering(|_| Err(TransportError::new(TransportErrorKind::Timeout, "10 s")));
    let client = client_of(&gone);
    assert_eq!(
        line_of(|| drop(associate(&client).send().unwrap_err())),
        "associate_tenant_resource: no answer in time: 10 s; it may have happened all the same after 1 attempt(s)"
    );
    // Without a token there is a line, too.
    let refusing = Fake::answering_all(|_| Ok(Answer::new(200, r#"{"statusCode":400,"message":"no"}"#)));
    let client = client_of(&refusing);
    let line = line_of(|| drop(associate(&client).send().unwrap_err()));
    assert!(
        line.starts_with("associate_tenant_resource: no management token: [400] no"),
        "{line}"
    );
}

#[test]
fn a_request_that_is_not_sent_is_not_logged() {
    let client = client_answering("");
    let records = logged_by(|| {
        client.get_group().send().unwrap_err();
        client.list_groups().limit(51).pages().next().unwrap().unwrap_err();
        client.request(Method::Get, "x").send::<Value>().unwrap_err();
    });
    assert!(records.is_empty(), "{records:#?}");
}

#[test]
fn every_attempt_but_the_last_says_that_there_will_be_another() {
    let client = client_of(&Fake::answering(|_| {
        Err(TransportError::new(TransportErrorKind::Connect, "nobody"))
    }));
    let policy = RetryPolicy::default()
        .attempts(3)
        .base_delay(std::time::Duration::from_millis(1));
    let client = client.with_retry(policy);
    let records = logged_by(|| drop(associate(&client).send().unwrap_err()));
    let lines = texts_at(&records, Level::Debug);
    assert_eq!(lines.len(), 3, "{lines:#?}");
    for line in &lines[..2] {
        assert!(
            line.starts_with("associate_tenant_resource: no connection: nobody; again in "),
            "{line}"
        );
    }
    assert!(lines[2].contains("; 3 attempts in "), "{lines:#?}");
}

#[test]
fn bodies_are_logged_at_trace_only() {
    let client = client_answering(r#"{"statusCode":200,"data":{"success":true,"seen":"ANSWER-TEXT"}}"#);
    let records = logged_by(|| drop(associate(&client).code("REQUEST-TEXT").send().unwrap()));
    let traces = texts_at(&records, Level::Trace);
    assert_eq!(
        traces.len(),
        4,
        "a request and an answer, for the token and for the call: {traces:#?}"
    );
    for (text, begin) in [
        ("REQUEST-TEXT", "associate_tenant_resource: request: {"),
        ("ANSWER-TEXT", "associate_tenant_resource: answer: {"),
    ] {
        let holding: Vec<_> = records.iter().filter(|record| record.text.contains(text)).collect();
        assert_eq!(holding.len(), 1, "{text}: {holding:#?}");
        assert_eq!(holding[0].level, Level::Trace);
        assert!(holding[0].text.starts_with(begin), "{holding:#?}");
    }
    // What is no JSON shows its size.
    let client = client_answering("<p>ANSWER-TEXT");
    let records = logged_by(|| drop(client.get_group().code("a").send().unwrap_err()));
    let traces = texts_at(&records, Level::Trace);
    assert_eq!(traces[3], "get_group: answer: 14 bytes", "{traces:#?}");
    assert_eq!(traces[2], "get_group: request: 0 bytes", "{traces:#?}");
}

/// The JSON that a body was logged as.
fn logged_json(records: &[Record], begin: &str) -> Value {
    let mut traces = texts_at(records, Level::Trace).into_iter();
    let json = traces.find_map(|text| text.strip_prefix(begin)).expect(begin);
    serde_json::from_str(json).expect("it is JSON yet")
}

#[test]
fn key_and_token_are_not_in_the_bodies_of_the_token_request() {
    let client = client_answering(r#"{"statusCode":200,"data":{}}"#);
    let records = logged_by(|| drop(client.get_group().code("a").send()));
    assert!(TOKEN_ANSWER.contains("stand-in-token"));
    for record in &records {
        let text = &record.text;
        assert!(!text.contains(KEY_SECRET) && !text.contains("stand-in-token"), "{text}");
    }
    // Of these two nothing is shown but the size.
    let bodies: Vec<_> = texts_at(&records, Level::Trace)
        .into_iter()
        .filter_map(|text| text.strip_prefix("get_management_token: "))
        .collect();
    let sizes = [format!("answer: {} bytes", TOKEN_ANSWER.len())];
    assert!(
        bodies[0].starts_with("request: ") && bodies[0].ends_with(" bytes"),
        "{bodies:?}"
    );
    assert_eq!(bodies[1..], sizes);
}

#[test]
fn secret_fields_of_a_request_are_hidden_and_the_others_shown() {
    let client = client_answering(r#"{"statusCode":200,"data":{"userId":"u","password":"HIDE-1","salt":"HIDE-2"}}"#);
    let mut params = json!({
        "username": "anna",
        "password": "HIDE-3",
        "salt": "HIDE-4",
        "customData": {"seen": "yes", "recoveryCode": "HIDE-5", "list": [{"apiToken": ["HIDE-6"]}]},
        "identities": [{
            "extIdpId": "i", "provider": "wechat", "type": "t", "userIdInIdp": "w", "userInfoInIdp": {}, "originConnIds": ["c"],
            "accessToken": "HIDE-7", "refreshToken": "HIDE-8",
        }],
        "options": {"passwordEncryptType": "none"},
    });
    // The names of the nested ones are the table's; whatever it does not know would be refused.
    if let Err(error) = client.prepare("create_user", params.clone()).unwrap().validate() {
        panic!("{error}")
    }
    let records = logged_by(|| drop(client.call("create_user", params.clone()).unwrap()));
    for record in &records {
        assert!(!record.text.contains("HIDE-"), "{record:?}");
    }
    let request = logged_json(&records, "create_user: request: ");
    params["password"] = HIDDEN.into();
    params["salt"] = HIDDEN.into();
    params["customData"]["recoveryCode"] = HIDDEN.into();
    params["customData"]["list"][0]["apiToken"] = HIDDEN.into();
    params["identities"][0]["accessToken"] = HIDDEN.into();
    params["identities"][0]["refreshToken"] = HIDDEN.into();
    params["options"]["passwordEncryptType"] = HIDDEN.into();
    assert_eq!(request, params);
    let answer = logged_json(&records, "create_user: answer: ");
    let data = json!({"userId": "u", "password": HIDDEN, "salt": HIDDEN});
    assert_eq!(answer, json!({"statusCode": 200, "data": data}));
}

#[test]
fn secrets_of_an_answer_are_hidden() {
    let client = client_answering(r#"{"statusCode":200,"data":{"secret":"HIDE-1","appId":"seen"}}"#);
    let records = logged_by(|| {
        let answer = client.get_application_secret().app_id("a").send().unwrap();
        assert_eq!(answer.data.secret, "HIDE-1");
    });
    assert!(
        !records.is_empty() && records.iter().all(|record| !record.text.contains("HIDE-")),
        "{records:#?}"
    );
    assert_eq!(
        logged_json(&records, "get_application_secret: answer: "),
        json!({"statusCode": 200, "data": {"secret": HIDDEN, "appId": "seen"}})
    );
}
