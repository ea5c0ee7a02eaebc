//! The emulator's own endpoints.

use genauth_emulator::Emulator;
use serde_json::{Value, json};

use crate::support::{client, emulator, request};

fn send(emulator: &Emulator, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let head = format!("{method} /__emulator{path} HTTP/1.1\r\nhost: 127.0.0.1");
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    let (status, body) = request(emulator, &head, &body);
    (status, serde_json::from_str(&body).expect("JSON"))
}

fn ok(emulator: &Emulator, method: &str, path: &str, body: &Value) -> Value {
    let (status, reply) = send(emulator, method, path, body);
    assert_eq!(status, 200, "{reply}");
    reply
}

#[test]
fn requests_are_listed_and_forgotten() {
    let emulator = emulator();
    client(&emulator)
        .create_user()
        .username("a")
        .password("secret-7")
        .send()
        .unwrap();
    let requests = &ok(&emulator, "GET", "/requests", &Value::Null)["requests"];
    assert_eq!(requests[0]["operation"], "get_management_token");
    assert_eq!(
        requests[1]["params"],
        json!({"username": "a", "password": "<redacted>"})
    );
    assert!(!requests.to_string().contains(emulator.access_key_secret()));
    ok(&emulator, "DELETE", "/requests", &Value::Null);
    assert_eq!(ok(&emulator, "GET", "/requests", &Value::Null)["requests"], json!([]));
}

#[test]
fn a_snapshot_is_restored() {
    let emulator = emulator();
    let client = client(&emulator);
    client.create_user().username("a").send().unwrap();
    let snapshot = ok(&emulator, "GET", "/snapshot", &Value::Null);
    client.create_user().username("b").send().unwrap();
    ok(&emulator, "POST", "/restore", &snapshot);
    assert_eq!(client.list_users().send().unwrap().data.total_count, 1);
    ok(&emulator, "POST", "/reset", &Value::Null);
    assert_eq!(client.list_users().send().unwrap().data.total_count, 0);

    let mut bad = snapshot;
    bad["state"]["tables"]["users"][0]["userId"] = Value::Null;
    let (status, reply) = send(&emulator, "POST", "/restore", &bad);
    assert_eq!(
        (status, &reply["message"]),
        (400, &json!("tables.users[0]: userId is missing or not unique"))
    );
    assert_eq!(send(&emulator, "POST", "/restore", &json!({})).0, 400);
    assert_eq!(client.list_users().send().unwrap().data.total_count, 0);
}

#[test]
fn faults_are_injected_and_removed() {
    let emulator = emulator();
    let client = client(&emulator);
    let fault = json!({"kind": "statusBefore", "status": 403, "operation": "list_users"});
    ok(&emulator, "POST", "/faults", &fault);
    assert_eq!(ok(&emulator, "GET", "/faults", &Value::Null)["count"], 1);
    assert!(client.list_users().send().unwrap_err().is_forbidden());
    ok(&emulator, "DELETE", "/faults", &Value::Null);
    client.list_users().send().unwrap();
    assert_eq!(send(&emulator, "POST", "/faults", &json!({"kind": "fire"})).0, 400);
}

#[test]
fn the_clock_is_moved() {
    let emulator = emulator();
    assert_eq!(
        ok(&emulator, "GET", "/clock", &Value::Null)["time"],
        "2026-01-01T00:00:00.000Z"
    );
    let moved = ok(&emulator, "POST", "/clock", &json!({"advanceMillis": 86_400_000}));
    assert_eq!(
        moved,
        json!({"now": 1_767_312_000_000_i64, "time": "2026-01-02T00:00:00.000Z"})
    );
    assert_eq!(send(&emulator, "POST", "/clock", &json!({"advanceMillis": "x"})).0, 400);
}

#[test]
fn it_says_what_is_emulated() {
    let emulator = emulator();
    let operations = &ok(&emulator, "GET", "/operations", &Value::Null)["operations"];
    assert_eq!(operations.as_array().unwrap().len(), genauth::operations().count());
    let create_user = operations
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["operation"] == "create_user")
        .unwrap();
    assert_eq!(
        (&create_user["kind"], &create_user["basis"]),
        (&json!("rules"), &json!("seen"))
    );
    let info = ok(&emulator, "GET", "/", &Value::Null);
    assert_eq!(info["accessKeyId"], emulator.access_key_id());
    assert!(!info.to_string().contains(emulator.access_key_secret()));
}

#[test]
fn a_snapshot_may_lack_the_clock() {
    let emulator = emulator();
    let mut snapshot = ok(&emulator, "GET", "/snapshot", &Value::Null);
    snapshot.as_object_mut().unwrap().remove("clock");
    ok(&emulator, "POST", "/restore", &snapshot);
}

#[test]
fn a_reset_also_resets_the_clock() {
    for emulator in [emulator(), Emulator::start().unwrap()] {
        let now = |emulator: &Emulator| ok(emulator, "GET", "/clock", &Value::Null)["now"].as_i64().unwrap();
        let before = now(&emulator);
        emulator.advance_clock(std::time::Duration::from_secs(86_400));
        assert!(now(&emulator) >= before + 86_400_000);
        ok(&emulator, "POST", "/reset", &Value::Null);
        assert!(now(&emulator) < before + 86_400_000);
    }
}
