//! Checks what the rows of each table under `src/api/` look like, and which rows belong together.

use std::collections::HashMap;

use genauth::operations;

use crate::rows::{Row, RowKind, assert_none, rows, without_quoted};

const EFFECTS: [&str; 3] = ["read", "write", "destructive"];
const METHODS: [&str; 4] = ["Get", "Post", "Put", "Delete"];
const OPERATION_FLAGS: [&str; 8] = [
    "in_body",
    "authing",
    "secret",
    "decides",
    "in_order",
    "seen",
    "inferred",
    "path_only",
];
const PARAM_FLAGS: [&str; 7] = ["secret", "nullable", "whole", "query", "path", "text", "unenforced"];
const OUTPUT_FLAGS: [&str; 1] = ["secret"];

fn is_snake_case(text: &str) -> bool {
    let text = text.strip_prefix("r#").unwrap_or(text);
    let is_part_of_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(is_part_of_name)
}

fn is_camel_case(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase()) && text.chars().all(|c| c.is_ascii_alphanumeric())
}

/// `User`, `Vec<Map<String, Value>>`
fn is_type(text: &str) -> bool {
    let container = ["Vec<", "Option<"].iter().find_map(|name| text.strip_prefix(name));
    match container {
        Some(item) => item.strip_suffix('>').is_some_and(is_type),
        None if text.starts_with("OneOf<") => {
            let types = text.strip_prefix("OneOf<").and_then(|types| types.strip_suffix('>'));
            types
                .and_then(|types| types.split_once(", "))
                .is_some_and(|(first, second)| is_type(first) && is_type(second))
        }
        None => is_camel_case(text) || ["()", "bool", "i64", "f64", "Map<String, Value>"].contains(&text),
    }
}

/// Removes the flags from the end of a row.
fn without_flags<'a>(mut text: &'a str, flags: &[&str]) -> &'a str {
    while let Some((rest, last)) = text.rsplit_once(", ") {
        if !flags.contains(&last) {
            break;
        }
        text = rest;
    }
    text
}

/// `name: Type,`, or `name = "wire": Type [Constraint(..), ..] as flag ..,` where only inputs have constraints.
fn is_field(text: &str, table: &str) -> bool {
    let is_output = table == "outputs";
    let flags = if is_output { &OUTPUT_FLAGS[..] } else { &PARAM_FLAGS[..] };
    let bare = without_quoted(text);
    let Some((name, rest)) = bare.strip_suffix(',').and_then(|bare| bare.split_once(": ")) else {
        return false;
    };
    let (rest, are_flags) = match rest.split_once(" as ") {
        Some((rest, list)) => (rest, list.split(' ').all(|flag| flags.contains(&flag))),
        None => (rest, true),
    };
    let (ty, are_constraints) = match rest.split_once(" [") {
        Some((ty, list)) => (ty, list.strip_suffix(']').is_some_and(are_constraints) && !is_output),
        None => (rest, true),
    };
    is_snake_case(name.strip_suffix(" = \"\"").unwrap_or(name)) && is_type(ty) && are_constraints && are_flags
}

/// `Items(1..=50), RequiredWhen(target_type, "")`
fn are_constraints(text: &str) -> bool {
    let Some(list) = text.strip_suffix(')') else {
        return false;
    };
    list.split("), ").all(|constraint| {
        let is_argument = |c: char| c.is_ascii_alphanumeric() || "_.=,\" ".contains(c);
        constraint
            .split_once('(')
            .is_some_and(|(name, arguments)| is_camel_case(name) && arguments.chars().all(is_argument))
    })
}

/// `list: Item`, or `list: Item, total_count`
fn is_page(text: &str) -> bool {
    let list = text.strip_suffix(", total_count").unwrap_or(text);
    list.split_once(": ")
        .is_some_and(|(list, item)| is_snake_case(list) && is_camel_case(item))
}

/// `GroupPaging, page list: Group, total_count {`, where only enums are `, open` and only outputs are pages.
fn is_type_row(text: &str, table: &str) -> bool {
    let Some(name) = text.strip_suffix(" {") else {
        return false;
    };
    match name.split_once(", ") {
        None => is_camel_case(name),
        Some((name, "open")) => is_camel_case(name) && table == "enums",
        Some((name, page)) => {
            is_camel_case(name) && table == "outputs" && page.strip_prefix("page ").is_some_and(is_page)
        }
    }
}

/// `fn name(Builder) as "documented_name" -> Output, flags {`
fn is_signature(text: &str) -> bool {
    let bare = without_quoted(text);
    let Some((head, output)) = bare.strip_suffix(" {").and_then(|bare| bare.split_once(" -> ")) else {
        return false;
    };
    let head = head.strip_suffix(" as \"\"").unwrap_or(head);
    name_and_builder(text).is_some() && head.ends_with(')') && is_type(without_flags(output, &OPERATION_FLAGS))
}

/// The names at the beginning of a signature: `fn name(Builder)`.
fn name_and_builder(signature: &str) -> Option<(&str, &str)> {
    let (name, rest) = signature.strip_prefix("fn ")?.split_once('(')?;
    let (builder, _) = rest.split_once(')')?;
    (is_snake_case(name) && is_camel_case(builder)).then_some((name, builder))
}

/// `read Get "/api/v3/get-user"`
fn is_endpoint(text: &str) -> bool {
    match text.split(' ').collect::<Vec<_>>()[..] {
        [effect, method, path] => {
            let path = path.strip_prefix("\"/").and_then(|path| path.strip_suffix('"'));
            EFFECTS.contains(&effect) && METHODS.contains(&method) && path.is_some()
        }
        _ => false,
    }
}

#[test]
fn rows_are_recognized() {
    assert!(is_field("name: String,", "inputs"));
    assert!(is_field(
        r#"access_token = "access_token": String as secret,"#,
        "outputs"
    ));
    assert!(is_field(
        "list: Vec<Item> [Items(1..=10), Depth(5)] as secret whole,",
        "operations"
    ));
    assert!(is_field("limit: OneOf<i64, String> [Range(1..)],", "operations"));
    assert!(is_field(
        r#"code: Map<String, Value> [RequiredWhen(kind, "ROLE")],"#,
        "inputs"
    ));
    for text in [
        "name: String",
        "name:String,",
        "name : String,",
        "Name: String,",
        "name: String [],",
        "name: String [Items(1..)],x,",
        "name: OneOf<i64>,",
        "name: OneOf<i64, string>,",
        "name: String as ,",
        "name: String as brief,",
        "name: String as secret, whole,",
        "name: String as secret  whole,",
        "name: String  as secret,",
    ] {
        assert!(!is_field(text, "inputs"), "{text}");
    }
    assert!(!is_field("name: String as whole,", "outputs"));
    assert!(!is_field("name: String [Length(1..)],", "outputs"));

    assert!(is_signature("fn get_user(GetUser) -> User {"));
    assert!(is_signature(
        r#"fn get_user(GetUser) as "get" -> Map<String, Value>, in_body, authing {"#
    ));
    assert!(!is_signature("fn get_user(GetUser) -> User, brief {"));
    assert!(!is_signature("fn get_user(GetUser) {"));
    assert!(!is_signature("fn get_user(getUser) -> User {"));
}

#[test]
fn every_row_has_the_form_of_its_table() {
    let mut problems = Vec::new();
    for row in rows() {
        let text = &*row.text;
        let is_well_formed = match row.kind {
            RowKind::Table => true,
            RowKind::Domain => text.ends_with('"') && is_snake_case(text.trim_matches('"')),
            RowKind::Endpoint => is_endpoint(text),
            RowKind::Signature => is_signature(text),
            RowKind::Type => is_type_row(text, row.table),
            RowKind::Group => ["required {", "required {}", "optional {", "optional {}"].contains(&text),
            RowKind::Field => is_field(text, row.table),
            RowKind::Variant => text
                .split_once(" = ")
                .is_some_and(|(name, wire)| is_camel_case(name) && without_quoted(wire) == "\"\","),
            RowKind::End => text == "}",
        };
        if !is_well_formed {
            problems.push(row.problem("not a row of this table"));
        }
    }
    assert_none(problems);
}

#[test]
fn operations_and_inputs_have_both_groups() {
    let mut problems = Vec::new();
    let rows = rows();
    for (index, row) in rows.iter().enumerate() {
        let has_groups = row.kind == RowKind::Signature || (row.kind == RowKind::Type && row.table == "inputs");
        let is_next_entry = |row: &Row| row.is_any_of(&[RowKind::Signature, RowKind::Type, RowKind::Table]);
        let entry = rows[index + 1..].iter().take_while(|row| !is_next_entry(row));
        let groups = entry.filter(|row| row.kind == RowKind::Group);
        let groups: Vec<_> = groups.filter_map(|row| row.text.split(' ').next()).collect();
        if has_groups && groups != ["required", "optional"] {
            problems.push(row.problem("must have `required` and then `optional`"));
        }
    }
    assert_none(problems);
}

#[test]
fn entries_are_separated_by_blank_lines() {
    let mut problems = Vec::new();
    for row in rows() {
        let above = &row.line_above;
        let is_separated = match row.kind {
            RowKind::Endpoint | RowKind::Type => above.is_empty() || above.ends_with("! {"),
            RowKind::Table | RowKind::Domain => true,
            _ => !above.is_empty(),
        };
        if !is_separated {
            problems.push(row.problem("a missing or superfluous blank line"));
        }
    }
    assert_none(problems);
}

#[test]
fn operations_builders_and_types_have_unique_names() {
    let mut problems = Vec::new();
    let mut known = HashMap::new();
    let rows = rows();
    for row in &rows {
        let names = match row.kind {
            RowKind::Signature => match name_and_builder(&row.text) {
                Some((name, builder)) => vec![name, builder],
                None => vec![],
            },
            // Programs can import builders and types together, so the names of types must differ from those of builders
            // as well.
            RowKind::Type => row.text.split([',', ' ']).take(1).collect(),
            _ => vec![],
        };
        for name in names {
            if let Some(first) = known.insert(name, &row.location) {
                problems.push(row.problem(&format!("{name} is also defined at {first}")));
            }
        }
    }
    assert!(
        known.len() > 2 * operations().count() + 500,
        "only {} names",
        known.len()
    );
    assert_none(problems);
}
