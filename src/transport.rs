//! The seam between the crate and the network: one call out, one answer back.

mod over_ureq;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

#[cfg(any(feature = "rustls", feature = "native-tls"))]
pub(crate) use over_ureq::Roots;
pub(crate) use over_ureq::{Proxying, UreqSettings, UreqTransport, parse_proxy};

use crate::operation::Method;
use crate::redact::Bytes;

/// Sends one call and brings its answer. The default one is made of sockets.
///
/// Give another to [`ManagementClientBuilder::transport`](crate::ManagementClientBuilder::transport) to test a
/// program without a socket, or to use another HTTP library.
///
/// ```
/// use genauth::{Answer, Call, ManagementClient, Transport, TransportError};
///
/// struct AlwaysYes;
///
/// impl Transport for AlwaysYes {
///     fn send(&self, call: &Call<'_>) -> Result<Answer, TransportError> {
///         let data = match call.url.ends_with("/get-management-token") {
///             true => r#"{"access_token": "t", "expires_in": 7200}"#,
///             false => r#"{"success": true}"#,
///         };
///         Ok(Answer::new(200, format!(r#"{{"statusCode": 200, "data": {data}}}"#)))
///     }
/// }
///
/// let client = ManagementClient::builder()
///     .access_key_id("id")
///     .access_key_secret("secret")
///     .transport(AlwaysYes)
///     .build()?;
/// let answer = client
///     .associate_tenant_resource()
///     .app_id("app")
///     .code("book")
///     .association(true)
///     .send()?;
/// assert!(answer.data.success);
/// # Ok::<(), genauth::Error>(())
/// ```
pub trait Transport: Send + Sync {
    /// Sends the call as it is, within its timeouts, and brings the answer whatever its status.
    ///
    /// Redirects are answers too: a transport must not follow them, since they could carry the token to another
    /// host.
    ///
    /// # Errors
    ///
    /// When no complete answer came.
    fn send(&self, call: &Call<'_>) -> Result<Answer, TransportError>;
}

/// So that a test can look at its transport while the client has it.
impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, call: &Call<'_>) -> Result<Answer, TransportError> {
        (**self).send(call)
    }
}

/// One HTTP request, ready to be sent.
#[non_exhaustive]
pub struct Call<'a> {
    /// HTTP verb.
    pub method: Method,
    /// Absolute URL, percent-encoded.
    pub url: &'a str,
    /// Headers with lower-case names. They carry the management token.
    pub headers: &'a [(String, String)],
    /// Media type of the body.
    pub content_type: Option<&'a str>,
    /// Body, where the verb has one. The body of the token request carries the access key secret.
    pub body: Option<&'a [u8]>,
    /// Time for the whole call, from resolving the name to the last byte of the answer.
    pub timeout: Duration,
}

impl fmt::Debug for Call<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("Call")
            .field("method", &self.method)
            .field("url", &self.url)
            .field("headers", &names)
            .field("body", &self.body.map(|body| Bytes(body.len())))
            .field("timeout", &self.timeout)
            .finish()
    }
}

/// One HTTP response, untouched but for a content encoding.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Answer {
    /// HTTP status. The service answers 200 as a rule, also when it refuses.
    pub status: u16,
    /// Headers in the order in which they came.
    pub headers: Vec<(String, String)>,
    /// Body bytes, unpacked if they came packed.
    pub body: Vec<u8>,
}

impl Answer {
    /// An answer without headers.
    #[must_use]
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Answer {
            status,
            headers: Vec::new(),
            body: body.into(),
        }
    }

    /// Adds a header.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The first header of that name, in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// Shows no content: it may hold a token, a password, or somebody's data.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("headers", &names)
            .field("body", &Bytes(self.body.len()))
            .finish()
    }
}

/// Why no complete answer came.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{kind}: {message}")]
pub struct TransportError {
    pub(crate) kind: TransportErrorKind,
    pub(crate) message: String,
    pub(crate) partial: Option<Answer>,
}

impl TransportError {
    /// An error of that kind; the message says what happened, and holds no secret.
    #[must_use]
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        TransportError {
            kind,
            message: message.into(),
            partial: None,
        }
    }

    /// Adds what had come before the failure: the status, and the first bytes of the body.
    #[must_use]
    pub fn with_partial_answer(mut self, answer: Answer) -> Self {
        self.partial = Some(answer);
        self
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

/// What went wrong on the way.
///
/// The first three say that nothing of the request was sent, and so that it may be sent again, a write too. A
/// transport of your own must not say so otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The host was not found or not reached. Nothing was sent.
    Connect,
    /// No connection within the connect timeout, 5 s by default. Nothing was sent.
    ConnectTimeout,
    /// The host did not prove its identity, or the handshake failed in another way. Nothing was sent.
    Tls,
    /// No complete answer within the timeout, 10 s by default. The service may have acted.
    Timeout,
    /// The connection broke. The service may have acted.
    Interrupted,
    /// The answer is larger than allowed, 32 MiB by default. The service may have acted.
    TooLarge,
    /// What came is not valid HTTP, or does not unpack. The service may have acted.
    Protocol,
    /// Anything else.
    Other,
}

impl fmt::Display for TransportErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Connect => "no connection",
            Self::Tls => "no secure connection",
            Self::ConnectTimeout => "no connection in time",
            Self::Timeout => "no answer in time",
            Self::Interrupted => "the connection broke",
            Self::TooLarge => "the answer is too large",
            Self::Protocol => "the answer is not valid HTTP",
            Self::Other => "the call failed",
        })
    }
}
