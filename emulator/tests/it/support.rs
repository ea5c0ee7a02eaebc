//! What several tests need.

use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::path::PathBuf;

use genauth::ManagementClient;
use genauth_emulator::Emulator;

/// An emulator whose IDs and times are the same in each run.
pub fn emulator() -> Emulator {
    Emulator::builder()
        .deterministic(1)
        .start()
        .expect("an emulator starts")
}

/// A client for which any difference between a response and its type is an error.
pub fn client(emulator: &Emulator) -> ManagementClient {
    emulator
        .client_builder()
        .strict_responses(true)
        .build()
        .expect("the settings are valid")
}

/// Sends bytes, closes the sending side, and returns everything that is received.
pub fn exchange(emulator: &Emulator, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(emulator.address()).expect("the emulator listens");
    // The emulator may refuse and close before everything is sent.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(Shutdown::Write);
    let mut received = Vec::new();
    let _ = stream.read_to_end(&mut received);
    String::from_utf8_lossy(&received).into_owned()
}

/// Sends a request without a connection to keep, and returns its status and its body.
pub fn request(emulator: &Emulator, head: &str, body: &str) -> (u16, String) {
    let length = body.len();
    let text = format!("{head}\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}");
    let response = exchange(emulator, text.as_bytes());
    (
        status(&response),
        response
            .split_once("\r\n\r\n")
            .map(|(_, body)| body.to_owned())
            .unwrap_or_default(),
    )
}

/// The status of a response; 0 if there is none.
pub fn status(response: &str) -> u16 {
    response
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .unwrap_or_default()
}

/// A directory that is removed at the end of a test.
pub struct Directory(pub PathBuf);

impl Directory {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("genauth-emulator-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Directory(path)
    }

    pub fn file(&self) -> PathBuf {
        self.0.join("state.json")
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
