//! The list that is split, and which violations of the whole request do not matter to its batches.

use serde_json::{Map, Value};

use super::hash::hash_request;
use crate::request::Request;
use crate::schema::violation::{Violation, ViolationKind};
use crate::schema::{Constraint, Operation, Param, ParamType};

/// The list of a request that is split into batches.
pub(super) struct SplitList {
    pub(super) param: &'static Param,
    /// Number of items.
    pub(super) len: usize,
    /// Number of items in the largest batch.
    pub(super) max_items: usize,
}

impl SplitList {
    /// Finds the list that exceeds its maximum length, or else the first that is given. One that is a unit is never
    /// split, even if its length is not validated.
    #[inline]
    pub(super) fn find(operation: &'static Operation, params: &Map<String, Value>) -> Option<Self> {
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
    pub(super) fn permits(&self, violation: &Violation) -> bool {
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
    pub(super) fn conflict(&self, operation: &Operation, params: &Map<String, Value>) -> Option<Violation> {
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

    pub(super) fn request_hash<T>(&self, request: &Request<T>) -> u64 {
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
