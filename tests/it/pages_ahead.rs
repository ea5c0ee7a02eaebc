//! Tests pages that are fetched ahead: the same items as one page at a time, in the same order.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

use serde_json::json;

use crate::support::client_for;
use crate::test_server::{Reply, Request, TestServer};

fn number(request: &Request, name: &str) -> usize {
    let value = request.path().split(&format!("{name}=")).nth(1);
    let digits = value.and_then(|rest| rest.split('&').next());
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(1)
}

/// A server of this many groups, which returns at most `cap` of them at a time, and counts how many requests it handles
/// at once.
fn server(items: usize, cap: usize, has_total: bool) -> (TestServer, Arc<AtomicUsize>) {
    let (running, most) = (AtomicUsize::new(0), Arc::new(AtomicUsize::new(0)));
    let max = Arc::clone(&most);
    let server = TestServer::responding(move |request| {
        max.fetch_max(running.fetch_add(1, SeqCst) + 1, SeqCst);
        thread::sleep(Duration::from_millis(5));
        running.fetch_sub(1, SeqCst);
        let (page, limit) = (number(request, "page"), number(request, "limit").min(cap));
        let all: Vec<_> = (0..items).map(|item| json!({"code": format!("g{item}")})).collect();
        let start = ((page - 1) * limit).min(items);
        let mut data = json!({"list": all[start..(start + limit).min(items)]});
        if has_total {
            data["totalCount"] = items.into();
        }
        Reply::json(&json!({"statusCode": 200, "data": data}).to_string())
    });
    (server, most)
}

#[test]
fn all_items_come_in_order_and_pages_are_fetched_at_the_same_time() {
    for (items, cap) in [(0, 50), (1, 50), (50, 50), (51, 50), (1000, 50), (317, 20)] {
        let expected: Vec<_> = (0..items).map(|item| format!("g{item}")).collect();
        let mut requests = Vec::new();
        for concurrency in [1, 2, 16] {
            let (server, most) = server(items, cap, true);
            let client = client_for(server.url());
            let groups = client.list_groups().items().concurrency(concurrency);
            let codes: Vec<_> = groups.map(|group| group.unwrap().code).collect();
            assert_eq!(codes, expected, "{items} items, {cap} at most, {concurrency} at a time");
            assert!(most.load(SeqCst) <= concurrency);
            if items == 1000 && concurrency > 1 {
                assert!(most.load(SeqCst) > 1, "{most:?}");
            }
            requests.push(server.take_requests().len());
        }
        // Nothing is fetched that is not there.
        assert_eq!(requests, [requests[0]; 3], "{items} items, {cap} at most");
    }
}

#[test]
fn the_empty_page_after_a_full_last_one_is_fetched_ahead() {
    let empty_page_requested = AtomicBool::new(false);
    let server = TestServer::responding(move |request| {
        let page = number(request, "page");
        if page == 3 {
            empty_page_requested.store(true, SeqCst);
        }
        // The last page comes when the empty one has been requested, or else never.
        let mut patience = 5000;
        while page == 2 && !empty_page_requested.load(SeqCst) {
            patience -= 1;
            if patience == 0 {
                return Reply::json(r#"{"statusCode":404,"message":"nothing was fetched ahead"}"#);
            }
            thread::sleep(Duration::from_millis(1));
        }
        let list: Vec<_> = (0..if page > 2 { 0 } else { 2 })
            .map(|item| json!({"code": format!("g{page}-{item}")}))
            .collect();
        Reply::json(&json!({"statusCode": 200, "data": {"totalCount": 4, "list": list}}).to_string())
    });
    let client = client_for(server.url());
    let groups = client.list_groups().limit(2).items().concurrency(2);
    let codes: Vec<_> = groups.map(|group| group.unwrap().code).collect();
    assert_eq!(codes, ["g1-0", "g1-1", "g2-0", "g2-1"]);
}

#[test]
fn without_a_total_pages_are_fetched_one_after_the_other() {
    let (server, most) = server(330, 50, false);
    let groups = client_for(server.url()).list_groups().items().concurrency(16);
    assert_eq!(groups.count(), 330);
    assert_eq!(most.load(SeqCst), 1);
}

#[test]
fn an_error_is_at_its_place_and_the_page_can_be_skipped() {
    for concurrency in [1, 8] {
        let server = TestServer::responding(|request| match number(request, "page") {
            3 => Reply::json(r#"{"statusCode":500,"message":"broken"}"#),
            // There are six pages.
            page => {
                let list: Vec<_> = (0..if page > 6 { 0 } else { 2 })
                    .map(|item| json!({"code": format!("g{page}-{item}")}))
                    .collect();
                Reply::json(&json!({"statusCode": 200, "data": {"totalCount": 12, "list": list}}).to_string())
            }
        });
        let mut items = client_for(server.url())
            .list_groups()
            .limit(2)
            .items()
            .concurrency(concurrency);
        let mut found = Vec::new();
        while let Some(item) = items.next() {
            match item {
                Ok(group) => found.push(group.code),
                Err(error) => {
                    found.push(error.to_string());
                    assert_eq!(items.next_page(), 3);
                    items.skip_page();
                }
            }
        }
        let expected = [
            "g1-0",
            "g1-1",
            "g2-0",
            "g2-1",
            "list_groups: [500] broken",
            "g4-0",
            "g4-1",
            "g5-0",
            "g5-1",
            "g6-0",
            "g6-1",
        ];
        assert_eq!(found[..11], expected);
    }
}

#[test]
fn an_iterator_that_is_dropped_leaves_no_thread_behind() {
    let (server, _) = server(1000, 50, true);
    let client = client_for(server.url());
    let mut pages = client.list_groups().pages().concurrency(8);
    pages.next().unwrap().unwrap();
    pages.next().unwrap().unwrap();
    drop(pages);
    let received = server.take_requests().len();
    thread::sleep(Duration::from_millis(50));
    assert!((3..=19).contains(&received), "{received}");
    assert_eq!(server.take_requests().len(), 0, "nothing is sent afterwards");
}
