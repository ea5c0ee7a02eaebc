//! Which proxy a request goes through: the one in the settings, or the one that the environment names for its URL.

use std::ffi::OsString;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use ureq::http::Uri;
use ureq::{Proxy, ProxyProtocol};

/// Which proxy to use.
pub(crate) enum ProxySetting {
    /// The one that the environment names for the URL of each request.
    FromEnv,
    Fixed(Route),
}

/// How connections are made: through a proxy, or directly.
#[derive(Clone, Default)]
pub(crate) struct Route {
    pub(super) proxy: Option<Proxy>,
    /// The variable that names something other than an HTTP proxy, which was therefore not used.
    pub(super) skipped: Option<&'static str>,
}

impl ProxySetting {
    #[inline]
    pub(crate) fn none() -> Self {
        ProxySetting::Fixed(Route::default())
    }

    /// The proxy that the environment names for this URL.
    pub(crate) fn from_env_for(url: &str) -> Self {
        let uri: Option<Uri> = url.parse().ok();
        let proxied = uri.filter(|uri| !is_excluded(&no_proxy(), uri));
        let route = proxied.map(|uri| route_from(&candidates(is_https(&uri)), std::env::var_os));
        ProxySetting::Fixed(route.unwrap_or_default())
    }
}

/// Parses the URL of a proxy.
#[inline]
pub(crate) fn parse_proxy(url: &str) -> Option<ProxySetting> {
    let route = Route {
        proxy: Some(parse(url)?),
        skipped: None,
    };
    Some(ProxySetting::Fixed(route))
}

fn parse(url: &str) -> Option<Proxy> {
    let proxy = Proxy::new(url).ok()?;
    // ureq treats an invalid port as the default port.
    let authority = proxy.uri().authority()?;
    let (_, host_and_port) = authority.as_str().rsplit_once('@').unwrap_or(("", authority.as_str()));
    let has_port = host_and_port.len() > authority.host().len();
    if has_port && !matches!(authority.port_u16(), Some(1..)) {
        return None;
    }
    // SOCKS would need another dependency.
    let is_http = matches!(proxy.protocol(), ProxyProtocol::Http | ProxyProtocol::Https);
    is_http.then_some(proxy)
}

/// The routes of a transport.
pub(super) enum Routes {
    Fixed(Route),
    /// Those that the environment names.
    Environment {
        https: Route,
        http: Route,
        direct: Route,
        no_proxy: String,
    },
}

impl Routes {
    pub(super) fn new(setting: ProxySetting) -> Self {
        match setting {
            ProxySetting::Fixed(route) => Routes::Fixed(route),
            ProxySetting::FromEnv => Routes::Environment {
                https: route_from(&candidates(true), std::env::var_os),
                http: route_from(&candidates(false), std::env::var_os),
                direct: Route::default(),
                no_proxy: no_proxy(),
            },
        }
    }

    /// The route to this URL.
    pub(super) fn route(&self, uri: &Uri) -> &Route {
        match self {
            Routes::Fixed(route) => route,
            Routes::Environment { direct, no_proxy, .. } if is_excluded(no_proxy, uri) => direct,
            Routes::Environment { https, .. } if is_https(uri) => https,
            Routes::Environment { http, .. } => http,
        }
    }

    /// The proxy of most requests. They share TLS sessions if it is also the agent's.
    pub(super) fn usual_proxy(&self) -> Option<Proxy> {
        let (Routes::Fixed(usual) | Routes::Environment { https: usual, .. }) = self;
        usual.proxy.clone()
    }
}

fn is_https(uri: &Uri) -> bool {
    uri.scheme_str() == Some("https")
}

/// The variables that may name the proxy, in the order of precedence.
fn candidates(is_https: bool) -> Vec<&'static str> {
    if is_https {
        return vec!["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];
    }
    let mut names = vec!["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"];
    // In a CGI script, `HTTP_PROXY` is the header `Proxy` of the request that the script handles, so the sender of that
    // request chooses it. On Windows the name in lower case means the same variable.
    if std::env::var_os("REQUEST_METHOD").is_some() {
        names.retain(|name| *name != "HTTP_PROXY" && !(cfg!(windows) && *name == "http_proxy"));
    }
    names
}

/// The first of these variables that names an HTTP proxy decides; the others before it are skipped with a warning.
fn route_from(names: &[&'static str], variable: impl Fn(&'static str) -> Option<OsString>) -> Route {
    let mut route = Route::default();
    for name in names {
        let Some(value) = variable(name).filter(|value| !value.is_empty()) else {
            continue;
        };
        route.proxy = value.to_str().and_then(|url| parse(url.trim()));
        if route.proxy.is_some() {
            break;
        }
        warn_once(name);
        route.skipped.get_or_insert(name);
    }
    route
}

/// Warns that this variable is ignored, unless the process has already done so. The warning does not show the value,
/// which may contain credentials.
fn warn_once(name: &'static str) {
    static WARNED: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());
    let mut warned = WARNED.lock().unwrap_or_else(PoisonError::into_inner);
    // On Windows, the names in lower case and in upper case mean the same variable.
    let is_same = |known: &&str| *known == name || (cfg!(windows) && known.eq_ignore_ascii_case(name));
    if warned.iter().any(is_same) {
        return;
    }
    warned.push(name);
    // A logger may run arbitrary code, which may build another client.
    drop(warned);
    log::warn!("the environment variable `{name}` is ignored, because it is not the URL of an HTTP proxy");
}

/// The list of hosts that are reached without a proxy.
fn no_proxy() -> String {
    let lists = ["no_proxy", "NO_PROXY"].into_iter().filter_map(std::env::var_os);
    let list = lists
        .filter(|list| !list.is_empty())
        .map(|list| list.to_string_lossy().into_owned());
    list.take(1).collect()
}

/// Whether a list like `localhost, .example.com 10.0.0.0/8` contains the host of this URL. The rules are curl's; in
/// addition, `*` can be one of several entries, or the first label of a name.
fn is_excluded(list: &str, uri: &Uri) -> bool {
    let Some(host) = uri.host() else { return false };
    let address: Option<IpAddr> = without_brackets(host).parse().ok();
    let mut entries = list.split([',', ' ', '\t']);
    entries.any(|entry| match address {
        _ if entry == "*" => true,
        Some(address) => contains_address(entry, address),
        None => contains_name(entry, host),
    })
}

/// Whether the entry is this name or a domain above it.
fn contains_name(entry: &str, host: &str) -> bool {
    let without_dot = |name: &str| name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
    let entry = entry.strip_prefix('*').unwrap_or(entry);
    let domain = without_dot(entry.strip_prefix('.').unwrap_or(entry));
    let host = without_dot(host);
    let labels = host.strip_suffix(&*domain).filter(|_| !domain.is_empty());
    labels.is_some_and(|labels| labels.is_empty() || labels.ends_with('.'))
}

/// Whether the entry is this address, or a network in CIDR notation that contains it.
fn contains_address(entry: &str, address: IpAddr) -> bool {
    let (network, length) = entry.split_once('/').unwrap_or((entry, ""));
    let (network, address, bits): (u128, u128, u32) = match (without_brackets(network).parse(), address) {
        (Ok(IpAddr::V4(network)), IpAddr::V4(address)) => (network.to_bits().into(), address.to_bits().into(), 32),
        (Ok(IpAddr::V6(network)), IpAddr::V6(address)) => (network.to_bits(), address.to_bits(), 128),
        _ => return false,
    };
    // A single address has no length.
    let length = if length.is_empty() { Ok(bits) } else { length.parse() };
    let ignored = length.ok().and_then(|length| bits.checked_sub(length));
    ignored.is_some_and(|ignored| (network ^ address).checked_shr(ignored).unwrap_or(0) == 0)
}

fn without_brackets(host: &str) -> &str {
    host.strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
        .unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_excluded(list: &str, host: &str, expected: bool) {
        let uri = format!("https://{host}/path").parse().unwrap();
        assert_eq!(is_excluded(list, &uri), expected, "{list:?} and {host}");
    }

    #[test]
    fn no_proxy_means_what_it_means_to_curl() {
        for (list, host, expected) in NO_PROXY {
            assert_excluded(list, host, expected);
        }
    }

    /// `curl` 7.88 decides the same about each of these.
    const NO_PROXY: [(&str, &str, bool); 38] = [
        ("", "api.example.com", false),
        (",", "api.example.com", false),
        (".", "api.example.com", false),
        ("*", "api.example.com", true),
        ("*", "10.1.2.3", true),
        ("api.example.com", "api.example.com", true),
        ("API.Example.COM", "api.example.com", true),
        ("api.example.com", "API.EXAMPLE.com", true),
        ("example.com", "api.example.com", true),
        (".example.com", "api.example.com", true),
        (".example.com", "example.com", true),
        ("ample.com", "example.com", false),
        ("example.com", "badexample.com", false),
        ("api.example.com", "example.com", false),
        ("example.com.", "api.example.com", true),
        ("example.com", "api.example.com.", true),
        ("a.test,example.com", "api.example.com", true),
        ("a.test, example.com", "api.example.com", true),
        ("a.test , example.com ,b.test", "api.example.com", true),
        ("a.test example.com", "api.example.com", true),
        ("a.test\texample.com", "api.example.com", true),
        (",,example.com,,", "api.example.com", true),
        ("example.com:8443", "example.com:8443", false),
        ("example.com", "example.com:8443", true),
        ("10.1.2.3", "10.1.2.3", true),
        ("10.1.2.3", "10.1.2.4", false),
        (".2.3", "10.1.2.3", false),
        ("2.3", "10.1.2.3", false),
        ("10.0.0.0/8", "10.1.2.3", true),
        ("10.0.0.0/8", "11.1.2.3", false),
        ("10.1.2.0/23", "10.1.3.9", true),
        ("10.1.2.3/32", "10.1.2.3", true),
        ("10.0.0.0/33", "10.1.2.3", false),
        ("10.0.0.0/8", "api.example.com", false),
        ("::1", "[::1]", true),
        ("fd00::/8", "[fd12::7]", true),
        ("fd00::/8", "[fe80::7]", false),
        ("10.0.0.0/8", "[::1]", false),
    ];

    #[test]
    fn no_proxy_also_means_what_it_means_to_other_programs() {
        assert_excluded("*.example.com", "api.example.com", true);
        assert_excluded("a.test,*", "api.example.com", true);
        assert_excluded("[::1]", "[::1]:8443", true);
        assert_excluded("0.0.0.0/0", "10.1.2.3", true);
        assert_excluded("::/0", "[::1]", true);
        assert_excluded("10.0.0.0/x", "10.1.2.3", false);
        assert_excluded("10.0.0.0/4294967295", "10.0.0.0", false);
        assert_excluded("fe80::/10", "[fe80::7]", true);
        assert_excluded("fe80::/10", "[fec0::7]", false);
    }
}
