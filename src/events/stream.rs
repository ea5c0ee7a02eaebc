//! The connection below the WebSocket: TCP, with TLS or without.

use std::io::{self, Read, Write};
use std::net::{IpAddr, SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use rustls::{ClientConnection, StreamOwned};

/// The shortest time for an address, since a timeout of zero is an error.
const MIN_SHARE: Duration = Duration::from_millis(1);

/// The connection of a subscription.
pub(super) enum Stream {
    Plain(TimedStream),
    Tls(Box<StreamOwned<ClientConnection, TimedStream>>),
}

impl Stream {
    pub(super) fn tcp(&self) -> &TimedStream {
        match self {
            Stream::Plain(stream) => stream,
            Stream::Tls(stream) => &stream.sock,
        }
    }

    pub(super) fn tcp_mut(&mut self) -> &mut TimedStream {
        match self {
            Stream::Plain(stream) => stream,
            Stream::Tls(stream) => &mut stream.sock,
        }
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Stream::Plain(stream) => stream.read(buffer),
            Stream::Tls(stream) => stream.read(buffer),
        }
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Stream::Plain(stream) => stream.write(bytes),
            Stream::Tls(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Stream::Plain(stream) => stream.flush(),
            Stream::Tls(stream) => stream.flush(),
        }
    }
}

/// A TCP connection that counts what it receives. While it has a deadline, no read or write blocks beyond it, however
/// slowly bytes arrive.
pub(super) struct TimedStream {
    stream: TcpStream,
    deadline: Option<Instant>,
    received: u64,
}

impl TimedStream {
    /// Connects to the first address of the host that accepts.
    pub(super) fn connect(host: &str, port: u16, deadline: Instant) -> io::Result<Self> {
        let stream = connect(&resolve(host, port, deadline)?, deadline)?;
        stream.set_nodelay(true)?;
        Ok(TimedStream {
            stream,
            deadline: Some(deadline),
            received: 0,
        })
    }

    pub(super) fn inner(&self) -> &TcpStream {
        &self.stream
    }

    /// Number of bytes received so far.
    pub(super) fn received(&self) -> u64 {
        self.received
    }

    /// Ends the deadline. From now on, every read and every write has a timeout of its own.
    pub(super) fn set_timeouts(&mut self, read: Duration, write: Duration) -> io::Result<()> {
        self.deadline = None;
        self.stream.set_read_timeout(Some(read))?;
        self.stream.set_write_timeout(Some(write))
    }
}

impl Read for TimedStream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(deadline) = self.deadline {
            self.stream.set_read_timeout(Some(time_until(deadline)?))?;
        }
        let count = self.stream.read(buffer)?;
        self.received += u64::try_from(count).unwrap_or(u64::MAX);
        Ok(count)
    }
}

impl Write for TimedStream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Some(deadline) = self.deadline {
            self.stream.set_write_timeout(Some(time_until(deadline)?))?;
        }
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// The time until the deadline, which is never zero because the operating system takes zero for no timeout.
fn time_until(deadline: Instant) -> io::Result<Duration> {
    let remaining = deadline.saturating_duration_since(Instant::now());
    if remaining.is_zero() {
        // The WebSocket library knows this kind as a timeout, and no other.
        return Err(io::ErrorKind::WouldBlock.into());
    }
    Ok(remaining)
}

/// The host of a URL without the brackets of an IPv6 address.
pub(super) fn without_brackets(host: &str) -> &str {
    host.trim_matches(['[', ']'])
}

/// The addresses of a host, which may be an address itself. A name is resolved in a thread, because the operating system's resolver has no timeout.
fn resolve(host: &str, port: u16, deadline: Instant) -> io::Result<Vec<SocketAddr>> {
    if let Ok(address) = without_brackets(host).parse::<IpAddr>() {
        return Ok(vec![SocketAddr::new(address, port)]);
    }
    let (sender, receiver) = mpsc::channel();
    let name = host.to_owned();
    thread::Builder::new()
        .name("genauth-resolver".to_owned())
        .spawn(move || {
            let addresses = (name.as_str(), port).to_socket_addrs().map(Vec::from_iter);
            // The subscription has stopped waiting if its deadline has passed.
            let _ = sender.send(addresses);
        })?;
    let outcome = receiver.recv_timeout(time_until(deadline)?);
    outcome.unwrap_or_else(|_| Err(io::ErrorKind::WouldBlock.into()))
}

/// Tries the addresses one after another. Each gets an equal share of the remaining time, so that one that does not
/// respond cannot use up the time of the others.
fn connect(addresses: &[SocketAddr], deadline: Instant) -> io::Result<TcpStream> {
    let mut failure = io::Error::new(io::ErrorKind::NotFound, "the host has no address");
    let mut left = u32::try_from(addresses.len()).unwrap_or(u32::MAX);
    for address in addresses {
        let share = (time_until(deadline)? / left).max(MIN_SHARE);
        left -= 1;
        match TcpStream::connect_timeout(address, share) {
            Ok(stream) => return Ok(stream),
            Err(error) => failure = error,
        }
    }
    Err(failure)
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::net::{Ipv4Addr, TcpListener};

    #[test]
    fn an_address_that_refuses_does_not_stop_the_next_one() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let open = listener.local_addr().unwrap();
        // Nothing listens on port 1.
        let closed = SocketAddr::new(Ipv4Addr::LOCALHOST.into(), 1);
        let deadline = Instant::now() + Duration::from_secs(20);
        let stream = connect(&[closed, closed, open], deadline).unwrap();
        assert_eq!(stream.peer_addr().unwrap(), open);
        assert!(connect(&[closed], deadline).is_err());
        assert_eq!(connect(&[], deadline).unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn nothing_is_tried_after_the_deadline() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let error = connect(&[address], Instant::now()).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::WouldBlock);
        let error = resolve("localhost", 1, Instant::now()).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::WouldBlock);
    }
}
