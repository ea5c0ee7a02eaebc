//! Reads the rows of the tables under `src/api/`, and tests their layout. The rows are arguments of macros, so rustfmt
//! does not format them.

use std::fs;
use std::path::{Path, PathBuf};

const MAX_FILE_LINES: usize = 500;
const MAX_LINE_COLUMNS: usize = 120;
const TABLES: [&str; 4] = ["operations", "inputs", "outputs", "enums"];

/// The contents of the files under `src/api/`, each with its path from the root of the package.
fn sources() -> Vec<(String, String)> {
    fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("the directory exists") {
            let path = entry.expect("the directory is readable").path();
            if path.is_dir() {
                collect(&path, files);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&root.join("src/api"), &mut files);
    files.sort();
    let read = |path: PathBuf| {
        let name = path.strip_prefix(root).expect("the file is below the root");
        (
            name.display().to_string(),
            fs::read_to_string(&path).expect("the file is text"),
        )
    };
    files.into_iter().map(read).collect()
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RowKind {
    /// `operations! {`
    Table,
    /// `"users"`
    Domain,
    /// `read Get "/api/v3/get-user"`
    Endpoint,
    /// `fn get_user(GetUser) -> User {`
    Signature,
    /// `User {`
    Type,
    /// `required {`
    Group,
    /// `user_id: String,`
    Field,
    /// `Activated = "Activated",`
    Variant,
    /// `}`
    End,
}

impl RowKind {
    fn of(table: &str, depth: usize, text: &str) -> Self {
        match (table, depth) {
            _ if text.starts_with('}') => RowKind::End,
            ("operations", 1) if text.starts_with('"') => RowKind::Domain,
            ("operations", 1) if text.starts_with("fn ") => RowKind::Signature,
            ("operations", 1) => RowKind::Endpoint,
            (_, 1) => RowKind::Type,
            ("operations" | "inputs", 2) => RowKind::Group,
            ("enums", 2) => RowKind::Variant,
            _ => RowKind::Field,
        }
    }
}

/// A line of a table, with the documentation above it.
pub struct Row {
    /// The file and line of the row.
    pub location: String,
    pub kind: RowKind,
    /// The macro that the row is an argument of.
    pub table: &'static str,
    /// The line without indentation. If a signature takes a second line, which begins with `as` or `->`, that line is
    /// included.
    pub text: String,
    pub docs: Vec<String>,
    /// The line above the row and its documentation.
    pub line_above: String,
}

impl Row {
    pub fn is_any_of(&self, kinds: &[RowKind]) -> bool {
        kinds.contains(&self.kind)
    }

    pub fn problem(&self, description: &str) -> String {
        format!("{}: {description}: {}", self.location, self.text)
    }
}

/// Reads the tables of the files one by one.
#[derive(Default)]
struct Reader {
    rows: Vec<Row>,
    /// The lines whose layout is wrong, and why.
    problems: Vec<String>,
}

impl Reader {
    fn read_all() -> Self {
        let mut reader = Self::default();
        for (file, text) in sources() {
            reader.read(&file, &text);
        }
        reader
    }

    fn read(&mut self, file: &str, text: &str) {
        let mut table = "";
        let mut depth = 0;
        let mut docs = Vec::new();
        let mut line_above_docs = "";
        let mut line_above = "";
        for (index, line) in text.lines().enumerate() {
            let location = format!("{file}:{}", index + 1);
            self.check_line(&location, line);
            let trimmed = line.trim();
            if depth == 0 {
                let begins = |table: &&str| line.strip_suffix("! {") == Some(*table);
                if let Some(begun) = TABLES.into_iter().find(begins) {
                    (table, depth, line_above) = (begun, 1, line);
                    self.rows.push(Row {
                        location,
                        kind: RowKind::Table,
                        table,
                        text: trimmed.to_owned(),
                        docs: Vec::new(),
                        line_above: String::new(),
                    });
                }
                continue;
            }

            let is_continuation = trimmed.starts_with("-> ") || trimmed.starts_with("as \"");
            let level = depth - usize::from(trimmed.starts_with('}')) + usize::from(is_continuation);
            let indentation = line.len() - line.trim_start().len();
            if !trimmed.is_empty() && indentation != 4 * level {
                let problem = format!("{location}: indented by {indentation} instead of {}", 4 * level);
                self.problems.push(problem);
            }
            if trimmed.is_empty() && (line_above.is_empty() || line_above.ends_with('{')) {
                self.problems.push(format!("{location}: superfluous blank line"));
            }
            if let Some(doc) = trimmed.strip_prefix("///") {
                if docs.is_empty() {
                    line_above_docs = line_above;
                }
                docs.push(doc.trim().to_owned());
            } else if is_continuation {
                let row = self.rows.last_mut().expect("a row that is continued");
                row.text = format!("{} {trimmed}", row.text);
            } else if !trimmed.is_empty() {
                let above = if docs.is_empty() { line_above } else { line_above_docs };
                self.rows.push(Row {
                    location,
                    kind: RowKind::of(table, depth, trimmed),
                    table,
                    text: trimmed.to_owned(),
                    docs: std::mem::take(&mut docs),
                    line_above: above.to_owned(),
                });
            }
            if !trimmed.starts_with("//") {
                let bare = without_quoted(trimmed);
                depth = depth + bare.matches('{').count() - bare.matches('}').count();
            }
            line_above = trimmed;
        }
        assert_eq!(depth, 0, "{file} has a table without an end");
    }

    fn check_line(&mut self, location: &str, line: &str) {
        let columns = line.chars().count();
        if columns > MAX_LINE_COLUMNS {
            self.problems.push(format!("{location}: {columns} columns"));
        }
        if line != line.trim_end() || line.contains('\t') {
            self.problems
                .push(format!("{location}: a tab, or trailing white space"));
        }
    }
}

/// The rows of all files.
pub fn rows() -> Vec<Row> {
    Reader::read_all().rows
}

/// Empties the string literals in a text.
pub fn without_quoted(text: &str) -> String {
    text.split('"').step_by(2).collect::<Vec<_>>().join("\"\"")
}

#[track_caller]
pub fn assert_none(mut problems: Vec<String>) {
    let count = problems.len();
    problems.truncate(40);
    assert!(count == 0, "{count} problems:\n{}", problems.join("\n"));
}

#[test]
fn files_have_a_description_and_are_short() {
    let mut problems = Vec::new();
    for (file, text) in sources() {
        if !text.starts_with("//! ") {
            problems.push(format!("{file}: does not begin with `//! `"));
        }
        let lines = text.lines().count();
        if lines > MAX_FILE_LINES {
            problems.push(format!("{file}: {lines} lines"));
        }
    }
    assert_none(problems);
}

#[test]
fn lines_are_indented_by_four_spaces_per_level_and_within_120_columns() {
    assert_none(Reader::read_all().problems);
}
