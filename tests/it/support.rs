//! What the tests have in common: clients, valid requests, a transport without a socket, and the log.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex, Once};
use std::thread::{self, ThreadId};
use std::time::Duration;

use genauth::{
    Answer, ApplicationPermissionRecordItem, AssociateTenantResource, AuthorizeApplicationAccess, Call, Effect,
    ManagementClient, ManagementClientBuilder, Method, RetryPolicy, TargetType, Transport, TransportError,
};

use crate::stand_in::{SUCCESS, TOKEN_ANSWER, TOKEN_PATH};

pub const KEY_ID: &str = "60b49eb83fd80adb96f26e68";
pub const KEY_SECRET: &str = "test-access-key-secret";

/// What the line of a write says whose outcome is not known.
pub const IN_DOUBT: &str = "; it may have happened all the same";

/// A builder with credentials, and all else by default, but that it sends once: retries have tests of their own.
pub fn builder() -> ManagementClientBuilder {
    ManagementClient::builder()
        .access_key_id(KEY_ID)
        .access_key_secret(KEY_SECRET)
        .retry(RetryPolicy::none())
}

/// A client of the server at that URL.
pub fn client_of(url: impl Into<String>) -> ManagementClient {
    builder().host(url).build().expect("the settings are valid")
}

/// The first documented call.
pub fn associate(client: &ManagementClient) -> AssociateTenantResource {
    client
        .associate_tenant_resource()
        .app_id("60b49eb83fd80adb96f26e68")
        .code("book")
        .association(true)
        .tenant_id("60b49eb83fd80adb96f26e68")
}

/// The second documented call.
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

/// A call that a [`Fake`] was given.
#[derive(Clone, Debug)]
pub struct Sent {
    pub method: Method,
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub content_type: Option<String>,
    pub body: String,
    pub timeout: Duration,
}

impl Sent {
    /// Every value of that header.
    pub fn header(&self, name: &str) -> Vec<&str> {
        let same = self.headers.iter().filter(|(known, _)| known == name);
        same.map(|(_, value)| value.as_str()).collect()
    }

    pub fn is_for_token(&self) -> bool {
        self.url.ends_with(TOKEN_PATH)
    }
}

/// What becomes of a call on the wire.
pub type Outcome = Result<Answer, TransportError>;

/// A transport without a socket: keeps what it is given, and answers as told. Clones share what was sent.
#[derive(Clone)]
pub struct Fake {
    sent: Arc<Mutex<Vec<Sent>>>,
    answer: Arc<dyn Fn(&Sent) -> Outcome + Send + Sync>,
}

impl Fake {
    /// Gives a token, and answers every operation as told.
    pub fn answering(answer: impl Fn(&Sent) -> Outcome + Send + Sync + 'static) -> Self {
        Self::answering_all(move |sent| {
            if sent.is_for_token() {
                Ok(Answer::new(200, TOKEN_ANSWER))
            } else {
                answer(sent)
            }
        })
    }

    /// Answers the token request too.
    pub fn answering_all(answer: impl Fn(&Sent) -> Outcome + Send + Sync + 'static) -> Self {
        Fake {
            sent: Arc::default(),
            answer: Arc::new(answer),
        }
    }

    /// Gives `token-1`, `token-2` and so on, each for that long, and answers every operation as told.
    pub fn numbering(expires_in: &str, answer: impl Fn(&Sent) -> Outcome + Send + Sync + 'static) -> Self {
        let expires_in = expires_in.to_owned();
        let asked = AtomicUsize::new(0);
        Self::answering_all(move |sent| {
            if !sent.is_for_token() {
                return answer(sent);
            }
            let token = format!("token-{}", asked.fetch_add(1, SeqCst) + 1);
            Ok(token_answer(&format!(
                r#"{{"access_token":"{token}","expires_in":{expires_in}}}"#
            )))
        })
    }

    /// Gives a token, and lets every operation succeed.
    pub fn succeeding() -> Self {
        Self::answering(|_| Ok(Answer::new(200, SUCCESS)))
    }

    /// A client that talks to this.
    pub fn client(&self) -> ManagementClient {
        builder()
            .transport(self.clone())
            .build()
            .expect("the settings are valid")
    }

    pub fn sent(&self) -> Vec<Sent> {
        self.sent.lock().unwrap().clone()
    }

    /// All but the token requests.
    pub fn operations(&self) -> Vec<Sent> {
        let mut sent = self.sent();
        sent.retain(|sent| !sent.is_for_token());
        sent
    }

    /// How often a token was asked for.
    pub fn fetches(&self) -> usize {
        self.sent().iter().filter(|sent| sent.is_for_token()).count()
    }

    /// What each operation had as its `authorization`.
    pub fn authorizations(&self) -> Vec<String> {
        let of = |sent: &Sent| sent.header("authorization").join(", ");
        self.operations().iter().map(of).collect()
    }
}

impl Transport for Fake {
    fn send(&self, call: &Call<'_>) -> Outcome {
        let sent = Sent {
            method: call.method,
            url: call.url.to_owned(),
            headers: call.headers.to_vec(),
            content_type: call.content_type.map(str::to_owned),
            body: String::from_utf8(call.body.unwrap_or_default().to_vec()).expect("JSON is UTF-8"),
            timeout: call.timeout,
        };
        self.sent.lock().unwrap().push(sent.clone());
        (self.answer)(&sent)
    }
}

/// What [`associate`] gives when the service answers this.
pub fn outcome_of(answer: Answer) -> Result<genauth::Response<genauth::IsSuccess>, genauth::Error> {
    let fake = Fake::answering(move |_| Ok(answer.clone()));
    associate(&fake.client()).send()
}

/// The answer to a token request with that `data`.
pub fn token_answer(data: &str) -> Answer {
    Answer::new(200, format!(r#"{{"statusCode":200,"message":"","data":{data}}}"#))
}

/// A log line, and the thread that wrote it.
#[derive(Clone, Debug)]
pub struct Record {
    pub thread: ThreadId,
    pub target: String,
    pub level: log::Level,
    pub text: String,
}

/// Keeps every record of the process.
struct Capture(Mutex<Vec<Record>>);

static CAPTURE: Capture = Capture(Mutex::new(Vec::new()));

impl log::Log for Capture {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    /// Keeps all but the raw bytes of the wire, which `ureq_proto` writes at `Trace`, 16 a record. A library cannot
    /// stop that; that ours warns of it is asserted in `secrets`.
    fn log(&self, record: &log::Record<'_>) {
        let target = record.target();
        // The same of the request that opens an event stream.
        let is_handshake = target == "tungstenite::handshake::client" && record.level() == log::Level::Trace;
        if !target.starts_with("ureq_proto") && !is_handshake {
            self.0.lock().unwrap().push(Record {
                thread: thread::current().id(),
                target: record.target().to_owned(),
                level: record.level(),
                text: record.args().to_string(),
            });
        }
    }

    fn flush(&self) {}
}

/// Begins to keep the log of the whole process, at every level.
pub fn capture_log() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        log::set_logger(&CAPTURE).expect("nobody else sets a logger");
        log::set_max_level(log::LevelFilter::Trace);
    });
}

/// What was logged until now. A copy: a failed assertion must not poison the lock for other tests.
pub fn logged() -> Vec<Record> {
    CAPTURE.0.lock().unwrap().clone()
}
