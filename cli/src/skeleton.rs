//! `--skeleton`: a JSON object for `--body`, with all parameters in the order of the rows.

use std::fmt::Write;

use genauth::schema::{Operation, Param, ParamType};

use crate::failure::{Exit, Failure};
use crate::options;

/// Keys with this prefix are ignored in a body.
const COMMENT: &str = "//";

/// Prints the skeleton. Optional fields are commented out by a prefix of their key.
pub fn print(operation: &'static Operation) -> Result<Exit, Failure> {
    let mut text = String::new();
    write_object(&mut text, operation.params, 0, &mut Vec::new());
    text.push('\n');
    options::print(&text)
}

fn write_object(text: &mut String, fields: &[Param], depth: usize, around: &mut Vec<&'static str>) {
    // Secrets do not belong into a file that is edited: they have flags of their own.
    let fields: Vec<_> = fields.iter().filter(|field| !field.secret).collect();
    if fields.is_empty() {
        text.push_str("{}");
        return;
    }
    text.push('{');
    for (index, field) in fields.iter().enumerate() {
        let separator = if index == 0 { "" } else { "," };
        let indent = "  ".repeat(depth + 1);
        let comment = if field.required { "" } else { COMMENT };
        let _ = write!(text, "{separator}\n{indent}\"{comment}{}\": ", field.name());
        write_value(text, &field.ty, depth + 1, around);
    }
    let _ = write!(text, "\n{}}}", "  ".repeat(depth));
}

fn write_value(text: &mut String, ty: &ParamType, depth: usize, around: &mut Vec<&'static str>) {
    match ty {
        ParamType::Boolean => text.push_str("false"),
        ParamType::Integer | ParamType::Number => text.push('0'),
        ParamType::Enum(values) | ParamType::OpenEnum(values) => {
            let _ = write!(text, "{:?}", values.join("|"));
        }
        ParamType::List(item) => {
            text.push('[');
            write_value(text, item, depth, around);
            text.push(']');
        }
        ParamType::OneOf(types) => write_value(text, types.first().unwrap_or(&ParamType::Json), depth, around),
        ParamType::Object(schema) if around.contains(&schema.name) => text.push_str("{}"),
        ParamType::Object(schema) => {
            around.push(schema.name);
            write_object(text, schema.fields(), depth, around);
            around.pop();
        }
        ParamType::Map => text.push_str("{}"),
        ParamType::Json => text.push_str("null"),
        ParamType::File => text.push_str(r#"{"fileName": "", "content": "base64"}"#),
        _ => text.push_str("\"\""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn every_skeleton_is_json() {
        for operation in genauth::operations() {
            let mut text = String::new();
            write_object(&mut text, operation.params, 0, &mut Vec::new());
            let value: Value =
                serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", operation.name));
            let required = operation
                .params
                .iter()
                .filter(|param| param.required && !param.secret)
                .count();
            let stated = value
                .as_object()
                .unwrap()
                .keys()
                .filter(|name| !name.starts_with(COMMENT));
            assert_eq!(stated.count(), required, "{}", operation.name);
        }
    }
}
