//! JSON-RPC 2.0, as far as a server without requests of its own needs it.

use serde_json::{Map, Value, json};

/// The versions of the protocol that are spoken, newest first. They hardly differ for a server that only has tools.
pub const VERSIONS: [&str; 4] = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"];
/// The only version with batches.
pub const VERSION_WITH_BATCHES: &str = "2025-03-26";

/// The codes of JSON-RPC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorCode {
    ParseError = -32700,
    InvalidRequest = -32600,
    MethodNotFound = -32601,
    InvalidParams = -32602,
}

/// An error of the protocol. What goes wrong in an operation is a result instead, so that the agent's model sees it.
#[derive(Debug, PartialEq, Eq)]
pub struct RpcError {
    pub code: ErrorCode,
    pub message: String,
}

impl RpcError {
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        let message = message.into();
        RpcError { code, message }
    }
}

/// A message of a client.
#[derive(Debug, PartialEq)]
pub enum Message {
    Request {
        id: Value,
        method: String,
        params: Map<String, Value>,
    },
    /// A notification, or a response to a request that was never sent. Neither is answered.
    Silent,
    Invalid {
        id: Value,
        error: RpcError,
    },
}

/// Classifies a message.
pub fn classify(message: Value) -> Message {
    let invalid = |id: Value, text: &str| Message::Invalid {
        id,
        error: RpcError::new(ErrorCode::InvalidRequest, text),
    };
    let Value::Object(mut message) = message else {
        return invalid(Value::Null, "a message must be a JSON object");
    };
    let id = message.remove("id");
    let known_id = id
        .clone()
        .filter(|id| id.is_string() || id.is_number())
        .unwrap_or_default();
    if message.get("jsonrpc") != Some(&json!("2.0")) {
        return invalid(known_id, "`jsonrpc` must be \"2.0\"");
    }
    let is_response = message.contains_key("result") || message.contains_key("error");
    let method = match message.remove("method") {
        Some(Value::String(method)) => method,
        None if is_response => return Message::Silent,
        _ => return invalid(known_id, "`method` must be a string"),
    };
    match (id, message.remove("params")) {
        (None, _) => Message::Silent,
        (Some(_), _) if known_id.is_null() => invalid(Value::Null, "`id` must be a string or a number"),
        (Some(id), Some(Value::Object(params))) => Message::Request { id, method, params },
        (Some(id), None | Some(Value::Null)) => Message::Request {
            id,
            method,
            params: Map::new(),
        },
        (Some(id), Some(_)) => Message::Invalid {
            id,
            error: RpcError::new(ErrorCode::InvalidParams, "`params` must be a JSON object"),
        },
    }
}

/// The response to a request.
pub fn response(id: &Value, result: Result<Value, RpcError>) -> Value {
    let mut response = json!({"jsonrpc": "2.0", "id": id});
    match result {
        Ok(result) => response["result"] = result,
        Err(error) => response["error"] = json!({"code": error.code as i32, "message": error.message}),
    }
    response
}

/// The version to speak: the client's, or else the newest one, which the client may refuse.
pub fn negotiate(requested: Option<&Value>) -> &'static str {
    let requested = requested.and_then(Value::as_str);
    VERSIONS
        .into_iter()
        .find(|version| Some(*version) == requested)
        .unwrap_or(VERSIONS[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(message: Value) -> (Value, ErrorCode, String) {
        match classify(message) {
            Message::Invalid { id, error } => (id, error.code, error.message),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn messages_are_requests_or_silent() {
        let request = classify(json!({"jsonrpc": "2.0", "id": "a", "method": "ping"}));
        let (id, method, params) = (json!("a"), "ping".to_owned(), Map::new());
        assert_eq!(request, Message::Request { id, method, params });
        assert_eq!(
            classify(json!({"jsonrpc": "2.0", "method": "notifications/initialized"})),
            Message::Silent
        );
        assert_eq!(
            classify(json!({"jsonrpc": "2.0", "id": 1, "result": {}})),
            Message::Silent
        );
    }

    #[test]
    fn malformed_messages_are_errors_with_their_id() {
        use ErrorCode::{InvalidParams, InvalidRequest};
        let text = |text: &str| text.to_owned();
        assert_eq!(
            error(json!([])),
            (Value::Null, InvalidRequest, text("a message must be a JSON object"))
        );
        assert_eq!(
            error(json!({"id": 7, "method": "ping"})),
            (json!(7), InvalidRequest, text("`jsonrpc` must be \"2.0\""))
        );
        assert_eq!(
            error(json!({"jsonrpc": "2.0", "id": 7})),
            (json!(7), InvalidRequest, text("`method` must be a string"))
        );
        assert_eq!(
            error(json!({"jsonrpc": "2.0", "id": null, "method": "ping"})),
            (Value::Null, InvalidRequest, text("`id` must be a string or a number"))
        );
        assert_eq!(
            error(json!({"jsonrpc": "2.0", "id": 7, "method": "ping", "params": [1]})),
            (json!(7), InvalidParams, text("`params` must be a JSON object"))
        );
    }

    #[test]
    fn the_version_of_the_client_is_spoken_if_it_is_known() {
        assert_eq!(negotiate(Some(&json!("2024-11-05"))), "2024-11-05");
        assert_eq!(negotiate(Some(&json!("2023-01-01"))), "2025-11-25");
        assert_eq!(negotiate(None), "2025-11-25");
    }
}
