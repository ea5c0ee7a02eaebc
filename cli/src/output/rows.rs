//! Where the rows of a response are: in `data` itself, in its `list`, or in the only list that it has.

use serde_json::Value;

/// Names of the list in a page.
const LISTS: [&str; 3] = ["list", "data", "records"];

/// The list in the data of a response.
pub fn find(data: &Value) -> Option<&Vec<Value>> {
    match data {
        Value::Array(items) => Some(items),
        Value::Object(_) => data.get(name(data)?)?.as_array(),
        _ => None,
    }
}

/// The items of the list. Call it only if there is one.
pub fn take(mut data: Value) -> Vec<Value> {
    let list = match name(&data) {
        Some(name) => data[&name].take(),
        None => data,
    };
    match list {
        Value::Array(items) => items,
        other => vec![other],
    }
}

/// How many items there are in total, if the response is a page that has fewer.
pub fn cut(data: &Value) -> Option<(usize, u64)> {
    let shown = find(data)?.len();
    let total = data.get("totalCount").and_then(Value::as_u64)?;
    (total > shown as u64).then_some((shown, total))
}

/// The name of the list in an object.
fn name(data: &Value) -> Option<String> {
    let object = data.as_object()?;
    let is_list = |name: &&str| object.get(*name).is_some_and(Value::is_array);
    if let Some(name) = LISTS.into_iter().find(is_list) {
        return Some(name.to_owned());
    }
    // A count beside an only list makes a page.
    let mut lists = object.iter().filter(|(_, value)| value.is_array());
    match (lists.next(), lists.next()) {
        (Some((name, _)), None) if object.contains_key("totalCount") => Some(name.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_rows_are_those_of_the_page() {
        for (data, expected) in [
            (json!([1, 2]), Some(2)),
            (json!({"totalCount": 9, "list": [1]}), Some(1)),
            (json!({"records": [1], "other": []}), Some(1)),
            (json!({"totalCount": 9, "things": [1]}), Some(1)),
            (json!({"identities": [1], "userId": "x"}), None),
            (json!("text"), None),
        ] {
            assert_eq!(find(&data).map(Vec::len), expected, "{data}");
        }
        assert_eq!(take(json!({"list": [1, 2]})), [json!(1), json!(2)]);
        assert_eq!(cut(&json!({"totalCount": 9, "list": [1]})), Some((1, 9)));
        assert_eq!(cut(&json!({"totalCount": 1, "list": [1]})), None);
    }
}
