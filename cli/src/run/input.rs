//! The lines of a file, all of which are validated before any of them is sent.

use std::fmt::Write;

use genauth::ManagementClient;
use genauth::schema::Operation;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::failure::Failure;
use crate::names::kebab;
use crate::options::Global;

/// Number of problems that are listed.
const SHOWN_PROBLEMS: usize = 100;

/// A line: an operation with its parameters.
pub struct Line {
    /// From 1.
    pub number: usize,
    pub operation: &'static Operation,
    pub params: Value,
    pub hash: String,
}

/// A file.
pub struct Input {
    /// The name of the file, for messages.
    pub name: String,
    pub lines: Vec<Line>,
    /// Of everything that decides what is sent.
    pub hash: String,
    problems: Vec<(usize, String)>,
}

impl Input {
    pub fn new(name: &str) -> Self {
        Input {
            name: if name == "-" {
                "stdin".to_owned()
            } else {
                name.to_owned()
            },
            lines: Vec::new(),
            hash: String::new(),
            problems: Vec::new(),
        }
    }

    pub fn add_problem(&mut self, line: usize, problem: impl Into<String>) {
        self.problems.push((line, problem.into()));
    }

    /// Checks every line.
    ///
    /// # Errors
    ///
    /// One message with all problems of all lines, with line numbers.
    pub fn validate(&mut self, global: &Global) -> Result<(), Failure> {
        let client = global.offline_client()?;
        for line in &self.lines {
            let name = kebab(line.operation.name);
            let found = violations(&client, line).into_iter();
            self.problems
                .extend(found.map(|problem| (line.number, format!("{name}: {problem}"))));
        }
        if self.problems.is_empty() {
            return Ok(());
        }
        self.problems.sort();
        let mut lines: Vec<_> = self.problems.iter().map(|(line, _)| *line).collect();
        lines.dedup();
        let unit = if lines.len() == 1 { "line is" } else { "lines are" };
        let mut message = format!("{}: {} {unit} invalid; nothing was sent", self.name, lines.len());
        for (line, problem) in self.problems.iter().take(SHOWN_PROBLEMS) {
            let _ = write!(message, "\nline {line}: {problem}");
        }
        if self.problems.len() > SHOWN_PROBLEMS {
            let _ = write!(message, "\nand {} more", self.problems.len() - SHOWN_PROBLEMS);
        }
        Err(Failure::usage(message))
    }
}

fn violations(client: &ManagementClient, line: &Line) -> Vec<String> {
    let request = client.prepare(line.operation.name, line.params.clone());
    match request.and_then(|request| request.validate()) {
        Ok(()) => Vec::new(),
        Err(error) => error.violations().iter().map(ToString::to_string).collect(),
    }
}

/// A hash of these parts, in hexadecimal.
pub fn hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let digits: Vec<_> = hash
        .finalize()
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    digits.concat()
}
