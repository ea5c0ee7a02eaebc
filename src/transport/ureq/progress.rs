//! Tracks how far a request has progressed, at the point where its bytes are written, so that an error can say whether
//! the service may have received it.

use std::cell::Cell;
use std::sync::Arc;
use std::time::Instant;

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, NextTimeout, Transport};

use super::connect::HostConnector;

/// How far the request of this thread has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// No connection has been made; an idle one may be reused.
    Started,
    /// The host name is being resolved.
    Resolving,
    /// A connection without TLS is being established.
    Connecting,
    /// A connection with TLS is being established.
    Handshake,
    /// The service may have received a part of the request.
    Sent,
}

// A connection outlives requests, but a request stays on its thread because ureq blocks. So the thread is what a
// request and its connection have in common.
thread_local!(static PROGRESS: Cell<Progress> = const { Cell::new(Progress::Started) });

/// Starts a new request, until the returned guard is dropped.
pub(super) fn start() -> ProgressGuard {
    ProgressGuard {
        outer: PROGRESS.replace(Progress::Started),
    }
}

/// Restores the progress of the outer request when it is dropped: a logger, or other code that runs within a request,
/// may send a request on the same thread.
pub(super) struct ProgressGuard {
    outer: Progress,
}

impl Drop for ProgressGuard {
    fn drop(&mut self) {
        PROGRESS.set(self.outer);
    }
}

pub(super) fn current() -> Progress {
    PROGRESS.get()
}

/// Resolves nothing. ureq resolves the host name before each request, in a thread of its own, even if an idle
/// connection exists; [`TrackingConnector`] resolves it when a connection is made.
#[derive(Debug)]
pub(super) struct NoResolver;

impl Resolver for NoResolver {
    fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        Ok(self.empty())
    }
}

/// Establishes connections and tracks their progress.
#[derive(Debug, Default)]
pub(super) struct TrackingConnector {
    resolver: DefaultResolver,
    connector: HostConnector,
}

impl Connector for TrackingConnector {
    type Out = TrackingTransport;

    fn connect(&self, details: &ConnectionDetails<'_>, _: Option<()>) -> Result<Option<TrackingTransport>, Error> {
        PROGRESS.set(Progress::Resolving);
        let details = self.resolved(details)?;
        let stage = if details.needs_tls() {
            Progress::Handshake
        } else {
            Progress::Connecting
        };
        PROGRESS.set(stage);
        let outcome = self.connector.connect(&details);
        // What was sent to a proxy meanwhile was not part of the request.
        PROGRESS.set(stage);
        Ok(outcome?.map(TrackingTransport))
    }
}

impl TrackingConnector {
    /// The same details with the addresses of the host, and with the time that remains after resolving them. A proxy
    /// resolves the host itself.
    fn resolved<'a>(&self, details: &ConnectionDetails<'a>) -> Result<ConnectionDetails<'a>, Error> {
        let uses_proxy = details
            .config
            .proxy()
            .is_some_and(|proxy| !proxy.is_no_proxy(details.uri));
        let started = Instant::now();
        let mut timeout = details.timeout;
        let addrs = if uses_proxy {
            details.resolver.empty()
        } else {
            let addrs = self.resolver.resolve(details.uri, details.config, timeout)?;
            timeout.after = timeout.after.saturating_sub(started.elapsed()).into();
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

/// A connection that tracks when a part of a request is sent. It is above TLS, so handshakes do not count.
#[derive(Debug)]
pub(super) struct TrackingTransport(Box<dyn Transport>);

impl Transport for TrackingTransport {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.0.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        // Set before writing, because a failed write may still have sent a part of the request.
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
