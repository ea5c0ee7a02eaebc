//! Tests the settings that a subscription needs, and the violations if they are missing or invalid.

use std::time::Duration;

use genauth::events::Subscription;
use genauth::{ManagementClient, ViolationKind};

use super::{EVENT, EventServer, assert_ended, client_builder, keep_open, next_error, with_time_limit};
use crate::sockets::quick_retries;
use crate::support::{Predicate, builder, predicates};

/// Asserts that the subscription returns one violation and ends.
#[track_caller]
fn assert_invalid(subscription: Subscription, path: &str, kind: ViolationKind, message: &str) {
    let mut subscription = with_time_limit(subscription);
    let error = next_error(&mut subscription);
    assert_eq!(
        error.to_string(),
        format!("subscribe: invalid request: {path} {message}")
    );
    assert_eq!(predicates(&error), [Predicate::Validation]);
    let violations: Vec<_> = error
        .violations()
        .iter()
        .map(|found| (found.path(), found.kind()))
        .collect();
    assert_eq!(violations, [(path, kind)]);
    assert_ended(&mut subscription);
}

#[test]
fn a_blank_event_name_is_a_violation() {
    let server = EventServer::websocket(|_, socket| keep_open(socket));
    let client = server.client(quick_retries(3));
    for name in ["", " \t"] {
        assert_invalid(
            client.subscribe(name),
            "event",
            ViolationKind::Blank,
            "must not be blank",
        );
    }
    assert_eq!(server.connections(), 0);
}

#[test]
fn invalid_options_are_violations_of_a_subscription() {
    let server = EventServer::websocket(|_, socket| keep_open(socket));
    let client = server.client(quick_retries(3));
    for (client, path, kind, message) in [
        (
            client.with_timeout(Duration::ZERO),
            "timeout",
            ViolationKind::OutOfRange,
            "must be more than 0 s and at most 24 h (got 0 ms)",
        ),
        (
            client.with_header("authorization", "x"),
            "header",
            ViolationKind::Unsupported,
            "`authorization` is set by the client itself",
        ),
        (
            client.with_header("Sec-WebSocket-Key", "x"),
            "header",
            ViolationKind::Unsupported,
            "`sec-websocket-key` is set by the client itself",
        ),
        (
            client.with_lang("en\nUS"),
            "lang",
            ViolationKind::Malformed,
            "must be printable ASCII text",
        ),
    ] {
        assert_invalid(client.subscribe(EVENT), path, kind, message);
    }
    assert_eq!(server.connections(), 0);
}

#[test]
fn all_violations_of_a_subscription_are_reported_at_once() {
    let client = ManagementClient::builder()
        .management_token("test-token")
        .user_pool_id("pool")
        .host("http://127.0.0.1:1")
        .build()
        .unwrap();
    let mut subscription = client.with_timeout(Duration::ZERO).with_lang(" ").subscribe("");
    let error = next_error(&mut subscription);
    let paths: Vec<_> = error.violations().iter().map(genauth::Violation::path).collect();
    assert_eq!(paths, ["event", "access_key_id", "events_host", "timeout", "lang"]);
    assert_ended(&mut subscription);
}

#[test]
fn a_client_without_an_access_key_cannot_subscribe() {
    let server = EventServer::websocket(|_, socket| keep_open(socket));
    let client = ManagementClient::builder()
        .management_token("test-token")
        .user_pool_id("pool")
        .events_host(server.url())
        .build()
        .unwrap();
    let message = "is required to subscribe";
    assert_invalid(
        client.subscribe(EVENT),
        "access_key_id",
        ViolationKind::Missing,
        message,
    );
    assert_eq!(server.connections(), 0);
}

#[test]
fn a_private_host_has_no_default_event_host() {
    let server = EventServer::websocket(|_, socket| keep_open(socket));
    let client = builder().host(format!("http://{}", server.address)).build().unwrap();
    let message = "is required, because `host` has no known event service";
    assert_invalid(client.subscribe(EVENT), "events_host", ViolationKind::Missing, message);
    assert_eq!(server.connections(), 0);
}

#[test]
fn the_event_host_must_be_a_websocket_url_with_tls_unless_it_is_loopback() {
    for url in [
        "ws://events.example.com",
        "ws://10.0.0.1",
        "events.example.com",
        "",
        "ftp://events.example.com",
        // `news` contains `ws`, which must not be taken for the scheme.
        "https://news.example.com",
        "wss://key:hunter2@events.example.com",
        "wss://events.example.com/?a=b",
    ] {
        let error = client_builder(url).build().expect_err(url);
        let expected = "build: events_host must be a URL that begins with wss://";
        assert_eq!(error.to_string(), expected, "{url}");
        let violations: Vec<_> = error
            .violations()
            .iter()
            .map(|found| (found.path(), found.kind()))
            .collect();
        assert_eq!(violations, [("events_host", ViolationKind::Malformed)], "{url}");
    }
    for url in [
        "wss://news.example.com",
        " WSS://events.example.com/ ",
        "ws://localhost:9",
        "ws://[::1]:9",
    ] {
        let _ = client_builder(url).build().expect(url);
    }
    let builder = client_builder("ws://events.example.com").allow_http(true);
    let _ = builder.build().expect("plain text is allowed");
}
