//! Tests how the management token is fetched with the first request, shared, kept and replaced, and how the user pool
//! is read from it. `token_concurrency` tests the token under load, and `token_rejection` tests its rejection by the
//! service.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

use genauth::transport::HttpResponse;

use crate::support::{
    FakeTransport, KEY_ID, Predicate, TransportResult, assert_error, associate, builder, token_response,
};
use crate::test_server::{self, Reply, SUCCESS, TOKEN_RESPONSE};

/// How an error begins if no token was obtained.
pub const NO_TOKEN: &str = "associate_tenant_resource: cannot obtain a management token: ";

/// Lets `respond` handle the token requests, which are numbered from 1, and responds to every operation with success.
pub fn issuing(respond: impl Fn(usize) -> TransportResult + Send + Sync + 'static) -> FakeTransport {
    let count = AtomicUsize::new(0);
    FakeTransport::responding_to_all(move |request| {
        if request.is_token_request() {
            return respond(count.fetch_add(1, SeqCst) + 1);
        }
        Ok(HttpResponse::new(200, SUCCESS))
    })
}

/// Issues `token-1`, `token-2` and so on, each valid for this many seconds.
fn issuing_numbered(expires_in: &str) -> FakeTransport {
    FakeTransport::with_numbered_tokens(expires_in, |_| Ok(HttpResponse::new(200, SUCCESS)))
}

/// A JWT with this payload. It does not use the crate's own base64url, because that is under test.
pub fn jwt(payload: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut token = "eyJhbGciOiJIUzI1NiJ9.".to_owned();
    for chunk in payload.chunks(3) {
        let bytes = [chunk, &[0, 0]].concat();
        let bits = u32::from_be_bytes([0, bytes[0], bytes[1], bytes[2]]);
        for digit in 0..=chunk.len() {
            token.push(char::from(DIGITS[(bits >> (18 - 6 * digit)) as usize % 64]));
        }
    }
    token + ".c2lnbmF0dXJl"
}

/// A JWT in which the claim that names the user pool has this JSON value. Its base64url contains characters that base64
/// does not use.
pub fn jwt_with_user_pool(json: &str) -> String {
    let token = jwt(format!(r#"{{"n":"???>>>","scoped_userpool_id":{json}}}"#).as_bytes());
    assert!(token.contains("Pz8_Pj4-"), "{token}");
    token
}

#[test]
fn the_first_request_fetches_a_token_and_later_ones_reuse_it() {
    let fake = issuing_numbered("7200");
    let client = fake.client();
    assert_eq!(fake.requests().len(), 0);
    for _ in 0..3 {
        associate(&client).send().unwrap();
    }
    assert!(fake.requests()[0].is_token_request());
    assert_eq!(fake.requests().len(), 4);
    assert_eq!(fake.authorizations(), ["Bearer token-1"; 3]);
}

#[test]
fn an_invalid_request_fetches_no_token() {
    let fake = issuing_numbered("7200");
    let error = fake.client().associate_tenant_resource().send().unwrap_err();
    assert!(error.is_validation(), "{error}");
    assert_eq!(fake.requests().len(), 0);
}

#[test]
fn clones_share_a_token_but_clients_do_not() {
    let fake = issuing_numbered("7200");
    let client = fake.client();
    associate(&client).send().unwrap();
    associate(&client.clone()).send().unwrap();
    // The other client has the same key, but another secret. If the clients shared a token, a wrong secret would be
    // accepted.
    let other = builder().access_key_secret("other-secret").transport(fake.clone());
    associate(&other.build().unwrap()).send().unwrap();

    let expected = ["Bearer token-1", "Bearer token-1", "Bearer token-2"];
    assert_eq!(fake.authorizations(), expected);
    let token_request = &fake.requests()[3];
    assert!(token_request.is_token_request());
    let body = format!(r#"{{"accessKeyId":"{KEY_ID}","accessKeySecret":"other-secret"}}"#);
    assert_eq!(token_request.body, body);
}

#[test]
fn the_lifetime_of_a_token_is_parsed_leniently() {
    // The second of two requests fetches another token, unless the first token is kept.
    for (expires_in, token_requests) in [
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
        let fake = issuing(move |_| Ok(token_response(&format!(r#"{{"access_token": "abc"{expires_in}}}"#))));
        let client = fake.client();
        for _ in 0..2 {
            associate(&client).send().expect(expires_in);
        }
        assert_eq!(fake.token_requests(), token_requests, "{expires_in}");
    }
}

#[test]
fn an_expired_token_is_replaced() {
    let fake = issuing_numbered("1");
    let client = fake.client();
    associate(&client).send().unwrap();
    thread::sleep(Duration::from_millis(1100));
    associate(&client).send().unwrap();
    assert_eq!(fake.authorizations(), ["Bearer token-1", "Bearer token-2"]);
}

#[test]
fn the_user_pool_comes_from_the_setting_or_the_token_or_else_is_the_key_id() {
    let claim = jwt_with_user_pool;
    for (case, setting, token, expected) in [
        ("setting and claim", Some("my-pool"), claim(r#""pool-1""#), "my-pool"),
        ("setting, opaque token", Some("my-pool"), "abc".into(), "my-pool"),
        ("claim", None, claim(r#""pool-1""#), "pool-1"),
        ("claim, last group of 1 byte", None, claim(r#""pool-12""#), "pool-12"),
        ("claim, last group of 2 bytes", None, claim(r#""pool-123""#), "pool-123"),
        (
            "claim, padded",
            None,
            claim(r#""pool-1""#).replace(".c2", "=.c2"),
            "pool-1",
        ),
        ("claim is a number", None, claim("12"), "12"),
        ("opaque token", None, "abc".into(), KEY_ID),
        ("opaque token with dots", None, "a.b.c".into(), KEY_ID),
        ("opaque token, only a dot", None, ".".into(), KEY_ID),
        ("payload is not base64", None, "a.!!!.c".into(), KEY_ID),
        (
            "payload is not UTF-8",
            None,
            jwt(b"{\"scoped_userpool_id\":\"\xFF\"}"),
            KEY_ID,
        ),
        (
            "payload is not an object",
            None,
            jwt(br#"["scoped_userpool_id"]"#),
            KEY_ID,
        ),
        ("no claim", None, jwt(br#"{"sub":"a"}"#), KEY_ID),
        ("claim is null", None, claim("null"), KEY_ID),
        ("claim is a list", None, claim(r#"["a"]"#), KEY_ID),
        ("claim is blank", None, claim(r#"" ""#), KEY_ID),
        ("claim has two lines", None, claim(r#""a\r\nx-evil: 1""#), KEY_ID),
        ("claim is not ASCII", None, claim(r#""用户""#), KEY_ID),
    ] {
        let response = token_response(&format!(r#"{{"access_token":"{token}"}}"#));
        let fake = issuing(move |_| Ok(response.clone()));
        let mut builder = builder().transport(fake.clone());
        if let Some(id) = setting {
            builder = builder.user_pool_id(id);
        }
        associate(&builder.build().expect(case)).send().expect(case);
        let operation = &fake.operations()[0];
        assert_eq!(operation.header("x-authing-userpool-id"), [expected], "{case}");
        assert_eq!(operation.header("x-genauth-userpool-id"), [expected], "{case}");
        assert_eq!(operation.header("authorization"), [format!("Bearer {token}")], "{case}");
    }
}

#[test]
fn a_token_that_cannot_be_sent_is_an_error() {
    let unusable = "the response contains no usable access_token";
    let not_an_object = "response cannot be decoded as a management token: data: expected an object, found a string";
    let not_a_string =
        "response cannot be decoded as a management token: data.access_token: expected a string, found a list";
    for (data, reason) in [
        (r#"{"access_token": ""}"#, unusable),
        (r#"{"access_token": " \t "}"#, unusable),
        (r#"{"access_token": null}"#, unusable),
        (r#"{"access_token": "a\nx-evil: 1"}"#, unusable),
        (r#"{"access_token": "a\u0000"}"#, unusable),
        (r#"{"access_token": "ключ"}"#, unusable),
        (r#"{"expires_in": 7200}"#, unusable),
        ("null", unusable),
        (r#""abc""#, not_an_object),
        (r#"{"access_token": []}"#, not_a_string),
    ] {
        let fake = issuing(move |_| Ok(token_response(data)));
        let error = associate(&fake.client()).send().expect_err(data);
        assert_eq!(error.to_string(), format!("{NO_TOKEN}{reason}"), "{data}");
        assert!(error.is_token(), "{data}");
        assert_eq!(fake.requests().len(), 1, "{data}");
    }
}

#[test]
fn a_rejected_access_key_is_reported() {
    let body = r#"{"statusCode":401,"apiCode":1301,"message":"wrong secret","requestId":"r-1"}"#;
    let fake = issuing(move |_| Ok(HttpResponse::new(200, body)));
    let client = fake.client();
    for attempt in 1..=2 {
        let error = associate(&client).send().unwrap_err();
        let reason = "[401 / 1301] wrong secret (request id r-1)";
        assert_eq!(error.to_string(), format!("{NO_TOKEN}{reason}"));
        assert_error(&error, &[Predicate::Unauthorized, Predicate::Token], 1, NO_TOKEN);
        // The failure is not remembered, so the second request also tries to fetch a token.
        assert_eq!((fake.requests().len(), fake.token_requests()), (attempt, attempt));
    }
}

#[test]
fn a_token_request_that_is_not_found_or_in_conflict_says_nothing_about_the_operation() {
    for (status, predicates) in [
        (404, &[Predicate::Token][..]),
        (409, &[Predicate::Token]),
        (403, &[Predicate::Forbidden, Predicate::Token]),
    ] {
        let fake = issuing(move |_| Ok(HttpResponse::new(200, format!(r#"{{"statusCode":{status}}}"#))));
        let error = associate(&fake.client()).send().unwrap_err();
        assert_error(&error, predicates, 1, &format!("{NO_TOKEN}[{status}] no message"));
    }
}

#[test]
fn fetching_a_token_counts_against_the_timeout_of_the_request() {
    let delay = Duration::from_millis(50);
    let fake = issuing(move |_| {
        thread::sleep(delay);
        Ok(HttpResponse::new(200, TOKEN_RESPONSE))
    });
    let timeout = Duration::from_secs(5);
    let builder = builder().timeout(timeout).transport(fake.clone());
    associate(&builder.build().unwrap()).send().unwrap();
    let timeouts: Vec<_> = fake.requests().iter().map(|request| request.timeout).collect();
    assert!(timeouts[0] <= timeout && timeouts[1] + delay <= timeout, "{timeouts:?}");
}

#[test]
fn a_token_request_without_a_response_times_out() {
    let address = test_server::serve(|_| Reply::SendAndHang(Vec::new()));
    let builder = builder()
        .host(format!("http://{address}"))
        .timeout(Duration::from_millis(300));
    let error = associate(&builder.build().unwrap()).send().unwrap_err();
    let predicates = [Predicate::Timeout, Predicate::Token, Predicate::Retryable];
    assert_error(&error, &predicates, 1, &format!("{NO_TOKEN}no response within "));
}
