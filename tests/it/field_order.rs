//! The order of an envelope's fields has no effect, and the last of duplicate fields wins. `data` is decoded in one
//! pass or in two, depending on its position, but the result must not depend on that.

use std::ops::Range;

use genauth::types::GroupPaging;

use crate::envelope::json;
use crate::support::FakeTransport;

/// Everything that a caller of `list_groups` can observe, except the body.
#[derive(Debug, PartialEq)]
enum Outcome {
    Success {
        data: GroupPaging,
        message: String,
        request_id: Option<String>,
    },
    Failure {
        /// The error as it prints, up to the body.
        line: String,
        server_message: Option<String>,
        request_id: Option<String>,
    },
}

fn list_groups(body: &str) -> Outcome {
    let response = json(body);
    let fake = FakeTransport::responding(move |_| Ok(response.clone()));
    match fake.client().list_groups().send() {
        Ok(response) => Outcome::Success {
            data: response.data,
            message: response.message,
            request_id: response.request_id,
        },
        Err(error) => {
            let line = error.to_string();
            Outcome::Failure {
                line: line.split(": {").next().unwrap_or_default().to_owned(),
                server_message: error.server_message().map(str::to_owned),
                request_id: error.request_id().map(str::to_owned),
            }
        }
    }
}

/// Joins the fields in every possible order, each time into the inside of an object.
fn permutations(fields: &[String]) -> Vec<String> {
    if let [field] = fields {
        return vec![field.clone()];
    }
    let beginning_with = |first: usize| {
        let mut others = fields.to_vec();
        let first = others.remove(first);
        permutations(&others)
            .into_iter()
            .map(move |others| format!("{first},{others}"))
    };
    (0..fields.len()).flat_map(beginning_with).collect()
}

#[test]
fn the_order_of_the_fields_has_no_effect() {
    let group = r#"{"totalCount":1,"list":[{"code":"a","name":"A"}]}"#;
    let mismatch = r#"{"totalCount":[]}"#;
    // The expectation is the total of a success, or a part of the printed error.
    for (status_code, data, expected) in [
        (200, group, Ok(1)),
        (200, "null", Ok(0)),
        (
            200,
            mismatch,
            Err("GroupPaging: data.totalCount: expected an integer, found a list"),
        ),
        (404, group, Err("[404 / 2004] said")),
        (404, mismatch, Err("[404 / 2004] said")),
        (404, "{", Err("with a body that is not a response of the service")),
    ] {
        let fields = [
            format!(r#""statusCode":{status_code}"#),
            r#""message":"said""#.to_owned(),
            r#""apiCode":2004"#.to_owned(),
            r#""requestId":"934e""#.to_owned(),
            format!(r#""data":{data}"#),
        ];
        let outcomes: Vec<_> = permutations(&fields)
            .iter()
            .map(|fields| list_groups(&format!("{{{fields}}}")))
            .collect();
        assert_eq!(outcomes.len(), 120);
        match (&outcomes[0], expected) {
            (Outcome::Success { data, .. }, Ok(total)) => assert_eq!(data.total_count, total),
            (Outcome::Failure { line, .. }, Err(part)) => assert!(line.contains(part), "{line}"),
            (outcome, expected) => panic!("{outcome:?}, but expected {expected:?}"),
        }
        for outcome in &outcomes {
            assert_eq!(outcome, &outcomes[0]);
        }
    }
}

/// Compares every envelope of up to five of these fields with the one that has only the last `statusCode` and the last
/// `data`.
#[test]
fn the_last_of_duplicate_fields_wins() {
    const FIELDS: [&str; 5] = [
        r#""statusCode":200"#,
        r#""statusCode":404"#,
        r#""data":null"#,
        r#""data":{"totalCount":1,"list":[{"code":"a"}]}"#,
        r#""data":{"totalCount":2}"#,
    ];
    const STATUS_CODES: Range<usize> = 0..2;
    const DATA: Range<usize> = 2..5;
    let success_with = |data: &str| list_groups(&format!(r#"{{"statusCode":200,{data}}}"#));
    let successes = FIELDS.map(success_with);
    let sizes = successes[DATA].iter().map(|outcome| match outcome {
        Outcome::Success { data, .. } => (data.total_count, data.list.len()),
        outcome @ Outcome::Failure { .. } => panic!("{outcome:?}"),
    });
    assert_eq!(sizes.collect::<Vec<_>>(), [(0, 0), (1, 1), (2, 0)]);

    for length in 1..=5 {
        for number in 0..FIELDS.len().pow(length) {
            // Each digit of the number, written in base 5, chooses a field.
            let chosen: Vec<usize> = (0..length)
                .map(|digit| number / FIELDS.len().pow(digit) % FIELDS.len())
                .collect();
            let body = chosen.iter().map(|&field| FIELDS[field]).collect::<Vec<_>>().join(",");
            let outcome = list_groups(&format!("{{{body}}}"));
            let last_in = |range: Range<usize>| chosen.iter().rfind(|field| range.contains(field));
            let failure_part = match last_in(STATUS_CODES) {
                None => "with a body that is not a response of the service",
                Some(1) => "list_groups: [404]",
                Some(_) => {
                    let data = *last_in(DATA).unwrap_or(&DATA.start);
                    assert_eq!(outcome, successes[data], "{body}");
                    continue;
                }
            };
            match outcome {
                Outcome::Failure { line, .. } => assert!(line.contains(failure_part), "{body}: {line}"),
                Outcome::Success { .. } => panic!("{body}: {outcome:?}"),
            }
        }
    }
}
