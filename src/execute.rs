//! Executes requests: permit -> token -> send -> classify -> retry.

pub(crate) mod attempt;
pub(crate) mod bulk_run;
mod classify;
mod headers;
pub(crate) mod overrides;
pub(crate) mod pacer;
pub(crate) mod retry;
pub(crate) mod token;
mod waits;
pub(crate) mod workers;

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Map, Value};

use self::attempt::{Attempt, Observer};
use self::bulk_run::BulkRun;
use self::headers::{AUTHORIZATION, BEARER};
use self::overrides::Overrides;
use self::pacer::Pacer;
use self::retry::{AttemptTime, Attempts, RetryPolicy};
use self::token::{Credentials, Token};
use crate::codec::decode::Requirements;
use crate::codec::encode::{Encoded, encode};
use crate::codec::envelope::{DecodeOptions, Sink};
use crate::error::Error;
use crate::redact::body::{self, SecretFields};
use crate::redact::{ByteCount, Secrets};
use crate::response::Response;
use crate::schema::violation::Violation;
use crate::schema::{Operation, OperationEffect, Param};
use crate::transport::base_url::BaseUrl;
use crate::transport::{HttpRequest, Transport, TransportErrorKind, format_duration};

const DEADLINE_EXCEEDED: &str = "deadline exceeded before the request was sent";

/// Executes requests. Clones share everything but their overrides.
#[derive(Clone)]
pub(crate) struct Executor {
    pub(crate) shared: Arc<Shared>,
    pub(crate) overrides: Option<Arc<Overrides>>,
    /// The run that this request belongs to.
    pub(crate) bulk_run: Option<Arc<BulkRun>>,
}

/// What the clones of a client share.
pub(crate) struct Shared {
    pub(crate) base_url: BaseUrl,
    pub(crate) credentials: Credentials,
    #[cfg(feature = "token-cache")]
    pub(crate) token_file: Option<self::token::file::TokenFile>,
    pub(crate) user_pool_id: Option<String>,
    pub(crate) header_prefixes: Vec<String>,
    /// Headers of every request, including the one for the token.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) timeout: Duration,
    pub(crate) retry: RetryPolicy,
    pub(crate) strict_responses: bool,
    pub(crate) pacer: Pacer,
    pub(crate) transport: Box<dyn Transport>,
    pub(crate) observer: Option<Observer>,
}

/// What executing needs to know about an operation, which may be one that no row describes.
#[derive(Clone, Copy)]
pub(crate) struct OperationContext {
    pub(crate) effect: OperationEffect,
    pub(crate) decode: DecodeOptions,
    /// Whether the operation changes one thing only, and not the items of a list.
    pub(crate) is_single_change: bool,
    pub(crate) params: &'static [Param],
    /// Whether the data of the response is a secret as a whole.
    pub(crate) is_data_secret: bool,
}

impl OperationContext {
    fn secrets_of_request(&self) -> SecretFields {
        let mut fields = SecretFields::default();
        fields.add_params(self.params);
        fields
    }

    /// A response also hides what the request hides, because some servers send it back.
    fn secrets_of_response(&self, sink: &mut Sink<'_>) -> SecretFields {
        let mut fields = self.secrets_of_request();
        fields.is_data_secret = self.is_data_secret;
        sink.data.add_secret_fields(&mut fields.names);
        fields
    }
}

impl From<&Operation> for OperationContext {
    fn from(operation: &Operation) -> Self {
        OperationContext {
            effect: operation.effect,
            decode: DecodeOptions {
                data_in_body: operation.data_in_body,
                is_strict: operation.is_decision,
                requirements: Requirements {
                    is_decision: operation.is_decision,
                    ..Requirements::default()
                },
            },
            is_single_change: !operation.params.iter().any(Param::is_splittable_list),
            params: operation.params,
            is_data_secret: operation.is_data_secret,
        }
    }
}

/// A failed attempt, with the token it used.
struct FailedAttempt {
    error: Error,
    token: Option<Arc<Token>>,
}

impl Executor {
    /// Encodes a valid request.
    pub(crate) fn encode(&self, operation: &Operation, params: &Map<String, Value>) -> Encoded {
        encode(operation, params, &self.shared.base_url.url)
    }

    /// Completes an encoded request, except for credentials.
    pub(crate) fn complete(&self, encoded: Encoded) -> HttpRequest {
        let Encoded {
            mut request,
            content_type,
        } = encoded;
        request.headers = self.build_headers(None, content_type.as_deref());
        request.timeout = self.timeout();
        request
    }

    /// Violations of the overrides. They belong to every request that is made with them.
    pub(crate) fn violations(&self) -> &[Violation] {
        self.overrides.as_ref().map_or(&[], |overrides| &overrides.violations)
    }

    /// Whether the rows are not enforced.
    pub(crate) fn skips_validation(&self) -> bool {
        let overrides = self.overrides.as_ref();
        overrides.is_some_and(|overrides| overrides.skips_validation)
    }

    /// Sends an encoded request, and repeats it if that may help and cannot apply a write twice.
    pub(crate) fn run(
        &self,
        mut context: OperationContext,
        encoded: Encoded,
        mut sink: Sink<'_>,
    ) -> Result<Response<()>, Error> {
        context.decode.is_strict |= self.has_strict_responses();
        let Encoded {
            mut request,
            content_type,
        } = encoded;
        let mut attempts = Attempts::new(self.retry_policy().clone(), self.timeout());
        let mut renewals = 0;
        let mut last_failure = None;
        let result = loop {
            let permit = match self.wait_for_permit(&mut attempts) {
                Ok(permit) => permit,
                Err(error) => {
                    let error = error.with_operation(request.operation.clone());
                    let (error, effect) = match last_failure {
                        Some(last) if error.transport_kind() == Some(TransportErrorKind::Stopped) => last,
                        _ => (error, context.effect),
                    };
                    break Err(error.finish(effect, attempts.made, attempts.elapsed()));
                }
            };
            let time = attempts.start_next();
            let outcome = self.attempt(context, &mut request, content_type.as_deref(), time, &mut sink);
            self.pace(permit, outcome.as_ref().err().map(|failed| &failed.error));
            let FailedAttempt { error, token } = match outcome {
                Ok(response) => {
                    if let Some(run) = &self.bulk_run {
                        run.succeeded();
                    }
                    self.observe(&request, &attempts, time.started, Ok(&response), false);
                    break Ok(response);
                }
                Err(failed) => failed,
            };
            // Fetching a token changes nothing, whatever the operation does.
            let effect = if error.is_token() {
                OperationEffect::Read
            } else {
                context.effect
            };
            let renews_token = self.renews_token(&error, token, effect, &mut renewals);
            let delay = if renews_token {
                attempts.discount_last();
                Some(Duration::ZERO)
            } else {
                self.delay_after(&error, effect, &mut attempts)
            };
            self.observe(&request, &attempts, time.started, Err(&error), delay.is_some());
            match delay {
                None => break Err(error.finish(effect, attempts.made, attempts.elapsed())),
                Some(_) if renews_token => log::debug!("{error}; retrying with a new token"),
                Some(delay) => {
                    log::debug!("{error}; retrying in {}", format_duration(delay));
                    if self.is_stopped_within(delay) {
                        break Err(error.finish(effect, attempts.made, attempts.elapsed()));
                    }
                }
            }
            last_failure = Some((error, effect));
        };
        if let Some(issues) = result.as_ref().ok().and_then(|response| response.issues.summary()) {
            log::warn!("{}: response not as documented: {issues}", request.operation);
        }
        log_result(&request.operation, &result, &attempts);
        result
    }

    /// Discards the token if the service has rejected it. Returns whether the request is repeated with a new one, which
    /// happens once, and once more if the new one comes from a file, where it may have become useless as well.
    fn renews_token(
        &self,
        error: &Error,
        token: Option<Arc<Token>>,
        effect: OperationEffect,
        renewals: &mut u32,
    ) -> bool {
        let Some(token) = token.filter(|_| error.rejects_token(effect)) else {
            return false;
        };
        self.shared.drop_from_file(&token);
        let may_renew = *renewals == 0 || (*renewals == 1 && token.is_from_file);
        if may_renew && self.shared.credentials.reject(&token) {
            *renewals += 1;
            return true;
        }
        if *renewals > 0 {
            self.shared.credentials.renewal_was_useless();
        }
        false
    }

    /// Tells the observer about an attempt. If it panics, the caller of this request sees the panic, and no other one.
    fn observe(
        &self,
        request: &HttpRequest,
        attempts: &Attempts,
        started: Instant,
        outcome: Result<&Response<()>, &Error>,
        will_retry: bool,
    ) {
        if let Some(observer) = &self.shared.observer {
            let attempt = Attempt::new(
                &request.operation,
                attempts.made,
                started.elapsed(),
                outcome,
                will_retry,
            );
            observer(&attempt);
        }
    }

    /// Sends the request once.
    fn attempt(
        &self,
        context: OperationContext,
        request: &mut HttpRequest,
        content_type: Option<&str>,
        time: AttemptTime,
        sink: &mut Sink<'_>,
    ) -> Result<Response<()>, FailedAttempt> {
        let shared = &self.shared;
        let name = request.operation.clone();
        let without_token = |error: Error| FailedAttempt {
            error: error.with_operation(name.clone()),
            token: None,
        };
        let token = shared.token(time).map_err(|error| {
            let error = error.into_token_error();
            without_token(error.redact(&Secrets::new(&[shared.credentials.secret()])))
        })?;
        request.headers = self.headers(&token, content_type);
        let secrets = [shared.credentials.secret(), &token.text];
        match shared.send(context, request, time.deadline, sink) {
            Ok(response) => Ok(response.redact(&secrets, context.is_data_secret)),
            Err(error) => Err(FailedAttempt {
                error: error
                    .redact(&Secrets::new(&secrets))
                    .with_secret_fields(context.secrets_of_response(sink))
                    .with_operation(name)
                    .with_single_change(context.is_single_change),
                token: Some(token),
            }),
        }
    }

    pub(crate) fn timeout(&self) -> Duration {
        let overridden = self.overrides.as_ref().and_then(|overrides| overrides.timeout);
        overridden.unwrap_or(self.shared.timeout)
    }

    fn has_strict_responses(&self) -> bool {
        let overridden = self.overrides.as_ref().and_then(|overrides| overrides.strict_responses);
        overridden.unwrap_or(self.shared.strict_responses)
    }

    pub(crate) fn retry_policy(&self) -> &RetryPolicy {
        let overridden = self.overrides.as_ref().and_then(|overrides| overrides.retry.as_ref());
        overridden.unwrap_or(&self.shared.retry)
    }
}

impl Shared {
    /// Sends a complete request until the deadline, and classifies the response.
    fn send(
        &self,
        context: OperationContext,
        request: &mut HttpRequest,
        deadline: Instant,
        sink: &mut Sink<'_>,
    ) -> Result<Response<()>, Error> {
        request.timeout = whole_milliseconds(deadline.saturating_duration_since(Instant::now()));
        if request.timeout.is_zero() {
            return Err(Error::transport(TransportErrorKind::ConnectTimeout, DEADLINE_EXCEEDED));
        }
        let body = request.body.as_deref().unwrap_or_default();
        self.trace("request", request, body, &mut || context.secrets_of_request());
        let response = self.transport.send(request).map_err(Error::from_transport)?;
        self.trace("response", request, &response.body, &mut || {
            context.secrets_of_response(sink)
        });
        classify::classify(context.decode, response, request, sink)
    }

    /// Logs a body. Bodies of the token request are never logged.
    fn trace(&self, what: &str, request: &HttpRequest, body: &[u8], fields: &mut dyn FnMut() -> SecretFields) {
        if !log::log_enabled!(log::Level::Trace) {
            return;
        }
        let body = match request
            .header(AUTHORIZATION)
            .and_then(|value| value.strip_prefix(BEARER))
        {
            Some(token) => body::for_log(body, &fields(), &Secrets::new(&[self.credentials.secret(), token])),
            None => format!("{:?}", ByteCount(body.len())),
        };
        log::trace!("{}: {what}: {body}", request.operation);
    }
}

fn log_result(name: &str, result: &Result<Response<()>, Error>, attempts: &Attempts) {
    let (made, elapsed) = (attempts.made, format_duration(attempts.elapsed()));
    let plural = if made == 1 { "" } else { "s" };
    match result {
        Ok(response) => log::debug!(
            operation = name,
            status = response.status_code,
            request_id = response.request_id.as_deref();
            "{name}: {response} ({made} attempt{plural} in {elapsed})"
        ),
        Err(error) => {
            // If there was more than one attempt, the error itself already says so.
            let suffix = match made {
                0 | 1 => format!(" ({made} attempt{plural} in {elapsed})"),
                _ => String::new(),
            };
            log::debug!(
                operation = name,
                status = error.status_code().or(error.http_status().map(i64::from)),
                request_id = error.request_id();
                "{error}{suffix}"
            );
        }
    }
}

/// Rounds up, so that a request whose token was ready has exactly the configured timeout.
fn whole_milliseconds(duration: Duration) -> Duration {
    let millis = duration.as_nanos().div_ceil(1_000_000);
    Duration::from_millis(u64::try_from(millis).unwrap_or(u64::MAX))
}
