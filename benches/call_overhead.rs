//! Compares a request through this crate with the same bytes through plain `ureq`, on loopback.
//!
//! ```text
//! cargo bench --bench call_overhead
//! ```
//!
//! The two alternate, so that changes in the speed of the machine affect both alike. A benchmark harness would not
//! alternate them, so none is used. The output is the median of each, and the median of the ratios of all pairs.

#[path = "../tests/it/test_server.rs"]
mod test_server;

use std::hint::black_box;
use std::time::Instant;

use genauth::ManagementClient;
use genauth::builders::AuthorizeApplicationAccess;
use genauth::transport::HttpRequest;
use genauth::types::{ApplicationPermissionRecordItem, Effect, TargetType};
use test_server::{Reply, SUCCESS, TOKEN_PATH, TOKEN_RESPONSE, serve};

const WARM_UP: usize = 2_000;
const PAIRS: usize = 20_000;
const USER_POOL_ID: &str = "60b49eb83fd80adb96f26e68";

fn main() {
    // This is not a `TestServer`, because that would record the requests.
    let address = serve(|request| match request.path() {
        TOKEN_PATH => Reply::json(TOKEN_RESPONSE),
        _ => Reply::json(SUCCESS),
    });
    let client = ManagementClient::builder()
        .access_key_id(USER_POOL_ID)
        .access_key_secret("not-a-real-secret")
        .user_pool_id(USER_POOL_ID)
        .host(format!("http://{address}"))
        .build()
        .expect("valid settings");
    let send = || request(&client).send().expect("the server responds with success");
    let plain = PlainUreq::new(request(&client).build().expect("a valid request"));

    let mut samples = Vec::with_capacity(PAIRS);
    for round in 0..WARM_UP + PAIRS {
        // They take turns at being first.
        let pair = if round % 2 == 0 {
            let ours = time(send);
            (ours, time(|| plain.send()))
        } else {
            let theirs = time(|| plain.send());
            (time(send), theirs)
        };
        if round >= WARM_UP {
            samples.push(pair);
        }
    }
    let ours = median(samples.iter().map(|(ours, _)| *ours));
    let theirs = median(samples.iter().map(|(_, theirs)| *theirs));
    let ratio = median(samples.iter().map(|(ours, theirs)| ours / theirs));
    println!("{PAIRS} pairs of authorize_application_access with 2 records, on loopback");
    println!("  genauth     {ours:7.2} us");
    println!("  plain ureq  {theirs:7.2} us");
    println!("  ratio       {ratio:7.3}");

    let build = || request(&client).build();
    println!("{PAIRS} requests set up, validated and encoded, but not sent");
    println!("  genauth     {:7.2} us", median((0..PAIRS).map(|_| time(build))));
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

/// Sends the same request without this crate. It sends the encoded body with the same headers, and reads the whole
/// response.
struct PlainUreq {
    agent: ureq::Agent,
    request: HttpRequest,
}

impl PlainUreq {
    fn new(mut request: HttpRequest) -> Self {
        let token = ("authorization".to_owned(), "Bearer test-token".to_owned());
        request.headers = [&[token], &*request.headers].concat().into();
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(request.timeout))
            .proxy(None);
        PlainUreq {
            agent: config.build().new_agent(),
            request,
        }
    }

    fn send(&self) -> Vec<u8> {
        let mut request = self.agent.post(&self.request.url);
        for (name, value) in self.request.headers.iter() {
            request = request.header(name, value);
        }
        request
            .send(self.request.body.as_deref().unwrap_or_default())
            .expect("the server responds")
            .body_mut()
            .read_to_vec()
            .expect("the response is complete")
    }
}

/// The time that the work takes, in microseconds.
fn time<T>(work: impl FnOnce() -> T) -> f64 {
    let started = Instant::now();
    black_box(work());
    started.elapsed().as_secs_f64() * 1e6
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
