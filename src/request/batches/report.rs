//! What happened to the items of a list that was sent in batches, in a form that can be stored.

use std::fmt;
use std::ops::Range;

use serde::de::Error as _;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

/// What happened to each item of a list that was sent in batches.
///
/// [`BatchOutcome::report`](super::BatchOutcome::report) returns it. It can be stored, because it implements serde's traits, and
/// [`resume`](crate::Request::resume) continues from it, also in another run of the program:
///
/// ```no_run
/// use genauth::{BatchReport, InDoubt, serde_json};
///
/// # let client = genauth::ManagementClient::from_env()?;
/// # let user_ids: Vec<String> = Vec::new();
/// let request = client.delete_users_batch().user_ids(&user_ids);
/// let outcome = request.send_in_batches()?;
/// std::fs::write("deletion.json", serde_json::to_vec(outcome.report())?)?;
///
/// let report: BatchReport = serde_json::from_slice(&std::fs::read("deletion.json")?)?;
/// println!("{report}"); // 50 of 120 items completed; in doubt: 50..100; not sent: 100..120
/// let outcome = request.resume(&report, InDoubt::Skip)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// The ranges are indexes into the list. Each item is in exactly one range.
///
/// A report contains no items, only a hash of the operation and all parameters. The hash is not cryptographic: if the
/// request contains passwords, anyone who has the report can test guesses against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchReport {
    operation: String,
    request_hash: u64,
    /// The whole list in order, without gaps and empty ranges. The states of neighbours differ.
    segments: Vec<(Range<usize>, ItemState)>,
}

/// What happened to an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ItemState {
    Completed,
    Failed,
    InDoubt,
    NotSent,
}

/// The states with the names of their fields in a stored report.
const STATES: [(ItemState, &str); 4] = [
    (ItemState::Completed, "completed"),
    (ItemState::Failed, "failed"),
    (ItemState::InDoubt, "in_doubt"),
    (ItemState::NotSent, "not_sent"),
];

// The other fields of a stored report.
const OPERATION: &str = "operation";
const HASH: &str = "hash";
const TOTAL: &str = "total";

impl BatchReport {
    /// The report of a list before anything is sent.
    #[inline]
    pub(super) fn new(operation: &str, request_hash: u64, total: usize) -> Self {
        let mut segments = Vec::new();
        push(&mut segments, 0..total, ItemState::NotSent);
        BatchReport {
            operation: operation.to_owned(),
            request_hash,
            segments,
        }
    }

    /// Name of the operation.
    #[must_use]
    #[inline]
    pub fn operation(&self) -> &str {
        &self.operation
    }

    /// Number of items in the whole list.
    #[must_use]
    #[inline]
    pub fn total(&self) -> usize {
        self.segments.last().map_or(0, |(items, _)| items.end)
    }

    /// The items of batches that succeeded.
    #[must_use]
    #[inline]
    pub fn completed(&self) -> Vec<Range<usize>> {
        self.in_state(ItemState::Completed)
    }

    /// The items of batches that failed and were certainly not applied.
    #[must_use]
    #[inline]
    pub fn failed(&self) -> Vec<Range<usize>> {
        self.in_state(ItemState::Failed)
    }

    /// The items of batches that failed and [may have been applied](crate::Error::may_have_happened).
    #[must_use]
    #[inline]
    pub fn in_doubt(&self) -> Vec<Range<usize>> {
        self.in_state(ItemState::InDoubt)
    }

    /// The items that were not sent, because an earlier batch failed.
    #[must_use]
    #[inline]
    pub fn not_sent(&self) -> Vec<Range<usize>> {
        self.in_state(ItemState::NotSent)
    }

    /// Number of items that are [completed](Self::completed).
    #[must_use]
    #[inline]
    pub fn completed_count(&self) -> usize {
        self.completed().into_iter().map(|items| items.len()).sum()
    }

    /// Whether all items are completed.
    #[must_use]
    #[inline]
    pub fn is_complete(&self) -> bool {
        self.segments.iter().all(|(_, state)| *state == ItemState::Completed)
    }

    /// Whether this is a report of the same request.
    #[inline]
    pub(super) fn is_of(&self, operation: &str, request_hash: u64, total: usize) -> bool {
        self.operation == operation && self.request_hash == request_hash && self.total() == total
    }

    /// The batches to send, in the order of the list. No batch contains items of different states, so that the result
    /// of a batch says as much as possible about its items.
    pub(super) fn batches(&self, is_to_send: impl Fn(ItemState) -> bool, max_items: usize) -> Vec<Range<usize>> {
        let segments = self.segments.iter().filter(|(_, state)| is_to_send(*state));
        let batches = segments.flat_map(|(items, _)| {
            let starts = items.clone().step_by(max_items);
            starts.map(|start| start..items.end.min(start + max_items))
        });
        batches.collect()
    }

    /// Changes the state of these items.
    #[inline]
    pub(super) fn set(&mut self, items: &Range<usize>, new: ItemState) {
        let mut segments = Vec::with_capacity(self.segments.len() + 2);
        for (segment, old) in self.segments.drain(..) {
            let before = segment.start..segment.end.min(items.start);
            let within = segment.start.max(items.start)..segment.end.min(items.end);
            let after = segment.start.max(items.end)..segment.end;
            for (part, state) in [(before, old), (within, new), (after, old)] {
                push(&mut segments, part, state);
            }
        }
        self.segments = segments;
    }

    /// The state of one item.
    #[inline]
    pub(super) fn state_at(&self, index: usize) -> ItemState {
        let segment = self.segments.iter().find(|(items, _)| items.contains(&index));
        segment.map_or(ItemState::NotSent, |(_, state)| *state)
    }

    #[inline]
    fn in_state(&self, state: ItemState) -> Vec<Range<usize>> {
        let segments = self.segments.iter().filter(|(_, other)| *other == state);
        segments.map(|(items, _)| items.clone()).collect()
    }
}

/// Appends a segment, unless it is empty. Joins it with the last one if that has the same state.
#[inline]
fn push(segments: &mut Vec<(Range<usize>, ItemState)>, items: Range<usize>, state: ItemState) {
    match segments.last_mut() {
        _ if items.is_empty() => {}
        Some((last, last_state)) if *last_state == state => last.end = items.end,
        _ => segments.push((items, state)),
    }
}

impl AsRef<BatchReport> for BatchReport {
    #[inline]
    fn as_ref(&self) -> &BatchReport {
        self
    }
}

/// Prints one line, such as `50 of 120 items completed; in doubt: 50..100; not sent: 100..120`.
impl fmt::Display for BatchReport {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} items completed", self.completed_count(), self.total())?;
        for (state, name) in &STATES[1..] {
            for (index, items) in self.in_state(*state).iter().enumerate() {
                match index {
                    0 => write!(f, "; {}: {items:?}", name.replace('_', " "))?,
                    _ => write!(f, ", {items:?}")?,
                }
            }
        }
        Ok(())
    }
}

/// Writes an object with the name of the operation, the hash, the number of items and the four lists of ranges.
impl Serialize for BatchReport {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut report = serializer.serialize_struct("BatchReport", 3 + STATES.len())?;
        report.serialize_field(OPERATION, &self.operation)?;
        // As text, because many JSON parsers read numbers as floating-point numbers, which would round it.
        report.serialize_field(HASH, &format!("{:016x}", self.request_hash))?;
        report.serialize_field(TOTAL, &self.total())?;
        for (state, name) in STATES {
            report.serialize_field(name, &self.in_state(state))?;
        }
        report.end()
    }
}

/// Reads what `Serialize` wrote, from JSON or another self-describing format. Fails if the ranges do not contain each
/// item exactly once.
impl<'de> Deserialize<'de> for BatchReport {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let report = Map::deserialize(deserializer)?;
        parse(report).map_err(D::Error::custom)
    }
}

#[inline]
fn parse(mut report: Map<String, Value>) -> Result<BatchReport, String> {
    let hash: String = take(&mut report, HASH)?;
    let total: usize = take(&mut report, TOTAL)?;
    let mut segments = Vec::new();
    for (state, name) in STATES {
        let ranges: Vec<Range<usize>> = take(&mut report, name)?;
        segments.extend(ranges.into_iter().map(|items| (items, state)));
    }
    segments.sort_by_key(|(items, _)| items.start);
    let mut parsed = BatchReport {
        operation: take(&mut report, OPERATION)?,
        request_hash: u64::from_str_radix(&hash, 16).map_err(|_| format!("`{HASH}` is not a hexadecimal number"))?,
        segments: Vec::with_capacity(segments.len()),
    };
    for (items, state) in segments {
        if items.start != parsed.total() || items.is_empty() {
            return Err(format!("each item must be in exactly one range (see {items:?})"));
        }
        push(&mut parsed.segments, items, state);
    }
    if parsed.total() != total {
        return Err(format!("the ranges contain {} items, not {total}", parsed.total()));
    }
    Ok(parsed)
}

fn take<T: serde::de::DeserializeOwned>(report: &mut Map<String, Value>, name: &str) -> Result<T, String> {
    // Not `remove`, which costs the compiler the whole rebalancing of a tree.
    let value = report
        .get_mut(name)
        .map(Value::take)
        .ok_or_else(|| format!("missing field `{name}`"))?;
    serde_json::from_value(value).map_err(|error| format!("`{name}`: {error}"))
}

#[cfg(test)]
mod tests;
