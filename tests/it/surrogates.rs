//! Tests strings with lone surrogates, which JSON can spell and Rust's strings cannot hold, and the reasons for JSON that
//! cannot be decoded.

use std::fmt::Debug;

use genauth::{Error, ManagementClient, Method, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::support::{associate, client_for};
use crate::test_server::{Reply, TestServer};

/// A client for a server that responds to every operation with this body.
fn client_for_body(body: &str) -> ManagementClient {
    let body = body.to_owned();
    let server = TestServer::responding(move |_| Reply::json(&body));
    client_for(server.url())
}

/// A page of three users whose second one has this nickname, in both orders of the envelope's fields.
fn pages(nickname: &str) -> [String; 2] {
    let users = ["a", nickname, "c"].map(|name| format!(r#"{{"userId":"u","nickname":"{name}"}}"#));
    let data = format!(r#"{{"totalCount":3,"list":[{}]}}"#, users.join(","));
    [
        format!(r#"{{"statusCode":200,"message":"","data":{data}}}"#),
        format!(r#"{{"data":{data},"message":"","statusCode":200}}"#),
    ]
}

#[derive(Debug, Deserialize)]
struct Page {
    list: Vec<Nickname>,
}

#[derive(Debug, Deserialize)]
struct Nickname {
    nickname: String,
}

/// The nickname of the second user in every way to decode a page.
fn nicknames(body: &str) -> [String; 5] {
    let client = client_for_body(body);
    let text = |page: &Value| page["list"][1]["nickname"].as_str().expect("a string").to_owned();
    let users = client.list_users();
    let items: Result<Vec<_>, _> = users.items().take(3).collect();
    [
        users.send().unwrap().data.list[1].nickname.clone(),
        items.unwrap()[1].nickname.clone(),
        text(&users.untyped().send().unwrap().data),
        users.send_as::<Page>().unwrap().data.list[1].nickname.clone(),
        text(&client.request(Method::Post, "/x").send::<Value>().unwrap().data),
    ]
}

#[test]
fn a_lone_surrogate_is_replaced_and_everything_else_is_kept() {
    for (json, expected) in [
        (r"\ud800", "\u{fffd}"),
        (r"\uDFFF", "\u{fffd}"),
        (r"x\uD83D", "x\u{fffd}"),
        (r"\ud83d\u0041", "\u{fffd}A"),
        (r"\ud83dz\ude00", "\u{fffd}z\u{fffd}"),
        (r"\ud83d\ud83d\ude00", "\u{fffd}😀"),
        (r"\ude00\ud83d\ude00\ud83d", "\u{fffd}😀\u{fffd}"),
        (r"\ud83d\\ude00", "\u{fffd}\\ude00"),
        (r"\\ud800\ud800\n\u7528", "\\ud800\u{fffd}\n用"),
        (r"\\\ud800", "\\\u{fffd}"),
    ] {
        for body in pages(json) {
            assert_eq!(nicknames(&body), [expected; 5], "{body}");
        }
    }
    // Nothing is replaced in JSON that needs no repair.
    for body in pages(r"\ud83d\ude00 \\ud800") {
        assert_eq!(nicknames(&body), ["😀 \\ud800"; 5], "{body}");
    }
}

#[test]
fn a_lone_surrogate_in_a_key_a_message_and_free_json_is_replaced() {
    let data = r#"{"customData":{"k\ud800":"v\ud800"},"\udc00":1,"nickname":"n"}"#;
    let client = client_for_body(&format!(r#"{{"statusCode":200,"data":{data}}}"#));
    let request = client.get_user().user_id("u");
    let user = request.send().unwrap().data;
    assert_eq!(user.nickname, "n");
    assert_eq!(Value::from(user.custom_data), json!({"k\u{fffd}": "v\u{fffd}"}));
    let data = request.untyped().send().unwrap().data;
    assert_eq!(data["customData"], json!({"k\u{fffd}": "v\u{fffd}"}));
    assert_eq!(data["\u{fffd}"], 1);

    let client = client_for_body(r#"{"statusCode":404,"message":"no user \ud83d!","requestId":"r"}"#);
    let error = associate(&client).send().unwrap_err();
    assert_eq!(error.server_message(), Some("no user \u{fffd}!"));
}

fn reason<T: Debug + 'static>(result: Result<Response<T>, Error>) -> String {
    let line = result.unwrap_err().to_string();
    let (_, reason) = line.split_once(": data").expect("data cannot be decoded");
    format!("data{reason}")
}

#[test]
fn a_number_out_of_range_becomes_a_string() {
    for nickname in ["1e400", "-1e999"] {
        for body in pages("NICKNAME").map(|page| page.replace("\"NICKNAME\"", nickname)) {
            let client = client_for_body(&body);
            let users = client.list_users();
            let response = users.send().unwrap();
            assert_eq!(response.data.list[1].nickname, nickname);
            assert!(response.decode_issues().is_empty());
            assert_eq!(users.untyped().send().unwrap().data["list"][1]["nickname"], nickname);
            assert_eq!(users.send_as::<Value>().unwrap().data["list"][1]["nickname"], nickname);
        }
    }
}

#[test]
fn the_reason_is_that_of_the_parser() {
    let deep = format!(r#"{{"a":{}{}}}"#, "[".repeat(200), "]".repeat(200));
    for body in
        pages("NICKNAME").map(|page| page.replace("\"nickname\":\"NICKNAME\"", &format!("\"customData\":{deep}")))
    {
        let users = client_for_body(&body).list_users();
        let reason = reason(users.send());
        let expected = "data.list[1].customData: recursion limit exceeded at line 1, column ";
        assert!(reason.starts_with(expected), "{reason}");
    }
    // An unknown field is skipped, whatever its value.
    for body in pages(r#"x","brandNewField":1e400,"other":""#) {
        client_for_body(&body).list_users().send().unwrap();
    }
    for body in pages(&format!(r#"b","customData":{deep},"name":""#)) {
        let users = client_for_body(&body).list_users();
        let reason = reason(users.send());
        let expected = "data.list[1].customData: recursion limit exceeded at line 1, column ";
        assert!(reason.starts_with(expected), "{reason}");
    }
    // An unknown field is skipped, whatever its value.
    for body in pages(r#"x","brandNewField":1e400,"other":""#) {
        client_for_body(&body).list_users().send().unwrap();
    }
    for body in pages("NICKNAME").map(|page| page.replace("\"NICKNAME\"", r#"{},"other":1e400"#)) {
        let response = client_for_body(&body).list_users().send().unwrap();
        let issues: Vec<_> = response.decode_issues().iter().map(ToString::to_string).collect();
        assert_eq!(issues, ["data.list[1].nickname: expected a string, found an object"]);
    }
}

#[test]
fn a_reason_shows_no_value() {
    #[derive(Debug, Deserialize)]
    struct Strict {
        #[allow(dead_code)]
        list: Vec<bool>,
    }

    for body in pages(r"SECRET \ud800") {
        let error = client_for_body(&body).list_users().send_as::<Strict>().unwrap_err();
        assert!(!error.to_string().contains("SECRET"), "{error}");
    }
}
