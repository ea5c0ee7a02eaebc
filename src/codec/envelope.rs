//! The envelope around the data of a response: `{"statusCode": 200, "message": "..", "data": ..}`.
//!
//! Decoding `data` in the same pass saves about 50 µs on a page of 50 users. It is possible whenever a `statusCode`
//! of success comes first; otherwise `data` is decoded in a second pass. Only this file distinguishes the two.

use std::fmt;

use serde::Deserializer;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::decode::{self, AsValueMut, Context, DecodeError, DecodeIssues, Key, Reader, Requirements, ValueMut};
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

    /// Whether the data is free JSON, whose fields can have any meaning.
    fn is_free_json(&mut self) -> bool {
        match self {
            DataSink::Value(value) => decode::is_free_json(value.value_mut()),
            DataSink::Text(_) => true,
        }
    }

    fn decode(&mut self, json: &str, options: DecodeOptions) -> Result<DecodeIssues, String> {
        match self {
            DataSink::Value(value) => {
                decode::fill(json, value.value_mut(), options.requirements).map_err(|error| error.to_string())
            }
            DataSink::Text(decode) => decode(json).map(|()| DecodeIssues::default()),
        }
    }
}

/// What is known of the responses of an operation.
#[derive(Clone, Copy, Default)]
pub(crate) struct DecodeOptions {
    /// Whether a body without an envelope is the data itself.
    pub(crate) data_in_body: bool,
    pub(crate) requirements: Requirements,
    /// Whether a value that cannot be decoded is an error.
    pub(crate) is_strict: bool,
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
    /// It is in the sink, except for what these issues say.
    Decoded(DecodeIssues),
    /// The service failed, or the data says `success: false`.
    Refused,
    /// It could not be decoded, for this reason.
    Invalid {
        reason: String,
        /// Whether the operation was carried out nevertheless. It is unknown if the data could deny it.
        is_confirmed: bool,
    },
}

/// Decodes the body of a response. Returns `None` if it is not an envelope.
///
/// With `data_in_body`, a body without an envelope is the data itself, and an empty body is free JSON that is `null`.
pub(crate) fn decode(response: &HttpResponse, mut options: DecodeOptions, sink: &mut Sink<'_>) -> Option<Envelope> {
    if options.data_in_body && response.body.trim_ascii().is_empty() && !sink.data.is_free_json() {
        return None;
    }
    let in_one_pass = match &mut sink.data {
        // `success: false` must be found before the data is decoded.
        DataSink::Value(value) if !sink.has_success_field => Some(value.value_mut()),
        _ => None,
    };
    // If the parser rejects the data on the way, the second pass finds out why.
    let fields = Fields::read(response, options, in_one_pass).or_else(|| Fields::read(response, options, None))?;
    let data = match fields.data {
        _ if !is_success(fields.status_code) => DataOutcome::Refused,
        Data::Read(result) => outcome(result.map_err(|error| error.to_string()), options, true),
        Data::Json(json) => {
            // Anything can come without an envelope, such as the error of a gateway.
            options.requirements.needs_fields = !fields.has_envelope;
            if sink.has_success_field {
                decode_with_success(json, fields.has_envelope, options, sink)
            } else {
                outcome(sink.data.decode(json, options), options, fields.has_envelope)
            }
        }
    };
    Some(Envelope {
        status_code: fields.status_code,
        api_code: integer(fields.api_code),
        message: text(fields.message).unwrap_or_default(),
        request_id: [fields.request_id, fields.unique_id].into_iter().find_map(|id| {
            decode::from_json::<Option<String>>(id)
                .ok()?
                .filter(|id| !id.is_empty())
        }),
        data,
    })
}

fn outcome(result: Result<DecodeIssues, String>, options: DecodeOptions, is_confirmed: bool) -> DataOutcome {
    let reason = match result {
        Ok(issues) => match issues.summary().filter(|_| options.is_strict) {
            Some(reason) => reason,
            None => return DataOutcome::Decoded(issues),
        },
        Err(reason) => reason,
    };
    DataOutcome::Invalid { reason, is_confirmed }
}

/// Decodes data that may contain `success: false`. In an envelope, success is the default, since the status says so.
fn decode_with_success(json: &str, has_envelope: bool, options: DecodeOptions, sink: &mut Sink<'_>) -> DataOutcome {
    #[derive(Default)]
    struct Flag {
        success: Option<bool>,
    }

    #[derive(Default)]
    struct FreeField {
        success: Option<Value>,
    }

    decode::object! { Flag { success } }
    decode::object! { FreeField { success } }

    if sink.data.is_free_json() {
        // The field may mean something else, unless it is a boolean.
        let field = decode::from_json::<Option<FreeField>>(json).ok().flatten();
        return match field.and_then(|field| field.success) {
            Some(Value::Bool(false)) => DataOutcome::Refused,
            _ => outcome(sink.data.decode(json, options), options, false),
        };
    }
    let success = decode::from_json::<Option<Flag>>(json).map(|flag| flag.and_then(|flag| flag.success));
    if matches!(success, Ok(Some(false))) {
        return DataOutcome::Refused;
    }
    // Whether the operation was carried out is too important for a default.
    let is_known = success.is_ok();
    let decoded = outcome(sink.data.decode(json, options), options, has_envelope && is_known);
    match (decoded, &mut sink.data) {
        (DataOutcome::Decoded(issues), _) if !is_known => DataOutcome::Invalid {
            reason: issues.summary().unwrap_or_default(),
            is_confirmed: false,
        },
        (DataOutcome::Decoded(issues), DataSink::Value(value)) => {
            if has_envelope {
                decode::affirm_success(value.value_mut());
            }
            DataOutcome::Decoded(issues)
        }
        (decoded, _) => decoded,
    }
}

/// The fields of an envelope as JSON texts.
struct Fields<'a> {
    /// `statusCode`, or the HTTP status without an envelope.
    status_code: i64,
    has_envelope: bool,
    message: &'a str,
    api_code: &'a str,
    request_id: &'a str,
    unique_id: &'a str,
    data: Data<'a>,
}

enum Data<'a> {
    /// It has been decoded already.
    Read(Result<DecodeIssues, DecodeError>),
    Json(&'a str),
}

const FIELD_NAMES: [&str; 6] = ["statusCode", "message", "apiCode", "requestId", "uniqueId", "data"];
const STATUS_CODE: usize = 0;
const DATA: usize = 5;

/// The JSON of an absent field.
const NULL: &str = "null";

/// The JSON of an envelope without fields.
const EMPTY_ENVELOPE: &str = "{}";

impl<'a> Fields<'a> {
    fn read(response: &'a HttpResponse, options: DecodeOptions, data: Option<ValueMut<'_>>) -> Option<Self> {
        let data_in_body = options.data_in_body;
        let body = std::str::from_utf8(without_bom(&response.body)).ok()?;
        // An operation without data may send nothing at all.
        let is_empty = data_in_body && body.trim_ascii().is_empty();
        let mut json = serde_json::Deserializer::from_str(if is_empty { EMPTY_ENVELOPE } else { body });
        let (fields, decoded) = json.deserialize_map(FieldsReader { data, options }).ok()?;
        json.end().ok()?;
        let [status_code, message, api_code, request_id, unique_id, data] =
            fields.map(|field| field.map_or(NULL, RawValue::get));
        // One that cannot be read is not the same as none.
        let has_envelope = status_code != NULL;
        Some(Fields {
            has_envelope,
            status_code: match integer(status_code) {
                Some(code) => code,
                // Without an envelope, only the HTTP status can tell success.
                None if data_in_body && !has_envelope && is_success(response.status.into()) => response.status.into(),
                None => return None,
            },
            message,
            api_code,
            request_id,
            unique_id,
            data: match (decoded, fields[DATA]) {
                (Some(result), _) => Data::Read(result),
                (None, None) if data_in_body && !is_empty => Data::Json(body),
                _ => Data::Json(data),
            },
        })
    }
}

/// Reads the fields, and decodes the data on the way once a `statusCode` of success has been read.
struct FieldsReader<'v> {
    data: Option<ValueMut<'v>>,
    options: DecodeOptions,
}

impl<'de> Visitor<'de> for FieldsReader<'_> {
    type Value = (
        [Option<&'de RawValue>; FIELD_NAMES.len()],
        Option<Result<DecodeIssues, DecodeError>>,
    );

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an envelope")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut fields, mut decoded) = Self::Value::default();
        while let Some(key) = map.next_key_seed(Key)? {
            let Some(index) = FIELD_NAMES.iter().position(|field| *field == key) else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let has_succeeded = || fields[STATUS_CODE].is_some_and(|code| integer(code.get()).is_some_and(is_success));
            if let Some(target) = self.data.take_if(|_| index == DATA && has_succeeded()) {
                let context = Context::new(self.options.requirements);
                let outcome = map.next_value_seed(Reader::new(target, &context))?;
                decoded = Some(context.finish(outcome));
            } else {
                fields[index] = Some(map.next_value()?);
                // The last of duplicate keys wins.
                if index == DATA {
                    decoded = None;
                }
            }
        }
        Ok((fields, decoded))
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
