use super::*;
use crate::execute::token::TokenCache;

const HOST: &str = "https://api.genauth.ai";

/// A directory of its own for each test, which is removed afterwards.
struct Directory(PathBuf);

impl Directory {
    fn new() -> Self {
        let path = std::env::temp_dir().join(format!("genauth-test-{}", random_text()));
        fs::create_dir(&path).unwrap();
        Directory(path)
    }

    fn file(&self) -> TokenFile {
        let tokens = TokenCache::default();
        let (id, secret) = ("id".to_owned(), "secret".to_owned());
        let credentials = Credentials::AccessKey { id, secret, tokens };
        TokenFile::new(&self.0.join("token"), HOST, &credentials, None).unwrap()
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn token(text: &str, life: Duration) -> Arc<Token> {
    let expires_at = Instant::now() + life;
    Arc::new(Token::new(text.to_owned(), String::new(), (expires_at, expires_at)))
}

/// The token in the file, and the seconds until it is renewed and until it expires.
fn loaded(file: &TokenFile) -> Option<(String, f64, f64)> {
    match file.load() {
        Ok(Found::Token { text, life }) => {
            let seconds = |time: Instant| time.duration_since(Instant::now()).as_secs_f64();
            Some((text, seconds(life.0), seconds(life.1)))
        }
        _ => None,
    }
}

#[test]
fn a_token_is_kept_for_at_most_two_hours() {
    let directory = Directory::new();
    let file = directory.file();
    for (life, expected) in [(600, 600.0), (7200, 7200.0), (7300, 7200.0), (86_400, 7200.0)] {
        file.store(&token("abc", Duration::from_secs(life)), "secret");
        let (text, renewed_after, expires_after) = loaded(&file).unwrap();
        assert_eq!(text, "abc");
        assert!((expires_after - expected).abs() < 2.0, "{life}: {expires_after}");
        let margin = expires_after - renewed_after;
        assert!((margin - 30.0).abs() < 0.1, "{life}: {margin}");
    }
}

#[test]
fn only_a_token_of_the_right_time_is_used() {
    let directory = Directory::new();
    let file = directory.file();
    // Seconds from now at which the token was stored and at which it expires.
    for (written_at, expires_at, is_used) in [
        (0, 7200, true),
        (-3600, 3600, true),
        (-7100, 100, true),
        // It is to be renewed.
        (-7180, 20, false),
        (-7200, -1, false),
        // The clock was set back.
        (3600, 7200, false),
        (3600, 10_800, false),
        // Its life is longer than documented.
        (-1, 7201, false),
        (-86_400, 86_400, false),
        // It expires before it was stored.
        (-10, -20, false),
    ] {
        let at = |seconds: i64| unix_millis().saturating_add_signed(seconds * 1000);
        let stored = Stored {
            text: "abc".to_owned(),
            written_at: at(written_at),
            expires_at: at(expires_at),
        };
        file.write(&file.encode(&stored, "salt")).unwrap();
        assert_eq!(loaded(&file).is_some(), is_used, "{written_at} to {expires_at}");
    }
}

#[test]
fn every_part_of_the_file_is_authenticated() {
    let directory = Directory::new();
    let file = directory.file();
    file.store(&token("abc", MAX_LIFE), "secret");
    let content = fs::read_to_string(&file.path).unwrap();
    let original: Value = serde_json::from_str(&content).unwrap();
    let earlier = original["written_at"].as_u64().unwrap() - 1000;
    for (name, value) in [
        ("access_token", json!("abd")),
        ("access_token", json!("a\nb")),
        ("access_token", json!(null)),
        ("written_at", json!(earlier)),
        ("expires_at", json!(earlier + 6_000_000)),
        ("salt", json!("another")),
        ("mac", json!("")),
        ("mac", json!("AAAA")),
        ("mac", json!("!")),
    ] {
        let mut changed = original.clone();
        changed[name] = value;
        assert!(file.decode(changed.to_string().as_bytes()).is_none(), "{changed}");
    }
    assert!(file.decode(original.to_string().as_bytes()).is_some());
}

#[test]
fn each_file_has_another_salt_and_hash() {
    let directory = Directory::new();
    let file = directory.file();
    let parts = || {
        file.store(&token("abc", MAX_LIFE), "secret");
        let content: Value = serde_json::from_slice(&fs::read(&file.path).unwrap()).unwrap();
        (content["salt"].clone(), content["mac"].clone())
    };
    let (first, second) = (parts(), parts());
    assert_eq!(first.0.as_str().map(str::len), Some(32));
    assert_ne!(first.0, second.0);
    assert_ne!(first.1, second.1);
}

#[test]
fn only_the_rejected_token_is_removed() {
    let directory = Directory::new();
    let file = directory.file();
    file.store(&token("new", MAX_LIFE), "secret");
    file.remove(&token("old", MAX_LIFE));
    assert_eq!(loaded(&file).unwrap().0, "new");
    file.remove(&token("new", MAX_LIFE));
    assert!(!file.path.exists());
    assert_eq!(fs::read_dir(&directory.0).unwrap().count(), 0);
    // If it comes back, this client does not use it, but others may.
    file.store(&token("new", MAX_LIFE), "secret");
    assert!(loaded(&file).is_none());
    assert!(loaded(&directory.file()).is_some());
}

#[cfg(unix)]
#[test]
fn new_files_are_private_from_the_beginning() {
    use std::os::unix::fs::PermissionsExt;

    let directory = Directory::new();
    let path = directory.0.join("new");
    let file = create_private(&path).unwrap();
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(create_private(&path).unwrap_err().kind(), ErrorKind::AlreadyExists);
}

#[test]
fn many_threads_that_find_a_stale_lock_take_it_over_once() {
    for _ in 0..20 {
        let directory = Directory::new();
        let path = &directory.0.join("token.lock");
        let stale = create_private(path).unwrap();
        stale
            .set_modified(SystemTime::now() - Duration::from_secs(3600))
            .unwrap();
        let acquired: Vec<_> = thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| FileLock::acquire(path))).collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap().unwrap())
                .collect()
        });
        let locks = acquired
            .iter()
            .filter(|acquired| matches!(acquired, Acquired::Lock(_)))
            .count();
        assert_eq!(locks, 1);
        drop(acquired);
        assert_eq!(fs::read_dir(&directory.0).unwrap().count(), 0);
    }
}
