//! The event stream over TLS.

use std::sync::Arc;
use std::time::Duration;

use rustls::{ServerConnection, StreamOwned};
use tungstenite::Message;

use super::{EVENT, EventServer, Waiting, client_builder, next_error, next_event, with_time_limit};
use crate::sockets::quick_retries;
use crate::support::{Predicate, predicates};
use crate::tls::server::{AUTHORITY, OTHER_NAME, VALID, server_config};

/// A server with this certificate, which sends an event, waits for a ping, and sends another event.
fn tls_server(certificate: &[u8]) -> EventServer {
    let config = server_config(certificate);
    EventServer::tcp(move |_, stream| {
        let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
        // A client that does not trust the certificate closes the connection within the handshake.
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
        assert_eq!(
            predicates(&error),
            [Predicate::Connect, Predicate::Retryable],
            "{error}"
        );
        assert!(error.to_string().contains(reason), "{error}");
        assert_eq!(server.connections(), 2);
    }
}
