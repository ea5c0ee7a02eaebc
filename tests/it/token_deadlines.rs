//! Tests how long a request waits for a token that is being fetched, over real sockets: until its own deadline, whatever
//! the timeouts of the others that wait for it.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, RwLock};
use std::thread;
use std::time::Duration;

use genauth::ManagementClient;

use crate::sockets::{LONG_TIMEOUT, SHORT_TIMEOUT, quick_retries};
use crate::support::{Predicate, assert_error, associate, builder, get_group};
use crate::test_server::{Reply, SUCCESS, TOKEN_PATH, TOKEN_RESPONSE, serve};
use crate::token::NO_TOKEN;

/// A service that responds to token requests only while the test does not hold the gate's write lock.
struct Service {
    gate: Arc<RwLock<()>>,
    /// Receives a message for each token request.
    arrivals: Receiver<()>,
    url: String,
}

impl Service {
    fn start() -> Self {
        let gate = Arc::new(RwLock::new(()));
        let (sender, arrivals) = mpsc::channel();
        let closed = Arc::clone(&gate);
        let address = serve(move |request| {
            if request.path() == TOKEN_PATH {
                // The receiver may be gone, because a test does not wait for every request.
                let _ = sender.send(());
                drop(closed.read());
                return Reply::json(TOKEN_RESPONSE);
            }
            Reply::json(SUCCESS)
        });
        Service {
            gate,
            arrivals,
            url: format!("http://{address}"),
        }
    }

    fn client(&self, timeout: Duration) -> ManagementClient {
        let builder = builder().host(&self.url).timeout(timeout);
        builder.build().expect("valid settings")
    }

    fn wait_for_token_request(&self) {
        self.arrivals.recv_timeout(LONG_TIMEOUT).expect("a token request");
    }
}

#[test]
fn a_short_timeout_does_not_end_the_fetch_that_others_wait_for() {
    let service = Service::start();
    let client = service.client(LONG_TIMEOUT);
    let closed = service.gate.write().unwrap();
    thread::scope(|scope| {
        let hasty = scope.spawn(|| associate(&client.with_timeout(SHORT_TIMEOUT)).send());
        service.wait_for_token_request();
        let patient = [(); 20].map(|()| scope.spawn(|| associate(&client).send()));
        let error = hasty.join().unwrap().unwrap_err();
        let predicates = [Predicate::Timeout, Predicate::Token, Predicate::Retryable];
        let message = format!("{NO_TOKEN}no response within 400 ms (`timeout`)");
        assert_error(&error, &predicates, 1, &message);
        drop(closed);
        for thread in patient {
            thread.join().unwrap().unwrap();
        }
    });
    // The fetch went on: there was no second one.
    assert!(service.arrivals.try_recv().is_err());
}

#[test]
fn each_waiting_request_gives_up_at_its_own_deadline() {
    let service = Service::start();
    let client = service.client(LONG_TIMEOUT);
    let closed = service.gate.write().unwrap();
    thread::scope(|scope| {
        let patient = scope.spawn(|| associate(&client).send());
        service.wait_for_token_request();
        let hasty = [100, 200, 300].map(|millis| {
            let client = client.with_timeout(Duration::from_millis(millis));
            (millis, scope.spawn(move || associate(&client).send()))
        });
        for (millis, thread) in hasty {
            let error = thread.join().unwrap().unwrap_err();
            let message = format!("{NO_TOKEN}no response within {millis} ms (`timeout`)");
            assert_eq!(error.to_string(), message);
            assert!(error.elapsed() >= Duration::from_millis(millis), "{error}");
        }
        drop(closed);
        patient.join().unwrap().unwrap();
    });
}

#[test]
fn requests_with_a_short_timeout_do_not_starve_the_others() {
    const SLOW: Duration = Duration::from_millis(600);
    const POLLING: Duration = Duration::from_millis(100);
    // The timeout of the client itself is either that of the ordinary requests or that of the pollers.
    for own_timeout in [LONG_TIMEOUT, POLLING] {
        let address = serve(move |request| {
            if request.path() == TOKEN_PATH {
                thread::sleep(SLOW);
                return Reply::json(TOKEN_RESPONSE);
            }
            Reply::json(SUCCESS)
        });
        let builder = builder().host(format!("http://{address}")).timeout(own_timeout);
        let client = builder.build().unwrap();
        let has_ended = AtomicBool::new(false);
        let results = thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let client = client.with_timeout(POLLING);
                    while !has_ended.load(SeqCst) {
                        let _ = get_group(&client).send();
                    }
                });
            }
            thread::sleep(POLLING / 2);
            let ordinary = [(); 5].map(|()| scope.spawn(|| associate(&client.with_timeout(LONG_TIMEOUT)).send()));
            let results = ordinary.map(thread::ScopedJoinHandle::join);
            has_ended.store(true, SeqCst);
            results
        });
        for result in results {
            result.unwrap().unwrap();
        }
    }
}

#[test]
fn the_next_attempt_waits_for_the_same_fetch() {
    let service = Service::start();
    let client = service.client(LONG_TIMEOUT);
    let closed = service.gate.write().unwrap();
    thread::scope(|scope| {
        let hasty = client.with_timeout(SHORT_TIMEOUT / 4).with_retry(quick_retries(1000));
        let reading = scope.spawn(move || get_group(&hasty).send());
        service.wait_for_token_request();
        // Meanwhile, some attempts fail.
        thread::sleep(SHORT_TIMEOUT);
        drop(closed);
        reading.join().unwrap().unwrap();
    });
    assert!(service.arrivals.try_recv().is_err(), "there was another token request");
}
