//! Sends operations that stand by name in a JSON file: all are checked first, then sent one after the other, and the
//! first that fails ends it.
//!
//! ```text
//! cargo run --example operations_from_file                      # a made-up list, against a stand-in of the service
//! cargo run --example operations_from_file -- operations.json
//! ```
//!
//! The file holds `[{"operation": "get_group", "params": {"code": "developers"}}, ...]`; parameters have the names
//! that they have on the wire. `genauth::operations()` lists what there is.
//!
//! Reads `GENAUTH_ACCESS_KEY_ID`, `GENAUTH_ACCESS_KEY_SECRET` and `GENAUTH_HOST`.

use std::process::ExitCode;

use genauth::{Error, ManagementClient};
use serde::Deserialize;
use serde_json::Value;

mod stand_in;
use stand_in::{Reply, SUCCESS};

const WITH_MISTAKES: &str = r#"[
    {"operation": "get_gruop", "params": {"code": "developers"}},
    {"operation": "get_group", "params": {"code": " "}},
    {"operation": "associate_tenant_resource", "params": {"appId": "wiki", "code": "book", "asociation": true}}
]"#;

const LIST: &str = r#"[
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

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let (client, stand_in) = stand_in::connect(|request| match request.path().split('?').next() {
        Some("/api/v3/get-all-groups") => Reply::json(r#"{"statusCode": 200, "data": [{"code": "developers"}]}"#),
        Some("/api/v3/get-group") => Reply::json(r#"{"statusCode": 200, "data": {"code": "developers"}}"#),
        _ => Reply::json(SUCCESS),
    })?;
    match (std::env::args().nth(1), stand_in) {
        (Some(path), _) => run(&client, &std::fs::read_to_string(path)?),
        (None, Some(_)) => {
            println!("\n== a list with mistakes");
            run(&client, WITH_MISTAKES)?;
            println!("\n== a list without");
            run(&client, LIST)
        }
        (None, None) => Err("name the JSON file: the built-in list is for the stand-in only".into()),
    }
}

fn run(client: &ManagementClient, text: &str) -> Result<ExitCode, Box<dyn std::error::Error>> {
    let steps: Vec<Step> = serde_json::from_str(text)?;
    let is_done = are_valid(client, &steps) && are_sent(client, &steps);
    Ok(if is_done { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Checks all of them, and prints everything that is wrong.
fn are_valid(client: &ManagementClient, steps: &[Step]) -> bool {
    let mut are_valid = true;
    for (number, step) in (1..).zip(steps) {
        if let Err(error) = check(client, step) {
            are_valid = false;
            for violation in error.violations() {
                println!("{number} {}: {violation}", step.operation);
            }
        }
    }
    if !are_valid {
        println!("Nothing is sent.");
    }
    are_valid
}

fn check(client: &ManagementClient, step: &Step) -> Result<(), Error> {
    client.prepare(&step.operation, step.params.clone())?.validate()
}

/// Sends them up to the first that fails. What comes back is not printed: it may be somebody's secret.
fn are_sent(client: &ManagementClient, steps: &[Step]) -> bool {
    for (number, step) in (1..).zip(steps) {
        match client.call(&step.operation, step.params.clone()) {
            Ok(response) => {
                let bytes = response.answer.body.len();
                println!("{number} {}: done, {bytes} bytes came back", step.operation);
            }
            Err(error) => {
                println!("{number} {error}");
                println!("{} of {} are done, the rest is not sent", number - 1, steps.len());
                return false;
            }
        }
    }
    true
}
