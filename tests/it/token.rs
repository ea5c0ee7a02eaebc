//! The management token: fetched once, shared, kept, renewed; and the user pool that it stands for.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::Duration;

use genauth::{Answer, ManagementClient, TransportError, TransportErrorKind};

use crate::stand_in::{self, Reply, SUCCESS, TOKEN_ANSWER, TOKEN_PATH};
use crate::support::{Fake, KEY_ID, associate, builder, client_of};

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

fn token_answer(data: &str) -> Answer {
    Answer::new(200, format!(r#"{{"statusCode":200,"message":"","data":{data}}}"#))
}

/// Gives `token-1`, `token-2` and so on, each for that many seconds.
fn giving_numbered(expires_in: i64) -> Fake {
    giving(move |number| {
        let data = format!(r#"{{"access_token":"token-{number}","expires_in":{expires_in}}}"#);
        Ok(token_answer(&data))
    })
}

fn fetches(fake: &Fake) -> usize {
    fake.sent().iter().filter(|sent| sent.is_for_token()).count()
}

fn authorizations(fake: &Fake) -> Vec<String> {
    let mut sent = fake.sent();
    sent.retain(|sent| !sent.is_for_token());
    sent.iter()
        .map(|sent| sent.header("authorization").join(", "))
        .collect()
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
    assert_eq!(authorizations(&fake), ["Bearer token-1"; 3]);
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
    assert_eq!(authorizations(&fake), expected);
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
    assert_eq!(fetches(&fake), 2);
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
    assert_eq!(fetches(&fake), 1);
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
        assert_eq!(fetches(&fake), expected, "{expires_in}");
    }
}

#[test]
fn a_token_that_ends_is_renewed() {
    let fake = giving_numbered(1);
    let client = fake.client();
    associate(&client).send().unwrap();
    thread::sleep(Duration::from_millis(1100));
    associate(&client).send().unwrap();
    assert_eq!(authorizations(&fake), ["Bearer token-1", "Bearer token-2"]);
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
        assert_eq!((fake.sent().len(), fetches(&fake)), (attempt, attempt));
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
