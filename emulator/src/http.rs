//! HTTP/1.1 on loopback, with a thread for each connection. It knows nothing of the API.

mod body;
mod connection;
mod connections;
mod head;
pub(crate) mod host;
mod input;
mod message;
mod server;
mod stop;

pub(crate) use message::{HttpRequest, HttpResponse, Transfer};
pub(crate) use server::{Handler, Server};
pub(crate) use stop::Stop;

/// The largest head of a request, in bytes.
const MAX_HEAD_BYTES: usize = 16 * 1024;

/// The largest number of headers.
const MAX_HEADERS: usize = 100;

/// The largest body of a request, in bytes.
const MAX_BODY_BYTES: usize = 8 * 1024 * 1024;

/// The largest number of connections. For one more, the longest idle one is closed.
const MAX_CONNECTIONS: usize = 512;
