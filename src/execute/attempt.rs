//! What an observer learns about each attempt to send a request.

use std::time::Duration;

use crate::error::Error;
use crate::response::Response;

/// An attempt to send a request, for metrics: see
/// [`on_attempt`](crate::ManagementClientBuilder::on_attempt).
///
/// It contains no secrets: neither headers nor bodies.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Attempt<'a> {
    /// Name of the operation, such as `list_users`.
    pub operation: &'a str,
    /// Number of the attempt, starting at 1.
    pub number: u32,
    /// HTTP status, if a response was received.
    pub http_status: Option<u16>,
    /// `statusCode` of the response body, if there is an envelope.
    pub status_code: Option<i64>,
    /// Size of the response body after decompression; at most 8 KiB if the attempt failed.
    pub response_bytes: usize,
    /// Duration of the attempt, including the time spent waiting for a permit and a token.
    pub elapsed: Duration,
    /// Whether another attempt follows.
    pub will_retry: bool,
}

/// The function that observes attempts.
pub(crate) type Observer = Box<dyn Fn(&Attempt<'_>) + Send + Sync>;

impl<'a> Attempt<'a> {
    pub(super) fn new(
        operation: &'a str,
        number: u32,
        elapsed: Duration,
        outcome: Result<&Response<()>, &Error>,
        will_retry: bool,
    ) -> Self {
        let (http_status, status_code, response_bytes) = match outcome {
            Ok(response) => (
                Some(response.http.status),
                Some(response.status_code),
                response.http.body.len(),
            ),
            Err(error) => (
                error.http_status(),
                error.status_code(),
                error.body().map_or(0, <[u8]>::len),
            ),
        };
        Attempt {
            operation,
            number,
            http_status,
            status_code,
            response_bytes,
            elapsed,
            will_retry,
        }
    }
}
