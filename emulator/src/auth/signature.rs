//! Signed requests: `authorization: authing KEY:SIGNATURE`.
//!
//! The signature is an HMAC-SHA1 over the method, the headers `date` and `x-authing-*`, the path and the parameters, all
//! of them sorted by name. Version 4.0.1 of Authing's Node SDK signs each request in this way, and fetches no token. It
//! signs the values that the caller gave it, so they have to be found again in the query or the body.

use std::collections::BTreeMap;
use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use genauth::schema::Operation;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use serde_json::value::RawValue;
use sha1::Sha1;

use crate::http::HttpRequest;
use crate::reply::Refusal;

/// The credentials of a signed request.
#[derive(Debug)]
pub(crate) struct Signature<'a> {
    pub(crate) key: &'a str,
    signature: &'a str,
}

impl<'a> Signature<'a> {
    /// Parses an `authorization` header.
    pub(crate) fn parse(authorization: &'a str) -> Option<Self> {
        let (scheme, credentials) = authorization.split_once(' ')?;
        let (key, signature) = credentials.trim().split_once(':')?;
        let is_known = ["authing", "genauth"]
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known));
        is_known.then_some(Signature { key, signature })
    }

    /// Compares the signature with that of the request. The codes are documented.
    pub(super) fn verify(&self, request: &HttpRequest, operation: &Operation, secret: &str) -> Result<(), Refusal> {
        if request.headers.get("date").is_none() {
            return Err(Refusal::new(401, "a signed request needs a date").with_api_code(1304));
        }
        let given = STANDARD.decode(self.signature).unwrap_or_default();
        let is_valid = |text: &str| {
            let mut signer = Hmac::<Sha1>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
            signer.update(text.as_bytes());
            signer.verify_slice(&given).is_ok()
        };
        let text = string_to_sign(request, operation);
        // Without parameters, the path ends with a question mark if the caller has given undefined ones.
        let is_bare = text.ends_with(&*request.path);
        if is_valid(&text) || is_bare && is_valid(&format!("{text}?")) {
            Ok(())
        } else {
            Err(Refusal::new(401, "the signature is wrong").with_api_code(1300))
        }
    }
}

fn string_to_sign(request: &HttpRequest, operation: &Operation) -> String {
    let mut text = format!("{}\n", request.method);
    let mut headers: Vec<_> = request.headers.iter().filter(|(name, _)| is_signed(name)).collect();
    headers.sort_unstable();
    for (name, value) in headers {
        writeln!(text, "{name}:{}", value.trim()).expect("a string can be written to");
    }
    text.push_str(&request.path);
    let params = if request.method == "GET" {
        query_params(operation, &request.query)
    } else {
        body_params(&request.body)
    };
    for (index, (name, value)) in params.iter().enumerate() {
        let separator = if index == 0 { '?' } else { '&' };
        write!(text, "{separator}{name}={value}").expect("a string can be written to");
    }
    text
}

fn is_signed(header: &str) -> bool {
    header == "date" || header.starts_with("x-authing-")
}

/// The parameters of a query. A list was signed as JSON.
fn query_params(operation: &Operation, query: &str) -> BTreeMap<String, String> {
    let params = operation.parse_query(query).into_iter();
    params.map(|(name, value)| (name, text_of(&value))).collect()
}

/// The parameters of a JSON body. Objects and lists were signed as the JSON text that was sent.
fn body_params(body: &[u8]) -> BTreeMap<String, String> {
    let fields: BTreeMap<String, &RawValue> = serde_json::from_slice(body).unwrap_or_default();
    let fields = fields.into_iter();
    fields
        .map(|(name, raw)| match serde_json::from_str::<String>(raw.get()) {
            Ok(text) => (name, text),
            Err(_) => (name, raw.get().to_owned()),
        })
        .collect()
}

fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}
