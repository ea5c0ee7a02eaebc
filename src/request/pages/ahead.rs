//! Pages that are fetched before the iterator gets to them.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::Page;
use super::page_request::{Fetched, PageRequest};
use super::raw_page::ListPath;
use crate::error::Error;
use crate::execute::bulk_run::BulkRun;
use crate::execute::workers::Workers;

/// A page to fetch: what to send, its number, and where the list was on an earlier page.
type Job<T> = (PageRequest<T>, i64, Option<ListPath>);

/// The workers that fetch pages ahead.
pub(super) struct Ahead<T: Page> {
    workers: Workers<Job<T>, Result<Fetched<T>, Error>>,
    run: Arc<BulkRun>,
    /// The page with which the iteration started.
    first: i64,
    /// The first page whose result has not been taken, and the first page that is not being fetched.
    oldest: i64,
    next: i64,
}

impl<T: Page> Ahead<T> {
    /// Workers for the pages from this one on.
    pub(super) fn new(concurrency: usize, first: i64) -> Self {
        Ahead {
            workers: Workers::new(concurrency, |(request, number, path): Job<T>| {
                ControlFlow::Continue(request.fetch(number, path))
            }),
            run: Arc::default(),
            first,
            oldest: first,
            next: first,
        }
    }

    /// Fetches this page, and those up to the last one as far as there is room for them.
    pub(super) fn fetch(
        &mut self,
        request: &PageRequest<T>,
        number: i64,
        last: i64,
        path: Option<&ListPath>,
    ) -> Result<Fetched<T>, Error> {
        // Results of pages that have been skipped since make room.
        while self.oldest < number && self.oldest < self.next {
            self.workers.take(Some(self.index(self.oldest)));
            self.oldest += 1;
        }
        self.next = self.next.max(number);
        while self.next <= last.max(number) && self.workers.has_room() {
            let request = request.in_run(&self.run);
            let index = self.index(self.next);
            self.workers.add(index, (request, self.next, path.cloned()));
            self.next += 1;
        }
        self.oldest = number + 1;
        match self.workers.take(Some(self.index(number))) {
            Some((_, fetched)) => fetched,
            // Only if fetching it has panicked before.
            None => request.in_run(&self.run).fetch(number, path.cloned()),
        }
    }

    /// Pages are counted from the first one, because their numbers may be negative.
    fn index(&self, number: i64) -> usize {
        usize::try_from(number.saturating_sub(self.first)).unwrap_or(usize::MAX)
    }
}

impl<T: Page> Drop for Ahead<T> {
    fn drop(&mut self) {
        self.run.stop();
        self.workers.cancel_waiting();
    }
}
