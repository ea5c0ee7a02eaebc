//! Iterates over servers with every combination of page size, fault, total and behaviour beyond the end, from a finite
//! generator. Every iteration must end, and either return all items or report that some are missing.

#![allow(clippy::match_same_arms)] // one arm for each behaviour

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use genauth::transport::{HttpResponse, TransportError, TransportErrorKind};
use genauth::{Error, ManagementClient};
use serde_json::json;

use crate::paged_operations::PagingLocation;
use crate::pages::success;
use crate::support::FakeTransport;

/// The limit of the requests.
const LIMIT: usize = 4;

/// How many pages may be fetched ahead in vain.
const AHEAD: usize = 16;

/// How many items the server has.
const ITEMS: [usize; 5] = [0, 1, 4, 5, 9];

/// How many items are on a page: as requested, fewer, or all at once.
const PAGE_SIZES: [usize; 4] = [LIMIT, 3, 1, 100];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Fault {
    None,
    /// There is an empty page before this one.
    EmptyBefore(usize),
    /// There is a page without data before this one.
    NoDataBefore(usize),
    /// The page before this one comes twice.
    RepeatBefore(usize),
    /// The items of this page are never returned.
    Lost(usize),
    /// The last item of this page is never returned.
    LastLost(usize),
    /// The last item of this page is on the next one.
    Shifted(usize),
    /// The first item of this page is the last one of the page before.
    Overlap(usize),
    /// The number of the page is ignored.
    Ignored,
    /// The first two pages come in alternation.
    Alternating,
}

const FAULTS: [Fault; 17] = [
    Fault::None,
    Fault::EmptyBefore(0),
    Fault::EmptyBefore(1),
    Fault::EmptyBefore(2),
    Fault::NoDataBefore(0),
    Fault::NoDataBefore(1),
    Fault::NoDataBefore(2),
    Fault::RepeatBefore(1),
    Fault::RepeatBefore(2),
    Fault::Lost(0),
    Fault::Lost(1),
    Fault::LastLost(0),
    Fault::LastLost(1),
    Fault::Shifted(1),
    Fault::Overlap(1),
    Fault::Ignored,
    Fault::Alternating,
];

/// What comes beyond the last page.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Beyond {
    Empty,
    NoData,
    Last,
    First,
}

const BEYOND: [Beyond; 4] = [Beyond::Empty, Beyond::NoData, Beyond::Last, Beyond::First];

/// Which total the server states.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Total {
    Exact,
    /// Only on the first two pages.
    OnFirstPages,
    ZeroOnEmptyPages,
    OneMore,
    Huge,
    Absent,
    Zero,
    OfThePage,
    OneLess,
    Growing,
}

const TOTALS: [Total; 10] = [
    Total::Exact,
    Total::OnFirstPages,
    Total::ZeroOnEmptyPages,
    Total::OneMore,
    Total::Huge,
    Total::Absent,
    Total::Zero,
    Total::OfThePage,
    Total::OneLess,
    Total::Growing,
];

#[derive(Clone, Copy, Debug)]
struct Server {
    items: usize,
    page_size: usize,
    fault: Fault,
    beyond: Beyond,
    total: Total,
}

/// The items of a page, or none if the response has no data.
type Page = Option<Vec<usize>>;

impl Server {
    /// The pages up to the last one.
    fn pages(self) -> Vec<Page> {
        let all: Vec<_> = (0..self.items).collect();
        let mut pages: Vec<Page> = all.chunks(self.page_size).map(|page| Some(page.to_vec())).collect();
        let is_there = |index: usize| index < pages.len();
        match self.fault {
            Fault::EmptyBefore(index) if is_there(index) => pages.insert(index, Some(Vec::new())),
            Fault::NoDataBefore(index) if is_there(index) => pages.insert(index, None),
            Fault::RepeatBefore(index) if is_there(index) => pages.insert(index, pages[index - 1].clone()),
            Fault::Lost(index) if is_there(index) => pages[index] = Some(Vec::new()),
            Fault::LastLost(index) if is_there(index) => drop(pages[index].as_mut().unwrap().pop()),
            Fault::Shifted(index) if is_there(index) => {
                let (before, after) = all.split_at(index * self.page_size);
                let short = (self.page_size - 1).min(after.len());
                let pages_before = before.chunks(self.page_size);
                let pages_after = after[short..].chunks(self.page_size);
                let chunks = pages_before.chain([&after[..short]]).chain(pages_after);
                pages = chunks.map(|page| Some(page.to_vec())).collect();
            }
            Fault::Overlap(index) if is_there(index) => {
                let start = index * self.page_size;
                let chunks = all[..start]
                    .chunks(self.page_size)
                    .chain(all[start - 1..].chunks(self.page_size));
                pages = chunks.map(|page| Some(page.to_vec())).collect();
            }
            _ => {}
        }
        pages
    }

    /// The page with this number, from 1.
    fn page(self, pages: &[Page], number: usize) -> Page {
        let first = pages.first().cloned().unwrap_or(Some(Vec::new()));
        let page = match self.fault {
            Fault::Ignored => return first,
            Fault::Alternating => pages.get((number - 1) % 2),
            _ => pages.get(number - 1),
        };
        match (page, self.beyond) {
            (Some(page), _) => page.clone(),
            (None, Beyond::Empty) => Some(Vec::new()),
            (None, Beyond::NoData) => None,
            (None, Beyond::Last) => pages.last().cloned().unwrap_or(Some(Vec::new())),
            (None, Beyond::First) => first,
        }
    }

    fn respond(self, pages: &[Page], number: usize) -> HttpResponse {
        let Some(items) = self.page(pages, number) else {
            return HttpResponse::new(200, r#"{"statusCode":200}"#);
        };
        let list: Vec<_> = items.iter().map(|item| json!({"code": item.to_string()})).collect();
        let total = match self.total {
            Total::OnFirstPages if number > 2 => None,
            Total::ZeroOnEmptyPages if items.is_empty() => Some(0),
            Total::Exact | Total::OnFirstPages | Total::ZeroOnEmptyPages => Some(self.items),
            Total::OneMore => Some(self.items + 1),
            Total::Huge => Some(1000),
            Total::Absent => None,
            Total::Zero => Some(0),
            Total::OfThePage => Some(items.len()),
            Total::OneLess => Some(self.items.saturating_sub(1)),
            Total::Growing if number == 1 => Some(self.items.saturating_sub(2)),
            Total::Growing => Some(self.items),
        };
        let mut data = json!({"list": list});
        if let Some(total) = total {
            data["totalCount"] = total.into();
        }
        success(&data)
    }
}

/// Iterates over any server with one client, because building clients takes most of the time.
struct Iteration {
    server: Arc<Mutex<(Server, Vec<Page>, usize)>>,
    client: ManagementClient,
}

impl Iteration {
    fn new() -> Self {
        let server = Server {
            items: 0,
            page_size: LIMIT,
            fault: Fault::None,
            beyond: Beyond::Empty,
            total: Total::Exact,
        };
        let server = Arc::new(Mutex::new((server, Vec::new(), 0)));
        let current = Arc::clone(&server);
        let fake = FakeTransport::responding(move |request| {
            let (server, pages, requests) = &mut *current.lock().unwrap();
            *requests += 1;
            let number = PagingLocation::Query.number(request, "page").expect("the page is set");
            // More than that are only requested ahead.
            if *requests > pages.len() + 4 + AHEAD {
                return Err(TransportError::new(TransportErrorKind::Interrupted, "endless"));
            }
            Ok(server.respond(pages, number))
        });
        let client = fake.client();
        Iteration { server, client }
    }

    /// Iterates from this page on. Returns the items, and the error at the end.
    fn read(&self, server: Server, first: usize) -> (Vec<usize>, Option<Error>) {
        // One page at a time, the end must come without delay.
        self.read_at_once(server, first, 1, AHEAD)
    }

    /// Iterates with this many pages at a time, to a server that has received this many requests before.
    fn read_at_once(
        &self,
        server: Server,
        first: usize,
        concurrency: usize,
        requests: usize,
    ) -> (Vec<usize>, Option<Error>) {
        *self.server.lock().unwrap() = (server, server.pages(), requests);
        let request = self.client.list_groups().limit(i64::try_from(LIMIT).unwrap());
        let (mut items, mut error) = (Vec::new(), None);
        let pages = request.pages_from(i64::try_from(first).unwrap());
        for page in pages.concurrency(concurrency) {
            assert!(error.is_none(), "{server:?}: a page after an error");
            match page {
                Ok(page) => items.extend(page.data.list.iter().map(|group| group.code.parse::<usize>().unwrap())),
                Err(found) => error = Some(found),
            }
        }
        assert!(error.as_ref().is_none_or(Error::is_incomplete), "{server:?}: {error:?}");
        let found: BTreeSet<_> = items.iter().copied().collect();
        let twice = items.len() - found.len();
        let allowed = usize::from(matches!(server.fault, Fault::Overlap(_)));
        assert!(twice <= allowed, "{server:?}: {items:?}");
        (items, error)
    }
}

fn servers() -> impl Iterator<Item = Server> {
    let combinations = ITEMS.iter().flat_map(|items| {
        let sizes = PAGE_SIZES
            .iter()
            .flat_map(|page_size| FAULTS.map(|fault| (*page_size, fault)));
        sizes.map(|(page_size, fault)| (*items, page_size, fault))
    });
    combinations.flat_map(|(items, page_size, fault)| {
        BEYOND.into_iter().flat_map(move |beyond| {
            TOTALS.map(|total| Server {
                items,
                page_size,
                fault,
                beyond,
                total,
            })
        })
    })
}

/// Every item that the server returns on any page from this one on.
fn obtainable(server: Server, first: usize) -> BTreeSet<usize> {
    let pages = server.pages();
    let numbers = first..=first.max(pages.len()) + 4;
    numbers
        .flat_map(|number| server.page(&pages, number).unwrap_or_default())
        .collect()
}

/// The items that come before the first page that is short, empty, or without a new item, or the third page without
/// data; and whether that page is a full one with items.
fn up_to_the_first_gap(server: Server) -> (BTreeSet<usize>, bool) {
    let pages = server.pages();
    let mut items = BTreeSet::new();
    let mut without_data = 0;
    for number in 1.. {
        let Some(page) = server.page(&pages, number) else {
            without_data += 1;
            if without_data == 3 {
                return (items, false);
            }
            continue;
        };
        without_data = 0;
        let known = items.len();
        items.extend(page.iter().copied());
        if page.len() < LIMIT || items.len() == known {
            return (items, page.len() >= LIMIT);
        }
    }
    unreachable!()
}

#[test]
fn every_iteration_ends_with_all_items_or_reports_what_is_missing() {
    let iteration = Iteration::new();
    let (mut count, mut complete, mut incomplete, mut undetectable) = (0, 0, 0, 0);
    for server in servers() {
        let (items, error) = iteration.read(server, 1);
        count += 1;
        assert!(items.is_sorted(), "{server:?}: {items:?}");
        let found: BTreeSet<_> = items.into_iter().collect();

        let obtainable = obtainable(server, 1);
        let missing = server.items - found.len();
        let has_error = error.is_some();
        let states_zero = match server.total {
            Total::ZeroOnEmptyPages => true,
            Total::Growing => server.items <= 2,
            _ => false,
        };
        match server.total {
            // An empty first page with total 0 cannot be told from an empty list.
            _ if states_zero && server.page(&server.pages(), 1) == Some(Vec::new()) => {
                assert!(found.is_empty() && !has_error, "{server:?}: {error:?}");
            }
            Total::Exact | Total::OnFirstPages | Total::ZeroOnEmptyPages => {
                assert_eq!(found, obtainable, "{server:?}: {error:?}");
                assert_eq!(has_error, missing > 0, "{server:?}: {error:?}");
            }
            Total::OneMore | Total::Huge => {
                assert_eq!(found, obtainable, "{server:?}: {error:?}");
                // A page without data states no total.
                assert!(has_error || server.items == 0, "{server:?}");
            }
            Total::Growing => {
                // At the time of the first page there were two items fewer.
                assert!(found == obtainable || missing == 2, "{server:?}: {found:?}");
                assert!(!has_error || missing > 0, "{server:?}: {error:?}");
                assert!(has_error || missing <= 2, "{server:?}");
            }
            Total::OneLess => {
                assert!(!has_error || found == obtainable, "{server:?}: {error:?}");
                assert!(has_error || missing <= 1, "{server:?}");
            }
            Total::Absent | Total::Zero => {
                let (expected, is_full) = up_to_the_first_gap(server);
                assert_eq!(found, expected, "{server:?}");
                // Only a full page that comes again suggests that there are more.
                assert!(is_full || !has_error, "{server:?}: {error:?}");
            }
            Total::OfThePage => {
                if server.fault == Fault::None && server.page_size >= LIMIT {
                    assert_eq!((missing, has_error), (0, false), "{server:?}: {error:?}");
                }
            }
        }
        match (missing, has_error) {
            (0, _) => complete += 1,
            (_, true) => incomplete += 1,
            // The service states no total, or one that is too small.
            (_, false) => undetectable += 1,
        }
    }
    println!("{count} servers: {complete} complete, {incomplete} reported, {undetectable} undetectable");
    assert_eq!(
        count,
        ITEMS.len() * PAGE_SIZES.len() * FAULTS.len() * BEYOND.len() * TOTALS.len()
    );
}

#[test]
fn an_iteration_that_starts_later_is_as_complete() {
    let iteration = Iteration::new();
    for first in [2, 3] {
        for server in servers().filter(|server| server.total == Total::Exact) {
            // Other faults make the page number say nothing about how many items come before the page.
            let index = match server.fault {
                Fault::EmptyBefore(index) | Fault::NoDataBefore(index) => index,
                Fault::RepeatBefore(index) => index - 1,
                Fault::Lost(index) | Fault::LastLost(index) | Fault::Shifted(index) => index,
                Fault::None => usize::MAX,
                Fault::Overlap(_) | Fault::Ignored | Fault::Alternating => 0,
            };
            if index < first - 1 || server.beyond == Beyond::First {
                continue;
            }
            let (items, error) = iteration.read(server, first);
            let found: BTreeSet<_> = items.into_iter().collect();
            let obtainable = obtainable(server, first);
            assert_eq!(found, obtainable, "{server:?} from {first}: {error:?}");
            let before = ((first - 1) * server.page_size).min(server.items);
            let missing = (before..server.items).filter(|item| !found.contains(item)).count();
            let (has_error, is_missing) = (error.is_some(), missing > 0);
            // How many items come before the first page is only known if the server obeys the limit.
            let is_as_expected = match server.page_size {
                LIMIT => has_error == is_missing,
                1..LIMIT => is_missing || !has_error,
                _ => has_error || !is_missing,
            };
            assert!(is_as_expected, "{server:?} from {first}: {missing} missing, {error:?}");
        }
    }
}

#[test]
fn pages_that_are_fetched_ahead_follow_the_same_rules() {
    let iteration = Iteration::new();
    // Threads take time. Seven has no factor in common with the number of values of anything.
    for server in servers().step_by(7) {
        let (items, error) = iteration.read(server, 1);
        let error = error.map(|error| error.to_string());
        let (found, found_error) = iteration.read_at_once(server, 1, 8, 0);
        assert_eq!(found, items, "{server:?}");
        assert_eq!(found_error.map(|error| error.to_string()), error, "{server:?}");
    }
}
