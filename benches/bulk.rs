//! Compares bulk work with its ideal time, against a server on loopback that takes 40 ms for each response.
//!
//! ```text
//! cargo bench --bench bulk
//! cargo bench --bench bulk -- memory
//! ```
//!
//! The ideal time is that of full rounds: the number of requests divided by the number of workers, rounded up, times
//! 40 ms. Listing users needs more: only the first page tells how many there are, so it comes alone, and the last one is
//! full, so that an empty one must follow. For lists, the ideal is printed without and with that.
//!
//! With `memory`, it prints the memory of a process that creates 100,000 users from an iterator.
//!
//! The server is a second process of this program, so that its memory does not count.

#[path = "../tests/it/test_server.rs"]
mod test_server;

use std::io::{self, BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use genauth::ManagementClient;
use genauth::builders::CreateUser;
use test_server::{Reply, Request, TOKEN_PATH, TOKEN_RESPONSE, serve};

const LATENCY: Duration = Duration::from_millis(40);
const LISTED: usize = 20_000;
const CREATED: usize = 5_000;
/// One worker would need minutes for all of them.
const CREATED_BY_ONE: usize = 500;
const DELETED: usize = 5_000;
/// The largest page, and the largest batch.
const PAGE: usize = 50;
/// The shorter a run, the more it depends on chance. Runs shorter than this are repeated, and the median is printed.
const SHORT: Duration = Duration::from_secs(5);

const SERVE: &str = "--serve";
const MEMORY: &str = "memory";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    if has(SERVE) {
        let latency = arguments.last().and_then(|micros| micros.parse().ok());
        respond(Duration::from_micros(latency.expect("a latency")));
    } else if has(MEMORY) {
        measure_memory();
    } else {
        measure_time();
    }
}

fn measure_time() {
    let server = Server::start(LATENCY);
    let client = server.client();
    for workers in [1, 8, 32] {
        let pages = LISTED / PAGE;
        // The first page, all others, and an empty one.
        let minimum = 1 + pages.div_ceil(workers);
        measure(&format!("{LISTED} users listed"), workers, pages, minimum, || {
            list_users(&client, workers);
        });
    }
    for (workers, count) in [(1, CREATED_BY_ONE), (16, CREATED), (64, CREATED)] {
        let minimum = count.div_ceil(workers);
        measure(&format!("{count} users created"), workers, count, minimum, || {
            create_users(&client, workers, count);
        });
    }
    for workers in [1, 8] {
        let batches = DELETED / PAGE;
        let name = format!("{DELETED} users deleted in batches");
        measure(&name, workers, batches, batches.div_ceil(workers), || {
            delete_users(&client, workers);
        });
    }
}

/// Prints the median time of some work that needs at least this many rounds, although the requests would fit into fewer.
fn measure(name: &str, workers: usize, requests: usize, minimum: usize, work: impl Fn()) {
    let rounds = requests.div_ceil(workers);
    let ideal = ideal_time(rounds);
    let mut times: Vec<Duration> = (0..if ideal < SHORT { 5 } else { 1 })
        .map(|_| {
            let started = Instant::now();
            work();
            started.elapsed()
        })
        .collect();
    times.sort();
    let time = times[times.len() / 2].as_secs_f64();
    let compared = |ideal: Duration| {
        let ideal = ideal.as_secs_f64();
        format!("ideal {ideal:.2} s, ratio {:.3}", time / ideal)
    };
    let plural = if workers == 1 { "" } else { "s" };
    print!("{name}, {workers} worker{plural}: {time:.2} s, {}", compared(ideal));
    if minimum > rounds {
        print!("; with the first and an empty page: {}", compared(ideal_time(minimum)));
    }
    println!();
}

fn ideal_time(rounds: usize) -> Duration {
    LATENCY * u32::try_from(rounds).expect("few rounds")
}

fn list_users(client: &ManagementClient, workers: usize) {
    let mut count = 0;
    for user in client.list_users().items().concurrency(workers) {
        assert_eq!(user.expect("a page").user_id, user_id(count));
        count += 1;
    }
    assert_eq!(count, LISTED);
}

fn create_users(client: &ManagementClient, workers: usize, count: usize) {
    let requests = (0..count).map(|number| new_user(client, number));
    let results = client.send_all(requests).concurrency(workers);
    let created = results.map(|(_, result)| result.expect("the server responds with success"));
    assert_eq!(created.count(), count);
}

fn delete_users(client: &ManagementClient, workers: usize) {
    let request = client
        .delete_users_batch()
        .user_ids((0..DELETED).map(user_id).collect::<Vec<_>>());
    let batches = request.batches().expect("a valid list").concurrency(workers);
    assert!(batches.send().is_complete());
}

fn measure_memory() {
    const COUNT: usize = 100_000;
    // A server that takes 40 ms would only make it take longer.
    let server = Server::start(Duration::from_millis(1));
    let client = server.client();
    let workers = 32;
    println!("{COUNT} users created, {workers} workers");
    println!("{:>9} {:>14} {:>14}", "created", "resident", "peak");
    let print = |created: usize| println!("{created:>9} {:>14} {:>14}", memory("VmRSS:"), memory("VmHWM:"));
    print(0);
    let requests = (0..COUNT).map(|number| new_user(&client, number));
    for (index, result) in client.send_all(requests).concurrency(workers) {
        result.expect("the server responds with success");
        let created = index + 1;
        if [1_000, 10_000, 30_000, COUNT].contains(&created) {
            print(created);
        }
    }
}

/// A field of the status that Linux provides for this process, in MB. Other systems do not provide it.
fn memory(field: &str) -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let value = status.lines().find_map(|line| line.strip_prefix(field));
    let kilobytes = value.and_then(|value| value.trim().strip_suffix(" kB")?.parse::<f64>().ok());
    kilobytes.map_or("unknown".to_owned(), |kilobytes| {
        format!("{:.1} MB", kilobytes / 1024.0)
    })
}

fn new_user(client: &ManagementClient, number: usize) -> CreateUser {
    client
        .create_user()
        .username(format!("user{number}"))
        .email(format!("user{number}@example.com"))
        .name("张三")
        .external_id(number.to_string())
}

fn user_id(number: usize) -> String {
    format!("6229ffaxxxxxxxxcad{number:06}")
}

/// A process that responds. It ends with this value.
struct Server {
    process: Child,
    port: u16,
}

impl Server {
    fn start(latency: Duration) -> Self {
        let program = std::env::current_exe().expect("this program");
        let mut process = Command::new(program)
            .args([SERVE, &latency.as_micros().to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a second process");
        let mut port = String::new();
        let output = process.stdout.take().expect("its output");
        BufReader::new(output).read_line(&mut port).expect("a line");
        Server {
            process,
            port: port.trim().parse().expect("a port"),
        }
    }

    /// A client that has a token already.
    fn client(&self) -> ManagementClient {
        let client = ManagementClient::builder()
            .access_key_id("60b49eb83fd80adb96f26e68")
            .access_key_secret("not-a-real-secret")
            .host(format!("http://127.0.0.1:{}", self.port))
            .build()
            .expect("valid settings");
        new_user(&client, 0).send().expect("the server responds with success");
        client
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The end of its input ends the process.
        drop(self.process.stdin.take());
        self.process.wait().expect("a process that ends");
    }
}

/// Prints the port, and responds with the prepared pages and users until the input ends.
fn respond(latency: Duration) {
    let pages: Vec<Vec<u8>> = (1..=LISTED / PAGE + 1).map(|page| response(&list(page))).collect();
    let created = response(&user(0));
    let deleted = response(r#"{"success":true}"#);
    let address = serve(move |request| {
        std::thread::sleep(latency);
        Reply::Send(match request.path() {
            TOKEN_PATH => return Reply::json(TOKEN_RESPONSE),
            "/api/v3/list-users" => pages[page_number(&request) - 1].clone(),
            "/api/v3/create-user" => created.clone(),
            _ => deleted.clone(),
        })
    });
    println!("{}", address.port());
    io::stdin()
        .read_to_end(&mut Vec::new())
        .expect("the input of the first process");
}

fn page_number(request: &Request) -> usize {
    let page = request.body.split(r#""page":"#).nth(1).expect("a page number");
    let digits = page.split(|c: char| !c.is_ascii_digit()).next();
    digits.and_then(|digits| digits.parse().ok()).expect("a number")
}

fn list(page: usize) -> String {
    let users: Vec<_> = ((page - 1) * PAGE..LISTED.min(page * PAGE)).map(user).collect();
    format!(r#"{{"totalCount":{LISTED},"list":[{}]}}"#, users.join(","))
}

fn response(data: &str) -> Vec<u8> {
    let body = format!(r#"{{"statusCode":200,"message":"","requestId":"934e2d1b-b2f5-4cb9-a4f1","data":{data}}}"#);
    match Reply::json(&body) {
        Reply::Send(bytes) => bytes,
        _ => unreachable!("a whole response"),
    }
}

/// A user as the service returns it if nothing else is asked for.
fn user(number: usize) -> String {
    USER.replace('#', &user_id(number)).replace('%', &number.to_string())
}

/// `#` stands for the ID, and `%` for the number.
const USER: &str = concat!(
    r##"{"userId":"#","createdAt":"2022-07-03T02:20:30.000Z","updatedAt":"2023-11-17T09:41:12.000Z","##,
    r##""status":"Activated","workStatus":"Active","externalId":"%","email":"user%@example.com","phone":null,"##,
    r##""phoneCountryCode":"+86","username":"user%","name":"张三","nickname":null,"##,
    r##""photo":"https://files.example.com/%.png","loginsCount":1%,"lastLogin":"2023-11-17T09:41:12.000Z","##,
    r##""lastIp":"203.0.113.7","gender":"M","emailVerified":true,"phoneVerified":false,"##,
    r##""passwordLastSetAt":"2022-07-03T02:20:30.000Z","birthdate":"1986-06-03","country":"CN","province":"BJ","##,
    r##""city":"BJ","address":null,"streetAddress":null,"postalCode":null,"company":"steamory","browser":"Chrome","##,
    r##""device":null,"givenName":null,"familyName":null,"locale":"zh-CN","userSourceType":"register","##,
    r##""lastLoginApp":"62fc86xxxxxxxxxxx0fb0b00","mainDepartmentId":null,"resetPasswordOnNextLogin":false,"##,
    r##""registerSource":["import:manual"],"statusChangedAt":"2023-11-17T09:41:12.000Z"}"##,
);
