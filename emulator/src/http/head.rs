//! Parses the head of a request, and decides how its body is framed.

use httparse::{EMPTY_HEADER, Error, Status};

use super::message::Headers;
use super::{MAX_BODY_BYTES, MAX_HEADERS};

/// Why a request is not accepted. The connection is closed, because what follows cannot be interpreted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rejection {
    pub(super) status: u16,
    pub(super) reason: &'static str,
}

pub(super) const fn reject<T>(status: u16, reason: &'static str) -> Result<T, Rejection> {
    Err(Rejection { status, reason })
}

/// The head of a request.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: String,
    pub(super) headers: Headers,
    pub(super) framing: Framing,
    pub(super) keep_alive: bool,
    /// Whether the client waits for permission to send the body.
    pub(super) expects_continue: bool,
}

/// How the end of a body is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Framing {
    Length(usize),
    Chunked,
}

/// Parses the head at the beginning of `bytes`, and returns it with its length; `None` if it is not complete.
pub(super) fn parse(bytes: &[u8]) -> Result<Option<(Head, usize)>, Rejection> {
    let mut headers = [EMPTY_HEADER; MAX_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    let length = match request.parse(bytes) {
        Ok(Status::Complete(length)) => length,
        Ok(Status::Partial) => return Ok(None),
        Err(Error::TooManyHeaders) => return reject(431, "too many headers"),
        Err(_) => return reject(400, "malformed head"),
    };
    let target = request.path.unwrap_or_default();
    if !target.starts_with('/') {
        return reject(400, "the target must be a path");
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut fields = Headers::default();
    for header in &*request.headers {
        let Ok(value) = std::str::from_utf8(header.value) else {
            return reject(400, "a header is not UTF-8");
        };
        fields.0.push((header.name.to_ascii_lowercase(), value.to_owned()));
    }
    let is_1_1 = request.version == Some(1);
    let closes = fields.tokens("connection").any(|token| token == "close");
    let head = Head {
        method: request.method.unwrap_or_default().to_owned(),
        path: path.to_owned(),
        query: query.split('#').next().unwrap_or_default().to_owned(),
        framing: framing(&fields)?,
        keep_alive: is_1_1 && !closes,
        expects_continue: expects_continue(&fields)?,
        headers: fields,
    };
    if is_1_1 && head.headers.all("host").count() != 1 {
        return reject(400, "there must be one Host header");
    }
    Ok(Some((head, length)))
}

/// Different statements about the length of a body are how requests are smuggled past a proxy.
fn framing(headers: &Headers) -> Result<Framing, Rejection> {
    let mut lengths = headers.all("content-length");
    let encodings: Vec<_> = headers.tokens("transfer-encoding").collect();
    match (lengths.next(), &*encodings) {
        (None, []) => Ok(Framing::Length(0)),
        (Some(_), [_, ..]) => reject(400, "content-length and transfer-encoding exclude each other"),
        (None, [encoding]) if encoding == "chunked" => Ok(Framing::Chunked),
        (None, _) => reject(400, "the only supported transfer-encoding is chunked"),
        (Some(length), []) => {
            let is_number = !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit());
            if !is_number || lengths.any(|other| other != length) {
                return reject(400, "malformed content-length");
            }
            match length.parse() {
                Ok(length) if length <= MAX_BODY_BYTES => Ok(Framing::Length(length)),
                _ => reject(413, "the body is too large"),
            }
        }
    }
}

fn expects_continue(headers: &Headers) -> Result<bool, Rejection> {
    match headers.get("expect") {
        None => Ok(false),
        Some(value) if value.eq_ignore_ascii_case("100-continue") => Ok(true),
        Some(_) => reject(417, "the only supported expectation is 100-continue"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(head: &str) -> Result<Head, u16> {
        match parse(format!("{head}\r\n\r\n").as_bytes()) {
            Ok(Some((head, _))) => Ok(head),
            Ok(None) => panic!("an incomplete head"),
            Err(rejection) => Err(rejection.status),
        }
    }

    #[test]
    fn a_head_is_taken_apart() {
        let text = "POST /a/%20b?c=d&e#f HTTP/1.1\r\nHost: localhost\r\nX-Name:  value \r\nContent-Length: 7";
        let head = parsed(text).unwrap();
        assert_eq!(head.method, "POST");
        assert_eq!(head.path, "/a/%20b");
        assert_eq!(head.query, "c=d&e");
        assert_eq!(head.headers.get("x-name"), Some("value"));
        assert_eq!(head.framing, Framing::Length(7));
        assert!(head.keep_alive && !head.expects_continue);
        assert!(parse(b"GET / HTTP/1.1\r\nhost: a\r\n").unwrap().is_none());
    }

    #[test]
    fn old_clients_and_those_that_say_so_close_the_connection() {
        assert!(!parsed("GET / HTTP/1.0").unwrap().keep_alive);
        assert!(
            !parsed("GET / HTTP/1.1\r\nhost: a\r\nconnection: x, Close")
                .unwrap()
                .keep_alive
        );
    }

    #[test]
    fn bad_heads_have_a_status() {
        let with = |header: &str| parsed(&format!("POST / HTTP/1.1\r\nhost: a\r\n{header}")).map(|_| ());
        assert_eq!(with("content-length: 1\r\ncontent-length: 1"), Ok(()));
        assert_eq!(with("transfer-encoding: Chunked"), Ok(()));
        for (header, status) in [
            ("content-length: 1\r\ncontent-length: 2", 400),
            ("content-length: +1", 400),
            ("content-length: -1", 400),
            ("content-length:", 400),
            ("content-length: 1\r\ntransfer-encoding: chunked", 400),
            ("transfer-encoding: gzip, chunked", 400),
            ("host: b", 400),
            ("expect: 200-ok", 417),
            ("content-length: 8388609", 413),
            ("content-length: 99999999999999999999999999", 413),
        ] {
            assert_eq!(with(header), Err(status), "{header}");
        }
        assert_eq!(with(&"a: b\r\n".repeat(100)), Err(431));
        assert_eq!(parsed("GET http://evil.example/ HTTP/1.1\r\nhost: a").unwrap_err(), 400);
        assert_eq!(parsed("GET / HTTP/1.1").unwrap_err(), 400);
        assert_eq!(parse(b"\x16\x03\x01\x02\0").unwrap_err().status, 400);
    }
}
