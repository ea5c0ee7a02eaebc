//! Checks the properties of every response, token, header and host, each in its own function. The tests in
//! `properties.rs` and the fuzz targets in `fuzz/` pass the cases. The functions use only the public API and no
//! sockets.

// The paths are stated because this file is a module in the tests, but a crate root for the fuzz targets.
#[path = "checks/decode.rs"]
mod decode;
#[path = "checks/envelope.rs"]
mod envelope;
#[path = "checks/host.rs"]
mod host;
#[path = "checks/retry_after.rs"]
mod retry_after;
#[path = "checks/token.rs"]
mod token;

use std::fmt::Display;
use std::sync::{Arc, Mutex};

use genauth::builders::AssociateTenantResource;
use genauth::transport::{HttpRequest, HttpResponse, Transport, TransportError};
use genauth::{Error, ManagementClient, ManagementClientBuilder, RetryPolicy};
use serde_json::Value;

pub use decode::check_decode;
pub use envelope::{check_envelope, check_order_of_fields};
pub use host::check_host;
pub use retry_after::check_retry_after;
pub use token::{check_token, check_token_claims};

/// The access key secret. Like the token, it contains characters that JSON must or may escape.
pub const SECRET: &str = r#"key-secret/5f1d"9c0b"#;
pub const TOKEN: &str = r"head.token\77a0/e2d4";

const KEY_ID: &str = "60b49eb83fd80adb96f26e68";
const TOKEN_PATH: &str = "/api/v3/get-management-token";

/// The requests that were sent through a [`RecordingTransport`].
type Recorded = Arc<Mutex<Vec<HttpRequest>>>;

/// A transport that uses no socket and records requests.
struct RecordingTransport<F> {
    respond: F,
    recorded: Recorded,
}

impl<F: Fn(&HttpRequest) -> HttpResponse + Send + Sync> Transport for RecordingTransport<F> {
    fn send(&self, request: &HttpRequest) -> Result<HttpResponse, TransportError> {
        self.recorded
            .lock()
            .expect("no check panics while it is locked")
            .push(request.clone());
        Ok((self.respond)(request))
    }
}

fn builder() -> ManagementClientBuilder {
    ManagementClient::builder()
        .access_key_id(KEY_ID)
        .access_key_secret(SECRET)
        .retry(RetryPolicy::none())
}

fn build(
    builder: ManagementClientBuilder,
    respond: impl Fn(&HttpRequest) -> HttpResponse + Send + Sync + 'static,
) -> (Result<ManagementClient, Error>, Recorded) {
    let recorded = Recorded::default();
    let transport = RecordingTransport {
        respond,
        recorded: Arc::clone(&recorded),
    };
    (builder.transport(transport).build(), recorded)
}

/// A client that receives a token for every token request, and this response to every operation.
fn client_receiving(response: HttpResponse) -> ManagementClient {
    let (client, _) = build(builder(), move |request| {
        if request.url.ends_with(TOKEN_PATH) {
            token_response(&Value::from(TOKEN).to_string(), "7200")
        } else {
            response.clone()
        }
    });
    client.expect("valid settings")
}

/// The response to a token request. Both arguments are inserted as JSON.
fn token_response(token: &str, expires_in: &str) -> HttpResponse {
    let data = format!(r#"{{"access_token":{token},"expires_in":{expires_in}}}"#);
    HttpResponse::new(200, format!(r#"{{"statusCode":200,"data":{data}}}"#))
}

fn associate(client: &ManagementClient) -> AssociateTenantResource {
    let request = client.associate_tenant_resource();
    request.app_id("app").code("book").association(true)
}

#[track_caller]
fn assert_one_line(shown: &impl Display) {
    let line = shown.to_string();
    let breaks_line = |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
    assert!(!line.contains(breaks_line), "more than one line: {line:?}");
}

#[track_caller]
fn assert_clean(shown: &str) {
    for secret in [SECRET, TOKEN] {
        let in_json = Value::from(secret).to_string();
        let in_json = in_json.trim_matches('"');
        for spelling in [secret, in_json, &in_json.replace('/', "\\/")] {
            assert!(!shown.contains(spelling), "a secret is shown: {shown}");
        }
    }
}

/// Whether a string can be the value of a header.
fn is_printable(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Reads an integer in any spelling that the crate accepts.
fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::String(text) => {
            let text = text.trim();
            let from_float = || integer(&serde_json::from_str::<f64>(text).ok()?.into());
            text.parse().ok().or_else(from_float)
        }
        Value::Number(number) => number.as_i64().or_else(|| {
            let float = number.as_f64().filter(|_| number.is_f64())?;
            // The upper bound is the first float that does not fit into `i64`.
            let is_in_range = (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&float);
            let digits = format!("{float:.0}");
            (is_in_range && float.fract() == 0.0).then(|| digits.parse().ok())?
        }),
        _ => None,
    }
}
