//! A tour of the one error type: provokes each kind of failure, prints its line, and shows which predicate tells it
//! from the others. It always talks to a stand-in of the service, which fails on demand, and reads no environment
//! variable.
//!
//! ```text
//! cargo run --example error_handling
//! ```

use std::net::TcpListener;
use std::time::Duration;

use genauth::{Error, ManagementClient, Response, RetryPolicy};

mod stand_in;
use stand_in::{Reply, Request, StandIn};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let stand_in = StandIn::answering(fail_on_demand);
    let client = stand_in
        .client()
        .timeout(Duration::from_millis(300))
        // The default tries three times, and waits as long as the service asks. Here we want to see the first failure.
        .retry(RetryPolicy::none())
        .build()?;
    let nobody = stand_in
        .client()
        .host(closed_port()?)
        .retry(RetryPolicy::none())
        .build()?;

    show("a request with mistakes", &client.create_group().code(" ").send());
    show(
        "something that is not there",
        &client.get_group().code("missing").send(),
    );
    show("too many calls", &client.get_group().code("busy").send());
    show("a key that is not accepted", &client.get_group().code("secret").send());
    show("a write without an answer", &new_group(&client));
    show("nobody at home", &new_group(&nobody));
    show(
        "an answer that is not the service's",
        &client.get_group().code("web page").send(),
    );
    Ok(())
}

fn new_group(client: &ManagementClient) -> Result<Response<genauth::Group>, Error> {
    client
        .create_group()
        .code("developers")
        .name("Developers")
        .description("Who writes the code")
        .r#type("static")
        .send()
}

fn show<T>(title: &str, outcome: &Result<Response<T>, Error>) {
    println!("\n== {title}");
    match outcome {
        Ok(_) => println!("it went well"),
        Err(error) => {
            println!("{error}");
            println!("  -> {}", advice(error));
        }
    }
}

/// The order matters: what may have been done comes before what may be repeated.
fn advice(error: &Error) -> String {
    if error.is_validation() {
        let paths: Vec<_> = error.violations().iter().map(genauth::Violation::path).collect();
        return format!("is_validation: correct {}; nothing was sent", paths.join(", "));
    }
    if error.may_have_happened() {
        return format!(
            "may_have_happened (is_timeout: {}): read back whether it was done before you repeat it",
            error.is_timeout(),
        );
    }
    if error.is_not_found() {
        return format!(
            "is_not_found: create it, or go on without; api_code is {:?}",
            error.api_code()
        );
    }
    if error.is_rate_limited() {
        return format!(
            "is_rate_limited: repeat it after {:?}",
            error.retry_after().unwrap_or_default()
        );
    }
    if error.is_unauthorized() {
        return "is_unauthorized: check the access key; repeating does not help".to_owned();
    }
    if error.is_connect() {
        return "is_connect: check host and network; nothing was done, so it can be repeated".to_owned();
    }
    if error.is_retryable() {
        return "is_retryable: repeat it later".to_owned();
    }
    match error.status_code() {
        Some(code) => format!("none of them, status_code is {code}: see server_message and request_id"),
        None => format!(
            "none of them, http_status is {:?}: see body, and check the host",
            error.http_status()
        ),
    }
}

/// What the stand-in answers. Creating a group never ends.
fn fail_on_demand(request: &Request) -> Reply {
    let (_, code) = request.path().split_once("code=").unwrap_or_default();
    match code {
        "missing" => {
            Reply::json(r#"{"statusCode": 404, "apiCode": 2004, "message": "no such group", "requestId": "934108e5"}"#)
        }
        "busy" => Reply::http(
            "429 Too Many Requests",
            "retry-after: 2\r\n",
            r#"{"statusCode": 429, "message": "slow down"}"#,
        ),
        "secret" => Reply::json(r#"{"statusCode": 401, "message": "unknown access key"}"#),
        "web%20page" => Reply::http("200 OK", "content-type: text/html\r\n", "<h1>Welcome to the proxy</h1>"),
        _ => Reply::SendAndHang(Vec::new()),
    }
}

/// A port where nobody listens.
fn closed_port() -> std::io::Result<String> {
    Ok(format!("http://{}", TcpListener::bind("127.0.0.1:0")?.local_addr()?))
}
