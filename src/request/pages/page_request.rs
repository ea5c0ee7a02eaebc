//! The request for one page of many.

use std::hash::RandomState;
use std::sync::Arc;

use super::Page;
use super::raw_page::{ListPath, RawPage};
use crate::error::Error;
use crate::execute::bulk_run::BulkRun;
use crate::request::Request;
use crate::response::Response;
use crate::schema::paging::Paging;
use crate::schema::violation::{Violation, ViolationKind};
use crate::value::Sealed;

/// What all pages have in common.
pub(super) struct PageRequest<T> {
    pub(super) request: Request<T>,
    pub(super) paging: Option<Paging>,
    /// Makes the hashes of the items.
    pub(super) hasher: RandomState,
}

/// A page that was fetched.
pub(super) struct Fetched<T> {
    pub(super) response: Response<T>,
    pub(super) raw: RawPage,
    /// Where its list was, or where it was on an earlier page.
    pub(super) path: Option<ListPath>,
}

impl<T> PageRequest<T> {
    pub(super) fn in_run(&self, run: &Arc<BulkRun>) -> Self {
        PageRequest {
            request: self.request.clone().in_run(run),
            paging: self.paging.clone(),
            hasher: self.hasher.clone(),
        }
    }
}

impl<T: Page> PageRequest<T> {
    pub(super) fn fetch(mut self, number: i64, path: Option<ListPath>) -> Result<Fetched<T>, Error> {
        let Some(paging) = &self.paging else {
            let message = "is not a parameter of this operation";
            let violation = Violation::new("page", ViolationKind::Unsupported, message);
            return Err(self.request.invalid(violation));
        };
        if !paging.set(self.request.params_mut(), "page", number) {
            // Usually it is invalid. If it is not validated, every request would be for the same page.
            self.request.validate()?;
            let message = "must be a number to iterate over pages";
            return Err(self
                .request
                .invalid(Violation::new("page", ViolationKind::WrongType, message)));
        }
        let response = self.request.send()?;
        let path = response.data.list_path(path.as_deref(), Sealed).or(path);
        let data_in_body = self.request.operation().data_in_body;
        if let Some(raw) = RawPage::read(&response.http, data_in_body, path.as_deref(), &self.hasher) {
            return Ok(Fetched { response, raw, path });
        }
        let message = format!("page {number}: cannot find the list of items in `data`");
        Err(self.request.invalid_response(message, response))
    }
}
