//! Sends two requests to the service, and makes one with mistakes, which is rejected before anything is sent.
//!
//! ```text
//! cargo run --example quickstart
//! ```
//!
//! Without `GENAUTH_ACCESS_KEY_ID` in the environment, it uses a test server on loopback.

use std::process::ExitCode;
use std::time::Instant;

use genauth::types::{ApplicationPermissionRecordItem, Effect, IsSuccess, TargetType};
use genauth::{Error, Request};

mod test_server;
use test_server::{Reply, SUCCESS};

fn main() -> Result<ExitCode, Error> {
    // A program that always has credentials would use `ManagementClient::from_env()?` here.
    let (client, server) = test_server::connect(|_| Reply::json(SUCCESS))?;

    println!("\n== associate_tenant_resource");
    let request = client
        .associate_tenant_resource()
        .app_id("60b49eb83fd80adb96f26e68")
        .code("book")
        .association(true)
        .tenant_id("60b49eb83fd80adb96f26e68");
    let is_associated = send(&request)?;

    println!("\n== authorize_application_access");
    let request = client
        .authorize_application_access()
        .app_id("6229ffaxxxxxxxxcade3e3d9")
        .list([
            ApplicationPermissionRecordItem::new()
                .target_type(TargetType::User)
                .target_identifier(["6229ffaxxxxxxxxcade3e3d9"])
                .effect(Effect::Allow),
            // Enums can also be given as strings.
            ApplicationPermissionRecordItem::new()
                .target_type("ROLE")
                .namespace_code("code1")
                .target_identifier(["admin"])
                .effect("DENY"),
        ]);
    let is_authorized = send(&request)?;

    println!("\n== authorize_application_access, with mistakes");
    let result = client
        .authorize_application_access()
        .list([ApplicationPermissionRecordItem::new()
            .target_type(TargetType::Role)
            .target_identifier(["admin", " "])
            .effect("MAYBE")])
        .send();
    if let Err(error) = result {
        // `{:#}` prints one line per mistake, whereas `{}` prints everything on one line.
        println!("{error:#}");
    }

    if let Some(server) = server {
        println!("\n== what the test server received");
        for request in server.take_requests() {
            println!("{}", request.path());
        }
        println!("\nTo use the service, set GENAUTH_ACCESS_KEY_ID, GENAUTH_ACCESS_KEY_SECRET and, unless it is");
        println!("https://api.genauth.ai, GENAUTH_HOST. It will not know the IDs in this example.");
    }
    Ok(if is_associated && is_authorized {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Prints the HTTP request, sends it, and prints the result. Returns whether it succeeded.
fn send(request: &Request<IsSuccess>) -> Result<bool, Error> {
    // `build` validates the request like `send`, but sends nothing, and does not add the credentials.
    let http = request.build()?;
    println!("> {} {}", http.method, http.url);
    for (name, value) in http.headers.iter() {
        println!("> {name}: {value}");
    }
    println!("> {}\n", String::from_utf8_lossy(&http.body.unwrap_or_default()));

    let started = Instant::now();
    match request.send() {
        Ok(response) => {
            println!(
                "< {} {}",
                response.http.status,
                String::from_utf8_lossy(&response.http.body)
            );
            println!("success: {}, in {:.1?}", response.data.success, started.elapsed());
            Ok(true)
        }
        Err(error) => {
            println!("{error}");
            Ok(false)
        }
    }
}
