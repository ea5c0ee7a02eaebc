//! Tests requests that upload a file.

use genauth::{File, ManagementClient, Null, ViolationKind};
use serde_json::{Value, json};

use crate::support::{client_for, violations};
use crate::test_server::TestServer;

/// The boundary unless a part contains it.
const BOUNDARY: &str = "genauth-part-0";

fn upload(client: &ManagementClient) -> genauth::builders::InvitationInviteeUpload {
    let file = File::from_bytes("a.csv", "x,y\r\n");
    client.invitation_invitee_upload().file(file).private(true)
}

fn text_part(boundary: &str, name: &str, value: &str) -> String {
    format!("--{boundary}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
}

fn file_part(boundary: &str) -> String {
    format!(
        "--{boundary}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\
         content-type: application/octet-stream\r\n\r\nx,y\r\n\r\n--{boundary}--\r\n"
    )
}

#[test]
fn undeclared_fields_of_an_upload_are_parts_of_the_form() {
    let server = TestServer::start();
    let client = client_for(server.url());
    upload(&client)
        .extra("note", "用户 \"1\"\r\n")
        .extra("count", 7)
        .extra("tags", json!(["a", false]))
        .extra("options", json!({"a": null}))
        .extra("quoted \"name\"", "")
        .send()
        .unwrap();
    let sent = &server.take_requests()[1];
    assert_eq!(sent.path(), "/api/v3/invitation-invitee/upload?private=true");
    let expected = [
        text_part(BOUNDARY, "count", "7"),
        text_part(BOUNDARY, "note", "用户 \"1\"\r\n"),
        text_part(BOUNDARY, "options", r#"{"a":null}"#),
        text_part(BOUNDARY, "quoted %22name%22", ""),
        text_part(BOUNDARY, "tags", "a"),
        text_part(BOUNDARY, "tags", "false"),
        file_part(BOUNDARY),
    ];
    assert_eq!(sent.body, expected.concat());
}

#[test]
fn the_boundary_occurs_in_no_part() {
    let server = TestServer::start();
    let client = client_for(server.url());
    let note = "--genauth-part-0\r\n--genauth-part-1--";
    upload(&client).extra("note", note).send().unwrap();
    let sent = &server.take_requests()[1];
    let boundary = "genauth-part-2";
    assert_eq!(
        sent.header("content-type"),
        Some("multipart/form-data; boundary=genauth-part-2")
    );
    assert_eq!(sent.body, text_part(boundary, "note", note) + &file_part(boundary));
}

#[test]
fn a_form_has_neither_null_nor_empty_lists() {
    let server = TestServer::start();
    let client = client_for(server.url());
    let request = upload(&client)
        .extra("a", Value::Null)
        .extra("b", json!([]))
        .extra("c", json!([1, null]));
    assert_eq!(
        violations(request.send()),
        [
            "a cannot be null outside a JSON body",
            "b must have at least 1 item (got 0)",
            "c[1] cannot be null outside a JSON body",
        ]
    );
    assert_eq!(
        violations(upload(&client).file(Null).send()),
        ["file is required and cannot be null"]
    );
    assert!(server.take_requests().is_empty(), "not even a token was requested");
}

#[test]
fn every_field_of_the_json_form_of_a_file_is_checked() {
    let server = TestServer::start();
    let client = client_for(server.url());
    let call = |file: Value| client.call("invitation_invitee_upload", json!({"private": true, "file": file}));
    for (file, expected, kind) in [
        (
            json!({"fileName": "a", "content": "", "note": "n"}),
            "file.note is not a known field",
            ViolationKind::UnknownField,
        ),
        (
            json!({"fileName": "a", "content": "", "partName": 7}),
            "file.partName must be a string (got a number)",
            ViolationKind::WrongType,
        ),
        (
            json!({"fileName": "a", "content": "", "partName": null}),
            "file.partName must be a string (got null)",
            ViolationKind::WrongType,
        ),
        (
            json!({"fileName": "a", "content": "", "partName": " "}),
            "file.partName must not be blank",
            ViolationKind::Blank,
        ),
        (
            json!({"fileName": 7, "content": ""}),
            "file must have a `fileName`",
            ViolationKind::Malformed,
        ),
        (
            json!({"fileName": "a", "content": "?"}),
            "file must have a `content` in base64",
            ViolationKind::Malformed,
        ),
    ] {
        let error = call(file).unwrap_err();
        assert_eq!(error.violations()[0].kind(), kind, "{error}");
        assert_eq!(violations(Err::<(), _>(error)), [expected]);
    }
    let file = File::from_bytes("a", "").part_name("");
    assert_eq!(
        violations(upload(&client).file(file).send()),
        ["file.partName must not be blank"]
    );
    assert!(server.take_requests().is_empty(), "not even a token was requested");
    call(json!({"fileName": "a", "content": "", "partName": "list"})).unwrap();
    assert!(server.take_requests()[1].body.contains("name=\"list\"; filename=\"a\""));
}
