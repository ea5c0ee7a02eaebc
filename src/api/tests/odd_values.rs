//! Sends odd values in every field of every output. Each must be converted, or cost that field and nothing else.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde_json::{Map, Value, json};

use super::{MAX_DEPTH, Numbers, Probe, has_content, probes, sample};
use crate::codec::decode::{DecodeIssues, ValueMut};
use crate::schema::FieldName;

/// The type of a field, regardless of whether it may be absent.
#[derive(Clone, Debug)]
enum Kind {
    Text,
    Enum,
    Boolean,
    Integer,
    Float,
    Map,
    Json,
    Object,
    List(Box<Kind>),
}

impl Kind {
    fn of(value: ValueMut<'_>) -> Option<Self> {
        Some(match value {
            ValueMut::String(_) => Kind::Text,
            ValueMut::Enum(_) => Kind::Enum,
            ValueMut::Boolean(_) => Kind::Boolean,
            ValueMut::Integer(_) => Kind::Integer,
            ValueMut::Float(_) => Kind::Float,
            ValueMut::Map(_) => Kind::Map,
            ValueMut::Json(_) => Kind::Json,
            ValueMut::Object(_) => Kind::Object,
            ValueMut::List(list) => Kind::List(Box::new(Kind::of(list.push())?)),
            ValueMut::Option(option) => return Kind::of(option.insert()),
            ValueMut::Unit => return None,
        })
    }

    fn expected(&self) -> &'static str {
        match self {
            Kind::Text | Kind::Enum => "a string",
            Kind::Boolean => "a boolean",
            Kind::Integer => "an integer",
            Kind::Float => "a number",
            Kind::Map | Kind::Object => "an object",
            Kind::List(_) => "a list",
            Kind::Json => "a value",
        }
    }
}

/// What becomes of an odd value.
#[derive(Debug)]
enum Expected {
    /// It is the same as this value.
    Converted(Value),
    /// It is the same as no value.
    Absent,
    /// It is the same as no value, and it is reported as this type.
    Issue(&'static str),
    /// It is a list with this item, or an empty one if the item is reported.
    Item(Box<Expected>),
}

/// Stands for a number that does not fit into a `Value`.
const OUT_OF_RANGE: &str = "@1e400@";

const ODD_VALUES: [&str; 20] = [
    "null",
    "true",
    "false",
    "0",
    "1",
    "-7",
    "1.5",
    "9223372036854775808",
    r#""@1e400@""#,
    r#""""#,
    r#""true""#,
    r#""0""#,
    r#""12""#,
    r#""x""#,
    "[]",
    "[1]",
    r#"["x"]"#,
    "[null]",
    "{}",
    r#"{"not": "documented"}"#,
];

fn type_of(odd: &str) -> &'static str {
    match odd.as_bytes()[0] {
        b'"' => "a string",
        b't' | b'f' => "a boolean",
        b'{' => "an object",
        b'[' => "a list",
        _ => "a number",
    }
}

/// Whether an odd value is an item of a list as it is, and not only after a conversion.
fn is_of_type(item: &Kind, odd: &str) -> bool {
    match type_of(odd) {
        "a string" => matches!(item, Kind::Text | Kind::Enum | Kind::Json),
        "a boolean" => matches!(item, Kind::Boolean | Kind::Json),
        "a number" => matches!(item, Kind::Integer | Kind::Float | Kind::Json),
        // An object without any known field is no item.
        "an object" => matches!(item, Kind::Map | Kind::Json),
        _ => false,
    }
}

/// What becomes of each odd value, as a literal table.
#[allow(clippy::match_same_arms)] // grouped by type
fn expected(kind: &Kind, odd: &str) -> Expected {
    use Expected::{Absent, Issue};
    let same = || Expected::Converted(serde_json::from_str(odd).expect("an odd value is JSON"));
    let to = Expected::Converted;
    match (kind, odd) {
        (_, "null") => Absent,
        (Kind::Json, _) => match odd {
            r#""@1e400@""# => to(json!("1e400")),
            _ => same(),
        },

        (Kind::List(_), r#""""# | "{}") => Absent,
        (Kind::List(_), "[]") => same(),
        (Kind::List(item), "[1]") => Expected::Item(Box::new(expected(item, "1"))),
        (Kind::List(item), r#"["x"]"#) => Expected::Item(Box::new(expected(item, r#""x""#))),
        (Kind::List(item), "[null]") => Expected::Item(Box::new(expected(item, "null"))),
        (Kind::List(item), _) => match expected(item, odd) {
            Expected::Converted(value) if is_of_type(item, odd) => to(json!([value])),
            Expected::Converted(_) => Issue(type_of(odd)),
            other => other,
        },

        (Kind::Map, "{}" | r#"{"not": "documented"}"#) => same(),
        (Kind::Object, "{}" | r#"{"not": "documented"}"#) => to(json!({})),
        (Kind::Map | Kind::Object, "[]" | r#""""#) => Absent,
        (_, "{}" | r#"{"not": "documented"}"#) => Issue("an object"),
        (_, "[]" | "[1]" | r#"["x"]"# | "[null]") => Issue("a list"),

        (Kind::Text | Kind::Enum, "true" | "false" | "0" | "1" | "-7" | "1.5" | "9223372036854775808") => {
            to(json!(odd))
        }
        (Kind::Text | Kind::Enum, r#""@1e400@""#) => to(json!("1e400")),
        (Kind::Text, _) => same(),
        (_, r#""""#) => Absent,
        (Kind::Enum, _) => same(),

        (Kind::Boolean, "true" | r#""true""# | "1") => to(json!(true)),
        (Kind::Boolean, "false" | r#""0""# | "0") => to(json!(false)),
        (Kind::Integer | Kind::Float, "0" | r#""0""#) => to(json!(0)),
        (Kind::Integer | Kind::Float, "1" | "-7") => same(),
        (Kind::Integer | Kind::Float, r#""12""#) => to(json!(12)),
        (Kind::Float, "1.5" | "9223372036854775808") => same(),

        (_, "true" | "false") => Issue("a boolean"),
        (_, "0" | "1" | "-7" | "1.5" | "9223372036854775808") => Issue("a number"),
        (_, _) => Issue("a string"),
    }
}

/// Steps as `serde_json` takes them.
fn pointer(steps: &[String]) -> String {
    steps.iter().flat_map(|step| ["/", step]).collect()
}

/// A field of an output.
struct Leaf {
    kind: Kind,
    /// The keys and indexes that lead to it.
    steps: Vec<String>,
    /// Whether nothing of the data can be read if this field cannot.
    is_alone: bool,
    /// The number of steps to the item of a list of which nothing can be read if this field cannot.
    item: Option<usize>,
    /// Whether it is the field that denies success.
    is_success: bool,
}

impl Leaf {
    fn pointer(&self) -> String {
        pointer(&self.steps)
    }

    fn path(&self) -> String {
        let mut path = "data".to_owned();
        for step in &self.steps {
            match step.parse::<usize>() {
                Ok(index) => write!(path, "[{index}]"),
                Err(_) => write!(path, ".{step}"),
            }
            .expect("writing to a String cannot fail");
        }
        path
    }

    /// The sample with a value at this place, or without one.
    fn replaced(&self, sample: &Value, value: Option<Value>) -> Value {
        let mut sample = sample.clone();
        let place = sample.pointer_mut(&self.pointer()).expect("a field of the sample");
        if let Some(value) = value {
            *place = value;
            return sample;
        }
        let (name, parents) = self.steps.split_last().expect("a field has a name");
        let parent = sample.pointer_mut(&pointer(parents)).and_then(Value::as_object_mut);
        parent.expect("a field is in an object").remove(name);
        sample
    }
}

/// A sample without an item of a list.
fn without_item(sample: &Value, steps: &[String]) -> Value {
    let mut sample = sample.clone();
    let (index, list) = steps.split_last().expect("an item has an index");
    let items = sample.pointer_mut(&pointer(list)).and_then(Value::as_array_mut);
    items
        .expect("an item is in a list")
        .remove(index.parse().expect("an index"));
    sample
}

/// Finds the fields that have not been found in an earlier type.
struct Search<'a> {
    sample: &'a Value,
    visited: &'a mut BTreeSet<(&'static str, &'static str)>,
    leaves: Vec<Leaf>,
}

impl Search<'_> {
    fn search(&mut self, value: ValueMut<'_>, steps: &[String], is_alone: bool, item: Option<usize>) {
        match (value, self.sample.pointer(&pointer(steps))) {
            (ValueMut::Option(option), Some(_)) => self.search(option.insert(), steps, is_alone, item),
            (ValueMut::List(list), Some(Value::Array(items))) if !items.is_empty() => {
                // The other item of the list can be read.
                let item = Some(steps.len() + 1);
                self.search(list.push(), &[steps, &["1".to_owned()]].concat(), false, item);
            }
            (ValueMut::Object(object), Some(Value::Object(sent))) => {
                let is_alone = is_alone && sent.len() == 1;
                let item = item.filter(|_| sent.len() == 1);
                object.fields(&mut |type_name, names, values| {
                    for (name, value) in FieldName::each(names).zip(values) {
                        let steps = [steps, &[name.wire().into_owned()]].concat();
                        if sent.contains_key(&*name.wire()) && self.visited.insert((type_name, name.rust())) {
                            let is_success = steps == ["success"];
                            let found = Kind::of(value.value_mut()).map(|kind| Leaf {
                                kind,
                                steps: steps.clone(),
                                is_alone,
                                item,
                                is_success,
                            });
                            self.leaves.extend(found);
                            self.search(value.value_mut(), &steps, is_alone, item);
                        }
                    }
                });
            }
            _ => {}
        }
    }
}

/// What the decoder makes of `data`: its JSON and its issues, or an error.
fn decode(probe: &Probe, data: &Value) -> Result<(Value, Vec<[String; 3]>), String> {
    let text = data.to_string().replace(&format!("\"{OUT_OF_RANGE}\""), "1e400");
    let mut decoded = None;
    let issues = (probe.output)(&text, &mut |output, _| decoded = Some(output.to_json()))?;
    let issues = issues.listed.into_iter();
    let issues = issues.map(|issue| [issue.path, issue.expected.to_owned(), issue.found.to_owned()]);
    Ok((decoded.expect("`inspect` was called"), issues.collect()))
}

/// What the decoder makes of a sample with documented values, which must be complete.
fn decode_documented(probe: &Probe, sample: &Value) -> Value {
    let mut decoded = None;
    let result = (probe.output)(&sample.to_string(), &mut |output, value| {
        decoded = has_content(value, sample).then(|| output.to_json());
    });
    assert_eq!(
        result,
        Ok(DecodeIssues::default()),
        "{}: {sample}",
        probe.operation.name
    );
    decoded.unwrap_or_else(|| panic!("{}: {sample}", probe.operation.name))
}

/// Checks one odd value in one field. Returns whether it was converted. `documented` has what was decoded of the same
/// field with other values.
fn check(probe: &Probe, sample: &Value, leaf: &Leaf, odd: &str, documented: &mut Vec<(Option<Value>, Value)>) -> bool {
    let place = format!("{}: {odd} at {}", probe.operation.name, leaf.path());
    let sent = leaf.replaced(sample, Some(serde_json::from_str(odd).expect("an odd value is JSON")));
    let result = decode(probe, &sent);
    let issue = |path: String, expected: &str, found: &str| vec![[path, expected.to_owned(), found.to_owned()]];
    let (same_as, issues) = match expected(&leaf.kind, odd) {
        Expected::Converted(value) if leaf.is_success && value == json!(false) => {
            assert_eq!(result, Err("refused".to_owned()), "{place}");
            return true;
        }
        Expected::Converted(value) => (Some(value), vec![]),
        // Success is the default.
        Expected::Absent if leaf.is_success => (Some(json!(true)), vec![]),
        Expected::Absent => (None, vec![]),
        Expected::Issue(found) => (None, issue(leaf.path(), leaf.kind.expected(), found)),
        Expected::Item(item) => match (*item, &leaf.kind) {
            (Expected::Converted(value), _) => (Some(json!([value])), vec![]),
            (Expected::Absent, Kind::List(item)) => (
                Some(json!([])),
                issue(format!("{}[0]", leaf.path()), item.expected(), "null"),
            ),
            (Expected::Issue(found), Kind::List(item)) => (
                Some(json!([])),
                issue(format!("{}[0]", leaf.path()), item.expected(), found),
            ),
            (other, _) => panic!("{place}: {other:?}"),
        },
    };
    let is_converted = issues.is_empty();
    if let Some([path, expected, found]) = issues.first().filter(|_| leaf.is_alone || leaf.is_success) {
        let message = format!("{path}: expected {expected}, found {found}");
        assert_eq!(result, Err(message), "{place}");
        return false;
    }
    if let Some(item) = leaf.item.filter(|_| !is_converted) {
        let json = decode_documented(probe, &without_item(sample, &leaf.steps[..item]));
        assert_eq!(result, Ok((json, issues)), "{place}");
        return false;
    }
    // Every other field keeps its value.
    let known = documented.iter().find(|(value, _)| *value == same_as);
    let json = if let Some((_, json)) = known {
        json.clone()
    } else {
        let json = decode_documented(probe, &leaf.replaced(sample, same_as.clone()));
        documented.push((same_as, json.clone()));
        json
    };
    assert_eq!(result, Ok((json, issues)), "{place}");
    is_converted
}

#[test]
fn an_odd_value_costs_at_most_its_field() {
    let mut visited = BTreeSet::new();
    let mut work = Vec::new();
    for probe in probes() {
        let sample = probe.with_empty(|value| sample(value, MAX_DEPTH, Numbers::Plain));
        let found = probe.with_empty(|value| {
            let mut search = Search {
                sample: &sample,
                visited: &mut visited,
                leaves: Vec::new(),
            };
            search.search(value, &[], true, None);
            search.leaves
        });
        if !found.is_empty() {
            work.push((probe, sample, found));
        }
    }
    let fields: usize = work.iter().map(|(_, _, leaves)| leaves.len()).sum();
    assert!(fields > 1500, "{fields}");
    let check_leaf = |probe: &Probe, sample: &Value, leaf: &Leaf| {
        let mut documented = Vec::new();
        let mut check = |odd: &&&str| check(probe, sample, leaf, odd, &mut documented);
        ODD_VALUES.iter().filter(|odd| check(odd)).count()
    };
    let next = AtomicUsize::new(0);
    let check_rest = || {
        let mut converted = 0;
        while let Some((probe, sample, leaves)) = work.get(next.fetch_add(1, Ordering::Relaxed)) {
            converted += leaves.iter().map(|leaf| check_leaf(probe, sample, leaf)).sum::<usize>();
        }
        converted
    };
    let converted: usize = thread::scope(|scope| {
        let threads: Vec<_> = (0..2).map(|_| scope.spawn(check_rest)).collect();
        let results = threads.into_iter().map(thread::ScopedJoinHandle::join);
        results.map(|result| result.expect("the assertions hold")).sum()
    });
    let values = fields * ODD_VALUES.len();
    println!("{fields} fields, {values} odd values: {converted} have a meaning, the others are issues");
}

#[test]
fn nothing_becomes_an_item_that_was_not_sent() {
    let of_objects =
        |value: ValueMut<'_>| matches!(Kind::of(value), Some(Kind::List(item)) if matches!(*item, Kind::Object));
    let (mut lists, mut pages) = (0, 0);
    for probe in probes() {
        if probe.with_empty(of_objects) {
            lists += 1;
            for data in [
                "{}",
                "\"\"",
                "[null]",
                "[1]",
                r#"{"xTotal":1,"xList":[{"x":1}]}"#,
                r#"{"message":"no"}"#,
                "false",
            ] {
                let result = (probe.output)(data, &mut |_, _| {});
                assert!(result.is_err(), "{}: {data}", probe.name());
            }
        }
        let mut has_list = false;
        probe.with_empty(|value| {
            if let ValueMut::Object(object) = value {
                object.fields(&mut |_, names, values| {
                    let mut fields = FieldName::each(names).zip(values);
                    has_list |= fields.any(|(name, value)| name.is("list") && of_objects(value.value_mut()));
                });
            }
        });
        if !has_list {
            continue;
        }
        pages += 1;
        for list in [
            "{}",
            "\"\"",
            "null",
            "[null]",
            "[1]",
            "0",
            "false",
            r#"{"message":"no"}"#,
            r#"["x",{}]"#,
        ] {
            let data = format!(r#"{{"totalCount":"1","list":{list}}}"#);
            let mut len = None;
            let result = (probe.output)(&data, &mut |output, _| {
                len = output.to_json()["list"].as_array().map(Vec::len);
            });
            // The last one is an item, although it is empty.
            let expected = usize::from(list.ends_with("{}]"));
            if result.is_ok() {
                assert_eq!(len, Some(expected), "{}: {list}", probe.name());
            }
        }
    }
    assert!(lists > 20 && pages > 40, "{lists} lists, {pages} pages");
}

#[test]
fn data_of_another_type_is_an_error() {
    for probe in probes() {
        let is_object = probe.with_empty(|value| matches!(value, ValueMut::Object(_)));
        if !is_object {
            continue;
        }
        for (data, found) in [
            ("[]", "a list"),
            ("[{}]", "a list"),
            ("\"\"", "a string"),
            ("\"ok\"", "a string"),
            ("true", "a boolean"),
            ("1", "a number"),
        ] {
            let result = (probe.output)(data, &mut |_, _| {});
            let expected = format!("data: expected an object, found {found}");
            assert_eq!(result.expect_err(data), expected, "{}", probe.name());
        }
        for data in [Value::Null, Map::new().into()] {
            assert!(
                (probe.output)(&data.to_string(), &mut |_, _| {}).is_ok(),
                "{}",
                probe.name()
            );
        }
    }
}
