//! Grants access to applications from a CSV file: validates the whole file, sends it in batches, and can be resumed
//! after a failure.
//!
//! ```text
//! cargo run --example grant_access                  # a built-in list, against a test server on loopback
//! cargo run --example grant_access -- grants.csv
//! ```
//!
//! The columns are `app_id,target_type,target_identifiers,namespace_code,effect`; several identifiers are separated by
//! `|`. Grants that were not certainly applied are written to `grants.csv.rest`, from which the program can be resumed.
//!
//! Reads `GENAUTH_ACCESS_KEY_ID`, `GENAUTH_ACCESS_KEY_SECRET` and `GENAUTH_HOST`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use genauth::builders::AuthorizeApplicationAccess;
use genauth::types::{ApplicationPermissionRecordItem, IsSuccess};
use genauth::{Batches, Error, ManagementClient, list};
use serde::{Deserialize, Serialize};

mod test_server;
use test_server::{Reply, SUCCESS};

type Result<T, E = Box<dyn std::error::Error>> = std::result::Result<T, E>;

const HEADER: &str = "app_id,target_type,target_identifiers,namespace_code,effect\n";

/// One line of the file.
#[derive(Serialize, Deserialize)]
struct Grant {
    #[serde(skip)]
    line: u64,
    app_id: String,
    target_type: String,
    target_identifiers: String,
    namespace_code: String,
    effect: String,
}

fn main() -> Result<ExitCode> {
    let path = std::env::args().nth(1);
    let is_demo = path.is_none();
    let batches = AtomicUsize::new(0);
    let (client, server) = test_server::connect(move |_| match batches.fetch_add(1, Ordering::Relaxed) {
        1 if is_demo => Reply::http("503 Service Unavailable", "", "try later"),
        _ => Reply::json(SUCCESS),
    })?;
    match (path, server) {
        (Some(path), _) => grant_from_file(&client, &path),
        (None, Some(_)) => run_demo(&client),
        (None, None) => Err("name a CSV file: the built-in list is only sent to a test server".into()),
    }
}

fn grant_from_file(client: &ManagementClient, path: &str) -> Result<ExitCode> {
    let grants = read(&std::fs::read_to_string(path)?)?;
    if !are_valid(client, &grants) {
        return Ok(ExitCode::FAILURE);
    }
    let rest = send(client, &grants)?;
    if rest.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    let rest_path = format!("{path}.rest");
    std::fs::write(&rest_path, write(&rest)?)?;
    println!("To resume: cargo run --example grant_access -- {rest_path}");
    Ok(ExitCode::FAILURE)
}

/// Runs three lists: one with mistakes, one that fails halfway, and the rest of that one.
fn run_demo(client: &ManagementClient) -> Result<ExitCode> {
    println!("\n== a list with mistakes");
    let lines = "wiki,USER,ann|bob,,ALLOW\nwiki,ROLE,admin,,ALLOW\n,GROUP,engineering,,MAYBE\n";
    are_valid(client, &read(&format!("{HEADER}{lines}"))?);

    println!("\n== a list that fails halfway");
    let lines: Vec<_> = (1..=32).map(|n| format!("shop,USER,user-{n},,ALLOW\n")).collect();
    let grants = read(&format!("{HEADER}wiki,ROLE,admin,default,ALLOW\n{}", lines.concat()))?;
    assert!(are_valid(client, &grants));
    let rest = send(client, &grants)?;

    println!("\n== the rest of it");
    let grants = read(&write(&rest)?)?;
    let rest = send(client, &grants)?;
    println!("{} grants left", rest.len());
    Ok(ExitCode::SUCCESS)
}

fn read(text: &str) -> Result<Vec<Grant>> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let columns = reader.headers()?.clone();
    let mut grants = Vec::new();
    for record in reader.records() {
        let record = record?;
        let mut grant: Grant = record.deserialize(Some(&columns))?;
        grant.line = record.position().map_or(0, csv::Position::line);
        grants.push(grant);
    }
    Ok(grants)
}

fn write(grants: &[&Grant]) -> Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for grant in grants {
        writer.serialize(grant)?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

fn request(client: &ManagementClient, app_id: &str, grants: &[&Grant]) -> AuthorizeApplicationAccess {
    let items = grants.iter().map(|grant| {
        let namespace_code = Some(&grant.namespace_code).filter(|code| !code.is_empty());
        ApplicationPermissionRecordItem::new()
            .target_type(&grant.target_type)
            .target_identifier(list(grant.target_identifiers.split('|')))
            .namespace_code(namespace_code)
            .effect(&grant.effect)
    });
    client.authorize_application_access().app_id(app_id).list(list(items))
}

/// Validates each grant by itself, so that each violation can be attributed to a line.
fn are_valid(client: &ManagementClient, grants: &[Grant]) -> bool {
    let mut count = 0;
    for grant in grants {
        if let Err(error) = request(client, &grant.app_id, &[grant]).validate() {
            for violation in error.violations() {
                println!("line {}: {violation}", grant.line);
                count += 1;
            }
        }
    }
    let consequence = if count > 0 { "; nothing was sent" } else { "" };
    println!("grants: {}, violations: {count}{consequence}", grants.len());
    count == 0
}

/// Sends the grants of each application in batches. Returns those that were not certainly applied.
fn send<'a>(client: &ManagementClient, grants: &'a [Grant]) -> Result<Vec<&'a Grant>, Error> {
    let mut by_application: BTreeMap<&str, Vec<&Grant>> = BTreeMap::new();
    for grant in grants {
        by_application.entry(&grant.app_id).or_default().push(grant);
    }
    let mut rest = Vec::new();
    for (app_id, grants) in by_application {
        let batches = request(client, app_id, &grants).send_in_batches()?;
        report(app_id, &grants, &batches);
        rest.extend_from_slice(&grants[batches.completed()..]);
    }
    Ok(rest)
}

fn report(app_id: &str, grants: &[&Grant], batches: &Batches<IsSuccess>) {
    let print = |outcome: &str, items: Range<usize>| {
        if !items.is_empty() {
            let lines: Vec<_> = grants[items].iter().map(|grant| grant.line.to_string()).collect();
            println!("{app_id}: {outcome}: lines {}", lines.join(" "));
        }
    };
    print("applied", 0..batches.completed());
    print("failed", batches.failed().unwrap_or_default());
    print(
        "in doubt, check these before you resume",
        batches.in_doubt().unwrap_or_default(),
    );
    if let Some(error) = batches.error() {
        println!("{app_id}: {error}");
    }
    print("not sent", batches.not_sent());
}
