//! The management token: fetched once, shared, kept, renewed; and the user pool that it stands for.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Barrier, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use genauth::{Answer, ManagementClient, TransportError, TransportErrorKind};

use crate::stand_in::{self, Reply, SUCCESS, TOKEN_ANSWER, TOKEN_PATH};
use crate::support::{Fake, KEY_ID, Sent, associate, builder, client_of, token_answer};

const NO_TOKEN: &str = "associate_tenant_resource: no management token: ";

/// Long enough for threads that are on their way to begin waiting.
const A_WHILE: Duration = Duration::from_millis(300);

/// Answers the first, second, .. token request as told, and lets every operation succeed.
fn giving(token: impl Fn(usize) -> Result<Answer, TransportError> + Send + Sync + 'static) -> Fake {
    let asked = AtomicUsize::new(0);
    Fake::answering_all(move |sent| {
        if sent.is_for_token() {
            return token(asked.fetch_add(1, SeqCst) + 1);
        }
        Ok(Answer::new(200, SUCCESS))
    })
}

/// Gives `token-1`, `token-2` and so on, each for that many seconds.
fn giving_numbered(expires_in: i64) -> Fake {
    Fake::numbering(&expires_in.to_string(), |_| Ok(Answer::new(200, SUCCESS)))
}

/// A call in a thread of its own; by `spawn`, for a scope would wait for ever after a failed assertion.
fn call_aside(client: &ManagementClient) -> thread::JoinHandle<Result<(), genauth::Error>> {
    let call = associate(client);
    thread::spawn(move || call.send().map(|_| ()))
}

#[test]
fn a_token_is_fetched_by_the_first_call_and_kept_for_the_next() {
    let fake = giving_numbered(7200);
    let client = fake.client();
    assert_eq!(fake.sent().len(), 0);
    for _ in 0..3 {
        associate(&client).send().unwrap();
    }
    assert!(fake.sent()[0].is_for_token());
    assert_eq!(fake.sent().len(), 4);
    assert_eq!(fake.authorizations(), ["Bearer token-1"; 3]);
}

#[test]
fn an_invalid_request_fetches_none() {
    let fake = giving_numbered(7200);
    let error = fake.client().associate_tenant_resource().send().unwrap_err();
    assert!(error.is_validation(), "{error}");
    assert_eq!(fake.sent().len(), 0);
}

#[test]
fn clones_share_a_token_and_two_clients_never_do() {
    let fake = giving_numbered(7200);
    let client = fake.client();
    associate(&client).send().unwrap();
    associate(&client.clone()).send().unwrap();
    // The same key with another secret: to share a token would be to accept a wrong secret.
    let other = builder().access_key_secret("other-secret").transport(fake.clone());
    associate(&other.build().unwrap()).send().unwrap();

    let expected = ["Bearer token-1", "Bearer token-1", "Bearer token-2"];
    assert_eq!(fake.authorizations(), expected);
    assert!(fake.sent()[3].is_for_token());
    let body = format!(r#"{{"accessKeyId":"{KEY_ID}","accessKeySecret":"other-secret"}}"#);
    assert_eq!(fake.sent()[3].body, body);
}

#[test]
fn many_threads_on_a_cold_client_fetch_once_and_get_their_own_answers() {
    let fetches = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&fetches);
    let address = stand_in::serve(move |request| {
        if request.path() == TOKEN_PATH {
            counted.fetch_add(1, SeqCst);
            thread::sleep(Duration::from_millis(100));
            return Reply::json(TOKEN_ANSWER);
        }
        let code = request.body.split(r#""code":""#).nth(1).unwrap_or_default();
        let code = code.split('"').next().unwrap_or_default();
        Reply::json(&format!(r#"{{"statusCode":200,"requestId":"{code}","data":{{}}}}"#))
    });
    let client = &client_of(format!("http://{address}"));
    thread::scope(|scope| {
        for thread in 0..32 {
            scope.spawn(move || {
                for call in 0..10 {
                    let code = format!("{thread}-{call}");
                    let response = associate(client).code(&code).send();
                    assert_eq!(response.expect(&code).request_id, Some(code));
                }
            });
        }
    });
    assert_eq!(fetches.load(SeqCst), 1);
}

#[test]
fn a_failed_fetch_reaches_every_waiter_and_is_not_kept() {
    let callers = Barrier::new(8);
    let fake = giving(|number| match number {
        1 => {
            thread::sleep(A_WHILE);
            Err(TransportError::new(TransportErrorKind::Interrupted, "cable cut"))
        }
        _ => Ok(Answer::new(200, TOKEN_ANSWER)),
    });
    let client = fake.client();
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                callers.wait();
                let error = associate(&client).send().unwrap_err();
                assert_eq!(error.to_string(), format!("{NO_TOKEN}the connection broke: cable cut"));
                assert!(error.is_retryable(), "{error}");
            });
        }
    });
    assert_eq!(fake.sent().len(), 1);
    associate(&client).send().unwrap();
    assert_eq!(fake.fetches(), 2);
}

#[test]
fn a_waiter_whose_leader_is_slow_times_out_by_itself() {
    let leader_began = Arc::new(Barrier::new(2));
    let leader_may_end = Arc::new(Barrier::new(2));
    let (began, may_end) = (Arc::clone(&leader_began), Arc::clone(&leader_may_end));
    let fake = giving(move |_| {
        began.wait();
        may_end.wait();
        Ok(Answer::new(200, TOKEN_ANSWER))
    });
    let builder = builder().timeout(A_WHILE).transport(fake.clone());
    let client = builder.build().unwrap();
    let leader = call_aside(&client);
    leader_began.wait();
    let error = associate(&client).send().unwrap_err();
    let reason = "no answer in time: another thread is still fetching it";
    assert_eq!(error.to_string(), format!("{NO_TOKEN}{reason}"));
    assert!(error.is_timeout(), "{error}");

    leader_may_end.wait();
    // The leader's own time is over as well, but the token that it fetched is good.
    let error = leader.join().unwrap().unwrap_err();
    let reason = "no connection in time: the time went before the call was sent";
    assert_eq!(error.to_string(), format!("associate_tenant_resource: {reason}"));
    assert!(error.is_timeout() && error.is_connect(), "{error}");
    associate(&client).send().unwrap();
    assert_eq!(fake.fetches(), 1);
}

#[test]
fn a_transport_that_panics_while_fetching_strands_nobody() {
    let leader_began = Arc::new(Barrier::new(2));
    let began = Arc::clone(&leader_began);
    let fake = giving(move |number| {
        if number == 1 {
            began.wait();
            thread::sleep(A_WHILE);
            panic!("on purpose: a transport with a bug");
        }
        Ok(Answer::new(200, TOKEN_ANSWER))
    });
    let client = fake.client();
    let leader = call_aside(&client);
    leader_began.wait();
    let error = associate(&client).send().unwrap_err().to_string();
    let reason = "the thread that was fetching it panicked";
    assert!(error.starts_with(NO_TOKEN) && error.ends_with(reason), "{error}");
    assert!(leader.join().is_err());
    associate(&client).send().unwrap();
}

#[test]
fn the_life_of_a_token_is_read_leniently() {
    // Of two calls, the second fetches again unless the token is kept.
    for (expires_in, expected) in [
        (r#", "expires_in": 7200"#, 1),
        (r#", "expires_in": "7200""#, 1),
        (r#", "expires_in": 7200.0"#, 1),
        (r#", "expires_in": 1e18"#, 1),
        (r#", "expires_in": 9223372036854775807"#, 1),
        (r#", "expires_in": 18446744073709551615"#, 1),
        (r#", "expires_in": 1e30"#, 1),
        (r#", "expires_in": 3600.5"#, 1),
        (r#", "expires_in": 0"#, 2),
        (r#", "expires_in": "soon""#, 2),
        (r#", "expires_in": []"#, 2),
        (r#", "expires_in": -7200"#, 2),
        (r#", "expires_in": -9223372036854775808"#, 2),
        (r#", "expires_in": null"#, 2),
        ("", 2),
    ] {
        let fake = giving(move |_| Ok(token_answer(&format!(r#"{{"access_token": "abc"{expires_in}}}"#))));
        let client = fake.client();
        for _ in 0..2 {
            associate(&client).send().expect(expires_in);
        }
        assert_eq!(fake.fetches(), expected, "{expires_in}");
    }
}

#[test]
fn a_token_that_ends_is_renewed() {
    let fake = giving_numbered(1);
    let client = fake.client();
    associate(&client).send().unwrap();
    thread::sleep(Duration::from_millis(1100));
    associate(&client).send().unwrap();
    assert_eq!(fake.authorizations(), ["Bearer token-1", "Bearer token-2"]);
}

/// A JWT with that payload. Its base64url, without padding, is worked out here: the crate's own is under test.
fn jwt(payload: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut token = "eyJhbGciOiJIUzI1NiJ9.".to_owned();
    for three in payload.chunks(3) {
        let bits = [three, &[0, 0]].concat();
        let bits = u32::from_be_bytes([0, bits[0], bits[1], bits[2]]);
        for digit in 0..=three.len() {
            token.push(char::from(DIGITS[(bits >> (18 - 6 * digit)) as usize % 64]));
        }
    }
    token + ".c2lnbmF0dXJl"
}

#[test]
fn the_user_pool_is_the_one_set_else_the_claim_else_the_key() {
    let claim = |json: &str| jwt(format!(r#"{{"n":"???>>>","scoped_userpool_id":{json}}}"#).as_bytes());
    let claimed = claim(r#""pool-1""#);
    // Where standard base64 has + and /. Without them the rows would say nothing about base64url.
    assert!(claimed.contains("Pz8_Pj4-"), "{claimed}");
    for (row, set, token, expected) in [
        ("set", Some("my-pool"), claimed.clone(), "my-pool"),
        ("set, opaque", Some("my-pool"), "abc".into(), "my-pool"),
        ("claimed", None, claimed.clone(), "pool-1"),
        ("1 byte over", None, claim(r#""pool-12""#), "pool-12"),
        ("2 bytes over", None, claim(r#""pool-123""#), "pool-123"),
        ("padded", None, claimed.replace(".c2", "=.c2"), "pool-1"),
        ("claimed as a number", None, claim("12"), "12"),
        ("opaque", None, "abc".into(), KEY_ID),
        ("opaque, dots", None, "a.b.c".into(), KEY_ID),
        ("opaque, a dot", None, ".".into(), KEY_ID),
        ("no base64", None, "a.!!!.c".into(), KEY_ID),
        ("no UTF-8", None, jwt(b"{\"scoped_userpool_id\":\"\xFF\"}"), KEY_ID),
        ("no object", None, jwt(br#"["scoped_userpool_id"]"#), KEY_ID),
        ("no claim", None, jwt(br#"{"sub":"a"}"#), KEY_ID),
        ("null", None, claim("null"), KEY_ID),
        ("no text", None, claim(r#"["a"]"#), KEY_ID),
        ("blank", None, claim(r#"" ""#), KEY_ID),
        ("two lines", None, claim(r#""a\r\nx-evil: 1""#), KEY_ID),
        ("beyond ASCII", None, claim(r#""用户""#), KEY_ID),
    ] {
        let answer = token_answer(&format!(r#"{{"access_token":"{token}"}}"#));
        let fake = giving(move |_| Ok(answer.clone()));
        let builder = builder().transport(fake.clone());
        let builder = match set {
            Some(id) => builder.user_pool_id(id),
            None => builder,
        };
        associate(&builder.build().expect(row)).send().expect(row);
        let sent = &fake.sent()[1];
        assert_eq!(sent.header("x-authing-userpool-id"), [expected], "{row}");
        assert_eq!(sent.header("x-genauth-userpool-id"), [expected], "{row}");
        assert_eq!(sent.header("authorization"), [format!("Bearer {token}")], "{row}");
    }
}

#[test]
fn a_token_that_cannot_be_sent_is_an_error() {
    let unusable = "the answer holds no usable access_token";
    for (data, reason) in [
        (r#"{"access_token": ""}"#, unusable),
        (r#"{"access_token": " \t "}"#, unusable),
        (r#"{"access_token": null}"#, unusable),
        (r#"{"access_token": "a\nx-evil: 1"}"#, unusable),
        (r#"{"access_token": "a\u0000"}"#, unusable),
        (r#"{"access_token": "ключ"}"#, unusable),
        (r#"{"expires_in": 7200}"#, unusable),
        ("null", unusable),
        (r#""abc""#, "expected an object, found text"),
        (r#"{"access_token": []}"#, "expected text, found a list"),
    ] {
        let fake = giving(move |_| Ok(token_answer(data)));
        let error = associate(&fake.client()).send().expect_err(data);
        let message = error.to_string();
        assert!(
            message.starts_with(NO_TOKEN) && message.ends_with(reason),
            "{data}: {message}"
        );
        assert_eq!(fake.sent().len(), 1, "{data}");
    }
}

#[test]
fn a_refused_key_says_so() {
    let body = r#"{"statusCode":401,"apiCode":1301,"message":"wrong secret","requestId":"r-1"}"#;
    let fake = giving(move |_| Ok(Answer::new(200, body)));
    let client = fake.client();
    for attempt in 1..=2 {
        let error = associate(&client).send().unwrap_err();
        let reason = "[401 / 1301] wrong secret (request id r-1)";
        assert_eq!(error.to_string(), format!("{NO_TOKEN}{reason}"));
        assert!(error.is_unauthorized(), "{error}");
        // Only the token was asked for, and again the second time.
        assert_eq!((fake.sent().len(), fake.fetches()), (attempt, attempt));
    }
}

#[test]
fn fetching_takes_its_time_from_the_call() {
    let fetching = Duration::from_millis(50);
    let fake = giving(move |_| {
        thread::sleep(fetching);
        Ok(Answer::new(200, TOKEN_ANSWER))
    });
    let timeout = Duration::from_secs(5);
    let builder = builder().timeout(timeout).transport(fake.clone());
    associate(&builder.build().unwrap()).send().unwrap();
    let given: Vec<_> = fake.sent().iter().map(|sent| sent.timeout).collect();
    assert!(given[0] <= timeout && given[1] + fetching <= timeout, "{given:?}");
}

#[test]
fn a_token_request_that_is_never_answered_ends_by_the_timeout() {
    let address = stand_in::serve(|_| Reply::SendAndHang(Vec::new()));
    let builder = builder().host(format!("http://{address}")).timeout(A_WHILE);
    let error = associate(&builder.build().unwrap()).send().unwrap_err();
    assert!(error.is_timeout() && !error.is_connect(), "{error}");
    let expected = format!("{NO_TOKEN}no answer in time: ");
    assert!(error.to_string().starts_with(&expected), "{error}");
}

/// How long the tokens of an [`Endpoint`] live.
const LIFE: Duration = Duration::from_millis(800);

/// What an [`Endpoint`] takes for a token, where it is slow.
const SLOW: Duration = Duration::from_millis(150);

const THREADS: usize = 64;

/// A service that keeps watch over its tokens.
#[derive(Default)]
struct Endpoint {
    asked: AtomicUsize,
    running: AtomicUsize,
    most_running: AtomicUsize,
    /// When each token ends, and when each request for one began.
    ends: Mutex<HashMap<String, Instant>>,
    begins: Mutex<Vec<Instant>>,
    /// Operations that came with a token that had ended, and those that came while another one was being fetched.
    expired: AtomicUsize,
    meanwhile: AtomicUsize,
}

impl Endpoint {
    /// Answers the first, second, .. token request as told, where `true` is a token, after that time.
    fn fake(self: &Arc<Self>, outcome: impl Fn(usize) -> (bool, Duration) + Send + Sync + 'static) -> Fake {
        let endpoint = Arc::clone(self);
        Fake::answering_all(move |sent| {
            if !sent.is_for_token() {
                return Ok(endpoint.carry_out(sent));
            }
            let number = endpoint.asked.fetch_add(1, SeqCst) + 1;
            endpoint.begins.lock().unwrap().push(Instant::now());
            let running = endpoint.running.fetch_add(1, SeqCst) + 1;
            endpoint.most_running.fetch_max(running, SeqCst);
            let (is_given, time) = outcome(number);
            thread::sleep(time);
            let token = format!("token-{number}");
            let data = format!(r#"{{"access_token":"{token}","expires_in":{}}}"#, LIFE.as_secs_f64());
            endpoint.ends.lock().unwrap().insert(token, Instant::now() + LIFE);
            endpoint.running.fetch_sub(1, SeqCst);
            let failure = Answer::new(503, "<html>");
            Ok(if is_given { token_answer(&data) } else { failure })
        })
    }

    fn carry_out(&self, sent: &Sent) -> Answer {
        let token = sent.header("authorization")[0].strip_prefix("Bearer ").unwrap();
        if self.ends.lock().unwrap()[token] <= Instant::now() {
            self.expired.fetch_add(1, SeqCst);
        }
        if self.running.load(SeqCst) > 0 {
            self.meanwhile.fetch_add(1, SeqCst);
        }
        // So that the threads do not keep each other from running.
        thread::sleep(Duration::from_millis(10));
        Answer::new(200, SUCCESS)
    }

    /// Calls from many threads until that many tokens have been asked for and the last of them has come, and then once
    /// more each. Gives what failed, and when.
    fn under_load(&self, client: &ManagementClient, tokens: usize) -> Vec<(Instant, genauth::Error)> {
        let failed = Mutex::new(Vec::new());
        let limit = Instant::now() + Duration::from_secs(30);
        let all_there = Barrier::new(THREADS);
        thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    all_there.wait();
                    let is_over = || self.asked.load(SeqCst) >= tokens && self.running.load(SeqCst) == 0;
                    while !is_over() && Instant::now() < limit {
                        if let Err(error) = associate(client).send() {
                            failed.lock().unwrap().push((Instant::now(), error));
                        }
                    }
                    associate(client).send().unwrap();
                });
            }
        });
        assert!(Instant::now() < limit, "{} tokens", self.asked.load(SeqCst));
        assert_eq!(self.most_running.load(SeqCst), 1);
        assert_eq!(self.expired.load(SeqCst), 0, "calls with a token that had ended");
        failed.into_inner().unwrap()
    }
}

#[test]
fn while_a_token_is_renewed_the_other_threads_go_on_with_the_old_one() {
    let endpoint = Arc::new(Endpoint::default());
    let fake = endpoint.fake(|_| (true, SLOW));
    let failed = endpoint.under_load(&fake.client(), 2);
    assert_eq!(failed.len(), 0, "{failed:?}");
    assert!(endpoint.meanwhile.load(SeqCst) > 0);
    let used: HashSet<_> = fake.authorizations().into_iter().collect();
    for token in ["Bearer token-1", "Bearer token-2"] {
        assert!(used.contains(token), "{used:?}");
    }
}

#[test]
fn an_endpoint_that_fails_for_a_while_is_asked_by_one_thread_at_a_time_and_not_before_it_must() {
    // A renewal before the end fails at once. Then the token has ended, so all wait, and it fails again.
    let endpoint = Arc::new(Endpoint::default());
    let fake = endpoint.fake(|number| match number {
        2 => (false, Duration::ZERO),
        3 => (false, SLOW),
        _ => (true, SLOW),
    });
    let began = Instant::now();
    let failed = endpoint.under_load(&fake.client(), 4);
    // Nobody learns of a failure while the old token is good.
    for (time, error) in &failed {
        assert!(
            error.to_string().starts_with(&format!("{NO_TOKEN}HTTP 503 ")),
            "{error}"
        );
        assert!(*time >= began + LIFE, "{error}");
    }
    assert!(endpoint.begins.lock().unwrap()[2] >= began + LIFE);
    // Who waited learns of it, once for each request that failed.
    assert!(
        failed.len() > THREADS / 4 && failed.len() <= 2 * THREADS,
        "{}",
        failed.len()
    );
}

#[test]
fn tokens_without_a_life_are_fetched_one_at_a_time() {
    for expires_in in ["0", "-5", r#""soon""#, "null", "1e300", r#""7200""#] {
        let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (now, highest) = (Arc::clone(&running), Arc::clone(&most));
        let fake = giving(move |_| {
            highest.fetch_max(now.fetch_add(1, SeqCst) + 1, SeqCst);
            thread::sleep(Duration::from_millis(2));
            now.fetch_sub(1, SeqCst);
            let data = format!(r#"{{"access_token":"abc","expires_in":{expires_in}}}"#);
            Ok(token_answer(&data))
        });
        let client = &fake.client();
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| [(); 4].map(|()| associate(client).send().expect(expires_in)));
            }
        });
        assert_eq!(most.load(SeqCst), 1, "{expires_in}");
        assert_eq!(fake.operations().len(), 32, "{expires_in}");
        // A thread never uses one of them twice; of those that last there is one.
        let expected = if expires_in.contains(['1', '7']) { 1..=1 } else { 4..=32 };
        assert!(expected.contains(&fake.fetches()), "{expires_in}: {}", fake.fetches());
    }
}

#[test]
fn two_clients_share_no_token_under_load_either() {
    // Each token bears the secret that it was asked with, and each call the secret of its client.
    let fake = Fake::answering_all(|sent| {
        if sent.is_for_token() {
            thread::sleep(Duration::from_millis(2));
            let secret = sent.body.split('"').nth_back(1).unwrap();
            let data = format!(r#"{{"access_token":"{secret}","expires_in":0}}"#);
            return Ok(token_answer(&data));
        }
        Ok(Answer::new(200, SUCCESS))
    });
    let client = |secret| builder().access_key_secret(secret).transport(fake.clone()).build();
    thread::scope(|scope| {
        for secret in ["secret-a", "secret-b"] {
            let client = client(secret)
                .unwrap()
                .with_header("x-client", format!("Bearer {secret}"));
            for _ in 0..8 {
                let client = client.clone();
                scope.spawn(move || [(); 10].map(|()| associate(&client).send().unwrap()));
            }
        }
    });
    let operations = fake.operations();
    assert_eq!(operations.len(), 160);
    for sent in operations {
        assert_eq!(sent.header("authorization"), sent.header("x-client"));
    }
}
