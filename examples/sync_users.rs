//! Writes all users of the user pool to a CSV file, page by page, with a progress bar. Stop it at any moment, start it
//! again, and it goes on at the page where it was.
//!
//! ```text
//! cargo run --example sync_users                    # made-up users, from a stand-in of the service
//! cargo run --example sync_users -- users.csv
//! ```
//!
//! Where it is stands next to the CSV file, in `users.csv.resume`, which goes away at the end. Pages are counted: while
//! others delete users, one may be passed over.
//!
//! Reads `GENAUTH_ACCESS_KEY_ID`, `GENAUTH_ACCESS_KEY_SECRET` and `GENAUTH_HOST`.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use genauth::{ListUsers, ListUsersOptions, ManagementClient, Pagination, SortOrder, Sorting, User, UserSortField};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};

mod stand_in;
use stand_in::{Reply, Request};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const PAGE_SIZE: i64 = 50;

fn main() -> Outcome<()> {
    let (client, stand_in) = stand_in::connect(made_up_users)?;
    let path = match (std::env::args().nth(1), stand_in) {
        (Some(path), _) => PathBuf::from(path),
        (None, Some(_)) => std::env::temp_dir().join("genauth-made-up-users.csv"),
        (None, None) => return Err("name the CSV file: it will hold personal data".into()),
    };
    let outcome = sync(&client, &path);
    if outcome.is_err() {
        eprintln!("Not complete: the next start goes on where this one ended.");
    }
    outcome
}

fn sync(client: &ManagementClient, path: &Path) -> Outcome<()> {
    let resume_path = beside(path, ".resume");
    let (mut file, start) = open(path, &resume_path)?;
    let mut pages = users_from(client, start.page).pages();
    let bar =
        ProgressBar::no_length().with_style(ProgressStyle::with_template("{bar:40} {pos}/{len} users, {eta} left")?);
    bar.set_position(u64::try_from((start.page - 1) * PAGE_SIZE)?);
    while let Some(page) = pages.next() {
        let users = page?.data.list;
        append(&mut file, &users)?;
        let place = Place {
            page: pages.next_page(),
            length: file.stream_position()?,
        };
        place.keep(&resume_path)?;
        if let Some(total) = pages.total() {
            bar.set_length(u64::try_from(total)?);
        }
        bar.inc(users.len() as u64);
    }
    fs::remove_file(&resume_path)?;
    bar.finish();
    println!("All users are in {}", path.display());
    Ok(())
}

/// In the order in which they were created: whoever comes while we read stands at the end.
fn users_from(client: &ManagementClient, page: i64) -> ListUsers {
    client.list_users().options(
        ListUsersOptions::new()
            .pagination(Pagination::new().page(page).limit(PAGE_SIZE))
            .sort([Sorting::new().field(UserSortField::CreatedAt).order(SortOrder::Asc)]),
    )
}

/// Where to go on: the page, and how long the file was before it.
struct Place {
    page: i64,
    length: u64,
}

impl Place {
    const START: Place = Place { page: 1, length: 0 };

    fn read(path: &Path) -> Option<Self> {
        let text = fs::read_to_string(path).ok()?;
        let (page, length) = text.trim().split_once(' ')?;
        Some(Place {
            page: page.parse().ok()?,
            length: length.parse().ok()?,
        })
    }

    /// Under another name first, so that the file is never half written.
    fn keep(&self, path: &Path) -> io::Result<()> {
        let new = beside(path, ".new");
        fs::write(&new, format!("{} {}\n", self.page, self.length))?;
        fs::rename(new, path)
    }
}

/// Opens the CSV file for going on, and cuts off a page that was written when the program was stopped.
fn open(path: &Path, resume_path: &Path) -> Outcome<(File, Place)> {
    let mut file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
    let written = file.metadata()?.len();
    let place = Place::read(resume_path)
        .filter(|place| place.length <= written)
        .unwrap_or(Place::START);
    if place.page > 1 {
        println!("Going on at page {}.", place.page);
    }
    file.set_len(place.length)?;
    file.seek(SeekFrom::End(0))?;
    Ok((file, place))
}

fn append(file: &mut File, users: &[User]) -> Outcome<()> {
    let mut rows = csv::Writer::from_writer(Vec::new());
    if file.stream_position()? == 0 {
        rows.write_record(["user_id", "username", "email", "status", "created_at"])?;
    }
    for user in users {
        rows.write_record([
            &user.user_id,
            &user.username,
            &user.email,
            user.status.as_str(),
            &user.created_at,
        ])?;
    }
    file.write_all(&rows.into_inner()?)?;
    Ok(())
}

/// The file of that name with something behind it.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut path = path.as_os_str().to_owned();
    path.push(suffix);
    path.into()
}

/// What the stand-in answers: 230 users, slowly enough to watch.
fn made_up_users(request: &Request) -> Reply {
    std::thread::sleep(Duration::from_millis(150));
    let asked: Value = serde_json::from_str(&request.body).unwrap_or_default();
    let number = |name: &str| asked["options"]["pagination"][name].as_u64().unwrap_or(1);
    let first = (number("page") - 1) * number("limit");
    let users = (first..230.min(first + number("limit")))
        .map(|n| json!({"userId": format!("user-{n}"), "username": format!("user, {n}"), "status": "Activated"}));
    let data = json!({"totalCount": 230, "list": users.collect::<Vec<_>>()});
    Reply::json(&json!({"statusCode": 200, "data": data}).to_string())
}
