//! Predicates that tell the kinds of failures apart.

use super::{Error, Failure, RetryClass};
use crate::transport::TransportErrorKind;

/// # Predicates
impl Error {
    /// Whether the request or the client's settings are invalid. Nothing was sent, not even for a token.
    ///
    /// *Troubleshooting:* print the error, or look at [`violations`](Self::violations).
    #[must_use]
    pub fn is_validation(&self) -> bool {
        matches!(self.0.failure, Failure::InvalidSettings(_) | Failure::InvalidRequest(_))
    }

    /// Whether a time limit was exceeded: the connect timeout (5 s by default), the timeout (10 s by default), or the
    /// deadline of the retry policy while waiting for a permit.
    ///
    /// *Troubleshooting:* [`may_have_happened`](Self::may_have_happened) says whether a write may have been applied, and
    /// [`transport_kind`](Self::transport_kind) which limit it was. All of them are settings of the client's builder.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        use TransportErrorKind::{ConnectTimeout, RateLimit, Timeout};
        matches!(self.transport_kind(), Some(ConnectTimeout | RateLimit | Timeout))
    }

    /// Whether nothing was sent for want of a connection: the host is unknown, the connection was refused or timed out,
    /// the certificate is not trusted, or the time was over before. The operation was not applied.
    ///
    /// *Troubleshooting:* check `host`, the network, and proxies. Waiting for a permit is not a failure to connect: [`transport_kind`](Self::transport_kind) is then [`RateLimit`](TransportErrorKind::RateLimit).
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.transport_kind().is_some_and(TransportErrorKind::is_connect)
    }

    /// Whether the service refused because of too many requests (429). GenAuth's free plan allows 300 requests per
    /// second per user pool.
    ///
    /// *Troubleshooting:* set [`rate_limit`](crate::ManagementClientBuilder::rate_limit), or wait for
    /// [`retry_after`](Self::retry_after). The client's own limit does not count as a refusal.
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.has_status(429)
    }

    /// Whether the service says that something named in the request does not exist (404).
    ///
    /// A 404 of a gateway does not count: it says that `host` is wrong, and nothing about users or roles. Nor does the
    /// status that `get_post` has for a post that does not exist (422, with [`api_code`](Self::api_code) 4004).
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        !self.0.is_token && self.status_code() == Some(404)
    }

    /// Whether the service says that something exists already or is in use (409).
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        !self.0.is_token && self.status_code() == Some(409)
    }

    /// Whether the access key is not allowed to use the operation (403).
    ///
    /// *Troubleshooting:* a collaborating administrator's key has only that administrator's permissions. A 403 of a
    /// gateway counts as well.
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        self.has_status(403)
    }

    /// Whether the access key or the token was rejected (401).
    ///
    /// *Troubleshooting:* check the key and its secret, and that they belong to a user pool on this `host`.
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        self.has_status(401)
    }

    /// Whether the management token could not be obtained, so that the operation itself was not sent.
    ///
    /// The other predicates then describe why.
    #[must_use]
    pub fn is_token(&self) -> bool {
        self.0.is_token
    }

    /// Whether an iteration over pages ended before all items were read: the service states a larger total, but returned
    /// three pages in a row without a new item, or it returned a page again and states no total. All items that could be
    /// read were returned before this error, which says how many they were.
    ///
    /// *Troubleshooting:* the service may count items that it does not return, or ignore `page`. Items that are created
    /// or deleted during the iteration can have the same effect: iterate again.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        matches!(self.0.failure, Failure::Incomplete(_))
    }

    /// Whether the same request may succeed later: the service was not reached, did not respond in time, closed the
    /// connection, was overloaded, or limited the rate. The client has already retried as its
    /// [`RetryPolicy`](crate::RetryPolicy) allows. What another attempt cannot change, such as a certificate that is not
    /// trusted, is not retryable.
    ///
    /// This does not mean that repeating is harmless: see [`may_have_happened`](Self::may_have_happened).
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.retry_class() != RetryClass::Permanent
    }

    /// Whether a complete response was received, but could not be decoded, or is not one of the service.
    ///
    /// With the status of a success, only the decoding failed: see [`is_confirmed`](Self::is_confirmed).
    /// *Troubleshooting:* the error says where, and [`body`](Self::body) has the response. If it is as the service means
    /// it, use [`send_as`](crate::Request::send_as).
    #[must_use]
    pub fn is_decode(&self) -> bool {
        matches!(self.0.failure, Failure::Decode { .. })
    }

    /// Whether the service confirmed the operation (`statusCode` 2xx), although its response could not be decoded. A
    /// write **was applied**: do not repeat it. [`body`](Self::body) is the whole response.
    ///
    /// If `data.success` may say otherwise, but cannot be read, the operation is in doubt instead.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        matches!(self.0.failure, Failure::Decode { is_confirmed: true, .. }) && !self.0.is_token
    }

    /// Whether it is unknown if a write was applied: it was sent, but no complete response was received, the response is
    /// not one of the service (other than a gateway's page with status 300 to 499), or the service failed with a 5xx
    /// status. A write that [`is_confirmed`](Self::is_confirmed) is not in doubt: it was applied.
    ///
    /// The client never repeats such a request. *Troubleshooting:* check whether the change was made before repeating
    /// it.
    #[must_use]
    pub fn may_have_happened(&self) -> bool {
        self.0.is_write && !self.is_certain_refusal() && !self.is_confirmed()
    }
}
