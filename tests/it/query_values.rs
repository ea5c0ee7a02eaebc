//! Tests values that JSON can express, but a query cannot.

use genauth::schema::{ParamLocation, ParamType};
use genauth::{Method, ViolationKind, operations};
use serde_json::{Value, json};

use crate::samples;
use crate::support::{client_for, violations};
use crate::test_server::TestServer;

#[test]
fn an_empty_list_in_a_query_is_rejected_because_nothing_of_it_would_be_sent() {
    let server = TestServer::start();
    let client = client_for(server.url());
    let none = Vec::<String>::new;
    for (result, expected) in [
        (
            client.delete_auth().auth_ids(none()).send().map(drop),
            "authIds must have at least 1 item (got 0)",
        ),
        (
            client
                .get_organizations_batch()
                .organization_code_list(none())
                .send()
                .map(drop),
            "organizationCodeList must have at least 1 item (got 0)",
        ),
        (
            client.get_permission_namespaces_batch().codes(none()).send().map(drop),
            "codes must have at least 1 item (got 0)",
        ),
        (
            client.get_namespaces_batch().code_list(none()).send().map(drop),
            "codeList must have at least 1 item (got 0)",
        ),
        // Without the filter that was meant, everything would be listed.
        (
            client
                .list_role_assignments()
                .role_code("r")
                .target_type(none())
                .send()
                .map(drop),
            "targetType must have at least 1 item (got 0)",
        ),
        (
            client
                .get_group()
                .code("a")
                .extra("newField", json!([]))
                .send()
                .map(drop),
            "newField must have at least 1 item (got 0)",
        ),
        (
            client
                .request(Method::Delete, "/x")
                .query("ids", json!([]))
                .send::<Value>()
                .map(drop),
            "ids must have at least 1 item (got 0)",
        ),
    ] {
        assert_eq!(
            result.as_ref().unwrap_err().violations()[0].kind(),
            ViolationKind::TooFewItems
        );
        assert_eq!(violations(result), [expected]);
    }
    assert!(server.take_requests().is_empty(), "not even a token was requested");
}

#[test]
fn every_list_in_a_query_must_have_an_item() {
    let server = TestServer::start();
    let client = client_for(server.url());
    let mut checked = 0;
    for operation in operations() {
        for param in operation.params {
            if param.location != ParamLocation::Query || !matches!(param.ty, ParamType::List(_)) {
                continue;
            }
            let name = &*param.name();
            let mut params = samples::request(operation);
            params[name] = json!([]);
            let found = violations(client.call(operation.name, params));
            assert_eq!(found.len(), 1, "{}: {found:?}", operation.name);
            assert!(found[0].starts_with(&format!("{name} must have ")), "{found:?}");
            checked += 1;
        }
    }
    assert!(checked >= 14, "{checked} lists");
    assert!(server.take_requests().is_empty(), "not even a token was requested");
}

#[test]
fn null_in_a_query_is_rejected_at_the_top_and_in_lists() {
    let server = TestServer::start();
    let client = client_for(server.url());
    let raw = |value: Value| client.request(Method::Get, "/x").query("x", value);
    assert_eq!(
        violations(raw(Value::Null).send::<Value>()),
        ["x cannot be null outside a JSON body"]
    );
    assert_eq!(
        violations(raw(json!([1, null])).query("y", None::<i64>).build()),
        [
            "x[1] cannot be null outside a JSON body",
            "y cannot be null outside a JSON body"
        ]
    );
    // JSON has no NaN, so it becomes `null` before the crate sees it.
    assert_eq!(
        violations(client.request(Method::Get, "/x").query("x", f64::NAN).build()),
        ["x cannot be null outside a JSON body"]
    );
    assert_eq!(
        violations(
            client
                .get_group()
                .code("a")
                .extra("newField", json!(["a", null]))
                .send()
        ),
        ["newField[1] cannot be null outside a JSON body"]
    );
    assert!(server.take_requests().is_empty(), "not even a token was requested");
    raw(json!({"a": null})).send::<Value>().unwrap();
    assert_eq!(server.take_requests()[1].path(), "/x?x=%7B%22a%22%3Anull%7D");
}
