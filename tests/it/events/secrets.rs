//! Checks that errors, `Debug` output and the log show neither the access key secret nor the signature.

use std::sync::{Arc, Mutex};

use genauth::Error;

use super::{EVENT, EventServer, SECRET, SIGNATURE, assert_ended, is_closed_by_client, next_error, send_bytes};
use crate::sockets::{quick_retries, read_request};
use crate::support::{CapturedLog, KEY_ID};

/// Everything that an error shows, in one string.
fn all_text(error: &Error) -> String {
    let body = error.body().map(String::from_utf8_lossy);
    let headers = ["x-request-id", "x-echo"].map(|name| error.header(name));
    let (request_id, cause) = (error.request_id(), error.cause());
    format!("{error} {error:#} {error:?} {error:#?} {body:?} {headers:?} {request_id:?} {cause:?}")
}

#[track_caller]
fn assert_clean(source: &str, text: &str) {
    for secret in [SECRET, SIGNATURE, &SIGNATURE[..12]] {
        assert!(!text.contains(secret), "{source}: {text}");
    }
}

#[test]
fn neither_secret_nor_signature_is_shown() {
    let log = CapturedLog::start();
    let authorizations = Arc::new(Mutex::new(Vec::new()));
    let recorded = Arc::clone(&authorizations);
    let server = EventServer::tcp(move |index, mut stream| {
        let request = read_request(&mut stream).expect("a handshake");
        let authorization = request.header("authorization").unwrap().to_owned();
        recorded.lock().unwrap().push(authorization.clone());
        let echo = format!("{SECRET} {authorization}");
        let headers = format!("x-echo: {echo}\r\nx-request-id: {echo}\r\n");
        let json = authorization.replace('/', "\\/");
        let response = match index {
            0 => format!("HTTP/1.1 503 Busy\r\n{headers}\r\n<p>{echo} {json}</p>"),
            1 => format!("{echo}\r\n\r\n"),
            2 => format!("HTTP/1.1 {echo}\r\n\r\n"),
            3 => format!("HTTP/1.1 101 Switching\r\nupgrade: {echo}\r\n\r\n"),
            // The body is cut off in the middle of the signature.
            4 => format!("HTTP/1.1 500 Oops\r\n\r\n{}", &echo[..echo.len() - 10]),
            _ => format!("HTTP/1.1 401 Unauthorized\r\n{headers}\r\n{echo}"),
        };
        send_bytes(&stream, response.as_bytes());
        is_closed_by_client(&mut stream);
    });
    let mut subscription = server.subscribe(quick_retries(1));
    let errors: Vec<_> = [(); 6].map(|()| next_error(&mut subscription)).into();
    assert_ended(&mut subscription);
    assert_eq!(errors[5].http_status(), Some(401));
    assert_eq!(
        *authorizations.lock().unwrap(),
        vec![format!("genauth {KEY_ID}:{SIGNATURE}"); 6]
    );
    for error in &errors {
        assert_clean("error", &all_text(error));
    }
    for error in [&errors[0], &errors[5]] {
        assert!(error.to_string().contains("<redacted> genauth "), "{error}");
        assert!(error.header("x-echo").unwrap().starts_with("<redacted> "), "{error}");
    }

    let (client, closer) = (server.client(quick_retries(1)), subscription.closer());
    let debug = format!("{client:?} {subscription:?} {subscription:#?} {closer:?}");
    assert_clean("Debug", &debug);
    assert!(debug.contains(EVENT), "{debug}");

    let records = log.records();
    for record in &records {
        assert_clean(&format!("{} at {}", record.target, record.level), &record.text);
    }
    // The log contains records about these errors, so it is not clean merely because nothing was logged.
    let has = |text: &str| {
        let mut own = records.iter().filter(|record| record.target.starts_with("genauth"));
        own.any(|record| record.text.contains(text))
    };
    assert!(has("instead of a WebSocket: <p><redacted> genauth "));
    // The crate cannot prevent what another crate logs, but warns about it.
    assert!(has("log target `tungstenite` is at trace"));
}
