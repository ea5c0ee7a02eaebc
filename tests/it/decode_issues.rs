//! Tests what an odd value in a response costs: its field, an issue, and nothing else.

use genauth::transport::HttpResponse;
use genauth::types::CreateUserInfo;
use genauth::{Error, ManagementClient, Response};
use log::Level;
use serde_json::{Value, json};

use crate::support::{CONFIRMED, FakeTransport, IN_DOUBT, associate, builder, client_for, logged_by};
use crate::test_server::{Reply, TestServer};

/// A client that receives this body for every operation, over a real socket.
fn client_receiving(body: &str) -> ManagementClient {
    let body = body.to_owned();
    let server = TestServer::responding(move |_| Reply::json(&body));
    client_for(server.url())
}

fn with_data(data: &Value) -> String {
    json!({"statusCode": 200, "requestId": "r", "data": data}).to_string()
}

fn issues<T>(response: &Response<T>) -> Vec<String> {
    response.decode_issues().iter().map(ToString::to_string).collect()
}

#[test]
fn an_odd_field_costs_that_field_and_one_warning() {
    let data =
        json!({"userId": "u", "loginsCount": "many", "blocked": 1, "email": ["a"], "nickname": "n", "tenantIds": "t"});
    let client = client_receiving(&with_data(&data));
    let records = logged_by(|| {
        let response = client.get_user().user_id("u").send().unwrap();
        assert_eq!(
            issues(&response),
            [
                "data.email: expected a string, found a list",
                "data.loginsCount: expected an integer, found a string",
            ]
        );
        let issue = &response.decode_issues()[1];
        assert_eq!(
            (&*issue.path, issue.expected, issue.found),
            ("data.loginsCount", "an integer", "a string")
        );
        let user = &response.data;
        assert_eq!((&*user.user_id, &*user.nickname, user.logins_count), ("u", "n", 0));
        assert_eq!(user.tenant_ids, ["t"]);
        assert!(format!("{response:?}").contains("data.email"), "{response:?}");
    });
    let warnings: Vec<_> = records.iter().filter(|record| record.level == Level::Warn).collect();
    let [warning] = &warnings[..] else {
        panic!("{warnings:?}");
    };
    assert_eq!(
        warning.text,
        "get_user: response not as documented: data.email: expected a string, found a list (and 1 more)"
    );
}

#[test]
fn an_item_that_cannot_be_read_is_left_out_of_a_page_and_does_not_end_the_iteration() {
    let pages = |number: u64| match number {
        1 => json!({"totalCount": 4, "list": [{"code": "a"}, "odd"]}),
        2 => json!({"totalCount": 4, "list": [null, {"code": "b"}]}),
        _ => json!({"totalCount": 4, "list": []}),
    };
    let fake = FakeTransport::responding(move |request| {
        let page = request
            .url
            .split("page=")
            .nth(1)
            .and_then(|rest| rest[..1].parse().ok());
        Ok(HttpResponse::new(200, with_data(&pages(page.unwrap_or(1)))))
    });
    let client = fake.client();
    let codes: Vec<_> = client
        .list_groups()
        .limit(2)
        .items()
        .map(|group| group.unwrap().code)
        .collect();
    assert_eq!(codes, ["a", "b"]);
    let response = client.list_groups().limit(2).send().unwrap();
    assert_eq!(issues(&response), ["data.list[1]: expected an object, found a string"]);
}

#[test]
fn an_item_keeps_its_place_if_the_response_is_in_the_order_of_the_request() {
    let data = json!([{"userId": "a"}, 7, {"userId": "c"}]);
    let client = client_receiving(&with_data(&data));
    let users = ["a", "b", "c"].map(|name| CreateUserInfo::new().username(name));
    let response = client.create_users_batch().list(users).send().unwrap();
    let ids: Vec<_> = response.data.iter().map(|user| &*user.user_id).collect();
    assert_eq!(ids, ["a", "", "c"]);
    assert_eq!(issues(&response), ["data[1]: expected an object, found a number"]);
    // Users that are read are not.
    let response = client.get_user_batch().user_ids(["a", "b", "c"]).send().unwrap();
    assert_eq!(response.data.len(), 2);
}

#[test]
fn an_operation_that_decides_something_is_strict() {
    let client = client_receiving(&with_data(&json!({"exists": "perhaps", "other": 1})));
    let error = client.is_user_exists().username("u").send().unwrap_err();
    assert!(error.is_decode() && !error.may_have_happened(), "{error}");
    let client = client_receiving(&with_data(&json!({"checkResultList": [{"enabled": true}, 1]})));
    let request = client
        .check_permission()
        .namespace_code("n")
        .user_id("u")
        .action("read")
        .resources(["r"]);
    assert!(request.send().unwrap_err().is_decode());

    for data in [
        json!({}),
        json!({"exist": true}),
        json!({"exists": ""}),
        json!({"exists": {}}),
    ] {
        let error = client_receiving(&with_data(&data))
            .is_user_exists()
            .username("u")
            .send()
            .unwrap_err();
        assert!(error.is_decode(), "{data}: {error}");
    }
    for data in [
        json!({"checkResultList": ""}),
        json!({"checkResultList": {}}),
        json!({"checkResultList": [{"enabled": ""}]}),
    ] {
        let client = client_receiving(&with_data(&data));
        let request = client
            .check_permission()
            .namespace_code("n")
            .user_id("u")
            .action("read")
            .resources(["r"]);
        assert!(request.send().unwrap_err().is_decode(), "{data}");
    }

    let decisions = genauth::operations().filter(|operation| {
        let name = operation.name;
        ["is_", "has_", "check_"].iter().any(|prefix| name.starts_with(prefix))
    });
    let lenient: Vec<_> = decisions
        .filter(|operation| !format!("{operation:?}").contains("is_decision: true"))
        .collect();
    assert!(lenient.is_empty(), "{lenient:?}");
}

/// A group whose description is odd, and longer than the part of a body that errors normally keep.
fn odd_group() -> String {
    let name = "n".repeat(20_000);
    with_data(&json!({"code": "g", "name": name, "description": {"odd": true}}))
}

fn create_group(client: &ManagementClient) -> Result<Response<genauth::types::Group>, Error> {
    client
        .create_group()
        .code("g")
        .name("g")
        .description("d")
        .r#type("static")
        .send()
}

#[test]
fn strict_responses_turn_issues_into_an_error_for_a_client_or_a_request() {
    let body = odd_group();
    let client = client_receiving(&body);
    let response = create_group(&client).unwrap();
    assert_eq!(
        issues(&response),
        ["data.description: expected a string, found an object"]
    );

    let strict = client.with_strict_responses(true);
    let error = create_group(&strict).unwrap_err();
    let start =
        "create_group: response cannot be decoded as Group: data.description: expected a string, found an object; ";
    assert!(error.to_string().starts_with(start), "{error}");
    assert!(error.to_string().contains(CONFIRMED), "{error}");
    assert_eq!(error.status_code(), Some(200));
    assert_eq!(error.body(), Some(body.as_bytes()), "the whole body");
    assert!(error.is_decode() && error.is_confirmed());
    assert!(!error.may_have_happened() && !error.is_retryable());

    create_group(&strict.with_strict_responses(false)).unwrap();
    let fake = FakeTransport::responding(move |_| Ok(HttpResponse::new(200, body.clone())));
    let strict = builder().strict_responses(true).transport(fake).build().unwrap();
    assert!(create_group(&strict).unwrap_err().is_decode());
    create_group(&strict.with_strict_responses(false)).unwrap();
}

#[test]
fn the_error_of_a_write_says_whether_it_was_carried_out() {
    let cases = [
        // Data of another type than documented.
        (with_data(&json!(["g"])), Some(200), true, CONFIRMED),
        (with_data(&json!("done")), Some(200), true, CONFIRMED),
        // Not confirmed.
        ("<html></html>".to_owned(), None, false, IN_DOUBT),
        (r#"{"data":{"code":"g"}}"#.to_owned(), None, false, IN_DOUBT),
    ];
    for (body, status_code, is_confirmed, end) in cases {
        let error = create_group(&client_receiving(&body)).unwrap_err();
        assert!(error.is_decode(), "{error}");
        assert_eq!(error.status_code(), status_code, "{error}");
        assert_eq!(error.is_confirmed(), is_confirmed, "{error}");
        assert_eq!(error.may_have_happened(), !is_confirmed, "{error}");
        assert_eq!(error.body(), Some(body.as_bytes()), "{error}");
        assert!(error.to_string().contains(end), "{error}");
    }
}

#[test]
fn success_is_never_false_in_a_response() {
    for (success, is_ok) in [
        ("true", true),
        ("1", true),
        (r#""true""#, true),
        (r#""""#, true),
        ("null", true),
        ("false", false),
        ("0", false),
        (r#""false""#, false),
        (r#""0""#, false),
        (r#""perhaps""#, false),
        ("[]", false),
    ] {
        let body = format!(r#"{{"statusCode":200,"data":{{"success":{success}}}}}"#);
        match associate(&client_receiving(&body)).send() {
            Ok(response) => assert!(is_ok && response.data.success, "{success}"),
            Err(error) => {
                assert!(!is_ok && error.status_code() == Some(200), "{success}: {error}");
                let is_unknown = matches!(success, r#""perhaps""# | "[]");
                assert_eq!(
                    (error.is_decode(), error.may_have_happened()),
                    (is_unknown, is_unknown),
                    "{success}"
                );
                assert!(!error.is_confirmed(), "{success}: {error}");
            }
        }
    }
    // Logs have such a field, too, which says nothing about the request.
    let logs = json!({"totalCount": 1, "list": [{"success": false}]});
    let client = client_receiving(&with_data(&logs));
    let response = client.get_user_action_logs().send().unwrap();
    assert_eq!(response.data.list.len(), 1);
    assert!(!response.data.list[0].success);
}

#[test]
fn a_list_under_another_name_or_of_another_shape_is_no_item() {
    for data in [
        json!({"totalCount": 1, "list": [{"code": "a"}]}),
        json!({"message": "internal error"}),
        json!({"list": []}),
    ] {
        let error = client_receiving(&with_data(&data)).get_all_groups().send().unwrap_err();
        assert!(
            error.to_string().contains("data: expected a list, found an object"),
            "{error}"
        );
    }
    let data = json!({"totalCount": 2, "list": [{"userId": {}}, {"userId": "b"}]});
    let response = client_receiving(&with_data(&data)).list_users().send().unwrap();
    let ids: Vec<_> = response.data.list.iter().map(|user| &*user.user_id).collect();
    assert_eq!(ids, ["b"]);
    assert_eq!(
        issues(&response),
        ["data.list[0].userId: expected a string, found an object"]
    );
}

#[test]
fn a_body_without_an_envelope_must_have_a_known_field() {
    for body in [
        "",
        r#"{"error":"invalid"}"#,
        r#"{"message":"boom"}"#,
        r#"{"statusCode":"x","code":"p"}"#,
    ] {
        let error = client_receiving(body).get_post().code("p").send().unwrap_err();
        assert!(error.is_decode() && !error.is_confirmed(), "{body}: {error}");
    }
    let response = client_receiving(r#"{"code":"p"}"#).get_post().code("p").send().unwrap();
    assert_eq!(response.data.code, "p");
}

#[test]
fn a_batch_whose_success_is_unknown_is_in_doubt() {
    let client = client_receiving(&with_data(&json!({"success": "perhaps"})));
    let outcome = client
        .delete_users_batch()
        .user_ids(["a", "b"])
        .send_in_batches()
        .unwrap();
    assert_eq!(outcome.report().in_doubt(), vec![0..2]);
}

#[test]
fn a_batch_that_was_confirmed_is_completed() {
    let client = client_receiving(&with_data(&json!("done")));
    let request = client.create_users_batch().list([CreateUserInfo::new().username("u")]);
    let outcome = request.send_in_batches().unwrap();
    assert!(outcome.error().unwrap().is_confirmed());
    assert!(outcome.is_complete(), "{}", outcome.report());
}

#[test]
fn the_unique_id_is_a_request_id() {
    for (ids, expected) in [
        (json!({"uniqueId": "u"}), Some("u")),
        (json!({"uniqueId": "u", "requestId": "r"}), Some("r")),
        (json!({"uniqueId": "u", "requestId": ""}), Some("u")),
        (json!({"uniqueId": ""}), None),
    ] {
        let mut body = json!({"statusCode": 200, "data": {"success": true}});
        let fields = body.as_object_mut().unwrap();
        fields.extend(ids.as_object().unwrap().clone());
        let response = associate(&client_receiving(&body.to_string())).send().unwrap();
        assert_eq!(response.request_id.as_deref(), expected, "{body}");
    }
}
