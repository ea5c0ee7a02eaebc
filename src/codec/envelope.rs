//! The envelope around the data of a response: `{"statusCode": 200, "message": "..", "data": ..}`.
//!
//! Decoding `data` in the same pass saves about 50 µs on a page of 50 users. It is possible whenever a `statusCode`
//! of success comes first; otherwise `data` is decoded in a second pass. Only this file distinguishes the two.

use std::fmt;

use serde::Deserializer;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::decode::{self, AsValueMut, Context, Key, Reader, ValueMut};
use crate::redact::body::without_bom;
use crate::schema::FieldName;
use crate::transport::HttpResponse;

/// Whether a status means success.
fn is_success(status: i64) -> bool {
    (200..=299).contains(&status)
}

/// Where the data of a response goes.
pub(crate) struct Sink<'a> {
    /// The Rust type, for error messages.
    pub(crate) type_name: &'static str,
    /// Whether the data may contain `success: false`.
    pub(crate) has_success_field: bool,
    pub(crate) data: DataSink<'a>,
}

pub(crate) enum DataSink<'a> {
    /// Into a value, which may be filled again.
    Value(&'a mut dyn AsValueMut),
    /// As JSON text into a function, which describes why it cannot be decoded.
    Text(&'a mut dyn FnMut(&str) -> Result<(), String>),
}

impl DataSink<'_> {
    /// Adds the names of the secret fields, if the type is known. The data has to be decoded again afterwards.
    pub(crate) fn add_secret_fields(&mut self, names: &mut Vec<FieldName>) {
        if let DataSink::Value(value) = self {
            decode::add_secret_fields(value.value_mut(), names);
        }
    }

    fn decode(&mut self, json: &str) -> Result<(), String> {
        match self {
            DataSink::Value(value) => decode::decode_data(json, value.value_mut()),
            DataSink::Text(decode) => decode(json),
        }
    }
}

/// A decoded envelope.
pub(crate) struct Envelope {
    pub(crate) status_code: i64,
    pub(crate) api_code: Option<i64>,
    pub(crate) message: String,
    pub(crate) request_id: Option<String>,
    pub(crate) data: DataOutcome,
}

/// What has become of the data.
pub(crate) enum DataOutcome {
    /// It is in the sink.
    Decoded,
    /// The service failed, or the data says `success: false`.
    Refused,
    /// It could not be decoded, for this reason.
    Invalid(String),
}

/// Decodes the body of a response. Returns `None` if it is not an envelope.
///
/// With `data_in_body`, a body without an envelope is the data itself, and an empty body is `null`.
pub(crate) fn decode(response: &HttpResponse, data_in_body: bool, sink: &mut Sink<'_>) -> Option<Envelope> {
    let in_one_pass = match &mut sink.data {
        // `success: false` must be found before the data is decoded.
        DataSink::Value(value) if !sink.has_success_field => Some(value.value_mut()),
        _ => None,
    };
    // If the data does not decode on the way, the second pass finds out why.
    let fields =
        Fields::read(response, data_in_body, in_one_pass).or_else(|| Fields::read(response, data_in_body, None))?;
    let data = match fields.data {
        _ if !is_success(fields.status_code) => DataOutcome::Refused,
        None => DataOutcome::Decoded,
        Some(data) if sink.has_success_field && denies_success(data) => DataOutcome::Refused,
        Some(data) => match sink.data.decode(data) {
            Ok(()) => DataOutcome::Decoded,
            Err(reason) => DataOutcome::Invalid(reason),
        },
    };
    Some(Envelope {
        status_code: fields.status_code,
        api_code: integer(fields.api_code),
        message: text(fields.message).unwrap_or_default(),
        request_id: text(fields.request_id).filter(|id| !id.is_empty()),
        data,
    })
}

/// The fields of an envelope as JSON texts.
struct Fields<'a> {
    status_code: i64,
    message: &'a str,
    api_code: &'a str,
    request_id: &'a str,
    /// `None` if the data has been decoded already.
    data: Option<&'a str>,
}

const FIELD_NAMES: [&str; 5] = ["statusCode", "message", "apiCode", "requestId", "data"];
const STATUS_CODE: usize = 0;
const DATA: usize = 4;

/// The JSON of an absent field.
const NULL: &str = "null";

/// The JSON of an envelope without fields.
const EMPTY_ENVELOPE: &str = "{}";

impl<'a> Fields<'a> {
    fn read(response: &'a HttpResponse, data_in_body: bool, data: Option<ValueMut<'_>>) -> Option<Self> {
        let body = std::str::from_utf8(without_bom(&response.body)).ok()?;
        // An operation without data may send nothing at all.
        let is_empty = data_in_body && body.trim_ascii().is_empty();
        let mut json = serde_json::Deserializer::from_str(if is_empty { EMPTY_ENVELOPE } else { body });
        let (fields, is_decoded) = json.deserialize_map(FieldsReader { data }).ok()?;
        json.end().ok()?;
        let [status_code, message, api_code, request_id, data] = fields.map(|field| field.map_or(NULL, RawValue::get));
        Some(Fields {
            status_code: match integer(status_code) {
                Some(code) => code,
                // Without an envelope, only the HTTP status can tell success.
                None if data_in_body && is_success(response.status.into()) => response.status.into(),
                None => return None,
            },
            message,
            api_code,
            request_id,
            data: match fields[DATA] {
                None if is_decoded => None,
                None if data_in_body && !is_empty => Some(body),
                _ => Some(data),
            },
        })
    }
}

/// Reads the fields, and decodes the data on the way once a `statusCode` of success has been read. Returns whether it did.
struct FieldsReader<'v> {
    data: Option<ValueMut<'v>>,
}

impl<'de> Visitor<'de> for FieldsReader<'_> {
    type Value = ([Option<&'de RawValue>; FIELD_NAMES.len()], bool);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an envelope")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut fields, mut is_decoded) = Self::Value::default();
        while let Some(key) = map.next_key_seed(Key)? {
            let Some(index) = FIELD_NAMES.iter().position(|field| *field == key) else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let has_succeeded = || fields[STATUS_CODE].is_some_and(|code| integer(code.get()).is_some_and(is_success));
            match self.data.take_if(|_| index == DATA && has_succeeded()) {
                Some(target) => {
                    let context = &Context::default();
                    map.next_value_seed(Reader { target, context })?;
                    is_decoded = true;
                    // The last of duplicate keys wins.
                    fields[DATA] = None;
                }
                None => fields[index] = Some(map.next_value()?),
            }
        }
        Ok((fields, is_decoded))
    }
}

/// A number, or a string that contains one.
fn integer(json: &str) -> Option<i64> {
    decode::from_json(json).ok()?
}

/// A string. Some servers send a list of messages, which is shown as JSON.
fn text(json: &str) -> Option<String> {
    match decode::from_json(json) {
        Ok(text) => text,
        Err(_) => Some(json.to_owned()),
    }
}

fn denies_success(data: &str) -> bool {
    #[derive(Default)]
    struct Flag {
        success: Option<bool>,
    }

    decode::object! { Flag { success } }

    decode::from_json::<Flag>(data).is_ok_and(|flag| flag.success == Some(false))
}
