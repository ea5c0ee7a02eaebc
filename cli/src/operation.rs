//! One operation of the registry, such as `genauth get-user`.

use std::ffi::OsString;

use genauth::schema::Operation;

use crate::failure::{Exit, Failure};
use crate::options::Global;

pub fn run(_global: &Global, _operation: &'static Operation, _args: Vec<OsString>) -> Result<Exit, Failure> {
    Err(Failure::internal("operations are not implemented"))
}
