//! TLS: which library is used, and which certificates it trusts. Verification cannot be switched off.

use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, TlsProvider, parse_pem};

/// Root certificates from the caller; at least one.
pub(crate) struct Roots(Vec<Certificate<'static>>);

impl Roots {
    /// Parses the certificates in a PEM text. Returns `None` if there are none, or if one is malformed.
    #[inline]
    pub(crate) fn parse(pem: &[u8]) -> Option<Self> {
        let mut certificates = Vec::new();
        for item in parse_pem(pem) {
            match item.ok()? {
                PemItem::Certificate(certificate) if is_der_sequence(certificate.der()) => {
                    certificates.push(certificate);
                }
                PemItem::Certificate(_) => return None,
                _ => {}
            }
        }
        (!certificates.is_empty()).then_some(Roots(certificates))
    }

    /// The certificates as DER.
    #[cfg(feature = "events")]
    pub(crate) fn ders(&self) -> impl Iterator<Item = &[u8]> {
        self.0.iter().map(Certificate::der)
    }
}

/// Whether the bytes are one DER sequence, as every certificate is. The TLS library ignores certificates that it cannot
/// parse, and would then trust nothing.
#[inline]
fn is_der_sequence(der: &[u8]) -> bool {
    let (length, content) = match der {
        [0x30, length @ ..=0x7F, content @ ..] | [0x30, 0x81, length, content @ ..] => (usize::from(*length), content),
        [0x30, 0x82, high, low, content @ ..] => (usize::from(u16::from_be_bytes([*high, *low])), content),
        _ => return false,
    };
    length == content.len()
}

/// The TLS configuration for the enabled features, with the caller's roots instead of the built-in ones if given.
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
