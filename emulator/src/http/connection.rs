//! One connection: reads requests and writes responses until one side closes it.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use super::connections::{Connection, Connections};
use super::head::{Head, Rejection, parse, reject};
use super::input::Input;
use super::message::{HttpRequest, HttpResponse, Transfer};
use super::{Handler, MAX_HEAD_BYTES, Stop, body};

/// How long a body may take between two reads, and a response between two writes.
const STALL_TIMEOUT: Duration = Duration::from_secs(10);

/// How long, and how much, is read from a client whose request was rejected. Closing a connection with unread input makes
/// the operating system discard the response.
const LINGER: Duration = Duration::from_secs(2);
const MAX_LINGER_BYTES: usize = 64 * 1024 * 1024;

/// Serves a connection to its end.
pub(super) fn serve(
    connection: &Connection,
    connections: &Connections,
    handler: &dyn Handler,
    stop: &Stop,
) -> io::Result<()> {
    let mut stream = &connection.stream;
    stream.set_nodelay(true)?;
    stream.set_write_timeout(Some(STALL_TIMEOUT))?;
    let mut input = Input::new(stream);
    while !stop.is_set() {
        connections.set_idle(connection);
        stream.set_read_timeout(None)?;
        let head = match read_head(&mut input)? {
            Ok(Some(head)) => head,
            Ok(None) => return Ok(()),
            Err(rejection) => return refuse(stream, handler, rejection),
        };
        Connections::set_busy(connection);
        stream.set_read_timeout(Some(STALL_TIMEOUT))?;
        if head.expects_continue {
            stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
        }
        let body = match body::read(&mut input, head.framing)? {
            Ok(body) => body,
            Err(rejection) => return refuse(stream, handler, rejection),
        };
        let (keep_alive, is_head) = (head.keep_alive, head.method == "HEAD");
        let request = request(head, body);
        // The panic has been printed. The client must not wait for a response that never comes.
        let outcome = catch_unwind(AssertUnwindSafe(|| handler.handle(request, stop)));
        let mut response = outcome.unwrap_or_else(|_| handler.refuse(500, "the emulator has a bug: see its output"));
        if is_head && response.transfer == Transfer::Whole {
            response.transfer = Transfer::Head;
        }
        match response.transfer {
            Transfer::Whole | Transfer::Head => stream.write_all(&response.to_bytes(keep_alive))?,
            Transfer::Half => return stream.write_all(&response.to_bytes(keep_alive)),
            Transfer::Nothing => return Ok(()),
        }
        if !keep_alive {
            return Ok(());
        }
    }
    Ok(())
}

/// Waits for the head of the next request. `None` if the client has closed the connection instead.
fn read_head(input: &mut Input<'_>) -> io::Result<Result<Option<Head>, Rejection>> {
    loop {
        let received = input.buffer();
        let head = &received[..received.len().min(MAX_HEAD_BYTES)];
        match parse(head) {
            Ok(Some((head, length))) => {
                input.skip(length);
                return Ok(Ok(Some(head)));
            }
            Ok(None) if received.len() >= MAX_HEAD_BYTES => return Ok(reject(431, "the head is too large")),
            Ok(None) => {}
            Err(rejection) => return Ok(Err(rejection)),
        }
        if !input.receive()? {
            return Ok(Ok(None));
        }
    }
}

fn request(head: Head, body: Vec<u8>) -> HttpRequest {
    HttpRequest {
        method: head.method,
        path: head.path,
        query: head.query,
        headers: head.headers,
        body,
    }
}

/// Responds to a request that cannot be accepted, and closes the connection.
fn refuse(mut stream: &TcpStream, handler: &dyn Handler, rejection: Rejection) -> io::Result<()> {
    let response: HttpResponse = handler.refuse(rejection.status, rejection.reason);
    stream.write_all(&response.to_bytes(false))?;
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(LINGER))?;
    let started = Instant::now();
    let mut bytes = vec![0; 64 * 1024];
    let mut total = 0;
    while started.elapsed() < LINGER && total < MAX_LINGER_BYTES {
        match stream.read(&mut bytes)? {
            0 => break,
            count => total += count,
        }
    }
    Ok(())
}
