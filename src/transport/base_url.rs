//! The base URL of a service: what is accepted, and what is rejected before a key is sent anywhere.

use std::net::IpAddr;

use http::Uri;

use crate::schema::violation::{Violation, ViolationKind};

/// A base URL without trailing slashes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct BaseUrl {
    pub(crate) url: String,
    pub(crate) is_https: bool,
    /// Whether the host can only be this machine.
    pub(crate) is_loopback: bool,
}

impl BaseUrl {
    /// Parses what a user has pasted. The violation does not show the text, which may contain credentials.
    pub(crate) fn parse(text: &str) -> Result<Self, Violation> {
        let malformed = |message| Violation::new("host", ViolationKind::Malformed, message);
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Err(Violation::new("host", ViolationKind::Blank, "must not be blank"));
        }
        // `Uri` drops a fragment silently.
        if trimmed.contains('#') {
            return Err(malformed("must not have a fragment"));
        }
        // `Uri` accepts non-ASCII paths, including control characters.
        let uri: Option<Uri> = trimmed.parse().ok().filter(|_| trimmed.is_ascii());
        let uri = uri.ok_or_else(|| malformed("must be a URL such as https://api.genauth.ai"))?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(malformed("must begin with https://"));
        };
        let is_https = match scheme {
            "https" => true,
            "http" => false,
            _ => return Err(malformed("must begin with https://")),
        };
        if authority.as_str().contains('@') {
            return Err(malformed("must not contain user info"));
        }
        if uri.query().is_some() {
            return Err(malformed("must not have a query"));
        }
        let name = authority.host();
        let port = &authority.as_str()[name.len()..];
        // `port_u16` accepts `:+80`, and only looks at what follows the last colon of `[::1].example.com:80`.
        let is_port = |digits: &str| {
            digits.bytes().all(|digit| digit.is_ascii_digit()) && digits.parse().is_ok_and(|port: u16| port > 0)
        };
        if name.is_empty() || !(port.is_empty() || port.strip_prefix(':').is_some_and(is_port)) {
            return Err(malformed("must have a host name and a valid port"));
        }
        Ok(BaseUrl {
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
        BaseUrl::parse(text).unwrap().url
    }

    #[test]
    fn pasted_urls_are_normalized() {
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
    fn invalid_urls_are_rejected_without_being_shown() {
        for (text, message) in [
            ("", "must not be blank"),
            (" \t", "must not be blank"),
            ("api.genauth.ai", "must begin with https://"),
            ("/api/v3", "must begin with https://"),
            ("ftp://example.com", "must begin with https://"),
            ("https://key:hunter2@example.com", "must not contain user info"),
            ("https://key@example.com", "must not contain user info"),
            ("https://example.com?a=hunter2", "must not have a query"),
            ("https://example.com/?", "must not have a query"),
            ("https://example.com/#hunter2", "must not have a fragment"),
            ("https://", "must be a URL such as https://api.genauth.ai"),
            ("https://exa mple.com", "must be a URL such as https://api.genauth.ai"),
            (
                "https://example.com\r\nx-evil: 1",
                "must be a URL such as https://api.genauth.ai",
            ),
            ("https://bücher.example", "must be a URL such as https://api.genauth.ai"),
            (
                "https://example.com/bücher",
                "must be a URL such as https://api.genauth.ai",
            ),
            (
                "https://example.com/\u{85}x",
                "must be a URL such as https://api.genauth.ai",
            ),
            ("https://example.com:0", "must have a host name and a valid port"),
            ("https://example.com:99999", "must have a host name and a valid port"),
            ("https://example.com:", "must have a host name and a valid port"),
            ("https://:443", "must have a host name and a valid port"),
            ("https://example.com:+80", "must have a host name and a valid port"),
            ("http://[::1].example.com:80", "must have a host name and a valid port"),
        ] {
            let violation = BaseUrl::parse(text).expect_err(text);
            assert_eq!(violation.path(), "host");
            assert_eq!(violation.message(), message, "{text}");
            assert!(!violation.to_string().contains("hunter2"), "{violation}");
        }
    }

    #[test]
    fn loopback_is_decided_by_the_address() {
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
            assert_eq!(BaseUrl::parse(text).unwrap().is_loopback, expected, "{text}");
        }
    }
}
