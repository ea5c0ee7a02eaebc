//! The wire form of a request: each value where its row says. Pure; the tests look at it without a socket.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serializer;
use serde_json::{Map, Value};

use crate::file;
use crate::operation::{Method, Operation, Place};
use crate::redact::Bytes;

/// What stays as it is in a query or in a segment of a path: the unreserved characters of RFC 3986.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The wire form of a request: everything but the host and the headers.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Parts {
    /// HTTP verb.
    pub method: Method,
    /// Path with its parameters filled in, percent-encoded.
    pub path: String,
    /// Query without the question mark, percent-encoded; empty if there is none.
    pub query: String,
    /// Media type of the body.
    pub content_type: Option<String>,
    /// JSON body, or a form with a file; only verbs that have one.
    pub body: Option<Vec<u8>>,
}

/// Shows no value: it may be somebody's password.
impl fmt::Debug for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parts")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("query", &Bytes(self.query.len()))
            .field("content_type", &self.content_type)
            .field("body", &self.body.as_ref().map(|body| Bytes(body.len())))
            .finish()
    }
}

/// Puts each value where its row says.
pub(crate) fn encode(operation: &Operation, params: &Map<String, Value>) -> Parts {
    let mut query = String::new();
    for (name, value) in params {
        if operation.place_of(name) == Place::Query {
            add_to_query(&mut query, name, value);
        }
    }
    let (content_type, body) = match (operation.method, operation.file_param()) {
        (Method::Get | Method::Delete, _) => (None, None),
        (Method::Post | Method::Put, Some(file)) => {
            let (content_type, body) = file::multipart(params.get(&*file.name()).unwrap_or(&Value::Null));
            (Some(content_type), Some(body))
        }
        (Method::Post | Method::Put, None) => {
            let in_body = params
                .iter()
                .filter(|(name, _)| operation.place_of(name) == Place::Body);
            let mut body = Vec::new();
            let written = serde_json::Serializer::new(&mut body).collect_map(in_body);
            written.expect("a JSON value is always JSON, and memory takes it");
            (Some("application/json".to_owned()), Some(body))
        }
    };
    Parts {
        method: operation.method,
        path: path_of(operation, params),
        query,
        content_type,
        body,
    }
}

fn path_of(operation: &Operation, params: &Map<String, Value>) -> String {
    let mut path = String::new();
    // Every second part is the name of a parameter.
    for (index, part) in operation.path.split(['{', '}']).enumerate() {
        match params.get(part).filter(|_| index % 2 == 1) {
            Some(value) => path.extend(utf8_percent_encode(&scalar(value), ENCODED)),
            None => path.push_str(part),
        }
    }
    path
}

/// A list repeats its key.
pub(crate) fn add_to_query(query: &mut String, name: &str, value: &Value) {
    let values = match value {
        Value::Array(items) => items.as_slice(),
        value => std::slice::from_ref(value),
    };
    for value in values {
        if !query.is_empty() {
            query.push('&');
        }
        query.extend(utf8_percent_encode(name, ENCODED));
        query.push('=');
        query.extend(utf8_percent_encode(&scalar(value), ENCODED));
    }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::OperationEffect;
    use serde_json::json;

    const fn operation(method: Method, path: &'static str) -> Operation {
        Operation {
            name: "probe",
            documented_name: None,
            method,
            path,
            effect: OperationEffect::Read,
            domain: "",
            params: &[],
            data_in_body: false,
        }
    }

    fn parts(operation: &Operation, params: Value) -> Parts {
        let Value::Object(params) = params else {
            panic!("a test gives an object")
        };
        encode(operation, &params)
    }

    #[test]
    fn a_get_carries_its_parameters_in_the_query() {
        let list_users = operation(Method::Get, "/api/v3/list-users");
        let parts = parts(
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
        assert_eq!(parts.method, Method::Get);
        assert_eq!(parts.path, "/api/v3/list-users");
        assert_eq!(
            parts.query,
            "empty=&flag=false&page=2&since=1700000000000&text=a%26b%2Bc%3Fd%23e%2Ff%25g%20h%3D~\
             &user%20ids=u1&user%20ids=%E7%94%A8%E6%88%B7&user%20ids=%F0%9F%98%80"
        );
        assert_eq!(parts.body, None);
    }

    #[test]
    fn a_parameter_that_the_path_names_goes_there() {
        let delete = operation(Method::Delete, "/api/v3/ip-list/{id}");
        let parts = parts(&delete, json!({"id": "a/b?c %", "force": true}));
        assert_eq!(parts.path, "/api/v3/ip-list/a%2Fb%3Fc%20%25");
        assert_eq!(parts.query, "force=true");
        assert_eq!(parts.body, None);
    }

    #[test]
    fn a_post_carries_a_body_also_when_nothing_is_set() {
        let post = operation(Method::Post, "/api/v3/x");
        assert_eq!(parts(&post, json!({})).body.unwrap(), b"{}");
        let parts = parts(&post, json!({"a": "", "b": false, "c": 0, "d": null}));
        assert_eq!(parts.query, "");
        assert_eq!(parts.body.unwrap(), br#"{"a":"","b":false,"c":0,"d":null}"#);
    }
}
