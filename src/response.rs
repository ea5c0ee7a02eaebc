//! The judge: what an answer means. The body decides, wherever it is an envelope.

use std::fmt::{self, Write};

use serde::Deserializer;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::decode::{self, Context, Place, Reader, Slot};
use crate::error::{Cause, Error};
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

impl Response<()> {
    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Response {
            status_code: SUCCESS,
            message: String::new(),
            api_code: None,
            request_id: None,
            data: (),
            answer: Answer::new(200, ""),
        }
    }

    /// The same response with the data that was read.
    pub(crate) fn with_data<T>(self, data: T) -> Response<T> {
        Response {
            status_code: self.status_code,
            message: self.message,
            api_code: self.api_code,
            request_id: self.request_id,
            data,
            answer: self.answer,
        }
    }

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

/// Where the data of an answer goes.
pub(crate) struct Target<'a> {
    pub(crate) type_name: &'static str,
    pub(crate) may_hold_success: bool,
    pub(crate) data: Data<'a>,
}

pub(crate) enum Data<'a> {
    /// Into its place. A place that has been filled may be filled anew.
    Place(&'a mut dyn Place),
    /// To one that takes the JSON text, or says what is wrong with it.
    Text(&'a mut dyn FnMut(&str) -> Result<(), String>),
}

impl Data<'_> {
    fn read(&mut self, json: &str) -> Result<(), String> {
        match self {
            Data::Place(place) => decode::read_data(json, place.slot()),
            Data::Text(read) => read(json),
        }
    }
}

/// Makes a response of an answer, or an error that keeps it.
pub(crate) fn judge(data_in_body: bool, answer: Answer, target: &mut Target<'_>) -> Result<Response<()>, Error> {
    let place = match &mut target.data {
        // A refusal in the data must be found before the data is taken for what was asked for.
        Data::Place(place) if !target.may_hold_success => Some(place.slot()),
        _ => None,
    };
    // What cannot be read on the way is looked at field by field, to say what is wrong with it.
    let found = Envelope::find(&answer, data_in_body, place).or_else(|| Envelope::find(&answer, data_in_body, None));
    let Some(envelope) = found else {
        return Err(Error::new(Cause::Unreadable(no_envelope(&answer))).with_answer(answer, None));
    };
    let in_header = || answer.header("x-request-id").map(str::to_owned);
    let in_body = text(envelope.request_id).filter(|id| !id.is_empty());
    let request_id = in_body.or_else(in_header);
    let status_code = envelope.status_code;
    let api_code = integer(envelope.api_code);
    let message = text(envelope.message).unwrap_or_default();
    let data = envelope.data;

    let denied = || target.may_hold_success && data.is_some_and(denies_success);
    let cause = if status_code != SUCCESS || denied() {
        Cause::Refused {
            status_code,
            api_code,
            message,
        }
    } else if let Some(Err(wrong)) = data.map(|data| target.data.read(data)) {
        let name = short_name(target.type_name);
        Cause::Unreadable(format!("the answer does not read as {name}: {wrong}"))
    } else {
        return Ok(Response {
            status_code,
            message,
            api_code,
            request_id,
            data: (),
            answer,
        });
    };
    Err(Error::new(cause).with_answer(answer, request_id))
}

/// `{statusCode, message, apiCode?, requestId?, data?}`: an object is an envelope if it has a `statusCode`. Of the
/// fields, the JSON text.
struct Envelope<'a> {
    status_code: i64,
    message: &'a str,
    api_code: &'a str,
    request_id: &'a str,
    /// Nothing, if it is where it belongs.
    data: Option<&'a str>,
}

const ENVELOPE_FIELDS: [&str; 5] = ["statusCode", "message", "apiCode", "requestId", "data"];
const STATUS_CODE: usize = 0;
const DATA: usize = 4;

impl<'a> Envelope<'a> {
    fn find(answer: &'a Answer, data_in_body: bool, place: Option<Slot<'_>>) -> Option<Self> {
        let body = answer.body.as_slice();
        let body = std::str::from_utf8(body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body)).ok()?;
        let mut json = serde_json::Deserializer::from_str(body);
        let (fields, is_placed) = json.deserialize_map(EnvelopeReader { place }).ok()?;
        json.end().ok()?;
        let [status_code, message, api_code, request_id, data] = fields.map(|field| field.map_or(NULL, RawValue::get));
        Some(Envelope {
            status_code: match integer(status_code) {
                Some(code) => code,
                // Without an envelope, only HTTP can say whether it went well.
                None if data_in_body && (200..300).contains(&answer.status) => SUCCESS,
                None => return None,
            },
            message,
            api_code,
            request_id,
            data: match fields[DATA] {
                None if is_placed => None,
                None if data_in_body => Some(body),
                _ => Some(data),
            },
        })
    }
}

/// The JSON of a field that is absent.
const NULL: &str = "null";

/// A field that is a number, or text that is one; anything else says nothing.
fn integer(json: &str) -> Option<i64> {
    decode::from_json(json).ok()?
}

/// A field as text. Some servers send a list of messages, which is better shown than lost.
fn text(json: &str) -> Option<String> {
    match decode::from_json(json) {
        Ok(text) => text,
        Err(_) => Some(json.to_owned()),
    }
}

/// Gives the fields, and whether data went to its place. The service says first whether it has carried
/// the operation out: if so, the data goes to its place as it comes, instead of being passed over before that.
struct EnvelopeReader<'s> {
    place: Option<Slot<'s>>,
}

impl<'de> Visitor<'de> for EnvelopeReader<'_> {
    type Value = ([Option<&'de RawValue>; ENVELOPE_FIELDS.len()], bool);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an envelope")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut fields, mut is_placed) = Self::Value::default();
        while let Some(key) = map.next_key_seed(decode::Key)? {
            let Some(index) = ENVELOPE_FIELDS.iter().position(|field| *field == key) else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let succeeded = || fields[STATUS_CODE].is_some_and(|code| integer(code.get()) == Some(SUCCESS));
            match self.place.take_if(|_| index == DATA && succeeded()) {
                Some(slot) => {
                    let context = &Context::default();
                    map.next_value_seed(Reader { slot, context })?;
                    is_placed = true;
                    // Of equal keys the last one counts.
                    fields[DATA] = None;
                }
                None => fields[index] = Some(map.next_value()?),
            }
        }
        Ok((fields, is_placed))
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

/// `IsSuccess` for `genauth::api::tenants::IsSuccess`, `Vec<Group>` for `alloc::vec::Vec<genauth::api::common::Group>`.
fn short_name(name: &str) -> String {
    let parts = name.split_inclusive(['<', '>', ',', ' ']);
    parts.map(|part| part.rsplit(':').next().unwrap_or(part)).collect()
}
