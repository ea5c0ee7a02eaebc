//! Tests the options for single requests, which the `with_..` methods of a client set.

use std::time::Duration;

use genauth::transport::TransportErrorKind;
use genauth::{ManagementClient, RetryPolicy, Violation, ViolationKind};

use crate::failures::{default_retries, failing, transport_error, write};
use crate::support::{FakeTransport, associate, builder};

/// The values of a header, joined into one string for each operation.
fn values(fake: &FakeTransport, name: &str) -> Vec<String> {
    let operations = fake.operations();
    operations
        .iter()
        .map(|request| request.header(name).join(", "))
        .collect()
}

#[test]
fn an_option_applies_to_the_derived_client_and_its_clones() {
    type Derive = fn(&ManagementClient) -> ManagementClient;
    let cases: [(Derive, &[&str], &str); 5] = [
        (
            |client| client.with_tenant_id("t-1"),
            &["x-authing-app-tenant-id", "x-genauth-app-tenant-id"],
            "t-1",
        ),
        (
            |client| client.with_lang("ja-JP"),
            &["x-authing-lang", "x-genauth-lang"],
            "ja-JP",
        ),
        (|client| client.with_header("X-Trace", "7"), &["x-trace"], "7"),
        (|client| client.with_request_id("r-9"), &["x-request-id"], "r-9"),
        // The names differ only in case, so the last value wins.
        (
            |client| client.with_header("x-trace", "1").with_header("X-TRACE", "2"),
            &["x-trace"],
            "2",
        ),
    ];
    for (derive, names, value) in cases {
        let fake = FakeTransport::succeeding();
        let client = fake.client();
        let derived = derive(&client);
        for client in [&derived, &client, &derived.clone(), &client.clone()] {
            write(client).unwrap();
        }
        for name in names {
            assert_eq!(values(&fake, name), [value, "", value, ""], "{name}");
            // All derived clients share the token, so the options of one of them must not affect the token request.
            let token_request = &fake.requests()[0];
            assert!(token_request.is_token_request(), "{token_request:?}");
            assert!(token_request.header(name).is_empty(), "{name}");
        }
        assert_eq!(fake.token_requests(), 1);
    }
}

#[test]
fn an_option_replaces_the_setting_of_the_client() {
    let fake = FakeTransport::succeeding();
    let client = builder()
        .tenant_id("t-1")
        .lang("zh-CN")
        .header_prefix("X-Acme")
        .transport(fake.clone());
    let client = client.build().unwrap();
    write(&client.with_lang("en-US").with_tenant_id("t-2").with_lang("ja-JP")).unwrap();
    write(&client).unwrap();
    assert_eq!(values(&fake, "x-acme-lang"), ["ja-JP", "zh-CN"]);
    assert_eq!(values(&fake, "x-acme-app-tenant-id"), ["t-2", "t-1"]);
    for request in fake.requests() {
        for name in ["x-authing-lang", "x-genauth-lang", "x-genauth-app-tenant-id"] {
            assert!(request.header(name).is_empty(), "{request:?}");
        }
    }
}

#[test]
fn a_timeout_applies_to_the_derived_client_and_its_clones() {
    let fake = FakeTransport::succeeding();
    let client = fake.client();
    let derived = client.with_timeout(Duration::from_secs(40));
    for client in [&derived, &client, &derived.clone()] {
        write(client).unwrap();
    }
    let operations = fake.operations();
    let timeouts: Vec<_> = operations.iter().map(|request| request.timeout.as_secs_f64()).collect();
    let [first, second, third] = timeouts[..] else {
        panic!("{timeouts:?}")
    };
    assert!(first > 20.0 && first <= 40.0, "{timeouts:?}");
    assert!(second <= 10.0, "{timeouts:?}");
    assert!(third > 20.0 && third <= 40.0, "{timeouts:?}");
}

#[test]
fn a_retry_policy_applies_to_the_derived_client_and_its_clones() {
    let four_attempts = default_retries().attempts(4);
    for (setting, option, expected) in [
        (RetryPolicy::none(), four_attempts.clone(), [1, 4]),
        (four_attempts, RetryPolicy::none(), [4, 1]),
    ] {
        let fake = failing(usize::MAX, &transport_error(TransportErrorKind::Connect));
        let client = fake.client_with_retry(setting);
        let derived = client.with_retry(option);
        let [of_client, of_derived] = expected;
        for (client, expected) in [
            (&derived, of_derived),
            (&client, of_client),
            (&derived.clone(), of_derived),
        ] {
            assert_eq!(write(client).unwrap_err().attempts(), expected);
        }
    }
}

#[test]
fn options_are_chained_and_sent_with_every_attempt() {
    let fake = failing(2, &transport_error(TransportErrorKind::Connect));
    let client = fake
        .client()
        .with_retry(default_retries())
        .with_request_id("r-1")
        .with_lang("en-US");
    write(&client).unwrap();
    assert_eq!(values(&fake, "x-request-id"), ["r-1"; 3]);
    assert_eq!(values(&fake, "x-genauth-lang"), ["en-US"; 3]);
}

#[test]
fn options_are_part_of_a_request_that_is_built_but_not_sent() {
    let client = FakeTransport::succeeding().client();
    let derived = client
        .with_timeout(Duration::from_secs(40))
        .with_request_id("r-1")
        .with_lang("en-US");
    let request = associate(&derived).build().unwrap();
    assert_eq!(request.header("x-request-id"), Some("r-1"));
    assert_eq!(request.header("x-genauth-lang"), Some("en-US"));
    assert_eq!(request.timeout, Duration::from_secs(40));

    let request = associate(&client).build().unwrap();
    assert_eq!(request.header("x-request-id"), None);
    assert_eq!(request.timeout, Duration::from_secs(10));
}

/// Asserts that every request of this client has one violation and is not sent.
#[track_caller]
fn assert_invalid(client: &ManagementClient, option: &str, kind: ViolationKind, message: &str) {
    let request = associate(client);
    for error in [
        request.send().expect_err(message),
        request.validate().expect_err(message),
        request.build().expect_err(message),
    ] {
        assert_eq!(
            error.to_string(),
            format!("associate_tenant_resource: invalid request: {option} {message}")
        );
        let [violation] = error.violations() else {
            panic!("{error}")
        };
        assert_eq!((violation.path(), violation.kind()), (option, kind), "{error}");
        assert_eq!(error.operation(), Some("associate_tenant_resource"));
    }
}

#[test]
fn a_value_that_cannot_be_sent_is_a_violation_of_the_request() {
    let fake = FakeTransport::succeeding();
    let client = fake.client();
    for (derived, option) in [
        (client.with_tenant_id("a\r\nx-evil: 1"), "tenant_id"),
        (client.with_lang("en\nUS"), "lang"),
        (client.with_request_id("用户"), "request_id"),
        (client.with_header("x-a", "1\r\nx-evil: 1"), "header"),
    ] {
        let message = "must be printable ASCII text";
        assert_invalid(&derived, option, ViolationKind::Malformed, message);
    }
    for (derived, option) in [
        (client.with_tenant_id(" "), "tenant_id"),
        (client.with_request_id(""), "request_id"),
    ] {
        assert_invalid(&derived, option, ViolationKind::Blank, "must not be blank");
    }
    assert_eq!(fake.requests().len(), 0);
    // The option has no effect on the original client.
    write(&client).unwrap();
}

#[test]
fn an_invalid_or_reserved_header_name_is_a_violation_of_the_request() {
    let fake = FakeTransport::succeeding();
    let client = fake.client();
    for name in ["", "x-a: 1", "x-a\r\nx-evil"] {
        let message = &format!("{name:?} is not a valid name");
        assert_invalid(
            &client.with_header(name, "x"),
            "header",
            ViolationKind::Malformed,
            message,
        );
    }
    for name in [
        "Authorization",
        "HOST",
        "content-length",
        "Content-Type",
        "transfer-encoding",
        "connection",
        "upgrade",
        // These describe the body, or how it is exchanged.
        "Content-Encoding",
        "Expect",
        "accept-encoding",
        "Trailer",
        "TE",
    ] {
        let message = &format!("`{}` is set by the client itself", name.to_ascii_lowercase());
        assert_invalid(
            &client.with_header(name, "x"),
            "header",
            ViolationKind::Unsupported,
            message,
        );
    }
    assert_eq!(fake.requests().len(), 0);
}

#[test]
fn an_invalid_timeout_is_a_violation_of_the_request() {
    let fake = FakeTransport::succeeding();
    let client = fake.client();
    for (timeout, message) in [
        (Duration::ZERO, "must be more than 0 s and at most 24 h (got 0 ms)"),
        (
            Duration::from_secs(86_401),
            "must be more than 0 s and at most 24 h (got 86401 s)",
        ),
        (
            Duration::from_secs(1_000_000_000),
            "must be more than 0 s and at most 24 h (got 1000000000 s)",
        ),
    ] {
        let derived = client.with_timeout(timeout);
        assert_invalid(&derived, "timeout", ViolationKind::OutOfRange, message);
    }
    assert_eq!(fake.requests().len(), 0);
    write(&client.with_timeout(Duration::from_secs(86_400))).unwrap();
}

#[test]
fn violations_of_options_and_parameters_are_reported_together() {
    let fake = FakeTransport::succeeding();
    let client = fake.client().with_lang("").with_timeout(Duration::ZERO);
    let error = associate(&client).code("").send().unwrap_err();
    let paths: Vec<_> = error.violations().iter().map(Violation::path).collect();
    assert_eq!(paths, ["code", "lang", "timeout"]);
    assert_eq!(fake.requests().len(), 0);
}
