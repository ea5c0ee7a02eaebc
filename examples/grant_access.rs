//! Grants access to applications from a CSV file: checks all of it, then sends it in parts, and can be resumed.
//!
//! ```text
//! cargo run --example grant_access                  # a made-up list, against a stand-in of the service
//! cargo run --example grant_access -- grants.csv
//! ```
//!
//! Columns: `app_id,target_type,target_identifiers,namespace_code,effect`; several identifiers stand with `|` between
//! them. What is not done for sure is left in `grants.csv.rest`, to run it with when the cause is gone.
//!
//! Reads `GENAUTH_ACCESS_KEY_ID`, `GENAUTH_ACCESS_KEY_SECRET` and `GENAUTH_HOST`.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use genauth::{
    ApplicationPermissionRecordItem, AuthorizeApplicationAccess, Batch, Batches, Error, IsSuccess, ManagementClient,
};
use serde::{Deserialize, Serialize};

mod stand_in;
use stand_in::{Reply, SUCCESS};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const WITH_MISTAKES: &str = "app_id,target_type,target_identifiers,namespace_code,effect
wiki,USER,ann|bob,,ALLOW
wiki,ROLE,admin,,ALLOW
,GROUP,engineering,,MAYBE
";

/// One row. It is written back as it came when it could not be carried out.
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

fn main() -> Outcome<ExitCode> {
    let path = std::env::args().nth(1);
    let (is_show, calls) = (path.is_none(), AtomicUsize::new(0));
    let (client, stand_in) = stand_in::connect(move |_| match calls.fetch_add(1, Ordering::Relaxed) {
        1 if is_show => Reply::http("503 Service Unavailable", "", "try later"),
        _ => Reply::json(SUCCESS),
    })?;
    match (path, stand_in) {
        (Some(path), _) => grant_from_file(&client, &path),
        (None, Some(_)) => show(&client),
        (None, None) => Err("name the CSV file: the built-in list is for the stand-in only".into()),
    }
}

fn grant_from_file(client: &ManagementClient, path: &str) -> Outcome<ExitCode> {
    let grants = read(&std::fs::read_to_string(path)?)?;
    if !is_valid(client, &grants) {
        return Ok(ExitCode::FAILURE);
    }
    let rest = send(client, &grants)?;
    if rest.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    std::fs::write(format!("{path}.rest"), write(&rest)?)?;
    println!("To go on: cargo run --example grant_access -- {path}.rest");
    Ok(ExitCode::FAILURE)
}

/// Three runs in one: a list with mistakes, one that fails on the way, and what that one has left.
fn show(client: &ManagementClient) -> Outcome<ExitCode> {
    println!("\n== a list with mistakes");
    is_valid(client, &read(WITH_MISTAKES)?);

    println!("\n== a list that fails on the way");
    let rows = (1..=32).map(|n| format!("shop,USER,user-{n},,ALLOW\n"));
    let list = "app_id,target_type,target_identifiers,namespace_code,effect\nwiki,ROLE,admin,default,ALLOW\n";
    let grants = read(&(list.to_owned() + &rows.collect::<String>()))?;
    assert!(is_valid(client, &grants));
    let rest = write(&send(client, &grants)?)?;

    println!("\n== the rest of it");
    let rest = send(client, &read(&rest)?)?.len();
    println!("{rest} grants are left");
    Ok(ExitCode::SUCCESS)
}

fn read(text: &str) -> csv::Result<Vec<Grant>> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let columns = reader.headers()?.clone();
    let rows = reader.records().map(|row| {
        let row = row?;
        let line = row.position().map_or(0, csv::Position::line);
        Ok(Grant {
            line,
            ..row.deserialize(Some(&columns))?
        })
    });
    rows.collect()
}

fn write(grants: &[&Grant]) -> Outcome<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    grants.iter().try_for_each(|grant| writer.serialize(grant))?;
    Ok(String::from_utf8(writer.into_inner()?)?)
}

fn request(client: &ManagementClient, app_id: &str, grants: &[&Grant]) -> AuthorizeApplicationAccess {
    let items = grants.iter().map(|grant| {
        ApplicationPermissionRecordItem::new()
            .target_type(&*grant.target_type)
            .target_identifier(grant.target_identifiers.split('|').collect::<Vec<_>>())
            .namespace_code(Some(&*grant.namespace_code).filter(|code| !code.is_empty()))
            .effect(&*grant.effect)
    });
    client
        .authorize_application_access()
        .app_id(app_id)
        .list(items.collect::<Vec<_>>())
}

/// Checks each row by itself, so that it is clear which line a violation belongs to, and a long list is no violation.
fn is_valid(client: &ManagementClient, grants: &[Grant]) -> bool {
    let mut count = 0;
    for grant in grants {
        let Err(error) = request(client, &grant.app_id, &[grant]).validate() else {
            continue;
        };
        for violation in error.violations() {
            println!("line {}: {violation}", grant.line);
        }
        count += error.violations().len();
    }
    let verdict = if count > 0 { ": nothing is sent" } else { "" };
    println!("{} grants, {count} violations{verdict}", grants.len());
    count == 0
}

/// Sends application by application, and returns what is not done for sure.
fn send<'a>(client: &ManagementClient, grants: &'a [Grant]) -> Result<Vec<&'a Grant>, Error> {
    let mut by_application: BTreeMap<&str, Vec<&Grant>> = BTreeMap::new();
    for grant in grants {
        by_application.entry(&grant.app_id).or_default().push(grant);
    }
    let mut rest = Vec::new();
    for (app_id, grants) in by_application {
        let outcome = request(client, app_id, &grants).send_in_batches()?;
        report(app_id, &grants, &outcome);
        rest.extend_from_slice(&grants[outcome.done()..]);
    }
    Ok(rest)
}

fn report(app_id: &str, grants: &[&Grant], outcome: &Batches<IsSuccess>) {
    for Batch { items, result, .. } in &outcome.parts {
        let lines = lines(&grants[items.clone()]);
        match result {
            Ok(_) => println!("{app_id}: done: lines {lines}"),
            Err(error) if error.may_have_happened() => {
                println!("{app_id}: perhaps done, look there before you repeat it: lines {lines}\n  {error}");
            }
            Err(error) => println!("{app_id}: not done: lines {lines}\n  {error}"),
        }
    }
    let sent = outcome.parts.last().map_or(0, |part| part.items.end);
    if sent < outcome.total {
        println!("{app_id}: not sent: lines {}", lines(&grants[sent..]));
    }
}

fn lines(grants: &[&Grant]) -> String {
    let numbers: Vec<_> = grants.iter().map(|grant| grant.line.to_string()).collect();
    numbers.join(" ")
}
