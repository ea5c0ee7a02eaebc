//! Validates the settings and builds the client.

use std::sync::Arc;

use super::{ManagementClientBuilder, TransportSetting};
use crate::client::ManagementClient;
#[cfg(feature = "events")]
use crate::client::event_settings::EventSettings;
use crate::error::Error;
use crate::execute::overrides::check_timeout;
use crate::execute::pacer::Pacer;
#[cfg(feature = "token-cache")]
use crate::execute::token::file::TokenFile;
use crate::execute::token::{Credentials, Token, TokenCache, user_pool_claim};
use crate::execute::{Executor, Shared};
use crate::schema::violation::{Violation, ViolationKind};
#[cfg(any(feature = "rustls", feature = "native-tls"))]
use crate::transport::Roots;
use crate::transport::base_url::BaseUrl;
use crate::transport::{MAX_HEADER_BYTES, ProxySetting, UreqSettings, UreqTransport, is_header_name, is_header_value};

const DEFAULT_HOST: &str = "https://api.genauth.ai";

/// Which of the two spellings GenAuth's servers read is not documented, so both are sent.
const DEFAULT_HEADER_PREFIXES: [&str; 2] = ["x-authing", "x-genauth"];

const VERSION: &str = env!("CARGO_PKG_VERSION");

impl ManagementClientBuilder {
    /// Builds the client. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// [`Error::is_validation`], with all violations at once: a missing or blank key or secret, a host that is not an
    /// http(s) URL or has user info, a query or a fragment, plain http without [`allow_http`](Self::allow_http), a line
    /// break in a value that is sent in a header, an invalid proxy or certificate, a timeout of zero or more than 24 h,
    /// a limit of zero, a token together with an access key or a token cache.
    pub fn build(mut self) -> Result<ManagementClient, Error> {
        let mut violations = Vec::new();
        let base_url = self.check_host(&mut violations);
        #[cfg(feature = "token-cache")]
        self.check_token_cache(&mut violations);
        let credentials = self.check_credentials(&mut violations);
        self.check_texts(&mut violations);
        self.check_numbers(&mut violations);
        let proxy = self.check_proxy(base_url.as_ref(), &mut violations);
        #[cfg(any(feature = "rustls", feature = "native-tls"))]
        let roots = self.check_roots(&mut violations);
        let defaults = UreqSettings::default();
        let settings = UreqSettings {
            connect_timeout: self.connect_timeout.unwrap_or(defaults.connect_timeout),
            timeout: self.timeout.unwrap_or(defaults.timeout),
            max_response_bytes: self.max_response_bytes.unwrap_or(defaults.max_response_bytes),
            https_only: base_url.as_ref().is_some_and(|url| url.is_https),
            proxy,
            #[cfg(any(feature = "rustls", feature = "native-tls"))]
            roots,
        };
        #[cfg(feature = "events")]
        let events = EventSettings::new(
            self.events_host.as_deref(),
            base_url.as_ref(),
            self.allow_http,
            &settings,
            &mut violations,
        );
        let (Some(base_url), Some(credentials), true) = (base_url, credentials, violations.is_empty()) else {
            return Err(Error::invalid_settings(violations).with_operation("build"));
        };
        let timeout = settings.timeout;
        let header_prefixes = self.header_prefixes();
        let headers = self.headers(&header_prefixes);
        let transport = match self.transport {
            TransportSetting::Default => Box::new(UreqTransport::new(settings)),
            TransportSetting::Mapped(wrap) => wrap(UreqTransport::new(settings)),
            TransportSetting::Custom(transport) => transport,
        };
        #[cfg(feature = "token-cache")]
        let token_file = self
            .token_cache
            .and_then(|path| TokenFile::new(&path, &base_url.url, &credentials, self.user_pool_id.as_deref()));
        let shared = Shared {
            base_url,
            credentials,
            #[cfg(feature = "token-cache")]
            token_file,
            user_pool_id: self.user_pool_id,
            header_prefixes,
            headers,
            timeout,
            retry: self.retry,
            strict_responses: self.strict_responses,
            pacer: Pacer::new(self.rate_limit),
            transport,
            observer: self.observer,
        };
        Ok(ManagementClient {
            executor: Executor {
                shared: Arc::new(shared),
                overrides: None,
                bulk_run: None,
            },
            #[cfg(feature = "events")]
            events: Arc::new(events),
        })
    }

    fn check_host(&self, violations: &mut Vec<Violation>) -> Option<BaseUrl> {
        let base_url = match BaseUrl::parse(self.host.as_deref().unwrap_or(DEFAULT_HOST)) {
            Ok(base_url) => base_url,
            Err(violation) => {
                violations.push(violation);
                return None;
            }
        };
        if !base_url.is_https && !base_url.is_loopback && !self.allow_http {
            let message = "must begin with https:// (or set `allow_http`)";
            violations.push(Violation::new("host", ViolationKind::Malformed, message));
        }
        let has_tls = cfg!(any(feature = "rustls", feature = "native-tls"));
        let is_custom = matches!(self.transport, TransportSetting::Custom(_));
        if base_url.is_https && !has_tls && !is_custom {
            let message = "needs the feature `rustls` or `native-tls` for https";
            violations.push(Violation::new("host", ViolationKind::Unsupported, message));
        }
        Some(base_url)
    }

    fn check_credentials(&mut self, violations: &mut Vec<Violation>) -> Option<Credentials> {
        if let Some(token) = self.management_token.take() {
            if self.access_key_id.is_some() || self.access_key_secret.is_some() {
                let message = "cannot be combined with an access key";
                violations.push(Violation::new("management_token", ViolationKind::Conflict, message));
            }
            return self.check_token(token, violations);
        }
        Some(Credentials::AccessKey {
            id: check_key("access_key_id", self.access_key_id.take(), violations),
            secret: check_key("access_key_secret", self.access_key_secret.take(), violations),
            tokens: TokenCache::default(),
        })
    }

    #[cfg(feature = "token-cache")]
    fn check_token_cache(&self, violations: &mut Vec<Violation>) {
        let Some(path) = &self.token_cache else { return };
        if self.management_token.is_some() {
            let message = "cannot be combined with a management token";
            violations.push(Violation::new("token_cache", ViolationKind::Conflict, message));
        }
        if path.file_name().is_none() {
            let message = "must be the path of a file";
            violations.push(Violation::new("token_cache", ViolationKind::Malformed, message));
        }
    }

    fn check_token(&self, token: String, violations: &mut Vec<Violation>) -> Option<Credentials> {
        if let Some(violation) = check_text("management_token", &token) {
            violations.push(violation);
            return None;
        }
        let Some(user_pool_id) = self.user_pool_id.clone().or_else(|| user_pool_claim(&token)) else {
            let message = "is required, because the management token does not name a user pool";
            violations.push(Violation::new("user_pool_id", ViolationKind::Missing, message));
            return None;
        };
        Some(Credentials::Token(Arc::new(Token::from_caller(token, user_pool_id))))
    }

    fn check_proxy(&mut self, base_url: Option<&BaseUrl>, violations: &mut Vec<Violation>) -> ProxySetting {
        match self.proxy.take() {
            Some(Ok(proxy)) => return proxy,
            Some(Err(violation)) => violations.push(violation),
            None => {
                let is_custom = matches!(self.transport, TransportSetting::Custom(_));
                let remote = base_url.filter(|url| !url.is_loopback && !is_custom);
                // A client talks to one host, so this is decided once.
                return remote.map_or_else(ProxySetting::none, |url| ProxySetting::from_env_for(&url.url));
            }
        }
        ProxySetting::none()
    }

    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    fn check_roots(&mut self, violations: &mut Vec<Violation>) -> Option<Arc<Roots>> {
        match self.root_certificates.take()? {
            Ok(roots) => Some(roots),
            Err(violation) => {
                violations.push(violation);
                None
            }
        }
    }

    fn check_texts(&self, violations: &mut Vec<Violation>) {
        let texts = [
            ("user_pool_id", &self.user_pool_id),
            ("tenant_id", &self.tenant_id),
            ("lang", &self.lang),
            ("header_prefix", &self.header_prefix),
            ("user_agent_suffix", &self.user_agent_suffix),
        ];
        for (setting, text) in texts {
            let Some(text) = text else { continue };
            let has_valid_name = || setting != "header_prefix" || is_header_name(text);
            match check_text(setting, text) {
                Some(violation) => violations.push(violation),
                None if !has_valid_name() => {
                    let message = "must consist of letters, digits and hyphens";
                    violations.push(Violation::new(setting, ViolationKind::Malformed, message));
                }
                None => {}
            }
        }
    }

    fn check_numbers(&self, violations: &mut Vec<Violation>) {
        for (setting, timeout) in [("timeout", self.timeout), ("connect_timeout", self.connect_timeout)] {
            violations.extend(timeout.and_then(|timeout| check_timeout(setting, timeout)));
        }
        let numbers = [
            ("rate_limit", self.rate_limit == Some(0)),
            ("max_response_bytes", self.max_response_bytes == Some(0)),
        ];
        for (setting, is_zero) in numbers {
            if is_zero {
                let message = "must be at least 1 (got 0)";
                violations.push(Violation::new(setting, ViolationKind::OutOfRange, message));
            }
        }
    }

    fn header_prefixes(&self) -> Vec<String> {
        match &self.header_prefix {
            Some(prefix) => vec![prefix.to_ascii_lowercase()],
            None => DEFAULT_HEADER_PREFIXES.map(str::to_owned).to_vec(),
        }
    }

    /// The headers that do not depend on the token.
    fn headers(&self, prefixes: &[String]) -> Vec<(String, String)> {
        let user_agent = match &self.user_agent_suffix {
            Some(suffix) => format!("genauth-rust-sdk/{VERSION} {suffix}"),
            None => format!("genauth-rust-sdk/{VERSION}"),
        };
        let mut headers = vec![
            ("accept".to_owned(), "application/json".to_owned()),
            ("user-agent".to_owned(), user_agent),
        ];
        let service_headers = [
            ("sdk-version", Some(format!("genauth-rust-sdk:{VERSION}"))),
            ("request-from", Some("sdk".to_owned())),
            ("app-tenant-id", self.tenant_id.clone()),
            ("lang", self.lang.clone()),
        ];
        for prefix in prefixes {
            for (name, value) in &service_headers {
                let name = format!("{prefix}-{name}");
                headers.extend(value.clone().map(|value| (name, value)));
            }
        }
        headers
    }
}

fn check_key(setting: &str, text: Option<String>, violations: &mut Vec<Violation>) -> String {
    violations.extend(match &text {
        None => Some(Violation::new(setting, ViolationKind::Missing, "is required")),
        Some(text) => check_text(setting, text),
    });
    text.unwrap_or_default()
}

/// Whether a text can be sent in a header.
fn check_text(setting: &str, text: &str) -> Option<Violation> {
    let (kind, message) = if text.trim().is_empty() {
        (ViolationKind::Blank, "must not be blank")
    } else if text.contains(char::is_control) {
        (
            ViolationKind::Malformed,
            "must not contain line breaks or control characters",
        )
    } else if text.len() > MAX_HEADER_BYTES {
        (ViolationKind::TooLong, "must have at most 65536 bytes")
    } else if !is_header_value(text) {
        (ViolationKind::Malformed, "must be ASCII text")
    } else {
        return None;
    };
    Some(Violation::new(setting, kind, message))
}
