//! Tests `without_validation`: what the tables do not allow is sent, what cannot be sent is not.

use std::collections::BTreeMap;
use std::time::Duration;

use genauth::schema::{Operation, ParamLocation, ParamType};
use genauth::transport::TransportErrorKind;
use genauth::types::ApplicationPermissionRecordItem;
use genauth::{File, ManagementClient, Method, Null, ViolationKind, operations};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::failures::{default_retries, failing, transport_error};
use crate::support::{associate, builder, client_for, logged_by, violations};
use crate::test_server::{Request, TestServer};

/// A server, and a client for it that does not validate.
pub fn server_and_client() -> (TestServer, ManagementClient) {
    let server = TestServer::start();
    let client = client_for(server.url()).without_validation();
    (server, client)
}

/// The operations that the server has received.
pub fn received(server: &TestServer) -> Vec<Request> {
    let mut requests = server.take_requests();
    requests.retain(|request| !request.path().ends_with("/get-management-token"));
    requests
}

/// The path and the JSON body of the one operation that the server has received.
#[track_caller]
pub fn received_one(server: &TestServer) -> (String, Value) {
    let requests = received(server);
    let [request] = &requests[..] else {
        panic!("{requests:?}")
    };
    let body = serde_json::from_str(&request.body).unwrap_or_default();
    (request.path().to_owned(), body)
}

#[test]
fn an_invalid_request_is_sent_as_it_is() {
    let (server, client) = server_and_client();
    let request = client.associate_tenant_resource().code(" ").association(Null);
    assert_eq!(request.send().unwrap().status_code, 200);
    assert_eq!(
        received_one(&server),
        (
            "/api/v3/associate-tenant-resource".to_owned(),
            json!({"code": " ", "association": null})
        )
    );

    let client = client_for(server.url());
    assert_eq!(
        violations(client.associate_tenant_resource().code(" ").association(Null).send()),
        [
            "appId is required",
            "association is required and cannot be null",
            "code must not be blank"
        ]
    );
    assert!(received(&server).is_empty());
}

#[test]
fn send_as_build_and_validate_accept_the_same_request() {
    #[derive(Debug, Deserialize, PartialEq)]
    struct Success {
        success: bool,
    }
    let (server, client) = server_and_client();
    let request = client.list_groups().page(0).limit(200);
    request.validate().unwrap();
    assert_eq!(request.build().unwrap().query(), "limit=200&page=0");
    let response = request.send_as::<Success>().unwrap();
    assert_eq!(response.data, Success { success: true });
    request.untyped().send().unwrap();
    let paths: Vec<_> = received(&server).iter().map(|sent| sent.path().to_owned()).collect();
    assert_eq!(paths, ["/api/v3/list-groups?limit=200&page=0"; 2]);
}

#[test]
fn extra_overrides_declared_fields_also_in_nested_inputs() {
    let (server, client) = server_and_client();
    let item = ApplicationPermissionRecordItem::new()
        .target_type("ROBOT")
        .target_identifier(["u1"])
        .extra("targetIdentifier", "u1,u2")
        .extra("effect", json!({"value": "MAYBE"}))
        .inherit_by_children(true);
    let request = client
        .authorize_application_access()
        .app_id("a")
        .extra("appId", json!(["a", "b"]))
        .list([item]);
    request.send().unwrap();
    let expected = json!({"appId": ["a", "b"], "list": [{
        "targetType": "ROBOT",
        "targetIdentifier": "u1,u2",
        "effect": {"value": "MAYBE"},
        "inheritByChildren": true,
    }]});
    assert_eq!(received_one(&server).1, expected);

    // The list itself can be of another type, too, and in a query every type has a text.
    let request = client
        .authorize_application_access()
        .extra("list", json!({"all": true}));
    request.send().unwrap();
    assert_eq!(received_one(&server).1, json!({"list": {"all": true}}));
    let request = client
        .list_groups()
        .extra("page", "last")
        .extra("limit", json!([1, "a&b"]));
    request.extra("keywords", json!({"a": 1})).send().unwrap();
    assert_eq!(
        received_one(&server).0,
        "/api/v3/list-groups?keywords=%7B%22a%22%3A1%7D&limit=1&limit=a%26b&page=last"
    );
    // A parameter of the path is still a part of the path.
    client.delete_ip_list_by_id().extra("id", 7).send().unwrap();
    assert_eq!(received_one(&server).0, "/api/v3/ip-list/7");
}

#[test]
fn by_name_undeclared_fields_are_sent_too() {
    let (server, client) = server_and_client();
    let params = json!({"codes": 7, "new": [{"x": null}], "list": []});
    client.call("create_groups_batch", params.clone()).unwrap();
    assert_eq!(
        received_one(&server),
        ("/api/v3/create-groups-batch".to_owned(), params.clone())
    );
    client
        .prepare("create_groups_batch", params.clone())
        .unwrap()
        .validate()
        .unwrap();

    let validating = client_for(server.url());
    assert_eq!(
        violations(validating.call("create_groups_batch", params)),
        [
            "codes is not a known field",
            "new is not a known field",
            "list must have 1 to 50 items (got 0)"
        ]
    );
    // Without a name or parameters there is nothing to send.
    let error = client.call("create_group_batch", json!({})).unwrap_err();
    assert_eq!(error.violations()[0].kind(), ViolationKind::UnknownValue);
    assert_eq!(
        violations(client.call("create_groups_batch", json!([]))),
        ["params must be a JSON object"]
    );
    assert!(received(&server).is_empty());
}

/// No row is enforced: for every operation, every parameter may be absent and of any type.
#[test]
fn any_value_of_any_parameter_is_accepted() {
    let (_server, client) = server_and_client();
    let values = [
        json!(true),
        json!(-1),
        json!(u64::MAX),
        json!(""),
        json!("\u{1f600} &"),
        json!([[1], {"a": " "}]),
        json!({"a": {"b": []}}),
    ];
    let mut checked = 0;
    // A form always needs its file.
    let has_file = |operation: &&Operation| operation.params.iter().any(|param| matches!(param.ty, ParamType::File));
    for operation in operations().filter(|operation| !has_file(operation)) {
        let path_param = operation
            .params
            .iter()
            .find(|param| param.location == ParamLocation::Path);
        let mut params = Map::from_iter(path_param.map(|param| (param.name().into_owned(), json!("p"))));
        for param in operation.params {
            if param.location == ParamLocation::Path {
                continue;
            }
            for value in &values {
                let mut params = params.clone();
                params.insert(param.name().into_owned(), value.clone());
                let request = client.prepare(operation.name, params.clone().into()).unwrap();
                let built = request.build().unwrap_or_else(|error| panic!("{error}: {value}"));
                if param.location == ParamLocation::Body
                    && operation
                        .params
                        .iter()
                        .all(|param| param.location == ParamLocation::Body)
                {
                    let body: Value = serde_json::from_slice(&built.body.unwrap()).unwrap();
                    assert_eq!(body, Value::Object(params), "{}", operation.name);
                }
                checked += 1;
            }
        }
        params.insert("undeclared".to_owned(), json!(1));
        client.prepare(operation.name, params.into()).unwrap().build().unwrap();
    }
    assert!(checked > 10_000, "{checked} values");
}

#[test]
fn the_path_and_the_query_stay_protected() {
    let (server, client) = server_and_client();
    let delete = || client.delete_ip_list_by_id();
    for (request, expected) in [
        (delete(), "id is required"),
        (delete().id(Null), "id is required"),
        (delete().id(""), "id must not be blank"),
        (delete().id("."), "id cannot consist of dots in a path"),
        (delete().id(".."), "id cannot consist of dots in a path"),
        (delete().extra("id", json!(["a"])), "id must be a string (got a list)"),
        (delete().extra("id", json!({})), "id must be a string (got an object)"),
    ] {
        assert_eq!(violations(request.send()), [expected]);
        assert_eq!(violations(request.build()), [expected]);
        assert_eq!(violations(request.validate()), [expected]);
    }
    let request = client.get_group().code(Null).extra("new", json!([]));
    assert_eq!(
        violations(request.extra("withCustomData", json!([1, null])).send()),
        [
            "code cannot be null outside a JSON body",
            "new must have at least 1 item (got 0)",
            "withCustomData[1] cannot be null outside a JSON body",
        ]
    );
    let long = "x".repeat(70_000);
    let too_long = |name: &str, path: &str| {
        let length = server.url().len() + path.len() + long.len();
        format!("{name} makes the URL too long: at most 65534 bytes (got {length})")
    };
    assert_eq!(
        violations(delete().id(&long).send()),
        [too_long("id", "/api/v3/ip-list/")]
    );
    assert_eq!(
        violations(client.get_group().code(&long).send()),
        [too_long("code", "/api/v3/get-group?code=")]
    );
    assert!(server.take_requests().is_empty(), "not even a token was requested");
}

#[test]
fn values_that_json_cannot_express_are_not_sent() {
    let (server, client) = server_and_client();
    assert_eq!(
        violations(client.create_field().min(f64::NAN).send()),
        ["min must be a finite number (got NaN)"]
    );
    // Also where the row has another type, or where there is no row.
    let unserializable = || Value::from(genauth::json(BTreeMap::from([(vec![1], 1)])));
    let request = client
        .create_users_batch()
        .extra("list", json!({"a": [unserializable()]}))
        .extra("options", unserializable())
        .extra("new", json!([{"x": unserializable()}]));
    assert_eq!(
        violations(request.send()),
        [
            "list.a[0] cannot be serialized: key must be a string",
            "new[0].x cannot be serialized: key must be a string",
            "options cannot be serialized: key must be a string",
        ]
    );
    assert!(server.take_requests().is_empty(), "not even a token was requested");
}

#[test]
fn a_file_is_a_file() {
    let (server, client) = server_and_client();
    let upload = || client.invitation_invitee_upload();
    assert_eq!(
        violations(upload().extra("file", "text").private(Null).send()),
        [
            "file must be a file (got a string)",
            "private cannot be null outside a JSON body",
        ]
    );
    let form = json!({"fileName": "a", "content": "?", "new": 1});
    assert_eq!(
        violations(upload().extra("file", form).send()),
        ["file.new is not a known field", "file must have a `content` in base64"]
    );
    let file = File::from_bytes("a", "").part_name(" ");
    assert_eq!(
        violations(upload().file(file).send()),
        ["file.partName must not be blank"]
    );
    assert!(server.take_requests().is_empty(), "not even a token was requested");
    upload()
        .file(File::from_bytes("a", "b"))
        .extra("private", "maybe")
        .send()
        .unwrap();
    assert_eq!(
        received_one(&server).0,
        "/api/v3/invitation-invitee/upload?private=maybe"
    );
}

#[test]
fn options_and_raw_requests_are_still_validated() {
    let (server, client) = server_and_client();
    let invalid = client.with_header("x-a", "1\r\nx-b: 2").with_timeout(Duration::ZERO);
    assert_eq!(
        violations(associate(&invalid).send()),
        [
            "header must be printable ASCII text",
            "timeout must be more than 0 s and at most 24 h (got 0 ms)",
        ]
    );
    let request = client.request(Method::Get, "/x?a=1").query("b", Value::Null).json(1);
    assert_eq!(
        violations(request.send::<Value>()),
        [
            "path must be percent-encoded, begin with a slash and have no query",
            "b cannot be null outside a JSON body",
            "json cannot be sent with GET",
        ]
    );
    assert!(server.take_requests().is_empty(), "not even a token was requested");
}

#[test]
fn a_client_keeps_the_option_and_the_original_does_not_have_it() {
    let (server, client) = server_and_client();
    let original = client_for(server.url());
    let derived = original.without_validation();
    for client in [
        &client,
        &derived,
        &derived.clone(),
        &derived.with_timeout(Duration::from_secs(20)),
        &derived.with_request_id("r-1").with_lang("en-US"),
        &original.with_timeout(Duration::from_secs(20)).without_validation(),
    ] {
        client.list_groups().limit(51).send().unwrap();
        assert_eq!(received_one(&server).0, "/api/v3/list-groups?limit=51");
    }
    for client in [
        &original,
        &original.clone(),
        &original.with_timeout(Duration::from_secs(20)),
    ] {
        assert_eq!(
            violations(client.list_groups().limit(51).send()),
            ["limit must be 1 to 50 (got 51)"]
        );
    }
    // A request keeps the options that its client had.
    let request = derived.list_groups().limit(51);
    drop(derived);
    request.clone().send().unwrap();
    assert_eq!(received(&server).len(), 1);
}

#[test]
fn rows_still_say_what_is_secret() {
    let (server, client) = server_and_client();
    let records = logged_by(|| {
        let request = client
            .create_ext_idp_conn()
            .extra("fields", json!(["HIDDEN-7151", {"a": "HIDDEN-7152"}]))
            .extra("type", "shown-7153");
        assert!(!format!("{request:?}").contains("HIDDEN"));
        request.send().unwrap();
    });
    let body = &received(&server)[0].body;
    assert!(body.contains("HIDDEN-7151") && body.contains("HIDDEN-7152"), "{body}");
    let trace = records.iter().find(|record| record.text.contains(": request: "));
    assert!(trace.unwrap().text.contains("shown-7153"), "{records:#?}");
    for record in &records {
        assert!(!record.text.contains("HIDDEN"), "{}", record.text);
    }
}

#[test]
fn rows_still_say_what_may_be_repeated() {
    for (operation, attempts) in [("list_groups", 3), ("create_group", 1), ("delete_groups_batch", 1)] {
        let fake = failing(usize::MAX, &transport_error(TransportErrorKind::Interrupted));
        let client = builder().transport(fake).retry(default_retries()).build().unwrap();
        let error = client
            .without_validation()
            .call(operation, json!({"new": 1}))
            .unwrap_err();
        assert_eq!(error.attempts(), attempts, "{operation}");
        assert_eq!(error.may_have_happened(), attempts == 1, "{operation}");
    }
}
