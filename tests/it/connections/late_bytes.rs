//! Bytes that belong to no request, sent by a server or a proxy. In the form of a response, they would be taken for the
//! response of the next request on the connection.

use std::io::{Read, Write};
use std::sync::{Mutex, mpsc};

use genauth::{ManagementClient, ManagementClientBuilder};

use crate::sockets::{LONG_TIMEOUT, http_response, listen, read_request};
use crate::support::Predicate::{Connect, Retryable, Token};
use crate::support::{assert_error, associate, builder, get_group};
use crate::test_server::{TOKEN_PATH, TOKEN_RESPONSE};

/// The body of a response to the request of the client.
const OWN: &str = r#"{"statusCode":200,"message":"","requestId":"own","data":{"success":true}}"#;

/// A complete response to no request at all.
fn stray_response() -> Vec<u8> {
    http_response("", &OWN.replace("own", "stray"))
}

/// When the first connection sends its stray response.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Moment {
    /// Together with the response of the first operation.
    AtOnce,
    /// When the connection is idle.
    Late,
}

/// What a test and its server tell each other.
pub struct Signals {
    idle: Mutex<mpsc::Receiver<()>>,
    sent: mpsc::Sender<()>,
    /// Whether another request arrived on the first connection.
    reused: mpsc::Sender<bool>,
}

/// The side of the test.
pub struct Test {
    idle: mpsc::Sender<()>,
    sent: mpsc::Receiver<()>,
    reused: mpsc::Receiver<bool>,
}

pub fn signals() -> (Test, Signals) {
    let (idle, is_idle) = mpsc::channel();
    let (sent, is_sent) = mpsc::channel();
    let (reused, is_reused) = mpsc::channel();
    let test = Test {
        idle,
        sent: is_sent,
        reused: is_reused,
    };
    let signals = Signals {
        idle: Mutex::new(is_idle),
        sent,
        reused,
    };
    (test, signals)
}

impl Signals {
    /// Responds to requests. Connection 0 sends a stray response after the response of its first operation.
    pub fn serve(&self, index: usize, stream: &mut (impl Read + Write), moment: Moment) {
        while let Some(request) = read_request(stream) {
            if request.head.starts_with("CONNECT") {
                stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
            } else if request.path() == TOKEN_PATH {
                stream.write_all(&http_response("", TOKEN_RESPONSE)).unwrap();
            } else if index > 0 {
                stream.write_all(&http_response("", OWN)).unwrap();
            } else {
                self.stray(stream, moment);
                // Closing a connection that holds unread data can also end this.
                let _ = self.reused.send(read_request(stream).is_some());
                break;
            }
        }
    }

    fn stray(&self, stream: &mut (impl Read + Write), moment: Moment) {
        let mut response = http_response("", OWN);
        if moment == Moment::AtOnce {
            response.extend(stray_response());
        }
        stream.write_all(&response).unwrap();
        stream.flush().unwrap();
        self.idle.lock().unwrap().recv_timeout(LONG_TIMEOUT).unwrap();
        if moment == Moment::Late {
            stream.write_all(&stray_response()).unwrap();
            stream.flush().unwrap();
        }
        self.sent.send(()).unwrap();
    }
}

impl Test {
    /// Asserts that the client does not take the stray response for its own.
    #[track_caller]
    pub fn run(&self, client: &ManagementClient, moment: Moment) {
        let first = associate(client).send().unwrap();
        assert_eq!(first.request_id.as_deref(), Some("own"));
        self.idle.send(()).unwrap();
        self.sent.recv_timeout(LONG_TIMEOUT).unwrap();
        // A write that took it for its response would be reported as successful.
        let second = associate(client).send().unwrap();
        assert_eq!(second.request_id.as_deref(), Some("own"), "{moment:?}");
        let third = get_group(client).send().unwrap();
        assert_eq!(third.request_id.as_deref(), Some("own"), "{moment:?}");
        assert_eq!(self.reused.recv_timeout(LONG_TIMEOUT), Ok(false), "{moment:?}");
    }
}

#[track_caller]
fn assert_not_taken(configure: impl Fn(String) -> ManagementClientBuilder) {
    for moment in [Moment::AtOnce, Moment::Late] {
        let (test, signals) = signals();
        let address = listen(move |index, mut stream| signals.serve(index, &mut stream, moment));
        let client = configure(format!("http://{address}"));
        test.run(&client.timeout(LONG_TIMEOUT).build().unwrap(), moment);
    }
}

#[test]
fn a_stray_response_is_not_taken_for_the_next_one() {
    assert_not_taken(|url| builder().host(url));
}

fn through_proxy(url: String) -> ManagementClientBuilder {
    builder().host("http://service.invalid").allow_http(true).proxy(url)
}

#[test]
fn a_stray_response_in_a_tunnel_is_not_taken_for_the_next_one() {
    assert_not_taken(through_proxy);
}

/// The first request of a connection must not be reported as successful before it is even sent.
#[test]
fn a_response_that_follows_the_response_of_a_proxy_is_not_taken_for_the_first_one() {
    let (sender, reused) = mpsc::channel();
    let address = listen(move |_, mut stream| {
        let request = read_request(&mut stream).expect("a request to connect");
        assert!(request.head.starts_with("CONNECT"), "{}", request.head);
        let token = http_response("", TOKEN_RESPONSE);
        stream
            .write_all(&[b"HTTP/1.1 200 OK\r\n\r\n", &*token].concat())
            .unwrap();
        let _ = sender.send(read_request(&mut stream).is_some());
    });
    let client = through_proxy(format!("http://{address}")).build().unwrap();
    let error = associate(&client).send().unwrap_err();
    let message = format!(
        "associate_tenant_resource: cannot obtain a management token: cannot connect to service.invalid:80 through \
         proxy {address}: data received before the request was sent"
    );
    assert_error(&error, &[Connect, Token, Retryable], 1, &message);
    assert_eq!(reused.recv_timeout(LONG_TIMEOUT), Ok(false));
}
