//! Tests the file that keeps the token between processes: what is used, ignored and replaced, and what it contains.
//! `sharing` tests it with several clients at once, and `rejection` tests tokens that the service rejects.

mod rejection;
mod sharing;

use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

use genauth::{ManagementClient, ManagementClientBuilder, ViolationKind};

use crate::support::{CapturedLog, KEY_ID, KEY_SECRET, associate, builder};
use crate::test_server::{self, Reply, Request, SUCCESS, TOKEN_PATH};

/// A directory of its own for each test, which is removed afterwards.
struct Directory(PathBuf);

impl Directory {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("token-cache-{}-{}", std::process::id(), COUNT.fetch_add(1, SeqCst));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir(&path).expect("a new directory");
        Directory(path)
    }

    fn file(&self) -> PathBuf {
        self.0.join("token")
    }

    fn lock(&self) -> PathBuf {
        self.0.join("token.lock")
    }

    /// The names of its files.
    fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).expect("a readable directory");
        let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
        entries.map(name).collect()
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A service that issues `token-1`, `token-2` and so on, and rejects those that it has revoked.
struct Service {
    url: String,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    token_requests: AtomicUsize,
    operations: AtomicUsize,
    rejections: AtomicUsize,
    /// The number of the first token that is valid.
    first_valid: AtomicUsize,
    /// Whether a new token revokes the one before.
    is_revoking: bool,
    /// Whether it rejects all access keys.
    is_locked: AtomicBool,
    expires_in: usize,
    /// What each token ends with.
    padding: String,
    /// How long a token request takes.
    delay: Duration,
}

impl Deref for Service {
    type Target = State;

    fn deref(&self) -> &State {
        &self.state
    }
}

impl Service {
    fn start(state: State) -> Self {
        let state = Arc::new(state);
        let shared = Arc::clone(&state);
        let address = test_server::serve(move |request| shared.respond(&request));
        let url = format!("http://{address}");
        Service { url, state }
    }

    fn new() -> Self {
        Self::start(State {
            expires_in: 7200,
            ..State::default()
        })
    }

    /// A second fetch revokes the first token.
    fn revoking() -> Self {
        Self::start(State {
            expires_in: 7200,
            is_revoking: true,
            delay: Duration::from_millis(100),
            ..State::default()
        })
    }

    fn builder(&self, directory: &Directory) -> ManagementClientBuilder {
        builder().host(&self.url).token_cache(directory.file())
    }

    /// A new client, as a new process has one.
    fn client(&self, directory: &Directory) -> ManagementClient {
        self.builder(directory).build().expect("valid settings")
    }

    /// The numbers of token requests and operations so far.
    fn requests(&self) -> (usize, usize) {
        (self.token_requests.load(SeqCst), self.operations.load(SeqCst))
    }
}

impl State {
    fn respond(&self, request: &Request) -> Reply {
        if request.path() != TOKEN_PATH {
            self.operations.fetch_add(1, SeqCst);
            let token = request.header("authorization").unwrap_or_default();
            let number = token
                .strip_prefix("Bearer token-")
                .and_then(|rest| rest.split('.').next());
            let number: usize = number.expect("a token of this service").parse().expect("its number");
            if number >= self.first_valid.load(SeqCst) {
                return Reply::json(SUCCESS);
            }
            self.rejections.fetch_add(1, SeqCst);
            return Reply::json(r#"{"statusCode":401,"message":"token expired"}"#);
        }
        thread::sleep(self.delay);
        let number = self.token_requests.fetch_add(1, SeqCst) + 1;
        if self.is_locked.load(SeqCst) {
            return Reply::json(r#"{"statusCode":401,"message":"access key disabled"}"#);
        }
        if self.is_revoking {
            self.first_valid.fetch_max(number, SeqCst);
        }
        let token = format!("token-{number}.{}", self.padding);
        let expires_in = self.expires_in;
        Reply::json(&format!(
            r#"{{"statusCode":200,"data":{{"access_token":"{token}","expires_in":{expires_in}}}}}"#
        ))
    }

    /// Revokes all tokens issued so far.
    fn revoke_all(&self) {
        self.first_valid.store(self.token_requests.load(SeqCst) + 1, SeqCst);
    }
}

/// A setting that differs.
type Change = fn(ManagementClientBuilder) -> ManagementClientBuilder;

/// Sends one request, and ignores what it returns.
#[track_caller]
fn send(client: &ManagementClient) {
    associate(client).send().expect("the request succeeds");
}

#[test]
fn the_second_client_sends_one_request_instead_of_two() {
    let (service, directory) = (Service::new(), Directory::new());
    send(&service.client(&directory));
    assert_eq!(service.requests(), (1, 1));
    send(&service.client(&directory));
    assert_eq!(service.requests(), (1, 2));
    // Neither a lock nor a temporary file remains.
    assert_eq!(directory.files(), ["token"]);
    // Without the setting, a client fetches its own token.
    send(&builder().host(&service.url).build().unwrap());
    assert_eq!(service.requests(), (2, 3));
}

#[test]
fn an_expired_token_is_replaced() {
    let service = Service::start(State {
        expires_in: 2,
        ..State::default()
    });
    let directory = Directory::new();
    send(&service.client(&directory));
    thread::sleep(Duration::from_millis(2100));
    send(&service.client(&directory));
    assert_eq!(service.requests(), (2, 2));
    assert!(fs::read_to_string(directory.file()).unwrap().contains("token-2."));
}

#[test]
fn a_token_without_a_lifetime_is_not_stored() {
    let (service, directory) = (Service::start(State::default()), Directory::new());
    send(&service.client(&directory));
    send(&service.client(&directory));
    assert_eq!(service.requests(), (2, 2));
    assert!(directory.files().is_empty());
}

#[test]
fn a_token_that_is_renewed_early_reaches_the_file() {
    let service = Service::start(State {
        expires_in: 5,
        ..State::default()
    });
    let directory = Directory::new();
    let client = service.client(&directory);
    send(&client);
    // A tenth of its life before the end, the token is renewed.
    thread::sleep(Duration::from_millis(4600));
    send(&client);
    let is_renewed = || fs::read_to_string(directory.file()).is_ok_and(|content| content.contains("token-2."));
    for _ in 0..200 {
        if is_renewed() {
            break;
        }
        thread::sleep(Duration::from_millis(10));
    }
    assert!(is_renewed());
    send(&service.client(&directory));
    assert_eq!(service.requests(), (2, 3));
}

#[test]
fn a_token_is_only_used_with_its_host_key_user_pool_and_secret() {
    let directory = Directory::new();
    let (service, other) = (Service::new(), Service::new());
    let variants: [(&str, &Service, Change); 7] = [
        ("same", &service, |builder| builder),
        ("host", &other, |builder| builder),
        ("key", &service, |builder| builder.access_key_id("other-key")),
        ("secret", &service, |builder| builder.access_key_secret("other-secret")),
        ("pool", &service, |builder| builder.user_pool_id("pool")),
        ("other pool", &service, |builder| builder.user_pool_id("other")),
        ("pool that is the key", &service, |builder| builder.user_pool_id(KEY_ID)),
    ];
    for (first, first_service, first_variant) in variants {
        for (second, second_service, second_variant) in variants {
            if first == second {
                continue;
            }
            let case = format!("{first}, {second}");
            let store = first_variant(first_service.builder(&directory)).build().unwrap();
            send(&store);
            let before = second_service.requests().0;
            for _ in 0..2 {
                send(&second_variant(second_service.builder(&directory)).build().unwrap());
            }
            // The first of two clients replaces the token, and the second one uses it.
            assert_eq!(second_service.requests().0, before + 1, "{case}");
        }
    }
    assert_eq!(service.rejections.load(SeqCst) + other.rejections.load(SeqCst), 0);
}

#[test]
fn a_file_that_is_damaged_or_too_large_is_ignored_and_replaced() {
    let directory = Directory::new();
    let service = Service::new();
    send(&service.client(&directory));
    let content = fs::read_to_string(directory.file()).unwrap();
    let too_large = format!("{}{content}", " ".repeat(1 << 20));
    let not_utf8 = [content.as_bytes(), b"\xFF"].concat();
    for (case, damaged) in [
        ("empty", &b""[..]),
        ("null", b"null"),
        ("a number", b"7"),
        ("an empty object", b"{}"),
        ("not JSON", b"token-1"),
        ("not UTF-8", &not_utf8),
        ("first half", &content.as_bytes()[..content.len() / 2]),
        ("last byte missing", &content.as_bytes()[..content.len() - 1]),
        ("another token", content.replace("token-1", "token-2").as_bytes()),
        ("twice", content.repeat(2).as_bytes()),
        ("too large", too_large.as_bytes()),
    ] {
        let (before, _) = service.requests();
        // The file keeps its access rights.
        fs::write(directory.file(), damaged).unwrap();
        send(&service.client(&directory));
        assert_eq!(service.requests().0, before + 1, "{case}");
        send(&service.client(&directory));
        assert_eq!(service.requests().0, before + 1, "{case}");
        assert_eq!(directory.files(), ["token"], "{case}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_others_may_access_is_ignored_and_replaced() {
    use std::os::unix::fs::PermissionsExt;

    let directory = Directory::new();
    let service = Service::new();
    let mode = || fs::metadata(directory.file()).unwrap().permissions().mode() & 0o777;
    send(&service.client(&directory));
    assert_eq!(mode(), 0o600);
    for (changed, token_requests) in [
        (0o640, 1),
        (0o620, 1),
        (0o610, 1),
        (0o604, 1),
        (0o602, 1),
        (0o644, 1),
        (0o666, 1),
        (0o400, 0),
    ] {
        let (before, _) = service.requests();
        fs::set_permissions(directory.file(), fs::Permissions::from_mode(changed)).unwrap();
        send(&service.client(&directory));
        assert_eq!(service.requests().0, before + token_requests, "{changed:o}");
        assert_eq!(mode(), if token_requests == 0 { changed } else { 0o600 }, "{changed:o}");
    }
}

#[test]
fn a_file_that_cannot_be_read_or_written_costs_only_a_warning() {
    let log = CapturedLog::start();
    let service = Service::new();
    let directory = Directory::new();
    fs::create_dir(directory.file()).unwrap();
    let missing = directory.0.join("missing").join("token");
    for (path, warning) in [
        (directory.file(), "is ignored: it is not a file"),
        (directory.file(), "cannot be written: "),
        (missing.clone(), "cannot be written: "),
    ] {
        let client = builder().host(&service.url).token_cache(&path).build().unwrap();
        send(&client);
        send(&client);
        let start = format!("token cache {} {warning}", path.display());
        let records = log.records();
        let is_warned = |record: &&crate::support::Record| {
            record.level == log::Level::Warn && record.target.starts_with("genauth") && record.text.starts_with(&start)
        };
        assert!(records.iter().any(|record| is_warned(&record)), "{start}");
        for record in records.iter().filter(|record| record.text.contains("token cache ")) {
            assert!(!record.text.contains(KEY_SECRET), "{record:?}");
            assert!(!record.text.contains("token-1."), "{record:?}");
        }
    }
    // Each client has fetched one token, and has kept it for itself.
    assert_eq!(service.requests(), (3, 6));
    assert_eq!(directory.files(), ["token"]);
}

/// What a program may write instead of a text.
fn spellings(text: &str) -> Vec<String> {
    use std::fmt::Write;

    use base64::Engine;
    use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

    let (mut hex, mut percent) = (String::new(), String::new());
    for byte in text.bytes() {
        write!(hex, "{byte:02x}").unwrap();
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => percent.push(char::from(byte)),
            _ => write!(percent, "%{byte:02X}").unwrap(),
        }
    }
    let json = serde_json::to_string(text).unwrap().trim_matches('"').to_owned();
    let mut all = vec![text.to_owned(), json, percent, hex.to_uppercase(), hex];
    for before in 0..3 {
        let bytes = [&b"abc"[..before], text.as_bytes()].concat();
        for encoded in [STANDARD_NO_PAD.encode(&bytes), URL_SAFE_NO_PAD.encode(&bytes)] {
            // The first and the last digits also depend on the bytes around.
            all.push(encoded[4..encoded.len() - 2].to_owned());
        }
    }
    all
}

#[test]
fn the_file_contains_no_spelling_of_the_secret() {
    for secret in [
        KEY_SECRET,
        r#"s3cr+t/with"quotes\and ?>~ "#,
        "e6f26e6860b49eb83fd80adb96f26e68",
    ] {
        let directory = Directory::new();
        let service = Service::new();
        let client = service.builder(&directory).access_key_secret(secret).build().unwrap();
        send(&client);
        let content = fs::read_to_string(directory.file()).unwrap();
        for spelling in spellings(secret) {
            assert!(!content.contains(&spelling), "{spelling} in {content}");
        }
    }
}

#[test]
fn a_token_that_contains_the_secret_is_not_stored() {
    // The last two are Base64 of the secret and of `ab` with the secret.
    for padding in [
        KEY_SECRET,
        "test%2Daccess%2Dkey%2Dsecret",
        "dGVzdC1hY2Nlc3Mta2V5LXNlY3JldA",
        "YWJ0ZXN0LWFjY2Vzcy1rZXktc2VjcmV0",
    ] {
        let directory = Directory::new();
        let service = Service::start(State {
            expires_in: 7200,
            padding: padding.to_owned(),
            ..State::default()
        });
        send(&service.client(&directory));
        assert!(directory.files().is_empty(), "{padding}");
    }
}

#[test]
fn it_cannot_be_combined_with_a_management_token() {
    let directory = Directory::new();
    let error = ManagementClient::builder()
        .management_token("abc")
        .user_pool_id("pool")
        .token_cache(directory.file())
        .build()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "build: token_cache cannot be combined with a management token"
    );
    assert_eq!(error.violations()[0].kind(), ViolationKind::Conflict);
}

#[test]
fn its_path_must_name_a_file() {
    for path in ["", "..", "/"] {
        let error = builder().token_cache(path).build().unwrap_err();
        assert_eq!(error.to_string(), "build: token_cache must be the path of a file");
        assert_eq!(error.violations()[0].kind(), ViolationKind::Malformed);
    }
}
