//! The one error type.

use std::borrow::Cow;
use std::fmt::{self, Write};
use std::time::{Duration, SystemTime};

use crate::body_text;
use crate::operation::OperationEffect;
use crate::redact::{OneLine, Secrets, excerpt};
use crate::retry_after;
use crate::transport::{Answer, TransportError, TransportErrorKind};
use crate::validate::Violation;

const RETRY_AFTER: &str = "retry-after";

/// How much of a body an error keeps.
const KEPT_BODY_BYTES: usize = 8 * 1024;

/// Why a call did not succeed.
///
/// Printing it gives one line that says which operation, what happened and, where the service gave one, the
/// request id to quote to its support:
///
/// ```text
/// associate_tenant_resource: [404 / 2004] no such tenant (request id 934108e5-9fbf-4d24-8da1-c330328abd6c)
/// authorize_application_access: not sent: list[1].namespaceCode: expected text that is not blank, because targetType is ROLE, found nothing
/// ```
///
/// A program asks the predicates. They are about four cases:
///
/// | what happened | predicate | where to look |
/// |---|---|---|
/// | the request or the client's settings are wrong; nothing was sent | [`is_validation`](Self::is_validation) | [`violations`](Self::violations) |
/// | the service was not reached, or its answer did not arrive | [`is_connect`](Self::is_connect), [`is_timeout`](Self::is_timeout) | the message |
/// | the service refused | [`status_code`](Self::status_code) is there; [`is_not_found`](Self::is_not_found), ... | [`api_code`](Self::api_code), [`server_message`](Self::server_message) |
/// | the answer could not be read | none of them | [`http_status`](Self::http_status), [`body`](Self::body) |
///
/// The error is one pointer wide and can be cloned. It never shows the access key secret or a token, also when the
/// server sends them back.
#[derive(Clone)]
pub struct Error(Box<Inner>);

#[derive(Clone)]
struct Inner {
    operation: Option<Cow<'static, str>>,
    /// Whether the operation failed before it was sent, for want of a token.
    for_token: bool,
    cause: Cause,
    request_id: Option<String>,
    answer: Option<Answer>,
    may_have_happened: bool,
    attempts: u32,
    elapsed: Duration,
}

/// What a failure means for sending the call again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The service never saw the call.
    NotReached,
    /// The service put it off.
    RateLimited,
    /// The service may have seen it, and may answer next time.
    Unsettled,
    /// It would fail again, or is nobody's to repeat.
    Final,
}

/// `apiCode`s that say that the token is not, or no longer, good: not logged in, login expired, login wrong.
const TOKEN_CODES: [i64; 3] = [2020, 2206, 2207];

#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum Cause {
    #[error("{}", list(.0))]
    Settings(Vec<Violation>),
    #[error("not sent: {}", list(.0))]
    Request(Vec<Violation>),
    #[error("{0}")]
    Transport(TransportError),
    #[error("{}", refusal(*.status_code, *.api_code, .message))]
    Refused {
        status_code: i64,
        api_code: Option<i64>,
        message: String,
    },
    #[error("{0}")]
    Unreadable(String),
}

impl Error {
    pub(crate) fn new(cause: Cause) -> Self {
        Error(Box::new(Inner {
            operation: None,
            for_token: false,
            cause,
            request_id: None,
            answer: None,
            may_have_happened: false,
            attempts: 0,
            elapsed: Duration::ZERO,
        }))
    }

    pub(crate) fn transport(mut error: TransportError) -> Self {
        let partial = error.partial.take();
        let mut error = Self::new(Cause::Transport(error));
        error.0.answer = partial.map(cut);
        error
    }

    pub(crate) fn settings(violations: Vec<Violation>) -> Self {
        Self::new(Cause::Settings(violations))
    }

    pub(crate) fn request(violations: Vec<Violation>) -> Self {
        Self::new(Cause::Request(violations))
    }

    pub(crate) fn of_transport(kind: TransportErrorKind, message: &str) -> Self {
        Self::transport(TransportError::new(kind, message))
    }

    pub(crate) fn with_operation(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.0.operation = Some(name.into());
        self
    }

    pub(crate) fn with_answer(mut self, answer: Answer, request_id: Option<String>) -> Self {
        self.0.answer = Some(cut(answer));
        self.0.request_id = request_id;
        self
    }

    /// Marks the error as one of fetching the token. What came goes: a broken answer may hold half a token.
    pub(crate) fn for_token(mut self) -> Self {
        self.0.for_token = true;
        self.0.request_id = self.request_id().map(str::to_owned);
        if let Some(answer) = &mut self.0.answer {
            answer.body.clear();
            answer
                .headers
                .retain(|(name, _)| name.eq_ignore_ascii_case(RETRY_AFTER));
        }
        self
    }

    /// The last word on a call: how it was tried, and whether it may have been carried out.
    pub(crate) fn settled(mut self, effect: OperationEffect, attempts: u32, elapsed: Duration) -> Self {
        self.0.may_have_happened = effect == OperationEffect::Write && self.leaves_doubt();
        self.0.attempts = attempts;
        self.0.elapsed = elapsed;
        self
    }

    pub(crate) fn is_for_token(&self) -> bool {
        self.0.for_token
    }

    /// Whether the service refused the token, and not the call.
    pub(crate) fn is_of_token(&self) -> bool {
        self.is_unauthorized() || self.api_code().is_some_and(|code| TOKEN_CODES.contains(&code))
    }

    pub(crate) fn failure(&self) -> Failure {
        use TransportErrorKind::{Connect, ConnectTimeout, Interrupted, Timeout, Tls};
        match self.transport_kind() {
            Some(Connect | ConnectTimeout | Tls) => Failure::NotReached,
            Some(Interrupted | Timeout) => Failure::Unsettled,
            None if self.says(429) => Failure::RateLimited,
            None if [502, 503, 504].iter().any(|&status| self.says(status)) => Failure::Unsettled,
            _ => Failure::Final,
        }
    }

    /// Whether it is unknown what the service did.
    fn leaves_doubt(&self) -> bool {
        match &self.0.cause {
            Cause::Settings(_) | Cause::Request(_) => false,
            Cause::Transport(_) => self.failure() != Failure::NotReached,
            Cause::Refused { status_code, .. } => *status_code >= 500,
            // A gateway that refuses by itself passes nothing on.
            Cause::Unreadable(_) => !matches!(self.http_status(), Some(300..=499)),
        }
    }

    /// Takes every trace of the secrets out of what the server said.
    pub(crate) fn without(mut self, secrets: &Secrets) -> Self {
        let inner = &mut *self.0;
        match &mut inner.cause {
            Cause::Refused { message, .. } | Cause::Unreadable(message) => secrets.redact(message),
            Cause::Transport(error) => secrets.redact(&mut error.message),
            Cause::Settings(_) | Cause::Request(_) => {}
        }
        if let Some(id) = &mut inner.request_id {
            secrets.redact(id);
        }
        if let Some(answer) = &mut inner.answer {
            for (_, value) in &mut answer.headers {
                secrets.redact(value);
            }
            secrets.redact_bytes(&mut answer.body);
            // The same in the spellings that only a reader of JSON knows, such as `\u0041`.
            if let Some(json) = body_text::respelled(&answer.body) {
                let mut clean = json.clone();
                secrets.redact(&mut clean);
                if clean != json {
                    answer.body = clean.into_bytes();
                }
            }
            answer.body.truncate(KEPT_BODY_BYTES);
        }
        self
    }

    /// The request, or the client's settings, are wrong. Nothing was sent, not even for a token.
    ///
    /// *Troubleshooting:* print the error, or go through [`violations`](Self::violations).
    #[must_use]
    pub fn is_validation(&self) -> bool {
        matches!(self.0.cause, Cause::Settings(_) | Cause::Request(_))
    }

    /// Everything that is wrong with the request; empty unless [`is_validation`](Self::is_validation).
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        match &self.0.cause {
            Cause::Settings(violations) | Cause::Request(violations) => violations,
            _ => &[],
        }
    }

    /// Time ran out, while connecting (5 s by default) or on the whole (10 s by default).
    ///
    /// *Troubleshooting:* a write may have taken effect unless [`is_connect`](Self::is_connect) is true as well.
    /// Both limits are set on the client's builder.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        use TransportErrorKind::{ConnectTimeout, Timeout};
        matches!(self.transport_kind(), Some(ConnectTimeout | Timeout))
    }

    /// The service was not reached: the name is unknown, the connection was refused or timed out, or the certificate
    /// is not trusted. The operation was not carried out.
    ///
    /// *Troubleshooting:* check `host`, the network, and proxies.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        use TransportErrorKind::{Connect, ConnectTimeout, Tls};
        matches!(self.transport_kind(), Some(Connect | ConnectTimeout | Tls))
    }

    /// The service was called too often. The free plan allows 300 requests a second for each user pool.
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.says(429)
    }

    /// The service says that what the request names does not exist.
    ///
    /// A 404 that does not come from the service itself (a gateway's page, say) is not meant: it says that the `host`
    /// is wrong, and nothing about users or roles.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        !self.0.for_token && self.status_code() == Some(404)
    }

    /// The access key or the token was not accepted.
    ///
    /// *Troubleshooting:* check key and secret, and that they belong to a user pool on this `host`.
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        self.says(401)
    }

    /// The same call may succeed a little later: the service was not reached, did not answer in time, was
    /// overloaded, or limited the rate. The client has tried already, as its [`RetryPolicy`](crate::RetryPolicy) says.
    ///
    /// It does not say that repeating is harmless: ask [`may_have_happened`](Self::may_have_happened).
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.failure() != Failure::Final
    }

    /// The operation is a write, and it is unknown whether the service carried it out: the connection broke after the
    /// request was sent, the answer did not come in time or could not be read, or the service failed over it (5xx).
    ///
    /// Such a call is never sent again by the client. *Troubleshooting:* read back what it should have changed, then
    /// decide.
    #[must_use]
    pub fn may_have_happened(&self) -> bool {
        self.0.may_have_happened
    }

    /// How long the service asks to wait, by the `Retry-After` of its answer.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after::parse(self.header(RETRY_AFTER)?, SystemTime::now())
    }

    /// How often the call was sent, or was tried to be; 0 if the request was not valid.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Time from `send` to the error, waits included.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed
    }

    /// `statusCode` of the answer's body; 200 here means that `data.success` was `false`.
    #[must_use]
    pub fn status_code(&self) -> Option<i64> {
        match self.0.cause {
            Cause::Refused { status_code, .. } => Some(status_code),
            _ => None,
        }
    }

    /// `apiCode` of the answer's body: the detailed code of the service.
    #[must_use]
    pub fn api_code(&self) -> Option<i64> {
        match self.0.cause {
            Cause::Refused { api_code, .. } => api_code,
            _ => None,
        }
    }

    /// `message` of the answer's body, in the language of the client.
    #[must_use]
    pub fn server_message(&self) -> Option<&str> {
        match &self.0.cause {
            Cause::Refused { message, .. } => Some(message),
            _ => None,
        }
    }

    /// HTTP status of the answer, if one came.
    #[must_use]
    pub fn http_status(&self) -> Option<u16> {
        self.0.answer.as_ref().map(|answer| answer.status)
    }

    /// The first bytes of the answer's body, at most 8 KiB. Empty for an answer to the token request.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.0.answer.as_ref().map(|answer| answer.body.as_slice())
    }

    /// A header of the answer, by its name in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.0.answer.as_ref()?.header(name)
    }

    /// The id under which the service knows the request: `requestId`, else the header `x-request-id`.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        let in_header = || self.header("x-request-id");
        self.0.request_id.as_deref().or_else(in_header)
    }

    /// Name of the operation; none for an error of the client's builder.
    #[must_use]
    pub fn operation(&self) -> Option<&str> {
        self.0.operation.as_deref()
    }

    /// What went wrong on the way, where no answer came or not the whole of it.
    #[must_use]
    pub fn transport_kind(&self) -> Option<TransportErrorKind> {
        match &self.0.cause {
            Cause::Transport(error) => Some(error.kind),
            _ => None,
        }
    }

    /// Whether the body, or the gateway before it, gave this status.
    fn says(&self, status: u16) -> bool {
        match self.status_code() {
            Some(code) => code == i64::from(status),
            None => self.http_status() == Some(status),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &self.0;
        match &inner.operation {
            // That of a call that the tables lack is the caller's text.
            Some(name) => write!(OneLine(f), "{name}: ")?,
            None => f.write_str("ManagementClient: ")?,
        }
        if inner.for_token {
            f.write_str("no management token: ")?;
        }
        let mut line = OneLine(f);
        match &inner.cause {
            // Whoever gets a list of violations wants all of them; a refusal cuts its message itself.
            Cause::Settings(_) | Cause::Request(_) | Cause::Refused { .. } => write!(line, "{}", inner.cause)?,
            Cause::Transport(_) | Cause::Unreadable(_) => line.write_str(&excerpt(&inner.cause.to_string()))?,
        }
        if let (Cause::Unreadable(_), Some(body)) = (&inner.cause, self.body()) {
            let shown = excerpt(&body_text::for_error(body));
            if !shown.is_empty() {
                write!(line, ": {shown}")?;
            }
        }
        if inner.may_have_happened {
            line.write_str("; it may have happened all the same")?;
        }
        if let (true, Some(wait)) = (self.failure() != Failure::Final, self.retry_after()) {
            write!(line, "; try again in {} s", wait.as_secs())?;
        }
        if inner.attempts > 1 {
            write!(line, "; {} attempts in {:.1?}", inner.attempts, inner.elapsed)?;
        }
        match self.request_id() {
            Some(id) => write!(line, " (request id {})", excerpt(id)),
            None => Ok(()),
        }
    }
}

/// The same line, since that is what `fn main() -> Result<(), genauth::Error>` prints; `{:#?}` adds the fields.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return write!(f, "{self}");
        }
        let body = self.body().map(body_text::for_error);
        f.debug_struct("Error")
            .field("message", &self.to_string())
            .field("operation", &self.operation())
            .field("violations", &self.violations())
            .field("status_code", &self.status_code())
            .field("api_code", &self.api_code())
            .field("http_status", &self.http_status())
            .field("request_id", &self.request_id())
            .field("may_have_happened", &self.may_have_happened())
            .field("attempts", &self.attempts())
            .field("body", &body.as_deref().map(excerpt))
            .finish()
    }
}

// The cause stands in `Display`, so there is no `source()`: a report would print it twice.
impl std::error::Error for Error {}

fn list(violations: &[Violation]) -> String {
    let lines: Vec<_> = violations.iter().map(ToString::to_string).collect();
    lines.join("; ")
}

fn refusal(status_code: i64, api_code: Option<i64>, message: &str) -> String {
    let code = match api_code {
        Some(code) => format!("[{status_code} / {code}]"),
        None => format!("[{status_code}]"),
    };
    let message = match message.trim() {
        "" => "the service gave no message",
        message => message,
    };
    // 200 and yet an error: without a word on why, that reads like a mistake of ours.
    let but = match status_code {
        200 => " but success is false:",
        _ => "",
    };
    format!("{code}{but} {}", excerpt(message))
}

fn cut(mut answer: Answer) -> Answer {
    answer.body.truncate(KEPT_BODY_BYTES);
    answer
}
