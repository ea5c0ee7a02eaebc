//! The server process, which responds with faults on purpose, and records what it did.
//!
//! The first line that it prints is its port. Each line of its stdin is the outcome of one write as the client reports
//! it. When stdin ends, the server compares these outcomes with its records, and prints the counts.

use std::collections::HashMap;
use std::io::{self, BufRead, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::faults::{Fault, Next, Random, close_without_reset, http_response, ok, refusal, respond_with_fault};
use super::report::{self, Counts};
use super::request::Request;
use super::{Settings, TIMEOUT};

/// A token may expire while a request is on its way. If it expired longer ago than this, the client used an expired
/// token.
const TOKEN_GRACE: Duration = Duration::from_millis(600);

/// This is the longest lifetime of a token, so that most tokens expire instead of being revoked.
const REVOCATION_INTERVAL: Duration = Duration::from_secs(3);

/// What the client reports about a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteOutcome {
    Applied,
    NotApplied,
    InDoubt,
    /// A bulk run was stopped before, and has no result for it.
    NotSent,
}

impl WriteOutcome {
    pub fn name(self) -> &'static str {
        match self {
            WriteOutcome::Applied => "applied",
            WriteOutcome::NotApplied => "not_applied",
            WriteOutcome::InDoubt => "in_doubt",
            WriteOutcome::NotSent => "not_sent",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        use WriteOutcome::{Applied, InDoubt, NotApplied, NotSent};
        [Applied, NotApplied, InDoubt, NotSent]
            .into_iter()
            .find(|outcome| outcome.name() == name)
    }
}

/// What is known about the request with a certain number.
#[derive(Default)]
struct RequestRecord {
    received: u32,
    applied: u32,
    reported: Option<WriteOutcome>,
}

struct TokenRecord {
    /// `None` until the response with the token has been sent.
    expires: Option<Instant>,
    is_revoked: bool,
}

#[derive(Default)]
struct Records {
    requests: HashMap<u64, RequestRecord>,
    tokens: HashMap<String, TokenRecord>,
    last_revocation: Option<Instant>,
    counts: Counts,
}

impl Records {
    fn count(&mut self, name: &'static str) {
        *self.counts.entry(name).or_default() += 1;
    }

    fn accepts(&mut self, token: &str) -> bool {
        let Some(record) = self.tokens.get(token) else {
            self.count(report::UNKNOWN_TOKENS);
            return false;
        };
        let is_expired = record
            .expires
            .is_some_and(|expires| Instant::now() > expires + TOKEN_GRACE);
        let is_valid = !record.is_revoked && !is_expired;
        if is_expired {
            self.count(report::EXPIRED_TOKENS);
        }
        is_valid
    }

    /// Revokes a token, unless another one was revoked recently. Returns whether the token was revoked.
    fn revoke(&mut self, token: &str) -> bool {
        let is_too_early = |time: Instant| time.elapsed() < REVOCATION_INTERVAL;
        if self.last_revocation.is_some_and(is_too_early) {
            return false;
        }
        self.last_revocation = Some(Instant::now());
        if let Some(record) = self.tokens.get_mut(token) {
            record.is_revoked = true;
        }
        true
    }

    /// Compares the outcomes that the client reported with what was applied.
    fn compare_outcomes(&mut self) {
        for record in std::mem::take(&mut self.requests).into_values() {
            if record.received > 1 {
                self.count(report::RETRIED);
            }
            if record.applied > 0 {
                self.count(report::APPLIED);
            }
            if record.applied > 1 {
                self.count(report::APPLIED_TWICE);
            }
            match (record.reported, record.applied) {
                (Some(WriteOutcome::Applied), 0) => self.count(report::WRONGLY_APPLIED),
                (Some(WriteOutcome::NotApplied), 1..) => self.count(report::WRONGLY_NOT_APPLIED),
                (Some(WriteOutcome::NotSent), _) if record.received > 0 => self.count(report::WRONGLY_NOT_SENT),
                (Some(WriteOutcome::InDoubt), applied) => {
                    self.count(report::IN_DOUBT);
                    if applied > 0 {
                        self.count(report::IN_DOUBT_APPLIED);
                    }
                }
                _ => {}
            }
        }
    }
}

struct Server {
    settings: Settings,
    records: Mutex<Records>,
}

/// Serves until stdin ends, and then prints the counts.
pub fn run(settings: Settings) -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?.port());
    let server = Arc::new(Server {
        settings,
        records: Mutex::default(),
    });
    let accepting = Arc::clone(&server);
    thread::spawn(move || {
        for (number, stream) in (1..).zip(listener.incoming().flatten()) {
            accepting.records().count(report::CONNECTIONS);
            let server = Arc::clone(&accepting);
            let seed = server.settings.seed.wrapping_mul(1_000_003).wrapping_add(number);
            // An error only means that the client has closed the connection.
            thread::spawn(move || server.serve_connection(&stream, Random(seed)));
        }
    });
    for line in io::stdin().lock().lines() {
        let line = line?;
        let (number, outcome) = line.split_once(' ').unwrap_or_default();
        if let (Ok(number), reported @ Some(_)) = (number.parse(), WriteOutcome::from_name(outcome)) {
            server.records().requests.entry(number).or_default().reported = reported;
        }
    }
    // The server may still be handling a request that the client has given up on.
    thread::sleep(4 * TIMEOUT);
    let mut records = server.records();
    records.compare_outcomes();
    print_counts(&records.counts)
}

fn print_counts(counts: &Counts) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for (name, count) in counts {
        writeln!(out, "{count} {name}")?;
    }
    out.flush()
}

impl Server {
    fn records(&self) -> MutexGuard<'_, Records> {
        self.records.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn serve_connection(&self, stream: &TcpStream, mut random: Random) -> io::Result<()> {
        stream.set_nodelay(true)?;
        // `peek` waits for the first byte of a request. It returns 0 if the client closes an idle connection.
        while stream.peek(&mut [0])? > 0 {
            let has_fault = random.chance(self.settings.faults);
            let fault = has_fault.then(|| random.fault());
            let closed_early = match fault {
                Some(Fault::ResetBeforeReading) => Some(Ok(())),
                Some(Fault::CloseBeforeReading) => Some(close_without_reset(stream)),
                Some(Fault::ResetWhileReading) => Some({ stream }.read_exact(&mut [0; 20])),
                _ => None,
            };
            if let (Some(fault), Some(result)) = (fault, closed_early) {
                self.records().count(fault.name());
                return result;
            }
            // The last byte stays unread, so that closing the socket resets the connection.
            let request = Request::read(stream, fault == Some(Fault::ResetAfterReading))?;
            let next = match request.path.as_str() {
                "/api/v3/get-management-token" => self.issue_token(stream, fault.is_some(), &mut random)?,
                "/api/v3/get-group"
                | "/api/v3/associate-tenant-resource"
                | "/api/v3/delete-users-batch"
                | "/api/v3/list-groups" => self.respond(stream, &request, fault, &mut random)?,
                _ => {
                    self.records().count(report::UNKNOWN_PATHS);
                    Next::Close
                }
            };
            // The byte that was left unread would become part of the next request.
            if matches!(next, Next::Close) || fault == Some(Fault::ResetAfterReading) {
                break;
            }
        }
        Ok(())
    }

    /// Issues a token that lives for 1 to 3 seconds, so that the client needs many of them.
    fn issue_token(&self, mut stream: &TcpStream, has_fault: bool, random: &mut Random) -> io::Result<Next> {
        if has_fault {
            self.records().count(report::TOKEN_FAULTS);
            match random.below(4) {
                0 => thread::sleep(TIMEOUT * (50 + random.below(100)) / 100),
                1 => {
                    let unavailable = http_response("503 Service Unavailable", "", "<html>503</html>");
                    return stream.write_all(&unavailable).map(|()| Next::KeepOpen);
                }
                2 => return Ok(Next::Close),
                _ => {
                    let empty = ok(r#"{"statusCode":200,"message":"","data":{"access_token":""}}"#);
                    return stream.write_all(&empty).map(|()| Next::KeepOpen);
                }
            }
        }
        let lifetime = 1 + random.below(3);
        let token = {
            let mut records = self.records();
            records.count(report::TOKENS);
            let token = format!("soak-token-{}", records.tokens.len());
            let record = TokenRecord {
                expires: None,
                is_revoked: false,
            };
            records.tokens.insert(token.clone(), record);
            token
        };
        let data = format!(r#"{{"access_token":"{token}","expires_in":{lifetime}}}"#);
        let result = stream.write_all(&ok(format!(r#"{{"statusCode":200,"message":"","data":{data}}}"#)));
        if let Some(record) = self.records().tokens.get_mut(&token) {
            record.expires = Some(Instant::now() + Duration::from_secs(lifetime.into()));
        }
        result.map(|()| Next::KeepOpen)
    }

    fn respond(
        &self,
        mut stream: &TcpStream,
        request: &Request,
        mut fault: Option<Fault>,
        random: &mut Random,
    ) -> io::Result<Next> {
        // A page without a list is an empty one, so the client would believe it.
        if request.page.is_some() && fault == Some(Fault::WrongShape) {
            fault = None;
        }
        let code = request.code();
        let is_accepted = {
            let mut records = self.records();
            for number in &request.numbers {
                records.requests.entry(*number).or_default().received += 1;
            }
            let revokes = matches!(fault, Some(Fault::Unauthorized | Fault::UnauthorizedInBody));
            if revokes && !records.revoke(&request.token) {
                fault = None;
            }
            // A fault that revokes the token supplies the response itself, so the token check is skipped.
            let is_accepted = (revokes && fault.is_some()) || records.accepts(&request.token);
            if is_accepted {
                if let Some(fault) = fault {
                    records.count(fault.name());
                }
                if request.is_write && fault.is_none_or(|fault| fault.applies_write(random)) {
                    for number in &request.numbers {
                        records.requests.entry(*number).or_default().applied += 1;
                    }
                }
            } else {
                records.count(report::REJECTED_TOKENS);
            }
            is_accepted
        };
        // The request ID is the code, so that the client can tell whose response it has received.
        if !is_accepted {
            let body = refusal(401, &code);
            let response = if random.chance(0.5) {
                ok(body)
            } else {
                http_response("401 Unauthorized", "", body)
            };
            return stream.write_all(&response).map(|()| Next::KeepOpen);
        }
        let data = if let Some(page) = &request.page {
            page.data()
        } else if request.is_write {
            r#"{"success":true}"#.to_owned()
        } else {
            format!(r#"{{"code":"{code}","name":"Book","description":"a book of the soak test"}}"#)
        };
        let json = format!(r#"{{"statusCode":200,"message":"","requestId":"{code}","data":{data}}}"#);
        match fault {
            Some(fault) => respond_with_fault(fault, stream, &json, &code, random),
            None => stream.write_all(&ok(json)).map(|()| Next::KeepOpen),
        }
    }
}
