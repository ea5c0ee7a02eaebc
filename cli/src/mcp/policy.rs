//! Which operations an agent may send.

use genauth::OperationEffect;
use genauth::schema::Operation;

use crate::failure::Failure;
use crate::names::{self, kebab};

/// The operations that `--allow` adds to those that change nothing.
#[derive(Debug, Default)]
pub struct Policy {
    patterns: Vec<String>,
}

impl Policy {
    /// A pattern that allows nothing is an error: it is probably a typo, and agents would run without it.
    pub fn new<'a>(patterns: impl Iterator<Item = &'a str>) -> Result<Self, Failure> {
        let patterns: Vec<_> = patterns.map(|pattern| pattern.replace('_', "-")).collect();
        for pattern in &patterns {
            let allows_some =
                genauth::operations().any(|operation| !operation.effect.is_read() && allows(pattern, operation));
            if !allows_some {
                return Err(Failure::usage(useless(pattern)));
            }
        }
        Ok(Policy { patterns })
    }

    /// Whether an operation may be sent.
    pub fn allows(&self, operation: &Operation) -> bool {
        operation.effect.is_read() || self.patterns.iter().any(|pattern| allows(pattern, operation))
    }

    /// For the instructions to agents.
    pub fn describe(&self) -> String {
        match &*self.patterns {
            [] => "Only operations that change nothing are allowed: `write` only has dry runs.".to_owned(),
            patterns => format!("Allowed writes: {}.", patterns.join(", ")),
        }
    }

    /// Why an operation may not be sent, for an agent, which passes it on to a person.
    pub fn refusal(operation: &Operation) -> String {
        let name = kebab(operation.name);
        let kind = match operation.effect {
            OperationEffect::Destructive => "is destructive and not allowed",
            _ => "is not allowed",
        };
        format!("{name} {kind}. Nothing was sent. Only a person can allow it: `genauth mcp --allow {name}`")
    }
}

fn allows(pattern: &str, operation: &Operation) -> bool {
    let name = kebab(operation.name);
    match operation.effect {
        OperationEffect::Destructive => pattern == name,
        _ => matches(pattern, &name),
    }
}

fn useless(pattern: &str) -> String {
    let named: Vec<_> = genauth::operations()
        .filter(|operation| matches(pattern, &kebab(operation.name)))
        .collect();
    match named.first() {
        Some(operation) if operation.effect.is_read() => {
            format!("--allow {pattern}: operations that change nothing are always allowed")
        }
        Some(operation) => format!(
            "--allow {pattern}: destructive operations are only allowed by their whole name, such as {}",
            kebab(operation.name)
        ),
        None => {
            let nearest = names::nearest(pattern, genauth::operations().map(|operation| operation.name));
            let hint = match nearest.first() {
                Some(nearest) => format!(" (did you mean {nearest}?)"),
                None => String::new(),
            };
            format!("--allow {pattern}: no operation has this name{hint}")
        }
    }
}

/// Whether a name matches a pattern: `*` is any text, `?` any character.
fn matches(pattern: &str, name: &str) -> bool {
    let mut letters = pattern.chars();
    match letters.next() {
        None => name.is_empty(),
        Some('*') => {
            let rest = letters.as_str();
            let starts = name.char_indices().map(|(index, _)| index).chain([name.len()]);
            starts.into_iter().any(|start| matches(rest, &name[start..]))
        }
        Some(letter) => {
            let mut name = name.chars();
            let is_same = name.next().is_some_and(|found| letter == '?' || letter == found);
            is_same && matches(letters.as_str(), name.as_str())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(patterns: &[&str]) -> Result<Policy, String> {
        Policy::new(patterns.iter().copied()).map_err(|failure| failure.to_string())
    }

    fn allowed(patterns: &[&str], name: &str) -> bool {
        policy(patterns).unwrap().allows(names::find(name).unwrap())
    }

    #[test]
    fn patterns_match_whole_names() {
        for (pattern, name, expected) in [
            ("create-user", "create-user", true),
            ("create-user", "create-users-batch", false),
            ("create-*", "create-user", true),
            ("*-user", "create-user", true),
            ("*-user", "create-user-now", false),
            ("*e*u*", "create-user", true),
            ("create-use?", "create-user", true),
            ("create-user?", "create-user", false),
            ("*", "", true),
            ("", "", true),
            ("", "a", false),
        ] {
            assert_eq!(matches(pattern, name), expected, "{pattern} {name}");
        }
    }

    #[test]
    fn only_reads_are_allowed_by_default() {
        assert!(allowed(&[], "get-user"));
        assert!(!allowed(&[], "create-user"));
        assert!(!allowed(&[], "delete-users-batch"));
    }

    #[test]
    fn patterns_allow_writes_and_whole_names_destructive_operations() {
        assert!(allowed(&["create-*"], "create-user"));
        assert!(allowed(&["create_user"], "create-user"));
        assert!(!allowed(&["create-*"], "update-user"));
        assert!(!allowed(&["*"], "delete-users-batch"));
        assert!(allowed(&["delete-users-batch"], "delete-users-batch"));
        assert!(!allowed(&["delete-users-batch"], "delete-groups-batch"));
    }

    #[test]
    fn a_pattern_that_allows_nothing_is_an_error() {
        assert_eq!(
            policy(&["create-usr"]).unwrap_err(),
            "--allow create-usr: no operation has this name (did you mean create-user?)"
        );
        assert_eq!(
            policy(&["get-user"]).unwrap_err(),
            "--allow get-user: operations that change nothing are always allowed"
        );
        assert_eq!(
            policy(&["delete-users-*"]).unwrap_err(),
            "--allow delete-users-*: destructive operations are only allowed by their whole name, such as \
             delete-users-batch"
        );
    }
}
