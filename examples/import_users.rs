//! Imports users and their departments from a CSV file. Everything is validated before anything is sent, and a run that
//! was killed continues where it was.
//!
//! ```text
//! cargo run --example import_users                              # 5,000 generated users, to an emulator
//! cargo run --example import_users -- users.csv                 # a trial: to an emulator
//! cargo run --example import_users -- users.csv --live          # to your user pool
//! cargo run --example import_users -- users.csv 8 50 --live     # 8 requests at a time, and up to 50 per second
//! ```
//!
//! The columns are `username,email,department`, where a department is a path such as `acme/Sales/Asia` in the organization
//! `acme`. `users.csv.report` says what was sent. The next run sends what failed or was not sent, but not what is in doubt,
//! which is listed. `users.csv.failed` contains what failed, so that it can be corrected and imported instead. A trial
//! writes `users.csv.trial.report` and `users.csv.trial.failed`, and always begins at the first line.
//!
//! With `--live`, it reads `GENAUTH_ACCESS_KEY_ID`, `GENAUTH_ACCESS_KEY_SECRET` and `GENAUTH_HOST`.

use std::collections::BTreeMap;
use std::fs;

use genauth::builders::{CreateDepartment, CreateOrganization};
use genauth::traits::AsRequest;
use genauth::types::DepartmentIdType::OpenDepartmentId;
use genauth::types::{CreateUserInfo, CreateUserOptions};
use genauth::{BatchReport, Error, InDoubt, ManagementClient};
use genauth_emulator::Emulator;
use indicatif::ProgressBar;
use serde::{Deserialize, Serialize};
use serde_json::json;

type Result<T, E = Box<dyn std::error::Error>> = std::result::Result<T, E>;

#[derive(Serialize, Deserialize)]
struct Row {
    username: String,
    email: String,
    department: String,
}

fn main() -> Result<()> {
    let (flags, args): (Vec<_>, Vec<_>) = std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let is_live = flags.iter().any(|flag| flag == "--live");
    let concurrency = args.get(1).map_or(Ok(8), |number| number.parse())?;
    let rate_limit = args.get(2).map_or(Ok(100), |number| number.parse())?;
    let path = match args.first() {
        Some(path) => path.clone(),
        None if is_live => return Err("name a CSV file: the generated users are only sent to an emulator".into()),
        None => generate()?,
    };
    // Someone has the e-mail address of a generated user.
    let seed = json!({"users": [{"username": "alice", "email": "user-4242@example.com"}]});
    let emulator = Emulator::builder().seed(seed).start()?;
    let client = if is_live {
        ManagementClient::builder().rate_limit(rate_limit).build_from_env()?
    } else {
        emulator.client_builder().rate_limit(rate_limit).build()?
    };

    let mut reader = csv::Reader::from_path(&path)?;
    let rows: Vec<Row> = reader.deserialize().collect::<Result<_, _>>()?;
    let options = CreateUserOptions::new().department_id_type(OpenDepartmentId);
    let request = client.create_users_batch().options(options);
    let (mut users, mut organizations, mut departments) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
    let mut violations = 0;
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
        let (code, organization) = organization_of(&client, row);
        check(organization.validate());
        organizations.insert(code, organization);
        for (path, department) in departments_of(&client, row) {
            check(department.validate());
            departments.insert(path, department);
        }
    }
    if violations > 0 {
        return Err(format!("{violations} violations; nothing was sent").into());
    }

    create_missing(&client, &organizations)?;
    create_missing(&client, &departments)?;

    let name = if is_live { path } else { format!("{path}.trial") };
    let report_path = format!("{name}.report");
    if !is_live {
        // This emulator knows nothing of an earlier trial.
        let _ = fs::remove_file(&report_path);
    }
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
    let failed: Vec<usize> = report.failed().into_iter().flatten().collect();
    let mut writer = csv::Writer::from_path(format!("{name}.failed"))?;
    for index in &failed {
        writer.serialize(&rows[*index])?;
    }
    // A batch is refused as a whole.
    let requests = failed.iter().map(|index| {
        let Row { username, email, .. } = &rows[*index];
        client.is_user_exists().username(username).email(email)
    });
    for (index, (_, result)) in failed.iter().zip(client.send_all(requests).concurrency(concurrency)) {
        if result?.data.exists {
            println!("line {}: the username or the e-mail address is in use", index + 2);
        }
    }
    print_numbers(&client, organizations.into_keys())
}

fn organization_of<'a>(client: &ManagementClient, row: &'a Row) -> (&'a str, CreateOrganization) {
    let code = row.department.split('/').next().unwrap_or_default();
    let request = client.create_organization().organization_code(code);
    (code, request.organization_name(code))
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

/// Creates organizations or departments that do not exist yet. One after the other, because a parent must exist before
/// its children. Its path is also sorted before theirs.
fn create_missing<R: AsRequest + Clone>(client: &ManagementClient, requests: &BTreeMap<&str, R>) -> Result<()> {
    for (path, (_, result)) in requests.keys().zip(client.send_all(requests.values().cloned())) {
        // An earlier run may have created it.
        if let Some(error) = result.err().filter(|error| !error.is_conflict()) {
            return Err(format!("{path}: {error}").into());
        }
    }
    Ok(())
}

/// Prints how many users and departments there are now.
fn print_numbers<'a>(client: &ManagementClient, organizations: impl Iterator<Item = &'a str>) -> Result<()> {
    println!("users: {}", client.list_users().send()?.data.total_count);
    for code in organizations {
        let departments = client.get_all_departments().organization_code(code).send()?.data.list;
        let members: i64 = departments.iter().map(|department| department.members_count).sum();
        println!("{code}: {} departments with {members} members", departments.len() - 1);
    }
    Ok(())
}

/// Writes 5,000 users of 35 departments to a temporary file.
fn generate() -> Result<String> {
    let path = format!("{}/genauth-users-to-import.csv", std::env::temp_dir().display());
    let rows = (0..5000).map(|n| format!("user-{n},user-{n}@example.com,acme/Area {}/Team {}\n", n % 5, n % 30));
    fs::write(
        &path,
        format!("username,email,department\n{}", rows.collect::<String>()),
    )?;
    Ok(path)
}
