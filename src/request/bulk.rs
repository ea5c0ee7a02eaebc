//! Many requests of any kind, several at a time.

use std::fmt;
use std::iter::FusedIterator;
use std::sync::Arc;

use super::{AsRequest, Request};
use crate::error::Error;
use crate::execute::bulk_run::BulkRun;
use crate::execute::workers::Workers;
use crate::response::Response;

/// The response to a request of type `R`, or why there is none.
type ResultOf<R> = Result<Response<<R as AsRequest>::Output>, Error>;

/// How far [`send_all`](crate::ManagementClient::send_all) has got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SendProgress {
    /// Number of requests that succeeded, including those that the service [confirmed](Error::is_confirmed) although
    /// their response could not be decoded.
    pub succeeded: usize,
    /// Number of requests that failed, except for those in doubt.
    pub failed: usize,
    /// Number of writes that [may have happened](Error::may_have_happened).
    pub in_doubt: usize,
    /// Number of all requests, if the iterator over them knows it.
    pub total: Option<usize>,
}

impl SendProgress {
    fn add<T>(&mut self, result: &Result<T, Error>) {
        match result {
            Ok(_) => self.succeeded += 1,
            Err(error) if error.is_confirmed() => self.succeeded += 1,
            Err(error) if error.may_have_happened() => self.in_doubt += 1,
            Err(_) => self.failed += 1,
        }
    }
}

/// An iterator over the results of many requests: see [`ManagementClient::send_all`](crate::ManagementClient::send_all).
///
/// Dropping it sends nothing more, waits for the requests under way, and discards their results. To have the results, use
/// [`stop`](Self::stop).
#[must_use = "iterators are lazy: nothing is sent until the iterator is advanced"]
pub struct SendAll<I>
where
    I: Iterator,
    I::Item: AsRequest,
{
    /// `None` at the end.
    requests: Option<I>,
    concurrency: usize,
    is_ordered: bool,
    stops_on_error: bool,
    on_progress: Option<Box<dyn FnMut(SendProgress)>>,
    workers: Option<Workers<Request<<I::Item as AsRequest>::Output>, ResultOf<I::Item>>>,
    run: Arc<BulkRun>,
    next_request: usize,
    next_result: usize,
    /// Requests that were taken from the iterator, but not sent.
    canceled: Vec<usize>,
    has_writes: bool,
    progress: SendProgress,
}

impl<I> SendAll<I>
where
    I: Iterator,
    I::Item: AsRequest,
{
    pub(crate) fn new(requests: I) -> Self {
        SendAll {
            requests: Some(requests),
            concurrency: 1,
            is_ordered: true,
            stops_on_error: false,
            on_progress: None,
            workers: None,
            run: Arc::default(),
            next_request: 0,
            next_result: 0,
            canceled: Vec::new(),
            has_writes: false,
            progress: SendProgress::default(),
        }
    }

    /// The number of requests under way at a time: 1 to 64, the number of pooled connections. Defaults to 1, which sends
    /// on the thread of the caller.
    pub fn concurrency(mut self, concurrency: usize) -> Self {
        self.concurrency = concurrency;
        self
    }

    /// Yields results as they arrive instead of in the order of the requests.
    pub fn as_completed(mut self) -> Self {
        self.is_ordered = false;
        self
    }

    /// Sends nothing more after the first error. Requests under way are completed, and their results follow.
    pub fn stop_on_error(mut self) -> Self {
        self.stops_on_error = true;
        self
    }

    /// Calls a function with each result, on the thread that advances the iterator.
    pub fn on_progress(mut self, report: impl FnMut(SendProgress) + 'static) -> Self {
        self.on_progress = Some(Box::new(report));
        self
    }

    /// Sends nothing more, waits for the requests under way, and returns their results in the order of the requests.
    ///
    /// Delays before another attempt end at once; the request then has the result of its last attempt.
    pub fn stop(mut self) -> Vec<(usize, ResultOf<I::Item>)> {
        self.stop_sending();
        let mut results: Vec<_> = std::iter::from_fn(|| self.receive(None)).collect();
        results.sort_by_key(|(index, _)| *index);
        results
    }

    /// How far the run has got.
    pub fn progress(&self) -> SendProgress {
        self.progress
    }

    /// Ends all waits, and sends nothing more.
    pub(super) fn stop_sending(&mut self) {
        self.run.stop();
        self.send_nothing_more();
    }

    fn send_nothing_more(&mut self) {
        self.requests = None;
        if let Some(workers) = &mut self.workers {
            self.canceled.extend(workers.cancel_waiting());
        }
    }

    /// The iterator over the requests, unless it is at its end.
    pub(super) fn requests_mut(&mut self) -> Option<&mut I> {
        self.requests.as_mut()
    }

    /// Number of requests that were taken from the iterator.
    pub(super) fn started(&self) -> usize {
        self.next_request
    }

    /// The requests that were taken from the iterator but not sent, unless they were returned before.
    pub(super) fn take_canceled(&mut self) -> Vec<usize> {
        std::mem::take(&mut self.canceled)
    }

    /// Gives the workers as many requests as they have room for.
    fn fill(&mut self) {
        let concurrency = self.concurrency;
        let send = |request: Request<_>| request.send();
        let workers = self.workers.get_or_insert_with(|| Workers::new(concurrency, send));
        while let Some(requests) = self.requests.as_mut().filter(|_| workers.has_room()) {
            if self.next_request == 0 {
                self.progress.total = match requests.size_hint() {
                    (least, Some(most)) if least == most => Some(most),
                    _ => None,
                };
            }
            let Some(request) = requests.next() else {
                self.requests = None;
                break;
            };
            let request = request.as_request().clone().in_run(&self.run);
            self.has_writes |= !request.operation().effect.is_read();
            workers.add(self.next_request, request);
            self.next_request += 1;
        }
    }

    fn receive(&mut self, index: Option<usize>) -> Option<(usize, ResultOf<I::Item>)> {
        let (index, result) = self.workers.as_mut()?.take(index)?;
        self.next_result = index + 1;
        self.progress.add(&result);
        if let Some(report) = &mut self.on_progress {
            report(self.progress);
        }
        Some((index, result))
    }
}

impl<I> Iterator for SendAll<I>
where
    I: Iterator,
    I::Item: AsRequest,
{
    type Item = (usize, ResultOf<I::Item>);

    fn next(&mut self) -> Option<Self::Item> {
        self.fill();
        let (index, result) = self.receive(self.is_ordered.then_some(self.next_result))?;
        if let Err(error) = &result {
            if self.stops_on_error || error.concerns_every_request() {
                self.send_nothing_more();
            }
        }
        Some((index, result))
    }
}

impl<I> FusedIterator for SendAll<I>
where
    I: Iterator,
    I::Item: AsRequest,
{
}

impl<I> Drop for SendAll<I>
where
    I: Iterator,
    I::Item: AsRequest,
{
    fn drop(&mut self) {
        self.stop_sending();
        let under_way = self.workers.as_ref().map_or(0, Workers::pending);
        if under_way > 0 && self.has_writes {
            log::warn!("bulk run dropped before the results of {under_way} requests were taken; `stop` returns them");
        }
    }
}

impl<I> fmt::Debug for SendAll<I>
where
    I: Iterator,
    I::Item: AsRequest,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendAll")
            .field("concurrency", &self.concurrency)
            .field("progress", &self.progress)
            .finish_non_exhaustive()
    }
}
