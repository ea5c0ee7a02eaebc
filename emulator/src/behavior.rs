//! What a behavior consists of, and what it rests on.

use std::fmt;

use genauth::schema::Operation;

use crate::clock::iso;
use crate::params::Params;
use crate::reply::Reply;
use crate::store::{LinkSpec, State, TableSpec};

/// A validated request.
#[derive(Clone, Copy)]
pub(crate) struct Call<'a> {
    pub(crate) operation: &'static Operation,
    pub(crate) params: Params<'a>,
    /// The time of the request, in milliseconds since the Unix epoch.
    pub(crate) now: i64,
    pub(crate) user_pool_id: &'a str,
    /// The tenant that a header names.
    pub(crate) tenant_id: Option<&'a str>,
}

impl Call<'_> {
    /// The time of the request as the API writes it.
    pub(crate) fn time(&self) -> String {
        iso(self.now)
    }
}

/// What a behavior rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Basis {
    /// Upstream documents it.
    Documented,
    /// It was seen on the live service, or upstream's own tests expect it.
    Seen,
    /// Nothing says so. It is what callers would expect.
    Assumed,
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Basis::Documented => "documented",
            Basis::Seen => "seen",
            Basis::Assumed => "assumed",
        })
    }
}

/// The code of a rule. What a write changes is taken back if it refuses.
#[derive(Clone, Copy)]
pub(crate) enum Handler {
    Read(fn(&Call<'_>, &State) -> Reply),
    Write(fn(&Call<'_>, &mut State) -> Reply),
}

/// The behavior of one operation.
pub(crate) struct Rule {
    pub(crate) operation: &'static str,
    pub(crate) basis: Basis,
    pub(crate) handler: Handler,
}

/// A rule that changes nothing.
pub(crate) const fn read(operation: &'static str, basis: Basis, handler: fn(&Call<'_>, &State) -> Reply) -> Rule {
    Rule {
        operation,
        basis,
        handler: Handler::Read(handler),
    }
}

/// A rule that changes the state.
pub(crate) const fn write(operation: &'static str, basis: Basis, handler: fn(&Call<'_>, &mut State) -> Reply) -> Rule {
    Rule {
        operation,
        basis,
        handler: Handler::Write(handler),
    }
}

/// A part of the API: what it stores, and how its operations behave.
pub(crate) struct Domain {
    pub(crate) tables: &'static [&'static TableSpec],
    pub(crate) links: &'static [&'static LinkSpec],
    /// The rules of each file of the domain.
    pub(crate) rules: &'static [&'static [Rule]],
    /// The sections of a seed file that belong to this domain, in the order in which they are read.
    pub(crate) seeds: &'static [Seed],
}

/// A section of a seed file: a list of parameters of an operation.
pub(crate) struct Seed {
    pub(crate) section: &'static str,
    pub(crate) operation: &'static str,
}
