//! JSON for people: indented and coloured. For programs it is compact.

use std::fmt::Write;

use serde_json::Value;

const KEY: &str = "\x1b[34;1m";
const STRING: &str = "\x1b[32m";
const OTHER: &str = "\x1b[33m";
const RESET: &str = "\x1b[0m";

/// How JSON is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// On one line, for programs.
    Compact,
    Indented,
    Colored,
}

/// A value and a line break.
pub fn text(value: &Value, style: Style) -> String {
    let paint = |color: &'static str| if style == Style::Colored { color } else { "" };
    let mut writer = Writer {
        text: String::new(),
        key: paint(KEY),
        string: paint(STRING),
        other: paint(OTHER),
        reset: paint(RESET),
    };
    match style {
        Style::Compact => writer.text = value.to_string(),
        Style::Indented | Style::Colored => writer.value(value, 0),
    }
    writer.text.push('\n');
    writer.text
}

/// The text so far, and the codes of the colours, which are empty without colours.
struct Writer {
    text: String,
    key: &'static str,
    string: &'static str,
    other: &'static str,
    reset: &'static str,
}

impl Writer {
    fn value(&mut self, value: &Value, depth: usize) {
        match value {
            Value::Object(object) if !object.is_empty() => {
                self.text.push('{');
                for (index, (name, value)) in object.iter().enumerate() {
                    self.line(index, depth + 1);
                    let name = Value::from(name.as_str());
                    let _ = write!(self.text, "{}{name}{}: ", self.key, self.reset);
                    self.value(value, depth + 1);
                }
                self.line(0, depth);
                self.text.push('}');
            }
            Value::Array(items) if !items.is_empty() => {
                self.text.push('[');
                for (index, item) in items.iter().enumerate() {
                    self.line(index, depth + 1);
                    self.value(item, depth + 1);
                }
                self.line(0, depth);
                self.text.push(']');
            }
            Value::String(_) => {
                let _ = write!(self.text, "{}{value}{}", self.string, self.reset);
            }
            Value::Object(_) | Value::Array(_) => self.text.push_str(&value.to_string()),
            _ => {
                let _ = write!(self.text, "{}{value}{}", self.other, self.reset);
            }
        }
    }

    /// Starts a line, after a comma unless it is the first item.
    fn line(&mut self, index: usize, depth: usize) {
        let separator = if index == 0 { "" } else { "," };
        let _ = write!(self.text, "{separator}\n{}", "  ".repeat(depth));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn json_is_indented_and_coloured_for_people() {
        let value = json!({"a": [1, "x"], "b": {}});
        assert_eq!(text(&value, Style::Compact), "{\"a\":[1,\"x\"],\"b\":{}}\n");
        assert_eq!(
            text(&value, Style::Colored),
            "{\n  \x1b[34;1m\"a\"\x1b[0m: [\n    \x1b[33m1\x1b[0m,\n    \x1b[32m\"x\"\x1b[0m\n  ],\n  \
             \x1b[34;1m\"b\"\x1b[0m: {}\n}\n"
        );
        assert_eq!(
            text(&value, Style::Indented),
            "{\n  \"a\": [\n    1,\n    \"x\"\n  ],\n  \"b\": {}\n}\n"
        );
    }
}
