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

fn public_event_service(base_url: &str) -> Option<String> {
    let url = match base_url {
        "https://api.genauth.ai" => "https://events.genauth.ai",
        "https://api.authing.cn" | "https://core.authing.cn" => "https://openevent.authing.cn",
        _ => return None,
    };
    Some(url.to_owned())
}
