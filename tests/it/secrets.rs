//! Neither the access key secret nor the token is ever shown, also when the server sends them back.

use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Mutex, mpsc};
use std::thread;

use genauth::{Answer, Call, Error, ManagementClient, ManagementClientBuilder};
use genauth::{Transport, TransportError, TransportErrorKind as Kind};

use crate::stand_in::{self, Reply, SUCCESS, TOKEN_PATH};
use crate::support::{self, Fake, associate, authorize};

const SECRET: &str = "MARKER-SECRET-5f1d9c0b";
const TOKEN: &str = "MARKER-TOKEN-77a0e2d4";
const PASSWORD: &str = "MARKER-PASSWORD-31bb";

/// What all of them begin with, so that half of one is found as well. No other file plants it: the log is one for
/// the whole process.
const MARK: &str = "MARKER-";

type Outcome = Result<Answer, TransportError>;

#[track_caller]
fn assert_clean(what: &str, shown: &str) {
    assert!(!shown.contains(MARK), "{what}: {shown}");
}

fn builder() -> ManagementClientBuilder {
    support::builder().access_key_secret(SECRET)
}

fn token_answer() -> String {
    format!(r#"{{"statusCode":200,"data":{{"access_token":"{TOKEN}","expires_in":7200}}}}"#)
}

/// A transport that is a function.
struct By<F>(F);

impl<F: Fn(&Call<'_>) -> Outcome + Send + Sync> Transport for By<F> {
    fn send(&self, call: &Call<'_>) -> Outcome {
        (self.0)(call)
    }
}

fn client_by(send: impl Fn(&Call<'_>) -> Outcome + Send + Sync + 'static) -> ManagementClient {
    builder().transport(By(send)).build().unwrap()
}

/// The error of a client that gets its token and then that answer.
fn operation_error(answer: Outcome) -> Error {
    let client = client_by(move |call| {
        let for_token = call.url.ends_with(TOKEN_PATH);
        if for_token {
            Ok(Answer::new(200, token_answer()))
        } else {
            answer.clone()
        }
    });
    associate(&client).send().unwrap_err()
}

/// The error of a client that gets that answer for its token.
fn token_error(answer: Outcome) -> Error {
    let client = client_by(move |_| answer.clone());
    associate(&client).send().unwrap_err()
}

/// Everything that can be had from an error.
fn all_of(error: &Error) -> String {
    let body = error.body().map(String::from_utf8_lossy);
    let headers = ["x-request-id", "x-echo", "content-type", "location"].map(|name| error.header(name));
    let said = (error.server_message(), error.request_id(), error.violations());
    format!("{error} {error:?} {error:#?} {body:?} {headers:?} {said:?}")
}

/// Every place in which a server can send a text back: status, header and body, where `@` stands for the text.
const ECHOES: [(u16, &str, &str); 11] = [
    (200, "", r#"{"statusCode":401,"message":"no @!"}"#),
    (200, "", r#"{"statusCode":401,"message":["@","@"]}"#),
    (200, "", r#"{"statusCode":401,"requestId":"@"}"#),
    (200, "", r#"{"statusCode":401,"data":{"@":"@"}}"#),
    (200, "", r#"{"statusCode":200,"data":["@"]}"#),
    (200, "", r#"{"statusCode":200,"data":[{"@":1}]}"#),
    (502, "", "<html>@ @@</html>"),
    (502, "x-echo: @", ""),
    (502, "x-request-id: @", "<html>"),
    (502, "content-type: text/@", "<html>"),
    (302, "location: /login?@&", ""),
];

/// What to call each of those, it, and the same where the transport says that it broke off.
fn echoes(text: &'static str) -> impl Iterator<Item = (String, [Outcome; 2])> {
    ECHOES.into_iter().map(move |(status, header, body)| {
        let mut answer = Answer::new(status, body.replace('@', text));
        if let Some((name, value)) = header.split_once(": ") {
            answer = answer.with_header(name, value.replace('@', text));
        }
        let error = TransportError::new(Kind::Interrupted, format!("at {text}"));
        let broken = error.with_partial_answer(answer.clone());
        (format!("{text} in {status} {header} {body}"), [Ok(answer), Err(broken)])
    })
}

#[test]
fn builder_client_and_requests_hide_what_they_hold() {
    let builder = builder().host(format!("https://user:{PASSWORD}@example.com"));
    let shown = format!("{builder:?} {builder:#?}");
    assert_clean("builder", &shown);
    assert!(shown.contains(r#"access_key_secret: Some("<redacted>")"#), "{shown}");

    let client = client_by(|_| Ok(Answer::new(200, token_answer())));
    // Before the token is there, and with it.
    for _ in 0..2 {
        let (one, other) = (associate(&client), authorize(&client));
        let parts = other.clone().into_parts().unwrap();
        let body = String::from_utf8(parts.body.clone().unwrap()).unwrap();
        let shown = format!("{client:?} {client:#?} {one:?} {one:#?} {other:?} {other:#?} {parts:?} {body}");
        assert_clean("client and requests", &shown);
        assert!(shown.contains(r#"access_key_secret: "<redacted>""#), "{shown}");
        one.send().unwrap();
    }
}

#[test]
fn calls_and_answers_hide_what_they_hold() {
    let (note, notes) = mpsc::sync_channel(2);
    let client = client_by(move |call| {
        let body = String::from_utf8_lossy(call.body.unwrap());
        if call.url.ends_with(TOKEN_PATH) {
            assert!(body.contains(SECRET), "{call:?}");
        } else {
            assert_eq!(call.headers[0].1, format!("Bearer {TOKEN}"));
        }
        let answer = Answer::new(200, token_answer()).with_header("x-echo", TOKEN);
        let shown = format!("{call:?} {call:#?} {answer:?} {answer:#?}");
        note.send(shown).unwrap();
        Ok(answer)
    });
    // The answer to the token request serves for the operation too: it only leaves `success` out.
    let response = associate(&client).send().unwrap();
    assert_clean("response", &format!("{response:?} {response:#?}"));
    for what in ["token request", "operation"] {
        assert_clean(what, &notes.recv().unwrap());
    }
}

#[test]
fn an_echo_of_the_server_is_not_shown() {
    for (what, answers) in echoes(SECRET).chain(echoes(TOKEN)) {
        for answer in answers {
            let shown = all_of(&operation_error(answer));
            assert_clean(&what, &shown);
            assert!(shown.contains("<redacted>"), "{what}: {shown}");
        }
    }
    let both = format!(r#"{{"statusCode":403,"message":"{SECRET}{TOKEN}, {TOKEN}"}}"#);
    let line = operation_error(Ok(Answer::new(200, both))).to_string();
    assert_eq!(
        line,
        "associate_tenant_resource: [403] <redacted><redacted>, <redacted>"
    );
}

#[test]
fn an_answer_to_the_token_request_is_not_shown() {
    for (what, answers) in echoes(SECRET) {
        for answer in answers {
            assert_clean(&what, &all_of(&token_error(answer)));
        }
    }
    let whole = token_answer();
    for length in whole.find(TOKEN).unwrap() + MARK.len()..whole.len() {
        let error = token_error(Ok(Answer::new(200, &whole[..length])));
        assert_clean("truncated", &all_of(&error));
        assert_eq!(error.body(), Some(&b""[..]), "{length}");
    }
    for data in [
        r#"["@"]"#,
        r#""@""#,
        r#"{"access_token":["@"]}"#,
        r#"{"access_token":{"@":1}}"#,
        r#"{"access_token":"@\n"}"#,
    ] {
        let body = format!(r#"{{"statusCode":200,"data":{data}}}"#).replace('@', TOKEN);
        let answer = Answer::new(200, body).with_header("x-echo", TOKEN);
        assert_clean(data, &all_of(&token_error(Ok(answer))));
    }
}

#[test]
fn a_body_that_breaks_off_in_a_secret_does_not_show_its_beginning() {
    for secret in [SECRET, TOKEN] {
        for length in MARK.len()..secret.len() {
            let partial = Answer::new(200, format!("<p>{}", &secret[..length]));
            let error = TransportError::new(Kind::Interrupted, "");
            let error = operation_error(Err(error.with_partial_answer(partial)));
            assert_clean("broken off", &all_of(&error));
            assert_eq!(error.body(), Some(&b"<p>"[..]), "{length}");

            // Of a long body only the beginning is kept: the same again.
            let page = "<".repeat(8192 - length);
            let error = operation_error(Ok(Answer::new(502, format!("{page}{secret}</p>"))));
            assert_clean("cut", &all_of(&error));
            assert_eq!(error.body(), Some(page.as_bytes()), "{length}");
        }
    }
}

#[test]
fn a_host_with_a_password_is_refused_without_being_shown() {
    for (host, found) in [
        ("https://user:{}@example.com", "user info before an @"),
        ("https://{}@example.com", "user info before an @"),
        ("user:{}@example.com", "no scheme"),
        ("https://user:{}@exa mple.com", "text that is not a URL"),
        ("ftp://user:{}@example.com", "another scheme"),
        ("https://example.com?key={}", "a ?"),
        ("https://example.com/#{}", "a #"),
    ] {
        let error = builder().host(host.replace("{}", PASSWORD)).build().unwrap_err();
        assert_clean(host, &all_of(&error));
        assert_eq!(error.violations()[0].found(), found, "{host}");
    }
}

#[test]
fn a_panic_in_a_transport_shows_nothing_and_strands_nobody() {
    const WAITING: usize = 4;
    let calls = AtomicUsize::new(0);
    let all_there = Arc::new(Barrier::new(1 + WAITING));
    let others_there = Arc::clone(&all_there);
    let client = client_by(move |call| {
        if calls.fetch_add(1, Ordering::SeqCst) == 0 {
            others_there.wait();
            panic!("gave up on {call:?}");
        }
        Ok(Answer::new(200, token_answer()))
    });
    thread::scope(|scope| {
        let fetching = scope.spawn(|| catch_unwind(AssertUnwindSafe(|| associate(&client).send())));
        let waiting = [(); WAITING].map(|()| {
            scope.spawn(|| {
                all_there.wait();
                associate(&client).send()
            })
        });
        let payload = fetching.join().unwrap().unwrap_err();
        let message = payload.downcast_ref::<String>().unwrap();
        assert!(message.starts_with("gave up on Call"), "{message}");
        assert_clean("panic", message);
        for thread in waiting {
            // The scheduler decides whether a thread still meets the fetch that panics, or comes later and makes its
            // own. It must not wait until its time is over, which would be another error.
            if let Err(error) = thread.join().unwrap() {
                let line = error.to_string();
                assert!(line.ends_with(": the thread that was fetching it panicked"), "{line}");
            }
        }
    });
    associate(&client).send().unwrap();
}

#[test]
fn no_log_record_shows_a_secret() {
    support::capture_log();

    // Not in `content-type`, `server` or `location`: ureq logs those of an answer as they are.
    let header = format!("x-echo: {SECRET} {TOKEN}\r\nx-request-id: {TOKEN}\r\n");
    let refusal = format!(r#"{{"statusCode":403,"message":"{SECRET} {TOKEN}","requestId":"{SECRET}"}}"#);
    let begun = &TOKEN[..9];
    let broken_off = format!("HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n<html>{SECRET} {begun}");
    let replies = [
        Reply::json(&SUCCESS.replace(r#""""#, &format!(r#""{SECRET}","requestId":"{SECRET}\n{TOKEN}""#))),
        Reply::http("200 OK", &header, &refusal),
        Reply::http("502 Bad Gateway", &header, &format!("<html>{SECRET} {TOKEN}")),
        Reply::SendAndClose(broken_off.into()),
        Reply::SendAndClose(format!("{SECRET} {TOKEN}\r\n\r\n").into()),
    ];
    let replies = Mutex::new(replies.into_iter());
    let server = stand_in::serve(move |request| match request.path() {
        TOKEN_PATH => Reply::json(&token_answer()),
        _ => replies.lock().unwrap().next().unwrap(),
    });
    let client = builder().host(format!("http://{server}")).build().unwrap();
    let outcomes = [(); 5].map(|()| associate(&client).send().is_ok());
    assert_eq!(outcomes, [true, false, false, false, false]);

    // The same where a token should come from, and a port where nobody is.
    let refuser = stand_in::serve(move |_| Reply::http("401 Unauthorized", "", &refusal.replace(TOKEN, "")));
    let breaker = stand_in::serve(move |_| Reply::json(token_answer().split_inclusive(begun).next().unwrap()));
    // Port 1, and not one that was free a moment ago: a test beside this one could take it.
    let nobody = SocketAddr::from(([127, 0, 0, 1], 1));
    for server in [refuser, breaker, nobody] {
        let client = builder().host(format!("http://{server}")).build().unwrap();
        associate(&client).send().unwrap_err();
    }

    let records = support::logged();
    for record in &records {
        assert_clean(&format!("{} at {}", record.target, record.level), &record.text);
    }
    // It was not for want of records.
    let has = |origin: &str, part: &str| {
        let mut all = records.iter();
        all.any(|record| record.target.starts_with(origin) && record.text.contains(part))
    };
    let success = "associate_tenant_resource: HTTP 200, statusCode 200 (request id <redacted> <redacted>)";
    assert!(has("genauth", &format!("{success} after 1 attempt(s) in ")));
    // What cannot be prevented is at least said.
    assert!(has("genauth", "target `ureq_proto` is at trace"));
    assert!(has("genauth", "[403] <redacted> <redacted> (request id <redacted>)"));
    assert!(has("genauth", "no management token: "));
    assert!(has("ureq::", ""));
}

#[test]
fn an_error_does_not_show_what_an_answer_calls_secret() {
    let fake = Fake::answering(|_| {
        let body = r#"{"statusCode":200,"data":[{"secret":"HIDDEN-1","code":"shown"}]}"#;
        Ok(Answer::new(200, body))
    });
    let error = associate(&fake.client()).send().unwrap_err();
    for shown in [error.to_string(), format!("{error:?}"), format!("{error:#?}")] {
        assert!(!shown.contains("HIDDEN-1") && shown.contains("shown"), "{shown}");
    }
    // What broke off may end in the middle of a secret, with or without its name.
    let cut = Fake::answering(|_| Ok(Answer::new(200, r#"{"statusCode":200,"data":{"secret":"HIDDEN-2"#)));
    let error = associate(&cut.client()).send().unwrap_err();
    assert!(!format!("{error} {error:#?}").contains("HIDDEN-2"), "{error}");
    // A program may look at it all the same.
    assert!(error.body().unwrap().ends_with(b"HIDDEN-2"));
}
