//! Decodes gzip bodies that ureq does not recognize, because their `content-encoding` is `x-gzip` or contains upper case.
//!
//! ureq's decoder can only be reached through a response. So the body becomes the body of another response, whose
//! `content-encoding` is spelled as ureq expects it, and which arrives over a connection in memory.

use std::io::{Cursor, Read};
use std::sync::Mutex;

use ureq::http::{HeaderMap, Response, header};
use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, LazyBuffers, NextTimeout, Transport};
use ureq::{Agent, Body, Error};

use super::progress::NoResolver;

/// The body ends where the connection does.
const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n";

type Source = Box<dyn Read + Send + Sync>;

/// Decodes the body if it is still compressed.
pub(super) fn decode(response: Response<Body>) -> Result<Response<Body>, Error> {
    if !is_gzip(response.headers()) {
        return Ok(response);
    }
    let (mut head, body) = response.into_parts();
    // Neither describes the decoded body.
    head.headers.remove(header::CONTENT_ENCODING);
    head.headers.remove(header::CONTENT_LENGTH);
    let connector = MemoryConnector(Mutex::new(Some(Box::new(Cursor::new(HEAD).chain(body.into_reader())))));
    let config = Agent::config_builder().proxy(None).build();
    let agent = Agent::with_parts(config, connector, NoResolver);
    let body = agent.get("http://gzip.invalid").call()?.into_body();
    Ok(Response::from_parts(head, body))
}

/// ureq removes the header when it decodes a body itself.
fn is_gzip(headers: &HeaderMap) -> bool {
    let encoding = headers
        .get(header::CONTENT_ENCODING)
        .and_then(|value| value.to_str().ok());
    encoding.is_some_and(|encoding| {
        ["gzip", "x-gzip"]
            .iter()
            .any(|name| encoding.eq_ignore_ascii_case(name))
    })
}

struct MemoryConnector(Mutex<Option<Source>>);

impl std::fmt::Debug for MemoryConnector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MemoryConnector")
    }
}

impl Connector for MemoryConnector {
    type Out = MemoryTransport;

    fn connect(&self, details: &ConnectionDetails<'_>, _: Option<()>) -> Result<Option<MemoryTransport>, Error> {
        let source = self.0.lock().ok().and_then(|mut source| source.take());
        let buffers = LazyBuffers::new(details.config.input_buffer_size(), details.config.output_buffer_size());
        Ok(source.map(|source| MemoryTransport { source, buffers }))
    }
}

struct MemoryTransport {
    source: Source,
    buffers: LazyBuffers,
}

impl std::fmt::Debug for MemoryTransport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MemoryTransport")
    }
}

impl Transport for MemoryTransport {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, _: usize, _: NextTimeout) -> Result<(), Error> {
        Ok(())
    }

    fn await_input(&mut self, _: NextTimeout) -> Result<bool, Error> {
        let count = self.source.read(self.buffers.input_append_buf())?;
        self.buffers.input_appended(count);
        Ok(count > 0)
    }

    fn is_open(&mut self) -> bool {
        false
    }
}
