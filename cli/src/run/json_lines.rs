//! Files with one operation on each line: `{"operation": "create_user", "params": {"username": "alice"}}`.

use serde_json::{Map, Value};

use super::input::{Input, Line, hash};
use crate::failure::Failure;
use crate::names::{find, hint, nearest};
use crate::parameters::source::read_text;

/// Reads a file. What is wrong with its lines is noted, and reported by [`Input::validate`].
pub fn read(file: &str) -> Result<Input, Failure> {
    let text = read_text(file)?;
    let mut input = Input::new(file);
    input.hash = hash([text.as_bytes()]);
    for (index, text) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let number = index + 1;
        match parse(text) {
            Ok((operation, params)) => input.lines.push(Line {
                number,
                operation,
                params,
                hash: hash([text.as_bytes()]),
            }),
            Err(problem) => input.add_problem(number, problem),
        }
    }
    Ok(input)
}

fn parse(text: &str) -> Result<(&'static genauth::schema::Operation, Value), String> {
    // The parser's message may quote a value.
    let value = serde_json::from_str(text).map_err(|error| format!("not JSON (column {})", error.column()))?;
    let Value::Object(mut line) = value else {
        return Err("must be a JSON object".to_owned());
    };
    let name = match line.remove("operation") {
        Some(Value::String(name)) => name,
        Some(_) => return Err("operation must be text".to_owned()),
        None => return Err("operation is required".to_owned()),
    };
    let params = match line.remove("params") {
        None => Value::Object(Map::new()),
        Some(params @ Value::Object(_)) => params,
        Some(_) => return Err("params must be a JSON object".to_owned()),
    };
    if let Some(unknown) = line.keys().next() {
        return Err(format!(
            "{unknown} is not a field of a line; the fields are operation and params"
        ));
    }
    let operation = find(&name).ok_or_else(|| {
        let nearest = nearest(&name, genauth::operations().map(|operation| operation.name));
        format!("{name:?} is not an operation{}", hint(&nearest))
    })?;
    Ok((operation, params))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_line_names_an_operation_in_any_form() {
        for name in ["get_user", "get-user"] {
            let line = json!({"operation": name, "params": {"userId": "u"}}).to_string();
            let (operation, params) = parse(&line).unwrap();
            assert_eq!((operation.name, params), ("get_user", json!({"userId": "u"})));
        }
        assert_eq!(parse(r#"{"operation":"get_all_groups"}"#).unwrap().1, json!({}));
    }

    #[test]
    fn what_is_wrong_with_a_line_is_stated_without_its_values() {
        for (line, problem) in [
            (
                r#"{"operation":"get_user","params":{"password":"hunter2"#,
                "not JSON (column 53)",
            ),
            ("[]", "must be a JSON object"),
            ("{}", "operation is required"),
            (r#"{"operation":1}"#, "operation must be text"),
            (
                r#"{"operation":"get_user","params":[]}"#,
                "params must be a JSON object",
            ),
            (
                r#"{"operation":"get_user","parms":{}}"#,
                "parms is not a field of a line; the fields are operation and params",
            ),
        ] {
            assert_eq!(parse(line).unwrap_err(), problem);
        }
        let unknown = parse(r#"{"operation":"get-usr"}"#).unwrap_err();
        assert!(
            unknown.starts_with("\"get-usr\" is not an operation (did you mean get-user"),
            "{unknown}"
        );
    }
}
