//! `genauth __complete`: candidates for the word at the cursor, for the scripts of `genauth completion`.
//!
//! The words up to the cursor follow `--`, and the last one, which may be empty, is completed. Bash breaks words at other
//! characters than shells do, so it passes its line instead: `--bash LINE WORDBREAKS`. Each line of the output is a
//! candidate, a tab and a description.

mod commands;
mod line;
mod operation;
mod values;

use std::ffi::OsString;
use std::fmt::Write;

use crate::commands::COMMANDS;
use crate::credentials::config::Config;
use crate::failure::{Exit, Failure};
use crate::names::{self, kebab};
use crate::options::{self, Global, OPTIONS};
use crate::show::first_sentence;

/// A text that the word at the cursor can become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub text: String,
    pub help: String,
}

impl Candidate {
    pub fn new(text: impl Into<String>, help: impl Into<String>) -> Self {
        Candidate {
            text: text.into(),
            help: help.into(),
        }
    }
}

/// Prints the candidates. Nothing is an error: a message would end up in the line that the user is typing.
#[allow(clippy::needless_pass_by_value)] // as every command
pub fn run(_global: &Global, args: Vec<OsString>) -> Result<Exit, Failure> {
    let args: Vec<_> = args.iter().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let (words, breaks) = match &*args {
        [form, line, breaks] if form == "--bash" => (line::words(line), &**breaks),
        [form, words @ ..] if form == "--" => (words.to_vec(), ""),
        _ => return Ok(Exit::Done),
    };
    let Some((current, before)) = words.split_last() else {
        return Ok(Exit::Done);
    };
    let kept = line::length_before_last_break(current, breaks);
    let mut text = String::new();
    for candidate in candidates(before, current) {
        // Bash replaces only what follows the last break.
        let shown = candidate.text.get(kept..).unwrap_or(&candidate.text);
        let _ = writeln!(text, "{shown}\t{}", candidate.help.replace(['\t', '\n'], " "));
    }
    options::print(&text)
}

/// The candidates for a word after others.
fn candidates(before: &[String], current: &str) -> Vec<Candidate> {
    let mut rest = before.iter();
    while let Some(word) = rest.next() {
        if !word.starts_with('-') {
            return after_command(word, rest.as_slice(), current);
        }
        let takes_value = OPTIONS.iter().any(|(name, takes_value)| name == word && *takes_value);
        if takes_value && rest.next().is_none() {
            return starting_with(current, "", global_values(word));
        }
    }
    if let Some((option, value)) = split_option(current) {
        return starting_with(value, &format!("{option}="), global_values(option));
    }
    let found = if current.starts_with('-') {
        OPTIONS.iter().map(|(name, _)| Candidate::new(*name, "")).collect()
    } else {
        command_words()
    };
    starting_with(current, "", found)
}

fn after_command(word: &str, before: &[String], current: &str) -> Vec<Candidate> {
    if let Some(command) = COMMANDS.iter().find(|command| command.word == word) {
        return commands::candidates(command.word, before, current);
    }
    match names::find(word) {
        Some(found) => operation::candidates(found, before, current),
        None => Vec::new(),
    }
}

/// Commands first, then operations.
fn command_words() -> Vec<Candidate> {
    let commands = COMMANDS.iter().filter(|command| !command.about.is_empty());
    let commands = commands.map(|command| Candidate::new(command.word, command.about));
    commands.chain(operations()).collect()
}

/// All operations, by name.
fn operations() -> impl Iterator<Item = Candidate> {
    let mut operations: Vec<_> = genauth::operations()
        .map(|operation| Candidate::new(kebab(operation.name), first_sentence(operation.description())))
        .collect();
    operations.sort_by(|one, other| one.text.cmp(&other.text));
    operations.into_iter()
}

fn global_values(option: &str) -> Vec<Candidate> {
    match option {
        "--errors" => values::of_words(&["text", "json"]),
        "--color" => values::of_words(&["auto", "always", "never"]),
        "--profile" => {
            let names = Config::read().map(|config| config.profile_names()).unwrap_or_default();
            names.into_iter().map(|name| Candidate::new(name, "")).collect()
        }
        _ => Vec::new(),
    }
}

/// `--name=value` as its two parts.
fn split_option(word: &str) -> Option<(&str, &str)> {
    word.split_once('=').filter(|(option, _)| option.starts_with("--"))
}

/// The candidates with this beginning. What stands before the value in the same word is put before each.
fn starting_with(beginning: &str, before: &str, candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates
        .into_iter()
        .filter(|candidate| candidate.text.starts_with(beginning))
        .map(|candidate| Candidate::new(format!("{before}{}", candidate.text), candidate.help))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete(line: &str) -> Vec<String> {
        let words = line::words(&format!("genauth {line}"));
        let (current, before) = words.split_last().unwrap();
        candidates(before, current)
            .into_iter()
            .map(|candidate| candidate.text)
            .collect()
    }

    #[test]
    fn commands_operations_and_global_options_are_completed() {
        assert_eq!(complete("whoa"), ["whoami"]);
        assert_eq!(complete("get-user-g"), ["get-user-groups"]);
        assert_eq!(
            complete("--profile x --errors json create-users-"),
            ["create-users-batch"]
        );
        assert_eq!(complete("--err"), ["--errors"]);
        assert_eq!(complete("--errors "), ["text", "json"]);
        assert_eq!(complete("--color=al"), ["--color=always"]);
        assert!(complete("").len() > 500);
        assert!(!complete("__").contains(&"__complete".to_owned()));
        assert!(complete("no-such-operation --").is_empty());
    }

    #[test]
    fn parameters_and_their_values_are_completed() {
        assert_eq!(complete("get-user --user-id-t"), ["--user-id-type"]);
        assert_eq!(complete("create-user --gender "), ["M", "F", "U"]);
        assert_eq!(complete("create-user --gender=M"), ["--gender=M"]);
        assert_eq!(complete("list-groups --output js"), ["json", "jsonl"]);
        assert_eq!(complete("list-groups -o c"), ["csv"]);
        assert_eq!(complete("get-user --with-custom-data "), ["true", "false"]);
    }

    #[test]
    fn fields_of_objects_follow_their_dot() {
        let flags = complete("list-users --opt");
        assert_eq!(flags, ["--options", "--options."]);
        let flags = complete("list-users --options.pag");
        assert_eq!(flags, ["--options.pagination", "--options.pagination."]);
        assert_eq!(
            complete("list-users --options.pagination."),
            ["--options.pagination.page", "--options.pagination.limit"]
        );
    }

    #[test]
    fn flags_that_are_given_are_not_offered_again_unless_they_are_lists() {
        assert_eq!(complete("get-user --user-id x --user-id"), ["--user-id-type"]);
        assert_eq!(complete("delete-users-batch --user-ids x --user-i"), ["--user-ids"]);
    }

    #[test]
    fn options_without_effect_are_not_offered() {
        assert!(complete("get-user --y").is_empty());
        assert!(complete("get-user --al").is_empty());
        assert_eq!(complete("list-groups --al"), ["--all"]);
        assert_eq!(complete("delete-users-batch --y"), ["--yes"]);
    }

    #[test]
    fn required_parameters_come_first() {
        let flags = complete("add-group-members --");
        assert_eq!(flags[..2], ["--user-ids", "--code"]);
    }

    #[test]
    fn commands_have_their_own_words() {
        assert_eq!(complete("completion z"), ["zsh"]);
        assert_eq!(complete("ops --dest"), ["--destructive"]);
        assert_eq!(complete("ops user_g"), ["user_groups"]);
        assert_eq!(complete("show create-users-"), ["create-users-batch"]);
        assert_eq!(complete("mcp --allow create-users-"), ["create-users-batch"]);
        assert_eq!(complete("api POST /x --effect w"), ["write"]);
        assert_eq!(complete("api PU"), ["PUT"]);
    }
}
