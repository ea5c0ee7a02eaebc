//! Tests clients and processes that use the same file at the same time.

use std::fs::{self, File};
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use genauth::ManagementClient;

use super::{Directory, Service, State, send};
use crate::environment::{child_command, is_child, run_in_child};
use crate::sockets::LONG_TIMEOUT;
use crate::support::{Predicate, associate, builder, predicates};
use crate::test_server::{self, Reply, SUCCESS, TOKEN_PATH, TOKEN_RESPONSE};

const PROCESSES: usize = 16;

/// How long a lock is valid.
const LEASE: Duration = Duration::from_secs(3);

const URL: &str = "GENAUTH_TEST_URL";
const PATH: &str = "GENAUTH_TEST_TOKEN_CACHE";

/// The client of a child process.
fn client_of_child() -> ManagementClient {
    let variable = |name| std::env::var(name).expect("the parent sets it");
    let builder = builder().host(variable(URL)).token_cache(variable(PATH));
    builder.timeout(LONG_TIMEOUT).build().expect("valid settings")
}

fn send_at_once(clients: &[ManagementClient]) {
    let all_ready = Barrier::new(clients.len());
    thread::scope(|scope| {
        for client in clients {
            scope.spawn(|| {
                all_ready.wait();
                send(client);
            });
        }
    });
}

/// Pretends that another process took the lock at this time and does not release it.
fn hold_lock(directory: &Directory, taken_at: SystemTime) {
    fs::write(directory.lock(), "another process").unwrap();
    let lock = File::options().write(true).open(directory.lock()).unwrap();
    lock.set_modified(taken_at).unwrap();
}

#[test]
fn clients_do_not_revoke_the_tokens_of_others() {
    let (service, directory) = (Service::revoking(), Directory::new());
    let (first, second) = (service.client(&directory), service.client(&directory));
    for _ in 0..3 {
        send(&first);
        send(&second);
    }
    assert_eq!(service.requests(), (1, 6));
    assert_eq!(service.rejections.load(SeqCst), 0);
    // Without the file, the third client revokes the token.
    send(&builder().host(&service.url).build().unwrap());
    send(&first);
    assert_eq!(service.rejections.load(SeqCst), 1);
}

#[test]
fn clients_that_start_at_once_fetch_one_token() {
    let (service, directory) = (Service::revoking(), Directory::new());
    let clients: Vec<_> = (0..PROCESSES).map(|_| service.client(&directory)).collect();
    send_at_once(&clients);
    assert_eq!(service.requests(), (1, PROCESSES));
    assert_eq!(service.rejections.load(SeqCst), 0);
    assert_eq!(directory.files(), ["token"]);
}

#[test]
fn processes_that_start_at_once_fetch_one_token() {
    if is_child() {
        let client = client_of_child();
        let go = std::env::var(PATH).unwrap() + ".go";
        while fs::metadata(&go).is_err() {
            thread::sleep(Duration::from_millis(1));
        }
        return send(&client);
    }
    let (service, directory) = (Service::revoking(), Directory::new());
    let file = directory.file();
    let variables = || [(URL, service.url.as_str().as_ref()), (PATH, file.as_os_str())];
    thread::scope(|scope| {
        for _ in 0..PROCESSES {
            scope.spawn(|| {
                let test = "processes_that_start_at_once_fetch_one_token";
                run_in_child(module_path!(), test, variables());
            });
        }
        thread::sleep(Duration::from_secs(1));
        fs::write(directory.0.join("token.go"), "").unwrap();
    });
    assert_eq!(service.requests(), (1, PROCESSES));
    assert_eq!(service.rejections.load(SeqCst), 0);
}

#[test]
fn a_reader_never_sees_half_a_file() {
    let directory = Directory::new();
    // A large token takes long to write.
    let service = Service::start(State {
        expires_in: 7200,
        padding: "x".repeat(30_000),
        ..State::default()
    });
    let is_done = AtomicBool::new(false);
    thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let (mut versions, mut last) = (0, String::new());
            while !is_done.load(SeqCst) {
                if let Ok(content) = fs::read_to_string(directory.file()) {
                    assert!(content.starts_with('{') && content.ends_with('}'), "{}", content.len());
                    assert!(content.len() > 30_000, "{}", content.len());
                    versions += usize::from(content != last);
                    last = content;
                }
            }
            versions
        });
        #[cfg(unix)]
        scope.spawn(|| {
            use std::os::unix::fs::PermissionsExt;
            while !is_done.load(SeqCst) {
                for name in directory.files() {
                    // It may have been removed or renamed in the meantime.
                    if let Ok(metadata) = fs::metadata(directory.0.join(&name)) {
                        assert_eq!(metadata.permissions().mode() & 0o777, 0o600, "{name}");
                    }
                }
            }
        });
        thread::scope(|writers| {
            for thread in 0..8 {
                let (service, directory) = (&service, &directory);
                // Each client ignores the file of every other one, and replaces it.
                writers.spawn(move || {
                    for round in 0..10 {
                        let secret = format!("secret-{thread}-{round}");
                        let client = service.builder(directory).access_key_secret(secret);
                        send(&client.build().unwrap());
                    }
                });
            }
        });
        is_done.store(true, SeqCst);
        assert!(reader.join().unwrap() > 1);
    });
    assert_eq!(service.requests(), (80, 80));
    assert_eq!(directory.files(), ["token"]);
}

#[test]
fn a_stale_lock_is_taken_over_without_waiting() {
    let hour = Duration::from_secs(3600);
    for taken_at in [SystemTime::now() - hour, SystemTime::now() + hour] {
        let (service, directory) = (Service::revoking(), Directory::new());
        hold_lock(&directory, taken_at);
        let clients: Vec<_> = (0..PROCESSES).map(|_| service.client(&directory)).collect();
        let started = Instant::now();
        send_at_once(&clients);
        assert!(started.elapsed() < LEASE, "{:?}", started.elapsed());
        assert_eq!(service.requests(), (1, PROCESSES));
        assert_eq!(service.rejections.load(SeqCst), 0);
        assert_eq!(directory.files(), ["token"]);
    }
}

#[test]
fn nobody_waits_for_more_than_half_of_the_timeout() {
    let (service, directory) = (Service::new(), Directory::new());
    hold_lock(&directory, SystemTime::now() + LEASE);
    let client = service.builder(&directory).timeout(Duration::from_secs(2));
    let client = client.build().unwrap();
    let started = Instant::now();
    send(&client);
    let elapsed = started.elapsed();
    assert!(elapsed >= Duration::from_secs(1), "{elapsed:?}");
    assert!(elapsed < Duration::from_secs(2), "{elapsed:?}");
    // The token is stored all the same, and the lock of the other process is left alone.
    assert_eq!(fs::read_to_string(directory.lock()).unwrap(), "another process");
    send(&service.client(&directory));
    assert_eq!(service.requests(), (1, 2));
}

#[test]
fn a_lock_whose_process_has_died_is_taken_over() {
    if is_child() {
        let _ = associate(&client_of_child()).send();
        return;
    }
    let directory = Directory::new();
    // The first token request gets no response.
    let fetched = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&fetched);
    let address = test_server::serve(move |request| {
        if request.path() != TOKEN_PATH {
            return Reply::json(SUCCESS);
        }
        match count.fetch_add(1, SeqCst) {
            0 => Reply::SendAndHang(Vec::new()),
            _ => Reply::json(TOKEN_RESPONSE),
        }
    });
    let url = format!("http://{address}");
    let file = directory.file();
    let variables = [(URL, url.as_str().as_ref()), (PATH, file.as_os_str())];
    let test = "a_lock_whose_process_has_died_is_taken_over";
    let mut command = child_command(module_path!(), test, variables);
    let mut child = command.stdout(Stdio::null()).spawn().unwrap();
    while fetched.load(SeqCst) == 0 {
        assert_eq!(child.try_wait().unwrap(), None);
        thread::sleep(Duration::from_millis(1));
    }
    assert!(directory.lock().exists());
    child.kill().unwrap();
    child.wait().unwrap();

    let client = || builder().host(&url).token_cache(&file).timeout(LONG_TIMEOUT);
    let clients: Vec<_> = (0..8).map(|_| client().build().unwrap()).collect();
    let started = Instant::now();
    send_at_once(&clients);
    assert!(started.elapsed() < LONG_TIMEOUT / 2, "{:?}", started.elapsed());
    assert_eq!(fetched.load(SeqCst), 2);
    assert_eq!(directory.files(), ["token"]);
}

#[test]
fn a_rejected_access_key_is_reported_to_every_client() {
    let (service, directory) = (Service::revoking(), Directory::new());
    service.is_locked.store(true, SeqCst);
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let error = associate(&service.client(&directory)).send().unwrap_err();
                assert_eq!(predicates(&error), [Predicate::Unauthorized, Predicate::Token]);
            });
        }
    });
    assert_eq!(service.requests(), (8, 0));
    assert!(directory.files().is_empty());
}
