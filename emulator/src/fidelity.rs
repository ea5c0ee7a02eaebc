//! What is emulated, and what that rests on.

use std::fmt;

use serde_json::{Value, json};

pub use crate::behavior::Basis;
use crate::params::Params;
use crate::reply::Refusal;
use crate::routes::{Behavior, behavior};

/// How an operation is emulated.
///
/// ```
/// use genauth_emulator::Kind;
///
/// let emulated = genauth_emulator::operations().filter(|operation| operation.kind != Kind::NotEmulated);
/// println!("{} operations have an effect", emulated.count());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fidelity {
    /// Name of the operation, as in `genauth`.
    pub operation: &'static str,
    /// Group of operations it belongs to.
    pub domain: &'static str,
    /// Whether and how it is emulated.
    pub kind: Kind,
    /// What the behavior rests on. `None` if it is not emulated.
    pub basis: Option<Basis>,
}

/// Whether and how an operation is emulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// It has rules of its own.
    Rules,
    /// It stores, returns, lists or removes records.
    Collection,
    /// The request is validated, and then refused with `statusCode` 501.
    NotEmulated,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Kind::Rules => "rules",
            Kind::Collection => "collection",
            Kind::NotEmulated => "not emulated",
        })
    }
}

impl Fidelity {
    pub(crate) fn to_json(self) -> Value {
        json!({
            "operation": self.operation,
            "domain": self.domain,
            "kind": self.kind.to_string(),
            "basis": self.basis.map(|basis| basis.to_string()),
        })
    }
}

/// Parameters whose effect is not emulated. A request that sets one of them to `true`, or to an object with fields, is
/// refused with `statusCode` 501.
///
/// ```
/// assert!(genauth_emulator::REFUSED_PARAMS.contains(&"flatCustomData"));
/// ```
pub const REFUSED_PARAMS: &[&str] = &[
    "accessControl",
    "flatCustomData",
    "metadata",
    "metadataNoFieldId",
    "withAppDetail",
    "withCreatorDetail",
    "withMetadata",
    "withSourceAppDetail",
    "withUserPasswordExpireTime",
];

/// Refuses a request that sets one of [`REFUSED_PARAMS`], or whose options do.
pub(crate) fn check_params(params: Params<'_>) -> Result<(), Refusal> {
    let is_set = |value: &Value| *value == true || value.as_object().is_some_and(|object| !object.is_empty());
    for params in [params, params.object("options")] {
        let mut names = REFUSED_PARAMS.iter();
        if let Some(name) = names.find(|name| params.get(name).is_some_and(is_set)) {
            return Err(Refusal::not_emulated(name));
        }
    }
    Ok(())
}

/// All operations of the registry, in its order, and how they are emulated.
pub fn operations() -> impl Iterator<Item = Fidelity> {
    genauth::operations().map(|operation| {
        let behavior = behavior(operation.name);
        Fidelity {
            operation: operation.name,
            domain: operation.domain,
            kind: match behavior {
                Some(Behavior::Rule(_)) => Kind::Rules,
                Some(Behavior::Collection(..)) => Kind::Collection,
                None => Kind::NotEmulated,
            },
            basis: behavior.map(Behavior::basis),
        }
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::behavior::Handler;
    use crate::routes::{self, Behavior};

    #[test]
    fn each_behavior_belongs_to_one_operation() {
        let known: BTreeSet<_> = genauth::operations().map(|operation| operation.name).collect();
        let mut seen = BTreeSet::new();
        for (name, _) in routes::all() {
            assert!(known.contains(name), "{name} is not an operation");
            assert!(seen.insert(name), "{name} has two behaviors");
        }
    }

    #[test]
    fn parameters_that_are_refused_exist() {
        let rows = genauth::operations().filter(|row| routes::behavior(row.name).is_some());
        let params: BTreeSet<_> = rows
            .flat_map(|row| row.params)
            .map(|param| param.name().into_owned())
            .collect();
        for name in super::REFUSED_PARAMS {
            assert!(params.contains(*name), "{name}");
        }
    }

    #[test]
    fn reads_change_nothing_and_writes_may() {
        for (name, behavior) in routes::all() {
            let is_read = match behavior {
                Behavior::Rule(rule) => matches!(rule.handler, Handler::Read(_)),
                Behavior::Collection(_, action) => action.is_read(),
            };
            let row = genauth::operations()
                .find(|row| row.name == name)
                .expect("an operation");
            assert_eq!(is_read, row.effect.is_read(), "{name}");
        }
    }
}
