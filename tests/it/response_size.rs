//! Tests the size limits for responses, over real sockets.

use genauth::transport::TransportErrorKind;

use crate::replies::{assert_endless_response_is_cut_off, chunked, raw, replying_once};
use crate::support::{Predicate, assert_error, associate, builder};
use crate::test_server::Reply;

const INVALID_HTTP: &str = "invalid HTTP response from 127.0.0.1:PORT: ";
const LARGER_THAN_1_MIB: &str = "response larger than 1 MiB (`max_response_bytes`)";

#[test]
fn endless_headers_are_cut_off() {
    let head = "HTTP/1.1 200 OK\r\n";
    let many = b"x: y\r\n".repeat(10_000);
    let error = assert_endless_response_is_cut_off(head, many, INVALID_HTTP);
    assert_eq!(error.transport_kind(), Some(TransportErrorKind::Protocol));
    let head = "HTTP/1.1 200 OK\r\nx: ";
    let long = vec![b'y'; 64 * 1024];
    assert_endless_response_is_cut_off(head, long, INVALID_HTTP);
}

#[test]
fn endless_bodies_are_cut_off_at_the_limit() {
    let spaces = || vec![b' '; 64 * 1024];
    let first_8_kib = [b' '; 8192].as_slice();

    let with_length = "HTTP/1.1 200 OK\r\ncontent-length: 104857600\r\n\r\n";
    let error = assert_endless_response_is_cut_off(with_length, spaces(), LARGER_THAN_1_MIB);
    assert_eq!(error.transport_kind(), Some(TransportErrorKind::TooLarge));
    assert_eq!((error.http_status(), error.body()), (Some(200), Some(first_8_kib)));

    let in_chunks = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let chunk = format!("10000\r\n{}\r\n", " ".repeat(64 * 1024));
    let error = assert_endless_response_is_cut_off(in_chunks, chunk.into(), LARGER_THAN_1_MIB);
    assert_eq!(error.body(), Some(first_8_kib));

    let until_closed = "HTTP/1.1 200 OK\r\n\r\n";
    assert_endless_response_is_cut_off(until_closed, spaces(), LARGER_THAN_1_MIB);
}

#[test]
fn a_body_up_to_the_limit_is_accepted_and_a_larger_one_is_not() {
    let of_size = |size: usize| {
        let mut body = r#"{"statusCode":200,"data":{"success":true}}"#.to_owned();
        body.push_str(&" ".repeat(size - body.len()));
        body
    };
    let (fitting, too_large) = (of_size(1024), of_size(1025));
    let in_chunks = |body: &str| {
        let (one, two) = body.split_at(10);
        raw(chunked(&format!(
            "A\r\n{one}\r\n{:x};ext=1\r\n{two}\r\n0\r\n\r\n",
            two.len()
        )))
    };
    for [fitting_reply, too_large_reply] in [
        [Reply::json(&fitting), Reply::json(&too_large)],
        [in_chunks(&fitting), in_chunks(&too_large)],
    ] {
        let result_for = |reply| {
            let server = replying_once(reply);
            let client = builder().host(server.url()).max_response_bytes(1024).build().unwrap();
            associate(&client).send()
        };
        let response = result_for(fitting_reply).unwrap();
        assert_eq!(response.http.body, fitting.as_bytes());

        let error = result_for(too_large_reply).unwrap_err();
        assert_error(
            &error,
            &[Predicate::MayHaveHappened],
            1,
            "associate_tenant_resource: response larger than 1024 bytes (`max_response_bytes`); ",
        );
        assert_eq!(error.http_status(), Some(200));
        assert_eq!(error.body(), Some(too_large.as_bytes()));
    }
}
