//! Validation, and the ways in which clients write queries.

use genauth_emulator::Emulator;
use serde_json::{Value, json};

use crate::support::{client, emulator, request};

fn token(emulator: &Emulator) -> String {
    let head = "POST /api/v3/get-management-token HTTP/1.1\r\nhost: localhost";
    let key = json!({"accessKeyId": emulator.access_key_id(), "accessKeySecret": emulator.access_key_secret()});
    let body: Value = serde_json::from_str(&request(emulator, head, &key.to_string()).1).unwrap();
    body["data"]["access_token"].as_str().unwrap().to_owned()
}

fn send(emulator: &Emulator, token: &str, method: &str, target: &str, body: &str) -> Value {
    let head = format!("{method} {target} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}");
    serde_json::from_str(&request(emulator, &head, body).1).expect("an envelope")
}

#[test]
fn lists_in_queries_have_many_spellings() {
    let emulator = emulator();
    let client = client(&emulator);
    let [a, b] = ["a", "b"].map(|name| client.create_user().username(name).send().unwrap().data.user_id);
    let token = token(&emulator);
    for query in [
        format!("userIds={a}&userIds={b}"),
        format!("userIds[]={a}&userIds[]={b}"),
        format!("userIds%5B%5D={a}&userIds%5B%5D={b}&withCustomData=True"),
        format!("userIds={a},{b}&withIdentities=False"),
        format!("userIds=%5B%22{a}%22,%22{b}%22%5D"),
    ] {
        let reply = send(&emulator, &token, "GET", &format!("/api/v3/get-user-batch?{query}"), "");
        let names: Vec<_> = reply["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|user| &user["username"])
            .collect();
        assert_eq!(names, ["a", "b"], "{query}");
    }
}

#[test]
fn a_violation_names_the_path() {
    let emulator = emulator();
    let token = token(&emulator);
    let reply = send(&emulator, &token, "GET", "/api/v3/list-groups?limit=51", "");
    assert_eq!(reply["statusCode"], 400);
    assert_eq!(reply["message"], "参数 limit 格式错误: limit must be 1 to 50 (got 51)");
    let body = r#"{"list": [{"targetType": "ROLE", "targetIdentifier": ["x"], "effect": "MAYBE"}], "appId": "a"}"#;
    let reply = send(&emulator, &token, "POST", "/api/v3/authorize-application-access", body);
    let message = reply["message"].as_str().unwrap();
    assert!(
        message.contains("list[0].namespaceCode is required when targetType is ROLE"),
        "{message}"
    );
}

#[test]
fn unknown_fields_are_ignored() {
    let emulator = emulator();
    let token = token(&emulator);
    let reply = send(
        &emulator,
        &token,
        "POST",
        "/api/v3/create-user",
        r#"{"username": "a", "shoeSize": 43}"#,
    );
    assert_eq!(reply["statusCode"], 200);
    assert_eq!(reply["data"].get("shoeSize"), None);
}

#[test]
fn every_operation_is_validated_and_answered() {
    let emulator = emulator();
    let token = token(&emulator);
    for operation in genauth::operations() {
        let path = operation.path.replace("{id}", "x");
        let method = operation.method.as_str();
        let reply = send(&emulator, &token, method, &path, "");
        let status = reply["statusCode"].as_u64().unwrap();
        let mut params = serde_json::Map::new();
        if operation.path.contains('{') {
            params.insert("id".to_owned(), "x".into());
        }
        let violations = operation.validate(&params);
        match violations.first() {
            Some(violation) => {
                assert_eq!(status, 400, "{}: {reply}", operation.name);
                let message = reply["message"].as_str().unwrap();
                assert!(message.contains(violation.path()), "{message}");
            }
            None => assert!(
                [200, 400, 404, 422, 501].contains(&status),
                "{}: {reply}",
                operation.name
            ),
        }
    }
}
