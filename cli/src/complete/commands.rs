//! Options of the commands that are not operations, and their values. A test compares them with the help of each command.

use super::{Candidate, operations, split_option, starting_with, values};
use crate::completion::SHELLS;

/// What can stand in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Values {
    /// Nothing: an option without a value.
    None,
    /// Anything, for which there are no candidates.
    Text,
    Words(&'static [&'static str]),
    File,
    /// `@file` or `-`.
    Body,
    Operation,
    OperationOrCommand,
    Domain,
}

use Values::{Body, Domain, File, None as Switch, Operation, OperationOrCommand, Text, Words};

struct Row {
    word: &'static str,
    /// The arguments without a name.
    positional: Values,
    options: &'static [(&'static str, Values)],
}

const fn row(word: &'static str, positional: Values, options: &'static [(&'static str, Values)]) -> Row {
    Row {
        word,
        positional,
        options,
    }
}

const OUTPUT: Values = Words(&["json", "jsonl", "table", "csv"]);

const ROWS: &[Row] = &[
    row(
        "ops",
        Domain,
        &[
            ("--reads", Switch),
            ("--writes", Switch),
            ("--destructive", Switch),
            ("--documented", Switch),
            ("--domains", Switch),
            ("--output", OUTPUT),
            ("--fields", Text),
            ("--jq", Text),
        ],
    ),
    row(
        "show",
        Operation,
        &[("--output", OUTPUT), ("--fields", Text), ("--jq", Text)],
    ),
    row(
        "api",
        Words(&["GET", "POST", "PUT", "DELETE"]),
        &[
            ("--query", Text),
            ("--body", Body),
            ("--effect", Words(&["read", "write", "destructive"])),
            ("--dry-run", Switch),
            ("--yes", Switch),
            ("--output", OUTPUT),
            ("--fields", Text),
            ("--jq", Text),
            ("--envelope", Switch),
        ],
    ),
    row(
        "login",
        Text,
        &[
            ("--host", Text),
            ("--access-key-id", Text),
            ("--user-pool-id", Text),
            ("--secret-file", File),
            ("--secret-path", File),
            ("--secret-command", Text),
            ("--default", Switch),
            ("--no-check", Switch),
        ],
    ),
    row(
        "whoami",
        Text,
        &[
            ("--offline", Switch),
            ("--output", OUTPUT),
            ("--fields", Text),
            ("--jq", Text),
        ],
    ),
    row(
        "run",
        File,
        &[
            ("--journal", File),
            ("--rate", Text),
            ("--concurrency", Text),
            ("--retry-unknown", Switch),
            ("--yes", Switch),
        ],
    ),
    row("check", File, &[]),
    row(
        "emulate",
        Text,
        &[
            ("--port", Text),
            ("--seed", File),
            ("--state", File),
            ("--latency", Text),
            ("--rate-limit", Text),
            ("--deterministic", Text),
        ],
    ),
    row("mcp", Text, &[("--allow", Operation)]),
    row("completion", Words(&SHELLS), &[]),
    row("man", Operation, &[]),
    row("help", OperationOrCommand, &[]),
];

pub fn candidates(word: &str, before: &[String], current: &str) -> Vec<Candidate> {
    let Some(row) = ROWS.iter().find(|row| row.word == word) else {
        return Vec::new();
    };
    let values_of = |option: &str| {
        let option = if option == "-o" { "--output" } else { option };
        row.options
            .iter()
            .find(|(name, _)| *name == option)
            .map(|(_, values)| *values)
    };
    if let Some((option, value)) = split_option(current) {
        let found = values_of(option).map(|values| of(values, value));
        return starting_with(value, &format!("{option}="), found.unwrap_or_default());
    }
    let waiting = before
        .last()
        .and_then(|option| values_of(option))
        .filter(|values| *values != Switch);
    let found = match waiting {
        Some(values) => of(values, current),
        None if current.starts_with('-') => {
            let names = row.options.iter().map(|(name, _)| Candidate::new(*name, ""));
            names.chain([Candidate::new("--help", "")]).collect()
        }
        None => of(row.positional, current),
    };
    starting_with(current, "", found)
}

fn of(values: Values, beginning: &str) -> Vec<Candidate> {
    match values {
        Switch | Text => Vec::new(),
        Words(words) => values::of_words(words),
        File => values::files(beginning),
        Body => match beginning.strip_prefix('@') {
            Some(path) => values::at_files(path),
            None => values::of_words(&["@", "-"]),
        },
        Operation => operations().collect(),
        OperationOrCommand => super::command_words(),
        Domain => domains(),
    }
}

fn domains() -> Vec<Candidate> {
    let mut domains: Vec<_> = genauth::operations().map(|operation| operation.domain).collect();
    domains.sort_unstable();
    domains.dedup();
    values::of_words(&domains)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::COMMANDS;

    #[test]
    fn every_command_has_a_row() {
        let words = COMMANDS.iter().filter(|command| !command.about.is_empty());
        let missing: Vec<_> = words
            .filter(|command| !ROWS.iter().any(|row| row.word == command.word))
            .collect();
        assert!(
            missing.is_empty(),
            "{:?}",
            missing.iter().map(|command| command.word).collect::<Vec<_>>()
        );
    }
}
