//! `genauth login`: writes a profile and checks it.

use std::ffi::OsString;

use crate::failure::{Exit, Failure};
use crate::options::Global;

pub fn run(_global: &Global, _args: Vec<OsString>) -> Result<Exit, Failure> {
    Err(Failure::internal("`login` is not implemented"))
}
