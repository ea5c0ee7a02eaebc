//! The connection to one agent: a JSON-RPC message on each line of stdin and stdout.

use std::io::{self, BufRead, Write};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use serde_json::{Map, Value, json};

use super::protocol::{ErrorCode, Message, RpcError, VERSION_WITH_BATCHES, classify, negotiate, response};
use super::tools::Tools;

/// Number of calls of tools that are under way at a time.
const MAX_CALLS: usize = 8;

struct Server<'a, W> {
    tools: &'a Tools<'a>,
    output: Mutex<W>,
    /// Whether the version that was negotiated has batches.
    has_batches: AtomicBool,
    calls: AtomicUsize,
}

/// Serves until the input ends. Calls that are under way then are still answered.
pub fn serve(tools: &Tools<'_>, mut input: impl BufRead, output: impl Write + Send) -> io::Result<()> {
    let server = Server {
        tools,
        output: Mutex::new(output),
        has_batches: AtomicBool::new(false),
        calls: AtomicUsize::new(0),
    };
    thread::scope(|scope| {
        let mut line = Vec::new();
        loop {
            line.clear();
            if input.read_until(b'\n', &mut line)? == 0 {
                return Ok(());
            }
            let message = match serde_json::from_slice(&line) {
                Ok(message) => message,
                Err(_) if line.trim_ascii().is_empty() => continue,
                Err(error) => {
                    let error = RpcError::new(ErrorCode::ParseError, format!("not JSON: {error}"));
                    server.write(&response(&Value::Null, Err(error)))?;
                    continue;
                }
            };
            // Calls take seconds if the service is slow, and a client must be able to ping meanwhile.
            let is_free = server.calls.load(Ordering::Acquire) < MAX_CALLS;
            if is_call(&message) && is_free {
                server.calls.fetch_add(1, Ordering::AcqRel);
                let server = &server;
                scope.spawn(move || {
                    // The reader notices that the output is closed when the client closes the input.
                    let _ = server.answer(message);
                    server.calls.fetch_sub(1, Ordering::AcqRel);
                });
            } else {
                server.answer(message)?;
            }
        }
    })
}

fn is_call(message: &Value) -> bool {
    message.get("method").and_then(Value::as_str) == Some("tools/call")
}

impl<W: Write> Server<'_, W> {
    fn answer(&self, message: Value) -> io::Result<()> {
        match message {
            Value::Array(messages) if self.has_batches.load(Ordering::Relaxed) && !messages.is_empty() => {
                let responses: Vec<_> = messages
                    .into_iter()
                    .filter_map(|message| self.handle(message))
                    .collect();
                if responses.is_empty() {
                    return Ok(());
                }
                self.write(&Value::Array(responses))
            }
            message => match self.handle(message) {
                Some(response) => self.write(&response),
                None => Ok(()),
            },
        }
    }

    fn handle(&self, message: Value) -> Option<Value> {
        match classify(message) {
            Message::Request { id, method, params } => Some(response(&id, self.call(&method, params))),
            Message::Invalid { id, error } => Some(response(&id, Err(error))),
            // Cancellation among them: a request that was sent cannot be taken back, and its result says what happened.
            Message::Silent => None,
        }
    }

    fn call(&self, method: &str, params: Map<String, Value>) -> Result<Value, RpcError> {
        match method {
            "initialize" => Ok(self.initialize(&params)),
            "ping" => Ok(json!({})),
            "tools/list" => Ok(json!({"tools": Tools::list()})),
            "tools/call" => self.tools.call(params),
            _ => Err(RpcError::new(
                ErrorCode::MethodNotFound,
                format!("unknown method {method}"),
            )),
        }
    }

    fn initialize(&self, params: &Map<String, Value>) -> Value {
        let version = negotiate(params.get("protocolVersion"));
        self.has_batches
            .store(version == VERSION_WITH_BATCHES, Ordering::Relaxed);
        json!({
            "protocolVersion": version,
            "capabilities": {"tools": {}},
            "serverInfo": {"name": "genauth", "title": "GenAuth management API", "version": env!("CARGO_PKG_VERSION")},
            "instructions": self.tools.instructions(),
        })
    }

    fn write(&self, message: &Value) -> io::Result<()> {
        let mut output = self.output.lock().unwrap_or_else(PoisonError::into_inner);
        // One write for each message: JSON has no line breaks in this form.
        output.write_all(format!("{message}\n").as_bytes())?;
        output.flush()
    }
}
