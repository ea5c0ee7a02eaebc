//! What the tests share: clients, valid requests, a transport without a socket, assertions on errors, and the log.

use std::cell::{Cell, RefCell};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use genauth::builders::{AssociateTenantResource, AuthorizeApplicationAccess, GetGroup};
use genauth::transport::{HttpRequest, HttpResponse, Transport, TransportError};
use genauth::types::{ApplicationPermissionRecordItem, Effect, IsSuccess, TargetType};
use genauth::{Error, ManagementClient, ManagementClientBuilder, Method, Response, RetryPolicy};
use serde_json::Value;

use crate::test_server::{SUCCESS, TOKEN_PATH, TOKEN_RESPONSE};

pub const KEY_ID: &str = "60b49eb83fd80adb96f26e68";
pub const KEY_SECRET: &str = "test-access-key-secret";

/// How the error of a write in doubt continues.
pub const IN_DOUBT: &str = "; the operation may have been applied: read it back before repeating it";

/// How the error of a write ends that succeeded, but whose response could not be decoded.
pub const CONFIRMED: &str = "; the service has carried the operation out: do not repeat it";

/// A builder with credentials, without retries, and with defaults otherwise.
pub fn builder() -> ManagementClientBuilder {
    ManagementClient::builder()
        .access_key_id(KEY_ID)
        .access_key_secret(KEY_SECRET)
        .retry(RetryPolicy::none())
}

/// A client for the server at this URL.
pub fn client_for(url: impl Into<String>) -> ManagementClient {
    builder().host(url).build().expect("valid settings")
}

/// A valid write. It is the first call that the documentation shows.
pub fn associate(client: &ManagementClient) -> AssociateTenantResource {
    client
        .associate_tenant_resource()
        .app_id("60b49eb83fd80adb96f26e68")
        .code("book")
        .association(true)
        .tenant_id("60b49eb83fd80adb96f26e68")
}

/// A valid write. It is the second call that the documentation shows.
pub fn authorize(client: &ManagementClient) -> AuthorizeApplicationAccess {
    client
        .authorize_application_access()
        .app_id("6229ffaxxxxxxxxcade3e3d9")
        .list([
            ApplicationPermissionRecordItem::new()
                .target_type(TargetType::User)
                .target_identifier(["6229ffaxxxxxxxxcade3e3d9"])
                .effect(Effect::Allow),
            ApplicationPermissionRecordItem::new()
                .target_type("ROLE")
                .namespace_code("code1")
                .target_identifier(["admin"])
                .effect("DENY"),
        ])
}

/// A valid read.
pub fn get_group(client: &ManagementClient) -> GetGroup {
    client.get_group().code("book")
}

/// A request that was sent through a [`FakeTransport`].
#[derive(Clone, Debug)]
pub struct SentRequest {
    pub operation: String,
    pub method: Method,
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
    pub timeout: Duration,
}

impl SentRequest {
    /// All values of this header.
    pub fn header(&self, name: &str) -> Vec<&str> {
        let same = self.headers.iter().filter(|(known, _)| known == name);
        same.map(|(_, value)| value.as_str()).collect()
    }

    pub fn is_token_request(&self) -> bool {
        self.url.ends_with(TOKEN_PATH)
    }

    /// Parses the body, which must be JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("the body is JSON")
    }

    /// Asserts that this request equals what `build` returns, except for the headers that the client adds.
    #[track_caller]
    pub fn assert_equals(&self, built: &HttpRequest) {
        assert_eq!((self.method, &self.url), (built.method, &built.url));
        assert_eq!(
            self.header("content-type").first().copied(),
            built.header("content-type")
        );
        let body = built.body.as_deref().unwrap_or_default();
        assert_eq!(self.body, String::from_utf8_lossy(body), "{}", self.operation);
    }
}

/// What a transport returns.
pub type TransportResult = Result<HttpResponse, TransportError>;

/// A transport that uses no socket, records requests, and responds as it is told. Clones share the recorded requests.
#[derive(Clone)]
pub struct FakeTransport {
    requests: Arc<Mutex<Vec<SentRequest>>>,
    respond: Arc<dyn Fn(&SentRequest) -> TransportResult + Send + Sync>,
}

impl FakeTransport {
    /// Issues a token, and lets `respond` handle every operation.
    pub fn responding(respond: impl Fn(&SentRequest) -> TransportResult + Send + Sync + 'static) -> Self {
        Self::responding_to_all(move |request| {
            if request.is_token_request() {
                Ok(HttpResponse::new(200, TOKEN_RESPONSE))
            } else {
                respond(request)
            }
        })
    }

    /// Lets `respond` handle every request, including token requests.
    pub fn responding_to_all(respond: impl Fn(&SentRequest) -> TransportResult + Send + Sync + 'static) -> Self {
        FakeTransport {
            requests: Arc::default(),
            respond: Arc::new(respond),
        }
    }

    /// Issues `token-1`, `token-2` and so on, each with this lifetime, and lets `respond` handle every operation.
    pub fn with_numbered_tokens(
        expires_in: &str,
        respond: impl Fn(&SentRequest) -> TransportResult + Send + Sync + 'static,
    ) -> Self {
        let expires_in = expires_in.to_owned();
        let issued = AtomicUsize::new(0);
        Self::responding_to_all(move |request| {
            if !request.is_token_request() {
                return respond(request);
            }
            let token = format!("token-{}", issued.fetch_add(1, SeqCst) + 1);
            Ok(token_response(&format!(
                r#"{{"access_token":"{token}","expires_in":{expires_in}}}"#
            )))
        })
    }

    /// Issues a token, and responds to every operation with success.
    pub fn succeeding() -> Self {
        Self::responding_with(SUCCESS)
    }

    /// Issues a token, and responds to every operation with HTTP 200 and this body.
    pub fn responding_with(body: impl Into<String>) -> Self {
        let body = body.into();
        Self::responding(move |_| Ok(HttpResponse::new(200, body.as_str())))
    }

    /// A client with this transport and without retries.
    pub fn client(&self) -> ManagementClient {
        builder().transport(self.clone()).build().expect("valid settings")
    }

    /// A client with this transport and retry policy.
    pub fn client_with_retry(&self, policy: RetryPolicy) -> ManagementClient {
        let builder = builder().transport(self.clone()).retry(policy);
        builder.build().expect("valid settings")
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<SentRequest> {
        self.requests.lock().unwrap().clone()
    }

    /// All requests so far, except those for a token.
    pub fn operations(&self) -> Vec<SentRequest> {
        let mut requests = self.requests();
        requests.retain(|request| !request.is_token_request());
        requests
    }

    /// The number of token requests so far.
    pub fn token_requests(&self) -> usize {
        self.requests()
            .iter()
            .filter(|request| request.is_token_request())
            .count()
    }

    /// The `authorization` header of each operation so far.
    pub fn authorizations(&self) -> Vec<String> {
        let of = |request: &SentRequest| request.header("authorization").join(", ");
        self.operations().iter().map(of).collect()
    }
}

impl Transport for FakeTransport {
    fn send(&self, request: &HttpRequest) -> TransportResult {
        let body = request.body.clone().unwrap_or_default();
        let request = SentRequest {
            operation: request.operation.clone().into_owned(),
            method: request.method,
            url: request.url.clone(),
            headers: request.headers.to_vec(),
            body: String::from_utf8(body).expect("JSON is UTF-8"),
            timeout: request.timeout,
        };
        self.requests.lock().unwrap().push(request.clone());
        (self.respond)(&request)
    }
}

/// The result of [`associate`] for this response.
pub fn result_for(response: HttpResponse) -> Result<Response<IsSuccess>, Error> {
    let fake = FakeTransport::responding(move |_| Ok(response.clone()));
    associate(&fake.client()).send()
}

/// A response to a token request with this `data`.
pub fn token_response(data: &str) -> HttpResponse {
    HttpResponse::new(200, format!(r#"{{"statusCode":200,"message":"","data":{data}}}"#))
}

/// The predicates of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Predicate {
    Validation,
    Connect,
    Timeout,
    RateLimited,
    NotFound,
    Conflict,
    Forbidden,
    Unauthorized,
    Token,
    Retryable,
    MayHaveHappened,
    Confirmed,
}

/// The predicates that are true for this error, in the order of [`Predicate`].
pub fn predicates(error: &Error) -> Vec<Predicate> {
    let all = [
        (Predicate::Validation, error.is_validation()),
        (Predicate::Connect, error.is_connect()),
        (Predicate::Timeout, error.is_timeout()),
        (Predicate::RateLimited, error.is_rate_limited()),
        (Predicate::NotFound, error.is_not_found()),
        (Predicate::Conflict, error.is_conflict()),
        (Predicate::Forbidden, error.is_forbidden()),
        (Predicate::Unauthorized, error.is_unauthorized()),
        (Predicate::Token, error.is_token()),
        (Predicate::Retryable, error.is_retryable()),
        (Predicate::MayHaveHappened, error.may_have_happened()),
        (Predicate::Confirmed, error.is_confirmed()),
    ];
    let is_true = all.into_iter().filter(|(_, is_true)| *is_true);
    is_true.map(|(predicate, _)| predicate).collect()
}

/// The violations of a request, as they print.
#[track_caller]
pub fn violations<T>(result: Result<T, Error>) -> Vec<String> {
    let error = result.err().expect("the request is invalid");
    assert!(error.is_validation(), "{error}");
    error.violations().iter().map(ToString::to_string).collect()
}

/// The paths of the violations of a request.
#[track_caller]
pub fn violation_paths<T>(result: Result<T, Error>) -> Vec<String> {
    let error = result.err().expect("the request is invalid");
    assert!(error.is_validation(), "{error}");
    error
        .violations()
        .iter()
        .map(|violation| violation.path().to_owned())
        .collect()
}

/// Asserts which predicates are true, how many attempts were made, and how the message begins. The end of the message
/// may come from the operating system or from the HTTP library.
#[track_caller]
pub fn assert_error(error: &Error, expected: &[Predicate], attempts: u32, start: &str) {
    let message = error.to_string();
    assert_eq!(predicates(error), expected, "{message}");
    assert_eq!(error.attempts(), attempts, "{message}");
    assert!(message.starts_with(start), "\n   found: {message}\nexpected: {start}");
    assert_eq!(message.contains(IN_DOUBT), error.may_have_happened(), "{message}");
    assert_eq!(message.lines().count(), 1, "{message}");
}

/// Counts the worker threads of the crate on which [`enter`](Self::enter) was called and that have not ended.
#[derive(Clone, Default)]
pub struct ThreadCount(Arc<AtomicUsize>);

/// A thread that is counted until it ends.
struct CountedThread(ThreadCount);

thread_local!(static COUNTED: RefCell<Vec<CountedThread>> = const { RefCell::new(Vec::new()) });

impl ThreadCount {
    pub fn enter(&self) {
        if thread::current().name() != Some("genauth-worker") {
            return;
        }
        COUNTED.with_borrow_mut(|counted| {
            if !counted.iter().any(|thread| Arc::ptr_eq(&thread.0.0, &self.0)) {
                self.0.fetch_add(1, SeqCst);
                counted.push(CountedThread(self.clone()));
            }
        });
    }

    pub fn alive(&self) -> usize {
        self.0.load(SeqCst)
    }
}

impl Drop for CountedThread {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, SeqCst);
    }
}

/// A log record, and the thread that wrote it.
#[derive(Clone, Debug)]
pub struct Record {
    pub thread: ThreadId,
    pub target: String,
    pub level: log::Level,
    pub text: String,
}

thread_local!(static LOG_HOOK: Cell<Option<Box<dyn FnMut()>>> = const { Cell::new(None) });

/// Runs `hook` whenever this thread logs something while `run` runs.
pub fn with_log_hook<T>(hook: impl FnMut() + 'static, run: impl FnOnce() -> T) -> T {
    LOG_HOOK.set(Some(Box::new(hook)));
    let result = run();
    LOG_HOOK.set(None);
    result
}

/// A logger that keeps the records of the process while a [`CapturedLog`] exists.
struct Capture(Mutex<Records>);

struct Records {
    captures: usize,
    records: Vec<Record>,
}

static CAPTURE: Capture = Capture(Mutex::new(Records {
    captures: 0,
    records: Vec::new(),
}));

impl Capture {
    fn lock(&self) -> MutexGuard<'_, Records> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl log::Log for Capture {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    /// Drops the raw bytes that `ureq_proto` and `tungstenite` log at trace. Our crate cannot prevent that, but a test
    /// in `secrets` asserts that it warns about it.
    fn log(&self, record: &log::Record<'_>) {
        // The hook is taken out while it runs, so that what it logs does not call it again.
        if let Some(mut hook) = LOG_HOOK.take() {
            hook();
            LOG_HOOK.set(Some(hook));
        }
        let target = record.target();
        let is_handshake = target == "tungstenite::handshake::client" && record.level() == log::Level::Trace;
        if !target.starts_with("ureq_proto") && !is_handshake {
            let record = Record {
                thread: thread::current().id(),
                target: record.target().to_owned(),
                level: record.level(),
                text: record.args().to_string(),
            };
            let mut log = self.lock();
            if log.captures > 0 {
                log.records.push(record);
            }
        }
    }

    fn flush(&self) {}
}

/// The log of the whole process, at every level, since this value exists.
///
/// Nothing is logged otherwise: the records of all tests would take a gigabyte.
pub struct CapturedLog {
    start: usize,
}

impl CapturedLog {
    pub fn start() -> Self {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| log::set_logger(&CAPTURE).expect("no other logger is set"));
        let mut log = CAPTURE.lock();
        log.captures += 1;
        log::set_max_level(log::LevelFilter::Trace);
        CapturedLog {
            start: log.records.len(),
        }
    }

    /// A copy of the records so far.
    pub fn records(&self) -> Vec<Record> {
        CAPTURE.lock().records[self.start..].to_vec()
    }
}

impl Drop for CapturedLog {
    fn drop(&mut self) {
        let mut log = CAPTURE.lock();
        log.captures -= 1;
        if log.captures == 0 {
            log::set_max_level(log::LevelFilter::Off);
            log.records = Vec::new();
        }
    }
}

/// What the crate logs on this thread while `run` runs, at every level.
pub fn logged_by(run: impl FnOnce()) -> Vec<Record> {
    let log = CapturedLog::start();
    run();
    let thread = thread::current().id();
    let mut records = log.records();
    records.retain(|record| record.thread == thread && record.target.starts_with("genauth"));
    records
}
