//! `genauth mcp`: the registry for agents over stdio.

use std::ffi::OsString;

use crate::failure::{Exit, Failure};
use crate::options::Global;

pub fn run(_global: &Global, _args: Vec<OsString>) -> Result<Exit, Failure> {
    Err(Failure::internal("`mcp` is not implemented"))
}
