//! Exit codes, each against a real fault.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::Duration;

use genauth_emulator::{Emulator, Fault};
use serde_json::Value;

use crate::support::{ALICE, bare, company, genauth, run, stderr, words};

/// The exit code and the JSON error of a command line.
fn failure(emulator: &Emulator, line: &str) -> (i32, Value) {
    let output = run(emulator, &format!("--errors json --attempts 1 {line}"));
    let error = stderr(&output);
    assert_eq!(error.lines().count(), 1, "{error}");
    assert!(output.stdout.is_empty(), "{line}");
    let error: Value = serde_json::from_str(&error).unwrap();
    let code = output.status.code().unwrap();
    assert_eq!(error["exitCode"], code);
    (code, error)
}

fn get_user() -> String {
    format!("get-user --user-id {ALICE}")
}

const CREATE: &str = "create-user --username zoe";

#[test]
fn code_0_is_done() {
    assert_eq!(run(&company(), &get_user()).status.code(), Some(0));
}

#[test]
fn code_1_is_refused() {
    let emulator = company();
    emulator.inject(Fault::status_before(403).on("create_user").times(1));
    let (code, error) = failure(&emulator, CREATE);
    assert_eq!(
        (code, &error["class"], &error["statusCode"]),
        (1, &"refused".into(), &403.into())
    );
    assert_eq!(error["operation"], "create_user");
    assert_eq!(error["mayHaveBeenApplied"], false);

    emulator.inject(Fault::unsuccessful().on("associate_tenant_resource").times(1));
    let line = "associate-tenant-resource --app-id 6580c1000000000000000102 --code invoices --association true";
    let (code, error) = failure(&emulator, line);
    assert_eq!((code, &error["statusCode"]), (1, &200.into()));

    // A conflict.
    let (code, error) = failure(&emulator, "create-user --username alice");
    assert_eq!((code, &error["class"]), (1, &"refused".into()));
}

#[test]
fn code_2_is_a_violation_and_nothing_is_sent() {
    let emulator = company();
    let (code, error) = failure(&emulator, "list-groups --limit 51");
    assert_eq!(code, 2);
    assert_eq!(error["violations"][0]["path"], "limit");
    assert_eq!(error["violations"][0]["kind"], "OutOfRange");
    let (code, error) = failure(&emulator, "get-user --no-such-flag");
    assert_eq!((code, &error["class"]), (2, &"usage".into()));
    assert_eq!(emulator.requests().iter().count(), 0);
}

#[test]
fn code_3_is_for_credentials() {
    let emulator = company();
    let output = genauth(&emulator)
        .env("GENAUTH_ACCESS_KEY_SECRET", "wrong")
        .args(words(&get_user()))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    let output = bare().args(words(&get_user())).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(
        stderr(&output).contains("no credentials: set GENAUTH_ACCESS_KEY_ID"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn code_4_is_not_found() {
    let (code, error) = failure(&company(), "get-group --code no-such-group");
    assert_eq!(
        (code, &error["class"], &error["statusCode"]),
        (4, &"notFound".into(), &404.into())
    );
}

#[test]
fn code_5_is_rate_limited() {
    let emulator = company();
    emulator.inject(Fault::rate_limited(Duration::from_secs(7)).on("create_user"));
    let (code, error) = failure(&emulator, CREATE);
    assert_eq!((code, &error["class"]), (5, &"rateLimited".into()));
    assert_eq!(error["retryAfterSeconds"], 7);
    assert_eq!(error["mayHaveBeenApplied"], false);
}

#[test]
fn code_6_is_not_reached_and_safe_to_repeat() {
    // A port on which nothing listens.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    for line in [&*get_user(), CREATE] {
        let output = bare()
            .env("GENAUTH_HOST", format!("http://127.0.0.1:{port}"))
            .env("GENAUTH_ACCESS_KEY_ID", "id")
            .env("GENAUTH_ACCESS_KEY_SECRET", "secret")
            .args(words("--attempts 1"))
            .args(words(line))
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(6), "{}", stderr(&output));
        assert!(stderr(&output).contains("connection refused"), "{}", stderr(&output));
    }
    // A read without a response can be repeated, too.
    let emulator = company();
    emulator.inject(Fault::drop_before().on("get_user"));
    assert_eq!(failure(&emulator, &get_user()).0, 6);
}

#[test]
fn code_7_is_a_write_in_doubt() {
    let emulator = company();
    for fault in [Fault::drop_after(), Fault::half_response(), Fault::status_after(500)] {
        emulator.inject(fault.on("create_user").times(1));
        let line = format!("create-user --username zoe{}", emulator.requests().iter().count());
        let (code, error) = failure(&emulator, &line);
        assert_eq!((code, &error["class"]), (7, &"inDoubt".into()), "{error}");
        assert_eq!(error["mayHaveBeenApplied"], true);
    }
    // Writes are not repeated by a larger number of attempts either.
    emulator.clear_requests();
    emulator.inject(Fault::drop_after().on("create_user").times(1));
    let output = run(&emulator, "create-user --username yan");
    assert_eq!(output.status.code(), Some(7));
    assert!(
        stderr(&output).contains("read it back before repeating it"),
        "{}",
        stderr(&output)
    );
    emulator.requests().assert_sent("create_user", 1);
}

#[test]
fn code_9_is_a_response_that_cannot_be_decoded() {
    // A server that answers every request with a page of HTML.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let _ = stream.read(&mut [0; 4096]);
            let page = "<html>welcome</html>";
            let _ = write!(
                stream,
                "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{page}",
                page.len()
            );
        }
    });
    let output = bare()
        .env("GENAUTH_HOST", format!("http://{address}"))
        .env("GENAUTH_ACCESS_KEY_ID", "id")
        .env("GENAUTH_ACCESS_KEY_SECRET", "secret")
        .args(words("--attempts 1 --errors json"))
        .args(words(&get_user()))
        .output()
        .unwrap();
    let error: Value = serde_json::from_str(&stderr(&output)).unwrap();
    assert_eq!(
        (output.status.code(), &error["class"]),
        (Some(9), &"internal".into()),
        "{error}"
    );
}
