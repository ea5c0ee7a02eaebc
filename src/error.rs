//! The error type.

mod api_code;
mod display;
mod predicates;
mod retry_after;
mod retry_class;

use std::borrow::Cow;
use std::time::{Duration, SystemTime};

pub(crate) use self::retry_class::RetryClass;
use crate::redact::Secrets;
use crate::redact::body::SecretFields;
use crate::schema::OperationEffect;
use crate::schema::violation::Violation;
use crate::transport::{HttpResponse, TransportError, TransportErrorKind};

const RETRY_AFTER: &str = "retry-after";

/// Maximum number of bytes of a response body that an error keeps.
const MAX_BODY_BYTES: usize = 8 * 1024;

/// The reason why a request failed.
///
/// It prints as one line that names the operation, what happened, and the request id to quote to the service's support:
///
/// ```text
/// associate_tenant_resource: [404 / 2004] no such tenant (request id 934108e5-9fbf-4d24-8da1-c330328abd6c)
/// list_groups: invalid request: limit must be 1 to 50 (got 51)
/// list_users: incomplete: 99 of 250 items, then three pages without a new one
/// list_users: cannot connect to api.genauth.ai:443: connection refused (3 attempts in 420 ms)
/// create_user: no response within 10 s (`timeout`); the operation may have been applied: read it back before repeating it
/// ```
///
/// `{:#}` prints one violation per line.
///
/// There are five kinds of failure:
///
/// | what happened | predicates | details |
/// |---|---|---|
/// | The request or the settings are invalid; nothing was sent. | [`is_validation`](Self::is_validation) | [`violations`](Self::violations) |
/// | The service was not reached, or no complete response was received. | [`is_connect`](Self::is_connect), [`is_timeout`](Self::is_timeout) | [`transport_kind`](Self::transport_kind), [`cause`](Self::cause) |
/// | The service refused. | [`is_not_found`](Self::is_not_found), [`is_conflict`](Self::is_conflict), [`is_forbidden`](Self::is_forbidden), [`is_unauthorized`](Self::is_unauthorized), [`is_rate_limited`](Self::is_rate_limited) | [`status_code`](Self::status_code), [`api_code`](Self::api_code), [`server_message`](Self::server_message) |
/// | The response could not be decoded, or is not from the service. | [`is_decode`](Self::is_decode), [`is_confirmed`](Self::is_confirmed) | [`http_status`](Self::http_status), [`body`](Self::body) |
/// | The pages ended before all items were read. | [`is_incomplete`](Self::is_incomplete) | the text says how many of how many |
///
/// In all cases but the first, [`is_token`](Self::is_token) says whether it was the management token that could not
/// be obtained, and [`may_have_happened`](Self::may_have_happened) whether a write may have been applied all the same.
///
/// An error is one pointer wide and can be cloned. It never contains the access key secret or a token, even if the
/// server sends them back.
#[derive(Clone)]
pub struct Error(Box<Inner>);

#[derive(Clone)]
struct Inner {
    operation: Option<Cow<'static, str>>,
    /// Whether the failure is that of fetching the token, before the operation itself was sent.
    is_token: bool,
    failure: Failure,
    request_id: Option<String>,
    response: Option<HttpResponse>,
    /// The fields of the response that are not shown.
    secret_fields: SecretFields,
    /// Whether the operation changes one thing only.
    is_single_change: bool,
    /// Whether the operation changes something.
    is_write: bool,
    attempts: u32,
    elapsed: Duration,
}

/// What happened.
#[derive(Clone, Debug)]
pub(crate) enum Failure {
    InvalidSettings(Vec<Violation>),
    InvalidRequest(Vec<Violation>),
    Transport(TransportError),
    Refused {
        status_code: i64,
        api_code: Option<i64>,
        message: String,
    },
    /// The response could not be decoded, or is not a response of the service.
    Decode {
        message: String,
        /// `statusCode` of the envelope, if there is one.
        status_code: Option<i64>,
        /// Whether the operation was carried out.
        is_confirmed: bool,
    },
    /// The pages ended before all items were read.
    Incomplete(String),
}

impl Error {
    /// A response that cannot be decoded, although it was complete.
    pub(crate) fn decode(message: impl Into<String>) -> Self {
        Self::new(Failure::Decode {
            message: message.into(),
            status_code: None,
            is_confirmed: false,
        })
    }

    pub(crate) fn new(failure: Failure) -> Self {
        Error(Box::new(Inner {
            operation: None,
            is_token: false,
            failure,
            request_id: None,
            response: None,
            secret_fields: SecretFields::default(),
            is_single_change: false,
            is_write: false,
            attempts: 0,
            elapsed: Duration::ZERO,
        }))
    }

    pub(crate) fn from_transport(mut error: TransportError) -> Self {
        let response = error.partial_response.take();
        let mut error = Self::new(Failure::Transport(error));
        error.0.response = response.map(truncated);
        error
    }

    /// An error as a transport would report it.
    pub(crate) fn transport(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        Self::from_transport(TransportError::new(kind, message))
    }

    pub(crate) fn invalid_settings(violations: Vec<Violation>) -> Self {
        Self::new(Failure::InvalidSettings(violations))
    }

    pub(crate) fn invalid_request(violations: Vec<Violation>) -> Self {
        Self::new(Failure::InvalidRequest(violations))
    }

    pub(crate) fn with_operation(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.0.operation = Some(name.into());
        self
    }

    pub(crate) fn with_response(mut self, response: HttpResponse, request_id: Option<String>) -> Self {
        // Of an operation that was carried out, the body is the only way to see the result.
        self.0.response = Some(if self.is_confirmed() {
            response
        } else {
            truncated(response)
        });
        self.0.request_id = request_id;
        self
    }

    /// Marks the error as that of fetching the token. The response is dropped: a truncated one may contain half a
    /// token.
    pub(crate) fn into_token_error(mut self) -> Self {
        self.0.is_token = true;
        self.0.request_id = self.request_id().map(str::to_owned);
        if let Some(response) = &mut self.0.response {
            response.body.clear();
            response
                .headers
                .retain(|(name, _)| name.eq_ignore_ascii_case(RETRY_AFTER));
        }
        self
    }

    /// Records that the operation changes one thing only, so that `success: false` is a certain refusal.
    pub(crate) fn with_single_change(mut self, is_single: bool) -> Self {
        self.0.is_single_change = is_single;
        self
    }

    /// Completes the error after the last attempt.
    pub(crate) fn finish(mut self, effect: OperationEffect, attempts: u32, elapsed: Duration) -> Self {
        self.0.is_write = !effect.is_read();
        self.0.attempts = attempts;
        self.0.elapsed = elapsed;
        self
    }

    /// Removes the secrets from everything that the server sent.
    pub(crate) fn redact(mut self, secrets: &Secrets<'_>) -> Self {
        let is_confirmed = self.is_confirmed();
        let inner = &mut *self.0;
        match &mut inner.failure {
            Failure::Refused { message, .. } | Failure::Decode { message, .. } => secrets.redact(message),
            Failure::Transport(error) => secrets.redact(&mut error.message),
            Failure::InvalidSettings(_) | Failure::InvalidRequest(_) | Failure::Incomplete(_) => {}
        }
        if let Some(id) = &mut inner.request_id {
            secrets.redact(id);
        }
        if let Some(response) = &mut inner.response {
            for (_, value) in &mut response.headers {
                secrets.redact(value);
            }
            secrets.redact_bytes(&mut response.body, is_confirmed);
            if !is_confirmed {
                // A redacted text can be longer than the original one.
                response.body.truncate(MAX_BODY_BYTES);
            }
        }
        self
    }

    /// Everything that is wrong with the request; empty unless [`is_validation`](Self::is_validation).
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        match &self.0.failure {
            Failure::InvalidSettings(violations) | Failure::InvalidRequest(violations) => violations,
            _ => &[],
        }
    }

    /// How long the service asks to wait, from the `Retry-After` header of its response.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after::parse(self.header(RETRY_AFTER)?, SystemTime::now())
    }

    /// Number of attempts to send the request; 0 if it was invalid, or got no permit.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Time from `send` to the error, including waits between attempts.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed
    }

    /// `statusCode` of the response body. A status of success means that `data.success` was `false`, or that the data
    /// could not be decoded.
    #[must_use]
    pub fn status_code(&self) -> Option<i64> {
        match self.0.failure {
            Failure::Refused { status_code, .. } => Some(status_code),
            Failure::Decode { status_code, .. } => status_code,
            _ => None,
        }
    }

    /// `apiCode` of the response body, which is more specific than the status code.
    #[must_use]
    pub fn api_code(&self) -> Option<i64> {
        match self.0.failure {
            Failure::Refused { api_code, .. } => api_code,
            _ => None,
        }
    }

    /// What the [`api_code`](Self::api_code) means, in English, if it is documented: `the user does not exist`.
    #[must_use]
    pub fn api_code_meaning(&self) -> Option<&'static str> {
        api_code::meaning(self.api_code()?)
    }

    /// `message` of the response body, in the [language](crate::ManagementClientBuilder::lang) of the client.
    #[must_use]
    pub fn server_message(&self) -> Option<&str> {
        match &self.0.failure {
            Failure::Refused { message, .. } => Some(message),
            _ => None,
        }
    }

    /// HTTP status of the response, if one was received.
    #[must_use]
    pub fn http_status(&self) -> Option<u16> {
        self.0.response.as_ref().map(|response| response.status)
    }

    /// The response body: the whole if [`is_confirmed`](Self::is_confirmed), or else the first 8 KiB. `None` if no
    /// response was received, and empty if the token could not be obtained.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.0.response.as_ref().map(|response| response.body.as_slice())
    }

    /// A header of the response, by its case-insensitive name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.0.response.as_ref()?.header(name)
    }

    /// The service's id for the request: `requestId` of the body, or else the `x-request-id` header.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        let from_header = || self.header("x-request-id");
        self.0.request_id.as_deref().or_else(from_header)
    }

    /// Name of the operation. For invalid settings it is `build` or `from_env`.
    #[must_use]
    pub fn operation(&self) -> Option<&str> {
        self.0.operation.as_deref()
    }

    /// How the transport failed, if no complete response was received.
    #[must_use]
    pub fn transport_kind(&self) -> Option<TransportErrorKind> {
        match &self.0.failure {
            Failure::Transport(error) => Some(error.kind),
            _ => None,
        }
    }

    /// The underlying I/O or TLS error, if there is one. It contains neither a URL nor a secret.
    ///
    /// [`source`](std::error::Error::source) is always `None`, since the error's own text includes its cause.
    ///
    /// ```no_run
    /// # let client = genauth::ManagementClient::from_env()?;
    /// # let error = client.get_all_groups().send().unwrap_err();
    /// let refused = error
    ///     .cause()
    ///     .and_then(|cause| cause.downcast_ref::<std::io::Error>())
    ///     .is_some_and(|cause| cause.kind() == std::io::ErrorKind::ConnectionRefused);
    /// # let _ = refused;
    /// # Ok::<(), genauth::Error>(())
    /// ```
    #[must_use]
    pub fn cause(&self) -> Option<&(dyn std::error::Error + Send + Sync + 'static)> {
        match &self.0.failure {
            Failure::Transport(error) => error.cause.as_deref(),
            _ => None,
        }
    }
}

// `Display` includes the cause, so there is no `source`: a report would print it twice.
impl std::error::Error for Error {}

fn truncated(mut response: HttpResponse) -> HttpResponse {
    response.body.truncate(MAX_BODY_BYTES);
    response
}
