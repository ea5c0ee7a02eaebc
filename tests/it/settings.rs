//! The settings of a client are validated like a request: all violations are reported at once, and nothing panics.

use std::ffi::OsString;
use std::time::Duration;

use genauth::{Error, ManagementClient, ManagementClientBuilder, ViolationKind};

use crate::environment::{is_child, run_in_child};
use crate::support::{FakeTransport, associate, builder};

#[track_caller]
fn assert_violations(builder: ManagementClientBuilder, expected: &[&str]) {
    let error = builder.build().expect_err("the settings are invalid");
    assert!(error.is_validation());
    assert_eq!(error.operation(), Some("build"));
    let found: Vec<_> = error.violations().iter().map(ToString::to_string).collect();
    assert_eq!(found, expected);
    assert_eq!(error.to_string(), format!("build: {}", expected.join("; ")));
}

#[test]
fn key_and_secret_are_required() {
    assert_violations(
        ManagementClient::builder(),
        &["access_key_id is required", "access_key_secret is required"],
    );
    assert_violations(
        ManagementClient::builder().access_key_id(" ").access_key_secret(""),
        &["access_key_id must not be blank", "access_key_secret must not be blank"],
    );
}

#[test]
fn the_error_says_what_to_do() {
    let error = ManagementClient::builder().access_key_id("id").build().unwrap_err();
    assert_eq!(error.to_string(), "build: access_key_secret is required");
    assert_eq!(error.violations()[0].path(), "access_key_secret");
    assert_eq!(error.violations()[0].kind(), ViolationKind::Missing);
}

#[test]
fn a_host_is_a_bare_http_url() {
    use ViolationKind::{Blank, Malformed};
    for (host, kind, message) in [
        ("", Blank, "must not be blank"),
        ("api.genauth.ai", Malformed, "must begin with https://"),
        ("ftp://api.genauth.ai", Malformed, "must begin with https://"),
        (
            "https://user:password@api.genauth.ai",
            Malformed,
            "must not contain user info",
        ),
        ("https://api.genauth.ai?x=1", Malformed, "must not have a query"),
        ("https://api.genauth.ai#x", Malformed, "must not have a fragment"),
        (
            "https://api.genauth.ai\r\nx: y",
            Malformed,
            "must be a URL such as https://api.genauth.ai",
        ),
        ("https://", Malformed, "must be a URL such as https://api.genauth.ai"),
    ] {
        let error = builder().host(host).build().expect_err(host);
        let [violation] = error.violations() else {
            panic!("{host:?}: {error}");
        };
        let parts = (violation.path(), violation.kind(), violation.message());
        assert_eq!(parts, ("host", kind, message), "{host:?}");
    }
}

#[test]
fn plain_http_is_only_for_loopback_unless_it_is_allowed() {
    assert_violations(
        builder().host("http://sso.example.com"),
        &["host must begin with https:// (or set `allow_http`)"],
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
fn a_header_value_cannot_contain_a_line_break() {
    type Setter = fn(ManagementClientBuilder, &str) -> ManagementClientBuilder;
    let settings: [(&str, Setter); 7] = [
        ("access_key_id", |builder, text| builder.access_key_id(text)),
        ("access_key_secret", |builder, text| builder.access_key_secret(text)),
        ("user_pool_id", |builder, text| builder.user_pool_id(text)),
        ("tenant_id", |builder, text| builder.tenant_id(text)),
        ("lang", |builder, text| builder.lang(text)),
        ("header_prefix", |builder, text| builder.header_prefix(text)),
        ("user_agent_suffix", |builder, text| builder.user_agent_suffix(text)),
    ];
    for (name, set) in settings {
        for (text, problem) in [
            ("a\r\nx-evil: 1", "must not contain line breaks or control characters"),
            ("a\n", "must not contain line breaks or control characters"),
            ("a\0", "must not contain line breaks or control characters"),
            ("a\u{7f}", "must not contain line breaks or control characters"),
            ("租户", "must be ASCII text"),
            (" \t", "must not be blank"),
        ] {
            assert_violations(set(builder(), text), &[&format!("{name} {problem}")]);
        }
    }
    for prefix in ["x acme", "x:acme", "x_acme"] {
        assert_violations(
            builder().header_prefix(prefix),
            &["header_prefix must consist of letters, digits and hyphens"],
        );
    }
}

#[test]
fn a_number_out_of_range_is_a_violation() {
    for (timeout, shown) in [
        (Duration::ZERO, "0 ms"),
        (Duration::MAX, "18446744073709551616 s"),
        (Duration::from_secs(24 * 60 * 60 + 1), "86401 s"),
    ] {
        let problem = format!("must be more than 0 s and at most 24 h (got {shown})");
        assert_violations(builder().timeout(timeout), &[&format!("timeout {problem}")]);
        assert_violations(
            builder().connect_timeout(timeout),
            &[&format!("connect_timeout {problem}")],
        );
    }
    assert_violations(
        builder().max_response_bytes(0),
        &["max_response_bytes must be at least 1 (got 0)"],
    );
    assert_violations(builder().rate_limit(0), &["rate_limit must be at least 1 (got 0)"]);
    drop(builder().timeout(Duration::from_secs(24 * 60 * 60)).build().unwrap());
    drop(builder().max_response_bytes(usize::MAX).build().unwrap());
}

#[test]
fn all_violations_are_reported_at_once() {
    assert_violations(
        ManagementClient::builder()
            .access_key_id("id\n")
            .host("nowhere")
            .timeout(Duration::ZERO),
        &[
            "host must begin with https://",
            "access_key_id must not contain line breaks or control characters",
            "access_key_secret is required",
            "timeout must be more than 0 s and at most 24 h (got 0 ms)",
        ],
    );
}

#[test]
fn the_defaults_are_the_documented_ones() {
    let fake = FakeTransport::succeeding();
    associate(&fake.client()).send().unwrap();
    let requests = fake.requests();
    assert_eq!(
        requests[1].url,
        "https://api.genauth.ai/api/v3/associate-tenant-resource"
    );
    for request in requests {
        assert!(request.timeout <= Duration::from_secs(10));
        // The remaining time is close to the default timeout (10 s).
        assert!(request.timeout > Duration::from_secs(5), "{:?}", request.timeout);
        assert!(request.header("x-genauth-lang").is_empty());
        assert!(request.header("x-genauth-app-tenant-id").is_empty());
    }
}

#[test]
fn a_client_can_be_shared() {
    fn shareable<T: Clone + Send + Sync + 'static>() {}
    shareable::<ManagementClient>();
    shareable::<Error>();
}

/// The program that a child process runs: builds a client from the environment, and prints the client or the error.
#[test]
fn a_program_that_builds_a_client_from_the_environment() {
    if is_child() {
        match ManagementClient::from_env() {
            Ok(client) => println!("\nresult: {client:?}"),
            Err(error) => println!("\nresult: {error} ({:?})", error.violations()[0].kind()),
        }
    }
}

/// What the program prints for these variables, besides a key and its secret.
#[track_caller]
fn client_from_env(variables: &[(&str, OsString)]) -> String {
    let key = [
        ("GENAUTH_ACCESS_KEY_ID", "id".into()),
        ("GENAUTH_ACCESS_KEY_SECRET", "secret".into()),
    ];
    let printed = run_in_child(
        module_path!(),
        "a_program_that_builds_a_client_from_the_environment",
        key.iter().chain(variables).cloned(),
    );
    let result = printed.lines().find_map(|line| line.strip_prefix("result: "));
    result.unwrap_or_else(|| panic!("no result: {printed}")).to_owned()
}

#[test]
fn the_environment_names_the_host() {
    assert!(client_from_env(&[]).contains(r#"host: "https://api.genauth.ai""#));
    let variables = [("GENAUTH_HOST", "https://sso.example.com/".into())];
    assert!(client_from_env(&variables).contains(r#"host: "https://sso.example.com""#));
}

/// Otherwise the key would go to the default host.
#[cfg(unix)]
#[test]
fn a_variable_that_is_not_text_is_an_error() {
    use std::os::unix::ffi::OsStringExt;

    for name in [
        "GENAUTH_HOST",
        "GENAUTH_ACCESS_KEY_ID",
        "GENAUTH_ACCESS_KEY_SECRET",
        "GENAUTH_USER_POOL_ID",
        "GENAUTH_TENANT_ID",
        "GENAUTH_LANG",
    ] {
        let value = OsString::from_vec(b"https://sso.example.com/\xff".to_vec());
        let result = client_from_env(&[(name, value)]);
        assert_eq!(result, format!("from_env: {name} must be valid UTF-8 (Malformed)"));
    }
    let invalid = || OsString::from_vec(b"\xff".to_vec());
    let variables = [
        ("GENAUTH_HOST", invalid()),
        ("GENAUTH_LANG", invalid()),
        ("GENAUTH_TENANT_ID", " ".into()),
    ];
    assert_eq!(
        client_from_env(&variables),
        "from_env: GENAUTH_HOST must be valid UTF-8; GENAUTH_LANG must be valid UTF-8; GENAUTH_TENANT_ID must not be \
         blank (Malformed)"
    );
}

#[test]
fn an_unset_environment_is_a_settings_error() {
    if std::env::var_os("GENAUTH_ACCESS_KEY_ID").is_none() {
        let error = ManagementClient::from_env().unwrap_err();
        assert!(error.is_validation());
        assert_eq!(error.operation(), Some("from_env"));
        assert_eq!(error.violations()[0].path(), "GENAUTH_ACCESS_KEY_ID");
        let start = "from_env: GENAUTH_ACCESS_KEY_ID is not set";
        assert!(error.to_string().starts_with(start), "{error}");
    }
}
