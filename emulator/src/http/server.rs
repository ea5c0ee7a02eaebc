//! The listener, and the thread that accepts connections.

use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use super::connection;
use super::connections::Connections;
use super::message::{HttpRequest, HttpResponse};
use super::stop::Stop;

/// The stack of a connection's thread. JSON is at most 128 levels deep.
const STACK_BYTES: usize = 1024 * 1024;

/// How long to wait if no connection can be accepted, for example because there are too many open files.
const ACCEPT_PAUSE: Duration = Duration::from_millis(20);

/// What a server does with requests.
pub(crate) trait Handler: Send + Sync {
    /// Responds to a request. A handler that waits must not do so beyond the stop.
    fn handle(&self, request: HttpRequest, stop: &Stop) -> HttpResponse;

    /// Responds to something that is not an acceptable request.
    fn refuse(&self, status: u16, reason: &str) -> HttpResponse;
}

/// A server on loopback. Dropping it closes all connections, and waits for all threads.
pub(crate) struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    acceptor: Option<JoinHandle<()>>,
}

struct Shared {
    connections: Connections,
    handler: Arc<dyn Handler>,
    stop: Stop,
}

impl Server {
    /// Listens on 127.0.0.1. Port 0 stands for any free port.
    pub(crate) fn start(port: u16, handler: Arc<dyn Handler>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            connections: Connections::default(),
            handler,
            stop: Stop::default(),
        });
        let acceptor = Builder::new().name("genauth-emulator".to_owned()).spawn({
            let shared = Arc::clone(&shared);
            move || shared.accept(&listener)
        })?;
        Ok(Server {
            address,
            shared,
            acceptor: Some(acceptor),
        })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stop.set();
        // Wakes the acceptor. If it cannot be reached, it is waiting for nothing.
        let _ = TcpStream::connect(self.address);
        if let Some(acceptor) = self.acceptor.take() {
            let _ = acceptor.join();
        }
        self.shared.connections.close_all();
    }
}

impl Shared {
    fn accept(self: &Arc<Self>, listener: &TcpListener) {
        for stream in listener.incoming() {
            if self.stop.is_set() {
                return;
            }
            match stream {
                Ok(stream) if self.connections.make_room() => self.serve(stream),
                Ok(stream) => self.turn_away(&stream),
                Err(_) => self.stop.sleep(ACCEPT_PAUSE),
            }
        }
    }

    fn serve(self: &Arc<Self>, stream: TcpStream) {
        self.connections.add(stream, |id, connection| {
            let shared = Arc::clone(self);
            let thread = Builder::new()
                .name("genauth-emulator-connection".to_owned())
                .stack_size(STACK_BYTES);
            let spawned = thread.spawn(move || {
                let _end = End { shared: &shared, id };
                // An error only means that the client is gone.
                let _ = connection::serve(&connection, &shared.connections, &*shared.handler, &shared.stop);
                let _ = connection.stream.shutdown(std::net::Shutdown::Both);
            });
            spawned.ok()
        });
    }

    /// All connections are busy.
    fn turn_away(&self, mut stream: &TcpStream) {
        let response = self.handler.refuse(503, "too many connections");
        let _ = stream.write_all(&response.to_bytes(false));
    }
}

/// Reports the end of a connection's thread, also if it panics.
struct End<'a> {
    shared: &'a Shared,
    id: u64,
}

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.shared.connections.end(self.id);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    struct Panics;

    impl Handler for Panics {
        fn handle(&self, request: HttpRequest, _: &Stop) -> HttpResponse {
            assert_ne!(request.path, "/panic", "as the test demands");
            HttpResponse::json(200, b"{}".to_vec())
        }

        fn refuse(&self, status: u16, reason: &str) -> HttpResponse {
            HttpResponse::json(status, reason.as_bytes().to_vec())
        }
    }

    #[test]
    fn a_panic_is_a_response() {
        let server = Server::start(0, Arc::new(Panics)).expect("a server");
        let mut stream = TcpStream::connect(server.address()).expect("a connection");
        let requests = "GET /panic HTTP/1.1\r\nhost: a\r\n\r\nGET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
        stream.write_all(requests.as_bytes()).expect("a request");
        let mut received = String::new();
        stream.read_to_string(&mut received).expect("responses");
        assert!(received.starts_with("HTTP/1.1 500 "), "{received}");
        assert!(received.contains("HTTP/1.1 200 "), "{received}");
    }
}
