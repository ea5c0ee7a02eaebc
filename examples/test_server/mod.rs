//! A stand-in of the service on loopback, over real sockets, with nothing but `std` below it.
//!
//! The examples use it when no credentials are set; the tests and benches use it too.

#![allow(dead_code)] // each user needs a part of it

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use genauth::{Error, ManagementClient, ManagementClientBuilder};

/// One request as it came over the wire.
#[derive(Clone, Debug)]
pub struct Request {
    /// Request line and headers, line breaks included.
    pub head: String,
    pub body: String,
}

impl Request {
    pub fn path(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (known, value) = line.split_once(": ")?;
            known.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

/// What the server does with a request.
pub enum Reply {
    /// Writes these bytes and waits for the next request.
    Send(Vec<u8>),
    /// Writes these bytes and closes the connection.
    SendAndClose(Vec<u8>),
    /// Writes these bytes and says no more, without closing.
    SendAndHang(Vec<u8>),
}

impl Reply {
    pub fn json(body: &str) -> Self {
        Self::http("200 OK", "content-type: application/json\r\n", body)
    }

    pub fn http(status: &str, headers: &str, body: &str) -> Self {
        let length = body.len();
        Reply::Send(format!("HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\n\r\n{body}").into())
    }
}

/// A server on a port of its own. It runs until the program ends.
pub struct StandIn {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Request>>>,
}

pub const TOKEN_PATH: &str = "/api/v3/get-management-token";
pub const TOKEN_ANSWER: &str =
    r#"{"statusCode":200,"message":"","data":{"access_token":"stand-in-token","expires_in":7200}}"#;
pub const SUCCESS: &str = r#"{"statusCode":200,"message":"","data":{"success":true}}"#;

impl StandIn {
    /// The service: gives a token, lets every operation succeed, and keeps what it was sent.
    pub fn start() -> Self {
        Self::answering(|_| Reply::json(SUCCESS))
    }

    /// Gives a token, answers every operation as told, and keeps what it was sent.
    pub fn answering(answer: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let requests = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&requests);
        let address = serve(move |request| {
            kept.lock().unwrap().push(request.clone());
            match request.path() {
                TOKEN_PATH => Reply::json(TOKEN_ANSWER),
                _ => answer(&request),
            }
        });
        StandIn { address, requests }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The beginning of a client that talks to it.
    pub fn client(&self) -> ManagementClientBuilder {
        ManagementClient::builder()
            .access_key_id("60b49eb83fd80adb96f26e68")
            .access_key_secret("not-a-real-secret")
            .host(self.url())
    }

    /// Everything that has come since the last time.
    pub fn take_requests(&self) -> Vec<Request> {
        std::mem::take(&mut self.requests.lock().unwrap())
    }
}

/// What the environment names with `GENAUTH_ACCESS_KEY_ID` and the like; without it, a stand-in that answers as told.
pub fn connect(
    answer: impl Fn(&Request) -> Reply + Send + Sync + 'static,
) -> Result<(ManagementClient, Option<StandIn>), Error> {
    if std::env::var_os("GENAUTH_ACCESS_KEY_ID").is_some() {
        return Ok((ManagementClient::from_env()?, None));
    }
    println!("No credentials in the environment: talking to a stand-in of the service.");
    let stand_in = StandIn::answering(answer);
    Ok((stand_in.client().build()?, Some(stand_in)))
}

/// Serves HTTP/1.1 on a free loopback port, a thread for each connection.
pub fn serve(handle: impl Fn(Request) -> Reply + Send + Sync + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let address = listener.local_addr().expect("a bound socket has an address");
    let handle = Arc::new(handle);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let handle = Arc::clone(&handle);
            // A client that goes away ends its thread, and that is all.
            thread::spawn(move || converse(stream, &*handle));
        }
    });
    address
}

fn converse(stream: TcpStream, handle: &dyn Fn(Request) -> Reply) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut writer = stream.try_clone()?;
    let mut reader = BufReader::new(stream);
    while let Some(request) = read_request(&mut reader)? {
        match handle(request) {
            Reply::Send(bytes) => writer.write_all(&bytes)?,
            Reply::SendAndClose(bytes) => return writer.write_all(&bytes),
            Reply::SendAndHang(bytes) => {
                writer.write_all(&bytes)?;
                thread::sleep(Duration::from_secs(60));
            }
        }
    }
    Ok(())
}

fn read_request(reader: &mut impl BufRead) -> io::Result<Option<Request>> {
    let mut request = Request {
        head: String::new(),
        body: String::new(),
    };
    while !request.head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut request.head)? == 0 {
            return Ok(None);
        }
    }
    let length = request.header("content-length");
    let length = length.and_then(|length| length.parse().ok()).unwrap_or(0);
    reader.take(length).read_to_string(&mut request.body)?;
    Ok(Some(request))
}
