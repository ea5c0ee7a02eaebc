//! `genauth run` and `--from-csv`: many operations from a file.

mod csv_file;
mod engine;
mod input;
mod journal;
mod json_lines;
mod recorder;
mod summary;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use genauth::schema::Operation;
use serde_json::{Map, Value};

use crate::failure::{Exit, Failure};
use crate::options::Global;
use crate::{arguments, operation};
use input::Input;

/// How to send the lines.
struct Settings {
    journal: Option<PathBuf>,
    rate: Option<u32>,
    concurrency: usize,
    retry_unknown: bool,
    yes: bool,
}

impl Settings {
    fn new(matches: &ArgMatches) -> Self {
        Settings {
            journal: matches.get_one::<String>("journal").map(PathBuf::from),
            rate: matches.get_one("rate").copied(),
            concurrency: usize::from(matches.get_one("concurrency").copied().unwrap_or(1_u16)),
            retry_unknown: matches.get_flag("retry-unknown"),
            yes: matches.get_flag("yes"),
        }
    }
}

fn command() -> Command {
    let option = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    let switch =
        |name: &'static str, help: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    arguments::command("run")
        .about("Run the operations of a file with JSON lines, each {\"operation\": NAME, \"params\": {...}}")
        .after_help(
            "All lines are validated before the first one is sent. Each result is a line of JSON on stdout.\n\
             With a journal, running the same command again skips completed lines and sends the rest. Lines in doubt are \
             listed and not sent again: they may have been applied, so read them back first.\n\
             Ctrl-C sends nothing more and waits for what is under way; a second one does not wait.\n\
             Exit codes: 0 all completed, 2 invalid, nothing sent, 8 some failed or in doubt, 130 interrupted.",
        )
        .arg(Arg::new("file").value_name("FILE").required(true).help("The file; - is stdin"))
        .arg(option("journal", "FILE", "Where to note what was sent, so that the run can be resumed"))
        .arg(option("rate", "NUMBER", "Requests per second").value_parser(value_parser!(u32).range(1..)))
        .arg(
            option("concurrency", "NUMBER", "Requests under way at a time: 1 to 64 [default: 1]")
                .value_parser(value_parser!(u16).range(1..=64)),
        )
        .arg(switch("retry-unknown", "Send lines in doubt again, although they may have been applied"))
        .arg(switch("yes", "Confirm destructive operations").short('y'))
}

/// `genauth run FILE`.
pub fn run(global: &Global, args: Vec<OsString>) -> Result<Exit, Failure> {
    let Some(matches) = operation::parse(command(), args)? else {
        return Ok(Exit::Done);
    };
    let input = read_valid(global, &matches)?;
    engine::run(global, input, &Settings::new(&matches))
}

/// Reads the file of JSON lines that the arguments name, and validates all lines.
pub fn read_valid(global: &Global, matches: &ArgMatches) -> Result<Input, Failure> {
    let file = matches
        .get_one::<String>("file")
        .map(String::as_str)
        .unwrap_or_default();
    let mut input = json_lines::read(file)?;
    input.validate(global)?;
    Ok(input)
}

/// One request for each line of a CSV file. `params` are those that all lines have in common. The options `map`,
/// `journal`, `rate`, `concurrency`, `retry-unknown`, `dry-run` and `yes` are in `matches`.
pub fn from_csv(
    global: &Global,
    operation: &'static Operation,
    file: &str,
    params: Map<String, Value>,
    matches: &ArgMatches,
) -> Result<Exit, Failure> {
    let map: Vec<String> = matches
        .get_many::<String>("map")
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    let mut input = csv_file::read(operation, file, params, &map)?;
    input.validate(global)?;
    if matches.get_flag("dry-run") {
        eprintln!(
            "{}: all {} lines are valid; nothing was sent",
            input.name,
            input.lines.len()
        );
        return Ok(Exit::Done);
    }
    engine::run(global, input, &Settings::new(matches))
}
