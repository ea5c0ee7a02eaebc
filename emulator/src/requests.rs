//! The log of requests, for assertions in tests.

use std::collections::VecDeque;

use genauth::schema::{Operation, Param};
use serde_json::{Map, Value, json};

/// The number of requests that are kept, and the size of what they contained.
const MAX_ENTRIES: usize = 10_000;
const MAX_BYTES: usize = 64 * 1024 * 1024;

/// A request that the emulator has received.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct LoggedRequest {
    /// Name of the operation, such as `create_user`; `get_management_token` for a token request. Empty if the request was
    /// for no known endpoint.
    pub operation: String,
    /// HTTP method.
    pub method: String,
    /// Path without the query.
    pub path: String,
    /// The parameters as JSON, from the path, the query and the body. Secrets are replaced by `<redacted>`.
    pub params: Value,
    /// `statusCode` in the body of the response.
    pub status_code: u16,
    /// Whether a fault was injected.
    pub is_faulty: bool,
}

impl LoggedRequest {
    pub(crate) fn to_json(&self) -> Value {
        json!({
            "operation": self.operation,
            "method": self.method,
            "path": self.path,
            "params": self.params,
            "statusCode": self.status_code,
            "isFaulty": self.is_faulty,
        })
    }
}

/// The requests that an emulator has received, oldest first. Only the last 10,000 are kept, or fewer if they have more than
/// 64 MiB together.
///
/// ```
/// use genauth_emulator::Emulator;
///
/// let emulator = Emulator::start()?;
/// emulator.client().create_user().username("alice").send()?;
/// let requests = emulator.requests();
/// requests.assert_sent("create_user", 1);
/// assert_eq!(requests.of("create_user")[0].params["username"], "alice");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Requests {
    /// Each with its size in bytes.
    entries: VecDeque<(LoggedRequest, usize)>,
    bytes: usize,
}

impl Requests {
    /// All requests, including those for tokens.
    pub fn iter(&self) -> impl Iterator<Item = &LoggedRequest> {
        self.entries.iter().map(|(request, _)| request)
    }

    /// The requests of an operation.
    #[must_use]
    pub fn of(&self, operation: &str) -> Vec<&LoggedRequest> {
        self.iter().filter(|request| request.operation == operation).collect()
    }

    /// The names of the operations in the order of the requests, without token requests.
    #[must_use]
    pub fn operations(&self) -> Vec<&str> {
        let names = self.iter().map(|request| request.operation.as_str());
        names.filter(|name| *name != "get_management_token").collect()
    }

    /// Asserts that an operation was sent so many times.
    ///
    /// # Panics
    ///
    /// If it was sent more or less often. The message has all operations that were sent.
    #[track_caller]
    pub fn assert_sent(&self, operation: &str, times: usize) {
        let found = self.of(operation).len();
        let all = self.operations();
        assert_eq!(
            found, times,
            "{operation} was sent {found} times; all requests: {all:?}"
        );
    }

    /// Asserts that an operation was not sent.
    ///
    /// # Panics
    ///
    /// If it was sent. The message has all operations that were sent.
    #[track_caller]
    pub fn assert_not_sent(&self, operation: &str) {
        self.assert_sent(operation, 0);
    }

    /// Adds a request. `bytes` is the size of its path, query and body.
    pub(crate) fn push(&mut self, request: LoggedRequest, bytes: usize) {
        self.bytes += bytes;
        self.entries.push_back((request, bytes));
        while self.entries.len() > MAX_ENTRIES || self.bytes > MAX_BYTES {
            let removed = self.entries.pop_front();
            self.bytes -= removed.map_or(0, |(_, bytes)| bytes);
        }
    }

    pub(crate) fn clear(&mut self) {
        *self = Requests::default();
    }
}

/// The parameters of a request without what the row marks as secret.
pub(crate) fn redacted(operation: &Operation, params: &Map<String, Value>) -> Value {
    without_secrets(operation.params, params)
}

fn without_secrets(rows: &[Param], object: &Map<String, Value>) -> Value {
    let fields = object.iter().map(|(name, value)| {
        let row = rows.iter().find(|row| row.name() == *name);
        let value = match row {
            Some(row) if row.secret => Value::from("<redacted>"),
            Some(row) => match row.ty.object() {
                Some(schema) => nested(schema.fields(), value),
                None => value.clone(),
            },
            None => value.clone(),
        };
        (name.clone(), value)
    });
    Value::Object(fields.collect())
}

fn nested(rows: &[Param], value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| nested(rows, item)).collect(),
        Value::Object(object) => without_secrets(rows, object),
        value => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_is_bounded() {
        let request = |path: &str| LoggedRequest {
            operation: String::new(),
            method: "GET".to_owned(),
            path: path.to_owned(),
            params: json!({}),
            status_code: 404,
            is_faulty: false,
        };
        let mut requests = Requests::default();
        for index in 0..=MAX_ENTRIES {
            requests.push(request(&index.to_string()), 1);
        }
        assert_eq!(requests.iter().count(), MAX_ENTRIES);
        assert_eq!(requests.iter().next().map(|request| &*request.path), Some("1"));
        requests.push(request("large"), MAX_BYTES);
        let paths: Vec<_> = requests.iter().map(|request| &*request.path).collect();
        assert_eq!(paths, ["large"]);
    }
}
