//! Reads the body of a request.

use std::io;

use httparse::Status;

use super::head::{Framing, Rejection, reject};
use super::input::Input;
use super::{MAX_BODY_BYTES, MAX_HEAD_BYTES};

/// The longest line with the size of a chunk, in bytes. It may have extensions, which are ignored.
const MAX_SIZE_LINE: usize = 256;

/// Reads a body to its end.
pub(super) fn read(input: &mut Input<'_>, framing: Framing) -> io::Result<Result<Vec<u8>, Rejection>> {
    match framing {
        Framing::Length(length) => input.take(length).map(Ok),
        Framing::Chunked => read_chunks(input),
    }
}

fn read_chunks(input: &mut Input<'_>) -> io::Result<Result<Vec<u8>, Rejection>> {
    let mut body = Vec::new();
    loop {
        let (line, size) = match httparse::parse_chunk_size(input.buffer()) {
            Ok(Status::Complete(found)) => found,
            Ok(Status::Partial) if input.buffer().len() <= MAX_SIZE_LINE => {
                input.receive_more()?;
                continue;
            }
            _ => return Ok(reject(400, "malformed size of a chunk")),
        };
        input.skip(line);
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        if size == 0 {
            return Ok(skip_trailers(input)?.map(|()| body));
        }
        if size > MAX_BODY_BYTES - body.len() {
            return Ok(reject(413, "the body is too large"));
        }
        body.append(&mut input.take(size)?);
        if input.take(2)? != b"\r\n" {
            return Ok(reject(400, "a chunk is longer than its size"));
        }
    }
}

/// Skips the headers after the last chunk.
fn skip_trailers(input: &mut Input<'_>) -> io::Result<Result<(), Rejection>> {
    let mut bytes = 0;
    loop {
        match input.buffer().windows(2).position(|pair| pair == b"\r\n") {
            Some(end) => {
                input.skip(end + 2);
                bytes += end + 2;
                if end == 0 {
                    return Ok(Ok(()));
                }
            }
            None if bytes + input.buffer().len() <= MAX_HEAD_BYTES => input.receive_more()?,
            None => return Ok(reject(431, "the trailers are too large")),
        }
        if bytes > MAX_HEAD_BYTES {
            return Ok(reject(431, "the trailers are too large"));
        }
    }
}
