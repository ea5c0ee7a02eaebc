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
