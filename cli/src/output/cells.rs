//! The columns of tables and CSV.

use serde_json::Value;

use super::fields;

/// The name of the only column of values that are not objects.
const VALUE: &str = "value";

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

    /// Only columns with a value that is neither a list nor an object, for a table that people read.
    pub fn without_nested(mut self, rows: &[Value]) -> Self {
        let is_simple = |name: &String| {
            let values = || rows.iter().filter_map(|row| row.get(name));
            values().all(|value| !value.is_object() && !value.is_array()) && values().any(|value| !value.is_null())
        };
        let simple: Vec<_> = self.names.iter().filter(|name| is_simple(name)).cloned().collect();
        if !simple.is_empty() {
            self.names = simple;
        }
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
        assert_eq!(Columns::new(&[], &[json!("x")]).cells(&json!("x")), ["x"]);
    }
}
