//! The two documented calls, and a request that is stopped before it is sent.
//!
//! ```text
//! cargo run --example quickstart
//! ```
//!
//! Without credentials in the environment it talks to a stand-in of the service on loopback.

use std::time::Instant;

use genauth::{ApplicationPermissionRecordItem, Effect, Error, IsSuccess, ManagementClient, Response, TargetType};

mod stand_in;
use stand_in::StandIn;

fn main() -> Result<(), Error> {
    let (client, stand_in) = connect()?;

    println!("\n== associate_tenant_resource");
    let request = client
        .associate_tenant_resource()
        .app_id("60b49eb83fd80adb96f26e68")
        .code("book")
        .association(true)
        .tenant_id("60b49eb83fd80adb96f26e68");
    let started = Instant::now();
    let answer = request.send()?;
    report(&answer, started, stand_in.as_ref());

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
    let answer = request.send()?;
    report(&answer, started, stand_in.as_ref());

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
            "\nFor the real service set GENAUTH_ACCESS_KEY_ID, GENAUTH_ACCESS_KEY_SECRET and, if need be, GENAUTH_HOST."
        );
    }
    Ok(())
}

/// The real service if the environment names an access key, else a stand-in.
fn connect() -> Result<(ManagementClient, Option<StandIn>), Error> {
    if std::env::var_os("GENAUTH_ACCESS_KEY_ID").is_some() {
        println!("Talking to the service that the environment names.");
        return Ok((ManagementClient::from_env()?, None));
    }
    let stand_in = StandIn::start();
    println!(
        "No credentials in the environment: talking to a stand-in at {}.",
        stand_in.url()
    );
    let client = ManagementClient::builder()
        .access_key_id("60b49eb83fd80adb96f26e68")
        .access_key_secret("not-a-real-secret")
        .host(stand_in.url())
        .build()?;
    Ok((client, Some(stand_in)))
}

fn report(answer: &Response<IsSuccess>, started: Instant, stand_in: Option<&StandIn>) {
    let took = started.elapsed();
    for request in stand_in.map(StandIn::take_requests).unwrap_or_default() {
        for line in request.head.lines().filter(|line| !line.is_empty()) {
            // Even a made-up secret is a bad habit to print.
            match line.starts_with("authorization:") {
                true => println!("> authorization: Bearer <redacted>"),
                false => println!("> {line}"),
            }
        }
        println!("> {}\n", request.body.replace("not-a-real-secret", "<redacted>"));
    }
    println!(
        "< {} {}",
        answer.answer.status,
        String::from_utf8_lossy(&answer.answer.body)
    );
    println!("success: {}, in {took:.1?}", answer.data.success);
}
