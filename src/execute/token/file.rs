//! The token in a file, where the next process finds it.
//!
//! The file is only read and written by the thread that fetches the token; `remove` is the exception. No failure here
//! reaches the caller: without a usable file, the token is fetched.

mod lock;

use std::collections::hash_map::RandomState;
use std::fs::{self, File, Metadata, OpenOptions};
use std::hash::{BuildHasher, Hasher};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

use self::lock::{Acquired, FileLock};
use super::{Credentials, Token, is_token, renewal_margin};
use crate::redact::Secrets;
use crate::transport::MAX_HEADER_BYTES;

/// The documented life of a token. A file never promises a longer one, so that a file with a longer one is wrong.
const MAX_LIFE: Duration = Duration::from_secs(7200);

/// A token has at most the size of a header, and the rest of the file is short.
const MAX_BYTES: usize = MAX_HEADER_BYTES + 1024;

/// How often a process looks whether another one has stored a token.
const POLL_INTERVAL: Duration = Duration::from_millis(10);

/// The first part of what the hash covers. Another format has another text.
const FORMAT: &str = "genauth token file 1";

/// A file for the token of one access key.
pub(crate) struct TokenFile {
    path: PathBuf,
    /// Keyed with the secret. It has seen everything that the token belongs to, but not yet the token itself.
    mac: Hmac<Sha256>,
    /// The last token that the service has rejected. The file may still contain it if it could not be removed.
    rejected: Mutex<Option<Arc<Token>>>,
}

/// What a process finds when it needs a token.
pub(super) enum Found {
    /// A usable token, with the times at which it is renewed and expires.
    Token { text: String, life: (Instant, Instant) },
    /// The token must be fetched, normally under the lock.
    Nothing(Option<FileLock>),
}

/// Why a file is ignored.
enum Unusable {
    Absent,
    /// It is as it should be, but its token cannot be used.
    Outdated(&'static str),
    Invalid(String),
}

impl From<io::Error> for Unusable {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Unusable::Absent,
            _ => Unusable::Invalid(error.to_string()),
        }
    }
}

/// The content of a file whose hash is right.
struct Stored {
    text: String,
    /// Milliseconds since 1970, as `expires_at`.
    written_at: u64,
    expires_at: u64,
}

impl TokenFile {
    /// The file for the tokens of an access key. `user_pool_id` is the one that was set, if any.
    pub(crate) fn new(path: &Path, host: &str, credentials: &Credentials, user_pool_id: Option<&str>) -> Option<Self> {
        let Credentials::AccessKey { id, secret, .. } = credentials else {
            return None;
        };
        let mut mac = Hmac::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
        for part in [FORMAT, host, id] {
            update(&mut mac, part);
        }
        mac.update(&[u8::from(user_pool_id.is_some())]);
        update(&mut mac, user_pool_id.unwrap_or_default());
        Some(TokenFile {
            // The program may change its working directory.
            path: std::path::absolute(path).unwrap_or_else(|_| path.to_owned()),
            mac,
            rejected: Mutex::default(),
        })
    }

    /// The token in the file. If there is none, the lock, or the token that another process stores in the meantime.
    ///
    /// Waits only for fetches that are under way, which began before the caller's own: for one, and for the one that
    /// replaces it if its process has died. Waits for at most half of the time until the deadline, which leaves the
    /// other half for a fetch.
    pub(super) fn load_or_lock(&self, deadline: Instant) -> Found {
        let now = Instant::now();
        let give_up_at = now + deadline.saturating_duration_since(now) / 2;
        let lock_path = sibling(&self.path, "lock");
        let mut holders: Vec<String> = Vec::new();
        match self.load() {
            Ok(token) => return token,
            Err(Unusable::Absent) => {}
            Err(Unusable::Outdated(reason)) => log::debug!("token cache {}: {reason}", self.path.display()),
            Err(Unusable::Invalid(reason)) => log::warn!("token cache {} is ignored: {reason}", self.path.display()),
        }
        loop {
            let acquired = FileLock::acquire(&lock_path);
            // A holder stores its token before it releases the lock, so this finds it.
            if let Ok(token) = self.load() {
                return token;
            }
            match acquired {
                Ok(Acquired::Lock(lock)) => return Found::Nothing(Some(lock)),
                Ok(Acquired::HeldBy(holder)) if !holders.contains(&holder) => holders.push(holder),
                Ok(Acquired::HeldBy(_) | Acquired::Changing) => {}
                Err(error) => {
                    log::debug!("token cache {} cannot be locked: {error}", self.path.display());
                    return Found::Nothing(None);
                }
            }
            if holders.len() > 2 || Instant::now() >= give_up_at {
                log::debug!(
                    "token cache {}: waited in vain for another process",
                    self.path.display()
                );
                return Found::Nothing(None);
            }
            thread::sleep(POLL_INTERVAL);
        }
    }

    /// Stores a token that is valid for some time.
    pub(super) fn store(&self, token: &Token, secret: &str) {
        let life = token.expires_at.saturating_duration_since(Instant::now()).min(MAX_LIFE);
        let life = u64::try_from(life.as_millis()).unwrap_or(0);
        // No service should put the secret into its token, but the file must not contain it.
        let mut text = token.text.clone();
        Secrets::new(&[secret]).redact(&mut text);
        if life == 0 || text != token.text {
            return;
        }
        let written_at = unix_millis();
        let stored = Stored {
            text,
            written_at,
            expires_at: written_at + life,
        };
        if let Err(error) = self.write(&self.encode(&stored, &random_text())) {
            log::warn!("token cache {} cannot be written: {error}", self.path.display());
        }
    }

    /// Removes a token that the service has rejected, but no other one: another process may have replaced it already.
    pub(super) fn remove(&self, token: &Arc<Token>) {
        {
            let mut rejected = self.rejected.lock().unwrap_or_else(PoisonError::into_inner);
            // All threads whose requests were rejected come here.
            if rejected.as_ref().is_some_and(|known| known.text == token.text) {
                return;
            }
            *rejected = Some(Arc::clone(token));
        }
        let is_rejected = |path: &Path| self.read(path).is_ok_and(|stored| stored.text == token.text);
        if !is_rejected(&self.path) {
            return;
        }
        // Another process may replace the file right now, so it is moved aside before it is removed, and compared again.
        let aside = sibling(&self.path, &random_text());
        let result = fs::rename(&self.path, &aside).and_then(|()| {
            if !is_rejected(&aside) {
                // Unlike renaming, linking does not overwrite a file that is newer still.
                let _ = fs::hard_link(&aside, &self.path);
            }
            fs::remove_file(&aside)
        });
        if let Err(error) = result {
            log::debug!("token cache {}: {error}", self.path.display());
        }
    }

    fn load(&self) -> Result<Found, Unusable> {
        let Stored {
            text,
            written_at,
            expires_at,
        } = self.read(&self.path)?;
        let life = Duration::from_millis(expires_at.saturating_sub(written_at));
        let (now, unix_now) = (Instant::now(), unix_millis());
        // Otherwise a clock that was set back would make the token valid for longer than it is.
        if life > MAX_LIFE || written_at > unix_now {
            let reason = "its token is valid for too long, or from the future";
            return Err(Unusable::Invalid(reason.to_owned()));
        }
        let left = Duration::from_millis(expires_at.saturating_sub(unix_now));
        let margin = renewal_margin(life);
        if left <= margin {
            return Err(Unusable::Outdated("its token has expired or is about to"));
        }
        let rejected = self.rejected.lock().unwrap_or_else(PoisonError::into_inner);
        if rejected.as_ref().is_some_and(|rejected| rejected.text == text) {
            return Err(Unusable::Outdated("its token was rejected"));
        }
        let life = (now + left.saturating_sub(margin), now + left);
        Ok(Found::Token { text, life })
    }

    /// Reads a file that others cannot access, and whose hash is right.
    fn read(&self, path: &Path) -> Result<Stored, Unusable> {
        let invalid = |reason: &str| Unusable::Invalid(reason.to_owned());
        // Opening a pipe would wait for its other end.
        if !fs::metadata(path)?.is_file() {
            return Err(invalid("it is not a file"));
        }
        let file = File::open(path)?;
        if !is_private(&file.metadata()?) {
            return Err(invalid("other users may access it"));
        }
        let mut content = Vec::new();
        file.take(MAX_BYTES as u64 + 1).read_to_end(&mut content)?;
        if content.len() > MAX_BYTES {
            return Err(invalid("it is too large"));
        }
        self.decode(&content)
            .ok_or_else(|| invalid("it belongs to another host, access key or user pool, or is damaged"))
    }

    /// Writes a file next to the real one and renames it, so that no process reads half of it.
    fn write(&self, content: &str) -> io::Result<()> {
        let temporary = sibling(&self.path, &random_text());
        let result = create_private(&temporary)
            .and_then(|mut file| file.write_all(content.as_bytes()))
            .and_then(|()| fs::rename(&temporary, &self.path));
        if result.is_err() {
            let _ = fs::remove_file(&temporary);
        }
        result
    }

    fn encode(&self, stored: &Stored, salt: &str) -> String {
        let mac = URL_SAFE_NO_PAD.encode(self.mac_of(stored, salt).finalize().into_bytes());
        json!({
            "access_token": stored.text,
            "written_at": stored.written_at,
            "expires_at": stored.expires_at,
            "salt": salt,
            "mac": mac,
        })
        .to_string()
    }

    fn decode(&self, content: &[u8]) -> Option<Stored> {
        let content: Value = serde_json::from_slice(content).ok()?;
        let stored = Stored {
            text: content["access_token"].as_str()?.to_owned(),
            written_at: content["written_at"].as_u64()?,
            expires_at: content["expires_at"].as_u64()?,
        };
        let mac = URL_SAFE_NO_PAD.decode(content["mac"].as_str()?).ok()?;
        let computed = self.mac_of(&stored, content["salt"].as_str()?);
        (computed.verify_slice(&mac).is_ok() && is_token(&stored.text)).then_some(stored)
    }

    /// The hash of the secret, the salt, everything the token belongs to, and the token itself: a file that
    /// is used cannot be made without the secret.
    fn mac_of(&self, stored: &Stored, salt: &str) -> Hmac<Sha256> {
        let mut mac = self.mac.clone();
        update(&mut mac, salt);
        mac.update(&stored.written_at.to_be_bytes());
        mac.update(&stored.expires_at.to_be_bytes());
        update(&mut mac, &stored.text);
        mac
    }
}

/// Adds a text with its length, so that no two lists of texts look the same.
fn update(mac: &mut Hmac<Sha256>, text: &str) {
    mac.update(&(text.len() as u64).to_be_bytes());
    mac.update(text.as_bytes());
}

/// A path in the same directory: the name of the file, and a suffix.
fn sibling(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(suffix);
    path.with_file_name(name)
}

/// Creates a file that only its owner may access, from the beginning. Fails if it exists.
fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(unix)]
fn is_private(metadata: &Metadata) -> bool {
    const GROUP_AND_OTHERS: u32 = 0o077;
    std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & GROUP_AND_OTHERS == 0
}

/// Elsewhere the access rights are those of the directory, which `std` cannot tell.
#[cfg(not(unix))]
fn is_private(_: &Metadata) -> bool {
    true
}

/// A text that occurs once. The standard library seeds its hash maps at random.
fn random_text() -> String {
    let random = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", random(), random())
}

fn unix_millis() -> u64 {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;
