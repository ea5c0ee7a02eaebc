//! The default transport. Only this file and its directory use ureq.

mod connect;
mod connection;
mod error;
#[cfg(feature = "gzip")]
mod gunzip;
mod progress;
mod proxy;
mod socket;
#[cfg(any(feature = "rustls", feature = "native-tls"))]
mod tls;

#[cfg(any(feature = "rustls", feature = "native-tls"))]
pub(crate) use tls::Roots;

pub(crate) use proxy::{ProxySetting, parse_proxy};

use std::fmt;
use std::io::Read;
use std::time::Duration;

use ureq::http::{HeaderName, HeaderValue, Method, Request, Response, Uri};

use self::progress::{NoResolver, TrackingConnector};
use self::proxy::Routes;
use super::{HttpRequest, HttpResponse, Transport, TransportError};

/// Maximum number of idle connections, so that this many threads can reuse one each.
const MAX_IDLE_CONNECTIONS: usize = 64;

/// Where the HTTP protocol library below ureq logs raw bytes.
const WIRE_LOG_TARGET: &str = "ureq_proto::util";

/// Initial capacity for a body. Most bodies fit.
const BODY_CAPACITY: usize = 4096;

const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(10);
const DEFAULT_MAX_RESPONSE_BYTES: usize = 32 * 1024 * 1024;

pub(crate) struct UreqSettings {
    pub(crate) connect_timeout: Duration,
    /// The usual timeout of a request. A request with a different one does not share TLS sessions.
    pub(crate) timeout: Duration,
    pub(crate) max_response_bytes: usize,
    pub(crate) https_only: bool,
    pub(crate) proxy: ProxySetting,
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub(crate) roots: Option<std::sync::Arc<Roots>>,
}

impl Default for UreqSettings {
    fn default() -> Self {
        UreqSettings {
            connect_timeout: DEFAULT_CONNECT_TIMEOUT,
            timeout: DEFAULT_TIMEOUT,
            max_response_bytes: DEFAULT_MAX_RESPONSE_BYTES,
            https_only: false,
            proxy: ProxySetting::FromEnv,
            #[cfg(any(feature = "rustls", feature = "native-tls"))]
            roots: None,
        }
    }
}

/// The default [`Transport`], over `ureq`.
///
/// It keeps connections alive, verifies certificates and follows no redirects. A client makes one from the settings of
/// its builder; [`map_transport`](crate::ManagementClientBuilder::map_transport) wraps it. `UreqTransport::default()`
/// has the default settings; unlike a client's, it uses the environment's proxy for loopback addresses, too.
pub struct UreqTransport {
    agent: ureq::Agent,
    routes: Routes,
    connect_timeout: Duration,
    timeout: Duration,
    max_response_bytes: usize,
}

impl Default for UreqTransport {
    fn default() -> Self {
        Self::new(UreqSettings::default())
    }
}

impl fmt::Debug for UreqTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UreqTransport")
            .field("connect_timeout", &self.connect_timeout)
            .field("max_response_bytes", &self.max_response_bytes)
            .finish_non_exhaustive()
    }
}

impl UreqTransport {
    pub(crate) fn new(settings: UreqSettings) -> Self {
        if log::log_enabled!(target: WIRE_LOG_TARGET, log::Level::Trace) {
            log::warn!(
                "log target `ureq_proto` is at trace and will log raw bytes, including the management token; set it to \
                 debug"
            );
        }
        let routes = Routes::new(settings.proxy);
        let config = ureq::Agent::config_builder()
            .proxy(routes.usual_proxy())
            .timeout_global(Some(settings.timeout))
            .timeout_connect(Some(settings.connect_timeout))
            .https_only(settings.https_only)
            // The body decides about success, so every status is a response.
            .http_status_as_error(false)
            // A redirect is a response, too: following it could carry the token to another host.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections(MAX_IDLE_CONNECTIONS)
            .max_idle_connections_per_host(MAX_IDLE_CONNECTIONS)
            .user_agent("")
            .accept("");
        #[cfg(any(feature = "rustls", feature = "native-tls"))]
        let config = config.tls_config(tls::config(settings.roots.as_deref()));
        UreqTransport {
            agent: ureq::Agent::with_parts(config.build(), TrackingConnector::default(), NoResolver),
            routes,
            connect_timeout: settings.connect_timeout,
            timeout: settings.timeout,
            max_response_bytes: settings.max_response_bytes,
        }
    }

    fn run(&self, request: &HttpRequest) -> Result<Response<ureq::Body>, ureq::Error> {
        let mut head = head_of(request)?;
        let proxy = self.routes.route(head.uri()).proxy.clone();
        // A request with its own configuration does not share the agent's TLS sessions.
        if request.timeout != self.timeout || proxy.as_ref() != self.agent.config().proxy() {
            let configured = self.agent.configure_request(head);
            head = configured.timeout_global(Some(request.timeout)).proxy(proxy).build();
        }
        let response = match request.body.as_deref() {
            Some(body) => self.agent.run(head.map(|()| body)),
            None => self.agent.run(head),
        };
        #[cfg(feature = "gzip")]
        let response = response.and_then(gunzip::decode);
        response
    }

    /// Reads the body up to the limit. If that fails, the error keeps what was received.
    fn read(&self, response: Response<ureq::Body>, request: &HttpRequest) -> Result<HttpResponse, TransportError> {
        let limit = self.max_response_bytes;
        let (head, body) = response.into_parts();
        let headers = head
            .headers
            .iter()
            .map(|(name, value)| {
                let value = String::from_utf8_lossy(value.as_bytes());
                (name.as_str().to_owned(), value.into_owned())
            })
            .collect();
        let mut response = HttpResponse {
            status: head.status.as_u16(),
            headers,
            body: Vec::with_capacity(BODY_CAPACITY),
        };
        let beyond_limit = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        let outcome = body.into_reader().take(beyond_limit).read_to_end(&mut response.body);
        if response.body.len() > limit {
            return Err(error::too_large(limit).with_partial_response(response));
        }
        match outcome {
            Ok(_) => Ok(response),
            Err(error) => Err(self
                .error(error.into(), request, Some(response.status))
                .with_partial_response(response)),
        }
    }

    fn error(&self, error: ureq::Error, request: &HttpRequest, status: Option<u16>) -> TransportError {
        let failure = error::Failure {
            request,
            status,
            connect_timeout: self.connect_timeout,
            routes: &self.routes,
            progress: progress::current(),
        };
        failure.into_error(error)
    }
}

impl Transport for UreqTransport {
    fn send(&self, request: &HttpRequest) -> Result<HttpResponse, TransportError> {
        let _guard = progress::start();
        match self.run(request) {
            Ok(response) => self.read(response, request),
            Err(error) => Err(self.error(error, request, None)),
        }
    }
}

/// The head of the request. Fields are set in place, since ureq's builder moves the whole request for each header.
fn head_of(request: &HttpRequest) -> Result<Request<()>, ureq::http::Error> {
    let mut head = Request::new(());
    *head.method_mut() = match request.method {
        crate::schema::Method::Get => Method::GET,
        crate::schema::Method::Post => Method::POST,
        crate::schema::Method::Put => Method::PUT,
        crate::schema::Method::Delete => Method::DELETE,
    };
    *head.uri_mut() = Uri::try_from(&request.url)?;
    let headers = head.headers_mut();
    headers.reserve(request.headers.len());
    for (name, value) in &*request.headers {
        headers.append(HeaderName::from_bytes(name.as_bytes())?, HeaderValue::from_str(value)?);
    }
    Ok(head)
}
