//! CSV files: a request of one operation for each line, with a parameter in each column.

use std::io::Cursor;

use genauth::schema::Operation;
use serde_json::{Map, Value};

use super::input::{Input, Line, hash};
use crate::failure::Failure;
use crate::names::{kebab, nearest};
use crate::parameters::source::read_bytes;
use crate::parameters::{Flag, convert, flags, set};

/// Reads a file. `params` are those that all lines have in common, and `map` has `PARAM=COLUMN` for columns that are not
/// named like their parameter. An empty cell leaves its parameter out.
pub fn read(
    operation: &'static Operation,
    file: &str,
    params: Map<String, Value>,
    map: &[String],
) -> Result<Input, Failure> {
    let bytes = read_bytes(file)?;
    let common = Value::Object(params);
    let mut input = Input::new(file);
    let described = common.to_string();
    let parts = [operation.name.as_bytes(), described.as_bytes(), &bytes];
    input.hash = hash(parts.into_iter().chain(map.iter().map(String::as_bytes)));

    // Spreadsheets put a byte order mark at the start.
    let content = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(Cursor::new(content));
    let header = reader.headers().map_err(|error| invalid(&input, &error))?.clone();
    let columns = columns(operation, &header, map)?;
    for record in reader.records() {
        let record = record.map_err(|error| invalid(&input, &error))?;
        let number = record.position().map_or(0, |position| line_number(content, position));
        if record.len() != header.len() {
            input.add_problem(
                number,
                format!("must have {} cells (got {})", header.len(), record.len()),
            );
            continue;
        }
        let mut params = common.clone();
        for (flag, text) in columns.iter().zip(&record).filter(|(_, text)| !text.is_empty()) {
            if let Err(problem) = set_cell(&mut params, flag, text) {
                input.add_problem(number, problem);
            }
        }
        let text = params.to_string();
        input.lines.push(Line {
            number,
            operation,
            params,
            hash: hash([operation.name.as_bytes(), text.as_bytes()]),
        });
    }
    Ok(input)
}

/// The line on which a record starts. The parser counts the empty lines before a record as part of it.
fn line_number(content: &[u8], position: &csv::Position) -> usize {
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let line = usize::try_from(position.line()).unwrap_or(usize::MAX);
    let breaks = content
        .iter()
        .skip(start)
        .take_while(|byte| matches!(byte, b'\r' | b'\n'));
    line + breaks.filter(|byte| **byte == b'\n').count()
}

/// The parser's messages contain no values, except for the position.
fn invalid(input: &Input, error: &csv::Error) -> Failure {
    let line = error
        .position()
        .map(|position| format!(", line {}", position.line()))
        .unwrap_or_default();
    let what = match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "not UTF-8",
        _ => "not CSV",
    };
    Failure::usage(format!("{}{line}: {what}", input.name))
}

fn set_cell(params: &mut Value, flag: &Flag, text: &str) -> Result<(), String> {
    let value = convert::scalar(&flag.param.ty, text).map_err(|what| format!("{} must be {what}", flag.name))?;
    let params = params.as_object_mut().ok_or("not an object")?;
    set(params, &flag.path, value).map_err(|failure| failure.to_string())
}

/// The parameter of each column.
fn columns(operation: &'static Operation, header: &csv::StringRecord, map: &[String]) -> Result<Vec<Flag>, Failure> {
    let flags = flags(operation);
    let mut mapped = Vec::new();
    for pair in map {
        let (parameter, column) = pair
            .split_once('=')
            .ok_or_else(|| Failure::usage(format!("--map {pair}: must be PARAM=COLUMN")))?;
        if !header.iter().any(|name| name == column) {
            return Err(Failure::usage(format!("--map {pair}: there is no column {column:?}")));
        }
        mapped.push((column, parameter));
    }
    let mut columns: Vec<Flag> = Vec::new();
    for name in header {
        let parameter = mapped
            .iter()
            .find(|(column, _)| *column == name)
            .map_or(name, |(_, parameter)| *parameter);
        let flag = find(&flags, parameter).ok_or_else(|| {
            let nearest = nearest(parameter, flags.iter().map(|flag| &*flag.name)).join(", ");
            let hint = if nearest.is_empty() {
                String::new()
            } else {
                format!(" (did you mean {nearest}?)")
            };
            Failure::usage(format!(
                "column {name:?}: {} has no parameter {parameter:?}{hint}; --map PARAM=COLUMN names it",
                kebab(operation.name)
            ))
        })?;
        if columns.iter().any(|other| other.path == flag.path) {
            return Err(Failure::usage(format!("two columns are the parameter {}", flag.name)));
        }
        columns.push(flag.clone());
    }
    Ok(columns)
}

/// The parameter with this name, in kebab case or as on the wire.
fn find<'a>(flags: &'a [Flag], name: &str) -> Option<&'a Flag> {
    let is_named = |flag: &&Flag| flag.name == name || flag.wire() == name || flag.name == kebab(name);
    flags.iter().find(is_named)
}
