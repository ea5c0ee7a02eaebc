//! Lists that are longer than the service takes, sent in parts.

use std::ops::Range;

use serde_json::Value;

use crate::decode::Decode;
use crate::error::Error;
use crate::operation::{Operation, Param, Rule};
use crate::request::Request;
use crate::response::Response;
use crate::validate::Violation;

/// What became of a request that was sent in parts.
///
/// The parts are in the order of the list. Behind one that failed nothing was sent.
#[derive(Debug)]
#[must_use = "a part may have failed"]
#[non_exhaustive]
pub struct Batches<T> {
    /// The parts that were sent.
    pub parts: Vec<Batch<T>>,
    /// How many items the whole list has.
    pub total: usize,
}

/// One part.
#[derive(Debug)]
#[non_exhaustive]
pub struct Batch<T> {
    /// Which items of the list it held.
    pub items: Range<usize>,
    /// What the service answered.
    pub result: Result<Response<T>, Error>,
}

impl<T> Batches<T> {
    /// Whether every part was carried out.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.done() == self.total
    }

    /// How many items, from the beginning of the list, were carried out for sure: where to go on.
    #[must_use]
    pub fn done(&self) -> usize {
        let done = self.parts.iter().filter(|part| part.result.is_ok()).last();
        done.map_or(self.parts.first().map_or(self.total, |part| part.items.start), |part| {
            part.items.end
        })
    }

    /// How many items were sent: behind them, nothing was.
    #[must_use]
    pub fn sent(&self) -> usize {
        self.parts.last().map_or(self.done(), |part| part.items.end)
    }

    /// The error that ended it, if one did. With [`Error::may_have_happened`] its part may have been carried out.
    #[must_use]
    pub fn error(&self) -> Option<&Error> {
        self.parts.last()?.result.as_ref().err()
    }
}

/// # Batches
impl<T: Decode> Request<T> {
    /// Sends a list that is longer than the service takes in parts, one after the other, in order.
    ///
    /// ```no_run
    /// # let client = genauth::ManagementClient::from_env()?;
    /// # let user_ids: Vec<String> = Vec::new();
    /// let outcome = client.delete_users_batch().user_ids(&user_ids).send_in_batches()?;
    /// if let Some(error) = outcome.error() {
    ///     println!("{} of {} are deleted, then: {error}", outcome.done(), outcome.total);
    /// }
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// The first part that fails ends it: what was done is in the outcome, and
    /// [`send_in_batches_from`](Self::send_in_batches_from) goes on there.
    ///
    /// # Errors
    ///
    /// [`Error::is_validation`], before anything is sent: the whole request is checked first, with indexes into the
    /// whole list. It is a violation, too, if two lists are too long, or one that is a single thing (the actions of a
    /// resource, say), which parts would overwrite one after the other.
    pub fn send_in_batches(&self) -> Result<Batches<T>, Error> {
        self.send_in_batches_from(0)
    }

    /// The same from an item of the list on, by its index: how an outcome is [resumed](Batches::done).
    ///
    /// # Errors
    ///
    /// As [`send_in_batches`](Self::send_in_batches).
    pub fn send_in_batches_from(&self, first: usize) -> Result<Batches<T>, Error> {
        let (param, most) = self.checked_list()?;
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
        for start in (first..items.len()).step_by(most) {
            let range = start..items.len().min(start + most);
            part.params_mut()
                .insert(name.clone().into_owned(), items[range.clone()].into());
            let result = part.send();
            let failed = result.is_err();
            batches.parts.push(Batch { items: range, result });
            if failed {
                break;
            }
        }
        Ok(batches)
    }
}

impl<T> Request<T> {
    /// Checks a request that is to be sent in batches: like [`validate`](Self::validate), but its list may be longer
    /// than the service takes at once.
    ///
    /// # Errors
    ///
    /// As `send_in_batches`, of which it is the first half.
    pub fn validate_in_batches(&self) -> Result<(), Error> {
        self.checked_list().map(|_| ())
    }

    /// The list that is to be split, of a request that is good otherwise.
    fn checked_list(&self) -> Result<(&'static Param, usize), Error> {
        let Some((param, most)) = list_to_split(self.operation(), self) else {
            self.validate()?;
            let violation = Violation::new("list", "a list that the service limits", "none in this request");
            return Err(self.refuse(violation));
        };
        let is_to_split = length_of(self, param) > Some(most) && param.is_divisible();
        self.validate_but(|violation| is_to_split && param.name.is(violation.path()))?;
        Ok((param, most))
    }
}

/// The limited list of a request: the one that is too long, else the first that is there.
fn list_to_split<T>(operation: &'static Operation, request: &Request<T>) -> Option<(&'static Param, usize)> {
    let limited = || {
        let limits = operation
            .params
            .iter()
            .filter_map(|param| Some((param, param.most_items()?)));
        limits.filter(|(param, _)| length_of(request, param).is_some())
    };
    limited()
        .find(|(param, most)| length_of(request, param) > Some(*most))
        .or_else(|| limited().find(|(param, _)| param.is_divisible()))
}

/// How long a list of a request is, if it is there.
fn length_of<T>(request: &Request<T>, param: &Param) -> Option<usize> {
    Some(request.params().get(&*param.name())?.as_array()?.len())
}

impl Param {
    /// How many items the service takes at once, if that is limited.
    fn most_items(&self) -> Option<usize> {
        self.rules.iter().find_map(|rule| match rule {
            Rule::Items(range) if *range.end() < usize::MAX => Some(*range.end()),
            _ => None,
        })
    }

    fn is_divisible(&self) -> bool {
        !self.rules.contains(&Rule::Whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(results: &[bool], total: usize) -> Batches<()> {
        let parts = results.iter().enumerate().map(|(index, good)| Batch {
            items: index * 2..total.min(index * 2 + 2),
            result: match good {
                true => Ok(Response::sample()),
                false => Err(Error::request(Vec::new())),
            },
        });
        Batches {
            parts: parts.collect(),
            total,
        }
    }

    #[test]
    fn an_outcome_knows_where_to_go_on() {
        for (results, total, done) in [
            (&[true, true, true][..], 5, 5),
            (&[true, true, false], 9, 4),
            (&[false], 9, 0),
            (&[], 0, 0),
        ] {
            let outcome = outcome(results, total);
            assert_eq!(outcome.done(), done, "{results:?}");
            assert_eq!(outcome.is_complete(), done == total, "{results:?}");
            assert_eq!(outcome.error().is_some(), results.contains(&false), "{results:?}");
        }
    }
}
