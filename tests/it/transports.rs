//! Tests transports that wrap or replace the default one.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use genauth::ManagementClient;
use genauth::transport::{HttpRequest, Transport, TransportErrorKind, UreqTransport};

use crate::support::{FakeTransport, TransportResult, associate, builder};
use crate::test_server::{Reply, SUCCESS, TestServer};

/// A transport that counts the requests that pass through it.
struct Counting<T> {
    inner: T,
    count: Arc<AtomicUsize>,
}

impl<T: Transport> Transport for Counting<T> {
    fn send(&self, request: &HttpRequest) -> TransportResult {
        self.count.fetch_add(1, Ordering::SeqCst);
        self.inner.send(request)
    }
}

/// A client whose default transport is wrapped, and the number of requests that pass through it.
fn counting_client(server: &TestServer) -> (ManagementClient, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let builder = builder().host(server.url()).max_response_bytes(100);
    let client = builder
        .map_transport(|inner| Counting { inner, count })
        .build()
        .unwrap();
    (client, counted)
}

#[test]
fn a_wrapper_of_the_default_transport_sees_every_request() {
    let server = TestServer::start();
    let (client, count) = counting_client(&server);
    assert_eq!(count.load(Ordering::SeqCst), 0, "building sends nothing");
    for expected in [2, 3, 4] {
        associate(&client).send().unwrap();
        assert_eq!(count.load(Ordering::SeqCst), expected);
    }
    assert_eq!(server.take_requests().len(), 4);

    client.associate_tenant_resource().send().unwrap_err();
    assert_eq!(count.load(Ordering::SeqCst), 4, "an invalid request is not sent");
}

#[test]
fn a_wrapped_transport_keeps_the_settings_of_the_builder() {
    let server = TestServer::responding(|_| Reply::json(&format!("{SUCCESS}{}", " ".repeat(100))));
    let (client, _) = counting_client(&server);
    let error = associate(&client).send().unwrap_err();
    assert_eq!(error.transport_kind(), Some(TransportErrorKind::TooLarge));
    assert!(
        error
            .to_string()
            .contains("response larger than 100 bytes (`max_response_bytes`)"),
        "{error}"
    );
}

#[test]
fn the_default_transport_can_be_used_on_its_own() {
    let server = TestServer::start();
    let client = builder().host(server.url()).transport(UreqTransport::default());
    assert!(associate(&client.build().unwrap()).send().unwrap().data.success);
}

#[test]
fn a_shared_transport_serves_several_clients() {
    let shared: Arc<dyn Transport> = Arc::new(FakeTransport::succeeding());
    let count = Arc::new(AtomicUsize::new(0));
    let transport = Arc::new(Counting {
        inner: shared,
        count: Arc::clone(&count),
    });
    for _ in 0..2 {
        let client = builder().transport(Arc::clone(&transport)).build().unwrap();
        associate(&client).send().unwrap();
    }
    assert_eq!(count.load(Ordering::SeqCst), 4);
}
