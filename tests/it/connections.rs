//! What becomes of calls when connections fail, over real sockets: refused, reset, silent, slow, closed, killed.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use genauth::{Error, Group, ManagementClient, Response, RetryPolicy};

use crate::sockets::{
    Faulty, LONG, PATIENCE, answer, assert_told, attempts, give_token, hold, listen, once_sent, read_request,
};
use crate::stand_in::{Reply, Request, SUCCESS, StandIn, TOKEN_ANSWER, TOKEN_PATH};
use crate::support::{associate, builder};

/// Half of an answer.
const HALF: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"statusCode\":";

const BROKE: &str = "the connection broke: ";

fn read(client: &ManagementClient) -> Result<Response<Group>, Error> {
    client.get_group().code("book").send()
}

/// A write with a body that no socket takes in one go.
fn write_large(client: &ManagementClient) -> Result<Response<Group>, Error> {
    let request = client.create_group().r#type("static").name("n").code("c");
    request.description("x".repeat(16 << 20)).send()
}

/// A fault that breaks the connection when nobody knows what the service did: told as it is; a read is repeated, a
/// write is not.
#[track_caller]
fn check_broken(fault: impl Fn(TcpStream) + Clone + Send + Sync + 'static) {
    let start = |policy| {
        let server = Faulty::start(1, fault.clone());
        let client = server.client(policy);
        (server, client)
    };
    let (server, client) = start(RetryPolicy::none());
    let error = read(&client).unwrap_err();
    assert_told(&error, "retryable", 1, &format!("get_group: {BROKE}"));
    assert_eq!(server.operations(), 1);
    // The fault is over, and the client none the worse for it.
    read(&client).unwrap();

    let (server, client) = start(attempts(3));
    let error = associate(&client).send().unwrap_err();
    let line = format!("associate_tenant_resource: {BROKE}");
    assert_told(&error, "retryable may_have_happened", 1, &line);
    assert_eq!(server.operations(), 1);

    let (server, client) = start(attempts(3));
    read(&client).unwrap();
    assert_eq!(server.operations(), 2);
}

/// The same of a service that reads the request and then takes its time: it runs out.
#[track_caller]
fn check_late(fault: impl Fn(TcpStream) + Clone + Send + Sync + 'static) {
    let (sender, requests) = mpsc::channel();
    let late = move |mut stream: TcpStream| {
        if read_request(&mut stream).is_some() {
            let _ = sender.send(()); // nobody may want to know
            fault(stream);
        }
    };
    let server = Faulty::start(usize::MAX, late.clone());
    let client = server.client(RetryPolicy::none()).with_timeout(PATIENCE);
    let error = once_sent(|| read(&client));
    assert_told(&error, "timeout retryable", 1, "get_group: no answer in time: ");
    assert_eq!(requests.recv_timeout(LONG), Ok(()));

    let client = client.with_retry(attempts(3));
    let error = once_sent(|| associate(&client).send());
    let line = "associate_tenant_resource: no answer in time: ";
    assert_told(&error, "timeout retryable may_have_happened", error.attempts(), line);
    assert_eq!(requests.recv_timeout(LONG), Ok(()));
    assert!(requests.try_recv().is_err(), "the write was sent again");

    let server = Faulty::start(1, late);
    let client = server.client(attempts(10)).with_timeout(PATIENCE);
    read(&client).unwrap();
    assert!(server.operations() >= 2);
}

/// Lets the socket go while it holds something that was not read, which resets the connection.
fn reset(stream: TcpStream) {
    stream.peek(&mut [0]).expect("the client sends");
    drop(stream);
}

#[test]
fn a_refused_connection_is_tried_again_for_writes_too() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = format!("http://{}", listener.local_addr().unwrap());
    let (done, wait) = mpsc::channel::<()>();
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        drop(listener);
        give_token(&mut stream);
        // Until then nobody else can get the port.
        let _ = wait.recv();
    });
    let client = builder().host(host).retry(attempts(3)).build().unwrap();
    let refused = "connect retryable";
    let error = associate(&client).send().unwrap_err();
    assert_told(&error, refused, 3, "associate_tenant_resource: no connection: ");
    assert!(error.to_string().contains("; 3 attempts in "), "{error}");
    assert_told(&read(&client).unwrap_err(), refused, 3, "get_group: no connection: ");
    let once = client.with_retry(RetryPolicy::none());
    assert_told(&read(&once).unwrap_err(), refused, 1, "get_group: no connection: ");
    drop(done);
    server.join().unwrap();
}

#[test]
fn a_reset_before_the_request_is_read_leaves_doubt() {
    check_broken(reset);
}

#[test]
fn a_reset_during_the_request_leaves_doubt() {
    let server = Faulty::start(1, |mut stream| {
        stream.read_exact(&mut [0; 8 * 1024]).unwrap();
        reset(stream);
    });
    let client = server.client(attempts(3));
    let error = write_large(&client).unwrap_err();
    assert_told(
        &error,
        "retryable may_have_happened",
        1,
        &format!("create_group: {BROKE}"),
    );
    assert_eq!(server.operations(), 1);
    write_large(&client).unwrap();
}

#[test]
fn a_reset_after_the_request_leaves_doubt() {
    let all_but_a_byte = |mut stream: TcpStream| {
        let mut request = [0; 8192];
        let whole = loop {
            let count = stream.peek(&mut request).unwrap();
            let end: &[u8] = if request.starts_with(b"GET") { b"\r\n\r\n" } else { b"}" };
            if request[..count].ends_with(end) {
                break count;
            }
        };
        stream.read_exact(&mut request[..whole - 1]).unwrap();
        reset(stream);
    };
    check_broken(all_but_a_byte);
}

#[test]
fn a_reset_in_the_body_leaves_doubt() {
    // What was sent before a reset may be lost by it: what comes first is up to the system.
    let in_body = |mut stream: TcpStream| {
        stream.write_all(HALF).unwrap();
        reset(stream);
    };
    check_broken(in_body);
}

#[test]
fn a_peer_that_closes_without_a_word_leaves_doubt() {
    let close = |mut stream: TcpStream| drop(read_request(&mut stream));
    check_broken(close);

    let server = Faulty::start(3, close);
    let error = read(&server.client(attempts(3))).unwrap_err();
    assert_told(&error, "retryable", 3, "get_group: the connection broke: ");
    assert!(error.to_string().contains("; 3 attempts in "), "{error}");
    assert_eq!(server.operations(), 3);
}

/// Fills the queue of a listener that takes no connection, whereupon Linux lets more of them wait.
#[cfg(target_os = "linux")]
#[test]
fn silence_at_connect_ends_by_the_connect_timeout() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let queue: Vec<_> = (0..10_000)
        .map_while(|_| TcpStream::connect_timeout(&address, PATIENCE / 2).ok())
        .collect();
    assert!(queue.len() < 10_000, "the queue is endless");
    let builder = builder().host(format!("http://{address}")).retry(attempts(2));
    let client = builder.connect_timeout(PATIENCE / 2).build().unwrap();
    let silent = "connect timeout retryable";
    let of_token = "no management token: no connection in time: ";
    let error = associate(&client).send().unwrap_err();
    assert_told(&error, silent, 2, &format!("associate_tenant_resource: {of_token}"));
    let once = client.with_retry(RetryPolicy::none());
    assert_told(&read(&once).unwrap_err(), silent, 1, &format!("get_group: {of_token}"));
    drop(queue);
}

#[test]
fn silence_before_the_first_byte_ends_by_the_timeout() {
    check_late(hold);
}

#[test]
fn silence_in_the_body_ends_by_the_timeout() {
    let in_body = |mut stream: TcpStream| {
        stream.write_all(HALF).unwrap();
        hold(stream);
    };
    check_late(in_body);
}

/// The bytes one by one, each well within the timeout, all of them well beyond it.
fn trickle(mut stream: TcpStream, at_once: &[u8], bytes: u8) {
    stream.write_all(at_once).unwrap();
    while stream.write_all(&[bytes]).is_ok() {
        thread::sleep(PATIENCE / 6);
    }
}

#[test]
fn bytes_that_trickle_into_the_body_end_by_the_timeout() {
    let endless = b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n";
    check_late(|stream| trickle(stream, endless, b' '));
}

#[test]
fn bytes_that_trickle_into_the_head_end_by_the_timeout() {
    let endless = b"HTTP/1.1 200 OK\r\nx-endless: ";
    check_late(|stream| trickle(stream, endless, b'x'));
}

#[test]
fn an_idle_connection_that_the_server_closed_is_not_noticed() {
    let (closed, meanwhile) = mpsc::channel();
    let address = listen(move |index, mut stream| {
        if index == 0 {
            return give_token(&mut stream);
        }
        // One answer, nothing said of an end, and yet an end.
        read_request(&mut stream).expect("a connection for each call");
        stream.write_all(&answer("", SUCCESS)).unwrap();
        drop(stream);
        closed.send(index).unwrap();
    });
    let builder = builder().host(format!("http://{address}")).retry(RetryPolicy::none());
    let client = builder.build().unwrap();
    for round in 0..20 {
        read(&client).unwrap();
        assert_eq!(meanwhile.recv_timeout(LONG), Ok(2 * round + 1));
        associate(&client).send().unwrap();
        assert_eq!(meanwhile.recv_timeout(LONG), Ok(2 * round + 2));
    }
}

/// Every third connection of this server is killed, in one of three ways. It counts the writes by their codes.
fn killing_server(carried_out: Arc<Mutex<HashMap<String, u32>>>) -> String {
    let address = listen(move |index, mut stream| {
        let is_killed = index % 3 == 2;
        // Sometimes 3 and sometimes 4, so that the last one is now a read and now a write.
        let requests = 3 + index % 2;
        for number in 1..=requests {
            let is_last = number == requests;
            if is_last && is_killed && index % 9 == 2 {
                // Before it is read.
                let _ = stream.peek(&mut [0]);
                return;
            }
            let Some(request) = read_request(&mut stream) else {
                return;
            };
            if let Some(code) = code_of(&request) {
                *carried_out.lock().unwrap().entry(code).or_default() += 1;
            }
            if is_last && is_killed && index % 9 == 5 {
                // Before it is answered.
                return;
            }
            let (headers, body) = match request.path() {
                TOKEN_PATH => ("", TOKEN_ANSWER),
                _ => (
                    if is_last && !is_killed {
                        "connection: close\r\n"
                    } else {
                        ""
                    },
                    SUCCESS,
                ),
            };
            if stream.write_all(&answer(headers, body)).is_err() {
                return;
            }
            // After it was answered, if this is the last.
        }
    });
    format!("http://{address}")
}

/// The code that a write brings.
fn code_of(request: &Request) -> Option<String> {
    let (_, rest) = request.body.split_once(r#""code":""#)?;
    let (code, _) = rest.split_once('"')?;
    Some(code.to_owned())
}

#[test]
fn a_thousand_calls_survive_a_server_that_kills_connections() {
    const THREADS: usize = 8;
    const PAIRS_OF_A_THREAD: usize = 500 / THREADS + 1;

    let carried_out = Arc::default();
    let host = killing_server(Arc::clone(&carried_out));
    let client = builder().host(host).retry(attempts(30)).build().unwrap();
    let outcomes: Vec<(String, Result<(), Error>)> = thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|thread| {
                let client = &client;
                scope.spawn(move || {
                    let pair = |number| {
                        read(client).expect("a read is repeated until it succeeds");
                        let code = format!("t{thread}n{number}");
                        let outcome = associate(client).code(&code).send();
                        (code, outcome.map(drop))
                    };
                    (0..PAIRS_OF_A_THREAD).map(pair).collect::<Vec<_>>()
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });

    let carried_out = carried_out.lock().unwrap();
    let times = |code: &str| carried_out.get(code).copied().unwrap_or(0);
    let mut in_doubt = [0, 0];
    for (code, outcome) in &outcomes {
        match outcome {
            Ok(()) => assert_eq!(times(code), 1, "{code} succeeded"),
            Err(error) => {
                assert_told(
                    error,
                    "retryable may_have_happened",
                    1,
                    "associate_tenant_resource: the connection broke: ",
                );
                assert!(times(code) <= 1, "{code} was doubled");
                in_doubt[times(code) as usize] += 1;
            }
        }
    }
    assert!(outcomes.len() >= 500);
    assert!(outcomes.len() - in_doubt[0] - in_doubt[1] >= 250, "{in_doubt:?}");
    // Both happened: doubt over a write that the service has seen, and over one that it has not.
    assert!(in_doubt[0] > 0 && in_doubt[1] > 0, "{in_doubt:?}");
}

#[test]
fn threads_that_share_a_client_get_their_own_answers() {
    const THREADS: usize = 64;
    const CALLS_OF_A_THREAD: usize = 10;

    let server = StandIn::answering(|request| {
        let (_, code) = request.path().split_once("code=").expect("a question");
        // Answers overtake each other.
        thread::sleep(Duration::from_millis(code.len() as u64 % 3));
        Reply::json(&format!(
            r#"{{"statusCode":200,"requestId":"of {code}","data":{{"code":"{code}"}}}}"#
        ))
    });
    let builder = builder().host(server.url()).timeout(LONG).retry(RetryPolicy::none());
    let client = builder.build().unwrap();
    thread::scope(|scope| {
        for thread in 0..THREADS {
            let client = client.clone();
            scope.spawn(move || {
                for number in 0..CALLS_OF_A_THREAD {
                    let code = format!("t{thread}n{number}");
                    let response = client.get_group().code(&code).send().unwrap();
                    assert_eq!(response.data.code, code);
                    assert_eq!(response.request_id, Some(format!("of {code}")));
                }
            });
        }
    });
    let requests = server.take_requests();
    let tokens = requests.iter().filter(|request| request.path() == TOKEN_PATH).count();
    assert_eq!((tokens, requests.len()), (1, THREADS * CALLS_OF_A_THREAD + 1));
}

#[test]
fn no_redirect_carries_the_token_anywhere() {
    let other = StandIn::start();
    for status in ["301 Moved Permanently", "307 Temporary Redirect"] {
        for location in [
            "/api/v3/elsewhere".to_owned(),
            format!("{}/api/v3/elsewhere", other.url()),
        ] {
            let headers = format!("location: {location}\r\n");
            let server = StandIn::answering(move |_| Reply::http(status, &headers, ""));
            let client = builder().host(server.url()).retry(attempts(3)).build().unwrap();
            let told = format!(
                "HTTP {}: redirected to {location}, which is not followed; check `host`",
                &status[..3]
            );
            let error = read(&client).unwrap_err();
            assert_told(&error, "", 1, &format!("get_group: {told}"));
            assert_eq!(error.http_status(), status[..3].parse().ok());
            assert_eq!(error.header("location"), Some(&*location));
            let error = associate(&client).send().unwrap_err();
            assert_told(&error, "", 1, &format!("associate_tenant_resource: {told}"));

            let paths = |requests: &[Request]| {
                let paths = requests
                    .iter()
                    .map(|request| request.path().split('?').next().unwrap().to_owned());
                paths.collect::<Vec<_>>()
            };
            let sent = server.take_requests();
            let expected = [TOKEN_PATH, "/api/v3/get-group", "/api/v3/associate-tenant-resource"];
            assert_eq!(paths(&sent), expected);
            // The token is there to be carried away.
            assert!(sent[1].header("authorization").is_some());
        }
    }
    assert_eq!(
        other.take_requests().len(),
        0,
        "not a single request, whatever it carries"
    );
}
