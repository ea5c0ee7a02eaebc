//! `genauth __complete`: candidates for the word at the cursor.

use std::ffi::OsString;

use crate::failure::{Exit, Failure};
use crate::options::Global;

pub fn run(_global: &Global, _args: Vec<OsString>) -> Result<Exit, Failure> {
    Err(Failure::internal("`__complete` is not implemented"))
}
