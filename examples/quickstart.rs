//! The two documented calls, and a request that is stopped before it is sent.
//!
//! ```text
//! cargo run --example quickstart
//! ```
//!
//! Without credentials in the environment it talks to a stand-in of the service on loopback.

use std::process::ExitCode;
use std::time::Instant;

use genauth::{ApplicationPermissionRecordItem, Effect, Error, IsSuccess, ManagementClient, Response, TargetType};

mod stand_in;
use stand_in::StandIn;

const STAND_IN_SECRET: &str = "not-a-real-secret";

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether both calls succeeded.
fn run() -> Result<bool, Error> {
    let (client, stand_in) = connect()?;

    println!("\n== associate_tenant_resource");
    let request = client
        .associate_tenant_resource()
        .app_id("60b49eb83fd80adb96f26e68")
        .code("book")
        .association(true)
        .tenant_id("60b49eb83fd80adb96f26e68");
    let started = Instant::now();
    let associated = report(request.send(), started, stand_in.as_ref());

    println!("\n== authorize_application_access");
    let request = client
        .authorize_application_access()
        .app_id("6229ffaxxxxxxxxcade3e3d9")
        .list([
            ApplicationPermissionRecordItem::new()
                .target_type(TargetType::User)
                .target_identifier(["6229ffaxxxxxxxxcade3e3d9"])
                .effect(Effect::Allow),
            ApplicationPermissionRecordItem::new()
                .target_type("ROLE")
                .namespace_code("code1")
                .target_identifier(["admin"])
                .effect("DENY"),
        ]);
    let started = Instant::now();
    let authorized = report(request.send(), started, stand_in.as_ref());

    println!("\n== authorize_application_access, with mistakes");
    let error = client
        .authorize_application_access()
        .list([ApplicationPermissionRecordItem::new()
            .target_type(TargetType::Role)
            .target_identifier(["admin", " "])
            .effect("MAYBE")])
        .send()
        .expect_err("validation stops it");
    for violation in error.violations() {
        println!("stopped by validation: {violation}");
    }
    if let Some(stand_in) = &stand_in {
        println!("requests on the wire: {}", stand_in.take_requests().len());
        println!(
            "\nFor the real service set GENAUTH_ACCESS_KEY_ID, GENAUTH_ACCESS_KEY_SECRET and, if it is not \
             https://api.genauth.ai, GENAUTH_HOST."
        );
    }
    Ok(associated && authorized)
}

/// The real service if the environment names an access key, else a stand-in.
fn connect() -> Result<(ManagementClient, Option<StandIn>), Error> {
    if std::env::var_os("GENAUTH_ACCESS_KEY_ID").is_some() {
        println!("Talking to the service that the environment names. The IDs below are made up: expect refusals.");
        return Ok((ManagementClient::from_env()?, None));
    }
    let stand_in = StandIn::start();
    println!(
        "No credentials in the environment: talking to a stand-in at {}",
        stand_in.url()
    );
    let client = ManagementClient::builder()
        .access_key_id("60b49eb83fd80adb96f26e68")
        .access_key_secret(STAND_IN_SECRET)
        .host(stand_in.url())
        .build()?;
    Ok((client, Some(stand_in)))
}

fn report(outcome: Result<Response<IsSuccess>, Error>, started: Instant, stand_in: Option<&StandIn>) -> bool {
    let took = started.elapsed();
    for request in stand_in.map(StandIn::take_requests).unwrap_or_default() {
        for line in request.head.lines().filter(|line| !line.is_empty()) {
            // Even a made-up token is a bad habit to print.
            match line.split_once("Bearer ") {
                Some((name, _)) => println!("> {name}Bearer <redacted>"),
                None => println!("> {line}"),
            }
        }
        println!("> {}\n", request.body.replace(STAND_IN_SECRET, "<redacted>"));
    }
    match outcome {
        Ok(response) => {
            let body = String::from_utf8_lossy(&response.answer.body);
            println!("< {} {body}", response.answer.status);
            println!("success: {}, in {took:.1?}", response.data.success);
            response.data.success
        }
        Err(error) => {
            println!("error after {took:.1?}: {error}");
            false
        }
    }
}
