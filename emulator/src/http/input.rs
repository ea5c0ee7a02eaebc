//! Buffered input of a connection. What follows a request stays in the buffer, so that requests can be pipelined.

use std::io::{self, Read};
use std::net::TcpStream;

pub(super) struct Input<'a> {
    stream: &'a TcpStream,
    buffer: Vec<u8>,
}

impl<'a> Input<'a> {
    pub(super) fn new(stream: &'a TcpStream) -> Self {
        Input {
            stream,
            buffer: Vec::new(),
        }
    }

    /// What has been received and not been taken.
    pub(super) fn buffer(&self) -> &[u8] {
        &self.buffer
    }

    /// Waits for more bytes. Returns whether there were any, or the client has closed the connection.
    pub(super) fn receive(&mut self) -> io::Result<bool> {
        let mut bytes = [0; 16 * 1024];
        let count = self.stream.read(&mut bytes)?;
        self.buffer.extend_from_slice(&bytes[..count]);
        Ok(count > 0)
    }

    /// The same, for input that must not end here.
    pub(super) fn receive_more(&mut self) -> io::Result<()> {
        if self.receive()? {
            Ok(())
        } else {
            Err(io::ErrorKind::UnexpectedEof.into())
        }
    }

    /// Drops bytes from the front of the buffer.
    pub(super) fn skip(&mut self, count: usize) {
        self.buffer.drain(..count);
    }

    /// Takes this many bytes, and waits for them if necessary.
    pub(super) fn take(&mut self, count: usize) -> io::Result<Vec<u8>> {
        while self.buffer.len() < count {
            self.receive_more()?;
        }
        let rest = self.buffer.split_off(count);
        Ok(std::mem::replace(&mut self.buffer, rest))
    }
}
