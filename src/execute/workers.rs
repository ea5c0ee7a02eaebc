//! Runs jobs on several threads, and hands over their results in any order that the caller asks for.
//!
//! Everything that sends more than one request at a time is built on this: pages that are fetched ahead, and requests in
//! bulk. One worker is the thread of the caller itself, so that sequential code is the same code.

use std::any::Any;
use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

const THREAD_NAME: &str = "genauth-worker";

/// The number of workers that a client can use: the size of the connection pool.
pub(crate) const MAX_WORKERS: usize = 64;

/// A job that has ended: its result, or what it panicked with.
type Outcome<R> = Result<R, Box<dyn Any + Send>>;

/// Jobs that run on up to `concurrency` threads. Dropping it waits for the jobs that are running, and drops the others.
pub(crate) struct Workers<J, R> {
    shared: Arc<Shared<J, R>>,
    threads: Vec<JoinHandle<()>>,
    concurrency: usize,
    /// The jobs whose results have not been taken, oldest first.
    pending: VecDeque<usize>,
}

struct Shared<J, R> {
    state: Mutex<State<J, R>>,
    job_added: Condvar,
    job_ended: Condvar,
    run: Box<dyn Fn(J) -> ControlFlow<R, R> + Send + Sync>,
}

struct State<J, R> {
    waiting: VecDeque<(usize, J)>,
    ended: Vec<(usize, Outcome<R>)>,
    /// Number of threads that wait for a job.
    idle: usize,
    /// Whether no further job starts.
    is_over: bool,
    is_closed: bool,
}

impl<J: Send + 'static, R: Send + 'static> Workers<J, R> {
    /// Workers for jobs that are run in this way. After one that returns `Break`, no further job starts.
    pub(crate) fn new(concurrency: usize, run: impl Fn(J) -> ControlFlow<R, R> + Send + Sync + 'static) -> Self {
        Workers {
            shared: Arc::new(Shared {
                state: Mutex::new(State {
                    waiting: VecDeque::new(),
                    ended: Vec::new(),
                    idle: 0,
                    is_over: false,
                    is_closed: false,
                }),
                job_added: Condvar::new(),
                job_ended: Condvar::new(),
                run: Box::new(run),
            }),
            threads: Vec::new(),
            concurrency: concurrency.clamp(1, MAX_WORKERS),
            pending: VecDeque::new(),
        }
    }

    /// Whether another job fits into the window: twice as many as there are workers, so that a slow job does not leave
    /// the others without work, and memory does not grow with the number of jobs.
    pub(crate) fn has_room(&self) -> bool {
        let window = if self.concurrency == 1 { 1 } else { 2 * self.concurrency };
        self.pending.len() < window
    }

    /// The jobs whose results have not been taken, oldest first.
    pub(crate) fn pending(&self) -> &VecDeque<usize> {
        &self.pending
    }

    /// Whether no further job starts, because a job has returned `Break` or the others were canceled.
    pub(crate) fn is_over(&self) -> bool {
        self.shared.lock().is_over
    }

    /// Adds a job. A single worker runs it when its result is taken.
    pub(crate) fn add(&mut self, index: usize, job: J) {
        self.pending.push_back(index);
        let mut state = self.shared.lock();
        state.waiting.push_back((index, job));
        let needs_thread = state.idle < state.waiting.len() && self.threads.len() < self.concurrency;
        drop(state);
        self.shared.job_added.notify_one();
        if self.concurrency > 1 && needs_thread {
            let shared = Arc::clone(&self.shared);
            let thread = thread::Builder::new().name(THREAD_NAME.to_owned());
            // Without threads, the caller does the work.
            self.threads.extend(thread.spawn(move || shared.work()));
        }
    }

    /// Waits for the result of this job, or of any job. Returns `None` if it is not pending, or will not start.
    ///
    /// # Panics
    ///
    /// If the job has panicked, with what it panicked with. It is then no longer pending.
    pub(crate) fn take(&mut self, index: Option<usize>) -> Option<(usize, R)> {
        let is_it = |other: &usize| index.is_none_or(|index| *other == index);
        if !self.pending.iter().any(is_it) {
            return None;
        }
        let mut state = self.shared.lock();
        let (index, outcome) = loop {
            if let Some(position) = state.ended.iter().position(|(other, _)| is_it(other)) {
                break state.ended.swap_remove(position);
            }
            let waiting = state.waiting.iter().position(|(other, _)| is_it(other));
            let is_running = match index {
                Some(_) => waiting.is_none(),
                None => state.waiting.len() < self.pending.len(),
            };
            if state.is_over && !is_running {
                return None;
            }
            if self.threads.is_empty() {
                let (index, job) = state.waiting.remove(waiting?)?;
                drop(state);
                self.pending.retain(|other| *other != index);
                // The caller sees a panic as it is.
                let (result, is_last) = self.shared.run(job);
                self.shared.lock().is_over |= is_last;
                return Some((index, result));
            }
            state = wait(&self.shared.job_ended, state);
        };
        drop(state);
        self.pending.retain(|other| *other != index);
        match outcome {
            Ok(result) => Some((index, result)),
            Err(panic) => panic::resume_unwind(panic),
        }
    }

    /// Drops the jobs that have not started, and starts none in the future. Returns the indexes of those dropped, which
    /// are younger than those that have started.
    pub(crate) fn cancel_waiting(&mut self) -> Vec<usize> {
        let mut state = self.shared.lock();
        state.is_over = true;
        let canceled = std::mem::take(&mut state.waiting);
        drop(state);
        let started = self.pending.len() - canceled.len();
        self.pending.truncate(started);
        canceled.into_iter().map(|(index, _)| index).collect()
    }
}

impl<J, R> Shared<J, R> {
    fn lock(&self) -> MutexGuard<'_, State<J, R>> {
        // All changes made under the lock are complete.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs a job, and returns whether it is the last one to start.
    fn run(&self, job: J) -> (R, bool) {
        match (self.run)(job) {
            ControlFlow::Continue(result) => (result, false),
            ControlFlow::Break(result) => (result, true),
        }
    }

    fn work(&self) {
        let mut state = self.lock();
        while !state.is_closed {
            let job = if state.is_over { None } else { state.waiting.pop_front() };
            let Some((index, job)) = job else {
                state.idle += 1;
                state = wait(&self.job_added, state);
                state.idle -= 1;
                continue;
            };
            drop(state);
            let outcome = panic::catch_unwind(AssertUnwindSafe(|| self.run(job)));
            state = self.lock();
            state.is_over |= matches!(outcome, Ok((_, true)));
            state.ended.push((index, outcome.map(|(result, _)| result)));
            self.job_ended.notify_all();
        }
    }
}

fn wait<'a, T>(condition: &Condvar, guard: MutexGuard<'a, T>) -> MutexGuard<'a, T> {
    condition.wait(guard).unwrap_or_else(PoisonError::into_inner)
}

impl<J, R> Drop for Workers<J, R> {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        state.is_closed = true;
        state.waiting.clear();
        drop(state);
        self.shared.job_added.notify_all();
        for thread in self.threads.drain(..) {
            // A job that panics does not end its thread.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests;
