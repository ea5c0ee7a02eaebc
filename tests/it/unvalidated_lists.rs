//! Tests pages and batches of requests that are not validated: where they end, and how lists are split.

use std::sync::Mutex;

use genauth::{InDoubt, ManagementClient};
use serde_json::{Value, json};

use crate::support::{client_for, violations};
use crate::test_server::{Reply, TestServer};
use crate::without_validation::{received, received_one, server_and_client};

fn ids(count: usize) -> Vec<String> {
    (0..count).map(|index| format!("u{index}")).collect()
}

#[test]
fn batches_follow_the_limits_of_the_rows_and_can_be_resumed() {
    let count = Mutex::new(0);
    let server = TestServer::responding(move |_| {
        let mut count = count.lock().unwrap();
        *count += 1;
        match *count {
            2 => Reply::json(r#"{"statusCode":403,"message":"no"}"#),
            _ => Reply::json(r#"{"statusCode":200,"data":{"success":true}}"#),
        }
    });
    let client = client_for(server.url());
    let users = ids(119).into_iter().chain([" ".to_owned()]).collect::<Vec<_>>();
    let request = |client: &ManagementClient| client.delete_users_batch().user_ids(&users).extra("options", 7);
    assert_eq!(
        violations(request(&client).send_in_batches()),
        [
            "userIds[119] must not be blank",
            "options must be an object (got a number)"
        ]
    );
    let request = request(&client.without_validation());
    request.validate_in_batches().unwrap();
    let outcome = request.send_in_batches().unwrap();
    assert_eq!(
        outcome.report().to_string(),
        "50 of 120 items completed; failed: 50..100; not sent: 100..120"
    );
    let outcome = request.resume(&outcome, InDoubt::Skip).unwrap();
    assert!(outcome.is_complete(), "{:?}", outcome.error());
    let sent: Vec<_> = received(&server)
        .iter()
        .map(|request| {
            let body: Value = serde_json::from_str(&request.body).unwrap();
            assert_eq!(body["options"], 7);
            let ids = body["userIds"].as_array().unwrap();
            (ids.len(), ids[0].as_str().unwrap().to_owned())
        })
        .collect();
    let expected = [(50, "u0"), (50, "u50"), (50, "u50"), (20, "u100")];
    assert_eq!(sent, expected.map(|(length, first)| (length, first.to_owned())));
}

#[test]
fn batches_keep_the_rules_that_protect_data() {
    let (server, client) = server_and_client();
    // Each batch would replace the departments that the one before it has set.
    let departments: Vec<_> = ids(51).into_iter().map(|id| json!({"departmentId": id})).collect();
    let request = client
        .set_user_departments()
        .user_id("u")
        .extra("departments", json!(departments));
    assert_eq!(
        violations(request.send_in_batches()),
        ["request has no list that can be split into batches"]
    );
    assert_eq!(
        violations(request.validate_in_batches()),
        ["request has no list that can be split into batches"]
    );
    // The other list would be sent with every batch.
    let request = client.delete_resources_batch().code_list(ids(51)).ids(["one"]);
    assert_eq!(
        violations(request.send_in_batches()),
        ["ids would be sent with every batch of codeList: use a separate request for each list"]
    );
    // There is no list.
    let request = client.delete_users_batch().extra("userIds", "u1,u2");
    assert_eq!(
        violations(request.send_in_batches()),
        ["request has no list that can be split into batches"]
    );
    // What cannot be sent is found before the first batch.
    let request = client.get_user_batch().extra("userIds", json!(["a", null]));
    assert_eq!(
        violations(request.send_in_batches()),
        ["userIds[1] cannot be null outside a JSON body"]
    );
    assert!(received(&server).is_empty());

    // An empty list has no batches, and a long one still fits into the URLs of its batches.
    assert!(
        client
            .get_user_batch()
            .user_ids(ids(0))
            .send_in_batches()
            .unwrap()
            .is_complete()
    );
    assert!(received(&server).is_empty());
    let users = TestServer::responding(|_| Reply::json(r#"{"statusCode":200,"data":[]}"#));
    let request = client_for(users.url()).without_validation().get_user_batch();
    let outcome = request.user_ids(ids(10_000)).send_in_batches().unwrap();
    assert_eq!((outcome.is_complete(), outcome.parts.len()), (true, 200));
    // A list that is one unit can be sent as a whole.
    received(&server);
    let request = client.set_user_departments().extra("departments", json!(departments));
    request.send().unwrap();
    assert_eq!(received_one(&server).1, json!({"departments": departments}));
}

/// Serves groups, of which at most `max_limit` are on a page. States the total, or not.
fn group_server(total: usize, max_limit: usize, states_total: bool) -> TestServer {
    TestServer::responding(move |request| {
        let of_query = |name: &str| {
            let (_, query) = request.path().split_once('?').unwrap();
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs
                .find(|(known, _)| *known == name)
                .map(|(_, value)| value.parse::<usize>().unwrap())
        };
        let limit = of_query("limit").unwrap_or(10).min(max_limit);
        let start = (of_query("page").unwrap() - 1) * limit;
        let list: Vec<_> = (start..total.min(start + limit))
            .map(|index| json!({"code": format!("g{index}")}))
            .collect();
        let mut data = json!({"list": list});
        if states_total {
            data["totalCount"] = total.into();
        }
        Reply::json(&json!({"statusCode": 200, "data": data}).to_string())
    })
}

#[test]
fn pages_have_the_limit_that_was_set_or_the_one_that_the_service_applies() {
    for total in [0, 49, 50, 51, 100, 120, 200, 230] {
        for (max_limit, states_total) in [
            (100, true),
            (100, false),
            (80, true),
            (80, false),
            (50, true),
            (50, false),
        ] {
            let case = format!("{total} items, at most {max_limit} on a page, total: {states_total}");
            let server = group_server(total, max_limit, states_total);
            let client = client_for(server.url());
            let request = client.without_validation().list_groups().limit(100);
            let codes: Vec<_> = request.items().map(|group| group.expect(&case).code).collect();
            assert_eq!(
                codes,
                (0..total).map(|index| format!("g{index}")).collect::<Vec<_>>(),
                "{case}"
            );
            let requests = received(&server);
            assert!(requests.iter().all(|sent| sent.path().contains("limit=100")), "{case}");
            assert!(
                requests.len() <= total.div_ceil(max_limit) + 1,
                "{case}: {}",
                requests.len()
            );
        }
    }
    let client = client_for(group_server(1, 100, true).url());
    let error = client.list_groups().limit(100).items().next().unwrap().unwrap_err();
    assert_eq!(violations(Err::<(), _>(error)), ["limit must be 1 to 50 (got 100)"]);
    // Without a limit, it is still the largest documented one.
    let server = group_server(60, 100, true);
    let client = client_for(server.url()).without_validation();
    assert_eq!(client.list_groups().extra("new", 1).pages().count(), 2);
    let paths: Vec<_> = received(&server).iter().map(|sent| sent.path().to_owned()).collect();
    assert_eq!(
        paths,
        [1, 2].map(|page| format!("/api/v3/list-groups?limit=50&new=1&page={page}"))
    );
}

#[test]
fn a_server_that_ignores_the_page_is_noticed_whatever_the_limit() {
    let list: Vec<_> = (0..100).map(|index| json!({"code": format!("g{index}")})).collect();
    let body = json!({"statusCode": 200, "data": {"list": list}}).to_string();
    let server = TestServer::responding(move |_| Reply::json(&body));
    let client = client_for(server.url()).without_validation();
    let mut pages = client.list_groups().limit(100).pages();
    assert_eq!(pages.next().unwrap().unwrap().data.list.len(), 100);
    let error = pages.next().unwrap().unwrap_err();
    assert!(error.is_incomplete(), "{error}");
    assert!(pages.next().is_none());
}

#[test]
fn the_page_keeps_the_type_that_was_set() {
    let bodies = |client: &ManagementClient, server: &TestServer, operation: &str, params: Value| -> Vec<Value> {
        let request = client.prepare(operation, params).unwrap();
        assert_eq!(request.pages().take(2).flatten().count(), 2, "{operation}");
        received(server)
            .iter()
            .map(|sent| serde_json::from_str(&sent.body).unwrap())
            .collect()
    };
    let count = Mutex::new(0);
    let server = TestServer::responding(move |_| {
        let mut count = count.lock().unwrap();
        *count += 1;
        Reply::json(&json!({"statusCode": 200, "data": {"totalCount": 9, "list": [{"id": *count}]}}).to_string())
    });
    let client = client_for(server.url()).without_validation();
    let text = json!({"page": "3", "limit": "1"});
    assert_eq!(
        bodies(&client, &server, "post_list_batch", text),
        [json!({"page": "3", "limit": "1"}), json!({"page": "4", "limit": "1"})]
    );
    let numbers = json!({"page": 3, "limit": 1});
    assert_eq!(
        bodies(&client, &server, "list_tenant_admin", numbers),
        [json!({"page": 3, "limit": 1}), json!({"page": 4, "limit": 1})]
    );
    assert_eq!(
        bodies(&client, &server, "list_tenant_admin", json!({})),
        [json!({"page": "1"}), json!({"page": "2"})]
    );

    // Every request would be for the same page.
    for page in [json!("last"), json!([1]), json!(true), json!(1.5)] {
        let request = client.post_list_batch().extra("page", page);
        let error = request.pages().next().unwrap().unwrap_err();
        assert_eq!(
            violations(Err::<(), _>(error)),
            ["page must be a number to iterate over pages"]
        );
    }
    let request = client_for(server.url()).post_list_batch().extra("page", "last");
    let error = request.pages().next().unwrap().unwrap_err();
    assert_eq!(
        violations(Err::<(), _>(error)),
        ["page must be an integer (got a string)"]
    );
    assert!(received(&server).is_empty());
}
