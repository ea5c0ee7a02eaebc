//! Webhooks, which call receivers on loopback.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use genauth::ManagementClient;
use genauth::types::WebhookLog;
use serde_json::{Value, json};

use crate::support::{client, emulator};

#[test]
fn a_webhook_is_stored_as_it_is() {
    let emulator = emulator();
    let client = client(&emulator);
    assert_eq!(client.list_webhooks().send().unwrap().data.total_count, 0);
    let create = client
        .create_webhook()
        .name("hook")
        .url("https://example.invalid/x")
        .content_type("application/json");
    let hook = create.events(["user.created"]).enabled(false).send().unwrap().data;
    assert_eq!((hook.webhook_id.len(), hook.enabled), (24, false));
    let hook = client
        .update_webhook()
        .webhook_id(&hook.webhook_id)
        .name("other")
        .send()
        .unwrap()
        .data;
    assert!(hook.updated_at > hook.created_at);
    let read = client.get_webhook().webhook_id(&hook.webhook_id).send().unwrap().data;
    assert_eq!((&*read.name, &*read.url), ("other", "https://example.invalid/x"));
    assert_eq!(read.events[0].as_str(), "user.created");
    client.delete_webhook().webhook_ids([&hook.webhook_id]).send().unwrap();
    assert!(
        client
            .get_webhook()
            .webhook_id(&hook.webhook_id)
            .send()
            .unwrap_err()
            .is_not_found()
    );
}

/// A server for so many requests. Returns its URL, and the heads and bodies that it receives.
fn receiver(requests: usize, response: &'static str) -> (String, Receiver<(String, String)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook?x=1", listener.local_addr().unwrap());
    let (sender, received) = channel();
    thread::spawn(move || {
        for stream in listener.incoming().take(requests) {
            let mut stream = BufReader::new(stream.unwrap());
            let mut head = String::new();
            while !head.ends_with("\r\n\r\n") {
                stream.read_line(&mut head).unwrap();
            }
            let length = head.split("content-length: ").nth(1).unwrap();
            let length: usize = length.split("\r\n").next().unwrap().parse().unwrap();
            let mut body = vec![0; length];
            stream.read_exact(&mut body).unwrap();
            stream.get_mut().write_all(response.as_bytes()).unwrap();
            sender.send((head, String::from_utf8(body).unwrap())).unwrap();
        }
    });
    (url, received)
}

/// The log of a webhook, as soon as it has so many entries.
fn log(client: &ManagementClient, webhook: &str, entries: i64) -> Vec<WebhookLog> {
    for _ in 0..100_000 {
        let log = client.get_webhook_logs().webhook_id(webhook).send().unwrap().data;
        if log.total_count >= entries {
            return log.list;
        }
        thread::yield_now();
    }
    panic!("the log has fewer than {entries} entries");
}

#[test]
fn a_write_calls_the_webhooks_of_its_event() {
    let emulator = emulator();
    let client = client(&emulator);
    let ok = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 11\r\n\r\n{\"got\":true}";
    let (url, received) = receiver(2, ok);
    let create = |events: [&str; 2]| {
        let create = client.create_webhook().name("hook").url(&url).events(events);
        create.content_type("application/json")
    };
    let hook = create(["user:created", "user.deleted"])
        .secret("s1")
        .send()
        .unwrap()
        .data;
    let other = create(["group:created", "role:created"]).send().unwrap().data;
    let disabled = create(["user:created", "user:updated"])
        .enabled(false)
        .send()
        .unwrap()
        .data;

    let user = client
        .create_user()
        .username("alice")
        .password("secret-7")
        .send()
        .unwrap()
        .data;
    client
        .update_user()
        .user_id(&user.user_id)
        .nickname("Al")
        .send()
        .unwrap();
    client.delete_users_batch().user_ids([&user.user_id]).send().unwrap();
    let (head, body) = received.recv().unwrap();
    assert!(head.starts_with("POST /hook?x=1 HTTP/1.1\r\n"), "{head}");
    assert!(head.contains("x-authing-webhook-secret: s1\r\n"), "{head}");
    let body: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(
        (&body["eventName"], &body["data"]["username"]),
        (&json!("user:created"), &json!("alice"))
    );
    assert!(!body.to_string().contains("secret-7"));
    let (_, body) = received.recv().unwrap();
    let body: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(
        body,
        json!({"eventName": "user:deleted", "data": {"userIds": [user.user_id]}})
    );

    let entries = log(&client, &hook.webhook_id, 2);
    assert_eq!((&*entries[0].event_name, entries[0].success), ("user:deleted", true));
    assert_eq!(
        (entries[1].response_status_code, &entries[1].response_body["got"]),
        (200, &json!(true))
    );
    for silent in [&other, &disabled] {
        assert_eq!(log(&client, &silent.webhook_id, 0).len(), 0);
    }
}

#[test]
fn a_webhook_is_triggered() {
    let emulator = emulator();
    let client = client(&emulator);
    let (url, received) = receiver(1, "HTTP/1.1 500 Oops\r\n\r\nno");
    let create = client.create_webhook().name("hook").url(&url).events(["test"]);
    let hook = create
        .content_type("application/x-www-form-urlencoded")
        .send()
        .unwrap()
        .data;
    let body = json!({"eventName": "mine", "n": 1}).as_object().unwrap().clone();
    let headers = json!({"x-a": "1", "x b": "2"}).as_object().unwrap().clone();
    let trigger = client.trigger_webhook().webhook_id(&hook.webhook_id);
    let triggered = trigger.request_body(body).request_headers(headers).send().unwrap().data;
    assert_eq!(triggered.response, json!("no"));
    let (head, body) = received.recv().unwrap();
    assert!(head.contains("x-a: 1\r\n") && !head.contains("x b"), "{head}");
    assert_eq!(body, "eventName=mine&n=1");
    let entries = log(&client, &hook.webhook_id, 1);
    assert_eq!(
        (
            &*entries[0].event_name,
            entries[0].success,
            entries[0].response_status_code
        ),
        ("mine", false, 500)
    );
    let trigger = client.trigger_webhook().webhook_id("absent");
    assert!(trigger.send().unwrap_err().is_not_found());
}

#[test]
fn only_loopback_is_called() {
    let emulator = emulator();
    let client = client(&emulator);
    let create = client
        .create_webhook()
        .name("hook")
        .url("http://192.0.2.1/")
        .events(["role:created"]);
    let hook = create.content_type("application/json").send().unwrap().data;
    client.create_role().code("admin").send().unwrap();
    let entries = log(&client, &hook.webhook_id, 1);
    assert!(!entries[0].success);
    assert_eq!(entries[0].error_message, "only loopback addresses are called");
    let error = client
        .trigger_webhook()
        .webhook_id(&hook.webhook_id)
        .send()
        .unwrap_err();
    assert_eq!(error.status_code(), Some(601));
}

#[test]
fn the_documented_events_are_listed() {
    let emulator = emulator();
    let client = client(&emulator);
    let listed = client.get_webhook_event_list().send().unwrap().data;
    let event = listed
        .events
        .iter()
        .find(|event| event.value == "group:member-added")
        .unwrap();
    assert_eq!(event.category, "group");
    assert!(listed.categories.iter().any(|category| category.value == "group"));
}
