//! `genauth show`: parameters, types, limits and docs of an operation.

use std::ffi::OsString;

use crate::failure::{Exit, Failure};
use crate::options::Global;

pub fn run(_global: &Global, _args: Vec<OsString>) -> Result<Exit, Failure> {
    Err(Failure::internal("`show` is not implemented"))
}
