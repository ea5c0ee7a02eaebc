//! HTTP requests and responses.

use std::borrow::Cow;
use std::fmt::{self, Write};
use std::sync::Arc;
use std::time::Duration;

use crate::redact::{ByteCount, REDACTED};
use crate::schema::Method;

/// Maximum length of a URL in bytes: that of the HTTP library.
pub(crate) const MAX_URL_BYTES: usize = 65_534;

/// Maximum length of a header's value in bytes. The HTTP library fails in the middle of a request if a line is longer
/// than its buffer of 128 KiB; no known server accepts even this.
pub(crate) const MAX_HEADER_BYTES: usize = 64 * 1024;

/// Maximum length of a header's name in bytes.
const MAX_HEADER_NAME_BYTES: usize = 256;

/// An HTTP request.
///
/// [`Request::build`](crate::Request::build) returns it without credentials; a
/// [`Transport`](crate::transport::Transport) receives it with the management token added.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct HttpRequest {
    /// Name of the operation, such as `list_users`, for logs and metrics. Not sent.
    pub operation: Cow<'static, str>,
    /// HTTP method.
    pub method: Method,
    /// Absolute URL, percent-encoded.
    pub url: String,
    /// Headers, with names in lower case. Shared, because most requests of a client have the same ones.
    pub headers: Arc<[(String, String)]>,
    /// The body, if the method has one: JSON, or a form with a file.
    pub body: Option<Vec<u8>>,
    /// Time limit for the request, from resolving the host name to the last byte of the response.
    pub timeout: Duration,
}

impl HttpRequest {
    pub(crate) fn new(operation: Cow<'static, str>, method: Method, url: String) -> Self {
        HttpRequest {
            operation,
            method,
            url,
            headers: Arc::default(),
            body: None,
            timeout: Duration::ZERO,
        }
    }

    /// The first header with this name, which is case-insensitive.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        find_header(&self.headers, name)
    }

    /// The path of the URL, percent-encoded.
    #[must_use]
    pub fn path(&self) -> &str {
        let url = self.url.split('?').next().unwrap_or_default();
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        rest.find('/').map_or("", |start| &rest[start..])
    }

    /// The query of the URL, percent-encoded, without the question mark. Empty if there is none.
    #[must_use]
    pub fn query(&self) -> &str {
        self.url.split_once('?').map_or("", |(_, query)| query)
    }
}

/// Shows no value of the query, a header or the body: any of them may be a secret.
impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut url = self.url.split('?').next().unwrap_or_default().to_owned();
        for (index, pair) in self.query().split('&').filter(|pair| !pair.is_empty()).enumerate() {
            let separator = if index == 0 { '?' } else { '&' };
            let name = pair.split('=').next().unwrap_or_default();
            write!(url, "{separator}{name}={REDACTED}")?;
        }
        f.debug_struct("HttpRequest")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("url", &url)
            .field("headers", &names(&self.headers))
            .field("body", &self.body.as_ref().map(|body| ByteCount(body.len())))
            .field("timeout", &self.timeout)
            .finish()
    }
}

/// An HTTP response.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct HttpResponse {
    /// HTTP status. The service normally returns 200, even for failures.
    pub status: u16,
    /// Headers in the order in which they were received.
    pub headers: Vec<(String, String)>,
    /// The body, decompressed.
    pub body: Vec<u8>,
}

impl HttpResponse {
    /// A response without headers.
    #[must_use]
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        HttpResponse {
            status,
            headers: Vec::new(),
            body: body.into(),
        }
    }

    /// Adds a header.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The first header with this name, which is case-insensitive.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        find_header(&self.headers, name)
    }
}

/// Shows no content, which may include a token, a password or personal data.
impl fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpResponse")
            .field("status", &self.status)
            .field("headers", &names(&self.headers))
            .field("body", &ByteCount(self.body.len()))
            .finish()
    }
}

fn find_header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.as_str())
}

fn names(headers: &[(String, String)]) -> Vec<&str> {
    headers.iter().map(|(name, _)| name.as_str()).collect()
}

/// Whether a text can be the name of a header.
pub(crate) fn is_header_name(text: &str) -> bool {
    let has_valid_length = (1..=MAX_HEADER_NAME_BYTES).contains(&text.len());
    has_valid_length && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Whether a text can be the value of a header: printable ASCII, which excludes line breaks, of a limited length.
pub(crate) fn is_header_value(text: &str) -> bool {
    text.len() <= MAX_HEADER_BYTES && text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Whether a text can be the path of a URL: it begins with a slash, and consists of segments as RFC 3986 defines them.
pub(crate) fn is_url_path(text: &str) -> bool {
    let is_escape =
        |rest: &[u8]| matches!(rest, [high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit());
    let bytes = text.as_bytes();
    let is_allowed = |(index, byte): (usize, &u8)| match byte {
        b'%' => is_escape(&bytes[index + 1..]),
        byte => byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/".contains(byte),
    };
    text.starts_with('/') && bytes.iter().enumerate().all(is_allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_splits_into_path_and_query() {
        for (url, path, query) in [
            ("https://api.genauth.ai/api/v3/x", "/api/v3/x", ""),
            ("https://iam.example/base/x?a=1&b=%3F", "/base/x", "a=1&b=%3F"),
            ("http://[::1]:80/x?", "/x", ""),
            ("https://api.genauth.ai", "", ""),
        ] {
            let request = HttpRequest::new("test".into(), Method::Get, url.to_owned());
            assert_eq!((request.path(), request.query()), (path, query), "{url}");
        }
    }

    #[test]
    fn debug_shows_no_values() {
        let mut request = HttpRequest::new("test".into(), Method::Post, "https://h/p?a=SECRET&b=SECRET".to_owned());
        request.headers = [("authorization".to_owned(), "SECRET".to_owned())].into();
        request.body = Some(b"SECRET".to_vec());
        let debug = format!("{request:?}");
        assert!(!debug.contains("SECRET"), "{debug}");
        assert!(debug.contains("https://h/p?a=<redacted>&b=<redacted>"), "{debug}");
        assert!(debug.contains("6 bytes"), "{debug}");
    }
}
