//! Imports users and their departments from a CSV file. Everything is validated before anything is sent, and a run that
//! was killed continues where it was.
//!
//! ```text
//! cargo run --example import_users                       # 5,000 generated users, to a test server on loopback
//! cargo run --example import_users -- users.csv 8 50     # 8 requests at a time, and up to 50 per second
//! ```
//!
//! The columns are `username,email,department`, where a department is a path such as `acme/Sales/Asia` in the organization
//! `acme`. `users.csv.report` says what was sent. The next run sends what failed or was not sent, but not what is in doubt,
//! which is listed. `users.csv.failed` contains what failed, so that it can be corrected and imported instead.
//!
//! Reads `GENAUTH_ACCESS_KEY_ID`, `GENAUTH_ACCESS_KEY_SECRET` and `GENAUTH_HOST`.

use std::collections::BTreeMap;
use std::fs;

use genauth::builders::CreateDepartment;
use genauth::types::DepartmentIdType::OpenDepartmentId;
use genauth::types::{CreateUserInfo, CreateUserOptions};
use genauth::{BatchReport, Error, InDoubt, ManagementClient};
use indicatif::ProgressBar;
use serde::{Deserialize, Serialize};

mod test_server;
use test_server::Reply;

type Result<T, E = Box<dyn std::error::Error>> = std::result::Result<T, E>;

#[derive(Serialize, Deserialize)]
struct Row {
    username: String,
    email: String,
    department: String,
}

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let path = args.next();
    let concurrency = args.next().map_or(Ok(8), |number| number.parse())?;
    let rate_limit = args.next().map_or(Ok(100), |number| number.parse())?;
    let (client, server) = test_server::connect_with(|builder| builder.rate_limit(rate_limit), Reply::echo)?;
    let path = match (path, server) {
        (Some(path), _) => path,
        (None, Some(_)) => generate()?,
        (None, None) => return Err("name a CSV file: the generated users are only sent to a test server".into()),
    };
    let mut reader = csv::Reader::from_path(&path)?;
    let rows: Vec<Row> = reader.deserialize().collect::<Result<_, _>>()?;

    let options = CreateUserOptions::new().department_id_type(OpenDepartmentId);
    let request = client.create_users_batch().options(options);
    let (mut users, mut departments, mut violations) = (Vec::new(), BTreeMap::new(), 0);
    for (line, row) in (2..).zip(&rows) {
        let mut check = |result: Result<(), Error>| {
            if let Err(error) = result {
                println!("line {line}: {error:#}");
                violations += error.violations().len();
            }
        };
        let user = CreateUserInfo::new().username(&row.username).email(&row.email);
        users.push(user.department_ids([&row.department]));
        check(request.clone().list(&users[users.len() - 1..]).validate());
        for (path, department) in departments_of(&client, row) {
            check(department.validate());
            departments.insert(path, department);
        }
    }
    if violations > 0 {
        return Err(format!("{violations} violations; nothing was sent").into());
    }

    // One after the other, because a parent must exist before its children. Its path is also sorted before theirs.
    let run = client.send_all(departments.values().cloned());
    for (path, (_, result)) in departments.keys().zip(run) {
        // An earlier run may have created it.
        if let Some(error) = result.err().filter(|error| !error.is_conflict()) {
            return Err(format!("{path}: {error}").into());
        }
    }

    let report_path = format!("{path}.report");
    let mut batches = request.list(users).batches()?.concurrency(concurrency);
    if let Ok(report) = fs::read(&report_path) {
        batches = batches.resume(serde_json::from_slice::<BatchReport>(&report)?, InDoubt::Skip)?;
    }
    let bar = ProgressBar::new(rows.len() as u64);
    let mut batches = batches.on_report(|report| {
        bar.set_position(report.completed_count() as u64);
        // First to another file, so that the report is never half written.
        let json = serde_json::to_vec(report).expect("a report is valid JSON");
        fs::write(format!("{report_path}.new"), json).expect("the report can be stored");
        fs::rename(format!("{report_path}.new"), &report_path).expect("the report can be replaced");
    });
    for batch in batches.by_ref() {
        if let Err(error) = batch.result {
            bar.suspend(|| println!("lines {} to {}: {error}", batch.items.start + 2, batch.items.end + 1));
        }
    }
    let report = batches.report();
    println!("{report}");
    for index in report.in_doubt().into_iter().flatten() {
        println!("line {} is in doubt: {}", index + 2, rows[index].username);
    }
    let mut failed = csv::Writer::from_path(format!("{path}.failed"))?;
    for index in report.failed().into_iter().flatten() {
        failed.serialize(&rows[index])?;
    }
    Ok(())
}

/// The department of a user and those above it. Their custom IDs are their paths.
fn departments_of<'a>(client: &ManagementClient, row: &'a Row) -> Vec<(&'a str, CreateDepartment)> {
    let mut departments = Vec::new();
    let mut path = row.department.as_str();
    while let Some((parent, name)) = path.rsplit_once('/') {
        let request = client
            .create_department()
            .organization_code(path.split('/').next())
            .parent_department_id(if parent.contains('/') { parent } else { "root" })
            .department_id_type(OpenDepartmentId)
            .open_department_id(path)
            .name(name);
        departments.push((path, request));
        path = parent;
    }
    departments
}

/// Writes 5,000 users of 35 departments to a temporary file, and removes the report of an earlier run.
fn generate() -> Result<String> {
    let path = format!("{}/genauth-users-to-import.csv", std::env::temp_dir().display());
    let rows = (0..5000).map(|n| format!("user-{n},user-{n}@example.com,acme/Area {}/Team {}\n", n % 5, n % 30));
    fs::write(
        &path,
        format!("username,email,department\n{}", rows.collect::<String>()),
    )?;
    let _ = fs::remove_file(format!("{path}.report"));
    Ok(path)
}
