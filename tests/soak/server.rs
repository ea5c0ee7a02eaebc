//! The service of the soak: a process of its own that answers wrongly on purpose, and keeps a ledger of what it did.
//!
//! Its first line of output is its port. On its input come the claims of the client, one line for each write: what
//! the client says became of it. When the input ends, it compares the claims with the ledger and prints the counts.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::faults::{Dice, Fault, Then, close_in_order, http, misbehave, ok, refusal};
use super::{Settings, TIMEOUT};

/// What the server counts. The report shows them by these names.
pub const CONNECTIONS: &str = "connections opened";
pub const TOKENS: &str = "tokens fetched";
pub const TOKEN_FAULTS: &str = "token requests answered wrongly";
pub const TOKENS_REFUSED: &str = "calls refused for their token (401)";
pub const RETRIED: &str = "calls the server saw more than once";
pub const CARRIED_OUT: &str = "writes carried out";
pub const IN_DOUBT: &str = "writes left in doubt";
pub const IN_DOUBT_DONE: &str = "of these carried out";
pub const DOUBLED: &str = "doubled writes";
pub const SAID_DONE: &str = "writes said done, but not carried out";
pub const SAID_NOT_DONE: &str = "writes said not done, but carried out";
pub const STALE_TOKENS: &str = "expired tokens used";
pub const FOREIGN_TOKENS: &str = "tokens used that were never issued";
pub const STRAY_REQUESTS: &str = "requests to a wrong place";

/// A call may set out with a good token and arrive after its end, so the server looks away for this long. A token that
/// comes later was no good any more when the client took it.
const TOKEN_GRACE: Duration = Duration::from_millis(600);

/// As long as the longest life of a token: most tokens are to come to their own end.
const REVOKED_AT_MOST_EVERY: Duration = Duration::from_secs(3);

/// What the client says of a write that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    Done,
    NotDone,
    InDoubt,
}

impl Claim {
    pub fn letter(self) -> char {
        match self {
            Claim::Done => 'y',
            Claim::NotDone => 'n',
            Claim::InDoubt => '?',
        }
    }

    fn of(letter: &str) -> Option<Self> {
        let all = [Claim::Done, Claim::NotDone, Claim::InDoubt];
        all.into_iter().find(|claim| letter.starts_with(claim.letter()))
    }
}

#[derive(Default)]
struct Entry {
    seen: u32,
    carried_out: u32,
    claim: Option<Claim>,
}

struct TokenLife {
    /// None as long as its answer is on the way.
    ends: Option<Instant>,
    revoked: bool,
}

#[derive(Default)]
struct Ledger {
    calls: HashMap<u64, Entry>,
    tokens: HashMap<String, TokenLife>,
    last_revoked: Option<Instant>,
    counts: BTreeMap<&'static str, u64>,
}

impl Ledger {
    fn count(&mut self, name: &'static str) {
        *self.counts.entry(name).or_default() += 1;
    }

    /// Whether the call may use this token.
    fn accepts(&mut self, token: &str) -> bool {
        let Some(life) = self.tokens.get(token) else {
            self.count(FOREIGN_TOKENS);
            return false;
        };
        let is_stale = life.ends.is_some_and(|ends| Instant::now() > ends + TOKEN_GRACE);
        let is_good = !life.revoked && !is_stale;
        if is_stale {
            self.count(STALE_TOKENS);
        }
        is_good
    }

    /// Ends a token before its time; not if the last one has just been ended.
    fn revoke(&mut self, token: &str) -> bool {
        if self
            .last_revoked
            .is_some_and(|time| time.elapsed() < REVOKED_AT_MOST_EVERY)
        {
            return false;
        }
        self.last_revoked = Some(Instant::now());
        if let Some(life) = self.tokens.get_mut(token) {
            life.revoked = true;
        }
        true
    }

    /// Holds the claims of the client against what was done.
    fn judge(&mut self) {
        for entry in std::mem::take(&mut self.calls).into_values() {
            if entry.seen > 1 {
                self.count(RETRIED);
            }
            if entry.carried_out > 0 {
                self.count(CARRIED_OUT);
            }
            if entry.carried_out > 1 {
                self.count(DOUBLED);
            }
            match (entry.claim, entry.carried_out) {
                (Some(Claim::Done), 0) => self.count(SAID_DONE),
                (Some(Claim::NotDone), 1..) => self.count(SAID_NOT_DONE),
                (Some(Claim::InDoubt), carried_out) => {
                    self.count(IN_DOUBT);
                    if carried_out > 0 {
                        self.count(IN_DOUBT_DONE);
                    }
                }
                _ => {}
            }
        }
    }
}

struct Server {
    settings: Settings,
    ledger: Mutex<Ledger>,
}

impl Server {
    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Serves until the input ends, then prints the counts.
pub fn run(settings: Settings) -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?.port());
    let server = Arc::new(Server {
        settings,
        ledger: Mutex::default(),
    });
    let serving = Arc::clone(&server);
    thread::spawn(move || {
        for (number, stream) in (1..).zip(listener.incoming().flatten()) {
            serving.ledger().count(CONNECTIONS);
            let server = Arc::clone(&serving);
            let dice = Dice(server.settings.seed.wrapping_mul(1_000_003).wrapping_add(number));
            // A client that goes away ends its thread, and that is all.
            thread::spawn(move || server.converse(&stream, dice));
        }
    });
    for line in io::stdin().lock().lines() {
        let line = line?;
        let (code, letter) = line.split_once(' ').unwrap_or_default();
        if let (Ok(code), claim @ Some(_)) = (code.parse(), Claim::of(letter)) {
            server.ledger().calls.entry(code).or_default().claim = claim;
        }
    }
    // A request that the client has given up may still be under way here.
    thread::sleep(4 * TIMEOUT);
    let mut ledger = server.ledger();
    ledger.judge();
    let mut out = io::stdout().lock();
    for (name, count) in &ledger.counts {
        writeln!(out, "{count} {name}")?;
    }
    out.flush()
}

impl Server {
    /// One connection, request by request.
    fn converse(&self, stream: &TcpStream, mut dice: Dice) -> io::Result<()> {
        stream.set_nodelay(true)?;
        // `peek` waits for the first byte. A connection that lies idle until the client closes it ends here.
        while stream.peek(&mut [0])? > 0 {
            let fault = dice.falls(self.settings.faults).then(|| dice.fault());
            let unread = match fault {
                Some(Fault::ResetBeforeReading) => Some(Ok(())),
                Some(Fault::CloseBeforeReading) => Some(close_in_order(stream)),
                Some(Fault::ResetWhileReading) => Some({ stream }.read_exact(&mut [0; 20])),
                _ => None,
            };
            if let (Some(fault), Some(closed)) = (fault, unread) {
                self.ledger().count(fault.name());
                return closed;
            }
            // The last byte that stays unread turns the close into a reset.
            let request = Request::read(stream, fault == Some(Fault::ResetAfterReading))?;
            let then = match request.path.as_str() {
                "/api/v3/get-management-token" => self.give_token(stream, fault.is_some(), &mut dice)?,
                "/api/v3/get-group" | "/api/v3/associate-tenant-resource" => {
                    self.answer(stream, &request, fault, &mut dice)?
                }
                _ => {
                    self.ledger().count(STRAY_REQUESTS);
                    Then::Close
                }
            };
            if matches!(then, Then::Close) {
                break;
            }
        }
        Ok(())
    }

    /// A token that lives from 1 to 3 seconds, so that many are needed.
    fn give_token(&self, mut stream: &TcpStream, wrongly: bool, dice: &mut Dice) -> io::Result<Then> {
        if wrongly {
            self.ledger().count(TOKEN_FAULTS);
            match dice.below(4) {
                0 => thread::sleep(TIMEOUT * (50 + dice.below(100)) / 100),
                1 => {
                    let unavailable = http("503 Service Unavailable", "", "<html>503</html>");
                    return stream.write_all(&unavailable).map(|()| Then::GoOn);
                }
                2 => return Ok(Then::Close),
                _ => {
                    let useless = ok(r#"{"statusCode":200,"message":"","data":{"access_token":""}}"#);
                    return stream.write_all(&useless).map(|()| Then::GoOn);
                }
            }
        }
        let life = 1 + dice.below(3);
        let token = {
            let mut ledger = self.ledger();
            ledger.count(TOKENS);
            let token = format!("soak-token-{}", ledger.tokens.len());
            let unborn = TokenLife {
                ends: None,
                revoked: false,
            };
            ledger.tokens.insert(token.clone(), unborn);
            token
        };
        let data = format!(r#"{{"access_token":"{token}","expires_in":{life}}}"#);
        let sent = stream.write_all(&ok(format!(r#"{{"statusCode":200,"message":"","data":{data}}}"#)));
        if let Some(token) = self.ledger().tokens.get_mut(&token) {
            token.ends = Some(Instant::now() + Duration::from_secs(life.into()));
        }
        sent.map(|()| Then::GoOn)
    }

    fn answer(
        &self,
        mut stream: &TcpStream,
        request: &Request,
        mut fault: Option<Fault>,
        dice: &mut Dice,
    ) -> io::Result<Then> {
        let code = request.code;
        let id = format!("book-{code}");
        let accepted = {
            let mut ledger = self.ledger();
            ledger.calls.entry(code).or_default().seen += 1;
            let revokes = matches!(fault, Some(Fault::Unauthorized | Fault::UnauthorizedInBody));
            if revokes && !ledger.revoke(&request.token) {
                fault = None;
            }
            // The fault that revokes the token answers by itself.
            let accepted = (revokes && fault.is_some()) || ledger.accepts(&request.token);
            if accepted {
                if let Some(fault) = fault {
                    ledger.count(fault.name());
                }
                if request.is_write && fault.is_none_or(|fault| fault.carries_out(dice)) {
                    ledger.calls.entry(code).or_default().carried_out += 1;
                }
            } else {
                ledger.count(TOKENS_REFUSED);
            }
            accepted
        };
        if !accepted {
            let body = refusal(401, &id);
            let refused = if dice.falls(0.5) {
                ok(body)
            } else {
                http("401 Unauthorized", "", body)
            };
            return stream.write_all(&refused).map(|()| Then::GoOn);
        }
        let data = if request.is_write {
            r#"{"success":true}"#.to_owned()
        } else {
            format!(r#"{{"code":"{id}","name":"Book {code}","description":"a book of the soak"}}"#)
        };
        let right = format!(r#"{{"statusCode":200,"message":"","requestId":"{id}","data":{data}}}"#);
        match fault {
            Some(fault) => misbehave(fault, stream, &right, &id, dice),
            None => stream.write_all(&ok(right)).map(|()| Then::GoOn),
        }
    }
}

struct Request {
    path: String,
    token: String,
    /// The number in the code that the call names: `book-17`.
    code: u64,
    is_write: bool,
}

impl Request {
    /// Looks at the bytes until the request is whole, then takes them, all or all but the last.
    fn read(mut stream: &TcpStream, but_last: bool) -> io::Result<Self> {
        let mut buffer = vec![0; 8 * 1024];
        let started = Instant::now();
        let length = loop {
            let seen = stream.peek(&mut buffer)?;
            if let Some(length) = length_of(&buffer[..seen]) {
                break length;
            }
            if started.elapsed() > 4 * TIMEOUT {
                return Err(io::ErrorKind::TimedOut.into());
            }
            // The rest is on its way, and `peek` does not wait for it.
            thread::sleep(Duration::from_micros(200));
        };
        stream.read_exact(&mut buffer[..length - usize::from(but_last)])?;
        Ok(Self::of(&String::from_utf8_lossy(&buffer[..length])))
    }

    fn of(text: &str) -> Self {
        let target = text.split(' ').nth(1).unwrap_or_default();
        let between = |start: &str, end: char| {
            let rest = text.split_once(start).map_or("", |(_, rest)| rest);
            rest.split(end).next().unwrap_or_default()
        };
        let code = between("book-", ' ').split(|c: char| !c.is_ascii_digit()).next();
        Request {
            path: target.split('?').next().unwrap_or_default().to_owned(),
            token: between("Bearer ", '\r').to_owned(),
            code: code.and_then(|digits| digits.parse().ok()).unwrap_or_default(),
            is_write: text.starts_with("POST"),
        }
    }
}

/// How many bytes the request has, if its head is whole and all of it has come.
fn length_of(bytes: &[u8]) -> Option<usize> {
    let head = bytes.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let text = String::from_utf8_lossy(&bytes[..head]).to_ascii_lowercase();
    let length = text.lines().find_map(|line| line.strip_prefix("content-length: "));
    let body: usize = length.and_then(|length| length.parse().ok()).unwrap_or(0);
    (bytes.len() >= head + body).then_some(head + body)
}
