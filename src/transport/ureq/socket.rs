//! A TCP socket whose timeouts are set as rarely as possible.

use std::time::Duration;

use ureq::Error;
use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, NextTimeout, TcpConnector, Transport};

/// ureq's TCP connection. It sets a timeout of the socket if it differs from the one before, and since it is the time
/// that remains of a request, it always does.
#[derive(Debug)]
pub(super) struct Socket {
    tcp: <TcpConnector as Connector>::Out,
    read_timeout: Duration,
    write_timeout: Duration,
}

impl Socket {
    /// Connects to one of the addresses of the details.
    pub(super) fn connect(details: &ConnectionDetails<'_>) -> Result<Self, Error> {
        let tcp = TcpConnector::default().connect(details, None::<()>)?;
        Ok(Socket {
            tcp: tcp.ok_or(Error::ConnectionFailed)?,
            read_timeout: Duration::ZERO,
            write_timeout: Duration::ZERO,
        })
    }
}

impl Transport for Socket {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.tcp.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        let timeout = steady(timeout, &mut self.write_timeout);
        self.tcp.transmit_output(amount, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        let timeout = steady(timeout, &mut self.read_timeout);
        self.tcp.await_input(timeout)
    }

    /// Data that has been received but not used is unexpected, like data that a probe finds. Below TLS, only this sees
    /// it.
    fn is_open(&mut self) -> bool {
        self.tcp.buffers().input().is_empty() && self.tcp.is_open()
    }
}

/// Replaces a timeout by the last one if that is longer by 1 % at most, and otherwise by one that is slightly longer, so
/// that it also serves the next request. A timeout is therefore late by 1 % at most, and never early.
fn steady(mut timeout: NextTimeout, last: &mut Duration) -> NextTimeout {
    if timeout.after.is_not_happening() || timeout.after.is_zero() {
        return timeout;
    }
    let wanted = *timeout.after;
    if !(wanted..=wanted + wanted / 100).contains(last) {
        *last = wanted + wanted / 500;
    }
    timeout.after = (*last).into();
    timeout
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::net::TcpListener;
    use std::thread;

    use ureq::Agent;
    use ureq::config::Config;
    use ureq::unversioned::resolver::DefaultResolver;

    use super::*;

    fn timeout(after: Duration) -> NextTimeout {
        NextTimeout {
            after: after.into(),
            ..NextTimeout::default()
        }
    }

    #[test]
    fn a_timeout_is_set_again_if_the_last_one_is_shorter_or_more_than_one_percent_longer() {
        let mut last = Duration::ZERO;
        for (wanted, expected) in [
            (10_000_000, 10_020_000),
            (9_999_900, 10_020_000),
            (10_020_000, 10_020_000),
            (9_920_793, 10_020_000),
            (9_920_500, 9_940_341),
            // The last one would be early.
            (10_000_000, 10_020_000),
            (10_020_500, 10_040_541),
            (400_000, 400_800),
        ] {
            let set = steady(timeout(Duration::from_micros(wanted)), &mut last).after;
            let expected = Duration::from_micros(expected);
            assert_eq!(set, expected.into(), "{wanted}");
            assert_eq!(last, expected, "{wanted}");
        }
    }

    #[test]
    fn no_timeout_and_no_time_stay_what_they_are() {
        let mut last = Duration::from_secs(10);
        for unchanged in [NextTimeout::default(), timeout(Duration::ZERO)] {
            assert_eq!(steady(unchanged, &mut last), unchanged);
        }
        assert_eq!(last, Duration::from_secs(10));
    }

    /// Asserts that a socket counts as open if all data from the server has been used, and only then.
    #[derive(Debug)]
    struct ProbingConnector;

    impl Connector for ProbingConnector {
        type Out = Socket;

        fn connect(&self, details: &ConnectionDetails<'_>, _: Option<()>) -> Result<Option<Socket>, Error> {
            let mut socket = Socket::connect(details)?;
            assert!(socket.await_input(details.timeout)?);
            assert_eq!(socket.buffers().input(), b"late");
            assert!(!socket.is_open());
            socket.buffers().input_consume(4);
            assert!(socket.is_open());
            Ok(None)
        }
    }

    #[test]
    fn a_socket_with_unused_input_is_not_open() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            stream.write_all(b"late").unwrap();
            stream
        });
        let config = Config::builder().proxy(None).build();
        let agent = Agent::with_parts(config, ProbingConnector, DefaultResolver::default());
        let error = agent.get(url).call().unwrap_err();
        assert!(matches!(error, Error::ConnectionFailed), "{error:?}");
        drop(server.join().unwrap());
    }
}
