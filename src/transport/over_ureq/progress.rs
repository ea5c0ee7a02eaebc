//! How far a call has come, noted where its bytes go: whoever reports an error has to know whether the service may
//! have seen the request.

use std::cell::Cell;

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, DefaultConnector, NextTimeout, Transport};

/// How far the call of this thread has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// It has no connection yet, or one of an earlier call.
    Begun,
    /// The name of the host is being looked up.
    Resolving,
    /// A connection is being made.
    Connecting,
    /// The same, with TLS above it.
    Securing,
    /// From here on the service may have seen a part of the request.
    Sent,
}

// A call stays on its thread: ureq blocks. So the thread is the one place that both the connection, which outlives
// calls, and the call know of.
thread_local!(static PROGRESS: Cell<Progress> = const { Cell::new(Progress::Begun) });

/// Forgets the call before.
pub(super) fn begin() {
    PROGRESS.set(Progress::Begun);
}

pub(super) fn progress() -> Progress {
    PROGRESS.get()
}

/// Looks names up, and notes it.
#[derive(Debug, Default)]
pub(super) struct NotingResolver(DefaultResolver);

impl Resolver for NotingResolver {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        PROGRESS.set(Progress::Resolving);
        self.0.resolve(uri, config, timeout)
    }
}

/// Makes connections, and notes what becomes of them.
#[derive(Debug, Default)]
pub(super) struct NotingConnector(DefaultConnector);

impl Connector for NotingConnector {
    type Out = NotingTransport;

    fn connect(&self, details: &ConnectionDetails<'_>, chained: Option<()>) -> Result<Option<NotingTransport>, Error> {
        let stage = if details.needs_tls() {
            Progress::Securing
        } else {
            Progress::Connecting
        };
        PROGRESS.set(stage);
        let outcome = self.0.connect(details, chained);
        // On the way a proxy may have been spoken to, over a connection of its own: that was no part of the request.
        PROGRESS.set(stage);
        Ok(outcome?.map(NotingTransport))
    }
}

/// A connection that notes when something of a request goes out. TLS is below it: a handshake is none.
#[derive(Debug)]
pub(super) struct NotingTransport(Box<dyn Transport>);

impl Transport for NotingTransport {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.0.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        // Before the attempt: when it fails, nobody knows how much of it went out.
        PROGRESS.set(Progress::Sent);
        self.0.transmit_output(amount, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        self.0.await_input(timeout)
    }

    fn is_open(&mut self) -> bool {
        self.0.is_open()
    }

    fn is_tls(&self) -> bool {
        self.0.is_tls()
    }
}
