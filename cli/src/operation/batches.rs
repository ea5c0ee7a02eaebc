//! `--in-batches`: a list that is longer than the service accepts.

use genauth::Request;
use serde_json::Value;

use crate::failure::{Exit, Failure};
use crate::output::Printer;

/// Sends all batches, and prints the report: which items are completed, failed, in doubt or were not sent.
pub fn send(request: &Request<Value>, printer: Printer, concurrency: usize) -> Result<Exit, Failure> {
    let mut batches = request.batches()?.concurrency(concurrency).stop_on_error();
    let mut first_error = None;
    for batch in batches.by_ref() {
        // A batch that the service has confirmed counts as completed, although its response cannot be decoded.
        if let Err(error) = batch.result {
            if !error.is_confirmed() {
                first_error.get_or_insert(error);
            }
        }
    }
    let report = serde_json::to_value(batches.report()).map_err(|error| Failure::internal(error.to_string()))?;
    let written = printer.data(report);
    // What happened to the batches matters more than whether it could be printed.
    match first_error {
        Some(error) => Err(error.into()),
        None => written.map(|()| Exit::Done),
    }
}
