//! The requests as the server reads them, and the pages that it returns.

use std::io::{self, Read};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use super::TIMEOUT;

/// The number of groups, which the client lists page by page.
pub const LIST_ITEMS: usize = 200;

pub struct Request {
    pub path: String,
    pub token: String,
    /// The numbers in its codes: 17 for `book-17`. A batch has many codes.
    pub numbers: Vec<u64>,
    /// Only a request for a list has one.
    pub page: Option<Page>,
    pub is_write: bool,
}

#[derive(Clone, Copy)]
pub struct Page {
    number: usize,
    limit: usize,
}

impl Page {
    /// The data of a response with this page.
    pub fn data(self) -> String {
        let start = LIST_ITEMS.min((self.number - 1) * self.limit);
        let items: Vec<_> = (start..LIST_ITEMS.min(start + self.limit))
            .map(|item| format!(r#"{{"code":"item-{item}","name":"Item {item}","description":"of a list"}}"#))
            .collect();
        format!(r#"{{"totalCount":{LIST_ITEMS},"list":[{}]}}"#, items.join(","))
    }
}

impl Request {
    /// Waits until the request is complete, and then reads it, optionally without its last byte.
    pub fn read(mut stream: &TcpStream, except_last_byte: bool) -> io::Result<Self> {
        let mut buffer = vec![0; 8 * 1024];
        let started = Instant::now();
        let length = loop {
            let received = stream.peek(&mut buffer)?;
            if let Some(length) = complete_length(&buffer[..received]) {
                break length;
            }
            if started.elapsed() > 4 * TIMEOUT {
                return Err(io::ErrorKind::TimedOut.into());
            }
            // `peek` does not wait for more bytes.
            thread::sleep(Duration::from_micros(200));
        };
        stream.read_exact(&mut buffer[..length - usize::from(except_last_byte)])?;
        Ok(Self::parse(&String::from_utf8_lossy(&buffer[..length])))
    }

    fn parse(text: &str) -> Self {
        let target = text.split(' ').nth(1).unwrap_or_default();
        let between = |start: &str, end: char| {
            let rest = text.split_once(start).map_or("", |(_, rest)| rest);
            rest.split(end).next().unwrap_or_default()
        };
        let number_in = |text: &str| text.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok();
        let parameter = |name: &str| target.split_once(name).and_then(|(_, rest)| number_in(rest));
        let page = parameter("page=").zip(parameter("limit="));
        Request {
            path: target.split('?').next().unwrap_or_default().to_owned(),
            token: between("Bearer ", '\r').to_owned(),
            numbers: text
                .split("book-")
                .skip(1)
                .filter_map(number_in)
                .map(|number| number as u64)
                .collect(),
            page: page.map(|(number, limit)| Page { number, limit }),
            is_write: text.starts_with("POST"),
        }
    }

    /// What the client expects as the request ID.
    pub fn code(&self) -> String {
        match (&self.page, self.numbers.first()) {
            (Some(page), _) => format!("page-{}", page.number),
            (None, number) => format!("book-{}", number.copied().unwrap_or_default()),
        }
    }
}

/// The length of the request that these bytes begin with, if it is complete.
fn complete_length(bytes: &[u8]) -> Option<usize> {
    let head = bytes.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let text = String::from_utf8_lossy(&bytes[..head]).to_ascii_lowercase();
    let length = text.lines().find_map(|line| line.strip_prefix("content-length: "));
    let body: usize = length.and_then(|length| length.parse().ok()).unwrap_or(0);
    (bytes.len() >= head + body).then_some(head + body)
}
