//! Bulk runs with several workers: many requests, pages and batches. Many of them are stopped at a random moment.
//!
//! Every result must come exactly once and at its place, and what a run says about each write must be true, also of the
//! writes that it does not mention.

use std::io;
use std::ops::Range;
use std::thread;
use std::time::Duration;

use genauth::{BatchReport, Error, InDoubt, ManagementClient};

use super::faults::{Random, TOKEN_CODE};
use super::report::{self, Counts};
use super::request::LIST_ITEMS;
use super::server::WriteOutcome;
use super::{Received, Soak, code, count_error, count_result, outcome, received_write, write_request};

const MAX_CONCURRENCY: u32 = 8;
/// Half of the runs are stopped.
const STOPPED: f64 = 0.5;
/// The limit of a page, of which the list has several.
const PAGE: usize = 10;
/// How often a list in batches is resumed.
const RESUMES: usize = 3;

/// Runs one thread, which does bulk runs of all kinds in turn.
pub fn run(client: &ManagementClient, soak: &Soak, thread: usize) -> Counts {
    let mut bulk = Bulk {
        client,
        soak,
        random: Random(0xB01C + thread as u64),
        counts: Counts::new(),
    };
    for turn in thread.. {
        if soak.is_over() {
            break;
        }
        let result = match turn % 4 {
            0 => bulk.send_writes(true),
            1 => bulk.send_writes(false),
            2 => {
                bulk.list_items();
                Ok(())
            }
            _ => bulk.send_batches(),
        };
        if let Err(error) = result {
            eprintln!("the server process does not accept outcomes: {error}");
            break;
        }
    }
    bulk.counts
}

struct Bulk<'a> {
    client: &'a ManagementClient,
    soak: &'a Soak,
    random: Random,
    counts: Counts,
}

impl Bulk<'_> {
    fn count(&mut self, name: &'static str) {
        *self.counts.entry(name).or_default() += 1;
    }

    fn random_below(&mut self, end: usize) -> usize {
        self.random.below(u32::try_from(end).unwrap_or(u32::MAX)) as usize
    }

    fn random_concurrency(&mut self) -> usize {
        1 + self.random.below(MAX_CONCURRENCY) as usize
    }

    /// After how many of these results to stop, if at all.
    fn random_stop(&mut self, results: usize) -> Option<usize> {
        self.count(report::BULK_RUNS);
        let is_stopped = self.random.chance(STOPPED);
        if is_stopped {
            self.count(report::STOPPED_RUNS);
        }
        is_stopped.then(|| self.random_below(results))
    }

    /// Requests may be at any point when the run is stopped.
    fn wait_a_little(&mut self) {
        thread::sleep(Duration::from_micros(self.random.below(20_000).into()));
    }

    fn send_writes(&mut self, is_ordered: bool) -> io::Result<()> {
        let count = 20 + self.random_below(60);
        let first = self.soak.take_numbers(count);
        let stop = self.random_stop(count);
        let client = self.client.clone();
        let requests = (0..count).map(move |index| write_request(&client, &code(first + index as u64)));
        let mut run = self.client.send_all(requests).concurrency(self.random_concurrency());
        if !is_ordered {
            run = run.as_completed();
        }
        let mut results = Vec::new();
        let is_complete = loop {
            if stop == Some(results.len()) || self.soak.is_over() {
                self.wait_a_little();
                results.extend(run.stop());
                break false;
            }
            match run.next() {
                Some(result) => results.push(result),
                None => break true,
            }
        };

        let mut outcomes = vec![None; count];
        let mut is_token_rejected = false;
        for (place, (index, result)) in results.into_iter().enumerate() {
            if is_ordered && index != place {
                self.count(report::OUT_OF_ORDER);
            }
            let code = code(first + index as u64);
            let result = result.map(|response| received_write(&response, &code));
            count_result(&mut self.counts, &code, &result);
            is_token_rejected |= result.as_ref().is_err_and(rejects_token);
            if outcomes[index].replace(outcome(&result)).is_some() {
                self.count(report::RESULTS_TWICE);
            }
        }
        if is_complete && outcomes.contains(&None) {
            self.count(if is_token_rejected {
                report::ENDED_RUNS
            } else {
                report::RESULTS_MISSING
            });
        }
        let outcomes = outcomes
            .into_iter()
            .map(|outcome| outcome.unwrap_or(WriteOutcome::NotSent));
        self.report_outcomes(first, outcomes)
    }

    fn report_outcomes(&self, first: u64, outcomes: impl Iterator<Item = WriteOutcome>) -> io::Result<()> {
        (first..)
            .zip(outcomes)
            .try_for_each(|(number, outcome)| self.soak.report_outcome(number, outcome))
    }

    fn list_items(&mut self) {
        let stop = self.random_stop(LIST_ITEMS);
        let request = self.client.list_groups().limit(10);
        let mut items = request.items().concurrency(self.random_concurrency());
        let mut seen = [false; LIST_ITEMS];
        let mut is_incomplete = false;
        let mut next = 0;
        while stop.is_none_or(|stop| next < stop) && !self.soak.is_over() {
            let Some(result) = items.next() else {
                next = LIST_ITEMS;
                break;
            };
            match result {
                Ok(group) => {
                    let number = group
                        .code
                        .strip_prefix("item-")
                        .and_then(|number| number.parse::<usize>().ok());
                    let Some(number) = number.filter(|number| *number < LIST_ITEMS) else {
                        self.count(report::WRONG_RESPONSES);
                        continue;
                    };
                    self.count(report::ITEMS);
                    if seen[number] {
                        self.count(report::ITEMS_TWICE);
                    } else if number < next {
                        self.count(report::OUT_OF_ORDER);
                    }
                    seen[number] = true;
                    next = next.max(number + 1);
                }
                Err(error) if error.is_incomplete() => {
                    self.count(report::INCOMPLETE);
                    is_incomplete = true;
                }
                Err(error) => {
                    self.count(report::REQUESTS);
                    count_error(&mut self.counts, &error);
                    // Its items are not lost, because the caller knows of the error.
                    let page = usize::try_from(items.next_page() - 1).unwrap_or_default();
                    let end = LIST_ITEMS.min((page + 1) * PAGE);
                    seen[LIST_ITEMS.min(page * PAGE)..end].fill(true);
                    next = next.max(end);
                    items.skip_page();
                }
            }
        }
        let is_lost = |seen: &bool| !is_incomplete && !seen;
        let lost = seen[..next].iter().filter(|seen| is_lost(seen)).count();
        *self.counts.entry(report::ITEMS_LOST).or_default() += lost as u64;
    }

    /// Sends a list in batches, and resumes what failed or was not sent.
    fn send_batches(&mut self) -> io::Result<()> {
        let count = 60 + self.random_below(300);
        let first = self.soak.take_numbers(count);
        let codes: Vec<_> = (first..).map(code).take(count).collect();
        let request = self.client.delete_users_batch().user_ids(&codes);
        let mut outcomes = vec![WriteOutcome::NotSent; count];
        let mut last: Option<BatchReport> = None;
        for _ in 0..=RESUMES {
            let mut batches = request.batches().map_err(io::Error::other)?;
            if let Some(report) = &last {
                batches = batches.resume(report, InDoubt::Skip).map_err(io::Error::other)?;
            }
            batches = batches.concurrency(self.random_concurrency());
            if self.random.chance(0.3) {
                batches = batches.stop_on_error();
            }
            let mut parts = Vec::new();
            let stop = self.random_stop(count.div_ceil(50));
            while stop.is_none_or(|stop| parts.len() < stop) && !self.soak.is_over() {
                let Some(batch) = batches.next() else { break };
                parts.push(batch);
            }
            if stop.is_some() {
                self.wait_a_little();
            }
            // After the last batch, there is nothing to stop.
            let outcome = batches.stop();
            last = Some(outcome.report().clone());
            parts.extend(outcome.parts);
            let mut end = 0;
            for batch in parts {
                if batch.items.start < end {
                    self.count(report::OUT_OF_ORDER);
                }
                end = batch.items.end;
                self.count_batch(&batch.items, first, batch.result, &mut outcomes);
            }
        }
        if last.is_none_or(|report| outcomes != reported(&report)) {
            self.count(report::WRONG_REPORTS);
        }
        self.report_outcomes(first, outcomes.into_iter())
    }

    fn count_batch<T>(
        &mut self,
        items: &Range<usize>,
        first: u64,
        result: Result<genauth::Response<T>, Error>,
        outcomes: &mut [WriteOutcome],
    ) {
        self.count(report::BATCHES);
        let code = code(first + items.start as u64);
        let result: Result<Received, Error> = result.map(|response| received_write(&response, &code));
        count_result(&mut self.counts, &code, &result);
        outcomes[items.clone()].fill(outcome(&result));
    }
}

/// Whether the run ends, because the other requests would fail as well.
fn rejects_token(error: &Error) -> bool {
    error.is_unauthorized() || error.api_code() == Some(TOKEN_CODE)
}

/// What a report says about each item.
fn reported(report: &BatchReport) -> Vec<WriteOutcome> {
    let mut outcomes = vec![WriteOutcome::NotSent; report.total()];
    for (ranges, outcome) in [
        (report.completed(), WriteOutcome::Applied),
        (report.failed(), WriteOutcome::NotApplied),
        (report.in_doubt(), WriteOutcome::InDoubt),
    ] {
        for items in ranges {
            outcomes[items].fill(outcome);
        }
    }
    outcomes
}
