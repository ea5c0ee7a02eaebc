//! The client's settings are checked like a request: all at once, and never with a panic.

use std::time::Duration;

use genauth::{Error, ManagementClient, ManagementClientBuilder};

use crate::support::{Fake, associate, builder};

#[track_caller]
fn expect(builder: ManagementClientBuilder, lines: &[&str]) {
    let error = builder.build().expect_err("the settings are wrong");
    assert!(error.is_validation());
    assert_eq!(error.operation(), None);
    let found: Vec<_> = error.violations().iter().map(ToString::to_string).collect();
    assert_eq!(found, lines);
}

#[test]
fn key_and_secret_are_required() {
    expect(
        ManagementClient::builder(),
        &[
            "access_key_id: expected text that is not blank, found nothing",
            "access_key_secret: expected text that is not blank, found nothing",
        ],
    );
    expect(
        ManagementClient::builder().access_key_id(" ").access_key_secret(""),
        &[
            "access_key_id: expected text that is not blank, found blank text",
            "access_key_secret: expected text that is not blank, found blank text",
        ],
    );
}

#[test]
fn the_first_thing_to_print_says_what_to_do() {
    let error = ManagementClient::builder().access_key_id("id").build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "ManagementClient: access_key_secret: expected text that is not blank, found nothing"
    );
}

#[test]
fn a_host_is_a_bare_http_url() {
    for (host, found) in [
        ("", "blank text"),
        ("api.genauth.ai", "no scheme"),
        ("ftp://api.genauth.ai", "another scheme"),
        ("https://user:password@api.genauth.ai", "user info before an @"),
        ("https://api.genauth.ai?x=1", "a ?"),
        ("https://api.genauth.ai#x", "a #"),
        ("https://api.genauth.ai\r\nx: y", "text that is not a URL"),
        ("https://", "text that is not a URL"),
    ] {
        let error = builder().host(host).build().expect_err(host);
        assert_eq!(error.violations()[0].path(), "host", "{host:?}");
        assert_eq!(error.violations()[0].found(), found, "{host:?}");
    }
}

#[test]
fn plain_http_is_for_loopback_unless_allowed() {
    expect(
        builder().host("http://sso.example.com"),
        &["host: expected an https URL, or allow_http(true), found plain http to another machine"],
    );
    for host in [
        "http://localhost:3000",
        "http://127.0.0.1",
        "http://[::1]:80",
        "https://sso.example.com",
    ] {
        drop(builder().host(host).build().expect(host));
    }
    let allowed = builder().host("http://sso.example.com").allow_http(true);
    drop(allowed.build().unwrap());
}

#[test]
fn nothing_that_goes_into_a_header_can_end_it() {
    type Setter = fn(ManagementClientBuilder, &str) -> ManagementClientBuilder;
    let settings: [(&str, Setter); 6] = [
        ("access_key_id", |builder, text| builder.access_key_id(text)),
        ("access_key_secret", |builder, text| builder.access_key_secret(text)),
        ("user_pool_id", |builder, text| builder.user_pool_id(text)),
        ("tenant_id", |builder, text| builder.tenant_id(text)),
        ("lang", |builder, text| builder.lang(text)),
        ("header_prefix", |builder, text| builder.header_prefix(text)),
    ];
    for (name, set) in settings {
        for (text, problem) in [
            (
                "a\r\nx-evil: 1",
                "expected text on one line, found a line break or another control character",
            ),
            (
                "a\n",
                "expected text on one line, found a line break or another control character",
            ),
            (
                "a\0",
                "expected text on one line, found a line break or another control character",
            ),
            (
                "a\u{7f}",
                "expected text on one line, found a line break or another control character",
            ),
            ("租户", "expected ASCII text, found a character outside ASCII"),
            (" \t", "expected text that is not blank, found blank text"),
        ] {
            expect(set(builder(), text), &[&format!("{name}: {problem}")]);
        }
    }
    for prefix in ["x acme", "x:acme", "x_acme"] {
        expect(
            builder().header_prefix(prefix),
            &["header_prefix: expected letters, digits and hyphens, found another character"],
        );
    }
}

#[test]
fn a_number_out_of_range_is_no_panic() {
    for timeout in [Duration::ZERO, Duration::MAX, Duration::from_secs(24 * 60 * 60 + 1)] {
        let problem = format!("expected more than zero, and a day at most, found {timeout:?}");
        expect(builder().timeout(timeout), &[&format!("timeout: {problem}")]);
        expect(
            builder().connect_timeout(timeout),
            &[&format!("connect_timeout: {problem}")],
        );
    }
    expect(
        builder().max_answer_bytes(0),
        &["max_answer_bytes: expected at least 1, found 0"],
    );
    drop(builder().timeout(Duration::from_secs(24 * 60 * 60)).build().unwrap());
    drop(builder().max_answer_bytes(usize::MAX).build().unwrap());
}

#[test]
fn all_mistakes_come_at_once() {
    expect(
        ManagementClient::builder()
            .access_key_id("id\n")
            .host("nowhere")
            .timeout(Duration::ZERO),
        &[
            "host: expected a URL that begins with https://, found no scheme",
            "access_key_id: expected text on one line, found a line break or another control character",
            "access_key_secret: expected text that is not blank, found nothing",
            "timeout: expected more than zero, and a day at most, found 0ns",
        ],
    );
}

#[test]
fn the_defaults_are_the_documented_ones() {
    let fake = Fake::succeeding();
    associate(&fake.client()).send().unwrap();
    let sent = fake.sent();
    assert_eq!(sent[1].url, "https://api.genauth.ai/api/v3/associate-tenant-resource");
    for sent in sent {
        assert!(sent.timeout <= Duration::from_secs(10));
        assert!(
            sent.timeout > Duration::from_secs(5),
            "the time left is close to the default"
        );
        assert!(sent.header("x-genauth-lang").is_empty());
        assert!(sent.header("x-genauth-app-tenant-id").is_empty());
    }
}

#[test]
fn a_client_can_be_shared() {
    fn shareable<T: Clone + Send + Sync + 'static>() {}
    shareable::<ManagementClient>();
    shareable::<Error>();
}

#[test]
fn an_unset_environment_is_a_settings_error() {
    // Setting variables would race with other tests; what the names mean is tested beside the code.
    if std::env::var_os("GENAUTH_ACCESS_KEY_ID").is_none() {
        let error = ManagementClient::from_env().unwrap_err();
        assert_eq!(error.violations()[0].path(), "access_key_id");
    }
}
