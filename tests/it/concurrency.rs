//! Sends many requests at once through one client, also to a server that kills connections.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use genauth::Error;

use crate::sockets::{LONG_TIMEOUT, http_response, listen, quick_retries, read_request};
use crate::support::Predicate::{MayHaveHappened, Retryable};
use crate::support::{assert_error, associate, builder, get_group};
use crate::test_server::{Reply, Request, SUCCESS, TOKEN_PATH, TOKEN_RESPONSE, TestServer};

/// When a server kills a connection: before it reads the last request, before it responds to it, or afterwards.
#[derive(Clone, Copy, PartialEq)]
enum Kill {
    BeforeReading,
    BeforeResponding,
    AfterResponding,
}

/// Decides whether and how a connection is killed: every third one is, in each of the three ways in turn.
fn kill_of(connection: usize) -> Option<Kill> {
    match connection % 9 {
        2 => Some(Kill::BeforeReading),
        5 => Some(Kill::BeforeResponding),
        8 => Some(Kill::AfterResponding),
        _ => None,
    }
}

/// Starts a server that kills connections, and that counts how often it receives the write with each code. Returns its
/// URL.
fn start_killing_server(writes: Arc<Mutex<HashMap<String, u32>>>) -> String {
    let address = listen(move |connection, mut stream| {
        // The number of requests varies, so that the last one is sometimes a read and sometimes a write.
        let requests = 3 + connection % 2;
        for number in 1..=requests {
            let is_last = number == requests;
            let kill = kill_of(connection).filter(|_| is_last);
            if kill == Some(Kill::BeforeReading) {
                let _ = stream.peek(&mut [0]);
                return;
            }
            let Some(request) = read_request(&mut stream) else {
                return;
            };
            if let Some(code) = code_of(&request) {
                *writes.lock().unwrap().entry(code).or_default() += 1;
            }
            if kill == Some(Kill::BeforeResponding) {
                return;
            }
            let (headers, body) = match request.path() {
                TOKEN_PATH => ("", TOKEN_RESPONSE),
                // On a connection that is not killed, the last response announces that the connection is closed.
                _ if is_last && kill.is_none() => ("connection: close\r\n", SUCCESS),
                _ => ("", SUCCESS),
            };
            if stream.write_all(&http_response(headers, body)).is_err() {
                return;
            }
        }
    });
    format!("http://{address}")
}

/// The code in the body of a write.
fn code_of(request: &Request) -> Option<String> {
    let (_, rest) = request.body.split_once(r#""code":""#)?;
    let (code, _) = rest.split_once('"')?;
    Some(code.to_owned())
}

#[test]
fn a_thousand_requests_survive_a_server_that_kills_connections() {
    const THREADS: usize = 8;
    const PAIRS_PER_THREAD: usize = 500 / THREADS + 1;

    let writes = Arc::default();
    let host = start_killing_server(Arc::clone(&writes));
    let client = builder().host(host.as_str()).retry(quick_retries(30)).build().unwrap();
    let results: Vec<(String, Result<(), Error>)> = thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|thread| {
                let client = &client;
                scope.spawn(move || {
                    let send_pair = |number| {
                        get_group(client).send().expect("a read is retried until it succeeds");
                        let code = format!("t{thread}n{number}");
                        let result = associate(client).code(&code).send();
                        (code, result.map(drop))
                    };
                    (0..PAIRS_PER_THREAD).map(send_pair).collect::<Vec<_>>()
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });

    let writes = writes.lock().unwrap();
    let times_applied = |code: &str| writes.get(code).copied().unwrap_or(0);
    let start = format!(
        "associate_tenant_resource: connection to {} closed before the response was complete: ",
        host.strip_prefix("http://").unwrap()
    );
    let (mut in_doubt_not_applied, mut in_doubt_applied) = (0, 0);
    for (code, result) in &results {
        match (result, times_applied(code)) {
            (Ok(()), times) => assert_eq!(times, 1, "{code} succeeded"),
            (Err(error), times) => {
                assert_error(error, &[Retryable, MayHaveHappened], 1, &start);
                match times {
                    0 => in_doubt_not_applied += 1,
                    1 => in_doubt_applied += 1,
                    _ => panic!("{code} was applied {times} times"),
                }
            }
        }
    }
    assert!(results.len() >= 500);
    let succeeded = results.iter().filter(|(_, result)| result.is_ok()).count();
    assert!(succeeded >= 250, "{succeeded}");
    // Some of the writes in doubt reached the server, and some did not.
    assert!(in_doubt_not_applied > 0 && in_doubt_applied > 0);
}

#[test]
fn threads_that_share_a_client_receive_their_own_responses() {
    const THREADS: usize = 64;
    const REQUESTS_PER_THREAD: usize = 10;

    let server = TestServer::responding(|request| {
        let (_, code) = request.path().split_once("code=").expect("a code in the query");
        // Different delays make responses overtake each other.
        thread::sleep(Duration::from_millis(code.len() as u64 % 3));
        Reply::json(&format!(
            r#"{{"statusCode":200,"requestId":"of {code}","data":{{"code":"{code}"}}}}"#
        ))
    });
    let client = builder().host(server.url()).timeout(LONG_TIMEOUT).build().unwrap();
    thread::scope(|scope| {
        for thread in 0..THREADS {
            let client = client.clone();
            scope.spawn(move || {
                for number in 0..REQUESTS_PER_THREAD {
                    let code = format!("t{thread}n{number}");
                    let response = client.get_group().code(&code).send().unwrap();
                    assert_eq!(response.data.code, code);
                    assert_eq!(response.request_id, Some(format!("of {code}")));
                }
            });
        }
    });
    let requests = server.take_requests();
    let token_requests = requests.iter().filter(|request| request.path() == TOKEN_PATH).count();
    assert_eq!(token_requests, 1);
    assert_eq!(requests.len(), THREADS * REQUESTS_PER_THREAD + 1);
}
