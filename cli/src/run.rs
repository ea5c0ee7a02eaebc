//! `genauth run` and `--from-csv`: many operations from a file.

use std::ffi::OsString;

use crate::failure::{Exit, Failure};
use crate::options::Global;

pub fn run(_global: &Global, _args: Vec<OsString>) -> Result<Exit, Failure> {
    Err(Failure::internal("`run` is not implemented"))
}
