//! `genauth mcp`: the registry for agents over stdio, as a server of the Model Context Protocol.
//!
//! Four tools instead of one for each operation: a list of all operations alone would fill the context of an agent.

mod call;
mod describe;
mod policy;
mod protocol;
mod search;
mod server;
mod tools;

use std::ffi::OsString;
use std::io::{self, IsTerminal};

use clap::{Arg, ArgAction, Command};

use crate::arguments::command;
use crate::failure::{Exit, Failure};
use crate::operation::parse;
use crate::options::Global;
use policy::Policy;
use tools::Tools;

const AFTER_HELP: &str = "\
The tools are search, describe, read and write. Operations that change nothing are always available; --allow adds others. \
A destructive operation is only allowed by its whole name, never by a pattern. Secrets in results are masked.

Settings of an agent:
  {\"mcpServers\": {\"genauth\": {\"command\": \"genauth\", \"args\": [\"--profile\", \"staging\", \"mcp\"]}}}";

pub fn arguments() -> Command {
    let allow = Arg::new("allow")
        .long("allow")
        .value_name("GLOB")
        .action(ArgAction::Append)
        .help("Allow writes whose names match, such as create-user or '*-group'; repeat it for more");
    command("mcp")
        .about("Serves the operations to agents: the Model Context Protocol over stdin and stdout.")
        .after_help(AFTER_HELP)
        .arg(allow)
}

pub fn run(global: &Global, args: Vec<OsString>) -> Result<Exit, Failure> {
    let Some(matches) = parse(arguments(), args)? else {
        return Ok(Exit::Done);
    };
    let patterns = matches.get_many::<String>("allow").unwrap_or_default();
    let policy = Policy::new(patterns.map(String::as_str))?;
    if io::stdin().is_terminal() {
        eprintln!("genauth mcp is started by an agent, which sends JSON-RPC to its stdin. Ctrl-D ends it.");
    }
    server::serve(&Tools::new(global, policy), io::stdin().lock(), io::stdout())
        .map_err(|error| Failure::internal(format!("cannot read stdin or write stdout: {error}")))?;
    Ok(Exit::Done)
}
