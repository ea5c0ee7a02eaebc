//! The signature of a subscription.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

/// The signed text. It contains no time, so the signature never changes.
const SIGNED_TEXT: &[u8] = b"websocket\n";

/// `genauth KEY:SIGNATURE`. Authing's hosts expect their own name as the scheme.
pub(super) fn authorization(host: &str, key_id: &str, key_secret: &str) -> String {
    format!("{} {key_id}:{}", scheme(host), sign(key_secret))
}

/// `authing` if this is a label of the host name, as in `openevent.authing.cn`.
fn scheme(host: &str) -> &'static str {
    if host.split('.').any(|label| label.eq_ignore_ascii_case("authing")) {
        "authing"
    } else {
        "genauth"
    }
}

/// The signature for an access key secret.
pub(super) fn sign(secret: &str) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret.as_bytes()).expect("HMAC accepts keys of any length");
    mac.update(SIGNED_TEXT);
    STANDARD.encode(mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signature_is_the_documented_one() {
        assert_eq!(sign("secret"), "lzk14Eap1P6AoXLY7TUTjG3rMBI=");
    }

    #[test]
    fn the_scheme_depends_on_the_host() {
        for (host, scheme) in [
            ("events.genauth.ai", "genauth"),
            ("openevent.authing.cn", "authing"),
            ("OpenEvent.Authing.CN", "authing"),
            ("authing.corp.example", "authing"),
            ("notauthing.example", "genauth"),
            ("authing-proxy.example", "genauth"),
            ("127.0.0.1", "genauth"),
            ("::1", "genauth"),
        ] {
            let expected = format!("{scheme} id:lzk14Eap1P6AoXLY7TUTjG3rMBI=");
            assert_eq!(authorization(host, "id", "secret"), expected, "{host}");
        }
    }
}
