//! What came of a run.

use std::fmt::{self, Write};

use serde_json::{Value, json};

use super::journal::State;
use crate::failure::Exit;

/// The lines of a run by what came of them.
#[derive(Default)]
pub struct Summary {
    pub total: usize,
    /// Completed by an earlier run.
    pub skipped: usize,
    pub completed: usize,
    pub failed: Vec<usize>,
    pub in_doubt: Vec<usize>,
    /// In doubt since an earlier run, and not sent again.
    pub still_in_doubt: Vec<usize>,
    pub not_sent: usize,
}

impl Summary {
    pub fn add(&mut self, line: usize, state: State) {
        match state {
            State::Completed => self.completed += 1,
            State::Failed => self.failed.push(line),
            State::InDoubt => self.in_doubt.push(line),
            State::NotSent => self.not_sent += 1,
        }
    }

    /// The same for programs, with the exit code.
    pub fn to_json(&self, exit: Exit) -> Value {
        json!({
            "class": exit.class(),
            "exitCode": exit as u8,
            "lines": self.total,
            "completedBefore": self.skipped,
            "completed": self.completed,
            "failed": sorted(&self.failed),
            "inDoubt": sorted(&[&*self.in_doubt, &self.still_in_doubt].concat()),
            "notSent": self.not_sent,
        })
    }

    pub fn is_complete(&self) -> bool {
        self.skipped + self.completed == self.total
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} lines completed", self.skipped + self.completed, self.total)?;
        if self.skipped > 0 {
            write!(f, " ({} of them before)", self.skipped)?;
        }
        if !self.failed.is_empty() {
            write!(f, "; failed: lines {}", ranges(&self.failed))?;
        }
        if self.not_sent > 0 {
            write!(f, "; not sent: {} lines", self.not_sent)?;
        }
        if !self.in_doubt.is_empty() {
            write!(
                f,
                "\nin doubt, read back before repeating: lines {}",
                ranges(&self.in_doubt)
            )?;
        }
        if !self.still_in_doubt.is_empty() {
            let lines = ranges(&self.still_in_doubt);
            write!(
                f,
                "\nin doubt since an earlier run, and not sent again: lines {lines}\n\
                 check whether they were applied; --retry-unknown sends them again"
            )?;
        }
        Ok(())
    }
}

/// `1, 4-7`.
fn ranges(lines: &[usize]) -> String {
    let lines = sorted(lines);
    let mut text = String::new();
    let mut rest = &*lines;
    while let Some(&first) = rest.first() {
        let count = rest
            .iter()
            .zip(first..)
            .take_while(|(line, expected)| *line == expected)
            .count();
        let separator = if text.is_empty() { "" } else { ", " };
        let last = rest[count - 1];
        let _ = match count {
            1 => write!(text, "{separator}{first}"),
            _ => write!(text, "{separator}{first}-{last}"),
        };
        rest = &rest[count..];
    }
    text
}

fn sorted(lines: &[usize]) -> Vec<usize> {
    let mut lines = lines.to_vec();
    lines.sort_unstable();
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_lists_what_needs_attention() {
        let summary = Summary {
            total: 20,
            skipped: 5,
            completed: 6,
            failed: vec![9, 7, 8],
            in_doubt: vec![11],
            still_in_doubt: vec![1, 3, 2, 20],
            not_sent: 1,
        };
        assert_eq!(
            summary.to_string(),
            "11 of 20 lines completed (5 of them before); failed: lines 7-9; not sent: 1 lines\n\
             in doubt, read back before repeating: lines 11\n\
             in doubt since an earlier run, and not sent again: lines 1-3, 20\n\
             check whether they were applied; --retry-unknown sends them again"
        );
        assert!(!summary.is_complete());
        assert_eq!(
            summary.to_json(Exit::SomeFailed),
            json!({"class": "someFailed", "exitCode": 8, "lines": 20, "completedBefore": 5, "completed": 6,
                "failed": [7, 8, 9], "inDoubt": [1, 2, 3, 11, 20], "notSent": 1})
        );
    }
}
