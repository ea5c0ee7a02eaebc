//! Sends a request of a webhook, to loopback only.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::time::{Duration, Instant};

use serde_json::{Map, Value};

use crate::http::host::is_loopback;

/// The time that connecting, sending and receiving may take together.
const TIMEOUT: Duration = Duration::from_secs(2);

/// The size of a response that is read.
const MAX_RESPONSE: u64 = 64 * 1024;

const MAX_HEADERS: usize = 64;

/// A request that a webhook is to send.
#[derive(Clone, Debug)]
pub(crate) struct Delivery {
    /// The ID of its log entry.
    pub(crate) log: String,
    pub(crate) url: String,
    /// Names and values without line breaks.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
    /// Whether the request that caused it is answered with the outcome.
    pub(crate) is_awaited: bool,
}

/// A response to a webhook.
#[derive(Debug, PartialEq)]
pub(crate) struct Delivered {
    pub(crate) status: u16,
    pub(crate) headers: Map<String, Value>,
    /// The body as JSON, or as a string that contains it.
    pub(crate) body: Value,
}

impl Delivery {
    /// Sends the request. An error is a reason in words.
    pub(crate) fn send(&self) -> Result<Delivered, String> {
        let (authority, path) = split(&self.url)?;
        let deadline = Instant::now() + TIMEOUT;
        let received = self.exchange(address(authority)?, authority, path, deadline);
        parse(&received.map_err(|error| error.to_string())?)
    }

    fn exchange(&self, address: SocketAddr, authority: &str, path: &str, deadline: Instant) -> io::Result<Vec<u8>> {
        let mut stream = TcpStream::connect_timeout(&address, left(deadline)?)?;
        let own = format!("POST {path} HTTP/1.1\r\nhost: {authority}\r\nconnection: close\r\n");
        let headers = self.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n"));
        let length = format!("content-length: {}\r\n\r\n", self.body.len());
        let head = own + &headers.collect::<String>() + &length;
        stream.set_write_timeout(Some(left(deadline)?))?;
        stream.write_all(head.as_bytes())?;
        stream.write_all(self.body.as_bytes())?;
        let mut received = Vec::new();
        let mut buffer = [0; 4096];
        while (received.len() as u64) < MAX_RESPONSE && !is_complete(&received) {
            stream.set_read_timeout(Some(left(deadline)?))?;
            match stream.read(&mut buffer)? {
                0 => break,
                count => received.extend_from_slice(&buffer[..count]),
            }
        }
        Ok(received)
    }
}

/// The time until a deadline.
fn left(deadline: Instant) -> io::Result<Duration> {
    let left = deadline.saturating_duration_since(Instant::now());
    if left.is_zero() {
        Err(io::ErrorKind::TimedOut.into())
    } else {
        Ok(left)
    }
}

/// The authority and the path of a URL.
fn split(url: &str) -> Result<(&str, &str), String> {
    let rest = url.strip_prefix("http://").ok_or("only http:// URLs are called")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let path = path.split('#').next().unwrap_or_default();
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic());
    if !path.is_empty() && !path.starts_with('/') || !is_plain(authority) || !is_plain(path) {
        return Err("the URL is invalid".to_owned());
    }
    Ok((authority, if path.is_empty() { "/" } else { path }))
}

/// A loopback address of an authority.
fn address(authority: &str) -> Result<SocketAddr, String> {
    // Other names are not even looked up.
    if !is_loopback(authority) {
        return Err("only loopback addresses are called".to_owned());
    }
    let has_port = authority
        .rsplit_once(':')
        .is_some_and(|(_, port)| port.parse::<u16>().is_ok());
    let with_port = if has_port {
        authority.to_owned()
    } else {
        format!("{authority}:80")
    };
    let addresses = with_port.to_socket_addrs().map_err(|error| error.to_string())?;
    let mut addresses = addresses.filter(|address| address.ip().is_loopback());
    addresses
        .next()
        .ok_or_else(|| format!("{authority} has no loopback address"))
}

/// Whether a response has all that its `Content-Length` announces.
fn is_complete(received: &[u8]) -> bool {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    match response.parse(received) {
        Ok(httparse::Status::Complete(start)) => {
            let length = response
                .headers
                .iter()
                .find(|header| header.name.eq_ignore_ascii_case("content-length"));
            let length = length.and_then(|header| std::str::from_utf8(header.value).ok()?.trim().parse::<usize>().ok());
            length.is_some_and(|length| received.len() - start >= length)
        }
        Ok(httparse::Status::Partial) => false,
        Err(_) => true,
    }
}

fn parse(received: &[u8]) -> Result<Delivered, String> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    let invalid = || "the response is invalid".to_owned();
    let Ok(httparse::Status::Complete(start)) = response.parse(received) else {
        return Err(invalid());
    };
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let headers = response.headers.iter();
    let body = &received[start..];
    Ok(Delivered {
        status: response.code.ok_or_else(invalid)?,
        headers: headers
            .map(|header| (header.name.to_lowercase(), text(header.value).into()))
            .collect(),
        body: serde_json::from_slice(body).unwrap_or_else(|_| text(body).into()),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_loopback_is_called() {
        for url in [
            "http://127.0.0.1:9/x?y=1",
            "http://127.0.0.2:9",
            "http://[::1]:9/",
            "http://127.0.0.1",
        ] {
            let (authority, _) = split(url).unwrap();
            assert!(address(authority).unwrap().ip().is_loopback(), "{url}");
        }
        for url in [
            "http://example.com/",
            "http://127.evil.example/",
            "http://10.0.0.1:9/",
            "http://0.0.0.0/",
        ] {
            let (authority, _) = split(url).unwrap();
            assert_eq!(
                address(authority).unwrap_err(),
                "only loopback addresses are called",
                "{url}"
            );
        }
        assert!(split("https://127.0.0.1/").is_err());
        assert!(split("http://127.0.0.1/a\r\nx: y").is_err());
        assert_eq!(split("http://h:1/a?b#c"), Ok(("h:1", "/a?b")));
    }

    #[test]
    fn responses_are_parsed() {
        let bytes = b"HTTP/1.1 201 Created\r\nContent-Type: text/plain\r\nContent-Length: 11\r\n\r\n{\"ok\":true}";
        assert!(is_complete(bytes));
        assert!(!is_complete(&bytes[..bytes.len() - 1]));
        let delivered = parse(bytes).unwrap();
        assert_eq!((delivered.status, &delivered.body), (201, &json!({"ok": true})));
        assert_eq!(delivered.headers["content-type"], "text/plain");
        assert_eq!(parse(b"HTTP/1.0 200 OK\r\n\r\nhello").unwrap().body, "hello");
        assert!(parse(b"hello").is_err());
    }
}
