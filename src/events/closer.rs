//! Ends a subscription from another thread.

use std::fmt;
use std::io;
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Ends a subscription from any thread.
#[derive(Clone)]
pub struct SubscriptionCloser(Arc<Control>);

/// The state that a subscription shares with its closers.
#[derive(Default)]
pub(super) struct Control {
    state: Mutex<State>,
    closed: Condvar,
}

#[derive(Default)]
struct State {
    is_closed: bool,
    /// The connection, so that a blocked reader can be woken.
    stream: Option<TcpStream>,
}

impl SubscriptionCloser {
    pub(super) fn new(control: &Arc<Control>) -> Self {
        SubscriptionCloser(Arc::clone(control))
    }

    /// Ends the subscription: its iterator returns `None`, even if it is waiting at the moment.
    ///
    /// It cannot be interrupted while it resolves a host name or opens a connection, which takes at most the connect
    /// timeout.
    pub fn close(&self) {
        let mut state = self.0.lock();
        state.is_closed = true;
        state.wake_reader();
        drop(state);
        self.0.closed.notify_all();
    }
}

impl State {
    fn wake_reader(&self) {
        if let Some(stream) = &self.stream {
            // It fails if the connection is closed already.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

impl Control {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn is_closed(&self) -> bool {
        self.lock().is_closed
    }

    /// Registers the connection. If the subscription has been closed meanwhile, ends it at once.
    pub(super) fn register(&self, stream: &TcpStream) -> io::Result<()> {
        let mut state = self.lock();
        state.stream = Some(stream.try_clone()?);
        if state.is_closed {
            state.wake_reader();
        }
        Ok(())
    }

    pub(super) fn forget(&self) {
        self.lock().stream = None;
    }

    /// Waits for the given time, or until the subscription is closed.
    pub(super) fn wait(&self, time: Duration) {
        drop(
            self.closed
                .wait_timeout_while(self.lock(), time, |state| !state.is_closed),
        );
    }
}

impl fmt::Debug for SubscriptionCloser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SubscriptionCloser").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::io::Read;
    use std::net::TcpListener;

    #[test]
    fn a_connection_that_opens_after_closing_is_ended_at_once() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut stream = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        let control = Arc::<Control>::default();
        SubscriptionCloser::new(&control).close();
        control.register(&stream).unwrap();
        assert_eq!(stream.read(&mut [0]).unwrap(), 0);
    }
}
