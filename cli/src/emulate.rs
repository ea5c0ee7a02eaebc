//! `genauth emulate`: the local service.

use std::ffi::OsString;

use crate::failure::{Exit, Failure};
use crate::options::Global;

/// Runs it until it is killed. The options are those of the emulator's own program.
#[cfg(feature = "emulate")]
pub fn run(_global: &Global, args: Vec<OsString>) -> Result<Exit, Failure> {
    use genauth_emulator::command;

    let args = args.into_iter().map(|arg| arg.to_string_lossy().into_owned());
    let Some(builder) = command::parse("genauth emulate", args).map_err(Failure::usage)? else {
        return Ok(Exit::Done);
    };
    let never = command::serve(builder).map_err(|error| Failure::usage(error.to_string()))?;
    match never {}
}

#[cfg(not(feature = "emulate"))]
pub fn run(_global: &Global, _args: Vec<OsString>) -> Result<Exit, Failure> {
    Err(Failure::usage(
        "this build has no `emulate`: it needs the feature `emulate`",
    ))
}
