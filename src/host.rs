//! The base URL of a service: what is accepted, and what is worth refusing early.

use std::net::IpAddr;

use http::Uri;

use crate::validate::Violation;

/// A base URL without a slash at its end.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Host {
    pub(crate) url: String,
    pub(crate) is_https: bool,
    /// Whether it can only be this machine.
    pub(crate) is_loopback: bool,
}

impl Host {
    /// Reads what a user has pasted. The violation shows none of it: it may hold credentials.
    pub(crate) fn parse(text: &str) -> Result<Self, Violation> {
        let wrong = |expected, found| Violation::new("host", expected, found);
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Err(wrong("a URL such as https://api.genauth.ai", "blank text"));
        }
        // `Uri` drops a fragment without a word.
        if trimmed.contains('#') {
            return Err(wrong("a URL without a fragment", "a #"));
        }
        // `Uri` takes a path beyond ASCII, with control characters in it.
        let uri: Option<Uri> = trimmed.parse().ok().filter(|_| trimmed.is_ascii());
        let uri = uri.ok_or_else(|| wrong("a URL such as https://api.genauth.ai", "text that is not a URL"))?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(wrong("a URL that begins with https://", "no scheme"));
        };
        let is_https = match scheme {
            "https" => true,
            "http" => false,
            _ => return Err(wrong("a URL that begins with https://", "another scheme")),
        };
        if authority.as_str().contains('@') {
            return Err(wrong("a URL without user info", "user info before an @"));
        }
        if uri.query().is_some() {
            return Err(wrong("a URL without a query", "a ?"));
        }
        let name = authority.host();
        let port = &authority.as_str()[name.len()..];
        // Not by `port_u16`, which takes `:+80`, and of `[::1].example.com:80` only what is behind the last colon.
        let is_port = |digits: &str| {
            digits.bytes().all(|digit| digit.is_ascii_digit()) && digits.parse().is_ok_and(|port: u16| port > 0)
        };
        if name.is_empty() || !(port.is_empty() || port.strip_prefix(':').is_some_and(is_port)) {
            return Err(wrong("a URL with a host name and a valid port", "something else"));
        }
        Ok(Host {
            url: format!("{scheme}://{authority}{}", uri.path().trim_end_matches('/')),
            is_https,
            is_loopback: is_loopback(name),
        })
    }
}

fn is_loopback(name: &str) -> bool {
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    match bare.parse::<IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => bare.eq_ignore_ascii_case("localhost"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn url_of(text: &str) -> String {
        Host::parse(text).unwrap().url
    }

    #[test]
    fn pasted_urls_are_tidied() {
        assert_eq!(url_of("https://api.genauth.ai"), "https://api.genauth.ai");
        assert_eq!(url_of(" https://api.genauth.ai// \n"), "https://api.genauth.ai");
        assert_eq!(url_of("HTTPS://API.genauth.ai/"), "https://API.genauth.ai");
        assert_eq!(
            url_of("https://sso.example.com:8443/iam/"),
            "https://sso.example.com:8443/iam"
        );
        assert_eq!(url_of("http://[::1]:8080/"), "http://[::1]:8080");
    }

    #[test]
    fn anything_else_is_refused_without_being_shown() {
        for (text, found) in [
            ("", "blank text"),
            (" \t", "blank text"),
            ("api.genauth.ai", "no scheme"),
            ("/api/v3", "no scheme"),
            ("ftp://example.com", "another scheme"),
            ("https://key:hunter2@example.com", "user info before an @"),
            ("https://key@example.com", "user info before an @"),
            ("https://example.com?a=hunter2", "a ?"),
            ("https://example.com/?", "a ?"),
            ("https://example.com/#hunter2", "a #"),
            ("https://", "text that is not a URL"),
            ("https://exa mple.com", "text that is not a URL"),
            ("https://example.com\r\nx-evil: 1", "text that is not a URL"),
            ("https://bücher.example", "text that is not a URL"),
            ("https://example.com/bücher", "text that is not a URL"),
            ("https://example.com/\u{85}x", "text that is not a URL"),
            ("https://example.com:0", "something else"),
            ("https://example.com:99999", "something else"),
            ("https://example.com:", "something else"),
            ("https://:443", "something else"),
            ("https://example.com:+80", "something else"),
            ("http://[::1].example.com:80", "something else"),
        ] {
            let violation = Host::parse(text).expect_err(text);
            assert_eq!(violation.path(), "host");
            assert_eq!(violation.found(), found, "{text}");
            assert!(!violation.to_string().contains("hunter2"), "{violation}");
        }
    }

    #[test]
    fn loopback_is_told_by_address_not_by_looks() {
        for (text, expected) in [
            ("http://localhost:1", true),
            ("http://LOCALHOST", true),
            ("http://127.0.0.1", true),
            ("http://127.8.9.10:80", true),
            ("http://[::1]", true),
            ("http://localhost.example.com", false),
            ("http://127.0.0.1.example.com", false),
            ("http://10.0.0.1", false),
            ("http://0.0.0.0", false),
            ("http://[::ffff:127.0.0.1]", false),
            ("http://api.genauth.ai", false),
        ] {
            assert_eq!(Host::parse(text).unwrap().is_loopback, expected, "{text}");
        }
    }
}
