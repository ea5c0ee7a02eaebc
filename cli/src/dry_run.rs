//! `--dry-run`: the HTTP request, without credentials, and with its secrets masked.

use std::fmt::Write;

use genauth::transport::HttpRequest;
use genauth::{ManagementClient, Request};
use serde_json::Value;

use crate::failure::{Exit, Failure};
use crate::options;

/// Prints the request. It was validated with the secrets; what is printed is built without them.
pub fn print(client: &ManagementClient, request: &Request<Value>, mut params: Value) -> Result<Exit, Failure> {
    let operation = request.operation();
    mask_file(&mut params);
    operation.redact_params(&mut params);
    // The mask need not be a valid value.
    let masked = client.without_validation().prepare(operation.name, params)?;
    print_http(&masked.build()?)
}

/// Prints a request of HTTP.
pub fn print_http(request: &HttpRequest) -> Result<Exit, Failure> {
    let mut text = format!("{} {}\n", request.method, request.url);
    for (name, value) in request.headers.iter() {
        let _ = writeln!(text, "{name}: {value}");
    }
    if let Some(body) = &request.body {
        let _ = write!(text, "\n{}\n", String::from_utf8_lossy(body));
    }
    options::print(&text)
}

/// Replaces the content of a file, which need not be text.
fn mask_file(params: &mut Value) {
    use base64::Engine;
    let Some(params) = params.as_object_mut() else { return };
    for value in params.values_mut() {
        let content = value
            .get("content")
            .and_then(Value::as_str)
            .filter(|_| value.get("fileName").is_some());
        let bytes = content.and_then(|content| base64::engine::general_purpose::STANDARD.decode(content).ok());
        if let Some(bytes) = bytes {
            let note = format!("<{} bytes>", bytes.len());
            value["content"] = base64::engine::general_purpose::STANDARD.encode(note).into();
        }
    }
}
