//! The client, and the one way that every call takes through it.

mod builder;
mod options;
#[cfg(feature = "events")]
mod subscription;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Map;

pub use builder::ManagementClientBuilder;
use options::CallOptions;
#[cfg(feature = "events")]
pub use subscription::{Event, Subscription, SubscriptionCloser};

use crate::auth::{self, Token, TokenAnswer, TokenCache};
use crate::body_text;
use crate::encode::{Parts, encode};
use crate::error::{Cause, Error};
use crate::host::Host;
use crate::operation::{Method, Operation, OperationEffect, Param};
use crate::rate_limit::RateLimit;
use crate::redact::{Bytes, Secrets};
use crate::response::{self, Data, Response, Target};
use crate::retry::{Attempts, RetryPolicy};
use crate::transport::{Call, Transport, TransportErrorKind};
use crate::validate::Violation;

/// A client of the management API. It blocks, and needs no async runtime.
///
/// ```no_run
/// let client = genauth::ManagementClient::builder()
///     .access_key_id("60b49eb83fd80adb96f26e68")
///     .access_key_secret("e6f26e6860b49eb83fd80adb96f26e68")
///     .build()?;
///
/// let answer = client
///     .associate_tenant_resource()
///     .app_id("60b49eb83fd80adb96f26e68")
///     .code("book")
///     .association(true)
///     .send()?;
/// assert!(answer.data.success);
/// # Ok::<(), genauth::Error>(())
/// ```
///
/// Every operation has a method here, grouped below by what it is about. The method gives a request; its setters
/// bear the names of the parameters; `send` checks the request, sends it and waits.
///
/// Making a client opens no connection. Cloning one is cheap, and the clones share connections and the management
/// token, also between threads. The token is fetched by the first call that needs one, once for all threads, and
/// renewed before it ends.
#[derive(Clone)]
#[must_use = "a client makes no call by itself"]
pub struct ManagementClient {
    shared: Arc<Shared>,
    options: Option<Arc<CallOptions>>,
}

struct Shared {
    host: Host,
    access_key_id: String,
    access_key_secret: String,
    user_pool_id: Option<String>,
    header_prefixes: Vec<String>,
    /// What goes with every call, whoever makes it.
    headers: Vec<(String, String)>,
    timeout: Duration,
    retry: RetryPolicy,
    rate_limit: Option<RateLimit>,
    transport: Box<dyn Transport>,
    tokens: TokenCache,
    #[cfg(feature = "events")]
    events: subscription::EventService,
}

/// What a call is about, whether a row of the tables says it or the caller.
pub(crate) struct Subject {
    /// How errors and logs name it.
    pub(crate) name: Cow<'static, str>,
    pub(crate) effect: OperationEffect,
    pub(crate) data_in_body: bool,
    pub(crate) params: &'static [Param],
}

impl From<&'static Operation> for Subject {
    fn from(operation: &'static Operation) -> Self {
        Subject {
            name: operation.name.into(),
            effect: operation.effect,
            data_in_body: operation.data_in_body,
            params: operation.params,
        }
    }
}

/// The call behind all others. It is not in the tables: the client makes it by itself.
static GET_MANAGEMENT_TOKEN: Operation = Operation {
    name: "get_management_token",
    documented_name: None,
    method: Method::Post,
    path: "/api/v3/get-management-token",
    effect: OperationEffect::Read,
    domain: "",
    params: &[],
    data_in_body: false,
};

const TOO_LATE: &str = "the time went before the call was sent";

impl ManagementClient {
    /// Begins a client: give it an access key, and whatever differs from the defaults.
    pub fn builder() -> ManagementClientBuilder {
        ManagementClientBuilder::default()
    }

    /// A client with what the environment says.
    ///
    /// ```no_run
    /// let client = genauth::ManagementClient::from_env()?;
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// | variable | setting |
    /// |---|---|
    /// | `GENAUTH_ACCESS_KEY_ID` | [`access_key_id`](ManagementClientBuilder::access_key_id), required |
    /// | `GENAUTH_ACCESS_KEY_SECRET` | [`access_key_secret`](ManagementClientBuilder::access_key_secret), required |
    /// | `GENAUTH_HOST` | [`host`](ManagementClientBuilder::host) |
    /// | `GENAUTH_USER_POOL_ID` | [`user_pool_id`](ManagementClientBuilder::user_pool_id) |
    /// | `GENAUTH_TENANT_ID` | [`tenant_id`](ManagementClientBuilder::tenant_id) |
    /// | `GENAUTH_LANG` | [`lang`](ManagementClientBuilder::lang) |
    ///
    /// An empty variable counts as absent.
    ///
    /// # Errors
    ///
    /// As [`ManagementClientBuilder::build`].
    pub fn from_env() -> Result<Self, Error> {
        Self::builder().with_variables(|name| std::env::var(name).ok()).build()
    }

    /// What is wrong with the options of the call.
    pub(crate) fn option_violations(&self) -> &[Violation] {
        self.options.as_ref().map_or(&[], |options| &options.violations)
    }

    /// Sends a valid request, and sends it again where that can help and does no harm.
    pub(crate) fn run(&self, subject: &Subject, parts: &Parts, mut target: Target<'_>) -> Result<Response<()>, Error> {
        let mut attempts = Attempts::begin(self.retry_policy().clone(), self.timeout());
        let mut renewed = false;
        let result = loop {
            let deadline = attempts.next();
            let (token, error) = match self.attempt(subject, parts, deadline, &mut target) {
                Ok(response) => break Ok(response),
                Err(failed) => failed,
            };
            if let Some(token) = token.filter(|_| error.is_of_token()) {
                // With a new token the call is sent once more. It was refused, so nothing has happened.
                if !renewed && self.shared.tokens.refuse(&token) {
                    log::debug!("{error}; once more with a new token");
                    renewed = true;
                    attempts.forgive();
                    continue;
                }
                self.shared.tokens.refused_again(renewed);
            }
            let effect = if error.is_for_token() {
                OperationEffect::Read
            } else {
                subject.effect
            };
            let Some(wait) = attempts.wait_after(&error, effect) else {
                break Err(error.settled(effect, attempts.made, attempts.elapsed()));
            };
            log::debug!("{error}; again in {wait:.1?}");
            thread::sleep(wait);
        };
        let (made, took) = (attempts.made, attempts.elapsed());
        match &result {
            Ok(response) => log::debug!("{}: {response} after {made} attempt(s) in {took:.1?}", subject.name),
            // An error says by itself that there was more than one, and how long they took.
            Err(error) if made > 1 => log::debug!("{error}"),
            Err(error) => log::debug!("{error} after {made} attempt(s) in {took:.1?}"),
        }
        result
    }

    /// Sends a request once: token, transport, judge. An error comes with the token that was used.
    fn attempt(
        &self,
        subject: &Subject,
        parts: &Parts,
        deadline: Instant,
        target: &mut Target<'_>,
    ) -> Result<Response<()>, (Option<Arc<Token>>, Error)> {
        if !self.shared.rate_limit.as_ref().is_none_or(|limit| limit.wait(deadline)) {
            let error = Error::of_transport(TransportErrorKind::ConnectTimeout, TOO_LATE);
            return Err((None, error.with_operation(subject.name.clone())));
        }
        let key_secret = self.shared.access_key_secret.as_str();
        let token = match self.shared.tokens.get(deadline, |deadline| self.fetch_token(deadline)) {
            Ok(token) => token,
            Err(error) => {
                let error = error.for_token().without(&Secrets::of(&[key_secret]));
                return Err((None, error.with_operation(subject.name.clone())));
            }
        };
        let headers = match &self.options {
            Some(options) => options.apply(&token.headers),
            None => Cow::Borrowed(token.headers.as_slice()),
        };
        match self.exchange(subject, parts, &headers, deadline, target) {
            Ok(response) => Ok(response.without(&[key_secret, &token.text])),
            Err(error) => {
                let error = error.without(&Secrets::of(&[key_secret, &token.text]));
                Err((Some(token), error.with_operation(subject.name.clone())))
            }
        }
    }

    fn timeout(&self) -> Duration {
        let of_call = self.options.as_ref().and_then(|options| options.timeout);
        of_call.unwrap_or(self.shared.timeout)
    }

    fn retry_policy(&self) -> &RetryPolicy {
        let of_call = self.options.as_ref().and_then(|options| options.retry.as_ref());
        of_call.unwrap_or(&self.shared.retry)
    }

    fn exchange(
        &self,
        subject: &Subject,
        parts: &Parts,
        headers: &[(String, String)],
        deadline: Instant,
        target: &mut Target<'_>,
    ) -> Result<Response<()>, Error> {
        let timeout = whole_milliseconds(deadline.saturating_duration_since(Instant::now()));
        if timeout.is_zero() {
            return Err(Error::of_transport(TransportErrorKind::ConnectTimeout, TOO_LATE));
        }
        let mut url = format!("{}{}", self.shared.host.url, parts.path);
        if !parts.query.is_empty() {
            url.push('?');
            url.push_str(&parts.query);
        }
        let call = Call {
            method: parts.method,
            url: &url,
            headers,
            content_type: parts.content_type.as_deref(),
            body: parts.body.as_deref(),
            timeout,
        };
        if log::log_enabled!(log::Level::Trace) {
            self.trace("request", subject, call.body.unwrap_or_default(), headers);
        }
        let answer = self.shared.transport.send(&call).map_err(Error::transport)?;
        if log::log_enabled!(log::Level::Trace) {
            self.trace("answer", subject, &answer.body, headers);
        }
        response::judge(subject.data_in_body, answer, target)
    }

    /// Logs a body. What is said about the token itself stays out of every log.
    fn trace(&self, what: &str, subject: &Subject, body: &[u8], headers: &[(String, String)]) {
        let token = headers.iter().find_map(|(name, value)| match name.as_str() {
            "authorization" => value.strip_prefix("Bearer "),
            _ => None,
        });
        let body = match token {
            Some(token) => {
                let secrets = Secrets::of(&[&self.shared.access_key_secret, token]);
                body_text::for_log(body, subject.params, &secrets)
            }
            None => format!("{:?}", Bytes(body.len())),
        };
        log::trace!("{}: {what}: {body}", subject.name);
    }

    fn fetch_token(&self, deadline: Instant) -> Result<Token, Error> {
        let shared = &*self.shared;
        let mut params = Map::new();
        params.insert("accessKeyId".to_owned(), shared.access_key_id.clone().into());
        params.insert("accessKeySecret".to_owned(), shared.access_key_secret.clone().into());
        let parts = encode(&GET_MANAGEMENT_TOKEN, &params);
        let mut headers = shared.headers.clone();
        if let Some(user_pool_id) = &shared.user_pool_id {
            shared.add_user_pool(&mut headers, user_pool_id);
        }
        let mut data = None::<TokenAnswer>;
        let mut target = Target {
            type_name: "TokenAnswer",
            may_hold_success: false,
            data: Data::Place(&mut data),
        };
        // The service has given it at some time after this one, so with us it never lives longer than there.
        let asked = Instant::now();
        let response = self.exchange(
            &Subject::from(&GET_MANAGEMENT_TOKEN),
            &parts,
            &headers,
            deadline,
            &mut target,
        )?;
        shared.token_of(&data.unwrap_or_default(), asked).ok_or_else(|| {
            let reason = "the answer holds no usable access_token".to_owned();
            Error::new(Cause::Unreadable(reason)).with_answer(response.answer, response.request_id)
        })
    }
}

impl Shared {
    /// What a token means for the calls that use it; nothing, if it cannot stand in a header.
    fn token_of(&self, answer: &TokenAnswer, asked: Instant) -> Option<Token> {
        let text = answer.access_token.clone();
        if text.trim().is_empty() || !is_header_value(&text) {
            return None;
        }
        let user_pool_id = self
            .user_pool_id
            .clone()
            .or_else(|| auth::user_pool_claim(&text).filter(|id| is_header_value(id) && !id.trim().is_empty()))
            .unwrap_or_else(|| self.access_key_id.clone());
        let mut headers = vec![("authorization".to_owned(), format!("Bearer {text}"))];
        headers.extend_from_slice(&self.headers);
        self.add_user_pool(&mut headers, &user_pool_id);
        let (renew_at, ends_at) = auth::life_of(&answer.expires_in, asked);
        Some(Token {
            text,
            headers,
            renew_at,
            ends_at,
        })
    }

    fn add_user_pool(&self, headers: &mut Vec<(String, String)>, user_pool_id: &str) {
        for prefix in &self.header_prefixes {
            headers.push((format!("{prefix}-userpool-id"), user_pool_id.to_owned()));
        }
    }
}

/// Rounded up: a call that found its token ready has the whole timeout, to the last digit.
fn whole_milliseconds(time: Duration) -> Duration {
    let millis = time.as_nanos().div_ceil(1_000_000);
    Duration::from_millis(u64::try_from(millis).unwrap_or(u64::MAX))
}

/// Whether a text can be the name of a header.
fn is_header_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Whether a text can stand in a header without ending it.
fn is_header_value(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

impl fmt::Debug for ManagementClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ManagementClient")
            .field("host", &self.shared.host.url)
            .field("access_key_id", &self.shared.access_key_id)
            .field("access_key_secret", &builder::REDACTED)
            .finish_non_exhaustive()
    }
}
