//! The lock of a token file: a file next to it that exists while a process fetches a token.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::{create_private, random_text, sibling};

/// After this time, the process that holds a lock counts as dead. It is less than half of the default timeout, so that
/// those who wait for a dead process still share the fetch of the one that takes the lock over.
const LEASE: Duration = Duration::from_secs(3);

/// A lock, which is released when it is dropped.
pub(in crate::execute::token) struct FileLock {
    path: PathBuf,
    /// The content of the file. It tells this lock from that of a process that has taken it over.
    name: String,
}

/// The outcome of an attempt to get the lock.
pub(super) enum Acquired {
    Lock(FileLock),
    /// Another process has it. The text tells holders apart.
    HeldBy(String),
    /// It is being taken or released right now.
    Changing,
}

impl FileLock {
    /// Takes the lock if it is free, or if its holder counts as dead. An error means that no lock can be made here.
    pub(super) fn acquire(path: &Path) -> io::Result<Acquired> {
        if is_stale(path) {
            break_stale(path);
        }
        let mut file = match create_private(path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                let holder = fs::read_to_string(path).unwrap_or_default();
                return Ok(if holder.is_empty() {
                    Acquired::Changing
                } else {
                    Acquired::HeldBy(holder)
                });
            }
            Err(error) => return Err(error),
        };
        let lock = FileLock {
            path: path.to_owned(),
            name: random_text(),
        };
        match file.write_all(lock.name.as_bytes()) {
            Ok(()) => Ok(Acquired::Lock(lock)),
            Err(error) => {
                let _ = fs::remove_file(path);
                Err(error)
            }
        }
    }
}

impl Drop for FileLock {
    fn drop(&mut self) {
        if fs::read_to_string(&self.path).is_ok_and(|name| name == self.name) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Whether the lock was taken too long ago, or so far in the future that the clock must have been set back since.
fn is_stale(path: &Path) -> bool {
    let Ok(taken_at) = fs::metadata(path).and_then(|metadata| metadata.modified()) else {
        return false;
    };
    let now = SystemTime::now();
    let age = now.duration_since(taken_at).or_else(|_| taken_at.duration_since(now));
    age.is_ok_and(|age| age > LEASE)
}

/// Removes a stale lock. Several processes may try that at once, and must not remove the lock of the first of them.
fn break_stale(path: &Path) {
    let aside = sibling(path, &random_text());
    if fs::rename(path, &aside).is_err() {
        return;
    }
    let _ = if is_stale(&aside) {
        fs::remove_file(&aside)
    } else {
        fs::rename(&aside, path)
    };
}
