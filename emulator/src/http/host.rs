//! Which hosts a request may be meant for.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Whether a `Host` header names this machine's loopback. Any other name may be one that a web page has bound to
/// 127.0.0.1, in order to read what it must not.
pub(crate) fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    if name.eq_ignore_ascii_case("localhost") {
        return true;
    }
    match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
        Some(address) => address.parse() == Ok(Ipv6Addr::LOCALHOST),
        None => name.parse().is_ok_and(|address: Ipv4Addr| address.is_loopback()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_is_accepted() {
        for host in [
            "localhost",
            "LOCALHOST:80",
            "127.0.0.1",
            "127.0.0.1:7077",
            "127.1.2.3:1",
            "[::1]:7077",
            "[::1]",
        ] {
            assert!(is_loopback(host), "{host}");
        }
        for host in [
            "",
            "example.com",
            "localhost.example.com",
            "127.0.0.1.example.com",
            "127.0.0.1@example.com",
            "10.0.0.1:80",
            "0.0.0.0",
            "::1",
            "[::2]",
            "localhost:",
            "localhost:x",
            "127.1",
        ] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
