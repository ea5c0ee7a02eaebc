//! Many requests of any kind, several at a time.

use std::fmt;
use std::iter::FusedIterator;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::{AsRequest, Request};
use crate::codec::decode::Decode;
use crate::error::Error;
use crate::execute::bulk_run::BulkRun;
use crate::execute::workers::Workers;
use crate::response::Response;

/// The response to a request of type `R`, or why there is none.
type ResultOf<R> = Result<Response<<R as AsRequest>::Output>, Error>;

/// The workers that send requests of type `R`, each with its index.
type Senders<R> = Workers<(usize, Request<<R as AsRequest>::Output>), ResultOf<R>>;

/// What is called on the threads that send requests, with the index of a request.
struct Hooks<R> {
    on_start: Option<Box<dyn Fn(usize) + Send + Sync>>,
    on_end: Option<OnEnd<R>>,
}

type OnEnd<R> = Box<dyn Fn(usize, &R) + Send + Sync>;

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

/// Stops a run from another thread: see [`SendAll::stop_handle`].
#[derive(Clone)]
pub struct StopHandle(Arc<BulkRun>);

impl StopHandle {
    /// Sends nothing more, and ends all waits. The iterator yields the results of the requests under way, and ends.
    pub fn stop(&self) {
        self.0.stop();
    }
}

impl fmt::Debug for StopHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("StopHandle").field(&self.0.is_stopped()).finish()
    }
}

/// An iterator over the results of many requests: see [`ManagementClient::send_all`](crate::ManagementClient::send_all).
///
/// Dropping it sends nothing more, waits for the requests under way, and discards their results. To have the results, use
/// [`stop`](Self::stop).
#[must_use = "iterators are lazy: nothing is sent until the iterator is advanced"]
pub struct SendAll<'a, I>
where
    I: Iterator,
    I::Item: AsRequest,
{
    /// `None` at the end.
    requests: Option<I>,
    concurrency: usize,
    is_ordered: bool,
    stops_on_error: bool,
    on_progress: Option<Box<dyn FnMut(SendProgress) + 'a>>,
    /// `None` once there are workers, which then have them.
    hooks: Option<Hooks<ResultOf<I::Item>>>,
    workers: Option<Senders<I::Item>>,
    run: Arc<BulkRun>,
    /// Number of requests that were taken from the iterator.
    taken: usize,
    /// Requests that were taken from the iterator, but not sent.
    canceled: Vec<usize>,
    /// The writes among the requests without a result.
    writes: Vec<usize>,
    progress: SendProgress,
}

impl<'a, I> SendAll<'a, I>
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
            hooks: Some(Hooks {
                on_start: None,
                on_end: None,
            }),
            workers: None,
            run: Arc::default(),
            taken: 0,
            canceled: Vec::new(),
            writes: Vec::new(),
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
    ///
    /// ```no_run
    /// # let client = genauth::ManagementClient::from_env()?;
    /// # let requests: Vec<genauth::builders::CreateUser> = Vec::new();
    /// let mut failed = 0;
    /// let run = client.send_all(requests).concurrency(16).on_progress(|progress| {
    ///     failed = progress.failed + progress.in_doubt;
    ///     eprint!("\r{} of {:?}", progress.succeeded, progress.total);
    /// });
    /// run.for_each(drop);
    /// println!("{failed} failed");
    /// # Ok::<(), genauth::Error>(())
    /// ```
    pub fn on_progress(mut self, report: impl FnMut(SendProgress) + 'a) -> Self {
        self.on_progress = Some(Box::new(report));
        self
    }

    /// Calls a function with the index of each request before it is sent, on the thread that sends it.
    ///
    /// A program that keeps a journal notes there what it is about to send: a request without a result in the journal may
    /// have happened. With [`on_end`](Self::on_end), no more than [`concurrency`](Self::concurrency) requests have this
    /// state at a time. To prevent that the request is sent, call [`StopHandle::stop`].
    ///
    /// ```no_run
    /// # let client = genauth::ManagementClient::from_env()?;
    /// # let requests: Vec<genauth::builders::CreateUser> = Vec::new();
    /// let run = client.send_all(requests).concurrency(16);
    /// let run = run.on_start(|index| eprintln!("{index}: sending"));
    /// let run = run.on_end(|index, result| eprintln!("{index}: {}", result.is_ok()));
    /// run.for_each(drop);
    /// # Ok::<(), genauth::Error>(())
    /// ```
    pub fn on_start(mut self, start: impl Fn(usize) + Send + Sync + 'static) -> Self {
        if let Some(hooks) = &mut self.hooks {
            hooks.on_start = Some(Box::new(start));
        }
        self
    }

    /// Calls a function with each result when it is there, on the thread that has sent the request.
    pub fn on_end(mut self, end: impl Fn(usize, &ResultOf<I::Item>) + Send + Sync + 'static) -> Self {
        if let Some(hooks) = &mut self.hooks {
            hooks.on_end = Some(Box::new(end));
        }
        self
    }

    /// Sends nothing more, waits for the requests under way, and returns their results in the order of the requests.
    ///
    /// Delays before another attempt end at once; the request then has the result of its last attempt. If it was not sent
    /// at all, its [`transport_kind`](Error::transport_kind) is
    /// [`Stopped`](crate::transport::TransportErrorKind::Stopped).
    pub fn stop(mut self) -> Vec<(usize, ResultOf<I::Item>)> {
        self.stop_sending();
        std::iter::from_fn(|| self.receive(true)).collect()
    }

    /// A handle with which another thread can stop the run, such as one that handles Ctrl-C.
    ///
    /// ```no_run
    /// # let client = genauth::ManagementClient::from_env()?;
    /// # let requests: Vec<genauth::builders::CreateUser> = Vec::new();
    /// let run = client.send_all(requests).concurrency(16);
    /// let handle = run.stop_handle();
    /// std::thread::spawn(move || {
    ///     std::io::stdin().read_line(&mut String::new()).ok();
    ///     handle.stop();
    /// });
    /// for (index, result) in run {
    ///     println!("{index}: {}", result.is_ok());
    /// }
    /// # Ok::<(), genauth::Error>(())
    /// ```
    pub fn stop_handle(&self) -> StopHandle {
        StopHandle(Arc::clone(&self.run))
    }

    /// How far the run has got.
    pub fn progress(&self) -> SendProgress {
        self.progress
    }

    /// Ends all waits, and sends nothing more.
    pub(super) fn stop_sending(&mut self) {
        self.run.stop();
        if let Some(workers) = &mut self.workers {
            self.canceled.extend(workers.cancel_waiting());
        }
    }

    /// The iterator over the requests, unless it is at its end.
    pub(super) fn requests_mut(&mut self) -> Option<&mut I> {
        self.requests.as_mut()
    }

    /// Number of requests that were taken from the iterator.
    pub(super) fn taken(&self) -> usize {
        self.taken
    }

    /// The requests that were taken from the iterator but not sent, unless they were returned before.
    pub(super) fn take_canceled(&mut self) -> Vec<usize> {
        std::mem::take(&mut self.canceled)
    }

    /// Gives the workers as many requests as they have room for. Before one is sent, `starting` is called with its index.
    pub(super) fn fill(&mut self, starting: &mut dyn FnMut(usize)) {
        let (concurrency, stops_on_error) = (self.concurrency, self.stops_on_error);
        let (hooks, run) = (&mut self.hooks, &self.run);
        let workers = self.workers.get_or_insert_with(|| {
            let (hooks, run) = (hooks.take(), Arc::clone(run));
            Workers::new(concurrency, move |(index, request)| {
                match send(index, &request, hooks.as_ref(), stops_on_error) {
                    // A handle can stop the run while the thread of the caller waits for a result.
                    ControlFlow::Continue(result) if run.is_stopped() => ControlFlow::Break(result),
                    outcome => outcome,
                }
            })
        });
        if self.run.is_stopped() {
            self.canceled.extend(workers.cancel_waiting());
        }
        while workers.has_room() && !workers.is_over() {
            let Some(requests) = &mut self.requests else {
                break;
            };
            if self.taken == 0 {
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
            let index = self.taken;
            self.taken += 1;
            starting(index);
            if !request.operation().effect.is_read() {
                self.writes.push(index);
            }
            workers.add(index, (index, request));
        }
    }

    /// Waits for the result of the oldest request without one, or of any request.
    pub(super) fn receive(&mut self, is_ordered: bool) -> Option<(usize, ResultOf<I::Item>)> {
        let workers = self.workers.as_mut()?;
        let oldest = *workers.pending().front()?;
        let Some((index, result)) = workers.take(is_ordered.then_some(oldest)) else {
            self.canceled.extend(workers.cancel_waiting());
            return None;
        };
        self.writes.retain(|write| *write != index);
        self.progress.add(&result);
        if let Some(report) = &mut self.on_progress {
            report(self.progress);
        }
        Some((index, result))
    }
}

/// Sends a request. After a failure that stops the run, the next ones need not start.
fn send<T: Decode>(
    index: usize,
    request: &Request<T>,
    hooks: Option<&Hooks<Result<Response<T>, Error>>>,
    stops_on_error: bool,
) -> ControlFlow<Result<Response<T>, Error>, Result<Response<T>, Error>> {
    if let Some(start) = hooks.and_then(|hooks| hooks.on_start.as_ref()) {
        start(index);
    }
    let result = request.send();
    if let Some(end) = hooks.and_then(|hooks| hooks.on_end.as_ref()) {
        end(index, &result);
    }
    let stops = |error: &Error| stops_on_error || error.concerns_every_request();
    if result.as_ref().is_err_and(stops) {
        return ControlFlow::Break(result);
    }
    ControlFlow::Continue(result)
}

impl<I> Iterator for SendAll<'_, I>
where
    I: Iterator,
    I::Item: AsRequest,
{
    type Item = (usize, ResultOf<I::Item>);

    fn next(&mut self) -> Option<Self::Item> {
        self.fill(&mut |_| {});
        self.receive(self.is_ordered)
    }
}

impl<I> FusedIterator for SendAll<'_, I>
where
    I: Iterator,
    I::Item: AsRequest,
{
}

impl<I> Drop for SendAll<'_, I>
where
    I: Iterator,
    I::Item: AsRequest,
{
    fn drop(&mut self) {
        self.stop_sending();
        let pending = self.workers.iter().flat_map(Workers::pending);
        let writes = pending.filter(|index| self.writes.contains(index)).count();
        if writes > 0 {
            log::warn!("bulk run dropped before the results of {writes} writes were taken; `stop` returns them");
        }
    }
}

impl<I> fmt::Debug for SendAll<'_, I>
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
