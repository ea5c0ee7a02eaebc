//! What a connection does with the transport below it, which is not a socket here.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use ureq::Agent;
use ureq::config::Config;
use ureq::unversioned::transport::{ConnectionDetails, Connector, LazyBuffers};

use super::*;
use crate::transport::ureq::progress::{NoResolver, Progress};

#[derive(Debug, PartialEq)]
enum Event {
    Wrote(String),
    Read,
    Probed,
}

use Event::{Probed, Read, Wrote};

type Events = Arc<Mutex<Vec<Event>>>;

/// Records what it is asked to do, and responds to each request with 204.
#[derive(Debug)]
struct Recorder {
    events: Events,
    buffers: LazyBuffers,
    fails: bool,
}

impl Transport for Recorder {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, _: NextTimeout) -> Result<(), Error> {
        if self.fails {
            return Err(io::Error::from(ErrorKind::BrokenPipe).into());
        }
        let bytes = &self.buffers.output()[..amount];
        let text = String::from_utf8_lossy(bytes).into_owned();
        self.events.lock().unwrap().push(Wrote(text));
        Ok(())
    }

    fn await_input(&mut self, _: NextTimeout) -> Result<bool, Error> {
        self.events.lock().unwrap().push(Read);
        let response = b"HTTP/1.1 204 No Content\r\n\r\n";
        self.buffers.input_append_buf()[..response.len()].copy_from_slice(response);
        self.buffers.input_appended(response.len());
        Ok(true)
    }

    fn is_open(&mut self) -> bool {
        self.events.lock().unwrap().push(Probed);
        true
    }
}

fn recorder(events: &Events) -> Recorder {
    Recorder {
        events: Arc::clone(events),
        buffers: LazyBuffers::new(64 * 1024, 64 * 1024),
        fails: false,
    }
}

/// A connection, and what happens on it.
fn connection() -> (Connection, Events) {
    let events = Events::default();
    (Connection::new(recorder(&events).boxed()), events)
}

fn take(events: &Events) -> Vec<Event> {
    mem::take(&mut events.lock().unwrap())
}

fn write(connection: &mut Connection, bytes: &[u8]) -> Result<(), Error> {
    let (_, output) = connection.buffers().tmp_and_output();
    output[..bytes.len()].copy_from_slice(bytes);
    connection.transmit_output(bytes.len(), NextTimeout::default())
}

#[derive(Debug)]
struct RecordingConnector(Events);

impl Connector for RecordingConnector {
    type Out = Connection;

    fn connect(&self, _: &ConnectionDetails<'_>, _: Option<()>) -> Result<Option<Connection>, Error> {
        Ok(Some(Connection::new(recorder(&self.0).boxed())))
    }
}

#[test]
fn a_request_is_one_write_and_a_reused_connection_is_probed_once() {
    let events = Events::default();
    let config = Config::builder()
        .proxy(None)
        .user_agent("")
        .accept("")
        .accept_encoding("");
    let agent = Agent::with_parts(config.build(), RecordingConnector(Arc::clone(&events)), NoResolver);
    let post = |body: &str| {
        let _guard = progress::start();
        agent.post("http://service.invalid/x").send(body).unwrap();
        take(&events)
    };
    let request = |body: &str| {
        let length = body.len();
        Wrote(format!(
            "POST /x HTTP/1.1\r\ncontent-length: {length}\r\nhost: service.invalid\r\n\r\n{body}"
        ))
    };
    assert_eq!(post("first"), [request("first"), Read]);
    assert_eq!(post("the second"), [Probed, request("the second"), Read]);
    assert_eq!(post(""), [Probed, request(""), Read]);
}

#[test]
fn a_connection_is_only_not_probed_within_the_request_that_used_it() {
    let (mut connection, events) = connection();
    let guard = progress::start();
    assert!(connection.is_open());
    assert_eq!(take(&events), [Probed]);
    write(&mut connection, b"request").unwrap();
    assert!(connection.is_open());
    assert_eq!(take(&events), []);
    {
        let _inner = progress::start();
        assert!(connection.is_open());
        assert_eq!(take(&events), [Probed]);
    }
    drop(guard);
    assert!(connection.is_open());
    assert_eq!(take(&events), [Probed]);

    // No request is known here, so it cannot be known either that this is the same one.
    write(&mut connection, b"request").unwrap();
    assert!(connection.is_open());
    assert_eq!(take(&events), [Probed]);
}

#[test]
fn a_request_counts_as_sent_when_it_is_written() {
    let (mut connection, events) = connection();
    let _guard = progress::start();
    write(&mut connection, b"head, ").unwrap();
    write(&mut connection, b"body").unwrap();
    assert_eq!((take(&events), progress::current()), (vec![], Progress::Started));
    connection.await_input(NextTimeout::default()).unwrap();
    assert_eq!(take(&events), [Wrote("head, body".to_owned()), Read]);
    assert_eq!(progress::current(), Progress::Sent);
    // Nothing is written twice.
    connection.await_input(NextTimeout::default()).unwrap();
    assert_eq!(take(&events), [Read]);

    let _guard = progress::start();
    write(&mut connection, b"a request that fails before a response is awaited").unwrap();
    drop(connection);
    assert_eq!((take(&events), progress::current()), (vec![], Progress::Started));
}

#[test]
fn a_failed_write_counts_as_sent() {
    let events = Events::default();
    let mut recorder = recorder(&events);
    recorder.fails = true;
    let mut connection = Connection::new(recorder.boxed());
    let _guard = progress::start();
    write(&mut connection, b"request").unwrap();
    assert_eq!(progress::current(), Progress::Started);
    let error = connection.await_input(NextTimeout::default()).unwrap_err();
    assert!(
        matches!(&error, Error::Io(error) if error.kind() == ErrorKind::BrokenPipe),
        "{error:?}"
    );
    assert_eq!((take(&events), progress::current()), (vec![], Progress::Sent));
}

#[test]
fn a_large_request_is_not_held_back() {
    let (mut connection, events) = connection();
    let _guard = progress::start();
    let head = "h".repeat(1024);
    let body = "b".repeat(MAX_HELD);
    write(&mut connection, head.as_bytes()).unwrap();
    write(&mut connection, &body.as_bytes()[1024..]).unwrap();
    assert_eq!((take(&events), progress::current()), (vec![], Progress::Started));
    write(&mut connection, b"b").unwrap();
    let all = format!("{head}{}b", &body[1024..]);
    assert_eq!((take(&events), progress::current()), (vec![Wrote(all)], Progress::Sent));
    write(&mut connection, b"the rest").unwrap();
    connection.await_input(NextTimeout::default()).unwrap();
    assert_eq!(take(&events), [Wrote("the rest".to_owned()), Read]);
}

#[test]
fn data_before_the_request_is_not_its_response() {
    let events = Events::default();
    let mut recorder = recorder(&events);
    recorder.await_input(NextTimeout::default()).unwrap();
    // ureq uses this input if a part of it has been consumed, such as the response of a proxy.
    recorder.buffers.input_consume(1);
    assert!(recorder.buffers.can_use_input());
    take(&events);
    let mut connection = Connection::new(recorder.boxed());
    let _guard = progress::start();
    write(&mut connection, b"request").unwrap();
    let error = connection.maybe_await_input(NextTimeout::default()).unwrap_err();
    assert!(
        matches!(&error, Error::Io(error) if error.kind() == ErrorKind::InvalidData),
        "{error:?}"
    );
    assert_eq!((take(&events), progress::current()), (vec![], Progress::Started));
}

/// The time it takes to write is not added to the time that reading may take.
#[test]
fn a_timeout_begins_before_the_write() {
    let second = Duration::from_secs(1);
    let timeout = NextTimeout {
        after: second.into(),
        ..NextTimeout::default()
    };
    let long_ago = Instant::now().checked_sub(second * 2).unwrap();
    assert!(progress::remaining(timeout, long_ago).after.is_zero());
    let endless = NextTimeout::default();
    assert_eq!(progress::remaining(endless, long_ago), endless);
}
