//! The faults that the server can have, and the bytes that it sends for each of them.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use super::{MAX_RESPONSE_BYTES, TIMEOUT};

/// The `apiCode` of a rejected token.
pub const TOKEN_CODE: i64 = 2020;

/// Declares the faults and their names in the report.
macro_rules! faults {
    ($($fault:ident: $name:literal,)+) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Fault {
            $($fault,)+
        }

        impl Fault {
            pub const ALL: &[Fault] = &[$(Fault::$fault,)+];

            pub fn name(self) -> &'static str {
                match self {
                    $(Fault::$fault => $name,)+
                }
            }
        }
    };
}

faults! {
    ResetBeforeReading: "connection reset before the request is read",
    CloseBeforeReading: "connection closed before the request is read",
    ResetWhileReading: "connection reset while the request is read",
    ResetAfterReading: "connection reset after the request is read",
    CloseAfterReading: "connection closed after the request is read",
    CloseInHead: "connection closed within the head of the response",
    CloseInBody: "connection closed within the body of the response",
    CloseAfterResponse: "connection closed after the response, unannounced",
    NoResponse: "no response",
    IncompleteHead: "response stops within its head",
    LateResponse: "response after the timeout",
    SlowResponse: "slow response",
    EndlessHead: "endless headers",
    LargeHead: "header too large",
    LargeBody: "body too large",
    EndlessBody: "endless chunks",
    LengthTooShort: "content-length too short",
    LengthTooLong: "content-length too long",
    TwoResponses: "response, followed by one for another request",
    InvalidChunks: "invalid chunk size",
    TruncatedChunks: "truncated chunks",
    NotGzip: "content-encoding gzip, but not compressed",
    TruncatedGzip: "truncated gzip",
    InvalidGzip: "gzip with an invalid checksum",
    Html: "HTML page with HTTP 200",
    Gateway: "HTTP 502, 503 or 504",
    RateLimit: "HTTP 429",
    RateLimitInBody: "statusCode 429",
    Unauthorized: "HTTP 401, token revoked",
    UnauthorizedInBody: "statusCode 401, token revoked",
    TruncatedUnauthorized: "HTTP 401, then the connection is closed within the body",
    TokenCodeInFailure: "statusCode 500 with the apiCode of a rejected token",
    OddStatus: "statusCode 0 or -1",
    Created: "statusCode 201",
    Redirect: "redirect",
    NoContent: "HTTP 204",
    WrongShape: "JSON of the wrong shape",
    DeepJson: "deeply nested JSON",
    InvalidUtf8: "invalid UTF-8",
    ByteOrderMark: "byte order mark",
    DuplicateKeys: "duplicate keys",
}

impl Fault {
    /// Whether the server applies a write before it responds with this fault.
    pub fn applies_write(self, random: &mut Random) -> bool {
        match self {
            // These responses promise that nothing was applied.
            Fault::RateLimit
            | Fault::RateLimitInBody
            | Fault::Unauthorized
            | Fault::UnauthorizedInBody
            | Fault::Redirect => false,
            // The client cannot know whether the write was applied, so both cases are tested.
            Fault::NoResponse
            | Fault::IncompleteHead
            | Fault::ResetAfterReading
            | Fault::CloseAfterReading
            | Fault::Gateway
            | Fault::TruncatedUnauthorized
            | Fault::TokenCodeInFailure
            | Fault::OddStatus
            | Fault::Html => random.chance(0.5),
            // The other faults contain a response that reports success.
            _ => true,
        }
    }
}

/// Random numbers from a seed (SplitMix64).
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, but not including, `end`.
    pub fn below(&mut self, end: u32) -> u32 {
        // The remainder is less than `end`, so it fits into `u32`.
        u32::try_from(self.next() % u64::from(end)).unwrap_or_default()
    }

    /// `true` with this probability.
    pub fn chance(&mut self, probability: f64) -> bool {
        f64::from(self.below(1_000_000)) < probability * 1e6
    }

    pub fn pick<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[self.below(u32::try_from(choices.len()).unwrap_or(u32::MAX)) as usize]
    }

    pub fn fault(&mut self) -> Fault {
        Fault::ALL[self.below(u32::try_from(Fault::ALL.len()).unwrap_or(u32::MAX)) as usize]
    }
}

/// A complete HTTP response. Each header ends with a line break.
pub fn http_response(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let length = body.len();
    let mut response = format!("HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\n\r\n").into_bytes();
    response.extend_from_slice(body);
    response
}

pub fn ok(body: impl AsRef<[u8]>) -> Vec<u8> {
    http_response("200 OK", "content-type: application/json\r\n", body)
}

/// The body with which the service refuses a request.
pub fn refusal(status: u16, request_id: &str) -> String {
    format!(r#"{{"statusCode":{status},"message":"soak","requestId":"{request_id}"}}"#)
}

/// What happens to the connection after a response.
pub enum Next {
    KeepOpen,
    Close,
}

/// Responds with a fault to a request that was read. `json` is the body of the correct response.
pub fn respond_with_fault(
    fault: Fault,
    mut stream: &TcpStream,
    json: &str,
    request_id: &str,
    random: &mut Random,
) -> io::Result<Next> {
    let correct = ok(json);
    let head_length = correct.len() - json.len();
    match fault {
        // The server handles the first three itself. For `ResetAfterReading` it has left a byte unread, so that closing
        // the socket resets the connection.
        Fault::ResetBeforeReading
        | Fault::CloseBeforeReading
        | Fault::ResetWhileReading
        | Fault::ResetAfterReading
        | Fault::CloseAfterReading => return Ok(Next::Close),
        Fault::CloseInHead => {
            stream.write_all(&correct[..head_length / 2])?;
            return Ok(Next::Close);
        }
        Fault::CloseInBody => {
            stream.write_all(&correct[..head_length + json.len() / 2])?;
            return Ok(Next::Close);
        }
        Fault::TruncatedUnauthorized => {
            let rejected = http_response("401 Unauthorized", "", refusal(401, request_id));
            stream.write_all(&rejected[..rejected.len() - 10])?;
            return Ok(Next::Close);
        }
        Fault::CloseAfterResponse => {
            stream.write_all(&correct)?;
            // The pause is random, so that the client has sometimes sent its next request already.
            thread::sleep(Duration::from_micros(random.below(500).into()));
            return Ok(Next::Close);
        }
        Fault::NoResponse => return hold_open(stream),
        Fault::IncompleteHead => {
            stream.write_all(&correct[..head_length / 2])?;
            return hold_open(stream);
        }
        Fault::LateResponse => {
            thread::sleep(TIMEOUT + Duration::from_millis(20 + u64::from(random.below(100))));
            stream.write_all(&correct)?;
        }
        Fault::SlowResponse => write_slowly(stream, &correct, random)?,
        Fault::EndlessHead => {
            stream.write_all(b"HTTP/1.1 200 OK\r\n")?;
            return write_endlessly(stream, &b"x-more: and more\r\n".repeat(50));
        }
        Fault::LargeHead => {
            let large = format!("x-large: {}\r\n", "x".repeat(256 * 1024));
            stream.write_all(&http_response("200 OK", &large, json))?;
        }
        Fault::LargeBody => {
            // The spaces make the body exceed the limit, but the JSON stays valid.
            let padded = format!("{json}{}", " ".repeat(2 * MAX_RESPONSE_BYTES));
            stream.write_all(&ok(padded))?;
        }
        Fault::EndlessBody => {
            stream.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")?;
            return write_endlessly(stream, &[b"4000\r\n".as_slice(), &[b' '; 0x4000], b"\r\n"].concat());
        }
        Fault::LengthTooShort => stream.write_all(&with_length(json, json.len() - 10))?,
        Fault::LengthTooLong => {
            stream.write_all(&with_length(json, json.len() + 10))?;
            return if random.chance(0.5) {
                hold_open(stream)
            } else {
                Ok(Next::Close)
            };
        }
        Fault::TwoResponses => {
            // Both responses are sent in one write, so that a client that reused the connection would take the second
            // one for the response to its next request.
            let other =
                r#"{"statusCode":200,"message":"","requestId":"book-0","data":{"code":"book-0","success":true}}"#;
            stream.write_all(&[correct, ok(other)].concat())?;
        }
        Fault::InvalidChunks => {
            let size = random.pick(&["zz", "-1", "ffffffffffffffffff", ""]);
            stream.write_all(format!("{CHUNKED}{size}\r\n{json}\r\n0\r\n\r\n").as_bytes())?;
        }
        Fault::TruncatedChunks => {
            // The chunk is complete, but the final chunk of size 0 is missing.
            stream.write_all(format!("{CHUNKED}{:x}\r\n{json}\r\n", json.len()).as_bytes())?;
            return Ok(Next::Close);
        }
        Fault::NotGzip => stream.write_all(&http_response("200 OK", GZIP, json))?,
        Fault::TruncatedGzip => {
            let gzip = invalid_gzip(json);
            stream.write_all(&http_response("200 OK", GZIP, &gzip[..gzip.len() / 2]))?;
        }
        Fault::InvalidGzip => stream.write_all(&http_response("200 OK", GZIP, invalid_gzip(json)))?,
        _ => stream.write_all(&unexpected_response(fault, json, request_id, random))?,
    }
    Ok(Next::KeepOpen)
}

const CHUNKED: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
const GZIP: &str = "content-encoding: gzip\r\n";

/// The faults that are valid HTTP.
fn unexpected_response(fault: Fault, json: &str, request_id: &str, random: &mut Random) -> Vec<u8> {
    match fault {
        Fault::Html => http_response(
            "200 OK",
            "content-type: text/html\r\n",
            "<html><body><h1>502 Bad Gateway</h1></body></html>",
        ),
        Fault::Gateway => {
            let status = random.pick(&["502 Bad Gateway", "503 Service Unavailable", "504 Gateway Timeout"]);
            http_response(
                status,
                "content-type: text/html\r\n",
                "<html><body>gateway</body></html>",
            )
        }
        Fault::RateLimit => http_response(
            "429 Too Many Requests",
            random.pick(&["", "retry-after: 0\r\n"]),
            refusal(429, request_id),
        ),
        Fault::RateLimitInBody => ok(refusal(429, request_id)),
        Fault::Unauthorized => http_response("401 Unauthorized", "", refusal(401, request_id)),
        Fault::UnauthorizedInBody => ok(refusal(401, request_id)),
        Fault::TokenCodeInFailure => {
            ok(refusal(500, request_id).replacen('{', &format!(r#"{{"apiCode":{TOKEN_CODE},"#), 1))
        }
        Fault::OddStatus => {
            let odd = random.pick(&["\"statusCode\":0", "\"statusCode\":-1"]);
            ok(json.replacen("\"statusCode\":200", odd, 1))
        }
        Fault::Created => ok(json.replacen("\"statusCode\":200", "\"statusCode\":201", 1)),
        Fault::Redirect => {
            let status = random.pick(&["301 Moved Permanently", "302 Found", "307 Temporary Redirect"]);
            http_response(status, "location: /elsewhere\r\n", "")
        }
        Fault::NoContent => b"HTTP/1.1 204 No Content\r\n\r\n".to_vec(),
        Fault::WrongShape => ok(random.pick(&[
            "[]",
            "{}",
            "null",
            "\"ok\"",
            r#"{"statusCode":"soon","data":{}}"#,
            r#"{"statusCode":200,"data":[1,2]}"#,
            r#"{"statusCode":200,"data":{"code":{"is":1},"success":"perhaps"}}"#,
        ])),
        Fault::DeepJson => {
            let (open, close) = ("[".repeat(50_000), "]".repeat(50_000));
            ok(json.replacen('{', &format!(r#"{{"deep":{open}{close},"#), 1))
        }
        Fault::InvalidUtf8 => {
            let mut bytes = json.as_bytes().to_vec();
            let middle = bytes.len() / 2;
            bytes[middle] = 0xFF;
            ok(bytes)
        }
        Fault::ByteOrderMark => ok(format!("\u{FEFF}{json}")),
        // If a key occurs more than once, the last occurrence counts, as in most JSON parsers.
        _ => ok(json.replacen(
            '{',
            r#"{"statusCode":500,"requestId":"book-0","data":{"code":"book-0"},"#,
            1,
        )),
    }
}

fn with_length(body: &str, length: usize) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{body}").into_bytes()
}

/// Gzip data with one uncompressed block and an invalid checksum of 0.
fn invalid_gzip(text: &str) -> Vec<u8> {
    let length = u16::try_from(text.len()).unwrap_or(u16::MAX);
    let mut gzip = vec![0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 1];
    gzip.extend_from_slice(&length.to_le_bytes());
    gzip.extend_from_slice(&(!length).to_le_bytes());
    gzip.extend_from_slice(text.as_bytes());
    gzip.extend_from_slice(&[0; 4]);
    gzip.extend_from_slice(&u32::from(length).to_le_bytes());
    gzip
}

/// Sends nothing more, and waits until the client closes the connection.
fn hold_open(mut stream: &TcpStream) -> io::Result<Next> {
    stream.set_read_timeout(Some(4 * TIMEOUT))?;
    while stream.read(&mut [0; 1024])? > 0 {}
    Ok(Next::Close)
}

/// Closes the connection without a reset, although the request was not read.
pub fn close_without_reset(stream: &TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    // Unread bytes would cause a reset.
    hold_open(stream).map(drop)
}

/// Takes between half and twice the client's timeout.
fn write_slowly(mut stream: &TcpStream, bytes: &[u8], random: &mut Random) -> io::Result<()> {
    let pieces = 8;
    let pause = TIMEOUT * (50 + random.below(150)) / 100 / pieces;
    for piece in bytes.chunks(bytes.len().div_ceil(pieces as usize)) {
        stream.write_all(piece)?;
        thread::sleep(pause);
    }
    Ok(())
}

/// Keeps writing until the client closes the connection, but no longer than four times its timeout.
fn write_endlessly(mut stream: &TcpStream, piece: &[u8]) -> io::Result<Next> {
    let started = Instant::now();
    while started.elapsed() < 4 * TIMEOUT {
        stream.write_all(piece)?;
    }
    Ok(Next::Close)
}
