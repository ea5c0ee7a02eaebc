//! TLS: which library, and whom it trusts. There is no way to trust everybody.

use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, TlsProvider, parse_pem};

/// Root certificates of the caller's.
pub(crate) type Roots = Vec<Certificate<'static>>;

/// Reads the certificates of a PEM text; none, if one of them cannot be read or there are none.
pub(crate) fn parse_roots(pem: &[u8]) -> Option<Roots> {
    let items: Result<Vec<_>, _> = parse_pem(pem).collect();
    let certificates: Roots = items
        .ok()?
        .into_iter()
        .filter_map(|item| match item {
            PemItem::Certificate(certificate) => Some(certificate),
            _ => None,
        })
        .collect();
    let all_whole = certificates.iter().all(|certificate| is_whole(certificate.der()));
    (all_whole && !certificates.is_empty()).then_some(certificates)
}

/// Whether bytes are one DER sequence, as every certificate is. One that the TLS library cannot read it drops without a
/// word, and then nothing is trusted.
fn is_whole(der: &[u8]) -> bool {
    let (length, content) = match der {
        [0x30, length @ ..=0x7F, content @ ..] | [0x30, 0x81, length, content @ ..] => (usize::from(*length), content),
        [0x30, 0x82, high, low, content @ ..] => (usize::from(u16::from_be_bytes([*high, *low])), content),
        _ => return false,
    };
    length == content.len()
}

/// What the features of the build say, and the caller's roots where there are some.
pub(super) fn config(roots: Option<&Roots>) -> TlsConfig {
    let rustls = cfg!(feature = "rustls");
    let provider = if rustls {
        TlsProvider::Rustls
    } else {
        TlsProvider::NativeTls
    };
    let built_in = if rustls && cfg!(not(feature = "platform-verifier")) {
        RootCerts::WebPki
    } else {
        RootCerts::PlatformVerifier
    };
    TlsConfig::builder()
        .provider(provider)
        .root_certs(roots.map_or(built_in, |roots| RootCerts::new_with_certs(roots)))
        .build()
}
