//! Who may send requests: management tokens, and the signatures of clients that fetch none.

mod signature;
mod token;

use genauth::schema::Operation;

use crate::http::HttpRequest;
use crate::reply::Refusal;

pub(crate) use signature::Signature;
pub(crate) use token::{Issuer, TOKEN_PATH};

/// The spellings of the API's own headers.
const PREFIXES: [&str; 2] = ["x-authing", "x-genauth"];

/// The first value of one of the API's own headers, in either spelling.
pub(crate) fn own_header<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    let mut values = PREFIXES
        .iter()
        .filter_map(|prefix| request.headers.get(&format!("{prefix}-{name}")));
    values.find(|value| !value.is_empty())
}

/// The refusal of a request without a valid token. Seen on the service: code 2020 means that the caller is not logged in.
fn not_logged_in(reason: &str) -> Refusal {
    Refusal::new(401, reason).with_api_code(2020)
}

/// Checks the credentials of a request. `secret_of` returns the secret of an access key.
pub(crate) fn check(
    request: &HttpRequest,
    operation: &Operation,
    issuer: &Issuer,
    now: i64,
    secret_of: impl Fn(&str) -> Option<String>,
) -> Result<(), Refusal> {
    let authorization = request.headers.get("authorization").unwrap_or_default();
    let (scheme, credentials) = authorization.split_once(' ').unwrap_or_default();
    if scheme.eq_ignore_ascii_case("bearer") {
        let key = issuer.verify(credentials.trim(), now).map_err(not_logged_in)?;
        // The key may have been deleted since.
        secret_of(&key).ok_or_else(|| not_logged_in("the access key of the token does not exist"))?;
        return check_user_pool(request, &key, issuer.user_pool_id());
    }
    match Signature::parse(authorization) {
        Some(signature) => {
            let secret = secret_of(signature.key).ok_or_else(|| not_logged_in("the access key does not exist"))?;
            signature.verify(request, operation, &secret)
        }
        None => Err(not_logged_in("the request has no token")),
    }
}

/// A request with a token names its user pool, or the access key if the client could not read the token.
fn check_user_pool(request: &HttpRequest, key: &str, user_pool_id: &str) -> Result<(), Refusal> {
    match own_header(request, "userpool-id") {
        None => Ok(()),
        Some(id) if id == user_pool_id || id == key => Ok(()),
        Some(_) => Err(Refusal::new(403, "the token does not belong to this user pool").with_api_code(1001)),
    }
}
