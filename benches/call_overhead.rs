//! What a call through this crate costs beside the same bytes through raw ureq, on loopback.
//!
//! ```text
//! cargo bench
//! ```
//!
//! The two take turns, call by call, so that a machine that speeds up or slows down does so for both; that is why
//! this is no ordinary benchmark harness. Printed are medians, and the median of the ratios pair by pair.

#[path = "../examples/stand_in/mod.rs"]
mod stand_in;

use std::hint::black_box;
use std::time::{Duration, Instant};

use genauth::{ApplicationPermissionRecordItem, AuthorizeApplicationAccess, Effect, ManagementClient, TargetType};
use stand_in::{Reply, SUCCESS, TOKEN_ANSWER, TOKEN_PATH, serve};

const WARM_UP: usize = 2_000;
const PAIRS: usize = 20_000;

fn main() {
    let address = serve(|request| match request.path() {
        TOKEN_PATH => Reply::json(TOKEN_ANSWER),
        _ => Reply::json(SUCCESS),
    });
    let host = format!("http://{address}");
    let client = ManagementClient::builder()
        .access_key_id("60b49eb83fd80adb96f26e68")
        .access_key_secret("secret")
        .host(&host)
        .build()
        .expect("the settings are valid");

    let body = request(&client)
        .into_parts()
        .expect("the request is valid")
        .body
        .expect("a POST has a body");
    let raw = RawUreq::new(&host, &body);

    let mut samples = Vec::with_capacity(PAIRS);
    for round in 0..WARM_UP + PAIRS {
        // Neither always goes first.
        let (ours, theirs) = if round % 2 == 0 {
            let ours = timed(|| request(&client).send().expect("the stand-in answers"));
            (ours, timed(|| raw.send()))
        } else {
            let theirs = timed(|| raw.send());
            (timed(|| request(&client).send().expect("the stand-in answers")), theirs)
        };
        if round >= WARM_UP {
            samples.push((ours, theirs));
        }
    }
    let ratio = median(samples.iter().map(|(ours, theirs)| ours / theirs));
    println!("{PAIRS} pairs of authorize_application_access, 2 records, on loopback");
    println!("  genauth    {:7.2} us", median(samples.iter().map(|(ours, _)| *ours)));
    println!(
        "  raw ureq   {:7.2} us",
        median(samples.iter().map(|(_, theirs)| *theirs))
    );
    println!("  ratio      {ratio:7.3}");

    let offline = (0..PAIRS).map(|_| timed(|| request(&client).into_parts()));
    println!("build, validate and encode alone, no socket");
    println!("  genauth    {:7.2} us", median(offline));
}

fn request(client: &ManagementClient) -> AuthorizeApplicationAccess {
    client
        .authorize_application_access()
        .app_id("6229ffaxxxxxxxxcade3e3d9")
        .list([
            ApplicationPermissionRecordItem::new()
                .target_type(TargetType::User)
                .target_identifier(["6229ffaxxxxxxxxcade3e3d9"])
                .effect(Effect::Allow),
            ApplicationPermissionRecordItem::new()
                .target_type(TargetType::Role)
                .namespace_code("code1")
                .target_identifier(["admin"])
                .effect(Effect::Deny),
        ])
}

/// The same request by hand: ready bytes, the same headers, and the answer read to its end.
struct RawUreq<'a> {
    agent: ureq::Agent,
    url: String,
    body: &'a [u8],
}

impl<'a> RawUreq<'a> {
    fn new(host: &str, body: &'a [u8]) -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(10)))
            .proxy(None);
        RawUreq {
            agent: config.build().new_agent(),
            url: format!("{host}/api/v3/authorize-application-access"),
            body,
        }
    }

    fn send(&self) -> Vec<u8> {
        self.agent
            .post(&self.url)
            .header("authorization", "Bearer stand-in-token")
            .header("accept", "application/json")
            .header("content-type", "application/json")
            .header("user-agent", "genauth-rust-sdk/0.0.0")
            .header("x-authing-sdk-version", "genauth-rust-sdk:0.0.0")
            .header("x-authing-request-from", "sdk")
            .header("x-genauth-sdk-version", "genauth-rust-sdk:0.0.0")
            .header("x-genauth-request-from", "sdk")
            .header("x-authing-userpool-id", "60b49eb83fd80adb96f26e68")
            .header("x-genauth-userpool-id", "60b49eb83fd80adb96f26e68")
            .send(self.body)
            .expect("the stand-in answers")
            .body_mut()
            .read_to_vec()
            .expect("the stand-in answers whole")
    }
}

/// Microseconds.
fn timed<T>(work: impl FnOnce() -> T) -> f64 {
    let started = Instant::now();
    black_box(work());
    started.elapsed().as_secs_f64() * 1e6
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
