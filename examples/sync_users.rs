//! Writes all users of the user pool to a CSV file, page by page, with a progress bar. It can be stopped at any time;
//! the next run continues at the page where it stopped.
//!
//! ```text
//! cargo run --example sync_users                    # generated users, from a test server on loopback
//! cargo run --example sync_users -- users.csv
//! ```
//!
//! Progress is kept in `users.csv.resume`, which is removed at the end. Pagination is offset-based, so a user may be
//! skipped if others are deleted at the same time.
//!
//! Reads `GENAUTH_ACCESS_KEY_ID`, `GENAUTH_ACCESS_KEY_SECRET` and `GENAUTH_HOST`.

use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use genauth::ManagementClient;
use genauth::types::{ListUsersOptions, Pagination, SortOrder, Sorting, User, UserSortField};
use indicatif::{ProgressBar, ProgressStyle};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

mod test_server;
use test_server::{Reply, Request};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

const PAGE_SIZE: i64 = 50;

fn main() -> Result<()> {
    let (client, server) = test_server::connect(list_generated_users)?;
    let path = match (std::env::args().nth(1), server) {
        (Some(path), _) => PathBuf::from(path),
        (None, Some(_)) => std::env::temp_dir().join("genauth-generated-users.csv"),
        (None, None) => return Err("name a CSV file, which will contain personal data".into()),
    };
    let result = sync(&client, &path);
    if result.is_err() {
        eprintln!("The file is incomplete; the next run continues where this one ended.");
    }
    result
}

fn sync(client: &ManagementClient, path: &Path) -> Result<()> {
    let mut file = File::options().create(true).truncate(false).write(true).open(path)?;
    let checkpoint_path = with_suffix(path, ".resume");
    let checkpoint = match Checkpoint::load(&checkpoint_path) {
        Some(checkpoint) if checkpoint.file_size <= file.metadata()?.len() => {
            println!("Continuing at page {}.", checkpoint.next_page);
            checkpoint
        }
        _ => Checkpoint::default(),
    };
    // This drops a page that was written after the last checkpoint.
    file.set_len(checkpoint.file_size)?;
    file.seek(SeekFrom::End(0))?;

    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} users, {eta} left")?;
    let bar = ProgressBar::no_length().with_style(style);
    bar.set_position(checkpoint.users);

    // The users are sorted by creation, so that those who are created meanwhile come last.
    let by_creation = Sorting::new().field(UserSortField::CreatedAt).order(SortOrder::Asc);
    let options = ListUsersOptions::new()
        .pagination(Pagination::new().limit(PAGE_SIZE))
        .sort([by_creation]);
    let mut pages = client.list_users().options(options).pages_from(checkpoint.next_page);
    while let Some(page) = pages.next() {
        let users = page?.data.list;
        append(&mut file, &users)?;
        bar.inc(users.len() as u64);
        if let Some(total) = pages.total() {
            bar.set_length(u64::try_from(total)?);
        }
        let checkpoint = Checkpoint {
            next_page: pages.next_page(),
            users: bar.position(),
            file_size: file.stream_position()?,
        };
        checkpoint.save(&checkpoint_path)?;
    }
    fs::remove_file(&checkpoint_path)?;
    bar.finish();
    println!("Wrote {} users to {}.", bar.position(), path.display());
    Ok(())
}

/// Where the next run continues.
#[derive(Serialize, Deserialize)]
struct Checkpoint {
    next_page: i64,
    users: u64,
    file_size: u64,
}

impl Default for Checkpoint {
    fn default() -> Self {
        Checkpoint {
            next_page: 1,
            users: 0,
            file_size: 0,
        }
    }
}

impl Checkpoint {
    fn load(path: &Path) -> Option<Self> {
        let checkpoint = fs::read(path).ok()?;
        serde_json::from_slice(&checkpoint).ok()
    }

    /// Writes to a temporary file first, so that a checkpoint is never half written.
    fn save(&self, path: &Path) -> io::Result<()> {
        let new_path = with_suffix(path, ".new");
        fs::write(&new_path, serde_json::to_vec(self)?)?;
        fs::rename(new_path, path)
    }
}

fn append(file: &mut File, users: &[User]) -> Result<()> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    if file.stream_position()? == 0 {
        csv.write_record(["user_id", "username", "email", "status", "created_at"])?;
    }
    for user in users {
        let status = user.status.as_ref();
        csv.write_record([&user.user_id, &user.username, &user.email, status, &user.created_at])?;
    }
    file.write_all(&csv.into_inner()?)?;
    Ok(())
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut path = path.as_os_str().to_owned();
    path.push(suffix);
    path.into()
}

/// Responds with one page of 230 users, slowly enough to watch the progress.
fn list_generated_users(request: &Request) -> Reply {
    std::thread::sleep(Duration::from_millis(150));
    let body: Value = serde_json::from_str(&request.body).unwrap_or_default();
    let pagination = |name: &str| body["options"]["pagination"][name].as_u64().unwrap_or(1);
    let end = pagination("page") * pagination("limit");
    let users: Vec<_> = (end - pagination("limit")..end.min(230))
        .map(|n| json!({"userId": format!("user-{n}"), "username": format!("user, {n}"), "status": "Activated"}))
        .collect();
    let response = json!({"statusCode": 200, "data": {"totalCount": 230, "list": users}});
    Reply::json(&response.to_string())
}
