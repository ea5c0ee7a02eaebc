//! What happened to the items of a list that was sent in batches, in a form that can be stored.

use std::fmt;
use std::ops::Range;

use serde::de::Error as _;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

/// What happened to each item of a list that was sent in batches.
///
/// [`Batches::report`](super::Batches::report) returns it. It can be stored, because it implements serde's traits, and
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
mod tests {
    use super::ItemState::{Completed, Failed, InDoubt, NotSent};
    use super::*;
    use serde_json::json;

    /// A report of 10 items in which these ranges have got these states.
    fn report(changes: &[(Range<usize>, ItemState)]) -> BatchReport {
        let mut report = BatchReport::new("delete_users_batch", 0x0123_4567_89ab_cdef, 10);
        for (items, state) in changes {
            report.set(items, *state);
        }
        report
    }

    #[test]
    fn a_report_divides_the_list() {
        type Changes = &'static [(Range<usize>, ItemState)];
        let cases: [(Changes, &str); 7] = [
            (&[], "0 of 10 items completed; not sent: 0..10"),
            (&[(0..10, Completed)], "10 of 10 items completed"),
            // Neighbours with the same state are joined, in whatever order they are set.
            (
                &[(4..6, Completed), (0..2, Completed), (2..4, Completed)],
                "6 of 10 items completed; not sent: 6..10",
            ),
            (
                &[(2..4, Failed), (6..8, InDoubt), (0..2, Completed)],
                "2 of 10 items completed; failed: 2..4; in doubt: 6..8; not sent: 4..6, 8..10",
            ),
            // A range may cover several segments, and parts of them.
            (
                &[(2..4, Failed), (6..8, InDoubt), (3..7, Completed)],
                "4 of 10 items completed; failed: 2..3; in doubt: 7..8; not sent: 0..2, 8..10",
            ),
            (
                &[(2..4, Failed), (2..4, NotSent)],
                "0 of 10 items completed; not sent: 0..10",
            ),
            (&[(5..5, Failed)], "0 of 10 items completed; not sent: 0..10"),
        ];
        for (changes, expected) in cases {
            let report = report(changes);
            assert_eq!(report.to_string(), expected);
            assert_eq!(report.total(), 10);
            assert_eq!(report.is_complete(), report.completed_count() == 10);
            let stored = serde_json::to_string(&report).unwrap();
            assert_eq!(
                serde_json::from_str::<BatchReport>(&stored).unwrap(),
                report,
                "{stored}"
            );
        }
        let empty = BatchReport::new("delete_users_batch", 0, 0);
        assert_eq!(empty.to_string(), "0 of 0 items completed");
        assert!(empty.is_complete());
        let stored = serde_json::to_value(&empty).unwrap();
        assert_eq!(serde_json::from_value::<BatchReport>(stored).unwrap(), empty);
    }

    #[test]
    fn a_batch_contains_items_of_one_state() {
        let report = report(&[(1..4, Completed), (4..5, Failed), (5..7, InDoubt)]);
        let is_pending = |state| matches!(state, Failed | NotSent);
        assert_eq!(report.batches(is_pending, 2), [0..1, 4..5, 7..9, 9..10]);
        assert_eq!(report.batches(is_pending, 50), [0..1, 4..5, 7..10]);
        assert_eq!(
            report.batches(|state| state != Completed, 50),
            [0..1, 4..5, 5..7, 7..10]
        );
    }

    #[test]
    fn the_stored_form_is_stable() {
        let stored = json!({
            "operation": "delete_users_batch",
            "hash": "0123456789abcdef",
            "total": 10,
            "completed": [{"start": 0, "end": 4}],
            "failed": [],
            "in_doubt": [{"start": 4, "end": 6}],
            "not_sent": [{"start": 6, "end": 10}],
        });
        let report = report(&[(0..4, Completed), (4..6, InDoubt)]);
        assert_eq!(serde_json::to_value(&report).unwrap(), stored);
        assert_eq!(serde_json::from_value::<BatchReport>(stored.clone()).unwrap(), report);

        let range = |start: usize, end: usize| json!([{"start": start, "end": end}]);
        for (field, value, message) in [
            ("total", json!(11), "the ranges contain 10 items, not 11"),
            ("total", json!(-1), "`total`: "),
            ("hash", json!("0x12"), "`hash` is not a hexadecimal number"),
            ("failed", json!(null), "`failed`: "),
            (
                "failed",
                range(3, 5),
                "each item must be in exactly one range (see 3..5)",
            ),
            (
                "in_doubt",
                range(5, 6),
                "each item must be in exactly one range (see 5..6)",
            ),
            (
                "not_sent",
                range(10, 6),
                "each item must be in exactly one range (see 10..6)",
            ),
            ("not_sent", json!([]), "the ranges contain 6 items, not 10"),
        ] {
            let mut invalid = stored.clone();
            invalid[field] = value;
            let error = serde_json::from_value::<BatchReport>(invalid).unwrap_err().to_string();
            assert!(error.starts_with(message), "{field}: {error}");
        }
        for field in [
            "operation",
            "hash",
            "total",
            "completed",
            "failed",
            "in_doubt",
            "not_sent",
        ] {
            let mut invalid = stored.clone();
            invalid.as_object_mut().unwrap().remove(field);
            let error = serde_json::from_value::<BatchReport>(invalid).unwrap_err();
            assert_eq!(error.to_string(), format!("missing field `{field}`"));
        }
        serde_json::from_value::<BatchReport>(json!([])).unwrap_err();
    }
}
