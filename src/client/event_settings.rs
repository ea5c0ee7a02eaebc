//! The settings of the event service.

use std::sync::Arc;
use std::time::Duration;

use crate::schema::violation::{Violation, ViolationKind};
use crate::transport::base_url::BaseUrl;
use crate::transport::{Roots, UreqSettings};

/// What a client knows about the event service.
pub(crate) struct EventSettings {
    /// Base URL, with `http` for `ws`. `None` if the client's host has no known event service.
    pub(crate) url: Option<String>,
    pub(crate) roots: Option<Arc<Roots>>,
    pub(crate) connect_timeout: Duration,
    /// Maximum size of a message, the same as that of a response.
    pub(crate) max_message_bytes: usize,
}

impl EventSettings {
    pub(super) fn new(
        events_host: Option<&str>,
        base_url: Option<&BaseUrl>,
        allow_http: bool,
        settings: &UreqSettings,
        violations: &mut Vec<Violation>,
    ) -> Self {
        let url = match events_host.map(parse) {
            Some(Some(host)) if host.is_https || host.is_loopback || allow_http => Some(host.url),
            Some(_) => {
                let message = "must be a URL that begins with wss://";
                violations.push(Violation::new("events_host", ViolationKind::Malformed, message));
                None
            }
            None => base_url.and_then(|base_url| public_event_service(&base_url.url)),
        };
        EventSettings {
            url,
            roots: settings.roots.clone(),
            connect_timeout: settings.connect_timeout,
            max_message_bytes: settings.max_response_bytes,
        }
    }
}

/// Replaces only the scheme, since `ws` may occur in the host name.
fn parse(url: &str) -> Option<BaseUrl> {
    let (scheme, rest) = url.trim().split_once("://")?;
    let scheme = match scheme.to_ascii_lowercase().as_str() {
        "wss" => "https",
        "ws" => "http",
        _ => return None,
    };
    BaseUrl::parse(&format!("{scheme}://{rest}")).ok()
}

/// The event service of a public host, which may be written with capital letters and the default port.
fn public_event_service(base_url: &str) -> Option<String> {
    let base_url = base_url.to_ascii_lowercase();
    let url = match base_url.strip_suffix(":443").unwrap_or(&base_url) {
        "https://api.genauth.ai" => "https://events.genauth.ai",
        "https://api.authing.cn" | "https://core.authing.cn" => "https://openevent.authing.cn",
        _ => return None,
    };
    Some(url.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_public_hosts_have_a_known_event_service() {
        for (host, expected) in [
            ("https://api.genauth.ai", Some("https://events.genauth.ai")),
            ("https://API.GenAuth.ai:443/", Some("https://events.genauth.ai")),
            ("https://api.authing.cn", Some("https://openevent.authing.cn")),
            ("https://core.authing.cn", Some("https://openevent.authing.cn")),
            ("http://api.genauth.ai", None),
            ("https://api.genauth.ai:8443", None),
            ("https://api.genauth.ai/iam", None),
            ("https://api.genauth.ai.example.com", None),
        ] {
            let url = BaseUrl::parse(host).unwrap().url;
            assert_eq!(public_event_service(&url).as_deref(), expected, "{host}");
        }
    }
}
