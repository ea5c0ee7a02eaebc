//! Turns a path and a query into the parameters of an operation, for programs that receive requests.
//!
//! Everything is `#[inline]`, so that only such programs compile it.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use super::{Operation, ParamType};

impl Operation {
    /// Parses a query string into parameters, with the types that the row declares.
    ///
    /// ```
    /// use genauth::Method;
    /// use genauth::schema::Operation;
    /// use serde_json::json;
    ///
    /// let (operation, _) = Operation::find(Method::Get, "/api/v3/get-user-batch").expect("an endpoint");
    /// let params = operation.parse_query("userIds=a&userIds=b&withCustomData=True");
    /// assert_eq!(json!(params), json!({"userIds": ["a", "b"], "withCustomData": true}));
    /// ```
    ///
    /// The clients of this API write queries in different ways. All of these are the same list:
    ///
    /// | query | client |
    /// |---|---|
    /// | `ids=a&ids=b` | this crate, Python |
    /// | `ids[]=a&ids[]=b` | Node |
    /// | `ids=a,b` | the vendor's SDK of 2026 |
    /// | `ids=["a","b"]` | programs that send JSON |
    ///
    /// Booleans may be capitalized. A value that does not fit its type stays a string, so that
    /// [`validate`](Self::validate) reports it, and so does the value of a parameter that is not declared.
    #[must_use]
    #[inline]
    pub fn parse_query(&self, query: &str) -> Map<String, Value> {
        let mut params = Map::new();
        for (name, texts) in grouped(query) {
            let is_list = texts.is_marked || texts.values.len() > 1;
            let declared = self.params.iter().find(|param| param.name.is(&name));
            let value = match declared {
                Some(param) => typed(&param.ty, texts.values, is_list),
                None => typed(&ParamType::String, texts.values, is_list),
            };
            params.insert(name, value);
        }
        params
    }

    /// The parameters in a path, percent-decoded, or `None` if the path is not one of this operation.
    #[inline]
    pub(crate) fn path_params(&self, path: &str) -> Option<Map<String, Value>> {
        let mut params = Map::new();
        let mut segments = path.split('/');
        for expected in self.path.split('/') {
            let segment = segments.next()?;
            match expected.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
                Some(_) if segment.is_empty() => return None,
                Some(name) => {
                    let value = percent_decode_str(segment).decode_utf8_lossy().into_owned();
                    params.insert(name.to_owned(), value.into());
                }
                None if segment == expected => {}
                None => return None,
            }
        }
        segments.next().is_none().then_some(params)
    }
}

/// The values of one name in a query.
struct Texts {
    values: Vec<String>,
    /// Whether the name was written with brackets.
    is_marked: bool,
}

/// The names of a query with their values, in the order of their first occurrence.
#[inline]
fn grouped(query: &str) -> Vec<(String, Texts)> {
    let mut groups: Vec<(String, Texts)> = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = decode(name);
        let (name, is_marked) = match name.strip_suffix("[]") {
            Some(name) => (name.to_owned(), true),
            None => (name, false),
        };
        let value = decode(value);
        if let Some((_, texts)) = groups.iter_mut().find(|(known, _)| *known == name) {
            texts.values.push(value);
            texts.is_marked |= is_marked;
        } else {
            let values = vec![value];
            groups.push((name, Texts { values, is_marked }));
        }
    }
    groups
}

/// Decodes a part of a query. A plus sign is a space, as in forms.
#[inline]
fn decode(text: &str) -> String {
    let text = if text.contains('+') {
        Cow::Owned(text.replace('+', " "))
    } else {
        Cow::Borrowed(text)
    };
    percent_decode_str(&text).decode_utf8_lossy().into_owned()
}

/// The value of a parameter. `is_list` says whether the query has it as a list, whatever its type.
#[inline]
fn typed(ty: &ParamType, mut texts: Vec<String>, is_list: bool) -> Value {
    match ty {
        ParamType::List(item) => {
            let texts = match <[String; 1]>::try_from(texts) {
                Ok([text]) if is_list => vec![text],
                Ok([text]) => match json_of::<Vec<Value>>(&text) {
                    Some(items) => return items.into(),
                    None => text.split(',').map(str::to_owned).collect(),
                },
                Err(texts) => texts,
            };
            texts.into_iter().map(|text| scalar(item, text)).collect()
        }
        ParamType::OneOf(types) => {
            let list = types.iter().find(|ty| matches!(ty, ParamType::List(_)));
            match (list, types.iter().find(|ty| !matches!(ty, ParamType::List(_)))) {
                (Some(list), None) => typed(list, texts, is_list),
                (Some(list), _) if is_list || texts[0].starts_with('[') => typed(list, texts, is_list),
                (_, Some(single)) => typed(single, texts, is_list),
                (None, None) => texts.into(),
            }
        }
        ty if !is_list => scalar(ty, texts.swap_remove(0)),
        _ => texts.into(),
    }
}

/// A single value.
#[inline]
fn scalar(ty: &ParamType, text: String) -> Value {
    let value = match ty {
        ParamType::Boolean if text.eq_ignore_ascii_case("true") => Some(true.into()),
        ParamType::Boolean if text.eq_ignore_ascii_case("false") => Some(false.into()),
        ParamType::Integer => text.parse::<i64>().ok().map(Value::from),
        ParamType::Number => text
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite())
            .map(Value::from),
        ParamType::Object(_) | ParamType::Map => json_of::<Map<String, Value>>(&text).map(Value::Object),
        ParamType::Json => json_of::<Value>(&text),
        _ => None,
    };
    value.unwrap_or(Value::String(text))
}

#[inline]
fn json_of<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::schema::{Method, Param, ParamLocation, validate::tests::operation};

    const fn optional(name: &'static str, ty: ParamType) -> Param {
        Param::optional(name, ty, ParamLocation::Query)
    }

    const PARAMS: &[Param] = &[
        optional("ids", ParamType::List(&ParamType::String)),
        optional("numbers", ParamType::List(&ParamType::Integer)),
        optional("on", ParamType::Boolean),
        optional("page", ParamType::Integer),
        optional("ratio", ParamType::Number),
        optional("text", ParamType::String),
        optional("kind", ParamType::Enum(&["A", "B"])),
        optional("map", ParamType::Map),
        optional("any", ParamType::Json),
        optional(
            "id_or_ids",
            ParamType::OneOf(&[ParamType::String, ParamType::List(&ParamType::String)]),
        ),
    ];

    #[track_caller]
    #[allow(clippy::needless_pass_by_value)] // literals
    fn check(query: &str, expected: Value) {
        let params = operation(Method::Get, "/test", PARAMS).parse_query(query);
        assert_eq!(Value::Object(params), expected, "{query}");
    }

    #[test]
    fn a_list_has_many_spellings() {
        for query in [
            "ids=a&ids=b",
            "ids[]=a&ids[]=b",
            "ids%5B%5D=a&ids%5B%5D=b",
            "ids=a,b",
            "ids=a%2Cb",
            "ids=[\"a\",\"b\"]",
            "ids=%5B%22a%22%2C%22b%22%5D",
            "&ids=a&&ids=b&",
        ] {
            check(query, json!({"ids": ["a", "b"]}));
        }
        check("ids=a", json!({"ids": ["a"]}));
        check("ids[]=a,b", json!({"ids": ["a,b"]}));
        check("ids=a,b&ids=c", json!({"ids": ["a,b", "c"]}));
        check("ids=", json!({"ids": [""]}));
        check("ids=[]", json!({"ids": []}));
        check("numbers=1&numbers=2", json!({"numbers": [1, 2]}));
        check("numbers=1,x", json!({"numbers": [1, "x"]}));
    }

    #[test]
    fn values_have_the_type_of_their_row() {
        check(
            "on=true&page=2&ratio=0.5&text=1&kind=A",
            json!({
                "on": true, "page": 2, "ratio": 0.5, "text": "1", "kind": "A",
            }),
        );
        check("on=True", json!({"on": true}));
        check("on=FALSE", json!({"on": false}));
        check("map={\"a\":1}&any=[1]", json!({"map": {"a": 1}, "any": [1]}));
        check("any=plain", json!({"any": "plain"}));
        check("idOrIds=a,b", json!({"idOrIds": "a,b"}));
        check("idOrIds=a&idOrIds=b", json!({"idOrIds": ["a", "b"]}));
        check("idOrIds[]=a", json!({"idOrIds": ["a"]}));
        check("idOrIds=[\"a\"]", json!({"idOrIds": ["a"]}));
    }

    #[test]
    fn what_does_not_fit_is_left_for_validation() {
        check(
            "on=1&page=two&ratio=NaN&map=[]",
            json!({"on": "1", "page": "two", "ratio": "NaN", "map": "[]"}),
        );
        check("page=1&page=2", json!({"page": ["1", "2"]}));
        check(
            "new=1&other=a&other=b&flag",
            json!({"new": "1", "other": ["a", "b"], "flag": ""}),
        );
        let operation = operation(Method::Get, "/test", PARAMS);
        let violations = operation.validate(&operation.parse_query("page=two&on=1&new=x"));
        let lines: Vec<_> = violations.iter().map(ToString::to_string).collect();
        assert_eq!(
            lines,
            [
                "on must be a boolean (got a string)",
                "page must be an integer (got a string)"
            ]
        );
    }

    #[test]
    fn names_and_values_are_decoded_as_in_forms() {
        check("text=a+b%20c%2Bd%26e%3D%E7%94%A8", json!({"text": "a b c+d&e=用"}));
        check("text=%zz%FF", json!({"text": "%zz\u{FFFD}"}));
        check("", json!({}));
    }
}
