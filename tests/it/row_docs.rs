//! Checks the documentation of the rows under `src/api/`.

use std::collections::HashSet;

use serde_json::Value;

use crate::catalogue::catalogue_files;
use crate::rows::{RowKind, assert_none, rows};

/// Sentences with fewer words may equal upstream's, because something like "Phone number of the user" can hardly be
/// phrased in another way.
const MIN_WORDS: usize = 4;

/// Words that hide that a fact is unknown, and others that do not belong in a reference.
const BANNED: [&str; 7] = [
    "[object object]",
    "upstream does not say",
    "presumably",
    "probably",
    "surely",
    "usually",
    "the server takes absence",
];

#[test]
fn everything_is_documented() {
    let mut problems = Vec::new();
    for row in rows() {
        let is_required = row.is_any_of(&[RowKind::Endpoint, RowKind::Type, RowKind::Field]);
        let is_allowed = is_required || row.is_any_of(&[RowKind::Domain, RowKind::Variant]);
        match row.docs.last() {
            None if is_required => problems.push(row.problem("no documentation")),
            Some(_) if !is_allowed => problems.push(row.problem("unexpected documentation")),
            Some(last) if row.kind != RowKind::Domain && !is_complete(last) => {
                problems.push(row.problem("the documentation does not end with a full stop"));
            }
            _ => {}
        }
        if row.docs.first().is_some_and(String::is_empty) {
            problems.push(row.problem("the documentation begins with an empty line"));
        }
    }
    assert_none(problems);
}

/// Whether a sentence, a code block, a table or a list can end with this line.
fn is_complete(line: &str) -> bool {
    line.ends_with('.')
        || line == "```"
        || line.ends_with('|')
        || ["- ", "* "].iter().any(|item| line.starts_with(item))
}

#[test]
fn docs_state_facts() {
    let mut problems = Vec::new();
    for row in rows() {
        let docs = row.docs.join(" ").to_lowercase();
        for banned in BANNED.iter().filter(|banned| docs.contains(**banned)) {
            problems.push(row.problem(&format!("the documentation contains {banned:?}")));
        }
    }
    assert_none(problems);
}

/// The macros add a sentence for each constraint of a row, so the row's own documentation need not state it.
#[test]
fn docs_do_not_repeat_constraints() {
    let is_bound = |words: &[&str]| {
        let [first, second, number, unit] = words else {
            return false;
        };
        let begins = ["At most", "At least"].contains(&&*format!("{first} {second}"));
        let is_unit = ["item", "items", "character", "characters"].contains(&unit.trim_end_matches('.'));
        begins && is_unit && number.parse::<usize>().is_ok()
    };
    let mut problems = Vec::new();
    for row in rows() {
        let docs = row.docs.join(" ");
        let words: Vec<_> = docs.split(' ').collect();
        if words.windows(4).any(is_bound) || docs.contains("Required when `") {
            problems.push(row.problem("the documentation states a constraint"));
        }
    }
    assert_none(problems);
}

#[test]
fn docs_are_not_copied_from_upstream() {
    let Some(files) = catalogue_files() else { return };
    let mut upstream = HashSet::new();
    for (_, json) in &files {
        collect_sentences(json, &mut upstream);
    }
    assert!(
        upstream.len() > 1000,
        "only {} sentences in the catalogue",
        upstream.len()
    );

    let mut problems = Vec::new();
    for row in rows() {
        let whole = row.docs.join(" ");
        let sentences = whole.split_inclusive(". ");
        let mut texts = sentences.chain(row.docs.iter().map(String::as_str)).chain([&*whole]);
        // A default is always stated in the same way, which may happen to be upstream's.
        let is_copied = |text: &&str| !text.starts_with("Defaults to") && upstream.contains(&normalized(text));
        if let Some(copied) = texts.find(is_copied) {
            problems.push(row.problem(&format!("copied from upstream: {}", copied.trim())));
        }
    }
    assert_none(problems);
}

/// Collects every description in the catalogue and every sentence of each description, if it is long enough.
fn collect_sentences(json: &Value, sentences: &mut HashSet<String>) {
    match json {
        Value::Array(items) => items.iter().for_each(|item| collect_sentences(item, sentences)),
        Value::Object(fields) => {
            for (name, value) in fields {
                match value.as_str() {
                    Some(text) if ["about", "summary", "full_description"].contains(&name.as_str()) => {
                        let texts = text.split(". ").chain([text]).map(normalized);
                        sentences.extend(texts.filter(|text| text.split(' ').count() >= MIN_WORDS));
                    }
                    _ => collect_sentences(value, sentences),
                }
            }
        }
        _ => {}
    }
}

/// Converts a text to its words, in lower case and without punctuation.
fn normalized(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ").to_lowercase()
}
