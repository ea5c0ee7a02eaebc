//! What an iteration over pages has read so far, and when it ends.
//!
//! The rules allow for servers that return fewer items than requested, leave out a page, repeat pages, or state wrong
//! totals. They must end every iteration, but never before the last item without an error:
//!
//! - Items are counted before they are decoded. Those that are on several pages count once.
//! - While pages are full and have new items, the iteration goes on, whatever the total is.
//! - It ends at a page that is short, empty, or without a new item if as many items have been read as the latest total
//!   says.
//! - Below that, three pages in a row without a new item end it, with an error if the number of items is also below
//!   the smallest total.
//! - Totals below the number of items read so far do not count, and a short page that states one does not end it.
//! - Without a total, it ends at the first page that is short, empty, or without a new item. Only a page without
//!   `data` does not count as empty.

use std::collections::HashSet;
use std::fmt;
use std::hash::{BuildHasher, RandomState};

use super::raw_page::RawPage;

/// The number of pages in a row without a new item after which the iteration ends.
const MAX_STALE_PAGES: u32 = 3;

#[allow(clippy::struct_excessive_bools)] // independent facts about the pages so far
pub(super) struct Progress {
    /// The number of the next page.
    pub(super) page: i64,
    pub(super) limit: Option<i64>,
    /// Number of items below which a page is short: the limit, or a smaller one that the service may apply instead.
    full_page: Option<i64>,
    /// The last total that the service has stated.
    pub(super) total: Option<i64>,
    pub(super) hasher: RandomState,
    /// Whether the iteration has ended, possibly because of an error.
    is_over: bool,
    /// Whether a page could not be read, so that the iteration can go on after that page.
    has_failed: bool,
    /// What is missing, until it has been reported.
    missing: Option<String>,
    /// Hashes of all items, and of all pages.
    items: HashSet<u64>,
    pages: HashSet<u64>,
    previous_page: Option<u64>,
    /// Number of items on pages with a new item.
    raw_items: i64,
    /// Whether a page contained the same item twice, so that items cannot be told apart.
    has_equal_items: bool,
    /// The latest and the smallest total that did not contradict the number of items.
    latest_total: Option<i64>,
    smallest_total: Option<i64>,
    /// Number of pages with a new item, and of items on the largest of them.
    new_pages: u32,
    largest_page: i64,
    /// Number of pages that were not read: those before the first one, and those that were skipped.
    skipped: i64,
    has_skipped_failure: bool,
    /// Number of pages without a new item since the last one with a new item.
    stale: u32,
}

impl Progress {
    #[inline]
    pub(super) fn new(page: i64, limit: Option<i64>, max_limit: Option<i64>) -> Self {
        Progress {
            page,
            limit,
            full_page: limit.map(|limit| max_limit.map_or(limit, |max| limit.min(max))),
            total: None,
            hasher: RandomState::new(),
            is_over: false,
            has_failed: false,
            missing: None,
            items: HashSet::new(),
            pages: HashSet::new(),
            previous_page: None,
            raw_items: 0,
            has_equal_items: false,
            latest_total: None,
            smallest_total: None,
            new_pages: 0,
            largest_page: 0,
            skipped: page.saturating_sub(1).max(0),
            has_skipped_failure: false,
            stale: 0,
        }
    }

    #[inline]
    pub(super) fn is_over(&self) -> bool {
        self.is_over
    }

    /// What is missing at the end. It is returned once.
    #[inline]
    pub(super) fn take_missing(&mut self) -> Option<String> {
        self.missing.take()
    }

    /// Adds a page, and returns whether it is for the caller: whether it has a new item, or is the first page.
    #[inline]
    pub(super) fn add(&mut self, page: &RawPage) -> bool {
        let count = to_i64(page.items.len());
        let known = self.items.len();
        self.items.extend(&page.items);
        let page_items: HashSet<u64> = page.items.iter().copied().collect();
        self.has_equal_items |= page_items.len() < page.items.len();
        let hash = self.hasher.hash_one(&page.items);
        let is_first = self.previous_page.is_none();
        let repeats_previous = self.previous_page.replace(hash) == Some(hash);
        let is_other_page = self.pages.insert(hash);
        // If items cannot be told apart, only whole pages can be recognized.
        let is_new = self.items.len() > known || (self.has_equal_items && is_other_page && count > 0);
        self.page = self.page.saturating_add(1);
        if is_new {
            self.stale = 0;
            self.new_pages = self.new_pages.saturating_add(1);
            self.raw_items = self.raw_items.saturating_add(count);
            self.largest_page = self.largest_page.max(count);
        } else {
            self.stale += 1;
        }
        if let Some(total) = page.total {
            self.total = Some(total);
            // A smaller total is wrong, or items that have been read were deleted. Either way it does not say where the
            // end is.
            if total >= self.items_read() {
                self.latest_total = Some(total);
                self.smallest_total = Some(self.smallest_total.map_or(total, |smallest| smallest.min(total)));
            }
        }
        let is_short = self.full_page.is_some_and(|full_page| count < full_page);
        let is_contradicted = page.total.is_some_and(|total| (1..self.items_read()).contains(&total));
        match self.latest_total {
            _ if is_new && (!is_short || is_contradicted) => {}
            Some(total) if self.least_position() >= total => self.is_over = true,
            Some(_) => self.end_if_stale(count > 0),
            // This is a fault rather than an empty page.
            None if !page.has_data => self.end_if_stale(false),
            None => {
                self.is_over = true;
                // The last page may come again for every number beyond the end, and a server that ignores the limit
                // returns everything at once. Any other full page that comes again may hide more items.
                let is_last_page = repeats_previous && self.new_pages > 1;
                let is_everything = self.limit.is_some_and(|limit| self.largest_page > limit);
                if count > 0 && !is_short && !is_last_page && !is_everything {
                    let reason = format!("page {} repeated an earlier one", self.page - 1);
                    self.report(&reason, true);
                }
            }
        }
        is_new || is_first
    }

    /// How many pages are known to follow the next one: none before the first page, and without a total. It only decides
    /// what is fetched ahead, and not where the iteration ends.
    pub(super) fn pages_ahead(&self) -> i64 {
        let missing = self
            .latest_total
            .map_or(0, |total| total.saturating_sub(self.items_read()));
        // A last page that is not short does not end the iteration, so that an empty one follows.
        let ends_short = self.full_page.is_some_and(|full_page| self.largest_page < full_page);
        match self.largest_page {
            0 => 0,
            size => missing.saturating_sub(ends_short.into()).div_euclid(size).max(0),
        }
    }

    /// Ends the iteration because of an error. If it `can_skip`, it can go on after the next page.
    #[inline]
    pub(super) fn fail(&mut self, can_skip: bool) {
        self.is_over = true;
        self.has_failed = can_skip;
    }

    /// Skips the next page. After an error, this is the page that failed.
    #[inline]
    pub(super) fn skip(&mut self) {
        if self.is_over && !self.has_failed {
            return;
        }
        self.page = self.page.saturating_add(1);
        self.skipped = self.skipped.saturating_add(1);
        if self.has_failed {
            self.has_failed = false;
            self.is_over = false;
            self.stale += 1;
            self.has_skipped_failure = true;
            self.end_if_stale(false);
        }
    }

    #[inline]
    fn items_read(&self) -> i64 {
        if self.has_equal_items {
            self.raw_items
        } else {
            to_i64(self.items.len())
        }
    }

    /// How many items of the whole list come before the next page, at least. The server's pages may be smaller than
    /// requested, so the pages that were not read count as much as the largest one that was.
    #[inline]
    fn least_position(&self) -> i64 {
        let unread = self.skipped.saturating_mul(self.largest_page.max(1));
        unread.saturating_add(self.items_read())
    }

    /// The same, at most.
    #[inline]
    fn greatest_position(&self) -> i64 {
        let page = self.limit.unwrap_or(i64::MAX).max(self.largest_page);
        self.skipped.saturating_mul(page).saturating_add(self.items_read())
    }

    #[inline]
    fn end_if_stale(&mut self, is_repeated: bool) {
        if self.stale < MAX_STALE_PAGES {
            return;
        }
        self.is_over = true;
        if self
            .smallest_total
            .map_or(self.has_skipped_failure, |total| self.greatest_position() < total)
        {
            self.report("three pages without a new one", is_repeated);
        }
    }

    #[inline]
    fn report(&mut self, reason: &str, is_repeated: bool) {
        let mut text = self.items_read().to_string();
        if let Some(total) = self.latest_total {
            text = format!("{text} of {total}");
        }
        text += " items";
        match self.skipped {
            0 => {}
            1 => text += " (1 page skipped)",
            pages => text = format!("{text} ({pages} pages skipped)"),
        }
        text = format!("{text}, then {reason}");
        if is_repeated && self.new_pages == 1 {
            text += ": the server ignored `page`";
        }
        self.missing = Some(text);
    }
}

impl fmt::Debug for Progress {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Progress")
            .field("page", &self.page)
            .field("limit", &self.limit)
            .field("total", &self.total)
            .field("items_read", &self.items_read())
            .finish_non_exhaustive()
    }
}

#[inline]
fn to_i64(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
