//! Tests the client settings other than credentials and host: user agent, proxy, root certificates and rate limit.

use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use genauth::{Error, ManagementClient, ManagementClientBuilder, ViolationKind};

use crate::sockets::quick_retries;
use crate::support::{CapturedLog, FakeTransport, Predicate, assert_error, associate, builder};
use crate::test_server::{Reply, Request, SUCCESS, TOKEN_PATH, TOKEN_RESPONSE, serve};

/// The password for the proxy. No other file uses it, because the log is shared by the whole process.
const PASSWORD: &str = "pr0xy-pass-4471";

/// `robot:` and the password, encoded as in `Proxy-Authorization`.
const CREDENTIALS: &str = "Basic cm9ib3Q6cHIweHktcGFzcy00NDcx";

/// A host that cannot be resolved, so that only a proxy can reach it.
const FAR_AWAY: &str = "far-away.invalid";

#[track_caller]
fn build_error(builder: ManagementClientBuilder) -> Error {
    let error = builder.build().expect_err("invalid settings");
    assert!(error.is_validation(), "{error}");
    assert_clean(&error);
    error
}

/// Asserts that one setting is invalid.
#[track_caller]
fn assert_invalid(builder: ManagementClientBuilder, setting: &str, kind: ViolationKind, message: &str) {
    // A host on loopback needs no TLS feature.
    let error = build_error(builder.host("http://localhost"));
    assert_eq!(error.to_string(), format!("build: {setting} {message}"));
    let [violation] = error.violations() else {
        panic!("{error}")
    };
    assert_eq!((violation.path(), violation.kind()), (setting, kind), "{error}");
}

#[track_caller]
fn assert_clean(error: &Error) {
    let body = error.body().map(String::from_utf8_lossy);
    let shown = format!("{error} {error:?} {error:#?} {body:?} {:?}", error.violations());
    for secret in [PASSWORD, CREDENTIALS, "cm9ib3Q6"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn the_user_agent_ends_with_the_suffix() {
    let of_crate = concat!("genauth-rust-sdk/", env!("CARGO_PKG_VERSION"));
    for (suffix, expected) in [
        (None, of_crate.to_owned()),
        (Some("my-tool/1.2 (x)"), format!("{of_crate} my-tool/1.2 (x)")),
    ] {
        let fake = FakeTransport::succeeding();
        let mut builder = builder().transport(fake.clone());
        if let Some(suffix) = suffix {
            builder = builder.user_agent_suffix(suffix);
        }
        associate(&builder.build().unwrap()).send().unwrap();
        let requests = fake.requests();
        assert_eq!(requests.len(), 2);
        for request in requests {
            assert_eq!(request.header("user-agent"), [&*expected], "{suffix:?}");
        }
    }
}

#[test]
fn a_user_agent_suffix_that_cannot_be_sent_is_a_violation() {
    for (suffix, kind, message) in [
        (" ", ViolationKind::Blank, "must not be blank"),
        (
            "a\r\nx: y",
            ViolationKind::Malformed,
            "must not contain line breaks or control characters",
        ),
        ("工具", ViolationKind::Malformed, "must be ASCII text"),
    ] {
        assert_invalid(builder().user_agent_suffix(suffix), "user_agent_suffix", kind, message);
    }
}

#[test]
fn an_invalid_proxy_is_a_violation_that_does_not_show_the_url() {
    for url in [
        "",
        " ",
        "http://",
        "http://robot:{}@",
        "http://robot:{}@proxy.example:99999",
        "http://robot:{}@proxy.example:0",
        "http://robot:{}@proxy.example:",
        "http://robot:{}@[::1]:x",
        "http://robot:{}@exa mple:1",
        "ftp://robot:{}@proxy.example",
        "socks4://robot:{}@proxy.example",
        "socks4a://robot:{}@proxy.example",
        "socks5://robot:{}@proxy.example:1080",
        "socks://robot:{}@proxy.example:1080",
        "socks5h://robot:{}@proxy.example:1080",
    ] {
        let builder = builder().proxy(url.replace("{}", PASSWORD));
        let message = "must be the URL of an HTTP proxy";
        assert_invalid(builder, "proxy", ViolationKind::Malformed, message);
    }
}

#[test]
fn the_url_of_a_valid_proxy_is_not_shown_either() {
    for url in [
        "http://robot:{}@proxy.example:3128",
        "https://proxy.example",
        "http://127.0.0.1:1",
        "http://[::1]:3128",
        "proxy.example:3128",
    ] {
        let builder = builder().host("http://localhost").proxy(url.replace("{}", PASSWORD));
        let shown = format!("{builder:?} {builder:#?}");
        let client = builder.build().expect(url);
        let shown = format!("{shown} {client:?} {client:#?} {:?}", associate(&client));
        assert!(!shown.contains(PASSWORD), "{shown}");
    }
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
#[test]
fn root_certificates_that_are_not_certificates_are_a_violation() {
    for pem in [
        &b""[..],
        b"garbage",
        b"\xff\x00\xff",
        // The `END` line is missing.
        b"-----BEGIN CERTIFICATE-----\nbm90IGEgY2VydGlmaWNhdGU=\n",
        // The content is not a certificate.
        b"-----BEGIN CERTIFICATE-----\nbm90IGEgY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----\n",
        b"-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n",
        b"-----BEGIN PRIVATE KEY-----\nbm90IGEga2V5\n-----END PRIVATE KEY-----\n",
    ] {
        let builder = builder().root_certificates(pem);
        let message = "must be certificates as PEM";
        assert_invalid(builder, "root_certificates", ViolationKind::Malformed, message);
    }
}

#[test]
fn a_rate_limit_of_zero_is_a_violation() {
    let message = "must be at least 1 (got 0)";
    assert_invalid(
        builder().rate_limit(0),
        "rate_limit",
        ViolationKind::OutOfRange,
        message,
    );
    let largest = builder().host("http://localhost").rate_limit(u32::MAX);
    drop(largest.build().unwrap());
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
#[test]
fn all_violations_are_reported_at_once() {
    let error = build_error(
        builder()
            .user_agent_suffix("\n")
            .proxy("?")
            .root_certificates("?")
            .rate_limit(0),
    );
    let mut paths: Vec<_> = error.violations().iter().map(genauth::Violation::path).collect();
    paths.sort_unstable();
    assert_eq!(paths, ["proxy", "rate_limit", "root_certificates", "user_agent_suffix"]);
}

#[test]
fn the_rate_limit_spreads_the_requests_of_all_clones() {
    let client_with = |limit: Option<u32>| {
        let mut builder = builder().transport(FakeTransport::succeeding());
        if let Some(limit) = limit {
            builder = builder.rate_limit(limit);
        }
        let client = builder.build().unwrap();
        // The first request also fetches the token, which must not be measured.
        associate(&client).send().unwrap();
        client
    };
    let time_of_ten_requests = |client: &ManagementClient| {
        let started = Instant::now();
        thread::scope(|scope| {
            for _ in 0..2 {
                let client = client.with_lang("en-US");
                scope.spawn(move || (0..5).for_each(|_| drop(associate(&client).send().unwrap())));
            }
        });
        started.elapsed()
    };
    // Ten requests at intervals of 20 ms take at least nine intervals.
    let limited = time_of_ten_requests(&client_with(Some(50)));
    assert!(limited >= Duration::from_millis(180), "{limited:?}");
    assert!(limited < Duration::from_secs(5), "{limited:?}");
    let unlimited = time_of_ten_requests(&client_with(None));
    assert!(unlimited < limited, "{unlimited:?}");
}

/// A proxy that records the requests, and responds to them itself instead of forwarding them.
struct Proxy {
    address: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Proxy {
    /// Starts a proxy that opens tunnels, or refuses them if a status is given.
    fn start(refusal: Option<&'static str>) -> Self {
        let requests = Arc::new(Mutex::new(Vec::new()));
        let recorded = Arc::clone(&requests);
        let address = serve(move |request| {
            recorded.lock().unwrap().push(request.clone());
            match (is_connect(&request), refusal) {
                (true, None) => Reply::Send(b"HTTP/1.1 200 OK\r\n\r\n".to_vec()),
                (_, Some(status)) => Reply::http(status, "", "<p>no"),
                _ if request.path().ends_with(TOKEN_PATH) => Reply::json(TOKEN_RESPONSE),
                _ => Reply::json(SUCCESS),
            }
        });
        Proxy {
            address: address.to_string(),
            requests,
        }
    }

    fn client(&self, credentials: &str) -> ManagementClient {
        client_behind(&format!("http://{credentials}{}", self.address))
    }

    fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

fn is_connect(request: &Request) -> bool {
    request.head.starts_with("CONNECT ")
}

/// A client for the host that only a proxy can reach.
fn client_behind(proxy: &str) -> ManagementClient {
    let builder = builder().host(format!("http://{FAR_AWAY}")).allow_http(true);
    builder.proxy(proxy).build().expect("valid settings")
}

/// Asserts that the log does not show the credentials for the proxy.
#[track_caller]
fn assert_log_is_clean(log: &CapturedLog) {
    let records = log.records();
    assert!(
        records.iter().any(|record| record.target.starts_with("ureq")),
        "nothing was logged"
    );
    for record in records {
        for secret in [PASSWORD, CREDENTIALS] {
            assert!(!record.text.contains(secret), "{record:?}");
        }
    }
}

#[test]
fn requests_go_through_the_proxy_and_only_the_proxy_receives_its_credentials() {
    let log = CapturedLog::start();
    let credentials = format!("robot:{PASSWORD}@");
    for (credentials, expected) in [("", None), (&*credentials, Some(CREDENTIALS))] {
        let proxy = Proxy::start(None);
        let client = proxy.client(credentials);
        assert!(associate(&client).send().unwrap().data.success);
        let shown = format!("{client:?} {client:#?}");
        assert!(!shown.contains(PASSWORD), "{shown}");
        let (tunnels, requests): (Vec<_>, Vec<_>) = proxy.requests().into_iter().partition(is_connect);
        assert!(!tunnels.is_empty());
        for tunnel in tunnels {
            assert_eq!(tunnel.path(), format!("{FAR_AWAY}:80"), "{tunnel:?}");
            assert_eq!(tunnel.header("proxy-authorization"), expected);
            // The proxy must not see the token.
            assert_eq!(tunnel.header("authorization"), None);
        }
        let paths: Vec<_> = requests.iter().map(Request::path).collect();
        assert_eq!(paths, [TOKEN_PATH, "/api/v3/associate-tenant-resource"]);
        for request in requests {
            assert_eq!(request.header("host"), Some(FAR_AWAY));
            assert_eq!(request.header("proxy-authorization"), None);
        }
    }
    assert_log_is_clean(&log);
}

#[test]
fn a_proxy_that_refuses_a_tunnel_is_a_connection_failure_and_is_not_shown() {
    let log = CapturedLog::start();
    let retryable = &[Predicate::Connect, Predicate::Token, Predicate::Retryable][..];
    for (status, attempts) in [
        // What another attempt cannot change is not retried.
        ("407 Proxy Authentication Required", 1),
        ("403 Forbidden", 1),
        ("408 Request Timeout", 3),
        ("429 Too Many Requests", 3),
        ("502 Bad Gateway", 3),
        ("503 Service Unavailable", 3),
    ] {
        let proxy = Proxy::start(Some(status));
        let client = proxy.client(&format!("robot:{PASSWORD}@"));
        let client = client.with_retry(quick_retries(3));
        let error = associate(&client).send().unwrap_err();
        assert_eq!(proxy.requests().len(), attempts as usize, "{status}");
        let message = format!(
            "associate_tenant_resource: cannot obtain a management token: cannot connect to {FAR_AWAY}:80 through proxy \
             {}: the proxy refused the connection with HTTP {}",
            proxy.address,
            &status[..3]
        );
        let predicates = if attempts > 1 { retryable } else { &retryable[..2] };
        assert_error(&error, predicates, attempts, &message);
        assert_clean(&error);
    }
    assert_log_is_clean(&log);
}

#[test]
fn a_write_that_the_proxy_refuses_is_not_in_doubt() {
    // The first tunnel carries the token request. The proxy then closes this tunnel, and refuses to open a second one.
    let tunnels = Mutex::new(0);
    let address = serve(move |request| {
        if is_connect(&request) {
            let mut tunnels = tunnels.lock().unwrap();
            *tunnels += 1;
            return match *tunnels {
                1 => Reply::Send(b"HTTP/1.1 200 OK\r\n\r\n".to_vec()),
                _ => Reply::http("502 Bad Gateway", "", ""),
            };
        }
        let length = TOKEN_RESPONSE.len();
        let head = format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n");
        Reply::SendAndClose(format!("{head}{TOKEN_RESPONSE}").into())
    });
    let client = client_behind(&format!("http://{address}"));
    let error = associate(&client).send().unwrap_err();
    let message = format!(
        "associate_tenant_resource: cannot connect to {FAR_AWAY}:80 through proxy {address}: the proxy refused the \
         connection"
    );
    assert_error(&error, &[Predicate::Connect, Predicate::Retryable], 1, &message);
}

#[test]
fn a_proxy_that_does_not_listen_is_a_connection_failure() {
    let client = client_behind(&format!("http://robot:{PASSWORD}@127.0.0.1:1"));
    let error = associate(&client).send().unwrap_err();
    let predicates = [Predicate::Connect, Predicate::Token, Predicate::Retryable];
    let message = format!(
        "associate_tenant_resource: cannot obtain a management token: cannot connect to {FAR_AWAY}:80 through proxy \
         127.0.0.1:1: connection refused"
    );
    assert_error(&error, &predicates, 1, &message);
    assert_clean(&error);
}
