//! Checks the host setting.

use std::net::IpAddr;

use genauth::transport::HttpResponse;

use super::{TOKEN_PATH, assert_one_line, associate, build, builder, token_response};

/// Checks that a string that is accepted as the host is a host and nothing else, and that requests go there.
pub fn check_host(text: &str) {
    for allow_http in [true, false] {
        let builder = builder().host(text).allow_http(allow_http);
        let (client, recorded) = build(builder, |request| {
            if request.url.ends_with(TOKEN_PATH) {
                token_response("\"t\"", "7200")
            } else {
                HttpResponse::new(200, r#"{"statusCode":200}"#)
            }
        });
        let client = match client {
            Ok(client) => client,
            Err(error) => {
                assert!(error.is_validation(), "{error}");
                assert_one_line(&error);
                continue;
            }
        };
        let result = associate(&client).send();
        assert!(result.is_ok(), "{result:?}");
        let requests = recorded.lock().expect("no check panics while it is locked");
        assert_eq!(requests.len(), 2);
        for request in &*requests {
            assert_is_below(text.trim(), &request.url, allow_http);
        }
    }
}

/// Asserts that a URL is an endpoint of the service at this host.
fn assert_is_below(host: &str, url: &str, allow_http: bool) {
    assert!(url.bytes().all(|byte| byte.is_ascii_graphic()), "{url:?}");
    let (scheme, rest) = host.split_once("://").expect("a scheme");
    let scheme = scheme.to_ascii_lowercase();
    let authority = rest.split('/').next().unwrap_or_default();
    assert!(url.starts_with(&format!("{scheme}://{authority}/")), "{url}");
    assert!(!authority.contains('@') && !url.contains(['?', '#']), "{url}");
    let path = "/api/v3/associate-tenant-resource";
    assert!(url.ends_with(path) || url.ends_with(TOKEN_PATH), "{url}");
    // The authority is a name, or an address in brackets, optionally followed by a port.
    let name_end = if authority.starts_with('[') {
        authority.find(']').map(|end| end + 1)
    } else {
        authority.find(':')
    };
    let (name, port) = authority.split_at(name_end.unwrap_or(authority.len()));
    assert!(!name.is_empty(), "{url}");
    if !port.is_empty() {
        let digits = port.strip_prefix(':').unwrap_or_default();
        assert!(digits.bytes().all(|digit| digit.is_ascii_digit()), "{url}");
        assert!(digits.parse::<u16>().is_ok_and(|port| port > 0), "{url}");
    }
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    let is_loopback = match bare.parse::<IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => bare.eq_ignore_ascii_case("localhost"),
    };
    let is_allowed = scheme == "https" || (scheme == "http" && (allow_http || is_loopback));
    assert!(is_allowed, "{url}");
}
