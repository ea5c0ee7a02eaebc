//! Sends the operations that a JSON file lists. It validates all of them first, and then sends them in order until one
//! fails.
//!
//! ```text
//! cargo run --example operations_from_file                      # built-in lists, against a test server on loopback
//! cargo run --example operations_from_file -- operations.json
//! ```
//!
//! The file contains `[{"operation": "get_group", "params": {"code": "developers"}}, ...]`, where parameters have their
//! wire names. `genauth::operations()` lists all operations.
//!
//! Reads `GENAUTH_ACCESS_KEY_ID`, `GENAUTH_ACCESS_KEY_SECRET` and `GENAUTH_HOST`.

use std::process::ExitCode;

use genauth::{Error, ManagementClient, Request};
use serde::Deserialize;
use serde_json::Value;

mod test_server;
use test_server::{Reply, SUCCESS};

type Result<T, E = Box<dyn std::error::Error>> = std::result::Result<T, E>;

const WITH_MISTAKES: &str = r#"[
    {"operation": "get_gruop", "params": {"code": "developers"}},
    {"operation": "get_group", "params": {"code": " "}},
    {"operation": "associate_tenant_resource", "params": {"appId": "wiki", "code": "book", "asociation": true}}
]"#;

const WITHOUT_MISTAKES: &str = r#"[
    {"operation": "get_all_groups"},
    {"operation": "get_group", "params": {"code": "developers"}},
    {"operation": "associate_tenant_resource", "params": {"appId": "wiki", "code": "book", "association": true}}
]"#;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    operation: String,
    #[serde(default)]
    params: Value,
}

fn main() -> Result<ExitCode> {
    let (client, server) = test_server::connect(|request| match request.path() {
        "/api/v3/get-all-groups" => Reply::json(r#"{"statusCode": 200, "data": [{"code": "developers"}]}"#),
        "/api/v3/get-group?code=developers" => Reply::json(r#"{"statusCode": 200, "data": {"code": "developers"}}"#),
        _ => Reply::json(SUCCESS),
    })?;
    match (std::env::args().nth(1), server) {
        (Some(path), _) => run(&client, &std::fs::read_to_string(path)?),
        (None, Some(_)) => {
            println!("\n== a list with mistakes");
            run(&client, WITH_MISTAKES)?;
            println!("\n== a list without mistakes");
            run(&client, WITHOUT_MISTAKES)
        }
        (None, None) => Err("name a JSON file: the built-in lists are only sent to a test server".into()),
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
