//! Responses compressed with gzip, over real sockets.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use genauth::RetryPolicy;
use genauth::transport::TransportErrorKind;

use crate::replies::{
    HUGE, assert_interrupted, assert_permanent, assert_success, client_with_retry, raw, replying_once,
};
use crate::sockets::{LONG_TIMEOUT, SHORT_TIMEOUT, error_after_sending};
use crate::support::{Predicate, assert_error, associate, builder};
use crate::test_server::{Reply, SUCCESS};

const INVALID_HTTP: &str = "invalid HTTP response from 127.0.0.1:PORT: ";

/// `SUCCESS`, compressed by a different library than the one that decompresses it.
const COMPRESSED_SUCCESS: &[u8] = b"\x1f\x8b\x08\0\0\0\0\0\x02\x03\xab\x56\x2a\x2e\x49\x2c\x29\x2d\x76\xce\x4f\
    \x49\x55\xb2\x32\x32\x30\xd0\x51\xca\x4d\x2d\x2e\x4e\x4c\x07\xf2\x94\x94\x74\x94\x52\x12\x4b\x12\x95\xac\xaa\
    \x95\x8a\x4b\x93\x93\x81\xe2\x4a\x56\x25\x45\xa5\xa9\xb5\xb5\x00\x70\x1f\xea\x4d\x37\0\0\0";

fn compress(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn gzip_head(length: usize) -> String {
    format!("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {length}\r\n\r\n")
}

fn gzip_reply(compressed: &[u8]) -> Reply {
    raw([gzip_head(compressed.len()).as_bytes(), compressed].concat())
}

#[test]
fn a_compressed_response_is_requested_and_decompressed() {
    for compressed in [compress(SUCCESS.as_bytes()), COMPRESSED_SUCCESS.to_vec()] {
        let server = replying_once(gzip_reply(&compressed));
        let client = client_with_retry(&server, RetryPolicy::none());
        let response = associate(&client).send().unwrap();
        assert_eq!(response.http.body, SUCCESS.as_bytes());
        let requests = server.take_requests();
        assert_eq!(requests[1].header("accept-encoding"), Some("gzip"));
    }
    assert_success(gzip_reply(COMPRESSED_SUCCESS));
}

#[test]
fn gzip_is_recognized_in_any_spelling() {
    for (spelling, compressed) in [
        ("GZIP", compress(SUCCESS.as_bytes())),
        ("Gzip", COMPRESSED_SUCCESS.to_vec()),
        ("x-gzip", COMPRESSED_SUCCESS.to_vec()),
        ("X-GZip", COMPRESSED_SUCCESS.to_vec()),
    ] {
        let length = compressed.len();
        let head = format!("HTTP/1.1 200 OK\r\ncontent-encoding: {spelling}\r\ncontent-length: {length}\r\n\r\n");
        let reply = || raw([head.as_bytes(), &compressed].concat());
        let server = replying_once(reply());
        let client = client_with_retry(&server, RetryPolicy::none());
        let response = associate(&client).send().unwrap();
        assert_eq!(response.http.body, SUCCESS.as_bytes(), "{spelling}");
        // Neither describes the body any more.
        assert_eq!(response.http.header("content-encoding"), None);
        assert_eq!(response.http.header("content-length"), None);
        // The connection can be reused.
        assert_success(reply());
    }
    // Chunks, and an end that only the closed connection tells.
    let chunks = [&COMPRESSED_SUCCESS[..20], &COMPRESSED_SUCCESS[20..]];
    let chunks = chunks.map(|chunk| [format!("{:x}\r\n", chunk.len()).as_bytes(), chunk, b"\r\n"].concat());
    let head = "HTTP/1.1 200 OK\r\ncontent-encoding: x-gzip\r\ntransfer-encoding: chunked\r\n\r\n";
    assert_success(raw([head.as_bytes(), &chunks.concat(), b"0\r\n\r\n"].concat()));
    let head = "HTTP/1.1 200 OK\r\ncontent-encoding: GZIP\r\n\r\n";
    assert_success(Reply::SendAndClose([head.as_bytes(), COMPRESSED_SUCCESS].concat()));
}

#[test]
fn faults_of_a_body_are_the_same_in_any_spelling_of_gzip() {
    fn reply(length: usize, compressed: &[u8]) -> Vec<u8> {
        let head = format!("HTTP/1.1 200 OK\r\ncontent-encoding: X-GZIP\r\ncontent-length: {length}\r\n\r\n");
        [head.as_bytes(), compressed].concat()
    }
    let error = assert_permanent(
        || {
            let mut damaged = COMPRESSED_SUCCESS.to_vec();
            *damaged.last_mut().unwrap() ^= 1;
            raw(reply(damaged.len(), &damaged))
        },
        INVALID_HTTP,
    );
    assert_eq!(error.transport_kind(), Some(TransportErrorKind::Protocol));
    assert_eq!(error.body(), Some(SUCCESS.as_bytes()));
    let error = assert_permanent(|| raw(reply(SUCCESS.len(), SUCCESS.as_bytes())), INVALID_HTTP);
    assert_eq!(error.body(), Some([].as_slice()));
    assert_interrupted(|| raw(reply(40, &COMPRESSED_SUCCESS[..40])));
    assert_interrupted(|| Reply::SendAndClose(reply(COMPRESSED_SUCCESS.len(), &COMPRESSED_SUCCESS[..50])));

    // The response stalls in the middle of the body.
    let stalled = Reply::SendAndHang(reply(COMPRESSED_SUCCESS.len(), &COMPRESSED_SUCCESS[..50]));
    let server = replying_once(stalled);
    let client = builder().host(server.url()).timeout(SHORT_TIMEOUT).build().unwrap();
    let error = error_after_sending(|| associate(&client).send());
    assert_eq!(error.transport_kind(), Some(TransportErrorKind::Timeout));

    let body = format!("{SUCCESS}{}", " ".repeat(4096));
    let compressed = compress(body.as_bytes());
    let server = replying_once(raw(reply(compressed.len(), &compressed)));
    let client = builder().host(server.url()).max_response_bytes(1024).build().unwrap();
    let error = associate(&client).send().unwrap_err();
    assert_eq!(error.transport_kind(), Some(TransportErrorKind::TooLarge));
    assert_eq!(error.body(), Some(&body.as_bytes()[..1025]));
}

#[test]
fn a_response_that_cannot_be_decompressed_is_not_retried() {
    let error = assert_permanent(
        || {
            let mut damaged = COMPRESSED_SUCCESS.to_vec();
            *damaged.last_mut().unwrap() ^= 1;
            gzip_reply(&damaged)
        },
        INVALID_HTTP,
    );
    assert_eq!(error.transport_kind(), Some(TransportErrorKind::Protocol));
    assert_eq!(
        (error.http_status(), error.body()),
        (Some(200), Some(SUCCESS.as_bytes()))
    );
    assert!(error.to_string().contains("gzip"), "{error}");

    // The header announces gzip, but the body is not compressed at all.
    let error = assert_permanent(|| gzip_reply(SUCCESS.as_bytes()), INVALID_HTTP);
    assert_eq!((error.http_status(), error.body()), (Some(200), Some([].as_slice())));
    assert!(error.to_string().contains("gzip"), "{error}");
}

#[test]
fn an_incomplete_compressed_response_counts_as_interrupted() {
    // The HTTP body is complete, but the compressed data is not.
    assert_interrupted(|| {
        let compressed = compress(SUCCESS.as_bytes());
        gzip_reply(&compressed[..compressed.len() / 2])
    });
    // The connection is closed in the middle of the HTTP body.
    let error = assert_interrupted(|| {
        let head = gzip_head(COMPRESSED_SUCCESS.len());
        Reply::SendAndClose([head.as_bytes(), &COMPRESSED_SUCCESS[..50]].concat())
    });
    assert_eq!(error.transport_kind(), Some(TransportErrorKind::Interrupted));
}

#[test]
fn the_size_limit_applies_to_the_decompressed_body() {
    let body = format!("{SUCCESS}{}", " ".repeat(4096));
    let compressed = compress(body.as_bytes());
    assert!(compressed.len() < 1024);
    let server = replying_once(gzip_reply(&compressed));
    let client = builder().host(server.url()).max_response_bytes(1024).build().unwrap();
    let error = associate(&client).send().unwrap_err();
    assert_error(
        &error,
        &[Predicate::MayHaveHappened],
        1,
        "associate_tenant_resource: response larger than 1024 bytes (`max_response_bytes`); ",
    );
    assert_eq!(error.http_status(), Some(200));
    assert_eq!(error.body(), Some(&body.as_bytes()[..1025]));
}

/// 100 MiB of zeros, compressed with fixed Huffman codes. They are one literal zero, and then the instruction to repeat
/// the previous byte 258 times, over and over.
fn bomb() -> Vec<u8> {
    let mut compressed = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    let mut bits = vec![1_u8, 1, 0]; // last block, fixed codes
    bits.extend([0, 0, 1, 1, 0, 0, 0, 0]); // literal 0
    for _ in 0..HUGE / 258 {
        bits.extend([1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0]); // length 258, distance 1
    }
    bits.extend([0; 7]); // end of block
    let bytes = bits.chunks(8).map(|bits| {
        let positions = bits.iter().enumerate();
        positions.fold(0, |byte, (position, bit)| byte | bit << position)
    });
    compressed.extend(bytes);
    compressed
}

#[test]
fn a_decompression_bomb_is_cut_off_at_the_limit() {
    let bomb = bomb();
    assert!(bomb.len() < 1 << 20, "{} bytes", bomb.len());
    let server = replying_once(gzip_reply(&bomb));
    let builder = builder().host(server.url()).timeout(LONG_TIMEOUT);
    let client = builder.max_response_bytes(1 << 20).build().unwrap();
    let error = associate(&client).send().unwrap_err();
    assert_error(
        &error,
        &[Predicate::MayHaveHappened],
        1,
        "associate_tenant_resource: response larger than 1 MiB (`max_response_bytes`); ",
    );
    assert_eq!(error.body(), Some([0; 8192].as_slice()));
    associate(&client).send().unwrap();
}
