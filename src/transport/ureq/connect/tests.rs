//! Hosts with several addresses, over real sockets. A name that has these addresses is not available to a test, so a
//! resolver returns them.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::transport::NextTimeout;
use ureq::{Agent, Timeout};

use super::*;

/// A resolver that returns these addresses for any name.
#[derive(Debug)]
struct Addresses(Vec<SocketAddr>);

impl Resolver for Addresses {
    fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let mut addresses = self.empty();
        self.0.iter().for_each(|address| addresses.push(*address));
        Ok(addresses)
    }
}

/// Lets a test keep access to the connector.
#[derive(Debug, Clone, Default)]
struct Shared(Arc<RacingConnector>);

impl Connector for Shared {
    type Out = Box<dyn Transport>;

    fn connect(&self, details: &ConnectionDetails<'_>, chained: Option<()>) -> Result<Option<Self::Out>, Error> {
        self.0.connect(details, chained)
    }
}

fn agent(connector: impl Connector, addresses: &[SocketAddr], timeout: Duration) -> Agent {
    let config = Agent::config_builder().proxy(None).timeout_connect(Some(timeout));
    Agent::with_parts(config.build(), connector, Addresses(addresses.to_vec()))
}

fn get(agent: &Agent) -> Result<u16, Error> {
    let response = agent.get("http://several-addresses.invalid").call()?;
    Ok(response.status().as_u16())
}

/// Responds to every request with success, and closes the connection.
fn serve(listener: TcpListener) {
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            // The connections that fill a backlog send nothing.
            thread::spawn(move || {
                if matches!(stream.read(&mut [0; 4096]), Ok(1..)) {
                    let _ = stream.write_all(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n");
                }
            });
        }
    });
}

fn live() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    serve(listener);
    address
}

/// An address that refuses connections, and sockets that keep it from being used by others.
fn refusing() -> (SocketAddr, (TcpListener, TcpStream)) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let outgoing = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    (outgoing.local_addr().unwrap(), (listener, outgoing))
}

/// A listener that does not respond to connections, because its backlog is full. It does so until it accepts one.
#[cfg(target_os = "linux")] // others refuse the connection
struct Silent {
    address: SocketAddr,
    listener: TcpListener,
    backlog: Vec<TcpStream>,
}

#[cfg(target_os = "linux")]
impl Silent {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let connect = || TcpStream::connect_timeout(&address, Duration::from_millis(500)).ok();
        let backlog = std::iter::from_fn(connect).take(10_000).collect();
        Silent {
            address,
            listener,
            backlog,
        }
    }
}

const LONG: Duration = Duration::from_secs(60);

#[test]
fn a_refused_connection_leads_to_the_next_address() {
    let (refusing, _sockets) = refusing();
    let connector = Shared::default();
    let agent = agent(connector.clone(), &[refusing, live()], LONG);
    assert_eq!(get(&agent).unwrap(), 204);
    assert!(connector.0.winner.lock().unwrap().is_some());
    assert_eq!(get(&agent).unwrap(), 204);
}

/// ureq would give the silent address two thirds of the timeout, 40 s, with every connection.
#[cfg(target_os = "linux")]
#[test]
fn a_silent_address_does_not_use_up_the_connect_timeout() {
    let silent = Silent::start();
    let live = live();
    let connector = Shared::default();
    let agent = agent(connector.clone(), &[silent.address, live], LONG);
    let started = Instant::now();
    assert_eq!(get(&agent).unwrap(), 204);
    assert!(started.elapsed() < LONG / 3, "{:?}", started.elapsed());
    // The address that responded is remembered, and comes first.
    assert_eq!(connector.0.order(&[silent.address, live]), [live, silent.address]);
    assert_eq!(get(&agent).unwrap(), 204);
    drop(silent.backlog);
}

/// The second attempt does not end the first one.
#[cfg(target_os = "linux")]
#[test]
fn a_slow_address_can_still_win_after_the_next_attempt_has_started() {
    let (slow, silent) = (Silent::start(), Silent::start());
    let agent = agent(Shared::default(), &[slow.address, silent.address], LONG);
    let listener = slow.listener;
    let server = thread::spawn(move || {
        thread::sleep(3 * ATTEMPT_DELAY);
        serve(listener);
    });
    assert_eq!(get(&agent).unwrap(), 204);
    server.join().unwrap();
    drop(slow.backlog);
}

#[cfg(target_os = "linux")]
#[test]
fn silent_addresses_end_with_the_connect_timeout() {
    let (first, second) = (Silent::start(), Silent::start());
    let (refusing, _sockets) = refusing();
    for addresses in [
        [first.address, second.address],
        [first.address, refusing],
        [refusing, first.address],
    ] {
        let agent = agent(Shared::default(), &addresses, Duration::from_millis(400));
        let error = get(&agent).unwrap_err();
        assert!(matches!(error, Error::Timeout(Timeout::Connect)), "{error:?}");
    }
    drop((first.backlog, second.backlog));
}

#[test]
fn refused_connections_to_all_addresses_are_reported_as_refused() {
    let (first, _first) = refusing();
    let (second, _second) = refusing();
    let error = get(&agent(Shared::default(), &[first, second], LONG)).unwrap_err();
    assert!(
        matches!(&error, Error::Io(error) if error.kind() == ErrorKind::ConnectionRefused),
        "{error:?}"
    );
}

#[test]
fn an_error_about_this_machine_is_replaced_by_one_about_the_host() {
    for (kind, expected) in [
        (ErrorKind::NetworkUnreachable, true),
        (ErrorKind::AddrNotAvailable, true),
        (ErrorKind::ConnectionRefused, false),
        (ErrorKind::HostUnreachable, false),
    ] {
        assert_eq!(is_local(&Error::Io(kind.into())), expected, "{kind}");
    }
    assert!(!is_local(&Error::Timeout(Timeout::Connect)));
}

#[test]
fn address_families_are_tried_in_turn() {
    let parse = |addresses: &[&str]| -> Vec<SocketAddr> {
        let addresses = addresses.iter();
        addresses
            .map(|address| format!("{address}:443").parse().unwrap())
            .collect()
    };
    let connector = RacingConnector::default();
    for (resolved, expected) in [
        (
            &["[::1]", "[::2]", "[::3]", "1.0.0.1"][..],
            &["[::1]", "1.0.0.1", "[::2]", "[::3]"][..],
        ),
        (
            &["1.0.0.1", "[::1]", "[::2]", "1.0.0.2"],
            &["1.0.0.1", "[::1]", "1.0.0.2", "[::2]"],
        ),
        (&["1.0.0.1", "[::1]", "[::2]"], &["1.0.0.1", "[::1]", "[::2]"]),
        (&["1.0.0.1", "1.0.0.2"], &["1.0.0.1", "1.0.0.2"]),
    ] {
        assert_eq!(connector.order(&parse(resolved)), parse(expected));
    }
    // The last winner comes first while it is remembered.
    let addresses = parse(&["1.0.0.1", "1.0.0.2", "1.0.0.3"]);
    connector.remember(addresses[2], addresses[0]);
    assert_eq!(connector.order(&addresses), parse(&["1.0.0.3", "1.0.0.1", "1.0.0.2"]));
    // It was first, so there is nothing to learn.
    connector.remember(addresses[2], addresses[2]);
    assert_eq!(connector.order(&addresses), parse(&["1.0.0.3", "1.0.0.1", "1.0.0.2"]));
    connector.remember(addresses[1], addresses[2]);
    assert_eq!(connector.order(&addresses), parse(&["1.0.0.2", "1.0.0.1", "1.0.0.3"]));
    // Addresses are remembered per host, so another host's order is unaffected.
    assert_eq!(
        connector.order(&parse(&["1.0.0.9", "1.0.0.8"])),
        parse(&["1.0.0.9", "1.0.0.8"])
    );
}
