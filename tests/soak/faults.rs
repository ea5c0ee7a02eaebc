//! The ways in which the server answers wrongly, and the bytes of each.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use super::{MAX_ANSWER_BYTES, TIMEOUT};

/// Declares the faults together with the names that the report gives them.
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
    ResetBeforeReading: "reset before the request is read",
    CloseBeforeReading: "closed before the request is read",
    ResetWhileReading: "reset while the request is read",
    ResetAfterReading: "reset after the request is read",
    CloseAfterReading: "closed after the request is read",
    CloseInHead: "closed in the head of the answer",
    CloseInBody: "closed in the body of the answer",
    CloseAfterAnswer: "closed after the answer, unannounced",
    Silence: "silence",
    SilenceInHead: "silence in the head of the answer",
    LateAnswer: "answered after the timeout",
    SlowBytes: "slow bytes",
    EndlessHead: "headers without end",
    LargeHead: "a header too large",
    LargeBody: "a body too large",
    EndlessBody: "chunks without end",
    LengthTooShort: "a content-length too short",
    LengthTooLong: "a content-length too long",
    TwoAnswers: "an answer of somebody else behind the answer",
    BrokenChunks: "broken chunks",
    CutChunks: "chunks that break off",
    NotGzip: "gzip that is none",
    CutGzip: "gzip that breaks off",
    WrongGzip: "gzip with a wrong checksum",
    Html: "a page of HTML under HTTP 200",
    Gateway: "HTTP 502, 503 or 504",
    TooMany: "HTTP 429",
    TooManyInBody: "statusCode 429",
    Unauthorized: "HTTP 401, the token revoked",
    UnauthorizedInBody: "statusCode 401, the token revoked",
    Redirect: "a redirect",
    NoContent: "HTTP 204",
    WrongShape: "JSON of a wrong shape",
    DeepJson: "deep JSON",
    InvalidUtf8: "invalid UTF-8",
    ByteOrderMark: "a byte order mark",
    DuplicateKeys: "duplicate keys",
}

impl Fault {
    /// Whether the server carries the call out before it misbehaves.
    pub fn carries_out(self, dice: &mut Dice) -> bool {
        match self {
            // A refusal is a promise that nothing was done.
            Fault::TooMany
            | Fault::TooManyInBody
            | Fault::Unauthorized
            | Fault::UnauthorizedInBody
            | Fault::Redirect => false,
            // Nobody can tell from outside, so both have to be tried.
            Fault::Silence
            | Fault::SilenceInHead
            | Fault::ResetAfterReading
            | Fault::CloseAfterReading
            | Fault::Gateway
            | Fault::Html => dice.falls(0.5),
            // These hold an answer that says so.
            _ => true,
        }
    }
}

/// Random numbers that a seed repeats (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to `end`, without it.
    pub fn below(&mut self, end: u32) -> u32 {
        // The remainder is below `end`, so it fits.
        u32::try_from(self.next() % u64::from(end)).unwrap_or_default()
    }

    pub fn falls(&mut self, chance: f64) -> bool {
        f64::from(self.below(1_000_000)) < chance * 1e6
    }

    pub fn pick<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[self.below(u32::try_from(choices.len()).unwrap_or(u32::MAX)) as usize]
    }

    pub fn fault(&mut self) -> Fault {
        Fault::ALL[self.below(u32::try_from(Fault::ALL.len()).unwrap_or(u32::MAX)) as usize]
    }
}

/// One answer, whole and right as HTTP.
pub fn http(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let length = body.len();
    let mut answer = format!("HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\n\r\n").into_bytes();
    answer.extend_from_slice(body);
    answer
}

pub fn ok(body: impl AsRef<[u8]>) -> Vec<u8> {
    http("200 OK", "content-type: application/json\r\n", body)
}

/// What the service itself says when it refuses, with the id by which the caller knows whose answer it is.
pub fn refusal(status: u16, id: &str) -> String {
    format!(r#"{{"statusCode":{status},"message":"soak","requestId":"{id}"}}"#)
}

/// What becomes of the connection.
pub enum Then {
    GoOn,
    Close,
}

/// Answers a request that was read, wrongly. `right` is the JSON that would have been right, `id` the request's.
pub fn misbehave(fault: Fault, mut stream: &TcpStream, right: &str, id: &str, dice: &mut Dice) -> io::Result<Then> {
    let whole = ok(right);
    let head_length = whole.len() - right.len();
    match fault {
        // The first three have happened before; a socket that is closed with bytes unread sends a reset.
        Fault::ResetBeforeReading
        | Fault::CloseBeforeReading
        | Fault::ResetWhileReading
        | Fault::ResetAfterReading
        | Fault::CloseAfterReading => return Ok(Then::Close),
        Fault::CloseInHead => {
            stream.write_all(&whole[..head_length / 2])?;
            return Ok(Then::Close);
        }
        Fault::CloseInBody => {
            stream.write_all(&whole[..head_length + right.len() / 2])?;
            return Ok(Then::Close);
        }
        Fault::CloseAfterAnswer => {
            stream.write_all(&whole)?;
            // Now and then the next request is on its way when the connection closes.
            thread::sleep(Duration::from_micros(dice.below(500).into()));
            return Ok(Then::Close);
        }
        Fault::Silence => return hang(stream),
        Fault::SilenceInHead => {
            stream.write_all(&whole[..head_length / 2])?;
            return hang(stream);
        }
        Fault::LateAnswer => {
            thread::sleep(TIMEOUT + Duration::from_millis(20 + u64::from(dice.below(100))));
            stream.write_all(&whole)?;
        }
        Fault::SlowBytes => write_slowly(stream, &whole, dice)?,
        Fault::EndlessHead => {
            stream.write_all(b"HTTP/1.1 200 OK\r\n")?;
            return write_without_end(stream, &b"x-more: and more\r\n".repeat(50));
        }
        Fault::LargeHead => {
            let large = format!("x-large: {}\r\n", "x".repeat(256 * 1024));
            stream.write_all(&http("200 OK", &large, right))?;
        }
        Fault::LargeBody => {
            // Valid JSON but for its size: blanks may stand behind it.
            let padded = format!("{right}{}", " ".repeat(2 * MAX_ANSWER_BYTES));
            stream.write_all(&ok(padded))?;
        }
        Fault::EndlessBody => {
            stream.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")?;
            return write_without_end(stream, &[b"4000\r\n".as_slice(), &[b' '; 0x4000], b"\r\n"].concat());
        }
        Fault::LengthTooShort => stream.write_all(&with_length(right, right.len() - 10))?,
        Fault::LengthTooLong => {
            stream.write_all(&with_length(right, right.len() + 10))?;
            return if dice.falls(0.5) { hang(stream) } else { Ok(Then::Close) };
        }
        Fault::TwoAnswers => {
            // In one piece, so that a client which keeps the connection finds it as the answer to its next request.
            let foreign =
                r#"{"statusCode":200,"message":"","requestId":"book-0","data":{"code":"book-0","success":true}}"#;
            stream.write_all(&[whole, ok(foreign)].concat())?;
        }
        Fault::BrokenChunks => {
            let size = dice.pick(&["zz", "-1", "ffffffffffffffffff", ""]);
            let answer = format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{size}\r\n{right}\r\n0\r\n\r\n");
            stream.write_all(answer.as_bytes())?;
        }
        Fault::CutChunks => {
            // The chunk is whole, but the one that says that it was the last never comes.
            let size = right.len();
            let answer = format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{size:x}\r\n{right}\r\n");
            stream.write_all(answer.as_bytes())?;
            return Ok(Then::Close);
        }
        Fault::NotGzip => stream.write_all(&http("200 OK", "content-encoding: gzip\r\n", right))?,
        Fault::CutGzip => {
            let packed = wrong_gzip(right);
            let half = &packed[..packed.len() / 2];
            stream.write_all(&http("200 OK", "content-encoding: gzip\r\n", half))?;
        }
        Fault::WrongGzip => stream.write_all(&http("200 OK", "content-encoding: gzip\r\n", wrong_gzip(right)))?,
        _ => {
            stream.write_all(&wrong_words(fault, right, id, dice))?;
        }
    }
    Ok(Then::GoOn)
}

/// The faults that are sound HTTP and say something else than what was asked.
fn wrong_words(fault: Fault, right: &str, id: &str, dice: &mut Dice) -> Vec<u8> {
    match fault {
        Fault::Html => http(
            "200 OK",
            "content-type: text/html\r\n",
            "<html><body><h1>502 Bad Gateway</h1></body></html>",
        ),
        Fault::Gateway => {
            let status = dice.pick(&["502 Bad Gateway", "503 Service Unavailable", "504 Gateway Timeout"]);
            http(
                status,
                "content-type: text/html\r\n",
                "<html><body>gateway</body></html>",
            )
        }
        Fault::TooMany => http(
            "429 Too Many Requests",
            dice.pick(&["", "retry-after: 0\r\n"]),
            refusal(429, id),
        ),
        Fault::TooManyInBody => ok(refusal(429, id)),
        Fault::Unauthorized => http("401 Unauthorized", "", refusal(401, id)),
        Fault::UnauthorizedInBody => ok(refusal(401, id)),
        Fault::Redirect => {
            let status = dice.pick(&["301 Moved Permanently", "302 Found", "307 Temporary Redirect"]);
            http(status, "location: /elsewhere\r\n", "")
        }
        Fault::NoContent => b"HTTP/1.1 204 No Content\r\n\r\n".to_vec(),
        Fault::WrongShape => ok(dice.pick(&[
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
            ok(right.replacen('{', &format!(r#"{{"deep":{open}{close},"#), 1))
        }
        Fault::InvalidUtf8 => {
            let mut bytes = right.as_bytes().to_vec();
            let middle = bytes.len() / 2;
            bytes[middle] = 0xFF;
            ok(bytes)
        }
        Fault::ByteOrderMark => ok(format!("\u{FEFF}{right}")),
        // Of two equal keys the last one counts, as nearly everywhere.
        _ => ok(right.replacen(
            '{',
            r#"{"statusCode":500,"requestId":"book-0","data":{"code":"book-0"},"#,
            1,
        )),
    }
}

fn with_length(body: &str, length: usize) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{body}").into_bytes()
}

/// Gzip made by hand: one block that is not packed, and zeros for the checksum.
fn wrong_gzip(text: &str) -> Vec<u8> {
    let length = u16::try_from(text.len()).unwrap_or(u16::MAX);
    let mut packed = vec![0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 1];
    packed.extend_from_slice(&length.to_le_bytes());
    packed.extend_from_slice(&(!length).to_le_bytes());
    packed.extend_from_slice(text.as_bytes());
    packed.extend_from_slice(&[0; 4]);
    packed.extend_from_slice(&u32::from(length).to_le_bytes());
    packed
}

/// Says no more until the client goes away.
fn hang(mut stream: &TcpStream) -> io::Result<Then> {
    stream.set_read_timeout(Some(4 * TIMEOUT))?;
    while stream.read(&mut [0; 1024])? > 0 {}
    Ok(Then::Close)
}

/// Ends the connection in order although nothing of the request was read.
pub fn close_in_order(stream: &TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    // Bytes that stay unread would make a reset of it.
    hang(stream).map(drop)
}

/// Takes from half to twice the client's timeout.
fn write_slowly(mut stream: &TcpStream, bytes: &[u8], dice: &mut Dice) -> io::Result<()> {
    let pieces = 8;
    let pause = TIMEOUT * (50 + dice.below(150)) / 100 / pieces;
    for piece in bytes.chunks(bytes.len().div_ceil(pieces as usize)) {
        stream.write_all(piece)?;
        thread::sleep(pause);
    }
    Ok(())
}

/// Goes on until the client has had enough.
fn write_without_end(mut stream: &TcpStream, piece: &[u8]) -> io::Result<Then> {
    let started = Instant::now();
    while started.elapsed() < 4 * TIMEOUT {
        stream.write_all(piece)?;
    }
    Ok(Then::Close)
}
