//! The iterator over batches, which are a bulk run.

use std::fmt;
use std::iter::FusedIterator;
use std::ops::Range;
use std::vec;

use serde_json::Value;

use super::list::SplitList;
use super::report::ItemState;
use super::{Batch, BatchOutcome, BatchReport, InDoubt};
use crate::codec::decode::Decode;
use crate::error::Error;
use crate::request::Request;
use crate::request::bulk::SendAll;
use crate::schema::violation::{Violation, ViolationKind};

/// An iterator that sends a list in batches: see [`Request::batches`].
///
/// A batch that fails does not stop the others, unless [`stop_on_error`](Self::stop_on_error) is set or the next ones
/// cannot fare better, as in [`send_all`](crate::ManagementClient::send_all).
///
/// Dropping it sends nothing more, waits for the batches under way, and discards their results.
#[must_use = "iterators are lazy: nothing is sent until the iterator is advanced"]
pub struct Batches<T: Decode> {
    run: SendAll<Parts<T>>,
    /// The items of each batch.
    ranges: Vec<Range<usize>>,
    /// Number of batches that were handed to the workers.
    started: usize,
    /// Those without a result, and what the report says of them otherwise.
    under_way: Vec<(usize, ItemState)>,
    max_items: usize,
    request_hash: u64,
    report: BatchReport,
}

impl<T: Decode> Batches<T> {
    pub(super) fn new(mut request: Request<T>, list: &SplitList, request_hash: u64, report: BatchReport) -> Self {
        let name = list.param.name();
        let items = match request.params_mut().get_mut(&*name) {
            Some(Value::Array(items)) => std::mem::take(items),
            _ => Vec::new(),
        };
        let parts = Parts {
            request,
            name: name.into_owned(),
            items,
            ranges: Vec::new().into_iter(),
        };
        let batches = Batches {
            run: SendAll::new(parts),
            ranges: Vec::new(),
            started: 0,
            under_way: Vec::new(),
            max_items: list.max_items,
            request_hash,
            report,
        };
        batches.of_rest(InDoubt::Skip)
    }

    /// The batches of the items that are not completed.
    fn of_rest(mut self, in_doubt: InDoubt) -> Self {
        let is_to_send = |state| match state {
            ItemState::Completed => false,
            ItemState::Failed | ItemState::NotSent => true,
            ItemState::InDoubt => in_doubt == InDoubt::Resend,
        };
        self.ranges = self.report.batches(is_to_send, self.max_items);
        if let Some(parts) = self.run.requests_mut() {
            parts.ranges = self.ranges.clone().into_iter();
        }
        self
    }

    /// Sends only the items that failed or were not sent according to this report, and those in doubt only with
    /// [`InDoubt::Resend`]. Call it before the iterator is advanced.
    ///
    /// # Errors
    ///
    /// [`Error::is_validation`] if the report is for a different request: the operation, the list in its order, and all
    /// other parameters must be the same. The client is not compared.
    pub fn resume(mut self, report: impl AsRef<BatchReport>, in_doubt: InDoubt) -> Result<Self, Error> {
        let report = report.as_ref();
        let operation = self.report.operation();
        if report.is_of(operation, self.request_hash, self.report.total()) {
            self.report = report.clone();
            return Ok(self.of_rest(in_doubt));
        }
        let message = if report.operation() == operation {
            "is for a different request: the list or another parameter differs".to_owned()
        } else {
            format!("is for {}", report.operation())
        };
        let violation = Violation::new("report", ViolationKind::Conflict, message);
        Err(Error::invalid_request(vec![violation]).with_operation(operation.to_owned()))
    }

    /// Maximum number of batches under way at a time: 1 to 64, the number of pooled connections. Defaults to 1.
    ///
    /// Batches are then applied in any order, and their results are returned in the order of the list.
    pub fn concurrency(mut self, concurrency: usize) -> Self {
        self.run = self.run.concurrency(concurrency);
        self
    }

    /// Sends nothing more after the first batch that fails. Batches under way are completed, and their results follow.
    pub fn stop_on_error(mut self) -> Self {
        self.run = self.run.stop_on_error();
        self
    }

    /// What happened to each item so far.
    ///
    /// Batches under way count as in doubt, so that a stored report never leads to a doubled write. Only a batch that is
    /// sent after the report was stored is missing in it: with the default concurrency, the one that was being sent when
    /// the process was killed.
    #[must_use]
    pub fn report(&self) -> &BatchReport {
        &self.report
    }

    /// Sends all batches, and returns what happened.
    pub fn send(mut self) -> BatchOutcome<T> {
        let parts = self.by_ref().collect();
        BatchOutcome {
            parts,
            report: self.report.clone(),
        }
    }

    /// Sends nothing more, waits for the batches under way, and returns their results and the final report.
    pub fn stop(mut self) -> BatchOutcome<T> {
        self.run.stop_sending();
        self.send()
    }
}

impl<T: Decode> Batches<T> {
    /// Marks the batches in doubt that the workers were given, but not those that they have given back.
    fn mark_under_way(&mut self) {
        for index in self.started..self.run.started() {
            let items = &self.ranges[index];
            self.under_way.push((index, self.report.state_at(items.start)));
            self.report.set(items, ItemState::InDoubt);
        }
        self.started = self.run.started();
        for canceled in self.run.take_canceled() {
            self.settle(canceled, None);
        }
    }

    /// Notes the result of a batch. If it was not sent, its items are what they were before.
    fn settle(&mut self, index: usize, result: Option<ItemState>) {
        if let Some(position) = self.under_way.iter().position(|(other, _)| *other == index) {
            let (_, before) = self.under_way.swap_remove(position);
            self.report.set(&self.ranges[index], result.unwrap_or(before));
        }
    }
}

impl<T: Decode> Iterator for Batches<T> {
    type Item = Batch<T>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.run.next();
        self.mark_under_way();
        let (index, result) = next?;
        self.settle(index, Some(ItemState::of(&result)));
        Some(Batch {
            items: self.ranges[index].clone(),
            result,
        })
    }
}

impl<T: Decode> FusedIterator for Batches<T> {}

impl<T: Decode> fmt::Debug for Batches<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batches")
            .field("run", &self.run)
            .field("report", &self.report)
            .finish_non_exhaustive()
    }
}

/// The requests for the batches.
struct Parts<T> {
    request: Request<T>,
    /// The list's name.
    name: String,
    /// The whole list.
    items: Vec<Value>,
    ranges: vec::IntoIter<Range<usize>>,
}

impl<T> Iterator for Parts<T> {
    type Item = Request<T>;

    fn next(&mut self) -> Option<Self::Item> {
        let items = self.items[self.ranges.next()?].into();
        let mut part = self.request.clone();
        part.params_mut().insert(self.name.clone(), items);
        Some(part)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.ranges.size_hint()
    }
}
