//! Operations take `page` and `limit` in different places, and their responses contain the items in different places.

use genauth::Error;
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

/// Iterates over the items of untyped pages with this `data`, at most two on each page.
fn untyped_items(pages: Vec<Value>) -> (Vec<Value>, Option<i64>, Option<Error>) {
    let fake = FakeTransport::responding(move |request| {
        let page = PagingLocation::Query.number(request, "page").expect("the page is set");
        Ok(success(pages.get(page - 1).unwrap_or(&Value::Null)))
    });
    let mut items = fake.client().list_groups().limit(2).untyped().items();
    let (mut found, mut error) = (Vec::new(), None);
    for item in items.by_ref() {
        match item {
            Ok(item) => found.push(item),
            Err(last) => error = Some(last),
        }
    }
    (found, items.total(), error)
}

#[test]
fn untyped_pages_find_their_items() {
    for (page, total) in [
        (json!({"list": ["a", "b"], "totalCount": 3}), Some(3)),
        (json!({"data": ["a", "b"], "totalCount": "3"}), Some(3)),
        (json!({"records": ["a", "b"], "totalCount": 3}), Some(3)),
        (json!({"list": ["a", "b"], "errors": ["x"]}), None),
        (json!(["a", "b"]), None),
        (json!({"users": ["a", "b"], "total": 3}), Some(3)),
        (
            json!({"result": {"rows": ["a", "b"]}, "totalCount": 3, "query": {"sort": "x"}}),
            Some(3),
        ),
        (json!({"result": {"rows": ["a", "b"], "totalCount": 3}}), Some(3)),
    ] {
        let last: Value = serde_json::from_str(&page.to_string().replace(r#""a","b""#, r#""c""#)).unwrap();
        let (found, stated, error) = untyped_items(vec![page.clone(), last]);
        assert!(error.is_none(), "{page}: {error:?}");
        assert_eq!(
            (found, stated),
            (vec![json!("a"), json!("b"), json!("c")], total),
            "{page}"
        );
    }
}

#[test]
fn untyped_pages_keep_to_the_list_that_they_started_with() {
    let pages = vec![
        json!({"rows": ["a", "b"], "totalCount": 3}),
        json!({"rows": ["c"], "warnings": ["x", "y"], "totalCount": 3}),
    ];
    let (found, _, error) = untyped_items(pages);
    assert_eq!(
        (found, error.map(|error| error.to_string())),
        (vec![json!("a"), json!("b"), json!("c")], None)
    );
}

#[test]
fn an_untyped_page_without_items_is_empty() {
    for page in [
        Value::Null,
        json!({}),
        json!([]),
        json!({"list": null}),
        json!({"list": null, "query": {"fields": ["x"]}}),
        json!({"totalCount": 0, "page": 1}),
    ] {
        let (found, _, error) = untyped_items(vec![page.clone()]);
        assert_eq!(
            (found, error.map(|error| error.to_string())),
            (Vec::<Value>::new(), None),
            "{page}"
        );
    }
}

#[test]
fn an_untyped_page_whose_list_cannot_be_found_is_an_error() {
    for page in [
        json!({"rows": ["a"], "columns": ["x"], "totalCount": 1}),
        json!({"one": {"rows": ["a"]}, "two": {"rows": ["b"]}}),
        json!({"success": true}),
        json!("text"),
    ] {
        let (found, _, error) = untyped_items(vec![page.clone()]);
        let error = error.expect("an error");
        assert_eq!(
            error.to_string(),
            "list_groups: page 1: cannot find the list of items in `data`",
            "{page}"
        );
        assert!(found.is_empty());
    }
}

#[test]
fn items_are_told_apart_by_fields_that_their_type_does_not_know() {
    let fake = FakeTransport::responding(|request| {
        let indexes = PagingLocation::Query.requested_items(request, 5);
        let groups: Vec<_> = indexes.map(|index| json!({"code": "g", "unknown": index})).collect();
        Ok(success(&json!({"totalCount": 5, "list": groups})))
    });
    let groups = fake.client().list_groups().limit(2).items();
    assert_eq!(groups.map(Result::unwrap).count(), 5);
}

#[test]
fn a_single_item_instead_of_a_list_counts_as_one() {
    let fake = FakeTransport::responding(|_| Ok(success(&json!({"totalCount": 1, "list": {"code": "g"}}))));
    let request = fake.client().list_groups().limit(2);
    let codes: Vec<_> = request.items().map(|group| group.unwrap().code).collect();
    assert_eq!((codes, requested_pages(&fake)), (vec!["g".to_owned()], vec![1]));
}
