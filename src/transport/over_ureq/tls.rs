//! TLS: which library, and whom it trusts. There is no way to trust everybody.

use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, TlsProvider, parse_pem};

/// Root certificates of the caller's, one at least.
pub(crate) struct Roots(Vec<Certificate<'static>>);

impl Roots {
    /// Reads the certificates of a PEM text; none, if one of them cannot be read or there are none. Few programs have
    /// some, and only these compile it.
    #[inline]
    pub(crate) fn parse(pem: &[u8]) -> Option<Self> {
        let mut certificates = Vec::new();
        for item in parse_pem(pem) {
            match item.ok()? {
                PemItem::Certificate(certificate) if is_whole(certificate.der()) => certificates.push(certificate),
                PemItem::Certificate(_) => return None,
                _ => {}
            }
        }
        (!certificates.is_empty()).then_some(Roots(certificates))
    }

    /// Each as DER.
    #[cfg(feature = "events")]
    pub(crate) fn ders(&self) -> impl Iterator<Item = &[u8]> {
        self.0.iter().map(Certificate::der)
    }
}

/// Whether bytes are one DER sequence, as every certificate is. One that the TLS library cannot read it drops without a
/// word, and then nothing is trusted.
#[inline]
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
        .root_certs(roots.map_or(built_in, |roots| RootCerts::new_with_certs(&roots.0)))
        .build()
}
