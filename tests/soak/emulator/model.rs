//! What the state must be according to the reported results.

use std::collections::BTreeMap;

use super::{DIFFERENCES, FACTS, FACTS_IN_DOUBT, FACTS_IN_DOUBT_APPLIED, Facts};
use crate::report::Counts;
use crate::server::WriteOutcome;

/// Facts, and the values that each may have. `None` means that the fact is not in the state.
#[derive(Default)]
pub struct Model {
    facts: BTreeMap<String, Vec<Option<String>>>,
}

impl Model {
    /// Notes the outcome of a write that was to give a fact this value.
    pub fn note(&mut self, fact: String, value: Option<&str>, outcome: WriteOutcome) {
        let value = value.map(str::to_owned);
        let possible = self.facts.entry(fact).or_insert_with(|| vec![None]);
        match outcome {
            WriteOutcome::NotApplied | WriteOutcome::NotSent => {}
            WriteOutcome::Applied => *possible = vec![value],
            WriteOutcome::InDoubt => {
                if !possible.contains(&value) {
                    possible.push(value);
                }
            }
        }
    }

    /// Notes the outcome of a write that was to remove these facts, if they are known.
    pub fn note_removed(&mut self, facts: impl IntoIterator<Item = String>, outcome: WriteOutcome) {
        for fact in facts {
            if self.facts.contains_key(&fact) {
                self.note(fact, None, outcome);
            }
        }
    }

    /// The same for all facts that begin like this.
    pub fn note_all_removed(&mut self, prefix: &str, outcome: WriteOutcome) {
        let facts = self.facts.range(prefix.to_owned()..).map(|(fact, _)| fact);
        let facts: Vec<_> = facts.take_while(|fact| fact.starts_with(prefix)).cloned().collect();
        self.note_removed(facts, outcome);
    }

    /// Whether the fact is certainly in the state.
    pub fn is_certain(&self, fact: &str) -> bool {
        matches!(self.facts.get(fact).map(Vec::as_slice), Some([Some(_)]))
    }

    /// The known facts that begin like this. `None` if some of them are in doubt.
    pub fn beginning_with(&self, prefix: &str) -> Option<Vec<&str>> {
        let facts = self.facts.range(prefix.to_owned()..);
        let facts = facts.take_while(|(fact, _)| fact.starts_with(prefix));
        let mut certain = Vec::new();
        for (fact, possible) in facts {
            match possible.as_slice() {
                [None] => {}
                [Some(_)] => certain.push(&fact[prefix.len()..]),
                _ => return None,
            }
        }
        Some(certain)
    }

    /// Adds the facts of another thread, which has written about nothing that this one has.
    pub fn extend(&mut self, other: Model) {
        self.facts.extend(other.facts);
    }

    /// Compares the facts with those of the state. Returns a line for each difference.
    pub fn compare(&self, state: &Facts, counts: &mut Counts) -> Vec<String> {
        let mut count = |name| *counts.entry(name).or_default() += 1;
        let mut differences = Vec::new();
        for (fact, possible) in &self.facts {
            let actual = state.get(fact);
            count(FACTS);
            if possible.len() > 1 {
                count(FACTS_IN_DOUBT);
                if actual != possible[0].as_ref() {
                    count(FACTS_IN_DOUBT_APPLIED);
                }
            }
            if !possible.iter().any(|value| value.as_ref() == actual) {
                differences.push(format!("{fact} is {actual:?}, but may only be {possible:?}"));
            }
        }
        let unknown = state.iter().filter(|(fact, _)| !self.facts.contains_key(*fact));
        differences.extend(unknown.map(|(fact, value)| format!("{fact} is {value:?}, but was never written")));
        for _ in &differences {
            count(DIFFERENCES);
        }
        differences
    }
}
