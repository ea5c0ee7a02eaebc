//! Lists that are longer than the service accepts, sent in batches.
//!
//! Few programs need this. Therefore all functions are generic or `#[inline]`, like generated ones: only a program that
//! sends in batches compiles them, and the sort and the decoder that they need.

mod hash;
mod iter;
mod list;
mod outcome;
mod report;

pub use self::iter::Batches;
use self::list::SplitList;
pub use self::outcome::{Batch, BatchOutcome};
pub use self::report::BatchReport;
use super::Request;
use crate::codec::decode::Decode;
use crate::error::Error;
use crate::schema::violation::{Violation, ViolationKind};

/// Whether [`resume`](Request::resume) sends items that are [in doubt](BatchReport::in_doubt).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InDoubt {
    /// Does not send them. They remain in doubt.
    Skip,
    /// Sends them again, so that they may be applied twice. Use it after you have checked that they were not applied, or
    /// if it does no harm to apply them twice.
    Resend,
}

/// # Batches
impl<T: Decode> Request<T> {
    /// Splits a list that exceeds the service's limit into batches, and sends them one after the other.
    ///
    /// ```no_run
    /// use genauth::InDoubt;
    ///
    /// # let client = genauth::ManagementClient::from_env()?;
    /// # let user_ids: Vec<String> = Vec::new();
    /// let request = client.delete_users_batch().user_ids(&user_ids);
    /// let outcome = request.send_in_batches()?;
    /// if let Some(error) = outcome.error() {
    ///     println!("{}: {error}", outcome.report()); // 50 of 120 items completed; failed: 50..100; not sent: 100..120
    ///     let outcome = request.resume(&outcome, InDoubt::Skip)?;
    /// }
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// Sending stops at the first batch that fails. [`resume`](Self::resume) sends the rest. To send several batches at
    /// a time, or to do something after each of them, use [`batches`](Self::batches).
    ///
    /// An empty list has no batches, and nothing is sent. If a request has two required lists, such as users and roles,
    /// the other list is sent with every batch.
    ///
    /// # Errors
    ///
    /// [`Error::is_validation`], before anything is sent: the whole request is validated first, with indexes into the
    /// whole list. It is also a violation
    ///
    /// - if there is no list to split, or if two lists are too long;
    /// - if two lists are alternatives, such as codes and IDs of the resources to delete, because one of them would be
    ///   sent with every batch of the other;
    /// - if the list replaces the previous one as a whole, such as the actions of a resource, because each batch would
    ///   overwrite the one before.
    pub fn send_in_batches(&self) -> Result<BatchOutcome<T>, Error> {
        Ok(self.batches()?.stop_on_error().send())
    }

    /// Sends the items that failed or were not sent. Those in doubt are only sent with [`InDoubt::Resend`].
    ///
    /// The report is that of an earlier call, or its [outcome](BatchOutcome). It can be [stored](BatchReport), to resume
    /// in another run of the program.
    ///
    /// ```no_run
    /// use genauth::{BatchReport, InDoubt};
    ///
    /// # let client = genauth::ManagementClient::from_env()?;
    /// # let user_ids: Vec<String> = Vec::new();
    /// # let stored: &str = "";
    /// let report: BatchReport = genauth::serde_json::from_str(stored)?;
    /// for items in report.in_doubt() {
    ///     println!("check whether these exist: {:?}", &user_ids[items]);
    /// }
    /// let request = client.delete_users_batch().user_ids(&user_ids);
    /// let outcome = request.resume(&report, InDoubt::Skip)?;
    /// println!("{}", outcome.report());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// Sending stops at the first batch that fails. The new report includes what was completed before, so that sending
    /// can be resumed again.
    ///
    /// # Errors
    ///
    /// Same as [`Batches::resume`].
    pub fn resume(&self, report: impl AsRef<BatchReport>, in_doubt: InDoubt) -> Result<BatchOutcome<T>, Error> {
        Ok(self.batches()?.resume(report, in_doubt)?.stop_on_error().send())
    }

    /// Splits a list like [`send_in_batches`](Self::send_in_batches), and returns an iterator that sends a batch each
    /// time it is advanced, or several at a time.
    ///
    /// ```no_run
    /// use genauth::serde_json;
    ///
    /// # let client = genauth::ManagementClient::from_env()?;
    /// # let user_ids: Vec<String> = Vec::new();
    /// let request = client.delete_users_batch().user_ids(&user_ids);
    /// let store = |report: &genauth::BatchReport| {
    ///     let json = serde_json::to_vec(report).expect("a report is valid JSON");
    ///     std::fs::write("deletion.json", json).expect("the disk is not full");
    /// };
    /// for batch in request.batches()?.concurrency(8).on_report(store) {
    ///     println!("{:?}: {:?}", batch.items, batch.result.err());
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Same as [`send_in_batches`](Self::send_in_batches). The error of a batch is part of the [`Batch`].
    pub fn batches<'a>(&self) -> Result<Batches<'a, T>, Error> {
        let list = self.validated_list()?;
        let request_hash = list.request_hash(self);
        let report = BatchReport::new(self.operation().name, request_hash, list.len);
        Ok(Batches::new(self.clone(), &list, request_hash, report))
    }
}

impl<T> Request<T> {
    /// Validates a request that is to be sent in batches: like [`validate`](Self::validate), but its list may be longer
    /// than the service accepts, or empty.
    ///
    /// # Errors
    ///
    /// Same as [`send_in_batches`](Self::send_in_batches).
    pub fn validate_in_batches(&self) -> Result<(), Error> {
        self.validated_list().map(|_| ())
    }

    /// The list to split, if the request is valid otherwise.
    fn validated_list(&self) -> Result<SplitList, Error> {
        let Some(list) = SplitList::find(self.operation(), self.params()) else {
            self.validate()?;
            let message = "has no list that can be split into batches";
            return Err(self.invalid(Violation::new("request", ViolationKind::Unsupported, message)));
        };
        let result = self.validate_except(|violation| list.permits(violation));
        let Some(conflict) = list.conflict(self.operation(), self.params()) else {
            return result.map(|()| list);
        };
        let mut violations = result.map_or_else(|error| error.violations().to_vec(), |()| Vec::new());
        violations.push(conflict);
        Err(Error::invalid_request(violations).with_operation(self.operation().name))
    }
}
