//! Makes the users of the user pool those of a CSV file: creates users who are missing, updates those who differ, and
//! lists or deletes the others.
//!
//! ```text
//! cargo run --example sync_users                          # generated users, to a test server on loopback
//! cargo run --example sync_users -- users.csv
//! cargo run --example sync_users -- users.csv --delete    # deletes users who are not in the file
//! ```
//!
//! The columns are `username,name,email`. Each step can be repeated, so that the next run corrects what failed.
//!
//! Reads `GENAUTH_ACCESS_KEY_ID`, `GENAUTH_ACCESS_KEY_SECRET` and `GENAUTH_HOST`.

use std::collections::HashMap;

use genauth::traits::Decode;
use genauth::types::{CreateUserInfo, ListUsersOptions, SortOrder, Sorting, UserSortField};
use genauth::{Batches, Error};
use serde::Deserialize;
use serde_json::json;

mod test_server;
use test_server::{Reply, Request};

/// Requests under way at a time.
const CONCURRENCY: usize = 8;

#[derive(Deserialize)]
struct Row {
    username: String,
    name: String,
    email: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (client, server) = test_server::connect(respond)?;
    let mut args = std::env::args().skip(1);
    let (csv, deletes) = match (args.next(), server) {
        (Some(path), _) => (
            std::fs::read_to_string(path)?,
            args.next().as_deref() == Some("--delete"),
        ),
        (None, Some(_)) => (generate(), true),
        (None, None) => return Err("name a CSV file: the generated users are only sent to a test server".into()),
    };
    let reader = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<Row> = reader.into_deserialize().collect::<Result<_, _>>()?;

    // Sorted by creation, so that users who are created meanwhile come last.
    let by_creation = Sorting::new().field(UserSortField::CreatedAt).order(SortOrder::Asc);
    let request = client.list_users().options(ListUsersOptions::new().sort([by_creation]));
    let mut existing = HashMap::new();
    for user in request.items().concurrency(CONCURRENCY) {
        let user = user?;
        existing.insert(user.username.clone(), user);
    }
    println!("{} users exist, {} are in the file", existing.len(), rows.len());

    let (mut missing, mut different) = (Vec::new(), Vec::new());
    for Row { username, name, email } in &rows {
        match existing.remove(username) {
            None => missing.push(CreateUserInfo::new().username(username).name(name).email(email)),
            Some(user) if user.name != *name || user.email != *email => {
                different.push(client.update_user().user_id(user.user_id).name(name).email(email));
            }
            Some(_) => {}
        }
    }
    let ids: Vec<_> = existing.into_values().map(|user| user.user_id).collect();

    send_batches("created", client.create_users_batch().list(missing).batches()?);
    let mut updates = client.send_all(different).concurrency(CONCURRENCY);
    for (_, result) in updates.by_ref() {
        print_error(&result);
    }
    println!("updated: {} users", updates.progress().succeeded);
    if deletes {
        send_batches("deleted", client.delete_users_batch().user_ids(ids).batches()?);
    } else {
        println!("not in the file: {ids:?}");
    }
    Ok(())
}

fn send_batches<T: Decode>(what: &str, batches: Batches<'_, T>) {
    let outcome = batches.concurrency(CONCURRENCY).send();
    for batch in &outcome.parts {
        print_error(&batch.result);
    }
    println!("{what}: {}", outcome.report());
}

fn print_error<T>(result: &Result<T, Error>) {
    if let Err(error) = result {
        println!("{error}");
    }
}

/// A file of 300 users, of whom 200 exist. 20 of these have another name.
fn generate() -> String {
    let name = |n| if n % 10 == 0 { "New Name" } else { "Name" };
    let rows = (100..400).map(|n| format!("user-{n},{},user-{n}@example.com\n", name(n)));
    format!("username,name,email\n{}", rows.collect::<String>())
}

/// Responds like a service that has the users 0 to 299.
fn respond(request: &Request) -> Reply {
    if request.path() != "/api/v3/list-users" {
        return Reply::echo(request);
    }
    let number = |name: &str| request.json()["options"]["pagination"][name].as_u64().unwrap_or(1);
    let end = number("page") * number("limit");
    let user = |n| {
        let (id, email) = (format!("user-{n}"), format!("user-{n}@example.com"));
        json!({"userId": id, "username": id, "name": "Name", "email": email})
    };
    let users: Vec<_> = (end - number("limit")..end.min(300)).map(user).collect();
    Reply::json(&json!({"statusCode": 200, "data": {"totalCount": 300, "list": users}}).to_string())
}
