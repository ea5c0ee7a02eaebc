//! Encodes a request: each parameter goes to the location that its row declares. Pure, so tests need no socket.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serializer;
use serde_json::{Map, Value};

use super::multipart;
use crate::schema::violation::{Violation, ViolationKind};
use crate::schema::{Operation, ParamLocation};
use crate::transport::{HttpRequest, MAX_URL_BYTES};

/// Everything but the unreserved characters of RFC 3986 is escaped in queries and path segments.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The content type of JSON.
pub(crate) const JSON: &str = "application/json";

/// An encoded request. It has no headers yet.
pub(crate) struct Encoded {
    pub(crate) request: HttpRequest,
    pub(crate) content_type: Option<Cow<'static, str>>,
}

/// Encodes a valid request.
pub(crate) fn encode(operation: &Operation, params: &Map<String, Value>, base_url: &str) -> Encoded {
    let url = url_of(operation, params, base_url);
    let mut request = HttpRequest::new(operation.name.into(), operation.method, url);
    let mut content_type = None;
    if operation.method.has_body() {
        let (media_type, body) = encode_body(operation, params);
        content_type = Some(media_type);
        request.body = Some(body);
    }
    Encoded { request, content_type }
}

/// The violation of a request whose URL would be too long to be sent. It names the parameter that takes the most space.
pub(crate) fn check_url(operation: &Operation, params: &Map<String, Value>, base_url: &str) -> Option<Violation> {
    let url = url_of(operation, params, base_url);
    let sizes = params.iter().map(|(name, value)| {
        let mut encoded = String::new();
        if operation.location_of(name) != ParamLocation::Body {
            append_query(&mut encoded, name, value);
        }
        (encoded.len(), name.as_str())
    });
    check_url_length(&url, || sizes.max().map_or("url", |(_, name)| name))
}

/// The same for a URL. `longest_part` names what takes the most space.
pub(crate) fn check_url_length<'a>(url: &str, longest_part: impl FnOnce() -> &'a str) -> Option<Violation> {
    if url.len() <= MAX_URL_BYTES {
        return None;
    }
    let message = format!(
        "makes the URL too long: at most {MAX_URL_BYTES} bytes (got {})",
        url.len()
    );
    Some(Violation::new(longest_part(), ViolationKind::TooLong, message))
}

fn url_of(operation: &Operation, params: &Map<String, Value>, base_url: &str) -> String {
    let mut url = base_url.to_owned();
    append_path(&mut url, operation, params);
    let mut query = String::new();
    for (name, value) in params {
        if operation.location_of(name) == ParamLocation::Query {
            append_query(&mut query, name, value);
        }
    }
    if !query.is_empty() {
        url.push('?');
        url.push_str(&query);
    }
    url
}

fn encode_body(operation: &Operation, params: &Map<String, Value>) -> (Cow<'static, str>, Vec<u8>) {
    let fields = params
        .iter()
        .filter(|(name, _)| operation.location_of(name) == ParamLocation::Body);
    if let Some(file) = operation.file_param() {
        let (media_type, body) = multipart::encode(&file.name(), fields);
        return (media_type.into(), body);
    }
    let mut body = Vec::new();
    let written = serde_json::Serializer::new(&mut body).collect_map(fields);
    written.expect("a JSON value can always be written to memory");
    (JSON.into(), body)
}

/// Appends the path with its parameters filled in.
fn append_path(url: &mut String, operation: &Operation, params: &Map<String, Value>) {
    // Every second part is the name of a parameter.
    for (index, part) in operation.path.split(['{', '}']).enumerate() {
        match params.get(part).filter(|_| index % 2 == 1) {
            Some(value) => url.extend(utf8_percent_encode(&to_text(value), ESCAPED)),
            None => url.push_str(part),
        }
    }
}

/// Appends a parameter to a query. A list repeats its key.
pub(crate) fn append_query(query: &mut String, name: &str, value: &Value) {
    for value in repeated(value) {
        if !query.is_empty() {
            query.push('&');
        }
        query.extend(utf8_percent_encode(name, ESCAPED));
        query.push('=');
        query.extend(utf8_percent_encode(&to_text(value), ESCAPED));
    }
}

/// The values of a parameter outside JSON, where a list repeats the name.
pub(super) fn repeated(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        value => std::slice::from_ref(value),
    }
}

/// A value outside JSON: a string as it is, anything else as JSON.
pub(super) fn to_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Method, Param, ParamType, validate::tests::operation};
    use serde_json::json;

    fn encoded(operation: &Operation, params: Value) -> Encoded {
        let Value::Object(params) = params else {
            panic!("not an object")
        };
        encode(operation, &params, "https://api.example/base")
    }

    #[test]
    fn get_parameters_go_into_the_query() {
        let list_users = operation(Method::Get, "/api/v3/list-users", &[]);
        let Encoded { request, content_type } = encoded(
            &list_users,
            json!({
                "empty": "",
                "flag": false,
                "page": 2,
                "since": 1_700_000_000_000_i64,
                "text": "a&b+c?d#e/f%g h=~",
                "user ids": ["u1", "用户", "😀"],
                "none": [],
            }),
        );
        assert_eq!(request.method, Method::Get);
        assert_eq!(
            request.url,
            "https://api.example/base/api/v3/list-users?\
             empty=&flag=false&page=2&since=1700000000000&text=a%26b%2Bc%3Fd%23e%2Ff%25g%20h%3D~\
             &user%20ids=u1&user%20ids=%E7%94%A8%E6%88%B7&user%20ids=%F0%9F%98%80"
        );
        assert_eq!(content_type, None);
        assert_eq!(request.body, None);
    }

    #[test]
    fn path_parameters_go_into_the_path() {
        const PARAMS: &[Param] = &[Param::required("id", ParamType::String, ParamLocation::Query).path()];
        let delete = operation(Method::Delete, "/api/v3/ip-list/{id}", PARAMS);
        let request = encoded(&delete, json!({"id": "a/b?c %", "force": true})).request;
        assert_eq!(request.path(), "/base/api/v3/ip-list/a%2Fb%3Fc%20%25");
        assert_eq!(request.query(), "force=true");
        assert_eq!(request.body, None);
    }

    #[test]
    fn post_requests_have_a_body_even_without_parameters() {
        let post = operation(Method::Post, "/api/v3/x", &[]);
        assert_eq!(encoded(&post, json!({})).request.body.unwrap(), b"{}");
        let Encoded { request, content_type } = encoded(&post, json!({"a": "", "b": false, "c": 0, "d": null}));
        assert_eq!(request.query(), "");
        assert_eq!(content_type.as_deref(), Some("application/json"));
        assert_eq!(request.body.unwrap(), br#"{"a":"","b":false,"c":0,"d":null}"#);
    }
}
