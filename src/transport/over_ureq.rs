//! The default transport. Nothing outside this file and its folder knows of ureq.

mod progress;
#[cfg(any(feature = "rustls", feature = "native-tls"))]
mod tls;

#[cfg(any(feature = "rustls", feature = "native-tls"))]
pub(crate) use tls::Roots;

use std::io::{self, ErrorKind, Read};
use std::time::Duration;

use ureq::http::header::CONTENT_TYPE;
use ureq::http::{HeaderName, HeaderValue, Method, Request, Response, Uri};

use self::progress::{LateResolver, NotingConnector, Progress, progress};
use super::{Answer, Call, Transport, TransportError, TransportErrorKind};

/// How many idle connections are kept: one for each of many threads that call at once.
const IDLE_CONNECTIONS: usize = 64;

/// Where the protocol library below ureq logs raw bytes.
const WIRE_LOG_TARGET: &str = "ureq_proto::util";

/// Most answers fit; a larger one grows from here.
const BODY_CAPACITY: usize = 4096;

pub(crate) struct UreqSettings {
    pub(crate) connect_timeout: Duration,
    pub(crate) timeout: Duration,
    pub(crate) max_answer_bytes: usize,
    pub(crate) https_only: bool,
    pub(crate) proxy: Proxying,
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub(crate) roots: Option<std::sync::Arc<Roots>>,
}

/// Which proxy stands between.
pub(crate) enum Proxying {
    None,
    FromEnv,
    By(ureq::Proxy),
}

/// Reads the URL of a proxy, for the few programs that have one.
#[inline]
pub(crate) fn parse_proxy(url: &str) -> Option<Proxying> {
    let proxy = ureq::Proxy::new(url).ok()?;
    // A port that is none would be taken for the default one.
    let authority = proxy.uri().authority()?;
    let (_, host_and_port) = authority.as_str().rsplit_once('@').unwrap_or(("", authority.as_str()));
    let has_port = host_and_port.len() > authority.host().len();
    if has_port && !matches!(authority.port_u16(), Some(1..)) {
        return None;
    }
    // SOCKS would need another dependency.
    let is_http = matches!(proxy.protocol(), ureq::ProxyProtocol::Http | ureq::ProxyProtocol::Https);
    is_http.then_some(Proxying::By(proxy))
}

pub(crate) struct UreqTransport {
    agent: ureq::Agent,
    timeout: Duration,
    max_answer_bytes: usize,
}

impl UreqTransport {
    pub(crate) fn new(settings: UreqSettings) -> Self {
        if log::log_enabled!(target: WIRE_LOG_TARGET, log::Level::Trace) {
            log::warn!(
                "target `ureq_proto` is at trace and will log raw bytes, the management token among them; \
                 set it to debug"
            );
        }
        let mut config = ureq::Agent::config_builder()
            .timeout_global(Some(settings.timeout))
            .timeout_connect(Some(settings.connect_timeout))
            .https_only(settings.https_only)
            // The body decides success, so every status is an answer.
            .http_status_as_error(false)
            // A redirect is an answer too: following it could carry the token elsewhere.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections(IDLE_CONNECTIONS)
            .max_idle_connections_per_host(IDLE_CONNECTIONS)
            .user_agent("")
            .accept("");
        match settings.proxy {
            Proxying::None => config = config.proxy(None),
            Proxying::FromEnv => {}
            Proxying::By(proxy) => config = config.proxy(Some(proxy)),
        }
        #[cfg(any(feature = "rustls", feature = "native-tls"))]
        {
            config = config.tls_config(tls::config(settings.roots.as_deref()));
        }
        UreqTransport {
            agent: ureq::Agent::with_parts(config.build(), NotingConnector::default(), LateResolver),
            timeout: settings.timeout,
            max_answer_bytes: settings.max_answer_bytes,
        }
    }

    /// Reads the body up to the limit, and keeps what came when it breaks off.
    fn read(&self, response: Response<ureq::Body>) -> Result<Answer, TransportError> {
        let limit = self.max_answer_bytes;
        let (parts, body) = response.into_parts();
        let headers = parts
            .headers
            .iter()
            .map(|(name, value)| {
                let value = String::from_utf8_lossy(value.as_bytes());
                (name.as_str().to_owned(), value.into_owned())
            })
            .collect();
        let mut answer = Answer {
            status: parts.status.as_u16(),
            headers,
            body: Vec::with_capacity(BODY_CAPACITY),
        };
        let one_too_many = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        let outcome = body.into_reader().take(one_too_many).read_to_end(&mut answer.body);
        if answer.body.len() > limit {
            let error = TransportError::new(TransportErrorKind::TooLarge, format!("more than {limit} bytes"));
            return Err(error.with_partial_answer(answer));
        }
        match outcome {
            Ok(_) => Ok(answer),
            Err(error) => Err(explain(&error.into()).with_partial_answer(answer)),
        }
    }
}

impl Transport for UreqTransport {
    fn send(&self, call: &Call<'_>) -> Result<Answer, TransportError> {
        progress::begin();
        match self.exchange(call) {
            Ok(response) => self.read(response),
            Err(error) => Err(explain(&error)),
        }
    }
}

impl UreqTransport {
    fn exchange(&self, call: &Call<'_>) -> Result<Response<ureq::Body>, ureq::Error> {
        let mut request = request_of(call)?;
        // With settings of its own, a call could not share the agent's TLS sessions.
        if call.timeout != self.timeout {
            let configured = self.agent.configure_request(request);
            request = configured.timeout_global(Some(call.timeout)).build();
        }
        match call.body {
            Some(body) => self.agent.run(request.map(|()| body)),
            None => self.agent.run(request),
        }
    }
}

/// Filled in place; the builder of requests would move the whole request once for each header.
fn request_of(call: &Call<'_>) -> Result<Request<()>, ureq::http::Error> {
    let mut request = Request::new(());
    *request.method_mut() = match call.method {
        crate::Method::Get => Method::GET,
        crate::Method::Post => Method::POST,
        crate::Method::Put => Method::PUT,
        crate::Method::Delete => Method::DELETE,
    };
    *request.uri_mut() = Uri::try_from(call.url)?;
    let headers = request.headers_mut();
    headers.reserve(call.headers.len() + 1);
    for (name, value) in call.headers {
        headers.append(HeaderName::from_bytes(name.as_bytes())?, HeaderValue::from_str(value)?);
    }
    if let Some(content_type) = call.content_type {
        headers.append(CONTENT_TYPE, HeaderValue::from_str(content_type)?);
    }
    Ok(request)
}

/// Sorts an error into the kinds, and words it without the URL.
fn explain(error: &ureq::Error) -> TransportError {
    let message = match error {
        // These two name a URL or a proxy, which may hold credentials.
        ureq::Error::RequireHttpsOnly(_) => "the host must be https".to_owned(),
        ureq::Error::ConnectProxyFailed(_) => "the proxy refused".to_owned(),
        ureq::Error::Timeout(_) => "the time of the attempt was over".to_owned(),
        ureq::Error::Io(error) => error.to_string(),
        error => error.to_string(),
    };
    TransportError::new(kind_of(error, progress()), message)
}

fn kind_of(error: &ureq::Error, progress: Progress) -> TransportErrorKind {
    use TransportErrorKind as Kind;
    match (progress, error) {
        (Progress::Sent, ureq::Error::Timeout(_)) => Kind::Timeout,
        (Progress::Sent, ureq::Error::Io(error)) => io_kind(error),
        #[cfg(feature = "gzip")]
        // What breaks off below the unpacking comes as this, too.
        (Progress::Sent, ureq::Error::Decompress(_, error)) => io_kind(error),
        (Progress::Sent, ureq::Error::Protocol(_) | ureq::Error::LargeResponseHeader(..)) => Kind::Protocol,
        // The connection ended where the answer should have begun, or in its head.
        (Progress::Sent, ureq::Error::ConnectionFailed) => Kind::Interrupted,
        (Progress::Sent, _) => Kind::Other,
        (_, ureq::Error::Timeout(_)) => Kind::ConnectTimeout,
        // A connection that was refused did not come as far as TLS.
        (Progress::Securing, ureq::Error::Io(error)) if !is_unreachable(error) => Kind::Tls,
        (Progress::Securing, ureq::Error::Tls(_) | ureq::Error::TlsRequired) => Kind::Tls,
        #[cfg(feature = "rustls")]
        (Progress::Securing, ureq::Error::Rustls(_)) => Kind::Tls,
        // A request that could not be made: another attempt would not make it either.
        (Progress::Begun, ureq::Error::Http(_) | ureq::Error::BadUri(_) | ureq::Error::RequireHttpsOnly(_)) => {
            Kind::Other
        }
        _ => Kind::Connect,
    }
}

/// What became of an exchange that had begun.
fn io_kind(error: &io::Error) -> TransportErrorKind {
    match error.kind() {
        ErrorKind::TimedOut | ErrorKind::WouldBlock => TransportErrorKind::Timeout,
        ErrorKind::InvalidInput | ErrorKind::InvalidData => TransportErrorKind::Protocol,
        ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe
        | ErrorKind::NotConnected
        | ErrorKind::UnexpectedEof => TransportErrorKind::Interrupted,
        _ => TransportErrorKind::Other,
    }
}

/// Whether there was no connection at all.
fn is_unreachable(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ConnectionRefused
            | ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::NetworkDown
            | ErrorKind::AddrNotAvailable
    )
}
