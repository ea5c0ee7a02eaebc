//! Checks how responses to token requests are used.

use genauth::transport::HttpResponse;
use serde_json::Value;

use super::{KEY_ID, TOKEN_PATH, assert_one_line, associate, build, builder, is_printable, token_response};

/// Checks that a token is either sent in a valid header, or reported as unusable. Both arguments are JSON, or almost
/// JSON.
pub fn check_token(token: &str, expires_in: &str) {
    let response = token_response(token, expires_in);
    let usable = serde_json::from_slice::<Value>(&response.body).ok().and_then(|body| {
        let token = body["data"]["access_token"].as_str()?.to_owned();
        let is_usable = body["statusCode"] == 200 && is_printable(&token) && !token.trim().is_empty();
        is_usable.then_some(token)
    });
    let (client, recorded) = build(builder(), move |request| {
        if request.url.ends_with(TOKEN_PATH) {
            return response.clone();
        }
        HttpResponse::new(200, r#"{"statusCode":200}"#)
    });
    let result = associate(&client.expect("valid settings")).send();
    let requests = recorded.lock().expect("no check panics while it is locked");
    for request in &*requests {
        for (name, value) in request.headers.iter() {
            assert!(is_printable(name) && is_printable(value), "{name}: {value:?}");
        }
    }
    if let Err(error) = result {
        assert!(usable.is_none(), "{error}: {usable:?}");
        let start = "associate_tenant_resource: cannot obtain a management token: ";
        assert!(error.is_token() && error.to_string().starts_with(start), "{error}");
        assert_one_line(&error);
        assert_eq!(requests.len(), 1, "{error}");
        return;
    }
    let values = |name: &str| -> Vec<&str> {
        let same = requests[1].headers.iter().filter(|(known, _)| known == name);
        same.map(|(_, value)| value.as_str()).collect()
    };
    let (authorization, pools) = (values("authorization"), values("x-authing-userpool-id"));
    assert!(
        authorization.len() == 1 && pools.len() == 1,
        "{authorization:?} {pools:?}"
    );
    assert_eq!(values("x-genauth-userpool-id"), pools);
    assert!(!pools[0].trim().is_empty(), "{pools:?}");
    if let Some(token) = usable {
        assert_eq!(authorization, [format!("Bearer {token}")]);
    }
}

/// Checks the same for a token with these claims, and that requests name the user pool of the claims. The claims are
/// JSON, or almost JSON.
pub fn check_token_claims(claims: &[u8]) {
    let token = format!("eyJhbGciOiJIUzI1NiJ9.{}.c2lnbmF0dXJl", base64url(claims));
    let token = Value::from(token).to_string();
    check_token(&token, "7200");

    let (client, recorded) = build(builder(), move |_| token_response(&token, "7200"));
    let result = associate(&client.expect("valid settings")).send();
    assert!(result.is_ok(), "{result:?}");
    // The claims may be read even from malformed JSON if it begins with valid JSON, so no particular result is
    // expected.
    let Ok(claims) = serde_json::from_slice::<Value>(claims) else {
        return;
    };
    let expected = match &claims["scoped_userpool_id"] {
        Value::String(pool) if is_printable(pool) && !pool.trim().is_empty() => pool,
        // These are converted to strings, but their spelling is not checked.
        Value::Number(_) | Value::Bool(_) => return,
        _ => KEY_ID,
    };
    let requests = recorded.lock().expect("no check panics while it is locked");
    assert_eq!(requests[1].header("x-genauth-userpool-id"), Some(expected));
}

fn base64url(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = [three, &[0, 0]].concat();
        let bits = u32::from_be_bytes([0, bits[0], bits[1], bits[2]]);
        for digit in 0..=three.len() {
            text.push(char::from(DIGITS[(bits >> (18 - 6 * digit)) as usize % 64]));
        }
    }
    text
}
