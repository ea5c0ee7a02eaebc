//! `genauth api METHOD PATH`: requests of endpoints that the registry does not know.

use std::ffi::OsString;

use crate::failure::{Exit, Failure};
use crate::options::Global;

pub fn run(_global: &Global, _args: Vec<OsString>) -> Result<Exit, Failure> {
    Err(Failure::internal("`api` is not implemented"))
}
