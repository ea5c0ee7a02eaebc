//! The settings of a client, and what makes them wrong.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

#[cfg(feature = "events")]
use super::subscription::EventService;
use super::{ManagementClient, Shared, is_header_name, is_header_value};
use crate::auth::TokenCache;
use crate::error::Error;
use crate::host::Host;
use crate::rate_limit::RateLimit;
use crate::retry::RetryPolicy;
#[cfg(any(feature = "rustls", feature = "native-tls"))]
use crate::transport::Roots;
use crate::transport::{Proxying, Transport, UreqSettings, UreqTransport, parse_proxy};
use crate::validate::Violation;

const DEFAULT_HOST: &str = "https://api.genauth.ai";
const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(10);
const DEFAULT_MAX_ANSWER_BYTES: usize = 32 * 1024 * 1024;

/// The longest timeout: beyond it, adding it to the clock could overflow.
const LONGEST_TIMEOUT: Duration = Duration::from_secs(24 * 60 * 60);

/// Which of the two spellings the servers read is not documented, so both are sent.
const DEFAULT_HEADER_PREFIXES: [&str; 2] = ["x-authing", "x-genauth"];

const VERSION: &str = env!("CARGO_PKG_VERSION");

pub(super) const REDACTED: &str = "<redacted>";

/// The settings of a [`ManagementClient`]. Only the access key is required.
///
/// ```
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
    host: Option<String>,
    allow_http: bool,
    user_pool_id: Option<String>,
    tenant_id: Option<String>,
    lang: Option<String>,
    header_prefix: Option<String>,
    timeout: Option<Duration>,
    connect_timeout: Option<Duration>,
    max_answer_bytes: Option<usize>,
    retry: RetryPolicy,
    rate_limit: Option<u32>,
    proxy: Option<Result<Proxying, Violation>>,
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    root_certificates: Option<Result<Arc<Roots>, Violation>>,
    user_agent_suffix: Option<String>,
    #[cfg(feature = "events")]
    events_host: Option<String>,
    transport: Option<Box<dyn Transport>>,
}

impl ManagementClientBuilder {
    /// Id of the access key. Required.
    pub fn access_key_id(mut self, id: impl Into<String>) -> Self {
        self.access_key_id = Some(id.into());
        self
    }

    /// Secret of the access key. Required; no output of this crate shows it.
    pub fn access_key_secret(mut self, secret: impl Into<String>) -> Self {
        self.access_key_secret = Some(secret.into());
        self
    }

    /// Base URL of the service, `https://api.genauth.ai` by default.
    ///
    /// Authing's public service is `https://api.authing.cn`. A private deployment may have a port and a path; a
    /// slash at the end is dropped. The key and the token go to this host and to no other.
    pub fn host(mut self, url: impl Into<String>) -> Self {
        self.host = Some(url.into());
        self
    }

    /// Allows a plain `http://` host. Without it, plain http is for loopback addresses only.
    ///
    /// Whoever listens on the way then reads the access key secret.
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.allow_http = allow;
        self
    }

    /// The user pool to manage. By default it is the one that the management token names, else the access key id.
    pub fn user_pool_id(mut self, id: impl Into<String>) -> Self {
        self.user_pool_id = Some(id.into());
        self
    }

    /// The tenant in whose name calls are made; none by default.
    pub fn tenant_id(mut self, id: impl Into<String>) -> Self {
        self.tenant_id = Some(id.into());
        self
    }

    /// Language of the server's messages: `zh-CN`, `en-US`, `ja-JP`, `zh-TW`, or another that it may know.
    ///
    /// By default none is asked for, and the server chooses.
    pub fn lang(mut self, lang: impl Into<String>) -> Self {
        self.lang = Some(lang.into());
        self
    }

    /// The one prefix of the service's own headers, such as `x-acme` where a deployment has renamed them.
    ///
    /// By default every such header is sent twice, as `x-authing-..` and as `x-genauth-..`.
    pub fn header_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.header_prefix = Some(prefix.into());
        self
    }

    /// Time for one attempt of a call, 10 s by default, at most a day: to the last byte of the answer, with the token
    /// if one has to be fetched. All attempts together end by the deadline of [`retry`](Self::retry).
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Time for a connection to stand, TLS included, 5 s by default. The whole timeout holds as well.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// When a call is sent again; by default up to three times within 60 s, and never a write that may have happened.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How many calls go out in a second at most, over all clones of the client; no limit by default.
    ///
    /// The free plan allows 300 a second for each user pool. Calls wait for their turn, evenly spread.
    pub fn rate_limit(mut self, calls_per_second: u32) -> Self {
        self.rate_limit = Some(calls_per_second);
        self
    }

    /// How large an answer may be, in bytes after unpacking, 32 MiB by default. A larger one is an error.
    pub fn max_answer_bytes(mut self, bytes: usize) -> Self {
        self.max_answer_bytes = Some(bytes);
        self
    }

    /// The HTTP proxy to call through, such as `http://user:password@proxy.example:3128`.
    ///
    /// By default it is the one of the environment (`ALL_PROXY`, `HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` holds), and
    /// none for a host on loopback.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        // Not the text that was found: it may hold a password.
        let problem = || Violation::new("proxy", "the URL of an HTTP proxy", "something else");
        self.proxy = Some(parse_proxy(&url.into()).ok_or_else(problem));
        self
    }

    /// Trusts these root certificates, one or more as PEM, instead of the built-in ones: for a private deployment with
    /// a certificate authority of its own, or behind a proxy that looks into TLS.
    ///
    /// A client talks to one host, so it needs no other roots. Checks are never switched off.
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        let problem = || Violation::new("root_certificates", "certificates as PEM", "something else");
        self.root_certificates = Some(Roots::parse(&pem.into()).map(Arc::new).ok_or_else(problem));
        self
    }

    /// What the user agent ends with, behind the name and the version of this crate: `my-tool/1.2`.
    pub fn user_agent_suffix(mut self, suffix: impl Into<String>) -> Self {
        self.user_agent_suffix = Some(suffix.into());
        self
    }

    /// Base URL of the event service, for [`subscribe`](ManagementClient::subscribe): `wss://..`, or `ws://` on
    /// loopback.
    ///
    /// By default it is `wss://events.genauth.ai` for GenAuth's public host and `wss://openevent.authing.cn` for
    /// Authing's. For any other host it has to be set: the key goes to no host that was not named.
    #[cfg(feature = "events")]
    pub fn events_host(mut self, url: impl Into<String>) -> Self {
        self.events_host = Some(url.into());
        self
    }

    /// Sends calls in another way than over a socket: see [`Transport`].
    ///
    /// The connect timeout and the answer's size are then up to it.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    pub(super) fn with_variables(mut self, variable: impl Fn(&str) -> Option<String>) -> Self {
        let variable = |name| variable(name).filter(|value| !value.is_empty());
        self.access_key_id = variable("GENAUTH_ACCESS_KEY_ID");
        self.access_key_secret = variable("GENAUTH_ACCESS_KEY_SECRET");
        self.host = variable("GENAUTH_HOST");
        self.user_pool_id = variable("GENAUTH_USER_POOL_ID");
        self.tenant_id = variable("GENAUTH_TENANT_ID");
        self.lang = variable("GENAUTH_LANG");
        self
    }

    /// Makes the client. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// [`Error::is_validation`], with everything that is wrong at once: a missing or blank key or secret, a host
    /// that is no http(s) URL or carries user info, a query or a fragment, plain http without
    /// [`allow_http`](Self::allow_http), a line break in a value that goes into a header, a timeout of zero.
    pub fn build(mut self) -> Result<ManagementClient, Error> {
        let mut violations = Vec::new();
        let host = self.checked_host(&mut violations);
        self.check_texts(&mut violations);
        self.check_numbers(&mut violations);
        let proxy = self.checked_proxy(host.as_ref(), &mut violations);
        #[cfg(any(feature = "rustls", feature = "native-tls"))]
        let roots = self.checked_roots(&mut violations);
        #[cfg(feature = "events")]
        let events = self.checked_events(host.as_ref(), roots.clone(), &mut violations);
        let (Some(host), true) = (host, violations.is_empty()) else {
            return Err(Error::settings(violations));
        };
        let timeout = self.timeout.unwrap_or(DEFAULT_TIMEOUT);
        let transport = self.transport.take().unwrap_or_else(|| {
            Box::new(UreqTransport::new(UreqSettings {
                connect_timeout: self.connect_timeout.unwrap_or(DEFAULT_CONNECT_TIMEOUT),
                timeout,
                max_answer_bytes: self.max_answer_bytes.unwrap_or(DEFAULT_MAX_ANSWER_BYTES),
                https_only: host.is_https,
                proxy,
                #[cfg(any(feature = "rustls", feature = "native-tls"))]
                roots,
            }))
        });
        let header_prefixes = self.header_prefixes();
        let shared = Shared {
            headers: self.headers(&header_prefixes),
            host,
            access_key_id: self.access_key_id.unwrap_or_default(),
            access_key_secret: self.access_key_secret.unwrap_or_default(),
            user_pool_id: self.user_pool_id,
            header_prefixes,
            timeout,
            retry: self.retry,
            rate_limit: self.rate_limit.map(RateLimit::per_second),
            transport,
            tokens: TokenCache::default(),
            #[cfg(feature = "events")]
            events,
        };
        Ok(ManagementClient {
            shared: Arc::new(shared),
            options: None,
        })
    }

    fn checked_host(&self, violations: &mut Vec<Violation>) -> Option<Host> {
        let host = match Host::parse(self.host.as_deref().unwrap_or(DEFAULT_HOST)) {
            Ok(host) => host,
            Err(violation) => {
                violations.push(violation);
                return None;
            }
        };
        if !host.is_https && !host.is_loopback && !self.allow_http {
            let expected = "an https URL, or allow_http(true)";
            violations.push(Violation::new("host", expected, "plain http to another machine"));
        }
        let has_tls = cfg!(any(feature = "rustls", feature = "native-tls"));
        if host.is_https && !has_tls && self.transport.is_none() {
            let expected = "the feature `rustls` or `native-tls` for https";
            violations.push(Violation::new("host", expected, "a build without them"));
        }
        Some(host)
    }

    fn checked_proxy(&mut self, host: Option<&Host>, violations: &mut Vec<Violation>) -> Proxying {
        match self.proxy.take() {
            Some(Ok(proxy)) => return proxy,
            Some(Err(violation)) => violations.push(violation),
            None if host.is_some_and(|host| !host.is_loopback) => return Proxying::FromEnv,
            None => {}
        }
        Proxying::None
    }

    #[cfg(feature = "events")]
    fn checked_events(
        &self,
        host: Option<&Host>,
        roots: Option<Arc<Roots>>,
        violations: &mut Vec<Violation>,
    ) -> EventService {
        // Only the scheme changes: `ws` may be in a name, too.
        let named = self
            .events_host
            .as_deref()
            .map(|url| match url.trim().split_once("://") {
                Some((scheme, rest)) if scheme.eq_ignore_ascii_case("wss") => {
                    Host::parse(&format!("https://{rest}")).ok()
                }
                Some((scheme, rest)) if scheme.eq_ignore_ascii_case("ws") => {
                    Host::parse(&format!("http://{rest}")).ok()
                }
                _ => None,
            });
        let url = match named {
            Some(Some(host)) if host.is_https || host.is_loopback || self.allow_http => Some(host.url),
            Some(_) => {
                violations.push(Violation::new(
                    "events_host",
                    "a URL that begins with wss://",
                    "something else",
                ));
                None
            }
            None => host.and_then(|host| match host.url.as_str() {
                "https://api.genauth.ai" => Some("https://events.genauth.ai".to_owned()),
                "https://api.authing.cn" | "https://core.authing.cn" => Some("https://openevent.authing.cn".to_owned()),
                _ => None,
            }),
        };
        EventService {
            url,
            roots,
            connect_timeout: self.connect_timeout.unwrap_or(DEFAULT_CONNECT_TIMEOUT),
        }
    }

    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    fn checked_roots(&mut self, violations: &mut Vec<Violation>) -> Option<Arc<Roots>> {
        match self.root_certificates.take()? {
            Ok(roots) => Some(roots),
            Err(violation) => {
                violations.push(violation);
                None
            }
        }
    }

    fn check_texts(&self, violations: &mut Vec<Violation>) {
        let required = true;
        let texts = [
            ("access_key_id", &self.access_key_id, required),
            ("access_key_secret", &self.access_key_secret, required),
            ("user_pool_id", &self.user_pool_id, !required),
            ("tenant_id", &self.tenant_id, !required),
            ("lang", &self.lang, !required),
            ("header_prefix", &self.header_prefix, !required),
            ("user_agent_suffix", &self.user_agent_suffix, !required),
        ];
        for (name, text, required) in texts {
            let (expected, found) = match text {
                None if required => ("text that is not blank", "nothing"),
                Some(text) if text.trim().is_empty() => ("text that is not blank", "blank text"),
                Some(text) if text.contains(char::is_control) => {
                    ("text on one line", "a line break or another control character")
                }
                Some(text) if !is_header_value(text) => ("ASCII text", "a character outside ASCII"),
                Some(text) if name == "header_prefix" && !is_header_name(text) => {
                    ("letters, digits and hyphens", "another character")
                }
                _ => continue,
            };
            violations.push(Violation::new(name, expected, found));
        }
    }

    fn check_numbers(&self, violations: &mut Vec<Violation>) {
        for (name, timeout) in [("timeout", self.timeout), ("connect_timeout", self.connect_timeout)] {
            match timeout {
                Some(timeout) if !is_timeout(timeout) => {
                    let expected = "more than zero, and a day at most";
                    violations.push(Violation::new(name, expected, format!("{timeout:?}")));
                }
                _ => {}
            }
        }
        if self.rate_limit == Some(0) {
            violations.push(Violation::new("rate_limit", "at least 1 call a second", "0"));
        }
        if self.max_answer_bytes == Some(0) {
            violations.push(Violation::new("max_answer_bytes", "at least 1", "0"));
        }
    }

    fn header_prefixes(&self) -> Vec<String> {
        match &self.header_prefix {
            Some(prefix) => vec![prefix.to_ascii_lowercase()],
            None => DEFAULT_HEADER_PREFIXES.map(str::to_owned).to_vec(),
        }
    }

    /// The headers that no token changes.
    fn headers(&self, prefixes: &[String]) -> Vec<(String, String)> {
        let user_agent = match &self.user_agent_suffix {
            Some(suffix) => format!("genauth-rust-sdk/{VERSION} {suffix}"),
            None => format!("genauth-rust-sdk/{VERSION}"),
        };
        let mut headers = vec![
            ("accept".to_owned(), "application/json".to_owned()),
            ("user-agent".to_owned(), user_agent),
        ];
        let own = [
            ("sdk-version", Some(format!("genauth-rust-sdk:{VERSION}"))),
            ("request-from", Some("sdk".to_owned())),
            ("app-tenant-id", self.tenant_id.clone()),
            ("lang", self.lang.clone()),
        ];
        for prefix in prefixes {
            for (name, value) in &own {
                let name = format!("{prefix}-{name}");
                headers.extend(value.clone().map(|value| (name, value)));
            }
        }
        headers
    }
}

pub(super) fn is_timeout(timeout: Duration) -> bool {
    !timeout.is_zero() && timeout <= LONGEST_TIMEOUT
}

impl fmt::Debug for ManagementClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let secret = self.access_key_secret.as_ref().map(|_| REDACTED);
        f.debug_struct("ManagementClientBuilder")
            .field("access_key_id", &self.access_key_id)
            .field("access_key_secret", &secret)
            .field("user_pool_id", &self.user_pool_id)
            .field("tenant_id", &self.tenant_id)
            .field("lang", &self.lang)
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            // Not the host: it is unchecked yet, and may hold credentials.
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_name_settings_and_empty_ones_do_not_count() {
        let client = ManagementClientBuilder::default()
            .with_variables(|name| {
                Some(match name {
                    "GENAUTH_ACCESS_KEY_ID" => "id".to_owned(),
                    "GENAUTH_ACCESS_KEY_SECRET" => "secret".to_owned(),
                    "GENAUTH_HOST" => "http://127.0.0.1:9/".to_owned(),
                    "GENAUTH_USER_POOL_ID" => "pool".to_owned(),
                    "GENAUTH_TENANT_ID" => "tenant".to_owned(),
                    "GENAUTH_LANG" => String::new(),
                    _ => panic!("{name} is not documented"),
                })
            })
            .build()
            .unwrap();
        let shared = &client.shared;
        assert_eq!(shared.access_key_id, "id");
        assert_eq!(shared.access_key_secret, "secret");
        assert_eq!(shared.host.url, "http://127.0.0.1:9");
        assert_eq!(shared.user_pool_id.as_deref(), Some("pool"));
        let value = |header| {
            let mut same = shared.headers.iter().filter(|(name, _)| name == header);
            same.next().map(|(_, value)| value.as_str())
        };
        assert_eq!(value("x-genauth-app-tenant-id"), Some("tenant"));
        assert_eq!(value("x-genauth-lang"), None);
    }

    #[test]
    fn an_environment_without_a_key_says_which() {
        let error = ManagementClientBuilder::default()
            .with_variables(|_| None)
            .build()
            .unwrap_err();
        let missing: Vec<_> = error.violations().iter().map(Violation::path).collect();
        assert_eq!(missing, ["access_key_id", "access_key_secret"]);
    }
}
