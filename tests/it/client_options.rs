//! Settings of a client beyond key and host: user agent, proxy, roots, and a limit of its own.

use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use genauth::{Error, ManagementClient, ManagementClientBuilder, RetryPolicy};

use crate::stand_in::{Reply, Request, SUCCESS, TOKEN_ANSWER, TOKEN_PATH, serve};
use crate::support::{Fake, associate, builder, capture_log, logged};

/// The proxy's. No other file plants it.
const PASSWORD: &str = "pr0xy-pass-4471";

/// `robot:` and that, as `Proxy-Authorization` has it.
const CREDENTIALS: &str = "Basic cm9ib3Q6cHIweHktcGFzcy00NDcx";

/// A host that there is not: only a proxy could know it.
const FAR_AWAY: &str = "far-away.invalid";

#[track_caller]
fn lines(builder: ManagementClientBuilder) -> Vec<String> {
    let error = builder.build().expect_err("the settings are wrong");
    assert!(error.is_validation(), "{error}");
    assert_clean(&error);
    error.violations().iter().map(ToString::to_string).collect()
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
        let fake = Fake::succeeding();
        let mut builder = builder().transport(fake.clone()).retry(RetryPolicy::none());
        if let Some(suffix) = suffix {
            builder = builder.user_agent_suffix(suffix);
        }
        associate(&builder.build().unwrap()).send().unwrap();
        assert_eq!(fake.sent().len(), 2);
        assert!(
            fake.sent().iter().all(|sent| sent.header("user-agent") == [&*expected]),
            "{suffix:?}"
        );
    }
    for (suffix, problem) in [
        (" ", "expected text that is not blank, found blank text"),
        (
            "a\r\nx: y",
            "expected text on one line, found a line break or another control character",
        ),
        ("工具", "expected ASCII text, found a character outside ASCII"),
    ] {
        assert_eq!(
            lines(builder().user_agent_suffix(suffix)),
            [format!("user_agent_suffix: {problem}")]
        );
    }
}

#[test]
fn a_wrong_proxy_is_a_violation_that_shows_none_of_it() {
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
        assert_eq!(
            lines(builder().proxy(url.replace("{}", PASSWORD))),
            ["proxy: expected the URL of an HTTP proxy, found something else"],
            "{url}"
        );
    }
    for url in [
        "http://robot:{}@proxy.example:3128",
        "https://proxy.example",
        "http://127.0.0.1:1",
        "http://[::1]:3128",
        "proxy.example:3128",
    ] {
        let builder = builder().proxy(url.replace("{}", PASSWORD));
        let shown = format!("{builder:?} {builder:#?}");
        let client = builder.build().expect(url);
        let shown = format!("{shown} {client:?} {client:#?} {:?}", associate(&client));
        assert!(!shown.contains(PASSWORD), "{shown}");
    }
}

/// A certificate authority that nobody has ever trusted.
const NO_CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----\nbm90IGEgY2VydGlmaWNhdGU=\n";

#[test]
fn roots_that_are_no_certificates_are_a_violation() {
    for garbage in [
        &b""[..],
        b"garbage",
        b"\xff\x00\xff",
        NO_CERTIFICATE.as_bytes(),
        b"-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n",
        // A key is no root.
        b"-----BEGIN PRIVATE KEY-----\nbm90IGEga2V5\n-----END PRIVATE KEY-----\n",
    ] {
        assert_eq!(
            lines(builder().root_certificates(garbage)),
            ["root_certificates: expected certificates as PEM, found something else"],
            "{:?}",
            String::from_utf8_lossy(garbage)
        );
    }
}

#[test]
fn no_calls_at_all_is_no_limit() {
    assert_eq!(
        lines(builder().rate_limit(0)),
        ["rate_limit: expected at least 1 call a second, found 0"]
    );
    let _client = builder().rate_limit(u32::MAX).build().unwrap();
}

#[test]
fn all_of_them_come_at_once() {
    let builder = builder()
        .user_agent_suffix("\n")
        .proxy("?")
        .root_certificates("?")
        .rate_limit(0);
    let mut names: Vec<_> = lines(builder);
    for line in &mut names {
        line.truncate(line.find(':').unwrap());
    }
    names.sort();
    assert_eq!(names, ["proxy", "rate_limit", "root_certificates", "user_agent_suffix"]);
}

#[test]
fn calls_are_spread_over_time_over_all_clones() {
    let client_with = |limit: Option<u32>| {
        let mut builder = builder().transport(Fake::succeeding()).retry(RetryPolicy::none());
        if let Some(limit) = limit {
            builder = builder.rate_limit(limit);
        }
        let client = builder.build().unwrap();
        // The token takes a turn, too.
        associate(&client).send().unwrap();
        client
    };
    let time_of_ten = |client: &ManagementClient| {
        let begun = Instant::now();
        thread::scope(|scope| {
            for _ in 0..2 {
                let client = client.with_lang("en-US");
                scope.spawn(move || (0..5).for_each(|_| drop(associate(&client).send().unwrap())));
            }
        });
        begun.elapsed()
    };
    // The first may go at once; nine follow, 20 ms apart.
    let limited = time_of_ten(&client_with(Some(50)));
    assert!(limited >= Duration::from_millis(180), "{limited:?}");
    assert!(limited < Duration::from_secs(5), "{limited:?}");
    let free = time_of_ten(&client_with(None));
    assert!(free < limited, "{free:?}");
}

#[test]
fn a_turn_that_would_come_too_late_is_not_waited_for() {
    let fake = Fake::succeeding();
    let builder = builder()
        .transport(fake.clone())
        .retry(RetryPolicy::none())
        .rate_limit(1);
    let client = builder.timeout(Duration::from_millis(500)).build().unwrap();
    associate(&client).send().unwrap();
    let before = fake.sent().len();
    let error = associate(&client).send().unwrap_err();
    assert!(
        error.is_timeout() && error.is_connect() && !error.may_have_happened(),
        "{error}"
    );
    assert_eq!(fake.sent().len(), before);
}

/// A proxy that answers for the hosts behind it, and what it was told.
struct Proxy {
    url: String,
    heard: Arc<Mutex<Vec<Request>>>,
}

impl Proxy {
    /// It lets a tunnel through or gives that answer.
    fn start(refusal: Option<&'static str>) -> Self {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&heard);
        let address = serve(move |request| {
            noted.lock().unwrap().push(request.clone());
            match (request.head.starts_with("CONNECT "), refusal) {
                (true, None) => Reply::Send(b"HTTP/1.1 200 OK\r\n\r\n".to_vec()),
                (_, Some(status)) => Reply::http(status, "", "<p>no"),
                _ if request.path().ends_with(TOKEN_PATH) => Reply::json(TOKEN_ANSWER),
                _ => Reply::json(SUCCESS),
            }
        });
        Proxy {
            url: format!("{address}"),
            heard,
        }
    }

    fn client(&self, credentials: &str) -> ManagementClient {
        let builder = builder().host(format!("http://{FAR_AWAY}")).allow_http(true);
        let builder = builder.proxy(format!("http://{credentials}{}", self.url));
        builder.retry(RetryPolicy::none()).build().unwrap()
    }
}

/// Neither logs nor the client show what the proxy is told.
#[track_caller]
fn assert_logs_clean() {
    let records = logged();
    assert!(
        records.iter().any(|record| record.target.starts_with("ureq")),
        "there are records"
    );
    for record in records {
        for secret in [PASSWORD, CREDENTIALS] {
            assert!(!record.text.contains(secret), "{record:?}");
        }
    }
}

#[test]
fn calls_go_through_the_proxy_and_its_credentials_to_it_alone() {
    capture_log();
    let credentials = format!("robot:{PASSWORD}@");
    for (credentials, expected) in [("", None), (&*credentials, Some(CREDENTIALS))] {
        let proxy = Proxy::start(None);
        let client = proxy.client(credentials);
        assert!(associate(&client).send().unwrap().data.success);
        let shown = format!("{client:?} {client:#?}");
        assert!(!shown.contains(PASSWORD), "{shown}");
        let heard = proxy.heard.lock().unwrap().clone();
        let (tunnels, calls): (Vec<_>, Vec<_>) = heard.iter().partition(|heard| heard.head.starts_with("CONNECT "));
        assert!(!tunnels.is_empty());
        for tunnel in tunnels {
            assert_eq!(tunnel.path(), format!("{FAR_AWAY}:80"), "{tunnel:?}");
            assert_eq!(tunnel.header("proxy-authorization"), expected);
            // The token is not the proxy's to see.
            assert_eq!(tunnel.header("authorization"), None);
        }
        let paths: Vec<_> = calls.iter().map(|call| call.path()).collect();
        assert_eq!(paths, [TOKEN_PATH, "/api/v3/associate-tenant-resource"]);
        for call in calls {
            assert_eq!(call.header("host"), Some(FAR_AWAY));
            assert_eq!(call.header("proxy-authorization"), None);
        }
    }
    assert_logs_clean();
}

#[test]
fn a_proxy_that_refuses_is_no_connection_and_is_not_shown() {
    capture_log();
    let proxy = Proxy::start(Some("407 Proxy Authentication Required"));
    let client = proxy.client(&format!("robot:{PASSWORD}@"));
    let error = associate(&client).send().unwrap_err();
    assert!(!proxy.heard.lock().unwrap().is_empty());
    assert!(error.to_string().contains("the proxy refused"), "{error}");
    // Nothing has come as far as the service.
    assert!(error.is_connect() && !error.may_have_happened(), "{error}");
    assert_clean(&error);
    assert_logs_clean();
}

#[test]
fn a_write_that_the_proxy_refuses_has_not_happened() {
    // The first tunnel is for the token; then the proxy closes, and refuses the second.
    let tunnels = Arc::new(Mutex::new(0));
    let address = serve(move |request| {
        if request.head.starts_with("CONNECT ") {
            let mut tunnels = tunnels.lock().unwrap();
            *tunnels += 1;
            return match *tunnels {
                1 => Reply::Send(b"HTTP/1.1 200 OK\r\n\r\n".to_vec()),
                _ => Reply::http("502 Bad Gateway", "", ""),
            };
        }
        let length = TOKEN_ANSWER.len();
        let head = format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n");
        Reply::SendAndClose(format!("{head}{TOKEN_ANSWER}").into())
    });
    let builder = builder().host(format!("http://{FAR_AWAY}")).allow_http(true);
    let builder = builder.proxy(format!("http://{address}")).retry(RetryPolicy::none());
    let error = associate(&builder.build().unwrap()).send().unwrap_err();
    let line = error.to_string();
    assert!(
        line.contains("the proxy refused") && !line.contains("no management token"),
        "{line}"
    );
    assert!(error.is_connect() && !error.may_have_happened(), "{line}");
}

#[test]
fn a_proxy_where_nobody_is_is_no_connection() {
    let builder = builder().host(format!("http://{FAR_AWAY}")).allow_http(true);
    let builder = builder.proxy(format!("http://robot:{PASSWORD}@127.0.0.1:1"));
    let error = associate(&builder.retry(RetryPolicy::none()).build().unwrap())
        .send()
        .unwrap_err();
    assert!(error.is_connect() && !error.may_have_happened(), "{error}");
    assert_clean(&error);
}
