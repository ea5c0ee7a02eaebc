//! Where operations take `page` and `limit`, and where their responses have the items.

use genauth::types::{ListUsersOptions, Pagination};
use serde_json::{Value, json};

use crate::paged_operations::PagingLocation;
use crate::pages::{requested_pages, success};
use crate::support::{FakeTransport, SentRequest, violations};

#[test]
fn pagination_can_be_nested_in_options() {
    let fake = FakeTransport::responding(|request| {
        let indexes = PagingLocation::OptionsPagination.requested_items(request, 5);
        let users: Vec<_> = indexes.map(|index| json!({"userId": index.to_string()})).collect();
        Ok(success(&json!({"totalCount": 5, "list": users})))
    });
    let bodies = || -> Vec<Value> { fake.operations().iter().map(SentRequest::json).collect() };
    let client = fake.client();
    let users = client.list_users().keywords("a").items();
    let ids: Vec<_> = users.map(|user| user.unwrap().user_id).collect();
    assert_eq!(ids, ["0", "1", "2", "3", "4"]);
    assert_eq!(
        bodies(),
        [json!({"keywords": "a", "options": {"pagination": {"page": 1, "limit": 50}}})]
    );

    let options = ListUsersOptions::new()
        .with_custom_data(true)
        .pagination(Pagination::new().page(2).limit(2));
    let users = client.list_users().options(options).items();
    let ids: Vec<_> = users.map(|user| user.unwrap().user_id).collect();
    assert_eq!(ids, ["2", "3", "4"]);
    let expected = [2, 3].map(|page| {
        let pagination = json!({"page": page, "limit": 2});
        json!({"options": {"withCustomData": true, "pagination": pagination}})
    });
    assert_eq!(bodies()[1..], expected);
}

#[test]
fn a_pagination_of_the_wrong_type_is_a_violation() {
    let fake = FakeTransport::succeeding();
    let client = fake.client();
    for (params, violation) in [
        (json!({"options": "many"}), "options must be an object (got a string)"),
        (
            json!({"options": {"pagination": [1]}}),
            "options.pagination must be an object (got a list)",
        ),
    ] {
        let request = client.prepare("list_users", params).unwrap();
        assert_eq!(violations(request.pages().next().unwrap()), [violation]);
    }
    assert!(fake.requests().is_empty());
}

#[test]
fn the_list_of_a_page_can_have_another_name() {
    let fake = FakeTransport::responding(|request| {
        let indexes = PagingLocation::Query.requested_items(request, 5);
        let roles: Vec<_> = indexes.map(|index| json!({"roleId": index.to_string()})).collect();
        Ok(success(&json!({"totalCount": 5, "data": roles})))
    });
    let request = fake.client().list_role_assignments().role_code("admin").limit(2);
    let mut items = request.items();
    let ids: Vec<_> = items.by_ref().map(|role| role.unwrap().role_id).collect();
    assert_eq!(ids, ["0", "1", "2", "3", "4"]);
    assert_eq!(items.total(), Some(5));
    assert_eq!(requested_pages(&fake), [1, 2, 3]);
    let sent = fake.operations();
    assert!(sent.iter().all(|request| request.url.contains("roleCode=admin")));
}

#[test]
fn the_page_can_be_a_string() {
    let fake = FakeTransport::responding(|request| {
        let count = PagingLocation::Body.requested_items(request, 5).len();
        Ok(success(
            &json!({"totalCount": 5, "list": vec![json!({}); count], "echo": request.body}),
        ))
    });
    let request = fake.client().list_tenant_admin().tenant_id("t").page("2").limit("2");
    assert_eq!(request.items().map(Result::unwrap).count(), 3);
    let bodies: Vec<_> = fake.operations().iter().map(SentRequest::json).collect();
    let expected = ["2", "3"].map(|page| json!({"tenantId": "t", "page": page, "limit": "2"}));
    assert_eq!(bodies, expected);
}

#[test]
fn operations_with_irregular_documented_names_have_typed_pages() {
    let fake = FakeTransport::responding(|_| Ok(success(&json!({"totalCount": 1, "list": [{}]}))));
    let client = fake.client();
    let policies = client.list_simple_data_policies().items();
    assert_eq!(policies.map(Result::unwrap).count(), 1);
    let applicants = client.filter_universal_invitation_applicants().items();
    assert_eq!(applicants.map(Result::unwrap).count(), 1);
    let records = client.list_invite_tenant_user_records().keywords("a").page(1).limit(2);
    assert_eq!(records.items().map(Result::unwrap).count(), 1);
    assert_eq!(fake.operations().len(), 3);
}

#[test]
fn untyped_pages_find_their_items() {
    for data in [
        json!({"list": ["a", "b"], "totalCount": 2}),
        json!({"data": ["a", "b"], "totalCount": 2}),
        json!({"records": ["a", "b"], "totalCount": 2}),
        json!(["a", "b"]),
    ] {
        let total = data.get("totalCount").and_then(Value::as_i64);
        let fake = FakeTransport::responding(move |_| Ok(success(&data)));
        let mut items = fake.client().list_groups().untyped().items();
        let found: Result<Vec<Value>, _> = items.by_ref().collect();
        assert_eq!(found.unwrap(), ["a", "b"]);
        assert_eq!(items.total(), total);
    }
}
