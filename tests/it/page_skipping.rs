//! After an error, the caller can go on with the page after the one that failed.

#![allow(clippy::unnecessary_wraps)] // results of a transport, successful and failed

use genauth::transport::{HttpResponse, TransportError, TransportErrorKind};
use serde_json::{Value, json};

use crate::page_endings::paged;
use crate::pages::{requested_pages, success};
use crate::support::{FakeTransport, TransportResult};

/// The two groups of a page, of which there are three.
fn page(number: usize) -> TransportResult {
    let list: Vec<Value> = match number {
        1..=3 => (0..2)
            .map(|index| json!({"code": format!("g{number}-{index}")}))
            .collect(),
        _ => Vec::new(),
    };
    Ok(success(&json!({"totalCount": 6, "list": list})))
}

fn interrupted() -> TransportResult {
    Err(TransportError::new(TransportErrorKind::Interrupted, "gone"))
}

/// A page that is not an object.
fn undecodable() -> TransportResult {
    Ok(success(&json!(["g2-0", "g2-1"])))
}

fn refused() -> TransportResult {
    Ok(HttpResponse::new(200, r#"{"statusCode":500,"message":"broken"}"#))
}

/// Iterates over the items, skipping every page that fails. Returns what the iterator yields, as text.
fn read_and_skip(fake: &FakeTransport) -> Vec<String> {
    let mut items = fake.client().list_groups().limit(2).items();
    let mut found = Vec::new();
    while let Some(item) = items.next() {
        match item {
            Ok(group) => found.push(group.code),
            Err(error) => {
                found.push(error.to_string());
                items.skip_page();
            }
        }
    }
    assert!(items.next().is_none());
    found
}

#[test]
fn a_broken_page_can_be_skipped() {
    for (broken, message) in [
        (interrupted as fn() -> TransportResult, "list_groups: gone"),
        (
            undecodable,
            "list_groups: response cannot be decoded as GroupPaging: data: expected an object, found a list",
        ),
        (refused, "list_groups: [500] broken"),
    ] {
        let fake = paged(move |number| if number == 2 { broken() } else { page(number) });
        let found = read_and_skip(&fake);
        assert_eq!(found.len(), 5, "{found:?}");
        assert!(found[2].starts_with(message), "{found:?}");
        assert_eq!([&found[..2], &found[3..]].concat(), ["g1-0", "g1-1", "g3-0", "g3-1"]);
        assert_eq!(requested_pages(&fake), [1, 2, 3, 4]);
    }
}

#[test]
fn a_broken_page_ends_the_iteration_unless_it_is_skipped() {
    let fake = paged(|number| if number == 2 { interrupted() } else { page(number) });
    let mut pages = fake.client().list_groups().limit(2).pages();
    assert!(pages.next().unwrap().is_ok());
    assert!(pages.next().unwrap().is_err());
    assert!(pages.next().is_none() && pages.next().is_none());
    assert_eq!(pages.next_page(), 2);
    pages.skip_page();
    assert_eq!(pages.next_page(), 3);
    assert_eq!(pages.next().unwrap().unwrap().data.list[0].code, "g3-0");
}

#[test]
fn a_page_can_be_skipped_before_it_fails() {
    let fake = paged(page);
    let mut pages = fake.client().list_groups().limit(2).pages();
    pages.skip_page();
    let first: Vec<_> = pages.map(|page| page.unwrap().data.list[0].code.clone()).collect();
    assert_eq!(first, ["g2-0", "g3-0"]);
    assert_eq!(requested_pages(&fake), [2, 3, 4]);
}

#[test]
fn a_skipped_page_counts_as_a_full_one() {
    // Without them, the short last page would not be the end.
    let fake = paged(|number| match number {
        2 => undecodable(),
        3 => Ok(success(&json!({"totalCount": 5, "list": [{"code": "g3-0"}]}))),
        _ => page(number),
    });
    assert_eq!(read_and_skip(&fake).len(), 4);
    assert_eq!(requested_pages(&fake), [1, 2, 3]);
}

#[test]
fn skipping_ends_after_three_broken_pages() {
    let fake = paged(|_| interrupted());
    let found = read_and_skip(&fake);
    assert_eq!(
        found[3..],
        ["list_groups: incomplete: 0 items (3 pages skipped), then three pages without a new one"]
    );
    assert_eq!(requested_pages(&fake), [1, 2, 3]);

    let large = || {
        Ok(success(
            &json!({"totalCount": 9, "list": [{"code": "a"}, {"code": "b"}]}),
        ))
    };
    let fake = paged(move |number| if number == 1 { large() } else { interrupted() });
    let found = read_and_skip(&fake);
    assert_eq!(
        found[5..],
        ["list_groups: incomplete: 2 of 9 items (3 pages skipped), then three pages without a new one"]
    );
    assert_eq!(requested_pages(&fake), [1, 2, 3, 4]);

    // The skipped pages contain everything that is missing, and their errors have been returned.
    let fake = paged(|number| if number == 1 { page(1) } else { interrupted() });
    let found = read_and_skip(&fake);
    assert_eq!(found.len(), 5, "{found:?}");
    assert_eq!(requested_pages(&fake), [1, 2, 3, 4]);
}

#[test]
fn an_invalid_request_cannot_be_skipped() {
    let fake = paged(page);
    let mut pages = fake.client().list_groups().limit(51).pages();
    assert!(pages.next().unwrap().unwrap_err().is_validation());
    pages.skip_page();
    assert!(pages.next().is_none());
    assert_eq!(pages.next_page(), 1);

    let request = fake.client().prepare("get_group", json!({"code": "a"})).unwrap();
    let mut items = request.items();
    assert!(items.next().unwrap().unwrap_err().is_validation());
    items.skip_page();
    assert!(items.next().is_none() && fake.requests().is_empty());
}

#[test]
fn a_finished_iteration_cannot_be_continued() {
    let fake = paged(page);
    let mut pages = fake.client().list_groups().limit(2).pages();
    assert_eq!(pages.by_ref().count(), 3);
    let sent = fake.operations().len();
    pages.skip_page();
    assert!(pages.next().is_none());
    assert_eq!(fake.operations().len(), sent);
}
