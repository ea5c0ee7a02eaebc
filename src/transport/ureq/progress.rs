//! Tracks how far a request has progressed, at the point where its bytes are written, so that an error can say whether
//! the service may have received it.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{ConnectionDetails, Connector, NextTimeout, Transport};

use super::connect::HostConnector;
use super::connection::Connection;

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

/// The request of a thread.
#[derive(Clone, Copy)]
struct Current {
    /// 0 if there is none.
    id: usize,
    progress: Progress,
}

// A connection outlives requests, but a request stays on its thread because ureq blocks. So the thread is what a
// request and its connection have in common.
thread_local! {
    static CURRENT: Cell<Current> = const {
        Cell::new(Current {
            id: 0,
            progress: Progress::Started,
        })
    };
}

static LAST_ID: AtomicUsize = AtomicUsize::new(0);

/// Starts a new request, until the returned guard is dropped.
pub(super) fn start() -> ProgressGuard {
    let request = Current {
        id: LAST_ID.fetch_add(1, Ordering::Relaxed).wrapping_add(1),
        progress: Progress::Started,
    };
    ProgressGuard {
        outer: CURRENT.replace(request),
    }
}

/// Restores the progress of the outer request when it is dropped: a logger, or other code that runs within a request,
/// may send a request on the same thread.
pub(super) struct ProgressGuard {
    outer: Current,
}

impl Drop for ProgressGuard {
    fn drop(&mut self) {
        CURRENT.set(self.outer);
    }
}

pub(super) fn current() -> Progress {
    CURRENT.get().progress
}

/// Different for each request of the process, and 0 outside of requests.
pub(super) fn request_id() -> usize {
    CURRENT.get().id
}

pub(super) fn set_sent() {
    set(Progress::Sent);
}

fn set(progress: Progress) {
    CURRENT.set(Current {
        progress,
        ..CURRENT.get()
    });
}

/// The timeout without the time that has passed.
pub(super) fn remaining(mut timeout: NextTimeout, started: Instant) -> NextTimeout {
    if !timeout.after.is_not_happening() {
        timeout.after = timeout.after.saturating_sub(started.elapsed()).into();
    }
    timeout
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
#[derive(Clone, Debug, Default)]
pub(super) struct TrackingConnector {
    resolver: Arc<DefaultResolver>,
    connector: Arc<HostConnector>,
}

impl Connector for TrackingConnector {
    type Out = Connection;

    fn connect(&self, details: &ConnectionDetails<'_>, _: Option<()>) -> Result<Option<Connection>, Error> {
        Ok(self.establish(details)?.map(Connection::new))
    }
}

impl TrackingConnector {
    fn establish(&self, details: &ConnectionDetails<'_>) -> Result<Option<Box<dyn Transport>>, Error> {
        set(Progress::Resolving);
        let details = self.resolved(details)?;
        let stage = if details.needs_tls() {
            Progress::Handshake
        } else {
            Progress::Connecting
        };
        set(stage);
        let outcome = self.connector.connect(&details);
        // A connection to a proxy has stages of its own.
        set(stage);
        outcome
    }

    /// The same details with the addresses of the host, and with the time that remains after resolving them. A proxy
    /// resolves the host itself.
    fn resolved<'a>(&self, details: &ConnectionDetails<'a>) -> Result<ConnectionDetails<'a>, Error> {
        let uses_proxy = details
            .config
            .proxy()
            .is_some_and(|proxy| !proxy.is_no_proxy(details.uri));
        let started = Instant::now();
        let addrs = if uses_proxy {
            details.resolver.empty()
        } else {
            self.resolver.resolve(details.uri, details.config, details.timeout)?
        };
        // A connection to a proxy is made in the same way, but requests are not sent on it directly.
        let connector = self.clone();
        let run_connector = move |details: &ConnectionDetails<'_>| {
            let connection = connector.establish(details)?;
            connection.ok_or(Error::ConnectionFailed)
        };
        Ok(ConnectionDetails {
            uri: details.uri,
            addrs,
            config: details.config,
            request_level: details.request_level,
            resolver: details.resolver,
            now: (details.current_time)(),
            timeout: remaining(details.timeout, started),
            current_time: Arc::clone(&details.current_time),
            run_connector: Arc::new(run_connector),
            register_shutdown: Arc::clone(&details.register_shutdown),
        })
    }
}
