//! Tests which certificates are trusted, and what happens to a request if TLS fails.
//!
//! No test switches verification off, because no setting can.

mod round_trips;
pub mod server;

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::thread;

use genauth::transport::TransportErrorKind;
use genauth::{Error, RetryPolicy, ViolationKind};

use self::server::{AUTHORITY, EXPIRED, KEY, OTHER_NAME, SELF_SIGNED, TlsServer, VALID, builder_for};
use crate::connections::late_bytes::{Moment, signals};
use crate::sockets::{
    LONG_TIMEOUT, SHORT_TIMEOUT, hold_open, http_response, listen, quick_retries, read_request, serve_success,
};
use crate::support::{IN_DOUBT, Predicate, assert_error, associate, builder};
use crate::test_server::SUCCESS;

/// Asserts that the client does not trust the certificate: it sends no part of a request, and makes one attempt, because
/// another one could not change that.
#[track_caller]
fn assert_untrusted(certificate: &[u8], roots: Option<&[u8]>, reason: &str) {
    let server = TlsServer::start(certificate, |_, connection| serve_success(connection));
    let mut builder = server.builder().retry(quick_retries(3));
    if let Some(roots) = roots {
        builder = builder.root_certificates(roots);
    }
    let client = builder.build().unwrap();
    let error = associate(&client).send().unwrap_err();
    let start = "associate_tenant_resource: cannot obtain a management token: certificate of localhost not trusted: ";
    let expected = [Predicate::Connect, Predicate::Token];
    assert_error(&error, &expected, 1, &format!("{start}{reason}"));
    assert_eq!(error.transport_kind(), Some(TransportErrorKind::Certificate));
    let cause = rustls_cause(&error).expect("a cause");
    assert!(matches!(cause, rustls::Error::InvalidCertificate(_)), "{cause:?}");

    assert_eq!(server.wait_for_end(), 0, "decrypted bytes");
    assert_eq!(server.connections(), 1);
}

/// The error of rustls, which an I/O error contains.
fn rustls_cause(error: &Error) -> Option<&rustls::Error> {
    let cause = error.cause()?.downcast_ref::<io::Error>()?;
    cause.get_ref()?.downcast_ref()
}

#[test]
fn a_private_authority_is_trusted_if_it_is_configured() {
    let server = TlsServer::start(VALID, |_, connection| serve_success(connection));
    let client = server.client(RetryPolicy::none());
    assert!(associate(&client).send().unwrap().data.success);

    // The server is also trusted by its IP address, and if its authority is only one of several.
    let client = builder()
        .host(format!("https://{}", server.address))
        .root_certificates([AUTHORITY, SELF_SIGNED].concat())
        .build()
        .unwrap();
    assert!(associate(&client).send().unwrap().data.success);
}

/// Why a certificate of an unknown authority is not trusted, and what can be done about it.
const UNKNOWN_ISSUER: &str = "UnknownIssuer (see `root_certificates` or feature `platform-verifier`)";

#[test]
fn an_unknown_authority_is_not_trusted() {
    assert_untrusted(VALID, None, UNKNOWN_ISSUER);
}

#[test]
fn a_self_signed_certificate_is_not_trusted() {
    assert_untrusted(SELF_SIGNED, Some(AUTHORITY), UNKNOWN_ISSUER);
    assert_untrusted(SELF_SIGNED, None, UNKNOWN_ISSUER);
}

#[test]
fn an_expired_certificate_is_not_trusted() {
    assert_untrusted(EXPIRED, Some(AUTHORITY), "certificate expired: ");
}

#[test]
fn a_certificate_for_another_name_is_not_trusted() {
    let reason = "certificate not valid for name \"localhost\"; ";
    assert_untrusted(OTHER_NAME, Some(AUTHORITY), reason);
}

#[test]
fn invalid_root_certificates_are_a_violation() {
    let truncated = &AUTHORITY[..AUTHORITY.len() / 2];
    let invalid_base64 = String::from_utf8_lossy(AUTHORITY).replacen('M', "!", 1);
    for (case, pem) in [
        ("nothing", b"".as_slice()),
        ("text", b"not a certificate"),
        ("a key and no certificate", KEY),
        ("a truncated certificate", truncated),
        ("invalid base64", invalid_base64.as_bytes()),
        ("a valid and a truncated certificate", &[AUTHORITY, truncated].concat()),
    ] {
        let Err(error) = builder().root_certificates(pem).build() else {
            panic!("{case} is accepted");
        };
        let message = "build: root_certificates must be certificates as PEM";
        assert_error(&error, &[Predicate::Validation], 0, message);
        assert_eq!(error.to_string(), message, "{case}");
        let violations: Vec<_> = error
            .violations()
            .iter()
            .map(|found| (found.path(), found.kind()))
            .collect();
        assert_eq!(violations, [("root_certificates", ViolationKind::Malformed)], "{case}");
    }
}

#[test]
fn requests_share_a_tls_connection() {
    let server = TlsServer::start(VALID, |_, connection| serve_success(connection));
    let client = server.client(RetryPolicy::none());
    for _ in 0..20 {
        associate(&client).send().unwrap();
    }
    // A request that has its own timeout reuses the connection as well.
    for _ in 0..20 {
        associate(&client.with_timeout(LONG_TIMEOUT * 2)).send().unwrap();
    }
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_connection_may_close_between_requests_with_or_without_close_notify() {
    for with_close_notify in [false, true] {
        let server = TlsServer::with_token(move |_, connection| {
            read_request(connection).expect("a request");
            connection.write_all(&http_response("", SUCCESS)).unwrap();
            if with_close_notify {
                connection.send_close_notify();
            }
        });
        let client = server.client(RetryPolicy::none());
        for round in 0..5 {
            associate(&client).send().unwrap();
            if round == 0 {
                server.wait_for_end(); // the connection that carried the token request
            }
            assert!(server.wait_for_end() > 0);
        }
        assert_eq!(server.connections(), 6);
    }
}

#[test]
fn a_stray_response_is_not_taken_for_the_next_one() {
    for moment in [Moment::AtOnce, Moment::Late] {
        let (test, signals) = signals();
        let server = TlsServer::start(VALID, move |index, connection| signals.serve(index, connection, moment));
        test.run(&server.client(RetryPolicy::none()), moment);
    }
}

/// Starts a proxy with a tunnel to this address for each connection.
fn tunnel_to(address: SocketAddr) -> SocketAddr {
    listen(move |_, mut client| {
        let request = read_request(&mut client).expect("a request to connect");
        let expected = format!("CONNECT localhost:{} HTTP/1.1\r\n", address.port());
        assert!(request.head.starts_with(&expected), "{}", request.head);
        let mut server = TcpStream::connect(address).unwrap();
        server.set_nodelay(true).unwrap();
        client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
        let (mut from_server, mut to_client) = (server.try_clone().unwrap(), client.try_clone().unwrap());
        thread::spawn(move || {
            let _ = io::copy(&mut from_server, &mut to_client);
            let _ = to_client.shutdown(Shutdown::Both);
        });
        let _ = io::copy(&mut client, &mut server);
        let _ = server.shutdown(Shutdown::Both);
    })
}

#[test]
fn requests_share_a_tls_connection_through_a_tunnel() {
    let server = TlsServer::start(VALID, |_, connection| serve_success(connection));
    let proxy = format!("http://{}", tunnel_to(server.address));
    let client = server
        .builder()
        .root_certificates(AUTHORITY)
        .proxy(proxy)
        .build()
        .unwrap();
    for _ in 0..5 {
        associate(&client).send().unwrap();
    }
    assert_eq!(server.connections(), 1);
}

/// Asserts that a write fails if the connection closes in the middle of the response, and that a read is repeated.
/// Returns the error of the write.
#[track_caller]
fn assert_interrupted(partial_response: &'static str, with_close_notify: bool) -> Error {
    let start = || {
        let server = TlsServer::with_token(move |index, connection| {
            if index > 1 {
                return serve_success(connection);
            }
            read_request(connection).expect("a request");
            connection.write_all(partial_response.as_bytes()).unwrap();
            if with_close_notify {
                connection.send_close_notify();
            }
        });
        let client = server.client(quick_retries(3));
        (server, client)
    };
    let (server, client) = start();
    let error = associate(&client).send().unwrap_err();
    let start_of_message = format!(
        "associate_tenant_resource: connection to localhost:{} closed before the response was complete: ",
        server.address.port()
    );
    let expected = [Predicate::Retryable, Predicate::MayHaveHappened];
    assert_error(&error, &expected, 1, &start_of_message);
    assert_eq!(error.transport_kind(), Some(TransportErrorKind::Interrupted));
    assert_eq!(server.connections(), 2);

    let (server, client) = start();
    client.get_group().code("book").send().unwrap();
    assert_eq!(server.connections(), 3);
    error
}

#[test]
fn a_connection_that_closes_during_the_response_is_interrupted() {
    for with_close_notify in [false, true] {
        assert_interrupted("", with_close_notify);
        assert_interrupted("HTTP/1.1 200 OK\r\ncontent-", with_close_notify);
        let error = assert_interrupted(
            "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"statusCode\":",
            with_close_notify,
        );
        assert_eq!(error.body(), Some(b"{\"statusCode\":".as_slice()));
        assert_interrupted(
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n64\r\n{\"statusCode\":",
            with_close_notify,
        );
    }
}

#[test]
fn a_truncated_response_without_a_length_is_not_a_success() {
    // Such a response ends when the connection is closed, possibly by an attacker. Only complete JSON shows that
    // nothing is missing.
    let server = TlsServer::with_token(|_, connection| {
        read_request(connection).expect("a request");
        let truncated = &SUCCESS[..SUCCESS.len() - 1];
        let response = format!("HTTP/1.1 200 OK\r\n\r\n{truncated}");
        connection.write_all(response.as_bytes()).unwrap();
    });
    let error = associate(&server.client(RetryPolicy::none())).send().unwrap_err();
    assert_eq!(error.http_status(), Some(200));
    let start = format!(
        "associate_tenant_resource: HTTP 200 from localhost:{} with a body that is not a response of the service (no \
         content type, 54 bytes){IN_DOUBT}",
        server.address.port()
    );
    assert_error(&error, &[Predicate::MayHaveHappened], 1, &start);
}

#[test]
fn the_connect_timeout_ends_a_handshake_that_hangs() {
    let silent = listen(|_, stream| hold_open(stream));
    let slow = listen(|_, mut stream| {
        // The server sends the head of a long record, and then one byte at a time.
        let mut result = stream.write_all(&[0x16, 3, 3, 0x40, 0]);
        while result.is_ok() {
            thread::sleep(SHORT_TIMEOUT / 6);
            result = stream.write_all(&[2]);
        }
    });
    for address in [silent, slow] {
        let client = builder_for(address)
            .root_certificates(AUTHORITY)
            .retry(quick_retries(2))
            .connect_timeout(SHORT_TIMEOUT)
            .build()
            .unwrap();
        let error = associate(&client).send().unwrap_err();
        let expected = [
            Predicate::Connect,
            Predicate::Timeout,
            Predicate::Token,
            Predicate::Retryable,
        ];
        let start = format!(
            "associate_tenant_resource: cannot obtain a management token: cannot connect to localhost:{}: no connection \
             within 400 ms (`connect_timeout`) (2 attempts in ",
            address.port()
        );
        assert_error(&error, &expected, 2, &start);
        assert!(error.elapsed() < LONG_TIMEOUT, "{error}");
    }
}

#[test]
fn a_server_that_aborts_the_handshake_is_a_tls_failure() {
    let closing = listen(|_, mut stream| {
        let mut hello = [0; 4096];
        let _ = stream.read(&mut hello);
    });
    let plain_http = listen(|_, mut stream| {
        let mut hello = [0; 4096];
        let _ = stream.read(&mut hello);
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").unwrap();
        hold_open(stream);
    });
    // A connection that closes may be an accident. Another attempt cannot make a peer speak TLS.
    for (address, attempts) in [(closing, 3), (plain_http, 1)] {
        let client = builder_for(address)
            .root_certificates(AUTHORITY)
            .retry(quick_retries(3))
            .build()
            .unwrap();
        let error = associate(&client).send().unwrap_err();
        let expected = [Predicate::Connect, Predicate::Token, Predicate::Retryable];
        let expected = &expected[..if attempts == 1 { 2 } else { 3 }];
        let start = format!(
            "associate_tenant_resource: cannot obtain a management token: TLS handshake with localhost:{} failed: ",
            address.port()
        );
        assert_error(&error, expected, attempts, &start);
        assert_eq!(error.transport_kind(), Some(TransportErrorKind::Tls));
        assert!(error.cause().is_some(), "{error}");
    }
}
