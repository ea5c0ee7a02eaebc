//! The signature of a subscription.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

/// The signed text. It contains no time, so the signature never changes.
const SIGNED_TEXT: &[u8] = b"websocket\n";

/// `genauth KEY:SIGNATURE`. Authing's hosts expect their own name as the scheme.
pub(super) fn authorization(base_url: &str, key_id: &str, key_secret: &str) -> String {
    let scheme = if base_url.contains("authing") {
        "authing"
    } else {
        "genauth"
    };
    format!("{scheme} {key_id}:{}", sign(key_secret))
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
        for (base_url, scheme) in [
            ("https://events.genauth.ai", "genauth"),
            ("https://openevent.authing.cn", "authing"),
        ] {
            let expected = format!("{scheme} id:lzk14Eap1P6AoXLY7TUTjG3rMBI=");
            assert_eq!(authorization(base_url, "id", "secret"), expected);
        }
    }
}
