//! Tests JSON that is nested so deeply that a recursive reader would overflow the stack.

use genauth::types::{Group, IsSuccess};
use genauth::{Error, ManagementClient, Response};
use serde_json::json;

use crate::replies::{client_with_retry, replying_once};
use crate::sockets::quick_retries;
use crate::support::Predicate::{self, Confirmed, MayHaveHappened};
use crate::support::{assert_error, associate, builder};
use crate::test_server::{Reply, SUCCESS, TOKEN_PATH, serve};

const DEPTH: usize = 10_000;

fn nested_lists() -> String {
    format!("{}1{}", "[".repeat(DEPTH), "]".repeat(DEPTH))
}

fn nested_objects() -> String {
    format!("{}1{}", r#"{"a":"#.repeat(DEPTH), "}".repeat(DEPTH))
}

/// A client for a server that responds to the first operation with this body.
fn client_for_body(body: &str) -> ManagementClient {
    client_with_retry(&replying_once(Reply::json(body)), quick_retries(3))
}

fn send_write(body: &str) -> Result<Response<IsSuccess>, Error> {
    associate(&client_for_body(body)).send()
}

#[test]
fn deep_json_is_an_error_if_it_has_to_be_decoded() {
    for (nested, found) in [(nested_lists(), "a list"), (nested_objects(), "an object")] {
        let error = send_write(&format!(r#"{{"statusCode":200,"data":{{"success":{nested}}}}}"#)).unwrap_err();
        let start = format!(
            "associate_tenant_resource: response cannot be decoded as IsSuccess: \
             data.success: expected a boolean, found {found}; "
        );
        assert_error(&error, &[MayHaveHappened], 1, &start);

        let client = client_for_body(&format!(r#"{{"statusCode":200,"data":{nested}}}"#));
        let error = client.call("get_group", json!({"code": "c"})).unwrap_err();
        assert_error(
            &error,
            &[],
            1,
            "get_group: response cannot be decoded as Value: data: recursion limit exceeded at line 1, column ",
        );
    }
}

#[test]
fn deep_json_in_unknown_fields_is_skipped() {
    for nested in [nested_lists(), nested_objects()] {
        send_write(&format!(r#"{{"statusCode":200,"data":{{"unknown":{nested}}}}}"#)).unwrap();
        let response = send_write(&format!(
            r#"{{"unknown":{nested},"statusCode":200,"data":{{"success":true}}}}"#
        ))
        .unwrap();
        assert!(response.data.success);
    }
}

#[test]
fn deep_json_in_the_envelope_is_an_error() {
    for nested in [nested_lists(), nested_objects()] {
        let server = replying_once(Reply::json(&format!(r#"{{"statusCode":{nested}}}"#)));
        let client = client_with_retry(&server, quick_retries(3));
        let error = associate(&client).send().unwrap_err();
        let host = server.url().replace("http://", "");
        let start = format!(
            "associate_tenant_resource: HTTP 200 from {host} with a body that is not a response of the service"
        );
        assert_error(&error, &[MayHaveHappened], 1, &start);

        let body = format!(r#"{{"statusCode":500,"message":{nested},"apiCode":{nested},"requestId":{nested}}}"#);
        let error = send_write(&body).unwrap_err();
        assert_error(&error, &[MayHaveHappened], 1, "associate_tenant_resource: [500] ");
    }
}

fn send_list(data: &str) -> Result<Response<Vec<Group>>, Error> {
    let client = client_for_body(&format!(r#"{{"statusCode":200,"data":{data}}}"#));
    client.get_all_groups().send()
}

#[test]
fn deep_json_overflows_no_stack_where_a_single_item_is_accepted_as_a_list() {
    let error = send_list(&nested_lists()).unwrap_err();
    assert_error(
        &error,
        &[Confirmed],
        1,
        "get_all_groups: response cannot be decoded as Vec<Group>: data[0]: expected an object, found ",
    );
    // An object without any field of a group is no group.
    let error = send_list(&nested_objects()).unwrap_err();
    assert!(
        error.to_string().contains("data: expected a list, found an object"),
        "{error}"
    );
}

/// Sends a write to a server whose response to the token request has this `data`.
fn send_with_token(data: String) -> Result<Response<IsSuccess>, Error> {
    let address = serve(move |request| match request.path() {
        TOKEN_PATH => Reply::json(&format!(r#"{{"statusCode":200,"data":{data}}}"#)),
        _ => Reply::json(SUCCESS),
    });
    let builder = builder().host(format!("http://{address}")).retry(quick_retries(3));
    associate(&builder.build().unwrap()).send()
}

#[track_caller]
fn assert_no_token(data: String, message: &str) {
    let error = send_with_token(data).unwrap_err();
    let start = format!("associate_tenant_resource: cannot obtain a management token: {message}");
    assert_error(&error, &[Predicate::Token], 1, &start);
}

#[test]
fn deep_json_in_the_token_response_overflows_no_stack() {
    assert_no_token(
        nested_lists(),
        "response cannot be decoded as a management token: data: expected an object, found ",
    );
    assert_no_token(nested_objects(), "the response contains no usable access_token");
    for nested in [nested_lists(), nested_objects()] {
        assert_no_token(
            format!(r#"{{"access_token":{nested}}}"#),
            "response cannot be decoded as a management token: data.access_token: expected a string, found ",
        );
        assert_no_token(
            format!(r#"{{"access_token":"t","expires_in":{nested}}}"#),
            "response cannot be decoded as a management token: data.expires_in: recursion limit exceeded at line 1, column ",
        );
        send_with_token(format!(
            r#"{{"access_token":"t","expires_in":7200,"unknown":{nested}}}"#
        ))
        .unwrap();
    }
}
