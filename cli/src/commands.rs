//! The command words, and which module runs each.

use std::ffi::OsString;

use crate::failure::{Exit, Failure};
use crate::options::{self, Global};
use crate::{api, check, complete, completion, emulate, list, login, man, mcp, names, operation, run, show, whoami};

type Run = fn(&Global, Vec<OsString>) -> Result<Exit, Failure>;

/// A command that is not an operation.
pub struct Command {
    pub word: &'static str,
    pub about: &'static str,
    pub run: Run,
}

const fn command(word: &'static str, about: &'static str, run: Run) -> Command {
    Command { word, about, run }
}

/// All commands, in the order in which help lists them. They win over documented names of operations.
pub static COMMANDS: &[Command] = &[
    command("ops", "List the operations", list::run),
    command(
        "show",
        "Show the parameters, types, limits and docs of an operation",
        show::run,
    ),
    command("run", "Run the operations of a file", run::run),
    command("check", "Validate the operations of a file offline", check::run),
    command("api", "Send a request to any endpoint", api::run),
    command("login", "Write a profile and check it", login::run),
    command(
        "whoami",
        "Show the credentials in use, and where they come from",
        whoami::run,
    ),
    command("emulate", "Run a local stand-in for the service", emulate::run),
    command("mcp", "Serve the operations to agents over stdio", mcp::run),
    command("completion", "Print a completion script for a shell", completion::run),
    command("man", "Print a manual page", man::run),
    command("__complete", "", complete::run),
];

/// Runs the program with the arguments after its name.
pub fn run_program(args: Vec<OsString>) -> (Result<Exit, Failure>, bool) {
    let parsed = match options::parse(args) {
        Ok(parsed) => parsed,
        Err(failure) => return (Err(failure), false),
    };
    let errors_as_json = parsed.global.errors_as_json;
    (dispatch(&parsed.global, &parsed.word, parsed.rest), errors_as_json)
}

fn dispatch(global: &Global, word: &str, rest: Vec<OsString>) -> Result<Exit, Failure> {
    if let Some(command) = COMMANDS.iter().find(|command| command.word == word) {
        return (command.run)(global, rest);
    }
    match names::find(word) {
        Some(operation) => operation::run(global, operation, rest),
        None => Err(Failure::usage(format!("unknown command {word:?}"))),
    }
}
