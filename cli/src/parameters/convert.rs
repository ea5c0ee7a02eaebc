//! From text to JSON, by the type of the row. The text itself never decides the type.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use genauth::schema::ParamType;
use serde_json::{Value, json};

use super::source::{read_bytes, text_of, without_line_break};
use crate::failure::Failure;

/// The value of a flag from all its occurrences.
pub fn value(flag: &str, ty: &ParamType, texts: &[String]) -> Result<Value, Failure> {
    if let ParamType::List(item) = ty {
        return list(flag, item, texts);
    }
    if let (ParamType::OneOf(types), [_, _, ..]) = (ty, texts) {
        // Several values can only be a list.
        if let Some(ParamType::List(item)) = types.iter().find(|ty| matches!(ty, ParamType::List(_))) {
            return list(flag, item, texts);
        }
    }
    let [text] = texts else {
        return Err(Failure::usage(format!(
            "--{flag} is given {} times, but it is not a list",
            texts.len()
        )));
    };
    if matches!(ty, ParamType::File) {
        return file(text);
    }
    let (text, _) = text_of(flag, text)?;
    scalar(ty, without_line_break(&text)).map_err(|what| Failure::usage(format!("--{flag} must be {what}")))
}

/// A list from items, each of which is on the command line or in a file with one item on each line.
fn list(flag: &str, item: &ParamType, texts: &[String]) -> Result<Value, Failure> {
    let mut items = Vec::new();
    for text in texts {
        let (text, is_file) = text_of(flag, text)?;
        if !is_file {
            add(&mut items, item, &text).map_err(|what| Failure::usage(format!("--{flag} must be {what}")))?;
            continue;
        }
        if matches!(item, ParamType::Object(_) | ParamType::Map) {
            items.extend(objects(flag, &text)?);
            continue;
        }
        for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            add(&mut items, item, line)
                .map_err(|what| Failure::usage(format!("--{flag}, line {}: must be {what}", index + 1)))?;
        }
    }
    Ok(Value::Array(items))
}

/// The objects of a file: one after the other, usually on a line each, or in one list.
fn objects(flag: &str, text: &str) -> Result<Vec<Value>, Failure> {
    let mut objects = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter() {
        match value {
            Ok(Value::Array(list)) => objects.extend(list),
            Ok(value @ Value::Object(_)) => objects.push(value),
            Ok(_) => return Err(Failure::usage(format!("--{flag}: the file must contain JSON objects"))),
            // The parser's message may quote a value.
            Err(error) => {
                let place = format!("line {}, column {}", error.line(), error.column());
                return Err(Failure::usage(format!("--{flag}: the file is not JSON ({place})")));
            }
        }
    }
    Ok(objects)
}

fn add(items: &mut Vec<Value>, item: &ParamType, text: &str) -> Result<(), String> {
    if is_json_list(item, text) {
        match serde_json::from_str(text) {
            Ok(Value::Array(list)) => items.extend(list),
            _ => return Err("a JSON object, or a list of them".to_owned()),
        }
    } else {
        items.push(scalar(item, text)?);
    }
    Ok(())
}

/// Whether a text is a list of objects, and not one of them.
fn is_json_list(item: &ParamType, text: &str) -> bool {
    matches!(item, ParamType::Object(_) | ParamType::Map) && text.trim_start().starts_with('[')
}

/// One value, or what it must be. The message does not contain the value, which may be a secret.
pub fn scalar(ty: &ParamType, text: &str) -> Result<Value, String> {
    match ty {
        ParamType::String | ParamType::Enum(_) | ParamType::OpenEnum(_) => Ok(text.into()),
        ParamType::Boolean => match text.trim() {
            "true" => Ok(true.into()),
            "false" => Ok(false.into()),
            _ => Err("true or false".to_owned()),
        },
        ParamType::Integer => {
            let text = text.trim();
            let unsigned = || text.parse::<u64>().ok().map(Value::from);
            let number = text.parse::<i64>().ok().map(Value::from).or_else(unsigned);
            number.ok_or_else(|| "an integer".to_owned())
        }
        ParamType::Number => match text.trim().parse::<f64>() {
            Ok(number) if number.is_finite() => json_text(text, Value::is_number, "a number").or(Ok(number.into())),
            _ => Err("a number".to_owned()),
        },
        // The first type of the row that the text can be, so that a row decides it and not a guess.
        ParamType::OneOf(types) => {
            let converted = types.iter().find_map(|ty| scalar(ty, text).ok());
            converted.ok_or_else(|| ty.to_string())
        }
        ParamType::List(_) => json_text(text, Value::is_array, "a JSON list"),
        ParamType::Object(_) | ParamType::Map => json_text(text, Value::is_object, "a JSON object"),
        _ => json_text(text, |_| true, r#"JSON (a string needs quotes: '"text"')"#),
    }
}

fn json_text(text: &str, is_right: impl Fn(&Value) -> bool, what: &str) -> Result<Value, String> {
    match serde_json::from_str(text) {
        Ok(value) if is_right(&value) => Ok(value),
        _ => Err(what.to_owned()),
    }
}

/// A file to upload. A leading `@` is allowed, as for every other value.
fn file(text: &str) -> Result<Value, Failure> {
    let path = text.strip_prefix('@').unwrap_or(text);
    let content = read_bytes(path)?;
    let name = std::path::Path::new(path)
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    Ok(json!({"fileName": name, "content": STANDARD.encode(content), "partName": "file"}))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_type_of_the_row_decides() {
        for (ty, text, expected) in [
            (ParamType::String, "true", json!("true")),
            (ParamType::String, "007", json!("007")),
            (ParamType::String, "null", json!("null")),
            (ParamType::Boolean, "true", json!(true)),
            (ParamType::Integer, "-5", json!(-5)),
            (
                ParamType::Integer,
                "18446744073709551615",
                json!(18_446_744_073_709_551_615_u64),
            ),
            (ParamType::Number, "1.5", json!(1.5)),
            (ParamType::Number, "2", json!(2)),
            (ParamType::Number, ".5", json!(0.5)),
            (ParamType::Map, r#"{"a": [1]}"#, json!({"a": [1]})),
            (ParamType::Json, r#""x""#, json!("x")),
            (ParamType::Json, "null", json!(null)),
            (
                ParamType::OneOf(&[ParamType::Integer, ParamType::String]),
                "7",
                json!(7),
            ),
            (
                ParamType::OneOf(&[ParamType::Integer, ParamType::String]),
                "x",
                json!("x"),
            ),
            (
                ParamType::OneOf(&[ParamType::String, ParamType::Integer]),
                "7",
                json!("7"),
            ),
        ] {
            assert_eq!(scalar(&ty, text), Ok(expected), "{ty} {text}");
        }
        for (ty, text, expected) in [
            (ParamType::Boolean, "yes", "true or false"),
            (ParamType::Integer, "1.5", "an integer"),
            (ParamType::Number, "inf", "a number"),
            (ParamType::Map, "[]", "a JSON object"),
            (ParamType::Json, "x", r#"JSON (a string needs quotes: '"text"')"#),
        ] {
            assert_eq!(scalar(&ty, text), Err(expected.to_owned()));
        }
    }

    #[test]
    fn a_file_of_objects_has_one_after_the_other_or_a_list() {
        let expected = [json!({"a": 1}), json!({"b": 2})];
        for text in [
            "{\"a\": 1}\n{\"b\": 2}\n",
            "[{\"a\": 1}, {\"b\": 2}]",
            "{\n\"a\": 1\n}\n\n{\"b\": 2}",
        ] {
            assert_eq!(objects("x", text).unwrap(), expected);
        }
        let message = |text: &str| objects("x", text).unwrap_err().to_string();
        assert_eq!(
            message("{}\n{\"a\": secret}"),
            "--x: the file is not JSON (line 2, column 7)"
        );
        assert_eq!(message("1"), "--x: the file must contain JSON objects");
    }

    #[test]
    fn lists_repeat_their_flag() {
        let texts = |texts: &[&str]| texts.iter().map(ToString::to_string).collect::<Vec<_>>();
        let strings = ParamType::List(&ParamType::String);
        assert_eq!(
            value("x", &strings, &texts(&["a,b", "@@c", "[1]"])).unwrap(),
            json!(["a,b", "@c", "[1]"])
        );
        let maps = ParamType::List(&ParamType::Map);
        let given = texts(&[r#"{"a": 1}"#, r#"[{"b": 2}, {}]"#]);
        assert_eq!(value("x", &maps, &given).unwrap(), json!([{"a": 1}, {"b": 2}, {}]));
        let failure = value("x", &ParamType::String, &texts(&["a", "b"])).unwrap_err();
        assert_eq!(failure.to_string(), "--x is given 2 times, but it is not a list");
        let either = ParamType::OneOf(&[ParamType::String, ParamType::List(&ParamType::String)]);
        assert_eq!(value("x", &either, &texts(&["a"])).unwrap(), json!("a"));
        assert_eq!(value("x", &either, &texts(&["a", "b"])).unwrap(), json!(["a", "b"]));
    }
}
