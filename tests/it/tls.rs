//! TLS against a server with certificates of a test authority: who is trusted, and what becomes of a call when TLS
//! fails. `fixtures/tls/make.sh` makes the certificates.
//!
//! There is nothing to test about switching checks off: no setting does that.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

use genauth::{Error, ManagementClient, ManagementClientBuilder, RetryPolicy};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::sockets::{
    LONG, PATIENCE, answer, assert_told, attempts, give_token, hold, listen, read_request, serve_well,
};
use crate::stand_in::SUCCESS;
use crate::support::{associate, builder};

const AUTHORITY: &[u8] = include_bytes!("fixtures/tls/ca.pem");
const GOOD: &[u8] = include_bytes!("fixtures/tls/good.pem");
const EXPIRED: &[u8] = include_bytes!("fixtures/tls/expired.pem");
const OTHER_NAME: &[u8] = include_bytes!("fixtures/tls/other_name.pem");
const SELF_SIGNED: &[u8] = include_bytes!("fixtures/tls/self_signed.pem");
const KEY: &[u8] = include_bytes!("fixtures/tls/server.key.pem");

/// The server's end of a connection. It closes without a `close_notify`, unless one is sent.
struct Secured {
    stream: StreamOwned<ServerConnection, TcpStream>,
    heard: usize,
}

impl Secured {
    fn say_goodbye(&mut self) {
        self.stream.conn.send_close_notify();
        self.stream.flush().expect("the client is there");
    }
}

/// Counts what came decrypted.
impl Read for Secured {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.stream.read(buffer)?;
        self.heard += count;
        Ok(count)
    }
}

impl Write for Secured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

struct TlsServer {
    address: SocketAddr,
    /// Of each connection that has ended: how much was heard on it.
    ended: Mutex<mpsc::Receiver<usize>>,
    connections: Arc<AtomicUsize>,
}

impl TlsServer {
    /// Shows this certificate, and serves each connection so, counted from 0.
    fn start(certificate: &[u8], serve: impl Fn(usize, &mut Secured) + Send + Sync + 'static) -> Self {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let chain = CertificateDer::pem_slice_iter(certificate)
            .map(Result::unwrap)
            .collect();
        let key = PrivateKeyDer::from_pem_slice(KEY).unwrap();
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .unwrap();
        let config = Arc::new(config);
        let connections = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&connections);
        let (sender, ended) = mpsc::channel();
        let address = listen(move |index, stream| {
            counted.fetch_add(1, Ordering::SeqCst);
            let tls = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut secured = Secured {
                stream: StreamOwned::new(tls, stream),
                heard: 0,
            };
            serve(index, &mut secured);
            let heard = secured.heard;
            drop(secured);
            let _ = sender.send(heard); // nobody may want to know
        });
        TlsServer {
            address,
            ended: Mutex::new(ended),
            connections,
        }
    }

    /// Gives the token, and leaves the other connections to the test.
    fn with_token(serve: impl Fn(usize, &mut Secured) + Send + Sync + 'static) -> Self {
        Self::start(GOOD, move |index, stream| match index {
            0 => give_token(stream),
            _ => serve(index, stream),
        })
    }

    /// A client that knows this server by its name, and no authority for it.
    fn builder(&self) -> ManagementClientBuilder {
        let host = format!("https://localhost:{}", self.address.port());
        builder()
            .host(host)
            .retry(RetryPolicy::none())
            .timeout(LONG)
            .connect_timeout(LONG)
    }

    fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    fn ended(&self) -> usize {
        self.ended
            .lock()
            .unwrap()
            .recv_timeout(LONG)
            .expect("the connection ends")
    }
}

/// The client does not accept the server: nothing of a request goes out, and it is tried again.
#[track_caller]
fn check_refused(certificate: &[u8], roots: Option<&[u8]>, reason: &str) {
    let server = TlsServer::start(certificate, |_, stream| serve_well(stream));
    // The default policy but for the waits.
    let mut builder = server.builder().retry(attempts(3));
    if let Some(roots) = roots {
        builder = builder.root_certificates(roots);
    }
    let client = builder.build().unwrap();
    let error = associate(&client).send().unwrap_err();
    let line = "associate_tenant_resource: no management token: no secure connection: ";
    assert_told(&error, "connect retryable", 3, line);
    assert!(error.to_string().contains(reason), "{error}");
    let heard = [server.ended(), server.ended(), server.ended()];
    assert_eq!(heard, [0, 0, 0], "bytes of HTTP that the server has decrypted");
    assert_eq!(server.connections(), 3);
}

#[test]
fn a_private_authority_is_trusted_when_it_is_named() {
    let server = TlsServer::start(GOOD, |_, stream| serve_well(stream));
    let client = server.builder().root_certificates(AUTHORITY).build().unwrap();
    assert!(associate(&client).send().unwrap().data.success);

    // By its address, too, and as one of several authorities.
    let several = [AUTHORITY, SELF_SIGNED].concat();
    let by_address = builder()
        .host(format!("https://{}", server.address))
        .root_certificates(several);
    assert!(associate(&by_address.build().unwrap()).send().unwrap().data.success);
}

#[test]
fn an_unknown_authority_is_refused() {
    check_refused(GOOD, None, "UnknownIssuer");
}

#[test]
fn an_expired_certificate_is_refused() {
    check_refused(EXPIRED, Some(AUTHORITY), "certificate expired");
}

#[test]
fn a_certificate_for_another_name_is_refused() {
    check_refused(OTHER_NAME, Some(AUTHORITY), "not valid for name");
}

#[test]
fn a_self_signed_certificate_is_refused() {
    check_refused(SELF_SIGNED, Some(AUTHORITY), "UnknownIssuer");
    check_refused(SELF_SIGNED, None, "UnknownIssuer");
}

#[test]
fn root_certificates_that_are_none_are_a_violation() {
    let cut = &AUTHORITY[..AUTHORITY.len() / 2];
    let damaged = String::from_utf8_lossy(AUTHORITY).replacen('M', "!", 1);
    for (row, pem) in [
        ("nothing", b"".as_slice()),
        ("text", b"not a certificate"),
        ("a key and no certificate", KEY),
        ("cut", cut),
        ("no base64", damaged.as_bytes()),
        ("one sound and one cut", &[AUTHORITY, cut].concat()),
    ] {
        let Err(error) = builder().root_certificates(pem).build() else {
            panic!("{row} is taken for certificates");
        };
        let line = "ManagementClient: root_certificates: expected certificates as PEM, found ";
        assert_told(&error, "validation", 0, line);
        assert_eq!(error.violations().len(), 1, "{row}");
    }
}

#[test]
fn calls_share_a_tls_connection() {
    let server = TlsServer::start(GOOD, |_, stream| serve_well(stream));
    let client = server.builder().root_certificates(AUTHORITY).build().unwrap();
    for _ in 0..20 {
        associate(&client).send().unwrap();
    }
    // With a setting of its own a call still has no need for another one.
    for _ in 0..20 {
        associate(&client.with_timeout(LONG * 2)).send().unwrap();
    }
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_connection_that_ends_after_the_answer_without_a_goodbye_is_no_fault() {
    let server = TlsServer::with_token(|_, stream| {
        read_request(stream).expect("a request");
        stream.write_all(&answer("", SUCCESS)).unwrap();
    });
    let client = server.builder().root_certificates(AUTHORITY).build().unwrap();
    server_ends_between_calls(&server, &client);
}

#[test]
fn a_connection_that_ends_after_the_answer_with_a_goodbye_is_no_fault() {
    let server = TlsServer::with_token(|_, stream| {
        read_request(stream).expect("a request");
        stream.write_all(&answer("", SUCCESS)).unwrap();
        stream.say_goodbye();
    });
    let client = server.builder().root_certificates(AUTHORITY).build().unwrap();
    server_ends_between_calls(&server, &client);
}

fn server_ends_between_calls(server: &TlsServer, client: &ManagementClient) {
    for round in 0..5 {
        associate(client).send().unwrap();
        if round == 0 {
            server.ended(); // the token's
        }
        assert!(server.ended() > 0);
    }
    assert_eq!(server.connections(), 6);
}

/// An answer that ends before its end: a read is repeated, a write is not.
#[track_caller]
fn check_cut(cut: &'static str, goodbye: bool) -> Error {
    let start = || {
        let server = TlsServer::with_token(move |index, stream| {
            if index > 1 {
                return serve_well(stream);
            }
            read_request(stream).expect("a request");
            stream.write_all(cut.as_bytes()).unwrap();
            if goodbye {
                stream.say_goodbye();
            }
        });
        let client = server
            .builder()
            .retry(attempts(3))
            .root_certificates(AUTHORITY)
            .build()
            .unwrap();
        (server, client)
    };
    let (server, client) = start();
    let error = associate(&client).send().unwrap_err();
    let line = "associate_tenant_resource: the connection broke: ";
    assert_told(&error, "retryable may_have_happened", 1, line);
    assert_eq!(server.connections(), 2);

    let (server, client) = start();
    client.get_group().code("book").send().unwrap();
    assert_eq!(server.connections(), 3);
    error
}

#[test]
fn a_connection_that_ends_in_the_answer_is_broken() {
    for goodbye in [false, true] {
        check_cut("", goodbye);
        check_cut("HTTP/1.1 200 OK\r\ncontent-", goodbye);
        let error = check_cut(
            "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"statusCode\":",
            goodbye,
        );
        assert_eq!(error.body(), Some(b"{\"statusCode\":".as_slice()));
        check_cut(
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n64\r\n{\"statusCode\":",
            goodbye,
        );
    }
}

#[test]
fn an_answer_without_a_length_that_is_cut_is_no_success() {
    // Whoever cuts the connection ends such an answer, too: its JSON has to be whole.
    let server = TlsServer::with_token(|_, stream| {
        read_request(stream).expect("a request");
        let cut = &SUCCESS[..SUCCESS.len() - 1];
        stream
            .write_all(format!("HTTP/1.1 200 OK\r\n\r\n{cut}").as_bytes())
            .unwrap();
    });
    let client = server.builder().root_certificates(AUTHORITY).build().unwrap();
    let error = associate(&client).send().unwrap_err();
    assert_eq!(error.http_status(), Some(200));
    let line = "associate_tenant_resource: HTTP 200 with a body that is not an answer of the service";
    assert_told(&error, "may_have_happened", 1, line);
}

#[test]
fn a_handshake_that_hangs_ends_by_the_connect_timeout() {
    let silent = listen(|_, stream| hold(stream));
    let trickling = listen(|_, mut stream| {
        // The head of a long record, and then a byte at a time.
        let mut outcome = stream.write_all(&[0x16, 3, 3, 0x40, 0]);
        while outcome.is_ok() {
            thread::sleep(PATIENCE / 6);
            outcome = stream.write_all(&[2]);
        }
    });
    for address in [silent, trickling] {
        let host = format!("https://localhost:{}", address.port());
        let builder = builder().host(host).root_certificates(AUTHORITY).retry(attempts(2));
        let client = builder.connect_timeout(PATIENCE).timeout(LONG).build().unwrap();
        let error = associate(&client).send().unwrap_err();
        let line = "associate_tenant_resource: no management token: no connection in time: ";
        assert_told(&error, "connect timeout retryable", 2, line);
        assert!(error.elapsed() < LONG, "{error}");
    }
}

#[test]
fn a_peer_that_ends_the_handshake_is_no_secure_connection() {
    let closing = listen(|_, mut stream| {
        let mut hello = [0; 4096];
        let _ = stream.read(&mut hello);
    });
    let plain = listen(|_, mut stream| {
        let mut hello = [0; 4096];
        let _ = stream.read(&mut hello);
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").unwrap();
        hold(stream);
    });
    for address in [closing, plain] {
        let host = format!("https://localhost:{}", address.port());
        let client = builder()
            .host(host)
            .retry(attempts(3))
            .root_certificates(AUTHORITY)
            .build()
            .unwrap();
        let error = associate(&client).send().unwrap_err();
        let line = "associate_tenant_resource: no management token: no secure connection: ";
        assert_told(&error, "connect retryable", 3, line);
    }
}
