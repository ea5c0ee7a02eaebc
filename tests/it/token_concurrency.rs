//! Tests the management token of a client that many threads use at once.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Barrier, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use genauth::transport::{HttpResponse, TransportError, TransportErrorKind};
use genauth::{Error, ManagementClient};

use crate::failures::{gateway_page, success, token_of};
use crate::support::{
    FakeTransport, Predicate, SentRequest, assert_error, associate, builder, client_for, token_response,
};
use crate::test_server::{self, Reply, SUCCESS, TOKEN_PATH, TOKEN_RESPONSE};
use crate::token::{NO_TOKEN, issuing};

/// A pause that is long enough for other threads to start waiting.
const PAUSE: Duration = Duration::from_millis(300);

/// Sends a request on a separate thread. The thread is not scoped, because the test would then hang after a failed
/// assertion.
fn send_in_background(client: &ManagementClient) -> thread::JoinHandle<Result<(), Error>> {
    let request = associate(client);
    thread::spawn(move || request.send().map(drop))
}

#[test]
fn threads_of_a_new_client_fetch_one_token_and_get_their_own_responses() {
    let token_requests = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&token_requests);
    let address = test_server::serve(move |request| {
        if request.path() == TOKEN_PATH {
            count.fetch_add(1, SeqCst);
            thread::sleep(Duration::from_millis(100));
            return Reply::json(TOKEN_RESPONSE);
        }
        let code = request.body.split(r#""code":""#).nth(1).unwrap_or_default();
        let code = code.split('"').next().unwrap_or_default();
        Reply::json(&format!(r#"{{"statusCode":200,"requestId":"{code}","data":{{}}}}"#))
    });
    let client = &client_for(format!("http://{address}"));
    thread::scope(|scope| {
        for thread in 0..32 {
            scope.spawn(move || {
                for request in 0..10 {
                    let code = format!("{thread}-{request}");
                    let response = associate(client).code(&code).send();
                    assert_eq!(response.expect(&code).request_id, Some(code));
                }
            });
        }
    });
    assert_eq!(token_requests.load(SeqCst), 1);
}

#[test]
fn a_failed_fetch_reaches_every_waiting_thread_and_is_not_kept() {
    let all_started = Barrier::new(8);
    let fake = issuing(|number| match number {
        1 => {
            thread::sleep(PAUSE);
            Err(TransportError::new(TransportErrorKind::Interrupted, "cable cut"))
        }
        _ => Ok(HttpResponse::new(200, TOKEN_RESPONSE)),
    });
    let client = fake.client();
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                all_started.wait();
                let error = associate(&client).send().unwrap_err();
                assert_eq!(error.to_string(), format!("{NO_TOKEN}cable cut"));
                assert_error(&error, &[Predicate::Token, Predicate::Retryable], 1, NO_TOKEN);
            });
        }
    });
    assert_eq!(fake.requests().len(), 1);
    associate(&client).send().unwrap();
    assert_eq!(fake.token_requests(), 2);
}

#[test]
fn threads_that_wait_for_a_slow_fetch_time_out() {
    let fetch_started = Arc::new(Barrier::new(2));
    let fetch_may_end = Arc::new(Barrier::new(2));
    let (started, may_end) = (Arc::clone(&fetch_started), Arc::clone(&fetch_may_end));
    let fake = issuing(move |_| {
        started.wait();
        may_end.wait();
        Ok(HttpResponse::new(200, TOKEN_RESPONSE))
    });
    let client = builder().timeout(PAUSE).transport(fake.clone()).build().unwrap();
    let first = send_in_background(&client);
    fetch_started.wait();
    let second = associate(&client).send();
    for result in [first.join().unwrap(), second.map(drop)] {
        let error = result.unwrap_err();
        let reason = "no response within 300 ms (`timeout`)";
        assert_eq!(error.to_string(), format!("{NO_TOKEN}{reason}"));
        let predicates = [Predicate::Timeout, Predicate::Token, Predicate::Retryable];
        assert_error(&error, &predicates, 1, NO_TOKEN);
    }
    // The fetch takes longer than its time limit, but its token is kept.
    fetch_may_end.wait();
    associate(&client).send().unwrap();
    assert_eq!(fake.token_requests(), 1);
}

#[test]
fn a_panic_while_fetching_leaves_no_thread_waiting() {
    let fetch_started = Arc::new(Barrier::new(2));
    let started = Arc::clone(&fetch_started);
    let fake = issuing(move |number| {
        if number == 1 {
            started.wait();
            thread::sleep(PAUSE);
            panic!("on purpose: a transport with a bug");
        }
        Ok(HttpResponse::new(200, TOKEN_RESPONSE))
    });
    let client = fake.client();
    let fetching = send_in_background(&client);
    fetch_started.wait();
    for result in [associate(&client).send().map(drop), fetching.join().unwrap()] {
        let reason = "the thread that was fetching it panicked";
        assert_eq!(result.unwrap_err().to_string(), format!("{NO_TOKEN}{reason}"));
    }
    associate(&client).send().unwrap();
}

#[test]
fn tokens_without_a_lifetime_are_fetched_one_at_a_time() {
    for (expires_in, is_kept) in [
        ("0", false),
        ("-5", false),
        (r#""soon""#, false),
        ("null", false),
        ("1e300", true),
        (r#""7200""#, true),
    ] {
        let (running, maximum) = (AtomicUsize::new(0), Arc::new(AtomicUsize::new(0)));
        let max_running = Arc::clone(&maximum);
        let fake = issuing(move |_| {
            max_running.fetch_max(running.fetch_add(1, SeqCst) + 1, SeqCst);
            thread::sleep(Duration::from_millis(2));
            running.fetch_sub(1, SeqCst);
            let data = format!(r#"{{"access_token":"abc","expires_in":{expires_in}}}"#);
            Ok(token_response(&data))
        });
        let client = &fake.client();
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| [(); 4].map(|()| associate(client).send().expect(expires_in)));
            }
        });
        assert_eq!(maximum.load(SeqCst), 1, "{expires_in}");
        assert_eq!(fake.operations().len(), 32, "{expires_in}");
        // If the token is not kept, no thread may use the same one for two of its four requests.
        let expected = if is_kept { 1..=1 } else { 4..=32 };
        let token_requests = fake.token_requests();
        assert!(expected.contains(&token_requests), "{expires_in}: {token_requests}");
    }
}

#[test]
fn clients_share_no_token_under_load() {
    // The fake issues each client's secret as its token, and every request carries its client's secret in `x-client`,
    // so a mix-up shows.
    let fake = FakeTransport::responding_to_all(|request| {
        if request.is_token_request() {
            thread::sleep(Duration::from_millis(2));
            let secret = request.body.split('"').nth_back(1).unwrap();
            let data = format!(r#"{{"access_token":"{secret}","expires_in":0}}"#);
            return Ok(token_response(&data));
        }
        Ok(HttpResponse::new(200, SUCCESS))
    });
    thread::scope(|scope| {
        for secret in ["secret-a", "secret-b"] {
            let builder = builder().access_key_secret(secret).transport(fake.clone());
            let client = builder.build().unwrap();
            let client = client.with_header("x-client", format!("Bearer {secret}"));
            for _ in 0..8 {
                let client = client.clone();
                scope.spawn(move || [(); 10].map(|()| associate(&client).send().unwrap()));
            }
        }
    });
    let operations = fake.operations();
    assert_eq!(operations.len(), 160);
    for request in operations {
        assert_eq!(request.header("authorization"), request.header("x-client"));
    }
}

/// How long the tokens of an [`Endpoint`] are valid.
const LIFETIME: Duration = Duration::from_millis(800);

/// How long a slow token request takes.
const SLOW: Duration = Duration::from_millis(150);

const THREADS: usize = 64;

// When this thread made its last request.
thread_local!(static STARTED: Cell<Option<Instant>> = const { Cell::new(None) });

/// A fake service that observes its token requests and how its tokens are used.
#[derive(Default)]
struct Endpoint {
    token_requests: AtomicUsize,
    running: AtomicUsize,
    max_running: AtomicUsize,
    /// When each token expires.
    expirations: Mutex<HashMap<String, Instant>>,
    /// When each token request started.
    starts: Mutex<Vec<Instant>>,
    /// The number of operations with a token that had expired before the request was made.
    expired: AtomicUsize,
    /// The number of operations that arrived while a token request was running.
    meanwhile: AtomicUsize,
}

impl Endpoint {
    /// A transport to this endpoint. `plan` says whether a token request, numbered from 1, succeeds, and how long it
    /// takes.
    fn transport(self: &Arc<Self>, plan: impl Fn(usize) -> (bool, Duration) + Send + Sync + 'static) -> FakeTransport {
        let endpoint = Arc::clone(self);
        FakeTransport::responding_to_all(move |request| {
            if request.is_token_request() {
                Ok(endpoint.issue_token(&plan))
            } else {
                Ok(endpoint.apply(request))
            }
        })
    }

    fn issue_token(&self, plan: impl Fn(usize) -> (bool, Duration)) -> HttpResponse {
        let number = self.token_requests.fetch_add(1, SeqCst) + 1;
        self.starts.lock().unwrap().push(Instant::now());
        let running = self.running.fetch_add(1, SeqCst) + 1;
        self.max_running.fetch_max(running, SeqCst);
        let (succeeds, delay) = plan(number);
        thread::sleep(delay);
        let token = format!("token-{number}");
        let expires_in = LIFETIME.as_secs_f64();
        let data = format!(r#"{{"access_token":"{token}","expires_in":{expires_in}}}"#);
        self.expirations
            .lock()
            .unwrap()
            .insert(token, Instant::now() + LIFETIME);
        self.running.fetch_sub(1, SeqCst);
        if succeeds {
            token_response(&data)
        } else {
            gateway_page(503)
        }
    }

    fn apply(&self, request: &SentRequest) -> HttpResponse {
        // On a slow machine, a token may expire while its request is under way.
        if self.expirations.lock().unwrap()[token_of(request)] <= STARTED.get().expect("this thread sends") {
            self.expired.fetch_add(1, SeqCst);
        }
        if self.running.load(SeqCst) > 0 {
            self.meanwhile.fetch_add(1, SeqCst);
        }
        // The pause gives the other threads time to run.
        thread::sleep(Duration::from_millis(10));
        success()
    }

    /// Sends requests from many threads until this many token requests are complete. Each thread then sends one more
    /// request, which must succeed. Returns the errors and when they occurred.
    fn put_under_load(&self, client: &ManagementClient, token_requests: usize) -> Vec<(Instant, Error)> {
        let errors = Mutex::new(Vec::new());
        let limit = Instant::now() + Duration::from_secs(30);
        let all_started = Barrier::new(THREADS);
        let is_complete = || self.token_requests.load(SeqCst) >= token_requests && self.running.load(SeqCst) == 0;
        thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    all_started.wait();
                    while !is_complete() && Instant::now() < limit {
                        STARTED.set(Some(Instant::now()));
                        if let Err(error) = associate(client).send() {
                            errors.lock().unwrap().push((Instant::now(), error));
                        }
                    }
                    STARTED.set(Some(Instant::now()));
                    associate(client).send().unwrap();
                });
            }
        });
        assert!(
            Instant::now() < limit,
            "{} token requests",
            self.token_requests.load(SeqCst)
        );
        assert_eq!(self.max_running.load(SeqCst), 1);
        assert_eq!(self.expired.load(SeqCst), 0, "operations with an expired token");
        errors.into_inner().unwrap()
    }
}

#[test]
fn during_a_renewal_the_other_threads_use_the_old_token() {
    let endpoint = Arc::new(Endpoint::default());
    let fake = endpoint.transport(|_| (true, SLOW));
    let errors = endpoint.put_under_load(&fake.client(), 2);
    assert_eq!(errors.len(), 0, "{errors:?}");
    assert!(endpoint.meanwhile.load(SeqCst) > 0);
    let used: HashSet<_> = fake.authorizations().into_iter().collect();
    for token in ["Bearer token-1", "Bearer token-2"] {
        assert!(used.contains(token), "{used:?}");
    }
}

#[test]
fn failed_renewals_run_one_at_a_time_and_are_hidden_while_the_old_token_is_valid() {
    // The early renewal fails at once. After the token has expired, all threads wait for another renewal, which fails
    // as well.
    let endpoint = Arc::new(Endpoint::default());
    let fake = endpoint.transport(|number| match number {
        2 => (false, Duration::ZERO),
        3 => (false, SLOW),
        _ => (true, SLOW),
    });
    let started = Instant::now();
    let errors = endpoint.put_under_load(&fake.client(), 4);
    for (time, error) in &errors {
        let message = error.to_string();
        assert!(message.starts_with(&format!("{NO_TOKEN}HTTP 503 ")), "{message}");
        assert!(*time >= started + LIFETIME, "{message}");
    }
    assert!(endpoint.starts.lock().unwrap()[2] >= started + LIFETIME);
    // The failed token request returns its error once to each thread that waits for it, of which there are few on a slow
    // machine.
    assert!((1..=2 * THREADS).contains(&errors.len()), "{}", errors.len());
}
