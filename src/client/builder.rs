//! The settings of a client.

mod build;
mod environment;

use std::fmt;
use std::time::Duration;

use crate::execute::attempt::{Attempt, Observer};
use crate::execute::retry::RetryPolicy;
use crate::redact::Redacted;
use crate::schema::violation::{Violation, ViolationKind};
#[cfg(any(feature = "rustls", feature = "native-tls"))]
use crate::transport::Roots;
use crate::transport::{ProxySetting, Transport, UreqTransport, parse_proxy};

/// The settings of a [`ManagementClient`](crate::ManagementClient). Only an access key is required.
///
/// ```no_run
/// use std::time::Duration;
///
/// let client = genauth::ManagementClient::builder()
///     .access_key_id("60b49eb83fd80adb96f26e68")
///     .access_key_secret("e6f26e6860b49eb83fd80adb96f26e68")
///     .host("https://api.authing.cn")
///     .timeout(Duration::from_secs(30))
///     .build()?;
/// # Ok::<(), genauth::Error>(())
/// ```
#[derive(Default)]
#[must_use = "settings do nothing until `build`"]
pub struct ManagementClientBuilder {
    access_key_id: Option<String>,
    access_key_secret: Option<String>,
    management_token: Option<String>,
    #[cfg(feature = "token-cache")]
    token_cache: Option<std::path::PathBuf>,
    host: Option<String>,
    allow_http: bool,
    user_pool_id: Option<String>,
    tenant_id: Option<String>,
    lang: Option<String>,
    header_prefix: Option<String>,
    timeout: Option<Duration>,
    connect_timeout: Option<Duration>,
    max_response_bytes: Option<usize>,
    retry: RetryPolicy,
    strict_responses: bool,
    rate_limit: Option<u32>,
    proxy: Option<Result<ProxySetting, Violation>>,
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    root_certificates: Option<Result<std::sync::Arc<Roots>, Violation>>,
    user_agent_suffix: Option<String>,
    #[cfg(feature = "events")]
    events_host: Option<String>,
    transport: TransportSetting,
    observer: Option<Observer>,
}

#[derive(Default)]
enum TransportSetting {
    #[default]
    Default,
    Mapped(Box<dyn FnOnce(UreqTransport) -> Box<dyn Transport>>),
    Custom(Box<dyn Transport>),
}

impl ManagementClientBuilder {
    /// ID of the access key. Required, unless a [`management_token`](Self::management_token) is given.
    pub fn access_key_id(mut self, id: impl Into<String>) -> Self {
        self.access_key_id = Some(id.into());
        self
    }

    /// Secret of the access key. Required, unless a [`management_token`](Self::management_token) is given. No output of
    /// this crate shows it.
    pub fn access_key_secret(mut self, secret: impl Into<String>) -> Self {
        self.access_key_secret = Some(secret.into());
        self
    }

    /// A management token that the program already has, instead of an access key.
    ///
    /// ```no_run
    /// # let token = "eyJhbGciOiJIUzI1NiJ9.eyJzY29wZWRfdXNlcnBvb2xfaWQiOiJwb29sIn0.c2lnbmF0dXJl";
    /// let client = genauth::ManagementClient::builder().management_token(token).build()?;
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// The client makes no token request and cannot renew the token: once the service rejects it, every request fails,
    /// normally with [`is_unauthorized`](crate::Error::is_unauthorized). The user pool is
    /// [`user_pool_id`](Self::user_pool_id), or else the one named in the token; if there is neither,
    /// [`build`](Self::build) fails.
    pub fn management_token(mut self, token: impl Into<String>) -> Self {
        self.management_token = Some(token.into());
        self
    }

    /// Keeps the management token in this file, for programs that start often and send few requests. Defaults to none.
    ///
    /// ```no_run
    /// # let directory = std::path::PathBuf::new();
    /// let client = genauth::ManagementClient::builder()
    ///     .access_key_id("60b49eb83fd80adb96f26e68")
    ///     .access_key_secret("e6f26e6860b49eb83fd80adb96f26e68")
    ///     .token_cache(directory.join("management-token"))
    ///     .build()?;
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// A client that needs a token first looks into the file, and stores the token there if it had to fetch one. The
    /// directory must exist. The file contains the token, but not the secret of the access key. It is only used with
    /// the [host](Self::host), access key and [user pool](Self::user_pool_id) that it was written for, and for at most
    /// two hours; use one file for each. A file that cannot be used, for this or any other reason, is ignored and
    /// replaced, and one that cannot be written only causes a warning in the log.
    ///
    /// On Unix, only the owner may access the file, and one that others may access is ignored. On Windows, it has the
    /// access rights of its directory, so choose one that belongs to the user, such as one below `%LOCALAPPDATA%`.
    ///
    /// Several processes can share the file. While one of them fetches a token, the others wait for it, up to half of
    /// their [timeout](Self::timeout), and then fetch one themselves. A lock next to the file, with the suffix `.lock`,
    /// expires after 3 s, in case its process has died.
    ///
    /// A token that the service rejects is removed from the file, unless another process has replaced it already. The
    /// request is then repeated as usual, and once more if the token that another process has stored is rejected, too.
    ///
    /// It cannot be combined with a [`management_token`](Self::management_token).
    #[cfg(feature = "token-cache")]
    pub fn token_cache(mut self, path: impl Into<std::path::PathBuf>) -> Self {
        self.token_cache = Some(path.into());
        self
    }

    /// Base URL of the service. Defaults to `https://api.genauth.ai`.
    ///
    /// Authing's public service is `https://api.authing.cn`. The URL of a private deployment may have a port and a
    /// path; trailing slashes are dropped. The key's secret and the token are sent to this host and to no other.
    pub fn host(mut self, url: impl Into<String>) -> Self {
        self.host = Some(url.into());
        self
    }

    /// Allows a plain `http://` host. Defaults to `false`, which allows it for loopback addresses only.
    ///
    /// Anyone on the network path can then read the access key secret.
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.allow_http = allow;
        self
    }

    /// The user pool to manage. Defaults to the one that the management token names, or else to the access key ID.
    ///
    /// Set it for the key of a collaborating administrator: the ID of such a key is not the ID of the user pool.
    pub fn user_pool_id(mut self, id: impl Into<String>) -> Self {
        self.user_pool_id = Some(id.into());
        self
    }

    /// The tenant on whose behalf requests are made. Defaults to none.
    pub fn tenant_id(mut self, id: impl Into<String>) -> Self {
        self.tenant_id = Some(id.into());
        self
    }

    /// Language of the server's messages: `zh-CN`, `en-US`, `ja-JP`, `zh-TW`, or another one that it knows. By default
    /// the server chooses.
    pub fn lang(mut self, lang: impl Into<String>) -> Self {
        self.lang = Some(lang.into());
        self
    }

    /// The prefix of the service's own headers, such as `x-acme`, for deployments that have renamed them.
    ///
    /// By default each of these headers is sent twice, as `x-authing-..` and as `x-genauth-..`. GenAuth's own
    /// SDK of 2026 sends only `x-authing-..`.
    pub fn header_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.header_prefix = Some(prefix.into());
        self
    }

    /// Time limit for one attempt, from its start to the last byte of the response, including a token request if one is
    /// needed. Defaults to 10 s; at most 24 h.
    ///
    /// It also limits a token request, which goes on if the request that needed the token first has a shorter timeout.
    /// All attempts together are limited by the [deadline](RetryPolicy::deadline) of the retry policy.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Time limit for establishing a connection, including TLS. Defaults to 5 s; the [timeout](Self::timeout) applies
    /// as well.
    ///
    /// If the host has several addresses and the first does not respond within 250 ms, the next one is tried as well, and
    /// so on. The first connection is used, and its address is tried first for the next 10 minutes.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// Whether a response must be as documented. Defaults to `false`.
    ///
    /// By default, a value of an unexpected type costs only its field, which has its default, and
    /// [`decode_issues`](crate::Response::decode_issues) lists it. With `true` it is an error, for which
    /// [`is_decode`](crate::Error::is_decode) returns true: the service has then carried the operation out, and
    /// [`body`](crate::Error::body) is the whole response. Operations that decide something, such as
    /// [`is_user_exists`](crate::ManagementClient::is_user_exists), are always strict.
    pub fn strict_responses(mut self, strict: bool) -> Self {
        self.strict_responses = strict;
        self
    }

    /// When to repeat requests. Defaults to 3 attempts within 60 s; a write that may have been applied is never
    /// repeated.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Maximum number of requests per second over all clones of the client, evenly spread. Defaults to no limit. Bulk
    /// runs also find out what the service accepts: see [`RetryPolicy`](RetryPolicy#pacing).
    ///
    /// Requests are sent first come, first served. A permit that was taken late lets the next one follow sooner, so that
    /// there may be two requests more than this within a second, or 0.5 % more.
    ///
    /// Each attempt waits for its permit before its [timeout](Self::timeout) starts. If the permit would only be due
    /// after the [deadline](RetryPolicy::deadline) of the retry policy, 60 s by default, the request fails at once with
    /// [`TransportErrorKind::RateLimit`](crate::transport::TransportErrorKind::RateLimit).
    ///
    /// GenAuth's free plan allows 300 requests per second per user pool.
    pub fn rate_limit(mut self, requests_per_second: u32) -> Self {
        self.rate_limit = Some(requests_per_second);
        self
    }

    /// Maximum size of a response body after decompression, in bytes. Defaults to 32 MiB. A larger one is an error.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = Some(bytes);
        self
    }

    /// The HTTP proxy to use, such as `http://user:password@proxy.example:3128`.
    ///
    /// Defaults to the one in the environment, and to none if the host is a loopback address. The first of these
    /// variables that names an HTTP proxy decides, when the client is built: `https_proxy`, `HTTPS_PROXY`, `all_proxy`,
    /// `ALL_PROXY`; for a plain `http://` host, `http_proxy` and `HTTP_PROXY` instead of the first two. A variable that
    /// names something else, such as a SOCKS proxy, is ignored with a warning in the log. `HTTP_PROXY` is also ignored in
    /// a CGI script, where it is a header of the incoming request.
    ///
    /// Hosts in `no_proxy` or `NO_PROXY` are reached directly: a list of domains (which include their subdomains),
    /// addresses and networks such as `10.0.0.0/8`, separated by commas or spaces, or `*` for all hosts.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        // The violation does not show the URL, which may contain a password.
        let violation = || Violation::new("proxy", ViolationKind::Malformed, "must be the URL of an HTTP proxy");
        self.proxy = Some(parse_proxy(&url.into()).ok_or_else(violation));
        self
    }

    /// Trusts these root certificates, one or more as PEM, instead of the built-in ones: for a private deployment with
    /// its own certificate authority, or behind a proxy that intercepts TLS.
    ///
    /// A client talks to one host, so it needs no other roots. Verification cannot be switched off.
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        let violation = || {
            Violation::new(
                "root_certificates",
                ViolationKind::Malformed,
                "must be certificates as PEM",
            )
        };
        self.root_certificates = Some(Roots::parse(&pem.into()).map(std::sync::Arc::new).ok_or_else(violation));
        self
    }

    /// Appends a product token to the `User-Agent` header, such as `my-tool/1.2`.
    pub fn user_agent_suffix(mut self, suffix: impl Into<String>) -> Self {
        self.user_agent_suffix = Some(suffix.into());
        self
    }

    /// Base URL of the event service for [`subscribe`](crate::ManagementClient::subscribe): `wss://..`, or `ws://` for
    /// loopback addresses and with [`allow_http`](Self::allow_http).
    ///
    /// Defaults to `wss://events.genauth.ai` for GenAuth's public host, and to `wss://openevent.authing.cn` for
    /// Authing's. It is required for any other host, because a signature made with the key is only sent to a host that
    /// is known or was named.
    #[cfg(feature = "events")]
    pub fn events_host(mut self, url: impl Into<String>) -> Self {
        self.events_host = Some(url.into());
        self
    }

    /// Calls this function after each attempt to send a request, for metrics.
    ///
    /// ```no_run
    /// use std::sync::Arc;
    /// use std::sync::atomic::{AtomicU64, Ordering};
    ///
    /// let failures = Arc::new(AtomicU64::new(0));
    /// let counter = Arc::clone(&failures);
    /// let client = genauth::ManagementClient::builder()
    ///     .access_key_id("id")
    ///     .access_key_secret("secret")
    ///     .on_attempt(move |attempt| {
    ///         if attempt.status_code != Some(200) {
    ///             counter.fetch_add(1, Ordering::Relaxed);
    ///         }
    ///     })
    ///     .build()?;
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// The function is called on the thread that sends the request, by several threads at once if they share the client,
    /// and delays the request until it returns. Requests for a token are not reported.
    pub fn on_attempt(mut self, observer: impl Fn(&Attempt<'_>) + Send + Sync + 'static) -> Self {
        self.observer = Some(Box::new(observer));
        self
    }

    /// Sends requests through this [`Transport`] instead of the default one.
    ///
    /// The connect timeout, the size limit, the proxy and the root certificates are settings of the default transport,
    /// and have no effect on another one.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = TransportSetting::Custom(Box::new(transport));
        self
    }

    /// Wraps the default transport, which is made from the settings of this builder.
    ///
    /// ```no_run
    /// use genauth::ManagementClient;
    /// use genauth::transport::{HttpRequest, HttpResponse, Transport, TransportError, UreqTransport};
    ///
    /// /// Prints the operation of each request.
    /// struct Printing(UreqTransport);
    ///
    /// impl Transport for Printing {
    ///     fn send(&self, request: &HttpRequest) -> Result<HttpResponse, TransportError> {
    ///         println!("sending {}", request.operation);
    ///         self.0.send(request)
    ///     }
    /// }
    ///
    /// let client = ManagementClient::builder()
    ///     .access_key_id("id")
    ///     .access_key_secret("secret")
    ///     .map_transport(Printing)
    ///     .build()?;
    /// # Ok::<(), genauth::Error>(())
    /// ```
    pub fn map_transport<T: Transport + 'static>(mut self, wrap: impl FnOnce(UreqTransport) -> T + 'static) -> Self {
        self.transport = TransportSetting::Mapped(Box::new(|transport| Box::new(wrap(transport))));
        self
    }
}

impl fmt::Debug for ManagementClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let redacted = |secret: &Option<String>| secret.as_ref().map(|_| Redacted);
        f.debug_struct("ManagementClientBuilder")
            .field("access_key_id", &self.access_key_id)
            .field("access_key_secret", &redacted(&self.access_key_secret))
            .field("management_token", &redacted(&self.management_token))
            .field("user_pool_id", &self.user_pool_id)
            .field("tenant_id", &self.tenant_id)
            .field("lang", &self.lang)
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            // Not the host, which has not been validated yet and may contain credentials.
            .finish_non_exhaustive()
    }
}
