//! Tests the event stream over TLS.

use std::io::{Read, Write};
use std::net::TcpListener;
#[cfg(all(feature = "platform-verifier", target_os = "linux"))]
use std::process::Command;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use genauth::transport::TransportErrorKind;
use rustls::{ServerConnection, StreamOwned};
use tungstenite::Message;

use super::{
    EVENT, EventServer, Waiting, client_builder, is_closed_by_client, next_error, next_event, send_bytes, send_slowly,
    with_time_limit,
};
use crate::sockets::{SHORT_TIMEOUT, quick_retries};
use crate::support::{Predicate, predicates};
use crate::tls::server::{AUTHORITY, OTHER_NAME, VALID, server_config};
#[cfg(all(feature = "platform-verifier", target_os = "linux"))]
use crate::{
    sockets::serve_success,
    support::associate,
    tls::server::{SELF_SIGNED, TlsServer},
};

/// A server with this certificate, which sends an event, waits for a ping, and sends another event.
fn tls_server(certificate: &[u8]) -> EventServer {
    let config = server_config(certificate);
    EventServer::tcp(move |_, stream| {
        let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
        // A client that does not trust the certificate closes the connection during the handshake.
        if let Ok(mut socket) = tungstenite::accept(StreamOwned::new(connection, stream)) {
            socket.send(Message::text("one")).unwrap();
            assert_eq!(socket.read().unwrap(), Message::Ping("".into()));
            socket.send(Message::text("two")).unwrap();
            while socket.read().is_ok() {}
        }
    })
}

#[test]
fn events_pings_and_closing_work_over_tls() {
    let server = tls_server(VALID);
    let builder = client_builder(format!("wss://{}", server.address)).root_certificates(AUTHORITY);
    let client = builder.retry(quick_retries(1)).build().unwrap();
    let mut subscription = with_time_limit(client.subscribe(EVENT)).silence(Duration::from_millis(300));
    assert_eq!(next_event(&mut subscription), "one");
    assert_eq!(next_event(&mut subscription), "two");
    let closer = subscription.closer();
    Waiting::start(subscription).assert_woken_by(&closer);
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_tls_handshake_that_arrives_one_byte_at_a_time_ends_with_the_connect_timeout() {
    let server = EventServer::tcp(|_, mut stream| {
        // The head of a long TLS record.
        let _ = stream.write_all(&[0x16, 3, 3, 0x40, 0]);
        send_slowly(&mut stream);
    });
    let builder = client_builder(format!("wss://{}", server.address)).root_certificates(AUTHORITY);
    let builder = builder.connect_timeout(SHORT_TIMEOUT).retry(quick_retries(2));
    let error = next_error(&mut with_time_limit(builder.build().unwrap().subscribe(EVENT)));
    let expected = [Predicate::Connect, Predicate::Timeout, Predicate::Retryable];
    assert_eq!(predicates(&error), expected, "{error}");
    let message = error.to_string();
    assert!(
        message.contains(" within 400 ms (`connect_timeout`) (2 attempts in "),
        "{message}"
    );
    assert_eq!(server.connections(), 2);
}

#[test]
fn an_ipv6_address_is_compared_with_the_certificate() {
    // A machine without IPv6 cannot run this test.
    let Ok(listener) = TcpListener::bind("[::1]:0") else {
        return;
    };
    let url = format!("wss://{}", listener.local_addr().unwrap());
    let config = server_config(VALID);
    thread::spawn(move || {
        let mut stream = listener.accept().unwrap().0;
        // The client rejects the certificate, which is for `localhost` and `127.0.0.1`.
        let _ = ServerConnection::new(config).unwrap().complete_io(&mut stream);
    });
    let client = client_builder(url).root_certificates(AUTHORITY).build().unwrap();
    let error = next_error(&mut with_time_limit(client.subscribe(EVENT)));
    assert_eq!(error.transport_kind(), Some(TransportErrorKind::Certificate), "{error}");
    assert!(
        error.to_string().contains("certificate of [::1] not trusted: "),
        "{error}"
    );
}

#[test]
fn a_failed_tls_handshake_is_retried_unless_the_server_does_not_speak_tls() {
    for (response, attempts) in [(b"".as_slice(), 3), (b"HTTP/1.1 400 Bad Request\r\n\r\n", 1)] {
        let server = EventServer::tcp(move |_, mut stream| {
            let _ = stream.read(&mut [0; 4096]);
            send_bytes(&stream, response);
            is_closed_by_client(&mut stream);
        });
        let port = server.address.port();
        let builder = client_builder(format!("wss://localhost:{port}")).retry(quick_retries(3));
        let error = next_error(&mut with_time_limit(builder.build().unwrap().subscribe(EVENT)));
        assert!(error.is_connect(), "{error}");
        assert_eq!(error.transport_kind(), Some(TransportErrorKind::Tls), "{error}");
        let start = format!("subscribe: TLS handshake with localhost:{port} failed: ");
        assert!(error.to_string().starts_with(&start), "{error}");
        assert_eq!(server.connections(), attempts, "{error}");
    }
}

/// Runs one of the tests again, in a process whose system trusts only the test authority.
#[cfg(all(feature = "platform-verifier", target_os = "linux"))]
fn run_with_system_roots(test: &str) {
    let roots = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures/tls/ca.pem");
    let output = Command::new(std::env::current_exe().unwrap())
        .args([test, "--exact", "--include-ignored"])
        .env("SSL_CERT_FILE", roots)
        .output()
        .unwrap();
    let report = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && report.contains("1 passed"), "{report}");
}

/// The other systems keep their roots in a store that a test cannot replace.
#[cfg(all(feature = "platform-verifier", target_os = "linux"))]
#[test]
fn platform_verifier_makes_subscriptions_trust_the_roots_of_the_system() {
    run_with_system_roots("events::tls::subscriptions_and_requests_trust_the_system");
}

#[cfg(all(feature = "platform-verifier", target_os = "linux"))]
#[test]
#[ignore = "platform_verifier_makes_subscriptions_trust_the_roots_of_the_system runs it with these roots"]
fn subscriptions_and_requests_trust_the_system() {
    let requests = TlsServer::start(VALID, |_, connection| serve_success(connection));
    associate(&requests.builder().build().unwrap()).send().unwrap();

    let server = tls_server(VALID);
    let builder = client_builder(format!("wss://localhost:{}", server.address.port()));
    let mut subscription = with_time_limit(builder.build().unwrap().subscribe(EVENT));
    assert_eq!(next_event(&mut subscription), "one");

    // Roots of the caller replace those of the system.
    let builder = client_builder(format!("wss://localhost:{}", server.address.port()));
    let client = builder.root_certificates(SELF_SIGNED).build().unwrap();
    let error = next_error(&mut with_time_limit(client.subscribe(EVENT)));
    assert_eq!(error.transport_kind(), Some(TransportErrorKind::Certificate), "{error}");
}

#[test]
fn an_untrusted_certificate_or_one_for_another_name_is_a_connect_error() {
    let cases = [
        (VALID, None, "UnknownIssuer"),
        (OTHER_NAME, Some(AUTHORITY), "not valid for name \"localhost\""),
    ];
    for (certificate, roots, reason) in cases {
        let server = tls_server(certificate);
        let host = format!("wss://localhost:{}", server.address.port());
        let mut builder = client_builder(host).retry(quick_retries(2));
        if let Some(roots) = roots {
            builder = builder.root_certificates(roots);
        }
        let error = next_error(&mut with_time_limit(builder.build().unwrap().subscribe(EVENT)));
        assert_eq!(predicates(&error), [Predicate::Connect], "{error}");
        assert!(error.to_string().contains(reason), "{error}");
        assert_eq!((error.attempts(), server.connections()), (1, 1));
    }
}
