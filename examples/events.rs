//! Three events, and the end from another thread.
//!
//! ```text
//! cargo run --features events --example events
//! ```
//!
//! Without credentials in the environment it talks to a stand-in of the event service on loopback.

use std::net::TcpListener;
use std::process::ExitCode;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use genauth::{Error, ManagementClient};
use tungstenite::Message;

const EVENTS: usize = 3;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Error> {
    let subscription = connect()?.subscribe("authing.user.created");

    // The loop below waits for events and cannot look at anything else. Whoever has the closer ends it: a handler of
    // Ctrl-C, say, or as here a thread that has heard of enough.
    let closer = subscription.closer();
    let (heard, hear) = mpsc::channel();
    let other = thread::spawn(move || {
        let count = hear.iter().take(EVENTS).count();
        closer.close();
        count
    });

    for event in subscription {
        let event = event?;
        println!("{}", event.text);
        if let Ok(json) = event.json() {
            println!(
                "  as JSON, its fields: {:?}",
                json.as_object().map(|fields| fields.keys().collect::<Vec<_>>())
            );
        }
        // An error means that the other thread has enough.
        let _ = heard.send(());
    }
    drop(heard);
    println!(
        "closed by another thread after {} events",
        other.join().expect("it does not panic")
    );
    Ok(())
}

/// The real service if the environment names an access key, else a stand-in.
fn connect() -> Result<ManagementClient, Error> {
    if std::env::var_os("GENAUTH_ACCESS_KEY_ID").is_some() {
        println!("Waiting for {EVENTS} events of the service that the environment names.");
        return ManagementClient::from_env();
    }
    let url = stand_in();
    println!("No credentials in the environment: talking to a stand-in at {url}");
    ManagementClient::builder()
        .access_key_id("60b49eb83fd80adb96f26e68")
        .access_key_secret("not-a-real-secret")
        .events_host(url)
        .build()
}

/// A server that sends an event every now and then, and breaks off after the second: the client comes again.
fn stand_in() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let address = listener.local_addr().expect("a bound socket has an address");
    thread::spawn(move || {
        let mut number = 0;
        for stream in listener.incoming().flatten() {
            let Ok(mut socket) = tungstenite::accept(stream) else {
                continue;
            };
            for _ in 0..2 {
                thread::sleep(Duration::from_millis(50));
                number += 1;
                let event = format!(r#"{{"eventType":"authing.user.created","number":{number}}}"#);
                if socket.send(Message::text(event)).is_err() {
                    break;
                }
            }
        }
    });
    format!("ws://{address}")
}
