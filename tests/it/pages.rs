//! Tests the pages and items of typed requests: what is fetched, and when an iterator ends.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

use genauth::traits::{AsRequest, Page};
use genauth::transport::{HttpResponse, TransportError, TransportErrorKind};
use genauth::types::ResGroup;
use genauth::{Error, Pages};
use serde_json::{Value, json};

use crate::paged_operations::PagingLocation;
use crate::support::{FakeTransport, SentRequest, violations};
use crate::test_server::TOKEN_RESPONSE;

/// A response with this `data`.
pub fn success(data: &Value) -> HttpResponse {
    HttpResponse::new(200, json!({"statusCode": 200, "data": data}).to_string())
}

/// The requested page of the groups `g0`, `g1` and so on. `stated_total` is their number as the response states it.
fn group_page(request: &SentRequest, total: usize, stated_total: Option<i64>) -> HttpResponse {
    let group = |index| json!({"code": format!("g{index}")});
    let groups: Vec<_> = PagingLocation::Query
        .requested_items(request, total)
        .map(group)
        .collect();
    let mut data = json!({"list": groups});
    if let Some(stated) = stated_total {
        data["totalCount"] = stated.into();
    }
    success(&data)
}

/// A transport that serves this many groups.
fn group_server(total: usize) -> FakeTransport {
    let stated_total = i64::try_from(total).ok();
    FakeTransport::responding(move |request| Ok(group_page(request, total, stated_total)))
}

/// The numbers of the pages that were requested.
pub fn requested_pages(fake: &FakeTransport) -> Vec<usize> {
    let pages = PagingLocation::Query.numbers(&fake.operations(), "page");
    pages.into_iter().map(|page| page.expect("the page is set")).collect()
}

fn codes(groups: impl IntoIterator<Item = ResGroup>) -> Vec<String> {
    groups.into_iter().map(|group| group.code).collect()
}

fn expected_codes(range: Range<usize>) -> Vec<String> {
    range.map(|index| format!("g{index}")).collect()
}

/// The number of items on each of the remaining pages.
fn page_sizes<T: Page>(pages: &mut Pages<T>, size: impl Fn(T) -> usize) -> Vec<usize> {
    pages.map(|page| size(page.unwrap().data)).collect()
}

#[test]
fn a_page_is_fetched_when_the_iterator_gets_to_it() {
    let fake = group_server(5);
    let request = fake.client().list_groups().limit(2);
    let (mut pages, mut items) = (request.pages(), request.items());
    assert_eq!((pages.total(), items.total()), (None, None));
    assert_eq!((pages.next_page(), items.next_page()), (1, 1));
    assert!(fake.requests().is_empty());

    assert_eq!(codes(pages.next().unwrap().unwrap().data.list), ["g0", "g1"]);
    assert_eq!(requested_pages(&fake), [1]);
    assert_eq!((pages.total(), pages.next_page()), (Some(5), 2));
    drop(pages);
    assert_eq!(requested_pages(&fake), [1]);

    for code in ["g0", "g1"] {
        assert_eq!(items.next().unwrap().unwrap().code, code);
        assert_eq!(requested_pages(&fake), [1, 1], "{code}");
    }
    assert_eq!((items.total(), items.next_page()), (Some(5), 2));
    assert_eq!(items.next().unwrap().unwrap().code, "g2");
    assert_eq!(requested_pages(&fake), [1, 1, 2]);
    drop(items);
    assert_eq!(codes(request.items().take(2).map(Result::unwrap)), ["g0", "g1"]);
    assert_eq!(requested_pages(&fake), [1, 1, 2, 1]);
}

#[test]
fn iteration_starts_at_the_page_that_is_set() {
    let fake = group_server(9);
    let request = fake.client().list_groups().page(3).limit(2);
    assert_eq!(request.pages().next_page(), 3);
    assert_eq!(codes(request.items().map(Result::unwrap)), expected_codes(4..9));
    assert_eq!(requested_pages(&fake), [3, 4, 5]);
    // Iterating does not change the request itself.
    assert_eq!(request.build().unwrap().query(), "limit=2&page=3");
}

#[test]
fn pages_can_start_at_any_number() {
    let fake = group_server(9);
    let request = fake.client().list_groups().page(2).limit(2);
    let mut pages = request.pages_from(4);
    assert_eq!((pages.next_page(), pages.total()), (4, None));
    let groups = pages.by_ref().flat_map(|page| page.unwrap().data.list);
    assert_eq!(codes(groups), expected_codes(6..9));
    assert_eq!((pages.next_page(), pages.total()), (6, Some(9)));
    assert_eq!(requested_pages(&fake), [4, 5]);

    let mut pages = request.pages_from(0);
    assert_eq!(violations(pages.next().unwrap()), ["page must be at least 1 (got 0)"]);
    assert!(pages.next().is_none());
    assert_eq!(requested_pages(&fake), [4, 5]);
}

#[test]
fn the_limit_defaults_to_the_largest_documented_one() {
    for (limit, expected) in [(None, 50), (Some(7), 7), (Some(50), 50)] {
        let fake = group_server(60);
        let groups = fake.client().list_groups().limit(limit).items();
        assert_eq!(codes(groups.map(Result::unwrap)), expected_codes(0..60));
        let limits = PagingLocation::Query.numbers(&fake.operations(), "limit");
        assert_eq!(limits, vec![Some(expected); 60 / expected + 1], "{limit:?}");
    }
}

#[test]
fn an_invalid_page_or_limit_is_a_violation() {
    let fake = group_server(5);
    let client = fake.client();
    for (name, value, violation) in [
        ("limit", json!(51), "limit must be 1 to 50 (got 51)"),
        ("page", json!(0), "page must be at least 1 (got 0)"),
        ("page", json!("2"), "page must be an integer (got a string)"),
    ] {
        let request = client.list_groups().extra(name, value);
        let mut pages = request.pages();
        assert_eq!(violations(pages.next().unwrap()), [violation]);
        assert!(pages.next().is_none());
        assert_eq!(violations(request.items().next().unwrap()), [violation]);
    }
    assert!(fake.requests().is_empty());
}

#[test]
fn an_empty_first_page_is_returned_and_ends_the_iteration() {
    for total in [Some(0), None] {
        let fake = FakeTransport::responding(move |request| Ok(group_page(request, 0, total)));
        let request = fake.client().list_groups();
        let mut pages = request.pages();
        assert_eq!(pages.next().unwrap().unwrap().data.list.len(), 0);
        assert_eq!(pages.total(), total);
        assert!(pages.next().is_none());
        assert_eq!(request.items().count(), 0);
        assert_eq!(requested_pages(&fake), [1, 1]);
    }
}

#[test]
fn a_short_page_ends_the_iteration_unless_there_are_more_items_in_total() {
    for total in [None, Some(-1), Some(0), Some(3)] {
        let fake = FakeTransport::responding(move |request| Ok(group_page(request, 3, total)));
        let mut pages = fake.client().list_groups().limit(2).pages();
        assert_eq!(page_sizes(&mut pages, |page| page.list.len()), [2, 1], "{total:?}");
        assert_eq!(pages.total(), total);
        assert_eq!(requested_pages(&fake), [1, 2]);
    }
}

#[test]
fn an_empty_page_after_full_ones_ends_the_iteration_and_is_not_returned() {
    for total in [None, Some(0), Some(1), Some(4)] {
        let fake = FakeTransport::responding(move |request| Ok(group_page(request, 4, total)));
        let request = fake.client().list_groups().limit(2);
        let mut pages = request.pages();
        assert_eq!(page_sizes(&mut pages, |page| page.list.len()), [2, 2], "{total:?}");
        assert!(pages.next().is_none());
        assert_eq!(requested_pages(&fake), [1, 2, 3]);
        assert_eq!(codes(request.items().map(Result::unwrap)), expected_codes(0..4));
    }
}

#[test]
fn a_server_that_ignores_the_page_is_an_error_after_the_items() {
    // The server echoes the token as the request ID and as a code.
    let body = r#"{"statusCode":200,"requestId":"test-token","data":{"totalCount":9,"list":[
        {"code":"test-token"},{"code":"g1"}]}}"#;
    assert!(TOKEN_RESPONSE.contains("test-token"));
    let fake = FakeTransport::responding(move |_| {
        let response = HttpResponse::new(200, body).with_header("x-echo", "test-token");
        Ok(response)
    });
    let request = fake.client().list_groups().limit(2);
    let mut pages = request.pages();
    assert_eq!(pages.next().unwrap().unwrap().data.list.len(), 2);
    let error = pages.next().unwrap().unwrap_err();
    assert_eq!(
        error.to_string(),
        "list_groups: incomplete: 2 of 9 items, then three pages without a new one: the server ignored `page`"
    );
    assert!(error.is_incomplete() && !error.is_validation());
    assert!(!error.is_retryable() && !error.may_have_happened());
    let shown = format!("{error} {error:#?} {:?} {:?}", error.body(), error.header("x-echo"));
    assert!(!shown.contains("test-token"), "{shown}");
    assert!(pages.next().is_none());
    assert_eq!(requested_pages(&fake), [1, 2, 3, 4]);

    let succeeded: Vec<_> = request.items().map(|item| item.is_ok()).collect();
    assert_eq!(succeeded, [true, true, false]);
}

#[test]
fn an_error_ends_the_iteration_which_can_be_resumed_at_that_page() {
    let is_broken = AtomicBool::new(true);
    let fake = FakeTransport::responding(move |request| {
        let is_third = PagingLocation::Query.number(request, "page") == Some(3);
        if is_third && is_broken.swap(false, SeqCst) {
            return Err(TransportError::new(TransportErrorKind::Interrupted, "gone"));
        }
        Ok(group_page(request, 7, Some(7)))
    });
    let request = fake.client().list_groups().limit(2);
    let mut items = request.items();
    let mut groups = Vec::new();
    let error = loop {
        match items.next().expect("the error comes before the end") {
            Ok(group) => groups.push(group),
            Err(error) => break error,
        }
    };
    assert_eq!(error.operation(), Some("list_groups"));
    assert!(error.is_retryable());
    assert!(items.next().is_none() && items.next().is_none());
    assert_eq!((items.next_page(), items.total()), (3, Some(7)));
    assert_eq!(requested_pages(&fake), [1, 2, 3]);

    let rest = request.page(items.next_page()).items();
    groups.extend(rest.map(Result::unwrap));
    assert_eq!(codes(groups), expected_codes(0..7));
    assert_eq!(requested_pages(&fake), [1, 2, 3, 3, 4]);
}

#[test]
fn a_refusal_ends_the_iteration() {
    let fake = FakeTransport::responding(|request| {
        if PagingLocation::Query.number(request, "page") == Some(1) {
            return Ok(group_page(request, 100, Some(100)));
        }
        let body = r#"{"statusCode":403,"apiCode":1,"message":"no more"}"#;
        Ok(HttpResponse::new(200, body))
    });
    let mut pages = fake.client().list_groups().pages();
    assert_eq!(pages.next().unwrap().unwrap().data.list.len(), 50);
    assert_eq!(pages.next().unwrap().unwrap_err().status_code(), Some(403));
    assert_eq!(pages.next_page(), 2);
    assert!(pages.next().is_none());
    assert_eq!(requested_pages(&fake), [1, 2]);
}

#[test]
fn a_finished_iterator_sends_nothing_more() {
    let fake = group_server(3);
    let request = fake.client().list_groups().limit(2);
    let (mut pages, mut items) = (request.pages(), request.items());
    assert_eq!((pages.by_ref().count(), items.by_ref().count()), (2, 3));
    let sent = fake.requests().len();
    for _ in 0..3 {
        assert!(pages.next().is_none() && items.next().is_none());
    }
    assert_eq!(fake.requests().len(), sent);
    assert_eq!((pages.total(), items.total()), (Some(3), Some(3)));
}

#[test]
fn generic_code_can_iterate_over_any_paged_request() {
    fn count<R: AsRequest<Output: Page>>(request: &R) -> Result<usize, Error> {
        request
            .as_request()
            .items()
            .try_fold(0, |count, item| item.map(|_| count + 1))
    }
    let fake = group_server(120);
    let client = fake.client();
    assert_eq!(count(&client.list_groups()).unwrap(), 120);
    assert_eq!(count(&client.list_groups().untyped()).unwrap(), 120);
    let error = count(&client.list_groups().limit(51)).unwrap_err();
    assert!(error.is_validation(), "{error}");
}
