//! Tables for people. The first rows decide the widths, so that long lists need no memory.

use serde_json::Value;

use super::Options;
use super::cells::Columns;
use crate::terminal::printable;

/// Number of rows that decide the columns and their widths.
const SAMPLE: usize = 200;
/// Width of a column at most on a terminal, in characters.
const MAX_WIDTH: usize = 60;
const BOLD: &str = "\x1b[1m";
const RESET: &str = "\x1b[0m";

pub struct Table {
    fields: Vec<String>,
    color: bool,
    /// Width of a column at most.
    max_width: usize,
    /// The rows that came before the columns were decided.
    waiting: Vec<Value>,
    columns: Option<(Columns, Vec<usize>)>,
}

impl Table {
    pub fn new(options: &Options) -> Self {
        Table {
            fields: options.fields.clone(),
            color: options.color,
            max_width: if options.is_terminal { MAX_WIDTH } else { usize::MAX },
            waiting: Vec::new(),
            columns: None,
        }
    }

    /// Adds a row, and returns the text that can be printed.
    pub fn add(&mut self, row: Value) -> Option<String> {
        if let Some((columns, widths)) = &self.columns {
            return Some(line(&columns.cells(&row), widths));
        }
        self.waiting.push(row);
        (self.waiting.len() == SAMPLE).then(|| self.start())
    }

    pub fn finish(mut self) -> String {
        if self.columns.is_some() {
            String::new()
        } else {
            self.start()
        }
    }

    /// Decides the columns, and prints the head and the rows that waited.
    fn start(&mut self) -> String {
        let rows = std::mem::take(&mut self.waiting);
        if rows.is_empty() {
            return String::new();
        }
        let mut columns = Columns::new(&self.fields, &rows);
        if self.fields.is_empty() {
            columns = columns.without_nested(&rows);
        }
        let mut widths: Vec<_> = columns.names().iter().map(|name| width(name)).collect();
        for row in &rows {
            for (widest, cell) in widths.iter_mut().zip(columns.cells(row)) {
                *widest = (*widest).max(width(&printable(&cell))).min(self.max_width);
            }
        }
        // The names as `--fields` takes them.
        let head = line(columns.names(), &widths);
        let mut text = if self.color {
            format!("{BOLD}{}{RESET}\n", head.trim_end())
        } else {
            head
        };
        for row in &rows {
            text.push_str(&line(&columns.cells(row), &widths));
        }
        self.columns = Some((columns, widths));
        text
    }
}

fn line(cells: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (index, (cell, &column)) in cells.iter().zip(widths).enumerate() {
        let is_last = index + 1 == cells.len();
        let cell = shorten(&printable(cell), if is_last { usize::MAX } else { column });
        let padding = if is_last {
            0
        } else {
            column.saturating_sub(width(&cell)) + 2
        };
        line.push_str(&cell);
        line.push_str(&" ".repeat(padding));
    }
    format!("{}\n", line.trim_end())
}

fn shorten(text: &str, max: usize) -> String {
    if width(text) <= max {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut used = 0;
    for letter in text.chars() {
        used += width_of(letter);
        if used >= max {
            break;
        }
        short.push(letter);
    }
    format!("{short}…")
}

fn width(text: &str) -> usize {
    text.chars().map(width_of).sum()
}

/// Chinese, Japanese and Korean letters take two columns. Combining marks are rare in names, and are not considered.
fn width_of(letter: char) -> usize {
    match letter as u32 {
        0x1100..=0x115F
        | 0x2E80..=0xA4CF
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0xFE30..=0xFE6F
        | 0xFF00..=0xFF60
        | 0xFFE0..=0xFFE6
        | 0x1F300..=0x1FAFF
        | 0x20000..=0x3FFFD => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn columns_are_aligned() {
        let mut table = Table::new(&Options::default());
        for row in [
            json!({"code": "a", "name": "开发"}),
            json!({"code": "long", "name": "x\ny", "more": [1]}),
        ] {
            assert!(table.add(row).is_none());
        }
        assert_eq!(table.finish(), "code  name\na     开发\nlong  x y\n");
    }

    #[test]
    fn long_cells_are_shortened() {
        assert_eq!(shorten("abcdef", 4), "abc…");
        assert_eq!(shorten("开发者们", 5), "开发…");
        assert_eq!(shorten("abcd", 4), "abcd");
    }
}
