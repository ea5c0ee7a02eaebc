//! One operation of the registry, such as `genauth get-user`.

mod batches;
mod pages;

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{ArgMatches, Command};
use genauth::schema::Operation;
use serde_json::{Value, json};

use crate::failure::{Exit, Failure};
use crate::options::Global;
use crate::output::{self, Printer, rows};
use crate::{arguments, confirm, dry_run, options, parameters, run, skeleton, whoami};

pub fn run(global: &Global, operation: &'static Operation, args: Vec<OsString>) -> Result<Exit, Failure> {
    let failure = |error: &clap::Error| arguments::failure_of_operation(operation, error);
    let Some(matches) = parse_with(arguments::of_operation(operation), args, failure)? else {
        return Ok(Exit::Done);
    };
    if matches.get_flag("skeleton") {
        return skeleton::print(operation);
    }
    let output = output::Options::new(global, &matches)?;
    check_combinations(operation, &matches, &output)?;
    let params = parameters::read(operation, &matches)?;
    if let Some(file) = matches.get_one::<String>("from-csv") {
        return run::from_csv(global, operation, file, params, &matches);
    }
    let params = Value::Object(params);
    let in_batches = matches.get_flag("in-batches");

    // Everything that can be found out offline comes before credentials.
    let offline = global.offline_client()?;
    let request = offline.prepare(operation.name, params.clone())?;
    let printer = Printer::new(output.clone())?;
    if in_batches {
        request.validate_in_batches()?;
    } else {
        request.validate()?;
    }
    if matches.get_flag("dry-run") {
        if in_batches {
            eprintln!("the list is sent in batches; this is the request as a whole");
        }
        return dry_run::print(&offline, &request, params);
    }
    let client = global.client()?;
    let host = whoami::host(&offline)?;
    confirm::operation(global, operation, &params, &host, matches.get_flag("yes"))?;

    let request = client.prepare(operation.name, params)?;
    let concurrency = usize::from(matches.get_one("concurrency").copied().unwrap_or(1_u16));
    if matches.get_flag("all") {
        return pages::print(&request, printer, concurrency);
    }
    if in_batches {
        return batches::send(&request, printer, concurrency);
    }
    let response = request.send()?;
    if let Some((shown, total)) = rows::cut(&response.data).filter(|_| operation.has_pages()) {
        eprintln!("{shown} of {total}; --all for the rest");
    }
    let data = if output.envelope {
        envelope(response)
    } else {
        response.data
    };
    printer.data(data).map_err(|failure| applied(operation, failure))?;
    Ok(Exit::Done)
}

/// Parses arguments. `None` if help was asked for, which was printed.
pub fn parse(command: Command, args: Vec<OsString>) -> Result<Option<ArgMatches>, Failure> {
    parse_with(command, args, arguments::failure_of)
}

fn parse_with(
    command: Command,
    args: Vec<OsString>,
    failure: impl Fn(&clap::Error) -> Failure,
) -> Result<Option<ArgMatches>, Failure> {
    match command.no_binary_name(true).try_get_matches_from(args) {
        Ok(matches) => Ok(Some(matches)),
        Err(error) if error.kind() == ErrorKind::DisplayHelp => {
            options::print(&error.to_string())?;
            Ok(None)
        }
        Err(error) => Err(failure(&error)),
    }
}

/// The whole response instead of its data.
fn envelope(response: genauth::Response<Value>) -> Value {
    let mut envelope = json!({
        "statusCode": response.status_code,
        "message": response.message,
        "data": response.data,
    });
    if let Some(code) = response.api_code {
        envelope["apiCode"] = code.into();
    }
    if let Some(id) = response.request_id {
        envelope["requestId"] = id.into();
    }
    envelope
}

/// A failure after the service has carried the operation out.
fn applied(operation: &Operation, failure: Failure) -> Failure {
    match failure {
        Failure::Internal(message) if !operation.effect.is_read() => Failure::Internal(format!(
            "{message}; the service has carried the operation out: do not repeat it"
        )),
        failure => failure,
    }
}

fn check_combinations(operation: &Operation, matches: &ArgMatches, output: &output::Options) -> Result<(), Failure> {
    let conflict = |one: &str, other: &str| Err(Failure::usage(format!("{one} and {other} cannot be combined")));
    let (all, in_batches) = (matches.get_flag("all"), matches.get_flag("in-batches"));
    let from_csv = matches.contains_id("from-csv");
    if all && !operation.has_pages() {
        return Err(Failure::usage("--all: the operation has no pages"));
    }
    if all && output.envelope {
        return conflict("--all", "--envelope");
    }
    if all && in_batches {
        return conflict("--all", "--in-batches");
    }
    if from_csv && (all || in_batches) {
        return conflict("--from-csv", if all { "--all" } else { "--in-batches" });
    }
    let of_csv = ["map", "journal", "rate"]
        .into_iter()
        .find(|name| matches.contains_id(name));
    if let Some(name) = of_csv.filter(|_| !from_csv) {
        return Err(Failure::usage(format!("--{name} needs --from-csv")));
    }
    if matches.contains_id("concurrency") && !(all || in_batches || from_csv) {
        return Err(Failure::usage("--concurrency needs --all, --in-batches or --from-csv"));
    }
    Ok(())
}
