//! Which behavior each operation has.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::behavior::{Basis, Call, Handler, Rule, Seed};
use crate::collections::{self, Action, Collection};
use crate::domains;
use crate::reply::Reply;
use crate::store::{Schema, State};

/// The behavior of an operation.
#[derive(Clone, Copy)]
pub(crate) enum Behavior {
    Rule(&'static Rule),
    Collection(&'static Collection, &'static Action),
}

impl Behavior {
    pub(crate) fn basis(self) -> Basis {
        match self {
            Behavior::Rule(rule) => rule.basis,
            Behavior::Collection(_, action) => action.basis,
        }
    }

    /// Carries out a behavior that changes nothing. `None` if it may change something.
    pub(crate) fn read(self, call: &Call<'_>, state: &State) -> Option<Reply> {
        match self {
            Behavior::Rule(rule) => match rule.handler {
                Handler::Read(handler) => Some(handler(call, state)),
                Handler::Write(_) => None,
            },
            Behavior::Collection(collection, action) => {
                let is_read = action.is_read();
                is_read.then(|| collections::read(collection, action, call, state))
            }
        }
    }

    /// Carries out any behavior. If it refuses, nothing has changed.
    pub(crate) fn write(self, call: &Call<'_>, state: &mut State) -> Reply {
        state.begin();
        let reply = match self {
            Behavior::Rule(rule) => match rule.handler {
                Handler::Read(handler) => handler(call, state),
                Handler::Write(handler) => handler(call, state),
            },
            Behavior::Collection(collection, action) => collections::write(collection, action, call, state),
        };
        if reply.is_ok() {
            state.commit();
        } else {
            state.roll_back();
        }
        reply
    }
}

/// The behavior of an operation, if it is emulated.
pub(crate) fn behavior(operation: &str) -> Option<Behavior> {
    static BEHAVIORS: LazyLock<HashMap<&str, Behavior>> = LazyLock::new(|| all().collect());
    BEHAVIORS.get(operation).copied()
}

/// All behaviors, with the names of their operations.
pub(crate) fn all() -> impl Iterator<Item = (&'static str, Behavior)> {
    let rules = domains::ALL.iter().flat_map(|domain| domain.rules).copied().flatten();
    let rules = rules.map(|rule| (rule.operation, Behavior::Rule(rule)));
    let actions = collections::ALL.iter().flat_map(|collection| {
        let actions = collection.actions.iter();
        actions.map(|action| (action.operation, Behavior::Collection(collection, action)))
    });
    rules.chain(actions)
}

/// The sections of a seed file, in the order in which they are read.
pub(crate) fn seeds() -> impl Iterator<Item = &'static Seed> {
    domains::ALL.iter().flat_map(|domain| domain.seeds)
}

/// The tables and links of all domains and collections.
pub(crate) fn schema() -> Schema {
    let tables = domains::ALL.iter().flat_map(|domain| domain.tables).copied();
    let collections = collections::ALL.iter().map(|collection| collection.table);
    Schema {
        tables: tables.chain(collections).collect(),
        links: domains::ALL.iter().flat_map(|domain| domain.links).copied().collect(),
    }
}
