//! The command words, and which module runs each.

use std::ffi::OsString;

use crate::failure::{Exit, Failure};
use crate::options::{self, Global, Parsed};
use crate::{
    api, check, complete, completion, emulate, help, list, login, man, mcp, names, operation, run, show, whoami,
};

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
    command("help", "Show the help of an operation or a command", run_help),
    command("__complete", "", complete::run),
];

/// Runs the program with the arguments after its name.
pub fn run_program(args: Vec<OsString>) -> Result<Exit, Failure> {
    match options::parse(args)? {
        Parsed::Printed => Ok(Exit::Done),
        Parsed::Command { global, word, rest } => dispatch(&global, &word, rest),
    }
}

fn dispatch(global: &Global, word: &str, rest: Vec<OsString>) -> Result<Exit, Failure> {
    if let Some(command) = COMMANDS.iter().find(|command| command.word == word) {
        return (command.run)(global, rest);
    }
    match names::find(word) {
        Some(operation) => operation::run(global, operation, rest),
        None => Err(unknown(word)),
    }
}

fn unknown(word: &str) -> Failure {
    let commands = COMMANDS.iter().map(|command| command.word);
    let operations = genauth::operations().flat_map(|operation| [Some(operation.name), operation.documented_name]);
    let nearest = names::nearest(word, commands.chain(operations.flatten()));
    let hint = match &*nearest {
        [] => "`genauth ops` lists the operations".to_owned(),
        names => format!("did you mean {}?", names.join(", ")),
    };
    Failure::usage(format!("unknown operation or command {word:?}: {hint}"))
}

#[allow(clippy::needless_pass_by_value)] // as every command
fn run_help(global: &Global, args: Vec<OsString>) -> Result<Exit, Failure> {
    match args.first() {
        Some(word) if word != "help" => dispatch(global, &word.to_string_lossy(), vec!["--help".into()]),
        _ => help::print().map(|()| Exit::Done),
    }
}
