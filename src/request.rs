//! One request: the row it belongs to, and the values that have been set. Every builder is a typed door over it.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};

use crate::client::ManagementClient;
use crate::decode::Decode;
use crate::error::Error;
use crate::operation::{Method, Operation, Place};
use crate::response::Response;
use crate::validate;

/// What stays as it is in a query or in a segment of a path: the unreserved characters of RFC 3986.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The wire form of a request: everything but the host and the headers.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Parts {
    /// HTTP verb.
    pub method: Method,
    /// Path with its parameters filled in, percent-encoded.
    pub path: String,
    /// Query without the question mark, percent-encoded; empty if there is none.
    pub query: String,
    /// JSON body; only verbs that have one.
    pub body: Option<Vec<u8>>,
}

#[derive(Clone)]
pub(crate) struct Request {
    client: ManagementClient,
    operation: &'static Operation,
    params: Map<String, Value>,
}

impl Request {
    pub(crate) fn new(client: &ManagementClient, operation: &'static Operation) -> Self {
        Request {
            client: client.clone(),
            operation,
            params: Map::new(),
        }
    }

    pub(crate) fn set(&mut self, name: &str, value: Value) {
        self.params.insert(name.to_owned(), value);
    }

    pub(crate) fn validate(&self) -> Result<(), Error> {
        let violations = validate::violations(self.operation.params, &self.params);
        if violations.is_empty() {
            return Ok(());
        }
        Err(Error::request(violations).with_operation(self.operation.name))
    }

    pub(crate) fn into_parts(self) -> Result<Parts, Error> {
        self.validate()?;
        Ok(encode(self.operation, self.params))
    }

    pub(crate) fn send<T: Decode>(self) -> Result<Response<T>, Error> {
        self.validate()?;
        let parts = encode(self.operation, self.params);
        self.client.run(self.operation, &parts)
    }
}

/// Shows which parameters are set, not what they say: it may be somebody's password.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.params.keys().collect();
        f.debug_struct("Request")
            .field("operation", &self.operation.name)
            .field("set", &names)
            .finish_non_exhaustive()
    }
}

/// Puts each value where its row says.
pub(crate) fn encode(operation: &Operation, params: Map<String, Value>) -> Parts {
    let mut path = operation.path.to_owned();
    let mut query = String::new();
    let mut body = Map::new();
    for (name, value) in params {
        match operation.place_of(&name) {
            Place::Path => {
                let encoded = utf8_percent_encode(&scalar(&value), ENCODED).to_string();
                path = path.replace(&format!("{{{name}}}"), &encoded);
            }
            Place::Query => add_to_query(&mut query, &name, &value),
            Place::Body => {
                body.insert(name, value);
            }
        }
    }
    let body = match operation.method {
        Method::Post | Method::Put => Some(Value::Object(body).to_string().into_bytes()),
        Method::Get | Method::Delete => None,
    };
    Parts {
        method: operation.method,
        path,
        query,
        body,
    }
}

/// A list repeats its key.
fn add_to_query(query: &mut String, name: &str, value: &Value) {
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
