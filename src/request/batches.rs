//! Lists that are longer than the service accepts, sent in batches.
//!
//! Few programs need this. Therefore all functions are generic or `#[inline]`, like generated ones: only a program that
//! sends in batches compiles them, and the sort and the decoder that they need.

mod hash;
mod report;

use std::fmt;
use std::ops::Range;

use serde_json::{Map, Value};

use self::hash::hash_request;
pub use self::report::BatchReport;
use self::report::ItemState;
use super::Request;
use crate::codec::decode::Decode;
use crate::error::Error;
use crate::response::Response;
use crate::schema::violation::{Violation, ViolationKind};
use crate::schema::{Constraint, Operation, Param, ParamType};

/// The outcome of a request that was sent in batches.
#[must_use = "a batch may have failed"]
#[non_exhaustive]
pub struct Batches<T> {
    /// The batches that were sent, in the order of the list. Only the last one can have failed.
    pub parts: Vec<Batch<T>>,
    report: BatchReport,
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

/// Whether [`resume`](Request::resume) sends items that are [in doubt](BatchReport::in_doubt).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InDoubt {
    /// Does not send them. They remain in doubt.
    Skip,
    /// Sends them again, so that they may be applied twice. Use it after you have checked that they were not applied, or
    /// if it does no harm to apply them twice.
    Resend,
}

impl<T: fmt::Debug + 'static> fmt::Debug for Batch<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batch")
            .field("items", &self.items)
            .field("result", &self.result)
            .finish()
    }
}

impl<T: fmt::Debug + 'static> fmt::Debug for Batches<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batches")
            .field("parts", &self.parts)
            .field("report", &self.report)
            .finish()
    }
}

impl<T> Batches<T> {
    /// What happened to each item of the list, to resume from. After [`resume`](Request::resume), it includes the items
    /// that were completed before.
    #[must_use]
    pub fn report(&self) -> &BatchReport {
        &self.report
    }

    /// Whether all items of the list are completed.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.report.is_complete()
    }

    /// The error of the batch that failed, if there is one.
    #[must_use]
    pub fn error(&self) -> Option<&Error> {
        self.parts.iter().find_map(|part| part.result.as_ref().err())
    }
}

impl<T> AsRef<BatchReport> for Batches<T> {
    fn as_ref(&self) -> &BatchReport {
        &self.report
    }
}

impl ItemState {
    fn of<T>(result: &Result<T, Error>) -> Self {
        match result {
            Ok(_) => ItemState::Completed,
            Err(error) if error.is_confirmed() => ItemState::Completed,
            Err(error) if error.may_have_happened() => ItemState::InDoubt,
            Err(_) => ItemState::Failed,
        }
    }
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
    /// Sending stops at the first batch that fails. [`resume`](Self::resume) sends the rest.
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
    pub fn send_in_batches(&self) -> Result<Batches<T>, Error> {
        let list = self.validated_list()?;
        let report = BatchReport::new(self.operation().name, list.request_hash(self), list.len);
        Ok(self.send_rest(&list, report, InDoubt::Skip))
    }

    /// Sends the items that failed or were not sent. Those in doubt are only sent with [`InDoubt::Resend`].
    ///
    /// The report is that of an earlier call, or its [outcome](Batches). It can be [stored](BatchReport), to resume in
    /// another run of the program.
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
    /// Same as [`send_in_batches`](Self::send_in_batches). It is also a violation if the report is for a different
    /// request: the operation, the list in its order, and all other parameters must be the same. The client is not
    /// compared.
    pub fn resume(&self, report: impl AsRef<BatchReport>, in_doubt: InDoubt) -> Result<Batches<T>, Error> {
        let report = report.as_ref();
        let list = self.validated_list()?;
        let operation = self.operation().name;
        if report.is_of(operation, list.request_hash(self), list.len) {
            return Ok(self.send_rest(&list, report.clone(), in_doubt));
        }
        let message = if report.operation() == operation {
            "is for a different request: the list or another parameter differs".to_owned()
        } else {
            format!("is for {}", report.operation())
        };
        Err(self.invalid(Violation::new("report", ViolationKind::Conflict, message)))
    }

    fn send_rest(&self, list: &SplitList, mut report: BatchReport, in_doubt: InDoubt) -> Batches<T> {
        let is_to_send = |state| match state {
            ItemState::Completed => false,
            ItemState::Failed | ItemState::NotSent => true,
            ItemState::InDoubt => in_doubt == InDoubt::Resend,
        };
        let name = list.param.name();
        let mut part = self.clone();
        let items = match part.params_mut().get_mut(&*name) {
            Some(Value::Array(items)) => std::mem::take(items),
            _ => Vec::new(),
        };
        let mut parts = Vec::new();
        for range in report.batches(is_to_send, list.max_items) {
            part.params_mut()
                .insert(name.clone().into_owned(), items[range.clone()].into());
            let result = part.send();
            report.set(&range, ItemState::of(&result));
            let has_failed = result.is_err();
            parts.push(Batch { items: range, result });
            if has_failed {
                break;
            }
        }
        Batches { parts, report }
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

/// The list of a request that is split into batches.
struct SplitList {
    param: &'static Param,
    /// Number of items.
    len: usize,
    /// Number of items in the largest batch.
    max_items: usize,
}

impl SplitList {
    /// Finds the list that exceeds its maximum length, or else the first that is given. One that is a unit is never
    /// split, even if its length is not validated.
    #[inline]
    fn find(operation: &'static Operation, params: &Map<String, Value>) -> Option<Self> {
        let limited = || {
            let splittable = operation.params.iter().filter(|param| !param.whole);
            splittable.filter_map(|param| {
                Some(SplitList {
                    param,
                    len: len_of(params, param)?,
                    max_items: max_items(param)?,
                })
            })
        };
        limited()
            .find(|list| list.len > list.max_items)
            .or_else(|| limited().next())
    }

    /// Whether this violation of the whole request is not one of a request in batches.
    #[inline]
    fn permits(&self, violation: &Violation) -> bool {
        let is_about_len = match violation.kind() {
            ViolationKind::TooManyItems => true,
            // The whole list would make the URL too long. Each batch is validated again.
            ViolationKind::TooLong => self.len > self.max_items,
            ViolationKind::TooFewItems => self.len == 0,
            _ => false,
        };
        is_about_len && self.param.name.is(violation.path())
    }

    /// Any other list that would be applied once with every batch, rather than to the items of every batch.
    ///
    /// A required list applies to all items, such as roles to users, and so does a list that is one unit. An optional one
    /// is an alternative: resources are deleted by code or by ID.
    #[inline]
    fn conflict(&self, operation: &Operation, params: &Map<String, Value>) -> Option<Violation> {
        let is_alternative = |param: &&Param| {
            let is_list = matches!(param.ty, ParamType::List(_));
            is_list && !param.required && !param.whole && !std::ptr::eq(*param, self.param)
        };
        let mut alternatives = operation.params.iter().filter(is_alternative);
        let other = alternatives.find(|param| len_of(params, param).is_some())?;
        let list = self.param.name();
        let message = format!("would be sent with every batch of {list}: use a separate request for each list");
        Some(Violation::new(other.name(), ViolationKind::Conflict, message))
    }

    fn request_hash<T>(&self, request: &Request<T>) -> u64 {
        hash_request(request.operation().name, &self.param.name(), request.params())
    }
}

/// Length of a list in a request, if it is given.
#[inline]
fn len_of(params: &Map<String, Value>, param: &Param) -> Option<usize> {
    Some(params.get(&*param.name())?.as_array()?.len())
}

/// Maximum number of items of a list, if there is one.
#[inline]
fn max_items(param: &Param) -> Option<usize> {
    param.constraints.iter().find_map(|constraint| match constraint {
        Constraint::Items(bounds) => bounds.max,
        _ => None,
    })
}
