//! Provokes every kind of failure, and prints the error and what a program can do about it.
//!
//! ```text
//! cargo run --example error_handling
//! ```
//!
//! It always uses a test server on loopback, and reads no environment variable.

use std::borrow::Cow;
use std::io;
use std::net::TcpListener;
use std::time::Duration;

use genauth::types::Group;
use genauth::{Error, ManagementClient, Response, RetryPolicy, Violation};

mod test_server;
use test_server::{Reply, Request, TestServer, serve};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = TestServer::responding(fail);
    let builder = || {
        server
            .client()
            .timeout(Duration::from_millis(300))
            .max_response_bytes(1024)
    };
    // Every failure here is permanent, so retries would only delay the output.
    let client = builder().retry(RetryPolicy::none()).build()?;
    let get = |code: &str| client.get_group().code(code).send();

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
    let not_tls = server.url().replace("http:", "https:");
    let not_tls = builder().host(not_tls).retry(RetryPolicy::none()).build()?;
    show("TLS handshake failed", create_group(&not_tls));

    show("no response to a read", get("hang"));
    show("no response to a write", create_group(&client));
    show("connection closed", get("close"));
    show("response too large", get("large"));

    let rejected_key = serve(|_| Reply::json(r#"{"statusCode": 401, "message": "unknown access key"}"#));
    let rejected_key = builder().host(format!("http://{rejected_key}")).build()?;
    show("access key rejected", create_group(&rejected_key));
    show("operation not allowed", get("forbidden"));
    show("not found", client.get_user().user_id("missing").send());
    show("already exists", get("taken"));
    show("too many requests", get("busy"));
    show("service overloaded", get("overloaded"));
    show("service failed", get("broken"));

    show("response of a gateway", get("gateway"));
    show("response that cannot be decoded", get("odd"));
    Ok(())
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

/// Fails in the way that the query names. Does not respond to requests without a query.
fn fail(request: &Request) -> Reply {
    let (_, failure) = request.path().rsplit_once('=').unwrap_or_default();
    let refuse = |status, message| Reply::json(&format!(r#"{{"statusCode": {status}, "message": "{message}"}}"#));
    match failure {
        "close" => Reply::SendAndClose(Vec::new()),
        "large" => Reply::json(&" ".repeat(2000)),
        "forbidden" => refuse(403, "no permission"),
        "missing" => Reply::json(r#"{"statusCode": 404, "apiCode": 2004, "message": "no such user"}"#),
        "taken" => refuse(409, "name is in use"),
        "busy" => {
            let body = r#"{"statusCode": 429, "message": "slow down"}"#;
            Reply::http("429 Too Many Requests", "retry-after: 2\r\n", body)
        }
        "overloaded" => Reply::http("503 Service Unavailable", "", ""),
        "broken" => Reply::json(r#"{"statusCode": 500, "message": "internal error", "requestId": "934108e5"}"#),
        "gateway" => Reply::http("200 OK", "content-type: text/html\r\n", "<h1>Please log in</h1>"),
        "odd" => Reply::json(r#"{"statusCode": 200, "data": {"code": ["developers"]}}"#),
        _ => Reply::SendAndHang(Vec::new()),
    }
}

/// The URL of a port that refuses connections.
fn closed_port() -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    Ok(format!("http://{}", listener.local_addr()?))
}
