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
use crate::transport::TransportErrorKind;

/// An iterator that sends a list in batches: see [`Request::batches`].
///
/// A batch that fails does not stop the others, unless [`stop_on_error`](Self::stop_on_error) is set or the next ones
/// cannot fare better, as in [`send_all`](crate::ManagementClient::send_all).
///
/// Dropping it sends nothing more, waits for the batches under way, and discards their results.
#[must_use = "iterators are lazy: nothing is sent until the iterator is advanced"]
pub struct Batches<'a, T: Decode> {
    run: SendAll<'a, Parts<T>>,
    max_items: usize,
    request_hash: u64,
    ledger: Ledger<'a>,
}

/// What is known of the batches.
struct Ledger<'a> {
    /// The items of each batch.
    ranges: Vec<Range<usize>>,
    report: BatchReport,
    /// The writes without a result, and what the report says of them if they are not sent.
    under_way: Vec<(usize, ItemState)>,
    is_write: bool,
    on_report: Option<OnReport<'a>>,
}

type OnReport<'a> = Box<dyn FnMut(&BatchReport) + 'a>;

impl<'a, T: Decode> Batches<'a, T> {
    pub(super) fn new(mut request: Request<T>, list: &SplitList, request_hash: u64, report: BatchReport) -> Self {
        let is_write = !request.operation().effect.is_read();
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
            max_items: list.max_items,
            request_hash,
            ledger: Ledger {
                ranges: Vec::new(),
                report,
                under_way: Vec::new(),
                is_write,
                on_report: None,
            },
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
        let ranges = self.ledger.report.batches(is_to_send, self.max_items);
        if let Some(parts) = self.run.requests_mut() {
            parts.ranges = ranges.clone().into_iter();
        }
        self.ledger.ranges = ranges;
        self
    }

    /// Sends only the items that failed or were not sent according to this report, and those in doubt only with
    /// [`InDoubt::Resend`].
    ///
    /// # Errors
    ///
    /// [`Error::is_validation`]
    ///
    /// - if the report is for a different request: the operation, the list in its order, and all other parameters must
    ///   be the same. The client is not compared;
    /// - if the iterator was advanced before.
    pub fn resume(mut self, report: impl AsRef<BatchReport>, in_doubt: InDoubt) -> Result<Self, Error> {
        let report = report.as_ref();
        let own = &self.ledger.report;
        let message = if self.run.taken() > 0 {
            "must be given before batches are sent".to_owned()
        } else if report.is_of(own.operation(), self.request_hash, own.total()) {
            self.ledger.report = report.clone();
            return Ok(self.of_rest(in_doubt));
        } else if report.operation() == own.operation() {
            "is for a different request: the list or another parameter differs".to_owned()
        } else {
            format!("is for {}", report.operation())
        };
        let violation = Violation::new("report", ViolationKind::Conflict, message);
        Err(Error::invalid_request(vec![violation]).with_operation(own.operation().to_owned()))
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

    /// Calls a function with the [report](Self::report) each time it changes, on the thread that advances the iterator:
    /// before a write is sent, whose items then count as in doubt, and after the result of each batch.
    ///
    /// If it stores the report, a program can be killed at any time, and sends nothing twice when it
    /// [resumes](Self::resume). If it panics before a batch is sent, that batch is not sent.
    pub fn on_report(mut self, report: impl FnMut(&BatchReport) + 'a) -> Self {
        self.ledger.on_report = Some(Box::new(report));
        self
    }

    /// What happened to each item so far. Writes that the workers have been given count as in doubt, also those that wait
    /// for one: up to twice the [`concurrency`](Self::concurrency), or 1 by default.
    ///
    /// To store it, use [`on_report`](Self::on_report): a report that is stored only after each batch does not contain the
    /// ones that were sent since.
    #[must_use]
    pub fn report(&self) -> &BatchReport {
        &self.ledger.report
    }

    /// Sends all batches, and returns what happened.
    pub fn send(mut self) -> BatchOutcome<T> {
        let parts = self.by_ref().collect();
        BatchOutcome {
            parts,
            report: self.ledger.report.clone(),
        }
    }

    /// Sends nothing more, waits for the batches under way, and returns their results and the final report.
    pub fn stop(mut self) -> BatchOutcome<T> {
        self.run.stop_sending();
        self.send()
    }
}

impl Ledger<'_> {
    /// Notes that a batch is about to be sent.
    fn start(&mut self, index: usize) {
        if self.is_write {
            let items = &self.ranges[index];
            self.under_way.push((index, self.report.state_at(items.start)));
            self.report.set(items, ItemState::InDoubt);
            self.publish();
        }
    }

    /// Notes the result of a batch. If it was not sent, its items are what they were before.
    fn settle(&mut self, index: usize, result: Option<ItemState>) {
        let position = self.under_way.iter().position(|(other, _)| *other == index);
        let before = position.map(|position| self.under_way.swap_remove(position).1);
        if let Some(state) = result.or(before) {
            self.report.set(&self.ranges[index], state);
        }
    }

    fn publish(&mut self) {
        if let Some(publish) = &mut self.on_report {
            publish(&self.report);
        }
    }
}

impl<T: Decode> Iterator for Batches<'_, T> {
    type Item = Batch<T>;

    fn next(&mut self) -> Option<Self::Item> {
        self.run.fill(&mut |index| self.ledger.start(index));
        loop {
            let received = self.run.receive(true);
            let mut not_sent = self.run.take_canceled();
            let sent = match received {
                Some((index, Err(error))) if error.transport_kind() == Some(TransportErrorKind::Stopped) => {
                    not_sent.push(index);
                    None
                }
                received => received,
            };
            if sent.is_none() && not_sent.is_empty() {
                return None;
            }
            for index in not_sent {
                self.ledger.settle(index, None);
            }
            if let Some((index, result)) = &sent {
                self.ledger.settle(*index, Some(ItemState::of(result)));
            }
            self.ledger.publish();
            if let Some((index, result)) = sent {
                let items = self.ledger.ranges[index].clone();
                return Some(Batch { items, result });
            }
        }
    }
}

impl<T: Decode> FusedIterator for Batches<'_, T> {}

impl<T: Decode> fmt::Debug for Batches<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batches")
            .field("run", &self.run)
            .field("report", &self.ledger.report)
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
