//! The proxy variables of the environment. Each case runs in a child process, which has an environment of its own.

use std::env;
use std::ffi::OsString;

use genauth::transport::UreqTransport;

use crate::environment::{is_child, run_in_child};
use crate::support::{CapturedLog, associate, builder};
use crate::test_server::{Reply, SUCCESS, TOKEN_PATH, TOKEN_RESPONSE, TestServer, serve};

/// The host that the child process sends its request to.
const HOST: &str = "GENAUTH_TEST_HOST";

/// Set if the child process uses a transport that was not made by the client's builder.
const OWN_TRANSPORT: &str = "GENAUTH_TEST_OWN_TRANSPORT";

const PASSWORD: &str = "hunter2-of-the-proxy";

/// Nothing listens on these ports, and the error of a request names the proxy that it could not reach.
const FIRST: &str = "http://127.0.0.1:1";
const SECOND: &str = "http://127.0.0.1:2";
#[cfg(not(windows))]
const THIRD: &str = "http://127.0.0.1:3";

const SOCKS: &str = "socks5://127.0.0.1:1080";

#[cfg(feature = "rustls")]
const HTTPS_HOST: &str = "https://service.invalid";
const HTTP_HOST: &str = "http://service.invalid";

/// Variables, and the proxy that is used with them.
type Case = (&'static [(&'static str, &'static str)], Option<&'static str>);

/// The program that the child processes run: sends one request, and prints its result and everything that was logged.
#[test]
fn a_program_that_sends_one_request() {
    if !is_child() {
        return;
    }
    let log = CapturedLog::start();
    let host = env::var(HOST).unwrap();
    let mut builder = builder().host(host).allow_http(true);
    if env::var_os(OWN_TRANSPORT).is_some() {
        builder = builder.transport(UreqTransport::default());
    }
    let client = builder.build().unwrap();
    match associate(&client).send() {
        Ok(_) => println!("\nresult: success"),
        Err(error) => println!("\nresult: {error}"),
    }
    for record in log.records() {
        println!("{} {}: {}", record.level, record.target, record.text);
    }
}

/// What the program prints with these variables.
#[track_caller]
fn printed_with(host: &str, variables: &[(&str, &str)]) -> String {
    let host = [(HOST, host)];
    let variables = host.iter().chain(variables).copied();
    run_in_child(module_path!(), "a_program_that_sends_one_request", variables)
}

fn result(printed: &str) -> &str {
    let result = printed.lines().find_map(|line| line.strip_prefix("result: "));
    result.unwrap_or_else(|| panic!("no result: {printed}"))
}

fn warnings(printed: &str) -> Vec<&str> {
    let warnings = printed.lines().filter_map(|line| line.strip_prefix("WARN "));
    // Another warning is about the log level of the test itself.
    warnings.filter(|warning| !warning.contains("ureq_proto")).collect()
}

/// Asserts which proxy is used, or that none is, and which variables are warned about.
#[track_caller]
fn assert_proxy(host: &str, variables: &[(&str, &str)], proxy: Option<&str>, warned: &[&str]) {
    let printed = printed_with(host, variables);
    let result = result(&printed);
    match proxy {
        Some(proxy) => {
            let address = proxy.strip_prefix("http://").expect("an HTTP proxy");
            assert!(
                result.contains(&format!(" through proxy {address}: ")),
                "{variables:?}: {result}"
            );
        }
        None => assert!(
            result.contains("cannot connect to service.invalid:") && !result.contains("proxy 1"),
            "{variables:?}: {result}"
        ),
    }
    let found = warnings(&printed);
    assert_eq!(found.len(), warned.len(), "{variables:?}: {found:?}");
    for (warning, name) in found.iter().zip(warned) {
        assert!(warning.contains(&format!("`{name}`")), "{variables:?}: {warning}");
    }
}

#[cfg(feature = "rustls")]
#[test]
fn the_proxy_for_the_scheme_comes_before_the_one_for_all() {
    let cases: [Case; 9] = [
        (&[], None),
        (&[("HTTPS_PROXY", FIRST), ("ALL_PROXY", SECOND)], Some(FIRST)),
        (&[("https_proxy", FIRST), ("all_proxy", SECOND)], Some(FIRST)),
        (&[("https_proxy", FIRST), ("HTTP_PROXY", SECOND)], Some(FIRST)),
        (&[("http_proxy", FIRST), ("HTTP_PROXY", FIRST)], None),
        (&[("all_proxy", SECOND), ("http_proxy", FIRST)], Some(SECOND)),
        // An empty variable counts as unset.
        (&[("HTTPS_PROXY", ""), ("ALL_PROXY", SECOND)], Some(SECOND)),
        (&[("HTTPS_PROXY", "127.0.0.1:1"), ("ALL_PROXY", SECOND)], Some(FIRST)),
        // The common setup in which every request used to fail.
        (
            &[("ALL_PROXY", SOCKS), ("HTTPS_PROXY", FIRST), ("HTTP_PROXY", SECOND)],
            Some(FIRST),
        ),
    ];
    for (variables, proxy) in cases {
        assert_proxy(HTTPS_HOST, variables, proxy, &[]);
    }
}

#[test]
fn a_plain_http_host_has_variables_of_its_own() {
    let cases: [Case; 5] = [
        (&[("HTTP_PROXY", FIRST), ("ALL_PROXY", SECOND)], Some(FIRST)),
        (&[("http_proxy", FIRST), ("all_proxy", SECOND)], Some(FIRST)),
        (&[("HTTPS_PROXY", FIRST), ("https_proxy", FIRST)], None),
        (&[("HTTPS_PROXY", FIRST), ("ALL_PROXY", SECOND)], Some(SECOND)),
        (&[("ALL_PROXY", SOCKS), ("HTTP_PROXY", FIRST)], Some(FIRST)),
    ];
    for (variables, proxy) in cases {
        assert_proxy(HTTP_HOST, variables, proxy, &[]);
    }
}

#[cfg(not(windows))] // where the names of variables have no case
#[test]
fn a_variable_in_lower_case_comes_before_the_same_in_upper_case() {
    assert_proxy(
        HTTP_HOST,
        &[("HTTP_PROXY", FIRST), ("http_proxy", SECOND)],
        Some(SECOND),
        &[],
    );
    assert_proxy(
        HTTP_HOST,
        &[("ALL_PROXY", FIRST), ("all_proxy", SECOND)],
        Some(SECOND),
        &[],
    );
    assert_proxy(
        HTTP_HOST,
        &[
            ("ALL_PROXY", FIRST),
            ("NO_PROXY", "service.invalid"),
            ("no_proxy", "elsewhere.invalid"),
        ],
        Some(FIRST),
        &[],
    );
}

#[test]
fn a_proxy_that_cannot_be_used_is_skipped_with_one_warning_that_names_the_variable() {
    for unusable in [SOCKS, "ftp://127.0.0.1", "http://", "127.0.0.1:99999", "no url"] {
        assert_proxy(HTTP_HOST, &[("ALL_PROXY", unusable)], None, &["ALL_PROXY"]);
    }
    assert_proxy(
        HTTP_HOST,
        &[("HTTP_PROXY", SOCKS), ("ALL_PROXY", SECOND)],
        Some(SECOND),
        &["HTTP_PROXY"],
    );
    assert_proxy(
        HTTP_HOST,
        &[("HTTP_PROXY", SOCKS), ("ALL_PROXY", SOCKS)],
        None,
        &["HTTP_PROXY", "ALL_PROXY"],
    );
}

#[test]
fn the_error_of_a_direct_connection_names_the_variable_that_was_skipped() {
    let printed = printed_with(HTTP_HOST, &[("ALL_PROXY", SOCKS)]);
    let message = "cannot connect to service.invalid:80 without the proxy in `ALL_PROXY`, which is not an HTTP proxy: ";
    assert!(result(&printed).contains(message), "{printed}");
    let printed = printed_with(HTTP_HOST, &[]);
    assert!(
        result(&printed).contains("cannot connect to service.invalid:80: "),
        "{printed}"
    );
}

#[cfg(unix)]
#[test]
fn a_proxy_variable_that_is_not_text_is_skipped_with_a_warning() {
    use std::os::unix::ffi::OsStringExt;

    let variables = [
        (HOST, OsString::from(HTTP_HOST)),
        ("HTTP_PROXY", OsString::from_vec(b"http://127.0.0.1:1/\xff".to_vec())),
        ("ALL_PROXY", OsString::from(SECOND)),
    ];
    let printed = run_in_child(module_path!(), "a_program_that_sends_one_request", variables);
    assert!(result(&printed).contains(" through proxy 127.0.0.1:2: "), "{printed}");
    assert!(
        matches!(warnings(&printed)[..], [warning] if warning.contains("`HTTP_PROXY`")),
        "{printed}"
    );
}

/// In a CGI script, a client of the server chooses the value of `HTTP_PROXY`, through its header `Proxy`.
#[test]
fn a_cgi_script_ignores_http_proxy_in_upper_case() {
    let cgi = ("REQUEST_METHOD", "GET");
    assert_proxy(HTTP_HOST, &[cgi, ("HTTP_PROXY", FIRST)], None, &[]);
    assert_proxy(
        HTTP_HOST,
        &[cgi, ("HTTP_PROXY", FIRST), ("ALL_PROXY", SECOND)],
        Some(SECOND),
        &[],
    );
    #[cfg(not(windows))] // where both names are the same variable
    assert_proxy(
        HTTP_HOST,
        &[cgi, ("HTTP_PROXY", FIRST), ("http_proxy", THIRD)],
        Some(THIRD),
        &[],
    );
}

#[test]
fn hosts_in_no_proxy_are_reached_directly() {
    for (list, is_direct) in [
        ("*", true),
        ("service.invalid", true),
        ("a.example, Service.INVALID", true),
        ("a.example service.invalid\tb.example", true),
        ("invalid", true),
        (".invalid", true),
        ("a.service.invalid", false),
        ("vice.invalid", false),
        ("", false),
    ] {
        let expected = if is_direct { None } else { Some(FIRST) };
        for name in ["NO_PROXY", "no_proxy"] {
            assert_proxy(HTTP_HOST, &[("HTTP_PROXY", FIRST), (name, list)], expected, &[]);
        }
    }
}

#[test]
fn a_loopback_host_is_reached_directly() {
    let server = TestServer::start();
    let printed = printed_with(&server.url(), &[("ALL_PROXY", FIRST), ("HTTP_PROXY", FIRST)]);
    assert_eq!(result(&printed), "success");
}

#[test]
fn a_transport_without_a_client_chooses_the_proxy_for_each_url() {
    let own = (OWN_TRANSPORT, "1");
    assert_proxy(
        HTTP_HOST,
        &[own, ("HTTP_PROXY", FIRST), ("HTTPS_PROXY", SECOND)],
        Some(FIRST),
        &[],
    );
    assert_proxy(HTTP_HOST, &[own, ("HTTPS_PROXY", SECOND)], None, &[]);
    #[cfg(feature = "rustls")]
    assert_proxy(
        HTTPS_HOST,
        &[own, ("HTTP_PROXY", FIRST), ("HTTPS_PROXY", SECOND)],
        Some(SECOND),
        &[],
    );
    assert_proxy(
        HTTP_HOST,
        &[own, ("ALL_PROXY", FIRST), ("NO_PROXY", "invalid")],
        None,
        &[],
    );
    assert_proxy(HTTP_HOST, &[own, ("ALL_PROXY", SOCKS)], None, &["ALL_PROXY"]);
}

#[test]
fn requests_go_through_the_proxy_of_the_environment_and_its_credentials_are_not_shown() {
    let proxy = serve(|request| match request.head.split(' ').next() {
        Some("CONNECT") => {
            // `robot` and the password, in base64.
            assert_eq!(
                request.header("proxy-authorization"),
                Some("Basic cm9ib3Q6aHVudGVyMi1vZi10aGUtcHJveHk=")
            );
            Reply::Send(b"HTTP/1.1 200 OK\r\n\r\n".to_vec())
        }
        _ if request.path() == TOKEN_PATH => Reply::json(TOKEN_RESPONSE),
        _ => Reply::json(SUCCESS),
    });
    let printed = printed_with(
        HTTP_HOST,
        &[("HTTP_PROXY", &format!("http://robot:{PASSWORD}@{proxy}"))],
    );
    assert_eq!(result(&printed), "success");
    assert_clean(&printed);
    for proxy in [
        format!("http://robot:{PASSWORD}@127.0.0.1:1"),
        format!("socks5://robot:{PASSWORD}@127.0.0.1:1"),
        format!("http://robot:{PASSWORD}@127.0.0.1:99999"),
        format!("http://robot:{PASSWORD}@a b"),
        format!("http://robot:{PASSWORD}%ff@127.0.0.1:1"),
    ] {
        let printed = printed_with(HTTP_HOST, &[("HTTP_PROXY", &proxy)]);
        assert!(
            result(&printed).contains("cannot connect to service.invalid:80"),
            "{printed}"
        );
        assert_clean(&printed);
    }
}

#[track_caller]
fn assert_clean(printed: &str) {
    assert!(printed.contains("DEBUG ureq"), "nothing was logged: {printed}");
    for secret in [PASSWORD, "cm9ib3Q6aHVudGVyMi1vZi10aGUtcHJveHk"] {
        assert!(!printed.contains(secret), "{printed}");
    }
}
