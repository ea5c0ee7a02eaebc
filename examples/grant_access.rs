//! Grants access to applications as listed in a CSV file. It validates the whole file, sends the grants in batches, and
//! can be resumed after a failure.
//!
//! ```text
//! cargo run --example grant_access                                  # a built-in list, against an emulator
//! cargo run --example grant_access -- grants.csv                    # only validates the list
//! cargo run --example grant_access -- grants.csv --live             # grants the access
//! cargo run --example grant_access -- grants.csv --live --resend    # sends grants in doubt again
//! ```
//!
//! The columns are `app_id,target_type,target_identifiers,namespace_code,effect`; several identifiers are separated by
//! `|`. After a failure, `grants.csv.report` says which grants were applied, and the next run sends the others. Grants
//! that may have been applied are only sent again with `--resend`.
//!
//! With `--live`, it reads `GENAUTH_ACCESS_KEY_ID`, `GENAUTH_ACCESS_KEY_SECRET` and `GENAUTH_HOST`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::process::ExitCode;

use genauth::builders::AuthorizeApplicationAccess;
use genauth::types::ApplicationPermissionRecordItem;
use genauth::{BatchReport, InDoubt, ManagementClient, list};
use genauth_emulator::{Emulator, Fault};
use serde::Deserialize;
use serde_json::json;

type Result<T, E = Box<dyn std::error::Error>> = std::result::Result<T, E>;

/// The reports of all applications to which grants were sent.
type Reports = BTreeMap<String, BatchReport>;

const HEADER: &str = "app_id,target_type,target_identifiers,namespace_code,effect\n";

/// One line of the file.
#[derive(Deserialize)]
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
    let (flags, args): (Vec<_>, Vec<_>) = std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let has = |name: &str| flags.iter().any(|flag| flag == name);
    let in_doubt = if has("--resend") {
        InDoubt::Resend
    } else {
        InDoubt::Skip
    };
    match args.first() {
        Some(path) if has("--live") => grant_from_file(&ManagementClient::from_env()?, path, in_doubt),
        Some(path) => validate_file(path),
        None if has("--live") => Err("name a CSV file: the built-in list is only sent to an emulator".into()),
        None => run_demo(),
    }
}

/// Validates a list without sending anything.
fn validate_file(path: &str) -> Result<ExitCode> {
    // An emulator would refuse the grants, because it has none of the applications.
    let emulator = Emulator::start()?;
    let is_valid = are_valid(&emulator.client(), &read(&std::fs::read_to_string(path)?)?);
    Ok(if is_valid { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn grant_from_file(client: &ManagementClient, path: &str, in_doubt: InDoubt) -> Result<ExitCode> {
    let grants = read(&std::fs::read_to_string(path)?)?;
    if !are_valid(client, &grants) {
        return Ok(ExitCode::FAILURE);
    }
    let report_path = format!("{path}.report");
    let mut reports = Reports::new();
    if Path::new(&report_path).exists() {
        reports = serde_json::from_slice(&std::fs::read(&report_path)?)?;
    }
    let result = send(client, &grants, &mut reports, in_doubt);
    // Also if an error occurred, since grants of other applications may have been sent before.
    std::fs::write(&report_path, serde_json::to_vec_pretty(&reports)?)?;
    result?;
    if reports.values().all(BatchReport::is_complete) {
        return Ok(ExitCode::SUCCESS);
    }
    println!("To resume: cargo run --example grant_access -- {path} --live");
    Ok(ExitCode::FAILURE)
}

/// Sends two lists: one with mistakes, and one that fails halfway and is resumed.
fn run_demo() -> Result<ExitCode> {
    let users = (1..=32).map(|n| json!({"$id": format!("user-{n}"), "username": format!("user-{n}")}));
    let applications = ["shop", "wiki"].map(|id| json!({"$id": id, "appName": id, "appIdentifier": id}));
    let emulator = Emulator::builder()
        .seed(json!({
            "users": users.collect::<Vec<_>>(),
            "roles": [{"code": "admin", "name": "Administrator"}],
            "applications": applications,
        }))
        .start()?;
    let client = emulator.client();

    println!("== a list with mistakes");
    let lines = "wiki,USER,ann|bob,,ALLOW\nwiki,ROLE,admin,,ALLOW\n,GROUP,engineering,,MAYBE\n";
    are_valid(&client, &read(&format!("{HEADER}{lines}"))?);

    println!("\n== a list that fails halfway");
    let lines: Vec<_> = (1..=32).map(|n| format!("shop,USER,user-{n},,ALLOW\n")).collect();
    let grants = read(&format!("{HEADER}wiki,ROLE,admin,default,ALLOW\n{}", lines.concat()))?;
    assert!(are_valid(&client, &grants));
    // The second batch is applied, but the response says that the service is unavailable.
    emulator.inject(Fault::status_after(503).skip(1).times(1));
    let mut reports = Reports::new();
    send(&client, &grants, &mut reports, InDoubt::Skip)?;

    println!("\n== resumed, without the grants in doubt");
    send(&client, &grants, &mut reports, InDoubt::Skip)?;

    println!("\n== resumed after the grants in doubt were checked");
    send(&client, &grants, &mut reports, InDoubt::Resend)?;
    for app_id in ["shop", "wiki"] {
        let grants = client.list_auth_application().app_id(app_id).send()?.data;
        println!("{app_id}: grants: {}", grants.total_count);
    }
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

/// Validates each grant on its own, so that each violation can be attributed to a line.
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

/// Sends the grants of each application in batches, except those that were applied before.
fn send(client: &ManagementClient, grants: &[Grant], reports: &mut Reports, in_doubt: InDoubt) -> Result<()> {
    let mut by_application: BTreeMap<&str, Vec<&Grant>> = BTreeMap::new();
    for grant in grants {
        by_application.entry(&grant.app_id).or_default().push(grant);
    }
    for (app_id, grants) in by_application {
        let request = request(client, app_id, &grants);
        // Fails if the grants of this application were edited after they were sent.
        let outcome = match reports.get(app_id) {
            Some(report) => request.resume(report, in_doubt)?,
            None => request.send_in_batches()?,
        };
        if let Some(error) = outcome.error() {
            println!("{app_id}: {error}");
        }
        print(app_id, &grants, outcome.report());
        reports.insert(app_id.to_owned(), outcome.report().clone());
    }
    Ok(())
}

fn print(app_id: &str, grants: &[&Grant], report: &BatchReport) {
    let print = |state: &str, ranges: Vec<Range<usize>>| {
        let grants = ranges.into_iter().flat_map(|items| &grants[items]);
        let lines: Vec<_> = grants.map(|grant| grant.line.to_string()).collect();
        if !lines.is_empty() {
            println!("{app_id}: {state}: lines {}", lines.join(" "));
        }
    };
    print("applied", report.completed());
    print("failed", report.failed());
    print("in doubt, check these", report.in_doubt());
    print("not sent", report.not_sent());
}
