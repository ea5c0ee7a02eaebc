//! How requests reach the service. One [`HttpRequest`] goes out, one [`HttpResponse`] comes back.
//!
//! The default [`UreqTransport`] uses `ureq`. Implement [`Transport`] to test a program without a socket, to use
//! another HTTP library, or to wrap the default one ([`map_transport`](crate::ManagementClientBuilder::map_transport)).

pub(crate) mod base_url;
mod error;
mod message;
mod ureq;

use std::sync::Arc;

pub use error::{TransportError, TransportErrorKind};
pub use message::{HttpRequest, HttpResponse};
pub use ureq::UreqTransport;

pub(crate) use error::format_duration;
#[cfg(feature = "events")]
pub(crate) use error::{describe_untrusted, format_size, io_reason, is_tls_mismatch, tls_kind};
pub(crate) use message::{MAX_HEADER_BYTES, MAX_URL_BYTES, is_header_name, is_header_value, is_url_path};
#[cfg(any(feature = "rustls", feature = "native-tls"))]
pub(crate) use ureq::Roots;
pub(crate) use ureq::{ProxySetting, UreqSettings, parse_proxy};

/// Sends an HTTP request and returns the response. The default implementation is [`UreqTransport`].
///
/// ```
/// use genauth::ManagementClient;
/// use genauth::transport::{HttpRequest, HttpResponse, Transport, TransportError};
///
/// /// Responds to every request with success.
/// struct AlwaysSuccess;
///
/// impl Transport for AlwaysSuccess {
///     fn send(&self, request: &HttpRequest) -> Result<HttpResponse, TransportError> {
///         let data = match &*request.operation {
///             "get_management_token" => r#"{"access_token": "t", "expires_in": 7200}"#,
///             _ => r#"{"success": true}"#,
///         };
///         Ok(HttpResponse::new(200, format!(r#"{{"statusCode": 200, "data": {data}}}"#)))
///     }
/// }
///
/// let client = ManagementClient::builder()
///     .access_key_id("id")
///     .access_key_secret("secret")
///     .transport(AlwaysSuccess)
///     .build()?;
/// let response = client
///     .associate_tenant_resource()
///     .app_id("app")
///     .code("book")
///     .association(true)
///     .send()?;
/// assert!(response.data.success);
/// # Ok::<(), genauth::Error>(())
/// ```
pub trait Transport: Send + Sync {
    /// Sends the request as it is, within its timeout, and returns the response whatever its status.
    ///
    /// A redirect is a response too: a transport must not follow it, since that could carry the token to another host.
    ///
    /// The token request is sent from a thread of its own, and every other request from the thread that makes it.
    ///
    /// # Errors
    ///
    /// If no complete response was received.
    fn send(&self, request: &HttpRequest) -> Result<HttpResponse, TransportError>;
}

/// Lets a test keep access to the transport that it gives to a client.
impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: &HttpRequest) -> Result<HttpResponse, TransportError> {
        (**self).send(request)
    }
}
