//! The management token: fetched once for all threads, kept, and renewed before it expires.

mod cache;
#[cfg(feature = "token-cache")]
pub(crate) mod file;

use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

pub(crate) use self::cache::TokenCache;
#[cfg(feature = "token-cache")]
use self::file::Found;
use super::retry::AttemptTime;
use super::{OperationContext, Shared};
use crate::codec::decode;
use crate::codec::encode::{Encoded, encode};
use crate::codec::envelope::{DataSink, Sink};
use crate::error::Error;
use crate::schema::{Method, Operation};
use crate::transport::is_header_value;

/// The operation that fetches the token. It is not in the tables, since only the client uses it.
static GET_MANAGEMENT_TOKEN: Operation =
    Operation::read("get_management_token", Method::Post, "/api/v3/get-management-token", "").secret();

/// A token is renewed this long before it expires, or after nine tenths of its life if that is later.
const RENEWAL_MARGIN: Duration = Duration::from_secs(30);

/// Longer lives are cut, so that adding one to the clock cannot overflow.
const MAX_LIFE: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// How a client authenticates itself.
pub(crate) enum Credentials {
    AccessKey {
        id: String,
        secret: String,
        tokens: TokenCache,
    },
    /// A management token from the caller, which the client can neither fetch nor renew.
    Token(Arc<Token>),
}

impl Credentials {
    /// The secret to keep out of all messages.
    pub(crate) fn secret(&self) -> &str {
        match self {
            Credentials::AccessKey { secret, .. } => secret,
            Credentials::Token(token) => &token.text,
        }
    }

    /// Discards a token that the service has rejected. Returns whether a new one may be tried.
    pub(crate) fn reject(&self, token: &Arc<Token>) -> bool {
        match self {
            Credentials::AccessKey { tokens, .. } => tokens.reject(token),
            Credentials::Token(_) => false,
        }
    }

    /// Records that a new token was rejected as well.
    pub(crate) fn renewal_was_useless(&self) {
        if let Credentials::AccessKey { tokens, .. } = self {
            tokens.pause_renewals();
        }
    }
}

/// A management token.
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) user_pool_id: String,
    /// Whether another client has fetched it, and left it in a file.
    pub(super) is_from_file: bool,
    renew_at: Instant,
    expires_at: Instant,
    /// The headers of a request without a body, made when they are first needed.
    pub(super) headers: OnceLock<Headers>,
    /// The headers of a request with JSON.
    pub(super) json_headers: OnceLock<Headers>,
}

pub(super) type Headers = Arc<[(String, String)]>;

impl Token {
    /// A token from the caller. It is used until the service rejects it.
    pub(crate) fn from_caller(text: String, user_pool_id: String) -> Self {
        let now = Instant::now();
        Self::new(text, user_pool_id, (now, now))
    }

    fn new(text: String, user_pool_id: String, (renew_at, expires_at): (Instant, Instant)) -> Self {
        Token {
            text,
            user_pool_id,
            is_from_file: false,
            renew_at,
            expires_at,
            headers: OnceLock::new(),
            json_headers: OnceLock::new(),
        }
    }
}

/// `data` of the response to the token request. It deliberately does not implement `Debug`.
#[derive(Default)]
struct TokenData {
    access_token: String,
    /// Seconds, as a number or a string.
    expires_in: Value,
}

decode::object! { TokenData { access_token = "access_token", expires_in = "expires_in" } }

impl Shared {
    /// A valid token. Waits until one is fetched if necessary, but not beyond the deadline of the attempt.
    pub(super) fn token(self: &Arc<Self>, time: AttemptTime) -> Result<Arc<Token>, Error> {
        match &self.credentials {
            Credentials::AccessKey { id, secret, tokens } => tokens.get(time, self.timeout, || {
                let (shared, id, secret) = (Arc::clone(self), id.clone(), secret.clone());
                move |deadline| shared.find_token(&id, &secret, deadline)
            }),
            Credentials::Token(token) => Ok(Arc::clone(token)),
        }
    }

    /// Drops a token that the service has rejected from the file, so that no other process tries it.
    pub(super) fn drop_from_file(&self, rejected: &Arc<Token>) {
        #[cfg(feature = "token-cache")]
        if let Some(file) = &self.token_file {
            file.remove(rejected);
        }
        #[cfg(not(feature = "token-cache"))]
        let _ = (self, rejected);
    }

    /// The token in the file, or else a new one, which the file then keeps.
    #[cfg(feature = "token-cache")]
    fn find_token(&self, key_id: &str, key_secret: &str, deadline: Instant) -> Result<Token, Error> {
        let Some(file) = &self.token_file else {
            return self.fetch_token(key_id, key_secret, deadline);
        };
        let _lock = match file.load_or_lock(deadline) {
            Found::Token { text, life } => {
                let mut token = self.new_token(text, key_id, life);
                token.is_from_file = true;
                return Ok(token);
            }
            Found::Nothing(lock) => lock,
        };
        let token = self.fetch_token(key_id, key_secret, deadline)?;
        file.store(&token, key_secret);
        Ok(token)
    }

    #[cfg(not(feature = "token-cache"))]
    fn find_token(&self, key_id: &str, key_secret: &str, deadline: Instant) -> Result<Token, Error> {
        self.fetch_token(key_id, key_secret, deadline)
    }

    fn fetch_token(&self, key_id: &str, key_secret: &str, deadline: Instant) -> Result<Token, Error> {
        let mut params = Map::new();
        params.insert("accessKeyId".to_owned(), key_id.into());
        params.insert("accessKeySecret".to_owned(), key_secret.into());
        let Encoded {
            mut request,
            content_type,
        } = encode(&GET_MANAGEMENT_TOKEN, &params, &self.base_url.url);
        // Overrides are left out, because they apply to single requests and the token is shared by all.
        request.headers = self.headers(None, None, content_type.as_deref());
        let mut data = None::<TokenData>;
        let mut sink = Sink {
            type_name: "a management token",
            has_success_field: false,
            data: DataSink::Value(&mut data),
        };
        // The service issues the token later than this, so here it never lives longer than there.
        let requested_at = Instant::now();
        let context = OperationContext::from(&GET_MANAGEMENT_TOKEN);
        let response = self.send(context, &mut request, deadline, &mut sink)?;
        self.token_from(data.unwrap_or_default(), key_id, requested_at)
            .ok_or_else(|| {
                let reason = "the response contains no usable access_token".to_owned();
                Error::decode(reason).with_response(response.http, response.request_id)
            })
    }

    fn token_from(&self, data: TokenData, key_id: &str, requested_at: Instant) -> Option<Token> {
        let text = data.access_token;
        is_token(&text).then(|| self.new_token(text, key_id, life_of(&data.expires_in, requested_at)))
    }

    fn new_token(&self, text: String, key_id: &str, life: (Instant, Instant)) -> Token {
        let user_pool_id = self.user_pool_id.clone().or_else(|| user_pool_claim(&text));
        Token::new(text, user_pool_id.unwrap_or_else(|| key_id.to_owned()), life)
    }
}

/// Whether a text can be sent as a token.
fn is_token(text: &str) -> bool {
    !text.trim().is_empty() && is_header_value(text)
}

/// When a token requested at that time is to be renewed, and when it expires. The clock is monotonic.
fn life_of(expires_in: &Value, requested_at: Instant) -> (Instant, Instant) {
    let seconds = match expires_in {
        Value::String(text) => decode::parse_float(text.trim()).unwrap_or(0.0),
        number => number.as_f64().unwrap_or(0.0),
    };
    let life = match Duration::try_from_secs_f64(seconds) {
        Ok(life) => life.min(MAX_LIFE),
        // The value does not fit into a `Duration`. A positive one means the maximum. A negative one or NaN means that
        // the token has no lifetime at all.
        Err(_) if seconds > 0.0 => MAX_LIFE,
        Err(_) => Duration::ZERO,
    };
    (
        requested_at + life.saturating_sub(renewal_margin(life)),
        requested_at + life,
    )
}

/// How long before its end a token with this life is renewed.
fn renewal_margin(life: Duration) -> Duration {
    RENEWAL_MARGIN.min(life / 10)
}

/// The user pool that a token belongs to, if it is a JWT that says so.
pub(crate) fn user_pool_claim(token: &str) -> Option<String> {
    #[derive(Default)]
    struct Claims {
        scoped_userpool_id: Option<String>,
    }

    decode::object! { Claims { scoped_userpool_id = "scoped_userpool_id" } }

    let payload = token.split('.').nth(1)?.trim_end_matches('=');
    let claims = URL_SAFE_NO_PAD.decode(payload).ok()?;
    let claims = std::str::from_utf8(&claims).ok()?;
    let id = decode::from_json::<Claims>(claims).ok()?.scoped_userpool_id?;
    (is_header_value(&id) && !id.trim().is_empty()).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_token_is_renewed_early_but_not_before_it_was_requested() {
        let requested_at = Instant::now();
        let renewed_after = |expires_in: Value| (life_of(&expires_in, requested_at).0 - requested_at).as_secs_f64();
        for (expires_in, seconds) in [
            (json!(7200), 7170.0),
            (json!("7200"), 7170.0),
            (json!(300), 270.0),
            (json!(100), 90.0),
            (json!(10), 9.0),
            (json!(1), 0.9),
            (json!(0.5), 0.45),
            (json!(0), 0.0),
            (json!(-5), 0.0),
            (json!(i64::MIN), 0.0),
            (json!(u64::MAX), 31_535_970.0),
            (json!(1e300), 31_535_970.0),
            (json!("inf"), 0.0),
            (json!("1e300"), 31_535_970.0),
            (json!("NaN"), 0.0),
            (json!("soon"), 0.0),
            (json!(null), 0.0),
            (json!([7200]), 0.0),
        ] {
            let found = renewed_after(expires_in.clone());
            assert!((found - seconds).abs() < 1e-6, "{expires_in}: {found}");
        }
    }

    #[test]
    fn the_claim_is_base64url_and_optional() {
        // {"scoped_userpool_id":"pool?>~"}, with characters that standard base64 encodes differently.
        let payload = "eyJzY29wZWRfdXNlcnBvb2xfaWQiOiJwb29sPz5-In0";
        let claim = Some("pool?>~".to_owned());
        assert_eq!(user_pool_claim(&format!("head.{payload}.sign")), claim);
        assert_eq!(user_pool_claim(&format!("head.{payload}=.sign")), claim);
        for opaque in ["", "opaque", ".", "a.b.c", "a.!!.c", "a.eyJ.c", "a.W10.c", "a.e30.c"] {
            assert_eq!(user_pool_claim(opaque), None, "{opaque}");
        }
    }
}
