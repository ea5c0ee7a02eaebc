//! When an iteration over pages ends, what it returns, and when it reports that items are missing.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use genauth::transport::{HttpResponse, TransportError, TransportErrorKind};
use genauth::types::ResGroup;
use genauth::{Error, Request};
use serde_json::{Value, json};

use crate::paged_operations::PagingLocation;
use crate::pages::{requested_pages, success};
use crate::support::{FakeTransport, Predicate, TransportResult, predicates};

/// More requests than any iteration in this file needs.
const TOO_MANY: usize = 60;

/// A transport that lets `respond` handle the page of each request. It fails after too many requests, so that an
/// endless iteration fails its test.
pub fn paged(respond: impl Fn(usize) -> TransportResult + Send + Sync + 'static) -> FakeTransport {
    let count = AtomicUsize::new(0);
    FakeTransport::responding(move |request| {
        if count.fetch_add(1, SeqCst) >= TOO_MANY {
            return Err(TransportError::new(TransportErrorKind::Interrupted, "endless"));
        }
        respond(PagingLocation::Query.number(request, "page").expect("the page is set"))
    })
}

fn groups(range: Range<usize>) -> Vec<Value> {
    range.map(|index| json!({"code": format!("g{index}")})).collect()
}

/// A page that contains these groups.
fn page(range: Range<usize>, total: impl Into<Option<i64>>) -> HttpResponse {
    let mut data = json!({"list": groups(range)});
    if let Some(total) = total.into() {
        data["totalCount"] = total.into();
    }
    success(&data)
}

/// The part of a list of `total` items that a page of this size contains.
fn slice(page: usize, size: usize, total: usize) -> Range<usize> {
    let start = ((page - 1) * size).min(total);
    start..(start + size).min(total)
}

/// The codes of all items up to the end, and the error at the end, if there is one.
fn read<T>(request: &Request<T>) -> (Vec<String>, Option<Error>)
where
    T: genauth::traits::Page<Item = ResGroup>,
{
    let mut codes = Vec::new();
    let mut items = request.items();
    let mut last = None;
    for item in items.by_ref() {
        assert!(last.is_none(), "the iteration goes on after an error");
        match item {
            Ok(group) => codes.push(group.code),
            Err(error) => last = Some(error),
        }
    }
    assert!(items.next().is_none());
    (codes, last)
}

fn codes(range: Range<usize>) -> Vec<String> {
    range.map(|index| format!("g{index}")).collect()
}

/// Asserts that the iteration returns these items once and ends without an error.
#[track_caller]
fn assert_complete(fake: &FakeTransport, limit: i64, range: Range<usize>, pages: &[usize]) {
    let (found, error) = read(&fake.client().list_groups().limit(limit));
    assert!(error.is_none(), "{error:?}");
    assert_eq!(found, codes(range));
    assert_eq!(requested_pages(fake), pages);
}

/// Asserts that the iteration returns these items once and then reports that some are missing.
#[track_caller]
#[allow(clippy::needless_pass_by_value)] // reads better at the call
fn assert_incomplete(fake: &FakeTransport, limit: i64, expected: Vec<String>, message: &str) {
    let (found, error) = read(&fake.client().list_groups().limit(limit));
    assert_eq!(found, expected);
    let error = error.expect("items are missing");
    assert!(error.is_incomplete(), "{error}");
    assert_eq!(error.to_string(), format!("list_groups: incomplete: {message}"));
    assert_eq!(predicates(&error), Vec::<Predicate>::new());
}

#[test]
fn a_page_that_is_repeated_with_another_request_id_is_not_returned_again() {
    let respond = |total: Option<i64>| {
        move |number: usize| {
            let mut data = json!({"list": groups(0..2)});
            if let Some(total) = total {
                data["totalCount"] = total.into();
            }
            let body = json!({"statusCode": 200, "requestId": format!("r{number}"), "data": data});
            Ok(HttpResponse::new(200, body.to_string()))
        }
    };
    let fake = paged(respond(Some(9)));
    let message = "2 of 9 items, then three pages without a new one: the server ignored `page`";
    assert_incomplete(&fake, 2, codes(0..2), message);
    assert_eq!(requested_pages(&fake), [1, 2, 3, 4]);

    let fake = paged(respond(None));
    let message = "2 items, then page 2 repeated an earlier one: the server ignored `page`";
    assert_incomplete(&fake, 2, codes(0..2), message);
    assert_eq!(requested_pages(&fake), [1, 2]);
}

#[test]
fn two_pages_in_alternation_do_not_go_on_for_ever() {
    let fake = paged(|number| Ok(page(slice(2 - number % 2, 2, 4), 9)));
    let message = "4 of 9 items, then three pages without a new one";
    assert_incomplete(&fake, 2, codes(0..4), message);
    assert_eq!(requested_pages(&fake), [1, 2, 3, 4, 5]);

    let fake = paged(|number| Ok(page(slice(2 - number % 2, 2, 4), None)));
    let message = "4 items, then page 3 repeated an earlier one";
    assert_incomplete(&fake, 2, codes(0..4), message);
    assert_eq!(requested_pages(&fake), [1, 2, 3]);
}

#[test]
fn a_last_page_that_is_repeated_beyond_the_end_is_not_returned_again() {
    for total in [Some(4), None] {
        let fake = paged(move |number| Ok(page(slice(number.min(2), 2, 4), total)));
        assert_complete(&fake, 2, 0..4, &[1, 2, 3]);
    }
}

#[test]
fn a_server_that_returns_everything_on_every_page_is_read_once() {
    for total in [Some(7), None] {
        let fake = paged(move |_| Ok(page(0..7, total)));
        assert_complete(&fake, 2, 0..7, &[1, 2]);
    }
}

#[test]
fn a_server_with_a_smaller_limit_is_read_to_the_end() {
    let fake = paged(|number| Ok(page(slice(number, 20, 100), 100)));
    assert_complete(&fake, 50, 0..100, &[1, 2, 3, 4, 5]);
    let fake = paged(|number| Ok(page(slice(number, 20, 90), 90)));
    assert_complete(&fake, 50, 0..90, &[1, 2, 3, 4, 5]);
}

#[test]
fn a_short_page_in_the_middle_does_not_end_the_iteration() {
    let ranges = [0..50, 50..99, 100..150, 150..200, 200..250];
    let fake = paged(move |number| Ok(page(ranges.get(number - 1).cloned().unwrap_or(0..0), 250)));
    let message = "249 of 250 items, then three pages without a new one";
    assert_incomplete(&fake, 50, [codes(0..99), codes(100..250)].concat(), message);
    assert_eq!(requested_pages(&fake), [1, 2, 3, 4, 5, 6, 7, 8]);

    // The item comes later.
    let ranges = [0..50, 50..99, 99..149, 149..199, 199..249, 249..250];
    let fake = paged(move |number| Ok(page(ranges[number - 1].clone(), 250)));
    assert_complete(&fake, 50, 0..250, &[1, 2, 3, 4, 5, 6]);
}

#[test]
fn an_empty_page_in_the_middle_does_not_end_the_iteration() {
    // The total of the empty page contradicts what has been read already.
    for total in [Some(250), Some(0), None] {
        let fake = paged(move |number| match number {
            2 => Ok(page(0..0, total)),
            1 => Ok(page(0..50, 250)),
            _ => Ok(page(slice(number - 1, 50, 250), 250)),
        });
        assert_complete(&fake, 50, 0..250, &[1, 2, 3, 4, 5, 6, 7]);
    }
}

#[test]
fn a_page_without_data_does_not_end_the_iteration() {
    for body in [
        r#"{"statusCode":200}"#,
        r#"{"statusCode":200,"data":null}"#,
        r#"{"statusCode":200,"data":{}}"#,
    ] {
        let fake = paged(move |number| match number {
            2 => Ok(HttpResponse::new(200, body)),
            1 => Ok(page(0..2, 6)),
            _ => Ok(page(slice(number - 1, 2, 6), 6)),
        });
        let mut pages = fake.client().list_groups().limit(2).pages();
        let mut sizes = Vec::new();
        while let Some(page) = pages.next() {
            sizes.push(page.unwrap().data.list.len());
            assert_eq!(pages.total(), Some(6));
        }
        assert_eq!(sizes, [2, 2, 2], "{body}");
        // The last page is full, so only the one after it is the end.
        assert_eq!(requested_pages(&fake), [1, 2, 3, 4, 5]);
    }
}

#[test]
fn an_empty_first_page_is_returned_although_items_are_missing() {
    let fake = paged(|_| Ok(page(0..0, 1000)));
    let mut pages = fake.client().list_groups().pages();
    assert_eq!(pages.next().unwrap().unwrap().data.list.len(), 0);
    let error = pages.next().unwrap().unwrap_err();
    assert_eq!(
        error.to_string(),
        "list_groups: incomplete: 0 of 1000 items, then three pages without a new one"
    );
    assert!(error.is_incomplete() && pages.next().is_none());
    assert_eq!(requested_pages(&fake), [1, 2, 3]);
}

#[test]
fn a_full_page_never_ends_the_iteration_whatever_the_total_is() {
    for total in [-1, 0, 5] {
        let fake = paged(move |number| Ok(page(slice(number, 2, 5), total)));
        assert_complete(&fake, 2, 0..5, &[1, 2, 3]);
    }
    // These totals contradict the number of items already read, so even a short page does not count as the end.
    for total in [1, 2, 3, 4] {
        let fake = paged(move |number| Ok(page(slice(number, 2, 5), total)));
        assert_complete(&fake, 2, 0..5, &[1, 2, 3, 4]);
    }
}

#[test]
fn the_iteration_follows_a_total_that_changes() {
    // Items are added at the end, and the server has a smaller limit.
    let fake = paged(|number| {
        let total = if number < 3 { 6 } else { 9 };
        let total_items = usize::try_from(total).unwrap();
        Ok(page(slice(number, 2, total_items), total))
    });
    assert_complete(&fake, 50, 0..9, &[1, 2, 3, 4, 5]);
    // Items that have not been read yet are deleted.
    let fake = paged(|number| {
        let total = if number < 2 { 6 } else { 3 };
        let total_items = usize::try_from(total).unwrap();
        Ok(page(slice(number, 2, total_items), total))
    });
    assert_complete(&fake, 2, 0..3, &[1, 2]);
    // The total grows, but the item is on a page that has been read already: not an error.
    let fake = paged(|number| {
        let total = if number < 2 { 4 } else { 5 };
        Ok(page(slice(number, 2, 4), total))
    });
    assert_complete(&fake, 2, 0..4, &[1, 2, 3, 4, 5]);
}

#[test]
fn a_page_with_a_new_item_is_returned_whole() {
    // One item has been inserted at the front after the first page.
    let ranges = [1..3, 2..4, 4..6];
    let fake = paged(move |number| Ok(page(ranges.get(number - 1).cloned().unwrap_or(0..0), 5)));
    let (found, error) = read(&fake.client().list_groups().limit(2));
    assert!(error.is_none(), "{error:?}");
    assert_eq!(found, ["g1", "g2", "g2", "g3", "g4", "g5"]);
}

#[test]
fn equal_items_on_one_page_are_different_items() {
    let fake = paged(|number| {
        let count = slice(number, 3, 8).len();
        Ok(success(
            &json!({"totalCount": 8, "list": vec![json!({"code": "g"}); count]}),
        ))
    });
    // The second page cannot be distinguished from a repetition of the first one, but the third page can.
    let (found, error) = read(&fake.client().list_groups().limit(3));
    assert_eq!(found.len(), 5);
    let message = "list_groups: incomplete: 5 of 8 items, then three pages without a new one";
    assert_eq!(error.unwrap().to_string(), message);
    let fake = paged(|number| {
        let count = slice(number, 3, 5).len();
        Ok(success(
            &json!({"totalCount": 5, "list": vec![json!({"code": "g"}); count]}),
        ))
    });
    let (found, error) = read(&fake.client().list_groups().limit(3));
    assert_eq!((found.len(), error.map(|error| error.to_string())), (5, None));
}

#[test]
fn an_iteration_that_starts_later_is_read_to_the_end() {
    // The server's pages may be smaller than requested, so a short or empty page alone does not tell that it is the last.
    for (first, range, pages) in [
        (2, 50..120, &[2, 3][..]),
        (3, 100..120, &[3, 4, 5, 6]),
        (4, 120..120, &[4, 5, 6]),
        (200, 120..120, &[200]),
    ] {
        let fake = paged(|number| Ok(page(slice(number, 50, 120), 120)));
        let (found, error) = read(&fake.client().list_groups().page(first).limit(50));
        assert!(error.is_none(), "{error:?}");
        assert_eq!((found, &*requested_pages(&fake)), (codes(range), pages));
    }
    let fake = paged(|number| Ok(page(slice(number, 20, 120), 120)));
    let (found, error) = read(&fake.client().list_groups().page(3).limit(50));
    assert!(error.is_none(), "{error:?}");
    assert_eq!(found, codes(40..120));
    assert_eq!(requested_pages(&fake), [3, 4, 5, 6]);

    let fake = paged(|number| Ok(page(slice(number, 50, 110), 160)));
    let (found, error) = read(&fake.client().list_groups().page(2).limit(50));
    assert_eq!(found, codes(50..110));
    assert_eq!(
        error.unwrap().to_string(),
        "list_groups: incomplete: 60 of 160 items (1 page skipped), then three pages without a new one"
    );
}
