//! Provokes every kind of failure, and prints the error and what a program can do about it.
//!
//! ```text
//! cargo run --example error_handling
//! ```
//!
//! It always runs on an emulator, in this process. Credentials in the environment are ignored.

use std::borrow::Cow;
use std::io;
use std::net::TcpListener;
use std::time::Duration;

use genauth::transport::{HttpRequest, HttpResponse, Transport, TransportError};
use genauth::types::Group;
use genauth::{Error, ManagementClient, Response, RetryPolicy, Violation};
use genauth_emulator::{Emulator, Fault};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let emulator = Emulator::start()?;
    let builder = || {
        emulator
            .client_builder()
            .timeout(Duration::from_millis(300))
            .max_response_bytes(1024)
    };
    // Every failure here is permanent, so retries would only delay the output.
    let client = builder().retry(RetryPolicy::none()).build()?;
    let get = || client.get_group().code("developers").send();
    // What the emulator does to the next request.
    let once = |fault: Fault| emulator.inject(fault.times(1));

    show(
        "invalid settings",
        ManagementClient::builder().host("api.genauth.ai").build(),
    );
    show(
        "invalid request",
        client.create_group().code(" ").r#type("other").send(),
    );

    let unreachable = builder().host(closed_port()?).build()?;
    show("connection refused, with retries", create_group(&unreachable));
    let not_tls = emulator.url().replace("http:", "https:");
    let not_tls = builder().host(not_tls).retry(RetryPolicy::none()).build()?;
    show("TLS handshake failed", create_group(&not_tls));
    let rejected_key = builder().access_key_id("another-key").build()?;
    show("access key rejected", create_group(&rejected_key));

    show("not found", get());
    create_group(&client)?;
    show("already exists", create_group(&client));

    once(Fault::latency(Duration::from_secs(1)));
    show("no response to a read", get());
    once(Fault::latency(Duration::from_secs(1)));
    show("no response to a write", create_group(&client));
    once(Fault::drop_after());
    show("connection closed", get());
    let description = "x".repeat(1024);
    let request = client.create_group().code("large").name("Large");
    show("response too large", request.description(description).send());

    once(Fault::status_before(403));
    show("operation not allowed", get());
    once(Fault::rate_limited(Duration::from_secs(2)));
    show("too many requests", get());
    once(Fault::status_before(503));
    show("service overloaded", get());
    once(Fault::status_before(500));
    show("service failed", get());

    for (title, body) in [
        ("response of a gateway", "<h1>Please log in</h1>"),
        (
            "response that cannot be decoded",
            r#"{"statusCode": 200, "data": {"code": ["developers"]}}"#,
        ),
    ] {
        let builder = ManagementClient::builder()
            .management_token("a-token")
            .user_pool_id("a-pool");
        let client = builder.transport(Canned(body)).build()?;
        show(title, client.get_group().code("developers").send());
    }
    Ok(())
}

/// Responds to every request with this body.
struct Canned(&'static str);

impl Transport for Canned {
    fn send(&self, _: &HttpRequest) -> Result<HttpResponse, TransportError> {
        Ok(HttpResponse::new(200, self.0))
    }
}

fn create_group(client: &ManagementClient) -> Result<Response<Group>, Error> {
    let request = client.create_group().code("developers").name("Developers");
    request.description("Everyone who writes code").r#type("static").send()
}

fn show<T>(title: &str, result: Result<T, Error>) {
    println!("\n== {title}");
    match result {
        Ok(_) => println!("no error"),
        Err(error) => println!("{error}\n   -> {}", advice(&error)),
    }
}

/// What a program can do about an error.
///
/// Whether the operation may have been applied comes first, because such an error may be retryable as well.
fn advice(error: &Error) -> Cow<'static, str> {
    if error.may_have_happened() {
        "may_have_happened: read back whether it was applied, then decide".into()
    } else if error.is_validation() {
        let paths: Vec<_> = error.violations().iter().map(Violation::path).collect();
        format!("is_validation: correct {}; nothing was sent", paths.join(", ")).into()
    } else if error.is_unauthorized() {
        "is_unauthorized: check the access key; repeating does not help".into()
    } else if error.is_forbidden() {
        "is_forbidden: grant the permission to the owner of the access key".into()
    } else if error.is_not_found() {
        let meaning = error.api_code_meaning().unwrap_or("something does not exist");
        format!("is_not_found: {meaning}; create it, or go on without it").into()
    } else if error.is_conflict() {
        "is_conflict: use what exists, or choose another name".into()
    } else if error.is_rate_limited() {
        let wait = error.retry_after().unwrap_or(Duration::from_secs(1));
        format!("is_rate_limited: repeat it in {wait:?}, or set `rate_limit`").into()
    } else if error.is_connect() {
        "is_connect: check `host` and the network; nothing was sent".into()
    } else if error.is_timeout() {
        "is_timeout: repeat it later, or raise `timeout`".into()
    } else if error.is_retryable() {
        "is_retryable: repeat it later".into()
    } else {
        // `status_code`, `server_message`, `http_status`, `body` and `request_id` have the details.
        "not retryable: find the cause before repeating it".into()
    }
}

/// The URL of a port that refuses connections.
fn closed_port() -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    Ok(format!("http://{}", listener.local_addr()?))
}
