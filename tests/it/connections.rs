//! Tests connections that are refused, reset, closed or reused, over real sockets.

pub mod late_bytes;

use std::io::{self, ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;
use std::thread;

use genauth::transport::TransportErrorKind;
use genauth::types::Group;
use genauth::{Error, ManagementClient, Response, RetryPolicy};

use crate::replies::PARTIAL_RESPONSE;
use crate::sockets::{FaultyServer, LONG_TIMEOUT, http_response, listen, quick_retries, read_request, serve_token};
use crate::support::Predicate::{Connect, MayHaveHappened, Retryable, Token};
use crate::support::{assert_error, associate, builder, client_for, get_group};
use crate::test_server::{SUCCESS, TOKEN_RESPONSE};

/// The kind of the I/O error that caused an error.
fn io_cause(error: &Error) -> Option<ErrorKind> {
    let cause = error.cause()?.downcast_ref::<io::Error>()?;
    Some(cause.kind())
}

/// Returns an address that refuses connections while the two sockets are open. It is the local address of an outgoing
/// connection: nothing listens on its port, and nothing else can bind it.
fn refusing_address() -> (String, TcpListener, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let outgoing = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    (outgoing.local_addr().unwrap().to_string(), listener, outgoing)
}

#[test]
fn a_refused_connection_is_reported() {
    let (address, _listener, _outgoing) = refusing_address();
    let error = associate(&client_for(format!("http://{address}"))).send().unwrap_err();
    let start = format!("associate_tenant_resource: cannot obtain a management token: cannot connect to {address}: ");
    assert_error(&error, &[Connect, Token, Retryable], 1, &start);
    assert_eq!((error.http_status(), error.body()), (None, None));
    assert_eq!(error.transport_kind(), Some(TransportErrorKind::Connect));
    assert_eq!(io_cause(&error), Some(ErrorKind::ConnectionRefused));
    // The operating system provides the rest of the message.
    #[cfg(unix)]
    assert_eq!(error.to_string(), format!("{start}connection refused"));
}

#[test]
fn a_refused_connection_to_a_proxy_names_the_proxy() {
    let (proxy, _listener, _outgoing) = refusing_address();
    let builder = builder().host("http://service.invalid").allow_http(true);
    let client = builder.proxy(format!("http://{proxy}")).build().unwrap();
    let error = associate(&client).send().unwrap_err();
    let start = format!(
        "associate_tenant_resource: cannot obtain a management token: \
         cannot connect to service.invalid:80 through proxy {proxy}: "
    );
    assert_error(&error, &[Connect, Token, Retryable], 1, &start);
}

#[test]
fn a_refused_connection_is_retried_for_writes_too() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (done, wait) = mpsc::channel::<()>();
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        drop(listener);
        serve_token(&mut stream);
        // The connection is kept open so that nothing else can bind the port.
        let _ = wait.recv();
    });
    let host = format!("http://{address}");
    let client = builder().host(host).retry(quick_retries(3)).build().unwrap();
    let refused = format!("cannot connect to {address}: ");

    let error = associate(&client).send().unwrap_err();
    let start = format!("associate_tenant_resource: {refused}");
    assert_error(&error, &[Connect, Retryable], 3, &start);
    assert!(error.to_string().contains(" (3 attempts in "), "{error}");

    let start = format!("get_group: {refused}");
    let error = get_group(&client).send().unwrap_err();
    assert_error(&error, &[Connect, Retryable], 3, &start);

    let without_retries = client.with_retry(RetryPolicy::none());
    let error = get_group(&without_retries).send().unwrap_err();
    assert_error(&error, &[Connect, Retryable], 1, &start);
    assert!(!error.to_string().contains("attempts"), "{error}");
    drop(done);
    server.join().unwrap();
}

#[test]
fn an_unknown_host_is_reported() {
    let builder = builder().host("http://does-not-exist.invalid").allow_http(true);
    let error = associate(&builder.build().unwrap()).send().unwrap_err();
    assert_error(
        &error,
        &[Connect, Token, Retryable],
        1,
        "associate_tenant_resource: cannot obtain a management token: cannot connect to does-not-exist.invalid:80: ",
    );
    assert_eq!((error.http_status(), error.body()), (None, None));
}

#[cfg(feature = "rustls")]
#[test]
fn https_to_a_port_that_speaks_http_is_reported() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut hello = [0; 4096];
        let _ = stream.read(&mut hello);
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").unwrap();
        // This waits for the client, because closing the connection now would reset it.
        let _ = stream.read(&mut hello);
    });
    let error = associate(&client_for(format!("https://{address}"))).send().unwrap_err();
    let start =
        format!("associate_tenant_resource: cannot obtain a management token: TLS handshake with {address} failed: ");
    // Another attempt could not change that.
    assert_error(&error, &[Connect, Token], 1, &start);
    assert_eq!(error.transport_kind(), Some(TransportErrorKind::Tls));
    assert_eq!((error.http_status(), error.body()), (None, None));
}

/// Asserts that a fault is reported if it breaks an established connection; that a read is then retried; and that a
/// write is not, because the service may have applied it.
#[track_caller]
fn assert_interrupted_by(fault: impl Fn(TcpStream) + Clone + Send + Sync + 'static) {
    let start = |policy| {
        let server = FaultyServer::start(1, fault.clone());
        let client = server.client(policy);
        let message = format!(
            "connection to {} closed before the response was complete: ",
            server.address()
        );
        (server, client, message)
    };
    let (server, client, message) = start(RetryPolicy::none());
    let error = get_group(&client).send().unwrap_err();
    assert_error(&error, &[Retryable], 1, &format!("get_group: {message}"));
    assert_eq!(error.transport_kind(), Some(TransportErrorKind::Interrupted));
    assert_eq!(server.connections(), 1);
    // The client still works after the fault.
    get_group(&client).send().unwrap();

    let (server, client, message) = start(quick_retries(3));
    let error = associate(&client).send().unwrap_err();
    let message = format!("associate_tenant_resource: {message}");
    assert_error(&error, &[Retryable, MayHaveHappened], 1, &message);
    assert_eq!(server.connections(), 1);

    let (server, client, _) = start(quick_retries(3));
    get_group(&client).send().unwrap();
    assert_eq!(server.connections(), 2);
}

/// Closes a socket while it holds unread data, which resets the connection.
fn reset(stream: TcpStream) {
    stream.peek(&mut [0]).expect("the client sends");
    drop(stream);
}

#[test]
fn a_reset_before_the_request_is_read_leaves_a_write_in_doubt() {
    assert_interrupted_by(reset);
}

/// Sends a write whose body does not fit into the socket buffers.
fn send_large_write(client: &ManagementClient) -> Result<Response<Group>, Error> {
    let request = client.create_group().r#type("static").name("n").code("c");
    request.description("x".repeat(16 << 20)).send()
}

#[test]
fn a_reset_during_the_request_leaves_a_write_in_doubt() {
    let server = FaultyServer::start(1, |mut stream| {
        stream.read_exact(&mut [0; 8 * 1024]).unwrap();
        reset(stream);
    });
    let client = server.client(quick_retries(3));
    let error = send_large_write(&client).unwrap_err();
    let start = format!(
        "create_group: connection to {} closed before the response was complete: ",
        server.address()
    );
    assert_error(&error, &[Retryable, MayHaveHappened], 1, &start);
    assert_eq!(server.connections(), 1);
    send_large_write(&client).unwrap();
}

#[test]
fn a_reset_after_the_request_leaves_a_write_in_doubt() {
    let leave_one_byte_unread = |mut stream: TcpStream| {
        let mut request = [0; 8192];
        let length = loop {
            let count = stream.peek(&mut request).unwrap();
            let end: &[u8] = if request.starts_with(b"GET") { b"\r\n\r\n" } else { b"}" };
            if request[..count].ends_with(end) {
                break count;
            }
        };
        stream.read_exact(&mut request[..length - 1]).unwrap();
        reset(stream);
    };
    assert_interrupted_by(leave_one_byte_unread);
}

#[test]
fn a_reset_during_the_response_body_leaves_a_write_in_doubt() {
    // A reset can discard the part of the response that was sent, so whether the client receives it depends on the
    // operating system.
    let reset_within_body = |mut stream: TcpStream| {
        stream.write_all(PARTIAL_RESPONSE).unwrap();
        reset(stream);
    };
    assert_interrupted_by(reset_within_body);
}

#[test]
fn a_connection_closed_without_a_response_leaves_a_write_in_doubt() {
    let close = |mut stream: TcpStream| drop(read_request(&mut stream));
    assert_interrupted_by(close);

    let server = FaultyServer::start(3, close);
    let error = get_group(&server.client(quick_retries(3))).send().unwrap_err();
    let start = format!(
        "get_group: connection to {} closed before the response was complete: ",
        server.address()
    );
    assert_error(&error, &[Retryable], 3, &start);
    assert!(error.to_string().contains(" (3 attempts in "), "{error}");
    assert_eq!(server.connections(), 3);
}

#[test]
fn an_idle_connection_that_the_server_has_closed_is_not_reused() {
    let (closed, wait) = mpsc::channel();
    let address = listen(move |index, mut stream| {
        if index == 0 {
            // The first operation uses the same connection as the token request.
            read_request(&mut stream).expect("a token request");
            stream.write_all(&http_response("", TOKEN_RESPONSE)).unwrap();
        }
        // The response has no header that announces the end of the connection.
        read_request(&mut stream).expect("one connection per operation");
        stream.write_all(&http_response("", SUCCESS)).unwrap();
        drop(stream);
        closed.send(index).unwrap();
    });
    let client = client_for(format!("http://{address}"));
    for round in 0..20 {
        get_group(&client).send().unwrap();
        assert_eq!(wait.recv_timeout(LONG_TIMEOUT), Ok(2 * round));
        associate(&client).send().unwrap();
        assert_eq!(wait.recv_timeout(LONG_TIMEOUT), Ok(2 * round + 1));
    }
}
