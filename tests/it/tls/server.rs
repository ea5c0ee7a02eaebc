//! A server with certificates of a test authority. `../fixtures/tls/make.sh` makes them.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};

use genauth::{ManagementClient, ManagementClientBuilder, RetryPolicy};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::sockets::{LONG_TIMEOUT, listen, serve_token};
use crate::support::builder;

pub const AUTHORITY: &[u8] = include_bytes!("../fixtures/tls/ca.pem");
/// For `localhost` and `127.0.0.1`.
pub const VALID: &[u8] = include_bytes!("../fixtures/tls/good.pem");
pub const OTHER_NAME: &[u8] = include_bytes!("../fixtures/tls/other_name.pem");
pub const EXPIRED: &[u8] = include_bytes!("../fixtures/tls/expired.pem");
pub const SELF_SIGNED: &[u8] = include_bytes!("../fixtures/tls/self_signed.pem");
pub const KEY: &[u8] = include_bytes!("../fixtures/tls/server.key.pem");

/// A server's configuration with this certificate.
pub fn server_config(certificate: &[u8]) -> Arc<ServerConfig> {
    let chain = CertificateDer::pem_slice_iter(certificate)
        .map(Result::unwrap)
        .collect();
    let key = PrivateKeyDer::from_pem_slice(KEY).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    Arc::new(config)
}

/// The server's end of a connection. Dropping it closes the connection without a `close_notify`.
pub struct TlsConnection {
    stream: StreamOwned<ServerConnection, TcpStream>,
    /// Number of decrypted bytes so far.
    bytes_read: usize,
}

impl TlsConnection {
    pub fn send_close_notify(&mut self) {
        self.stream.conn.send_close_notify();
        self.stream.flush().expect("the connection is open");
    }
}

impl Read for TlsConnection {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.stream.read(buffer)?;
        self.bytes_read += count;
        Ok(count)
    }
}

impl Write for TlsConnection {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

pub struct TlsServer {
    pub address: SocketAddr,
    /// The number of decrypted bytes of each connection that has ended.
    ended: Mutex<mpsc::Receiver<usize>>,
    connections: Arc<AtomicUsize>,
}

impl TlsServer {
    /// Presents this certificate, and lets `serve` handle each connection. Connections are numbered from 0.
    pub fn start(certificate: &[u8], serve: impl Fn(usize, &mut TlsConnection) + Send + Sync + 'static) -> Self {
        let config = server_config(certificate);
        let connections = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&connections);
        let (sender, ended) = mpsc::channel();
        let address = listen(move |index, stream| {
            counted.fetch_add(1, Ordering::SeqCst);
            let tls = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut connection = TlsConnection {
                stream: StreamOwned::new(tls, stream),
                bytes_read: 0,
            };
            serve(index, &mut connection);
            let bytes_read = connection.bytes_read;
            drop(connection);
            // The test may have ended.
            let _ = sender.send(bytes_read);
        });
        TlsServer {
            address,
            ended: Mutex::new(ended),
            connections,
        }
    }

    /// Issues the token on connection 0, and lets `serve` handle the others.
    pub fn with_token(serve: impl Fn(usize, &mut TlsConnection) + Send + Sync + 'static) -> Self {
        Self::start(VALID, move |index, connection| match index {
            0 => serve_token(connection),
            _ => serve(index, connection),
        })
    }

    /// A builder with this server as the host, by name, and with the built-in roots.
    pub fn builder(&self) -> ManagementClientBuilder {
        builder_for(self.address)
    }

    /// A client that trusts this server.
    pub fn client(&self, policy: RetryPolicy) -> ManagementClient {
        let builder = self.builder().root_certificates(AUTHORITY).retry(policy);
        builder.build().unwrap()
    }

    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// Waits until a connection has ended, and returns the number of its decrypted bytes.
    pub fn wait_for_end(&self) -> usize {
        let ended = self.ended.lock().unwrap();
        ended.recv_timeout(LONG_TIMEOUT).expect("a connection ends")
    }
}

/// A builder with `localhost` and this port as the host.
pub fn builder_for(address: SocketAddr) -> ManagementClientBuilder {
    let host = format!("https://localhost:{}", address.port());
    builder().host(host).timeout(LONG_TIMEOUT).connect_timeout(LONG_TIMEOUT)
}
