//! Establishes connections: through a proxy or directly, with TCP and, if the URL asks for it, TLS.
//!
//! This is ureq's default connector, except that several addresses of a host are tried as RFC 8305 describes. ureq tries
//! one after the other, so a first address that does not respond takes two thirds of the connect timeout or more, with
//! every connection, and the rest is all that remains for the TLS handshake.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use ureq::Error;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
use ureq::unversioned::transport::NativeTlsConnector as TlsConnector;
#[cfg(feature = "rustls")]
use ureq::unversioned::transport::RustlsConnector as TlsConnector;
use ureq::unversioned::transport::{ConnectProxyConnector, ConnectionDetails, Connector, Transport};

use super::progress::NoResolver;
use super::socket::Socket;

/// How long an attempt runs before the next one starts beside it. RFC 8305 recommends this value.
const ATTEMPT_DELAY: Duration = Duration::from_millis(250);

/// How long the address that responded is tried first, when the one before it did not. Afterwards the usual first
/// address gets another chance.
const MEMORY: Duration = Duration::from_secs(10 * 60);

/// Connects to the address of the details, or to that of the proxy.
#[derive(Debug, Default)]
pub(super) struct HostConnector {
    proxy: ConnectProxyConnector,
    tcp: RacingConnector,
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    tls: TlsConnector,
}

impl HostConnector {
    pub(super) fn connect(&self, details: &ConnectionDetails<'_>) -> Result<Option<Box<dyn Transport>>, Error> {
        let tunnel = self.proxy.connect(details, None::<()>)?;
        let connection = self.tcp.connect(details, tunnel)?;
        #[cfg(any(feature = "rustls", feature = "native-tls"))]
        let connection = self.tls.connect(details, connection)?;
        match connection {
            // The credentials for a proxy must not be sent without TLS either if its URL begins with https.
            Some(connection) if details.needs_tls() && !connection.is_tls() => Err(Error::TlsRequired),
            connection => Ok(connection.map(Transport::boxed)),
        }
    }
}

/// Connects to one of several addresses. If one does not respond within [`ATTEMPT_DELAY`], the next one is tried as
/// well; the first connection wins.
#[derive(Debug, Default)]
struct RacingConnector {
    /// The address that responded although it was not the first, and when.
    winner: Mutex<Option<(SocketAddr, Instant)>>,
}

impl<In: Transport> Connector<In> for RacingConnector {
    type Out = Box<dyn Transport>;

    fn connect(&self, details: &ConnectionDetails<'_>, chained: Option<In>) -> Result<Option<Self::Out>, Error> {
        let transport = match chained {
            Some(tunnel) => tunnel.boxed(),
            None if details.addrs.len() > 1 => self.race(details)?,
            None => Socket::connect(details)?.boxed(),
        };
        Ok(Some(transport))
    }
}

impl RacingConnector {
    fn race(&self, details: &ConnectionDetails<'_>) -> Result<Box<dyn Transport>, Error> {
        let started = Instant::now();
        let remaining = || details.timeout.after.saturating_sub(started.elapsed());
        let order = self.order(&details.addrs);
        let mut waiting = order.iter();
        let outcomes = Arc::new(Outcomes::default());
        let mut running = 0;
        let mut failure = None;
        loop {
            match waiting.next() {
                Some(address) => match start(details, *address, remaining(), Arc::clone(&outcomes)) {
                    Ok(()) => running += 1,
                    Err(error) => failure = Some(error),
                },
                None if running == 0 => return Err(failure.unwrap_or(Error::ConnectionFailed)),
                None => {}
            }
            let is_last = waiting.len() == 0;
            let delay = if is_last {
                remaining()
            } else {
                remaining().min(ATTEMPT_DELAY)
            };
            match outcomes.wait(delay) {
                Some((address, Ok(transport))) => {
                    self.remember(address, order[0]);
                    return Ok(transport);
                }
                // The next attempt starts at once.
                Some((_, Err(error))) => {
                    running -= 1;
                    // An attempt that lasts until the connect timeout says more than one that failed before.
                    if failure.as_ref().is_none_or(is_local) || matches!(error, Error::Timeout(_)) {
                        failure = Some(error);
                    }
                }
                None if remaining().is_zero() => return Err(Error::Timeout(details.timeout.reason)),
                None => {}
            }
        }
    }

    /// The addresses in the order in which they are tried: the last winner, and then both address families in turn.
    fn order(&self, addresses: &[SocketAddr]) -> Vec<SocketAddr> {
        let first = |address: &&SocketAddr| address.is_ipv6() == addresses[0].is_ipv6();
        let mut others = addresses.iter().filter(|address| !first(address));
        let mut order = Vec::with_capacity(addresses.len());
        for address in addresses.iter().filter(first) {
            order.push(*address);
            order.extend(others.next());
        }
        order.extend(others);
        let winner = *self.winner.lock().unwrap_or_else(PoisonError::into_inner);
        let winner = winner.filter(|(_, since)| since.elapsed() < MEMORY);
        let position = winner.and_then(|(winner, _)| order.iter().position(|address| *address == winner));
        if let Some(position) = position {
            order[..=position].rotate_right(1);
        }
        order
    }

    fn remember(&self, winner: SocketAddr, first: SocketAddr) {
        if winner != first {
            *self.winner.lock().unwrap_or_else(PoisonError::into_inner) = Some((winner, Instant::now()));
        }
    }
}

/// Whether the error says nothing about the host, but that this machine cannot reach such addresses.
fn is_local(error: &Error) -> bool {
    let Error::Io(error) = error else { return false };
    matches!(
        error.kind(),
        ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown | ErrorKind::AddrNotAvailable
    )
}

type Outcome = (SocketAddr, Result<Box<dyn Transport>, Error>);

/// The outcomes of the attempts, which come from several threads. Instead of a channel, which takes the compiler longer.
#[derive(Default)]
struct Outcomes {
    ready: Mutex<Vec<Outcome>>,
    added: Condvar,
}

impl Outcomes {
    fn add(&self, outcome: Outcome) {
        self.ready.lock().unwrap_or_else(PoisonError::into_inner).push(outcome);
        self.added.notify_one();
    }

    fn wait(&self, timeout: Duration) -> Option<Outcome> {
        let ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.added.wait_timeout_while(ready, timeout, |ready| ready.is_empty());
        waited.unwrap_or_else(PoisonError::into_inner).0.pop()
    }
}

/// Starts to connect to one address, in a thread of its own. It ends with the connect timeout at the latest, and closes
/// the connection if another attempt has won.
fn start(
    details: &ConnectionDetails<'_>,
    address: SocketAddr,
    remaining: Duration,
    outcomes: Arc<Outcomes>,
) -> Result<(), Error> {
    let (uri, config) = (details.uri.clone(), details.config.clone());
    let (request_level, mut timeout) = (details.request_level, details.timeout);
    timeout.after = remaining.into();
    let current_time = Arc::clone(&details.current_time);
    let run_connector = Arc::clone(&details.run_connector);
    let register_shutdown = Arc::clone(&details.register_shutdown);
    let attempt = move || {
        let details = ConnectionDetails {
            uri: &uri,
            addrs: only(address),
            config: &config,
            request_level,
            resolver: &NoResolver,
            now: current_time(),
            timeout,
            current_time,
            run_connector,
            register_shutdown,
        };
        let outcome = Socket::connect(&details);
        // The outcome is not used if another attempt has won, or if there is no time left.
        outcomes.add((address, outcome.map(Transport::boxed)));
    };
    let thread = thread::Builder::new().name("genauth-connect".to_owned());
    thread.spawn(attempt)?;
    Ok(())
}

fn only(address: SocketAddr) -> ResolvedSocketAddrs {
    let mut addresses = NoResolver.empty();
    addresses.push(address);
    addresses
}

#[cfg(test)]
mod tests;
