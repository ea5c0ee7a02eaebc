//! Lists that are longer than the service accepts, sent in batches.

use std::fmt;
use std::ops::Range;

use serde_json::Value;

use super::Request;
use crate::codec::decode::Decode;
use crate::error::Error;
use crate::response::Response;
use crate::schema::violation::{Violation, ViolationKind};
use crate::schema::{Constraint, Operation, Param};

/// The outcome of a request that was sent in batches.
///
/// Batches are sent in the order of the list. After one that fails, nothing more is sent.
#[must_use = "a batch may have failed"]
#[non_exhaustive]
pub struct Batches<T> {
    /// The batches that were sent.
    pub parts: Vec<Batch<T>>,
    /// Number of items in the whole list.
    pub total: usize,
}

/// One batch.
#[non_exhaustive]
pub struct Batch<T> {
    /// Which items of the list it contained.
    pub items: Range<usize>,
    /// The response, or why there is none.
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

impl<T: fmt::Debug + 'static> fmt::Debug for Batches<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batches")
            .field("parts", &self.parts)
            .field("total", &self.total)
            .finish()
    }
}

impl<T> Batches<T> {
    /// Whether all batches succeeded.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.completed() == self.total
    }

    /// Number of items, from the start of the list, that were certainly applied. Sending can be resumed from here,
    /// unless the next batch is [in doubt](Self::in_doubt).
    #[must_use]
    pub fn completed(&self) -> usize {
        let last = self.parts.iter().rfind(|part| part.result.is_ok());
        let first = || self.parts.first().map_or(self.total, |part| part.items.start);
        last.map_or_else(first, |part| part.items.end)
    }

    /// The items of the batch that failed and was certainly not applied, if there is one.
    #[must_use]
    pub fn failed(&self) -> Option<Range<usize>> {
        self.last_failure(false)
    }

    /// The items of the batch that failed and [may have been applied](Error::may_have_happened), if there is one.
    #[must_use]
    pub fn in_doubt(&self) -> Option<Range<usize>> {
        self.last_failure(true)
    }

    /// The items after the batch that failed, which were not sent.
    #[must_use]
    pub fn not_sent(&self) -> Range<usize> {
        self.parts.last().map_or(self.completed(), |part| part.items.end)..self.total
    }

    /// The error of the batch that failed, if there is one.
    #[must_use]
    pub fn error(&self) -> Option<&Error> {
        self.parts.last()?.result.as_ref().err()
    }

    fn last_failure(&self, in_doubt: bool) -> Option<Range<usize>> {
        let part = self.parts.last()?;
        let error = part.result.as_ref().err()?;
        (error.may_have_happened() == in_doubt).then(|| part.items.clone())
    }
}

/// # Batches
impl<T: Decode> Request<T> {
    /// Splits a list that exceeds the service's limit into batches, and sends them one after the other.
    ///
    /// ```no_run
    /// # let client = genauth::ManagementClient::from_env()?;
    /// # let user_ids: Vec<String> = Vec::new();
    /// let outcome = client.delete_users_batch().user_ids(&user_ids).send_in_batches()?;
    /// if let Some(error) = outcome.error() {
    ///     println!("{} of {} users deleted, then: {error}", outcome.completed(), outcome.total);
    /// }
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// Sending stops at the first batch that fails. [`send_in_batches_from`](Self::send_in_batches_from) resumes after
    /// what is completed; if the failed batch is [in doubt](Batches::in_doubt), check first whether it was applied.
    ///
    /// # Errors
    ///
    /// [`Error::is_validation`], before anything is sent: the whole request is validated first, with indexes into the
    /// whole list. It is also a violation if there is no list to split, if two lists are too long, or if the list
    /// replaces the previous one as a whole, such as the actions of a resource, so that each batch would overwrite the
    /// one before.
    pub fn send_in_batches(&self) -> Result<Batches<T>, Error> {
        self.send_in_batches_from(0)
    }

    /// The same from the given index of the list, such as an earlier [`completed`](Batches::completed).
    ///
    /// # Errors
    ///
    /// Same as [`send_in_batches`](Self::send_in_batches).
    pub fn send_in_batches_from(&self, first: usize) -> Result<Batches<T>, Error> {
        let (param, max_items) = self.validated_list()?;
        let name = param.name();
        let mut part = self.clone();
        let items = match part.params_mut().get_mut(&*name) {
            Some(Value::Array(items)) => std::mem::take(items),
            _ => Vec::new(),
        };
        let mut batches = Batches {
            parts: Vec::new(),
            total: items.len(),
        };
        for start in (first..items.len()).step_by(max_items) {
            let range = start..items.len().min(start + max_items);
            part.params_mut()
                .insert(name.clone().into_owned(), items[range.clone()].into());
            let result = part.send();
            let has_failed = result.is_err();
            batches.parts.push(Batch { items: range, result });
            if has_failed {
                break;
            }
        }
        Ok(batches)
    }
}

impl<T> Request<T> {
    /// Validates a request that is to be sent in batches: like [`validate`](Self::validate), but its list may be longer
    /// than the service accepts.
    ///
    /// # Errors
    ///
    /// Same as [`send_in_batches`](Self::send_in_batches).
    pub fn validate_in_batches(&self) -> Result<(), Error> {
        self.validated_list().map(|_| ())
    }

    /// The list to split and the largest batch, if the request is valid otherwise.
    fn validated_list(&self) -> Result<(&'static Param, usize), Error> {
        let Some((param, max_items)) = list_to_split(self.operation(), self) else {
            self.validate()?;
            let message = "has no list that can be split into batches";
            return Err(self.invalid(Violation::new("request", ViolationKind::Unsupported, message)));
        };
        let is_to_split = len_of(self, param) > Some(max_items) && !param.whole;
        self.validate_except(|violation| is_to_split && param.name.is(violation.path()))?;
        Ok((param, max_items))
    }
}

/// The list of a request that has a maximum length: the one that exceeds it, else the first that is given.
fn list_to_split<T>(operation: &'static Operation, request: &Request<T>) -> Option<(&'static Param, usize)> {
    let limited = || {
        let params = operation.params.iter();
        let limits = params.filter_map(|param| Some((param, max_items(param)?)));
        limits.filter(|(param, _)| len_of(request, param).is_some())
    };
    limited()
        .find(|(param, max)| len_of(request, param) > Some(*max))
        .or_else(|| limited().find(|(param, _)| !param.whole))
}

/// Length of a list in a request, if it is given.
fn len_of<T>(request: &Request<T>, param: &Param) -> Option<usize> {
    Some(request.params().get(&*param.name())?.as_array()?.len())
}

/// Maximum number of items of a list, if there is one.
fn max_items(param: &Param) -> Option<usize> {
    param.constraints.iter().find_map(|constraint| match constraint {
        Constraint::Items(bounds) => bounds.max,
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::OperationEffect;
    use crate::transport::{HttpResponse, TransportErrorKind};
    use std::time::Duration;

    fn success() -> Response<()> {
        Response {
            status_code: 200,
            message: String::new(),
            api_code: None,
            request_id: None,
            data: (),
            http: HttpResponse::new(200, ""),
        }
    }

    /// Batches of two items.
    fn outcome(results: Vec<Result<Response<()>, Error>>, total: usize) -> Batches<()> {
        let parts = results.into_iter().enumerate().map(|(index, result)| Batch {
            items: index * 2..total.min(index * 2 + 2),
            result,
        });
        Batches {
            parts: parts.collect(),
            total,
        }
    }

    #[test]
    fn an_outcome_divides_the_list() {
        let refused = || Err(Error::invalid_request(Vec::new()));
        let in_doubt = || {
            let error = Error::transport(TransportErrorKind::Timeout, "");
            Err(error.finish(OperationEffect::Write, 1, Duration::ZERO))
        };
        for (results, total, completed, failed, doubtful, not_sent) in [
            (
                vec![Ok(success()), Ok(success()), Ok(success())],
                5,
                5,
                None,
                None,
                5..5,
            ),
            (
                vec![Ok(success()), Ok(success()), refused()],
                9,
                4,
                Some(4..6),
                None,
                6..9,
            ),
            (vec![Ok(success()), in_doubt()], 9, 2, None, Some(2..4), 4..9),
            (vec![refused()], 9, 0, Some(0..2), None, 2..9),
            (vec![], 0, 0, None, None, 0..0),
        ] {
            let outcome = outcome(results, total);
            assert_eq!(outcome.completed(), completed);
            assert_eq!(outcome.is_complete(), completed == total);
            assert_eq!(outcome.failed(), failed);
            assert_eq!(outcome.in_doubt(), doubtful);
            assert_eq!(outcome.not_sent(), not_sent);
            assert_eq!(outcome.error().is_some(), failed.is_some() || doubtful.is_some());
        }
    }
}
