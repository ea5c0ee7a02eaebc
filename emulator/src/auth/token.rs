//! Management tokens.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::params::Params;
use crate::reply::{Refusal, Reply};

/// Where tokens are issued.
pub(crate) const TOKEN_PATH: &str = "/api/v3/get-management-token";

/// Issues tokens and verifies them. Tokens are signed, so that they stay valid when an emulator with a state file is
/// started again.
pub(crate) struct Issuer {
    pub(crate) user_pool_id: String,
    pub(crate) lifetime_seconds: i64,
    /// The key of the signatures.
    pub(crate) key: Vec<u8>,
}

impl Issuer {
    pub(crate) fn user_pool_id(&self) -> &str {
        &self.user_pool_id
    }

    /// Responds to a token request. `secret_of` returns the secret of an access key.
    pub(crate) fn issue(&self, params: Params<'_>, now: i64, secret_of: impl Fn(&str) -> Option<String>) -> Reply {
        for name in ["accessKeyId", "accessKeySecret"] {
            if params.required(name).is_empty() {
                return Err(Refusal::malformed(name, "is required"));
            }
        }
        let id = params.required("accessKeyId");
        if secret_of(id).as_deref() != Some(params.required("accessKeySecret")) {
            return Err(Refusal::new(401, "the access key or its secret is wrong"));
        }
        Ok(json!({"access_token": self.token(id, now), "expires_in": self.lifetime_seconds}))
    }

    fn token(&self, key: &str, now: i64) -> String {
        let seconds = now.div_euclid(1000);
        // Clients decode the payload with base64 as well as base64url. Both agree on ASCII without `>`, `?` and `~`.
        let payload = json!({
            "sub": key,
            "scoped_userpool_id": self.user_pool_id,
            "iat": seconds,
            "exp": seconds + self.lifetime_seconds,
        });
        let head = json!({"alg": "HS256", "typ": "JWT"});
        let signed = [head, payload]
            .map(|part| URL_SAFE_NO_PAD.encode(part.to_string()))
            .join(".");
        let signature = URL_SAFE_NO_PAD.encode(self.hmac_of(&signed).finalize().into_bytes());
        format!("{signed}.{signature}")
    }

    fn hmac_of(&self, signed: &str) -> Hmac<Sha256> {
        let mut hmac = Hmac::<Sha256>::new_from_slice(&self.key).expect("HMAC takes keys of any length");
        hmac.update(signed.as_bytes());
        hmac
    }

    /// The ID of the access key that a token was issued for, or why it is not valid.
    pub(super) fn verify(&self, token: &str, now: i64) -> Result<String, &'static str> {
        const UNKNOWN: &str = "the token was not issued here";
        let (signed, signature) = token.rsplit_once('.').ok_or(UNKNOWN)?;
        let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| UNKNOWN)?;
        self.hmac_of(signed).verify_slice(&signature).map_err(|_| UNKNOWN)?;
        let payload = signed
            .split('.')
            .nth(1)
            .and_then(|text| URL_SAFE_NO_PAD.decode(text).ok());
        let claims: Value = payload
            .and_then(|text| serde_json::from_slice(&text).ok())
            .ok_or(UNKNOWN)?;
        if claims["exp"].as_i64().is_none_or(|end| end <= now.div_euclid(1000)) {
            return Err("the token has expired");
        }
        claims["sub"].as_str().map(str::to_owned).ok_or(UNKNOWN)
    }
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::STANDARD_NO_PAD;

    use super::*;

    fn issuer() -> Issuer {
        Issuer {
            user_pool_id: "60b49eb83fd80adb96f26e68".to_owned(),
            lifetime_seconds: 7200,
            key: b"key".to_vec(),
        }
    }

    #[test]
    fn a_token_is_valid_until_it_expires() {
        let token = issuer().token("the-key", 5_000);
        assert_eq!(issuer().verify(&token, 5_000), Ok("the-key".to_owned()));
        assert_eq!(issuer().verify(&token, 7_204_999), Ok("the-key".to_owned()));
        assert_eq!(issuer().verify(&token, 7_205_000), Err("the token has expired"));
    }

    #[test]
    fn a_token_of_another_issuer_is_unknown() {
        let token = issuer().token("the-key", 0);
        let other = Issuer {
            key: b"other".to_vec(),
            ..issuer()
        };
        let unsigned = token.rsplit_once('.').unwrap().0;
        for token in [
            "",
            ".",
            "..",
            "opaque",
            unsigned,
            &format!("{unsigned}."),
            &format!("{token}A"),
        ] {
            assert_eq!(
                issuer().verify(token, 0),
                Err("the token was not issued here"),
                "{token}"
            );
        }
        assert_eq!(other.verify(&token, 0), Err("the token was not issued here"));
    }

    #[test]
    fn the_payload_is_the_same_in_both_alphabets() {
        let token = issuer().token("the-key", 1_767_225_600_000);
        let payload = STANDARD_NO_PAD.decode(token.split('.').nth(1).unwrap()).unwrap();
        let expected =
            r#"{"exp":1767232800,"iat":1767225600,"scoped_userpool_id":"60b49eb83fd80adb96f26e68","sub":"the-key"}"#;
        assert_eq!(String::from_utf8(payload).unwrap(), expected);
    }
}
