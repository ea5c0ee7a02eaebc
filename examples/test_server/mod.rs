//! A server on loopback that responds like the service, over real sockets. It uses only `std`.
//!
//! The examples use it when no credentials are set. The tests and benches use it, too.

#![allow(dead_code)] // each program that includes this module uses only parts of it

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use genauth::serde_json::{self, Value, json};
use genauth::{Error, ManagementClient, ManagementClientBuilder};

/// An HTTP request as it was received.
#[derive(Clone, Debug)]
pub struct Request {
    /// Request line and headers, including line breaks.
    pub head: String,
    pub body: String,
}

impl Request {
    /// The body, or `null` if it is not JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// The path with the query.
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

/// How the server reacts to a request.
pub enum Reply {
    /// Sends these bytes and waits for the next request.
    Send(Vec<u8>),
    /// Sends these bytes and closes the connection.
    SendAndClose(Vec<u8>),
    /// Sends these bytes and keeps the connection open without sending more.
    SendAndHang(Vec<u8>),
}

impl Reply {
    /// Confirms that what the request contains was created: the items of its list, or else the whole.
    pub fn echo(request: &Request) -> Self {
        let body = request.json();
        let data = body.get("list").unwrap_or(&body);
        Self::json(&json!({"statusCode": 200, "data": data}).to_string())
    }

    /// HTTP 200 with a JSON body.
    pub fn json(body: &str) -> Self {
        Self::http("200 OK", "content-type: application/json\r\n", body)
    }

    /// An HTTP response with these headers, each of which ends with a line break.
    pub fn http(status: &str, headers: &str, body: &str) -> Self {
        let length = body.len();
        Reply::Send(format!("HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\n\r\n{body}").into())
    }
}

/// A server with its own port, which runs until the program ends.
pub struct TestServer {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Request>>>,
}

pub const TOKEN_PATH: &str = "/api/v3/get-management-token";
pub const TOKEN_RESPONSE: &str =
    r#"{"statusCode":200,"message":"","data":{"access_token":"test-token","expires_in":7200}}"#;
pub const SUCCESS: &str = r#"{"statusCode":200,"message":"","data":{"success":true}}"#;

impl TestServer {
    /// Issues a token, responds to every operation with success, and records the requests.
    pub fn start() -> Self {
        Self::responding(|_| Reply::json(SUCCESS))
    }

    /// Issues a token, lets `respond` handle every operation, and records the requests.
    pub fn responding(respond: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let requests = Arc::new(Mutex::new(Vec::new()));
        let recorded = Arc::clone(&requests);
        let address = serve(move |request| {
            recorded.lock().unwrap().push(request.clone());
            match request.path() {
                TOKEN_PATH => Reply::json(TOKEN_RESPONSE),
                _ => respond(&request),
            }
        });
        TestServer { address, requests }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A client builder whose host is this server.
    pub fn client(&self) -> ManagementClientBuilder {
        ManagementClient::builder()
            .access_key_id("60b49eb83fd80adb96f26e68")
            .access_key_secret("not-a-real-secret")
            .host(self.url())
    }

    /// The requests received since the last call.
    pub fn take_requests(&self) -> Vec<Request> {
        std::mem::take(&mut self.requests.lock().unwrap())
    }
}

/// A client for the service that the environment names (`GENAUTH_ACCESS_KEY_ID` and so on), or else for a test server
/// that lets `respond` handle the operations.
pub fn connect(
    respond: impl Fn(&Request) -> Reply + Send + Sync + 'static,
) -> Result<(ManagementClient, Option<TestServer>), Error> {
    connect_with(|settings| settings, respond)
}

/// The same with further settings of the client.
pub fn connect_with(
    set: impl FnOnce(ManagementClientBuilder) -> ManagementClientBuilder,
    respond: impl Fn(&Request) -> Reply + Send + Sync + 'static,
) -> Result<(ManagementClient, Option<TestServer>), Error> {
    if std::env::var_os("GENAUTH_ACCESS_KEY_ID").is_some() {
        return Ok((set(ManagementClient::builder()).build_from_env()?, None));
    }
    println!("No credentials in the environment; using a test server on loopback.");
    let server = TestServer::responding(respond);
    Ok((set(server.client()).build()?, Some(server)))
}

/// Serves HTTP/1.1 on a free loopback port, with one thread per connection.
pub fn serve(handle: impl Fn(Request) -> Reply + Send + Sync + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let address = listener.local_addr().expect("a bound socket has an address");
    let handle = Arc::new(handle);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let handle = Arc::clone(&handle);
            // A failure only means that the client has closed the connection.
            thread::spawn(move || serve_connection(stream, &*handle));
        }
    });
    address
}

fn serve_connection(stream: TcpStream, handle: &dyn Fn(Request) -> Reply) -> io::Result<()> {
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
