//! What happened to the batches that were sent.

use std::fmt;
use std::ops::Range;

use super::report::{BatchReport, ItemState};
use crate::error::Error;
use crate::response::Response;

/// The outcome of a request that was sent in batches.
#[must_use = "a batch may have failed"]
#[non_exhaustive]
pub struct BatchOutcome<T> {
    /// The batches that were sent, in the order of the list.
    pub parts: Vec<Batch<T>>,
    pub(super) report: BatchReport,
}

/// One batch.
#[non_exhaustive]
pub struct Batch<T> {
    /// Which items of the list it contained.
    pub items: Range<usize>,
    /// The response, or why there is none. A batch whose response could not be decoded although the service confirmed it
    /// counts as completed.
    pub result: Result<Response<T>, Error>,
}

impl<T: fmt::Debug + 'static> fmt::Debug for Batch<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batch")
            .field("items", &self.items)
            .field("result", &self.result)
            .finish()
    }
}

impl<T: fmt::Debug + 'static> fmt::Debug for BatchOutcome<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatchOutcome")
            .field("parts", &self.parts)
            .field("report", &self.report)
            .finish()
    }
}

impl<T> BatchOutcome<T> {
    /// What happened to each item of the list, to resume from. After [`resume`](crate::Request::resume), it includes the
    /// items that were completed before.
    #[must_use]
    pub fn report(&self) -> &BatchReport {
        &self.report
    }

    /// Whether all items of the list are completed.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.report.is_complete()
    }

    /// The error of the first batch that failed, if there is one.
    #[must_use]
    pub fn error(&self) -> Option<&Error> {
        self.parts.iter().find_map(|part| part.result.as_ref().err())
    }
}

impl<T> AsRef<BatchReport> for BatchOutcome<T> {
    fn as_ref(&self) -> &BatchReport {
        &self.report
    }
}

impl ItemState {
    pub(super) fn of<T>(result: &Result<T, Error>) -> Self {
        match result {
            Ok(_) => ItemState::Completed,
            Err(error) if error.is_confirmed() => ItemState::Completed,
            Err(error) if error.may_have_happened() => ItemState::InDoubt,
            Err(_) => ItemState::Failed,
        }
    }
}
