//! Sends the operations that a JSON file lists. It validates all of them first, and then sends them in order until one
//! fails.
//!
//! ```text
//! cargo run --example operations_from_file                             # built-in lists, to an emulator
//! cargo run --example operations_from_file -- operations.json          # a trial: to an emulator
//! cargo run --example operations_from_file -- operations.json --live   # to your user pool
//! ```
//!
//! The emulator has a small company: `emulator/company.json`.
//!
//! The file contains `[{"operation": "get_group", "params": {"code": "developers"}}, ...]`, where parameters have their
//! wire names. `genauth::operations()` lists all operations.
//!
//! With `--live`, it reads `GENAUTH_ACCESS_KEY_ID`, `GENAUTH_ACCESS_KEY_SECRET` and `GENAUTH_HOST`.

use std::process::ExitCode;

use genauth::{Error, ManagementClient, Request};
use genauth_emulator::Emulator;
use serde::Deserialize;
use serde_json::Value;

type Result<T, E = Box<dyn std::error::Error>> = std::result::Result<T, E>;

const WITH_MISTAKES: &str = r#"[
    {"operation": "get_gruop", "params": {"code": "developers"}},
    {"operation": "get_group", "params": {"code": " "}},
    {"operation": "associate_tenant_resource", "params": {"appId": "wiki", "code": "invoices", "asociation": true}}
]"#;

const WITHOUT_MISTAKES: &str = r#"[
    {"operation": "get_all_groups"},
    {"operation": "get_group", "params": {"code": "developers"}},
    {"operation": "associate_tenant_resource",
     "params": {"appId": "6580c1000000000000000102", "code": "invoices", "association": true,
                "tenantId": "6580c1000000000000000202"}},
    {"operation": "get_group", "params": {"code": "painters"}},
    {"operation": "list_groups"}
]"#;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    operation: String,
    #[serde(default)]
    params: Value,
}

fn main() -> Result<ExitCode> {
    let (flags, args): (Vec<_>, Vec<_>) = std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let is_live = flags.iter().any(|flag| flag == "--live");
    let company = serde_json::from_str(include_str!("../emulator/company.json"))?;
    let emulator = Emulator::builder().seed(company).start()?;
    let client = if is_live {
        ManagementClient::from_env()?
    } else {
        emulator.client()
    };
    match args.first() {
        Some(path) => run(&client, &std::fs::read_to_string(path)?),
        None if is_live => Err("name a JSON file: the built-in lists are only sent to an emulator".into()),
        None => {
            println!("== a list with mistakes");
            run(&client, WITH_MISTAKES)?;
            println!("\n== a list without mistakes, in which one fails");
            run(&client, WITHOUT_MISTAKES)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn run(client: &ManagementClient, json: &str) -> Result<ExitCode> {
    let steps: Vec<Step> = serde_json::from_str(json)?;
    let Some(requests) = prepare_all(client, &steps) else {
        println!("Nothing was sent.");
        return Ok(ExitCode::FAILURE);
    };
    Ok(if send_all(&requests) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Prepares and validates all requests. Prints everything that is wrong with them.
fn prepare_all(client: &ManagementClient, steps: &[Step]) -> Option<Vec<Request<Value>>> {
    let mut requests = Vec::new();
    for (number, step) in (1..).zip(steps) {
        match prepare(client, step) {
            Ok(request) => requests.push(request),
            Err(error) => println!("{number}. {error:#}"),
        }
    }
    (requests.len() == steps.len()).then_some(requests)
}

fn prepare(client: &ManagementClient, step: &Step) -> Result<Request<Value>, Error> {
    let request = client.prepare(&step.operation, step.params.clone())?;
    request.validate()?;
    Ok(request)
}

/// Sends the requests until one fails. Prints no response, because it may contain a secret.
fn send_all(requests: &[Request<Value>]) -> bool {
    for (number, request) in (1..).zip(requests) {
        match request.send() {
            Ok(response) => {
                let bytes = response.http.body.len();
                println!(
                    "{number}. {}: succeeded, {bytes} bytes received",
                    request.operation().name
                );
            }
            Err(error) => {
                println!("{number}. {error}");
                println!("{} of {} succeeded; the rest was not sent.", number - 1, requests.len());
                return false;
            }
        }
    }
    true
}
