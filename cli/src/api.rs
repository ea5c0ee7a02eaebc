//! `genauth api METHOD PATH`: requests of endpoints that the registry does not know.

use std::ffi::OsString;

use clap::{Arg, ArgAction, ArgMatches, Command};
use genauth::schema::Operation;
use genauth::{ManagementClient, Method, OperationEffect, RawRequest, Response};
use serde_json::{Value, json};

use crate::arguments::{self, output_args};
use crate::failure::{Exit, Failure};
use crate::operation::parse;
use crate::options::Global;
use crate::output::{self, Printer};
use crate::parameters::source::read_text;
use crate::{confirm, dry_run};

pub fn run(global: &Global, args: Vec<OsString>) -> Result<Exit, Failure> {
    let Some(matches) = parse(command(), args)? else {
        return Ok(Exit::Done);
    };
    let text = |name: &str| matches.get_one::<String>(name).map(String::as_str).unwrap_or_default();
    let method = match &*text("method").to_ascii_uppercase() {
        "GET" => Method::Get,
        "POST" => Method::Post,
        "PUT" => Method::Put,
        "DELETE" => Method::Delete,
        other => {
            return Err(Failure::usage(format!(
                "METHOD must be GET, POST, PUT or DELETE (got {other:?})"
            )));
        }
    };
    let path = text("path").to_owned();
    if path.contains('?') {
        return Err(Failure::usage("PATH must have no query: use --query NAME=VALUE"));
    }
    let output = output::Options::new(global, &matches)?;
    let printer = Printer::new(output.clone())?;
    let body = body(&matches)?;
    let known = Operation::find(method, &path).map(|(operation, _)| operation);
    let effect = effect(&matches, method, known);
    let request_for =
        |client: &ManagementClient, body: Option<&Value>| request(client, method, &path, &matches, body, effect);

    let offline = global.offline_client()?;
    let built = request_for(&offline, body.as_ref())?.build()?;
    if matches.get_flag("dry-run") {
        let masked = body.map(|mut body| {
            match known {
                Some(operation) => operation.redact_params(&mut body),
                None => genauth::redact(&mut body),
            }
            body
        });
        return dry_run::print_http(&request_for(&offline, masked.as_ref())?.build()?);
    }
    let client = global.client()?;
    if effect == OperationEffect::Destructive && !matches.get_flag("yes") {
        let host = built.url.split(&*path).next().unwrap_or_default();
        confirm::destructive(global, &format!("{method} {path}"), "", host)?;
    }
    let response: Response<Value> = request_for(&client, body.as_ref())?.send()?;
    let data = if output.envelope {
        json!({"statusCode": response.status_code, "message": response.message, "data": response.data})
    } else {
        response.data
    };
    printer.data(data)?;
    Ok(Exit::Done)
}

fn command() -> Command {
    arguments::command("api")
        .about("Sends a request to any endpoint, with the token, retries and errors of every other request.")
        .arg(
            Arg::new("method")
                .value_name("METHOD")
                .required(true)
                .help("GET, POST, PUT or DELETE"),
        )
        .arg(
            Arg::new("path")
                .value_name("PATH")
                .required(true)
                .help("Such as /api/v3/new-thing, percent-encoded"),
        )
        .arg(
            Arg::new("query")
                .long("query")
                .value_name("NAME=VALUE")
                .action(ArgAction::Append)
                .help("A parameter of the query"),
        )
        .arg(
            Arg::new("body")
                .long("body")
                .value_name("@FILE|-")
                .allow_hyphen_values(true)
                .help("The JSON body"),
        )
        .arg(
            Arg::new("effect")
                .long("effect")
                .value_name("EFFECT")
                .value_parser(["read", "write", "destructive"])
                .help(
                    "read, write or destructive: when it may be repeated, and whether to ask [default: that of a known \
                       operation, or else read for GET and write for others]",
                ),
        )
        .arg(
            Arg::new("dry-run")
                .long("dry-run")
                .action(ArgAction::SetTrue)
                .help("Print the HTTP request instead of sending it"),
        )
        .arg(
            Arg::new("yes")
                .long("yes")
                .short('y')
                .action(ArgAction::SetTrue)
                .help("Confirm a destructive request"),
        )
        .args(
            output_args()
                .into_iter()
                .filter(|arg| !matches!(arg.get_id().as_str(), "all" | "concurrency")),
        )
}

fn effect(matches: &ArgMatches, method: Method, known: Option<&Operation>) -> OperationEffect {
    match matches.get_one::<String>("effect").map(String::as_str) {
        Some("read") => OperationEffect::Read,
        Some("destructive") => OperationEffect::Destructive,
        Some(_) => OperationEffect::Write,
        None => match (known, method) {
            (Some(operation), _) => operation.effect,
            (None, Method::Get) => OperationEffect::Read,
            _ => OperationEffect::Write,
        },
    }
}

fn body(matches: &ArgMatches) -> Result<Option<Value>, Failure> {
    let Some(source) = matches.get_one::<String>("body") else {
        return Ok(None);
    };
    if source != "-" && !source.starts_with('@') {
        return Err(Failure::usage("--body must be @FILE, or - for stdin"));
    }
    let text = read_text(source.strip_prefix('@').unwrap_or(source))?;
    let body = serde_json::from_str(&text).map_err(|error| {
        Failure::usage(format!(
            "--body is not JSON (line {}, column {})",
            error.line(),
            error.column()
        ))
    })?;
    Ok(Some(body))
}

fn request(
    client: &ManagementClient,
    method: Method,
    path: &str,
    matches: &ArgMatches,
    body: Option<&Value>,
    effect: OperationEffect,
) -> Result<RawRequest, Failure> {
    let mut request = client.request(method, path).effect(effect);
    for pair in matches.get_many::<String>("query").into_iter().flatten() {
        let (name, value) = pair
            .split_once('=')
            .ok_or_else(|| Failure::usage("--query must be NAME=VALUE"))?;
        request = request.query(name, value);
    }
    Ok(match body {
        Some(body) => request.json(body),
        None => request,
    })
}
