//! `--all`: the items of all pages.

use std::io::{self, IsTerminal, Write};

use genauth::Request;
use serde_json::Value;

use crate::failure::{Exit, Failure};
use crate::output::Printer;

/// Number of items between two lines of progress.
const STEP: u64 = 500;

/// Prints items as they come, so that memory does not grow with their number.
pub fn print(request: &Request<Value>, mut printer: Printer, concurrency: usize) -> Result<Exit, Failure> {
    let shows_progress = io::stderr().is_terminal() && !io::stdout().is_terminal();
    let mut items = request.items().concurrency(concurrency);
    let mut count: u64 = 0;
    while let Some(item) = items.next() {
        match item {
            Ok(item) => printer.item(item)?,
            Err(error) => {
                // What was read before stays readable.
                printer.end_items()?;
                return Err(error.into());
            }
        }
        count += 1;
        if shows_progress && count % STEP == 0 {
            let total = items.total().map(|total| format!(" of {total}")).unwrap_or_default();
            eprint!("\r{count}{total}");
            let _ = io::stderr().flush();
        }
    }
    if shows_progress && count >= STEP {
        eprintln!("\r{count}           ");
    }
    printer.end_items()?;
    Ok(Exit::Done)
}
