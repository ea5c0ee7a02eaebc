//! `genauth run` and `--from-csv`: many operations from a file.

use std::ffi::OsString;

use clap::ArgMatches;
use genauth::schema::Operation;
use serde_json::{Map, Value};

use crate::failure::{Exit, Failure};
use crate::options::Global;

pub fn run(_global: &Global, _args: Vec<OsString>) -> Result<Exit, Failure> {
    Err(Failure::internal("`run` is not implemented"))
}

/// One request for each line of a CSV file. `params` are those that all lines have in common. The options `map`,
/// `journal`, `rate`, `concurrency`, `retry-unknown`, `dry-run` and `yes` are in `matches`.
pub fn from_csv(
    _global: &Global,
    _operation: &'static Operation,
    _file: &str,
    _params: Map<String, Value>,
    _matches: &ArgMatches,
) -> Result<Exit, Failure> {
    Err(Failure::internal("`--from-csv` is not implemented"))
}
