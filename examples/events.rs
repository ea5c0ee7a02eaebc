//! Receives three events, then ends the subscription from another thread.
//!
//! ```text
//! cargo run --features events --example events              # from a test server on loopback
//! cargo run --features events --example events -- --live    # from your user pool
//! ```
//!
//! With `--live`, it reads `GENAUTH_ACCESS_KEY_ID`, `GENAUTH_ACCESS_KEY_SECRET` and `GENAUTH_HOST`.

use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use genauth::{Error, ManagementClient};
use tungstenite::Message;

const EVENTS: usize = 3;

fn main() -> Result<(), Error> {
    let client = connect()?;
    let subscription = client.subscribe("authing.user.created");

    // The loop below blocks until there is an event. The closer ends it from any thread, such as a handler of Ctrl-C.
    let closer = subscription.closer();
    let (sender, receiver) = mpsc::channel();
    let closing_thread = thread::spawn(move || {
        let count = receiver.iter().take(EVENTS).count();
        closer.close();
        count
    });

    for event in subscription {
        let event = event?;
        println!("{}", event.text);
        // The fields of events are not documented, so they are read as JSON.
        if let Ok(json) = event.json() {
            println!("   eventType: {}", json["eventType"]);
        }
        // Sending fails after the other thread has received enough events and has ended.
        let _ = sender.send(());
    }
    drop(sender);
    let count = closing_thread.join().expect("the thread does not panic");
    println!("Closed by another thread after {count} events.");
    Ok(())
}

/// A client for the service that the environment names, or else for a test server.
fn connect() -> Result<ManagementClient, Error> {
    if std::env::args().any(|arg| arg == "--live") {
        println!("Waiting for {EVENTS} events.");
        return ManagementClient::from_env();
    }
    ManagementClient::builder()
        .access_key_id("60b49eb83fd80adb96f26e68")
        .access_key_secret("not-a-real-secret")
        .events_host(start_test_server())
        .build()
}

/// A server that closes each connection after two events, so that the client has to reconnect.
fn start_test_server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let address = listener.local_addr().expect("a bound socket has an address");
    thread::spawn(move || {
        let mut numbers = 1..;
        for stream in listener.incoming().flatten() {
            // A failure only means that the client has closed the connection.
            let _ = send_events(stream, numbers.by_ref().take(2));
        }
    });
    format!("ws://{address}")
}

fn send_events(stream: TcpStream, numbers: impl Iterator<Item = u32>) -> Result<(), Box<dyn std::error::Error>> {
    let mut socket = tungstenite::accept(stream)?;
    for number in numbers {
        thread::sleep(Duration::from_millis(50));
        let event = format!(r#"{{"eventType":"authing.user.created","number":{number}}}"#);
        socket.send(Message::text(event))?;
    }
    Ok(())
}
