//! Sends lines, several at a time, and notes each in the journal before and after.

use std::cell::RefCell;
use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use genauth::transport::TransportErrorKind;
use genauth::{Error, ManagementClient, OperationEffect, Response, StopHandle};
use serde_json::{Value, json};

use super::Settings;
use super::input::{Input, Line, hash};
use super::journal::{Journal, State};
use super::summary::Summary;
use crate::failure::{Exit, Failure, error_to_json};
use crate::names::kebab;
use crate::options::Global;
use crate::{confirm, credentials};

/// Number of results between two updates of the progress.
const STEP: usize = 50;

/// Sends the lines that the journal does not know as completed.
pub fn run(global: &Global, input: &Input, settings: &Settings) -> Result<Exit, Failure> {
    let credentials = credentials::find(global)?;
    let client = global.client_with(|builder| match settings.rate {
        Some(rate) => builder.rate_limit(rate),
        None => builder,
    })?;
    let host = host(&client);
    let target = [
        host.as_bytes(),
        credentials.access_key_id.as_bytes(),
        credentials.user_pool_id.as_deref().unwrap_or_default().as_bytes(),
        global.tenant_id.as_deref().or(credentials.tenant_id.as_deref()).unwrap_or_default().as_bytes(),
    ];
    let opened = settings.journal.as_deref().map(|path| Journal::open(path, input, &hash(target)));
    let (journal, states) = opened.transpose()?.map_or_else(Default::default, |(journal, states)| (Some(journal), states));

    let mut summary = Summary {
        total: input.lines.len(),
        ..Summary::default()
    };
    let mut lines = Vec::new();
    for line in &input.lines {
        match states.get(&line.number) {
            Some(State::Completed) => summary.skipped += 1,
            // Repeating a read is safe.
            Some(State::InDoubt) if !settings.retry_unknown && !line.operation.effect.is_read() => {
                summary.still_in_doubt.push(line.number);
            }
            _ => lines.push(line),
        }
    }
    confirm_destructive(global, &lines, &host, settings.yes)?;
    let outcome = send(&client, &lines, settings, journal, &mut summary);
    eprintln!("{}: {summary}", input.name);
    let was_interrupted = outcome?;
    Ok(if was_interrupted {
        Exit::Interrupted
    } else if summary.is_complete() {
        Exit::Done
    } else {
        Exit::SomeFailed
    })
}

/// The host that requests go to, as messages show it.
fn host(client: &ManagementClient) -> String {
    let request = client.prepare("get_all_groups", Value::Null).and_then(|request| request.build());
    request.map(|built| built.url.split("/api/").next().unwrap_or_default().to_owned()).unwrap_or_default()
}

fn confirm_destructive(global: &Global, lines: &[&Line], host: &str, yes: bool) -> Result<(), Failure> {
    let is_destructive = |line: &&&Line| line.operation.effect == OperationEffect::Destructive;
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for line in lines.iter().filter(is_destructive) {
        match counts.iter_mut().find(|(name, _)| *name == line.operation.name) {
            Some((_, count)) => *count += 1,
            None => counts.push((line.operation.name, 1)),
        }
    }
    let Some((name, _)) = counts.first().filter(|_| !yes) else {
        return Ok(());
    };
    let what: String = counts.iter().map(|(name, count)| format!("  {count} x {}\n", kebab(name))).collect();
    confirm::destructive(global, &kebab(name), &what, host)
}

/// Sends the lines, and returns whether the run was interrupted.
fn send(
    client: &ManagementClient,
    lines: &[&Line],
    settings: &Settings,
    journal: Option<Journal>,
    summary: &mut Summary,
) -> Result<bool, Failure> {
    let journal = RefCell::new(journal);
    // What prevented that a line was noted or built. Nothing is sent then.
    let failure = RefCell::new(None);
    let prepare = |line: &&Line| {
        if let Some(journal) = &mut *journal.borrow_mut() {
            journal.sending(line)?;
        }
        client.prepare(line.operation.name, line.params.clone()).map_err(Failure::from)
    };
    let requests = lines.iter().map_while(|line| match prepare(line) {
        Ok(request) => Some(request),
        Err(problem) => {
            failure.replace(Some(problem));
            None
        }
    });
    let run = client.send_all(requests).concurrency(settings.concurrency).as_completed();
    let handle = run.stop_handle();
    let was_interrupted = stop_on_signal(handle.clone())?;

    let mut printer = Printer::new(lines.len());
    let mut is_known = vec![false; lines.len()];
    for (index, result) in run {
        let (line, state) = (lines[index], state_of(&result));
        is_known[index] = true;
        summary.add(line.number, state);
        let noted = journal.borrow_mut().as_mut().map_or(Ok(()), |journal| journal.result(line, state));
        // The results of requests under way are still taken, so that no outcome is lost.
        if let Err(problem) = noted.and_then(|()| printer.print(line, state, &result)) {
            failure.borrow_mut().get_or_insert(problem);
            handle.stop();
        }
    }
    printer.end();
    for (line, _) in lines.iter().zip(is_known).filter(|(_, is_known)| !is_known) {
        summary.add(line.number, State::NotSent);
        if let Some(journal) = &mut *journal.borrow_mut() {
            journal.result(line, State::NotSent)?;
        }
    }
    match failure.into_inner() {
        Some(problem) => Err(problem),
        None => Ok(was_interrupted.load(Ordering::SeqCst)),
    }
}

/// Stops the run at the first Ctrl-C, which waits for what is under way, and ends the program at the second.
fn stop_on_signal(handle: StopHandle) -> Result<Arc<AtomicBool>, Failure> {
    let was_interrupted = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&was_interrupted);
    let handler = move || {
        if flag.swap(true, Ordering::SeqCst) {
            std::process::exit(i32::from(Exit::Interrupted as u8));
        }
        eprintln!("genauth: stopping; waiting for the requests under way");
        handle.stop();
    };
    ctrlc::set_handler(handler).map_err(|error| Failure::internal(format!("cannot handle Ctrl-C: {error}")))?;
    Ok(was_interrupted)
}

fn state_of(result: &Result<Response<Value>, Error>) -> State {
    match result {
        Ok(_) => State::Completed,
        Err(error) if error.is_confirmed() => State::Completed,
        Err(error) if error.may_have_happened() => State::InDoubt,
        Err(error) if error.transport_kind() == Some(TransportErrorKind::Stopped) => State::NotSent,
        Err(_) => State::Failed,
    }
}

/// Prints results on stdout, and progress on a terminal.
struct Printer {
    total: usize,
    printed: usize,
    shows_progress: bool,
}

impl Printer {
    fn new(total: usize) -> Self {
        let shows_progress = io::stderr().is_terminal() && !io::stdout().is_terminal();
        Printer {
            total,
            printed: 0,
            shows_progress,
        }
    }

    fn print(&mut self, line: &Line, state: State, result: &Result<Response<Value>, Error>) -> Result<(), Failure> {
        let mut json = json!({
            "line": line.number,
            "operation": line.operation.name,
            "result": state.name(),
        });
        match result {
            Ok(response) => json["data"] = response.data.clone(),
            Err(error) => json["error"] = error_to_json(error),
        }
        writeln!(io::stdout(), "{json}").map_err(|error| Failure::output(&error))?;
        if let (Err(error), true) = (result, matches!(state, State::Failed | State::InDoubt)) {
            eprintln!("line {}: {error}", line.number);
        }
        self.printed += 1;
        if self.shows_progress && self.printed % STEP == 0 {
            eprint!("\r{} of {}", self.printed, self.total);
            let _ = io::stderr().flush();
        }
        Ok(())
    }

    fn end(&self) {
        if self.shows_progress && self.printed >= STEP {
            eprintln!("\r{} of {}", self.printed, self.total);
        }
    }
}
