use super::*;
use crate::macros::outputs;
use serde_json::{Map, Value};

// The macro makes public items, which these are not.
#[allow(unreachable_pub, missing_docs)]
mod sample {
    use super::*;

    outputs! {
        Sample {
            name: String,
            login_count: i64,
            created_at: Option<i64>,
            blocked: bool,
            inner: Inner,
            access_token = "access_token": Option<String> as secret,
            any: Option<Value>,
        }
        Inner {
            success: bool,
            labels: Map<String, Value>,
            leaf: Option<Leaf>,
        }
        Leaf {
            success: bool,
        }
    }
}
use sample::{Inner, Leaf, Sample};

fn read(json: &str) -> Sample {
    from_json(json).unwrap()
}

#[test]
fn absent_null_and_unknown_fields_leave_the_default() {
    for json in [
        "{}",
        "null",
        r#"{"name": null, "loginCount": null, "createdAt": null, "blocked": null, "inner": null}"#,
        r#"{"new": {"deep": [1, {}]}, "na\u006de2": 1}"#,
    ] {
        assert_eq!(
            format!("{:?}", read(json)),
            format!("{:?}", Sample::default()),
            "{json}"
        );
    }
}

#[test]
fn numbers_and_strings_are_converted() {
    for (json, count) in [
        ("7", 7),
        ("7.0", 7),
        ("\"7\"", 7),
        ("\" 7 \"", 7),
        ("\"7.0\"", 7),
        ("1.7e3", 1700),
        ("-9223372036854775808", i64::MIN),
        ("9223372036854775807", i64::MAX),
    ] {
        assert_eq!(
            read(&format!(r#"{{"loginCount": {json}}}"#)).login_count,
            count,
            "{json}"
        );
    }
    assert_eq!(read(r#"{"name": 7}"#).name, "7");
    assert_eq!(read(r#"{"name": -7}"#).name, "-7");
    assert_eq!(read(r#"{"n\u0061me": "a\nb"}"#).name, "a\nb");
    assert_eq!(read(r#"{"access_token": "t"}"#).access_token.as_deref(), Some("t"));
    assert_eq!(
        read(r#"{"createdAt": "1700000000000"}"#).created_at,
        Some(1_700_000_000_000)
    );
}

/// The issues of a JSON text, or its error.
fn issues(json: &str) -> Result<Vec<String>, String> {
    let mut sample = Sample::default();
    let issues = fill(json, sample.value_mut(), Requirements::default()).map_err(|error| error.to_string())?;
    Ok(issues.listed.iter().map(ToString::to_string).collect())
}

#[test]
fn an_issue_has_the_path_and_both_types() {
    for (field, issue) in [
        (
            r#""name": {"a": [1, {}]}"#,
            "data.name: expected a string, found an object",
        ),
        (
            r#""blocked": "yes""#,
            "data.blocked: expected a boolean, found a string",
        ),
        (r#""blocked": 2"#, "data.blocked: expected a boolean, found a number"),
        (
            r#""createdAt": "many""#,
            "data.createdAt: expected an integer, found a string",
        ),
        (
            r#""createdAt": 1.5"#,
            "data.createdAt: expected an integer, found a number",
        ),
        (
            r#""createdAt": 9223372036854775808"#,
            "data.createdAt: expected an integer, found a number",
        ),
        (
            r#""createdAt": 1e300"#,
            "data.createdAt: expected an integer, found a number",
        ),
        (
            r#""createdAt": [[]]"#,
            "data.createdAt: expected an integer, found a list",
        ),
        (
            r#""inner": {"success": "perhaps"}"#,
            "data.inner.success: expected a boolean, found a string",
        ),
        (r#""inner": [1]"#, "data.inner: expected an object, found a list"),
        (
            r#""inner": {"leaf": {"success": []}}"#,
            "data.inner.leaf.success: expected a boolean, found a list",
        ),
    ] {
        let json = format!(r#"{{{field}, "loginCount": 7}}"#);
        assert_eq!(issues(&json), Ok(vec![issue.to_owned()]));
        let expected = Sample {
            login_count: 7,
            ..read(&json)
        };
        assert_eq!(read(&json), expected);
        assert_eq!((expected.created_at, &*expected.name), (None, ""), "{json}");
    }
}

#[test]
fn it_is_an_error_if_nothing_can_be_read() {
    for (json, message) in [
        ("[]", "data: expected an object, found a list"),
        (r#""""#, "data: expected an object, found a string"),
        (r#"{"name": []}"#, "data.name: expected a string, found a list"),
        (
            r#"{"new": 1, "name": [], "blocked": {}}"#,
            "data.name: expected a string, found a list",
        ),
        (
            r#"{"inner": {"leaf": {"success": 2}}}"#,
            "data.inner.leaf.success: expected a boolean, found a number",
        ),
    ] {
        assert_eq!(issues(json), Err(message.to_owned()));
    }
    assert_eq!(issues(r#"{"new": 1}"#), Ok(vec![]));
    let mut list = Vec::<Leaf>::new();
    let error = fill("[1, 2]", list.value_mut(), Requirements::default()).unwrap_err();
    assert_eq!(error.to_string(), "data[0]: expected an object, found a number");
}

#[test]
fn an_item_that_cannot_be_read_is_left_out_or_keeps_its_place() {
    let json = r#"[{"success": true}, 1, null, {"success": true}]"#;
    for (places, successes) in [
        (0, vec![true, true]),
        (4, vec![true, false, false, true]),
        (2, vec![true, false, true]),
    ] {
        let requirements = Requirements {
            places,
            ..Requirements::default()
        };
        let mut list = Vec::<Leaf>::new();
        let issues = fill(json, list.value_mut(), requirements).unwrap();
        let found: Vec<_> = list.iter().map(|leaf| leaf.success).collect();
        assert_eq!(found, successes);
        let issues: Vec<_> = issues.listed.iter().map(ToString::to_string).collect();
        assert_eq!(
            issues,
            [
                "data[1]: expected an object, found a number",
                "data[2]: expected an object, found null"
            ]
        );
    }
}

#[test]
fn an_earlier_value_of_a_duplicate_key_is_no_issue() {
    let json =
        r#"{"inner": {"success": []}, "loginCount": [], "name": "n", "loginCount": 3, "inner": {"success": true}}"#;
    assert_eq!(issues(json), Ok(vec![]));
    assert_eq!(read(json).login_count, 3);
}

#[test]
fn a_number_becomes_text_only_if_it_is_exact() {
    for (number, text) in [
        ("9007199254740991", "9007199254740991"),
        ("18446744073709551615", "18446744073709551615"),
        ("1.5", "1.5"),
        ("7.0", "7"),
        ("-0", "0"),
        ("1E5", "100000"),
    ] {
        assert_eq!(read(&format!(r#"{{"name": {number}}}"#)).name, text);
    }
    for number in ["123456789012345678901", "1e300", "-9007199254740993.0"] {
        let json = format!(r#"{{"name": {number}, "loginCount": 1}}"#);
        let issue = "data.name: expected a string, found a number".to_owned();
        assert_eq!(issues(&json), Ok(vec![issue]), "{number}");
    }
}

#[test]
fn a_decision_takes_only_null_for_an_absent_value_and_needs_a_known_field() {
    let requirements = Requirements {
        is_decision: true,
        ..Requirements::default()
    };
    for (json, is_ok) in [
        (r#"{"success": true}"#, true),
        (r#"{"success": null}"#, true),
        ("null", true),
        (r#"{"success": "", "new": 1}"#, false),
        ("{}", false),
        (r#"{"new": 1}"#, false),
    ] {
        let mut leaf = None::<Leaf>;
        assert_eq!(fill(json, leaf.value_mut(), requirements).is_ok(), is_ok, "{json}");
    }
}

#[test]
fn the_list_of_issues_is_bounded() {
    let json = format!(r#"[{}{{"success": true}}]"#, "1,".repeat(5000));
    let mut list = Vec::<Leaf>::new();
    let issues = fill(&json, list.value_mut(), Requirements::default()).unwrap();
    assert_eq!((issues.listed.len(), issues.count, list.len()), (1000, 5000, 1));
    assert_eq!(
        issues.summary().unwrap(),
        "data[0]: expected an object, found a number (and 4999 more)"
    );
}

#[test]
fn types_with_a_success_field_are_recognized() {
    let found = [
        has_success_field(Inner::default().value_mut()),
        has_success_field(Some(Inner::default()).value_mut()),
        has_success_field(None::<Inner>.value_mut()),
        has_success_field(Value::Null.value_mut()),
        has_success_field(Sample::default().value_mut()),
        has_success_field(String::new().value_mut()),
    ];
    assert_eq!(found, [true, true, true, true, false, false]);
}

#[test]
fn the_last_of_duplicate_keys_wins() {
    assert_eq!(read(r#"{"name": "a", "loginCount": 1, "name": "b"}"#).name, "b");
}

#[test]
fn the_last_of_duplicate_objects_replaces_the_others() {
    let first = r#""inner": {"success": true, "labels": {"a": 1}, "leaf": {"success": true}}"#;
    for (last, expected) in [
        (r#""inner": {}"#, Inner::default()),
        (r#""inner": null"#, Inner::default()),
        (
            r#""inner": {"leaf": {}}"#,
            Inner {
                leaf: Some(Leaf::default()),
                ..Inner::default()
            },
        ),
        (r#""inner": {"leaf": null}"#, Inner::default()),
        (r#""inner": {"success": true, "success": null}"#, Inner::default()),
    ] {
        for json in [
            format!("{{{first}, {last}}}"),
            format!(r#"{{"name": "n", {first}, "blocked": true, {last}, "loginCount": 1}}"#),
            format!(r#"{{{last}, {first}, "name": "n", {last}, "name": "n"}}"#),
        ] {
            assert_eq!(read(&json).inner, expected, "{json}");
        }
    }
}

#[test]
fn a_lone_surrogate_is_replaced() {
    let sample = read(r#"{"name": "a\ud800b", "na\udc00": 1, "access_token": "\ud83d\ude00"}"#);
    assert_eq!(
        (&*sample.name, sample.access_token.as_deref()),
        ("a\u{fffd}b", Some("😀"))
    );
    assert_eq!(
        deserialize::<Value>(r#"{"\ud800":"\udc00"}"#).unwrap()["\u{fffd}"],
        "\u{fffd}"
    );
    assert!(deserialize::<Value>(r#"["\ud800", "#).unwrap_err().is_eof());
}

#[test]
fn the_parser_says_why_it_rejects_a_value() {
    let deep = format!(
        r#"{{"name": "\ud800", "any": {}1{}}}"#,
        "[".repeat(200),
        "]".repeat(200)
    );
    let message = "data.any: recursion limit exceeded at line 1, column 153".to_owned();
    assert_eq!(issues(&deep), Err(message));
}

#[test]
fn a_number_out_of_range_becomes_a_string() {
    let json = r#"{"name": 1e400, "loginCount": -1e999, "blocked": true, "any": [1e400]}"#;
    let issue = "data.loginCount: expected an integer, found a string".to_owned();
    assert_eq!(issues(json), Ok(vec![issue]));
    let sample = read(json);
    assert_eq!((&*sample.name, sample.login_count, sample.blocked), ("1e400", 0, true));
    assert_eq!(sample.any, Some(serde_json::json!(["1e400"])));
}

#[test]
fn equality_compares_every_field() {
    let sample = read(r#"{"name": "a", "loginCount": 1, "inner": {"success": true}, "access_token": "t"}"#);
    assert_eq!(sample, sample.clone());
    for change in [
        |sample: &mut Sample| sample.name.push('x'),
        |sample: &mut Sample| sample.login_count = 2,
        |sample: &mut Sample| sample.created_at = Some(0),
        |sample: &mut Sample| sample.blocked = true,
        |sample: &mut Sample| sample.inner.success = false,
        |sample: &mut Sample| sample.access_token = None,
    ] {
        let mut changed = sample.clone();
        change(&mut changed);
        assert_ne!(changed, sample);
    }
}

#[test]
fn serializing_uses_wire_names_and_leaves_absent_options_out() {
    let sample = read(r#"{"loginCount": 1, "access_token": "t"}"#);
    assert_eq!(
        serde_json::to_string(&sample).unwrap(),
        r#"{"name":"","loginCount":1,"blocked":false,"inner":{"success":false,"labels":{}},"access_token":"t"}"#
    );
}

#[test]
fn debug_redacts_secret_fields() {
    let sample = read(r#"{"access_token": "SECRET"}"#);
    let debug = format!("{sample:?}");
    assert!(debug.contains("access_token: <redacted>"), "{debug}");
    assert!(!debug.contains("SECRET"), "{debug}");
}
