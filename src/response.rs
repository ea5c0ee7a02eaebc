//! The judge: what an answer means. The body decides, wherever it is an envelope.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{self, Write};

use serde_json::value::RawValue;

use crate::decode::{self, Decode};
use crate::error::{Cause, Error};
use crate::operation::Operation;
use crate::redact::{OneLine, Secrets, excerpt};
use crate::table::reader;
use crate::transport::Answer;

/// What the service answers when it has carried out an operation.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Response<T> {
    /// `statusCode` of the body: always 200, any other is an [`Error`].
    pub status_code: i64,
    /// `message` of the body, in the language of the client; often empty.
    pub message: String,
    /// `apiCode` of the body. Absent as a rule; on a success it means nothing.
    pub api_code: Option<i64>,
    /// `requestId` of the body, else the header `x-request-id`. Absent as a rule.
    pub request_id: Option<String>,
    /// What the operation is about.
    pub data: T,
    /// The answer as it came: HTTP status, headers, and the bytes of the body.
    pub answer: Answer,
}

impl<T> Response<T> {
    /// Takes the secrets out of what a server may send back and a program may print. `data` and the answer stay as
    /// they came.
    pub(crate) fn without(mut self, secrets: &[&str]) -> Self {
        if !self.message.is_empty() || self.request_id.is_some() {
            let secrets = Secrets::of(secrets);
            secrets.redact(&mut self.message);
            if let Some(id) = &mut self.request_id {
                secrets.redact(id);
            }
        }
        self
    }
}

/// What a log line says of it.
impl<T> fmt::Display for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HTTP {}, statusCode {}", self.answer.status, self.status_code)?;
        match &self.request_id {
            Some(id) => write!(OneLine(f), " (request id {})", excerpt(id)),
            None => Ok(()),
        }
    }
}

const SUCCESS: i64 = 200;

/// Makes a response of an answer, or an error that keeps it.
pub(crate) fn judge<T: Decode>(operation: &Operation, answer: Answer) -> Result<Response<T>, Error> {
    let Some(envelope) = Envelope::find(&answer, operation) else {
        return Err(Error::new(Cause::Unreadable(no_envelope(&answer))).with_answer(answer, None));
    };
    let in_header = || answer.header("x-request-id").map(str::to_owned);
    let in_body = envelope.text("requestId").filter(|id| !id.is_empty());
    let request_id = in_body.or_else(in_header);
    let status_code = envelope.status_code;
    let api_code = envelope.integer("apiCode");
    let message = envelope.text("message").unwrap_or_default();
    let data = envelope.data();

    if status_code != SUCCESS || (decode::may_hold_success::<T>() && denies_success(data)) {
        let cause = Cause::Refused {
            status_code,
            api_code,
            message,
        };
        return Err(Error::new(cause).with_answer(answer, request_id));
    }
    match decode::from_json(data) {
        Ok(data) => Ok(Response {
            status_code,
            message,
            api_code,
            request_id,
            data,
            answer,
        }),
        Err(wrong) => {
            let cause = Cause::Unreadable(format!(
                "the answer does not read as {}: {}: expected {}, found {}",
                short_name::<T>(),
                wrong.path_below("data"),
                wrong.expected,
                wrong.found,
            ));
            Err(Error::new(cause).with_answer(answer, request_id))
        }
    }
}

/// `{statusCode, message, apiCode?, requestId?, data?}`: an object is an envelope if it has a `statusCode`.
struct Envelope<'a> {
    status_code: i64,
    fields: BTreeMap<Cow<'a, str>, &'a RawValue>,
    /// The whole body, where `data` may be that.
    body: Option<&'a str>,
}

impl<'a> Envelope<'a> {
    fn find(answer: &'a Answer, operation: &Operation) -> Option<Self> {
        let body = answer.body.as_slice();
        let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
        let mut envelope = Envelope {
            status_code: 0,
            fields: serde_json::from_slice(body).ok()?,
            body: operation.data_in_body.then(|| std::str::from_utf8(body).ok()).flatten(),
        };
        envelope.status_code = match envelope.integer("statusCode") {
            Some(code) => code,
            // Without an envelope, only HTTP can say whether it went well.
            None if operation.data_in_body && (200..300).contains(&answer.status) => SUCCESS,
            None => return None,
        };
        Some(envelope)
    }

    fn data(&self) -> &'a str {
        match self.body {
            Some(body) if !self.fields.contains_key("data") => body,
            _ => self.json("data"),
        }
    }

    fn json(&self, field: &str) -> &'a str {
        self.fields.get(field).map_or("null", |raw| raw.get())
    }

    /// A field that is a number, or text that is one; anything else says nothing.
    fn integer(&self, field: &str) -> Option<i64> {
        decode::from_json(self.json(field)).ok()?
    }

    /// A field as text. Some servers send a list of messages, which is better shown than lost.
    fn text(&self, field: &str) -> Option<String> {
        let json = self.json(field);
        match decode::from_json(json) {
            Ok(text) => text,
            Err(_) => Some(json.to_owned()),
        }
    }
}

fn denies_success(data: &str) -> bool {
    #[derive(Default)]
    struct Flag {
        success: Option<bool>,
    }

    reader! { Flag { success } }

    decode::from_json::<Flag>(data).is_ok_and(|flag| flag.success == Some(false))
}

fn no_envelope(answer: &Answer) -> String {
    let status = answer.status;
    if let (300..=399, Some(location)) = (status, answer.header("location")) {
        return format!("HTTP {status}: redirected to {location}, which is not followed; check `host`");
    }
    if answer.body.is_empty() {
        return format!("HTTP {status} with an empty body");
    }
    let media_type = answer.header("content-type").unwrap_or("unknown type");
    let size = answer.body.len();
    let bytes = if size == 1 { "byte" } else { "bytes" };
    format!("HTTP {status} with a body that is not an answer of the service ({media_type}, {size} {bytes})")
}

/// `IsSuccess` for `genauth::api::tenants::IsSuccess`.
fn short_name<T>() -> &'static str {
    let name = std::any::type_name::<T>();
    name.rsplit("::").next().unwrap_or(name)
}
