//! The response to a request.

use std::any::Any;
use std::fmt::{self, Write};

use serde_json::{Map, Value};

use crate::codec::decode::{DecodeIssue, DecodeIssues};
use crate::redact::body::{self, SecretFields};
use crate::redact::{Redacted, Secrets, SingleLine, excerpt};
use crate::transport::HttpResponse;

/// The response to a request that succeeded.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Response<T> {
    /// `statusCode` of the body. Normally 200 and always 2xx; anything else is an [`Error`](crate::Error).
    pub status_code: i64,
    /// `message` of the body, in the language of the client. Often empty.
    pub message: String,
    /// `apiCode` of the body. Usually absent, and without meaning in a success.
    pub api_code: Option<i64>,
    /// `requestId` of the body, or else the `x-request-id` header. Usually absent.
    pub request_id: Option<String>,
    /// `data` of the body, decoded.
    pub data: T,
    /// The HTTP response: status, headers, and the undecoded body after decompression.
    pub http: HttpResponse,
    /// Whether the data is a secret as a whole.
    pub(crate) is_data_secret: bool,
    pub(crate) issues: DecodeIssues,
}

impl<T> Response<T> {
    /// The values in the body that could not be decoded. Their fields have the default.
    ///
    /// Normally there are none. If there are, a warning is logged, and the body is still in [`http`](Self::http). To
    /// treat them as an error, see [`strict_responses`](crate::ManagementClientBuilder::strict_responses). At most 1000
    /// are listed, and the warning says how many there are. [`send_as`](crate::Request::send_as) and untyped responses have none.
    #[must_use]
    pub fn decode_issues(&self) -> &[DecodeIssue] {
        &self.issues.listed
    }
}

impl Response<()> {
    /// The same response with decoded data.
    pub(crate) fn with_data<T>(self, data: T) -> Response<T> {
        Response {
            status_code: self.status_code,
            message: self.message,
            api_code: self.api_code,
            request_id: self.request_id,
            data,
            http: self.http,
            is_data_secret: self.is_data_secret,
            issues: self.issues,
        }
    }

    /// Removes secrets from what a program is likely to print. `data` and `http` stay as they were received.
    pub(crate) fn redact(mut self, secrets: &[&str], is_data_secret: bool) -> Self {
        self.is_data_secret = is_data_secret;
        if !self.message.is_empty() || self.request_id.is_some() {
            let secrets = Secrets::new(secrets);
            body::redact_text(&mut self.message, &SecretFields::default());
            secrets.redact(&mut self.message);
            if let Some(id) = &mut self.request_id {
                secrets.redact(id);
            }
        }
        self
    }
}

/// Redacts data that is a secret as a whole, and fields with the names of secrets if it is free JSON. Typed data redacts
/// its own fields.
impl<T: fmt::Debug + 'static> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let clean = redacted_json(&self.data);
        let data: &dyn fmt::Debug = match &clean {
            _ if self.is_data_secret => &Redacted,
            Some(json) => json,
            None => &self.data,
        };
        f.debug_struct("Response")
            .field("status_code", &self.status_code)
            .field("message", &self.message)
            .field("api_code", &self.api_code)
            .field("request_id", &self.request_id)
            .field("data", data)
            .field("decode_issues", &self.issues.summary())
            .field("http", &self.http)
            .finish()
    }
}

/// Free JSON of any type that a program may decode into.
fn redacted_json(data: &dyn Any) -> Option<Value> {
    let map = |map: &Map<String, Value>| Value::Object(body::redacted_map(map));
    let list = |list: &Vec<Value>| list.iter().map(body::redacted_value).collect();
    let value = data.downcast_ref().map(body::redacted_value);
    let value = value.or_else(|| Some(body::redacted_value(data.downcast_ref::<Option<Value>>()?.as_ref()?)));
    let value = value.or_else(|| data.downcast_ref().map(map));
    value.or_else(|| data.downcast_ref().map(list))
}

/// A summary for log lines.
impl<T> fmt::Display for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HTTP {}, statusCode {}", self.http.status, self.status_code)?;
        match &self.request_id {
            Some(id) => write!(SingleLine(f), " (request id {})", excerpt(id)),
            None => Ok(()),
        }
    }
}
