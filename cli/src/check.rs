//! `genauth check`: validates a file of operations offline.

use std::ffi::OsString;

use clap::Arg;

use crate::failure::{Exit, Failure};
use crate::options::Global;
use crate::{arguments, operation, run};

pub fn run(global: &Global, args: Vec<OsString>) -> Result<Exit, Failure> {
    let file = Arg::new("file")
        .value_name("FILE")
        .required(true)
        .help("The file; - is stdin");
    let command = arguments::command("check")
        .about("Validate a file of operations, and list all violations; sends nothing and needs no credentials")
        .arg(file);
    let Some(matches) = operation::parse(command, args)? else {
        return Ok(Exit::Done);
    };
    let input = run::read_valid(global, &matches)?;
    eprintln!("{}: all {} lines are valid", input.name, input.lines.len());
    Ok(Exit::Done)
}
