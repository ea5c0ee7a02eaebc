//! What the threads that send lines note and print.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;

use genauth::transport::TransportErrorKind;
use genauth::{Error, Response};
use serde_json::{Value, json};

use super::input::Line;
use super::journal::{Journal, State};
use super::summary::Summary;
use crate::failure::{Exit, Failure, error_to_json};

/// Number of results between two updates of the progress.
const STEP: usize = 50;

/// A line to send.
pub struct Task {
    pub line: Line,
    /// Whether it is a write that an earlier run left in doubt. It stays in doubt until it is completed: if it is refused
    /// or not sent this time, the service may still have applied it before.
    pub was_in_doubt: bool,
}

/// The journal, the output, and what is known about each line.
pub struct Recorder {
    tasks: Arc<Vec<Task>>,
    journal: Option<Journal>,
    states: Vec<Option<State>>,
    printed: usize,
    shows_progress: bool,
    /// Whether errors are printed as JSON.
    errors_as_json: bool,
    /// The exit code that belongs to the first error.
    first_error: Option<Exit>,
    /// What ends the run.
    failure: Option<Failure>,
}

/// The run must stop: see [`Recorder::finish`].
pub struct Stop;

impl Recorder {
    pub fn new(tasks: Arc<Vec<Task>>, journal: Option<Journal>, errors_as_json: bool) -> Self {
        Recorder {
            states: vec![None; tasks.len()],
            tasks,
            journal,
            printed: 0,
            shows_progress: io::stderr().is_terminal() && !io::stdout().is_terminal(),
            errors_as_json,
            first_error: None,
            failure: None,
        }
    }

    pub fn tasks(&self) -> Arc<Vec<Task>> {
        Arc::clone(&self.tasks)
    }

    /// Notes that a line is about to be sent. If that fails, it must not be sent.
    pub fn starts(&mut self, index: usize) -> Result<(), Stop> {
        let line = &self.tasks[index].line;
        let noted = self.journal.as_mut().map_or(Ok(()), |journal| journal.sending(line));
        noted.map_err(|failure| self.failed(failure))
    }

    /// Prints and notes a result. It is printed first: after a crash, no line is skipped whose data was never printed.
    pub fn ends(&mut self, index: usize, result: &Result<Response<Value>, Error>) -> Result<(), Stop> {
        let task = &self.tasks[index];
        let state = match state_of(result) {
            State::Completed => State::Completed,
            _ if task.was_in_doubt => State::InDoubt,
            state => state,
        };
        self.states[index] = Some(state);
        if let (Err(error), State::Failed) = (result, state) {
            self.first_error.get_or_insert_with(|| Exit::of(error));
        }
        let printed = print(&task.line, state, result, self.errors_as_json);
        let noted = match &mut self.journal {
            Some(journal) => journal.result(&task.line, state),
            None => Ok(()),
        };
        self.printed += 1;
        if self.shows_progress && self.printed % STEP == 0 {
            self.show_progress();
        }
        printed.and(noted).map_err(|failure| self.failed(failure))
    }

    /// Keeps the first failure that ends the run.
    pub fn failed(&mut self, failure: Failure) -> Stop {
        self.failure.get_or_insert(failure);
        Stop
    }

    /// Adds all lines to a summary. Those without a result were not sent by this run.
    pub fn finish(&mut self, summary: &mut Summary) -> Result<(), Failure> {
        if self.shows_progress && self.printed >= STEP {
            self.show_progress();
            let _ = writeln!(io::stderr());
        }
        for (task, state) in self.tasks.iter().zip(&self.states) {
            match state {
                Some(state) => summary.add(task.line.number, *state),
                None if task.was_in_doubt => summary.still_in_doubt.push(task.line.number),
                None => summary.add(task.line.number, State::NotSent),
            }
        }
        self.failure.take().map_or(Ok(()), Err)
    }

    /// The exit code of the first error, which is the reason why nothing more was sent if the run ended with it.
    pub fn first_error(&self) -> Option<Exit> {
        self.first_error
    }

    fn show_progress(&self) {
        let mut stderr = io::stderr();
        let _ = write!(stderr, "\r{} of {}", self.printed, self.tasks.len()).and_then(|()| stderr.flush());
    }
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

/// Prints a result on stdout, and what failed on stderr.
fn print(
    line: &Line,
    state: State,
    result: &Result<Response<Value>, Error>,
    errors_as_json: bool,
) -> Result<(), Failure> {
    if state == State::NotSent {
        return Ok(());
    }
    let mut json = json!({
        "line": line.number,
        "operation": line.operation.name,
        "result": state.name(),
    });
    match result {
        Ok(response) => json["data"] = response.data.clone(),
        Err(error) => json["error"] = error_to_json(error),
    }
    if let (Err(error), State::Failed | State::InDoubt) = (result, state) {
        let text = if errors_as_json {
            let exit = Exit::of(error);
            let mut json = error_to_json(error);
            json["line"] = line.number.into();
            json["class"] = exit.class().into();
            json["exitCode"] = (exit as u8).into();
            json.to_string()
        } else {
            format!("line {}: {error}", line.number)
        };
        // Nothing can be done if stderr is closed.
        let _ = writeln!(io::stderr(), "{text}");
    }
    writeln!(io::stdout(), "{json}").map_err(|error| Failure::output(&error))
}
