//! A connection as ureq sees it, above TCP, TLS and a proxy's tunnel.

use std::io::{self, ErrorKind};
use std::mem;
use std::time::Instant;

use ureq::Error;
use ureq::unversioned::transport::{Buffers, NextTimeout, Transport};

use super::progress;

/// How many bytes are held at most; more are sent at once. This leaves most of the output buffer to the rest of the
/// request, and a TLS record is not longer than this either.
const MAX_HELD: usize = 16 * 1024;

/// Holds back what ureq sends until a response is awaited, so that the head and the body of a request are sent in one
/// write and in one TLS record. Also tracks when a part of a request is sent. It is above TLS, so handshakes do not
/// count.
#[derive(Debug)]
pub(super) struct Connection {
    transport: Box<dyn Transport>,
    /// The number of bytes at the start of the output buffer that are held back.
    held: usize,
    /// The last request that used the connection.
    request_id: usize,
}

impl Connection {
    pub(super) fn new(transport: Box<dyn Transport>) -> Self {
        Connection {
            transport,
            held: 0,
            request_id: 0,
        }
    }

    fn flush(&mut self, timeout: NextTimeout) -> Result<(), Error> {
        // This is not the response, although ureq would use it. It may come from a proxy that sends a body with its
        // response to CONNECT.
        if !self.transport.buffers().input().is_empty() {
            let error = io::Error::new(ErrorKind::InvalidData, "data received before the request was sent");
            return Err(error.into());
        }
        // Set before writing, because a failed write may still have sent a part of the request.
        progress::set_sent();
        self.transport.transmit_output(mem::take(&mut self.held), timeout)
    }
}

impl Transport for Connection {
    fn buffers(&mut self) -> &mut dyn Buffers {
        match self.held {
            0 => self.transport.buffers(),
            _ => self,
        }
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        self.request_id = progress::request_id();
        self.held += amount;
        if self.held > MAX_HELD {
            self.flush(timeout)?;
        }
        Ok(())
    }

    fn await_input(&mut self, mut timeout: NextTimeout) -> Result<bool, Error> {
        if self.held > 0 {
            let started = Instant::now();
            self.flush(timeout)?;
            timeout = progress::remaining(timeout, started);
        }
        self.transport.await_input(timeout)
    }

    /// ureq asks when a request ends, and again before the next one uses the connection. Only the second time counts,
    /// because data can arrive in between. The first probe would cost three system calls.
    fn is_open(&mut self) -> bool {
        let request_id = progress::request_id();
        let is_within_request = request_id != 0 && request_id == self.request_id;
        is_within_request || self.transport.is_open()
    }

    fn is_tls(&self) -> bool {
        self.transport.is_tls()
    }
}

/// The buffers while bytes are held back: the rest of the output buffer, and no input.
impl Buffers for Connection {
    fn output(&mut self) -> &mut [u8] {
        &mut self.transport.buffers().output()[self.held..]
    }

    fn input(&self) -> &[u8] {
        &[]
    }

    fn input_append_buf(&mut self) -> &mut [u8] {
        self.transport.buffers().input_append_buf()
    }

    fn input_appended(&mut self, amount: usize) {
        self.transport.buffers().input_appended(amount);
    }

    fn input_consume(&mut self, amount: usize) {
        self.transport.buffers().input_consume(amount);
    }

    fn tmp_and_output(&mut self) -> (&mut [u8], &mut [u8]) {
        let (tmp, output) = self.transport.buffers().tmp_and_output();
        (tmp, &mut output[self.held..])
    }

    fn can_use_input(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests;
