//! Counts the round trips of a client's first operations.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, mpsc};

use rustls::{ServerConnection, StreamOwned};

use super::server::{AUTHORITY, VALID, builder_for, server_config};
use crate::sockets::{LONG_TIMEOUT, listen, serve_success};
use crate::support::associate;

const CHANGE_CIPHER_SPEC: u8 = 20;
const HANDSHAKE: u8 = 22;
/// In TLS 1.3, encrypted parts of the handshake have this type, too.
const APPLICATION_DATA: u8 = 23;

/// A socket of the server that records what the client sends.
struct Recorder {
    stream: TcpStream,
    /// What the client has sent since the server has sent something.
    received: Vec<u8>,
    /// The types of the TLS records that the client sent before each response.
    flights: Vec<Vec<u8>>,
}

impl Read for Recorder {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.stream.read(buffer)?;
        self.received.extend(&buffer[..count]);
        Ok(count)
    }
}

impl Write for Recorder {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.received.is_empty() {
            self.flights.push(record_types(&self.received));
            self.received.clear();
        }
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

fn record_types(mut records: &[u8]) -> Vec<u8> {
    let mut types = Vec::new();
    while let [kind, _, _, high, low, rest @ ..] = records {
        types.push(*kind);
        records = &rest[usize::from(u16::from_be_bytes([*high, *low]))..];
    }
    assert!(records.is_empty(), "an incomplete record");
    types
}

#[test]
fn handshake_token_and_operation_take_one_round_trip_each() {
    let mut config = Arc::unwrap_or_clone(server_config(VALID));
    // The server may send them before or after it has received the first request.
    config.send_tls13_tickets = 0;
    let config = Arc::new(config);
    let (sender, ended) = mpsc::channel();
    let address = listen(move |_, stream| {
        let recorder = Recorder {
            stream,
            received: Vec::new(),
            flights: Vec::new(),
        };
        let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
        let mut stream = StreamOwned::new(connection, recorder);
        serve_success(&mut stream);
        // The test may have ended.
        let _ = sender.send(stream.sock.flights);
    });
    let client = builder_for(address).root_certificates(AUTHORITY).build().unwrap();
    associate(&client).send().unwrap();
    associate(&client).send().unwrap();
    drop(client);
    let flights = ended.recv_timeout(LONG_TIMEOUT).unwrap();
    assert_eq!(
        flights,
        [
            vec![HANDSHAKE],
            // The end of the handshake, and the request for the token. The body of a request has no record of its own.
            vec![CHANGE_CIPHER_SPEC, APPLICATION_DATA, APPLICATION_DATA],
            vec![APPLICATION_DATA],
            vec![APPLICATION_DATA],
        ]
    );
    assert!(ended.try_recv().is_err(), "more than one connection");
}
