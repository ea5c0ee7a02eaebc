//! Tokens, signatures and the headers that name the user pool.

use std::fmt::Write;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use genauth_emulator::Emulator;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha1::Sha1;

use crate::support::{client, emulator, request};

fn envelope(body: &str) -> (u64, u64) {
    let json: Value = serde_json::from_str(body).expect("an envelope");
    (
        json["statusCode"].as_u64().unwrap(),
        json["apiCode"].as_u64().unwrap_or_default(),
    )
}

#[test]
fn requests_without_a_valid_token_are_refused() {
    let emulator = emulator();
    for authorization in [
        "",
        "Bearer",
        "Bearer x",
        "Bearer a.b.c",
        "Basic abc",
        "authing",
        "authing x",
    ] {
        let head = format!("GET /api/v3/list-groups HTTP/1.1\r\nhost: localhost\r\nauthorization: {authorization}");
        let (status, body) = request(&emulator, &head, "");
        assert_eq!((status, envelope(&body)), (200, (401, 2020)), "{authorization}");
    }
}

#[test]
fn a_wrong_secret_gets_no_token() {
    let emulator = emulator();
    let client = emulator.client_builder().access_key_secret("wrong").build().unwrap();
    let error = client.list_groups().send().unwrap_err();
    assert!(error.is_token() && error.is_unauthorized());
    let client = emulator.client_builder().access_key_id("unknown").build().unwrap();
    assert!(client.list_groups().send().unwrap_err().is_unauthorized());
    emulator.requests().assert_not_sent("list_groups");
}

#[test]
fn an_expired_token_is_renewed_by_the_client() {
    let emulator = emulator();
    let client = client(&emulator);
    client.list_groups().send().unwrap();
    emulator.advance_clock(Duration::from_secs(7200));
    client.list_groups().send().unwrap();
    let requests = emulator.requests();
    let statuses: Vec<_> = requests
        .of("list_groups")
        .iter()
        .map(|request| request.status_code)
        .collect();
    assert_eq!(statuses, [200, 401, 200]);
    requests.assert_sent("get_management_token", 2);
}

#[test]
fn another_user_pool_is_refused() {
    let emulator = Emulator::builder().user_pool_id("pool-1").start().unwrap();
    let send = |id: &str| {
        let client = emulator.client_builder().user_pool_id(id).build().unwrap();
        client
            .list_groups()
            .send()
            .map(|_| ())
            .map_err(|error| error.status_code())
    };
    assert_eq!(send("pool-1"), Ok(()));
    assert_eq!(send(emulator.access_key_id()), Ok(()));
    assert_eq!(send("pool-2"), Err(Some(403)));
}

#[test]
fn settings_that_cannot_be_sent_are_refused_at_the_start() {
    let error = Emulator::builder().access_key("a b", "secret").start().unwrap_err();
    assert_eq!(
        error.to_string(),
        r#"the access key must consist of letters, digits, - and _ (got "a b")"#
    );
}

/// Signs like version 4.0.1 of Authing's Node SDK.
fn signed(emulator: &Emulator, method: &str, target: &str, signed_params: &str, body: &str) -> (u64, u64) {
    let path = target.split('?').next().unwrap();
    let headers = [
        ("date", "Fri, 27 Nov 2026 07:00:00 GMT"),
        ("x-authing-lang", "zh-CN"),
        ("x-authing-signature-nonce", "5d41402abc4b2a76b9719d911017c592"),
    ];
    let (mut lines, mut sent) = (String::new(), String::new());
    for (name, value) in headers {
        writeln!(lines, "{name}:{value}").unwrap();
        write!(sent, "\r\n{name}: {value}").unwrap();
    }
    let mut hmac = Hmac::<Sha1>::new_from_slice(emulator.access_key_secret().as_bytes()).unwrap();
    hmac.update(format!("{method}\n{lines}{path}{signed_params}").as_bytes());
    let signature = STANDARD.encode(hmac.finalize().into_bytes());
    let head = format!(
        "{method} {target} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json{sent}\r\nauthorization: authing {}:{signature}",
        emulator.access_key_id()
    );
    envelope(&request(emulator, &head, body).1)
}

#[test]
fn signed_requests_need_no_token() {
    let emulator = emulator();
    let body = r#"{"username":"zoë","customData":{"b":[1,"x"],"a":null},"options":{"keepPassword":true}}"#;
    let params = r#"?customData={"b":[1,"x"],"a":null}&options={"keepPassword":true}&username=zoë"#;
    assert_eq!(signed(&emulator, "POST", "/api/v3/create-user", params, body), (200, 0));
    let get = |target: &str, params: &str| signed(&emulator, "GET", target, params, "");
    assert_eq!(get("/api/v3/list-groups", ""), (200, 0));
    assert_eq!(get("/api/v3/list-groups", "?"), (200, 0));
    let target = "/api/v3/list-groups?limit=50&keywords=a+b%2Bc&withCustomData=true";
    assert_eq!(get(target, "?keywords=a b+c&limit=50&withCustomData=true"), (200, 0));
    let target = "/api/v3/get-user-batch?userIds[]=a&userIds[]=b";
    assert_eq!(get(target, r#"?userIds=["a","b"]"#), (200, 0));
    emulator.requests().assert_not_sent("get_management_token");
}

#[test]
fn a_wrong_signature_is_refused() {
    let emulator = emulator();
    let send = |params: &str| signed(&emulator, "GET", "/api/v3/list-groups?limit=50", params, "");
    assert_eq!(send("?limit=50"), (200, 0));
    assert_eq!(send("?limit=51"), (401, 1300));
    assert_eq!(send(""), (401, 1300));
    let head = format!(
        "GET /api/v3/list-groups HTTP/1.1\r\nhost: localhost\r\nauthorization: authing {}:AAAA",
        emulator.access_key_id()
    );
    assert_eq!(envelope(&request(&emulator, &head, "").1), (401, 1304));
}
