//! JSON for people: indented and coloured. For programs it is compact.

use std::fmt::Write;

use serde_json::Value;

const KEY: &str = "\x1b[34;1m";
const STRING: &str = "\x1b[32m";
const OTHER: &str = "\x1b[33m";
const RESET: &str = "\x1b[0m";

/// A value and a line break.
pub fn text(value: &Value, pretty: bool) -> String {
    if !pretty {
        return format!("{value}\n");
    }
    let mut text = String::new();
    write_value(&mut text, value, 0);
    text.push('\n');
    text
}

fn write_value(text: &mut String, value: &Value, depth: usize) {
    let indent = "  ".repeat(depth + 1);
    let end = "  ".repeat(depth);
    match value {
        Value::Object(object) if !object.is_empty() => {
            text.push('{');
            for (index, (name, value)) in object.iter().enumerate() {
                let separator = if index == 0 { "" } else { "," };
                let name = Value::from(name.as_str());
                let _ = write!(text, "{separator}\n{indent}{KEY}{name}{RESET}: ");
                write_value(text, value, depth + 1);
            }
            let _ = write!(text, "\n{end}}}");
        }
        Value::Array(items) if !items.is_empty() => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                let separator = if index == 0 { "" } else { "," };
                let _ = write!(text, "{separator}\n{indent}");
                write_value(text, item, depth + 1);
            }
            let _ = write!(text, "\n{end}]");
        }
        Value::String(_) => {
            let _ = write!(text, "{STRING}{value}{RESET}");
        }
        Value::Object(_) | Value::Array(_) => text.push_str(&value.to_string()),
        _ => {
            let _ = write!(text, "{OTHER}{value}{RESET}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn json_is_indented_and_coloured_for_people() {
        let value = json!({"a": [1, "x"], "b": {}});
        assert_eq!(text(&value, false), "{\"a\":[1,\"x\"],\"b\":{}}\n");
        assert_eq!(
            text(&value, true),
            "{\n  \x1b[34;1m\"a\"\x1b[0m: [\n    \x1b[33m1\x1b[0m,\n    \x1b[32m\"x\"\x1b[0m\n  ],\n  \
             \x1b[34;1m\"b\"\x1b[0m: {}\n}\n"
        );
    }
}
