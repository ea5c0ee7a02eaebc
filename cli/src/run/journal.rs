//! The journal of a run: what was sent, and what came of it. It contains no parameters.
//!
//! A line is noted before it is sent, and again with its result. A line without a result is in doubt: the program was
//! killed, and nobody knows whether the service received it.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use fs4::fs_std::FileExt;
use serde_json::{Value, json};

use super::input::{Input, Line};
use crate::failure::Failure;

const FORMAT: &str = "genauth 1";

/// What is known about a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Completed,
    /// The service certainly did not apply it.
    Failed,
    /// The service may have applied it.
    InDoubt,
    NotSent,
}

impl State {
    pub fn name(self) -> &'static str {
        match self {
            State::Completed => "completed",
            State::Failed => "failed",
            State::InDoubt => "inDoubt",
            State::NotSent => "notSent",
        }
    }

    fn of(name: &str) -> Option<Self> {
        let all = [State::Completed, State::Failed, State::InDoubt, State::NotSent];
        all.into_iter().find(|state| state.name() == name)
    }
}

/// An open journal, which no other process can open.
pub struct Journal {
    file: File,
    path: PathBuf,
    /// Length of the complete records.
    length: u64,
    /// Whether a failed write may have left half a record behind them.
    is_torn: bool,
}

impl Journal {
    /// Opens or creates a journal. Returns what it says about each line.
    ///
    /// # Errors
    ///
    /// If it belongs to another file, or to another host, key or tenant (`target`), or if another run uses it.
    pub fn open(path: &Path, input: &Input, target: &str) -> Result<(Self, HashMap<usize, State>), Failure> {
        let failed = |what: &str, error: &dyn std::fmt::Display| {
            Failure::usage(format!("journal {} {what}: {error}; nothing was sent", path.display()))
        };
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path).map_err(|error| failed("cannot be opened", &error))?;
        if !file.metadata().is_ok_and(|metadata| metadata.is_file()) {
            return Err(failed("is refused", &"it is not a file"));
        }
        match file.try_lock_exclusive() {
            Ok(true) => {}
            Ok(false) => return Err(failed("is in use", &"another run writes to it")),
            Err(error) => return Err(failed("cannot be locked", &error)),
        }
        let mut text = String::new();
        file.read_to_string(&mut text)
            .map_err(|error| failed("cannot be read", &error))?;
        let header = json!({"journal": FORMAT, "input": input.hash, "target": target});
        // A process that was killed may have left half a record, about something that it had not yet done.
        let complete = text.rfind('\n').map_or(0, |end| end + 1);
        let mut records = text[..complete].lines();
        let states = match records.next() {
            Some(found) => check_header(found, input, target)
                .and_then(|()| states(records, input))
                .map_err(|what| failed("is refused", &what))?,
            None if header.to_string().starts_with(&text) => HashMap::new(),
            None => return Err(failed("is refused", &"it is not a journal of `genauth`")),
        };
        let mut journal = Journal {
            file,
            path: path.to_owned(),
            length: complete as u64,
            is_torn: complete < text.len(),
        };
        // Only now is it known to be a journal, and not a file that was named by mistake.
        journal.repair().map_err(|error| failed("cannot be repaired", &error))?;
        if complete == 0 {
            journal.write(&header)?;
        }
        Ok((journal, states))
    }

    /// Notes that a line is about to be sent.
    pub fn sending(&mut self, line: &Line) -> Result<(), Failure> {
        self.write(&json!({"line": line.number, "hash": line.hash, "state": "sending"}))
    }

    pub fn result(&mut self, line: &Line, state: State) -> Result<(), Failure> {
        self.write(&json!({"line": line.number, "hash": line.hash, "state": state.name()}))
    }

    /// Each record is one write, so that a process that is killed leaves whole records, except for the last one.
    fn write(&mut self, record: &Value) -> Result<(), Failure> {
        let record = format!("{record}\n");
        let written = self.repair().and_then(|()| self.file.write_all(record.as_bytes()));
        if let Err(error) = written {
            self.is_torn = true;
            // If that fails, the next write tries it again. Other threads still have results to note.
            let _ = self.repair();
            let path = self.path.display();
            return Err(Failure::internal(format!("journal {path} cannot be written: {error}")));
        }
        self.length += record.len() as u64;
        Ok(())
    }

    /// Removes half a record at the end.
    fn repair(&mut self) -> io::Result<()> {
        if self.is_torn {
            self.file.set_len(self.length)?;
            self.is_torn = false;
        }
        Ok(())
    }
}

fn check_header(header: &str, input: &Input, target: &str) -> Result<(), String> {
    let header: Value = serde_json::from_str(header).map_err(|_| "it is not a journal of `genauth`")?;
    if header["journal"] != FORMAT {
        return Err("it is not a journal of this version of `genauth`".to_owned());
    }
    if header["input"] != *input.hash {
        return Err(format!(
            "{} or its options have changed since then; send it as a new run with another journal",
            input.name
        ));
    }
    if header["target"] != *target {
        return Err("it belongs to another host, access key or tenant".to_owned());
    }
    Ok(())
}

/// The last state of each line. One that was being sent is in doubt.
fn states<'a>(records: impl Iterator<Item = &'a str>, input: &Input) -> Result<HashMap<usize, State>, String> {
    let hashes: HashMap<usize, &str> = input.lines.iter().map(|line| (line.number, &*line.hash)).collect();
    let mut states = HashMap::new();
    for (index, record) in records.enumerate() {
        let damaged = || format!("its line {} is damaged", index + 2);
        let record: Value = serde_json::from_str(record).map_err(|_| damaged())?;
        let line = record["line"]
            .as_u64()
            .and_then(|line| usize::try_from(line).ok())
            .ok_or_else(damaged)?;
        if hashes.get(&line).copied() != record["hash"].as_str() {
            return Err(format!("line {line} of {} has changed since then", input.name));
        }
        let state = match record["state"].as_str().ok_or_else(damaged)? {
            "sending" => State::InDoubt,
            name => State::of(name).ok_or_else(damaged)?,
        };
        states.insert(line, state);
    }
    Ok(states)
}
