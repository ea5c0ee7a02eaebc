//! The shape of the rows under `src/api/`, which rustfmt leaves alone since they stand inside macros.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

const LONGEST_FILE: usize = 500;
const LONGEST_LINE: usize = 120;
const TABLES: [&str; 4] = ["operations", "inputs", "outputs", "enums"];
const EFFECTS: [&str; 2] = ["read", "write"];
const VERBS: [&str; 4] = ["Get", "Post", "Put", "Delete"];

/// Texts of fewer words are phrases that cannot well be put otherwise, such as "Phone number".
const SENTENCE: usize = 4;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files under `src/api/`, each with its name from the root.
fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                walk(&path, files);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    let mut files = Vec::new();
    walk(&root().join("src/api"), &mut files);
    files.sort();
    let read = |path: PathBuf| {
        let name = path.strip_prefix(root()).expect("it is below").display().to_string();
        (name, fs::read_to_string(path).expect("the file is text"))
    };
    files.into_iter().map(read).collect()
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    /// `operations! {`
    Table,
    /// `"users"`
    Domain,
    /// `read Get "/api/v3/get-user"`
    Head,
    /// `fn get_user(GetUser) -> User {`
    Signature,
    /// `User {`
    Model,
    /// `required {`
    Group,
    /// `user_id: String,`
    Field,
    /// `Activated = "Activated",`
    Variant,
    /// `}`
    End,
}

/// A line of a table that is no documentation, with the documentation above it. A signature that is too long for a
/// line goes on in the next one, with `as` or `->`.
struct Row {
    place: String,
    kind: Kind,
    table: &'static str,
    text: String,
    docs: Vec<String>,
    /// What stands above the row and its documentation.
    above: String,
}

/// The rows of all files, and what is wrong with their lines.
fn rows() -> (Vec<Row>, Vec<String>) {
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    for (file, text) in sources() {
        rows_of(&file, &text, &mut rows, &mut faults);
    }
    (rows, faults)
}

fn rows_of(file: &str, text: &str, rows: &mut Vec<Row>, faults: &mut Vec<String>) {
    let mut table = "";
    let mut depth = 0;
    let mut docs = Vec::new();
    let mut above = "";
    let mut last = "";
    for (index, line) in text.lines().enumerate() {
        let place = format!("{file}:{}", index + 1);
        let mut fault = |what: String| faults.push(format!("{place}: {what}"));
        let columns = line.chars().count();
        if columns > LONGEST_LINE {
            fault(format!("{columns} columns"));
        }
        if line != line.trim_end() || line.contains('\t') {
            fault("a tab, or blanks at the end".to_owned());
        }
        let trimmed = line.trim();
        let begins = TABLES
            .into_iter()
            .find(|table| line.strip_suffix("! {") == Some(*table));
        if depth == 0 {
            if let Some(begun) = begins {
                (table, depth, last) = (begun, 1, line);
                rows.push(Row::new(place, Kind::Table, table, trimmed, Vec::new(), ""));
            }
            continue;
        }

        let goes_on = trimmed.starts_with("-> ") || trimmed.starts_with("as \"");
        let bare = without_texts(trimmed);
        let level = depth - usize::from(trimmed.starts_with('}')) + usize::from(goes_on);
        let indentation = line.len() - line.trim_start().len();
        if !trimmed.is_empty() && indentation != 4 * level {
            fault(format!("indented by {indentation}, not {}", 4 * level));
        }
        if trimmed.is_empty() && (last.is_empty() || last.ends_with('{')) {
            fault("a blank line too many".to_owned());
        }
        if let Some(doc) = trimmed.strip_prefix("///") {
            if docs.is_empty() {
                above = last;
            }
            docs.push(doc.trim().to_owned());
        } else if goes_on {
            let row = rows.last_mut().expect("something goes on");
            row.text = format!("{} {trimmed}", row.text);
        } else if !trimmed.is_empty() {
            let kind = Kind::of(table, depth, trimmed);
            let above = if docs.is_empty() { last } else { above };
            rows.push(Row::new(place, kind, table, trimmed, std::mem::take(&mut docs), above));
        }
        if !trimmed.starts_with("//") {
            depth = depth + bare.matches('{').count() - bare.matches('}').count();
        }
        last = trimmed;
    }
    assert_eq!(depth, 0, "{file} has a table without an end");
}

impl Kind {
    fn of(table: &str, depth: usize, text: &str) -> Self {
        match (table, depth) {
            _ if text.starts_with('}') => Kind::End,
            ("operations", 1) if text.starts_with('"') => Kind::Domain,
            ("operations", 1) if text.starts_with("fn ") => Kind::Signature,
            ("operations", 1) => Kind::Head,
            (_, 1) => Kind::Model,
            ("operations" | "inputs", 2) => Kind::Group,
            ("enums", 2) => Kind::Variant,
            _ => Kind::Field,
        }
    }
}

impl Row {
    fn new(place: String, kind: Kind, table: &'static str, text: &str, docs: Vec<String>, above: &str) -> Self {
        let (text, above) = (text.to_owned(), above.to_owned());
        Row {
            place,
            kind,
            table,
            text,
            docs,
            above,
        }
    }

    fn is(&self, kinds: &[Kind]) -> bool {
        kinds.contains(&self.kind)
    }

    fn fault(&self, what: &str) -> String {
        format!("{}: {what}: {}", self.place, self.text)
    }
}

/// The text without what stands in quotes.
fn without_texts(text: &str) -> String {
    text.split('"').step_by(2).collect::<Vec<_>>().join("\"\"")
}

fn is_snake_case(text: &str) -> bool {
    let text = text.strip_prefix("r#").unwrap_or(text);
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(is_name)
}

fn is_camel_case(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase()) && text.chars().all(|c| c.is_ascii_alphanumeric())
}

/// `name: Type,`, `name = "wire": Type [Rule(..), ..],`: one parameter, whole.
fn is_parameter(text: &str) -> bool {
    let bare = without_texts(text);
    let Some((name, rest)) = bare.strip_suffix(',').and_then(|bare| bare.split_once(": ")) else {
        return false;
    };
    let (typed, rules) = rest.split_once(" [").unwrap_or((rest, "]"));
    let of_type = |c: char| c.is_ascii_alphanumeric() || "<>(), :".contains(c);
    is_snake_case(name.strip_suffix(" = \"\"").unwrap_or(name))
        && typed.chars().all(of_type)
        && !typed.contains(": ")
        && rules.ends_with(']')
        && rules.matches(']').count() == rules.matches('[').count() + 1
}

/// `list: Item, total_count`, the second where there is one: what a page is full of.
fn is_page(text: &str) -> bool {
    let (list, total) = text.split_once(", ").unwrap_or((text, "total_count"));
    total == "total_count"
        && list
            .split_once(": ")
            .is_some_and(|(list, item)| is_snake_case(list) && is_camel_case(item))
}

/// `name(Builder)`, and whatever stands behind it.
fn name_and_builder(signature: &str) -> Option<(&str, &str)> {
    let (name, rest) = signature.strip_prefix("fn ")?.split_once('(')?;
    let (builder, _) = rest.split_once(')')?;
    (is_snake_case(name) && is_camel_case(builder)).then_some((name, builder))
}

fn assert_none(mut faults: Vec<String>) {
    let count = faults.len();
    faults.truncate(40);
    assert!(count == 0, "{count} faults:\n{}", faults.join("\n"));
}

#[test]
fn a_file_says_what_it_is_about_and_is_short() {
    let mut faults = Vec::new();
    for (file, text) in sources() {
        if !text.starts_with("//! ") {
            faults.push(format!("{file}: does not begin with `//! `"));
        }
        let lines = text.lines().count();
        if lines > LONGEST_FILE {
            faults.push(format!("{file}: {lines} lines"));
        }
    }
    assert_none(faults);
}

#[test]
fn lines_are_indented_by_four_blanks_a_level_and_within_120_columns() {
    assert_none(rows().1);
}

#[test]
fn every_row_has_the_form_of_its_table() {
    let mut faults = Vec::new();
    for row in rows().0 {
        let text = &*row.text;
        let good = match row.kind {
            Kind::Table => true,
            Kind::Domain => text.ends_with('"') && is_snake_case(text.trim_matches('"')),
            Kind::Head => match text.splitn(3, ' ').collect::<Vec<_>>()[..] {
                [effect, verb, path] => {
                    EFFECTS.contains(&effect) && VERBS.contains(&verb) && path.starts_with("\"/") && path.ends_with('"')
                }
                _ => false,
            },
            Kind::Signature => name_and_builder(text).is_some() && text.contains(" -> ") && text.ends_with(" {"),
            Kind::Model => {
                let name = text.strip_suffix(" {").unwrap_or_default();
                let (name, page) = name.split_once(", page ").unwrap_or((name, ""));
                is_camel_case(name.strip_suffix(", open").unwrap_or(name)) && (page.is_empty() || is_page(page))
            }
            Kind::Group => ["required {", "required {}", "optional {", "optional {}"].contains(&text),
            Kind::Field => is_parameter(text),
            Kind::Variant => match text.split_once(" = ") {
                Some((name, wire)) => is_camel_case(name) && without_texts(wire) == "\"\",",
                None => false,
            },
            Kind::End => text == "}",
        };
        if !good {
            faults.push(row.fault("not a row of this table"));
        }
    }
    assert_none(faults);
}

#[test]
fn operations_and_inputs_have_both_groups() {
    let mut faults = Vec::new();
    let rows = rows().0;
    for (index, row) in rows.iter().enumerate() {
        let has_groups = row.kind == Kind::Signature || (row.kind == Kind::Model && row.table == "inputs");
        let begins = |row: &&Row| row.is(&[Kind::Signature, Kind::Model, Kind::Table]);
        let within = rows[index + 1..].iter().take_while(|row| !begins(row));
        let groups = within.filter(|row| row.kind == Kind::Group);
        let groups: Vec<_> = groups.filter_map(|row| row.text.split(' ').next()).collect();
        if has_groups && groups != ["required", "optional"] {
            faults.push(row.fault("not `required` and then `optional`"));
        }
    }
    assert_none(faults);
}

#[test]
fn entries_stand_apart() {
    let mut faults = Vec::new();
    for row in rows().0 {
        let apart = match row.kind {
            Kind::Head | Kind::Model => row.above.is_empty() || row.above.ends_with("! {"),
            Kind::Table | Kind::Domain => true,
            _ => !row.above.is_empty(),
        };
        if !apart {
            faults.push(row.fault("a blank line is missing or too much"));
        }
    }
    assert_none(faults);
}

#[test]
fn everything_is_documented() {
    let mut faults = Vec::new();
    for row in rows().0 {
        let documented = row.is(&[Kind::Head, Kind::Model, Kind::Field]);
        match row.docs.last() {
            None if documented => faults.push(row.fault("no documentation")),
            Some(last) if documented && !is_an_end(last) => faults.push(row.fault("no full stop above")),
            Some(_) if row.is(&[Kind::Signature, Kind::Group, Kind::End]) => {
                faults.push(row.fault("stray words above"));
            }
            _ => {}
        }
        if row.docs.first().is_some_and(String::is_empty) {
            faults.push(row.fault("documentation begins with an empty line"));
        }
    }
    assert_none(faults);
}

/// A sentence, a code block, a table or a list ends there.
fn is_an_end(doc: &str) -> bool {
    doc.ends_with('.') || doc == "```" || doc.ends_with('|') || ["- ", "* "].iter().any(|item| doc.starts_with(item))
}

#[test]
fn operations_have_names_of_their_own() {
    let mut faults = Vec::new();
    let mut known = HashMap::new();
    let rows = rows().0;
    for row in rows.iter().filter(|row| row.kind == Kind::Signature) {
        let (name, builder) = name_and_builder(&row.text).unwrap_or_default();
        for name in [name, builder] {
            if let Some(first) = known.insert(name, &row.place) {
                faults.push(row.fault(&format!("the name is taken at {first}")));
            }
        }
    }
    assert_none(faults);
}

/// The catalogue is not part of the package; this holds where the crate is made.
#[test]
fn the_words_are_our_own() {
    let Ok(folder) = fs::read_dir(root().join("../shared/api")) else {
        return;
    };
    let mut theirs = HashSet::new();
    for entry in folder {
        let path = entry.expect("the folder can be read").path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let text = fs::read_to_string(path).expect("the file is text");
            collect_words(&serde_json::from_str(&text).expect("the file is JSON"), &mut theirs);
        }
    }
    assert!(theirs.len() > 1000, "the catalogue has texts: {}", theirs.len());

    let mut faults = Vec::new();
    for row in rows().0 {
        let whole = row.docs.join(" ");
        let mut ours: Vec<&str> = whole
            .split_inclusive(". ")
            .chain(row.docs.iter().map(String::as_str))
            .collect();
        ours.push(&whole);
        if let Some(copied) = ours.into_iter().find(|text| theirs.contains(&normalised(text))) {
            faults.push(row.fault(&format!("upstream's words: {}", copied.trim())));
        }
    }
    assert_none(faults);
}

/// Every `about` and `summary` in there, and every sentence of them, that is long enough.
fn collect_words(value: &Value, words: &mut HashSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect_words(item, words)),
        Value::Object(fields) => {
            for (name, value) in fields {
                match value.as_str() {
                    Some(text) if name == "about" || name == "summary" => {
                        let texts = text.split(". ").chain([text]).map(normalised);
                        words.extend(texts.filter(|text| text.split(' ').count() >= SENTENCE));
                    }
                    _ => collect_words(value, words),
                }
            }
        }
        _ => {}
    }
}

/// Its words in lower case, and nothing between them but blanks.
fn normalised(text: &str) -> String {
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}
