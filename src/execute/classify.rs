//! Decides what a response means. The body decides, if it is an envelope.

use crate::codec::envelope::{self, DataOutcome, DecodeOptions, Sink};
use crate::error::{Error, Failure};
use crate::response::Response;
use crate::transport::{HttpRequest, HttpResponse};

/// Turns an HTTP response into a response, or into an error that keeps it.
pub(super) fn classify(
    options: DecodeOptions,
    response: HttpResponse,
    request: &HttpRequest,
    sink: &mut Sink<'_>,
) -> Result<Response<()>, Error> {
    let Some(envelope) = envelope::decode(&response, options, sink) else {
        return Err(Error::decode(describe_foreign(&response, request)).with_response(response, None));
    };
    let from_header = || response.header("x-request-id").map(str::to_owned);
    let request_id = envelope.request_id.or_else(from_header);
    let failure = match envelope.data {
        DataOutcome::Decoded(issues) => {
            return Ok(Response {
                status_code: envelope.status_code,
                message: envelope.message,
                api_code: envelope.api_code,
                request_id,
                data: (),
                http: response,
                is_data_secret: false,
                issues,
            });
        }
        DataOutcome::Refused => Failure::Refused {
            status_code: envelope.status_code,
            api_code: envelope.api_code,
            message: envelope.message,
        },
        DataOutcome::Invalid { reason, is_confirmed } => {
            let type_name = short_type_name(sink.type_name);
            Failure::Decode {
                message: format!("response cannot be decoded as {type_name}: {reason}"),
                status_code: Some(envelope.status_code),
                is_confirmed,
            }
        }
    };
    Err(Error::new(failure).with_response(response, request_id))
}

/// Describes a response that does not come from the service, but from a gateway or the wrong host.
fn describe_foreign(response: &HttpResponse, request: &HttpRequest) -> String {
    let status = response.status;
    let host = host_of(&request.url);
    if let (300..=399, Some(location)) = (status, response.header("location")) {
        return format!("HTTP {status} from {host}: redirect to {location} not followed; check `host`");
    }
    let size = response.body.len();
    if size == 0 {
        return format!("HTTP {status} from {host} with an empty body");
    }
    let media_type = response.header("content-type").unwrap_or("no content type");
    let unit = if size == 1 { "byte" } else { "bytes" };
    format!("HTTP {status} from {host} with a body that is not a response of the service ({media_type}, {size} {unit})")
}

fn host_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?']).next().unwrap_or_default()
}

/// `Vec<Group>` for `alloc::vec::Vec<genauth::api::common::outputs::Group>`.
fn short_type_name(name: &str) -> String {
    let parts = name.split_inclusive(['<', '>', ',', ' ']);
    parts.map(|part| part.rsplit(':').next().unwrap_or(part)).collect()
}
