//! When an attempt may start, alone and among the requests of a client or a bulk run.

use std::thread;
use std::time::Duration;

use super::Executor;
use super::bulk_run::BulkRun;
use super::pacer::{Permit, Wait};
use super::retry::Attempts;
use crate::error::Error;
use crate::schema::OperationEffect;
use crate::transport::{TransportErrorKind, format_duration};

impl Executor {
    /// Waits until an attempt is allowed. Only then does the attempt's own time limit start.
    pub(super) fn wait_for_permit(&self, attempts: &mut Attempts) -> Result<Permit, Error> {
        let run = self.bulk_run.as_deref();
        let is_stopped = || run.is_some_and(BulkRun::is_stopped);
        let stopped = || Error::transport(TransportErrorKind::Stopped, "");
        if is_stopped() {
            return Err(stopped());
        }
        // How many workers a run has must not decide whether a request gets its first permit in time.
        let is_first_of_run = run.is_some() && attempts.made == 0;
        let _registered = run.map(BulkRun::wake_on_stop);
        let wait = Wait {
            adapts: self.adapts(),
            deadline: attempts.end(),
            extends_deadline: is_first_of_run,
            is_stopped: &is_stopped,
        };
        let permit = self.shared.pacer.acquire(wait).ok_or_else(|| {
            if is_stopped() {
                return stopped();
            }
            let deadline = format_duration(attempts.deadline());
            let reason = if self.shared.pacer.has_rate_limit() {
                "`rate_limit`"
            } else {
                "the service refused too many requests"
            };
            let message = format!("no permit within the deadline of {deadline} ({reason})");
            Error::transport(TransportErrorKind::RateLimit, message)
        })?;
        if is_first_of_run {
            attempts.discount_time();
        }
        Ok(permit)
    }

    /// Whether this request follows the pace that the service is found to accept.
    fn adapts(&self) -> bool {
        self.bulk_run.is_some() && self.retry_policy().retries()
    }

    /// Adapts the pace of all runs of the client to the outcome of this request.
    pub(super) fn pace(&self, permit: Permit, error: Option<&Error>) {
        if !self.adapts() {
            return;
        }
        match error.filter(|error| error.is_overload()) {
            Some(error) => self
                .shared
                .pacer
                .refused(permit, error.retry_after(), self.retry_policy().first_delay()),
            None => self.shared.pacer.settled(permit),
        }
    }

    /// The delay before the next attempt, if there is one.
    pub(super) fn delay_after(
        &self,
        error: &Error,
        effect: OperationEffect,
        attempts: &mut Attempts,
    ) -> Option<Duration> {
        let Some(run) = &self.bulk_run else {
            return attempts.delay_after(error, effect);
        };
        // In a run it is normal to be refused until the pace is found.
        let is_paced = error.is_overload() && self.adapts();
        if is_paced {
            attempts.discount_last();
        }
        let delay = attempts.delay_after(error, effect)?;
        if is_paced {
            // The pacer decides when.
            return Some(Duration::ZERO);
        }
        run.take_retry().then_some(delay)
    }

    /// Waits for this time, and returns whether the run was stopped meanwhile.
    pub(super) fn is_stopped_within(&self, delay: Duration) -> bool {
        if let Some(run) = &self.bulk_run {
            return run.is_stopped_within(delay);
        }
        thread::sleep(delay);
        false
    }
}
