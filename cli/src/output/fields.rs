//! `--fields`: some fields of an object.

use serde_json::{Map, Value};

/// The value at a path of names with dots.
pub fn get<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    // A name may contain dots itself.
    if let Some(found) = value.get(path) {
        return Some(found);
    }
    path.split('.')
        .try_fold(value, |value, name| match (value, name.parse::<usize>()) {
            (Value::Array(items), Ok(index)) => items.get(index),
            _ => value.get(name),
        })
}

/// An object with only these fields, under the paths that were asked for. A field that is missing is null. Without
/// fields, the value itself.
pub fn pick(value: Value, fields: &[String]) -> Value {
    if fields.is_empty() || !value.is_object() {
        return value;
    }
    let field = |path: &String| (path.clone(), get(&value, path).cloned().unwrap_or_default());
    Value::Object(fields.iter().map(field).collect::<Map<_, _>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn fields_have_paths() {
        let value = json!({"a": {"b": [{"c": 1}]}, "x.y": 2});
        let fields = ["a.b.0.c", "x.y", "missing"].map(str::to_owned);
        assert_eq!(pick(value, &fields), json!({"a.b.0.c": 1, "x.y": 2, "missing": null}));
        assert_eq!(pick(json!("text"), &fields), json!("text"));
    }
}
