//! How far a call has come, noted where its bytes go: whoever reports an error has to know whether the service may
//! have seen the request.

use std::cell::Cell;
use std::sync::Arc;
use std::time::Instant;

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

/// Looks no name up. ureq asks for the addresses before each call, also where a connection is ready, and would start
/// a thread for it; here they are looked up when a connection is made.
#[derive(Debug)]
pub(super) struct LateResolver;

impl Resolver for LateResolver {
    fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        Ok(self.empty())
    }
}

/// Makes connections, and notes what becomes of them.
#[derive(Debug, Default)]
pub(super) struct NotingConnector {
    resolver: DefaultResolver,
    connector: DefaultConnector,
}

impl Connector for NotingConnector {
    type Out = NotingTransport;

    fn connect(&self, details: &ConnectionDetails<'_>, chained: Option<()>) -> Result<Option<NotingTransport>, Error> {
        PROGRESS.set(Progress::Resolving);
        let details = self.resolved(details)?;
        let stage = if details.needs_tls() {
            Progress::Securing
        } else {
            Progress::Connecting
        };
        PROGRESS.set(stage);
        let outcome = self.connector.connect(&details, chained);
        // On the way a proxy may have been spoken to, over a connection of its own: that was no part of the request.
        PROGRESS.set(stage);
        Ok(outcome?.map(NotingTransport))
    }
}

impl NotingConnector {
    /// The same task with the addresses of the host, and with the time that is left then. A proxy looks the host up by
    /// itself.
    fn resolved<'a>(&self, details: &ConnectionDetails<'a>) -> Result<ConnectionDetails<'a>, Error> {
        let by_proxy = details
            .config
            .proxy()
            .is_some_and(|proxy| !proxy.is_no_proxy(details.uri));
        let begun = Instant::now();
        let mut timeout = details.timeout;
        let addrs = if by_proxy {
            details.resolver.empty()
        } else {
            let addrs = self.resolver.resolve(details.uri, details.config, timeout)?;
            timeout.after = timeout.after.saturating_sub(begun.elapsed()).into();
            addrs
        };
        Ok(ConnectionDetails {
            uri: details.uri,
            addrs,
            config: details.config,
            request_level: details.request_level,
            resolver: details.resolver,
            now: (details.current_time)(),
            timeout,
            current_time: Arc::clone(&details.current_time),
            run_connector: Arc::clone(&details.run_connector),
            register_shutdown: Arc::clone(&details.register_shutdown),
        })
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
