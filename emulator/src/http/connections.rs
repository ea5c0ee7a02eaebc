//! The connections of a server: how many there are, and which of them is idle for the longest time.

use std::collections::HashMap;
use std::net::{Shutdown, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::MAX_CONNECTIONS;

/// How long a new connection waits for the end of one that was closed for it.
const MAX_WAIT: Duration = Duration::from_secs(2);

/// A connection, as its own thread and the acceptor see it.
pub(super) struct Connection {
    pub(super) stream: TcpStream,
    /// A number that grows with time, or 0 while a request is handled.
    idle_since: AtomicU64,
}

struct Entry {
    connection: Arc<Connection>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Open {
    next_id: u64,
    by_id: HashMap<u64, Entry>,
    /// The connections whose threads are about to end.
    ended: Vec<u64>,
}

#[derive(Default)]
pub(super) struct Connections {
    open: Mutex<Open>,
    has_ended: Condvar,
    ticks: AtomicU64,
}

impl Connections {
    /// Makes room for a connection, by closing the longest idle one if necessary. Returns whether there is any.
    pub(super) fn make_room(&self) -> bool {
        let deadline = Instant::now() + MAX_WAIT;
        let mut open = self.lock();
        loop {
            reap(&mut open);
            if open.by_id.len() < MAX_CONNECTIONS {
                return true;
            }
            let idle = open.by_id.values().map(|entry| &*entry.connection);
            let longest = idle
                .filter(|connection| connection.idle_since.load(Ordering::Relaxed) > 0)
                .min_by_key(|connection| connection.idle_since.load(Ordering::Relaxed));
            let remaining = deadline.saturating_duration_since(Instant::now());
            if remaining.is_zero() {
                return false;
            }
            if let Some(connection) = longest {
                // The thread is waiting for a request, and ends. An error means that the client has closed it already.
                let _ = connection.stream.shutdown(Shutdown::Both);
            }
            let waited = self
                .has_ended
                .wait_timeout_while(open, remaining, |open| open.ended.is_empty());
            open = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Adds a connection. `spawn` starts its thread.
    pub(super) fn add(&self, stream: TcpStream, spawn: impl FnOnce(u64, Arc<Connection>) -> Option<JoinHandle<()>>) {
        let connection = Arc::new(Connection {
            stream,
            idle_since: AtomicU64::new(self.tick()),
        });
        let mut open = self.lock();
        open.next_id += 1;
        let id = open.next_id;
        if let Some(thread) = spawn(id, Arc::clone(&connection)) {
            let thread = Some(thread);
            open.by_id.insert(id, Entry { connection, thread });
        }
    }

    /// Records that a connection waits for a request.
    pub(super) fn set_idle(&self, connection: &Connection) {
        connection.idle_since.store(self.tick(), Ordering::Relaxed);
    }

    /// Records that a connection handles a request, so that it is not closed for another one.
    pub(super) fn set_busy(connection: &Connection) {
        connection.idle_since.store(0, Ordering::Relaxed);
    }

    /// The last thing that a connection's thread does.
    pub(super) fn end(&self, id: u64) {
        self.lock().ended.push(id);
        self.has_ended.notify_all();
    }

    /// Closes all connections and waits for their threads.
    pub(super) fn close_all(&self) {
        let entries = std::mem::take(&mut self.lock().by_id);
        for entry in entries.values() {
            let _ = entry.connection.stream.shutdown(Shutdown::Both);
        }
        for thread in entries.into_values().filter_map(|entry| entry.thread) {
            // A panic of the thread has been printed.
            let _ = thread.join();
        }
    }

    fn tick(&self) -> u64 {
        self.ticks.fetch_add(1, Ordering::Relaxed) + 1
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Removes the connections that have ended, and waits for the last instructions of their threads.
fn reap(open: &mut Open) {
    for id in std::mem::take(&mut open.ended) {
        if let Some(thread) = open.by_id.remove(&id).and_then(|entry| entry.thread) {
            let _ = thread.join();
        }
    }
}
