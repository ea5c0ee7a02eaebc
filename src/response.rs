//! The judge: what an answer means. The body decides, wherever it is an envelope.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::decode::{self, Decode};
use crate::error::{Cause, Error};
use crate::operation::Operation;
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

const SUCCESS: i64 = 200;

/// Makes a response of an answer, or an error that keeps it.
pub(crate) fn judge<T: Decode>(operation: &Operation, answer: Answer) -> Result<Response<T>, Error> {
    let request_id = |envelope: Option<&Envelope<'_>>| {
        envelope
            .and_then(|envelope| envelope.text("requestId"))
            .or_else(|| answer.header("x-request-id").map(str::to_owned))
    };
    let Some(envelope) = Envelope::find(&answer.body) else {
        let request_id = request_id(None);
        return Err(Error::new(Cause::Unreadable(no_envelope(&answer))).with_answer(answer, request_id));
    };
    let request_id = request_id(Some(&envelope));
    let status_code = envelope.status_code;
    let api_code = envelope.integer("apiCode");
    let message = envelope.text("message").unwrap_or_default();
    let data = envelope.json("data");

    if status_code != SUCCESS || (operation.reports_success && denies_success(data)) {
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
            let step = if wrong.path.is_empty() || wrong.path.starts_with('[') {
                ""
            } else {
                "."
            };
            let cause = Cause::Unreadable(format!(
                "the answer does not read as {}: data{step}{}: expected {}, found {}",
                short_name::<T>(),
                wrong.path,
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
}

impl<'a> Envelope<'a> {
    fn find(body: &'a [u8]) -> Option<Self> {
        let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
        let mut envelope = Envelope {
            status_code: 0,
            fields: serde_json::from_slice(body).ok()?,
        };
        envelope.status_code = envelope.integer("statusCode")?;
        Some(envelope)
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
    struct Flag(Option<bool>);

    impl decode::Object for Flag {
        fn read_field<'de, A: serde::de::MapAccess<'de>>(
            &mut self,
            entry: decode::Entry<'_, 'de, A>,
        ) -> Result<(), A::Error> {
            match entry.key() {
                "success" => self.0 = entry.read()?,
                _ => entry.skip()?,
            }
            Ok(())
        }
    }

    decode::from_json::<Flag>(data).is_ok_and(|flag| flag.0 == Some(false))
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
    format!("HTTP {status} with a body that is not an answer of the service ({media_type}, {size} bytes)")
}

/// `IsSuccess` for `genauth::api::tenants::IsSuccess`.
fn short_name<T>() -> &'static str {
    let name = std::any::type_name::<T>();
    name.rsplit("::").next().unwrap_or(name)
}
