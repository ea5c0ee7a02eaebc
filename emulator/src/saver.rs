//! The state file: replaced after changes, and read at the start.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use crate::service::Service;

/// How long changes are collected before they are saved.
const PAUSE: Duration = Duration::from_millis(50);

/// Reads a state file, if it exists.
pub(crate) fn load(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Checks that a state file can be written, before much is lost because it cannot.
pub(crate) fn check(path: &Path) -> io::Result<()> {
    let (_, new) = create(path)?;
    fs::remove_file(new)
}

/// Replaces a file at once: whoever reads it finds the old content or the new one. Only the owner may read it.
pub(crate) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let (mut file, new) = create(path)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&new, path)
}

/// Creates the file that is to replace a state file, and returns it with its path.
fn create(path: &Path) -> io::Result<(File, PathBuf)> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".saving");
    let new = path.with_file_name(name);
    // It is left over from a process that was killed.
    match fs::remove_file(&new) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    Ok((options.open(&new)?, new))
}

/// A thread that saves the state after changes. Dropping it saves the last ones.
pub(crate) struct Saver {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Saver {
    pub(crate) fn start(path: PathBuf, service: Arc<Service>) -> io::Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let thread = Builder::new().name("genauth-emulator-saver".to_owned()).spawn({
            let stop = Arc::clone(&stop);
            move || run(&path, &service, &stop)
        })?;
        Ok(Saver {
            stop,
            thread: Some(thread),
        })
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn run(path: &Path, service: &Service, stop: &AtomicBool) {
    let mut saved = 0;
    loop {
        let is_last = stop.load(Ordering::SeqCst);
        let revision = service.wait_for_change(saved, PAUSE);
        if revision != saved {
            if let Err(error) = replace(path, &service.snapshot()) {
                eprintln!("genauth-emulator: cannot save {}: {error}", path.display());
            }
            saved = revision;
            if !is_last {
                std::thread::sleep(PAUSE);
            }
        }
        if is_last {
            return;
        }
    }
}
