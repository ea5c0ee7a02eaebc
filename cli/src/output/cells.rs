//! The columns of tables and CSV.

use serde_json::Value;

use super::fields;

/// The name of the only column of values that are not objects.
const VALUE: &str = "value";

/// Number of columns of a table whose fields were not chosen.
const MAX_COLUMNS: usize = 8;
/// Names of the columns that come first.
const FIRST: [&str; 7] = ["id", "code", "name", "username", "email", "phone", "status"];

/// Where a column of a table stands.
fn rank(name: &str) -> usize {
    match FIRST.iter().position(|first| *first == name) {
        Some(0) => 0,
        None if name.ends_with("Id") => 1,
        Some(place) => place + 1,
        None => FIRST.len() + 1,
    }
}

/// The columns: those that were asked for, or else all fields of the first rows.
pub struct Columns {
    names: Vec<String>,
}

impl Columns {
    pub fn new(fields: &[String], rows: &[Value]) -> Self {
        let mut names = fields.to_vec();
        if names.is_empty() {
            for name in rows.iter().filter_map(Value::as_object).flat_map(|row| row.keys()) {
                if !names.contains(name) {
                    names.push(name.clone());
                }
            }
        }
        if names.is_empty() {
            names.push(VALUE.to_owned());
        }
        Columns { names }
    }

    /// For a table that people read: only some columns, with values that are neither lists nor objects.
    pub fn without_nested(mut self, rows: &[Value]) -> Self {
        let is_simple = |name: &String| {
            let values = || rows.iter().filter_map(|row| row.get(name));
            values().all(|value| !value.is_object() && !value.is_array()) && values().any(|value| !value.is_null())
        };
        let simple: Vec<_> = self.names.iter().filter(|name| is_simple(name)).cloned().collect();
        if !simple.is_empty() {
            self.names = simple;
        }
        // What identifies a row comes first. The order is stable otherwise.
        self.names.sort_by_key(|name| rank(name));
        self.names.truncate(MAX_COLUMNS);
        self
    }

    pub fn names(&self) -> &[String] {
        &self.names
    }

    pub fn cells(&self, row: &Value) -> Vec<String> {
        let cell = |name: &String| match row {
            Value::Object(_) => fields::get(row, name).map(text).unwrap_or_default(),
            value if name == VALUE => text(value),
            _ => String::new(),
        };
        self.names.iter().map(cell).collect()
    }
}

/// Strings as they are, and nothing for null.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn columns_are_the_fields_of_the_rows() {
        let rows = [json!({"a": 1, "b": [1]}), json!({"c": null, "a": "x"})];
        let columns = Columns::new(&[], &rows);
        assert_eq!(columns.names(), ["a", "b", "c"]);
        assert_eq!(columns.cells(&rows[0]), ["1", "[1]", ""]);
        assert_eq!(columns.without_nested(&rows).names(), ["a"]);
        let rows = [json!({"a": 1, "userId": 1, "name": 1, "status": 1, "id": 1, "zip": 1, "x": 1, "y": 1, "z": 1})];
        let columns = Columns::new(&[], &rows).without_nested(&rows);
        assert_eq!(columns.names(), ["id", "userId", "name", "status", "a", "x", "y", "z"]);
        assert_eq!(Columns::new(&[], &[json!("x")]).cells(&json!("x")), ["x"]);
    }
}
