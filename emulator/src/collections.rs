//! Collections: operations that only store, list and remove records. One engine serves all of them.
//!
//! # How to add a collection
//!
//! A [`Collection`] states the table, what a new record has, and one [`Action`] for each operation. Put it into a file of
//! `collections/`, by domain, and add it to [`ALL`]. `webhooks.rs` is a good example. What is stored are the parameters
//! that the row of the operation declares, under their names.

mod access_keys;
mod engine;
mod functions;
mod programmatic_access_accounts;
mod risk_lists;
mod webhooks;

use crate::behavior::Basis;
use crate::store::TableSpec;

pub(crate) use access_keys::secret_of;
pub(crate) use engine::{read, write};

/// All collections.
#[rustfmt::skip] // one line for each
pub(crate) const ALL: &[&Collection] = &[
    &access_keys::ACCESS_KEYS,
    &webhooks::WEBHOOKS,
    &functions::PIPELINE,
    &functions::FLOW,
    &risk_lists::IPS,
    &risk_lists::USERS,
    &risk_lists::POLICIES,
    &programmatic_access_accounts::ACCOUNTS,
];

/// A table, and the operations on it.
pub(crate) struct Collection {
    /// It may belong to a domain, whose rules are the other operations on it.
    pub(crate) table: &'static TableSpec,
    /// What a new record has unless the request states it.
    defaults: &'static [(&'static str, Initial)],
    /// The field with the time of the last change.
    updated_at: Option<&'static str>,
    /// The refusal of a request that names an absent record.
    absent: Absent,
    pub(crate) actions: &'static [Action],
}

/// The value of a field that a request does not state.
enum Initial {
    Id,
    Secret,
    Time,
    UserPool,
    Text(&'static str),
    Flag(bool),
}

/// How the service refuses a request for an absent record.
struct Absent {
    status: u16,
    api_code: Option<u16>,
    message: &'static str,
}

/// An operation of a collection.
pub(crate) struct Action {
    pub(crate) operation: &'static str,
    pub(crate) basis: Basis,
    verb: Verb,
    shape: Shape,
}

const fn action(operation: &'static str, basis: Basis, verb: Verb, shape: Shape) -> Action {
    Action {
        operation,
        basis,
        verb,
        shape,
    }
}

/// What an operation does. A `By` states which parameter names the record.
enum Verb {
    Create,
    Get(By),
    List {
        /// Parameters that a field must be equal to; if it is a list, to one of its items.
        filters: &'static [By],
    },
    Update(By),
    /// Removes the records that a parameter names, which may be a list.
    Delete(By),
}

/// A parameter, and the field that it names a record by.
struct By {
    param: &'static str,
    field: &'static str,
}

const fn by(param: &'static str, field: &'static str) -> By {
    By { param, field }
}

/// What a response looks like.
enum Shape {
    /// The record.
    Record,
    /// A list with the record, or with all of them.
    List,
    /// A page, with its items under `list`.
    Page,
    /// `{"success": true}`
    Success,
    /// `null`
    Nothing,
}

impl Action {
    pub(crate) fn is_read(&self) -> bool {
        matches!(self.verb, Verb::Get(_) | Verb::List { .. })
    }
}
