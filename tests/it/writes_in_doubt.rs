//! When a request is repeated, and what its error claims, for all combinations of an HTTP status, an envelope, and the
//! ways in which a response can break. The server counts what it receives, and the expectation is a table of its own.

use std::fmt;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use genauth::transport::TransportErrorKind;
use genauth::{Error, ManagementClient, Method, RetryPolicy};
use serde_json::{Value, json};

use crate::sockets::{hold_open, http_response, listen, quick_retries, read_request};
use crate::support::{CapturedLog, associate, authorize, builder, with_log_hook};
use crate::test_server::{SUCCESS, TOKEN_PATH, TOKEN_RESPONSE};

const MAX_RESPONSE_BYTES: usize = 1024;
const TIMEOUT: Duration = Duration::from_millis(250);

const HTTP_STATUSES: [u16; 10] = [200, 202, 302, 400, 401, 403, 404, 429, 500, 503];
const STATUS_CODES: [i64; 15] = [-1, 0, 100, 200, 201, 202, 301, 400, 401, 403, 404, 429, 500, 503, 601];
const API_CODES: [Option<i64>; 4] = [None, Some(2020), Some(2206), Some(9999)];

/// The body of a response.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Body {
    Envelope {
        status_code: i64,
        api_code: Option<i64>,
    },
    /// `statusCode` 200 with `data.success` false.
    Denied,
    Html,
}

/// How much of a response arrives.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Delivery {
    Complete,
    /// The connection is closed in the body.
    Closed,
    /// Nothing follows the first half of the body.
    Stalled,
    /// The body exceeds the limit.
    TooLarge,
    /// A chunk has an invalid length.
    BadChunk,
}

#[derive(Clone, Copy, Debug)]
struct Case {
    http_status: u16,
    body: Body,
    delivery: Delivery,
}

/// What must follow from a response to a write.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Expected {
    Success,
    /// The service has certainly not applied the write.
    Refused,
    /// The write is repeated with a new token.
    NewToken,
    /// The service has put the request off: it is repeated if the policy allows it.
    RateLimited,
    /// The service may have applied the write, so it is not repeated.
    InDoubt,
}

/// The rule. A complete envelope decides, or else the HTTP status of a complete response.
fn expected(case: Case) -> Expected {
    let (status, api_code, denied) = match (case.delivery, case.body) {
        (Delivery::Complete, Body::Envelope { status_code, api_code }) => (status_code, api_code, false),
        (Delivery::Complete, Body::Denied) => (200, None, true),
        (Delivery::Complete, Body::Html) => (i64::from(case.http_status), None, true),
        _ => return Expected::InDoubt,
    };
    match (status, api_code) {
        // `associate_tenant_resource` changes one thing, so its denial is certain.
        (200..=299, _) if denied && case.body == Body::Denied => Expected::Refused,
        (200..=299, _) if denied => Expected::InDoubt,
        (200..=299, _) => Expected::Success,
        (401, _) | (400..=499, Some(2020 | 2206)) => Expected::NewToken,
        (429, _) => Expected::RateLimited,
        (300..=499, _) => Expected::Refused,
        _ => Expected::InDoubt,
    }
}

impl Case {
    fn body(self) -> String {
        match self.body {
            Body::Envelope { status_code, api_code } => {
                let api_code = api_code.map_or(String::new(), |code| format!(r#","apiCode":{code}"#));
                format!(r#"{{"statusCode":{status_code},"message":"m"{api_code},"data":{{"success":true}}}}"#)
            }
            Body::Denied => r#"{"statusCode":200,"message":"m","data":{"success":false}}"#.to_owned(),
            Body::Html => "<html><body>gateway</body></html>".to_owned(),
        }
    }

    fn respond(self, stream: &mut TcpStream) -> bool {
        let body = self.body();
        let (half, _) = body.split_at(body.len() / 2);
        let head = format!("HTTP/1.1 {} Status\r\n", self.http_status);
        let bytes = match self.delivery {
            Delivery::Complete => format!("{head}content-length: {}\r\n\r\n{body}", body.len()),
            Delivery::Closed | Delivery::Stalled => format!("{head}content-length: {}\r\n\r\n{half}", body.len()),
            Delivery::TooLarge => {
                let padding = " ".repeat(2 * MAX_RESPONSE_BYTES);
                format!(
                    "{head}content-length: {}\r\n\r\n{body}{padding}",
                    body.len() + padding.len()
                )
            }
            Delivery::BadChunk => {
                format!(
                    "{head}transfer-encoding: chunked\r\n\r\n{:x}\r\n{half}\r\nzz\r\n",
                    half.len()
                )
            }
        };
        if stream.write_all(bytes.as_bytes()).is_err() {
            return false;
        }
        if self.delivery == Delivery::Stalled {
            hold_open(stream.try_clone().expect("an open socket"));
        }
        self.delivery == Delivery::Complete
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HTTP {} {:?} {:?}", self.http_status, self.body, self.delivery)
    }
}

/// Responds to the next operation with the current case, and to every other one with success.
#[derive(Clone)]
struct Server {
    state: Arc<Mutex<State>>,
    url: String,
}

#[derive(Default)]
struct State {
    case: Option<Case>,
    operations: usize,
}

impl Server {
    fn start() -> Self {
        let state = Arc::<Mutex<State>>::default();
        let shared = Arc::clone(&state);
        let address = listen(move |_, mut stream| serve(&mut stream, &shared));
        Server {
            state,
            url: format!("http://{address}"),
        }
    }

    fn client(&self, policy: RetryPolicy) -> ManagementClient {
        let builder = builder().host(&self.url).retry(policy).timeout(TIMEOUT);
        builder.max_response_bytes(MAX_RESPONSE_BYTES).build().unwrap()
    }

    /// Sends a request for which the first response is that of the case. Returns how often the server received it.
    fn run(&self, case: Case, send: impl FnOnce() -> Result<(), Error>) -> (Result<(), Error>, usize) {
        *self.state.lock().unwrap() = State {
            case: Some(case),
            operations: 0,
        };
        let result = send();
        let operations = self.state.lock().unwrap().operations;
        (result, operations)
    }
}

fn serve(stream: &mut (impl Read + Write + AsTcpStream), state: &Mutex<State>) {
    while let Some(request) = read_request(stream) {
        if request.path() == TOKEN_PATH {
            if stream.write_all(&http_response("", TOKEN_RESPONSE)).is_err() {
                return;
            }
            continue;
        }
        let case = {
            let mut state = state.lock().unwrap();
            state.operations += 1;
            state.case.take()
        };
        let goes_on = match case {
            Some(case) => case.respond(stream.tcp()),
            None => stream.write_all(&http_response("", SUCCESS)).is_ok(),
        };
        if !goes_on {
            return;
        }
    }
}

trait AsTcpStream {
    fn tcp(&mut self) -> &mut TcpStream;
}

impl AsTcpStream for TcpStream {
    fn tcp(&mut self) -> &mut TcpStream {
        self
    }
}

fn write(client: &ManagementClient) -> Result<(), Error> {
    associate(client).send().map(drop)
}

fn destroy(client: &ManagementClient) -> Result<(), Error> {
    client.delete_namespace().code("library").send().map(drop)
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for http_status in HTTP_STATUSES {
        let mut push = |body, delivery| {
            cases.push(Case {
                http_status,
                body,
                delivery,
            });
        };
        for status_code in STATUS_CODES {
            for api_code in API_CODES {
                push(Body::Envelope { status_code, api_code }, Delivery::Complete);
            }
        }
        push(Body::Denied, Delivery::Complete);
        push(Body::Html, Delivery::Complete);
        for delivery in [Delivery::Closed, Delivery::TooLarge, Delivery::BadChunk] {
            for status_code in [200, 401, 429, 500] {
                for api_code in [None, Some(2020)] {
                    push(Body::Envelope { status_code, api_code }, delivery);
                }
            }
            push(Body::Html, delivery);
        }
        // Each of these takes as long as the timeout.
        push(
            Body::Envelope {
                status_code: 401,
                api_code: Some(2020),
            },
            Delivery::Stalled,
        );
    }
    cases
}

/// What is wrong with the outcome of a write.
fn fault(case: Case, retries: bool, result: &Result<(), Error>, received: usize) -> Option<String> {
    let expected = expected(case);
    let is_repeated = expected == Expected::NewToken || (expected == Expected::RateLimited && retries);
    let is_success = expected == Expected::Success || is_repeated;
    let in_doubt = expected == Expected::InDoubt;
    let is_right = received == 1 + usize::from(is_repeated)
        && result.is_ok() == is_success
        && result
            .as_ref()
            .err()
            .is_none_or(|error| error.may_have_happened() == in_doubt);
    (!is_right).then(|| format!("{case}: {expected:?}, received {received} times: {result:?}"))
}

#[test]
fn a_write_is_repeated_only_after_a_complete_refusal_and_its_error_makes_no_wrong_claim() {
    let server = Server::start();
    let mut faults = Vec::new();
    let mut combinations = 0;
    for (policy, retries) in [(RetryPolicy::none(), false), (quick_retries(3), true)] {
        for send in [write, destroy] {
            let client = server.client(policy.clone());
            send(&client).unwrap();
            for case in cases() {
                let (result, received) = server.run(case, || send(&client));
                faults.extend(fault(case, retries, &result, received));
                combinations += 1;
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} of {combinations} combinations:\n{}",
        faults.len(),
        faults.iter().take(40).cloned().collect::<Vec<_>>().join("\n")
    );
    assert_eq!(combinations, 4 * 10 * (15 * 4 + 2 + 3 * 9 + 1));
}

#[test]
fn a_read_is_repeated_whenever_that_may_help() {
    let server = Server::start();
    let client = server.client(quick_retries(3));
    let read = || client.get_group().code("book").send().map(drop);
    read().unwrap();
    for case in cases() {
        let (result, received) = server.run(case, read);
        let expected = expected(case);
        let is_complete = case.delivery == Delivery::Complete;
        let (status, api_code) = match case.body {
            Body::Envelope { status_code, api_code } => (status_code, api_code),
            Body::Denied => (200, None),
            Body::Html => (i64::from(case.http_status), None),
        };
        // A read renews the token even if the rejection is incomplete, or comes with a status of failure.
        let renews_token = case.http_status == 401 && !is_complete
            || is_complete && !(200..=299).contains(&status) && matches!(api_code, Some(2020 | 2206));
        let is_transient = match case.delivery {
            Delivery::Complete => [502, 503, 504].contains(&status),
            Delivery::Closed | Delivery::Stalled => true,
            Delivery::TooLarge | Delivery::BadChunk => false,
        };
        if renews_token || is_transient || matches!(expected, Expected::NewToken | Expected::RateLimited) {
            assert!(result.is_ok(), "{case}: {result:?}");
            assert_eq!(received, 2, "{case}");
        } else {
            assert_eq!(received, 1, "{case}: {result:?}");
        }
        assert!(result.err().is_none_or(|error| !error.may_have_happened()), "{case}");
    }
}

#[test]
fn a_request_within_a_request_does_not_change_what_the_outer_error_claims() {
    let _log = CapturedLog::start();
    let server = Server::start();
    let case = Case {
        http_status: 200,
        body: Body::Html,
        delivery: Delivery::Closed,
    };
    // Nothing stalls here, so a busy machine must not make it time out.
    let client = server.client(quick_retries(3)).with_timeout(Duration::from_secs(30));
    write(&client).unwrap();
    // A logger that reports to a server which is down: its requests get no further than connecting.
    let unreachable = builder().host("http://127.0.0.1:1").build().unwrap();
    let (result, received) = server.run(case, || {
        with_log_hook(move || assert!(write(&unreachable).is_err()), || write(&client))
    });
    let error = result.unwrap_err();
    assert_eq!(received, 1, "{error}");
    assert!(error.may_have_happened(), "{error}");
    assert_eq!(error.transport_kind(), Some(TransportErrorKind::Interrupted), "{error}");
}

#[test]
fn the_denial_of_several_changes_is_in_doubt() {
    let server = Server::start();
    let case = Case {
        http_status: 200,
        body: Body::Denied,
        delivery: Delivery::Complete,
    };
    let client = server.client(RetryPolicy::none());
    for (send, in_doubt) in [
        (
            &(|| associate(&client).send().map(drop)) as &dyn Fn() -> Result<(), Error>,
            false,
        ),
        (&|| client.delete_users_batch().user_ids(["u"]).send().map(drop), true),
        (&|| authorize(&client).send().map(drop), true),
        (
            &|| {
                client
                    .request(Method::Post, "/api/v3/x")
                    .json(json!({}))
                    .send::<Value>()
                    .map(drop)
            },
            true,
        ),
    ] {
        let (result, received) = server.run(case, send);
        let error = result.unwrap_err();
        assert_eq!(received, 1, "{error}");
        assert_eq!(error.may_have_happened(), in_doubt, "{error}");
        assert_eq!(error.status_code(), Some(200));
    }
}
