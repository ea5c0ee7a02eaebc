//! What a failure means for retries, for the token, and for a write.

use super::{Error, Failure};
use crate::schema::OperationEffect;
use crate::transport::TransportErrorKind;

/// What a failure means for retries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RetryClass {
    /// The service did not receive the request.
    NotSent,
    /// The service refused the request for now.
    RateLimited,
    /// The service may have received the request, and the next attempt may succeed.
    Transient,
    /// Not retryable.
    Permanent,
}

/// `apiCode`s that reject the token: not logged in, login expired, login invalid.
const TOKEN_CODES: [i64; 3] = [2020, 2206, 2207];

impl Error {
    /// The status of a complete response: `statusCode` if there is an envelope, or else the HTTP status.
    pub(super) fn complete_status(&self) -> Option<i64> {
        match self.0.failure {
            Failure::Refused { status_code, .. } => Some(status_code),
            Failure::Decode { status_code, .. } => status_code.or(self.http_status().map(i64::from)),
            _ => None,
        }
    }

    /// Whether the service rejected the token rather than the operation.
    ///
    /// A request that changes something must be certain that it was not applied. A read is repeated with a new token
    /// even if the rejection was incomplete or came with another status.
    pub(crate) fn rejects_token(&self, effect: OperationEffect) -> bool {
        let status = self.complete_status();
        if effect.is_read() {
            return status.or(self.http_status().map(i64::from)) == Some(401) || self.has_token_code();
        }
        status == Some(401) || (self.has_token_code() && matches!(status, Some(400..=499)))
    }

    fn has_token_code(&self) -> bool {
        self.api_code().is_some_and(|code| TOKEN_CODES.contains(&code))
    }

    pub(crate) fn retry_class(&self) -> RetryClass {
        use TransportErrorKind::{Interrupted, Timeout};
        match (self.transport_kind(), self.complete_status()) {
            _ if matches!(&self.0.failure, Failure::Transport(error) if error.is_permanent()) => RetryClass::Permanent,
            (Some(kind), _) if kind.is_not_sent() => RetryClass::NotSent,
            (Some(Interrupted | Timeout), _) | (None, Some(502..=504)) => RetryClass::Transient,
            (None, Some(429)) => RetryClass::RateLimited,
            _ => RetryClass::Permanent,
        }
    }

    /// Whether the service has too much to do, so that other requests should wait as well: 429, or 503 with a
    /// `Retry-After`.
    pub(crate) fn is_overload(&self) -> bool {
        match self.complete_status() {
            Some(429) => true,
            Some(503) => self.retry_after().is_some(),
            _ => false,
        }
    }

    /// Whether every other request would fail in the same way: the credentials or a new token are refused, the certificate
    /// is not trusted, or the host is unknown.
    pub(crate) fn concerns_every_request(&self) -> bool {
        match &self.0.failure {
            Failure::Transport(error) => error.is_permanent() || error.is_unknown_host,
            // A token code with another status than 4xx may concern the operation alone.
            _ => self.rejects_token(OperationEffect::Write) || (self.is_token() && self.is_forbidden()),
        }
    }

    /// Whether it is certain that the service did not apply the operation. Everything else about a write that was sent
    /// is in doubt.
    pub(super) fn is_certain_refusal(&self) -> bool {
        match (&self.0.failure, self.complete_status()) {
            (Failure::Transport(error), _) => error.kind.is_not_sent(),
            (Failure::InvalidSettings(_) | Failure::InvalidRequest(_), _) | (_, Some(300..=499)) => true,
            // A refusal with a status of success says `success: false`. Of several changes, some may have been applied.
            (Failure::Refused { .. }, Some(200..=299)) => self.0.is_single_change,
            _ => false,
        }
    }

    /// Whether a complete response has this status.
    pub(super) fn has_status(&self, status: i64) -> bool {
        self.complete_status() == Some(status)
    }
}
