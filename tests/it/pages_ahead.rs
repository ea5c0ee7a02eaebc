//! Tests pages that are fetched ahead: the same items as one page at a time, in the same order.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

use genauth::transport::{HttpResponse, TransportError, TransportErrorKind};
use serde_json::json;

use crate::paged_operations::PagingLocation;
use crate::pages::success;
use crate::support::{FakeTransport, SentRequest, ThreadCount, client_for};
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

/// What a server returns for a page.
#[derive(Clone, Debug)]
enum Reaction {
    /// These items, and this total.
    Page(Vec<usize>, Option<usize>),
    NoData,
    Refused,
    Interrupted,
}

/// Pseudo-random numbers.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    /// Mostly like the page before, except for faults and changing totals.
    fn reactions(&mut self) -> Vec<Reaction> {
        let pages = self.below(12);
        let (full, mut next, mut total) = (1 + self.below(4), 0, self.below(60));
        let mut reactions = Vec::new();
        for _ in 0..pages {
            let size = if self.below(6) == 0 { self.below(5) } else { full };
            // Sometimes the last item of the page before comes again.
            let start = if self.below(10) == 0 { next - next.min(1) } else { next };
            let items = (start..start + size)
                .map(|item| usize::try_from(item).unwrap())
                .collect();
            next = start + size;
            match self.below(8) {
                0 => total += self.below(20),
                1 => total -= total.min(self.below(20)),
                _ => {}
            }
            let stated = (self.below(9) > 0).then_some(usize::try_from(total).unwrap());
            reactions.push(match self.below(12) {
                0 => Reaction::Refused,
                1 => Reaction::Interrupted,
                2 => Reaction::NoData,
                _ => Reaction::Page(items, stated),
            });
        }
        reactions
    }
}

fn page_number(request: &SentRequest) -> usize {
    PagingLocation::Query.number(request, "page").expect("the page is set")
}

/// A server that always reacts to a page in the same way, and returns empty pages with the last total beyond the end.
fn reacting(reactions: Vec<Reaction>) -> FakeTransport {
    let last_total = reactions.iter().rev().find_map(|reaction| match reaction {
        Reaction::Page(_, total) => *total,
        _ => None,
    });
    FakeTransport::responding(move |request| {
        let beyond = Reaction::Page(Vec::new(), last_total);
        match reactions.get(page_number(request) - 1).unwrap_or(&beyond) {
            Reaction::Refused => Ok(HttpResponse::new(200, r#"{"statusCode":500,"message":"broken"}"#)),
            Reaction::Interrupted => Err(TransportError::new(TransportErrorKind::Interrupted, "gone")),
            Reaction::NoData => Ok(HttpResponse::new(200, r#"{"statusCode":200}"#)),
            Reaction::Page(items, total) => {
                let list: Vec<_> = items.iter().map(|item| json!({"code": item.to_string()})).collect();
                let mut data = json!({"list": list});
                if let Some(total) = total {
                    data["totalCount"] = (*total).into();
                }
                Ok(success(&data))
            }
        }
    })
}

/// Everything that a program can see of an iteration that skips the pages that fail.
fn walk(reactions: &[Reaction], concurrency: usize) -> Vec<String> {
    let client = reacting(reactions.to_vec()).client();
    let mut pages = client.list_groups().limit(4).pages().concurrency(concurrency);
    let mut seen = Vec::new();
    while let Some(page) = pages.next() {
        let what = match page {
            Ok(page) => page
                .data
                .list
                .iter()
                .map(|group| group.code.as_str())
                .collect::<Vec<_>>()
                .join(" "),
            Err(error) => error.to_string(),
        };
        seen.push(format!("{what}; next {}, total {:?}", pages.next_page(), pages.total()));
        if what.starts_with("list_groups") {
            pages.skip_page();
        }
        assert!(seen.len() < 100, "{reactions:?}");
    }
    seen
}

#[test]
fn whatever_the_server_does_the_pages_are_those_of_a_sequential_walk() {
    let mut random = Random(7);
    let mut errors = 0;
    for _ in 0..400 {
        let reactions = random.reactions();
        let expected = walk(&reactions, 1);
        errors += expected.iter().filter(|seen| seen.contains("list_groups")).count();
        for concurrency in [2, 8] {
            assert_eq!(walk(&reactions, concurrency), expected, "{concurrency}: {reactions:?}");
        }
    }
    assert!(errors > 100, "{errors}");
}

#[test]
fn the_rest_can_be_read_from_the_next_page_on() {
    for concurrency in [1, 8] {
        for taken in [1, 2, 7, 20] {
            let (server, _) = server(1000, 50, true);
            let client = client_for(server.url());
            let mut pages = client.list_groups().pages().concurrency(concurrency);
            let mut codes = Vec::new();
            for page in pages.by_ref().take(taken) {
                codes.extend(page.unwrap().data.list.into_iter().map(|group| group.code));
            }
            let next = pages.next_page();
            drop(pages);
            for page in client.list_groups().pages_from(next).concurrency(concurrency) {
                codes.extend(page.unwrap().data.list.into_iter().map(|group| group.code));
            }
            assert_eq!(codes, (0..1000).map(|item| format!("g{item}")).collect::<Vec<_>>());
        }
    }
}

#[test]
fn pages_can_be_skipped_while_others_are_fetched_ahead() {
    for concurrency in [1, 8] {
        let (server, _) = server(500, 50, true);
        let mut pages = client_for(server.url()).list_groups().pages().concurrency(concurrency);
        let mut first = Vec::new();
        while let Some(page) = pages.next() {
            first.push(page.unwrap().data.list[0].code.clone());
            if pages.next_page() % 4 == 0 {
                pages.skip_page();
                pages.skip_page();
            }
        }
        assert_eq!(first, ["g0", "g50", "g100", "g250", "g300", "g450"]);
    }
}

#[test]
fn negative_page_numbers_do_not_change_the_order() {
    let items = |number: i64| (0..2).map(move |item| json!({"code": format!("g{number}-{item}")}));
    let fake = FakeTransport::responding(move |request| {
        let number: i64 = request
            .url
            .split("page=")
            .nth(1)
            .unwrap()
            .split('&')
            .next()
            .unwrap()
            .parse()
            .unwrap();
        let list: Vec<_> = items(number).filter(|_| number < 5).collect();
        Ok(success(&json!({"list": list, "totalCount": 18})))
    });
    let client = fake.client().without_validation();
    let expected: Vec<_> = (-4..5)
        .flat_map(|number| [format!("g{number}-0"), format!("g{number}-1")])
        .collect();
    for concurrency in [1, 4] {
        let pages = client.list_groups().limit(2).pages_from(-4).concurrency(concurrency);
        let codes: Vec<_> = pages
            .flat_map(|page| page.unwrap().data.list)
            .map(|group| group.code)
            .collect();
        assert_eq!(codes, expected, "{concurrency} at a time");
    }
}

#[test]
fn a_panic_comes_at_its_page_and_leaves_no_thread() {
    for concurrency in [1, 8] {
        let threads = ThreadCount::default();
        let counted = threads.clone();
        let fake = FakeTransport::responding(move |request| {
            counted.enter();
            let number = page_number(request);
            assert_ne!(number, 5, "on purpose");
            let list: Vec<_> = (0..50)
                .map(|item| json!({"code": format!("{number}-{item}")}))
                .collect();
            Ok(success(&json!({"list": list, "totalCount": 1000})))
        });
        let mut pages = fake.client().list_groups().pages().concurrency(concurrency);
        assert_eq!(pages.by_ref().take(4).flatten().count(), 4);
        for _ in 0..2 {
            // The page is fetched again.
            let panic = catch_unwind(AssertUnwindSafe(|| pages.next())).unwrap_err();
            assert!(panic.downcast_ref::<String>().unwrap().contains("on purpose"));
            assert_eq!(pages.next_page(), 5);
        }
        pages.skip_page();
        assert_eq!(pages.next().unwrap().unwrap().data.list[0].code, "6-0");
        drop(pages);
        assert_eq!(threads.alive(), 0);
    }
}

#[test]
fn what_is_fetched_ahead_of_an_error_is_not_fetched_twice() {
    let fake = FakeTransport::responding(|request| match page_number(request) {
        3 => Err(TransportError::new(TransportErrorKind::Interrupted, "gone")),
        number => {
            let items = if number > 10 { 0 } else { 50 };
            let list: Vec<_> = (0..items)
                .map(|item| json!({"code": format!("{number}-{item}")}))
                .collect();
            Ok(success(&json!({"list": list, "totalCount": 500})))
        }
    });
    let mut items = fake.client().list_groups().items().concurrency(8);
    let (mut found, mut errors) = (0, 0);
    while let Some(item) = items.next() {
        if item.is_ok() {
            found += 1;
        } else {
            errors += 1;
            items.skip_page();
        }
    }
    assert_eq!((found, errors), (450, 1));
    let mut pages: Vec<_> = fake.operations().iter().map(page_number).collect();
    pages.sort_unstable();
    // The skipped page may have been shorter than the others, so that there may be another one. If that is full, an empty
    // one follows, which may have been requested by then.
    let last = pages.len();
    assert!((11..=12).contains(&last), "{pages:?}");
    assert_eq!(pages, (1..=last).collect::<Vec<_>>());
}

#[test]
fn one_page_at_a_time_is_fetched_on_the_thread_of_the_caller_when_it_is_needed() {
    let caller = thread::current().id();
    for concurrency in [0, 1] {
        let fake = FakeTransport::responding(move |request| {
            assert_eq!(thread::current().id(), caller);
            let number = page_number(request);
            let list: Vec<_> = (0..50)
                .map(|item| json!({"code": format!("{number}-{item}")}))
                .collect();
            Ok(success(&json!({"list": list, "totalCount": 1000})))
        });
        let mut pages = fake.client().list_groups().pages().concurrency(concurrency);
        for taken in 1..=5 {
            pages.next().unwrap().unwrap();
            assert_eq!(fake.operations().len(), taken);
        }
    }
}
