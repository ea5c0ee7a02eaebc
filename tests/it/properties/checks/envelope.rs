//! Checks how responses to operations are judged.

use std::collections::HashMap;
use std::fmt::Debug;

use genauth::transport::HttpResponse;
use genauth::{Error, Response};
use serde_json::Value;
use serde_json::value::RawValue;

use super::{assert_clean, assert_one_line, associate, client_receiving, integer};

/// Checks that an operation succeeds if and only if the body says so, and that an error is one line without secrets.
pub fn check_envelope(status: u16, headers: &[(String, String)], body: &[u8]) {
    let mut http = HttpResponse::new(status, body);
    http.headers = headers.to_vec();
    let result = associate(&client_receiving(http.clone())).send();

    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    match &result {
        Ok(response) => {
            assert_one_line(response);
            assert_clean(&response.to_string());
            assert_clean(&response.message);
            assert!((200..300).contains(&response.status_code));
            assert!(response.data.success);
            assert_eq!(response.http, http);
            assert_eq!(status_code(&String::from_utf8_lossy(body)), Some(response.status_code));
        }
        Err(error) => {
            assert_one_line(error);
            assert_clean(&format!("{error}\n{error:#}\n{error:?}\n{error:#?}"));
            // The strings are also checked by themselves, because `Debug` escapes them.
            let kept = error.body().map(String::from_utf8_lossy);
            let texts = [error.server_message(), error.request_id(), kept.as_deref()];
            let headers = headers.iter().map(|(name, _)| error.header(name));
            for text in texts.into_iter().chain(headers).flatten() {
                assert_clean(text);
            }
            let is_misclassified = error.is_validation() || error.is_connect() || error.is_timeout();
            assert!(!is_misclassified, "{error}");
        }
    }
    if let Ok(value) = serde_json::from_slice::<Value>(body) {
        assert_result(&value, &result);
    }
}

/// Checks that a response is decoded the same whether its `statusCode` comes before or after the other fields. If it comes
/// before, `data` is decoded in the same pass.
pub fn check_order_of_fields(fields: &str) {
    let first = client_receiving(HttpResponse::new(200, format!(r#"{{"statusCode":200,{fields}}}"#)));
    let last = client_receiving(HttpResponse::new(200, format!(r#"{{{fields},"statusCode":200}}"#)));
    let others = serde_json::from_str::<HashMap<String, Box<RawValue>>>(&format!("{{{fields}}}"));
    // Of two status codes the last one counts, so their order would matter.
    if others.is_ok_and(|others| others.contains_key("statusCode")) {
        return;
    }
    assert_same(first.list_users().send(), last.list_users().send());
    let [first, last] = [first, last].map(|client| client.get_user().user_id("u").send());
    assert_same(first, last);
}

fn assert_same<T: Debug + PartialEq + 'static>(first: Result<Response<T>, Error>, last: Result<Response<T>, Error>) {
    match (first, last) {
        (Ok(first), Ok(last)) => {
            // NaN cannot be sent, so equal data compares as equal.
            assert_eq!(first.data, last.data);
            assert_eq!(first.message, last.message);
            assert_eq!(first.request_id, last.request_id);
        }
        (Err(first), Err(last)) => assert_eq!(first.to_string(), last.to_string()),
        (first, last) => panic!("{first:?}, but {last:?}"),
    }
}

/// The `statusCode` of a body. The other fields are read as raw values, because a `Value` has limits of depth and size.
fn status_code(body: &str) -> Option<i64> {
    let mut fields: HashMap<String, Box<RawValue>> = serde_json::from_str(body).ok()?;
    let status_code = fields.remove("statusCode")?;
    integer(&serde_json::from_str(status_code.get()).ok()?)
}

/// Asserts that the result is the expected one for a body that is well-formed JSON.
fn assert_result<T: Debug + 'static>(body: &Value, result: &Result<Response<T>, Error>) {
    let status_code = body.as_object().and_then(|body| integer(body.get("statusCode")?));
    let data = body.get("data").unwrap_or(&Value::Null);
    let success = data.get("success").unwrap_or(&Value::Null);
    let is_flag = |texts: &[&str], number: i64| {
        let is_text = |text: &str| texts.iter().any(|flag| text.eq_ignore_ascii_case(flag));
        success.as_str().is_some_and(is_text) || integer(success) == Some(number)
    };
    let affirms = success.is_null() || *success == true || is_flag(&["true", ""], 1);
    let denies = *success == false || is_flag(&["false"], 0);
    let is_decodable = (data.is_null() || data.is_object()) && affirms;
    match (result, status_code) {
        (Ok(_), Some(200..=299)) => assert!(is_decodable, "{data}"),
        (Err(error), Some(200..=299)) => {
            assert_eq!(error.status_code(), status_code, "{error}");
            assert!(!is_decodable, "{error}");
            assert_eq!(error.is_decode(), !denies, "{error}");
            assert!(!error.is_confirmed(), "{error}");
            let reason = "response cannot be decoded as IsSuccess: data";
            assert!(denies || error.to_string().contains(reason), "{error}");
        }
        (Err(error), status_code) => assert_eq!(error.status_code(), status_code, "{error}"),
        (Ok(response), status_code) => panic!("{status_code:?} is a success: {response:?}"),
    }
}
